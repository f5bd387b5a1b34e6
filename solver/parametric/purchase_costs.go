package parametric

import "math"

// Costs is the path of a purchase with several unit costs: z_i = clamp(p_i (r - theta e_i), low_i, high_i).
type costs struct {
	pupils, stock, low, high, cost []float64

	start float64 // theta from which on nothing is bought
	top   float64 // CV there
	most  float64 // highest level
	floor float64 // least CV, at theta = 0
	fair  float64 // r at theta = 0
}

// newCosts expects that low <= high, with some stock.
func newCosts(p *Purchase, low, high []float64) *costs {
	c := &costs{pupils: p.Pupils, stock: p.Stock, low: low, high: high, cost: p.UnitCost}
	c.top = cvOf(low, p.Pupils)
	total, squares := 0.0, 0.0
	for i, s := range low {
		x := s / p.Pupils[i]
		total += s
		squares += s * x
		c.most = max(c.most, x)
	}
	if total == 0 {
		return c // nothing is as equal as can be
	}
	for i, s := range low {
		if s < high[i] {
			c.start = max(c.start, (squares/total-s/p.Pupils[i])/c.cost[i])
		}
	}
	// Costs do not matter where the CV is least.
	w := newWater(p.Pupils, p.Stock, low, high)
	c.floor, c.fair = w.floor(), w.cuts[len(w.cuts)-1].level
	return c
}

// at is the stock of section i.
func (c *costs) at(i int, r, theta float64) float64 {
	return min(max(c.pupils[i]*(r-theta*c.cost[i]), c.low[i]), c.high[i])
}

// level is r at a theta above 0, the root of h(r) = sum z_i (r - z_i/p_i), which rises, is at most 0 at
// r = 0 and at least 0 at the highest level there is. It is linear between the levels at which sections
// are freed or held: with f over the free and c over the held ones,
//
//	h(r) = r (theta sum_f p e + sum_c z) - theta^2 sum_f p e^2 - sum_c z^2/p.
func (c *costs) level(theta float64) float64 {
	low, high := 0.0, c.most
	r := c.most
	for range maxPasses {
		num, den := 0.0, 0.0
		for i, p := range c.pupils {
			te := theta * c.cost[i]
			switch z := p * (r - te); {
			case z <= c.low[i]:
				den += c.low[i]
				num += c.low[i] * (c.low[i] / p)
			case z >= c.high[i]:
				den += c.high[i]
				num += c.high[i] * (c.high[i] / p)
			default:
				den += te * p
				num += te * te * p
			}
		}
		next := num / den
		if r > next {
			high = r
		} else {
			low = r
		}
		if math.Abs(next-r) <= levelRounding*r {
			return next
		}
		if !(next > low && next < high) {
			next = low + (high-low)/2
		}
		r = next
	}
	return r
}

// cv is the CV at a theta.
func (c *costs) cv(theta, r float64) float64 {
	z, p := 0.0, 0.0
	for i := range c.pupils {
		z += c.at(i, r, theta)
		p += c.pupils[i]
	}
	mean, squares := z/p, 0.0
	for i := range c.pupils {
		d := c.at(i, r, theta)/c.pupils[i]/mean - 1
		squares += c.pupils[i] / p * d * d
	}
	return math.Sqrt(squares)
}

// theta is the largest at which the CV meets a cap below that at the start, and 0 where none does.
func (c *costs) theta(limit float64) float64 {
	return crossing(func(theta float64) float64 { return c.cv(theta, c.level(theta)) - limit },
		0, c.floor-limit, c.start, c.top-limit, roundoff*limit)
}

// r is the level at a theta of at least 0.
func (c *costs) r(theta float64) float64 {
	if theta == 0 {
		return c.fair
	}
	return c.level(theta)
}

// costAt is the cost at a theta.
func (c *costs) costAt(theta float64) float64 {
	r, cost := c.r(theta), 0.0
	for i, s := range c.stock {
		cost += c.cost[i] * (c.at(i, r, theta) - s)
	}
	return cost
}

// fill sets z to the stock at the largest theta that meets a cap, and returns that theta.
func (c *costs) fill(z []float64, limit float64) (theta float64) {
	if limit >= c.floor {
		theta = c.theta(limit)
	}
	r := c.r(theta)
	for i := range z {
		z[i] = c.at(i, r, theta)
	}
	return theta
}

// price is (x_i - r) / theta at a theta above 0: minus the unit cost where a section is free. Where all
// held sections have nearly the same level, r is nearly that, and the difference would lose all digits;
// so it is taken anew, with levels relative to a held one, from sum z (x - r) = 0.
func (c *costs) price(theta float64) []float64 {
	r, price := c.level(theta), make([]float64, len(c.pupils))
	near := math.Inf(1) // the held level closest to r
	for i, p := range c.pupils {
		if z := c.at(i, r, theta); z != p*(r-theta*c.cost[i]) && math.Abs(z/p-r) < math.Abs(near-r) {
			near = z / p
		}
	}
	pull, held := 0.0, 0.0
	for i, p := range c.pupils {
		z := c.at(i, r, theta)
		if z == p*(r-theta*c.cost[i]) {
			pull += theta * c.cost[i] * z
			price[i] = -c.cost[i]
		} else {
			price[i] = z/p - near
			pull -= z * price[i]
			held += z
		}
	}
	for i, p := range c.pupils {
		if z := c.at(i, r, theta); z != p*(r-theta*c.cost[i]) && held > 0 {
			price[i] = (price[i] + pull/held) / theta
		}
	}
	return price
}
