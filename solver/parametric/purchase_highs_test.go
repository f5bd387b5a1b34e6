package parametric_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/highs"
	"github.com/eduparity/eduparity/solver/parametric"
	"github.com/stretchr/testify/require"
)

// asSchools is a purchase with one column for each section.
func asSchools(p *parametric.Purchase) *parametric.SchoolPurchase {
	s := &parametric.SchoolPurchase{Pupils: [][]float64{p.Pupils}, Stock: [][]float64{p.Stock}}
	if p.Least != nil {
		s.Least = [][]float64{p.Least}
	}
	for i := range p.Pupils {
		c := parametric.Column{UnitCost: unitCost(p, i), Most: math.Inf(1), Raises: []parametric.Raise{{Section: i, Share: 1}}}
		if p.Most != nil {
			c.Most = p.Most[i]
		}
		s.Columns = append(s.Columns, c)
	}
	return s
}

// outerBound is the cost of an LP whose cuts are tangents of u_i >= z_i^2 / (p_i Z), sum u <= (1+cap^2)/P Z,
// for every CV: from below, and nearly the optimum. Infinite where the cuts leave nothing.
func outerBound(t *testing.T, p *parametric.SchoolPurchase, caps []float64) float64 {
	t.Helper()
	var lp solver.Problem
	for _, c := range p.Columns {
		lp.AddCol(c.UnitCost, 0, c.Most, false)
	}
	type section struct {
		z, u, total int32
		pupils      float64
	}
	var sections []section
	for k, pupils := range p.Pupils {
		total := int32(lp.AddCol(0, 0, math.Inf(1), false))
		all, index, value := 0.0, []int32{total}, []float64{-1}
		uIndex, uValue := []int32{total}, []float64{0}
		for i, q := range pupils {
			low := 0.0
			if p.Least != nil {
				low = p.Least[k][i]
			}
			s := section{int32(lp.AddCol(0, low, math.Inf(1), false)), int32(lp.AddCol(0, 0, math.Inf(1), false)), total, q}
			row, by := []int32{s.z}, []float64{1}
			for j, c := range p.Columns {
				for _, r := range c.Raises {
					if r.CV == k && r.Section == i {
						row, by = append(row, int32(j)), append(by, -r.Share)
					}
				}
			}
			lp.AddRow(p.Stock[k][i], p.Stock[k][i], row, by)
			sections = append(sections, s)
			index, value = append(index, s.z), append(value, 1)
			uIndex, uValue = append(uIndex, s.u), append(uValue, 1)
			all += q
		}
		lp.AddRow(0, 0, index, value)
		uValue[0] = -(1 + caps[k]*caps[k]) / all
		lp.AddRow(math.Inf(-1), 0, uIndex, uValue)
	}
	backend, err := highs.Open()
	require.NoError(t, err)
	s, err := solver.NewSession(backend, &lp)
	require.NoError(t, err)
	defer func() { require.NoError(t, s.Close()) }()
	best := 0.0
	for range 60 {
		res, err := s.Solve(t.Context(), nil, nil)
		require.NoError(t, err)
		if res.Status == solver.Infeasible {
			return math.Inf(1)
		}
		if res.Status != solver.Optimal {
			return best // what was proved before
		}
		best = res.Objective
		var cuts solver.Rows
		for _, c := range sections {
			z, u, total := res.X[c.z], res.X[c.u], res.X[c.total]
			if total <= 0 {
				continue
			}
			if r := z / (c.pupils * total); r*z-u > 1e-9*(r*z+u) {
				cuts.Add(0, math.Inf(1), []int32{c.u, c.z, c.total}, []float64{1, -2 * r, r * r * c.pupils})
			}
		}
		if cuts.Len() == 0 {
			break
		}
		_, err = s.AddRows(&cuts)
		require.NoError(t, err)
	}
	return best
}

// Ours must lie at or above the LP, and next to it where its cuts have converged.
func checkOuter(t *testing.T, seed int, bound, cost, size float64, status parametric.Status) (close bool) {
	t.Helper()
	if status == parametric.TooTight {
		return math.IsInf(bound, 1)
	}
	require.Equal(t, parametric.Optimal, status)
	require.GreaterOrEqual(t, cost, bound-1e-6*(cost+size), "seed %d", seed)
	return cost-bound <= 1e-4*(cost+size)
}

func TestPurchaseOuter(t *testing.T) {
	t.Parallel()
	n, close := cases(200), 0
	for seed := range n {
		r := rand.New(rand.NewPCG(uint64(seed), 6))
		p := smooth(r, 7)
		if seed%2 == 0 {
			p = tidy(degenerate(r, 7))
		}
		limit := []float64{0.05, 0.2, 0.5, 0.7 * r.Float64()}[r.IntN(4)]
		f, err := parametric.NewFilling(p)
		require.NoError(t, err)
		b, err := f.LeastCost(t.Context(), limit)
		require.NoError(t, err)
		if b.Status == parametric.Short || sum(p.Stock)+sum(p.Least) == 0 {
			close++
			continue
		}
		if checkOuter(t, seed, outerBound(t, asSchools(p), []float64{limit}), b.Cost, worth(p), b.Status) {
			close++
		}
	}
	require.GreaterOrEqual(t, close, n*9/10, "cuts seldom fail to converge")
}

func TestSchoolsOuter(t *testing.T) {
	t.Parallel()
	n, close := cases(200), 0
	for seed := range n {
		r := rand.New(rand.NewPCG(uint64(seed), 7))
		p := schools(r, 6, seed%2 == 0)
		caps := make([]float64, len(p.Pupils))
		size := 0.0
		for k := range caps {
			caps[k] = 0.1 + r.Float64()
			size += sum(p.Stock[k])
		}
		f, err := parametric.NewSchoolFilling(p)
		require.NoError(t, err)
		j, err := f.LeastCost(t.Context(), caps)
		require.NoError(t, err)
		if checkOuter(t, seed, outerBound(t, p, caps), j.Cost, size, j.Status) {
			close++
		}
	}
	require.GreaterOrEqual(t, close, n*9/10, "cuts seldom fail to converge")
}

func sum(v []float64) float64 {
	total := 0.0
	for _, x := range v {
		total += x
	}
	return total
}

// tidy brings units near 1, as an LP needs them.
func tidy(p *parametric.Purchase) *parametric.Purchase {
	scale := func(v []float64) {
		most := 0.0
		for _, x := range v {
			if !math.IsInf(x, 1) {
				most = max(most, x)
			}
		}
		for i := range v {
			if most > 0 {
				v[i] /= most
			}
		}
	}
	stock := append(append(append([]float64(nil), p.Stock...), p.Least...), p.Most...)
	scale(stock)
	n := len(p.Stock)
	p.Stock = stock[:n]
	if p.Least != nil {
		p.Least = stock[n : 2*n]
	}
	if p.Most != nil {
		p.Most = stock[len(stock)-n:]
	}
	scale(p.Pupils)
	scale(p.UnitCost)
	return p
}
