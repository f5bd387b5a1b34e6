package whole

// Order: the engine's 1e-9, then cuts, then the margins that plans and proofs keep.
const (
	// gridRounding lifts a level that lies on its grid but for rounding to its own point, in steps.
	gridRounding = 1e-6
	// meanRounding is by how many steps a mean may miss its grid and count as being on it: an LP's rows
	// are kept to 1e-9, and a step of the mean of many sections is small.
	meanRounding = 1e-4
	// weightTolerance is by how much the sum of weights may miss 1: the rounding of a division each.
	weightTolerance = 1e-9
	// cutTolerance is by how much the weighted sum of squares of levels near 1 may be undercut: a CV of
	// 0.3 moves by less than 2e-8.
	cutTolerance = 1e-8
	// cutShare is the part of it that a single square may use up.
	cutShare = 0.1
	// coarse, fine and finest are the relative gains of a round below which an LP has settled: where
	// only prices are wanted, where a bound is, and where the point is to be a plan.
	coarse, fine, finest = 1e-5, 1e-6, 1e-9
	// maxRounds is above the 4 to 15 rounds that were seen; the bound of a loop that ends for it holds.
	maxRounds = 40
	// openExcuse is from where on an excuse of an LP counts as used, and below one minus which as used
	// in part.
	openExcuse = 1e-6
	// innerMargin is by how much plans stay inside a limit, relative to 1 + c^2, where levels are
	// divisible: what tangents to their squares let pass.
	innerMargin = 5e-8
	// roundMargin is that margin where everything is rounded up.
	roundMargin = 1e-4
	// mostMargin is the largest such margin that is tried: half of a thousandth of a CV of 0.3.
	mostMargin = 1e-5
	// pointTolerance is by how much a point may violate a row of the problem, relative to the larger of
	// one and its bound, and a whole column miss a whole number.
	pointTolerance = 1e-6
	// limitTolerance is by how much a CV may be above its limit, relatively: the rounding of its sum.
	limitTolerance = 1e-9
	// boundMargin is taken off the optimum of an LP whose multipliers prove nothing, because rounding
	// leaves them leaning on columns that have no bound.
	boundMargin = 1e-8
	// chordOff is by how much a chord may be above the square of a mean near 1 in an optimum that is
	// taken for the true one.
	chordOff = 1e-6
	// narrowest is the relative width of a range of means that is not split: its chord is off by the
	// square of that.
	narrowest = 1e-5
	// refuted is what missing the limits and ranges of a block must cost at the dearest price for it to have
	// no point: that is 1e-6 of the squares of levels near 1, far above what rows may be violated by.
	refuted = 100
	// coverWidth is the relative width of the ranges in a search over everything: their chords are off by
	// a quarter of the square of that.
	coverWidth = 5e-3
	// leastMean is the mean below which widths are no longer relative.
	leastMean = 1e-3
	// smallestMean is the mean below which a county counts as having nothing.
	smallestMean = 1e-6
	// nearby is the relative half width of the first range about a mean that is known to be good.
	nearby = 2e-3
)

// Limits on work.
const (
	// maxBoxes is how many boxes of means the bound of a block is worth; 10 to 50 were seen.
	maxBoxes = 150
	// maxDive is how many LPs the excuses that are left open are worth.
	maxDive = 40
	// searchShare is the part of the gap that a search for a part of a plan leaves.
	searchShare = 0.1
	// searchColumns is the size of a block up to which its bound is worth a search.
	searchColumns = 20000
	// searchSeconds is what one search for a part of a plan may take.
	searchSeconds = 10
	// elasticPrice times the value of the plan is what missing a range of means costs, for a mean near 1,
	// and that times as much where it is missed all the same.
	elasticPrice = 100
	// dearest is the price that is not raised any more: above it an engine's tolerances are worth money.
	dearest = 1e8
)
