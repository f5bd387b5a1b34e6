// Package parametric solves the balance of a county exactly, without an LP: it follows the optimum as
// one number moves.
//
// # The problem
//
// Sections i have pupils p_i and a stock s_i of one kind of teacher. Teachers move along the arcs of a
// [Network] at a cost c_a each; at most u_i leave a section; at least l_i must be there after; where
// hiring is possible one more costs H. Parts of teachers are allowed.
//
//	minimise    sum_a c_a f_a + H sum_i h_i
//	subject to  z_i = s_i + in_i - out_i + h_i,   z_i >= l_i,   out_i <= u_i,   f, h >= 0
//	            CV(z) <= cap
//
// With P = sum p and Z = sum z, CV^2 = P sum(z_i^2/p_i)/Z^2 - 1, so that the cap is the second-order
// cone  sqrt(sum z^2/p) <= t Z  with t^2 = (1+cap^2)/P. [Path] solves it, [Kind.Bound] proves it, [Verify]
// checks an answer.
//
// # Optimality
//
// At a worth of money theta the plan minimises theta cost + 1/2 sum z^2/p - r Z (r = 0 where the total
// is fixed). The level R_i = z_i/p_i of a section is its price:
//
//   - an arc i -> j carries flow only where R_i - R_j = theta c, and nowhere is the difference larger;
//   - a section that sends all it may has a hub that sends in its place, at a level of its own, not above R_i;
//   - a section at its least stock has a price of its own, not above its level;
//   - a section that hires has R_i = r - theta H.
//
// The arcs that carry flow are a forest. In a tree all levels are rho + theta e with e the price along
// its arcs, and everything is linear in theta: stocks, flows, hires. So are they in any other datum:
// the optimum is piecewise linear along every line through (theta, r, s, u, l). This package walks such
// lines, and nothing else: downwards in theta from where nothing pays; upwards, in 1/theta, to where cost
// alone counts; straight to the place where a cap with hires is met; from old data to new ones.
//
// # Events
//
// A stretch of a line ends where an arc between two trees begins to pay (they join), a flow comes to 0
// (a tree is cut), a section reaches or leaves its limit, its least stock or hiring. The next one of
// each tree waits in a heap; an event changes one or two trees, which are built anew from their arcs,
// so that nothing drifts. Whether a condition fails before the end of the line is decided by the sign
// of a difference there, never by a tolerance: ties are the rule in real data. Where least stocks or
// hires take part, data are distorted by 1e-10 in the direction that permits more, so that every event
// is one pivot; plans are read off the final forest with the data as they are.
//
// # Complexity seen
//
// Four to five events a section to the end of a path; a plan of a county with 20 arcs a section takes
// time that grows as n^1.0 to n^1.3 with the sections, to the end of the path n^1.4. The figures are in
// benchmarks/results.
//
// # Purchases and bundles
//
// A [Purchase] raises the stock of single sections, a [SchoolPurchase] that of all stages of a school; a
// [Coupled] moves teachers who count in several stocks. A [Bundle] holds the parts of a county, which one
// budget ties together: least cost under caps, the least worst CV under a budget with all its levels,
// and the whole frontier between them.
//
// # References
//
// Parametric quadratic programming: Markowitz 1956, Best 1996. Convex-cost network flow: Rockafellar
// 1984; Ahuja, Magnanti and Orlin 1993, chapter 14. Quasi-convex ratios: Dinkelbach 1967; Crouzeix, Ferland
// and Schaible 1985. Cone duality: Ben-Tal and Nemirovski 2001. Sums with proved errors: Ogita, Rump
// and Oishi 2005.
package parametric
