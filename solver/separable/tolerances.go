package separable

// Every epsilon of the package, with its reason.
const (
	// roundoff is the relative error of one operation on float64.
	roundoff = 0x1p-53

	// MaxMagnitude is the largest size of a number that enters a knapsack or a water level, and its
	// reciprocal the smallest of what must be positive. Within it no product or quotient of three
	// of them overflows, nor does a sum of ten million.
	MaxMagnitude = 1e50
	minPositive  = 1 / MaxMagnitude

	// residueShare is the share of the summed sizes of all terms to which the total of a knapsack
	// is met: each term is rounded once, which leaves half a roundoff of its size; four roundoffs
	// leave room for the rounding of the sizes.
	residueShare = 4 * roundoff

	// guessShare is the share of the range of all breakpoints to which the level of a sample is found:
	// the sample has an error of its own that is larger than a thousandth.
	guessShare = 1e-3

	// spreadShare is the share of Newton's step from the sample's level by which the bracket reaches
	// to either side: the slope changes by less than that on the way, as a rule. A miss costs one
	// more pass over the items.
	spreadShare = 0.2

	// reachShare is the share of the summed sizes by which the total of a knapsack may lie beyond
	// what the bounds allow and still count as the bound itself: a caller who sums a million upper
	// bounds in his own order gets a total that is off by this much.
	reachShare = 1e-12

	// priceShare is the share of the largest price or cost by which a reduced cost may be on the
	// wrong side and still count as zero: a price is the end of a chain of some thousand additions
	// and subtractions, each off by a roundoff of its size.
	priceShare = 1e-12

	// vanishing is the size at and below which a residual is what underflow leaves of zero: no
	// product of two numbers of the sizes allowed is smaller, bar zero.
	vanishing = 1e-200

	// dustShare is the share of all pupils by which the load of a school may be off its limit and still
	// meet it: fractions of pupils leave rounding behind, whole pupils never do.
	dustShare = 1e-12

	// chargeShare is the rounding error charged for one term of a dual bound, in shares of the sizes
	// that enter it: less than eight operations, none of which cancels more than these sizes.
	chargeShare = 8 * roundoff
)
