package parametric

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// razor is the gap up to which a plan exactly at the floor may be left unproved: no prices prove it in
// full there, and what the best do prove depends on the rounding of the floor.
const razor = 2e-5

// The least CV that is stated where a cap is out of reach is reached, and nothing below it: just above it
// there is a plan, just below none, and at it one or the other, with a proof.
func TestFloor(t *testing.T) {
	t.Parallel()
	floors, unproved := 0, 0
	for seed := range int64(400) {
		for _, c := range []instance{drawSmooth(1e7 + seed), drawDegenerate(1e7 + seed)} {
			k := *c.kind
			k.HireCost = 0
			p, err := NewPath(&k)
			require.NoError(t, err)
			low, err := p.LeastCost(context.Background(), 0)
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
				continue
			}
			if low.Status != TooTight || low.Floor < 3e-3 {
				continue
			}
			floors++
			last := math.Inf(1)
			for _, factor := range []float64{1 - 1e-6, 1, 1 + 1e-6, 1 + 1e-4, 1.01, 1 + 1e-8, 1 - 1e-8} {
				cap := low.Floor * factor
				b, err := p.LeastCost(context.Background(), cap)
				if factor == 1 && errors.Is(err, ErrUnproved) && b != nil && math.Abs(b.Gap(k.scale())) < razor {
					unproved++
					continue
				}
				if err != nil {
					t.Errorf("%s, floor %v times %v: %v", c.name, low.Floor, factor, err)
					continue
				}
				if j := judge(&k, cap, b); len(j.faults) > 0 {
					t.Errorf("%s, floor %v times %v: %s", c.name, low.Floor, factor, strings.Join(j.faults, "; "))
				}
				switch {
				case factor == 1-1e-6:
					require.Equal(t, TooTight, b.Status, c.name)
					require.InEpsilon(t, low.Floor, b.Floor, 1e-9, c.name)
				case factor >= 1+1e-6:
					require.Equal(t, Optimal, b.Status, c.name)
					require.LessOrEqual(t, b.Cost, last*(1+gapWanted), c.name)
					last = b.Cost
				}
			}
		}
	}
	require.Greater(t, floors, 100)
	require.LessOrEqual(t, unproved, floors/50)
}

// Three sections, of which one can neither send nor receive: the others even out at 4 each, which leaves
// levels 4, 4, 1 with a mean of 3 and a CV of sqrt(2)/3.
func TestFloorByHand(t *testing.T) {
	t.Parallel()
	k := &Kind{Network: mustNetwork(3, []Arc{{0, 1, 1}, {1, 0, 1}}), Pupils: []float64{1, 1, 1}, Stock: []float64{6, 2, 1}}
	b, err := solveCold(k, 0.4)
	require.NoError(t, err)
	require.Equal(t, TooTight, b.Status)
	require.InDelta(t, math.Sqrt2/3, b.Floor, 1e-14)
	require.Positive(t, k.Ray(&b.Price, 0.4))
	require.Positive(t, k.Ray(&b.Price, math.Sqrt2/3*(1-1e-9)))
	require.LessOrEqual(t, k.Ray(&b.Price, math.Sqrt2/3*(1+1e-12)), 0.0)
	b, err = solveCold(k, math.Sqrt2/3)
	require.NoError(t, err)
	require.Equal(t, Optimal, b.Status)
	require.InDelta(t, 2, b.Cost, 1e-5)
	b, err = solveCold(k, 0.5)
	require.NoError(t, err)
	require.Equal(t, Optimal, b.Status)
	// levels 4+d, 4-d, 1: squares 33 + 2 d^2 = (1 + 1/4) 27, d = sqrt(3/8)
	require.InDelta(t, 2-math.Sqrt(3./8), b.Cost, 1e-12)
	require.InDelta(t, 2-math.Sqrt(3./8), b.Bound, 1e-12)
}
