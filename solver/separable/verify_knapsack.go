package separable

import (
	"fmt"
	"math"
)

// VerifyKnapsack checks x against the knapsack and the multiplier. The bound is the Lagrangian
//
//	sum_i min { 1/2 Curve_i y^2 + (Linear_i - multiplier Weight_i) y : Lower_i <= y <= Upper_i } + multiplier Total.
func VerifyKnapsack(k *Knapsack, x []float64, multiplier float64) (*Check, error) {
	if err := k.Validate(); err != nil {
		return nil, err
	}
	if len(x) != len(k.Curve) {
		return nil, fmt.Errorf("%w: %d values for %d items", ErrInvalid, len(x), len(k.Curve))
	}
	c := newTally()
	c.items(k, x, multiplier)
	c.total(k.Total, multiplier)
	return c.done(), nil
}

// VerifyNested checks x against the nested knapsack, its multiplier of the pot and those of the
// groups.
func VerifyNested(n *Nested, x, multiplier []float64, pot float64) (*Check, error) {
	if err := n.Validate(); err != nil {
		return nil, err
	}
	k := &n.Items
	if len(x) != len(k.Curve) || len(multiplier) != len(n.Least) {
		return nil, fmt.Errorf("%w: %d values for %d items, %d multipliers for %d groups",
			ErrInvalid, len(x), len(k.Curve), len(multiplier), len(n.Least))
	}
	c := newTally()
	for g, m := range multiplier {
		from, to := n.Start[g], n.Start[g+1]
		spent, scale := c.items(&Knapsack{
			Curve: k.Curve[from:to], Linear: k.Linear[from:to], Weight: k.Weight[from:to],
			Lower: k.Lower[from:to], Upper: k.Upper[from:to],
		}, x[from:to], m)
		// The group's own price is m - pot: positive holds it at its least, negative at its most.
		price, limit := m-pot, n.Least[g]
		if price < 0 {
			limit = n.Most[g]
		}
		c.violate(max(n.Least[g]-spent, spent-n.Most[g]), scale)
		if price != 0 {
			if math.IsInf(limit, 0) {
				c.residual = max(c.residual, relative(math.Abs(price), math.Abs(m)+math.Abs(pot)))
				c.lost = true
				continue
			}
			if away := math.Abs(spent - limit); away > 0 {
				share := relative(math.Abs(price), math.Abs(m)+math.Abs(pot))
				c.residual = max(c.residual, min(share, relative(away, scale+math.Abs(limit))))
			}
			c.bound.addProduct(m, limit)
			c.bound.addProduct(-pot, limit)
			c.boundSize += (math.Abs(m) + math.Abs(pot)) * math.Abs(limit)
		}
	}
	c.total(k.Total, pot)
	return c.done(), nil
}

// VerifyWaterLevel checks x against the water level. Objective and bound are of
// sum_i (Stock_i + x_i)^2 / Pupils_i over the sections with pupils.
func VerifyWaterLevel(w *WaterLevel, x []float64, level float64) (*Check, error) {
	if err := w.Validate(); err != nil {
		return nil, err
	}
	if len(x) != len(w.Stock) {
		return nil, fmt.Errorf("%w: %d values for %d sections", ErrInvalid, len(x), len(w.Stock))
	}
	c := newTally()
	for i, s := range w.Stock {
		p, top, v := w.Pupils[i], math.Inf(1), x[i]
		if w.Most != nil {
			top = w.Most[i]
		}
		c.violate(max(-v, v-top), math.Abs(v))
		c.spent.add(v)
		c.spentSize += math.Abs(v)
		if made := s + math.Abs(v) + math.Abs(level*p); math.Abs(s+v-level*p) <= chargeShare*made {
			c.spentSize += roundoff * made // see items
		}
		if p == 0 {
			c.violate(v, 0)
			continue
		}
		z := s + v
		c.objective.add(z * (z / p))
		// Stationary: the level per pupil is below only at the limit, above only where nothing is given.
		off := z - level*p
		c.condition(off, v, 0, top, z+math.Abs(level*p))
		y := min(max(level*p-s, 0), top)
		at := s + y
		c.term(at*(at/p)-2*level*y, at*(at/p)+math.Abs(2*level*y))
	}
	c.total(w.Budget, 2*level)
	return c.done(), nil
}

// tally adds up a check.
type tally struct {
	objective, bound, spent sum
	spentSize, boundSize    float64
	violation, residual     float64
	lost                    bool // the prices prove nothing
}

func newTally() *tally { return &tally{} }

func (c *tally) violate(excess, size float64) {
	c.violation = max(c.violation, relative(excess, size))
}

// condition checks the gradient at a point between bounds.
func (c *tally) condition(gradient, x, lower, upper, size float64) {
	if x > lower {
		c.residual = max(c.residual, relative(gradient, size))
	}
	if x < upper {
		c.residual = max(c.residual, relative(-gradient, size))
	}
}

// term adds one term of the bound that was computed from numbers of the given size.
func (c *tally) term(v, size float64) {
	c.bound.add(v)
	c.bound.charge(chargeShare * size)
	c.boundSize += size
}

// items adds the items of a knapsack and says what they take.
func (c *tally) items(k *Knapsack, x []float64, multiplier float64) (spent, size float64) {
	var own sum
	for i, v := range x {
		h, g, a, l, u := k.Curve[i], k.Linear[i], k.Weight[i], k.Lower[i], k.Upper[i]
		c.violate(max(l-v, v-u), math.Abs(v))
		c.spent.addProduct(a, v)
		own.addProduct(a, v)
		size += math.Abs(a * v)
		// An item that is free to move is no finer than the rounding of the numbers it is made of.
		if gradient, made := h*v+g-a*multiplier, math.Abs(g)+math.Abs(a*multiplier); math.Abs(gradient) <= chargeShare*made {
			size += roundoff * a * made / h
		}
		c.objective.add(h * v * v / 2)
		c.objective.addProduct(g, v)
		c.condition(h*v+g-a*multiplier, v, l, u, math.Abs(h*v)+math.Abs(g)+math.Abs(a*multiplier))
		slope := math.FMA(-a, multiplier, g)
		y := min(max(-slope/h, l), u)
		c.term(h*y*y/2+slope*y, h*y*y+(math.Abs(g)+math.Abs(a*multiplier))*math.Abs(y))
	}
	c.spentSize += size
	return own.total(), size
}

// total closes the books: what was spent must be the total, whose price is the multiplier.
func (c *tally) total(total, multiplier float64) {
	c.violate(math.Abs(c.spent.total()-total), c.spentSize+math.Abs(total))
	c.bound.addProduct(multiplier, total)
	c.boundSize += math.Abs(multiplier * total)
}

func (c *tally) done() *Check {
	bound := c.bound.low()
	if c.lost || math.IsNaN(bound) {
		bound = math.Inf(-1)
	}
	return &Check{
		Objective: c.objective.total(), Bound: bound, Size: math.Abs(c.objective.total()) + c.boundSize,
		Violation: c.violation, Residual: c.residual,
	}
}
