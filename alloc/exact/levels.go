package exact

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver/parametric"
)

// mostEven presses all strands down together until the money is spent: the worst ratio CV/limit first,
// then the next. Prices of the answer are held against all permitted moves; where one would pay, it is
// listed and the levels are found again. Strands that cost nothing go down as far as they can by
// themselves.
func (b *bundle) mostEven(ctx context.Context, set Settings) (*plan.Plan, error) {
	for {
		d, err := b.divide(ctx)
		if err != nil {
			return nil, err
		}
		if d.short || b.locked > b.budget*(1+budgetSlack) {
			return b.noneEven(ctx, set)
		}
		if !b.price(d.answers) {
			return b.even(ctx, d, set)
		}
	}
}

// A division is how the money is divided between the strands at best.
type division struct {
	answers []*answer         // by strand
	levels  []level           // by falling ratio
	linked  []parametric.Part // of the strands that cost money
	short   bool              // floors cannot be kept, or paid for
}

// A level is a ratio at which CVs are held because nothing lowers them all.
type level struct {
	ratio float64
	held  []int // targets
}

// divide finds the levels over the moves that are listed.
func (b *bundle) divide(ctx context.Context) (*division, error) {
	d := &division{answers: make([]*answer, len(b.strands))}
	var linked []int // strands that cost money
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
		linked, list = append(linked, k), append(list, part)
	}
	if len(list) == 0 || d.short {
		return d, nil
	}
	d.linked = list
	all, err := parametric.NewBundle(list...)
	if err != nil {
		return nil, err
	}
	found, err := all.LeastWorst(ctx, b.money())
	if err != nil {
		if ctx.Err() == nil { // whatever it is, the paths do not serve
			err = fmt.Errorf("%w: %w", parametric.ErrUnproved, err)
		}
		return nil, err
	}
	if d.short = found.Status != parametric.Optimal; d.short {
		return d, nil
	}
	if found.Cost > b.money()*(1+moneyKept)+leastMoney {
		return nil, fmt.Errorf("%w: levels that cost more than there is", parametric.ErrUnproved)
	}
	for n, k := range linked {
		if found.Joint[n] != nil {
			d.answers[k] = ofJoint(found.Joint[n])
			continue
		}
		d.answers[k] = b.strands[k].of(found.Balances[n])
	}
	for _, l := range found.Levels {
		next := level{ratio: l.Ratio}
		for _, h := range l.Held {
			next.held = append(next.held, b.strands[linked[h.Part]].targets[h.CV])
		}
		d.levels = append(d.levels, next)
	}
	slices.SortStableFunc(d.levels, func(x, y level) int { return cmp.Compare(y.ratio, x.ratio) })
	return d, nil
}

// isEven says whether the CVs of a strand are 0 before anything is done.
func (b *bundle) isEven(w *strand) bool {
	return !slices.ContainsFunc(w.targets, func(t int) bool { return b.cvBefore(t) > evenCV })
}

// evenCV is a CV that is 0 but for the rounding of the levels.
const evenCV = 1e-12

// bottom brings a strand that costs nothing down as far as it goes, and leaves one that is even as it is.
func (b *bundle) bottom(ctx context.Context, d *division, k int) error {
	w := b.strands[k]
	limit := b.targets[w.targets[0]].limit
	lowest := 0.0
	if b.isEven(w) {
		lowest = inf // as it is
	}
	a, err := w.least(ctx, slices.Repeat([]float64{lowest}, len(w.targets)))
	if err == nil && a.status == parametric.TooTight {
		a, err = w.least(ctx, []float64{a.floor * (1 + justAbove)})
	}
	if err != nil {
		return err
	}
	d.short = d.short || a.status != parametric.Optimal
	d.answers[k] = a
	d.levels = append(d.levels, level{ratio: a.cvs[0] / limit, held: w.targets})
	return nil
}

// justAbove the least CV that can be reached, relatively, there is a plan.
const justAbove = 1e-9

// costless says whether nothing that a strand does costs money.
func (w *strand) costless() bool { return w.staff != nil && w.dearest() == 0 }

// price holds all permitted moves against the prices of answers; true: some would pay.
func (b *bundle) price(answers []*answer) bool {
	found := false
	for k, w := range b.strands {
		found = w.price(answers[k]) || found
	}
	return found
}

// money is what there is to spend beyond what locks ask for; where nothing limits it, more than it costs
// to bring every section to the best level there is.
func (b *bundle) money() float64 {
	if !math.IsInf(b.budget, 1) {
		return max(leastMoney, (b.budget-b.locked)*(1-moneyKept))
	}
	most := 1.0
	for _, w := range b.strands {
		for _, t := range w.targets {
			tg := &b.targets[t]
			var best, pupils, price float64
			for i, z := range tg.before {
				best = max(best, z/b.pupils(tg.stage, i))
				pupils += b.pupils(tg.stage, i)
			}
			if w.goods != nil {
				for _, l := range w.goods.lots {
					price = max(price, l.price/l.raises[0].by)
				}
			} else {
				price = w.dearest()
			}
			most += enough * price * best * pupils
		}
	}
	return most
}

