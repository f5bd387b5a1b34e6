package parametric

// build computes a tree anew from its root along the arcs that carry flow: levels, flows and sums.
// Nothing is carried over, so that nothing drifts.
//
// In a tree all levels are rho + theta e, with e the price along the arcs. The total of the tree
// gives rho: its supply, less what sections at their least stock keep, is spread over the pupils of
// the others so that e has the pupil-weighted mean 0. A tree that hires has the level of a hire at its
// root instead, and hires what it lacks.
func (f *forest) build(c, root int32) {
	t := &f.trees[c]
	n := f.n
	nodes := append(t.nodes[:0], root)
	f.parent[root], f.parentArc[root], f.dist[root] = -1, noArc, 0
	before := f.levelOf(root).at(f.x)
	var pupils, moment float64
	var supply line
	elastic := int32(0)
	out, in := &f.links.out, &f.links.in
	for k := 0; k < len(nodes); k++ {
		v := nodes[k]
		d := f.dist[v]
		f.treeOf[v] = c
		from := f.parentArc[v]
		if from < 0 {
			from = ^from
		}
		i, own := v, line{}
		sends := true
		if v < n {
			own = f.stock[v]
			if f.capped[v] {
				own.a -= f.limit[v].a
				own.b -= f.limit[v].b
				sends = false
			}
			p := f.pupils[v]
			if f.held[v] {
				own.a -= f.least[v].a * p
				own.b -= f.least[v].b * p
			} else {
				pupils += p
				moment += p * d
				elastic++
			}
			for _, l := range in.tree(v) {
				if l.arc != from {
					w := f.sender(l.other)
					f.parent[w], f.parentArc[w], f.dist[w] = v, l.arc, d+l.cost
					nodes = append(nodes, w)
				}
			}
		} else {
			i = v - n
			own = f.limit[i]
		}
		f.supply[v] = own
		supply.a += own.a
		supply.b += own.b
		if sends {
			for _, l := range out.tree(i) {
				if l.arc != from {
					f.parent[l.other], f.parentArc[l.other], f.dist[l.other] = v, ^l.arc, d-l.cost
					nodes = append(nodes, l.other)
				}
			}
		}
	}
	t.nodes, t.elastic = nodes, elastic
	t.version++

	var rho line
	var shift float64 // e is dist plus this
	switch {
	case t.pin >= 0:
		rho, shift = f.pin, -f.hireCost-f.dist[t.pin]
	case elastic > 0:
		rho, shift = line{supply.a / pupils, supply.b / pupils}, -moment/pupils
	default: // its level is free for the moment: it stays where it was, see settle
		rho = fixed(before)
	}
	s := sums{}
	for _, v := range nodes {
		e := shift + f.dist[v]
		l := line{rho.a + f.theta.a*e, rho.b + f.theta.b*e}
		if v >= n {
			f.level[v-n].out = l
			continue
		}
		f.level[v].in = l
		if !f.capped[v] && f.canSend[v] {
			f.level[v].out = l
		}
		p := f.pupils[v]
		if f.held[v] {
			l = f.least[v]
		} else {
			f.supply[v].a -= p * l.a
			f.supply[v].b -= p * l.b
		}
		s.v0 += p * l.a * l.a
		s.v1 += 2 * p * l.a * l.b
		s.v2 += p * l.b * l.b
	}
	// What a node has over goes towards the root.
	for k := len(nodes) - 1; k > 0; k-- {
		v := nodes[k]
		over := f.supply[v]
		w := f.parent[v]
		f.supply[w].a += over.a
		f.supply[w].b += over.b
		a := f.parentArc[v]
		if a < 0 {
			a = ^a
			over.a, over.b = -over.a, -over.b
		}
		f.flow[a] = over
		s.cost.a += f.cost[a] * over.a
		s.cost.b += f.cost[a] * over.b
	}
	if t.pin >= 0 {
		s.hired = line{-f.supply[root].a, -f.supply[root].b}
		s.cost.a += f.hireCost * s.hired.a
		s.cost.b += f.hireCost * s.hired.b
	}
	t.sums = s
	f.total.add(&s, 1)
}

// levelOf is the level of a node.
func (f *forest) levelOf(v int32) line {
	if v >= f.n {
		return f.level[v-f.n].out
	}
	return f.level[v].in
}
