package parametric_test

import (
	"fmt"
	"testing"

	"github.com/eduparity/eduparity/solver/parametric"
	"github.com/stretchr/testify/require"
)

// coupledCounty is an instance of the peers in which lead teachers are qualified teachers, too: kinds 0 and
// 1 are a joint part, all others are as they were.
func coupledCounty(t testing.TB, n int) (c *parametric.Coupled, limits []float64, others []parametric.Part) {
	t.Helper()
	parts, _ := county(t, n)
	in, g := readCounty(t, n)
	c = &parametric.Coupled{Pupils: in.Pupils, Stock: in.Stock[:2]}
	for k, counts := range [][]int{{0}, {0, 1}} {
		c.Groups = append(c.Groups, parametric.Group{Network: g, MostOut: in.mostOut(in.Stock[k]), Counts: counts})
		limits = append(limits, parts[k].Limits[0])
	}
	return c, limits, parts[2:]
}

func TestReferenceCoupled(t *testing.T) {
	t.Parallel()
	for _, q := range []struct {
		n          int
		ratio, ref float64
	}{{50, 0.9732, 24.765303}, {200, 0.8118, 671.825784}, {500, 0.8005, 1048.885713}, {1000, 0.7036, 2801.138925}} {
		c, limits, others := coupledCounty(t, q.n)
		path, err := parametric.NewCoupledPath(c)
		require.NoError(t, err)
		b, err := parametric.NewBundle(append(others, parametric.Part{Joint: path, Limits: limits})...)
		require.NoError(t, err)
		plans, err := b.LeastCost(t.Context(), b.Caps(q.ratio))
		require.NoError(t, err)
		require.Equal(t, parametric.Optimal, plans.Status)
		t.Logf("n %d: %.9f, gap %.1e, %d rounds", q.n, plans.Cost, (plans.Cost-plans.Bound)/plans.Cost, path.Rounds)
		require.InEpsilon(t, q.ref, plans.Cost, 1e-6)
		require.LessOrEqual(t, plans.Cost-plans.Bound, 1e-9*plans.Cost)
	}
}

func BenchmarkCoupled(b *testing.B) {
	for _, q := range []struct {
		n     int
		ratio float64
	}{{200, 0.8118}, {500, 0.8005}, {1000, 0.7036}} {
		c, limits, _ := coupledCounty(b, q.n)
		caps := func(ratio float64) []float64 { return []float64{limits[0] * ratio, limits[1] * ratio} }
		b.Run(fmt.Sprintf("n=%d/cold", q.n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p, err := parametric.NewCoupledPath(c)
				require.NoError(b, err)
				_, err = p.LeastCost(b.Context(), caps(q.ratio))
				require.NoError(b, err)
			}
		})
		b.Run(fmt.Sprintf("n=%d/other-caps", q.n), func(b *testing.B) {
			b.ReportAllocs()
			p, err := parametric.NewCoupledPath(c)
			require.NoError(b, err)
			for turn := 0; b.Loop(); turn++ {
				_, err = p.LeastCost(b.Context(), caps(q.ratio*(1+0.01*float64(turn%2))))
				require.NoError(b, err)
			}
		})
	}
}
