package alloc

import (
	"cmp"
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// norms are what sections should have of the indicators that count teachers: the minimum, or what the
// county has per pupil where that is more. Above is surplus, below is shortage.
//
// Indicators are gone through by stage, the one in which fewest teachers count first: whoever counts in it
// counts in others too, which those who only count there can mend afterwards.
type norms struct {
	l     *ledger
	goods []int // of the ledger
	at    int   // of goods: the indicator at hand
}

func newNorms(l *ledger) norms {
	n := norms{l: l}
	if !l.r.Problem.HasLever(plan.Rotation) {
		return n
	}
	for t := range l.goods {
		of := n.of(t)
		if slices.ContainsFunc(l.r.Kinds, func(k model.Kind) bool { return effectOf(of, k) > 0 }) {
			n.goods = append(n.goods, t)
		}
	}
	slices.SortStableFunc(n.goods, func(a, b int) int {
		if l.goods[a].stage != l.goods[b].stage {
			return a - b // stages as the county has them
		}
		return cmp.Compare(l.goods[a].norm/n.of(a).Per, l.goods[b].norm/n.of(b).Per)
	})
	return n
}

// of is the indicator of a target.
func (n *norms) of(t int) *standard.Indicator {
	return &n.l.r.Problem.Standard.Indicators[n.l.goods[t].indicator]
}

// stock is what a section should have of a target.
func (n *norms) stock(t, row int) float64 {
	g := &n.l.goods[t]
	norm := g.norm
	if g.minimum > norm {
		norm = g.minimum
	}
	return norm * n.l.r.Table.Rows[row].Pupils / n.of(t).Per
}

// short is how many teachers a section lacks to the norm, whole persons.
func (n *norms) short(t, row int) float64 {
	return math.Ceil(n.stock(t, row) - n.l.stock[row][n.l.goods[t].indicator] - unitDust)
}

// over is how many teachers a section has above the norm, whole persons.
func (n *norms) over(t, row int) float64 {
	return math.Floor(n.l.stock[row][n.l.goods[t].indicator] - n.stock(t, row) + unitDust)
}

// spares says whether a pass leaves neither end below its norm in an indicator that it lowers there, of
// those that were gone through and the one at hand.
func (n *norms) spares(e exchange) bool {
	for _, t := range n.goods[:n.at+1] {
		by := effectOf(n.of(t), n.l.r.Kinds[e.kind])
		if e.back >= 0 {
			by -= effectOf(n.of(t), n.l.r.Kinds[e.back])
		}
		end := e.from // the one that loses
		if by < 0 {
			end, by = e.to, -by
		}
		row := n.l.atRow[end]
		if by > 0 && n.l.r.Table.Rows[row].Stage == n.l.goods[t].stage && n.over(t, row) < by {
			return false
		}
	}
	return true
}
