//go:build cgo && !nohighs

package separable_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/highs"
	"github.com/eduparity/eduparity/solver/separable"
)

// enginePart is the relative difference that is left to an engine that keeps rows to 1e-9.
const enginePart = 1e-7

// optimum solves the problem with HiGHS; ok is false where it has no solution.
func optimum(tb testing.TB, p *solver.Problem) (value float64, ok bool) {
	tb.Helper()
	backend, err := highs.Open()
	require.NoError(tb, err)
	s, err := solver.NewSession(backend, p)
	require.NoError(tb, err)
	defer func() { require.NoError(tb, s.Close()) }()
	r, err := s.Solve(tb.Context(), nil, nil)
	require.NoError(tb, err)
	if r.Status == solver.Infeasible {
		return 0, false
	}
	require.Equal(tb, solver.Optimal, r.Status)
	return r.Objective, true
}

func TestTransportAgainstHiGHS(t *testing.T) {
	r := rand.New(rand.NewPCG(51, 52))
	for i := range cases() {
		p := randomTransport(r, i%2 == 0)
		schools := len(p.Least)
		lp := &solver.Problem{}
		for _, c := range p.Cost {
			upper := math.Inf(1)
			if math.IsInf(c, 1) {
				c, upper = 0, 0
			}
			lp.AddCol(c, 0, upper, false)
		}
		one := make([]float64, max(schools, len(p.Pupils)))
		for k := range one {
			one[k] = 1
		}
		for b, n := range p.Pupils {
			var index []int32
			for j := range schools {
				index = append(index, int32(b*schools+j))
			}
			lp.AddRow(n, n, index, one[:len(index)])
		}
		for j := range schools {
			var index []int32
			for b := range p.Pupils {
				index = append(index, int32(b*schools+j))
			}
			lp.AddRow(p.Least[j], p.Most[j], index, one[:len(index)])
		}
		want, feasible := optimum(t, lp)
		s, err := separable.NewTransport(p)
		require.NoError(t, err)
		got, ok := requireProven(t, s, p)
		require.Equal(t, feasible, ok, "case %d", i)
		if ok {
			require.InDelta(t, want, got, enginePart*(1+want), "case %d", i)
		}
	}
}

// TestFlowAgainstHiGHS gives every unit of stock a column of its own, priced by its step: an LP
// whose optimum is whole.
func TestFlowAgainstHiGHS(t *testing.T) {
	var s separable.FlowSolver
	var plan separable.FlowPlan
	r := rand.New(rand.NewPCG(53, 54))
	for i := range cases() {
		p := randomFlow(r, i%2 == 0)
		n, total := len(p.Stock), int64(0)
		for _, v := range p.Stock {
			total += v
		}
		if n > 10 || total > 200 {
			continue
		}
		lp := &solver.Problem{}
		index, value := make([][]int32, n), make([][]float64, n)
		out := make([][]int32, n)
		for k := range n {
			for a := p.Arcs.Start[k]; a < p.Arcs.Start[k+1]; a++ {
				upper := math.Inf(1)
				if p.Arcs.Capacity != nil {
					upper = float64(p.Arcs.Capacity[a])
				}
				col := int32(lp.AddCol(p.Arcs.Cost[a], 0, upper, false))
				out[k] = append(out[k], col)
				if j := p.Arcs.Head[a]; int(j) != k {
					index[k], value[k] = append(index[k], col), append(value[k], -1)
					index[j], value[j] = append(index[j], col), append(value[j], 1)
				}
			}
		}
		for k, stock := range p.Stock {
			least, most := int64(0), total
			if p.Least != nil {
				least, most = p.Least[k], min(most, p.Most[k])
			}
			least = min(least, total+1)
			for z := range max(most, least) {
				lower, upper := 0.0, 1.0
				if z < least {
					lower = 1
				}
				if z >= most {
					upper = 0
				}
				col := int32(lp.AddCol(p.Square[k]*float64(2*z+1), min(lower, upper), upper, false))
				if lower > upper {
					lp.AddRow(1, 1, []int32{col}, []float64{1}) // more than there is: infeasible
				}
				index[k], value[k] = append(index[k], col), append(value[k], -1)
			}
			lp.AddRow(-float64(stock), -float64(stock), index[k], value[k])
			if p.Out != nil {
				ones := make([]float64, len(out[k]))
				for a := range ones {
					ones[a] = 1
				}
				lp.AddRow(math.Inf(-1), float64(p.Out[k]), out[k], ones)
			}
		}
		want, feasible := optimum(t, lp)
		ok := requireFlow(t, &s, &plan, p, nil, i)
		require.Equal(t, feasible, ok, "case %d", i)
		if ok {
			require.InDelta(t, want, plan.Objective, enginePart*(1+want), "case %d", i)
		}
	}
}
