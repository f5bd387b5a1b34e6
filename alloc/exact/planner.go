package exact

import (
	"context"
	"errors"
	"math"
	"slices"
	"time"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver/parametric"
)

// A Planner solves one problem after another and keeps what the next may start from: the loaded
// engine with its cuts and its basis where only numbers of the model changed, the exchange paths where
// only limits on CVs or moves did, and the paths of all parts that did not change themselves. Its plans are those of [Plan]. It belongs to one goroutine.
type Planner struct {
	set   Settings
	run   *run           // nil: none yet
	paths []*path        // of the last problem on the exchange route
	kept  []*strand      // of the last problem on the parametric route
	areas []int32        // of the last problem about catchments: where each piece went, -1: to several; nil: none
	drawn keptAssignment // its session
	// Warm counts the plans that started from what was kept.
	Warm int
}

// NewPlanner makes a planner with nothing kept yet.
func NewPlanner(set Settings) *Planner { return &Planner{set: set} }

// Close gives the engine back.
func (w *Planner) Close() error {
	err := w.drawn.close()
	if w.run == nil {
		return err
	}
	r := w.run
	w.run = nil
	return errors.Join(err, r.close())
}

// Plan solves a problem. See the function of the same name.
func (w *Planner) Plan(ctx context.Context, p *plan.Problem) (*plan.Plan, error) {
	r, err := p.Check(nil)
	if err != nil {
		return nil, err
	}
	return w.PlanBy(ctx, r)
}

// PlanBy solves the problem of rules that were read from it, and found valid, before.
func (w *Planner) PlanBy(ctx context.Context, r *plan.Rules) (*plan.Plan, error) {
	began := time.Now()
	p := r.Problem
	if p.HasPlaces() {
		return w.planPlaces(ctx, r, began)
	}
	f := newFrame(r)
	route, err := chooseRoute(f, w.set.Route)
	if err != nil {
		return nil, err
	}
	var out *plan.Plan
	switch route {
	case RouteExchange:
		out, err = w.exchange(ctx, f)
	case RouteParametric:
		out, err = w.parametricFirst(ctx, f)
		if w.set.Route != RouteParametric && (errors.Is(err, parametric.ErrUnproved) || (err == nil && out.Status == plan.Unknown && ctx.Err() == nil)) {
			route = RouteOuter // its numbers are beyond the paths, or it takes them too long
			all := w.set.TimeLimit
			w.set.TimeLimit = max(w.set.timeLimit()-time.Since(began), time.Millisecond)
			out, err = w.outer(ctx, f)
			w.set.TimeLimit = all
		}
	case RouteAuto, RouteOuter, RouteTransport: // the last is never chosen here
		var quick *plan.Plan
		if w.set.Route != RouteOuter {
			quick = w.rounded(ctx, f)
		}
		if quick == nil || quick.Status != plan.Optimal {
			out, err = w.outer(ctx, f)
		}
		if err == nil && quick != nil && (out == nil || moreEven(quick, out)) {
			out = quick
		}
	}
	if err == nil && out.Status == plan.StatusInfeasible {
		err = w.tellParts(ctx, f, route, out, began.Add(w.set.timeLimit()))
	}
	if err == nil && out.Status == plan.StatusInfeasible {
		err = w.tellConflicts(ctx, f, route, out, began.Add(w.set.timeLimit()))
	}
	if err != nil {
		return nil, err
	}
	out.Problem = *p
	if out.Before.Year == 0 {
		out.Before = r.Before()
	}
	out.Run.Route, out.Run.Seed, out.Run.Threads = string(route), w.set.Seed, 1
	out.Run.Seconds = time.Since(began).Seconds()
	return out, nil
}

// parametricFirst solves a problem on the parametric route, within half the time where another may follow.
func (w *Planner) parametricFirst(ctx context.Context, f *frame) (*plan.Plan, error) {
	if w.set.Route == RouteParametric {
		return w.parametric(ctx, f)
	}
	all := w.set.TimeLimit
	w.set.TimeLimit = w.set.timeLimit() / 2
	out, err := w.parametric(ctx, f)
	w.set.TimeLimit = all
	return out, err
}

// outer solves a problem on the outer route.
func (w *Planner) outer(ctx context.Context, f *frame) (*plan.Plan, error) {
	m, err := compile(f)
	if err != nil {
		return nil, err
	}
	r, err := w.load(m)
	if err != nil {
		return nil, err
	}
	before := r.loop.Rounds
	out := &plan.Plan{}
	out.Status, err = r.solve(ctx)
	if err != nil {
		return nil, errors.Join(err, w.Close())
	}
	switch {
	case out.Status == plan.StatusInfeasible:
		if err := r.explain(ctx, out); err != nil {
			return nil, errors.Join(err, w.Close())
		}
	case r.best != nil:
		r.conclude(out)
	}
	out.Run.Backend, out.Run.BackendVersion = r.sess.Engine()
	out.Run.Rounds, out.Run.Cols, out.Run.Rows = r.loop.Rounds-before, r.sess.NumCols(), r.sess.NumRows()
	return out, nil
}

// load puts a room into the engine: into the one at hand, if it differs from what is there in numbers
// only, else into a new one.
func (w *Planner) load(m *room) (*run, error) {
	if w.run != nil {
		fits, err := w.run.adopt(m)
		if err != nil {
			return nil, errors.Join(err, w.Close())
		}
		if fits {
			w.Warm++
			w.run.set, w.run.deadline = w.set, time.Now().Add(w.set.timeLimit())
			return w.run, nil
		}
		if err := w.Close(); err != nil {
			return nil, err
		}
	}
	var err error
	w.run, err = newRun(m, w.set)
	return w.run, err
}

