// Package measure computes how unevenly a stock is spread over pupils.
//
// Every function takes two slices of one length: the stock z_i of section i (teachers, m2, yuan) and
// its pupils p_i > 0. Values are x_i = z_i / p_i, totals P = sum p_i and Z = sum z_i, the mean
// Z / P. Measures weigh a section by its pupils unless the name says otherwise, and use the
// population form. Results are NaN only where a measure is undefined: without sections, without
// pupils, with pupils that are not positive, and where noted.
//
// Slices of different length are a mistake in the program and panic.
package measure
