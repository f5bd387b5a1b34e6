package report

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		x        float64
		decimals int
		want     string
	}{
		{0, 0, "0"}, {999, 0, "999"}, {1000, 0, "1,000"}, {-1234567.891, 2, "-1,234,567.89"},
		{-0.001, 2, "0.00"}, {math.NaN(), 2, "-"}, {math.Inf(1), 2, "+Inf"}, {12345678, 0, "12,345,678"},
	} {
		require.Equal(t, c.want, number(c.x, c.decimals))
	}
}

func TestAmount(t *testing.T) {
	require.Equal(t, "2", amount(2))
	require.Equal(t, "2.5", amount(2.5))
	require.Equal(t, "100", amount(100))
	require.Equal(t, "1,000.33", amount(1000.333))
}

func TestBeside(t *testing.T) {
	require.Equal(t, "0.502", beside(0.501787, 0.5, 3))
	require.Equal(t, "0.500", beside(0.5, 0.5, 3))
	require.Equal(t, "0.5001", beside(0.5001, 0.5, 3))
	require.Equal(t, "0.49998", beside(0.49998, 0.5, 3))
}

func TestGap(t *testing.T) {
	require.Equal(t, "0 %", gap(0))
	require.Equal(t, "< 0.001 %", gap(1e-7))
	require.Equal(t, "0.006 %", gap(6e-5))
	require.Equal(t, "3.21 %", gap(0.0321))
}

func TestUnitsRoundUp(t *testing.T) {
	require.Equal(t, "1,999.98", units(1999.971))
	require.Equal(t, "3", units(3))
}