// moneyKept is the part of the money that is not spent, so that sums of costs, rounded, do not exceed it.
const moneyKept = 1e-9

// leastMoney is a sum that nobody counts, in yuan: with it what costs nothing is found where there is no
// money at all.
const leastMoney = 1e-7

// enough times the stock that brings every section to the best level is more than anyone buys.
const enough = 10

// noneEven explains why not even the floors can be kept, or paid for.
func (b *bundle) noneEven(ctx context.Context, set Settings) (*plan.Plan, error) {
	var reasons explanation
	data := &plan.CertificateData{}
	listed, cost := 0, b.locked
	for _, w := range b.strands {
		listed -= len(w.arcs)
		a, err := w.least(ctx, slices.Repeat([]float64{inf}, len(w.targets)))
		if err != nil {
			return nil, err
		}
		listed += len(w.arcs)
		if a.status != parametric.Optimal {
			if err := b.explain(ctx, &reasons, w, a); err != nil {
				return nil, err
			}
			data = &plan.CertificateData{}
			b.certify(data, w, a)
			return infeasible(&reasons, data), nil
		}
		cost += a.cost
		b.certify(data, w, a)
	}
	if listed > 0 { // more ways are known now
		return b.mostEven(ctx, set)
	}
	if !(cost > b.budget) {
		return nil, fmt.Errorf("%w: neither levels nor a reason why there are none", ErrEngine)
	}
	reasons.addMoney(b.moneyRule(), b.budget, cost-b.budget)
	data.Rows = append(data.Rows, plan.RowMultiplier{Row: b.purse, Multiplier: 1})
	return infeasible(&reasons, data), nil
}

// even is the plan of a division, with a proof for every level.
func (b *bundle) even(ctx context.Context, d *division, set Settings) (*plan.Plan, error) {
	actions, outcome, err := b.carryOut(ctx, d)
	if err != nil {
		return nil, err
	}
	out := &plan.Plan{Status: plan.Optimal}
	b.fill(out, actions, outcome)
	free := b.askedTargets()
	kept := make([]float64, len(b.targets)) // by target: the ratio at which an earlier level holds it
	for n := range d.levels {
		goal, err := b.proveLevel(ctx, &d.levels[n], outcome, free, kept)
		if err != nil {
			return nil, err
		}
		goal.Gap = plan.Gap(plan.Dispersion, goal.Value, goal.Bound)
		goal.Status = b.p.Goals[0].Status(goal.Value, goal.Bound, set.gap())
		if goal.Status != plan.Optimal {
			out.Status = plan.Feasible
		}
		out.Goals = append(out.Goals, goal)
		for _, t := range d.levels[n].held {
			kept[t] = goal.Value
			free = slices.DeleteFunc(free, func(o int) bool { return o == t })
		}
	}
	if set.Ranges {
		out.Prices = b.evenRanges(ctx, d.linked)
	}
	return out, nil
}

// carryOut makes the plan of a division; of the two that there are where stocks can be made equal, that
// which makes them so, if the money suffices.
func (b *bundle) carryOut(ctx context.Context, d *division) ([]plan.Action, *plan.Outcome, error) {
	ends, err := b.toTheEnd(ctx, d.answers)
	if err != nil {
		return nil, nil, err
	}
	var broke []plan.Violation
	for _, answers := range [][]*answer{ends, d.answers} {
		if answers == nil {
			continue
		}
		actions := b.actions(answers)
		if !b.share(actions) {
			broke = []plan.Violation{{Rule: plan.RuleFund, Text: "the money does not suffice for what it was said to"}}
			continue
		}
		outcome, err := b.r.Evaluate(actions)
		if err != nil {
			return nil, nil, fmt.Errorf("%w: %w", ErrEngine, err)
		}
		if broke = outcome.Violations; len(broke) == 0 {
			return actions, outcome, nil
		}
	}
	return nil, nil, broken(broke)
}

// toTheEnd follows paths that have come to within endsAt of a CV of 0 to where it is 0: flows are linear
// in it there. Nil: there is no such path.
func (b *bundle) toTheEnd(ctx context.Context, answers []*answer) ([]*answer, error) {
	var ends []*answer
	for k, w := range b.strands {
		a := answers[k]
		if !slices.ContainsFunc(a.cvs, nearEnd) {
			continue
		}
		end, err := w.end(ctx, a)
		if err != nil {
			return nil, err
		}
		if end == nil {
			continue
		}
		if ends == nil {
			ends = slices.Clone(answers)
		}
		ends[k] = end
	}
	return ends, nil
}

