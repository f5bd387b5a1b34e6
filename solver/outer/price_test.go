package outer_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/outer"
	"github.com/eduparity/eduparity/solver/solvertest"
)

func TestPricingFindsTheOptimumOfAllColumns(t *testing.T) {
	statuses := map[solver.Status]int{}
	priced := 0
	rapid.Check(t, func(t *rapid.T) {
		m := drawNet(t)
		full, done := m.open(t, none, 0)
		defer done()
		want := solveNet(t, full, outer.Settings{})
		outside := make([]bool, len(m.arcs))
		for a := range outside {
			outside[a] = rapid.IntRange(0, 4).Draw(t, "outside") > 0
		}
		p, done := m.open(t, func(a int) bool { return outside[a] }, 0)
		defer done()
		p.most = rapid.IntRange(0, 2).Draw(t, "most at once")
		lower := math.Inf(-1)
		got := solveNet(t, p, outer.Settings{Pricer: p, Engine: solver.Settings{Progress: func(g solver.Progress) {
			if g.Phase != "round" {
				return
			}
			require.GreaterOrEqual(t, g.Bound, lower)
			lower = g.Bound
			if want.Done {
				require.LessOrEqual(t, g.Bound, want.Objective+full.slack(want), "every bound is one over all columns")
			}
		}}})
		statuses[got.Status]++
		priced += p.loop.Columns
		require.Equal(t, want.Status, got.Status)
		require.Equal(t, want.Done, got.Done)
		if !want.Done {
			require.Equal(t, math.Inf(1), got.Lower)
			return
		}
		slack := full.slack(want)
		require.InDelta(t, want.Objective, got.Objective, slack)
		require.InDelta(t, want.Objective, got.Lower, slack)
		require.InDelta(t, want.Objective, got.Upper, slack)
		require.Len(t, got.Best, p.loop.Session.NumCols())
		// The proof does without the engine: a safe bound of the columns there are, and the prices of
		// the others.
		size := max(1, math.Abs(got.Objective))
		var cols solver.Cols
		safe := solver.DualBound(p.loop.Session.Problem(), got.RowDual) + p.Price(&cols, 1, got.RowDual, 0)
		require.InDelta(t, got.Objective, safe, 1e-7*size)
		// With the cuts that there are, all columns give what those priced do.
		p.most = 0
		_, err := p.loop.Widen(p, got.RowDual, math.MaxFloat64)
		require.NoError(t, err)
		require.Equal(t, len(m.arcs), p.inside())
		again, err := p.loop.Session.Solve(context.Background(), nil, nil)
		require.NoError(t, err)
		require.InDelta(t, got.Objective, again.Objective, 1e-9*size)
	})
	require.Positive(t, priced)
	require.Positive(t, statuses[solver.Optimal])
	require.Positive(t, statuses[solver.Infeasible], "rays were priced, too")
}

// Without the last round of pricing the optimum of the columns there are is no bound.
func TestNoBoundIsClaimedThatColumnsOutsideUndercut(t *testing.T) {
	m := pair().with(netArc{1, 0, 2}, netArc{1, 0, 1})
	p, done := m.open(t, func(a int) bool { return a == 1 }, 0)
	defer done()
	res, err := p.loop.Solve(context.Background(), nil, outer.Settings{Pricer: p, MaxRounds: 1})
	require.ErrorIs(t, err, outer.ErrRounds)
	require.Positive(t, res.Objective)
	require.LessOrEqual(t, res.Lower, 0.2)
	require.Negative(t, p.rests[0])
	require.InDelta(t, res.Objective+p.rests[0], res.Lower, 1e-12)
	res = solveNet(t, p, outer.Settings{Pricer: p})
	require.InDelta(t, 0.2, res.Objective, p.slack(res))
	require.InDelta(t, 0.2, res.Lower, p.slack(res))
}

func TestWidenLeavesOutOnlyWhatNoBetterPlanUses(t *testing.T) {
	left, found := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		m := drawNet(t)
		const unit = 0.1
		full, done := m.open(t, none, unit)
		defer done()
		want := solveNet(t, full, outer.Settings{})

		p, done := m.open(t, all, unit)
		defer done()
		relaxed := solveNet(t, p, outer.Settings{Pricer: p, Engine: solver.Settings{Relax: true}})
		if !relaxed.Done {
			require.Equal(t, want.Status, relaxed.Status)
			return
		}
		gap := rapid.Float64Range(0, 0.5).Draw(t, "gap")
		before := p.loop.Columns
		n, err := p.loop.Widen(p, relaxed.RowDual, gap)
		require.NoError(t, err)
		require.Equal(t, before+n, p.loop.Columns)
		left += len(m.arcs) - p.loop.Columns
		got := solveNet(t, p, outer.Settings{})
		if want.Done && want.Objective < relaxed.Lower+gap-1e-6 {
			found++
			require.True(t, got.Done)
			require.InDelta(t, want.Objective, got.Objective, 1e-6)
		}
	})
	require.Positive(t, left)
	require.Positive(t, found)
}

