package main

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

// The first plan and the first moment at which the gap is closed are kept, whatever comes after.
func TestTracer(t *testing.T) {
	w := tracer{gap: 1e-4}
	w.begin()
	w.note(false, math.Inf(1), 90)
	require.Nil(t, w.first, "a bound is no plan")
	w.note(true, 110, math.Inf(-1))
	w.note(true, 100, 90)
	require.Equal(t, 110.0, w.first.objective)
	require.Nil(t, w.closed)
	w.note(true, 100, 99.995)
	w.note(true, 99.999, 99.995)
	require.Equal(t, 110.0, w.first.objective)
	require.Equal(t, 100.0, w.closed.objective)
	require.GreaterOrEqual(t, w.closed.cpu, w.first.cpu)
	w.begin()
	require.Nil(t, w.first, "another search")
	require.Nil(t, w.closed)
}
