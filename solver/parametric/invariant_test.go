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
	note := func(what string, v float64, args ...any) {
		if v > 1e-9 {
			out += fmt.Sprintf("%s %v by %.2e; ", what, args, v)
		}
	}
	for i := range f.n {
		for _, l := range f.links.out.tree(i) {
			flowOut[i] += f.flowOn(f.sender(i), l).at(x)
			note("negative flow", -f.flowOn(f.sender(i), l).at(x), l.arc)
			note("tree arc not tight", math.Abs(f.out[i].at(x)-f.in[l.other].at(x)-theta*l.cost), l.arc)
			if f.treeOf[f.sender(i)] != f.treeOf[l.other] {
				out += "tree arc between trees; "
			}
		}
		if f.canSend[i] {
			for k := f.links.out.start[i]; k < f.links.out.start[i+1]; k++ {
				l := f.links.out.list[k]
				note("arc pays", f.out[i].at(x)-f.in[l.other].at(x)-theta*l.cost, l.arc, k < f.links.out.open[i], i, l.other)
				same := f.treeOf[f.sender(i)] == f.treeOf[l.other]
				if same == (k < f.links.out.open[i]) {
					out += "class wrong; "
				}
			}
		}
		h := f.in[i].at(x)
		if f.held[i] {
			note("held above least", h-f.least[i].at(x), i)
		} else {
			note("below least", f.least[i].at(x)-h, i)
		}
		if f.capped[i] {
			note("hub above section", f.out[i].at(x)-h, i)
			note("hub not full", math.Abs(flowOut[i]-f.limit[i].at(x)), i)
		} else {
			note("over limit", flowOut[i]-f.limit[i].at(x), i)
		}
	}
	for c := range f.trees {
		if t := &f.trees[c]; len(t.nodes) > 0 {
			if t.pin < 0 && t.elastic == 0 {
				out += "dry; "
			}
			for _, v := range t.nodes {
				if f.treeOf[v] != int32(c) {
					out += "treeOf wrong; "
				}
			}
		}
	}
	return out
}
