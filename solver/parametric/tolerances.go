package parametric

// Every epsilon of this package, with its reason.
const (
	// gapWanted is the relative gap and violation to which a balance must be proved before it is
	// handed out: far below what anyone can measure, and reached to some 1e-14 nearly always.
	gapWanted = 1e-9

	// gapAtFloor is the gap to which a plan is proved whose cap is the least CV that can be reached:
	// no prices prove it in full there. Up to some 1e-6 were seen.
	gapAtFloor = 1e-5

	// tieOfCosts is by how much prices of sections may differ, in costs of a unit, and count as the
	// same: more than rounding, less than any difference meant.
	tieOfCosts = 1e-7

	// sharp is the gap and violation at which the first reading of a plan is kept without looking for
	// a better one.
	sharp = 1e-12

	// leastCap is the smallest CV that is told from 0: with sum z^2/p known to some 1e-16, a CV is
	// known to some 1e-8, and at the floor of a path the gap grows without bound as the cap falls.
	leastCap = 1e-5

	// leastCapHiring is the same where the total is free: the place where a tight cap is met is known to
	// the square of the cap only.
	leastCapHiring = 1e-4

	// floorTolerance is how much of the squares, relatively, a cap may lie below the least reached and
	// still count as reached, should there be no proof that it is not: rounding of the sum.
	floorTolerance = 1e-10

	// costTolerance is the error of a curve's cost, as a relative error of the cap: that of the
	// distortion of the data.
	costTolerance = 2e-9

	// wholeTolerance is by how much a limit may be off a whole number, relatively, and count as it: a
	// fifth of 35 teachers is not less than 7 because 0.2 has no end in binary.
	wholeTolerance = 1e-9

	// eventsPerSection and eventsAtLeast bound the events of one walk. A path to its end was seen to
	// take up to 10 a section; more is a walk that goes round in ties.
	eventsPerSection = 60
	eventsAtLeast    = 500

	// checkEvery is the number of events between two looks at the context.
	checkEvery = 64

	// retotalEvery is the number of events after which running totals are added up afresh: each event
	// adds a rounding of the whole to them.
	retotalEvery = 64

	// sameTheta is by how much an event that is met again may lie elsewhere, relatively: rounding.
	sameTheta = 1e-13

	// pastEvent is how far beyond an event a walk back goes, relatively: clear of rounding.
	pastEvent = 1e-9

	// farTheta bounds the worth of money at which a walk starts, in terms of the largest spread of
	// levels over the largest cost: beyond it prices lose digits against levels.
	farTheta = 1e4

	// mostTheta bounds the worth of money that a walk up goes to, in mean levels by costs of a unit: ties
	// of costs that the distortion breaks lie at up to 1e12, what rounding makes of zeros at 1e16.
	mostTheta = 1e13

	// leastTheta is where a walk down ends, in the same terms: levels are known to some 1e-16.
	leastTheta = 1e-14

	// lowTheta is the worth of money of a low start, in levels of a free hire by the cost of a hire, for
	// a cap of 1: of 0.1 to 1, about what a plan that hires much ends at.
	lowTheta = 0.2

	// manyBelow is the share of sections below their least stock from which much will be hired, and
	// highStartEvents the events by section after which a high start is given up for a low one.
	manyBelow       = 0.25
	highStartEvents = 2

	// maxSolves bounds the solves for the place where a cap with hires is met; up to 10 were seen.
	maxSolves = 100
)

// distortions are the relative sizes, tried in turn, by which data are made generic: see data.
var distortions = []float64{1e-10, 1e-9, 1e-11, 1e-8, 1e-12}