// adopt takes over a room of the same shape: it lets go of what the last solve added and sets the
// numbers that differ. Tangents hold whatever the numbers are, secants on the same grid.
func (r *run) adopt(m *room) (bool, error) {
	if !r.sameShape(m) {
		return false, nil
	}
	if err := r.release(); err != nil {
		return false, err
	}
	now := r.sess.Problem()
	for j := range m.cols {
		if now.ColLower[j] != m.lp.ColLower[j] || now.ColUpper[j] != m.lp.ColUpper[j] {
			if err := r.sess.SetColBounds(j, m.lp.ColLower[j], m.lp.ColUpper[j]); err != nil {
				return false, err
			}
		}
	}
	for i := range m.rows {
		if now.Rows.Lower[i] != m.lp.Rows.Lower[i] || now.Rows.Upper[i] != m.lp.Rows.Upper[i] {
			if err := r.sess.SetRowBounds(i, m.lp.Rows.Lower[i], m.lp.Rows.Upper[i]); err != nil {
				return false, err
			}
		}
		index, value := m.lp.Rows.Row(i)
		_, was := r.lp.Rows.Row(i)
		for n := range index {
			if value[n] != was[n] {
				if err := r.sess.SetCoefficient(i, int(index[n]), value[n]); err != nil {
					return false, err
				}
			}
		}
	}
	for k := range m.cones {
		m.cones[k].squares.Rows = r.cones[k].squares.Rows
	}
	for n := range m.norms {
		m.norms[n].oracle.Rows = r.norms[n].oracle.Rows
	}
	r.room = m
	return true, r.loop.Replace(m.oracles...)
}

// sameShape says whether a room has the columns, rows and entries of the one that is loaded.
func (r *run) sameShape(m *room) bool {
	a, b := &r.lp, &m.lp
	if !slices.Equal(r.cols, m.cols) || !slices.Equal(r.rowNames(), m.rowNames()) || !slices.Equal(a.Whole, b.Whole) ||
		!slices.Equal(a.Rows.Start, b.Rows.Start) || !slices.Equal(a.Rows.Index, b.Rows.Index) || len(r.cones) != len(m.cones) ||
		len(r.norms) != len(m.norms) || len(r.composites) != len(m.composites) {
		return false
	}
	for k := range m.cones {
		p, q := &r.cones[k], &m.cones[k]
		if p.hard != q.hard || p.ratio != q.ratio || !slices.Equal(p.squares.Step, q.squares.Step) {
			return false
		}
	}
	return true
}

// release frees the rows and columns that the last solve added for itself.
func (r *run) release() error {
	for _, h := range r.held {
		if err := r.sess.FreeRow(h.row); err != nil {
			return err
		}
	}
	for _, col := range r.slacks {
		if err := r.sess.SetColBounds(col, 0, 0); err != nil {
			return err
		}
		if err := r.sess.SetCost(col, 0); err != nil {
			return err
		}
	}
	for _, c := range r.cones { // the numbers that solving changes, back to those of the room
		for _, row := range []int{c.hard, c.ratio} {
			if row < 0 {
				continue
			}
			index, value := r.lp.Rows.Row(row)
			for n, j := range index {
				if int(j) == c.mean || int(j) == r.eta {
					if err := r.sess.SetCoefficient(row, int(j), value[n]); err != nil {
						return err
					}
				}
			}
		}
	}
	for k := range r.caps {
		r.caps[k], r.meansSeen[k] = math.NaN(), 1
		c := &r.cones[k]
		c.squares.At, c.squares.Factors = r.seeds(c.target, c.ratio >= 0), nil
	}
	r.held, r.slacks, r.ranges, r.goals, r.best, r.refused, r.tied = nil, nil, nil, nil, nil, nil, false
	return nil
}

// parametric solves a problem on the parametric route.
func (w *Planner) parametric(ctx context.Context, f *frame) (*plan.Plan, error) {
	b := newBundle(f.parts, w.kept)
	if slices.ContainsFunc(b.strands, func(s *strand) bool { return slices.Contains(w.kept, s) }) {
		w.Warm++
	}
	w.kept = b.strands
	return b.plan(ctx, w.set)
}

// exchange solves a problem on the exchange route.
func (w *Planner) exchange(ctx context.Context, f *frame) (*plan.Plan, error) {
	var paths []*path
	for s := range f.stages {
		for t := range f.targets {
			if f.targets[t].stage == s && f.limited(t) && f.targets[t].changeable {
				paths = append(paths, w.path(f, s, t))
			}
			if ctx.Err() != nil {
				return &plan.Plan{Status: plan.Unknown}, nil
			}
		}
	}
	w.paths = paths
	if f.p.Goals[0].Name == plan.Moves {
		return fewestMoves(f, paths, w.set)
	}
	return mostEven(f, paths)
}

// path is the path of a stage: the one kept, if nothing that it is made from has changed.
func (w *Planner) path(f *frame, s, t int) *path {
	p := &path{f: f, stage: s, target: t}
	p.bounds()
	for _, kept := range w.paths {
		if slices.Equal(kept.lo, p.lo) && slices.Equal(kept.hi, p.hi) && slices.Equal(kept.pupils, p.pupils) && slices.Equal(kept.zones.of, p.zones.of) &&
			slices.Equal(kept.f.targets[kept.target].before, f.targets[t].before) {
			p.steps = kept.steps
			w.Warm++
			return p
		}
	}
	p.walk()
	return p
}
