package assignment

import (
	"context"
	"errors"
	"math"
	"slices"

	"github.com/eduparity/eduparity/solver"
)

// branch closes the gap by branch and bound, in rounds: rows that its plan violates come in. Pairs of whole
// pieces that no plan has which is better by half of the gap asked for are left out: the bound of the root,
// plus their reduced cost, says so.
func (v *Session) branch(ctx context.Context, r *Result) (err error) {
	if err := v.load(ctx); err != nil {
		return err
	}
	m := v.model
	defer func() {
		if err == nil {
			err = v.relock()
		}
	}()
	if err := v.core(ctx, r); err != nil || v.closed(r) {
		return err
	}
	aim, err := v.confine(r)
	if err != nil {
		return err
	}
	for {
		set := v.s.engine()
		set.Gap = v.s.gap() / 2
		if v.ground != nil && v.ground.exact && set.TimeLimit > 0 {
			set.TimeLimit /= 2 // the next round needs some, too
		}
		var start *solver.Start
		if r.Share != nil {
			start = &solver.Start{Incumbent: m.point(r)}
		}
		res, err := v.until(ctx, r, start, &set)
		if err != nil {
			return err
		}
		v.rounds++
		r.Nodes += res.Nodes
		r.Status = res.Status
		if res.Status == solver.Infeasible {
			if r.Share == nil {
				return v.infeasible(ctx, r, false)
			}
			r.Bound, r.Status = max(r.Bound, min(aim, r.Value)), solver.Optimal
			return nil
		}
		r.Bound = max(r.Bound, min(aim, v.goalOf(res.Bound)))
		if res.X == nil {
			return nil
		}
		rows, err := m.separate(res.X)
		if err != nil {
			return err
		}
		if !v.offer(r, res.X) && rows > 0 {
			v.mend(ctx, r, res.X)
		}
		switch {
		case v.closed(r):
			r.Status = solver.Optimal
			return nil
		case ctx.Err() != nil:
			r.Status = solver.Interrupted
			return nil
		case v.s.over():
			r.Status = solver.TimeLimit
			return nil
		case res.Status == solver.TimeLimit && v.s.TimeLimit > 0:
			continue // that was half of it
		case rows == 0:
			if res.Status == solver.Optimal && r.Share == nil || res.Status == solver.Interrupted {
				r.Status = solver.Unknown // a point that is no plan, by more than a plan may be off
			}
			return nil
		}
	}
}

// until solves the model until its plan is near enough to the bound, passing the engine's progress on. That such a
// plan may violate rows which the model has not is for the caller to find out.
func (v *Session) until(ctx context.Context, r *Result, start *solver.Start, set *solver.Settings) (*solver.Result, error) {
	ctx, enough := context.WithCancel(ctx)
	defer enough()
	best, bound := math.NaN(), r.Bound
	if r.Share != nil {
		best = r.Value
	}
	set.Progress = func(p solver.Progress) {
		if b := v.goalOf(p.Bound); b > bound && set.Nodes == 0 {
			bound = b
		}
		if gap(v.goalOf(p.Value), bound) <= v.s.gap() {
			enough()
		}
		if v.s.Progress != nil {
			v.s.Progress(solver.Progress{Phase: p.Phase, Round: p.Round, Value: best, Bound: bound})
		}
	}
	return v.model.solve(ctx, start, set)
}

// goalOf is the goal at a value of the model's objective.
func (v *Session) goalOf(objective float64) float64 {
	if v.p.Goal == LeastCost {
		return objective / v.model.scale
	}
	return math.Sqrt(max(0, objective))
}

// confine takes pairs out of the model that only plans have which are not below aim, and puts all others in.
func (v *Session) confine(r *Result) (aim float64, err error) {
	if r.Share == nil || r.Prices == nil {
		return math.Inf(1), errors.Join(v.relock(), v.model.activateAll())
	}
	aim = r.Value - v.s.gap()/2*math.Abs(r.Value)
	room := aim - r.RootBound
	if v.p.Goal != LeastCost {
		weights := 0.0
		for k, a := range r.Prices.Goal {
			if v.p.inGoal(k) {
				weights += a
			}
		}
		room = (aim*aim - r.RootBound*r.RootBound) * weights
	}
	return aim, v.keep(v.excess(r.Prices), room, nil)
}

