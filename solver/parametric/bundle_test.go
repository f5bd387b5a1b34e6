package parametric_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/eduparity/eduparity/solver/parametric"
	"github.com/stretchr/testify/require"
)

// fillings draws a bundle of purchases.
func fillings(t *testing.T, r *rand.Rand, parts, sections int) (*parametric.Bundle, []*parametric.Filling, []float64) {
	t.Helper()
	var of []parametric.Part
	var all []*parametric.Filling
	var limits []float64
	for range 1 + r.IntN(parts) {
		draw := degenerate
		if r.IntN(2) == 0 {
			draw = smooth
		}
		p := draw(r, sections)
		// One size of money for all parts.
		size := worth(p)
		for i := range p.UnitCost {
			if size > 0 {
				p.UnitCost[i] /= size
			}
		}
		f, err := parametric.NewFilling(p)
		require.NoError(t, err)
		limit := []float64{0.5, 0.35, 0.1 + r.Float64()}[r.IntN(3)]
		all, limits = append(all, f), append(limits, limit)
		of = append(of, parametric.Part{Curve: f, Limits: []float64{limit}})
	}
	b, err := parametric.NewBundle(of...)
	require.NoError(t, err)
	return b, all, limits
}

// leximax finds the levels by bisection on the ratio of the parts not yet held.
func leximax(t *testing.T, fillings []*parametric.Filling, limits []float64, budget float64) []float64 {
	t.Helper()
	held := make([]float64, len(fillings)) // caps; 0: open
	open := make([]bool, len(fillings))
	for k := range open {
		open[k] = true
	}
	cost := func(k int, limit float64) (float64, float64) {
		b, err := fillings[k].LeastCost(t.Context(), limit)
		require.NoError(t, err)
		if b.Status != parametric.Optimal {
			return math.Inf(1), math.Inf(1)
		}
		return b.Cost, b.CV
	}
	total := func(ratio float64, skip int, less float64) float64 {
		c := 0.0
		for k := range fillings {
			at := held[k]
			if open[k] {
				at = ratio * limits[k]
			}
			if k == skip {
				at *= less
			}
			x, _ := cost(k, at)
			c += x
		}
		return c
	}
	var ratios []float64
	out := make([]float64, len(fillings))
	for range fillings {
		high, some := 0.0, false
		for k := range fillings {
			if open[k] {
				_, top := cost(k, math.Inf(1))
				high, some = max(high, top/limits[k]), true
			}
		}
		if !some {
			break
		}
		if len(ratios) > 0 {
			high = min(high, ratios[len(ratios)-1])
		}
		low, up := 0.0, high
		if total(0, -1, 1) <= budget+1e-14 {
			up = 0
		}
		for range 60 {
			m := (low + up) / 2
			if total(m, -1, 1) <= budget*(1+1e-15)+1e-14 {
				up = m
			} else {
				low = m
			}
		}
		ratios = append(ratios, up)
		some = false
		for k := range fillings { // what cannot go lower alone is held
			if open[k] && total(up, k, 1-1e-7) > budget*(1+1e-13)+2e-14 {
				open[k], held[k], out[k] = false, up*limits[k], up
				some = true
			}
		}
		if !some || up == 0 {
			for k := range fillings {
				if open[k] {
					open[k], held[k], out[k] = false, up*limits[k], up
				}
			}
		}
	}
	return out
}

func TestBundleLeximax(t *testing.T) {
	t.Parallel()
	for seed := range cases(50) {
		r := rand.New(rand.NewPCG(uint64(seed), 2))
		b, all, limits := fillings(t, r, 4, 8)
		for _, budget := range []float64{0, 0.1, 10, r.Float64() * 2} {
			d, err := b.LeastWorst(t.Context(), budget)
			require.NoError(t, err, "seed %d budget %v", seed, budget)
			if d.Status != parametric.Optimal {
				require.True(t, d.Missing > 0 || d.Levels == nil)
				continue
			}
			require.LessOrEqual(t, d.Cost, budget*(1+1e-13), "seed %d", seed)
			got := make([]float64, len(all))
			for n, l := range d.Levels {
				for _, h := range l.Held {
					got[h.Part] = l.Ratio
					require.LessOrEqual(t, d.Balances[h.Part].CV, l.Ratio*limits[h.Part]*(1+1e-12)+1e-15)
				}
				require.LessOrEqual(t, l.Bound, l.Ratio)
				if n == 0 && l.Ratio > 0 { // later levels inherit the gaps of earlier ones
					require.LessOrEqual(t, l.Ratio-l.Bound, 1e-9*l.Ratio, "seed %d budget %v %+v", seed, budget, d.Levels)
				}
			}
			want := leximax(t, all, limits, budget)
			require.InDeltaSlice(t, want, got, 1e-6, "seed %d budget %v levels %+v", seed, budget, d.Levels)
		}
	}
}
