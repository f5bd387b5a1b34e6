package parametric

import "math"

// Bound is a lower bound of the cost of all flows within the caps, proved by prices of one unit, by CV
// and section: whatever they are, the bound holds, and rounding is charged against it. It is computed
// from the data and the prices alone. A cap of +Inf asks nothing.
//
// With nu_k the prices of CV k and y_g = sum nu_k over the CVs in which group g counts, every flow costs
//
//	sum c f >= sum_k nu_k (s_k - z_k) - sum_g sum_i u_gi max(0, max_j y_gi - y_gj - c_gij),
//
// and sum nu_k z_k <= sqrt(sum p nu_k^2) sqrt(sum z_k^2/p) (Cauchy and Schwarz), where the cap leaves
// sum z_k^2/p <= (1+cap_k^2) Z_k^2 / sum p for the total Z_k.
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
		var squares, stock proofSum
		for i, v := range nu {
			squares.addProduct(c.Pupils[i]*v, v, 2*unitRoundoff*c.Pupils[i]*v*v)
			stock.add(c.Stock[k][i], 0)
			total.addProduct(v, c.Stock[k][i], 0)
		}
		t := math.Sqrt((1 + caps[k]*caps[k]) / pupils.low())
		total.add(-t*stock.high()*math.Sqrt(max(0, squares.high()))*(1+chargedUnits*unitRoundoff), 0)
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
		charge := float64(len(group.Counts)+chargedUnits) * unitRoundoff
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
