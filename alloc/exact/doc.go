// Package exact makes plans with a proof: it compiles a plan.Problem into rows and columns, solves
// it on the route that its structure allows, and turns the answer back into actions.
//
//	frame     the county as arrays, in the order of the standard's table
//	room      columns and rows, with the index map that says what each of them means
//	lever     one file pair each: compile adds its columns, invert reads them back
//	route     how it is solved: exchange (greedy, exact), parametric (exact paths) or outer (LP and MIP
//	          rounds; whole units under limits on CVs by the strong model of package whole first)
//	places    catchments and sites: pieces and schools as a problem of package assignment, alone or in turns
//	          with the other levers (joint); siting decides what opens, grows and closes around it
//
// Compile and invert share one index map; the solver returns numbers by index and this package alone
// knows what index 17 means. What the plan then achieves is computed by plan.Evaluate, which never
// saw the model.
package exact
