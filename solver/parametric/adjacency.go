package parametric

import "slices"

// An adjacency lists the arcs of every section in three classes, in this order: open, which lead to
// another tree; inside, which do not but carry no flow; grown, which the tree is made of. Only open arcs
// can join trees, so that a large tree, most of whose arcs lie inside, is looked through quickly.
//
// Moving an arc from a class to the next is a swap at the border of the two, at both of its ends.
type adjacency struct {
	out, in side
}

// A side is the lists of one direction.
type side struct {
	spans []span // by section
	list  []link
	at    []int32 // by arc: where in list it stands
}

// A span is where the list of a section starts and ends, where its open arcs end and where its grown
// arcs start.
type span struct{ start, open, grown, end int32 }

func (s *side) init(of *incidence, own []float64) {
	s.list, s.at = slices.Clone(of.list), slices.Clone(of.at)
	s.spans = make([]span, len(of.spans))
	for i, e := range of.spans {
		s.spans[i] = span{e.start, e.end, e.end, e.end}
	}
	if own != nil {
		for k := range s.list {
			s.list[k].cost = own[s.list[k].arc]
		}
	}
}

func (s *side) swap(k, l int32) {
	if k == l {
		return
	}
	s.list[k], s.list[l] = s.list[l], s.list[k]
	s.at[s.list[k].arc], s.at[s.list[l].arc] = k, l
}

// opened are the open arcs of section i.
func (s *side) opened(i int32) []link { p := &s.spans[i]; return s.list[p.start:p.open] }

// tree are the arcs of section i that its tree is made of.
func (s *side) tree(i int32) []link { p := &s.spans[i]; return s.list[p.grown:p.end] }

// enclose moves an open arc of section i to the inside.
func (s *side) enclose(i, arc int32) { p := &s.spans[i]; p.open--; s.swap(s.at[arc], p.open) }

// expose moves an arc inside to the open ones.
func (s *side) expose(i, arc int32) { p := &s.spans[i]; s.swap(s.at[arc], p.open); p.open++ }

// grow moves an arc inside to those of the tree.
func (s *side) grow(i, arc int32) { p := &s.spans[i]; p.grown--; s.swap(s.at[arc], p.grown) }

// prune moves an arc of the tree to the inside.
func (s *side) prune(i, arc int32) { p := &s.spans[i]; s.swap(s.at[arc], p.grown); p.grown++ }

// init lists the arcs of a network, all of them open, at costs of their own unless own is nil.
func (d *adjacency) init(g *Network, own []float64) {
	d.out.init(&g.out, own)
	d.in.init(&g.in, own)
}

// merge moves the arcs between two trees inside. It looks at the nodes of one of them, best the smaller.
func (f *forest) merge(nodes []int32, other int32) {
	out, in := &f.links.out, &f.links.in
	for _, v := range nodes {
		if i := f.section(v); f.sender(i) == v {
			for k := out.spans[i].start; k < out.spans[i].open; {
				l := out.list[k]
				if f.nodes[l.other].tree != other {
					k++
					continue
				}
				out.enclose(i, l.arc)
				in.enclose(l.other, l.arc)
			}
		}
		if v < f.n {
			for k := in.spans[v].start; k < in.spans[v].open; {
				l := in.list[k]
				if f.nodes[f.sender(l.other)].tree != other {
					k++
					continue
				}
				in.enclose(v, l.arc)
				out.enclose(l.other, l.arc)
			}
		}
	}
}

// split opens the arcs between the nodes of a tree and those that were of it until now.
func (f *forest) split(nodes []int32, own int32) {
	out, in := &f.links.out, &f.links.in
	for _, v := range nodes {
		if i := f.section(v); f.sender(i) == v {
			for k := out.spans[i].open; k < out.spans[i].grown; k++ {
				if l := out.list[k]; f.nodes[l.other].tree != own {
					out.expose(i, l.arc)
					in.expose(l.other, l.arc)
				}
			}
		}
		if v < f.n {
			for k := in.spans[v].open; k < in.spans[v].grown; k++ {
				if l := in.list[k]; f.nodes[f.sender(l.other)].tree != own {
					in.expose(v, l.arc)
					out.expose(l.other, l.arc)
				}
			}
		}
	}
}
