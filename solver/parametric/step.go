package parametric

import (
	"errors"
	"math"
)

// errStuck says that a walk does not come to its end: ties that the distortion of the data did not
// resolve. Another distortion is tried.
var errStuck = errors.New("parametric: walk is stuck")

// errShort says that a set of sections cannot get what it needs, whatever is paid.
var errShort = errors.New("parametric: least stocks out of reach")

// step carries out the event that next has found.
func (f *forest) step() error {
	e := f.queue[0]
	f.pop()
	c := e.tree
	t := &f.trees[c]
	f.x = e.at
	f.events++
	f.allEvents++
	if f.events > f.mostEvents {
		return errStuck
	}
	v := t.index
	switch t.event {
	case joined:
		return f.join(c, t.other, v)
	case capOff:
		return f.capOff(c, t.other, v)
	case cut:
		return f.cut(c, v)
	case capOn:
		return f.capOn(c, v)
	case holdOn:
		f.sites[v].held = true
		return f.regrow(c, falls)
	case holdOff:
		f.sites[v].held = false
		return f.regrow(c, falls)
	case pinOn:
		t.pin = v
		return f.regrow(c, falls)
	case pinOff:
		t.pin = -1
		return f.regrow(c, rises)
	case noEvent:
	}
	return errStuck
}

// regrow builds a tree again whose nodes stay the same. Should nothing hold its level any more, it
// moves the way given.
func (f *forest) regrow(c int32, way direction) error {
	f.total.add(&f.trees[c].sums, -1)
	f.build(c, f.rootOf(&f.trees[c]))
	return f.settle(c, way)
}

// join makes one tree of two by an arc.
func (f *forest) join(c, o, arc int32) error {
	i, j := f.arcs[arc].From, f.arcs[arc].To
	c, o = f.union(c, o)
	f.links.out.grow(i, arc)
	f.links.in.grow(j, arc)
	return f.united(c, o, j)
}

// capOff makes one tree of that of a section and that of its hub.
func (f *forest) capOff(c, o, i int32) error {
	c, o = f.union(c, o)
	f.sites[i].capped = false
	f.nodes[i+f.n].tree = -1
	return f.united(c, o, i)
}

// union moves the arcs between two trees inside and returns the larger tree first.
func (f *forest) union(c, o int32) (into, from int32) {
	f.total.add(&f.trees[c].sums, -1)
	f.total.add(&f.trees[o].sums, -1)
	if len(f.trees[o].nodes) > len(f.trees[c].nodes) {
		c, o = o, c
	}
	f.merge(f.trees[o].nodes, c)
	return c, o
}

// united builds tree c, into which o has gone.
func (f *forest) united(c, o, root int32) error {
	f.absorb(c, o, root)
	return f.settle(c, falls)
}

// cut makes two trees of one where an arc has ceased to carry flow. What the sender's part has over
// is less than nothing, were it to go on; what the other part needs likewise.
func (f *forest) cut(c, arc int32) error {
	i, j := f.arcs[arc].From, f.arcs[arc].To
	f.links.out.prune(i, arc)
	f.links.in.prune(j, arc)
	return f.divide(c, f.sender(i), falls, j, rises)
}

// capOn makes the hub of a section a node of its own, which needs more than the limit, were it to go on.
func (f *forest) capOn(c, i int32) error {
	f.sites[i].capped = true
	return f.divide(c, i, rises, i+f.n, falls)
}

// divide makes two trees of one, with a root for each and the way it moves should nothing hold it.
func (f *forest) divide(c, r1 int32, way1 direction, r2 int32, way2 direction) error {
	f.total.add(&f.trees[c].sums, -1)
	f.part(c, r1, r2)
	if err := f.settle(c, way1); err != nil {
		return err
	}
	return f.settle(f.nodes[r2].tree, way2)
}

// part builds the two trees that are left of one, from a node of each. The section that hires goes on
// to hire for the tree that it lies in.
func (f *forest) part(c, r1, r2 int32) {
	o := f.newTree()
	pin := f.trees[c].pin
	f.trees[c].pin, f.trees[o].pin = -1, -1
	if pin >= 0 {
		if f.within(r1, pin) {
			f.trees[c].pin, r1 = pin, pin
		} else {
			f.trees[o].pin, r2 = pin, pin
		}
	}
	f.build(c, r1)
	f.build(o, r2)
	if len(f.trees[c].nodes) <= len(f.trees[o].nodes) {
		f.split(f.trees[c].nodes, c)
	} else {
		f.split(f.trees[o].nodes, o)
	}
}

