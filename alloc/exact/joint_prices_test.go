package exact

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver/parametric"
)

// Whatever the factor that prices come with, certificates state those that prove most.
func TestScaled(t *testing.T) {
	for name, most := range map[string]float64{"as much as is wanted": inf, "less": 18} {
		t.Run(name, func(t *testing.T) {
			p := &parametric.SchoolPurchase{
				Pupils: [][]float64{{300, 200, 100}, {150, 250}},
				Stock:  [][]float64{{20, 14, 25}, {30, 20}},
				Columns: []parametric.Column{
					{UnitCost: 3, Most: most, Raises: []parametric.Raise{{CV: 0, Section: 0, Share: 0.6}, {CV: 1, Section: 1, Share: 0.4}}},
					{UnitCost: 3, Most: inf, Raises: []parametric.Raise{{CV: 0, Section: 1, Share: 1}}},
					{UnitCost: 3, Most: inf, Raises: []parametric.Raise{{CV: 1, Section: 0, Share: 1}}},
					{UnitCost: 4, Most: inf, Raises: []parametric.Raise{{CV: 0, Section: 2, Share: 1}}},
				},
			}
			caps := []float64{0.42, 0.32}
			f, err := parametric.NewSchoolFilling(p)
			require.NoError(t, err)
			j, err := f.LeastCost(context.Background(), caps)
			require.NoError(t, err)
			require.Equal(t, parametric.Optimal, j.Status)
			require.Positive(t, j.Cost)
			for _, factor := range []float64{0.5, 0.99, 1, 1.01, 2} {
				given := make([]parametric.Price, len(j.Price))
				for k, price := range j.Price {
					given[k] = parametric.Price{Unit: times(price.Unit, factor), Cone: times(price.Cone, factor)}
				}
				require.InEpsilon(t, j.Cost, proved(p, scaled(p, given, caps), caps), 1e-6, "factor %v", factor)
			}
		})
	}
}

// proved is what prices prove as they are stated, in a box that is wide.
func proved(p *parametric.SchoolPurchase, prices []parametric.Price, caps []float64) float64 {
	const wide = 1e5
	worth, owned := worths(p, prices, caps)
	sum := -owned
	for _, c := range p.Columns {
		reduced := c.UnitCost
		for _, r := range c.Raises {
			reduced -= r.Share * worth[r.CV][r.Section]
		}
		sum += min(0, reduced) * min(c.Most, wide)
	}
	return sum
}