// excess is what each pair asks above the price of its piece: by that much the bound of the root is too low for
// plans that have it. 0 for pieces that may be split, of which a little could be there.
func (v *Session) excess(prices *Prices) []float64 {
	x := newRelaxation(v.p, v.ground, prices)
	place := x.placed()
	sites := len(v.p.Sites)
	for k := range x.ask {
		if b := k / sites; v.p.whole(b) || math.IsInf(x.ask[k], 1) {
			x.ask[k] -= place[b]
		} else {
			x.ask[k] = 0
		}
	}
	return x.ask
}

// keep lets the model have the pairs whose excess is at most room, and those of a plan.
func (v *Session) keep(excess []float64, room float64, share []float64) error {
	m := v.model
	var want []int32
	for k, c := range m.col {
		if !m.usable(k) {
			continue
		}
		in := excess[k] <= room || share != nil && share[k] > 0
		upper := 0.0
		if in {
			upper = 1
		}
		switch {
		case c < 0 && in:
			want = append(want, int32(k))
		case c >= 0:
			if err := m.sess.SetColBounds(int(c), 0, upper); err != nil {
				return err
			}
		}
	}
	return m.activate(want)
}

// core looks for plans among the pairs of least excess, a few for each piece: too few for a bound, but plans of
// value are there, and a search among them is short.
func (v *Session) core(ctx context.Context, r *Result) error {
	if r.Prices == nil || v.s.few(v.p.pairs(), coreFrom) || !slices.Contains(v.p.Whole, true) && v.ground == nil {
		return nil
	}
	m := v.model
	excess := v.excess(r.Prices)
	sorted := slices.Clone(excess)
	slices.Sort(sorted)
	for round := range coreRounds {
		extra := coreExtra << (2 * round)
		if v.s.eager {
			extra = round
		}
		if err := v.keep(excess, sorted[min(len(sorted)-1, len(v.p.Size)+extra)], r.Share); err != nil {
			return err
		}
		set := v.s.engine()
		set.Gap, set.Nodes = v.s.gap()/2, coreNodes
		var start *solver.Start
		if r.Share != nil {
			start = &solver.Start{Incumbent: m.point(r)}
		}
		res, err := v.until(ctx, r, start, &set)
		if err != nil {
			return err
		}
		v.rounds++
		r.Nodes += res.Nodes
		if res.X == nil {
			continue
		}
		if _, err := m.separate(res.X); err != nil {
			return err
		}
		v.offer(r, res.X)
		v.mend(ctx, r, res.X)
		if v.closed(r) || v.s.over() || ctx.Err() != nil {
			return nil
		}
	}
	return nil
}

// point is a plan as a point of the model.
func (m *model) point(r *Result) []float64 {
	x := make([]float64, m.sess.NumCols())
	for k, s := range r.Share {
		if s > 0 && m.col[k] >= 0 {
			x[m.col[k]] = s
			if c := m.touch[k]; c >= 0 {
				x[c] = 1
			}
		}
	}
	for j, load := range r.Load {
		x[m.load[j]] = load / m.unit[j]
		if c := m.open[j]; c >= 0 && r.Open[j] {
			x[c] = 1
		}
		if c := m.curve[j]; c >= 0 {
			x[c] = m.unit[j] / max(load, smallestLoad*m.unit[j])
		}
	}
	for i, c := range m.hinge {
		if c >= 0 {
			x[c] = m.p.Hinges[i].value(r.Load) / m.unit[m.p.Hinges[i].Site]
		}
	}
	for e, n := range r.Units {
		x[m.units[e]] = float64(n)
	}
	if m.worst >= 0 {
		x[m.worst] = r.Value * r.Value * (1 + tangentTolerance)
	}
	return x
}

// mend improves a point by a local search; what does not hang together in it is placed again.
func (v *Session) mend(ctx context.Context, r *Result, x []float64) {
	ask := v.asked(r.Prices)
	l := newLocal(v.p, v.ground, ask)
	l.fine = v.fine(r.Prices)
	to := v.rounded(v.model.shares(x))
	if v.placed(ask, to) {
		l.start(to)
		v.descend(r, l, func() bool { return ctx.Err() != nil || v.s.over() })
	}
}
