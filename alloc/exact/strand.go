package exact

import (
	"context"
	"errors"
	"math"
	"slices"

	"github.com/eduparity/eduparity/solver/parametric"
)

// A strand is one part while it is solved: the least cost of bringing its CV down to a cap, and the
// prices that prove it. All permitted moves count, though few are ever listed: it starts from the
// near ones, and after every solve the prices of the answer are held against all pairs. A pair that
// would pay is listed, and the path solved again; where none does, the prices prove the answer for
// all of them.
type strand struct {
	goods *goods // one of these
	staff *staff

	targets  []int // raised together
	purchase *parametric.Purchase
	filling  *parametric.Filling
	lotOf    []int // by section of the target: its lot; -1: none

	schools       *parametric.SchoolPurchase // of goods that schools share between stages
	schoolFilling *parametric.SchoolFilling

	kind *parametric.Kind
	path *parametric.Path
	arcs []parametric.Arc
	has  map[[2]int32]bool

	last [2]known // the last answers, the last first: at the caps, and as far inside as a plan had to be
}

// newSchoolStrand prepares a stock that schools share between their stages.
func (m *parts) newSchoolStrand(g *goods) *strand {
	w := &strand{goods: g, targets: g.targets}
	p := &parametric.SchoolPurchase{}
	for _, t := range g.targets {
		p.Pupils = append(p.Pupils, m.pupilsOf(m.targets[t].stage))
		p.Stock = append(p.Stock, slices.Clone(m.targets[t].before))
	}
	for _, l := range g.lots {
		c := parametric.Column{UnitCost: l.price, Most: l.most - l.low}
		for _, r := range l.raises {
			k := slices.Index(g.targets, r.target)
			p.Stock[k][r.i] += r.by * l.low
			c.Raises = append(c.Raises, parametric.Raise{CV: k, Section: r.i, Share: r.by})
		}
		p.Columns = append(p.Columns, c)
	}
	w.schools = p
	return w
}

// newGoodsStrand prepares a stock that is bought.
func (m *parts) newGoodsStrand(g *goods) *strand {
	if len(g.targets) > 1 {
		return m.newSchoolStrand(g)
	}
	t := g.targets[0]
	tg := &m.targets[t]
	n := len(tg.before)
	w := &strand{goods: g, targets: g.targets, lotOf: make([]int, n)}
	p := &parametric.Purchase{
		Pupils: m.pupilsOf(tg.stage), Stock: slices.Clone(tg.before), UnitCost: make([]float64, n), Most: make([]float64, n),
	}
	for i := range n {
		w.lotOf[i] = -1
		p.UnitCost[i] = g.lots[0].price / g.lots[0].raises[0].by // of none that is bought
	}
	for k := range g.lots {
		l := &g.lots[k]
		i, by := l.raises[0].i, l.raises[0].by
		w.lotOf[i] = k
		p.Stock[i] += by * l.low
		p.UnitCost[i], p.Most[i] = l.price/by, by*(l.most-l.low)
	}
	w.purchase = p
	return w
}

// newStaffStrand prepares a group of teachers.
func (m *parts) newStaffStrand(a *staff) *strand {
	n := len(a.stock)
	w := &strand{staff: a, targets: []int{a.target}, has: map[[2]int32]bool{}}
	w.kind = &parametric.Kind{Pupils: m.pupilsOf(a.stage), Stock: a.stock, MostOut: a.out, Least: a.least}
	if a.hire >= 0 {
		w.kind.HireCost = a.hireCost
	}
	if a.moves && a.hub != nil {
		w.addHub(n)
	}
	return w
}

// start lists the near moves, from which pricing goes on.
func (w *strand) start() {
	if w.staff == nil || w.staff.ways == nil {
		return
	}
	for i, most := range w.staff.out {
		if most > 0 {
			for _, c := range w.staff.ways.cheapest(i, nearArcs, inf) {
				w.addArc(i, c)
			}
		}
	}
}

// nearArcs is how many of the cheapest moves from a section are listed before anything is solved.
const nearArcs = 12

// addHub lets moves that cost alike wherever they come from lead over one place more, which has next to
// no pupils, so that next to nothing can stay there: 2n arcs instead of n^2.
func (w *strand) addHub(n int) {
	a := w.staff
	var pupils, most float64
	for i := range n {
		pupils, most = pupils+w.kind.Pupils[i], most+a.out[i]
		if a.out[i] > 0 {
			w.arcs = append(w.arcs, parametric.Arc{From: int32(i), To: int32(n)})
		}
		if !math.IsInf(a.hub[i], 1) {
			w.arcs = append(w.arcs, parametric.Arc{From: int32(n), To: int32(i), Cost: a.hub[i]})
		}
	}
	w.kind.Pupils = append(w.kind.Pupils, hubPupils*pupils)
	w.kind.Stock = append(slices.Clip(w.kind.Stock), 0)
	w.kind.MostOut = append(slices.Clip(w.kind.MostOut), most)
	if w.kind.Least != nil {
		w.kind.Least = append(slices.Clip(w.kind.Least), 0)
	}
}

