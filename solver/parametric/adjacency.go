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
	start []int32 // by section: where its list starts; one more at the end
	open  []int32 // by section: where its open arcs end
	grown []int32 // by section: where its grown arcs start
	list  []link
	at    []int32 // by arc: where in list it stands
}

func (s *side) init(of *incidence, own []float64) {
	ends := of.start[1:]
	s.start, s.list, s.at = of.start, slices.Clone(of.list), slices.Clone(of.at)
	s.open, s.grown = slices.Clone(ends), slices.Clone(ends)
	if own != nil {
		for k := range s.list {
			s.list[k].cost = own[s.list[k].arc]
		}
	}
}

func (s *side) clone() side {
	return side{s.start, slices.Clone(s.open), slices.Clone(s.grown), slices.Clone(s.list), slices.Clone(s.at)}
}

func (s *side) swap(k, l int32) {
	if k == l {
		return
	}
	s.list[k], s.list[l] = s.list[l], s.list[k]
	s.at[s.list[k].arc], s.at[s.list[l].arc] = k, l
}

// opened are the open arcs of section i.
func (s *side) opened(i int32) []link { return s.list[s.start[i]:s.open[i]] }

// inside are the arcs of section i that lie inside its tree without being of it.
func (s *side) inside(i int32) []link { return s.list[s.open[i]:s.grown[i]] }

// tree are the arcs of section i that its tree is made of.
func (s *side) tree(i int32) []link { return s.list[s.grown[i]:s.start[i+1]] }

// enclose moves an open arc of section i to the inside.
func (s *side) enclose(i, arc int32) { s.open[i]--; s.swap(s.at[arc], s.open[i]) }

// expose moves an arc inside to the open ones.
func (s *side) expose(i, arc int32) { s.swap(s.at[arc], s.open[i]); s.open[i]++ }

// grow moves an arc inside to those of the tree.
func (s *side) grow(i, arc int32) { s.grown[i]--; s.swap(s.at[arc], s.grown[i]) }

// prune moves an arc of the tree to the inside.
func (s *side) prune(i, arc int32) { s.swap(s.at[arc], s.grown[i]); s.grown[i]++ }

// init lists the arcs of a network, all of them open, at costs of their own unless own is nil.
func (d *adjacency) init(g *Network, own []float64) {
	d.out.init(&g.out, own)
	d.in.init(&g.in, own)
}

func (d *adjacency) clone() adjacency { return adjacency{d.out.clone(), d.in.clone()} }

// merge moves the arcs between two trees inside. It looks at the nodes of one of them, best the smaller.
func (f *forest) merge(nodes []int32, other int32) {
	out, in := &f.links.out, &f.links.in
	for _, v := range nodes {
		if i := f.section(v); f.sender(i) == v {
			for k := out.start[i]; k < out.open[i]; {
				l := out.list[k]
				if f.treeOf[l.other] != other {
					k++
					continue
				}
				out.enclose(i, l.arc)
				in.enclose(l.other, l.arc)
			}
		}
		if v < f.n {
			for k := in.start[v]; k < in.open[v]; {
				l := in.list[k]
				if f.treeOf[f.sender(l.other)] != other {
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
			for k := out.open[i]; k < out.grown[i]; k++ {
				if l := out.list[k]; f.treeOf[l.other] != own {
					out.expose(i, l.arc)
					in.expose(l.other, l.arc)
				}
			}
		}
		if v < f.n {
			for k := in.open[v]; k < in.grown[v]; k++ {
				if l := in.list[k]; f.treeOf[f.sender(l.other)] != own {
					in.expose(v, l.arc)
					out.expose(l.other, l.arc)
				}
			}
		}
	}
}
