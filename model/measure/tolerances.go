package measure

// Pupils lie between least and most, stocks are at most that large. Between these bounds nothing in
// the formulas overflows: the largest products are of two sums of squared relative values, some
// 1e240. A number beyond them is a wrong unit or a garbled cell. A total stock that is not 0 is at
// least leastTotal, so that the mean and the values near it keep all their digits; single stocks may
// be as small as they like.
const (
	least      = 1e-30
	most       = 1e30
	leastTotal = 1e-250
)

// tie is the share of the pupils by which a running sum may miss a percentile or the middle through
// rounding alone. Sums of a few thousand numbers are good to 1e-13; a pupil is far more than 1e-12 of
// any county.
const tie = 1e-12

// flat is the relative spread below which values count as all alike: what is left is rounding, and a
// correlation with it would be a random number.
const flat = 1e-12
