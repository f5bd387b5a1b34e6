package parametric

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestStatusInWords(t *testing.T) {
	t.Parallel()
	require.Equal(t, "optimal", Optimal.String())
	require.Equal(t, "least stocks out of reach", Short.String())
	require.Equal(t, "cap out of reach", TooTight.String())
	require.Equal(t, "unknown", Status(0).String())
}

func TestGap(t *testing.T) {
	t.Parallel()
	require.InDelta(t, 0.25, (&Balance{Cost: 4, Bound: 3}).Gap(1), 0)
	require.InDelta(t, 0.5, (&Balance{Cost: 4, Bound: 0}).Gap(8), 0)
	require.InDelta(t, -0.5, (&Balance{Cost: 0, Bound: 1}).Gap(2), 0)
}
