package main

// problems are what the program can solve.
var problems = []problem{
	{"P1", []string{"parametric"}, openLeastMoney},
	{"P2", []string{"parametric"}, openLeastWorst},
	{"P3", []string{"knapsack"}, openFunding},
	{"P6", []string{"transport"}, openCatchment},
	{"levels", []string{"parametric"}, openLevels},
}
