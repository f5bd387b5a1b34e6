package assignment

import (
	"context"

	"github.com/eduparity/eduparity/solver"
)

// levels makes the worst ratio least; those that cannot be below it, because the weights of the proof lean on
// them, are then held there, and the worst of the others is made least, until all are held. Where pieces are
// whole the proof may lean on others than the worst: then the worst of the plan is held, and of several plans
// that are as good so far one is gone on from.
func (v *Session) levels(ctx context.Context) (*Result, error) {
	ratios := v.p.clone().Ratios
	defer func() {
		v.p.Goal, v.p.Ratios, v.stale = LeastLevels, ratios, true
	}()
	v.p.Goal = LeastWorst
	var out *Result
	var levels []Level
	for {
		v.stale = true
		r, err := v.solve(ctx)
		if err != nil {
			return nil, err
		}
		if out == nil {
			out = r
		}
		if r.Share == nil || r.Prices == nil {
			break
		}
		value, bound, prices, root := out.Value, out.Bound, out.Prices, out.RootBound
		rounds, cuts, nodes, status := out.Rounds, out.Cuts, out.Nodes, out.Status
		if r != out {
			*out = *r
			out.Value, out.Bound, out.Prices, out.RootBound = value, bound, prices, root
			out.Rounds, out.Cuts, out.Nodes = rounds+r.Rounds, cuts+r.Cuts, nodes+r.Nodes
			if r.Status == solver.Optimal {
				out.Status = status
			}
		}
		level := Level{Value: r.Value, Bound: r.Bound, Prices: r.Prices, RootBound: r.RootBound}
		for k := range v.p.Ratios {
			level.Limits, level.Held = append(level.Limits, v.p.Ratios[k].Most), append(level.Held, v.p.Ratios[k].Held)
		}
		level.Ratios = v.hold(r)
		levels = append(levels, level)
		if r.Status == solver.Interrupted || r.Status == solver.TimeLimit || !v.goalLeft() {
			break
		}
	}
	out.Levels = levels
	return out, nil
}

// hold holds the ratios of a level: of the worst those that the proof leans on, or the first if it leans on none.
func (v *Session) hold(r *Result) []int {
	var held []int
	worst := -1
	for k := range v.p.Ratios {
		if !v.p.inGoal(k) {
			continue
		}
		if worst < 0 || r.Ratio[k] > r.Ratio[worst] {
			worst = k
		}
		if r.Prices.Goal[k] > weightTolerance && r.Ratio[k] >= r.Value*(1-levelMargin) {
			held = append(held, k)
		}
	}
	if len(held) == 0 {
		held = []int{worst}
	}
	for _, k := range held {
		c := &v.p.Ratios[k]
		c.Held = true
		most := max(r.Value*c.Limit*(1+levelMargin), levelMargin)
		if c.Most == 0 || most < c.Most {
			c.Most = most
		}
	}
	return held
}

// goalLeft says whether a ratio of the goal is left.
func (v *Session) goalLeft() bool {
	for k := range v.p.Ratios {
		if v.p.inGoal(k) {
			return true
		}
	}
	return false
}
