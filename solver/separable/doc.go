// Package separable holds exact kernels for convex problems that fall apart into one-dimensional
// pieces once the right prices are known. They need no LP engine, allocate nothing when warm, and
// each has a check in code of its own that proves an answer from the data and the prices alone.
//
// # Knapsack, water level, counties under one pot
//
// [Knapsack] is the continuous quadratic knapsack, [WaterLevel] the funding of one stock, which is
// the same in its own words, [Nested] the two-level form with a least and a most for every group.
// The optimum is x_i = (Weight_i m - Linear_i) / Curve_i moved into its bounds, at the one
// multiplier m at which the total is met: what all items take is a non-decreasing, piecewise linear
// function of m. [KnapsackSolver] finds the last piece by a sample, a bracket and a search among the
// breakpoints left in it (Newton's step in turns with a median of three), ends with Newton's step on
// the original data, and keeps the multiplier as a sum of two numbers where one is too coarse.
// Expected time O(n), in practice three to five passes over the data: some 12 ns an item at 1,000,
// 10,000, 100,000 and 1,000,000 items alike.
//
// Brucker (1984), An O(n) algorithm for quadratic knapsack problems, Operations Research Letters 3;
// Kiwiel (2008), Breakpoint searching algorithms for the continuous quadratic knapsack problem,
// Mathematical Programming 112; for the nested form Hochbaum and Hong (1995), About strongly
// polynomial time algorithms for quadratic optimization over submodular constraints, Mathematical
// Programming 69.
//
// # Flow
//
// [Flow] moves whole units over arcs at a convex cost of the stocks, and hires where that is allowed. Unit
// steps on a network have a whole optimum. A plan is optimal if there are prices of a unit at every section
// and at its sender (the part that may leave) such that no step of a stock, no arc, no hire and no limit on
// leaving has a reduced cost of the wrong sign. [FlowSolver] finds prices and moves near the optimum by
// an auction, then keeps the signs and sends away what does not add up, along shortest paths. As many
// paths as units are off, each O(arcs log sections) at worst and usually local. From nothing the time
// grew like the power 1.1 of the number of sections between 200 and 2,000 with 20 arcs each, 6 us a
// section; without the auction, whose bids are some 15 a section, most of the paths would go into finding
// the prices, and take six times as long.
//
// [FlowSession] keeps moves and prices from one problem to the next: a datum changed costs a few paths, and
// the O(sections) of adding up. It is the oracle of a search for what the squares weigh against money.
//
// Bertsekas (1988), The auction algorithm, Annals of Operations Research 14; Tomizawa (1971) and Edmonds
// and Karp (1972) for shortest paths with prices; Ahuja, Magnanti and Orlin (1993), Network Flows, chapters
// 9 and 14, for convex costs.
//
// # Transport
//
// [Transport] sends pieces of a catchment to schools that hold between a least and a most. With m
// schools and n pieces the graph that counts has m nodes, and the arc from school to school is the
// piece that is cheapest to switch. [TransportSession] keeps these arcs in heaps, starts from the
// prices of a sample, moves pupils along shortest paths in the small graph, O(m^2) each, and keeps
// plan and prices warm: a change costs what it moves. Whole data give whole, exact answers. With 30
// schools the time grew linearly from 2,000 to 50,000 pieces; a change of all capacities by one
// hundredth cost a tenth of the first solve.
//
// Tokuyama and Nakano (1995), Efficient algorithms for the Hitchcock transportation problem, SIAM
// Journal on Computing 24, for the graph of the few.
//
// # Proof
//
// [VerifyKnapsack], [VerifyWaterLevel], [VerifyNested], [VerifyFlow] and [VerifyTransport] return a
// [Check]: objective, a lower bound by Lagrangian duality rounded downward, and the largest
// violations. Where no solution exists the answer is a [Cut], a set that anyone can add up.
package separable
