package parametric

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// Without least stocks the cheapest plan of all does nothing: a curve with hires starts from there.
func TestCurveWithHiresStartsFromDoingNothing(t *testing.T) {
	k := smooth(20, 3, 0, 0.2)
	k.HireCost = 0.01
	p, err := NewPath(k)
	require.NoError(t, err)
	top, cost, status, err := p.top(t.Context())
	require.NoError(t, err)
	require.Equal(t, Optimal, status)
	require.Zero(t, cost)
	require.InDelta(t, cv(k.Stock, k.Pupils), top, 1e-12)
	before, spent := top, 0.0
	for range 5 {
		require.NoError(t, p.down(t.Context()))
		low, last := p.low()
		require.False(t, last)
		require.LessOrEqual(t, low, before)
		now, err := p.cost(t.Context(), low)
		require.NoError(t, err)
		require.GreaterOrEqual(t, now, spent)
		before, spent = low, now
	}
	require.Positive(t, spent)
}
