package parametric

import (
	"math"
	"slices"
)

// A forest is the optimum of a kind at one point of the data: which arcs carry flow, which sections
// send as much as they may, which are held at their least stock, and which trees hire. Everything
// else follows from it. A walk moves the data along a line and changes the forest one event at a time.
//
// Nodes 0 to n-1 are sections. Node n+i is the hub of section i: it sends in its place once the
// section is at its limit, and has a level of its own.
type forest struct {
	n        int32
	pupils   []float64
	hireCost float64
	hires    bool

	// The line along which the data move, and where on it the forest stands: x falls to 0.
	theta, pin          line // worth of money in levels; level of a free hire
	stock, limit, least []line
	x                   float64
	end                 float64 // events below it are rounding
	events, mostEvents  int     // since the last aim
	allEvents           int
	arcs                []Arc
	cost                []float64 // by arc
	canSend             []bool    // sections whose limit is above 0
	capped, held        []bool    // sections at their limit; at their least stock
	in, out             []line    // by section: its level as a receiver and as a sender, the latter that of
	// its hub where it is at its limit. A section that can never send has the sender's level minus
	// infinity, which keeps its arcs out of every comparison.
	treeOf               []int32 // by node; -1: a hub that is not in use
	trees                []tree
	spare                []int32 // trees that are not in use
	queue                []entry
	total                sums
	dist                 []float64 // by node: price from the root of its tree along the arcs, in money
	parent, parentArc    []int32   // by node; the arc is complemented where it leads away from the root
	over                 []line    // by node: what it and those beyond it have over, which goes to its parent
	stackNode, stackFrom []int32   // scratch of within
	links                adjacency
}

// A tree is a set of nodes joined by arcs that carry flow.
type tree struct {
	nodes   []int32
	pin     int32 // section that hires; -1: none
	elastic int32 // sections above their least stock
	sums    sums
	version uint32 // changes with every change of the tree

	// The next event of the tree, at x = at.
	event        eventKind
	index        int32   // arc or section
	other        int32   // tree that takes part; -1: none
	otherVersion uint32  // the event is stale if that tree has changed since
	at           float64 // where on the line
}

// sums are what a tree adds to the totals, as functions of x.
type sums struct {
	v0, v1, v2 float64 // sum of z^2/p = v0 + v1 x + v2 x^2
	cost       line    // of moves and hires
	hired      line
}

func (s *sums) add(o *sums, sign float64) {
	s.v0 += sign * o.v0
	s.v1 += sign * o.v1
	s.v2 += sign * o.v2
	s.cost.a += sign * o.cost.a
	s.cost.b += sign * o.cost.b
	s.hired.a += sign * o.hired.a
	s.hired.b += sign * o.hired.b
}

// squares is the sum of z^2/p at x.
func (s *sums) squares(x float64) float64 { return s.v0 + x*(s.v1+x*s.v2) }

// newForest is a forest without any arc in use. Its data are set by a first aim.
func newForest(k *Kind, d *data) *forest {
	n := k.Network.sections
	f := &forest{
		n: int32(n), pupils: k.Pupils, hireCost: k.HireCost, hires: k.HireCost > 0, arcs: k.Network.arcs, cost: d.cost,
		mostEvents: walkEvents(int32(n)),
	}
	lines := make([]line, 7*n)
	f.stock, f.limit, f.least, f.in, f.out = lines[:n:n], lines[n:2*n:2*n], lines[2*n:3*n:3*n], lines[3*n:4*n:4*n], lines[4*n:5*n:5*n]
	f.over = lines[5*n:]
	flags := make([]bool, 3*n)
	f.capped, f.held, f.canSend = flags[:n:n], flags[n:2*n:2*n], flags[2*n:]
	ints := make([]int32, 7*n)
	f.treeOf, f.parent, f.parentArc = ints[:2*n:2*n], ints[2*n:4*n:4*n], ints[4*n:6*n:6*n]
	own := ints[6*n:]
	f.dist = make([]float64, 2*n)
	f.trees = make([]tree, n, n+n/8)
	f.queue = make([]entry, 0, 2*n)
	for i := range n {
		own[i] = int32(i)
		f.trees[i] = tree{nodes: own[i : i+1 : i+1], pin: -1}
		f.treeOf[i], f.treeOf[n+i] = int32(i), -1
		f.parent[i], f.parentArc[i] = -1, noArc
		f.canSend[i] = d.limit[i] > 0
		if !f.canSend[i] {
			f.out[i] = fixed(math.Inf(-1))
		}
	}
	f.links.init(k.Network, d.ownCost())
	return f
}

