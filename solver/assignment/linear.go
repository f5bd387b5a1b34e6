package assignment

import (
	"context"
	"math"

	"github.com/eduparity/eduparity/solver"
)

// relax solves the LP in rounds: rows that its point violates come in, and pairs whose reduced cost is
// negative. It ends when there are none; loose: when the value has settled, as far as a search needs.
func (v *Session) relax(ctx context.Context, loose bool) (*answer, error) {
	m := v.model
	out := &answer{status: solver.Unknown, bound: math.Inf(-1)}
	last, quiet := math.Inf(-1), 0
	for {
		set := v.s.engine()
		set.Relax = true
		res, err := m.solve(ctx, &solver.Start{Basis: m.basis}, &set)
		if err != nil {
			return nil, err
		}
		v.rounds++
		if res.Status == solver.Infeasible && m.idle() {
			if err := m.activateAll(); err != nil {
				return nil, err
			}
			continue
		}
		if res.Status != solver.Optimal {
			out.status = res.Status
			return out, nil
		}
		out.x, out.share = res.X, m.shares(res.X)
		want := m.wanted(res.RowDual) // by the rows that the LP had
		cols := len(want)
		rows, err := m.separate(res.X)
		if err != nil {
			return nil, err
		}
		if err := m.activate(want); err != nil {
			return nil, err
		}
		if res.Objective-last < settled*math.Abs(res.Objective) {
			quiet++
		} else {
			quiet = 0
		}
		last = res.Objective
		if rows+cols == 0 || loose && cols == 0 && quiet >= quietRounds || v.rounds > maxRounds {
			out.status = solver.Optimal
			out.prices = m.prices(res)
			out.bound = v.bound(out.prices)
			return out, nil
		}
	}
}

// linear answers by the LP alone.
func (v *Session) linear(ctx context.Context) (*Result, error) {
	if err := v.load(ctx); err != nil {
		return nil, err
	}
	lp, err := v.relax(ctx, false)
	if err != nil {
		return nil, err
	}
	r := v.empty(Linear)
	r.Status = lp.status
	if lp.status == solver.Infeasible {
		return r, v.infeasible(ctx, r, true)
	}
	if lp.x == nil {
		return r, nil
	}
	v.fill(r, lp.share, v.always(), make([]int, len(v.p.Units)))
	if lp.prices != nil {
		r.Prices, r.RootBound = lp.prices, lp.bound
		r.Bound = min(lp.bound, r.Value)
	}
	return r, nil
}

// always are the sites that are open whatever is decided.
func (v *Session) always() []bool {
	open := make([]bool, len(v.p.Sites))
	for j := range open {
		open[j] = v.p.openness(j) == Always
	}
	return open
}

// empty is a result without a plan.
func (v *Session) empty(route Route) *Result {
	return &Result{
		Status: solver.Unknown, Route: route, Cost: math.Inf(1), Value: math.Inf(1),
		Bound: math.Inf(-1), RootBound: math.Inf(-1), Islands: v.ground.islands(),
	}
}

// fill puts a plan into a result.
func (v *Session) fill(r *Result, share []float64, open []bool, units []int) {
	p := v.p
	r.Share, r.Open, r.Units = share, open, units
	r.Load = p.Loads(share)
	r.Cost = p.CostOf(share, open, units)
	r.Ratio = p.RatiosOf(r.Load)
	r.Value = p.value(r.Cost, r.Ratio)
}
