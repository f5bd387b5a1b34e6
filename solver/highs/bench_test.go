//go:build cgo && !nohighs

package highs_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/highs"
)

// transport is a problem of n senders and n receivers with random costs.
func transport(n int, whole bool) *solver.Problem {
	rng := rand.New(rand.NewPCG(1, uint64(n)))
	p := &solver.Problem{}
	for range n * n {
		p.AddCol(1+rng.Float64(), 0, 4, whole)
	}
	inf := math.Inf(1)
	one := make([]float64, n)
	for k := range one {
		one[k] = 1
	}
	for i := range n {
		out, in := make([]int32, n), make([]int32, n)
		value := make([]float64, n)
		for k := range n {
			out[k], in[k] = int32(i*n+k), int32(k*n+i)
			value[k] = 0.5 + rng.Float64()
		}
		p.AddRow(math.Inf(-1), 30, out, value)
		p.AddRow(10+rng.Float64(), inf, in, one)
	}
	return p
}

// BenchmarkCancel reports how long a solve takes to come back once its context is cancelled, in the
// middle of presolve, of the simplex method and of a search.
func BenchmarkCancel(b *testing.B) {
	for _, c := range []struct {
		n     int
		whole bool
	}{{50, false}, {200, false}, {400, false}, {50, true}, {150, true}} {
		p := transport(c.n, c.whole)
		for _, after := range []time.Duration{10, 100, 500, 2000} {
			after *= time.Millisecond
			b.Run(fmt.Sprintf("columns=%d/whole=%v/after=%v", p.NumCols(), c.whole, after), func(b *testing.B) {
				worst, ended := time.Duration(0), 0
				for b.Loop() {
					backend, err := highs.Open()
					require.NoError(b, err)
					s, err := solver.NewSession(backend, p)
					require.NoError(b, err)
					var at time.Time
					ctx, cancel := context.WithCancel(b.Context())
					timer := time.AfterFunc(after, func() {
						at = time.Now()
						cancel()
					})
					r, err := s.Solve(ctx, nil, nil)
					require.NoError(b, err)
					if timer.Stop() || r.Status != solver.Interrupted {
						ended++ // before it could be cancelled
					} else {
						worst = max(worst, time.Since(at))
					}
					cancel()
					require.NoError(b, s.Close())
				}
				b.ReportMetric(float64(worst.Microseconds())/1000, "worst-ms")
				b.ReportMetric(float64(ended), "ended-before")
			})
		}
	}
}
