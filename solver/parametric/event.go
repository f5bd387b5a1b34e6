package parametric

// An event ends the stretch of a line on which the forest stays as it is. Each is the end of a
// condition  slope*x - need >= 0 , which holds where the forest stands. It fails before x = 0 if and
// only if need > 0: the sign of a difference at the end of the line decides, never a tolerance. That
// is what makes ties harmless.
type eventKind uint8

const (
	noEvent eventKind = iota
	joined            // an arc between two trees begins to carry flow
	cut               // the flow of an arc has fallen to 0
	capOn             // a section sends as much as it may: its hub gets a level of its own
	capOff            // the hub's level has risen to that of its section
	holdOn            // a section has fallen to its least stock
	holdOff           // a section rises above it
	pinOn             // hiring for a tree pays
	pinOff            // a tree hires no more
)

// A search finds the first event among conditions: the largest need/slope. A slope that is not
// positive belongs to a condition that fails already, by rounding: its event is at once.
type search struct {
	need, slope float64
	kind        eventKind
	index       int32
	other       int32 // node of the other tree, for joined and capOff
}

// leastSlope stands for a slope that rounding has made zero or negative.
const leastSlope = 1e-300

func (s *search) meet(need, slope float64, kind eventKind, index, other int32) {
	if need > 0 && need*s.slope > s.need*slope {
		s.need, s.slope, s.kind, s.index, s.other = need, max(slope, leastSlope), kind, index, other
	}
}

// rescan finds the next event of a tree: inside it, and on its border with other trees. Every pair of
// trees is looked at by the one that changed last.
func (f *forest) rescan(c int32) {
	t := &f.trees[c]
	n := f.n
	s := search{slope: 1}
	thA, thB := f.theta.a, f.theta.b
	out, in := &f.links.out, &f.links.in
	single := len(t.nodes) == 1
	for _, v := range t.nodes {
		i := v
		sends := true
		if v < n {
			h := f.level[v].in
			sends = !f.capped[v] && f.canSend[v]
			least := f.least[v]
			if f.held[v] {
				s.meet(h.a-least.a, least.b-h.b, holdOff, v, -1)
			} else {
				s.meet(least.a-h.a, h.b-least.b, holdOn, v, -1)
			}
			if f.hires && t.pin < 0 {
				s.meet(f.pin.a-thA*f.hireCost-h.a, h.b-f.pin.b+thB*f.hireCost, pinOn, v, -1)
			}
			for _, l := range in.opened(v) {
				from := &f.level[l.other].out
				if need := from.a - h.a - thA*l.cost; need > 0 {
					if slope := thB*l.cost - from.b + h.b; need*s.slope > s.need*slope {
						s = search{need, max(slope, leastSlope), joined, l.arc, f.sender(l.other)}
					}
				}
			}
		} else {
			i = v - n
		}
		if sends {
			o := f.level[i].out
			for _, l := range out.opened(i) {
				to := &f.level[l.other].in
				if need := o.a - to.a - thA*l.cost; need > 0 {
					if slope := thB*l.cost - o.b + to.b; need*s.slope > s.need*slope {
						s = search{need, max(slope, leastSlope), joined, l.arc, l.other}
					}
				}
			}
		}
		if f.capped[i] {
			o := i
			if v == i {
				o = i + n
			}
			if f.treeOf[o] != c {
				l := &f.level[i]
				s.meet(l.out.a-l.in.a, l.in.b-l.out.b, capOff, i, o)
			}
		}
		if single {
			continue
		}
		if f.parent[v] >= 0 {
			a := f.parentArc[v]
			if a < 0 {
				a = ^a
			}
			s.meet(-f.flow[a].a, f.flow[a].b, cut, a, -1)
		}
		if v < n && sends {
			if tree := out.tree(v); len(tree) > 0 {
				var sum line
				for _, l := range tree {
					sum.a += f.flow[l.arc].a
					sum.b += f.flow[l.arc].b
				}
				s.meet(sum.a-f.limit[v].a, f.limit[v].b-sum.b, capOn, v, -1)
			}
		}
	}
	if t.pin >= 0 {
		s.meet(-t.sums.hired.a, t.sums.hired.b, pinOff, t.pin, -1)
	}
	t.event = s.kind
	if s.kind == noEvent {
		return
	}
	t.index, t.other, t.at = s.index, -1, min(s.need/s.slope, f.x)
	if s.other >= 0 {
		t.other = f.treeOf[s.other]
		t.otherVersion = f.trees[t.other].version
	}
	f.push(entry{t.at, c, t.version})
}

// An entry of the queue is the next event of a tree as of a version of it.
type entry struct {
	at      float64
	tree    int32
	version uint32
}

// push and pop keep the queue a heap with the largest x first.
func (f *forest) push(e entry) {
	f.queue = append(f.queue, e)
	q := f.queue
	k := len(q) - 1
	for k > 0 {
		up := (k - 1) / 2
		if q[up].at >= e.at {
			break
		}
		q[k] = q[up]
		k = up
	}
	q[k] = e
}

func (f *forest) pop() {
	last := len(f.queue) - 1
	e := f.queue[last]
	f.queue = f.queue[:last]
	q := f.queue
	if last == 0 {
		return
	}
	k := 0
	for {
		down := 2*k + 1
		if down >= last {
			break
		}
		if down+1 < last && q[down+1].at > q[down].at {
			down++
		}
		if q[down].at <= e.at {
			break
		}
		q[k] = q[down]
		k = down
	}
	q[k] = e
}

// next is where the next event lies, 0 if none is left. Entries that no longer hold are dropped; a
// tree whose partner has changed is looked at again.
func (f *forest) next() float64 {
	for len(f.queue) > 0 {
		e := f.queue[0]
		t := &f.trees[e.tree]
		if t.version != e.version || t.event == noEvent || t.at != e.at {
			f.pop()
			continue
		}
		if t.other >= 0 && f.trees[t.other].version != t.otherVersion {
			f.pop()
			f.rescan(e.tree)
			continue
		}
		return e.at
	}
	return 0
}