// within says whether a node lies in the tree of v as its arcs are now.
func (f *forest) within(v, target int32) bool {
	nodes, from := append(f.stackNode[:0], v), append(f.stackFrom[:0], noArc)
	defer func() { f.stackNode, f.stackFrom = nodes, from }()
	for k := 0; k < len(nodes); k++ {
		v, a := nodes[k], from[k]
		if v == target {
			return true
		}
		i := f.section(v)
		if v < f.n {
			for _, l := range f.links.in.tree(v) {
				if l.arc != a {
					nodes, from = append(nodes, f.sender(l.other)), append(from, l.arc)
				}
			}
		}
		if f.sender(i) == v {
			for _, l := range f.links.out.tree(i) {
				if l.arc != a {
					nodes, from = append(nodes, l.other), append(from, l.arc)
				}
			}
		}
	}
	return false
}

// A direction is the way in which the level of a tree moves that nothing holds.
type direction int8

const (
	falls direction = iota // the tree needs stock
	rises                  // it has stock over
)

// settle gives a tree a level where nothing holds it: no section above its least stock, no hire. Its
// level moves the way given to the first place where an arc, a hub, a hire or a section can hold it.
// Trees that are held it only scans for events.
func (f *forest) settle(c int32, way direction) error {
	for f.trees[c].elastic == 0 && f.trees[c].pin < 0 {
		var kind eventKind
		var index, other int32
		if way == falls {
			kind, index, other = f.fall(c)
		} else {
			kind, index, other = f.rise(c)
		}
		t := &f.trees[c]
		switch kind {
		case joined:
			i, j := f.arcs[index].From, f.arcs[index].To
			c, other = f.union(c, other)
			f.links.out.grow(i, index)
			f.links.in.grow(j, index)
			f.absorb(c, other, j)
		case capOff:
			c, other = f.union(c, other)
			f.sites[index].capped = false
			f.nodes[index+f.n].tree = -1
			f.absorb(c, other, index)
		case pinOn:
			f.total.add(&t.sums, -1)
			t.pin = index
			f.build(c, index)
		case holdOff:
			f.total.add(&t.sums, -1)
			f.sites[index].held = false
			f.build(c, f.rootOf(t))
		default:
			return errShort
		}
		f.events++
		f.allEvents++
		if f.events > f.mostEvents {
			return errStuck
		}
	}
	f.rescan(c, false)
	return nil
}

// absorb builds tree c, into which o has gone, without a scan for events.
func (f *forest) absorb(c, o, root int32) {
	pin := max(f.trees[c].pin, f.trees[o].pin)
	f.drop(o)
	f.trees[c].pin = pin
	if pin >= 0 {
		root = pin
	}
	f.build(c, root)
}

// fall finds what stops the fall of a tree's level first: an arc from outside, the hub of a section at
// its limit, or a hire.
func (f *forest) fall(c int32) (kind eventKind, index, other int32) {
	theta := f.theta.at(f.x)
	best := math.Inf(-1)
	for _, v := range f.trees[c].nodes {
		if v >= f.n {
			continue
		}
		d := theta * f.nodes[v].dist
		for _, l := range f.links.in.opened(v) {
			if level := f.out[l.other].at(f.x) - theta*l.cost - d; level > best {
				best, kind, index, other = level, joined, l.arc, f.nodes[f.sender(l.other)].tree
			}
		}
		if f.sites[v].capped {
			if o := f.nodes[v+f.n].tree; o != c {
				if level := f.out[v].at(f.x) - d; level > best {
					best, kind, index, other = level, capOff, v, o
				}
			}
		}
		if f.hires {
			if level := f.pin.at(f.x) - theta*f.hireCost - d; level > best {
				best, kind, index, other = level, pinOn, v, -1
			}
		}
	}
	return kind, index, other
}

// rise finds what stops the rise of a tree's level first: a section that takes more than its least
// stock, an arc to outside, or the section of a hub.
func (f *forest) rise(c int32) (kind eventKind, index, other int32) {
	theta := f.theta.at(f.x)
	best := math.Inf(1)
	for _, v := range f.trees[c].nodes {
		i := f.section(v)
		d := theta * f.nodes[v].dist
		if v < f.n {
			if level := f.sites[v].least.at(f.x) - d; level < best {
				best, kind, index, other = level, holdOff, v, -1
			}
		} else if o := f.nodes[i].tree; o != c {
			if level := f.in[i].at(f.x) - d; level < best {
				best, kind, index, other = level, capOff, i, o
			}
		}
		if f.sender(i) != v || !f.sites[i].canSend {
			continue
		}
		for _, l := range f.links.out.opened(i) {
			if level := f.in[l.other].at(f.x) + theta*l.cost - d; level < best {
				best, kind, index, other = level, joined, l.arc, f.nodes[l.other].tree
			}
		}
	}
	return kind, index, other
}
