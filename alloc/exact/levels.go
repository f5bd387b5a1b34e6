package exact

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver/parametric"
)

// mostEven presses all strands down together until the money is spent: the worst ratio CV/limit first,
// then the next. Prices of the answer are held against all permitted moves; where one would pay, it is
// listed and the levels are found again.
func (b *bundle) mostEven(ctx context.Context, set Settings) (*plan.Plan, error) {
	for {
		d, err := b.divide(ctx)
		if err != nil {
			return nil, err
		}
		if d.Status != parametric.Optimal || b.locked > b.budget*(1+budgetSlack) {
			return b.noneEven(ctx, set)
		}
		answers := b.answers(d)
		if !b.price(answers) {
			return b.even(ctx, d, answers, set)
		}
	}
}

// divide finds the levels over the moves that are listed.
func (b *bundle) divide(ctx context.Context) (*parametric.Division, error) {
	list := make([]parametric.Part, len(b.strands))
	for k, w := range b.strands {
		var err error
		if list[k], err = w.part(); err != nil {
			return nil, err
		}
		for _, t := range w.targets {
			list[k].Limits = append(list[k].Limits, b.targets[t].limit)
		}
	}
	all, err := parametric.NewBundle(list...)
	if err != nil {
		return nil, err
	}
	return all.LeastWorst(ctx, b.money())
}

// money is what there is to spend beyond what locks ask for; where nothing limits it, more than it costs
// to bring every section to the best level there is.
func (b *bundle) money() float64 {
	if !math.IsInf(b.budget, 1) {
		return max(0, b.budget-b.locked)
	}
	var most float64
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

// enough times the stock that brings every section to the best level is more than anyone buys.
const enough = 10

// answers are those of a division.
func (b *bundle) answers(d *parametric.Division) []*answer {
	answers := make([]*answer, len(b.strands))
	for k, w := range b.strands {
		answers[k] = w.of(d.Balances[k])
	}
	return answers
}

// price holds all permitted moves against the prices of answers; true: some would pay.
func (b *bundle) price(answers []*answer) bool {
	found := false
	for k, w := range b.strands {
		found = w.price(answers[k]) || found
	}
	return found
}

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
			b.explain(&reasons, w, a)
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
func (b *bundle) even(ctx context.Context, d *parametric.Division, answers []*answer, set Settings) (*plan.Plan, error) {
	actions := b.actions(answers)
	if !b.share(actions) {
		return nil, fmt.Errorf("%w: the money does not suffice for what it was said to", ErrEngine)
	}
	outcome, err := b.r.Evaluate(actions)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrEngine, err)
	}
	if len(outcome.Violations) > 0 {
		return nil, broken(outcome.Violations)
	}
	out := &plan.Plan{Status: plan.Optimal}
	b.fill(out, actions, outcome)
	free := b.askedTargets()
	kept := make([]float64, len(b.targets)) // by target: the ratio at which an earlier level holds it
	for n := range d.Levels {
		level := &d.Levels[n]
		goal, err := b.proveLevel(ctx, level, outcome, free, kept)
		if err != nil {
			return nil, err
		}
		goal.Gap = plan.Gap(plan.Dispersion, goal.Value, goal.Bound)
		goal.Status = b.p.Goals[0].Status(goal.Value, goal.Bound, set.gap())
		if goal.Status != plan.Optimal {
			out.Status = plan.Feasible
		}
		out.Goals = append(out.Goals, goal)
		for _, h := range level.Held {
			t := b.strands[h.Part].targets[h.CV]
			kept[t] = goal.Value
			free = slices.DeleteFunc(free, func(o int) bool { return o == t })
		}
	}
	return out, nil
}

// proveLevel states a level with the prices that prove it: those of the cheapest plan at ratios that are
// a little lower, which costs more than there is, or of one stock alone that cannot come lower.
func (b *bundle) proveLevel(ctx context.Context, level *parametric.Level, o *plan.Outcome, free []int, kept []float64) (plan.GoalResult, error) {
	goal := plan.GoalResult{Name: plan.Dispersion}
	for _, l := range o.Levels {
		if slices.ContainsFunc(free, func(t int) bool { return b.targets[t].code == l.Code && b.stages[b.targets[t].stage].name == l.Stage }) {
			goal.Levels = append(goal.Levels, l)
		}
	}
	goal.Value = goal.Levels[0].Ratio
	below := min(level.Ratio, goal.Value) * (1 - provedBelow)
	data, whole := &plan.CertificateData{}, true
	for _, w := range b.strands {
		caps := make([]float64, len(w.targets))
		for n, t := range w.targets {
			caps[n] = below * b.targets[t].limit
			if !slices.Contains(free, t) {
				caps[n] = kept[t] * b.targets[t].limit
			}
		}
		a, err := w.least(ctx, caps)
		if err != nil {
			return goal, err
		}
		if a.status != parametric.Optimal {
			data, whole = &plan.CertificateData{}, false
		}
		b.certify(data, w, a)
		if !whole {
			break
		}
	}
	if whole && b.purse != "" {
		data.Rows = append(data.Rows, plan.RowMultiplier{Row: b.purse, Multiplier: 1})
	}
	goal.Bound = max(0, below)
	goal.Certificate = &plan.Certificate{Kind: kindOf(data, plan.CertLPDual), Bound: goal.Bound, Data: data}
	return goal, nil
}

// provedBelow is how far below a level, relatively, it is proved that no plan comes: the cost of coming
// there must exceed the budget by more than rounding.
const provedBelow = 1e-9
