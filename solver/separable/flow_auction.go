package separable

import (
	"context"
	"math"
)

// An auction finds moves and prices that are near an optimum, from nothing and quickly: nearly all of the
// work of shortest paths from nothing goes into finding the prices, and an auction does that with much
// less of it. What it leaves is repaired exactly, so that it may be as rough as it likes.
//
// Every unit that may leave its section looks for the place where it costs least: its own section or the
// head of an arc, at the price asked there plus the cost of the move. It bids so much more than the price
// that its second choice would have been as good, and a little more, by which prices are sure to rise. A
// section takes units in, each at its bid, while its next step costs no more than the lowest of
// them; then a new one drives out the lowest. Its price is what the next unit would have to pay. Prices
// only rise; they start from below, and again from a little below what they came to, with a smaller
// raise, a few times.
//
// Bertsekas (1988), The auction algorithm, Annals of Operations Research 14; Bertsekas and Castañon
// (1989), The auction algorithm for the transportation problem, Annals of Operations Research 20.
type auction struct {
	units []int64   // by section: that look for a place
	stock []int64   // by section, with those that found one
	taken []int64   // by arc, then by section for those that stay: units that found their place so
	bids  []float64 // likewise: what each of them pays
	lists lists     // of those with units, by the section that holds them
	price []float64 // by section
	floor []float64 // by section: no price is lower
	queue []int32   // sections with units that look for a place
	wait  []bool    // they are in the queue
	left  int       // bids until it is given up

	starved, spread float64 // price of a section below its least stock; by how much more a bid may be
}

// The raises of an auction go down from one size to the next by a factor. An auction that is still
// not over after so many bids a section, ten times what was seen, is left as it is.
const (
	raises         = 4
	raiseFactor    = 0.2
	bidsPerSection = 200
)

// bid begins with the moves and prices of an auction. Moves that are given take the place of its own.
func (s *FlowSolver) bid(ctx context.Context, start *Start) {
	x := &s.auction
	n, m := s.n, len(s.tail)
	x.units, x.stock, x.wait = resize(x.units, n), resize(x.stock, n), resize(x.wait, n)
	x.taken, x.bids = resize(x.taken, m+n), resize(x.bids, m+n)
	x.price, x.floor = resize(x.price, n), resize(x.floor, n)
	raise := s.openAuction()
	for k := range raises {
		for i := range x.floor {
			if k > 0 {
				x.floor[i] = x.price[i] - raise/raiseFactor
			}
		}
		s.runAuction(ctx, raise)
		raise *= raiseFactor
	}
	top := math.Inf(-1)
	for _, v := range x.price {
		if v <= math.MaxFloat64 {
			top = max(top, v)
		}
	}
	for i := range n {
		// A section that is full and holds nobody who came asks for whatever price keeps others away.
		if s.price[i] = x.price[i]; !(s.price[i] <= math.MaxFloat64) {
			s.price[i] = max(top, s.step(i, max(0, x.stock[i]-1)))
		}
	}
	flow := x.taken[:m]
	if start != nil && start.Flow != nil {
		flow = start.Flow
	}
	s.takeFlow(flow)
	for i := range n {
		s.full[i] = s.sent[i] == s.out[i]
	}
	s.begin()
}

// openAuction sets what an auction begins with and returns the first raise: of the size of the cost of a
// move, or of the difference of two steps where that is more.
func (s *FlowSolver) openAuction() float64 {
	x := &s.auction
	arcs := &s.p.Arcs
	low, high := math.Inf(1), math.Inf(-1)
	moves, steps, senders, sloped := 0.0, 0.0, 0, 0
	for i := range s.n {
		v := s.step(i, min(max(s.p.Stock[i], s.least[i]), s.most[i]))
		low, high = min(low, v), max(high, v)
		if d := s.step(i, s.p.Stock[i]+1) - s.step(i, s.p.Stock[i]); d > 0 {
			steps += 1 / d
			sloped++
		}
		cheapest := math.Inf(1)
		for a := arcs.Start[i]; a < arcs.Start[i+1]; a++ {
			cheapest = min(cheapest, arcs.Cost[a])
		}
		if !math.IsInf(cheapest, 1) {
			moves += cheapest
			senders++
		}
		x.floor[i] = math.Inf(-1)
		if s.p.Hires {
			x.floor[i] = -s.p.HireCost
		}
	}
	raise := 0.0
	if senders > 0 {
		raise = moves / float64(senders)
	}
	if sloped > 0 {
		raise = max(raise, float64(sloped)/steps)
	}
	x.spread = high - low + raise
	x.starved = low - x.spread
	return raise
}

