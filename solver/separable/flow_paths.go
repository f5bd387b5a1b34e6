package separable

import "math"

// paths is the memory of a search for a shortest path among sections and senders.
type paths struct {
	heap    []place
	dist    []float64
	from    []int32 // the arc by which a node was reached, see the codes
	seen    []int32 // the round in which dist and from were set
	done    []int32 // the round in which dist was final
	round   int32
	reached []int32 // final nodes of this round
}

// A place is a node in the heap.
type place struct {
	dist float64
	node int32
}

// How a node was reached: by the move of its number, or between a section and its sender.
const inside = int32(-1)

func (t *paths) resize(n int) {
	t.dist, t.from = resize(t.dist, n), resize(t.from, n)
	t.seen, t.done = resize(t.seen, n), resize(t.done, n)
	t.round = 0
}

func (t *paths) push(dist float64, node int32) {
	h := append(t.heap, place{dist, node})
	i := len(h) - 1
	for i > 0 {
		up := (i - 1) / 2
		if h[up].dist <= dist {
			break
		}
		h[i] = h[up]
		i = up
	}
	h[i] = place{dist, node}
	t.heap = h
}

func (t *paths) pop() place {
	h := t.heap
	top, last := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	t.heap = h
	if len(h) == 0 {
		return top
	}
	i := 0
	for {
		c := 2*i + 1
		if c >= len(h) {
			break
		}
		if c+1 < len(h) && h[c+1].dist < h[c].dist {
			c++
		}
		if h[c].dist >= last.dist {
			break
		}
		h[i] = h[c]
		i = c
	}
	h[i] = last
	return top
}

// offer offers node a path of length d by an arc of the given reduced cost. Below zero it is so by
// rounding.
func (t *paths) offer(node int32, d, reduced float64, arc int32) {
	if t.done[node] == t.round {
		return
	}
	if reduced > 0 {
		d += reduced
	}
	if t.seen[node] != t.round || d < t.dist[node] {
		t.seen[node], t.dist[node], t.from[node] = t.round, d, arc
		t.push(d, node)
	}
}

// augment sends units once between root and the nearest node that can give or take: away from root
// if it has an excess, to it (short) if it lacks. It says whether there was a way.
func (s *FlowSolver) augment(root int32, short bool) bool {
	end, length, reservoir := s.grow(root, short)
	if end < 0 {
		return false
	}
	t := &s.paths
	for _, v := range t.reached {
		if d := length - t.dist[v]; d > 0 {
			if short {
				s.price[v] -= d
			} else {
				s.price[v] += d
			}
		}
	}
	units := max(s.excess[root], -s.excess[root])
	if reservoir {
		units = 1
	} else {
		units = min(units, max(s.excess[end], -s.excess[end]))
	}
	for v := end; v != root; v = s.previous(v) {
		units = min(units, s.room(v, short))
	}
	for v := end; v != root; {
		u := s.previous(v)
		s.send(v, short, units)
		v = u
	}
	if short {
		units = -units
	}
	s.excess[root] -= units
	if reservoir {
		s.stock[end] += units
	} else {
		s.excess[end] += units
	}
	return true
}

// previous is the node from which v was reached.
func (s *FlowSolver) previous(v int32) int32 {
	n, a := int32(s.n), s.paths.from[v]
	switch {
	case a == inside && v < n:
		return v + n
	case a == inside:
		return v - n
	case v < n: // by a move, at its head
		return s.tail[a] + n
	default:
		return s.p.Arcs.Head[a]
	}
}

// forward says whether the last arc to v is used in its own direction: from the root to v it is if
// v is the end at which the arc points; short, paths are walked against their direction.
func (s *FlowSolver) forward(v int32, short bool) bool {
	atEnd := v >= int32(s.n) // the inner arc points to the sender
	if s.paths.from[v] != inside {
		atEnd = !atEnd // a move points to a section
	}
	return atEnd != short
}

