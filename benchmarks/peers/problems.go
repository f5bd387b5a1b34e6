package main

// problems are what the program can solve.
var problems = []problem{
	{"P1", []string{"parametric", "outer"}, inUnits(byRoute(openLeastMoney, openOuterMoney), openWholeMoney)},
	{"P2", []string{"parametric", "outer"}, inUnits(byRoute(openLeastWorst, openOuterWorst), openWholeWorst)},
	{"P3", []string{"knapsack"}, openFunding},
	{"P4", []string{"flow"}, openRotation},
	{"P6", []string{"transport"}, openCatchment},
	{"P5", []string{"search"}, openPass},
	{"levels", []string{"parametric"}, openLevels},
}

// inUnits is divided, or whole where the options ask for whole units.
func inUnits(divided, whole opener) opener {
	return func(in instance, o *options) (*task, error) {
		if o.whole {
			return whole(in, o)
		}
		return divided(in, o)
	}
}
