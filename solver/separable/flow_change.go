package separable

import (
	"math"
	"slices"
)

// SetStock changes the stock of a section.
func (t *FlowSession) SetStock(section int, stock int64) error {
	var f faults
	if t.checkSection(&f, section) && (stock < 0 || stock > maxUnits-(t.stocks()-t.p.Stock[section])) {
		f.add("stock %d of section %d", stock, section)
	}
	if err := f.err(); err != nil {
		return err
	}
	more := stock - t.p.Stock[section]
	t.p.Stock[section] = stock
	if !t.started || more == 0 {
		return nil
	}
	s := &t.s
	s.total += more
	s.excess[section] += more
	for i := range s.n {
		t.limit(i)
	}
	return nil
}

// stocks is the sum of all stocks.
func (t *FlowSession) stocks() (total int64) {
	for _, v := range t.p.Stock {
		total += v
	}
	return total
}

// SetLimits changes what a section may hold.
func (t *FlowSession) SetLimits(section int, least, most int64) error {
	var f faults
	if t.checkSection(&f, section) && (least < 0 || most < least) {
		f.add("section %d may hold %d to %d", section, least, most)
	}
	if err := f.err(); err != nil {
		return err
	}
	n := len(t.p.Stock)
	if t.p.Least == nil {
		t.p.Least = make([]int64, n)
	}
	if t.p.Most == nil {
		t.p.Most = slices.Repeat([]int64{math.MaxInt64}, n)
	}
	t.p.Least[section], t.p.Most[section] = least, most
	if t.started {
		t.s.floor[section], t.s.least[section] = least, least
		t.limit(section)
	}
	return nil
}

// SetOut changes how many may leave a section.
func (t *FlowSession) SetOut(section int, out int64) error {
	var f faults
	if t.checkSection(&f, section) && out < 0 {
		f.add("limit %d on leaving section %d", out, section)
	}
	if err := f.err(); err != nil {
		return err
	}
	if t.p.Out == nil {
		t.p.Out = slices.Repeat([]int64{math.MaxInt64}, len(t.p.Stock))
	}
	t.p.Out[section] = out
	if t.started {
		t.limit(section)
	}
	return nil
}

// SetSquare changes the cost of a stock per z^2, at weight 1. With Marginal it has no effect.
func (t *FlowSession) SetSquare(section int, square float64) error {
	var f faults
	if t.checkSection(&f, section) && !amount(square) {
		f.add("cost %v of section %d", square, section)
	}
	if err := f.err(); err != nil {
		return err
	}
	if t.p.Marginal == nil {
		t.square[section], t.p.Square[section] = square, square*t.weight
		t.Touch(section)
	}
	return nil
}

// Touch says that what Marginal answers about a section has changed.
func (t *FlowSession) Touch(section int) {
	if t.started && section >= 0 && section < t.s.n {
		t.limit(section)
	}
}

// SetHireCost changes what one hire costs; it has an effect where units can be hired.
func (t *FlowSession) SetHireCost(cost float64) error {
	if !within(cost) {
		var f faults
		f.add("cost %v of a hire", cost)
		return f.err()
	}
	t.p.HireCost = cost
	if t.started && t.p.Hires {
		for i := range t.s.n {
			t.s.setMost(i)
		}
		t.s.restart()
	}
	return nil
}

// SetCost changes what one unit costs on an arc; +Inf closes it.
func (t *FlowSession) SetCost(arc int, cost float64) error {
	var f faults
	if t.checkArc(&f, arc) && !payable(cost) {
		f.add("cost %v of arc %d", cost, arc)
	}
	if err := f.err(); err != nil {
		return err
	}
	t.p.Arcs.Cost[arc] = cost
	if t.started {
		t.reprice(int32(arc))
	}
	return nil
}

// SetCapacity changes how many units an arc may carry.
func (t *FlowSession) SetCapacity(arc int, capacity int64) error {
	var f faults
	if t.checkArc(&f, arc) && capacity < 0 {
		f.add("capacity %d of arc %d", capacity, arc)
	}
	if err := f.err(); err != nil {
		return err
	}
	if t.p.Arcs.Capacity == nil {
		t.p.Arcs.Capacity = slices.Repeat([]int64{math.MaxInt64}, len(t.p.Arcs.Head))
	}
	t.p.Arcs.Capacity[arc] = capacity
	if t.started {
		t.reprice(int32(arc))
	}
	return nil
}

