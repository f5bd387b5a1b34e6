package verify

const (
	// tightShare is by what part of it a relaxation is made smaller to see whether it is needed: more than
	// the tolerance of sums of money comes to.
	tightShare = 0.01

	// toldRounding is to what reasons round what is missing.
	toldRounding = 1e-6

	// pupilSlack is how far, relative to it, a number of pupils or a sum that limits weigh may be above what
	// is allowed, as rules of catchments let it: somewhat more than 1e-9.
	pupilSlack = 2e-9
	// flowSlack is the part of pupils, or of a sum of them, that a flow may leave unplaced by the rounding of
	// its sums.
	flowSlack = 1e-9
	// literalLimit widens a limit on a CV by more than its own rounding and that of its square.
	literalLimit = 1e-10

	// claimSlack is how far, relative to its size, a claimed bound may lie above the proved one. The
	// writer of a plan replaces its bounds by what is proved here, so that only another machine's
	// rounding is in between.
	claimSlack = 1e-9
	// roundings bounds the relative error of one term of a sum: 64 units of the last place. No term
	// below is made by more than some 30 operations of half a unit each, and a compensated sum of up
	// to 1e7 terms adds less than one unit of the sum of their sizes.
	roundings = 64 * 0x1p-52
	// literalSlack widens 1 + c^2 of a limit c on a CV. A plan keeps the limit by the CV as float64
	// computes it, which may lie on the other side of the limit by the rounding of that computation:
	// some n units in the last place for n sections, 1e-11 for a hundred thousand.
	literalSlack = 1e-11
	// thresholdSlack is what a stock may lack of a minimum, relative to it, and still count as on it:
	// somewhat more than standard.Meets lets pass and the rounding of the value.
	thresholdSlack = 2e-12
	// leastLimit is the limit below which a CV is not rounded by a part of itself but by a number: the
	// deviations from the mean, which are rounded to 1e-16 of it.
	leastLimit = 1e-4
	// boxSlack widens what a sum of money buys, which rules of money let be exceeded by 1e-9.
	boxSlack = 2e-9
	// plentyFactor times the county's best level, or the minimum, is the most of a stock that any
	// section is given where no money limits it. It is part of the problem, not of the proof.
	plentyFactor = 10
	// shareSlack keeps the price of a squared level from falling below 0: weights and the sum of what
	// up to 1e4 cuts of a section weigh are rounded numbers.
	shareSlack = 1e-11
	// latitudeSlack is how much longer, relatively, the way along a meridian may come out than the whole
	// way, both being computed: differences of 1e-9 radians, some millimetres, are right to 1e-7 of them.
	latitudeSlack = 1e-6
	// wholeSlack: the proved least number of moves is rounded up to a whole one unless it is this
	// near above a whole number, where the excess may be the engine's tolerance on its limits.
	wholeSlack = 1e-6
)

const (
	// leastValue is the value below which gaps are measured against it: a yuan, a move, a pupil.
	leastValue = 1.0
	// firstStepDown is by how much less is claimed of a ratio that is not proved; then ten times as
	// much less. The engine's tolerances are about this large.
	firstStepDown = 1e-9
)
