package assignment

import (
	"context"
	"math"
	"slices"

	"github.com/eduparity/eduparity/solver"
)

// search answers where something must be whole: the bound of what may be split, plans by a local search, and
// branch and bound for what is left between the two.
func (v *Session) search(ctx context.Context) (*Result, error) {
	r := v.empty(Search)
	lp, err := v.root(ctx)
	if err != nil {
		return nil, err
	}
	if lp.status == solver.Infeasible {
		return r, v.infeasible(ctx, r, true)
	}
	if lp.prices != nil {
		r.Prices, r.RootBound, r.Bound = lp.prices, lp.bound, lp.bound
		v.report(r, "root")
	}
	if v.ground != nil || slices.Contains(v.p.Whole, true) {
		v.explore(ctx, r, lp)
	}
	r.Status = lp.status
	if lp.status == solver.Optimal && !v.closed(r) {
		err = v.branch(ctx, r)
	}
	if r.Share != nil {
		r.Bound = min(r.Bound, r.Value)
	}
	return r, err
}

// closed says whether plan and bound have met.
func (v *Session) closed(r *Result) bool { return r.Share != nil && r.Gap() <= v.s.gap() }

// report tells who wants to know.
func (v *Session) report(r *Result, phase string) {
	if v.s.Progress != nil {
		value := math.NaN()
		if r.Share != nil {
			value = r.Value
		}
		v.s.Progress(solver.Progress{Phase: phase, Round: v.rounds, Value: value, Bound: r.Bound})
	}
}

// root is the relaxation in which nothing need be whole: by the transport, where it is one, else by the LP.
func (v *Session) root(ctx context.Context) (*answer, error) {
	split := *v.p
	split.Whole = nil
	if !isTransport(&split) {
		if err := v.load(ctx); err != nil {
			return nil, err
		}
		return v.relax(ctx, true)
	}
	split.Whole = v.p.Whole
	lp := &answer{status: solver.Unknown, bound: math.Inf(-1)}
	if v.homeless() != nil {
		lp.status = solver.Infeasible
		return lp, nil
	}
	if v.carrier == nil {
		c, err := newCarrier(v.p)
		if err != nil {
			return nil, err
		}
		v.carrier = c
	}
	switch err := v.carrier.sess.Solve(ctx); {
	case err == nil:
		lp.status = solver.Optimal
		lp.share = v.carrier.shares(v.p)
		lp.prices = &Prices{Site: v.carrier.places(v.p), Row: []float64{}}
		lp.bound = v.bound(lp.prices)
	case ctx.Err() != nil:
		lp.status = solver.Interrupted
	case isInfeasible(err):
		lp.status = solver.Infeasible
	}
	return lp, nil
}

// explore looks for plans of whole pieces by a local search, from the rounded relaxation, from areas grown at
// its prices, from the last plan, from the caller's and from today's.
func (v *Session) explore(ctx context.Context, r *Result, lp *answer) {
	if lp.prices == nil && v.best == nil && v.s.Start == nil {
		return
	}
	ask := v.asked(lp.prices)
	l := newLocal(v.p, v.ground, ask)
	if slices.ContainsFunc(l.near, func(list []int32) bool { return len(list) == 0 }) {
		return
	}
	l.fine = v.fine(lp.prices)
	stop := func() bool { return ctx.Err() != nil || v.s.over() }
	var excess []float64
	if lp.prices != nil {
		excess = v.excess(lp.prices)
	}
	steps := min(annealSteps, annealPiece*len(v.p.Size))
	for _, to := range v.starts(lp) {
		if stop() && r.Share != nil {
			return
		}
		if !v.placed(ask, to) {
			continue
		}
		l.start(to)
		v.descend(r, l, stop)
		if r.Share == nil && excess != nil {
			value, _ := l.value()
			l.fine *= missDearer
			l.anneal(excess, missHeat*math.Abs(value)/float64(len(v.p.Size)), steps, uint64(v.s.Seed), stop)
			l.fine /= missDearer
			v.descend(r, l, stop)
		}
		if v.closed(r) {
			return
		}
	}
	if excess == nil || r.Share == nil {
		return
	}
	for i := range anneals {
		if v.closed(r) || stop() {
			return
		}
		l.start(v.best)
		value, _ := l.value()
		heat := (value - v.objective(lp.bound)) / float64(len(v.p.Size)) * anneals / float64(i+1)
		if l.anneal(excess, heat, steps, uint64(v.s.Seed+i), stop) {
			v.descend(r, l, stop)
		}
	}
}