// room is how many units the last arc to v can take more.
func (s *FlowSolver) room(v int32, short bool) int64 {
	a := s.paths.from[v]
	flow, capacity := s.sent, s.out
	at := v % int32(s.n)
	if a != inside {
		flow, capacity, at = s.flow, s.capacity, a
	}
	if s.forward(v, short) {
		return capacity[at] - flow[at]
	}
	return flow[at]
}

func (s *FlowSolver) send(v int32, short bool, units int64) {
	if !s.forward(v, short) {
		units = -units
	}
	if a := s.paths.from[v]; a != inside {
		s.flow[a] += units
	} else {
		s.sent[v%int32(s.n)] += units
	}
}

// grow grows the tree of shortest paths from root (short: to root) until it meets an end: a node
// that lacks units (short: has an excess), or the reservoir behind section end. It returns -1 if
// there is none.
func (s *FlowSolver) grow(root int32, short bool) (end int32, length float64, reservoir bool) {
	t := &s.paths
	t.round++
	t.heap, t.reached = t.heap[:0], t.reached[:0]
	t.seen[root], t.dist[root], t.from[root] = t.round, 0, inside
	t.push(0, root)
	end, length = -1, math.Inf(1)
	for len(t.heap) > 0 {
		e := t.pop()
		v, d := e.node, e.dist
		if t.done[v] == t.round {
			continue
		}
		if d >= length {
			break
		}
		t.done[v] = t.round
		t.reached = append(t.reached, v)
		if v != root && (short && s.excess[v] > 0 || !short && s.excess[v] < 0) {
			return v, d, false
		}
		if int(v) >= s.n {
			s.fromSender(v, d, short)
			continue
		}
		if r := s.reservoir(int(v), short); d+r < length {
			end, length, reservoir = v, d+r, true
		}
		s.fromSection(v, d, short)
	}
	return end, length, reservoir
}

// reservoir is the reduced cost of one unit from section i into the reservoir, or (short) out of it.
func (s *FlowSolver) reservoir(i int, short bool) float64 {
	z := s.stock[i]
	switch {
	case short && z > s.least[i]:
		return max(0, s.price[i]-s.step(i, z-1))
	case !short && z < s.most[i]:
		return max(0, s.step(i, z)-s.price[i])
	}
	return math.Inf(1)
}

// fromSection offers the ways on from section i (short: to it).
func (s *FlowSolver) fromSection(i int32, d float64, short bool) {
	sender := i + int32(s.n)
	t, price, at := &s.paths, s.price, s.price[i]
	if short {
		if s.sent[i] > 0 {
			t.offer(sender, d, at-price[sender], inside)
		}
	} else if s.sent[i] < s.out[i] {
		t.offer(sender, d, price[sender]-at, inside)
	}
	for _, a := range s.enter[s.into[i]:s.into[i+1]] {
		from := s.tail[a] + int32(s.n)
		if short {
			if s.flow[a] < s.capacity[a] {
				t.offer(from, d, s.p.Arcs.Cost[a]-price[from]+at, a)
			}
		} else if s.flow[a] > 0 {
			t.offer(from, d, price[from]-s.p.Arcs.Cost[a]-at, a)
		}
	}
}

// fromSender offers the ways on from a sender (short: to it).
func (s *FlowSolver) fromSender(v int32, d float64, short bool) {
	i := v - int32(s.n)
	t, price, at, arcs := &s.paths, s.price, s.price[v], &s.p.Arcs
	if short {
		if s.sent[i] < s.out[i] {
			t.offer(i, d, at-price[i], inside)
		}
	} else if s.sent[i] > 0 {
		t.offer(i, d, price[i]-at, inside)
	}
	for a := arcs.Start[i]; a < arcs.Start[i+1]; a++ {
		j := arcs.Head[a]
		if short {
			if s.flow[a] > 0 {
				t.offer(j, d, at-arcs.Cost[a]-price[j], a)
			}
		} else if s.flow[a] < s.capacity[a] {
			t.offer(j, d, arcs.Cost[a]-at+price[j], a)
		}
	}
}
