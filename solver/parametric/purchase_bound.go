package parametric

import "math"

// Bound is what a price v per unit of stock in each section proves: no purchase with a CV up to the limit
// costs less. It is computed from the data and the prices alone, and rounded outward; any prices give a
// bound, +Inf where they prove that the cap cannot be met, those of an optimum give its cost.
//
// With d = v - c for any c, and m = Z/P, x_i = z_i/p_i: by Cauchy and Schwarz
//
//	sum d_i z_i = sum p_i d_i (x_i - m) + m sum p_i d_i <= K Z,
//	K = limit sqrt(sum p d^2 / P) + |sum p d| / P,
//
// for CV(z) sqrt(P) m = sqrt(sum p (x - m)^2). So sum (K - d_i) z_i >= 0 for every z within the cap, and
// for every a >= 0
//
//	cost >= sum min over z_i in [low_i, high_i] of (e_i - a (K - d_i)) z_i  -  sum e_i s_i.
//
// Two values of a are tried: 1, and the largest that keeps e_i >= a (K - d_i) in all sections, which
// those without an upper limit need in any case. If sum max (K - d_i) z_i < 0, no z is within the cap.
// Differences of prices alone count, so that small caps lose no digits.
func (p *Purchase) Bound(price []float64, limit float64) float64 {
	trivial := p.lagrangian(0, 0, nil)
	if len(price) != len(p.Pupils) || !(limit >= 0) || math.IsInf(limit, 1) {
		return trivial
	}
	d, k := deviations(p.Pupils, price, limit)
	if !(k < math.Inf(1)) {
		return trivial
	}
	unlimited, all := math.Inf(1), math.Inf(1) // the largest a that some sections, and all, permit
	var most proofSum
	for i, di := range d {
		gap := k - di
		high := p.high(i)
		switch {
		case gap <= 0:
			most.addProduct(gap, p.low(i), 2*roundoff*-gap*p.low(i))
			continue
		case math.IsInf(high, 1):
			most.value = math.Inf(1)
			unlimited = min(unlimited, p.unitCost(i)/gap)
		default:
			most.addProduct(gap, high, 3*roundoff*gap*high)
		}
		all = min(all, p.unitCost(i)/gap)
	}
	if most.high() < 0 {
		return math.Inf(1)
	}
	best := trivial
	for _, a := range []float64{min(1, unlimited*belowLimit), all * belowLimit} {
		if a > 0 && !math.IsInf(a, 1) {
			if b := p.lagrangian(a, k, d); b > best {
				best = b
			}
		}
	}
	return best
}

// belowLimit undoes the rounding of a limit e/(K - d) on a, and of the products that use it.
const belowLimit = 1 - 8*roundoff

// deviations are the prices less their mean, and K, rounded up.
func deviations(pupils, price []float64, limit float64) (d []float64, k float64) {
	var all, level proofSum
	for i, v := range price {
		all.add(pupils[i], 0)
		level.addProduct(pupils[i], v, 0)
	}
	mean := level.value / all.value
	d = make([]float64, len(price))
	var drift, squares proofSum
	for i, v := range price {
		d[i] = v - mean
		drift.addProduct(pupils[i], d[i], 0)
		pd := pupils[i] * d[i]
		squares.addProduct(pd, d[i], 2*roundoff*math.Abs(pd*d[i]))
	}
	spread := math.Sqrt(squares.high() / all.low())
	return d, (limit*spread + max(drift.high(), -drift.low())/all.low()) * (1 + 8*roundoff)
}

// lagrangian is sum min (e - a (K - d)) z - sum e s, rounded down. Without d it is the cost of the
// least stocks.
func (p *Purchase) lagrangian(a, k float64, d []float64) float64 {
	var s proofSum
	for i := range p.Pupils {
		e, low := p.unitCost(i), p.low(i)
		v, w, err := 0.0, e, 0.0
		if d != nil {
			v = a * (k - d[i])
			w = e - v
			err = 3 * roundoff * math.Abs(v)
		}
		z := low
		if high := p.high(i); !math.IsInf(high, 1) {
			// Where the sign of w is in doubt, either end may be the cheaper one.
			if w < 0 {
				z = high
			}
			if math.Abs(w) <= err+roundoff*e {
				s.loose += 2 * (err + roundoff*e) * max(0, high-low)
			}
			err += roundoff * math.Abs(w) // of high itself
		}
		s.addProduct(e, z, 0)
		s.addProduct(-e, p.Stock[i], 0)
		s.addProduct(-v, z, err*z)
	}
	if low := s.low(); !math.IsNaN(low) {
		return low
	}
	return math.Inf(-1)
}
