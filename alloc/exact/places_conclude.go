package exact

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver/assignment"
)

// hold keeps a goal at the value reached, up to its slack, while later goals are minimised.
func (c *catchment) hold(held *assignment.Problem, g plan.Goal, res *assignment.Result) {
	switch g.Name {
	case plan.Moves: // 0 whatever the catchments
		return
	case plan.PassCost, plan.CostGoal:
		if c.works == nil {
			return // likewise
		}
	case plan.Dispersion, seatsEvenness:
		c.holdRatios(held, g, res)
		return
	case plan.Travel, plan.PupilsMoved, plan.SeatsGoal, plan.Shortfall:
	}
	cost := c.costs(g.Name)
	most := g.Allowed(res.Value+c.constant(g.Name), res.Bound+c.constant(g.Name))
	row := assignment.Row{Lower: -inf, Upper: most + margin*max(1, math.Abs(most))}
	if c.works != nil && (g.Name == plan.CostGoal || g.Name == plan.PassCost) {
		c.holdCost(&row)
		c.within(held, &row)
	}
	for k, v := range cost {
		if v != 0 && !math.IsInf(v, 1) {
			row.Pair, row.Value = append(row.Pair, int32(k)), append(row.Value, v)
		}
	}
	var hinges []assignment.Hinge
	switch g.Name {
	case plan.SeatsGoal:
		hinges = c.overSeats()
	case plan.Shortfall:
		hinges = c.shortfalls()
	case plan.Travel, plan.PupilsMoved, plan.CostGoal, plan.PassCost, plan.Moves, plan.Dispersion:
	}
	if len(hinges) > 0 {
		row.Hinges = make([]float64, len(held.Hinges)+len(hinges))
		for n := range hinges {
			row.Hinges[len(held.Hinges)+n] = hinges[n].Slope
			hinges[n].Slope = 0
		}
		held.Hinges = append(slices.Clone(held.Hinges), hinges...)
	}
	held.Rows = append(slices.Clone(held.Rows), row)
}

// holdRatios keeps every ratio of the goal below what the level that it belongs to came to.
func (c *catchment) holdRatios(held *assignment.Problem, g plan.Goal, res *assignment.Result) {
	held.Ratios = slices.Clone(held.Ratios)
	if g.Name == seatsEvenness {
		for k := range held.Ratios {
			if c.ratios[k].code == seatsCode {
				held.Ratios[k].Most = max(g.Allowed(res.Value, res.Bound)*(1+margin), leastHeldRatio)
			}
		}
		return
	}
	for _, level := range res.Levels {
		most := g.Allowed(level.Value, level.Bound)
		for _, k := range level.Ratios {
			limit := most * held.Ratios[k].Limit * (1 + margin)
			if r := &held.Ratios[k]; r.Most == 0 || limit < r.Most {
				r.Most = max(limit, leastHeldRatio)
			}
		}
	}
}

// leastHeldRatio stands for a ratio of nought that is kept: 0 would be none.
const leastHeldRatio = 1e-7

// conclude writes the plan.
func (c *catchment) conclude(ctx context.Context, out *plan.Plan) error {
	res, err := c.settle(ctx, c.result)
	if err != nil {
		return err
	}
	actions := c.invert(res)
	c.order(actions)
	actions = c.invertSites(res, actions)
	if !shareSites(c.r, actions) {
		out.Status = plan.Unknown
		return nil
	}
	outcome, err := c.r.Evaluate(actions)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrEngine, err)
	}
	if len(outcome.Violations) > 0 {
		if c.inexact == "" {
			return broken(outcome.Violations)
		}
		out.Status = plan.Unknown
		return nil
	}
	c.explain(actions, outcome)
	out.Actions, out.Before, out.Cost, out.After = actions, outcome.Before, outcome.Cost, []plan.State{outcome.After}
	out.Places = outcome.Places
	for n := range c.asked {
		out.Goals = append(out.Goals, c.resultsOf(n, outcome)...)
	}
	out.Status = plan.Optimal
	for n := range out.Goals {
		g := &out.Goals[n]
		g.Bound = min(g.Bound, g.Value)
		g.Certificate.Bound = g.Bound
		g.Gap = plan.Gap(g.Name, g.Value, g.Bound)
		if g.Status = c.p.Goal(g.Name).Status(g.Value, g.Bound, c.set.gap()); g.Status != plan.Optimal {
			out.Status = plan.Feasible
		}
	}
	return nil
}

// explain gives every assignment and every action at a site its reason.
func (c *catchment) explain(actions []plan.Action, o *plan.Outcome) {
	for s := range c.pl.Stages {
		t := c.newTeller(&c.pl.Stages[s], o)
		for i := range actions {
			switch a := &actions[i]; {
			case a.Stage != t.s.Name:
			case a.Kind == plan.Assign || a.Kind == plan.Board:
				a.Reason = t.reason(a)
			default:
				a.Reason = siteReason(a, o)
			}
		}
	}
}

