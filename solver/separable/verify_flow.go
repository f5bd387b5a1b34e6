package separable

import (
	"fmt"
	"math"
)

// VerifyFlow checks whole moves against the flow and the prices of a unit at each section (price)
// and of one that may leave (sender). Violation counts whole units, Residual is relative to the
// largest price or cost of a move. The bound is the Lagrangian:
// units at section i are worth price_i, units at its sender sender_i, and then every section, every
// limit on leaving and every arc is on its own:
//
//	sum_i price_i Stock_i + min_z (cost of z - price_i z) + Out_i min(0, sender_i - price_i)
//	+ sum_a Capacity_a min(0, Cost_a - sender_tail + price_head).
//
// Senders are lowered first to where no arc without a capacity of its own costs the bound anything.
func VerifyFlow(p *Flow, flow []int64, price, sender []float64) (*Check, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	n := len(p.Stock)
	if len(flow) != len(p.Arcs.Head) || len(price) != n || len(sender) != n {
		return nil, fmt.Errorf("%w: %d flows for %d arcs, %d and %d prices for %d sections",
			ErrInvalid, len(flow), len(p.Arcs.Head), len(price), len(sender), n)
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
		scale = max(scale, v)
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
	step := func(z int64) float64 {
		if p.Marginal != nil {
			return p.Marginal(i, z)
		}
		return p.Square[i] * float64(2*z+1)
	}
	if z > least {
		v := step(z - 1)
		c.residual = max(c.residual, relative(v-price, scale))
	}
	if z < most {
		v := step(z)
		c.residual = max(c.residual, relative(price-v, scale))
	}
	// The best stock at this price: the first whose next step costs the price or more.
	low, high := least, max(least, most)
	for low < high {
		if m := low + (high-low)/2; step(m) < price {
			low = m + 1
		} else {
			high = m
		}
	}
	best := low
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
