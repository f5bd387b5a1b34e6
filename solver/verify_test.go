package solver_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
)

// The tolerance of exact answers: rounding only.
const exactly = 1e-12

func optimum() *solver.Result {
	return &solver.Result{
		Status: solver.Optimal, Objective: 1, Bound: 1, X: []float64{1, 0}, Activity: []float64{1},
		RowDual: []float64{1}, ColDual: []float64{0, 1},
	}
}

func TestVerifyAcceptsTheOptimum(t *testing.T) {
	c := solver.Verify(small(), optimum())
	require.NoError(t, c.Point(exactly))
	require.NoError(t, c.Optimal(exactly))
	require.NoError(t, c.Proven(exactly))
	require.Equal(t, 1.0, c.Objective)
	require.Equal(t, 1.0, c.Bound)
	require.Zero(t, c.Gap())
	require.Zero(t, c.ColDual)
}

// Every number that is changed must be seen.
func TestVerifySeesEveryChange(t *testing.T) {
	for message, c := range map[string]struct {
		spoil func(p *solver.Problem, r *solver.Result)
		sees  func(c *solver.Check) error
	}{
		"solver: row 0 off by 0.5, more than 1e-12": {
			func(_ *solver.Problem, r *solver.Result) { r.X[0], r.Objective = 0.5, 0.5 },
			func(c *solver.Check) error { return c.Point(exactly) },
		},
		"solver: column 1 off by 1, more than 1e-12": {
			func(_ *solver.Problem, r *solver.Result) { r.X, r.Objective = []float64{2, -1}, 0 },
			func(c *solver.Check) error { return c.Point(exactly) },
		},
		"solver: a whole column off by 0.25, more than 1e-12": {
			func(p *solver.Problem, r *solver.Result) {
				p.Whole = []bool{true, false}
				r.X, r.Objective = []float64{1.25, 0}, 1.25
			},
			func(c *solver.Check) error { return c.Point(exactly) },
		},
		"solver: the objective off by 0.5, more than 1e-12": {
			func(_ *solver.Problem, r *solver.Result) { r.Objective = 1.5 },
			func(c *solver.Check) error { return c.Point(exactly) },
		},
		"solver: no point to check": {
			func(_ *solver.Problem, r *solver.Result) { r.X = nil },
			func(c *solver.Check) error { return c.Point(exactly) },
		},
		"solver: no duals to check": {
			func(_ *solver.Problem, r *solver.Result) { r.RowDual = nil },
			func(c *solver.Check) error { return c.Optimal(exactly) },
		},
		"solver: a multiplier of 1 points to an infinite bound": {
			func(_ *solver.Problem, r *solver.Result) { r.RowDual[0] = -1 },
			func(c *solver.Check) error { return c.Optimal(exactly) },
		},
		"solver: a multiplier times distance from its bound is 1": {
			func(_ *solver.Problem, r *solver.Result) { r.X, r.Objective = []float64{2, 0}, 2 },
			func(c *solver.Check) error { return c.Optimal(exactly) },
		},
		"solver: gap 0.5 between point and proven bound, more than 1e-12": {
			func(_ *solver.Problem, r *solver.Result) { r.X, r.Objective = []float64{2, 0}, 2 },
			func(c *solver.Check) error { return c.Proven(exactly) },
		},
		"solver: gap 0.25 between point and proven bound, more than 1e-12": {
			func(_ *solver.Problem, r *solver.Result) { r.RowDual[0] = 0.75 },
			func(c *solver.Check) error { return c.Proven(exactly) },
		},
	} {
		p, r := small(), optimum()
		c.spoil(p, r)
		require.EqualError(t, c.sees(solver.Verify(p, r)), message)
	}

	r := optimum()
	r.ColDual[1] = 3
	require.Equal(t, 2.0, solver.Verify(small(), r).ColDual)
	r.X[0] = math.NaN()
	require.Error(t, solver.Verify(small(), r).Point(exactly))

	r.X, r.RowDual, r.ColDual = []float64{1}, []float64{1, 2}, []float64{1} // of wrong lengths
	c := solver.Verify(small(), r)
	require.EqualError(t, c.Point(exactly), "solver: no point to check")
	require.False(t, c.HasDual)
	require.Equal(t, math.Inf(1), c.Gap())
}

func TestVerifyOfARelaxation(t *testing.T) {
	p, r := small(), optimum()
	p.Whole = []bool{true, true}
	r.X, r.Objective = []float64{1.5, 0}, 1.5
	require.Error(t, solver.Verify(p, r).Point(exactly))
	r.Relaxed = true
	require.NoError(t, solver.Verify(p, r).Point(exactly))
}

func TestVerifyOfARay(t *testing.T) {
	p := small()
	p.AddRow(-inf, 0.25, []int32{0, 1}, []float64{1, 1})
	require.Equal(t, 0.75, solver.Verify(p, &solver.Result{Ray: []float64{1, -1}}).RayProves)
	require.Zero(t, solver.Verify(p, &solver.Result{Ray: []float64{1, 1}}).RayProves)
}

func TestStatusInWords(t *testing.T) {
	for status, want := range map[solver.Status]string{
		solver.Unknown: "unknown", solver.Optimal: "optimal", solver.Infeasible: "infeasible", solver.Unbounded: "unbounded",
		solver.InfeasibleOrUnbounded: "infeasible or unbounded", solver.TimeLimit: "time limit",
		solver.IterationLimit: "iteration limit", solver.Interrupted: "interrupted", solver.Status(99): "unknown",
	} {
		require.Equal(t, want, status.String())
	}
}
