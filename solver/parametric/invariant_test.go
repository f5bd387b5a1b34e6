package parametric

import (
	"fmt"
	"math"
)

// wrong checks the forest against the conditions of an optimum at x, and says by how much each fails.
func (f *forest) wrong(x float64) string {
	out := ""
	theta := f.theta.at(x)
	flowOut := make([]float64, f.n)
	size := 1.0 // of levels: what rounding is measured against
	for i := range f.n {
		size = max(size, math.Abs(f.in[i].at(x)), math.Abs(f.sites[i].stock.at(x)), f.sites[i].limit.at(x))
	}
	for _, l := range f.links.out.list {
		if !math.IsInf(l.cost, 1) { // that of a closed arc
			size = max(size, theta*l.cost)
		}
	}
	note := func(what string, v float64, args ...any) {
		if v > 1e-9*size {
			out += fmt.Sprintf("%s %v by %.2e; ", what, args, v)
		}
	}
	for i := range f.n {
		for _, l := range f.links.out.tree(i) {
			flowOut[i] += f.flowOn(f.sender(i), l).at(x)
			note("negative flow", -f.flowOn(f.sender(i), l).at(x), l.arc)
			note("tree arc not tight", math.Abs(f.out[i].at(x)-f.in[l.other].at(x)-theta*l.cost), l.arc)
			if f.nodes[f.sender(i)].tree != f.nodes[l.other].tree {
				out += "tree arc between trees; "
			}
		}
		if f.sites[i].canSend {
			for k := f.links.out.spans[i].start; k < f.links.out.spans[i].end; k++ {
				l := f.links.out.list[k]
				note("arc pays", f.out[i].at(x)-f.in[l.other].at(x)-theta*l.cost, l.arc, k < f.links.out.spans[i].open, i, l.other)
				same := f.nodes[f.sender(i)].tree == f.nodes[l.other].tree
				if same == (k < f.links.out.spans[i].open) {
					out += "class wrong; "
				}
			}
		}
		h := f.in[i].at(x)
		if f.sites[i].held {
			note("held above least", h-f.sites[i].least.at(x), i)
		} else {
			note("below least", f.sites[i].least.at(x)-h, i)
		}
		if f.sites[i].capped {
			note("hub above section", f.out[i].at(x)-h, i)
			note("hub not full", math.Abs(flowOut[i]-f.sites[i].limit.at(x)), i)
		} else {
			note("over limit", flowOut[i]-f.sites[i].limit.at(x), i)
		}
	}
	for c := range f.trees {
		if t := &f.trees[c]; len(t.nodes) > 0 {
			if t.pin < 0 && t.elastic == 0 {
				out += "dry; "
			}
			for _, v := range t.nodes {
				if f.nodes[v].tree != int32(c) {
					out += "treeOf wrong; "
				}
			}
		}
	}
	return out
}
