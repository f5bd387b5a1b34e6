package main

// problems are what the program can solve.
var problems = []problem{
	{"P1", []string{"parametric", "outer"}, byRoute(openLeastMoney, openOuterMoney)},
	{"P2", []string{"parametric", "outer"}, byRoute(openLeastWorst, openOuterWorst)},
	{"P3", []string{"knapsack"}, openFunding},
	{"P4", []string{"flow"}, openRotation},
	{"P6", []string{"transport"}, openCatchment},
	{"levels", []string{"parametric"}, openLevels},
}
