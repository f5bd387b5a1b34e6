package parametric

// The epsilons of purchases, with their reasons.
const (
	// smallestValue and largestValue bound the data of a purchase, but for zeros: products of several of
	// them and sums over all sections neither overflow nor lose digits to underflow.
	smallestValue, largestValue = 1e-30, 1e30

	// literalTolerance is how far the level of a purchase is raised, relatively, so that the CV, as
	// computed, meets its cap to the last digit. Rounding asks for some roundoffs.
	literalTolerance = 1e-14

	// moneyRounding is the part of a budget that is left unspent for the rounding of sums of costs.
	moneyRounding = 1e-14

	// jointTolerance is the part of a budget to which a ratio is searched where a joint part is solved
	// anew at every step: that of its proofs.
	jointTolerance = 1e-9

	// jointReserve is the same where there are joint parts: their plans for the same caps, met on different
	// ways, differ by some 1e-11.
	jointReserve = 1e-10

	// leftover is the part of a budget that counts as nothing left.
	leftover = 1e-12

	// probe is how far below a ratio one looks for what a lower one costs.
	probe = 1e-6

	// correctBelow is the part of a budget that may be left over because curves know costs to a tolerance
	// only, and maxCorrections how often that is corrected. Each time the difference falls by orders.
	correctBelow   = 1e-12
	maxCorrections = 4

	// evenRounding is how far from 0 the CV of equal levels may be by rounding.
	evenRounding = 16 * roundoff

	// afterStep is the factor by which steps up of a ratio grow whose plans cost too much.
	afterStep = 8

	// endClearance is how far above its end a path is held, relatively. Prices there are finite, and some
	// digits of them are left: they prove the cost to some 1e-7, while a digit less of clearance loses
	// half a digit of that, and a digit more as much of the cost.
	endClearance = 1e-12

	// jointClearance is how far above its end a joint part is held, relatively, so that what its caps allow has
	// an inside, in which the CVs that are not held can be lowered.
	jointClearance = 1e-5

	// distortionAtTop is by how many distortions of the data the squares at the top of a path are taken
	// higher than they were met: what is free with distorted data may not quite be with those that are.
	distortionAtTop = 4

	// endGap is the gap up to which the plan at the end of a path is taken as it comes.
	endGap = 1e-5

	// slopeStep is the relative step of the difference that stands for a slope where there is no closed
	// form: the root of the error of a cost, and some.
	slopeStep = 1e-4

	// The barrier method of purchases for schools. startRaise is how much is bought at first, in mean levels,
	// and how far tau begins above all spreads. insideShare of the way to the next limit is gone at
	// most, and coneShare of a cone's slack is kept: whoever comes too near to a cone creeps along it. descentShare is Armijo's; below fullStep a full step is as good as it gets. leastStep ends a
	// search that rounding has made hopeless. centred is the decrement at which weights rise by
	// weightFactor, up to mostWeight, where slacks have lost all digits; maxNewton bounds the steps for one
	// weight, of which 3 to 15 are seen. schoolGap is the gap at which it ends.
	startRaise   = 0.1
	insideShare  = 0.95
	coneShare    = 0.2
	descentShare = 0.1
	fullStep     = 1e-6
	leastStep    = 1e-10
	centred      = 0.1
	weightFactor = 5
	mostWeight   = 1e18
	maxNewton    = 60
	schoolGap    = 1e-11
	worstGap     = 1e-6 // above it a purchase does not count as proved

	// Newton's method after the barrier: multipliers move by mostMove at most in a step, relatively; it has
	// arrived when steps under polished no longer shrink. 3 to 6 steps are seen where the barrier is near.
	mostMove  = 0.5
	polished  = 1e-9
	maxPolish = 25

	// sharpen is the number of Newton steps that bring a centre, whose decrement is below centred, to one of
	// next to nothing.
	sharpen = 4

	// shutClearance is by how much the cap of a CV must lie below what can be reached for it to count as shut,
	// and by how much more than needed is then charged for its columns: far above rounding.
	shutClearance = 1e-9

	// guessesFrom is the number of points of the barrier, from its last, from which sets of CVs that may bind are
	// tried where none was proved on the way. withinSteps halve a factor of 8 to less than a percent.
	guessesFrom = 4
	withinSteps = 8

	// binds is the share of the largest multiplier from which on a CV counts as binding, blocks the same in
	// a proof that caps are out of reach, which the barrier method gives to fewer digits: at a weight of
	// tellingWeight, what does not bind has a multiplier of some 1e-6.
	binds         = 1e-6
	blocks        = 1e-4
	tellingWeight = 1e6

	// lookEvery is the number of breakpoints between two looks at the sum of costs.
	lookEvery = 4

	// levelRounding is the relative change of a level at which Newton's method has arrived, and the
	// distance at which two breakpoints are one.
	levelRounding = 4 * roundoff

	// maxPasses bounds the passes for one level: 2 to 5 are seen, bisection alone needs 60.
	maxPasses = 100
)

// nearFloor are parts of the way before the least CV at which prices are also taken for plans that are
// nearer to it. Prices grow as the inverse of that distance and lose digits with it, while the gap that
// the distance causes grows with it where the least CV is above 0, else with its square. Some digits
// are lost in any case, so the best is taken.
var nearFloor = []float64{1e-5, 1e-6, 1e-7, 1e-8, 1e-10, 1e-12}

// proofSteps are the relative distances below a ratio at which its proof is tried.
var proofSteps = []float64{1e-14, 1e-13, 1e-12, 1e-11, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1}

// rayClearance are the relative distances by which the level of free sections is raised in a proof that
// there is no lower CV: some roundoffs, and what it costs of the proof is of the same size.
var rayClearance = []float64{1e-14, 1e-13, 1e-12, 1e-10}

// mostRaise is how many times the mean level may be bought for a section in a purchase for schools, the next
// where that does not lead to a proof: the wider the way, the worse are the barrier method's numbers, and
// without any limit it wanders off where a cap is out of reach. The last is for caps that only huge
// purchases meet, in which the stocks of today are lost.
var mostRaise = []float64{10, 1e3, 1e7}

// polishFrom are the shares of the largest multiplier, tried in turn, under which a CV is taken not to
// bind: where a cap is just what a CV comes to in any case, its multiplier falls slowly.
var polishFrom = []float64{1e-6, 1e-3, 3e-2}

// blockFrom are the shares of the largest multiplier, tried in turn, under which a CV is left out of a proof
// that caps are out of reach.
var blockFrom = []float64{0, 1e-5, 1e-3, 3e-2}
