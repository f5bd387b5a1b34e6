package whole

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
)

// references are values of the cheapest pass under one limit on all CVs that other models of the same
// instances came to, in millions: the best plan and, where it is lower, the bound.
var references = []struct {
	n            int
	limit        float64
	value, bound float64
}{
	{20, 0.3, 68.28461, 68.28461},
	{50, 0.3, 240.19047, 240.19034},
	{200, 0.3, 1284.64249, 1284.63631},
	{50, 0.5, 217.99923, 217.99923},
	{200, 0.5, 712.67810, 712.67810},
}

// referenceDigits is by how much the values above are rounded.
const referenceDigits = 1e-5

func TestReferenceValues(t *testing.T) {
	for _, c := range references {
		t.Run(fmt.Sprintf("n=%d cv=%v", c.n, c.limit), func(t *testing.T) {
			p := readCounty(t, c.n).pass(func(int) float64 { return c.limit }, true)
			v, err := New(p, *testSettings())
			require.NoError(t, err)
			r, err := v.Solve(context.Background())
			require.NoError(t, err)
			require.NoError(t, v.Close())
			require.Equal(t, solver.Optimal, r.Status)
			require.LessOrEqual(t, r.Gap(), DefaultGap)
			value, err := p.Check(r.X)
			require.NoError(t, err)
			require.InDelta(t, r.Value, value, 1e-9*value)
			require.LessOrEqual(t, r.Bound, c.value+referenceDigits, "the bound is above a plan")
			// A bound of the references is proved by floats of other engines, to the gap they stopped at.
			require.GreaterOrEqual(t, r.Value, c.bound*(1-DefaultGap/10), "the value is below what others proved")
		})
	}
}

func BenchmarkPass(b *testing.B) {
	for _, n := range []int{20, 50, 200} {
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			p := readCounty(b, n).pass(func(int) float64 { return 0.3 }, true)
			for b.Loop() {
				v, err := New(p, *testSettings())
				require.NoError(b, err)
				r, err := v.Solve(context.Background())
				require.NoError(b, err)
				require.NoError(b, v.Close())
				b.ReportMetric(r.Gap(), "gap")
				b.ReportMetric(float64(r.LPs), "LPs")
			}
		})
	}
}
