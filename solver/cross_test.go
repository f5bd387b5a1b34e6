package solver_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/solvertest"
)

func TestCrossCheck(t *testing.T) {
	optimal := func(objective, bound float64, x ...float64) *solver.Result {
		return &solver.Result{Status: solver.Optimal, Objective: objective, Bound: bound, X: x}
	}
	stopped := func(r *solver.Result) *solver.Result {
		r.Status = solver.TimeLimit
		return r
	}
	for name, c := range map[string]struct {
		first, second *solver.Result
		want          string // part of the error; empty: none
	}{
		"the same":               {optimal(1, 1, 1, 0), optimal(1, 1, 1, 0), ""},
		"the same but for digit": {optimal(1, 1, 1, 0), optimal(1+1e-9, 1, 1+1e-9, 0), ""},
		"two optima":             {optimal(1, 1, 1, 0), optimal(1.5, 1, 1.5, 0), "optima of 1 and 1.5"},
		"infeasible or not":      {&solver.Result{Status: solver.Infeasible}, optimal(1, 1, 1, 0), "infeasible, the other way optimal"},
		"bounded or not":         {optimal(1, 1, 1, 0), &solver.Result{Status: solver.Unbounded}, "unbounded, the other way optimal"},
		"better than proven":     {stopped(optimal(3, 2, 3, 0)), stopped(optimal(1.5, 1, 1.5, 0)), "a point of 1.5, the other way proves at least 2"},
		"both stopped":           {stopped(optimal(3, 0, 3, 0)), stopped(optimal(1.5, 1, 1.5, 0)), ""},
		"no point at all":        {optimal(1, 1, 1, 0), optimal(1, 1, 0.5, 0.25), "found without presolve: solver: row 0 off by 0.25"},
		"a wrong sum":            {optimal(1, 1, 2, 0), optimal(1, 1, 1, 0), "found with presolve: solver: the objective off by 0.5"},
	} {
		t.Run(name, func(t *testing.T) {
			f := &solvertest.Fake{Answers: []*solver.Result{c.first, c.second}}
			r, err := open(t, f, small()).CrossCheck(bg, nil, &solver.Settings{Seed: 3})
			require.Equal(t, c.first.Status, r.Status)
			require.True(t, f.Settings.NoPresolve)
			require.Equal(t, 3, f.Settings.Seed)
			require.Equal(t, []solver.BasisStatus{solver.Basic}, f.Start.Basis.Row)
			if c.want == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, solver.ErrDisagree)
			require.ErrorContains(t, err, c.want)
		})
	}
	s := open(t, &solvertest.Fake{}, small())
	require.NoError(t, s.Close())
	_, err := s.CrossCheck(bg, nil, nil)
	require.ErrorIs(t, err, solver.ErrClosed)
}
