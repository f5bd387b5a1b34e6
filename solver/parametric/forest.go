package parametric

import "math"

// A forest is the optimum of a kind at one point of the data: which arcs carry flow, which sections
// send as much as they may, which are held at their least stock, and which trees hire. Everything
// else follows from it. A walk moves the data along a line and changes the forest one event at a time.
//
// Nodes 0 to n-1 are sections. Node n+i is the hub of section i: it sends in its place once the
// section is at its limit, and has a level of its own.
type forest struct {
	n        int32
	hireCost float64
	hires    bool
	arcs     []Arc

	// The line along which the data move, and where on it the forest stands: x falls to end.
	theta, pin line // worth of money in levels; level of a free hire
	x, end     float64

	sites []site
	nodes []node
	links adjacency
	trees []tree
	spare []int32 // trees that are not in use
	total sums    // of all trees
	queue []entry // of coming events

	// By section: its level as a receiver and as a sender, the latter that of its hub where it is at its
	// limit. A section that can never send has the sender's level minus infinity, which keeps its arcs
	// out of every comparison. They are what a scan for events looks up, and kept apart to be close.
	in, out []line

	events, mostEvents   int // since the last aim
	allEvents            int
	stackNode, stackFrom []int32 // scratch of within
}

// A site is what a section is, and on which side of its limits it stands.
type site struct {
	pupils              float64
	stock, limit, least line // the last per pupil
	capped              bool // it sends all that it may, through its hub
	held                bool // it is at its least stock
	canSend             bool // its limit is above 0
}

// A node is the place of a section or a hub in its tree.
type node struct {
	over      line    // what it and the nodes beyond it have over, which goes to its parent
	dist      float64 // price from the root along the arcs, in money
	tree      int32   // -1: a hub that is not in use
	parent    int32   // -1: the root
	parentArc int32   // complemented where it leads away from the root
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
		n: int32(n), hireCost: k.HireCost, hires: k.HireCost > 0, arcs: k.Network.arcs,
		sites: make([]site, n), nodes: make([]node, 2*n), trees: make([]tree, n, n+n/8), queue: make([]entry, 0, 2*n),
		mostEvents: walkEvents(int32(n)),
	}
	lines := make([]line, 2*n)
	f.in, f.out = lines[:n:n], lines[n:]
	own := make([]int32, n)
	for i := range n {
		own[i] = int32(i)
		f.trees[i] = tree{nodes: own[i : i+1 : i+1], pin: -1}
		f.nodes[i], f.nodes[n+i] = node{tree: int32(i), parent: -1, parentArc: noArc}, node{tree: -1}
		f.sites[i].pupils, f.sites[i].canSend = k.Pupils[i], d.limit[i] > 0
		if !f.sites[i].canSend {
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
	for i := range f.sites {
		s := &f.sites[i]
		s.stock, s.limit, s.least = set(i)
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
	if f.sites[i].capped {
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
