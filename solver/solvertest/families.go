package solvertest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
)

// families are problems without an optimum, in sizes: whatever way an engine takes, it must say so, and
// prove it where that can be proven.
func (s *suite) families(t *testing.T) {
	rng := rand.New(rand.NewPCG(41, 42))
	for _, n := range []int{2, 3, 5, 8, 13} {
		for name, c := range map[string]struct {
			p      *solver.Problem
			status solver.Status
		}{
			"more demand than supply": {shortTransport(rng, n), solver.Infeasible},
			"below the optimum":       {belowOptimum(rng, n), solver.Infeasible},
			"an open direction":       {openDirection(rng, n), solver.Unbounded},
			"a cycle that pays":       {payingCycle(n), solver.Unbounded},
		} {
			for _, noPresolve := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s, size %d, no presolve %v", name, n, noPresolve), func(t *testing.T) {
					r := s.solve(t, s.session(t, c.p), &solver.Settings{NoPresolve: noPresolve})
					s.check(t, c.p, r, c.status, 0)
					if s.Rays && c.status == solver.Infeasible {
						require.NotNil(t, r.Ray)
					}
				})
			}
		}
	}
}

// shortTransport asks n receivers for a little more than n+1 senders have.
func shortTransport(rng *rand.Rand, n int) *solver.Problem {
	p := &solver.Problem{}
	var total float64
	supply := make([]float64, n+1)
	for i := range supply {
		supply[i] = math.Round(10 + 20*rng.Float64())
		total += supply[i]
	}
	for range n * (n + 1) {
		p.AddCol(rng.Float64(), 0, total, false)
	}
	for i := range n + 1 {
		var pairs []float64
		for k := range n {
			pairs = append(pairs, float64(i*n+k), 1)
		}
		row(p, -inf, supply[i], pairs...)
	}
	for k := range n {
		var pairs []float64
		for i := range n + 1 {
			pairs = append(pairs, float64(i*n+k), 1)
		}
		row(p, (total+0.01)/float64(n), inf, pairs...)
	}
	return p
}

// belowOptimum asks an LP of finite bounds for a point that is better than the best.
func belowOptimum(rng *rand.Rand, n int) *solver.Problem {
	q := randomLP(rng, n+1, n)
	p := q.Problem
	index := make([]int32, p.NumCols())
	for j := range index {
		index[j] = int32(j)
		p.ColLower[j], p.ColUpper[j] = max(p.ColLower[j], -99), min(p.ColUpper[j], 99)
	}
	p.AddRow(-inf, q.objective-p.Offset-1e-2*max(1, math.Abs(q.objective)), index, append([]float64(nil), p.Cost...))
	return p
}

// openDirection adds to an LP two columns that cancel each other in every row and together earn.
func openDirection(rng *rand.Rand, n int) *solver.Problem {
	p := randomLP(rng, n+1, n).Problem
	there, back := int32(p.AddCol(1, 0, inf, false)), int32(p.AddCol(-1.5, 0, inf, false))
	var rows solver.Rows
	for i := range p.NumRows() {
		index, value := p.Rows.Row(i)
		v := math.Round(4 * rng.NormFloat64())
		rows.Add(p.Rows.Lower[i], p.Rows.Upper[i],
			append(append([]int32(nil), index...), there, back), append(append([]float64(nil), value...), v, -v))
	}
	p.Rows = rows
	return p
}

// payingCycle is a flow on a ring of nodes whose arcs cost 1 but for one, which earns more than a
// round costs.
func payingCycle(n int) *solver.Problem {
	p := &solver.Problem{}
	cols(p, 0, inf, -float64(n))
	for range n {
		cols(p, 0, inf, 1-1e-3)
	}
	for i := range n { // of the n+1 rows of the ring one follows from the others
		row(p, 0, 0, float64(i), -1, float64(i+1), 1)
	}
	return p
}
