package alloc

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// The flow is greatest, and of the greatest ones cheapest: all flows of tiny networks are tried.
func TestTransportIsBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.IntRange(1, 3).Draw(t, "supplies"), rapid.IntRange(1, 3).Draw(t, "demands")
		amounts := func(n int, what string) []float64 {
			all := make([]float64, n)
			for i := range all {
				all[i] = float64(rapid.IntRange(0, 2).Draw(t, what))
			}
			return all
		}
		supply, demand := amounts(a, "supply"), amounts(b, "demand")
		costs := make([][]float64, a)
		for i := range costs {
			costs[i] = make([]float64, b)
			for j := range costs[i] {
				costs[i][j] = float64(rapid.IntRange(-5, 5).Draw(t, "cost"))
				if costs[i][j] == 5 {
					costs[i][j] = math.Inf(1)
				}
			}
		}
		flow := transport(costs, supply, demand)
		var sent, cost float64
		out, in := make([]float64, a), make([]float64, b)
		for i := range flow {
			for j, q := range flow[i] {
				require.GreaterOrEqual(t, q, 0.0)
				require.Equal(t, math.Trunc(q), q)
				if q > 0 {
					require.False(t, math.IsInf(costs[i][j], 1), "a barred way is used")
					cost += q * costs[i][j]
				}
				sent, out[i], in[j] = sent+q, out[i]+q, in[j]+q
			}
		}
		for i := range out {
			require.LessOrEqual(t, out[i], supply[i])
		}
		for j := range in {
			require.LessOrEqual(t, in[j], demand[j])
		}
		most, least := bestFlow(costs, supply, demand, 0)
		require.Equal(t, most, sent)
		require.InDelta(t, least, cost, 1e-9)
	})
}

// bestFlow tries every way to send from the supplies from one on.
func bestFlow(costs [][]float64, supply, demand []float64, i int) (most, least float64) {
	if i == len(supply) {
		return 0, 0
	}
	most, least = bestFlow(costs, supply, demand, i+1) // this supply sends nothing more
	if supply[i] == 0 {
		return most, least
	}
	for j := range demand {
		if demand[j] == 0 || math.IsInf(costs[i][j], 1) {
			continue
		}
		supply[i]--
		demand[j]--
		sent, cost := bestFlow(costs, supply, demand, i)
		supply[i]++
		demand[j]++
		if sent, cost = sent+1, cost+costs[i][j]; sent > most || sent == most && cost < least {
			most, least = sent, cost
		}
	}
	return most, least
}
