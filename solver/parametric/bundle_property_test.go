package parametric_test

import (
	"math/rand/v2"
	"testing"

	"github.com/eduparity/eduparity/solver/parametric"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// drawKind is a kind of teacher on a small grid with ties.
func drawKind(r *rand.Rand) *parametric.Kind {
	side := 2 + r.IntN(3)
	n := side * side
	k := &parametric.Kind{Pupils: make([]float64, n), Stock: make([]float64, n)}
	var arcs []parametric.Arc
	for i := range n {
		k.Pupils[i], k.Stock[i] = float64(1+r.IntN(3)), float64(r.IntN(5))
		if r.IntN(2) == 0 {
			k.Pupils[i], k.Stock[i] = 1+r.Float64(), 4*r.Float64()
		}
		for _, j := range []int{i + 1, i + side} {
			if j < n {
				cost := float64(1 + r.IntN(3))
				arcs = append(arcs, parametric.Arc{From: int32(i), To: int32(j), Cost: cost}, parametric.Arc{From: int32(j), To: int32(i), Cost: cost})
			}
		}
	}
	if r.IntN(2) == 0 {
		k.MostOut = make([]float64, n)
		for i, s := range k.Stock {
			k.MostOut[i] = s * float64(r.IntN(3)) / 2
		}
	}
	k.Network, _ = parametric.NewNetwork(n, arcs)
	return k
}

const (
	leastLimit = 0.2
	leastTold  = 1.0001e-5 // a path ends at a CV of 1e-5, which nothing proves to be the least
)

// drawParts are paths and purchases, made anew at each call.
func drawParts(t *rapid.T) (parts func() []parametric.Part, size float64) {
	var of []func() parametric.Part
	for range rapid.IntRange(1, 4).Draw(t, "parts") {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 10))
		limits := []float64{leastLimit + r.Float64()}
		if rapid.Bool().Draw(t, "moves") {
			k := drawKind(r)
			of = append(of, func() parametric.Part {
				p, err := parametric.NewPath(k)
				require.NoError(t, err)
				return parametric.Part{Curve: p, Limits: limits}
			})
			continue
		}
		p := tidy(smooth(r, 10))
		p.Least = nil
		of = append(of, func() parametric.Part {
			f, err := parametric.NewFilling(p)
			require.NoError(t, err)
			return parametric.Part{Curve: f, Limits: limits}
		})
	}
	return func() []parametric.Part {
		all := make([]parametric.Part, len(of))
		for k := range of {
			all[k] = of[k]()
		}
		return all
	}, 3
}

func sameLevels(t require.TestingT, want, got *parametric.Division, what string) {
	require.Equal(t, want.Status, got.Status, what)
	require.NotEmpty(t, got.Levels, what)
	ratio := func(d *parametric.Division) map[parametric.Held]float64 {
		m := map[parametric.Held]float64{}
		for _, l := range d.Levels {
			for _, h := range l.Held {
				m[h] = l.Ratio
			}
		}
		return m
	}
	w, g := ratio(want), ratio(got)
	require.Len(t, g, len(w), what)
	off := 1e-8
	if want.Levels[0].Floor {
		off = 1e-3 // near the end of a curve costs rise without bound
	}
	require.InDelta(t, want.Levels[0].Ratio, got.Levels[0].Ratio, 1e-8, what)
	for h := range w {
		require.InDelta(t, w[h], g[h], off, "%s: %+v\n%+v", what, want.Levels, got.Levels)
	}
}

