package assignment

import (
	"context"
	"math"
	"slices"

	"github.com/eduparity/eduparity/solver"
)

// search answers where something must be whole.
func (v *Session) search(ctx context.Context) (*Result, error) {
	r := v.empty(Search)
	lp, err := v.relax(ctx, true)
	if err != nil {
		return nil, err
	}
	if lp.status == solver.Infeasible {
		r.Status = lp.status
		return r, v.infeasible(ctx, r, true)
	}
	if lp.prices != nil {
		r.Prices, r.RootBound, r.Bound = lp.prices, lp.bound, lp.bound
	}
	if err := v.branch(ctx, r); err != nil {
		return nil, err
	}
	return r, nil
}

// branch closes the gap by branch and bound, in rounds: rows that its plan violates come in.
func (v *Session) branch(ctx context.Context, r *Result) error {
	m := v.model
	if err := m.activateAll(); err != nil {
		return err
	}
	for {
		set := v.s.engine()
		set.Gap = v.s.gap()
		res, err := m.solve(ctx, nil, &set)
		if err != nil {
			return err
		}
		v.rounds++
		r.Nodes += res.Nodes
		r.Status = res.Status
		if res.Status == solver.Infeasible {
			return v.infeasible(ctx, r, false)
		}
		r.Bound = max(r.Bound, v.goalOf(res.Bound))
		if res.X == nil {
			return nil
		}
		rows, err := m.separate(res.X)
		if err != nil {
			return err
		}
		v.offer(r, res.X)
		if rows == 0 || v.s.over() || ctx.Err() != nil {
			break
		}
	}
	if r.Share != nil {
		r.Bound = min(r.Bound, r.Value)
	}
	return nil
}

// goalOf is the goal at a value of the model's objective.
func (v *Session) goalOf(objective float64) float64 {
	if v.p.Goal == LeastCost {
		return objective / v.model.scale
	}
	return math.Sqrt(max(0, objective))
}

// offer takes a point of the model as a plan, if it is one and a better one.
func (v *Session) offer(r *Result, x []float64) {
	m := v.model
	share := m.shares(x)
	open, units := v.always(), make([]int, len(v.p.Units))
	for j, c := range m.open {
		if c >= 0 {
			open[j] = x[c] > 0.5
		}
	}
	for e, c := range m.units {
		units[e] = int(math.Round(x[c]))
	}
	v.offerPlan(r, share, open, units)
}

// offerPlan takes a plan, if it is one and a better one.
func (v *Session) offerPlan(r *Result, share []float64, open []bool, units []int) bool {
	if v.p.Check(share, open, units) != nil {
		return false
	}
	better := *r
	v.fill(&better, share, open, units)
	if r.Share != nil && better.Value >= r.Value {
		return false
	}
	*r = better
	v.best = v.best[:0]
	sites := len(v.p.Sites)
	for b := range v.p.Size {
		v.best = append(v.best, int32(slices.Index(share[b*sites:(b+1)*sites], slices.Max(share[b*sites:(b+1)*sites]))))
	}
	if v.s.Progress != nil {
		v.s.Progress(solver.Progress{Phase: "plan", Round: v.rounds, Value: r.Value, Bound: r.Bound})
	}
	return true
}
