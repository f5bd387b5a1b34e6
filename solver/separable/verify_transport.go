package separable

import (
	"fmt"
	"math"
)

// VerifyTransport checks a plan (piece by piece) against the transport and the prices of places.
// The bound is
//
//	sum_b Pupils_b min_j (Cost_bj + price_j) - sum_j (price_j Most_j where price_j > 0, else price_j Least_j).
//
// Of whole data it is exact: then Objective = Bound says that the plan is optimal without any
// tolerance. Violation is relative to the number of all pupils. Residual is the largest product of
// a wrong sign (relative to the largest cost or price) and of the pupils it concerns (relative to
// all), so that neither the rounding of a price nor that of a load counts for more than it is.
func VerifyTransport(t *Transport, flow, price []float64) (*Check, error) {
	if err := t.Validate(); err != nil {
		return nil, err
	}
	schools := len(t.Least)
	if len(flow) != len(t.Cost) || len(price) != schools {
		return nil, fmt.Errorf("%w: %d flows for %d pairs, %d prices for %d schools",
			ErrInvalid, len(flow), len(t.Cost), len(price), schools)
	}
	c := newTally()
	load := make([]sum, schools)
	pupils, scale := 0.0, 0.0
	for _, p := range t.Pupils {
		pupils += p
	}
	for _, v := range price {
		scale = max(scale, math.Abs(v))
	}
	for _, v := range t.Cost {
		if !math.IsInf(v, 1) {
			scale = max(scale, math.Abs(v))
		}
	}
	for b, p := range t.Pupils {
		var sent sum
		least, charge := math.Inf(1), 0.0
		for j, cost := range t.Cost[b*schools : (b+1)*schools] {
			if v, e := twoSum(cost, price[j]); v < least {
				least, charge = v, math.Abs(e)
			}
			if x := flow[b*schools+j]; x != 0 {
				c.violate(-x, pupils)
				if math.IsInf(cost, 1) {
					c.violate(math.Abs(x), pupils)
					continue
				}
				sent.add(x)
				load[j].add(x)
				c.objective.addProduct(cost, x)
			}
		}
		c.violate(math.Abs(sent.total()-p), pupils)
		if p > 0 {
			if math.IsInf(least, 1) {
				c.lost = true // no school takes the piece: no plan exists, and no bound is needed
				continue
			}
			c.bound.addProduct(p, least)
			// charge is the rounding of least itself, and a lower one may have been rounded away from.
			if charge > 0 {
				charge = 2 * roundoff * math.Abs(least)
			}
			c.bound.charge(p * charge)
			c.boundSize += math.Abs(p * least)
		}
		for j, x := range flow[b*schools : (b+1)*schools] {
			if x > 0 {
				reduced := t.Cost[b*schools+j] + price[j] - least
				c.residual = max(c.residual, relative(reduced, scale)*relative(x, pupils))
			}
		}
	}
	for j, p := range price {
		total := load[j].total()
		c.violate(max(t.Least[j]-total, total-t.Most[j]), pupils)
		limit := t.Least[j]
		if p > 0 {
			limit = t.Most[j]
		}
		if p == 0 {
			continue
		}
		if math.IsInf(limit, 1) || math.IsNaN(p) {
			c.lost = true
			c.residual = math.Inf(1)
			continue
		}
		c.residual = max(c.residual, relative(math.Abs(p), scale)*relative(math.Abs(total-limit), pupils))
		c.bound.addProduct(-p, limit)
		c.boundSize += math.Abs(p * limit)
	}
	return c.done(), nil
}
