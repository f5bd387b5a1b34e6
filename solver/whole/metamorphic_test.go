package whole_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/whole"
)

// overlaps checks that two results can be of problems with one optimum but for a factor in the second.
func overlaps(t fatal, p *whole.Problem, a, b *whole.Result, scale float64) {
	t.Helper()
	if a.Bound > b.Value/scale+boundTolerance || b.Bound/scale > a.Value+boundTolerance {
		t.Fatalf("bound %v, value %v (%v); the same otherwise: bound %v, value %v (%v)\n%s",
			a.Bound, a.Value, a.Status, b.Bound/scale, b.Value/scale, b.Status, literal(p))
	}
}

// TestScaledCosts: the unit of money changes nothing.
func TestScaledCosts(t *testing.T) {
	checks(t, 60, func(t *rapid.T) {
		c := drawTiny(t, mixed)
		a := solve(t, c.problem(), settings())
		scale := rapid.SampledFrom([]float64{1e-4, 1e-2, 7, 1e4}).Draw(t, "scale")
		p := c.problem()
		p.Linear.Offset *= scale
		for j := range p.Linear.Cost {
			p.Linear.Cost[j] *= scale
		}
		overlaps(t, p, a, solve(t, p, settings()), scale)
	})
}

// TestPermuted: the order of sections and stocks changes nothing.
func TestPermuted(t *testing.T) {
	checks(t, 60, func(t *rapid.T) {
		c := drawTiny(t, mixed)
		n, kinds := len(c.pupils), len(c.stocks)
		place := rapid.Permutation(count(n)).Draw(t, "places")
		kind := rapid.Permutation(count(kinds)).Draw(t, "kinds")
		p := c.permuted(place, kind).problem()
		overlaps(t, p, solve(t, c.problem(), settings()), solve(t, p, settings()), 1)
	})
}

// count is the numbers below n.
func count(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// permuted has section i at place[i] and stock k at kind[k].
func (c *tiny) permuted(place, kind []int) *tiny {
	d := *c
	n := len(c.pupils)
	d.pupils, d.stocks, d.shared = make([]float64, n), make([]tinyStock, len(kind)), nil
	for i, at := range place {
		d.pupils[at] = c.pupils[i]
	}
	for k, to := range kind {
		s := c.stocks[k]
		s.have, s.leave, s.buys = moved(s.have, place), moved(s.leave, place), moved(s.buys, place)
		price := make([]float64, n)
		for i, at := range place {
			price[at] = s.price[i]
		}
		s.price, s.arcs = price, nil
		for _, a := range c.stocks[k].arcs {
			s.arcs = append(s.arcs, tinyArc{place[a.from], place[a.to], a.cost})
		}
		d.stocks[to] = s
	}
	for _, s := range c.shared {
		s.section, s.a, s.b = place[s.section], kind[s.a], kind[s.b]
		d.shared = append(d.shared, s)
	}
	return &d
}

func moved(v, place []int) []int {
	out := make([]int, len(v))
	for i, at := range place {
		out[at] = v[i]
	}
	return out
}

// TestEasier: where more is allowed the old plan still is, so that no bound may be above it.
func TestEasier(t *testing.T) {
	checks(t, 60, func(t *rapid.T) {
		c := drawTiny(t, mixed)
		hard := solve(t, c.problem(), settings())
		k := rapid.IntRange(0, len(c.stocks)-1).Draw(t, "stock")
		s := &c.stocks[k]
		i := rapid.IntRange(0, len(c.pupils)-1).Draw(t, "section")
		switch rapid.IntRange(0, 4).Draw(t, "what") {
		case 0:
			s.limit *= 1.2
		case 1:
			c.budget++
		case 2:
			c.rule++
		case 3:
			s.buys[i]++
		case 4:
			s.share *= 0.8
		}
		p := c.problem()
		easy := solve(t, p, settings())
		if easy.Bound > hard.Value+boundTolerance || easy.Status == solver.Infeasible && hard.X != nil {
			t.Fatalf("%v: the bound is %v, but a plan of %v is known\n%s", easy.Status, easy.Bound, hard.Value, literal(p))
		}
		if easy.Status == solver.Optimal && easy.Value > hard.Value+whole.DefaultGap*math.Abs(hard.Value)+valueTolerance {
			t.Fatalf("the value is %v, but a plan of %v is known\n%s", easy.Value, hard.Value, literal(p))
		}
	})
}
