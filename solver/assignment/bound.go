package assignment

import (
	"cmp"
	"math"
	"slices"
)

// Prices are multipliers of what ties the parts of a problem together.
type Prices struct {
	Piece []float64 // what placing a piece is worth; nil: the least that any site asks for it
	Site  []float64 // of one unit of load: positive at sites that are full
	Row   []float64 // change of the goal per unit of the bound that binds: >= 0 of Lower, <= 0 of Upper

	// Goal is the weight of the square of each ratio in the worst, Most the price of its limit, both by ratio, >= 0;
	// nil: none. A weight is that of the square divided by the square of Limit.
	Goal, Most []float64

	// Near is the price of the rule of the map, by pair: x_bj <= sum over the neighbours that may hold b at j.
	// Nil: none.
	Near []float64
}

// Bound is a lower bound of the goal over all plans of p, computed from prices and data alone and rounded
// downward; -Inf where they prove nothing, +Inf where they prove that there is no plan. It holds for any prices:
//
//	sum_b v_b + sum of the rows' bounds times their prices
//	          + sum_j (if open) [ Fixed_j + sum_b min(0, c_bj + Load_bj price_j - v_b) + least over l of site_j(l) - price_j l ]
//
// with c the costs less what rows and the map pay for, v_b the price of the piece, or the least of
// c_bj + Load_bj price_j over its sites where Piece is nil, and site_j the cost of units and of hinges, plus the
// weight of 1/l. The sites that may be closed are open where that is cheaper, within MinOpen
// and MaxOpen. The site's load l goes from Least to Most, extended by whole units.
//
// Worst ratio. With weights a_k the square of the worst, t^2, is at least the weighted mean of the squares
// g_k/Limit_k^2, where g_k = sum_j Weight_kj/l_j - 1: (sum_k a_k) t^2 >= sum_k a_k g_k / Limit_k^2, and the right
// side is a sum over sites of terms W/l. So the bound of t is the root of the Lagrangian bound over sum_k a_k.
//
// Splitting, MaxSites and all of the map but Near are relaxed: shares are from 0 to 1.
func Bound(p *Problem, prices *Prices) float64 {
	if p.Validate() != nil || prices == nil || !prices.fit(p) {
		return math.Inf(-1)
	}
	return newRelaxation(p, newGround(p), prices).bound()
}

// fit says whether the prices are those of a problem of this shape, and numbers.
func (c *Prices) fit(p *Problem) bool {
	ok := len(c.Site) == len(p.Sites) && len(c.Row) == len(p.Rows)
	for _, list := range []struct {
		v []float64
		n int
	}{{c.Piece, len(p.Size)}, {c.Goal, len(p.Ratios)}, {c.Most, len(p.Ratios)}, {c.Near, p.pairs()}} {
		ok = ok && (list.v == nil || len(list.v) == list.n)
	}
	for _, list := range [][]float64{c.Piece, c.Site, c.Row, c.Goal, c.Most, c.Near} {
		ok = ok && !slices.ContainsFunc(list, func(v float64) bool { return !within(v) })
	}
	for _, list := range [][]float64{c.Goal, c.Most, c.Near} {
		ok = ok && !slices.ContainsFunc(list, func(v float64) bool { return v < 0 })
	}
	return ok
}

// A relaxation is a problem at given prices.
type relaxation struct {
	p      *Problem
	prices *Prices
	ground *ground
	ask    []float64 // by pair: c + Load price, not above the exact one; +Inf where it is forbidden
	size   []float64 // by pair: the sizes of its terms
	curve  []float64 // by site: the weight of 1/l, not above the exact one
	paid   sum       // constants
}

func newRelaxation(p *Problem, g *ground, prices *Prices) *relaxation {
	x := &relaxation{p: p, prices: prices, ground: g}
	x.asked()
	x.ratios()
	for r, y := range prices.Row {
		switch {
		case y > 0:
			x.pay(y, p.Rows[r].Lower)
		case y < 0:
			x.pay(y, p.Rows[r].Upper)
		}
	}
	return x
}

// pay adds a price times a bound, which may be infinite.
func (x *relaxation) pay(price, bound float64) {
	if math.IsInf(bound, 0) {
		x.paid.charge(math.Inf(1))
		return
	}
	x.paid.addProduct(price, bound)
}

