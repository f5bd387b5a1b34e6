package parametric

// The epsilons of coupled moves, with their reasons.
const (
	// proxShare is the weight, in terms of the largest of a group, of a term that holds flows where they were.
	// It tells apart groups whose shares of a stock no cap tells apart, and bounds the condition of the
	// joint system; what it changes of a plan falls by this factor in every round.
	proxShare = 1e-7

	// consistent is how far, relatively to the mean level, what groups assume of each other may be from what
	// they do: some roundings of a walk.
	consistent = 1e-13

	// maxJoint bounds the rounds at fixed weights; up to 10 were seen.
	maxJoint = 60

	// excessWanted is how far squares may be from what a cap allows, relatively: their rounding.
	excessWanted = 1e-13

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

	// slackFall is how far the weight of a cap falls in a step that does not seem to bind at all.
	slackFall = 1e3

	// mostBack is how far the end of a step may slope back, in terms of the rise at its start, and
	// blindStep the factor of a step where nothing says how squares depend on weights.
	mostBack  = 0.9
	blindStep = 2

	// maxWeighings bounds the changes of weights; 6 to 15 are seen, up to 40 where caps are slack.
	maxWeighings = 150

	// systemTolerance is the relative residual at which the joint system of the trees counts as solved.
	systemTolerance = 1e-15

	// coupledTries is how many distortions of the data are tried where a walk is stuck.
	coupledTries = 3

	// noLeast stands for no least level: a finite number, so that lines through it are.
	noLeast = -0x1p1000
)
