package parametric

import "math"

// A shape is what a forest, its arcs and sections as they are, makes of the totals as functions of
// theta and of the level r of a free hire, for given data:
//
//	sum z^2/p = free + free2 theta^2 + held + r^2 pinned + 2 r theta pinned1 + theta^2 pinned2
//	hired     = hired0 + r pinned + theta pinned1
type shape struct {
	free, free2                    float64 // trees that do not hire
	held, pinned, pinned1, pinned2 float64 // trees that do
	hired0                         float64
	stock                          float64 // of all sections before
}

// squares is the sum of z^2/p.
func (s *shape) squares(at place) float64 {
	return s.free + s.held + s.pinned*at.pin*at.pin + at.theta*(2*at.pin*s.pinned1+at.theta*(s.free2+s.pinned2))
}

// hired is how many are hired.
func (s *shape) hired(at place) float64 {
	return s.hired0 + s.pinned*at.pin + s.pinned1*at.theta
}

// A layout is a forest worked out for given data: by node the price along the arcs, so that the level
// of a node is base + theta price, with base that of its tree.
type layout struct {
	price []float64 // by node
	base  []float64 // by tree; that of a tree that hires is the level of a free hire
	shape shape

	// linear are the prices of cost alone, by node, where the plan lies inside a tie of costs: see
	// layOutTie. Else nil.
	linear []float64
}

// layOut works a forest out for data that may differ from those it was walked on.
func (f *forest) layOut(d *data) *layout { return f.layOutAt(d, f.hireCost) }

// layOutTie works a forest out whose plan lies inside a tie of costs: theta is so large there, and the
// prices of sections above their least stock so nearly the same, that their product has no digits
// left. The costs that the distortion added to the data, divided by its size, take the place of the
// costs: they decide where in the tie the plan lies, in terms of a theta of a size like any other. ok is
// false where prices differ by more than the tie, which is then none.
func (f *forest) layOutTie(d, distorted *data, size, tie float64) (l *layout, ok bool) {
	linear := f.layOut(d).price
	for i := range f.n {
		if !f.sites[i].held && math.Abs(linear[i]) > tie {
			return nil, false
		}
	}
	added := *d
	added.cost = make([]float64, len(d.cost))
	for a := range added.cost {
		added.cost[a] = (distorted.cost[a] - d.cost[a]) / size
	}
	l = f.layOutAt(&added, 0)
	l.linear = linear
	return l, true
}

func (f *forest) layOutAt(d *data, hireCost float64) *layout {
	l := &layout{price: make([]float64, 2*f.n), base: make([]float64, len(f.trees))}
	l.shape.stock = sum(d.stock)
	for c := range f.trees {
		if t := &f.trees[c]; len(t.nodes) > 0 {
			f.layOutTree(d, hireCost, int32(c), l)
		}
	}
	return l
}

func (f *forest) layOutTree(d *data, hireCost float64, c int32, l *layout) {
	t := &f.trees[c]
	var pupils, moment, supply float64
	for _, v := range t.nodes { // parents come first
		price := 0.0
		if w := f.nodes[v].parent; w >= 0 {
			if a := f.nodes[v].parentArc; a >= 0 {
				price = l.price[w] + d.cost[a]
			} else {
				price = l.price[w] - d.cost[^a]
			}
		}
		l.price[v] = price
		supply += f.supplyOf(d, v)
		if v < f.n && !f.sites[v].held {
			pupils += d.pupils[v]
			moment += d.pupils[v] * price
		}
	}
	s := &l.shape
	shift := 0.0
	switch {
	case t.pin >= 0:
		shift = -hireCost - l.price[t.pin]
		l.base[c] = math.NaN()
		s.hired0 -= supply
	case t.elastic > 0:
		l.base[c], shift = supply/pupils, -moment/pupils
	}
	for _, v := range t.nodes {
		l.price[v] += shift
		if v >= f.n {
			continue
		}
		p, e := d.pupils[v], l.price[v]
		switch {
		case f.sites[v].held && t.pin >= 0:
			s.held += p * d.least[v] * d.least[v]
		case f.sites[v].held:
			s.free += p * d.least[v] * d.least[v]
		case t.pin >= 0:
			s.pinned += p
			s.pinned1 += p * e
			s.pinned2 += p * e * e
		default:
			s.free += p * l.base[c] * l.base[c]
			s.free2 += p * e * e
		}
	}
}