// resultsOf are the entries of one goal: of dispersion one for each level.
func (c *catchment) resultsOf(n int, o *plan.Outcome) []plan.GoalResult {
	asked := &c.asked[n]
	switch asked.name {
	case plan.Dispersion:
	case seatsEvenness:
		res := asked.result
		return []plan.GoalResult{{
			Name: plan.SeatsGoal, Value: worstOf(o.SeatLevels), Levels: o.SeatLevels, Bound: max(0, res.Bound), Certificate: c.certificate(n, res.Prices, res.RootBound, res.Bound),
		}}
	default:
		return []plan.GoalResult{{
			Name: asked.name, Value: o.Value(asked.name), Bound: c.boundOf(asked), Certificate: c.certificate(n, asked.result.Prices, asked.result.RootBound, c.boundOf(asked)),
		}}
	}
	if c.inexact != "" {
		return []plan.GoalResult{{
			Name: plan.Dispersion, Value: o.Value(plan.Dispersion), Levels: o.Levels, Certificate: c.certificate(n, nil, 0, 0),
		}}
	}
	var results []plan.GoalResult
	left := slices.Clone(o.Levels)
	for _, level := range asked.result.Levels {
		worst := 0.0
		for _, l := range left {
			if c.inLevel(level, l) {
				worst = max(worst, l.Ratio)
			}
		}
		results = append(results, plan.GoalResult{
			Name: plan.Dispersion, Value: worst, Levels: slices.Clone(left), Bound: max(0, level.Bound),
			Certificate: c.certificate(n, level.Prices, level.RootBound, level.Bound),
		})
		left = slices.DeleteFunc(left, func(l plan.Level) bool { return c.inLevel(level, l) })
	}
	return results
}

// worstOf is the first of ratios that are sorted, worst first; 0: there is none.
func worstOf(levels []plan.Level) float64 {
	if len(levels) == 0 {
		return 0
	}
	return levels[0].Ratio
}

// inLevel says whether a ratio was settled in a level.
func (c *catchment) inLevel(level assignment.Level, l plan.Level) bool {
	return slices.ContainsFunc(level.Ratios, func(k int) bool {
		return c.ratios[k].code == l.Code && c.ratios[k].stage == l.Stage
	})
}

// boundOf is the bound of a linear goal. Where hard limits on CVs are not convex the assignment keeps them in
// an approximation only, and its bound is none.
func (c *catchment) boundOf(asked *askedGoal) float64 {
	if c.inexact != "" && c.limited() {
		return min(0, c.constant(asked.name))
	}
	if constant := c.constant(asked.name); constant != 0 {
		return asked.result.Bound + constant
	}
	return max(0, asked.result.Bound)
}

// constant is what a goal comes to besides what the assignment counts.
func (c *catchment) constant(goal plan.GoalName) float64 {
	if c.works != nil && (goal == plan.CostGoal || goal == plan.PassCost) {
		return c.works.all
	}
	return 0
}

// limited says whether a CV is limited.
func (c *catchment) limited() bool {
	return slices.ContainsFunc(c.ratios, func(r stageRatio) bool { return r.hard > 0 })
}

// certificate writes the prices of a bound. Kind price says that they prove all of it, search that branch and
// bound did the rest. On a map the assignment leaves out pairs that no chain of pieces reaches, which nobody
// sees who looks at prices alone: package verify finds out which of the two it is.
func (c *catchment) certificate(goal int, prices *assignment.Prices, root, bound float64) *plan.Certificate {
	root = max(0, root)
	if c.works != nil {
		root = c.r.SitesBound(c.pl, c.asked[goal].name)
		return &plan.Certificate{Kind: plan.CertSearch, Bound: bound, RootBound: &root}
	}
	cert := &plan.Certificate{Kind: plan.CertPrice, Bound: bound, Data: &plan.CertificateData{Places: c.prices(goal, prices)}}
	if prices == nil || root < bound-c.set.gap()*gapShare*max(1, math.Abs(bound)) || c.inexact != "" || c.base.Map != nil && root > 0 {
		cert.Kind, cert.RootBound = plan.CertSearch, &root
	}
	return cert
}

// prices names the multipliers of an assignment; those of nothing are left out.
func (c *catchment) prices(goal int, prices *assignment.Prices) *plan.PlacePrices {
	out := &plan.PlacePrices{}
	if prices == nil {
		return out
	}
	for j, v := range prices.Site {
		if v != 0 {
			a := &c.areas[j]
			s := &c.pl.Stages[a.stage]
			out.Sections = append(out.Sections, plan.SectionPrice{School: s.Sites[a.sites[0]].School, Stage: s.Name, Price: v})
		}
	}
	for n, v := range prices.Row {
		switch {
		case v == 0:
		case n < len(c.pl.Ties):
			out.Limits = append(out.Limits, plan.LimitPrice{Tie: n, Price: v})
		default:
			earlier := c.heldGoal(goal, n-len(c.pl.Ties))
			out.Limits = append(out.Limits, plan.LimitPrice{Goal: &earlier, Price: v})
		}
	}
	for k := range c.ratios {
		w := plan.RatioWeight{Code: c.ratios[k].code, Stage: c.ratios[k].stage}
		if prices.Goal != nil {
			w.Weight = prices.Goal[k]
		}
		if prices.Most != nil {
			w.Limit = prices.Most[k]
		}
		if w.Weight != 0 || w.Limit != 0 {
			out.Ratios = append(out.Ratios, w)
		}
	}
	return out
}

// heldGoal is the position of the goal that the n-th held row keeps.
func (c *catchment) heldGoal(goal, n int) int {
	for i := range goal {
		switch c.asked[i].name {
		case plan.PassCost, plan.CostGoal, plan.Moves, plan.Dispersion, seatsEvenness:
			continue
		case plan.Travel, plan.PupilsMoved, plan.SeatsGoal, plan.Shortfall:
		}
		if n == 0 {
			return i
		}
		n--
	}
	return goal
}
