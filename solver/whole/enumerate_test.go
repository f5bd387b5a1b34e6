package whole_test

import (
	"math"
	"slices"
)

// An outcome is what a plan of one or of several stocks comes to, for the others.
type outcome struct {
	excuses uint64 // used, a byte for each section
	cost    float64
	spent   float64
}

// beats says whether a is at least as good as b in everything; where enough must be spent, only what
// spends the same compares.
func (c *tiny) beats(a, b outcome) bool {
	if c.least > 0 && a.spent != b.spent {
		return false
	}
	for i := range 8 {
		if byte(a.excuses>>(8*i)) > byte(b.excuses>>(8*i)) {
			return false
		}
	}
	return a.cost <= b.cost && a.spent <= b.spent
}

// keep adds an outcome to those that no other beats.
func (c *tiny) keep(all []outcome, o outcome) []outcome {
	for _, a := range all {
		if c.beats(a, o) {
			return all
		}
	}
	all = slices.DeleteFunc(all, func(a outcome) bool { return c.beats(o, a) })
	return append(all, o)
}

// enumerate is the least cost of all whole plans whose CVs exceed the limits by no more than a
// tolerance, relative and absolute; +Inf: there is none. Stocks must not be divisible.
func (c *tiny) enumerate(tolerance float64) float64 {
	least := inf
	bought := make([]int, len(c.shared))
	var each func(e int)
	each = func(e int) {
		if e < len(bought) {
			for bought[e] = 0; bought[e] <= c.shared[e].most; bought[e]++ {
				each(e + 1)
			}
			bought[e] = 0
			return
		}
		least = min(least, c.enumerateStocks(bought, tolerance))
	}
	each(0)
	return least
}

// enumerateStocks does so for given shared purchases.
func (c *tiny) enumerateStocks(bought []int, tolerance float64) float64 {
	start := outcome{cost: c.offset}
	for e, b := range bought {
		start.cost += float64(b) * c.shared[e].price
		start.spent += float64(b) * c.shared[e].price
	}
	total := []outcome{start}
	for k := range c.stocks {
		own := c.enumerateStock(k, bought, tolerance)
		var next []outcome
		for _, a := range total {
			for _, b := range own {
				o := outcome{a.excuses + b.excuses, a.cost + b.cost, a.spent + b.spent}
				if c.allowed(o, k == len(c.stocks)-1) {
					next = c.keep(next, o)
				}
			}
		}
		total = next
	}
	least := inf
	for _, o := range total {
		least = min(least, o.cost)
	}
	return least
}

// allowed says whether the rule and the budget allow an outcome, of all stocks or of some.
func (c *tiny) allowed(o outcome, all bool) bool {
	for i := range c.pupils {
		if int(byte(o.excuses>>(8*i))) > c.rule {
			return false
		}
	}
	return o.spent <= c.budget+1e-9 && (!all || o.spent >= c.least-1e-9)
}

// enumerateStock finds what the plans of one stock come to.
func (c *tiny) enumerateStock(k int, bought []int, tolerance float64) []outcome {
	s := &c.stocks[k]
	count, left := make([]int, len(c.pupils)), slices.Clone(s.leave) // count in quarters
	for i := range count {
		count[i] = 4 * s.have[i]
	}
	for e, b := range bought {
		count[c.shared[e].section] += b * c.shared[e].toStock(k)
	}
	var all []outcome
	var flow func(a int, o outcome)
	var buy func(i int, o outcome)
	buy = func(i int, o outcome) {
		if i == len(count) {
			if excuses, ok := c.passes(k, count, tolerance); ok {
				o.excuses = excuses
				all = c.keep(all, o)
			}
			return
		}
		for b := 0; b <= s.buys[i]; b++ {
			buy(i+1, outcome{0, o.cost + float64(b)*s.price[i], o.spent + float64(b)*s.price[i]})
			count[i] += 4
		}
		count[i] -= 4 * (s.buys[i] + 1)
	}
	flow = func(a int, o outcome) {
		if a == len(s.arcs) {
			buy(0, o)
			return
		}
		arc := s.arcs[a]
		most := left[arc.from]
		for f := 0; f <= most; f++ {
			flow(a+1, outcome{0, o.cost + float64(f)*arc.cost, o.spent})
			left[arc.from]--
			count[arc.from] -= 4
			count[arc.to] += 4
		}
		left[arc.from] += most + 1
		count[arc.from] += 4 * (most + 1)
		count[arc.to] -= 4 * (most + 1)
	}
	flow(0, outcome{})
	return all
}

// passes says whether counts keep the floors, with which excuses, and the limit.
func (c *tiny) passes(k int, count []int, tolerance float64) (excuses uint64, ok bool) {
	s := &c.stocks[k]
	for i, n := range count {
		top, low := c.floor(k, i)
		if n < low || n < 0 {
			return 0, false
		}
		if n < top {
			excuses += 1 << (8 * i)
		}
	}
	return excuses, math.IsInf(s.limit, 1) || cv(c.pupils, count) <= s.limit*(1+tolerance)+tolerance
}

// cv is the coefficient of variation of what a pupil has; +Inf: nobody has anything.
func cv(pupils []float64, count []int) float64 {
	var total, sum, squares float64
	for i, n := range count {
		total += pupils[i]
		sum += float64(n)
	}
	if sum == 0 {
		return inf
	}
	for i, n := range count {
		d := float64(n)/pupils[i]*(total/sum) - 1
		squares += pupils[i] / total * d * d
	}
	return math.Sqrt(squares)
}
