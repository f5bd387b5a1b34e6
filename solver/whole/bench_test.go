package whole_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
)

func BenchmarkCounty(b *testing.B) {
	for _, n := range []int{10, 30} {
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			p := county(n, 1).problem()
			for b.Loop() {
				r := solve(b, p, settings())
				require.Equal(b, solver.Optimal, r.Status)
				b.ReportMetric(float64(r.LPs), "LPs")
			}
		})
	}
}
