package exact

import (
	"context"
	"errors"
	"math"
	"slices"
	"time"

	"github.com/eduparity/eduparity/alloc/plan"
)

// rounded plans the most even purchases in whole units by rounding: what is best in parts comes from the exact
// paths, whatever the size of the county; rounded down it costs no more, and where units are small it is as
// even but for little. Bounds are those in parts. Nil: the problem is not of this form, or what is rounded
// breaks a rule.
func (w *Planner) rounded(ctx context.Context, f *frame) *plan.Plan {
	p := f.p
	if f.r.Divisible || len(p.Goals) != 1 || p.Goals[0].Name != plan.Dispersion || !slices.Equal(p.Levers, []plan.Lever{plan.Funding}) {
		return nil
	}
	twin := *p
	twin.Limits = append(slices.Clone(p.Limits), plan.Limit{What: plan.LimitDivisible, On: true})
	rules, err := twin.Check(nil)
	if err != nil || whyNotParametric(newFrame(rules)) != "" {
		return nil // it is another problem in parts: no fault of this one
	}
	set := w.set
	set.Route, set.TimeLimit = RouteParametric, max(set.timeLimit()/2, time.Millisecond)
	parts := NewPlanner(set)
	best, err := parts.PlanBy(ctx, rules)
	if err = errors.Join(err, parts.Close()); err != nil || (best.Status != plan.Optimal && best.Status != plan.Feasible) {
		return nil // the paths could not: the loop will
	}
	actions := make([]plan.Action, 0, len(best.Actions))
	for _, a := range best.Actions {
		price, ok := f.r.Prices.Of(a.Of, a.School)
		if !ok {
			return nil
		}
		if price.Whole {
			a.Quantity = math.Floor(a.Quantity + wholeRounding)
		}
		if a.Quantity > 0 {
			cost := price.Cost * a.Quantity
			for n := range a.Funds { // one sum of money: the paths know no other
				a.Funds[n].Amount *= cost / a.Cost
			}
			a.Cost = cost
			actions = append(actions, a)
		}
	}
	outcome, err := f.r.Evaluate(actions)
	if err != nil || len(outcome.Violations) > 0 {
		return nil
	}
	out := &plan.Plan{Status: plan.Optimal, Goals: best.Goals, Run: best.Run}
	f.fill(out, actions, outcome)
	for n := range out.Goals {
		g := &out.Goals[n]
		g.Levels = sameLevels(outcome, g.Levels)
		g.Value = g.Levels[0].Ratio
		g.Bound = min(g.Bound, g.Value)
		g.Gap = plan.Gap(g.Name, g.Value, g.Bound)
		if g.Status = p.Goals[0].Status(g.Value, g.Bound, w.set.gap()); g.Status != plan.Optimal {
			out.Status = plan.Feasible
		}
	}
	return out
}

// moreEven says whether the ratios of a plan, worst first, are lower than those of another, which may be none.
func moreEven(a, b *plan.Plan) bool {
	if len(b.Goals) == 0 || len(b.Goals[0].Levels) == 0 {
		return b.Status == plan.Unknown
	}
	for n, l := range a.Goals[0].Levels {
		if n >= len(b.Goals[0].Levels) {
			return false
		}
		if other := b.Goals[0].Levels[n].Ratio; l.Ratio != other {
			return l.Ratio < other
		}
	}
	return false
}
