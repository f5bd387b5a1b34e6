// Package measure computes how unevenly a stock is spread over pupils.
//
// Functions take two slices of one length: the stock z_i of section i (persons, m2, yuan, rooms) and
// its pupils p_i. Formulas are written with
//
//	x_i = z_i / p_i         value of a section, stock per pupil
//	Z = sum z_i, P = sum p_i
//	mean = Z / P            the mean over pupils, not over sections
//	q_i = z_i / Z           share of the stock
//	w_i = p_i / P           share of the pupils
//	r_i = x_i / mean        relative value
//
// Measures weigh a section by its pupils and use the population form unless the name or the doc says
// otherwise. To count every section once, pass x_i as stock and ones as pupils. Relative measures
// have no unit; [Mean], [SD], [Range], [RestrictedRange] and [Quantile] are in units of stock per
// pupil; "per 100 pupils" is for the caller to multiply.
//
// # Conventions
//
// A percentile Q_p is the least value such that at least the share p of the pupils has it or less
// ([Quantile]); nothing is interpolated. Where a half or a fifth of the pupils ends inside a section,
// that section is split: as many of its pupils count as are needed. The median is the mean of the
// values on both sides of the middle, which differ only where the middle falls between two sections.
// Sections of equal value may come in any order.
//
// # Numbers or errors
//
// A measure is NaN where its input is not what [Check] accepts, and where its doc says that it is
// undefined; nowhere else. A ratio to a value that is 0 is undefined, also one to a value so near to
// 0 that the ratio is beyond all numbers. Only [MeanLogDeviation] can be infinite. [Compute] gives an
// error instead of both, which says why. Slices of different length are a mistake in the program, and
// panic; Check and Compute report them.
//
// Everything is O(n) or, where values are ranked, O(n log n).
package measure
