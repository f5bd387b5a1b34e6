package parametric

import (
	"context"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestVerifyHoldsForAnswersAndFailsForChangedOnes(t *testing.T) {
	ctx := context.Background()
	for seed := range int64(60) {
		c := drawSmooth(seed)
		p, err := NewPath(c.kind)
		require.NoError(t, err)
		for _, cap := range c.caps {
			b, err := p.LeastCost(ctx, cap)
			require.NoError(t, err)
			check, err := Verify(c.kind, b, cap)
			require.NoError(t, err)
			require.True(t, check.Holds, "seed %d cap %v: %+v", seed, cap, check)
			switch b.Status {
			case Optimal:
				forged := b.clone()
				forged.Cost *= 1.001
				forged.Cost += c.kind.unitCost() / 1e3
				requireFails(t, c.kind, forged, cap)
				for a, x := range b.Flow {
					if x > 1e-3 { // a flow left out breaks a rule, or leaves the cost below the bound
						forged = b.clone()
						forged.Flow[a] = 0
						requireFails(t, c.kind, forged, cap)
						break
					}
				}
			case Short:
				forged := b.clone()
				forged.ShortSet = nil
				requireFails(t, c.kind, forged, cap)
				forged = b.clone()
				forged.ShortBy *= 1.5
				requireFails(t, c.kind, forged, cap)
			case TooTight:
				requireFails(t, c.kind, b, 1.01*b.Floor+1e-3)
			}
		}
	}
}

func requireFails(t *testing.T, k *Kind, b *Balance, cap float64) {
	t.Helper()
	check, err := Verify(k, b, cap)
	require.NoError(t, err)
	require.False(t, check.Holds, "%v: %+v", b.Status, check)
}

func TestVerifyRefusesWhatHasAnotherShape(t *testing.T) {
	k := &Kind{Network: mustNetwork(2, []Arc{{0, 1, 1}}), Pupils: []float64{1, 1}, Stock: []float64{3, 1}}
	for _, b := range []*Balance{
		{Status: Optimal},
		{Status: Optimal, Flow: []float64{1}, Hire: []float64{1, 2}},
		{Status: Short, ShortSet: []int32{2}},
		{},
	} {
		_, err := Verify(k, b, 0.5)
		require.ErrorIs(t, err, ErrInvalid)
	}
	_, err := Verify(k, &Balance{Status: Optimal, Flow: []float64{1}}, math.NaN())
	require.ErrorIs(t, err, ErrInvalid)
	_, err = Verify(&Kind{}, &Balance{}, 1)
	require.ErrorIs(t, err, ErrInvalid)
	check, err := Verify(k, &Balance{Status: Optimal, Flow: []float64{1}}, 0.5)
	require.NoError(t, err)
	require.False(t, check.Holds, "no prices, no proof")
	require.Equal(t, math.Inf(-1), check.Bound)
}
