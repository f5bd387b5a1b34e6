package parametric

import (
	"context"
	"math"
	"math/rand"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// vary changes some of a kind's data: stocks, pupils, limits, least stocks, closed arcs.
func vary(k *Kind, r *rand.Rand) *Kind {
	c := *k
	n, m := len(k.Pupils), len(k.Network.arcs)
	if n == 0 {
		return &c
	}
	c.Stock, c.Pupils, c.MostOut, c.Least = slices.Clone(k.Stock), slices.Clone(k.Pupils), slices.Clone(k.MostOut), slices.Clone(k.Least)
	mean := sum(k.Stock) / float64(n)
	for range 1 + r.Intn(3) {
		i := r.Intn(n)
		switch r.Intn(6) {
		case 0:
			c.Stock[i] = math.Max(0, c.Stock[i]+float64(r.Intn(7)-3)*mean/4)
		case 1:
			c.Pupils[i] *= []float64{0.5, 0.9, 1.25, 3}[r.Intn(4)]
		case 2:
			if c.MostOut != nil {
				c.MostOut[i] = []float64{0, 0.5 * c.Stock[i], c.Stock[i]}[r.Intn(3)]
			}
		case 3:
			if c.Least != nil {
				c.Least[i] = []float64{0, 0.5 * c.Least[i], 0.9 * c.Stock[i]}[r.Intn(3)]
			}
		case 4, 5:
			if m > 0 {
				if c.Closed = slices.Clone(c.Closed); c.Closed == nil {
					c.Closed = make([]bool, m)
				}
				for range 1 + r.Intn(1+m/20) {
					a := r.Intn(m)
					c.Closed[a] = !c.Closed[a]
				}
			}
		}
	}
	return &c
}

// A path that is changed again and again gives what new paths give.
func TestChangedPathsAgreeWithNewOnes(t *testing.T) {
	ctx := context.Background()
	warm, cold := 0, 0
	for seed := range int64(400) {
		var c instance
		if seed%2 == 0 {
			c = drawSmooth(seed)
		} else {
			c = drawDegenerate(seed)
		}
		k := c.kind
		r := rand.New(rand.NewSource(seed))
		p, err := NewPath(k)
		require.NoError(t, err)
		for step := range 4 {
			now := cv(k.Stock, k.Pupils)
			cap := now * []float64{0.95, 0.8, 0.6, 1.1}[r.Intn(4)]
			if now == 0 || math.IsNaN(now) {
				cap = 0.5
			}
			before := p.Events()
			got, err := p.LeastCost(ctx, cap)
			if err != nil {
				t.Errorf("seed %d step %d: %v", seed, step, err)
				break
			}
			warm += p.Events() - before
			fresh, err := NewPath(k)
			require.NoError(t, err)
			want, err := fresh.LeastCost(ctx, cap)
			require.NoError(t, err)
			cold += fresh.Events()
			require.Equal(t, want.Status, got.Status, "seed %d step %d", seed, step)
			if want.Status == Optimal {
				tol := gapWanted
				if want.Floor > 0 || got.Floor > 0 {
					tol = gapAtFloor
				}
				require.InDelta(t, want.Cost, got.Cost, 3*tol*max(want.Cost, k.unitCost()), "seed %d step %d", seed, step)
				require.LessOrEqual(t, k.Violation(got, max(cap, leastCap)), gapWanted, "seed %d step %d", seed, step)
			}
			k = vary(k, r)
			require.NoError(t, p.Change(ctx, k), "seed %d step %d", seed, step)
		}
	}
	t.Logf("events: %d on changed paths, %d on new ones", warm, cold)
}
