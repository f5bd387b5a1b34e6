package main

// problems are what the program can solve.
var problems = []problem{
	{"P1", []string{"parametric"}, openLeastMoney},
	{"P3", []string{"knapsack"}, openFunding},
	{"levels", []string{"parametric"}, openLevels},
}
