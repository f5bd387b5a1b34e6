package assignment

import (
	"context"
	"math"

	"github.com/eduparity/eduparity/solver"
)

// branch closes the gap by branch and bound, in rounds: rows that its plan violates come in. Pairs of whole
// pieces that no plan has which is better by half of the gap asked for are left out: the bound of the root,
// plus their reduced cost, says so.
func (v *Session) branch(ctx context.Context, r *Result) error {
	if err := v.load(ctx); err != nil {
		return err
	}
	m := v.model
	aim, err := v.confine(r)
	if err != nil {
		return err
	}
	defer func() {
		if err == nil {
			err = v.relock()
		}
	}()
	for {
		set := v.s.engine()
		set.Gap = v.s.gap() / 2
		if v.ground != nil && v.ground.exact && set.TimeLimit > 0 {
			set.TimeLimit /= 2 // the next round needs some, too
		}
		set.Progress = v.watch(r)
		var start *solver.Start
		if r.Share != nil {
			start = &solver.Start{Incumbent: m.point(r)}
		}
		res, err := m.solve(ctx, start, &set)
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
		case rows == 0:
			if res.Status == solver.Optimal && r.Share == nil {
				r.Status = solver.Unknown // a point that is no plan, by more than a plan may be off
			}
			return nil
		}
	}
}

// watch passes the engine's progress on.
func (v *Session) watch(r *Result) func(solver.Progress) {
	if v.s.Progress == nil {
		return nil
	}
	value, bound := math.NaN(), r.Bound
	if r.Share != nil {
		value = r.Value
	}
	return func(p solver.Progress) {
		if b := v.goalOf(p.Bound); b > bound {
			bound = b
		}
		v.s.Progress(solver.Progress{Phase: p.Phase, Round: p.Round, Value: value, Bound: bound})
	}
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
	m := v.model
	if r.Share == nil || r.Prices == nil {
		return math.Inf(1), m.activateAll()
	}
	aim = r.Value - v.s.gap()/2*math.Abs(r.Value)
	x := newRelaxation(v.p, v.ground, r.Prices)
	place := x.placed()
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
	sites := len(v.p.Sites)
	var want []int32
	for k, c := range m.col {
		b := k / sites
		if !m.usable(k) {
			continue
		}
		out := v.p.whole(b) && x.ask[k]-place[b] > room
		switch {
		case c < 0 && !out:
			want = append(want, int32(k))
		case c >= 0 && out:
			if err := m.sess.SetColBounds(int(c), 0, 0); err != nil {
				return aim, err
			}
		}
	}
	return aim, m.activate(want)
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

// mend makes a plan of a point whose areas do not hang together: what does not is placed again.
func (v *Session) mend(ctx context.Context, r *Result, x []float64) {
	if v.ground == nil {
		return
	}
	ask := v.asked(r.Prices)
	l := newLocal(v.p, v.ground, ask)
	l.fine = v.fine(r.Prices)
	to := v.rounded(v.model.shares(x))
	if v.placed(ask, to) {
		l.start(to)
		v.descend(r, l, func() bool { return ctx.Err() != nil || v.s.over() })
	}
}
