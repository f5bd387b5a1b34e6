package outer

// Order of tolerances: the engine's 1e-9 on rows, then cuts, then the margin that a caller keeps
// inside a limit. Each must leave room for the one before.
const (
	// Tolerance is by how much a squared ratio near 1 may be violated at the end: a CV of 0.3 moves
	// by 2e-8, the seventh digit.
	Tolerance = 1e-8
	// LeastTolerance is what a [Ratio] may need where ratios are small: just above the engine's own, below
	// which a cut that is there may be violated again.
	LeastTolerance = 2e-9
	// MaxRounds is far above the 3 to 20 rounds that were seen; a loop that needs more does not
	// converge.
	MaxRounds = 500
	// cutShare is the part of the tolerance that a single square may use: below it a tangent would
	// repeat one that is there.
	cutShare = 0.1
	// pricesZero is how far below 0 a reduced cost counts as 0: what the engine lets pass among the
	// columns it has.
	pricesZero = 1e-9
	// ageGain is by how much the bound must have grown, relative to the larger of one and itself,
	// before more rows are freed. It is above what rounding moves a bound by, and small beside what a
	// round gains.
	ageGain = 1e-9
	// RatioGap is the relative gap between a ratio and its bound at which it is known. A gap of 1e-7
	// in a ratio near 1 is one of 5e-8 in its square at half of it, five times the cuts' tolerance.
	RatioGap = 1e-7
	// LeastRatio is the ratio below which gaps are no longer relative: evenness to a thousandth of
	// what is allowed is evenness.
	LeastRatio = 1e-3
	// leastMean is the least mean by which an excess over a ratio is measured: below it there is next
	// to no stock, and a row with such a small coefficient says nothing.
	leastMean = 1e-4
)