func TestBundleWarmAsCold(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		parts, size := drawParts(t)
		warm, err := parametric.NewBundle(parts()...)
		require.NoError(t, err)
		var last *parametric.Division
		lastBudget := 0.0
		for step := range 4 {
			budget := size * rapid.Float64Range(0, 3).Draw(t, "budget")
			if step == 2 {
				k := rapid.IntRange(0, len(parts())-1).Draw(t, "part")
				require.NoError(t, warm.Replace(k, parts()[k]))
			}
			got, err := warm.LeastWorst(ctx, budget)
			require.NoError(t, err)
			cold, err := parametric.NewBundle(parts()...)
			require.NoError(t, err)
			want, err := cold.LeastWorst(ctx, budget)
			require.NoError(t, err)
			sameLevels(t, want, got, "warm")
			require.LessOrEqual(t, got.Cost, budget*(1+1e-12)+1e-13)
			for _, l := range got.Levels {
				require.LessOrEqual(t, l.Bound, l.Ratio)
			}
			first := got.Levels[0]
			require.LessOrEqual(t, first.Ratio-first.Bound, 1e-7*first.Ratio+leastTold/leastLimit, "%+v budget %v", got.Levels, budget)
			if last != nil {
				better, worse := got, last
				if lastBudget > budget {
					better, worse = last, got
				}
				require.LessOrEqual(t, better.Levels[0].Ratio, worse.Levels[0].Ratio+1e-9, "a larger budget")
			}
			last, lastBudget = got, budget

			plans, err := warm.LeastCost(ctx, warm.Caps(first.Ratio*(1+1e-9)))
			require.NoError(t, err)
			require.Equal(t, parametric.Optimal, plans.Status)
			require.LessOrEqual(t, plans.Cost, budget*(1+1e-8)+1e-9, "least cost at the least worst ratio")
		}
	})
}

func TestBundleFaults(t *testing.T) {
	t.Parallel()
	f, err := parametric.NewFilling(&parametric.Purchase{Pupils: []float64{1, 1}, Stock: []float64{1, 3}, UnitCost: []float64{1}})
	require.NoError(t, err)
	for _, parts := range [][]parametric.Part{
		{}, {{}}, {{Curve: f}}, {{Curve: f, Limits: []float64{0}}}, {{Curve: f, Limits: []float64{1, 2}}},
	} {
		_, err := parametric.NewBundle(parts...)
		require.ErrorIs(t, err, parametric.ErrInvalid)
	}
	b, err := parametric.NewBundle(parametric.Part{Curve: f, Limits: []float64{0.5}})
	require.NoError(t, err)
	require.ErrorIs(t, b.Replace(1, parametric.Part{Curve: f, Limits: []float64{0.5}}), parametric.ErrInvalid)
	_, err = b.LeastWorst(t.Context(), -1)
	require.ErrorIs(t, err, parametric.ErrInvalid)
	_, err = b.LeastCost(t.Context(), nil)
	require.ErrorIs(t, err, parametric.ErrInvalid)
	_, err = b.Frontier(t.Context(), 2, 1, 5)
	require.ErrorIs(t, err, parametric.ErrInvalid)

	d, err := b.LeastWorst(t.Context(), 0)
	require.NoError(t, err)
	require.InDelta(t, 1, d.Levels[0].Ratio, 1e-15) // CV 0.5 against 0.5
	require.InDelta(t, 1, d.Levels[0].Bound, 1e-9)
	d, err = b.LeastWorst(t.Context(), 100)
	require.NoError(t, err)
	require.InDelta(t, 0, d.Levels[0].Ratio, 1e-15)
	require.InDelta(t, 2, d.Cost, 1e-12)
	require.True(t, d.Levels[0].Floor)

	needy, err := parametric.NewFilling(&parametric.Purchase{Pupils: []float64{1, 1}, Stock: []float64{1, 3}, UnitCost: []float64{1}, Least: []float64{2, 2}})
	require.NoError(t, err)
	b, err = parametric.NewBundle(parametric.Part{Curve: needy, Limits: []float64{0.5}})
	require.NoError(t, err)
	d, err = b.LeastWorst(t.Context(), 0.25)
	require.NoError(t, err)
	require.Equal(t, parametric.Short, d.Status)
	require.InDelta(t, 0.75, d.Missing, 1e-15)
}
