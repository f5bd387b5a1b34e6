package main

// problems are what the program can solve.
var problems = []problem{
	{"P1", []string{"parametric"}, openLeastMoney},
	{"P2", []string{"parametric"}, openLeastWorst},
	{"P3", []string{"knapsack"}, openFunding},
	{"P4", []string{"flow"}, openRotation},
	{"P6", []string{"transport"}, openCatchment},
	{"levels", []string{"parametric"}, openLevels},
}
