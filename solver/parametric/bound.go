package parametric

import "math"

// Bound is a lower bound of the cost of every plan of the kind whose CV is at most cap, proved by
// prices: whatever they are, the bound holds, and rounding is charged against it. It is computed from
// the data and the prices alone. A cap of +Inf asks nothing.
//
// With nu the price of a unit at a section, w its part against the cap (w >= nu, w >= 0), lambda = w-nu
// the part of the least stock l, c the cost of an arc, u the most that may leave a section, and
// t^2 = (1+cap^2)/sum p: from sum c f >= sum nu (out-in) - sum u gamma with
// gamma_i = max(0, max_j nu_i - nu_j - c_ij), and sum w z <= sqrt(sum p w^2) sqrt(sum z^2/p) (Cauchy and
// Schwarz), every plan costs at least
//
//	sum nu s - sum u gamma + sum lambda l - t Z sqrt(sum p w^2)
//
// where the total Z is fixed. With hires the total is free: tau >= sqrt(sum p w^2) takes the place of
// the last term in the prices themselves, nu = w - lambda - tau t, which must not fall below minus
// the cost of a hire; prices that do are scaled.
func (k *Kind) Bound(price *Price, cvCap float64) float64 {
	return k.dual(price, cvCap, 1)
}

// Ray is above 0 if the prices prove that no plan of the kind has a CV of at most cap or reaches its
// least stocks, whatever it costs: the bound without the costs of moves.
func (k *Kind) Ray(price *Price, cvCap float64) float64 {
	if k.HireCost > 0 {
		return math.Inf(-1) // whoever can hire at any cost reaches everything
	}
	return k.dual(price, cvCap, 0)
}

// dual is the bound with costs times a factor, 1 or 0.
func (k *Kind) dual(price *Price, cvCap, costs float64) float64 {
	n := k.Network.sections
	if len(price.Unit) != n || len(price.Cone) != n {
		return math.Inf(-1)
	}
	hires, capped := k.HireCost > 0, !math.IsInf(cvCap, 1)
	t2 := 0.0 // t^2 sum p
	var pupils exactSum
	for _, p := range k.Pupils {
		pupils.add(p)
	}
	all := pupils.value()
	if capped {
		t2 = 1 + cvCap*cvCap
	}
	nu, w := make([]float64, n), make([]float64, n)
	var moment exactSum
	for i := range n {
		nu[i] = price.Unit[i]
		if !capped { // no cone: stock has no worth of its own
			nu[i] = min(nu[i], 0)
			continue
		}
		w[i] = max(price.Cone[i], nu[i], 0)
		moment.add(k.Pupils[i] * w[i])
	}
	// Where a cap is tight all prices are nearly the same, and large. What they have in common is taken
	// out of every difference first: with m any number and d = w - m of the pupil-weighted mean
	// moment/all - m, t sqrt(sum p w^2) - m has the closed form below, in which nothing cancels.
	m := moment.value() / all
	var squares, rest exactSum
	for i := range n {
		d := w[i] - m
		squares.add(k.Pupils[i] * d * d)
		rest.add(k.Pupils[i] * d)
	}
	shift := 0.0 // t sqrt(sum p w^2) - m, from above
	if capped && n > 0 {
		mean2 := m*m + 2*m*rest.value()/all // sum p w^2 / all = mean2 + spread, up to the sign of rounding
		spread := squares.value() / all
		norm := math.Sqrt(t2 * (mean2 + spread))
		if norm+m > 0 {
			shift = (cvCap*cvCap*m*m + t2*(2*m*rest.value()/all+spread)) / (norm + m)
			size := cvCap*cvCap*m*m + t2*(2*m*rest.size+squares.size)/all // of what was added up
			shift += chargedUnits * unitRoundoff * size / (norm + m)
		}
	}
	scale := 1.0
	if hires {
		lowest := 0.0
		for i := range n {
			lowest = min(lowest, nu[i]-m-shift)
		}
		if most := k.HireCost * costs; lowest < -most {
			scale = most / -lowest * (1 - chargedUnits*unitRoundoff)
		}
	}
	var total exactSum
	for i := range n {
		// With hires the shift is part of the price. Without, it is a price of the fixed total: the
		// same sum, for stock is moved only.
		own := (nu[i] - m - shift) * scale
		gain := 0.0
		for _, l := range k.Network.out.of(i) {
			if !k.closed(int(l.arc)) {
				gain = max(gain, (nu[i]-nu[l.other])*scale-costs*l.cost)
			}
		}
		held := max(0, w[i]-nu[i]) * scale
		total.add(k.Stock[i] * own)
		total.add(-k.mostOut(i) * gain)
		total.add(held * k.least(i))
	}
	return total.below()
}

// An exactSum adds up with a correction for rounding (Neumaier 1974), and knows the size of what it
// added.
type exactSum struct{ sum, low, size float64 }

func (s *exactSum) add(x float64) {
	next := s.sum + x
	if math.Abs(s.sum) >= math.Abs(x) {
		s.low += s.sum - next + x
	} else {
		s.low += x - next + s.sum
	}
	s.sum = next
	s.size += math.Abs(x)
}

func (s *exactSum) value() float64 { return s.sum + s.low }

// below is the sum less what the rounding of its terms can have added.
func (s *exactSum) below() float64 {
	v := s.value() - chargedUnits*unitRoundoff*s.size
	if math.IsNaN(v) {
		return math.Inf(-1)
	}
	return v
}

const (
	// unitRoundoff is the relative error of one operation on float64.
	unitRoundoff = 0x1p-53
	// chargedUnits bounds the operations, each with that error, between data and a term of the sum,
	// and what the corrected sum itself leaves (Ogita, Rump and Oishi 2005).
	chargedUnits = 16
)