// asked computes what sites ask for pieces.
func (x *relaxation) asked() {
	p, m := x.p, len(x.p.Sites)
	ask, size, terms := make([]float64, p.pairs()), make([]float64, p.pairs()), make([]float64, p.pairs())
	// Terms count what is rounded; whole data at whole prices are not.
	add := func(k int, y, v float64) {
		t := float64(y * v)
		if math.FMA(y, v, -t) != 0 {
			terms[k]++
		}
		was := ask[k]
		ask[k] += t
		size[k] += math.Abs(t)
		if w := ask[k] - was; (was-(ask[k]-w))+(t-w) != 0 {
			terms[k]++
		}
	}
	if p.Goal == LeastCost {
		for k, c := range p.Cost {
			add(k, 1, c)
		}
	}
	for r, y := range x.prices.Row {
		if y != 0 {
			for i, k := range p.Rows[r].Pair {
				add(int(k), -y, p.Rows[r].Value[i])
			}
		}
	}
	for k, y := range x.prices.Near {
		if b, j := k/m, k%m; y > 0 && x.ground != nil && x.ground.bound(b, j) {
			add(k, 1, y)
			for _, o := range x.ground.holders(b, j) {
				add(int(o)*m+j, -1, y)
			}
		}
	}
	for k := range ask {
		b, j := k/m, k%m
		if !p.allowed(b, j) || x.ground != nil && !x.ground.open[k] {
			ask[k] = math.Inf(1)
			continue
		}
		add(k, x.prices.Site[j], p.load(k))
		ask[k] -= 2 * terms[k] * roundoff * size[k]
	}
	x.ask, x.size = ask, size
}

// ratios gathers the weights of 1/l and the constants of the ratios.
func (x *relaxation) ratios() {
	x.curve = make([]float64, len(x.p.Sites))
	for k := range x.p.Ratios {
		c := &x.p.Ratios[k]
		weight, constant := 0.0, 0.0
		if x.prices.Goal != nil && x.p.inGoal(k) {
			a := x.prices.Goal[k] / (c.Limit * c.Limit)
			weight, constant = a, -a
		}
		if x.prices.Most != nil && c.Most > 0 {
			a := x.prices.Most[k]
			weight, constant = weight+a, constant-a*(1+c.Most*c.Most)
		}
		for j, w := range c.Weight {
			x.curve[j] += weight * w
		}
		x.paid.add(constant)
		x.paid.charge(chargeShare * math.Abs(constant))
	}
	for j := range x.curve {
		x.curve[j] *= 1 - chargeShare*float64(len(x.p.Ratios)+1)
	}
}

// placed is the price of each piece: the one given, or the least that any site asks for it.
func (x *relaxation) placed() []float64 {
	if x.prices.Piece != nil {
		return x.prices.Piece
	}
	m := len(x.p.Sites)
	v := make([]float64, len(x.p.Size))
	for b := range v {
		v[b] = slices.Min(x.ask[b*m : (b+1)*m])
	}
	return v
}

// bound adds up.
func (x *relaxation) bound() float64 {
	p := x.p
	total := x.paid
	v := x.placed()
	for _, ask := range v {
		if math.IsInf(ask, 1) { // a piece that may go nowhere
			return math.Inf(1)
		}
		total.add(ask)
	}
	var maybe []float64
	for j := range p.Sites {
		o := p.openness(j)
		if o == Never {
			continue
		}
		site := x.site(j, v)
		if o == Maybe {
			maybe = append(maybe, site)
			continue
		}
		if math.IsInf(site, 1) {
			return math.Inf(1)
		}
		total.add(site)
	}
	slices.Sort(maybe)
	lo, hi := p.openRange()
	if len(maybe) < lo || hi < 0 {
		return math.Inf(1)
	}
	for i, site := range maybe {
		if i >= lo && (site >= 0 || i >= hi) {
			break
		}
		if math.IsInf(site, 1) {
			return site
		}
		total.add(site)
	}
	low := total.low()
	switch {
	case math.IsNaN(low):
		return math.Inf(-1)
	case p.Goal == LeastCost || math.IsInf(low, 0):
		return low
	}
	return x.root(low)
}

