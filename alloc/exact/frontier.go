package exact

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver/parametric"
)

// A Break is a point of a frontier over the budget at which some part of the plan changes its form.
type Break struct {
	Budget float64 // yuan
	Ratio  float64 // the least worst CV/limit that it pays for
	Price  float64 // how much the ratio falls per yuan beyond
}

// SetTimeLimit changes the time that each further plan may take.
func (w *Planner) SetTimeLimit(d time.Duration) { w.set.TimeLimit = d }

// Breaks lists all breakpoints of the least worst ratio between two budgets, and both ends, where every
// part of the problem is known in closed form: goal dispersion on the parametric route, all unit costs
// alike. ok: it is. The problem has no limit on spending of its own.
func (w *Planner) Breaks(ctx context.Context, r *plan.Rules, from, to float64) (list []Break, ok bool, err error) {
	f := newFrame(r)
	if r.Problem.Goals[0].Name != plan.Dispersion {
		return nil, false, nil
	}
	if route, err := chooseRoute(f, w.set.Route); err != nil || route != RouteParametric {
		return nil, false, err
	}
	b := newBundle(f.parts, w.kept)
	w.kept = b.strands
	list, err = b.breaks(ctx, from, min(to, b.budget))
	if err != nil || list == nil {
		if errors.Is(err, parametric.ErrUnproved) {
			err = nil
		}
		return nil, false, err
	}
	if last := list[len(list)-1]; last.Budget < to {
		list[len(list)-1].Price = 0 // nobody pays for more
		list = append(list, Break{Budget: to, Ratio: last.Ratio})
	}
	return list, true, nil
}

// breaks is Breaks over the moves that are listed, until no others would pay at any breakpoint. Between
// two of them prices are linear in one parameter, so that none would pay there either. Nil: there is no
// plan at all, or a part that is not in closed form.
func (b *bundle) breaks(ctx context.Context, from, to float64) ([]Break, error) {
	for {
		listed := b.arcs()
		list, err := b.breaksListed(ctx, from, to)
		if err != nil || list == nil {
			return nil, err
		}
		for _, p := range list {
			for _, w := range b.strands {
				if w.staff == nil || w.staff.ways == nil {
					continue
				}
				if _, err := w.least(ctx, b.caps(w, p.Ratio)); err != nil {
					return nil, err
				}
			}
		}
		if b.arcs() == listed {
			return list, nil
		}
	}
}

// arcs counts the moves that are listed.
func (b *bundle) arcs() int {
	n := 0
	for _, w := range b.strands {
		n += len(w.arcs)
	}
	return n
}

// breaksListed is breaks over the moves that are listed now.
func (b *bundle) breaksListed(ctx context.Context, from, to float64) ([]Break, error) {
	d := &division{answers: make([]*answer, len(b.strands))}
	var list []parametric.Part
	for k, w := range b.strands {
		if w.costless() || b.isEven(w) {
			if err := b.bottom(ctx, d, k); err != nil {
				return nil, err
			}
			continue
		}
		part, err := w.part()
		if err != nil {
			return nil, err
		}
		for _, t := range w.targets {
			part.Limits = append(part.Limits, b.targets[t].limit)
		}
		list = append(list, part)
	}
	if d.short || len(list) == 0 || to < b.locked {
		return nil, nil
	}
	all, err := parametric.NewBundle(list...)
	if err != nil {
		return nil, err
	}
	// A plan leaves a little of its money, see moneyKept: so much more must there be.
	spent := func(budget float64) float64 { return max(0, (budget-b.locked)*(1-moneyKept)) }
	found, err := all.Frontier(ctx, spent(from), spent(to), 2)
	if err != nil || !found.Exact || len(found.Points) == 0 {
		return nil, err
	}
	floor := 0.0 // what costs nothing is as low as it comes
	for _, l := range d.levels {
		floor = max(floor, l.ratio)
	}
	out := make([]Break, 0, len(found.Points)+2)
	add := func(budget, ratio, price float64) {
		at := Break{Budget: max(from, b.locked+budget/(1-moneyKept)), Ratio: ratio, Price: price}
		if n := len(out); n > 0 && at.Budget <= out[n-1].Budget*(1+sameBudget)+aCent {
			out[n-1].Price = at.Price
			return
		}
		out = append(out, at)
	}
	for _, p := range found.Points {
		if p.Ratio <= floor {
			plans, err := all.LeastCost(ctx, all.Caps(floor))
			if err != nil {
				return nil, err
			}
			add(plans.Cost, floor, 0)
			break
		}
		add(p.Budget, p.Ratio, p.Price)
	}
	// A ratio that is an end of a path is reached at once and then falls no more.
	out[len(out)-1].Budget = min(out[len(out)-1].Budget, to)
	return slices.Clip(out), nil
}
