package parametric_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/eduparity/eduparity/solver/parametric"
	"github.com/stretchr/testify/require"
)

// coupled draws groups that move at most n sections: degenerate ones have few sizes, whole or zero
// stocks, ties in costs, limits of zero and sections without arcs; groups that count alike are
// frequent, and so are more groups than CVs.
func coupled(r *rand.Rand, n int, degenerate bool) *parametric.Coupled {
	n = 2 + r.IntN(n-1)
	c := &parametric.Coupled{}
	x, y := make([]float64, n), make([]float64, n)
	side := int(math.Ceil(math.Sqrt(float64(n))))
	for i := range n {
		p := math.Exp(0.8 * r.NormFloat64())
		x[i], y[i] = r.Float64(), r.Float64()
		if degenerate {
			p = float64(1 + r.IntN(3))
			x[i], y[i] = float64(i%side), float64(i/side)
		}
		c.Pupils = append(c.Pupils, p)
	}
	cvs := 1 + r.IntN(3)
	for range cvs {
		s := make([]float64, n)
		for i, p := range c.Pupils { // those who move in no group
			s[i] = p * math.Exp(0.5*r.NormFloat64())
			if degenerate {
				s[i] = float64(r.IntN(3))
			}
		}
		c.Stock = append(c.Stock, s)
	}
	var shared *parametric.Network
	for range 1 + r.IntN(4) {
		g := parametric.Group{MostOut: make([]float64, n)}
		for k := range cvs {
			if r.IntN(2) == 0 {
				g.Counts = append(g.Counts, k)
			}
		}
		if g.Counts == nil {
			g.Counts = []int{r.IntN(cvs)}
		}
		if shared == nil || r.IntN(3) == 0 {
			shared = arcsBetween(r, x, y, degenerate)
		}
		g.Network = shared
		for i, p := range c.Pupils {
			m := p * math.Exp(0.7*r.NormFloat64()) // members
			g.MostOut[i] = m * r.Float64()
			if degenerate {
				m = float64(r.IntN(4))
				g.MostOut[i] = []float64{0, 0.5 * m, m}[r.IntN(3)]
			}
			for _, k := range g.Counts {
				c.Stock[k][i] += m
			}
		}
		c.Groups = append(c.Groups, g)
	}
	for _, s := range c.Stock {
		s[0]++
	}
	return c
}

// arcsBetween draws arcs between places, by their distance or at few whole costs.
func arcsBetween(r *rand.Rand, x, y []float64, degenerate bool) *parametric.Network {
	var arcs []parametric.Arc
	fix, km := 0.05*r.Float64(), 0.1+r.Float64()
	reach := 0.3 + r.Float64()
	if degenerate {
		fix, km, reach = float64(r.IntN(2)), float64(r.IntN(2)), float64(1+r.IntN(2))
	}
	for i := range x {
		for j := range x {
			d := math.Hypot(x[i]-x[j], y[i]-y[j])
			if i == j || d > reach || degenerate && (i%7 == 3 || r.IntN(5) == 0) {
				continue
			}
			arcs = append(arcs, parametric.Arc{From: int32(i), To: int32(j), Cost: fix + km*d})
		}
	}
	g, err := parametric.NewNetwork(len(x), arcs)
	if err != nil {
		panic(err)
	}
	return g
}

// drawCaps draws a cap for each CV: from beyond reach to slack, and none.
func drawCaps(r *rand.Rand, c *parametric.Coupled) []float64 {
	caps := make([]float64, len(c.Stock))
	for k, s := range c.Stock {
		if share := []float64{1.1, 0.97, 0.9, 0.7, 0.5, 0.3, math.Inf(1), 1}[r.IntN(8)]; math.IsInf(share, 1) {
			caps[k] = share
		} else {
			caps[k] = share * cv(s, c.Pupils)
		}
	}
	return caps
}

// checkCoupled judges an answer from flows and prices alone, and returns its gap.
func checkCoupled(t require.TestingT, c *parametric.Coupled, caps []float64, b *parametric.JointBalance) float64 {
	asked := slices.Clone(caps)
	for k := range asked {
		asked[k] = max(asked[k], 1e-6)
	}
	prices := make([][]float64, len(b.Price))
	for k, p := range b.Price {
		prices[k] = p.Unit // nil where nothing is asked
	}
	if b.Status == parametric.TooTight {
		require.Positive(t, c.Ray(prices, asked))
		return 0
	}
	require.Equal(t, parametric.Optimal.String(), b.Status.String())
	require.LessOrEqual(t, c.Violation(b.Flow, asked), 1e-9)
	stock, cost := make([][]float64, len(c.Stock)), 0.0
	for k := range stock {
		stock[k] = slices.Clone(c.Stock[k])
	}
	for g := range c.Groups {
		out := make([]float64, len(c.Pupils))
		for a, x := range b.Flow[g] {
			require.GreaterOrEqual(t, x, 0.0)
			arc := c.Groups[g].Network.Arc(a)
			out[arc.From] += x
			cost += x * arc.Cost
			for _, k := range c.Groups[g].Counts {
				stock[k][arc.From] -= x
				stock[k][arc.To] += x
			}
		}
		for i := range out {
			require.LessOrEqual(t, out[i], c.Groups[g].MostOut[i]+1e-9*max(1, c.Groups[g].MostOut[i]))
		}
	}
	require.InDelta(t, cost, b.Cost, 1e-9*max(1, cost))
	for k, z := range stock {
		require.InDeltaSlice(t, z, b.Stock[k], 1e-9*max(1, slices.Max(z)))
		require.LessOrEqual(t, cv(z, c.Pupils), asked[k]+2e-9)
	}
	require.InDelta(t, c.Bound(prices, asked), b.Bound, 1e-12*max(1e-300, math.Abs(b.Bound)))
	return b.Cost - b.Bound
}

func TestCoupledProved(t *testing.T) {
	t.Parallel()
	count := map[string]int{}
	worst := 0.0
	for seed := range cases(1000) {
		r := rand.New(rand.NewPCG(uint64(seed), 40))
		c := coupled(r, 14, seed%2 == 1)
		p, err := parametric.NewCoupledPath(c)
		require.NoError(t, err)
		for range 3 {
			caps := drawCaps(r, c)
			before := p.Rounds
			b, err := p.LeastCost(t.Context(), caps)
			if d := p.Rounds - before; d > 150 {
				t.Logf("seed %d: %d rounds, caps %v", seed, d, caps)
			}
			if errors.Is(err, parametric.ErrUnproved) {
				count["unproved"]++
				t.Logf("seed %d caps %v: %v", seed, caps, err)
				continue
			}
			if err != nil {
				t.Logf("seed %d: %v", seed, err)
				count["error"]++
				continue
			}
			count[b.Status.String()]++
			gap := checkCoupled(t, c, caps, b) / max(b.Cost, 1e-3)
			if gap > worst {
				worst = gap
			}
		}
	}
	t.Logf("%v, worst gap %g", count, worst)
}
