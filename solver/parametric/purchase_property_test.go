package parametric_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/eduparity/eduparity/solver/parametric"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// drawPurchase is a purchase in general position or a degenerate one, and its random source.
func drawPurchase(t *rapid.T) (*parametric.Purchase, *rand.Rand) {
	r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 8))
	if rapid.Bool().Draw(t, "degenerate") {
		return degenerate(r, 12), r
	}
	return smooth(r, 12), r
}

func leastCost(t require.TestingT, p *parametric.Purchase, limit float64) *parametric.Balance {
	f, err := parametric.NewFilling(p)
	require.NoError(t, err)
	b, err := f.LeastCost(ctx, limit)
	require.NoError(t, err)
	return b
}

// No purchase whatever costs less than what any prices prove for its CV.
func TestAnyPriceIsABound(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, r := drawPurchase(t)
		n := len(p.Pupils)
		z, cost := make([]float64, n), 0.0
		mean := (sum(p.Stock) + sum(p.Least)) / sum(p.Pupils)
		for i, s := range p.Stock {
			low, high := s, s+3*mean*p.Pupils[i]
			if p.Least != nil {
				low = max(low, p.Least[i])
			}
			if p.Most != nil {
				high = min(high, s+p.Most[i])
			}
			if low > high {
				return // least stocks out of reach
			}
			z[i] = min(high, max(low, mean*p.Pupils[i]*(0.5+r.Float64())))
			cost += unitCost(p, i) * (z[i] - s)
		}
		price := make([]float64, n)
		for i := range price {
			price[i] = unitCost(p, i) * r.NormFloat64() * math.Exp(4*r.NormFloat64())
			if r.IntN(3) == 0 {
				price[i] = unitCost(p, i) * z[i] / (p.Pupils[i] * max(mean, 1e-60))
			}
		}
		require.LessOrEqual(t, p.Bound(price, cv(z, p.Pupils)*(1+1e-14)), cost+1e-13*worth(p))
		b := leastCost(t, p, cv(z, p.Pupils))
		require.Equal(t, parametric.Optimal, b.Status)
		require.LessOrEqual(t, b.Cost, cost+1e-9*worth(p))
		require.LessOrEqual(t, p.Bound(b.Price.Cone, cv(z, p.Pupils)*(1+1e-14)), cost+1e-13*worth(p))
	})
}

func TestPurchaseMetamorphic(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, r := drawPurchase(t)
		limit := []float64{0, 0.1, 0.4, r.Float64(), 3}[r.IntN(5)]
		b := leastCost(t, p, limit)
		same := func(q *parametric.Purchase, money float64, what string) {
			c := leastCost(t, q, limit)
			if b.Status == parametric.TooTight && c.Status == parametric.Optimal || b.Status == parametric.Optimal && c.Status == parametric.TooTight {
				// At the least CV itself, rounding decides.
				require.InDelta(t, limit, max(b.CV, b.Floor), 1e-9, what)
				return
			}
			require.Equal(t, b.Status, c.Status, what)
			tolerance := 1e-9
			if limit < 1e-6 || b.Status == parametric.Optimal && b.Gap(worth(p)+1e-300) > 1e-11 {
				tolerance = 1e-5 // near the least CV costs rise without bound
			}
			require.InDelta(t, b.Cost, c.Cost/money, tolerance*(b.Cost+worth(p)), what)
		}
		n := len(p.Pupils)

		order := r.Perm(n)
		permuted := clonePurchase(p)
		for i, k := range order {
			permuted.Pupils[i], permuted.Stock[i] = p.Pupils[k], p.Stock[k]
			if len(p.UnitCost) > 1 {
				permuted.UnitCost[i] = p.UnitCost[k]
			}
			if p.Most != nil {
				permuted.Most[i] = p.Most[k]
			}
			if p.Least != nil {
				permuted.Least[i] = p.Least[k]
			}
		}
		same(permuted, 1, "permuted")

		unit, head, money := math.Pow(10, float64(r.IntN(13)-6)), math.Pow(10, float64(r.IntN(13)-6)), math.Pow(10, float64(r.IntN(13)-6))
		scaled := clonePurchase(p)
		for i := range n {
			scaled.Pupils[i] *= head
			scaled.Stock[i] *= unit
			if p.Most != nil {
				scaled.Most[i] *= unit
			}
			if p.Least != nil {
				scaled.Least[i] *= unit
			}
		}
		for i := range scaled.UnitCost {
			scaled.UnitCost[i] *= money
		}
		same(scaled, unit*money, "other units")

		halved := clonePurchase(p)
		k := r.IntN(n)
		if n == 1 && len(p.UnitCost) == 1 {
			halved.UnitCost = p.UnitCost
		}
		split := func(v []float64) []float64 {
			if v == nil {
				return nil
			}
			v[k] /= 2
			return append(v, v[k])
		}
		halved.Pupils, halved.Stock, halved.Most, halved.Least = split(halved.Pupils), split(halved.Stock), split(halved.Most), split(halved.Least)
		if len(halved.UnitCost) > 1 {
			halved.UnitCost = append(halved.UnitCost, halved.UnitCost[k])
		}
		same(halved, 1, "a section in two halves")

		if b.Status != parametric.Optimal {
			return
		}
		slack := 1e-9 * (b.Cost + worth(p))
		require.LessOrEqual(t, leastCost(t, p, limit*1.2+0.01).Cost, b.Cost+slack, "a larger cap")
		relaxed := clonePurchase(p)
		if relaxed.Most != nil {
			relaxed.Most[k] = 2*relaxed.Most[k] + p.Stock[k]
			require.LessOrEqual(t, leastCost(t, relaxed, limit).Cost, b.Cost+slack, "a larger limit")
		}
		relaxed.Least = nil
		require.LessOrEqual(t, leastCost(t, relaxed, limit).Cost, b.Cost+slack, "no least stocks")
	})
}

