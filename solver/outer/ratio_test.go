package outer_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/highs"
	"github.com/eduparity/eduparity/solver/outer"
	"github.com/eduparity/eduparity/solver/solvertest"
)

// stocks are several stocks that are bought with one budget: a unit of money raises level i of a stock
// by gain / weight_i. The worst CV over its limit is to be least.
type stocks struct {
	weight []float64
	level  [][]float64 // by stock and section
	gain   []float64
	limit  []float64
	budget float64
}

func drawStocks(t *rapid.T) *stocks {
	s := &stocks{budget: rapid.Float64Range(0, 2).Draw(t, "budget")}
	n := rapid.IntRange(2, 5).Draw(t, "sections")
	var total float64
	for range n {
		s.weight = append(s.weight, rapid.Float64Range(0.5, 2).Draw(t, "weight"))
		total += s.weight[len(s.weight)-1]
	}
	for i := range s.weight {
		s.weight[i] /= total
	}
	for range rapid.IntRange(1, 3).Draw(t, "stocks") {
		level := make([]float64, n)
		for i := range level {
			level[i] = rapid.Float64Range(0.1, 2).Draw(t, "level")
		}
		s.level = append(s.level, level)
		s.gain = append(s.gain, rapid.Float64Range(0.2, 3).Draw(t, "gain"))
		s.limit = append(s.limit, rapid.Float64Range(0.2, 1).Draw(t, "limit"))
	}
	return s
}

// cv is the coefficient of variation of levels filled up to r.
func (s *stocks) cv(k int, r float64) float64 {
	var mean, square float64
	for i, w := range s.weight {
		z := max(s.level[k][i], r)
		mean += w * z
		square += w * z * z
	}
	return math.Sqrt(max(0, square/(mean*mean)-1))
}

// cost is what filling up to r costs.
func (s *stocks) cost(k int, r float64) float64 {
	var c float64
	for i, w := range s.weight {
		c += w * max(0, r-s.level[k][i]) / s.gain[k]
	}
	return c
}

// bisect is the place between low and high where f turns true.
func bisect(low, high float64, f func(v float64) bool) float64 {
	for range 200 {
		if mid := (low + high) / 2; f(mid) {
			high = mid
		} else {
			low = mid
		}
	}
	return high
}

// least is the least worst ratio: for each ratio every stock is filled up like water until its CV is
// low enough, which costs least.
func (s *stocks) least() float64 {
	return bisect(0, 100, func(t float64) bool {
		var cost float64
		for k := range s.level {
			cost += s.cost(k, bisect(0, 2, func(r float64) bool { return s.cv(k, r) <= t*s.limit[k] }))
		}
		return cost <= s.budget
	})
}

// worst is the worst ratio before.
func (s *stocks) worst() float64 {
	worst := 0.0
	for k := range s.level {
		worst = max(worst, s.cv(k, 0)/s.limit[k])
	}
	return worst
}

// open loads the problem. Where known, columns of means have their lower bounds.
func (s *stocks) open(t fataler, known bool, sides int) (*outer.Ratio, *outer.Loop, func()) {
	t.Helper()
	var lp solver.Problem
	inf := math.Inf(1)
	r := &outer.Ratio{Theta: int32(lp.AddCol(1, -inf, inf, false)), From: s.worst()}
	var oracles []outer.Oracle
	var bought []int32
	for k := range s.level {
		q := &outer.Squares{Weight: s.weight, Allowed: r.Allowed(k), Sides: sides, At: s.level[k]}
		before := 0.0
		for i, w := range s.weight {
			before += w * s.level[k][i]
		}
		least := 0.0
		if known {
			least = before
		}
		mean := lp.AddCol(0, least, inf, false)
		q.Mean = int32(mean)
		for i, w := range s.weight {
			z, u, b := lp.AddCol(0, 0, inf, false), lp.AddCol(0, 0, inf, false), lp.AddCol(0, 0, inf, false)
			q.Level, q.Square, bought = append(q.Level, int32(z)), append(q.Square, int32(u)), append(bought, int32(b))
			lp.AddRow(s.level[k][i], s.level[k][i], []int32{int32(z), int32(b)}, []float64{1, -s.gain[k] / w})
		}
		lp.AddRow(0, 0, append([]int32{int32(mean)}, q.Level...), append([]float64{-1}, s.weight...))
		row := lp.AddRow(-inf, 0, append([]int32{int32(mean), r.Theta}, q.Square...), append([]float64{-1, -1}, s.weight...))
		r.Quotients = append(r.Quotients, outer.Quotient{
			Row: row, Mean: q.Mean, Base: 1, Limit: s.limit[k], Oracle: k, Sum: q.Sum,
		})
		r.Means = append(r.Means, before)
		oracles = append(oracles, q)
	}
	ones := make([]float64, len(bought))
	for i := range ones {
		ones[i] = 1
	}
	lp.AddRow(-inf, s.budget, bought, ones)
	backend, err := highs.Open()
	require.NoError(t, err)
	session, err := solver.NewSession(backend, &lp)
	require.NoError(t, err)
	l, err := outer.New(session, oracles...)
	require.NoError(t, err)
	return r, l, func() { require.NoError(t, session.Close()) }
}