// walkEvents bounds the events of one walk.
func walkEvents(n int32) int { return eventsPerSection*int(n) + eventsAtLeast }

// noArc is the arc of a root to its parent: no index of an arc, nor the complement of one.
const noArc = math.MaxInt32

// aim puts the data on a line and the forest at its beginning. The forest must be optimal there.
func (f *forest) aim(x float64, theta, pin line, set func(i int) (stock, limit, least line)) {
	f.x, f.theta, f.pin = x, theta, pin
	for i := range f.stock {
		f.stock[i], f.limit[i], f.least[i] = set(i)
	}
	f.events = 0
	f.rebuild()
}

// rebuild computes all trees anew and forgets what was known of coming events.
func (f *forest) rebuild() {
	f.queue = f.queue[:0]
	f.total = sums{}
	for c := range f.trees {
		if t := &f.trees[c]; len(t.nodes) > 0 {
			f.build(int32(c), f.rootOf(t))
		}
	}
	for c := range f.trees {
		if len(f.trees[c].nodes) > 0 {
			f.rescan(int32(c), true)
		}
	}
}

// rootOf is the node from which a tree is built: the section that hires, so that what the tree lacks
// is what the root lacks.
func (f *forest) rootOf(t *tree) int32 {
	if t.pin >= 0 {
		return t.pin
	}
	return t.nodes[0]
}

// retotal adds the trees up afresh: running totals drift.
func (f *forest) retotal() {
	f.total = sums{}
	for c := range f.trees {
		if t := &f.trees[c]; len(t.nodes) > 0 {
			f.total.add(&t.sums, 1)
		}
	}
}

// sender is the node from which the arcs of section i start.
func (f *forest) sender(i int32) int32 {
	if f.capped[i] {
		return i + f.n
	}
	return i
}

// section is the section of a node.
func (f *forest) section(v int32) int32 {
	if v >= f.n {
		return v - f.n
	}
	return v
}

// newTree takes a tree that is not in use.
func (f *forest) newTree() int32 {
	if k := len(f.spare); k > 0 {
		c := f.spare[k-1]
		f.spare = f.spare[:k-1]
		return c
	}
	f.trees = append(f.trees, tree{pin: -1})
	return int32(len(f.trees) - 1)
}

// drop gives a tree back, whose nodes have gone to another.
func (f *forest) drop(c int32) {
	t := &f.trees[c]
	t.nodes, t.pin, t.event = t.nodes[:0], -1, noEvent
	t.version++
	f.spare = append(f.spare, c)
}

// clone copies the forest, so that two walks can start where one has come to.
func (f *forest) clone() *forest {
	g := *f
	for _, v := range []*[]line{&g.stock, &g.limit, &g.least, &g.over, &g.in, &g.out} {
		*v = slices.Clone(*v)
	}
	for _, v := range []*[]bool{&g.capped, &g.held, &g.canSend} {
		*v = slices.Clone(*v)
	}
	for _, v := range []*[]int32{&g.treeOf, &g.parent, &g.parentArc, &g.spare} {
		*v = slices.Clone(*v)
	}
	g.stackNode, g.stackFrom = nil, nil
	g.dist, g.queue = slices.Clone(f.dist), slices.Clone(f.queue)
	g.trees = slices.Clone(f.trees)
	for c := range g.trees {
		g.trees[c].nodes = slices.Clone(g.trees[c].nodes)
	}
	g.links = f.links.clone()
	return &g
}
