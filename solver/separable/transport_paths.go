package separable

import (
	"math"
	"slices"
)

// tree is the memory of a search for a shortest path between schools.
type tree struct {
	dist []float64
	hops []int32
	from []int32 // the school before (forwards) or after (backwards) on the path; -1 at the root
	done []bool
}

func newTree(n int) tree {
	return tree{make([]float64, n), make([]int32, n), make([]int32, n), make([]bool, n)}
}

// augment moves pupils between school j and the nearest school that can give or take, once: away
// from j if it holds more than booked, to it (short) if less. Distances are reduced costs, so they
// are not negative; the prices then move by what keeps them so and makes the path free of charge.
func (s *TransportSession) augment(j int, short bool) error {
	end, length := s.grow(j, short)
	if end < 0 {
		return s.cut(short)
	}
	for v, done := range s.tree.done {
		if done && s.tree.dist[v] < length {
			if short {
				s.price[v] -= length - s.tree.dist[v]
			} else {
				s.price[v] += length - s.tree.dist[v]
			}
		}
	}
	// The end takes (short: gives) what it needs itself, or else books a change.
	amount, sign := math.Abs(s.excess[j]), 1.0
	if short {
		sign = -1
	}
	needs := end != j && s.excess[end]*sign < 0
	switch {
	case needs:
		amount = min(amount, math.Abs(s.excess[end]))
	case short:
		amount = min(amount, s.booked[end]-s.t.Least[end])
	default:
		amount = min(amount, s.t.Most[end]-s.booked[end])
	}
	for v := end; v != j; v = int(s.tree.from[v]) {
		from, to := s.hop(v, short)
		amount = min(amount, s.flow[s.switches.piece(s, from, to)*s.schools+from])
	}
	s.excess[j] = s.undusted(s.excess[j] - sign*amount)
	if needs {
		s.excess[end] = s.undusted(s.excess[end] + sign*amount)
	} else {
		s.booked[end] += sign * amount
	}
	for v := end; v != j; v = int(s.tree.from[v]) {
		from, to := s.hop(v, short)
		s.move(s.switches.piece(s, from, to), from, to, amount)
	}
	return nil
}

// hop is the direction in which pupils pass between v and the school next to it towards the root.
func (s *TransportSession) hop(v int, short bool) (from, to int) {
	if short {
		return v, int(s.tree.from[v])
	}
	return int(s.tree.from[v]), v
}

// move switches pupils of piece b.
func (s *TransportSession) move(b, from, to int, amount float64) {
	x, y := &s.flow[b*s.schools+from], &s.flow[b*s.schools+to]
	s.load[from] -= amount
	s.load[to] += amount
	*x -= amount
	fresh := *y == 0
	*y += amount
	if *x == 0 {
		s.switches.removed(s, b, from)
	}
	if fresh {
		s.switches.inserted(s, b, to)
	}
}

// grow grows the tree of shortest paths from j (short: to j) until it meets a school that can take
// (short: give). It returns that school and the length of the path, -1 if there is none. Of paths
// of one length it takes one with the fewest hops.
func (s *TransportSession) grow(j int, short bool) (end int, length float64) {
	n := s.schools
	dist, hops, from, done := s.tree.dist[:n], s.tree.hops[:n], s.tree.from[:n], s.tree.done[:n]
	for v := range n {
		dist[v], hops[v], from[v], done[v] = math.Inf(1), 0, -1, false
	}
	dist[j] = 0
	end, length = -1, math.Inf(1)
	endHops := int32(math.MaxInt32)
	for u := j; u >= 0; {
		d, h := dist[u], hops[u]
		if d > length || d == length && h >= endHops {
			break
		}
		done[u] = true
		reach := math.Inf(1) // the length of the path that ends here
		switch {
		case u != j && (short && s.excess[u] > 0 || !short && s.excess[u] < 0):
			reach = d
		case short && s.booked[u] > s.t.Least[u]:
			reach = d + max(0, s.price[u])
		case !short && s.booked[u] < s.t.Most[u]:
			reach = d + max(0, -s.price[u])
		}
		if reach < length || reach == length && h < endHops && end >= 0 {
			end, length, endHops = u, reach, h
		}
		u = s.relax(u, short)
	}
	return end, length
}

// relax offers the others the way over school u and returns the nearest school that is open, -1 if
// there is none.
func (s *TransportSession) relax(u int, short bool) int {
	n := s.schools
	dist, hops, from, done := s.tree.dist[:n], s.tree.hops[:n], s.tree.from[:n], s.tree.done[:n]
	price := s.price[:n]
	d, h, at := dist[u], hops[u]+1, price[u]
	next, nearest, fewest := -1, math.Inf(1), int32(math.MaxInt32)
	for v := range n {
		if done[v] {
			continue
		}
		var w float64
		if short {
			w = s.switches.weight[v*n+u] - price[v] + at
		} else {
			w = s.switches.weight[u*n+v] - at + price[v]
		}
		if w < 0 { // by rounding
			w = 0
		}
		if w += d; w < dist[v] || w == dist[v] && h < hops[v] {
			dist[v], hops[v], from[v] = w, h, int32(u)
		}
		if dist[v] < nearest || dist[v] == nearest && hops[v] < fewest {
			next, nearest, fewest = v, dist[v], hops[v]
		}
	}
	if math.IsInf(nearest, 1) {
		return -1
	}
	return next
}

// cut is the proof that the schools the tree reached are closed. Overflowing, no piece there may go
// elsewhere; short, all pupils that may come are there.
func (s *TransportSession) cut(short bool) error {
	c := &Cut{Short: short}
	for v, done := range s.tree.done {
		if !done {
			continue
		}
		c.Nodes = append(c.Nodes, v)
		if short {
			c.Want += s.t.Least[v]
		} else {
			c.Want += s.t.Most[v]
		}
	}
	for b, p := range s.t.Pupils {
		some, all := false, true
		for j, cost := range s.costs(b) {
			if !math.IsInf(cost, 1) {
				if _, in := slices.BinarySearch(c.Nodes, j); in {
					some = true
				} else {
					all = false
				}
			}
		}
		if p > 0 && (short && some || !short && some && all) {
			c.Pieces = append(c.Pieces, b)
			c.Have += p
		}
	}
	return c
}