// SetWeight changes what the squares count against costs: the objective becomes
// weight sum Square_i z_i^2 + costs. It is 1 at first, at least 0, and none of a flow with Marginal.
//
// Arcs keep their reduced costs, as all prices move by as much as the marginal costs do in the mean; what
// sections want to hold changes by their difference from the mean.
func (t *FlowSession) SetWeight(weight float64) error {
	var f faults
	if !amount(weight) || t.p.Marginal != nil {
		f.add("weight %v", weight)
	}
	for i, v := range t.square {
		if !amount(v * weight) {
			f.add("cost %v of section %d", v*weight, i)
		}
	}
	if err := f.err(); err != nil {
		return err
	}
	before, after := 0.0, 0.0
	for i, v := range t.square {
		if t.started {
			before += t.s.step(i, t.s.stock[i])
		}
		t.p.Square[i] = v * weight
		if t.started {
			after += t.s.step(i, t.s.stock[i])
		}
	}
	t.weight = weight
	if !t.started {
		return nil
	}
	s := &t.s
	shift := (after - before) / float64(max(1, s.n))
	if !t.p.Hires { // the price of a hire stays where it is
		for v := range s.price {
			s.price[v] += shift
		}
	}
	for i := range s.n {
		t.limit(i)
	}
	return nil
}

func (t *FlowSession) checkSection(f *faults, section int) bool {
	ok := section >= 0 && section < len(t.p.Stock)
	if !ok {
		f.add("section %d of %d", section, len(t.p.Stock))
	}
	return ok
}

func (t *FlowSession) checkArc(f *faults, arc int) bool {
	ok := arc >= 0 && arc < len(t.p.Arcs.Head)
	if !ok {
		f.add("arc %d of %d", arc, len(t.p.Arcs.Head))
	}
	return ok
}

// limit takes over the limits of section i.
func (t *FlowSession) limit(i int) {
	s := &t.s
	sender := s.n + i
	s.setMost(i)
	if out := s.outOf(i); out != s.out[i] {
		s.out[i] = out
		if over := s.sent[i] - out; over > 0 {
			s.sent[i] = out
			s.excess[i] += over
			s.excess[sender] -= over
		} else if s.above(s.price[i], s.price[sender]) {
			t.cheaper = append(t.cheaper, ^int32(i))
		}
	}
	t.hold(i)
}

// hold lets section i hold what it wants at its price.
func (t *FlowSession) hold(i int) {
	s := &t.s
	z := s.keep(i, s.stock[i], s.price[i])
	s.excess[i] += s.stock[i] - z
	s.stock[i] = z
}

// reprice takes over cost and capacity of an arc.
func (t *FlowSession) reprice(a int32) {
	s := &t.s
	back := max(0, -s.spare(a))
	switch reduced, rounding := t.reduced(a); {
	case !(reduced <= rounding):
		back = s.flow[a]
	case reduced < -rounding:
		t.cheaper = append(t.cheaper, a)
	}
	if back > 0 {
		t.push(a, -back)
	}
}

// reduced is the reduced cost of an arc, of a section to its sender where it is complemented, and by how
// much it may be off by rounding.
func (t *FlowSession) reduced(a int32) (cost, rounding float64) {
	s := &t.s
	if a < 0 {
		i := ^a
		return s.price[int32(s.n)+i] - s.price[i], priceShare * (math.Abs(s.price[i]) + math.Abs(s.price[int32(s.n)+i]))
	}
	c, from, to := t.p.Arcs.Cost[a], s.price[int32(s.n)+s.tail[a]], s.price[t.p.Arcs.Head[a]]
	if math.IsInf(c, 1) {
		return c, 0
	}
	return c - from + to, priceShare * (c + math.Abs(from) + math.Abs(to))
}

// push sends units along an arc, as [FlowSession.reduced] numbers them, which are then in excess at its
// head.
func (t *FlowSession) push(a int32, units int64) {
	s := &t.s
	from, to := ^a, ^a+int32(s.n)
	if a < 0 {
		s.sent[from] += units
	} else {
		from, to = s.tail[a]+int32(s.n), t.p.Arcs.Head[a]
		s.move(a, units)
	}
	s.excess[from] -= units
	s.excess[to] += units
}

// fill sends more units along an arc that pays more than prices say, twice as many every time it is asked,
// and says how many: 0 if it does not, or can take no more. More than right comes back along the arc
// by itself, which settles its reduced cost.
func (t *FlowSession) fill(a int32) int64 {
	s := &t.s
	reduced, rounding := t.reduced(a)
	if reduced >= -rounding {
		return 0
	}
	var has, room int64
	if a < 0 {
		has = s.sent[^a]
		room = s.out[^a] - has
	} else {
		i := s.tail[a]
		has = s.flow[a]
		room = s.spare(a)
		if left := s.out[i] - has; left < room {
			if room = left; room <= 0 {
				// All that may leave goes this way: what leaves may be worth as little as it is there.
				s.price[int32(s.n)+i] += reduced
				return 0
			}
		}
	}
	units := min(room, max(has, fillAtOnce))
	if units > 0 {
		t.push(a, units)
	}
	return units
}

// fillAtOnce is the least number of units that are sent at once along an arc that pays more than before.
const fillAtOnce = 8
