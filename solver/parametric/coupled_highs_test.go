package parametric_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/highs"
	"github.com/eduparity/eduparity/solver/parametric"
	"github.com/stretchr/testify/require"
)

// coupledOuter is the cost of an LP in which tangents stand for the squares of levels, relative to their
// mean: from below, and nearly the optimum where the cuts have converged. Infinite where they leave nothing.
func coupledOuter(t *testing.T, c *parametric.Coupled, caps []float64) (bound float64, converged bool) {
	t.Helper()
	var lp solver.Problem
	n := len(c.Pupils)
	people := sum(c.Pupils)
	index, value := make([][][]int32, len(c.Stock)), make([][][]float64, len(c.Stock))
	for k := range c.Stock {
		index[k], value[k] = make([][]int32, n), make([][]float64, n)
	}
	for _, g := range c.Groups {
		out := make([][]int32, n)
		for a := range g.Network.NumArcs() {
			arc := g.Network.Arc(a)
			j := int32(lp.AddCol(arc.Cost, 0, math.Inf(1), false))
			out[arc.From] = append(out[arc.From], j)
			for _, k := range g.Counts {
				scale := people / sum(c.Stock[k])
				for _, end := range []struct {
					section int32
					sign    float64
				}{{arc.From, 1}, {arc.To, -1}} {
					index[k][end.section] = append(index[k][end.section], j)
					value[k][end.section] = append(value[k][end.section], end.sign*scale/c.Pupils[end.section])
				}
			}
		}
		for i, of := range out {
			if of != nil {
				ones := make([]float64, len(of))
				for k := range ones {
					ones[k] = 1
				}
				lp.AddRow(math.Inf(-1), g.MostOut[i], of, ones)
			}
		}
	}
	type square struct {
		level, square int32
	}
	var squares []square
	for k, s := range c.Stock {
		if math.IsInf(caps[k], 1) {
			continue
		}
		var all []int32
		var weight []float64
		for i := range s {
			q := square{int32(lp.AddCol(0, math.Inf(-1), math.Inf(1), false)), int32(lp.AddCol(0, 0, math.Inf(1), false))}
			level := s[i] / c.Pupils[i] * people / sum(s)
			lp.AddRow(level, level, append(index[k][i], q.level), append(value[k][i], 1))
			squares, all, weight = append(squares, q), append(all, q.square), append(weight, c.Pupils[i]/people)
		}
		lp.AddRow(math.Inf(-1), 1+caps[k]*caps[k], all, weight)
	}
	backend, err := highs.Open()
	require.NoError(t, err)
	session, err := solver.NewSession(backend, &lp)
	require.NoError(t, err)
	defer func() { require.NoError(t, session.Close()) }()
	for range 80 {
		res, err := session.Solve(t.Context(), nil, nil)
		require.NoError(t, err)
		if res.Status == solver.Infeasible {
			return math.Inf(1), true
		}
		if res.Status != solver.Optimal {
			return bound, false
		}
		bound = res.Objective
		var cuts solver.Rows
		for _, q := range squares {
			if r := res.X[q.level]; r*r-res.X[q.square] > 1e-8 {
				cuts.Add(-r*r, math.Inf(1), []int32{q.square, q.level}, []float64{1, -2 * r})
			}
		}
		if cuts.Len() == 0 {
			return bound, true
		}
		_, err = session.AddRows(&cuts)
		require.NoError(t, err)
	}
	return bound, false
}

func TestCoupledOuter(t *testing.T) {
	t.Parallel()
	n, close, tight := cases(200), 0, 0
	for seed := range n {
		r := rand.New(rand.NewPCG(uint64(seed), 43))
		c := coupled(r, 9, seed%2 == 1)
		caps := drawCaps(r, c)
		b := solveCoupled(t, newCoupled(t, c), c, caps)
		if b == nil || slices.Min(caps) < 1e-3 { // whose square is lost in the LP's tolerances
			continue
		}
		bound, converged := coupledOuter(t, c, caps)
		size := coupledSize(c)
		switch {
		case b.Status == parametric.TooTight:
			// An LP whose rows may fail by 1e-7 can still find a point just beyond.
			if math.IsInf(bound, 1) {
				tight++
			}
		case converged:
			require.False(t, math.IsInf(bound, 1), "seed %d: ours meets the caps", seed)
			require.InDelta(t, bound, b.Cost, 1e-4*(b.Cost+size), "seed %d caps %v", seed, caps)
			close++
		default:
			require.GreaterOrEqual(t, b.Cost, bound-1e-6*(b.Cost+size), "seed %d", seed)
		}
	}
	t.Logf("%d close, %d out of reach, of %d", close, tight, n)
	require.Greater(t, close+tight, n*9/10)
}
