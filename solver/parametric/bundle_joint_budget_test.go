package parametric_test

import (
	"math/rand/v2"
	"testing"

	"github.com/eduparity/eduparity/solver/parametric"
	"github.com/stretchr/testify/require"
)

// Lowering one CV of a joint part may raise another above what it is without caps: whatever is held, plans
// stay within the budget and reach their ratios.
func TestJointWithinBudget(t *testing.T) {
	t.Parallel()
	for _, seed := range []uint64{536, 543, 557} {
		r := rand.New(rand.NewPCG(seed, 99))
		var parts []parametric.Part
		for range 1 + r.IntN(2) {
			p := schools(r, 8, r.IntN(2) == 1)
			f, err := parametric.NewSchoolFilling(p)
			require.NoError(t, err)
			limits := make([]float64, len(p.Pupils))
			for k := range limits {
				limits[k] = 0.2 + r.Float64()
			}
			parts = append(parts, parametric.Part{Joint: f, Limits: limits})
		}
		if r.IntN(2) == 0 {
			p, err := parametric.NewPath(drawKind(r))
			require.NoError(t, err)
			parts = append(parts, parametric.Part{Curve: p, Limits: []float64{0.2 + r.Float64()}})
		}
		b, err := parametric.NewBundle(parts...)
		require.NoError(t, err)
		for _, budget := range []float64{0, 0.3, 3} {
			d, err := b.LeastWorst(t.Context(), budget)
			require.NoError(t, err, "seed %d budget %v", seed, budget)
			require.Equal(t, parametric.Optimal, d.Status)
			require.LessOrEqual(t, d.Cost, budget*(1+1e-12), "seed %d budget %v", seed, budget)
			for _, l := range d.Levels {
				require.LessOrEqual(t, l.Bound, l.Ratio)
				for _, h := range l.Held {
					limit := l.Ratio * parts[h.Part].Limits[h.CV]
					if j := d.Joint[h.Part]; j != nil {
						require.LessOrEqual(t, j.CV[h.CV], limit*(1+1e-12)+1e-14)
					} else {
						require.LessOrEqual(t, d.Balances[h.Part].CV, limit*(1+1e-12)+1e-14)
					}
				}
			}
		}
	}
}
