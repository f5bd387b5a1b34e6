package parametric

import (
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

// A rough part is a joint one whose least cost is 1/cap - 1, with plans that cost up to a share more and
// are never proved as promised.
type rough struct{ share float64 }

func (r rough) caps() int { return 1 }

func (r rough) top(context.Context) ([]float64, float64, Status, error) {
	return []float64{1}, 0, Optimal, nil
}

func (r rough) solve(_ context.Context, caps []float64) (*JointBalance, error) {
	least := max(0, 1/caps[0]-1)
	cost := least * (1 + r.share*(1+math.Sin(1e7*caps[0]))/2)
	j := &JointBalance{Status: Optimal, Cost: cost, Bound: r.bound(nil, caps), CV: []float64{min(1, caps[0])}, Multiplier: []float64{1}}
	return j, fmt.Errorf("%w: rough", ErrUnproved)
}

func (r rough) bound(_ []Price, caps []float64) float64 {
	return max(0, 1/caps[0]-1) * (1 - r.share)
}

// Plans with a large gap serve: what they cost is paid for, what they prove is all that is claimed.
func TestBundleOfPlansWithAGap(t *testing.T) {
	t.Parallel()
	for _, share := range []float64{1e-8, 1e-3, 0.02} {
		for _, budget := range []float64{0, 0.7, 1, 5, 30} {
			f, err := NewFilling(&Purchase{Pupils: []float64{1, 1}, Stock: []float64{1, 3}, UnitCost: []float64{1}})
			require.NoError(t, err)
			b, err := NewBundle(Part{Joint: rough{share}, Limits: []float64{1}}, Part{Curve: f, Limits: []float64{0.5}})
			require.NoError(t, err)
			d, err := b.LeastWorst(t.Context(), budget)
			require.NoError(t, err)
			require.Equal(t, Optimal, d.Status)
			require.LessOrEqual(t, d.Cost, budget*(1+1e-12), "share %v budget %v", share, budget)
			// The optimum solves 1/r - 1 + 2 (1 - r)/(1 + r) = budget: 4 and 2 teachers more for a CV of r/2.
			total := func(r float64) float64 { return 1/r - 1 + f.mustCost(r/2) }
			least := crossing(func(x float64) float64 { return total(-x) - budget }, -1, -budget, -1e-3, 1, 0)
			ratio, bound := d.Levels[0].Ratio, d.Levels[0].Bound
			require.LessOrEqual(t, bound, -least*(1+1e-12), "share %v budget %v", share, budget)
			require.GreaterOrEqual(t, ratio, -least*(1-1e-12))
			require.InEpsilon(t, -least, ratio, 2*share+1e-8)
			require.LessOrEqual(t, ratio-bound, 0.101*ratio)
		}
	}
}

func (f *Filling) mustCost(limit float64) float64 {
	cost, _ := f.cost(context.Background(), limit)
	return cost
}