// root turns the bound of the weighted squares into one of the worst ratio.
func (x *relaxation) root(low float64) float64 {
	var weights sum
	for k, a := range x.prices.Goal {
		if x.p.inGoal(k) {
			weights.add(a)
		}
	}
	if low <= 0 || !(weights.total() > 0) {
		return 0
	}
	return math.Sqrt(low/weights.high()) * (1 - chargeShare)
}

// site is the least that site j adds while it is open, not above the exact one; +Inf if it cannot be open.
func (x *relaxation) site(j int, v []float64) float64 {
	p, s, m := x.p, &x.p.Sites[j], len(x.p.Sites)
	var total, room sum
	if p.Goal == LeastCost {
		total.add(s.Fixed)
	}
	for r, y := range x.prices.Row {
		if y != 0 && p.Rows[r].Open != nil {
			total.addProduct(-y, p.Rows[r].Open[j])
		}
	}
	for b, ask := range v {
		k := b*m + j
		if math.IsInf(x.ask[k], 1) {
			continue
		}
		room.add(p.load(k))
		if d := x.ask[k] - ask; d < 0 {
			total.add(d)
			total.charge(roundoff * math.Abs(d))
		}
	}
	extended := x.extended(j, room.high())
	if math.IsInf(extended, 1) {
		return extended
	}
	total.add(extended)
	if low := total.low(); !math.IsNaN(low) {
		return low
	}
	return math.Inf(-1)
}

// extended is the least over the units that a site may have of their cost and of what its load costs.
func (x *relaxation) extended(j int, room float64) float64 {
	p, s := x.p, &x.p.Sites[j]
	price := x.prices.Site[j]
	best := math.Inf(1)
	for _, o := range extensions(p, j, x.unitCost) {
		best = min(best, o.cost+x.least(j, s.Least, min(s.Most+o.cap, room), price))
	}
	return best
}

// unitCost is the cost of a unit less what rows pay for it, not above the exact one.
func (x *relaxation) unitCost(e int) float64 {
	var c sum
	if x.p.Goal == LeastCost {
		c.add(x.p.Units[e].Cost)
	}
	for r, y := range x.prices.Row {
		if y != 0 && x.p.Rows[r].Units != nil {
			c.addProduct(-y, x.p.Rows[r].Units[e])
		}
	}
	return c.low()
}

// A kink is where the cost of a site's load becomes steeper.
type kink struct{ at, steeper float64 }

// kinks are those of a site, ascending, each not steeper than it is.
func (x *relaxation) kinks(j int) []kink {
	var out []kink
	for _, i := range x.p.hingesOf(j) {
		var slope sum
		if x.p.Goal == LeastCost {
			slope.add(x.p.Hinges[i].Slope)
		}
		for r, y := range x.prices.Row {
			if y < 0 && x.p.Rows[r].Hinges != nil {
				slope.addProduct(-y, x.p.Rows[r].Hinges[i])
			}
		}
		if v := slope.low(); v > 0 {
			out = append(out, kink{x.p.Hinges[i].At, v})
		}
	}
	slices.SortFunc(out, func(a, b kink) int { return cmp.Compare(a.at, b.at) })
	return out
}

// least is the least of sum of steeper max(0, l - at) + curve/l - price l for l from lo to hi, not above the exact
// one: convex, and between two kinks a number plus curve/l + slope l, whose least is at the root of curve/slope
// if that is between, else at an end.
func (x *relaxation) least(j int, lo, hi, price float64) float64 {
	if lo > hi {
		return math.Inf(1)
	}
	best, w := math.Inf(1), x.curve[j]
	slope, constant, size := -price, 0.0, math.Abs(price)
	from := 0.0
	segment := func(to float64) {
		from, to := max(from, lo), min(to, hi)
		if from > to {
			return
		}
		at := to
		if slope > 0 {
			at = min(max(math.Sqrt(w/slope), from), to)
		}
		if at == 0 && w > 0 { // there must be some load
			return
		}
		v, off := constant+slope*at, size*at-constant
		if w > 0 {
			v += w / at
			off += w / at
		}
		best = min(best, v-chargeShare*off)
	}
	kinks := x.kinks(j)
	for _, k := range kinks {
		segment(k.at)
		slope, constant = slope+k.steeper, constant-k.steeper*k.at
		size += k.steeper * float64(len(kinks)) // every sum of slopes is rounded once more
		from = k.at
	}
	segment(math.Inf(1))
	return best
}
