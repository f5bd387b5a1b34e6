package separable

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestRoundsStartAgain lets the number of searches run over: what earlier ones knew of a node is forgotten.
func TestRoundsStartAgain(t *testing.T) {
	var p paths
	p.resize(2)
	p.begin(1)
	p.offer(0, 0, 5, 7)
	p.round = lastRound
	p.labels[0].seen = 2*lastRound + 1
	p.begin(0)
	require.Equal(t, int32(1), p.round)
	require.Equal(t, label{0, inside, 2}, p.labels[0])
	require.Zero(t, p.labels[1])
	v, dist, ok := p.next(1)
	require.True(t, ok)
	require.Zero(t, v)
	require.Zero(t, dist)
	p.offer(1, 0, 0.5, 3)
	_, _, ok = p.next(0.5)
	require.False(t, ok, "none nearer than the limit")
}