// addArc lists a move; false: it is there already.
func (w *strand) addArc(i int, c choice) bool {
	key := [2]int32{int32(i), int32(c.to)}
	if w.has[key] {
		return false
	}
	w.has[key] = true
	w.arcs = append(w.arcs, parametric.Arc{From: key[0], To: key[1], Cost: c.cost})
	w.path = nil
	return true
}

// pupilsOf are the pupils of a stage's sections.
func (f *frame) pupilsOf(s int) []float64 {
	p := make([]float64, len(f.stages[s].rows))
	for i := range p {
		p[i] = f.pupils(s, i)
	}
	return p
}

// ready makes the path, or the filling, where the last one does not serve any more.
func (w *strand) ready() (err error) {
	switch {
	case w.schools != nil:
		if w.schoolFilling == nil {
			w.schoolFilling, err = parametric.NewSchoolFilling(w.schools)
		}
	case w.goods != nil:
		if w.filling == nil {
			w.filling, err = parametric.NewFilling(w.purchase)
		}
	case w.path == nil:
		if w.kind.Network, err = parametric.NewNetwork(len(w.kind.Pupils), w.arcs); err == nil {
			w.path, err = parametric.NewPath(w.kind)
		}
	}
	return err
}

// part is the strand as a part of a bundle, without its limits.
func (w *strand) part() (parametric.Part, error) {
	if err := w.ready(); err != nil {
		return parametric.Part{}, err
	}
	if w.schools != nil {
		return parametric.Part{Joint: w.schoolFilling}, nil
	}
	if w.goods != nil {
		return parametric.Part{Curve: w.filling}, nil
	}
	return parametric.Part{Curve: w.path}, nil
}

// least is the cheapest way to bring the CVs down to caps, over all permitted moves. An answer that is not
// proved to the last digits serves as well: what it proves is found by others.
func (w *strand) least(ctx context.Context, caps []float64) (*answer, error) {
	for n, k := range w.last {
		if k.answer != nil && slices.Equal(caps, k.caps) {
			w.last[0], w.last[n] = w.last[n], w.last[0]
			return k.answer, nil
		}
	}
	a, err := w.solve(ctx, caps)
	if err != nil {
		return nil, err
	}
	w.last = [2]known{{slices.Clone(caps), a}, w.last[0]}
	return a, nil
}

// A known answer and the caps that it is for.
type known struct {
	caps   []float64
	answer *answer
}

// solve is least where the last answer was another one.
func (w *strand) solve(ctx context.Context, caps []float64) (*answer, error) {
	for {
		if err := w.ready(); err != nil {
			return nil, err
		}
		if w.schools != nil {
			j, err := w.schoolFilling.LeastCost(ctx, caps)
			if err != nil {
				return nil, err
			}
			a := ofJoint(j)
			if a.status == parametric.Optimal {
				a.prices = scaled(w.schools, a.prices, caps)
			}
			return a, nil
		}
		if w.goods != nil {
			b, err := w.filling.LeastCost(ctx, caps[0])
			if err != nil {
				return nil, err
			}
			return w.of(b), nil
		}
		b, err := w.path.LeastCost(ctx, caps[0])
		if err != nil && (b == nil || !errors.Is(err, parametric.ErrUnproved)) {
			return nil, err
		}
		if a := w.of(b); !w.price(a) {
			return a, nil
		}
	}
}

// price holds all permitted moves against the prices of an answer and lists those that would pay; true:
// there were some. Where something is out of reach all moves are free: what can be reached is asked.
func (w *strand) price(a *answer) bool {
	if w.staff == nil || w.staff.ways == nil {
		return false
	}
	price, factor := a.prices[0].Unit, 1.0
	if a.status != parametric.Optimal {
		factor = 0
	}
	largest := 0.0
	for _, v := range price {
		largest = max(largest, math.Abs(v))
	}
	w.staff.ways.setPrices(price[:len(w.staff.out)], factor)
	found := false
	for i, most := range w.staff.out {
		if most <= 0 {
			continue
		}
		for _, c := range w.staff.ways.cheapest(i, pricedArcs, price[i]-pricingTolerance*largest) {
			found = w.addArc(i, c) || found
		}
	}
	return found
}

// dearest is what one unit costs at most, hired or moved over what is listed.
func (w *strand) dearest() float64 {
	most := 0.0
	if w.staff.hire >= 0 {
		most = w.staff.hireCost
	}
	for _, arc := range w.arcs {
		most = max(most, arc.Cost)
	}
	return most
}

// pricedArcs is how many of the moves that would pay are listed at once for a section.
const pricedArcs = 6