func TestWidenRefusesNonsense(t *testing.T) {
	p, done := pair().with(netArc{1, 0, 2}).open(t, all, 0)
	defer done()
	for _, gap := range []float64{-1, math.NaN()} {
		_, err := p.loop.Widen(p, nil, gap)
		require.ErrorIs(t, err, solver.ErrInvalid)
	}
	_, err := p.loop.Widen(p, make([]float64, 100), 1)
	require.ErrorIs(t, err, solver.ErrInvalid)
}

func TestPricingNeedsMultipliers(t *testing.T) {
	p, done := pair().with(netArc{1, 0, 2}).open(t, none, 0.05)
	defer done()
	_, err := p.loop.Solve(context.Background(), nil, outer.Settings{Pricer: p})
	require.ErrorIs(t, err, solver.ErrInvalid, "a search has none")

	l := faked(t, &solvertest.Fake{Answers: []*solver.Result{{Status: solver.Optimal, X: []float64{1}, Objective: 1, Bound: 1}}})
	_, err = l.Solve(context.Background(), nil, outer.Settings{Pricer: pricer(0)})
	require.ErrorIs(t, err, outer.ErrDuals)
}

// pricer is a Pricer without columns that says what it would give all the same.
type pricer float64

func (p pricer) Price(*solver.Cols, float64, []float64, float64) float64 { return float64(p) }

// faked is a loop over one column and one row without oracles.
func faked(t *testing.T, f *solvertest.Fake, oracles ...outer.Oracle) *outer.Loop {
	t.Helper()
	f.InPlace = true
	var p solver.Problem
	p.AddCol(1, 0, 10, false)
	p.AddRow(1, math.Inf(1), []int32{0}, []float64{1})
	s, err := solver.NewSession(f, &p)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	l, err := outer.New(s, oracles...)
	require.NoError(t, err)
	return l
}

func TestInfeasibleIsSaidOnlyWhereNoColumnMendsIt(t *testing.T) {
	tests := []struct {
		name string
		ray  []float64
		rest float64
		want solver.Status
	}{
		{"proven", []float64{-3}, 0, solver.Infeasible},
		{"something outside might mend it", []float64{-3}, -1, solver.Unknown},
		{"no ray, but nothing outside", nil, 0, solver.Infeasible},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := faked(t, &solvertest.Fake{Answers: []*solver.Result{{Status: solver.Infeasible, Ray: tt.ray}}})
			// The row asks for at most -1 of a column that is at least 0.
			require.NoError(t, l.Session.SetRowBounds(0, math.Inf(-1), -1))
			if tt.ray == nil {
				require.NoError(t, l.Session.SetRowBounds(0, math.Inf(-1), 1)) // no ray of one row either
			}
			res, err := l.Solve(context.Background(), nil, outer.Settings{Pricer: pricer(tt.rest)})
			require.NoError(t, err)
			require.Equal(t, tt.want, res.Status)
			require.Equal(t, tt.want == solver.Infeasible, math.IsInf(res.Lower, 1))
			require.False(t, res.Done)
		})
	}
}

func TestAPricerThatKnowsNoBoundLeavesNone(t *testing.T) {
	l := faked(t, &solvertest.Fake{Answers: []*solver.Result{
		{Status: solver.Optimal, X: []float64{1}, RowDual: []float64{1}, ColDual: []float64{0}, Objective: 1, Bound: 1},
	}})
	res, err := l.Solve(context.Background(), nil, outer.Settings{Pricer: pricer(math.Inf(-1))})
	require.NoError(t, err)
	require.True(t, math.IsInf(res.Lower, -1))
	require.Equal(t, 1.0, res.Upper)
}

// spoiled prices a column that no session takes.
type spoiled struct{}

func (spoiled) Price(dst *solver.Cols, _ float64, _ []float64, _ float64) float64 {
	dst.Add(math.NaN(), 0, 1, false, nil, nil)
	return 0
}

func TestFaultsOfAPricerAreErrors(t *testing.T) {
	l := faked(t, &solvertest.Fake{Answers: []*solver.Result{
		{Status: solver.Optimal, X: []float64{1}, RowDual: []float64{1}, ColDual: []float64{0}, Objective: 1, Bound: 1},
	}})
	_, err := l.Solve(context.Background(), nil, outer.Settings{Pricer: spoiled{}})
	require.True(t, errors.Is(err, solver.ErrInvalid))
}
