package exact

// Every number below decides what is close enough. Order: engine 1e-9 < cut 1e-8 < margin 1e-7.
const (
	// cutTolerance is the violation of a squared ratio at which rounds end.
	cutTolerance = 1e-8
	// margin is how far inside a limit or above a minimum (relative) the divisible part of a plan is
	// put, so that it meets the limit literally after rounding to float64 and through the engine's
	// and the cuts' tolerances. Plans of whole units meet the limit itself.
	margin = 1e-7
	// wholeShare: a whole unit that costs less than this part of the money unit (the dearest single
	// cost, rounded down to a power of ten) and changes a level by less than this part of the mean, or
	// of the minimum, is divisible in the engine and rounded afterwards.
	wholeShare = 1e-3
	// plentyFactor times the county's best level, and as many units, is more than any section is given,
	// where money has no cap at all.
	plentyFactor = 10
	// wholeRounding is how far the engine's whole numbers may be from one.
	wholeRounding = 1e-5
	// tightPrice is the multiplier from which a ratio counts as one that holds the worst level up.
	tightPrice = 1e-6
	// zeroRatio is a ratio so small that it is as good as nought: float64 computes CVs of equal
	// sections to about 1e-8.
	zeroRatio = 1e-6
	// countRounding is how far a lower bound on a whole number may lie above it by rounding alone.
	countRounding = 1e-6
	// pricingTolerance, relative to the largest price, is what a move may seem to gain by rounding.
	pricingTolerance = 1e-12
	// hubPupils is the part of all pupils that the place has over which moves of equal cost lead: it
	// keeps about that part of the stock, which no tolerance of a plan sees.
	hubPupils = 1e-12
	// firstInside is how far inside a limit a CV is put that float64 computes to lie above it; then ten
	// times as far. The rounding of the stocks of a thousand sections is about this large.
	firstInside = 1e-14
	// placesGapShare leaves a little of the gap to the rounding of bounds; plans of pieces are exact.
	placesGapShare = 0.95
	// wholePlaced is how far from 1 the share of a piece that goes to one school may be by rounding.
	wholePlaced = 1e-6
	// leastLevelGap is the gap, in units of the engine, at which a level of a relaxation is closed whatever
	// gap is asked: its own tolerances are no finer.
	leastLevelGap = 1e-7
	// mostLowered is the share by which a minimum may be lowered at most: one of nothing is no rule, and not
	// one that is relaxed.
	mostLowered = 1 - 1e-6
	// sameRelaxation is by how much two sums of relaxations may differ through rounding, relatively.
	sameRelaxation = 1e-9
	// shareRounding is by how much a minimum is lowered whose share rounds up: a unit of its last digit.
	shareRounding = 1e-12
	// budgetSlack, relative, is what a sum of costs may lie above a budget through rounding: no more
	// than plan.Evaluate lets pass.
	budgetSlack = 1e-10
	// sameBudget is the relative difference of budgets, and aCent the absolute one, in yuan, of breakpoints
	// that are one: plans do not tell them apart.
	sameBudget = 1e-9
	aCent      = 0.01
	// lookAround is how far around a sum of money, relatively, the next breakpoints are looked for: where
	// there are none nearer the range ends there.
	lookAround = 0.1
	// sameBreak is the relative distance at which a breakpoint is the point itself.
	sameBreak = 1e-6
	// mostRanged is the size of a model, rows and columns, up to which engines tell the ranges of prices
	// quickly: they ask for a solve with the basis for each of them.
	mostRanged = 20_000
	// leastOfRay is the part of its largest multiplier below which a proof that rules contradict each other
	// does not lean on a row.
	leastOfRay = 1e-9
	// sameWay is the relative difference of two relaxations of one rule that are the same: engines find each
	// to about 1e-7.
	sameWay = 1e-6
)