// objective is the value of a goal in terms of what a local search makes less: squares of ratios.
func (v *Session) objective(goal float64) float64 {
	if v.p.Goal == LeastCost {
		return goal
	}
	return goal * goal
}

// descend improves a plan; while it misses something, that is made dearer.
func (v *Session) descend(r *Result, l *local, stop func() bool) {
	dear := l.fine
	enough := func() bool {
		value, miss := l.value()
		return stop() || miss <= missTolerance && gap(value, v.objective(r.Bound)) <= v.s.gap()
	}
	for range dearer {
		l.improve(sweeps, enough)
		if _, miss := l.value(); miss <= missTolerance || stop() {
			break
		}
		l.fine *= 4
	}
	l.fine = dear
	share, open, units := l.plan()
	v.offerPlan(r, share, open, units)
}

// starts are the plans that a local search begins with; -1: not placed.
func (v *Session) starts(lp *answer) [][]int32 {
	var out [][]int32
	if len(v.best) > 0 {
		out = append(out, slices.Clone(v.best))
	}
	if v.s.Start != nil {
		out = append(out, slices.Clone(v.s.Start))
	}
	if lp.share != nil {
		out = append(out, v.rounded(lp.share))
	}
	if v.ground != nil {
		if lp.prices != nil {
			out = append(out, v.unplaced())
		}
		if v.p.Map.Before != nil {
			out = append(out, slices.Clone(v.p.Map.Before))
		}
	}
	return out
}

func (v *Session) unplaced() []int32 {
	to := make([]int32, len(v.p.Size))
	for b := range to {
		to[b] = -1
	}
	return to
}

// rounded places each piece where most of it goes.
func (v *Session) rounded(share []float64) []int32 {
	to := v.unplaced()
	sites := len(v.p.Sites)
	for b := range to {
		mine := share[b*sites : (b+1)*sites]
		if most := slices.Max(mine); most > 0 {
			to[b] = int32(slices.Index(mine, most))
		}
	}
	return to
}

// placed completes a plan and says whether that went well: what is not allowed where it is goes where least is
// asked for it, on a map where it is held.
func (v *Session) placed(ask []float64, to []int32) bool {
	sites := len(v.p.Sites)
	for b, j := range to {
		if j >= 0 && !v.p.allowed(b, int(j)) {
			to[b] = -1
		}
	}
	if v.ground != nil {
		return v.ground.grow(v.p, ask, to)
	}
	for b, j := range to {
		if j >= 0 {
			continue
		}
		best := math.Inf(1)
		for k := range sites {
			if a := ask[b*sites+k]; a < best && v.p.allowed(b, k) {
				best, to[b] = a, int32(k)
			}
		}
		if to[b] < 0 {
			return false
		}
	}
	return true
}

// asked is what sites ask for pieces: at the prices, or the costs where there are none.
func (v *Session) asked(prices *Prices) []float64 {
	if prices == nil {
		return v.p.Cost
	}
	return newRelaxation(v.p, v.ground, prices).ask
}

// fine is what a miss of the mean load of a site costs to begin with: a few times what that load is worth.
func (v *Session) fine(prices *Prices) float64 {
	if v.p.Goal != LeastCost {
		return 1
	}
	size, load := 0.0, 0.0
	for b := range v.p.Size {
		if j := cheapest(v.p, b); j >= 0 {
			k := b*len(v.p.Sites) + j
			size += math.Abs(v.p.Cost[k])
			load += v.p.load(k)
		}
	}
	mean := load / float64(len(v.p.Sites))
	out := size / float64(len(v.p.Sites)) / 10
	if prices != nil {
		for _, y := range prices.Site {
			out = max(out, finePrice*math.Abs(y)*mean)
		}
	}
	return max(out, 1)
}

// offer takes a point of the model as a plan, if it is one and a better one.
func (v *Session) offer(r *Result, x []float64) bool {
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
	return v.offerPlan(r, share, open, units)
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
	v.best = v.rounded(share)
	v.report(r, "plan")
	return true
}
