package separable

import (
	"fmt"
	"math"
)

// VerifyFlow checks the whole moves and hires of a plan, and its prices of a unit at each section and of
// one that may leave: it looks at nothing else of the plan. Violation counts whole units, Residual is
// relative to the largest price or cost of a move. The bound is the Lagrangian:
// units at section i are worth price_i, units at its sender sender_i, and then every section, every
// limit on leaving and every arc is on its own:
//
//	sum_i price_i Stock_i + min_z (cost of z - price_i z) + Out_i min(0, sender_i - price_i)
//	+ sum_a Capacity_a min(0, Cost_a - sender_tail + price_head).
//
// Prices are raised first to where hires cost the bound nothing, and senders lowered to where no arc
// without a capacity of its own does. That nobody is hired in one section and sent to another, where the
// price is the same, makes no plan dearer: no arc needs to carry more than the sum of all stocks, and no
// section to hold more than that on top of what hires pay for.
func VerifyFlow(p *Flow, plan *FlowPlan) (*Check, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	n := len(p.Stock)
	flow, price, sender := plan.Flow, plan.Price, plan.Sender
	if len(flow) != len(p.Arcs.Head) || len(price) != n || len(sender) != n || p.Hires && len(plan.Hire) != n {
		return nil, fmt.Errorf("%w: %d flows for %d arcs, %d hires, %d and %d prices for %d sections",
			ErrInvalid, len(flow), len(p.Arcs.Head), len(plan.Hire), len(price), len(sender), n)
	}
	total := int64(0)
	stock := make([]int64, n)
	for i, s := range p.Stock {
		total += s
		stock[i] = s
	}
	c := newTally()
	scale := 0.0
	for i := range n {
		scale = max(scale, math.Abs(price[i]), math.Abs(sender[i]))
	}
	for _, v := range p.Arcs.Cost {
		if !math.IsInf(v, 1) {
			scale = max(scale, v)
		}
	}
	if p.Hires {
		scale = max(scale, math.Abs(p.HireCost))
		price = c.hires(p, plan.Hire, price, scale, stock)
	}
	c.boundSize = scale * float64(total) // the prices are rounded to this
	for i := range n {
		out, limit := int64(0), total
		if p.Out != nil {
			limit = min(limit, p.Out[i])
		}
		at := sender[i]
		for a := p.Arcs.Start[i]; a < p.Arcs.Start[i+1]; a++ {
			if p.Arcs.Capacity == nil || p.Arcs.Capacity[a] >= limit {
				at = min(at, p.Arcs.Cost[a]+price[p.Arcs.Head[a]])
			}
		}
		for a := p.Arcs.Start[i]; a < p.Arcs.Start[i+1]; a++ {
			f, j, cost := flow[a], p.Arcs.Head[a], p.Arcs.Cost[a]
			capacity := limit
			if p.Arcs.Capacity != nil {
				capacity = min(limit, p.Arcs.Capacity[a])
				c.violation = max(c.violation, float64(f-p.Arcs.Capacity[a]))
			}
			c.violation = max(c.violation, float64(-f))
			out += f
			stock[i] -= f
			stock[j] += f
			if math.IsInf(cost, 1) {
				c.violation = max(c.violation, float64(f))
				continue
			}
			c.objective.addProduct(cost, float64(f))
			c.arc(cost, at, price[j], scale, f, capacity)
		}
		c.violation = max(c.violation, float64(out-limit))
		c.arc(0, price[i], at, scale, out, limit)
	}
	for i, z := range stock {
		least, most := int64(0), total
		if p.Least != nil {
			least = p.Least[i]
		}
		if p.Hires {
			most += max(least, firstStep(p, i, 0, maxUnits, -p.HireCost))
		}
		if p.Most != nil {
			most = min(most, p.Most[i])
		}
		c.violation = max(c.violation, float64(least-z), float64(z-most))
		c.bound.addProduct(price[i], float64(p.Stock[i]))
		c.boundSize += math.Abs(price[i]) * float64(p.Stock[i])
		c.section(p, i, z, least, most, price[i], scale)
	}
	return c.done(), nil
}

// hires adds the hires to the stocks, and returns prices at which none pays.
func (c *tally) hires(p *Flow, hire []int64, price []float64, scale float64, stock []int64) []float64 {
	raised := make([]float64, len(price))
	for i, h := range hire {
		stock[i] += h
		c.violation = max(c.violation, float64(-h))
		c.objective.addProduct(p.HireCost, float64(h))
		raised[i] = max(price[i], -p.HireCost)
		off := price[i] + p.HireCost
		c.residual = max(c.residual, relative(-off, scale))
		if h > 0 {
			c.residual = max(c.residual, relative(off, scale))
		}
	}
	return raised
}

// arc adds an arc from a node of price from to one of price to.
func (c *tally) arc(cost, from, to, scale float64, flow, capacity int64) {
	// Two exact sums: what is left is the rounding of their errors.
	v, e := twoSum(cost, -from)
	v, f := twoSum(v, to)
	reduced := v + (e + f)
	if flow > 0 {
		c.residual = max(c.residual, relative(reduced, scale))
	}
	if flow < capacity {
		c.residual = max(c.residual, relative(-reduced, scale))
	}
	size := math.Abs(reduced) + roundoff*(math.Abs(e)+math.Abs(f))
	if reduced < 0 {
		c.term(reduced*float64(capacity), math.Abs(reduced)*float64(capacity))
	}
	if reduced < chargeShare*size {
		c.bound.charge(chargeShare * size * float64(capacity))
	}
}

// section adds the cost of stock z and the least of cost minus price over all stocks.
func (c *tally) section(p *Flow, i int, z, least, most int64, price, scale float64) {
	step := func(z int64) float64 { return stepOf(p, i, z) }
	if z > least {
		v := step(z - 1)
		c.residual = max(c.residual, relative(v-price, scale))
	}
	if z < most {
		v := step(z)
		c.residual = max(c.residual, relative(price-v, scale))
	}
	// The best stock at this price: the first whose next step costs the price or more.
	best := firstStep(p, i, least, max(least, most), price)
	if p.Marginal == nil {
		square := p.Square[i] * float64(z) * float64(z)
		c.objective.add(square)
		at := p.Square[i] * float64(best) * float64(best)
		c.term(at-price*float64(best), at+math.Abs(price)*float64(best))
		return
	}
	steps := func(to int64, dst *sum) (size float64) {
		for k := p.Stock[i]; k < to; k++ {
			dst.add(step(k))
			size += math.Abs(step(k))
		}
		for k := p.Stock[i]; k > to; k-- {
			dst.add(-step(k - 1))
			size += math.Abs(step(k - 1))
		}
		return size
	}
	steps(z, &c.objective)
	c.boundSize += steps(best, &c.bound)
	c.bound.addProduct(-price, float64(best))
	c.boundSize += math.Abs(price) * float64(best)
}

// stepOf is the cost of the step from z to z+1 units at section i.
func stepOf(p *Flow, i int, z int64) float64 {
	if p.Marginal != nil {
		return p.Marginal(i, z)
	}
	return p.Square[i] * float64(2*z+1)
}

// firstStep is the first stock of section i from low on whose next step costs a price or more; high if
// there is none below.
func firstStep(p *Flow, i int, low, high int64, price float64) int64 {
	for low < high {
		if m := low + (high-low)/2; stepOf(p, i, m) < price {
			low = m + 1
		} else {
			high = m
		}
	}
	return low
}
