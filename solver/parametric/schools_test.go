package parametric_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/eduparity/eduparity/solver/parametric"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// A purchase for schools is proved to the first gap always, else it is no answer, and to the second but
// for one in so many.
const (
	schoolsGap      = 1e-6
	schoolsUsualGap = 1e-9
	schoolsLoose    = 500
)

// schools draws a purchase for schools that have sections in several CVs.
func schools(r *rand.Rand, n int, degenerate bool) *parametric.SchoolPurchase {
	cvs := 1 + r.IntN(3)
	p := &parametric.SchoolPurchase{Pupils: make([][]float64, cvs), Stock: make([][]float64, cvs)}
	n = 2 + r.IntN(n)
	pupils := func() float64 {
		if degenerate {
			return float64(1 + r.IntN(3))
		}
		return math.Exp(r.NormFloat64())
	}
	stock := func(p float64) float64 {
		if degenerate {
			return float64(r.IntN(4))
		}
		return p * math.Exp(0.7*r.NormFloat64())
	}
	most := r.IntN(2)
	for range n {
		c := parametric.Column{UnitCost: 1 + float64(r.IntN(2)), Most: math.Inf(1)}
		if !degenerate {
			c.UnitCost = math.Exp(0.5 * r.NormFloat64())
		}
		if most == 1 {
			c.Most = float64(r.IntN(4))
		}
		for k := range cvs {
			if cvs > 1 && r.IntN(3) == 0 {
				continue
			}
			q := pupils()
			share := 0.2 + r.Float64()
			if degenerate {
				share = 0.5
			}
			c.Raises = append(c.Raises, parametric.Raise{CV: k, Section: len(p.Pupils[k]), Share: share})
			p.Pupils[k], p.Stock[k] = append(p.Pupils[k], q), append(p.Stock[k], stock(q))
		}
		p.Columns = append(p.Columns, c)
	}
	for k := range cvs {
		if len(p.Pupils[k]) == 0 {
			p.Pupils[k], p.Stock[k] = []float64{1}, []float64{1}
		}
	}
	return p
}

// Every purchase is as cheap as its prices prove, on data of all kinds: half of them degenerate.
func TestSchoolsProved(t *testing.T) {
	t.Parallel()
	n := cases(2000)
	solved, edge, loose := 0, 0, 0
	for seed := range n {
		r := rand.New(rand.NewPCG(uint64(seed), 4))
		p := schools(r, 8, seed%2 == 1)
		f, err := parametric.NewSchoolFilling(p)
		require.NoError(t, err)
		top, err := f.LeastCost(t.Context(), infinite(len(p.Pupils)))
		require.NoError(t, err)
		share := []float64{0.2, 0.6, 0.9, 2}[r.IntN(4)]
		caps := make([]float64, len(p.Pupils))
		for k := range caps {
			caps[k] = share * (top.CV[k] + 0.01*r.Float64())
		}
		j, err := f.LeastCost(t.Context(), caps)
		if errors.Is(err, parametric.ErrUnproved) {
			edge++
			continue
		}
		require.NoError(t, err)
		if j.Status == parametric.TooTight {
			prices := make([][]float64, len(caps))
			for k := range caps {
				caps[k] = max(caps[k], 1e-6)
				prices[k] = j.Price[k].Cone
			}
			require.True(t, math.IsInf(p.Bound(prices, caps), 1))
			continue
		}
		solved++
		for k := range caps {
			require.LessOrEqual(t, j.CV[k], max(1e-6, caps[k])*(1+1e-12))
			require.InDelta(t, cv(j.Stock[k], p.Pupils[k]), j.CV[k], 1e-14)
		}
		cost := 0.0
		for i, c := range p.Columns {
			require.True(t, j.Buy[i] >= 0 && j.Buy[i] <= c.Most)
			cost += c.UnitCost * j.Buy[i]
		}
		require.InDelta(t, cost, j.Cost, 1e-12*cost)
		require.LessOrEqual(t, j.Bound, j.Cost)
		require.LessOrEqual(t, j.Cost-j.Bound, schoolsGap*(j.Cost+1e-3), "seed %d", seed)
		if j.Cost-j.Bound > schoolsUsualGap*(j.Cost+1e-3) {
			loose++
		}
	}
	require.LessOrEqual(t, loose, n/schoolsLoose, "nearly all are proved to %g", schoolsUsualGap)
	require.Greater(t, solved, n/2)
	require.LessOrEqual(t, edge, n/200, "caps that only a stage without any stock meets are rare")
}

