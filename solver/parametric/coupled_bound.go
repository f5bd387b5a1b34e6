package parametric

import "math"

// Bound is a lower bound of the cost of all flows within the caps, proved by prices of one unit, by CV
// and section: whatever they are, the bound holds, and rounding is charged against it. It is computed
// from the data and the prices alone. A cap of +Inf asks nothing.
//
// With nu_k the prices of CV k and y_g = sum nu_k over the CVs in which group g counts, every flow costs
//
//	sum c f >= sum_k nu_k (s_k - z_k) - sum_g sum_i u_gi max(0, max_j y_gi - y_gj - c_gij).
//
// Totals Z_k do not change, so that stocks may be taken less those of the mean level m = Z/P: with d = z - m p
// and any a, nu d = (nu - a) d <= sqrt(sum p (nu - a)^2) sqrt(sum d^2/p) (Cauchy and Schwarz), and the
// cap leaves sqrt(sum d^2/p) <= cap Z / sqrt P.
func (c *Coupled) Bound(prices [][]float64, caps []float64) float64 {
	return c.dual(prices, caps, 1)
}

// Ray is above 0 if the prices prove that no flows meet all caps, whatever they cost: the bound without
// the costs of moves.
func (c *Coupled) Ray(prices [][]float64, caps []float64) float64 {
	return c.dual(prices, caps, 0)
}

// dual is the bound with costs times a factor, 1 or 0.
func (c *Coupled) dual(prices [][]float64, caps []float64, costs float64) float64 {
	if len(prices) != len(c.Stock) || len(caps) != len(c.Stock) {
		return math.Inf(-1)
	}
	n := len(c.Pupils)
	var total, pupils proofSum
	for _, p := range c.Pupils {
		pupils.add(p, 0)
	}
	for k, nu := range prices {
		if len(nu) != n || !(caps[k] >= 0) {
			return math.Inf(-1)
		}
		if math.IsInf(caps[k], 1) {
			continue
		}
		var stock, moment, squares proofSum
		for i, v := range nu {
			stock.add(c.Stock[k][i], 0)
			moment.add(v*c.Pupils[i], 0)
		}
		mean := (stock.value + stock.fault) / (pupils.value + pupils.fault)
		a := moment.value / pupils.value
		for i, v := range nu {
			s, p := c.Stock[k][i], c.Pupils[i]
			d := v - a
			squares.addProduct(p*d, d, coupledUnits*roundoff*p*d*d)
			total.addProduct(v, s-mean*p, coupledUnits*roundoff*math.Abs(v)*(s+mean*p))
		}
		spread := caps[k] * stock.high() / math.Sqrt(pupils.low())
		total.add(-spread*math.Sqrt(max(0, squares.high()))*(1+coupledUnits*roundoff), 0)
	}
	y, size := make([]float64, n), make([]float64, n)
	for g := range c.Groups {
		group := &c.Groups[g]
		clear(y)
		clear(size) // of the terms of y
		for _, k := range group.Counts {
			if math.IsInf(caps[k], 1) {
				continue
			}
			for i, v := range prices[k] {
				y[i] += v
				size[i] += math.Abs(v)
			}
		}
		charge := float64(len(group.Counts)+coupledUnits) * roundoff
		for i, most := range group.MostOut {
			if most == 0 {
				continue
			}
			gain := 0.0
			for _, l := range group.Network.out.of(i) {
				cost := costs * l.cost
				gain = max(gain, y[i]-y[l.other]-cost+charge*(size[i]+size[l.other]+cost))
			}
			total.addProduct(-most, gain, 0)
		}
	}
	if low := total.low(); !math.IsNaN(low) {
		return low
	}
	return math.Inf(-1)
}
