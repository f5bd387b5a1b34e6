// Peers measures this module's solvers beside other people's, on the instances of the peers' scripts:
// counties (P1, P2, P5), funding (P3), rotation (P4), catchments (P6), and one kind of staff with least
// levels (levels).
//
// One problem, one instance, one JSON line in the form of the scripts, with bound and gap:
//
//	go run ./benchmarks/peers -problem P1 -instance county-200.json [-cap-ratio R] [-coupled]
//	go run ./benchmarks/peers -problem P2 -instance county-200.json [-budget-factor F] [-route outer]
//	go run ./benchmarks/peers -problem P5 -instance county-200.json [-cv 0.3]
//	go run ./benchmarks/peers -problem P1 -instance county-200.json -whole
//
// -solution FILE also writes the plan, in the units of the instance: {"buy": {indicator: [quantity by
// section]}, "hire": ..., "move": {indicator: [[arc, quantity], ...]}}, so that others can judge it.
// The line's objective, money and violation are computed from that plan and the instance alone;
// judge.py asks the check of the peers' scripts, too. -profile FILE says where the time goes.
//
// Ours beside the peers, and the tables:
//
//	go run ./benchmarks/peers -compare -bench FOLDER -python PYTHON [-rows P5,P1] [-seed 1,2,3] >lines.jsonl
//	go run ./benchmarks/peers -table lines.jsonl
//
// peers.sh does both and says on what machine; make peers calls it, make peers-instances prepares the
// folder.
//
// Times. build_s is the solver's own form of what the file holds, such as a network of the arcs given;
// solve_s and solve_cpu_s go from there to plan and bound. Reading the file and judging the plan are
// in neither. Processor time is that of all threads, with the garbage collector's share. Every time
// is a median of -runs runs, each a loop of solves that takes -least of processor time at least;
// first_cpu_s is the very first solve. Searches (P5, -whole) also say when they had a first plan and
// when the gap was closed; those are compared by the latter.
package main
