// Package outer solves linear and mixed-integer problems with convex constraints by outer
// approximation:
//
//	minimise    c x
//	subject to  a linear or mixed-integer problem, held by a [solver.Session]
//	            g_k(x) <= 0, convex, known by their tangents: one [Oracle] each
//
// A [Loop] solves the linear part, asks each oracle for the rows that the point violates, adds them
// and solves again from the last basis. Every round is a relaxation, so that the optimum of any round
// is a lower bound; the loop ends where the point keeps every constraint. A point that a caller can
// make of a round's point ([Settings.Repair]) is an upper bound on the way.
//
// # Oracles
//
// [Squares] is a cone of squares over a common mean, such as a limit on a coefficient of variation.
// [Norm] is a norm as a column, so that several can be added up, such as a limit on the mean of several
// coefficients. [Separable] is any separable convex function. All are lifted: a column and a small row for each
// term rather than one dense row for their sum, which is what makes a handful of rounds enough.
// Seeds at the levels of a nearby optimum save most of these.
//
// # Columns on demand
//
// Where there are too many columns, a [Pricer] holds those that the session does not have. Rounds of
// cuts and of pricing are one: with the multipliers of a round come the columns that could improve it.
// What columns outside can give at these multipliers is subtracted from the round's bound (the
// Lagrangian bound), so that a bound holds for all columns; that pricing finds nothing at the end is
// the proof. [Loop.Widen] is for whole columns, where a search has no multipliers.
//
// # Ratios
//
// [Ratio] minimises the worst of several ratios of a convex function to a linear one, with a bound.
//
// # Convergence
//
// Kelley (1960) for LPs: the points of a bounded problem come as close to every constraint as is
// asked. Near the optimum of a strictly convex constraint the violation is about squared in each
// round. Duran and Grossmann (1986) for whole numbers: no point is met twice. Rows are freed only after
// the bound has grown by a least amount, which happens a finite number of times, so that neither is
// lost. Dinkelbach (1967) for one ratio: superlinear. Crouzeix, Ferland and Schaible (1985) for
// several: superlinear where each is measured in the denominator of the point before.
//
//   - J. E. Kelley, The cutting-plane method for solving convex programs. J. SIAM 8 (1960).
//   - M. A. Duran, I. E. Grossmann, An outer-approximation algorithm for a class of mixed-integer
//     nonlinear programs. Mathematical Programming 36 (1986).
//   - J. P. Vielma, I. Dunning, J. Huchette, M. Lubin, Extended formulations in mixed integer conic
//     quadratic programming. Mathematical Programming Computation 9 (2017).
//   - W. Dinkelbach, On nonlinear fractional programming. Management Science 13 (1967).
//   - J.-P. Crouzeix, J. A. Ferland, S. Schaible, An algorithm for generalized fractional programs.
//     J. Optimization Theory and Applications 47 (1985).
package outer
