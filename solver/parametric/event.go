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

// into looks for an earlier event among the arcs into a section of level h, from sections of levels
// out: the arc of the earliest, nil if none is earlier.
func (s *search) into(arcs []link, out []line, h, theta line) (best *link) {
	need, slope := s.need, s.slope
	for k := range arcs {
		l := &arcs[k]
		o := &out[l.other]
		// A condition whose need is not positive holds to the end; the comparison, which rarely is
		// true, comes first because it can be foretold.
		if n, d := o.a-h.a-theta.a*l.cost, theta.b*l.cost-o.b+h.b; n*slope > need*d && n > 0 {
			need, slope, best = n, max(d, leastSlope), l
		}
	}
	s.need, s.slope = need, slope
	return best
}

// outOf is into for the arcs out of a section of level o, to sections of levels in.
func (s *search) outOf(arcs []link, in []line, o, theta line) (best *link) {
	need, slope := s.need, s.slope
	for k := range arcs {
		l := &arcs[k]
		h := &in[l.other]
		if n, d := o.a-h.a-theta.a*l.cost, theta.b*l.cost-o.b+h.b; n*slope > need*d && n > 0 {
			need, slope, best = n, max(d, leastSlope), l
		}
	}
	s.need, s.slope = need, slope
	return best
}

// rescan finds the next event of a tree: inside it, and on its border with other trees. Every pair of
// trees is looked at by the one that changed last; where all have, the arcs out of each are enough.
func (f *forest) rescan(c int32, all bool) {
	t := &f.trees[c]
	n := f.n
	s := search{slope: 1}
	out, in := &f.links.out, &f.links.in
	for _, v := range t.nodes {
		i := f.section(v)
		at, site := &f.nodes[v], &f.sites[i]
		sends := true
		if v < n {
			sends = !site.capped && site.canSend
			h, least := f.in[v], site.least
			if site.held {
				s.meet(h.a-least.a, least.b-h.b, holdOff, v, -1)
			} else {
				s.meet(least.a-h.a, h.b-least.b, holdOn, v, -1)
			}
			if f.hires && t.pin < 0 {
				s.meet(f.pin.a-f.theta.a*f.hireCost-h.a, h.b-f.pin.b+f.theta.b*f.hireCost, pinOn, v, -1)
			}
			if !all {
				if l := s.into(in.opened(v), f.out, h, f.theta); l != nil {
					s.kind, s.index, s.other = joined, l.arc, f.sender(l.other)
				}
			}
			if tree := out.tree(v); sends && len(tree) > 0 {
				var sum line
				for _, l := range tree {
					x := f.flowOn(v, l)
					sum.a += x.a
					sum.b += x.b
				}
				s.meet(sum.a-site.limit.a, site.limit.b-sum.b, capOn, v, -1)
			}
		}
		if sends {
			if l := s.outOf(out.opened(i), f.in, f.out[i], f.theta); l != nil {
				s.kind, s.index, s.other = joined, l.arc, l.other
			}
		}
		if site.capped {
			o := i
			if v == i {
				o = i + n
			}
			if f.nodes[o].tree != c {
				s.meet(f.out[i].a-f.in[i].a, f.in[i].b-f.out[i].b, capOff, i, o)
			}
		}
		if at.parent >= 0 {
			if a := at.parentArc; a >= 0 {
				s.meet(-at.over.a, at.over.b, cut, a, -1)
			} else {
				s.meet(at.over.a, -at.over.b, cut, ^a, -1)
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
		t.other = f.nodes[s.other].tree
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
			f.rescan(e.tree, false)
			continue
		}
		return e.at
	}
	return 0
}
