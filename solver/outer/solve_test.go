package outer_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/outer"
	"github.com/eduparity/eduparity/solver/solvertest"
)

// evened is a point of even that keeps everything: of all levels the least that add up to total, with
// true squares.
func evened(q *outer.Squares, x, floor []float64, total float64) ([]float64, float64) {
	y, value := slices.Clone(x), 0.0
	r := bisect(0, total, func(r float64) bool {
		sum := 0.0
		for _, f := range floor {
			sum += max(f, r)
		}
		return sum >= total
	})
	for i, f := range floor {
		z := max(f, r)
		y[q.Level[i]], y[q.Square[i]] = z, z*z
		value += z * z
	}
	y[len(y)-1] = value
	return y, value
}

func TestRepairGivesTheLoopAnUpperBound(t *testing.T) {
	floor := []float64{4, 0, 0}
	s, q := even(t, 3, 7, floor, false)
	l, err := outer.New(s, q)
	require.NoError(t, err)
	told := 0
	settings := outer.Settings{
		Gap:    1e-3,
		Repair: func(x []float64) ([]float64, float64) { return evened(q, x, floor, 7) },
		Engine: solver.Settings{Progress: func(p solver.Progress) {
			if p.Phase != "round" {
				return
			}
			told++
			require.InDelta(t, 20.5, p.Value, 1e-9)
			require.LessOrEqual(t, p.Bound, p.Value)
		}},
	}
	res, err := l.Solve(context.Background(), nil, settings)
	require.NoError(t, err)
	require.True(t, res.Done)
	require.Equal(t, l.Rounds, told)
	require.Greater(t, res.Worst, outer.Tolerance, "the gap ended it, not the point")
	require.InDelta(t, 20.5, res.Upper, 1e-9)
	require.GreaterOrEqual(t, res.Lower, 20.5*(1-1e-3))
	require.LessOrEqual(t, res.Lower, 20.5)
	require.NoError(t, solver.Verify(s.Problem(), &solver.Result{X: res.Best, Objective: res.Upper}).Point(1e-6))
}

func TestACancelledLoopKeepsItsBest(t *testing.T) {
	floor := []float64{4, 0, 0}
	s, q := even(t, 3, 7, floor, false)
	l, err := outer.New(s, q)
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	res, err := l.Solve(ctx, nil, outer.Settings{Repair: func(x []float64) ([]float64, float64) {
		cancel()
		return evened(q, x, floor, 7)
	}})
	require.NoError(t, err)
	require.False(t, res.Done)
	require.Equal(t, solver.Interrupted, res.Status)
	require.InDelta(t, 20.5, res.Upper, 1e-9)
	require.NotNil(t, res.Best)
	require.False(t, math.IsInf(res.Lower, -1), "the bound of the first round")
	require.LessOrEqual(t, res.Lower, 20.5)
	require.NotNil(t, l.Basis)
}

func TestALimitOfTheEngineEndsTheLoop(t *testing.T) {
	for _, status := range []solver.Status{solver.TimeLimit, solver.IterationLimit, solver.Unknown} {
		f := &solvertest.Fake{Answers: []*solver.Result{
			{Status: status, X: []float64{2}, Objective: 2, Bound: 1},
		}}
		l := faked(t, f, script{})
		res, err := l.Solve(context.Background(), nil, outer.Settings{})
		require.NoError(t, err)
		require.False(t, res.Done)
		require.Equal(t, status, res.Status)
		require.Equal(t, 1.0, res.Lower)
		require.True(t, math.IsInf(res.Upper, 1))
		require.Equal(t, 1, l.Rounds)
		require.Len(t, l.Cuts, 2, "the row of the last round is not lost")
	}
}

// A basis serves another session with the same rows: nothing is left to do there.
func TestABasisServesAnotherSession(t *testing.T) {
	m := pair().with(netArc{1, 0, 2})
	p, done := m.open(t, none, 0)
	defer done()
	solveNet(t, p, outer.Settings{})
	other, done := m.open(t, none, 0)
	defer done()
	var rows solver.Rows
	own := &p.loop.Session.Problem().Rows
	for i := other.loop.Session.NumRows(); i < own.Len(); i++ {
		index, value := own.Row(i)
		rows.Add(own.Lower[i], own.Upper[i], index, value)
	}
	_, err := other.loop.Session.AddRows(&rows)
	require.NoError(t, err)
	res, err := other.loop.Solve(context.Background(), &solver.Start{Basis: p.loop.Basis}, outer.Settings{})
	require.NoError(t, err)
	require.True(t, res.Done)
	require.Equal(t, 1, other.loop.Rounds)
	require.Zero(t, other.loop.Pivots)
}

