package whole_test

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/whole"
)

// county is one of three stocks and some size, with plans that take a while to be proved the best.
func county(n int, seed uint64) *tiny {
	r := rand.New(rand.NewPCG(seed, 5))
	c := &tiny{rule: 1, budget: inf, priced: true, meanGrids: true, before: true}
	for range n {
		c.pupils = append(c.pupils, float64(100+r.IntN(900)))
	}
	for range 3 {
		s := tinyStock{threshold: 0.05, limit: 0.2, share: 0.85}
		for i := range n {
			s.have = append(s.have, int(c.pupils[i]*s.threshold*(0.6+0.8*r.Float64())))
			s.leave = append(s.leave, s.have[i]/5)
			s.price = append(s.price, 8)
			s.buys = append(s.buys, 100)
			for range 4 {
				if to := r.IntN(n); to != i {
					s.arcs = append(s.arcs, tinyArc{i, to, 0.3 + 3*r.Float64()})
				}
			}
		}
		c.stocks = append(c.stocks, s)
	}
	return c
}

func TestProgressImproves(t *testing.T) {
	s := settings()
	value, bound, calls := inf, math.Inf(-1), 0
	s.Progress = func(p solver.Progress) {
		calls++
		require.Equal(t, "whole", p.Phase)
		if !math.IsNaN(p.Value) {
			require.LessOrEqual(t, p.Value, value)
			value = p.Value
		} else {
			require.True(t, math.IsInf(value, 1), "a plan is not lost")
		}
		require.GreaterOrEqual(t, p.Bound, bound)
		require.LessOrEqual(t, p.Bound, value)
		bound = p.Bound
	}
	r := solve(t, county(20, 1).problem(), s)
	require.Equal(t, solver.Optimal, r.Status)
	require.Equal(t, r.Value, value)
	require.GreaterOrEqual(t, r.Bound, bound)
	require.Greater(t, calls, 1)
	require.Positive(t, r.LPs)
}

// TestCancelled: whatever the moment, what is known by then is not lost, and true.
func TestCancelled(t *testing.T) {
	p := county(20, 2).problem()
	full := solve(t, p, settings())
	require.Equal(t, solver.Optimal, full.Status)
	planned := 0
	for after := range 4 {
		ctx, cancel := context.WithCancel(context.Background())
		s := settings()
		value, bound, calls := inf, math.Inf(-1), 0
		s.Progress = func(p solver.Progress) {
			if !math.IsNaN(p.Value) {
				value = p.Value
			}
			bound = p.Bound
			if calls++; calls > after {
				cancel()
			}
		}
		v, err := whole.New(p, s)
		require.NoError(t, err)
		r, err := v.Solve(ctx)
		require.NoError(t, err)
		require.NoError(t, v.Close())
		cancel()
		if r.Status != solver.Optimal {
			require.Equal(t, solver.Interrupted, r.Status)
		}
		require.LessOrEqual(t, r.Value, value)
		require.GreaterOrEqual(t, r.Bound, bound)
		require.LessOrEqual(t, r.Bound, full.Value+boundTolerance)
		if math.IsInf(value, 1) {
			continue
		}
		planned++
		at, err := p.Check(r.X)
		require.NoError(t, err)
		require.InDelta(t, r.Value, at, valueTolerance)
		require.GreaterOrEqual(t, r.Value, full.Bound-boundTolerance)
	}
	require.Positive(t, planned)
}

func TestDoneBeforeItBegins(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	v, err := whole.New(two().problem(), settings())
	require.NoError(t, err)
	r, err := v.Solve(ctx)
	require.NoError(t, err)
	require.Equal(t, solver.Interrupted, r.Status)
	require.Nil(t, r.X)
	require.Equal(t, math.Inf(-1), r.Bound)
	r, err = v.Solve(context.Background())
	require.NoError(t, err)
	require.Equal(t, solver.Optimal, r.Status, "and goes on when asked again")
	require.NoError(t, v.Close())
}

func TestTimeLimits(t *testing.T) {
	p := county(30, 3).problem()
	best := inf
	for _, limit := range []float64{1e-9, 0.01, 0.05, 0.2, 0} {
		s := settings()
		s.TimeLimit = limit
		r := solve(t, p, s)
		require.Contains(t, []solver.Status{solver.Optimal, solver.TimeLimit}, r.Status)
		if r.X != nil {
			_, err := p.Check(r.X)
			require.NoError(t, err)
		}
		best = min(best, r.Value)
		require.LessOrEqual(t, r.Bound, r.Value)
		if limit == 0 {
			require.Equal(t, solver.Optimal, r.Status)
			best = r.Value
		}
		if limit == 1e-9 {
			require.Equal(t, solver.TimeLimit, r.Status)
		}
	}
	require.False(t, math.IsInf(best, 1))
}

// TestAgain: a solver asked again says the same, as does one that works in parallel.
func TestAgain(t *testing.T) {
	p := county(12, 4).problem()
	first := solve(t, p, settings())
	s := settings()
	s.Parallel, s.Seed = 3, 7
	v, err := whole.New(p, s)
	require.NoError(t, err)
	for range 3 {
		r, err := v.Solve(context.Background())
		require.NoError(t, err)
		require.Equal(t, first.Status, r.Status)
		overlaps(t, p, first, r, 1)
	}
	require.NoError(t, v.Close())
}

// TestJudge: what a caller refuses is no plan, and what it says a plan is worth is its value.
func TestJudge(t *testing.T) {
	p := two().problem()
	full := solve(t, p, settings())
	s := settings()
	s.Judge = func(x []float64) (float64, bool) {
		value, err := p.Check(x)
		return value + 0.001, err == nil
	}
	r := solve(t, p, s)
	value, err := p.Check(r.X)
	require.NoError(t, err)
	require.InDelta(t, value+0.001, r.Value, 1e-12)
	require.LessOrEqual(t, r.Bound, full.Value+boundTolerance)

	s.Judge = func([]float64) (float64, bool) { return 0, false }
	r = solve(t, p, s)
	require.Nil(t, r.X)
	require.Equal(t, inf, r.Value)
	require.LessOrEqual(t, r.Bound, full.Value+boundTolerance)
	require.NotEqual(t, solver.Optimal, r.Status)
	require.NotEqual(t, solver.Infeasible, r.Status, "the problem itself has plans")
}

// TestGapAsked: a wide gap is met, and no more is claimed.
func TestGapAsked(t *testing.T) {
	p := county(20, 5).problem()
	s := settings()
	s.Gap = 0.05
	wide := solve(t, p, s)
	require.Equal(t, solver.Optimal, wide.Status)
	require.LessOrEqual(t, wide.Gap(), 0.05)
	full := solve(t, p, settings())
	require.LessOrEqual(t, full.Gap(), whole.DefaultGap)
	overlaps(t, p, wide, full, 1)
	require.LessOrEqual(t, wide.LPs, full.LPs)
}

func TestEnough(t *testing.T) {
	best := solve(t, county(20, 1).problem(), settings())
	s := settings()
	s.Enough = func(value, _ float64) bool { return value <= best.Value*1.05 }
	r := solve(t, county(20, 1).problem(), s)
	require.LessOrEqual(t, r.Value, best.Value*1.05)
	require.LessOrEqual(t, r.Bound, r.Value)
	require.Less(t, r.LPs, best.LPs)
	require.Equal(t, solver.Interrupted, r.Status)

	s.Enough = func(_, bound float64) bool { return bound > best.Value*0.5 }
	r = solve(t, county(20, 1).problem(), s)
	require.Greater(t, r.Bound, best.Value*0.5)
	require.Less(t, r.LPs, best.LPs)
}
