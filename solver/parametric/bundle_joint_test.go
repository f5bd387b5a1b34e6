package parametric_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/eduparity/eduparity/solver/parametric"
	"github.com/stretchr/testify/require"
)

// pairOf is a purchase for schools of one stage each: two CVs that share nothing but columns' order. As a
// joint part it must come to what two fillings come to.
func pairOf(r *rand.Rand) (*parametric.SchoolPurchase, []*parametric.Purchase) {
	joint := &parametric.SchoolPurchase{}
	var single []*parametric.Purchase
	for k := range 2 {
		p := smooth(r, 8)
		for len(p.Pupils) < 2 {
			p = smooth(r, 8)
		}
		p.Least = nil
		joint.Pupils, joint.Stock = append(joint.Pupils, p.Pupils), append(joint.Stock, p.Stock)
		for i := range p.Pupils {
			c := parametric.Column{UnitCost: unitCost(p, i), Most: math.Inf(1), Raises: []parametric.Raise{{CV: k, Section: i, Share: 1}}}
			if p.Most != nil {
				c.Most = p.Most[i]
			}
			joint.Columns = append(joint.Columns, c)
		}
		single = append(single, p)
	}
	return joint, single
}

func TestJointAsTwo(t *testing.T) {
	t.Parallel()
	for seed := range cases(6) {
		r := rand.New(rand.NewPCG(uint64(seed), 5))
		joint, single := pairOf(r)
		other := smooth(r, 8)
		limits := []float64{0.3 + r.Float64(), 0.3 + r.Float64()}
		third, err := parametric.NewFilling(other)
		require.NoError(t, err)
		school, err := parametric.NewSchoolFilling(joint)
		require.NoError(t, err)
		two := []parametric.Part{{Curve: third, Limits: []float64{0.5}}, {Joint: school, Limits: limits}}
		three := []parametric.Part{{Curve: third, Limits: []float64{0.5}}}
		for k, p := range single {
			f, err := parametric.NewFilling(p)
			require.NoError(t, err)
			three = append(three, parametric.Part{Curve: f, Limits: limits[k : k+1]})
		}
		a, err := parametric.NewBundle(two...)
		require.NoError(t, err)
		b, err := parametric.NewBundle(three...)
		require.NoError(t, err)
		for _, budget := range []float64{0, 0.3, 3, 30} {
			got, err := a.LeastWorst(t.Context(), budget)
			require.NoError(t, err, "seed %d budget %v", seed, budget)
			want, err := b.LeastWorst(t.Context(), budget)
			require.NoError(t, err)
			require.Equal(t, want.Status, got.Status)
			if want.Status != parametric.Optimal {
				continue
			}
			ratios := make([]float64, 3)
			for _, l := range got.Levels {
				for _, h := range l.Held {
					ratios[h.Part+h.CV] = l.Ratio
				}
			}
			off := 2e-5
			for _, l := range want.Levels {
				for _, h := range l.Held {
					require.InDelta(t, l.Ratio, ratios[h.Part], off*(1+l.Ratio), "seed %d budget %v\n%+v\n%+v", seed, budget, got.Levels, want.Levels)
				}
				if l.Floor { // what a joint part held a little above its end leaves goes to the others
					off = 1e-2
				}
			}
			off = 1e-8
			if got.Levels[0].Floor {
				off = 2e-5
			}
			require.InDelta(t, want.Levels[0].Ratio, got.Levels[0].Ratio, off*(1+want.Levels[0].Ratio), "seed %d budget %v", seed, budget)
			require.LessOrEqual(t, got.Cost, budget*(1+1e-12), "seed %d", seed)
		}
	}
}