func TestRatioIsThatOfScalarBisection(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawStocks(t)
		r, l, done := s.open(t, rapid.Bool().Draw(t, "means known"), rapid.IntRange(0, 1).Draw(t, "sides"))
		defer done()
		if rapid.Bool().Draw(t, "from elsewhere") {
			r.From = rapid.Float64Range(0, 5).Draw(t, "from")
		}
		if rapid.Bool().Draw(t, "no means") {
			r.Means = nil
		}
		want := s.least()
		lower, ratio := 0.0, math.Inf(1)
		res, err := r.Solve(context.Background(), l, nil, outer.Settings{
			Age: rapid.IntRange(0, 2).Draw(t, "age"),
			Engine: solver.Settings{Progress: func(p solver.Progress) {
				if p.Phase != "ratio" {
					return
				}
				require.GreaterOrEqual(t, p.Bound, lower)
				require.LessOrEqual(t, p.Value, ratio)
				require.LessOrEqual(t, p.Bound, want+1e-6, "every round is a bound")
				require.GreaterOrEqual(t, p.Value, want-1e-6, "every value is reached")
				lower, ratio = p.Bound, p.Value
			}},
		})
		require.NoError(t, err)
		if want < nearlyEven {
			require.InDelta(t, want*want, res.Ratio*res.Ratio, evenTolerance)
		} else {
			require.InDelta(t, want, res.Ratio, ratioTolerance)
		}
		if want*slices.Min(s.limit) > plain || want < 1e-9 {
			require.True(t, res.Done)
			require.InDelta(t, res.Ratio, res.Lower, max(ratioTolerance*res.Ratio, evenTolerance/max(res.Ratio, evenTolerance)))
		}
		require.InDelta(t, r.At(res.Best), res.Ratio, 1e-12)
		if res.Proof != nil {
			require.NotNil(t, res.Proof.RowDual)
			require.GreaterOrEqual(t, res.ProofAt, res.Lower-1e-12)
		}
	})
}

// Ratios are compared to ten times the gap that the loop ends at. Near 0 they are roots of what the
// tolerance of the cuts leaves of a difference, over the square of a limit of 0.2.
const (
	ratioTolerance = 1e-6
	nearlyEven     = 0.1
	evenTolerance  = 1e-6
	// plain is a CV whose square the least tolerance leaves known to the gap.
	plain = 0.2
)

// halfEven is two sections of which the poorer can be brought half the way: levels 0.5 and 1.5, money
// for a quarter of the mean.
func halfEven() *stocks {
	return &stocks{weight: []float64{0.5, 0.5}, level: [][]float64{{0.5, 1.5}}, gain: []float64{1}, limit: []float64{0.5}, budget: 0.25}
}

func TestRatioOfTwoIsKnown(t *testing.T) {
	// A quarter of the mean is half a level for one half of the weight: levels 1 and 1.5, whose CV is
	// 0.25 / 1.25.
	s := halfEven()
	r, l, done := s.open(t, true, 1)
	defer done()
	res, err := r.Solve(context.Background(), l, nil, outer.Settings{})
	require.NoError(t, err)
	require.True(t, res.Done)
	require.InDelta(t, 0.2/0.5, res.Ratio, 1e-7)
	require.InDelta(t, 0.2/0.5, res.Lower, 1e-7)
	require.LessOrEqual(t, l.Rounds, 6)
}

func TestRatioOfOneTermIsARoot(t *testing.T) {
	// With a base of 0 it is the root of a quotient: x^2 / (1 + x) over 2 <= x <= 3, least at 2: 4/3.
	var lp solver.Problem
	inf := math.Inf(1)
	theta, x, u := lp.AddCol(1, -inf, inf, false), lp.AddCol(0, 2, 3, false), lp.AddCol(0, 0, inf, false)
	below := lp.AddCol(0, 0, inf, false)
	lp.AddRow(1, 1, []int32{int32(below), int32(x)}, []float64{1, -1})
	row := lp.AddRow(-inf, 0, []int32{int32(u), int32(below), int32(theta)}, []float64{1, -1, -1})
	r := &outer.Ratio{Theta: int32(theta), From: 2}
	q := &outer.Separable{
		Level: []int32{int32(x)}, Value: []int32{int32(u)}, Weight: []float64{1}, Allowed: r.Allowed(0),
		Func: func(_ int, v float64) (float64, float64) { return v * v, 2 * v },
	}
	r.Quotients = []outer.Quotient{{Row: row, Mean: int32(below), Limit: 1, Sum: q.Sum}}
	backend, err := highs.Open()
	require.NoError(t, err)
	s, err := solver.NewSession(backend, &lp)
	require.NoError(t, err)
	defer func() { require.NoError(t, s.Close()) }()
	require.True(t, math.IsInf(q.Allowed(nil), 1), "nothing was asked yet")
	l, err := outer.New(s, q)
	require.NoError(t, err)
	res, err := r.Solve(context.Background(), l, nil, outer.Settings{})
	require.NoError(t, err)
	require.True(t, res.Done)
	require.InDelta(t, math.Sqrt(4.0/3), res.Ratio, 1e-7)
	require.InDelta(t, math.Sqrt(4.0/3), res.Lower, 1e-7)
}