// runAuction lets all units look for a place. Where the context ends it stops, and what comes next says so.
func (s *FlowSolver) runAuction(ctx context.Context, raise float64) {
	x := &s.auction
	clear(x.taken)
	x.lists.resize(s.n, len(x.taken))
	x.queue, x.left = x.queue[:0], bidsPerSection*s.n
	for i := range s.n {
		x.units[i], x.wait[i] = 0, false
		if s.p.Arcs.Start[i] < s.p.Arcs.Start[i+1] {
			x.units[i] = min(s.out[i], s.p.Stock[i])
		}
		x.stock[i] = s.p.Stock[i] - x.units[i]
		if x.units[i] > 0 {
			x.queue = append(x.queue, int32(i))
			x.wait[i] = true
		}
		x.price[i] = s.asked(int32(i))
	}
	for len(x.queue) > 0 && x.left > 0 && !s.invalid {
		i := x.queue[len(x.queue)-1]
		x.queue = x.queue[:len(x.queue)-1]
		x.wait[i] = false
		for x.units[i] > 0 && x.left > 0 {
			if x.left--; x.left%contextEvery == 0 && ctx.Err() != nil {
				return
			}
			if !s.seek(i, raise) {
				break
			}
		}
	}
}

// asked is the least that section j takes for one unit more that drives nobody out.
func (s *FlowSolver) asked(j int32) float64 {
	x := &s.auction
	switch z := x.stock[j]; {
	case z >= s.most[j]:
		return math.Inf(1)
	case z < s.least[j]:
		return max(x.floor[j], x.starved)
	default:
		return max(x.floor[j], s.step(int(j), z))
	}
}

// seek finds the best place for the units of section i, and puts as many there as bid the most. It says
// whether there is one.
func (s *FlowSolver) seek(i int32, raise float64) bool {
	x := &s.auction
	from, to := s.p.Arcs.Start[i], s.p.Arcs.Start[i+1]
	best, second := x.price[i], math.Inf(1)
	by, at := int32(len(s.tail))+i, i
	cost := s.p.Arcs.Cost[from:to]
	for k, j := range s.p.Arcs.Head[from:to] {
		v := cost[k] + x.price[j]
		if v >= second {
			continue
		}
		a := from + int32(k)
		if s.p.Arcs.Capacity != nil && x.taken[a] >= s.p.Arcs.Capacity[a] {
			continue
		}
		if v >= best {
			second = v
			continue
		}
		best, second, by, at = v, best, a, j
	}
	if math.IsInf(best, 1) {
		return false
	}
	return s.put(i, at, by, x.price[at]+min(second-best, x.spread)+raise)
}

// put puts units of section i into section j by an arc, each at a bid, while the price there is not above
// it. It says whether one found its place.
func (s *FlowSolver) put(i, j, by int32, bid float64) (done bool) {
	x := &s.auction
	room := int64(math.MaxInt64)
	if int(by) < len(s.tail) && s.p.Arcs.Capacity != nil {
		room = s.p.Arcs.Capacity[by] - x.taken[by]
	}
	if x.taken[by] > 0 {
		x.bids[by] = bid
	}
	for {
		asked := s.asked(j)
		lowest, last := math.Inf(1), int32(-1)
		for a := x.lists.first[j]; a >= 0; a = x.lists.next[a] {
			if x.bids[a] < lowest {
				lowest, last = x.bids[a], a
			}
		}
		x.price[j] = min(asked, lowest)
		units := min(x.units[i], room)
		if units == 0 || !(x.price[j] <= bid) {
			return done
		}
		if asked <= lowest {
			units = min(units, max(1, s.keepAbove(j, min(lowest, bid))-x.stock[j]))
			x.stock[j] += units
		} else {
			if last == by {
				return done // all that it holds bids the same
			}
			units = min(units, x.taken[last])
			s.driveOut(j, last, units)
		}
		if x.taken[by] == 0 {
			x.lists.add(j, by)
			x.bids[by] = bid
		}
		x.taken[by] += units
		x.units[i] -= units
		room -= units
		done = true
	}
}

// keepAbove is the stock up to which section j takes in units at a price.
func (s *FlowSolver) keepAbove(j int32, price float64) int64 {
	x := &s.auction
	z := x.stock[j]
	if z < s.least[j] {
		return s.least[j]
	}
	if price < x.floor[j] {
		return z
	}
	return s.keep(int(j), z, price)
}

// driveOut lets units that section j held by an arc look for another place.
func (s *FlowSolver) driveOut(j, by int32, units int64) {
	x := &s.auction
	if x.taken[by] -= units; x.taken[by] == 0 {
		x.lists.remove(j, by)
	}
	i := j
	if int(by) < len(s.tail) {
		i = s.tail[by]
	}
	x.units[i] += units
	if !x.wait[i] {
		x.wait[i] = true
		x.queue = append(x.queue, i)
	}
}
