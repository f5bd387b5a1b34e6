package exact

import (
	"maps"
	"slices"

	"github.com/eduparity/eduparity/solver/parametric"
)

// warm takes over what the last problem left of the same targets: the strand itself where its data are
// the same, whatever the caps and the budget are now; otherwise the moves that pricing has found, as far
// as they are still permitted.
func (w *strand) warm(kept []*strand) *strand {
	for _, o := range kept {
		if !slices.Equal(o.targets, w.targets) || (o.goods == nil) != (w.goods == nil) {
			continue
		}
		switch {
		case w.schools != nil:
			if o.schools != nil && sameSchools(o.schools, w.schools) {
				o.goods = w.goods
				return o
			}
		case w.goods != nil:
			if o.purchase != nil && slices.Equal(o.lotOf, w.lotOf) && slices.Equal(o.purchase.Pupils, w.purchase.Pupils) &&
				slices.Equal(o.purchase.Stock, w.purchase.Stock) && slices.Equal(o.purchase.UnitCost, w.purchase.UnitCost) &&
				slices.Equal(o.purchase.Most, w.purchase.Most) {
				o.goods = w.goods
				return o
			}
		case w.sameKind(o):
			o.staff = w.staff
			return o
		case w.staff.ways != nil && o.staff.ways != nil && len(o.staff.stock) == len(w.staff.stock):
			for _, arc := range o.arcs {
				if cost, ok := w.staff.ways.cost(int(arc.From), int(arc.To)); ok && w.staff.out[arc.From] > 0 {
					w.addArc(int(arc.From), choice{to: int(arc.To), cost: cost})
				}
			}
			return w
		}
	}
	w.start()
	return w
}

// sameSchools says whether a stock that schools share has the same data as before.
func sameSchools(a, b *parametric.SchoolPurchase) bool {
	return slices.EqualFunc(a.Pupils, b.Pupils, slices.Equal) && slices.EqualFunc(a.Stock, b.Stock, slices.Equal) &&
		slices.EqualFunc(a.Least, b.Least, slices.Equal) &&
		slices.EqualFunc(a.Columns, b.Columns, func(x, y parametric.Column) bool {
			return x.UnitCost == y.UnitCost && x.Most == y.Most && slices.Equal(x.Raises, y.Raises)
		})
}

// sameKind says whether a group of teachers has the same data as before.
func (w *strand) sameKind(o *strand) bool {
	a, b := w.kind, o.kind
	if !slices.Equal(a.Pupils, b.Pupils) || !slices.Equal(a.Stock, b.Stock) || !slices.Equal(a.MostOut, b.MostOut) ||
		!slices.Equal(a.Least, b.Least) || a.HireCost != b.HireCost || !slices.Equal(w.staff.hub, o.staff.hub) {
		return false
	}
	p, q := w.staff.ways, o.staff.ways
	if p == nil || q == nil {
		return p == q
	}
	return slices.Equal(p.once, q.once) && slices.Equal(p.perKM, q.perKM) && slices.Equal(p.far, q.far) &&
		maps.Equal(p.barred, q.barred) && p.metric == q.metric && p.samePlaces(q)
}

// samePlaces says whether sections lie where they lay.
func (p *pairs) samePlaces(q *pairs) bool {
	if p.tree == nil || q.tree == nil {
		return p.tree == nil && q.tree == nil && slices.Equal(p.f.p.County.Travel, q.f.p.County.Travel)
	}
	return slices.Equal(p.tree.places, q.tree.places)
}
