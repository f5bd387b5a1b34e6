package parametric

import (
	"context"
	"math"
	"math/rand"
	"testing"

	"github.com/stretchr/testify/require"
)

// walkDown walks a curve to its end and returns the caps at which it stopped.
func walkDown(t *testing.T, name string, p *Path) (caps []float64) {
	t.Helper()
	for {
		cap, last := p.low()
		if n := len(caps); n > 0 {
			require.LessOrEqual(t, cap, caps[n-1]*(1+1e-9)+1e-7, "%s: a curve is walked down", name)
		}
		caps = append(caps, cap)
		if last {
			return caps
		}
		require.NoError(t, p.down(context.Background()), name)
		require.Less(t, len(caps), 100*len(p.kind.Stock)+1000, name)
	}
}

// capTolerance is the relative error of a cap that explains the error of a cost: near its end a curve
// is steep, and the distortion of the data shows in it.
const capTolerance = 2e-9

// What a curve says between its breakpoints is what solving says; it falls, and is convex in
// sqrt(1 + cap^2).
func TestCurveFixedTotal(t *testing.T) {
	t.Parallel()
	compared := 0
	draws(7e6, 150, func(c instance, r *rand.Rand) {
		k := *c.kind
		k.HireCost = 0
		_, money := sizes(&k)
		p, err := NewPath(&k)
		require.NoError(t, err)
		cv0, cost0, status, err := p.top(context.Background())
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			return
		}
		if status != Optimal {
			require.Equal(t, Short, status, c.name)
			return
		}
		caps := walkDown(t, c.name, p)
		bottom := caps[len(caps)-1]
		type point struct{ t, cost float64 }
		var points []point
		const steps = 12
		for s := range steps {
			cap := bottom + (cv0-bottom)*(float64(s)+r.Float64())/steps
			if cap < 1e-3 || cap < bottom*(1+1e-6) {
				continue
			}
			got, err := p.cost(context.Background(), cap)
			require.NoError(t, err)
			points = append(points, point{math.Sqrt(1 + cap*cap), got})
			compared++
			dear, cheap := costOf(t, c.name, &k, cap*(1-capTolerance)), costOf(t, c.name, &k, cap*(1+capTolerance))
			slack := costTolerance * max(c.kind.unitCost()*sum(k.Stock), cheap)
			if got > dear+slack || got < cheap-slack {
				t.Errorf("%s, cap %v of a curve from %v to %v: cost %v, solving says %v to %v", c.name, cap, cv0, bottom, got, cheap, dear)
			}
		}
		for s := 1; s < len(points); s++ {
			require.LessOrEqual(t, points[s].cost, points[s-1].cost+gapWanted*max(money, points[s-1].cost), "%s: rises", c.name)
			if s+1 < len(points) {
				a, b, d := points[s-1], points[s], points[s+1]
				chord := a.cost + (d.cost-a.cost)*(b.t-a.t)/(d.t-a.t)
				require.LessOrEqual(t, b.cost, chord+10*gapWanted*max(money, a.cost), "%s: not convex at %v", c.name, b.t)
			}
		}
		above, err := p.cost(context.Background(), cv0*1.1+0.1)
		require.NoError(t, err)
		same(t, c.name, cost0, above, money)
	})
	require.Greater(t, compared, 1000)
}

func TestCurveWithHires(t *testing.T) {
	t.Parallel()
	for seed := range int64(6) {
		k := smooth(10, seed, 0.7, 0.3)
		k.HireCost = 0.01
		p, err := NewPath(k)
		require.NoError(t, err)
		cv0, cost0, status, err := p.top(t.Context())
		require.NoError(t, err)
		require.Equal(t, Optimal, status)
		last := cost0
		for range 40 {
			require.NoError(t, p.down(t.Context()))
			cap, end := p.low()
			require.LessOrEqual(t, cap, cv0)
			cost, err := p.cost(t.Context(), cap)
			require.NoError(t, err)
			require.GreaterOrEqual(t, cost, last-gapWanted)
			last = cost
			cold, err := solveCold(k, cap)
			require.NoError(t, err)
			require.InEpsilon(t, cold.Cost+1, cost+1, 2*gapWanted)
			if end {
				break
			}
		}
		low, _ := p.low()
		require.Less(t, low, 0.4*cv0)
	}
}

// Solving in between leaves a curve where it was.
func TestCurveAndSolve(t *testing.T) {
	t.Parallel()
	for seed := range int64(40) {
		r := rand.New(rand.NewSource(seed))
		k := smooth(30, seed, []float64{0, 0.5}[seed%2], 0.5)
		alone, err := NewPath(k)
		require.NoError(t, err)
		mixed, err := NewPath(k)
		require.NoError(t, err)
		_, _, status, err := alone.top(t.Context())
		require.NoError(t, err)
		if status != Optimal {
			continue
		}
		_, _, _, err = mixed.top(t.Context())
		require.NoError(t, err)
		now := cv(k.Stock, k.Pupils)
		for range 40 {
			if r.Intn(2) == 0 {
				cap := now * (0.1 + r.Float64())
				b, err := mixed.solve(t.Context(), cap)
				require.NoError(t, err)
				require.Empty(t, judge(k, cap, b).faults)
				if b.Status == Optimal {
					require.Equal(t, b.Bound, mixed.bound(&b.Price, cap))
				}
			}
			require.NoError(t, mixed.down(t.Context()))
			low, end := mixed.low()
			for above, last := alone.low(); above > low && !last; above, last = alone.low() {
				require.NoError(t, alone.down(t.Context()))
			}
			cap := max(low, now*r.Float64())
			x, err := alone.cost(t.Context(), cap)
			require.NoError(t, err)
			y, err := mixed.cost(t.Context(), cap)
			require.NoError(t, err)
			require.InDelta(t, x, y, 10*costTolerance*max(1, x), "seed %d, cap %v", seed, cap)
			if end {
				break
			}
		}
	}
}