func TestLoopRefusesNonsense(t *testing.T) {
	for _, s := range []outer.Settings{
		{Tolerance: -1}, {Tolerance: math.NaN()}, {MaxRounds: -1}, {Age: -1}, {Gap: -1}, {Gap: math.NaN()},
	} {
		l := faked(t, &solvertest.Fake{})
		_, err := l.Solve(context.Background(), nil, s)
		require.ErrorIs(t, err, solver.ErrInvalid)
		require.Zero(t, l.Rounds)
	}
}

func TestSidesHoldTooAndHalveTheStretch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := squares(1)
		q.Sides = rapid.IntRange(0, 3).Draw(t, "sides")
		mean, level := rapid.Float64Range(0.1, 5).Draw(t, "mean"), rapid.Float64Range(0, 5).Draw(t, "level")
		under := rapid.Float64Range(1e-6, 1).Draw(t, "under")
		x := at(mean, []float64{level}, []float64{level*level/mean - under}, -1)
		var rows solver.Rows
		q.Separate(&rows, x, 1e-8)
		require.LessOrEqual(t, rows.Len(), 1+2*q.Sides)
		require.GreaterOrEqual(t, rows.Len(), 1+q.Sides)
		other := at(rapid.Float64Range(0.1, 5).Draw(t, "other mean"), []float64{rapid.Float64Range(0, 5).Draw(t, "other")}, nil, 0)
		require.GreaterOrEqual(t, lowest(&rows, other), -1e-9)
		// None is farther off than the tangents whose meeting the point was.
		for _, s := range q.Rows {
			require.LessOrEqual(t, math.Abs(s.R-level/mean), math.Sqrt(under/mean)+1e-9)
			require.GreaterOrEqual(t, s.R, 0.0)
		}
	})
}

func TestFactorsSeedAroundTheLevels(t *testing.T) {
	q := squares(3)
	q.At, q.Factors = []float64{2, 0.5, 0}, []float64{0.9, 1, 1.1}
	var rows solver.Rows
	q.Seed(&rows)
	require.Equal(t, []outer.Square{{0, 1.8}, {0, 2}, {0, 2.2}, {1, 0.45}, {1, 0.5}, {1, 0.55}, {2, 0}}, rounded(q.Rows))
	require.Equal(t, len(q.Rows), rows.Len())

	grid := squares(1)
	grid.At, grid.Factors, grid.Step = []float64{2.25}, []float64{0.9, 1, 1.1}, []float64{0.5}
	rows.Reset()
	grid.Seed(&rows)
	require.Equal(t, []outer.Square{{0, 4}}, grid.Rows, "all three lie between 2 and 2.5")
	require.Equal(t, 1, rows.Len())
	require.Equal(t, 1.0, outer.Around()[len(outer.Around())/2])
}

// rounded takes the rounding of a product away.
func rounded(rows []outer.Square) []outer.Square {
	out := slices.Clone(rows)
	for i := range out {
		out[i].R = math.Round(out[i].R*1e9) / 1e9
	}
	return out
}

// Seeds around the optimum need few rounds, and a loop may be seeded again.
func TestSeedsAtTheOptimumSaveRounds(t *testing.T) {
	solve := func(at, factors []float64, sides int) *outer.Loop {
		s, q := even(t, 3, 7, []float64{4, 0, 0}, false)
		q.Sides = sides
		l, err := outer.New(s, q)
		require.NoError(t, err)
		if at != nil {
			q.At, q.Factors = at, factors
			require.NoError(t, l.Seed())
		}
		res, err := l.Solve(context.Background(), nil, outer.Settings{})
		require.NoError(t, err)
		require.True(t, res.Done)
		require.InDelta(t, 20.5, res.Objective, 1e-7)
		named(t, l, q)
		return l
	}
	blind := solve(nil, nil, 0).Rounds
	seeded := solve([]float64{4, 1.5, 1.5}, outer.Around(), 1).Rounds
	require.LessOrEqual(t, 2*seeded, blind)
}
