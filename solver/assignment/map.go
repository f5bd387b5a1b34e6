package assignment

import (
	"math"
	"slices"
)

// A Map says which pieces touch, and what hanging together means.
//
// Roots of a site are pieces from which its area grows (where its school stands). In a plan each piece that
// goes to a site is to be held there:
//
//   - Monotone: a piece is held by its neighbours at the same site that are closer to it. The share of a piece
//     is at most the sum of theirs. Closer is of less Distance, and of equal distances of fewer steps from a
//     root; so chains end at roots. It is a linear rule, and stricter than to hang together.
//   - Exact: every part of an area that hangs together has a root in it. Pieces may not be split then.
//
// Before is the plan of today, which may be torn already and must get no worse. Monotone: a piece that today
// goes to a site without being held there need not be held there. Exact: of every part of today's area of a
// site that has no root, the largest piece (the first of equals) counts as a root of that site while it goes
// there. So a part that exists may stay, grow, shrink about that piece, join or vanish; no part appears
// that is not about such a piece, and none is torn in two.
//
// Pieces that the rule leaves no site at all (islands: no chain leads from any root to them) are free of it,
// help to hold others, and are named in [Result.Islands].
type Map struct {
	Mode Contiguity

	// Neighbours of piece b are Next[Start[b]:Start[b+1]], each pair from both sides.
	Start, Next []int32
	Roots       [][]int32 // by site
	Distance    []float64 // by pair; needed for Monotone; +Inf is far away
	Before      []int32   // site of each piece today, -1: none; nil: there is no plan of today
}

// Contiguity is a meaning of hanging together.
type Contiguity int

// The meanings.
const (
	Monotone Contiguity = iota
	Exact
)

func (m *Map) check(f *faults, n, sites int) {
	if m.Mode != Monotone && m.Mode != Exact {
		f.add("map: mode %d", m.Mode)
	}
	if len(m.Start) != n+1 || m.Start[0] != 0 || len(m.Roots) != sites || m.Before != nil && len(m.Before) != n {
		f.add("map: %d starts for %d pieces, roots of %d sites of %d, %d pieces before", len(m.Start), n, len(m.Roots), sites, len(m.Before))
		return
	}
	if m.Mode == Monotone && len(m.Distance) != n*sites || m.Distance != nil && len(m.Distance) != n*sites {
		f.add("map: %d distances for %d pairs", len(m.Distance), n*sites)
	}
	for _, d := range m.Distance {
		if math.IsNaN(d) || math.IsInf(d, -1) {
			f.add("map: distance %v", d)
		}
	}
	for j, roots := range m.Roots {
		for _, b := range roots {
			if b < 0 || int(b) >= n {
				f.add("map: root %d of site %d", b, j)
			}
		}
	}
	for b, j := range m.Before {
		if j < -1 || int(j) >= sites {
			f.add("map: piece %d at site %d before", b, j)
		}
	}
	for b := range n {
		if m.Start[b+1] < m.Start[b] {
			f.add("map: neighbours of piece %d end before they start", b)
			return
		}
	}
	if int(m.Start[n]) != len(m.Next) {
		f.add("map: %d neighbours, but %d starts", len(m.Next), m.Start[n])
		return
	}
	for b := range n {
		for _, o := range m.of(b) {
			switch {
			case o < 0 || int(o) >= n || int(o) == b:
				f.add("map: piece %d has the neighbour %d", b, o)
			case !slices.Contains(m.of(int(o)), int32(b)):
				f.add("map: piece %d has the neighbour %d, which has not it", b, o)
			}
		}
	}
}

// of are the neighbours of a piece.
func (m *Map) of(b int) []int32 { return m.Next[m.Start[b]:m.Start[b+1]] }

// A ground is a map made ready for a problem.
type ground struct {
	m      *Map
	sites  int
	free   []bool    // by piece: the rule does not bind it
	anchor []bool    // by pair: it holds itself: a root, or an anchor of today
	hold   [][]int32 // by pair, Monotone: the neighbours that are closer
	open   []bool    // by pair: some chain of allowed pairs leads from an anchor to it
	exact  bool

	mark, queue []int32 // scratch
	stamp       int32
}

