package solvertest

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
)

// Near says that got is want to a tolerance relative to the larger of one and want.
func Near(t testing.TB, want, got, tolerance float64, what string) {
	t.Helper()
	require.InDelta(t, want, got, tolerance*max(1, want, -want), what)
}

// IsOptimal says that a result is an optimum of the objective stated: a point that keeps rows, bounds
// and whole columns, a bound that is not above it, and, where there are multipliers, those of an
// optimum.
func IsOptimal(t testing.TB, p *solver.Problem, r *solver.Result, objective, tolerance float64) {
	t.Helper()
	require.Equal(t, solver.Optimal, r.Status)
	require.NotNil(t, r.X, "optimal without a point")
	Near(t, objective, r.Objective, tolerance, "objective")
	Near(t, objective, r.Bound, tolerance, "bound")
	require.LessOrEqual(t, r.Bound, r.Objective)
	check := solver.Verify(p, r)
	require.NoError(t, check.Point(tolerance))
	if r.RowDual != nil {
		require.NoError(t, check.Optimal(tolerance))
	}
}

// IsInfeasible says that a result is the one of a problem without a point, and that a ray, if there
// is one, proves it.
func IsInfeasible(t testing.TB, p *solver.Problem, r *solver.Result) {
	t.Helper()
	require.Equal(t, solver.Infeasible, r.Status)
	require.Nil(t, r.X)
	require.True(t, math.IsNaN(r.Objective))
	require.Equal(t, inf, r.Bound)
	if r.Ray != nil {
		require.Positive(t, solver.RayProves(p, r.Ray))
	}
}

// IsUnbounded says that a result is the one of a problem whose objective has no end.
func IsUnbounded(t testing.TB, r *solver.Result) {
	t.Helper()
	require.Equal(t, solver.Unbounded, r.Status)
	require.Equal(t, -inf, r.Bound)
}
