package outer_test

import (
	"context"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/outer"
	"github.com/eduparity/eduparity/solver/solvertest"
)

func TestAgeingDoesNotChangeTheOptimum(t *testing.T) {
	freed := 0
	rapid.Check(t, func(t *rapid.T) {
		m := drawNet(t)
		p, done := m.open(t, none, 0)
		defer done()
		want := solveNet(t, p, outer.Settings{})
		old, done := m.open(t, none, 0)
		defer done()
		got := solveNet(t, old, outer.Settings{Age: rapid.IntRange(1, 3).Draw(t, "age")})
		require.Equal(t, want.Done, got.Done)
		if want.Done {
			require.InDelta(t, want.Objective, got.Objective, p.slack(want))
			require.InDelta(t, want.Objective, got.Lower, p.slack(want))
		}
		freed += old.loop.Freed
		// What is free in the session is what was freed and not put back.
		free := 0
		rows := &old.loop.Session.Problem().Rows
		for _, cut := range old.loop.Cuts {
			if math.IsInf(rows.Lower[cut.Row], -1) && math.IsInf(rows.Upper[cut.Row], 1) {
				free++
			}
		}
		require.Equal(t, old.loop.Freed-old.loop.Revived, free)
	})
	require.Positive(t, freed)
}

// script is an oracle that gives x >= 0.5 first and in every round a row that changes nothing.
type script struct{}

func (script) Seed(dst *solver.Rows) { dst.Add(0.5, math.Inf(1), []int32{0}, []float64{1}) }

func (script) Separate(dst *solver.Rows, _ []float64, _ float64) float64 {
	dst.Add(-1, math.Inf(1), []int32{0}, []float64{1})
	return 1
}

func TestCutsAreFreedAndRevivedButNotInCircles(t *testing.T) {
	rounds := []struct {
		what  string
		x     float64
		bound float64
		basic bool // the first cut has no effect in this round
		free  bool // and is free after it
	}{
		{"one round without effect", 1, 1, true, false},
		{"two, and the bound has grown", 2, 2, true, true},
		{"violated", 0.25, 2, false, false},
		{"in effect", 0.5, 2, false, false},
		{"one round without effect", 2.5, 2, true, false},
		{"two, but the bound has not grown", 2.5, 2, true, false},
		{"now it has", 3, 2.5, true, true},
		{"kept though free", 0.6, 2.5, true, true},
	}
	f := &solvertest.Fake{}
	l := faked(t, f, script{})
	round := 0
	f.SolveFunc = func(context.Context) (*solver.Result, error) {
		n := rounds[round]
		r := &solver.Result{
			Status: solver.Optimal, X: []float64{n.x}, Objective: n.x, Bound: n.bound,
			RowDual: make([]float64, l.Session.NumRows()), ColDual: []float64{1},
			Basis: &solver.Basis{Col: []solver.BasisStatus{solver.Basic}, Row: make([]solver.BasisStatus, l.Session.NumRows())},
		}
		if n.basic {
			r.Basis.Row[1] = solver.Basic
		}
		return r, nil
	}
	_, err := l.Solve(context.Background(), nil, outer.Settings{Age: 2, MaxRounds: len(rounds), Enough: func(float64, float64) bool {
		require.Equal(t, rounds[round].free, math.IsInf(l.Session.Problem().Rows.Lower[1], -1), rounds[round].what)
		round++
		return false
	}})
	require.ErrorIs(t, err, outer.ErrRounds)
	require.Equal(t, len(rounds), round)
	require.Equal(t, 2, l.Freed)
	require.Equal(t, 1, l.Revived)
	require.NotNil(t, l.Basis)
}