func infinite(n int) []float64 {
	v := make([]float64, n)
	for k := range v {
		v[k] = math.Inf(1)
	}
	return v
}

// No purchase whatever costs less than what any prices prove for its CVs.
func TestSchoolsAnyPriceIsABound(t *testing.T) {
	t.Parallel()
	drawn, loose := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 11))
		p := schools(r, 8, rapid.Bool().Draw(t, "degenerate"))
		f, err := parametric.NewSchoolFilling(p)
		require.NoError(t, err)
		cost, stock := 0.0, make([][]float64, len(p.Pupils))
		for k := range stock {
			stock[k] = append(stock[k], p.Stock[k]...)
		}
		for _, c := range p.Columns {
			x := min(c.Most, 3*r.Float64()*float64(r.IntN(2)))
			cost += c.UnitCost * x
			for _, a := range c.Raises {
				stock[a.CV][a.Section] += a.Share * x
			}
		}
		caps, prices := make([]float64, len(stock)), make([][]float64, len(stock))
		for k, z := range stock {
			caps[k] = cv(z, p.Pupils[k]) * (1 + 1e-14)
			for i := range z {
				x := r.NormFloat64() * math.Exp(3*r.NormFloat64())
				if r.IntN(2) == 0 {
					x = math.Exp(r.NormFloat64()) * z[i] / p.Pupils[k][i]
				}
				prices[k] = append(prices[k], x)
			}
		}
		require.LessOrEqual(t, p.Bound(prices, caps), cost+1e-12)
		for k := range caps {
			caps[k] = max(caps[k], 1e-6) * 1.01
		}
		j, err := f.LeastCost(ctx, caps)
		if errors.Is(err, parametric.ErrUnproved) {
			return // the caps of some purchases can be met by none that is not at the edge
		}
		require.NoError(t, err)
		require.Equal(t, parametric.Optimal, j.Status)
		require.LessOrEqual(t, j.Bound, cost+1e-12)
		require.LessOrEqual(t, j.Cost-j.Bound, schoolsGap*(j.Cost+1e-3))
		drawn++
		if j.Cost-j.Bound > schoolsUsualGap*(j.Cost+1e-3) {
			loose++
		}
	})
	require.LessOrEqual(t, loose, 1+drawn/schoolsLoose, "nearly all are proved to %g", schoolsUsualGap)
}

func BenchmarkSchools(b *testing.B) {
	for _, n := range []int{200, 2000} {
		r := rand.New(rand.NewPCG(1, 12))
		p := &parametric.SchoolPurchase{Pupils: make([][]float64, 2), Stock: make([][]float64, 2)}
		for i := range n {
			c := parametric.Column{UnitCost: 1, Most: math.Inf(1)}
			for k := range 2 {
				q := math.Exp(r.NormFloat64())
				p.Pupils[k], p.Stock[k] = append(p.Pupils[k], q), append(p.Stock[k], q*math.Exp(0.5*r.NormFloat64()))
				c.Raises = append(c.Raises, parametric.Raise{CV: k, Section: i, Share: 0.3 + 0.4*r.Float64()})
			}
			p.Columns = append(p.Columns, c)
		}
		b.Run(size(n), func(b *testing.B) {
			f, err := parametric.NewSchoolFilling(p)
			require.NoError(b, err)
			b.ReportAllocs()
			for b.Loop() {
				j, err := f.LeastCost(ctx, []float64{0.46, 0.45})
				require.NoError(b, err)
				b.ReportMetric((j.Cost-j.Bound)/j.Cost, "gap")
			}
		})
	}
}
