package parametric

import (
	"context"
	"errors"
	"math"
)

// Change puts another kind in the place of the path's own: the same network, with other stocks,
// pupils, limits, least stocks, hires or closed arcs. The walk goes on from where it stands: the data
// move to their new values along a straight line, on which as many events lie as the change brings
// about. What cannot be reached that way, an arc that opens and pays at once or hires that are new, is
// begun afresh. The next solve says what came of it.
//
// Errors are those of [Kind.Validate], [ErrInvalid] for another network, and the context's; after any
// of them the path is as it was, or begins afresh.
func (p *Path) Change(ctx context.Context, k *Kind) error {
	if err := k.Validate(); err != nil {
		return err
	}
	if k.Network != p.kind.Network {
		return invalid("a change of a kind to another network")
	}
	next, err := NewPath(k)
	if err != nil {
		return err
	}
	if p.f == nil || p.lacking != nil || (k.HireCost > 0) != (p.kind.HireCost > 0) || k.HireCost != p.kind.HireCost ||
		(next.try < 0) != (p.try < 0) {
		*p = *next
		return nil
	}
	next.try, next.past = p.try, p.past
	d := next.exact
	if next.try >= 0 {
		d = d.distort(distortions[next.try], uint64(next.try+1), next.meanLevel, next.unitCost)
	}
	f := p.f
	stock, least, ok := f.meetData(p, k, d)
	if !ok {
		*p = *next
		return nil
	}
	for i, p := range k.Pupils {
		f.sites[i].pupils = p
	}
	limit := make([]line, f.n)
	for i := range f.n {
		limit[i] = between(p.d.limit[i], d.limit[i])
		if f.sites[i].canSend && d.limit[i] == 0 { // it stays a sender of next to nothing
			limit[i] = between(p.d.limit[i], next.meanLevel*k.Pupils[i]*closedLimit)
		}
	}
	f.end = 0
	f.aim(1, fixed(p.at.theta), fixed(p.at.pin), func(i int) (line, line, line) {
		return between(stock[i], d.stock[i]), limit[i], between(least[i], d.least[i])
	})
	err = f.holdAll()
	for i := range f.n { // senders that are new
		if err == nil && !f.sites[i].canSend && d.limit[i] > 0 {
			err = f.open(i)
		}
	}
	if err == nil {
		_, err = f.walk(ctx, nil)
	}
	switch {
	case err == nil:
		next.f, next.d, next.at = f, d, p.at
	case !errors.Is(err, errStuck) && !errors.Is(err, errShort):
		p.giveUp()
		return err
	}
	*p = *next
	return nil
}

// closedLimit is the share of the mean stock that stands for a limit that has become 0.
const closedLimit = 1e-13

// meetData finds the stocks and least levels, for the pupils and arcs of a changed kind, for which the
// forest as it stands is optimal: whoever has more pupils at the same level holds more stock, and what
// an arc carried that is closed has been moved already. It takes closed arcs out of the forest. ok is
// false where an arc opens that pays at once.
func (f *forest) meetData(p *Path, k *Kind, d *data) (stock, least []float64, ok bool) {
	l := f.layOut(p.d)
	level := make([]float64, f.n)
	out := make([]float64, f.n)
	for i := range f.n {
		level[i] = l.levelAt(f, i, p.at)
		out[i] = math.Inf(-1)
		switch {
		case f.sites[i].capped:
			out[i] = l.levelAt(f, i+f.n, p.at)
		case f.sites[i].canSend:
			out[i] = level[i]
		}
	}
	for a, arc := range f.arcs {
		if p.kind.closed(a) && !k.closed(a) && out[arc.From] > level[arc.To]+p.at.theta*d.cost[a] {
			return nil, nil, false
		}
	}
	stock, least = make([]float64, f.n), make([]float64, f.n)
	for i := range f.n {
		stock[i], least[i] = p.d.stock[i], p.d.least[i]
		held := level[i]
		if f.sites[i].held {
			held = p.d.least[i]
		}
		stock[i] += (k.Pupils[i] - p.d.pupils[i]) * held
	}
	f.flowsAt(p.d, l, p.at, func(a int32, flow float64) {
		if k.closed(int(a)) {
			arc := f.arcs[a]
			stock[arc.From] -= flow
			stock[arc.To] += flow
		}
	})
	for a := range f.arcs {
		if k.closed(a) != p.kind.closed(a) {
			f.setCost(int32(a), d.cost[a])
		}
		if k.closed(a) && !p.kind.closed(a) {
			f.fell(int32(a))
		}
	}
	return stock, least, true
}

// setCost changes the cost of an arc in the lists of both ends.
func (f *forest) setCost(a int32, cost float64) {
	f.links.out.list[f.links.out.at[a]].cost = cost
	f.links.in.list[f.links.in.at[a]].cost = cost
}

// fell takes an arc out of its tree, if it is of one. The trees are built by the next aim.
func (f *forest) fell(a int32) {
	i, j := f.arcs[a].From, f.arcs[a].To
	out, in := &f.links.out, &f.links.in
	if out.at[a] < out.spans[i].grown {
		return
	}
	out.prune(i, a)
	in.prune(j, a)
	f.part(f.nodes[j].tree, f.sender(i), j)
}

// open makes a sender of a section that could not send until now: with a hub whose limit is still 0,
// at the level at which an arc from it begins to pay, or none if none does.
func (f *forest) open(i int32) error {
	f.sites[i].canSend = true
	f.sites[i].capped = true
	c := f.newTree()
	t := &f.trees[c]
	t.nodes, t.pin, t.elastic = append(t.nodes[:0], i+f.n), -1, 0
	f.nodes[i+f.n].tree = c
	f.out[i] = fixed(math.Inf(-1))
	f.build(c, i+f.n)
	// The level rises from below everything to the first arc, or to that of the section itself.
	return f.settle(c, rises)
}

// holdAll gives a level to trees that a closed arc has left without one: what they have or lack at
// the end of the line says which way it moves.
func (f *forest) holdAll() error {
	for c := range f.trees {
		t := &f.trees[c]
		if len(t.nodes) == 0 || t.pin >= 0 || t.elastic > 0 {
			continue
		}
		way := falls
		if f.nodes[t.nodes[0]].over.a > 0 {
			way = rises
		}
		if err := f.settle(int32(c), way); err != nil {
			return err
		}
	}
	return nil
}
