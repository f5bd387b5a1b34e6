// Package gonumlp is a second opinion on tiny linear problems: gonum's dense simplex method as a
// [solver.Backend], in pure Go.
//
// It answers what gonum's lp.Simplex answers: optimal with a point, infeasible, unbounded. It has no
// duals, no basis, no whole columns and no limits, loads every problem anew, and its work grows with
// the cube of the size. gonum wants rows that do not follow from each other: others are left out first.
package gonumlp
