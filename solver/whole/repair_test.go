package whole_test

import (
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"pgregory.net/rapid"
)

// TestBoundsBelowRandomPlans: no bound is above any plan that random moves and purchases, repaired where
// they break something, come to.
func TestBoundsBelowRandomPlans(t *testing.T) {
	tries := 200
	if os.Getenv("EDUPARITY_LONG") != "" {
		tries = 10000
	}
	met := 0
	checks(t, 15, func(t *rapid.T) {
		c := drawTiny(t, small)
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		least := inf
		for range tries {
			cost := c.repaired(r)
			least = min(least, cost)
			if cost < inf {
				met++
			}
		}
		p := c.problem()
		got := solve(t, p, settings())
		if got.Bound > least+boundTolerance {
			t.Fatalf("%v: the bound is %v, but there is a plan of %v\n%s", got.Status, got.Bound, least, literal(p))
		}
	})
	if met < 10 && !testing.Short() {
		t.Fatal("hardly any plan was found")
	}
}

// repaired is the cost of a random plan; +Inf: it could not be made one.
func (c *tiny) repaired(r *rand.Rand) float64 {
	total := outcome{cost: c.offset}
	bought := make([]int, len(c.shared))
	for e, s := range c.shared {
		bought[e] = r.IntN(s.most + 1)
		total.cost += float64(bought[e]) * s.price
		total.spent += float64(bought[e]) * s.price
	}
	for k := range c.stocks {
		o, ok := c.repairedStock(k, bought, r)
		if !ok {
			return inf
		}
		total = outcome{total.excuses + o.excuses, total.cost + o.cost, total.spent + o.spent}
	}
	if !c.allowed(total, true) {
		return inf
	}
	return total.cost
}

// repairedStock moves and buys at random, then buys where the level is the lowest until the stock passes.
func (c *tiny) repairedStock(k int, bought []int, r *rand.Rand) (outcome, bool) {
	s := &c.stocks[k]
	n := len(c.pupils)
	quarters, left := make([]int, n), make([]int, n)
	var o outcome
	for i := range n {
		quarters[i] = 4 * s.have[i]
		left[i] = s.buys[i]
	}
	for e, b := range bought {
		quarters[c.shared[e].section] += b * c.shared[e].toStock(k)
	}
	leave := append([]int(nil), s.leave...)
	for range r.IntN(1 + 2*len(s.arcs)) {
		if a := s.arcs[r.IntN(len(s.arcs))]; leave[a.from] > 0 {
			leave[a.from]--
			quarters[a.from] -= 4
			quarters[a.to] += 4
			o.cost += a.cost
		}
	}
	for {
		if excuses, ok := c.passes(k, quarters, 0); ok {
			o.excuses = excuses
			return o, true
		}
		at, least := -1, inf
		for i := range n {
			// A little luck, as the lowest is not always the best.
			if level := float64(quarters[i]) / c.norm(k, i) * (0.9 + 0.2*r.Float64()); left[i] > 0 && level < least {
				at, least = i, level
			}
		}
		if at < 0 || math.IsInf(least, 1) {
			return o, false
		}
		left[at]--
		quarters[at] += 4
		o.cost += s.price[at]
		o.spent += s.price[at]
	}
}
