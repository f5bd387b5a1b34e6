// Package solver is a layer for linear and mixed-integer problems that are solved many times with
// small changes: [Problem] is the data, [Session] a loaded problem, [Backend] an engine, [Result]
// its answer, [Verify] the check that does not trust it.
//
//	minimise    Offset + sum_j Cost_j x_j
//	subject to  RowLower <= A x <= RowUpper
//	            ColLower <= x  <= ColUpper
//	            x_j whole where Whole_j
//
// The dual of a row is the change of the objective per unit of its binding bound: non-negative
// where the lower bound binds, non-positive where the upper does, whatever the engine's habit.
//
// A session also says how far each number of an LP may move ([Session.Ranging]), why there is no point
// ([Session.IIS]) and whether two ways through the engine agree ([Session.CrossCheck]).
//
// What is called proven is recomputed from the problem: [DualBound] and [RayProves] round outwards,
// [VerifyExact] and [ProveBound] do not round at all.
//
// The package does not know what a school is.
package solver
