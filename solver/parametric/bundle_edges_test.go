package parametric_test

import (
	"testing"

	"github.com/eduparity/eduparity/solver/parametric"
	"github.com/stretchr/testify/require"
)

// hub joins section 0 with three others, both ways.
func hub(t *testing.T, cost float64) *parametric.Network {
	t.Helper()
	var arcs []parametric.Arc
	for i := int32(1); i < 4; i++ {
		arcs = append(arcs, parametric.Arc{From: 0, To: i, Cost: cost}, parametric.Arc{From: i, To: 0, Cost: cost})
	}
	g, err := parametric.NewNetwork(4, arcs)
	require.NoError(t, err)
	return g
}

// Parts that money does not change are held where they are, and leave it to the others.
func TestBundlePartsThatCostNothing(t *testing.T) {
	t.Parallel()
	const told = 1e-5 // CVs below it count as it
	for _, c := range []struct {
		name         string
		cost         float64
		stock, least []float64
		mostOut      []float64
		spent, cv    float64 // of the part at its end
	}{
		{name: "free moves", stock: []float64{5, 1, 2, 2}},
		{name: "free moves up to a limit", stock: []float64{5, 1, 2, 2}, mostOut: []float64{1, 0, 0, 0}, cv: 1},
		{name: "free moves with least stocks", stock: []float64{10, 0, 0, 0}, least: []float64{1, 1, 1, 1}},
		{name: "free moves, a hub that keeps much", stock: []float64{10, 0, 0, 0}, least: []float64{3, 1, 1, 1}, cv: 2. / 3},
		{name: "equal", cost: 1, stock: []float64{1, 2, 3, 4}},
		{name: "equal but for rounding", cost: 1, stock: []float64{0.3, 0.6, 0.9, 1.2}},
		{name: "no stock", cost: 1, stock: []float64{0, 0, 0, 0}},
		{name: "least stocks leave no choice", cost: 1, stock: []float64{10, 0, 0, 0}, least: []float64{7, 1, 1, 1}, spent: 3, cv: 2.0020822493927},
		{name: "least stocks are equal", cost: 1, stock: []float64{10, 0, 0, 0}, least: []float64{1, 2, 3, 4}, spent: 9},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			k := &parametric.Kind{Network: hub(t, c.cost), Pupils: []float64{1, 2, 3, 4}, Stock: c.stock, Least: c.least, MostOut: c.mostOut}
			for _, budget := range []float64{0, 0.5, 1000} {
				p, err := parametric.NewPath(k)
				require.NoError(t, err)
				f, err := parametric.NewFilling(&parametric.Purchase{Pupils: []float64{1, 1}, Stock: []float64{1, 3}, UnitCost: []float64{1}})
				require.NoError(t, err)
				b, err := parametric.NewBundle(parametric.Part{Curve: p, Limits: []float64{0.5}}, parametric.Part{Curve: f, Limits: []float64{0.5}})
				require.NoError(t, err)
				d, err := b.LeastWorst(t.Context(), c.spent+budget)
				require.NoError(t, err, "budget %v", budget)
				require.Equal(t, parametric.Optimal, d.Status)
				require.Len(t, d.Balances, 2)
				require.LessOrEqual(t, d.Cost, (c.spent+budget)*(1+1e-12))
				require.InDelta(t, c.spent, d.Balances[0].Cost, 1e-9)
				require.InDelta(t, c.cv, d.Balances[0].CV, told)
				require.InDelta(t, map[float64]float64{0: 0.5, 0.5: 1. / 3, 1000: 0}[budget], d.Balances[1].CV, 1e-12)
				for _, l := range d.Levels {
					require.LessOrEqual(t, l.Bound, l.Ratio)
					require.LessOrEqual(t, l.Ratio-l.Bound, 1e-8+2*told/0.5, "%+v", d.Levels)
					for _, h := range l.Held {
						require.LessOrEqual(t, d.Balances[h.Part].CV, 0.5*l.Ratio*(1+1e-14)+1e-14, "the ratio is attained")
					}
				}
				_, err = b.Frontier(t.Context(), c.spent, c.spent+budget, 3)
				require.NoError(t, err)
			}
		})
	}
}
