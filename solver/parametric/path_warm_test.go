package parametric

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A path that is asked for one cap after the other says what fresh ones say.
func TestWarmIsCold(t *testing.T) {
	t.Parallel()
	solved := 0
	draws(6e6, 120, func(c instance, r *rand.Rand) {
		p, err := NewPath(c.kind)
		require.NoError(t, err)
		_, money := sizes(c.kind)
		now := cv(c.kind.Stock, c.kind.Pupils)
		for step := range 8 {
			cap := (0.05 + 1.2*r.Float64()) * now
			if r.Intn(6) == 0 {
				cap = math.Inf(1)
			}
			if c.kind.HireCost > 0 {
				cap = max(cap, leastHiringCap)
			}
			name := fmt.Sprintf("%s, step %d, cap %v", c.name, step, cap)
			warm, err := p.LeastCost(context.Background(), cap)
			if err != nil {
				t.Errorf("%s: warm %v", name, err)
				return
			}
			cold, err := solveCold(c.kind, cap)
			if err != nil {
				t.Errorf("%s: cold %v", name, err)
				return
			}
			if j := judge(c.kind, cap, warm); len(j.faults) > 0 {
				t.Errorf("%s: %s", name, strings.Join(j.faults, "; "))
			}
			if warm.Status != cold.Status {
				t.Errorf("%s: warm %v, cold %v", name, warm.Status, cold.Status)
				continue
			}
			if warm.Status == Optimal {
				same(t, name, cold.Cost, warm.Cost, money)
				solved++
			}
		}
	})
	require.Greater(t, solved, 1000)
}

// Answers are the caller's: what is done to one does not show in the next.
func TestAnswersAreKept(t *testing.T) {
	t.Parallel()
	k := smooth(12, 5, 0.7, 0.5)
	for _, hire := range []float64{0, 0.01} {
		k.HireCost = hire
		p, err := NewPath(k)
		require.NoError(t, err)
		for _, cap := range []float64{math.Inf(1), 10, 0.3} {
			first, err := p.LeastCost(t.Context(), cap)
			require.NoError(t, err)
			require.Equal(t, Optimal, first.Status)
			for _, v := range [][]float64{first.Flow, first.Hire, first.Stock, first.Price.Unit, first.Price.Cone} {
				for i := range v {
					v[i] = math.NaN()
				}
			}
			again, err := p.LeastCost(t.Context(), cap)
			require.NoError(t, err)
			require.Empty(t, judge(k, cap, again).faults, "hire %v, cap %v", hire, cap)
		}
	}
}

// A stopwatch is a context that is cancelled when it has been looked at a number of times.
type stopwatch struct {
	context.Context
	left int
}

func (s *stopwatch) Err() error {
	if s.left--; s.left < 0 {
		return context.Canceled
	}
	return nil
}

// Wherever a path is stopped, it says so, and goes on to the right answer when it is asked again.
func TestCancelled(t *testing.T) {
	t.Parallel()
	stopped := 0
	for seed := range int64(12) {
		k := smooth(120, seed, 0.6, 0.5)
		for _, hire := range []float64{0, 0.006} {
			k.HireCost = hire
			now := cv(k.Stock, k.Pupils)
			cap := 0.3 * now
			if hire > 0 {
				cap = 0.6 * now
			}
			want, err := solveCold(k, cap)
			require.NoError(t, err)
			for looks := range 25 {
				p, err := NewPath(k)
				require.NoError(t, err)
				ctx := &stopwatch{context.Background(), looks}
				b, err := p.LeastCost(ctx, cap)
				if err == nil {
					require.Equal(t, want.Status, b.Status)
					break
				}
				require.True(t, errors.Is(err, context.Canceled), err)
				require.Nil(t, b)
				stopped++
				b, err = p.LeastCost(context.Background(), cap)
				require.NoError(t, err, "seed %d, hire %v, after %d looks", seed, hire, looks)
				require.Equal(t, want.Status, b.Status)
				if want.Status == Optimal {
					require.Empty(t, judge(k, cap, b).faults)
					require.InEpsilon(t, want.Cost, b.Cost, 2*gapWanted)
				}
				require.Zero(t, p.try, "seed %d, hire %v, after %d looks: the distortion of the data had to be changed", seed, hire, looks)
			}
		}
	}
	require.Greater(t, stopped, 20)
}
