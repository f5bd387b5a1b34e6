package separable

import "math"

// paths is the memory of a search for a shortest path among sections and senders.
type paths struct {
	heap    []place
	level   []int32 // nodes as near as the one at hand: no need to go through the heap
	labels  []label
	round   int32
	reached []int32 // final nodes of this round
}

// A place is a node in the heap.
type place struct {
	dist float64
	node int32
}

// A label is what a search knows of a node.
type label struct {
	dist float64
	from int32 // the arc by which it was reached, or inside
	seen int32 // twice the round in which it was; one more once its distance is final
}

// inside says of a node that it was reached between a section and its sender.
const inside = int32(-1)

func (t *paths) resize(n int) {
	t.labels = resize(t.labels, n)
	t.round = 0
}

// begin begins a search at a node.
func (t *paths) begin(root int32) {
	if t.round++; t.round > lastRound {
		clear(t.labels)
		t.round = 1
	}
	t.heap, t.level, t.reached = t.heap[:0], append(t.level[:0], root), t.reached[:0]
	t.labels[root] = label{0, inside, 2 * t.round}
}

// lastRound is the last round of which twice its number and one more fits in an int32.
const lastRound = math.MaxInt32/2 - 1

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

// next takes the nearest node that is not final yet and makes it so; ok is false if there is none nearer
// than limit.
func (t *paths) next(limit float64) (v int32, dist float64, ok bool) {
	for {
		if k := len(t.level); k > 0 {
			v = t.level[k-1]
			t.level = t.level[:k-1]
		} else if len(t.heap) > 0 {
			v = t.pop().node
		} else {
			return 0, 0, false
		}
		l := &t.labels[v]
		if l.seen&1 == 1 {
			continue
		}
		if l.dist >= limit {
			return 0, 0, false
		}
		l.seen |= 1
		t.reached = append(t.reached, v)
		return v, l.dist, true
	}
}

// offer offers node a path that is by an arc of the given reduced cost longer than d, the distance of the
// node at hand. Below zero the cost is so by rounding.
func (t *paths) offer(node int32, d, reduced float64, arc int32) {
	l := &t.labels[node]
	if l.seen>>1 == t.round && (l.seen&1 == 1 || l.dist <= d) {
		return
	}
	if reduced <= 0 {
		*l = label{d, arc, 2 * t.round}
		t.level = append(t.level, node)
		return
	}
	if d += reduced; l.seen>>1 != t.round || d < l.dist {
		*l = label{d, arc, 2 * t.round}
		t.push(d, node)
	}
}

// An end is where a path can end other than at a node with an excess.
type end int8

const (
	atNode  end = iota
	atStock     // a section takes one unit more, or one less
	atHire      // units are hired, or no longer
)

// augment sends units once between root and the nearest node that can give or take: away from root
// if it has an excess, to it (short) if it lacks. It says whether there was a way.
func (s *FlowSolver) augment(root int32, short bool) bool {
	v, length, kind := s.grow(root, short)
	if v < 0 {
		return false
	}
	t := &s.paths
	sign := 1.0
	if short {
		sign = -1
	}
	for _, u := range t.reached {
		if d := length - t.labels[u].dist; d > 0 {
			s.price[u] += sign * d
		}
	}
	last := v
	units := max(s.excess[root], -s.excess[root])
	switch kind {
	case atNode:
		units = min(units, max(s.excess[v], -s.excess[v]))
	case atStock:
		units = s.alike(int(v), units, short)
	case atHire:
		if !short {
			units = min(units, s.hired[v])
		}
	}
	for ; v != root; v = s.previous(v) {
		units = min(units, s.room(v, short))
	}
	for v = last; v != root; {
		u := s.previous(v)
		s.send(v, short, units)
		v = u
	}
	if short {
		units = -units
	}
	s.excess[root] -= units
	switch kind {
	case atNode:
		s.excess[last] += units
	case atStock:
		s.stock[last] += units
	case atHire:
		s.hired[last] -= units
	}
	return true
}

// alike is how many of some units cost section i the same as the first, one after the other: more of them
// (short: fewer).
func (s *FlowSolver) alike(i int, units int64, short bool) int64 {
	z := s.stock[i]
	at := func(k int64) float64 { return s.step(i, z+k) }
	if short {
		units = min(units, z-s.least[i])
		at = func(k int64) float64 { return s.step(i, z-1-k) }
	} else {
		units = min(units, s.most[i]-z)
	}
	first := at(0)
	low, high := int64(1), units+1 // the first low are alike, the first high are not
	for low+1 < high {
		if m := low + (high-low)/2; at(m-1) == first { //nolint:gosec // no overflow: far below 2^62
			low = m
		} else {
			high = m
		}
	}
	return low
}

// previous is the node from which v was reached.
func (s *FlowSolver) previous(v int32) int32 {
	n, a := int32(s.n), s.paths.labels[v].from
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
	if s.paths.labels[v].from != inside {
		atEnd = !atEnd // a move points to a section
	}
	return atEnd != short
}

// room is how many units the last arc to v can take more.
func (s *FlowSolver) room(v int32, short bool) int64 {
	a := s.paths.labels[v].from
	switch forward := s.forward(v, short); {
	case a == inside && forward:
		i := v % int32(s.n)
		return s.out[i] - s.sent[i]
	case a == inside:
		return s.sent[v%int32(s.n)]
	case forward:
		return s.spare(a)
	default:
		return s.flow[a]
	}
}

