package assignment

// Every epsilon and every limit on work of the package, with its reason. Order: the engine's 1e-9, then cuts,
// then what a plan may be off by.
const (
	// MaxAmount is the largest size of a number of the data: sums of ten million of them, and their products with
	// each other, stay far from overflow.
	MaxAmount = 1e15

	// roundoff is the relative error of one operation on float64.
	roundoff = 0x1p-53

	// chargeShare is the rounding error charged for one term of a bound, in shares of the sizes that enter it:
	// fewer than sixteen operations, none of which cancels more than these sizes.
	chargeShare = 16 * roundoff

	// maxExtensions is how many choices of units of one site are listed; beyond it bounds relax them.
	maxExtensions = 4096

	// maxUnit is the largest number of units of one kind at one site: they are counted one by one.
	maxUnit = 1000

	// shareTolerance is the share of a piece below which an LP's share is nothing, and above one minus which it
	// is everything: the engine's tolerance, with room for the sum over a piece's sites.
	shareTolerance = 1e-7

	// wholeTolerance is how far a column may be from a whole number and still mean it.
	wholeTolerance = 1e-6

	// planTolerance is by how much a plan may exceed a limit, relative to the larger of one and the limit: an
	// engine keeps rows to 1e-9 in its own scale, and rounding shares adds a digit or two.
	planTolerance = 1e-6

	// cutTolerance is by how much a row that the LP does not have may be violated before it is added: above the
	// engine's 1e-9, or a row just added would count as violated again.
	cutTolerance = 1e-7

	// tangentTolerance is by how much the square of a ratio may be above what the tangents say, relative to one
	// plus the square, before a tangent is added.
	tangentTolerance = 1e-9

	// priceTolerance is how far below zero a reduced cost, in the LP's scale, calls for the column.
	priceTolerance = 1e-8

	// settled is the relative gain of a round below which the LP of a search has settled: its bound is to be
	// bettered by branching anyway.
	settled = 1e-5

	// smallestLoad is the load, in shares of a site's unit, at which the tangent for a site that has nothing is.
	smallestLoad = 1e-3

	// supportShare is the share from which a piece of an LP counts as going to a site, when parts are looked for
	// that hang by nothing: below it the LP is about to leave.
	supportShare = 1e-3

	// partRows is how many rows one such part gives: those of its largest shares.
	partRows = 8

	// quietRounds is how many rounds in a row without a gain end the LP of a search, and maxRounds how many there
	// are at all: 4 to 30 were seen.
	quietRounds = 2
	maxRounds   = 400

	// pricedSites is how many sites a piece gets in one round of pricing.
	pricedSites = 4

	// weightTolerance is the weight from which the proof of the worst ratio leans on a ratio: weights sum to one.
	weightTolerance = 1e-6

	// levelMargin is by how much a level may be exceeded, relatively, by the plans of the next: the tangents of
	// one are not those of the other.
	levelMargin = 1e-7

	// tieShare is the weight of the sum of all ratios of the goal beside the worst, in a local search: moves that
	// leave the worst alone are to lead somewhere.
	tieShare = 1e-3

	// gainShare is the gain of a move, in shares of the cost, below which it is rounding.
	gainShare = 1e-12

	// swapSites is how many of the sites that ask least for a piece are looked at for a swap.
	swapSites = 6

	// sweeps is how often a local search goes over all pieces, and dearer how often misses are made dearer: plans
	// come to rest in 3 to 20 sweeps.
	sweeps = 200
	dearer = 8

	// missTolerance is a miss, in shares of a site's mean load or of a limit, that is rounding.
	missTolerance = 1e-9

	// coreFrom is how many pairs make it worth to look among the best of them first, coreExtra how many more than
	// one for each piece those are, four times as many in each of coreRounds, and coreNodes what a search among them
	// may take. 2,000 pieces at 30 sites came to a gap of 1e-3 in the first.
	coreFrom   = 3000
	coreExtra  = 300
	coreNodes  = 200
	coreRounds = 2

	// anneals is how often a plan is annealed, ever less hot, annealPiece how many steps for each piece that takes,
	// annealSteps how many at most: some tenths of a second.
	anneals     = 4
	annealPiece = 1000
	annealSteps = 1000000

	// heatReach is by how many times the heat a pair may ask too much to be tried, and coldest the end, in shares
	// of the beginning.
	heatReach = 15
	coldest   = 1e-2

	// A plan that misses something is annealed with that missDearer times as dear, beginning at missHeat times the
	// mean cost of a piece.
	missDearer = 8
	missHeat   = 0.1

	// One move in swapOdds is of a single piece; for the others, which do not upset loads so much, as many pieces are
	// looked at for one to come back.
	swapOdds  = 3
	swapTries = 8

	// finePrice is what a miss costs in shares of the price of load.
	finePrice = 1.1

	// seeds is how many tangents to 1/l an LP starts with, and seedSpan from which part of the most that a site
	// can have: they cost m rows each, and halve the rounds.
	seeds    = 8
	seedSpan = 16

	// leastTime is what a solve is given when the time is up, in seconds: the engine takes 0 for none.
	leastTime = 0.001

	// leastValue is the value below which gaps are no longer relative.
	leastValue = 1e-9
)
