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
		f.over[v] = own
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
			f.out[v-n] = l
			continue
		}
		f.in[v] = l
		if !f.capped[v] && f.canSend[v] {
			f.out[v] = l
		}
		p := f.pupils[v]
		if f.held[v] {
			l = f.least[v]
		} else {
			f.over[v].a -= p * l.a
			f.over[v].b -= p * l.b
		}
		s.v0 += p * l.a * l.a
		s.v1 += 2 * p * l.a * l.b
		s.v2 += p * l.b * l.b
	}
	// What a node has over goes towards the root.
	for k := len(nodes) - 1; k > 0; k-- {
		v := nodes[k]
		over := f.over[v]
		w := f.parent[v]
		f.over[w].a += over.a
		f.over[w].b += over.b
		cost := 0.0
		if a := f.parentArc[v]; a >= 0 {
			cost = f.cost[a]
		} else {
			cost = -f.cost[^a]
		}
		s.cost.a += cost * over.a
		s.cost.b += cost * over.b
	}
	if t.pin >= 0 {
		s.hired = line{-f.over[root].a, -f.over[root].b}
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

// flowOn is the flow on an arc of a tree, given its section's node.
func (f *forest) flowOn(sender int32, l link) line {
	if f.parentArc[l.other] == ^l.arc && f.parent[l.other] == sender {
		return line{-f.over[l.other].a, -f.over[l.other].b}
	}
	return f.over[sender]
}
