package whole

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRoom(t *testing.T) {
	require.InDelta(t, 2.5, room(2.5, false), 2*pointTolerance)
	require.InDelta(t, 2, room(2.5, true), 0)
	require.InDelta(t, 3, room(3-pointTolerance/2, true), 0, "whole but for rounding")
	require.InDelta(t, 0, room(-1, true), 0)
	require.True(t, math.IsInf(room(3e20, true), 1), "an engine takes such a bound for none, or refuses it")
}