// newGround makes a map ready; nil: the problem has none.
func newGround(p *Problem) *ground {
	if p.Map == nil {
		return nil
	}
	g := &ground{m: p.Map, sites: len(p.Sites), exact: p.Map.Mode == Exact}
	n := len(p.Size)
	g.free, g.anchor, g.open = make([]bool, n), make([]bool, n*g.sites), make([]bool, n*g.sites)
	for j, roots := range p.Map.Roots {
		for _, b := range roots {
			g.anchor[int(b)*g.sites+j] = true
		}
	}
	if !g.exact {
		g.closer(p)
	}
	g.today(p)
	allowed := func(b, j int) bool { return p.allowed(b, j) }
	g.reach(allowed)
	for b := range n {
		g.free[b] = !slices.Contains(g.open[b*g.sites:(b+1)*g.sites], true)
	}
	if slices.Contains(g.free, true) {
		g.reach(allowed)
	}
	return g
}

// closer lists for every pair the neighbours that are closer to the site.
func (g *ground) closer(p *Problem) {
	n := len(p.Size)
	g.hold = make([][]int32, n*g.sites)
	steps := make([]int32, n)
	var queue []int32
	for j := range g.sites {
		for b := range steps {
			steps[b] = math.MaxInt32
		}
		queue = append(queue[:0], p.Map.Roots[j]...)
		for _, b := range queue {
			steps[b] = 0
		}
		for at := 0; at < len(queue); at++ {
			b := queue[at]
			for _, o := range p.Map.of(int(b)) {
				if steps[o] == math.MaxInt32 {
					steps[o] = steps[b] + 1
					queue = append(queue, o)
				}
			}
		}
		for b := range n {
			d := p.Map.Distance[b*g.sites+j]
			for _, o := range p.Map.of(b) {
				if e := p.Map.Distance[int(o)*g.sites+j]; e < d || e == d && steps[o] < steps[b] {
					g.hold[b*g.sites+j] = append(g.hold[b*g.sites+j], o)
				}
			}
		}
	}
}

// today makes anchors of what today's plan has that is not held.
func (g *ground) today(p *Problem) {
	before := p.Map.Before
	if before == nil {
		return
	}
	if !g.exact {
		for b, j := range before {
			if j >= 0 && !slices.ContainsFunc(g.hold[b*g.sites+int(j)], func(o int32) bool { return before[o] == j }) {
				g.anchor[b*g.sites+int(j)] = true
			}
		}
		return
	}
	seen := make([]bool, len(before))
	for b, j := range before {
		if j < 0 || seen[b] {
			continue
		}
		part := g.part(b, func(o int) bool { return before[o] == j && !seen[o] })
		rooted, largest := false, int32(b)
		for _, o := range part {
			seen[o] = true
			rooted = rooted || slices.Contains(p.Map.Roots[j], o)
			if p.Size[o] > p.Size[largest] || p.Size[o] == p.Size[largest] && o < largest {
				largest = o
			}
		}
		if !rooted {
			g.anchor[int(largest)*g.sites+int(j)] = true
		}
	}
}

// part are the pieces that hang together with b among those that are in, b first.
func (g *ground) part(b int, in func(o int) bool) []int32 {
	list, seen := []int32{int32(b)}, map[int32]bool{int32(b): true}
	for at := 0; at < len(list); at++ {
		for _, o := range g.m.of(int(list[at])) {
			if !seen[o] && in(int(o)) {
				seen[o] = true
				list = append(list, o)
			}
		}
	}
	return list
}

// holders are the neighbours that may hold piece b at site j.
func (g *ground) holders(b, j int) []int32 {
	if g.exact {
		return g.m.of(b)
	}
	return g.hold[b*g.sites+j]
}

// bound says whether the rule binds a pair.
func (g *ground) bound(b, j int) bool { return !g.free[b] && !g.anchor[b*g.sites+j] }

