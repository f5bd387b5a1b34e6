package parametric_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/eduparity/eduparity/solver/parametric"
	"github.com/stretchr/testify/require"
)

// cases is how many cases a test runs: some, or a hundred times as many where EDUPARITY_LONG is set.
func cases(some int) int {
	if os.Getenv("EDUPARITY_LONG") != "" {
		return some * 100
	}
	return some
}

// degenerate draws a purchase of at most n sections full of what data of real offices are full of:
// ties, equal levels, zero stocks, limits of zero, huge and tiny units.
func degenerate(r *rand.Rand, n int) *parametric.Purchase {
	n = 1 + r.IntN(n)
	p := &parametric.Purchase{Pupils: make([]float64, n), Stock: make([]float64, n), UnitCost: []float64{1}}
	unit, head, money := math.Pow(10, float64(r.IntN(17)-8)), math.Pow(10, float64(r.IntN(9)-4)), math.Pow(10, float64(r.IntN(17)-8))
	for i := range n {
		p.Pupils[i] = head * float64(1+r.IntN(3))
		p.Stock[i] = unit * float64(r.IntN(4))
		if r.IntN(3) == 0 {
			p.Stock[i] = unit * p.Pupils[i] / head
		}
	}
	p.UnitCost[0] = money
	if r.IntN(2) == 0 {
		p.UnitCost = make([]float64, n)
		for i := range n {
			p.UnitCost[i] = money * float64(1+r.IntN(3))
		}
	}
	if r.IntN(2) == 0 {
		p.Most = make([]float64, n)
		for i := range n {
			p.Most[i] = []float64{0, unit, 2 * unit, math.Inf(1)}[r.IntN(4)]
		}
	}
	if r.IntN(3) == 0 {
		p.Least = make([]float64, n)
		for i := range n {
			p.Least[i] = unit * float64(r.IntN(3))
		}
	}
	return p
}

// smooth draws a purchase in general position.
func smooth(r *rand.Rand, n int) *parametric.Purchase {
	n = 1 + r.IntN(n)
	p := &parametric.Purchase{Pupils: make([]float64, n), Stock: make([]float64, n), UnitCost: []float64{1 + r.Float64()}}
	for i := range n {
		p.Pupils[i] = math.Exp(r.NormFloat64())
		p.Stock[i] = p.Pupils[i] * math.Exp(r.NormFloat64())
	}
	if r.IntN(2) == 0 {
		p.UnitCost = make([]float64, n)
		for i := range n {
			p.UnitCost[i] = math.Exp(r.NormFloat64())
		}
	}
	if r.IntN(2) == 0 {
		p.Most = make([]float64, n)
		for i := range n {
			p.Most[i] = p.Pupils[i] * r.Float64() * 3
		}
	}
	if r.IntN(3) == 0 {
		p.Least = make([]float64, n)
		for i := range n {
			p.Least[i] = p.Stock[i] * 2 * r.Float64()
			if p.Most != nil {
				p.Least[i] = min(p.Least[i], p.Stock[i]+p.Most[i])
			}
		}
	}
	return p
}

func unitCost(p *parametric.Purchase, i int) float64 { return p.UnitCost[i%len(p.UnitCost)] }

func cv(stock, pupils []float64) float64 {
	z, p := 0.0, 0.0
	for i := range stock {
		z += stock[i]
		p += pupils[i]
	}
	if z == 0 {
		return 0
	}
	v := 0.0
	for i := range stock {
		d := stock[i]/pupils[i]/(z/p) - 1
		v += pupils[i] / p * d * d
	}
	return math.Sqrt(v)
}

// worth is the size of money that the data speak of.
func worth(p *parametric.Purchase) float64 {
	w := 0.0
	for i, s := range p.Stock {
		w += unitCost(p, i) * s
		if p.Least != nil {
			w += unitCost(p, i) * p.Least[i]
		}
	}
	return w
}

// checkBalance recomputes everything from purchases and data.
func checkBalance(t *testing.T, p *parametric.Purchase, limit float64, b *parametric.Balance, gap float64) {
	t.Helper()
	cost := 0.0
	for i, x := range b.Buy {
		require.True(t, x >= 0, "buys %v", x)
		if p.Most != nil {
			require.LessOrEqual(t, x, p.Most[i]+4e-16*p.Stock[i])
		}
		if p.Least != nil {
			require.GreaterOrEqual(t, b.Stock[i], p.Least[i]*(1-4e-16))
		}
		require.InDelta(t, p.Stock[i]+x, b.Stock[i], 4e-16*b.Stock[i])
		cost += unitCost(p, i) * x
	}
	require.InDelta(t, cost, b.Cost, 1e-14*cost)
	if got := cv(b.Stock, p.Pupils); got > limit {
		require.InDelta(t, limit, got, 1e-15+1e-13*limit)
	}
	require.LessOrEqual(t, b.Bound, b.Cost)
	require.LessOrEqual(t, b.Gap(worth(p)+1e-300), gap, "cost %v bound %v cap %v cv %v", b.Cost, b.Bound, limit, b.CV)
	require.InDelta(t, p.Bound(b.Price.Cone, limit), b.Bound, 1e-12*max(b.Cost, worth(p)))
}

// Every purchase is as cheap as its prices prove, on data of all kinds: half of them degenerate.
func TestPurchaseProved(t *testing.T) {
	t.Parallel()
	for seed := range cases(2000) {
		r := rand.New(rand.NewPCG(uint64(seed), 1))
		draw := degenerate
		if seed%2 == 0 {
			draw = smooth
		}
		p := draw(r, 12)
		f, err := parametric.NewFilling(p)
		require.NoError(t, err)
		end, err := f.LeastCost(t.Context(), 0)
		require.NoError(t, err)
		for _, limit := range []float64{0, 1e-9, 1e-3, 0.1, 0.3, r.Float64(), 5} {
			b, err := f.LeastCost(t.Context(), limit)
			require.NoError(t, err)
			if b.Status != parametric.Optimal {
				require.Equal(t, end.Status, b.Status, "what is out of reach has no proof within reach")
				continue
			}
			gap := 1e-11
			if limit < max(end.CV, end.Floor)*(1+1e-3)+1e-6 {
				gap = 1e-6 // costs rise without bound towards the least CV
			}
			checkBalance(t, p, limit, b, gap)
		}
	}
}

// ctx is for helpers that serve tests, properties and benchmarks alike.
var ctx = context.Background()

func size(n int) string { return fmt.Sprintf("n=%d", n) }
