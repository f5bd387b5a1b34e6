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
	t := k.worthOf(price, !math.IsInf(cvCap, 1))
	shift := t.cone.shift(cvCap)
	if k.HireCost == 0 {
		t.addUp(k, 0, 1, costs)
		return t.at(shift)
	}
	lowest := 0.0
	for _, v := range t.unit {
		lowest = min(lowest, v-t.cone.common-shift)
	}
	scale := 1.0
	if most := k.HireCost * costs; lowest < -most {
		scale = most / -lowest * (1 - chargedUnits*roundoff)
	}
	t.addUp(k, shift, scale, costs)
	return t.total.below()
}

// A worth is the bound of prices as far as it does not depend on the cap.
type worth struct {
	unit, own []float64 // prices, and the part of them against the cap
	cone      coneNorm
	stock     float64
	total     exactSum
}

// worthOf takes prices apart.
func (k *Kind) worthOf(price *Price, capped bool) *worth {
	n := k.Network.sections
	both := make([]float64, 2*n)
	t := &worth{unit: both[:n:n], own: both[n:]}
	for i, v := range price.Unit {
		if capped {
			t.own[i] = max(price.Cone[i], v, 0)
		} else { // no cone: stock has no worth of its own
			v = min(v, 0)
		}
		t.unit[i] = v
	}
	t.cone = coneNormOf(t.own, k.Pupils)
	var stock exactSum
	for _, s := range k.Stock {
		stock.add(s)
	}
	t.stock = stock.value()
	return t
}

// addUp adds up what the sections, their limits and their least stocks are worth, at prices from which
// what all have in common and a shift are taken, times a scale.
func (t *worth) addUp(k *Kind, shift, scale, costs float64) {
	for i, v := range t.unit {
		gain := 0.0
		for _, l := range k.Network.out.of(i) {
			if g := (v-t.unit[l.other])*scale - costs*l.cost; g > gain && !k.closed(int(l.arc)) {
				gain = g
			}
		}
		t.total.add(k.Stock[i] * ((v - t.cone.common - shift) * scale))
		t.total.add(-k.mostOut(i) * gain)
		t.total.add(max(0, t.own[i]-v) * scale * k.least(i))
	}
}

// at is the bound where the total is fixed: the shift of all prices is a price of the total.
func (t *worth) at(shift float64) float64 {
	total := t.total
	total.add(-t.stock * shift)
	return total.below()
}

// A coneNorm is what prices w against the cap come to. Where a cap is tight all prices are nearly the
// same, and large: what they have in common is taken out of every difference. With m any number and
// d = w - m, t sqrt(sum p w^2) - m has a closed form in which nothing cancels.
type coneNorm struct {
	pupils        float64
	common        float64  // m, the mean of w
	squares, rest exactSum // of p d^2 and p d
}

func coneNormOf(w, pupils []float64) coneNorm {
	var all, moment exactSum
	for i, p := range pupils {
		all.add(p)
		moment.add(p * w[i])
	}
	c := coneNorm{pupils: all.value()}
	if c.pupils == 0 {
		return c
	}
	c.common = moment.value() / c.pupils
	for i, p := range pupils {
		d := w[i] - c.common
		c.squares.add(p * d * d)
		c.rest.add(p * d)
	}
	return c
}

// shift is t sqrt(sum p w^2) - m under a cap, from above; 0 without a cap.
func (c *coneNorm) shift(cvCap float64) float64 {
	if math.IsInf(cvCap, 1) || c.pupils == 0 {
		return 0
	}
	m, t2 := c.common, 1+cvCap*cvCap // t^2 times all pupils
	beyond := (2*m*c.rest.value() + c.squares.value()) / c.pupils
	norm := math.Sqrt(t2 * (m*m + beyond))
	if !(norm+m > 0) {
		return 0
	}
	size := cvCap*cvCap*m*m + t2*(2*m*c.rest.size+c.squares.size)/c.pupils // of what is added up
	return (cvCap*cvCap*m*m + t2*beyond + chargedUnits*roundoff*size) / (norm + m)
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
	v := s.value() - chargedUnits*roundoff*s.size
	if math.IsNaN(v) {
		return math.Inf(-1)
	}
	return v
}

const (
	// chargedUnits bounds the operations, each with an error of roundoff, between data and a term of the sum,
	// and what the corrected sum itself leaves (Ogita, Rump and Oishi 2005).
	chargedUnits = 16
)
