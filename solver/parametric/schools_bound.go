package parametric

import "math"

// Bound is what prices per unit of stock, by CV and section, prove: no purchase within the caps costs
// less. It is computed from data and prices alone, and rounded outward; +Inf where the prices prove that
// the caps cannot be met together. With d and K of each CV as at [Purchase.Bound], for every a >= 0
//
//	cost >= sum_j min over x_j of (e_j - a sum_i a_i (K - d_i)) x_j  -  a sum (K - d_i) s_i,
//
// and no x at all meets the caps if sum max_j (sum_i a_i (K - d_i)) x_j + sum (K - d_i) s_i < 0.
func (p *SchoolPurchase) Bound(prices [][]float64, caps []float64) float64 {
	trivial := 0.0
	if len(prices) != len(p.Pupils) || len(caps) != len(p.Pupils) {
		return trivial
	}
	worth := make([][]float64, len(prices)) // K - d
	var owned proofSum                      // sum (K - d) s
	for k, price := range prices {
		if len(price) != len(p.Pupils[k]) || !(caps[k] >= 0) {
			return trivial
		}
		if math.IsInf(caps[k], 1) {
			worth[k] = make([]float64, len(price))
			continue
		}
		d, high := deviations(p.Pupils[k], price, caps[k])
		if !(high < math.Inf(1)) {
			return trivial
		}
		for i := range d {
			d[i] = high - d[i]
			owned.addProduct(d[i], p.Stock[k][i], roundoff*math.Abs(d[i])*p.Stock[k][i])
		}
		worth[k] = d
	}
	columns := make([]enclosure, len(p.Columns))
	scale := math.Inf(1)
	most := owned
	for j := range p.Columns {
		columns[j] = p.worthOf(j, worth)
		low, high := p.span(j)
		w := columns[j].high()
		switch {
		case w <= 0:
			most.addProduct(w, low, 0)
		case math.IsInf(high, 1):
			most.loose = math.Inf(1)
			scale = min(scale, p.Columns[j].UnitCost/w*belowLimit)
		default:
			most.addProduct(w, high, 0)
		}
	}
	if most.high() < 0 {
		return math.Inf(1)
	}
	best := trivial
	for _, a := range []float64{min(1, scale), scale} {
		if !(a > 0) || math.IsInf(a, 1) {
			continue
		}
		if b := p.lagrangian(a, columns, &owned); b > best {
			best = b
		}
	}
	return best
}

// An enclosure is a number known to within err.
type enclosure struct{ value, err float64 }

func (e enclosure) high() float64 { return (e.value + e.err) + roundoff*math.Abs(e.value) }

// worthOf is what one unit of a column is worth.
func (p *SchoolPurchase) worthOf(j int, worth [][]float64) enclosure {
	var s proofSum
	for _, r := range p.Columns[j].Raises {
		w := worth[r.CV][r.Section]
		s.addProduct(r.Share, w, roundoff*r.Share*math.Abs(w))
	}
	return enclosure{s.value + s.fault, s.err()}
}

// span is what may be bought of a column: what least stocks ask for, rounded down, to the limit.
func (p *SchoolPurchase) span(j int) (low, high float64) {
	c := &p.Columns[j]
	if p.Least != nil {
		for _, r := range c.Raises {
			low = max(low, (p.Least[r.CV][r.Section]-p.Stock[r.CV][r.Section])/r.Share*belowLimit)
		}
	}
	return low, max(low, c.Most)
}

// lagrangian is sum min (e - a w) x - a sum (K - d) s, rounded down.
func (p *SchoolPurchase) lagrangian(a float64, columns []enclosure, owned *proofSum) float64 {
	var s proofSum
	s.addProduct(-a, owned.value, 0)
	s.addProduct(-a, owned.fault, a*owned.err())
	for j, w := range columns {
		e := p.Columns[j].UnitCost
		low, high := p.span(j)
		v := a * w.value
		err := a*w.err + 2*roundoff*math.Abs(v)
		x := low
		if !math.IsInf(high, 1) {
			if e < v {
				x = high
			}
			if math.Abs(e-v) <= 2*(err+roundoff*e) {
				s.loose += 4 * (err + roundoff*e) * (high - low)
			}
		}
		s.addProduct(e, x, 0)
		s.addProduct(-v, x, err*x)
	}
	if low := s.low(); !math.IsNaN(low) {
		return low
	}
	return math.Inf(-1)
}