// supplyOf is what a node brings into its tree, less what a section at its least stock keeps.
func (f *forest) supplyOf(d *data, v int32) float64 {
	if v >= f.n {
		return d.limit[v-f.n]
	}
	s := d.stock[v]
	if f.sites[v].capped {
		s -= d.limit[v]
	}
	if f.sites[v].held {
		s -= d.least[v] * d.pupils[v]
	}
	return s
}

// levelAt is the level of a node at a place.
func (l *layout) levelAt(f *forest, v int32, at place) float64 {
	base := l.base[f.nodes[v].tree]
	if f.trees[f.nodes[v].tree].pin >= 0 {
		base = at.pin
	}
	return base + at.theta*l.price[v]
}

// read writes the flows, hires and prices at a place into a balance. At an infinite theta the prices
// are those of cost alone. It takes what rounding leaves below 0 for 0.
func (f *forest) read(d *data, l *layout, at place, b *Balance) {
	n := int(f.n)
	linear := math.IsInf(at.theta, 1)
	b.Flow = make([]float64, len(d.cost))
	b.Price = Price{Unit: make([]float64, n), Cone: make([]float64, n)}
	if f.hires {
		b.Hire = make([]float64, n)
	}
	finite := at
	if linear { // a tree has one section above its least stock then, whose price is 0
		finite.theta = 0
	}
	f.flowsAt(d, l, finite, func(a int32, x float64) { b.Flow[a] = max(0, x) })
	for c := range f.trees {
		if pin := f.trees[c].pin; pin >= 0 {
			b.Hire[pin] = max(0, f.lacks(d, l, finite, int32(c)))
		}
	}
	for i := range n {
		if l.linear != nil {
			b.Price.Unit[i] = min(0, l.linear[i])
			continue
		}
		if linear {
			b.Price.Unit[i] = l.price[i]
			continue
		}
		level := l.levelAt(f, int32(i), at)
		b.Price.Unit[i] = level / at.theta
		b.Price.Cone[i] = b.Price.Unit[i]
		if f.sites[i].held {
			b.Price.Cone[i] = max(level, d.least[i]) / at.theta
		}
	}
}

// flowsAt calls flow for every arc of a tree with what it carries at a place.
func (f *forest) flowsAt(d *data, l *layout, at place, flow func(arc int32, x float64)) {
	over := make([]float64, 2*f.n)
	for c := range f.trees {
		t := &f.trees[c]
		for _, v := range t.nodes {
			over[v] = f.overAt(d, l, at, v)
		}
		for k := len(t.nodes) - 1; k > 0; k-- {
			v := t.nodes[k]
			over[f.nodes[v].parent] += over[v]
			if a := f.nodes[v].parentArc; a >= 0 {
				flow(a, over[v])
			} else {
				flow(^a, -over[v])
			}
		}
	}
}

// overAt is what a node has over at a place, by itself.
func (f *forest) overAt(d *data, l *layout, at place, v int32) float64 {
	over := f.supplyOf(d, v)
	if v < f.n && !f.sites[v].held {
		over -= d.pupils[v] * l.levelAt(f, v, at)
	}
	return over
}

// lacks is what a tree lacks at a place, and hires.
func (f *forest) lacks(d *data, l *layout, at place, c int32) float64 {
	lack := 0.0
	for _, v := range f.trees[c].nodes {
		lack -= f.overAt(d, l, at, v)
	}
	return lack
}
