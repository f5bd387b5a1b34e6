package parametric_test

import (
	"math/rand/v2"
	"testing"

	"github.com/eduparity/eduparity/solver/parametric"
	"github.com/stretchr/testify/require"
)

// checkFrontier compares a frontier with the least worst ratio at its budgets and between them.
func checkFrontier(t *testing.T, b *parametric.Bundle, f *parametric.Frontier, seed int) {
	t.Helper()
	for k, p := range f.Points {
		if k > 0 {
			require.GreaterOrEqual(t, p.Budget, f.Points[k-1].Budget-1e-12, "seed %d", seed)
			require.Less(t, p.Ratio, f.Points[k-1].Ratio)
		}
		if k%5 != 0 && k != len(f.Points)-1 {
			continue
		}
		d, err := b.LeastWorst(t.Context(), p.Budget)
		require.NoError(t, err)
		if d.Missing > 0 {
			require.InDelta(t, 0, d.Missing, 1e-12)
			continue
		}
		require.InDelta(t, p.Ratio, d.Levels[0].Ratio, 1e-8*(1+p.Ratio), "seed %d point %d of %d: %+v", seed, k, len(f.Points), p)
		if k+1 == len(f.Points) {
			continue
		}
		next := f.Points[k+1]
		step := (next.Budget - p.Budget) * 1e-3
		if !f.Exact || step < 1e-7*(1+p.Budget) || p.Price == 0 {
			continue
		}
		d, err = b.LeastWorst(t.Context(), p.Budget+step)
		require.NoError(t, err)
		got := (p.Ratio - d.Levels[0].Ratio) / step
		require.InDelta(t, p.Price, got, 0.02*p.Price, "seed %d point %d of %d: %+v then %+v", seed, k, len(f.Points), p, next)
	}
}

func TestFrontier(t *testing.T) {
	t.Parallel()
	exact, points := 0, 0
	for seed := range 300 {
		r := rand.New(rand.NewPCG(uint64(seed), 3))
		b, _, _ := fillings(t, r, 4, 8)
		f, err := b.Frontier(t.Context(), 0, 10*r.Float64(), 7)
		require.NoError(t, err)
		if f.Exact {
			exact++
			points += len(f.Points)
		}
		checkFrontier(t, b, f, seed)
	}
	require.Greater(t, exact, 50)
	require.Greater(t, points, 4*exact, "breakpoints are found")
}

func TestReferenceFrontier(t *testing.T) {
	t.Parallel()
	parts, budget := county(t, 200)
	b, err := parametric.NewBundle(parts...)
	require.NoError(t, err)
	f, err := b.Frontier(t.Context(), 0, 5*budget, 2)
	require.NoError(t, err)
	require.True(t, f.Exact)
	require.Greater(t, len(f.Points), 1000)
	checkFrontier(t, b, f, 0)
}