// reach finds the pairs to which a chain leads.
func (g *ground) reach(allowed func(b, j int) bool) {
	clear(g.open)
	n := len(g.free)
	var queue []int32
	for j := range g.sites {
		queue = queue[:0]
		for b := range n {
			if allowed(b, j) && !g.bound(b, j) {
				g.open[b*g.sites+j] = true
				queue = append(queue, int32(b))
			}
		}
		for at := 0; at < len(queue); at++ {
			for _, o := range g.m.of(int(queue[at])) {
				if k := int(o)*g.sites + j; !g.open[k] && allowed(int(o), j) && slices.Contains(g.holders(int(o), j), queue[at]) {
					g.open[k] = true
					queue = append(queue, o)
				}
			}
		}
	}
}

// loose are the pieces that go to site j and are not held there; at says who goes there.
func (g *ground) loose(j int, at func(b int) bool) []int32 {
	var out []int32
	if !g.exact {
		for b := range g.free {
			if at(b) && g.bound(b, j) && !slices.ContainsFunc(g.holders(b, j), func(o int32) bool { return at(int(o)) }) {
				out = append(out, int32(b))
			}
		}
		return out
	}
	held := make([]bool, len(g.free))
	var queue []int32
	for b := range g.free {
		if at(b) && !g.bound(b, j) {
			held[b] = true
			queue = append(queue, int32(b))
		}
	}
	for k := 0; k < len(queue); k++ {
		for _, o := range g.m.of(int(queue[k])) {
			if !held[o] && at(int(o)) {
				held[o] = true
				queue = append(queue, o)
			}
		}
	}
	for b := range held {
		if at(b) && !held[b] {
			out = append(out, int32(b))
		}
	}
	return out
}

// islands are the pieces that are free of the rule.
func (g *ground) islands() []int {
	var out []int
	if g != nil {
		for b, free := range g.free {
			if free {
				out = append(out, b)
			}
		}
	}
	return out
}

// Loose are the pairs of a plan, given as shares by pair, that break the rule of the map; nil: none, or there
// is no map.
func (p *Problem) Loose(share []float64) []int32 {
	g := newGround(p)
	if g == nil || len(share) != p.pairs() {
		return nil
	}
	var out []int32
	for j := range p.Sites {
		if g.exact {
			for _, b := range g.loose(j, func(b int) bool { return share[b*g.sites+j] > shareTolerance }) {
				out = append(out, b*int32(g.sites)+int32(j))
			}
			continue
		}
		for b := range p.Size {
			k := b*g.sites + j
			if x := share[k]; x > shareTolerance && g.bound(b, j) {
				for _, o := range g.holders(b, j) {
					x -= share[int(o)*g.sites+j]
				}
				if x > planTolerance {
					out = append(out, int32(k))
				}
			}
		}
	}
	slices.Sort(out)
	return out
}

// border are the neighbours of a part from which a chain of pairs that are open leads to an anchor of site j
// without the part: nobody in the part is held there without one of them.
func (g *ground) border(part []int32, j int) []int32 {
	in, edge, seen := map[int32]bool{}, map[int32]bool{}, map[int32]bool{}
	for _, b := range part {
		in[b] = true
	}
	for _, b := range part {
		for _, o := range g.m.of(int(b)) {
			if !in[o] && g.open[int(o)*g.sites+j] {
				edge[o] = true
			}
		}
	}
	var queue, out []int32
	for b := range g.free {
		if o := int32(b); g.open[b*g.sites+j] && !g.bound(b, j) && !in[o] {
			seen[o] = true
			queue = append(queue, o)
		}
	}
	for at := 0; at < len(queue); at++ {
		b := queue[at]
		if edge[b] { // the chain from here on would pass the border twice
			out = append(out, b)
			continue
		}
		for _, o := range g.m.of(int(b)) {
			if !seen[o] && !in[o] && g.open[int(o)*g.sites+j] {
				seen[o] = true
				queue = append(queue, o)
			}
		}
	}
	return out
}
