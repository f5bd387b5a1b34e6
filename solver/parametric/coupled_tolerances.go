package parametric

// The epsilons of coupled moves, with their reasons.
const (
	// A term holds flows where they were: it tells apart groups whose shares of a stock no cap tells apart,
	// and bounds the condition of the joint system. Its weight, in terms of the largest of a group, starts at
	// firstProx; it falls by proxChange after quickJoint rounds, and rises where maxJoint rounds do not
	// suffice. What it changes of a plan falls by this factor whenever its centre moves.
	firstProx, leastProx, mostProx = 1e-4, 1e-9, 1e3
	proxChange                     = 30
	maxJoint, quickJoint           = 20, 4
	calmJoints                     = 4 // quick ones in a row after which less prox is tried again

	// Weights change as soon as prices move by less than driftFar with the centre, or after maxCentres
	// moves; they have arrived where that is down to driftWanted, both in terms of the mean level's.
	driftFar, driftWanted = 1e-3, 1e-10
	maxCentres            = 20

	// consistent is how far, relatively to the mean level, what groups assume of each other may be from what
	// they do: some roundings of a walk.
	consistent = 1e-13

	// metTolerance is how far today's CV may lie above a cap, relatively, and still meet it: its rounding.
	metTolerance = 1e-13

	// excessWanted is how far squares may be from what a cap allows, relatively: their rounding. That of
	// levels, excessOfLevels, counts the more the nearer all levels are to the mean.
	excessWanted   = 1e-13
	excessOfLevels = 8 * roundoff

	// leastWeight is the least weight of a cap in terms of the largest: one that does not bind keeps it,
	// which costs that share of the cap's slack in the proof. slackWanted is that share in terms of the
	// cost at which the weight is low enough.
	leastWeight = 1e-16
	slackWanted = 1e-13

	// slackWeight is the weight at which caps start that today's stocks meet, in terms of the others'.
	slackWeight = 1e-2

	// mostRise and mostFall bound the change of a weight in a step: stretches of the path are long, so a
	// step predicts well, but not over many of them.
	mostRise = 8
	mostFall = 30

	// jumpWidth is how near to each other, relatively, a weight that is too small and one that is too large
	// are taken for the two sides of a jump.
	jumpWidth = 1e-2

	// slackFall is how far the weight of a cap falls in a step that does not seem to bind at all.
	slackFall = 1e3

	// mostBack is how far the end of a step may slope back, in terms of the rise at its start, and
	// blindStep the factor of a step where nothing says how squares depend on weights.
	mostBack  = 0.9
	blindStep = 2

	// maxShortened is how often a step is shortened: the centre moves meanwhile, so that what was known at
	// its start grows old.
	maxShortened = 4

	// ridge is what is added to the slopes, relatively, so that caps that move together do not make them
	// singular.
	ridge = 1e-10

	// sharpJoint is the gap and violation at which a plan is handed out at once, where rounding ends on
	// most problems; others are given up after maxFruitless steps that did not improve on the best.
	sharpJoint   = 1e-11
	maxFruitless = 3

	// maxWeighings bounds the changes of weights; 6 to 15 are seen, up to 40 where caps are slack.
	maxWeighings = 150

	// maxRounds bounds the rounds of one solve: 20 to 40 are seen, hundreds where more groups than CVs move
	// the same sections.
	maxRounds = 2000

	// systemTolerance is the relative residual at which the joint system of the trees counts as solved.
	systemTolerance = 1e-15

	// coupledTries is how many distortions of the data are tried where a walk is stuck.
	coupledTries = 3

	// coupledUnits bounds the operations between data and a term of a bound, each with a relative error of
	// roundoff.
	coupledUnits = 16

	// noLeast stands for no least level: a finite number, so that lines through it are.
	noLeast = -0x1p1000
)
