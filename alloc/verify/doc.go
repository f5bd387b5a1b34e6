// Package verify proves again what a plan claims, from its file and the county alone.
//
// Nothing in a plan is trusted: actions are carried out and priced again by plan.Evaluate, and every
// bound is computed again from its certificate. A certificate holds only names of rows and
// multipliers. The rows themselves are built here from the rules of the problem, by code that shares
// nothing with the one that made the model: for any multipliers of the right sign
//
//	L = min over the boxes of  objective(x) + sum of multiplier x g(x),  g(x) <= 0 for every row,
//
// is a bound that no plan beats, whoever chose the multipliers and however badly. A wrong certificate
// can only prove less.
//
// L is computed in float64 with a running bound on the rounding of every step, which is subtracted
// at the end, so that the number itself is a bound ([Bound], [ExchangeBound]).
package verify