// spare is how many units arc a can take more.
func (s *FlowSolver) spare(a int32) int64 {
	if s.p.Arcs.Capacity == nil {
		return maxUnits
	}
	return s.p.Arcs.Capacity[a] - s.flow[a]
}

func (s *FlowSolver) send(v int32, short bool, units int64) {
	if !s.forward(v, short) {
		units = -units
	}
	if a := s.paths.labels[v].from; a != inside {
		s.move(a, units)
	} else {
		s.sent[v%int32(s.n)] += units
	}
}

// move lets arc a carry more units.
func (s *FlowSolver) move(a int32, units int64) {
	before := s.flow[a]
	s.flow[a] += units
	switch j := s.p.Arcs.Head[a]; {
	case before == 0 && units != 0:
		s.held.add(j, a)
	case before != 0 && s.flow[a] == 0:
		s.held.remove(j, a)
	}
}

// grow grows the tree of shortest paths from root (short: to root) until it meets an end: a node
// that lacks units (short: has an excess), or a section whose stock or hires can make up for them. It
// returns -1 if there is none.
func (s *FlowSolver) grow(root int32, short bool) (at int32, length float64, kind end) {
	t := &s.paths
	t.begin(root)
	at, length = -1, math.Inf(1)
	for {
		v, d, ok := t.next(length)
		if !ok {
			return at, length, kind
		}
		if v != root && (short && s.excess[v] > 0 || !short && s.excess[v] < 0) {
			return v, d, atNode
		}
		if int(v) >= s.n {
			if short {
				s.toSender(v, d, length)
			} else {
				s.fromSender(v, d, length)
			}
			continue
		}
		if r, k := s.ends(v, short); d+r < length {
			at, length, kind = v, d+r, k
			if r == 0 {
				return at, length, kind
			}
		}
		if short {
			s.toSection(v, d, length)
		} else {
			s.fromSection(v, d, length)
		}
	}
}

// ends is the reduced cost of one unit that stays at section i or leaves the county there, or (short) that
// comes from there.
func (s *FlowSolver) ends(i int32, short bool) (cost float64, kind end) {
	z := s.stock[i]
	cost = math.Inf(1)
	if s.p.Hires {
		switch {
		case short:
			cost, kind = max(0, s.p.HireCost+s.price[i]), atHire
		case s.hired[i] > 0:
			cost, kind = max(0, -s.p.HireCost-s.price[i]), atHire
		}
	}
	switch {
	case short && z > s.least[i]:
		if v := max(0, s.price[i]-s.step(int(i), z-1)); v < cost {
			cost, kind = v, atStock
		}
	case !short && z < s.most[i]:
		if v := max(0, s.step(int(i), z)-s.price[i]); v < cost {
			cost, kind = v, atStock
		}
	}
	return cost, kind
}

// fromSection offers the ways on from section i that are shorter than limit.
func (s *FlowSolver) fromSection(i int32, d, limit float64) {
	sender := i + int32(s.n)
	at := s.price[i]
	if s.sent[i] < s.out[i] {
		if r := s.price[sender] - at; d+r < limit {
			s.paths.offer(sender, d, r, inside)
		}
	}
	for a := s.held.first[i]; a >= 0; a = s.held.next[a] {
		from := s.tail[a] + int32(s.n)
		if r := s.price[from] - s.p.Arcs.Cost[a] - at; d+r < limit {
			s.paths.offer(from, d, r, a)
		}
	}
}

// toSection offers the ways to section i.
func (s *FlowSolver) toSection(i int32, d, limit float64) {
	sender := i + int32(s.n)
	at := s.price[i]
	if s.sent[i] > 0 {
		if r := at - s.price[sender]; d+r < limit {
			s.paths.offer(sender, d, r, inside)
		}
	}
	for _, a := range s.enter[s.into[i]:s.into[i+1]] {
		from := s.tail[a] + int32(s.n)
		if r := s.p.Arcs.Cost[a] - s.price[from] + at; d+r < limit && s.spare(a) > 0 {
			s.paths.offer(from, d, r, a)
		}
	}
}

// fromSender offers the ways on from a sender.
func (s *FlowSolver) fromSender(v int32, d, limit float64) {
	i := v - int32(s.n)
	at := s.price[v]
	if s.sent[i] > 0 {
		if r := s.price[i] - at; d+r < limit {
			s.paths.offer(i, d, r, inside)
		}
	}
	from, to := s.p.Arcs.Start[i], s.p.Arcs.Start[i+1]
	cost, price := s.p.Arcs.Cost[from:to], s.price
	for k, j := range s.p.Arcs.Head[from:to] {
		if r := cost[k] - at + price[j]; d+r < limit {
			if a := from + int32(k); s.spare(a) > 0 {
				s.paths.offer(j, d, r, a)
			}
		}
	}
}

// toSender offers the ways to a sender.
func (s *FlowSolver) toSender(v int32, d, limit float64) {
	i := v - int32(s.n)
	at := s.price[v]
	if s.sent[i] < s.out[i] {
		if r := at - s.price[i]; d+r < limit {
			s.paths.offer(i, d, r, inside)
		}
	}
	arcs := &s.p.Arcs
	for a := arcs.Start[i]; a < arcs.Start[i+1]; a++ {
		if s.flow[a] > 0 {
			if r := at - arcs.Cost[a] - s.price[arcs.Head[a]]; d+r < limit {
				s.paths.offer(arcs.Head[a], d, r, a)
			}
		}
	}
}
