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
	before := f.levelOf(root).at(f.x)
	at := &f.nodes[root]
	at.parent, at.parentArc, at.dist = -1, noArc, 0
	var pupils, moment float64
	var supply line
	elastic := int32(0)
	out, in := &f.links.out, &f.links.in
	for k := 0; k < len(nodes); k++ {
		v := nodes[k]
		at := &f.nodes[v]
		at.tree = c
		d, from := at.dist, at.parentArc
		if from < 0 {
			from = ^from
		}
		i := f.section(v)
		site := &f.sites[i]
		own, sends := site.limit, true // of a hub
		if v < n {
			own = site.stock
			if site.capped {
				own.a -= site.limit.a
				own.b -= site.limit.b
				sends = false
			}
			if p := site.pupils; site.held {
				own.a -= site.least.a * p
				own.b -= site.least.b * p
			} else {
				pupils += p
				moment += p * d
				elastic++
			}
			for _, l := range in.tree(v) {
				if l.arc != from {
					w := f.sender(l.other)
					child := &f.nodes[w]
					child.parent, child.parentArc, child.dist = v, l.arc, d+l.cost
					nodes = append(nodes, w)
				}
			}
		}
		at.over = own
		supply.a += own.a
		supply.b += own.b
		if sends {
			for _, l := range out.tree(i) {
				if l.arc != from {
					child := &f.nodes[l.other]
					child.parent, child.parentArc, child.dist = v, ^l.arc, d-l.cost
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
		rho, shift = f.pin, -f.hireCost-f.nodes[t.pin].dist
	case elastic > 0:
		rho, shift = line{supply.a / pupils, supply.b / pupils}, -moment/pupils
	default: // its level is free for the moment: it stays where it was, see settle
		rho = fixed(before)
	}
	s := sums{}
	for _, v := range nodes {
		at := &f.nodes[v]
		e := shift + at.dist
		l := line{rho.a + f.theta.a*e, rho.b + f.theta.b*e}
		if v >= n {
			f.out[v-n] = l
		} else {
			site := &f.sites[v]
			f.in[v] = l
			if !site.capped && site.canSend {
				f.out[v] = l
			}
			p := site.pupils
			if site.held {
				l = site.least
			} else {
				at.over.a -= p * l.a
				at.over.b -= p * l.b
			}
			s.v0 += p * l.a * l.a
			s.v1 += 2 * p * l.a * l.b
			s.v2 += p * l.b * l.b
		}
		// What a node has over goes to the root: dist is what that costs, arc by arc.
		s.cost.a += at.dist * at.over.a
		s.cost.b += at.dist * at.over.b
	}
	for k := len(nodes) - 1; k > 0; k-- {
		at := &f.nodes[nodes[k]]
		to := &f.nodes[at.parent]
		to.over.a += at.over.a
		to.over.b += at.over.b
	}
	if t.pin >= 0 {
		over := f.nodes[root].over
		s.hired = line{-over.a, -over.b}
		s.cost.a += f.hireCost * s.hired.a
		s.cost.b += f.hireCost * s.hired.b
	}
	t.sums = s
	f.total.add(&s, 1)
}

// levelOf is the level of a node.
func (f *forest) levelOf(v int32) line {
	if v >= f.n {
		return f.out[v-f.n]
	}
	return f.in[v]
}

// flowOn is the flow on an arc of a tree, given the node that sends.
func (f *forest) flowOn(sender int32, l link) line {
	if to := &f.nodes[l.other]; to.parentArc == ^l.arc && to.parent == sender {
		return line{-to.over.a, -to.over.b}
	}
	return f.nodes[sender].over
}
