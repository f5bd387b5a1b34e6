package separable

import "math"

// beginAt makes moves, prices and stocks that fit together out of a start with prices.
func (s *FlowSolver) beginAt(start *Start) {
	s.takeFlow(start.Flow)
	copy(s.price, start.Price)
	for i := range s.n {
		s.full[i] = s.sent[i] == s.out[i] || s.out[i] < s.total && s.sellsShort(i)
	}
	s.begin()
}

// restart makes the moves and prices at hand fit together anew.
func (s *FlowSolver) restart() {
	clear(s.sent)
	clear(s.hired)
	clear(s.excess)
	s.held.resize(s.n, len(s.tail))
	s.beginAt(&Start{Flow: s.flow, Price: s.price[:s.n]})
}

// sellsShort says whether section i is worth more than where it can send to. Prices that are given say
// so of a section at its limit, from which rounding took what is missing: lowered, it would draw down
// all that can send to it.
func (s *FlowSolver) sellsShort(i int) bool {
	return s.above(s.price[i], s.cheapest(i))
}

// above says whether price v is above w by more than rounding.
func (s *FlowSolver) above(v, w float64) bool {
	return v-w > priceShare*(math.Abs(v)+math.Abs(w))
}

// cheapest is the least that a unit from the sender of section i can cost, at most what it costs there.
func (s *FlowSolver) cheapest(i int) float64 {
	arcs := &s.p.Arcs
	v := s.price[i]
	for a := arcs.Start[i]; a < arcs.Start[i+1]; a++ {
		if w := arcs.Cost[a] + s.price[arcs.Head[a]]; w < v && s.unlimited(a) {
			v = w
		}
	}
	return v
}

// begin makes the reduced costs of moves and stocks have the right sign at the prices of sections. What
// does not add up is excess.
func (s *FlowSolver) begin() {
	if s.p.Hires {
		for i := range s.n {
			s.price[i] = max(s.price[i], -s.p.HireCost)
		}
	}
	s.lower()
	for i := range s.n {
		s.price[s.n+i] = s.cheapest(i)
	}
	for i := range s.n {
		s.settle(i)
	}
	arcs := &s.p.Arcs
	for i := range s.n {
		s.excess[i] += s.p.Stock[i] - s.sent[i]
		s.excess[s.n+i] += s.sent[i]
		for a := arcs.Start[i]; a < arcs.Start[i+1]; a++ {
			if f := s.flow[a]; f > 0 {
				s.excess[s.n+i] -= f
				s.excess[arcs.Head[a]] += f
				s.held.add(arcs.Head[a], a)
			}
		}
	}
	for i := range s.n {
		// excess is what is there: keep as much of it as the price allows.
		s.stock[i] = s.keep(i, s.excess[i], s.price[i])
		s.excess[i] -= s.stock[i]
	}
}

// takeFlow takes moves as far as they are allowed.
func (s *FlowSolver) takeFlow(flow []int64) {
	if flow == nil {
		return
	}
	arcs := &s.p.Arcs
	for i := range s.n {
		for a := arcs.Start[i]; a < arcs.Start[i+1]; a++ {
			if f := flow[a]; f > 0 {
				s.flow[a] = min(f, s.capacity(a), s.out[i]-s.sent[i])
				s.sent[i] += s.flow[a]
			}
		}
	}
}

// lower lowers prices until no section that may still send is worth more than where it can send to.
func (s *FlowSolver) lower() {
	t := &s.paths
	t.heap = t.heap[:0]
	arcs := &s.p.Arcs
	for i := range s.n {
		if s.full[i] {
			continue
		}
		if v := s.cheapest(i); v < s.price[i] {
			s.price[i] = v
			t.push(v, int32(i))
		}
	}
	for len(t.heap) > 0 {
		e := t.pop()
		j := e.node
		if e.dist > s.price[j] {
			continue
		}
		for _, a := range s.enter[s.into[j]:s.into[j+1]] {
			i := s.tail[a]
			if v := s.price[j] + arcs.Cost[a]; v < s.price[i] && !s.full[i] && s.unlimited(a) {
				s.price[i] = v
				t.push(v, i)
			}
		}
	}
}

// unlimited says whether arc a has no capacity of its own. Prices make way for such arcs; others are
// filled where they pay.
func (s *FlowSolver) unlimited(a int32) bool {
	return s.p.Arcs.Capacity == nil || s.p.Arcs.Capacity[a] >= s.total
}

// settle takes back the moves of section i that do not pay at the prices, makes those that do as far
// as they go, and lets as many leave as pay.
func (s *FlowSolver) settle(i int) {
	arcs := &s.p.Arcs
	sender := s.price[s.n+i]
	s.sent[i] = 0
	for a := arcs.Start[i]; a < arcs.Start[i+1]; a++ {
		f := s.flow[a]
		if f == 0 && s.unlimited(a) {
			continue
		}
		at := s.price[arcs.Head[a]]
		reduced, size := arcs.Cost[a]+at-sender, arcs.Cost[a]+math.Abs(at)+math.Abs(sender)
		switch {
		case !(reduced <= priceShare*size) || math.IsInf(size, 1):
			f = 0
		case reduced < -priceShare*size && !s.unlimited(a):
			f = s.capacity(a)
		}
		s.flow[a] = f
		s.sent[i] += f
	}
	s.sent[i] = min(s.sent[i], s.out[i])
	if s.above(s.price[i], sender) {
		s.sent[i] = s.out[i]
	}
}

// keep is the stock nearest to have that section i wants at a price: the step to it costs at most
// the price, the next step at least the price.
func (s *FlowSolver) keep(i int, have int64, price float64) int64 {
	least, most := s.least[i], s.most[i]
	z := min(max(have, least), most)
	switch {
	case z < most && s.step(i, z) < price: // up: the first z whose next step costs the price or more
		if s.p.Marginal == nil {
			return s.keepSquare(i, z, most, price)
		}
		low, high := z, most
		for reach := int64(1); low+reach < most; reach *= 2 {
			if s.step(i, low+reach) >= price {
				high = low + reach
				break
			}
			low += reach
		}
		for low+1 < high {
			if m := low + (high-low)/2; s.step(i, m) < price {
				low = m
			} else {
				high = m
			}
		}
		return high
	case z > least && s.step(i, z-1) > price: // down: the last z whose own step costs the price or less
		if s.p.Marginal == nil {
			k := s.keepSquare(i, least, z, price)
			for k < z && s.step(i, k) <= price {
				k++
			}
			return k
		}
		low, high := least, z
		for reach := int64(1); high-reach > least; reach *= 2 {
			if s.step(i, high-reach-1) <= price {
				low = high - reach
				break
			}
			high -= reach
		}
		for low+1 < high {
			if m := low + (high-low)/2; s.step(i, m-1) > price {
				high = m
			} else {
				low = m
			}
		}
		return low
	}
	return z
}

// keepSquare is the first stock from low to high whose next step costs the price or more, for a cost of
// squares.
func (s *FlowSolver) keepSquare(i int, low, high int64, price float64) int64 {
	at := math.Ceil((price/s.p.Square[i] - 1) / 2)
	z := high // where the quotient is none or beyond
	if at < float64(high) {
		z = max(low, int64(max(at, float64(low))))
	}
	for z < high && s.step(i, z) < price {
		z++
	}
	for z > low && s.step(i, z-1) >= price {
		z--
	}
	return z
}