// end is where the path of a strand that has come near a CV of 0 leads; nil: that is not known.
func (w *strand) end(ctx context.Context, a *answer) (*answer, error) {
	if w.filling != nil {
		end, err := w.least(ctx, []float64{0})
		if err != nil || end.status != parametric.Optimal {
			return nil, err
		}
		return end, nil
	}
	caps := slices.Clone(a.cvs)
	for n, cv := range caps {
		if nearEnd(cv) {
			caps[n] = 2 * cv
		}
	}
	before, err := w.least(ctx, caps)
	if err != nil || before.status != parametric.Optimal || len(before.flow) != len(a.flow) {
		return nil, err
	}
	end := *a
	end.flow, end.hire, end.buy = extrapolated(before.flow, a.flow), extrapolated(before.hire, a.hire), extrapolated(before.buy, a.buy)
	return &end, nil
}

// nearEnd says whether a CV is so small that paths do not tell it from 0.
func nearEnd(cv float64) bool { return cv > 0 && cv <= endsAt }

// extrapolated goes as far again from b as b is from a, but not below 0; nil from nil.
func extrapolated(a, b []float64) []float64 {
	if len(b) == 0 {
		return nil
	}
	c := make([]float64, len(b))
	for i := range c {
		c[i] = max(0, 2*b[i]-a[i])
	}
	return c
}

// endsAt is a CV so near 0 that paths do not tell it from 0.
const endsAt = 1e-4

// proveLevel states a level with the prices that prove it: those of the cheapest plan at ratios that are
// a little lower, which costs more than there is, or of one stock alone that cannot come lower.
func (b *bundle) proveLevel(ctx context.Context, at *level, o *plan.Outcome, free []int, kept []float64) (plan.GoalResult, error) {
	goal := plan.GoalResult{Name: plan.Dispersion}
	for _, l := range o.Levels {
		if slices.ContainsFunc(free, func(t int) bool { return b.targets[t].code == l.Code && b.stages[b.targets[t].stage].name == l.Stage }) {
			goal.Levels = append(goal.Levels, l)
		}
	}
	goal.Value = goal.Levels[0].Ratio
	data := &plan.CertificateData{}
	for _, less := range provedBelow {
		goal.Bound = max(0, min(at.ratio, goal.Value)*(1-less))
		beyond, err := b.beyond(ctx, data, goal.Bound, free, kept)
		if err != nil {
			return goal, err
		}
		if beyond {
			break
		}
	}
	goal.Certificate = &plan.Certificate{Kind: kindOf(data, plan.CertLPDual), Bound: goal.Bound, Data: data}
	return goal, nil
}

// beyond leaves the prices of the cheapest plan with a ratio, earlier levels kept, in data; true: there is
// no such plan within the budget.
func (b *bundle) beyond(ctx context.Context, data *plan.CertificateData, ratio float64, free []int, kept []float64) (bool, error) {
	*data = plan.CertificateData{}
	bound := b.locked
	for _, w := range b.strands {
		caps := make([]float64, len(w.targets))
		for n, t := range w.targets {
			caps[n] = ratio * b.targets[t].limit
			if !slices.Contains(free, t) {
				caps[n] = kept[t] * b.targets[t].limit
			}
		}
		a, err := w.least(ctx, caps)
		if err != nil {
			return false, err
		}
		if a.status != parametric.Optimal { // this one alone proves it
			*data = plan.CertificateData{}
			b.certify(data, w, a)
			return w.contradicted(a, caps), nil
		}
		b.certify(data, w, a)
		bound += a.bound
	}
	if b.purse != "" {
		data.Rows = append(data.Rows, plan.RowMultiplier{Row: b.purse, Multiplier: 1})
	}
	return bound > b.budget*(1+budgetSlack), nil
}

// contradicted says whether the prices of an answer prove that its caps cannot be reached: near the least
// CV prices lose digits, and a little further below they prove more.
func (w *strand) contradicted(a *answer, caps []float64) bool {
	switch {
	case a.status == parametric.Short || w.schools != nil:
		return true
	case w.goods != nil:
		return math.IsInf(w.purchase.Bound(a.prices[0].Cone, caps[0]), 1)
	default:
		return w.kind.Ray(&a.prices[0], caps[0]) > 0
	}
}

// provedBelow is how far below a level, relatively, it is proved that no plan comes, the nearest first: the
// cost of coming there must exceed the budget, or a cap the least that can be reached, by more than the
// answers are exact to.
var provedBelow = []float64{1e-8, 1e-7, 1e-6, 1e-5, 5e-5, 9e-5, 3e-4, 1e-3, 1e-2}
