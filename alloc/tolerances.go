package alloc

const (
	// unitDust: how far below a whole number of units a quantity may lie, by the rounding of a division.
	unitDust = 1e-9
	// leastQuantity: what is not worth an action, a millionth of a square metre or a yuan.
	leastQuantity = 1e-6
	// fundDust: the part of a cost by which a fund's share of it may be off through sums and differences.
	fundDust = 1e-12
)

const (
	// mostDoublings: effort is doubled at most so often; no county needs a million times its first guess.
	mostDoublings = 20
	// effortHalvings: a baseline's outlay is then its least to within 0.01 %.
	effortHalvings = 13
)

const (
	// firstShare is the part of the money, or of what is missing, that a search for the least begins with.
	firstShare = 1.0 / 64
	// mostOfMissing: a way of dividing money that keeps no conditions with so many times the sum of all
	// shortfalls is given up.
	mostOfMissing = 256
	// stepShare is the part of what a section needs that is given in one step: small enough for steps to
	// be fair, large enough for a county to be done in seconds.
	stepShare = 0.02
)

// weightKM is how many kilometres one unit of weighted shortage is worth: more than all ways of a plan
// can differ by, so that weight goes before distance, and little enough for a metre to be told beside it.
const weightKM = 1e7

const (
	// scoreSlack: sums that are kept up to date by differences are right to some ten digits; a change
	// must be worth more than that.
	scoreSlack = 1e-9
	// leastPart is the part of a purchase below which taking it back is not worth the trying.
	leastPart = 1.0 / 1024
	// fewSections is how many sections at each end a local search looks at: beyond them, gains are smaller.
	fewSections = 8
)
