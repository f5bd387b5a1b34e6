package solver

// Every epsilon of this package and of its backends, with its reason.
const (
	// EngineTolerance is what a backend is asked to keep: by how much a row, a bound, a reduced
	// cost or a whole column may be off, absolutely. It lies well below the 1e-6 to which cuts are
	// separated, so that a cut that has just been added is not "met" within the engine's own slack.
	// Whole columns get the same: with big-M rows a column that is whole to 1e-6 only lets a row of
	// a thousand slip by 1e-3.
	EngineTolerance = 1e-9

	// DefaultGap is the relative and the absolute gap at which a search ends when Settings ask for
	// nothing else. Plans are compared by whole persons and yuan, costs are scaled to be near 1, so
	// 1e-9 is in effect an exact optimum.
	DefaultGap = 1e-9

	// startTolerance is how far whole columns of a start may be from a whole number: callers round what an engine
	// has left within its tolerance, and what is farther off was no plan.
	startTolerance = 1e-6

	// crossTolerance is by how much two right answers may differ, relative to the larger of one and the
	// objective: both keep EngineTolerance in every row, and a sum over thousands of rows, or prices
	// in the hundreds, make two digits of that.
	crossTolerance = 1e-7

	// MinCoefficient is the size below which a coefficient counts as zero and leaves the problem:
	// the smallest that engines can be told to keep. What lies below is the rounding of a difference.
	MinCoefficient = 1e-12

	// MaxCoefficient is the largest coefficient accepted. Engines refuse or mishandle larger ones.
	MaxCoefficient = 1e15

	// MaxBound is the largest finite bound or cost accepted: from here on engines take a number for
	// infinite. Say infinite where it is meant.
	MaxBound = 1e20
)

// Of the safe bound.
const (
	// roundoff is the relative error of one operation on float64.
	roundoff = 0x1p-53

	// underflow is the size below which the error of a product may itself not be a number, and what
	// is charged for such a product.
	underflow = 0x1p-900

	// repairShare is the largest share of a multiplier that counts as rounding. What is off by more
	// is no rounding, and implied bounds give more than a maimed multiplier.
	repairShare = 1e-6

	// repairPasses bounds the attempts to move multipliers by their rounding: the first helps all
	// columns whose rows do not meet, later ones those that an earlier one has pushed back.
	repairPasses = 3

	// impliedPasses bounds the work on infinite bounds: each pass carries what the rows imply one
	// row further.
	impliedPasses = 8
)

// leanShare is the share of a ray's largest multiplier, and of the terms of a reduced cost, below which
// either is rounding: the engine's own tolerance for numbers near 1. Nothing is concluded from it but
// what to try.
const leanShare = EngineTolerance

// Of exact arithmetic.
const (
	// MaxExact is the number of basic columns up to which a basis is computed in rational numbers.
	// The numbers grow with it: a basis of 800 columns of the Netlib set takes 0.2 seconds with decimal
	// and a second with binary data, small ones some milliseconds.
	MaxExact = 2000

	// firstTry is the number of digits, of 61 bits, after which the rational solution is looked for the
	// first time: bases of networks are done by then.
	firstTry = 4
)
