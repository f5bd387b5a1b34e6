// Package whole solves mixed-integer problems under limits on coefficients of variation: plans in
// whole teachers and whole rooms, with a bound on how much better any plan could be.
//
//	minimise    c x
//	subject to  rows and bounds, some columns whole
//	            sum w t^2 <= (1 + limit^2) T^2,  T = sum w t    for the levels t of each [Cone]
//	            t >= Top - (Top - Low) y                        for each [Floor] that y may excuse
//
// A MIP solver that is given these cones by tangents has next to no bound: most of what lies between
// is lost to the roundings. The model here keeps it.
//
//   - Squares. q >= t^2 is cut by chords between neighbouring points of the grid of a level, which are
//     exact on the grid, and by tangents where a level is divisible. Both are disaggregated by the
//     excuse of the level's floor (the perspective cut of Frangioni and Gentile, Mathematical Programming
//     106, 2006), which is the convex hull of the two cases y = 0 and y = 1.
//   - Means. T^2 is on the wrong side of its inequality. For plans it is replaced by its tangent at a mean,
//     which moves to where the plans are: whatever keeps the tangent keeps the limit. For bounds it is replaced
//     by its chord on a range, and the ranges, boxes of one interval for each cone, are split until the lowest
//     bound of any box is high enough. Where a mean has a grid there is nothing between its points.
//   - Prices. The rows that tie the stocks together ([Problem].Links: at most one excuse for a section, a
//     sum of money) are priced, which leaves one small problem for each stock. Prices start from what an
//     excuse is worth to each stock; one LP of all, put together from the optimal bases of the parts, makes
//     them exact. The optima of the parts at any prices are a bound of the whole (Lagrange).
//   - Plans. At fixed excuses the parts are independent; each is a search in the neighbourhood of its
//     LP's optimum: levels by a few steps, and of all other columns those of low reduced cost.
//   - What is left after that, in problems of few sections, is closed by a search over all parts together.
//
// LPs and searches run on the engine that the caller opens, one session for each part, which stays warm
// from the first LP to the next question: see [Solver].
//
// Bounds are those of LPs, computed from their multipliers by [solver.DualBound] where that proves
// one, else the engine's less a margin.
package whole