// A point whose ratio counts keeps the constraints of every other oracle.
func TestOtherOraclesLimitTheRatio(t *testing.T) {
	s := halfEven()
	r, l, done := s.open(t, true, 1)
	defer done()
	// The level of the poorer, column 2, squared is at most 0.49; its own square is in a new column.
	var cols solver.Cols
	cols.Add(0, 0, math.Inf(1), false, nil, nil)
	first, err := l.Session.AddCols(&cols)
	require.NoError(t, err)
	require.NoError(t, l.Session.SetColBounds(first, 0, 0.49))
	other := &outer.Separable{
		Level: []int32{2}, Value: []int32{int32(first)}, Weight: []float64{1},
		Func: func(_ int, v float64) (float64, float64) { return v * v, 2 * v },
	}
	q := &outer.Squares{Mean: r.Quotients[0].Mean, Level: []int32{2, 5}, Square: []int32{3, 6}, Weight: s.weight, Allowed: r.Allowed(0)}
	both, err := outer.New(l.Session, other, q)
	require.NoError(t, err)
	r.Quotients[0].Oracle = 1
	res, err := r.Solve(context.Background(), both, nil, outer.Settings{})
	require.NoError(t, err)
	require.True(t, res.Done)
	// Levels 0.7 and 1.5: 0.4 / 1.1.
	require.InDelta(t, 0.4/1.1/0.5, res.Ratio, 1e-6)
	require.LessOrEqual(t, res.Best[2], 0.7+1e-7)
}

func TestRepairSaysWhatARoundIsWorth(t *testing.T) {
	r, l, done := halfEven().open(t, true, 0)
	defer done()
	calls := 0
	res, err := r.Solve(context.Background(), l, nil, outer.Settings{Repair: func(x []float64) ([]float64, float64) {
		if calls++; calls == 1 {
			return nil, math.NaN()
		}
		return x, r.At(x)
	}})
	require.NoError(t, err)
	require.True(t, res.Done)
	require.InDelta(t, 0.4, res.Ratio, 1e-6)
	require.Equal(t, l.Rounds, calls)
}

func TestRatioKeepsItsBestWhenItIsEndedEarly(t *testing.T) {
	t.Run("rounds", func(t *testing.T) {
		r, l, done := halfEven().open(t, true, 0)
		defer done()
		res, err := r.Solve(context.Background(), l, nil, outer.Settings{MaxRounds: 1})
		require.ErrorIs(t, err, outer.ErrRounds)
		require.False(t, res.Done)
		require.GreaterOrEqual(t, res.Ratio, 0.4-1e-9)
		require.LessOrEqual(t, res.Lower, 0.4+1e-9)
		require.NotNil(t, res.Best)
	})
	t.Run("enough", func(t *testing.T) {
		r, l, done := halfEven().open(t, true, 0)
		defer done()
		res, err := r.Solve(context.Background(), l, nil, outer.Settings{Enough: func(bound, ratio float64) bool {
			require.LessOrEqual(t, bound, ratio)
			return true
		}})
		require.NoError(t, err)
		require.True(t, res.Done)
		require.Equal(t, 1, l.Rounds)
	})
	t.Run("cancel", func(t *testing.T) {
		r, l, done := halfEven().open(t, true, 0)
		defer done()
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		res, err := r.Solve(ctx, l, nil, outer.Settings{Point: func([]float64) { cancel() }})
		require.NoError(t, err)
		require.False(t, res.Done)
		require.Equal(t, solver.Interrupted, res.Status)
		require.NotNil(t, res.Best)
		require.False(t, math.IsInf(res.Ratio, 1))
		require.Equal(t, 2, l.Rounds)
	})
	t.Run("time", func(t *testing.T) {
		r, l, done := halfEven().open(t, true, 0)
		defer done()
		const limit = 500 * time.Millisecond // ample for the first round
		res, err := r.Solve(context.Background(), l, nil, outer.Settings{
			Engine: solver.Settings{TimeLimit: limit.Seconds()},
			Point:  func([]float64) { time.Sleep(limit) },
		})
		require.NoError(t, err)
		require.False(t, res.Done)
		require.Equal(t, solver.TimeLimit, res.Status)
		require.NotNil(t, res.Best)
		require.Equal(t, 1, l.Rounds)
	})
}