func clonePurchase(p *parametric.Purchase) *parametric.Purchase {
	return &parametric.Purchase{Pupils: slices.Clone(p.Pupils), Stock: slices.Clone(p.Stock), UnitCost: slices.Clone(p.UnitCost), Most: slices.Clone(p.Most), Least: slices.Clone(p.Least)}
}

func TestPurchaseFaults(t *testing.T) {
	t.Parallel()
	nan := math.NaN()
	for name, p := range map[string]*parametric.Purchase{
		"none":        nil,
		"empty":       {},
		"no pupils":   {Pupils: []float64{0}, Stock: []float64{1}, UnitCost: []float64{1}},
		"NaN":         {Pupils: []float64{1}, Stock: []float64{nan}, UnitCost: []float64{1}},
		"lengths":     {Pupils: []float64{1, 1}, Stock: []float64{1}, UnitCost: []float64{1}},
		"costs":       {Pupils: []float64{1, 1, 1}, Stock: []float64{1, 1, 1}, UnitCost: []float64{1, 2}},
		"free":        {Pupils: []float64{1}, Stock: []float64{1}, UnitCost: []float64{0}},
		"infinite":    {Pupils: []float64{1}, Stock: []float64{1}, UnitCost: []float64{1}, Least: []float64{math.Inf(1)}},
		"far too big": {Pupils: []float64{1e200}, Stock: []float64{1}, UnitCost: []float64{1}},
	} {
		_, err := parametric.NewFilling(p)
		require.ErrorIs(t, err, parametric.ErrInvalid, name)
	}
	_, err := parametric.NewFilling(&parametric.Purchase{Pupils: []float64{-1}, Stock: []float64{-2}, UnitCost: []float64{1}})
	require.ErrorContains(t, err, "Pupils 0")
	require.ErrorContains(t, err, "Stock 0", "all faults at once")

	f, err := parametric.NewFilling(&parametric.Purchase{Pupils: []float64{1, 1}, Stock: []float64{1, 1}, UnitCost: []float64{1}, Least: []float64{4, 0}, Most: []float64{1, 1}})
	require.NoError(t, err)
	b, err := f.LeastCost(t.Context(), 1)
	require.NoError(t, err)
	require.Equal(t, parametric.Short, b.Status)
	require.Equal(t, []int32{0}, b.ShortSet)
	require.InDelta(t, 2, b.ShortBy, 0)
	_, err = f.LeastCost(t.Context(), nan)
	require.ErrorIs(t, err, parametric.ErrInvalid)
}

// The second school is out of reach: it may not buy.
func TestPurchaseTooTight(t *testing.T) {
	t.Parallel()
	f, err := parametric.NewFilling(&parametric.Purchase{Pupils: []float64{1, 1, 1}, Stock: []float64{3, 1, 1}, UnitCost: []float64{1}, Most: []float64{0, 0, 9}})
	require.NoError(t, err)
	b, err := f.LeastCost(t.Context(), 0.1)
	require.NoError(t, err)
	require.Equal(t, parametric.TooTight, b.Status)
	// z = (3, 1, q) is most equal at q = (9 + 1) / 4.
	require.InDelta(t, cv([]float64{3, 1, 2.5}, []float64{1, 1, 1}), b.Floor, 1e-15)
	b, err = f.LeastCost(t.Context(), b.Floor)
	require.NoError(t, err)
	require.Equal(t, parametric.Optimal, b.Status)
	require.InDelta(t, 1.5, b.Cost, 1e-7)
}

func BenchmarkFilling(b *testing.B) {
	for _, n := range []int{200, 2000, 20000} {
		r := rand.New(rand.NewPCG(1, 9))
		one := &parametric.Purchase{UnitCost: []float64{1}}
		for range n {
			q := math.Exp(r.NormFloat64())
			one.Pupils, one.Stock = append(one.Pupils, q), append(one.Stock, q*math.Exp(0.5*r.NormFloat64()))
		}
		several := clonePurchase(one)
		several.UnitCost, several.Most = make([]float64, n), make([]float64, n)
		for i := range n {
			several.UnitCost[i], several.Most[i] = 1+r.Float64(), several.Stock[i]
		}
		for name, p := range map[string]*parametric.Purchase{"one": one, "several": several} {
			b.Run(name+"/new/"+size(n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					_, err := parametric.NewFilling(p)
					require.NoError(b, err)
				}
			})
			b.Run(name+"/least/"+size(n), func(b *testing.B) {
				f, err := parametric.NewFilling(p)
				require.NoError(b, err)
				b.ReportAllocs()
				for b.Loop() {
					_, err := f.LeastCost(ctx, 0.3)
					require.NoError(b, err)
				}
			})
		}
	}
}