func TestRatioOfNoPointIsInfinite(t *testing.T) {
	s := halfEven()
	s.budget = -1
	r, l, done := s.open(t, true, 0)
	defer done()
	res, err := r.Solve(context.Background(), l, nil, outer.Settings{})
	require.NoError(t, err)
	require.False(t, res.Done)
	require.Equal(t, solver.Infeasible, res.Status)
	require.True(t, math.IsInf(res.Ratio, 1))
	require.True(t, math.IsInf(res.Lower, 1))
	require.Nil(t, res.Best)
}

func TestRatioWithoutStockIsInfinite(t *testing.T) {
	r, _, done := halfEven().open(t, true, 0)
	defer done()
	require.True(t, math.IsInf(r.At(make([]float64, 8)), 1))
}

func TestRatioEndsWhereTheEngineLetsItGoNoFurther(t *testing.T) {
	// An engine that says the same of every ratio: the point has a ratio of 1, and a little less is
	// possible for ever.
	f := &solvertest.Fake{InPlace: true}
	var lp solver.Problem
	inf := math.Inf(1)
	theta, mean, u := lp.AddCol(1, -inf, inf, false), lp.AddCol(0, 0, inf, false), lp.AddCol(0, 0, inf, false)
	row := lp.AddRow(-inf, 0, []int32{int32(u), int32(mean), int32(theta)}, []float64{1, -1, -1})
	s, err := solver.NewSession(f, &lp)
	require.NoError(t, err)
	l, err := outer.New(s, &nothing{})
	require.NoError(t, err)
	f.Answers = []*solver.Result{{Status: solver.Optimal, X: []float64{-1e-9, 1, 1}, RowDual: []float64{-1}, ColDual: []float64{0, 0, 0}, Objective: -1e-9, Bound: -1e-9}}
	r := &outer.Ratio{Theta: int32(theta), From: 1, Quotients: []outer.Quotient{
		{Row: row, Mean: int32(mean), Limit: 1, Sum: func(x []float64) float64 { return x[u] }},
	}}
	res, err := r.Solve(context.Background(), l, nil, outer.Settings{})
	require.NoError(t, err)
	require.False(t, res.Done)
	require.Equal(t, 1.0, res.Ratio)
	require.Zero(t, res.Lower)
	require.LessOrEqual(t, l.Rounds, 3)

	broken := errors.New("engine broke")
	f.SolveFunc = func(context.Context) (*solver.Result, error) { return nil, broken }
	_, err = r.Solve(context.Background(), l, nil, outer.Settings{})
	require.ErrorIs(t, err, broken)
}

// nothing is an oracle without rows.
type nothing struct{}

func (*nothing) Seed(*solver.Rows) {}

func (*nothing) Separate(*solver.Rows, []float64, float64) float64 { return 0 }

func TestRatioRefusesNonsense(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(r *outer.Ratio, s *outer.Settings)
	}{
		{"no quotients", func(r *outer.Ratio, _ *outer.Settings) { r.Quotients = nil }},
		{"excess", func(r *outer.Ratio, _ *outer.Settings) { r.Theta = 99 }},
		{"start", func(r *outer.Ratio, _ *outer.Settings) { r.From = math.NaN() }},
		{"means", func(r *outer.Ratio, _ *outer.Settings) { r.Means = []float64{1, 2} }},
		{"row", func(r *outer.Ratio, _ *outer.Settings) { r.Quotients[0].Row = -1 }},
		{"mean", func(r *outer.Ratio, _ *outer.Settings) { r.Quotients[0].Mean = r.Theta }},
		{"base", func(r *outer.Ratio, _ *outer.Settings) { r.Quotients[0].Base = math.NaN() }},
		{"limit", func(r *outer.Ratio, _ *outer.Settings) { r.Quotients[0].Limit = 0 }},
		{"oracle", func(r *outer.Ratio, _ *outer.Settings) { r.Quotients[0].Oracle = 1 }},
		{"function", func(r *outer.Ratio, _ *outer.Settings) { r.Quotients[0].Sum = nil }},
		{"gap", func(_ *outer.Ratio, s *outer.Settings) { s.Gap = -1 }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, l, done := halfEven().open(t, true, 0)
			defer done()
			var s outer.Settings
			tt.spoil(r, &s)
			_, err := r.Solve(context.Background(), l, nil, s)
			require.ErrorIs(t, err, solver.ErrInvalid)
			require.Zero(t, l.Rounds)
		})
	}
}
