package exact

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/eduparity/eduparity/alloc/plan"
)

// Plan solves a problem. That there is no plan, or none was found in time, is told by the plan's
// status; an error is a problem that makes no sense, a route that cannot solve it, or an engine that
// failed. The plan's bounds are as the engine and the algorithms state them: package alloc replaces
// them by what alloc/verify proves.
func Plan(ctx context.Context, p *plan.Problem, set Settings) (*plan.Plan, error) {
	began := time.Now()
	if err := p.Validate(); err != nil {
		return nil, err
	}
	f, err := newFrame(p)
	if err != nil {
		return nil, err
	}
	route, err := chooseRoute(f, set.Route)
	if err != nil {
		return nil, err
	}
	var out *plan.Plan
	if route == RouteExchange {
		out, err = exchange(ctx, f, set)
	} else {
		out, err = outerRoute(ctx, f, set)
	}
	if err != nil {
		return nil, err
	}
	out.Problem = *p
	if out.Before.Year == 0 {
		before, err := p.Standard.Assess(p.County)
		if err != nil {
			return nil, err
		}
		out.Before = plan.StateOf(before)
	}
	out.Run.Route, out.Run.Seed, out.Run.Threads = string(route), set.Seed, 1
	out.Run.Seconds = time.Since(began).Seconds()
	return out, nil
}

// outerRoute solves a problem on the outer route.
func outerRoute(ctx context.Context, f *frame, set Settings) (out *plan.Plan, err error) {
	m, err := compile(f)
	if err != nil {
		return nil, err
	}
	r, err := newRun(m, set)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.sess.Close()) }()
	out = &plan.Plan{}
	out.Status, err = r.solve(ctx)
	if err != nil {
		return nil, err
	}
	switch {
	case out.Status == plan.StatusInfeasible:
		if err := r.explain(ctx, out); err != nil {
			return nil, err
		}
	case r.best != nil:
		r.conclude(out)
	}
	out.Run.Backend, out.Run.BackendVersion = r.sess.Engine()
	out.Run.Rounds, out.Run.Cols, out.Run.Rows = r.loop.Rounds, r.sess.NumCols(), r.sess.NumRows()
	return out, nil
}

// conclude writes the plan. Values are those of the plan as it is in the end, which may use the slack
// that earlier goals gave.
func (r *run) conclude(out *plan.Plan) {
	fill(out, r.best.actions, r.best.outcome)
	out.Goals = r.goals
	for n := range out.Goals {
		g := &out.Goals[n]
		g.Value = r.best.outcome.Value(g.Name)
		if g.Name == plan.Dispersion {
			g.Levels = r.sameLevels(g.Levels)
			g.Value = g.Levels[0].Ratio
		}
		g.Bound = min(g.Bound, g.Value)
		g.Certificate.Bound = min(g.Certificate.Bound, g.Value)
		g.Gap = gap(g.Name, g.Value, g.Bound)
		g.Status = statusOf(g.Gap, r.set.gap())
		if g.Status != plan.Optimal {
			out.Status = plan.Feasible
		}
	}
}

// sameLevels are the levels of the plan as it is in the end, of the targets listed.
func (r *run) sameLevels(levels []plan.Level) []plan.Level {
	now := make([]plan.Level, 0, len(levels))
	for _, l := range r.best.outcome.Levels {
		for _, was := range levels {
			if was.Code == l.Code && was.Stage == l.Stage {
				now = append(now, l)
			}
		}
	}
	return now
}

// fill writes what actions come to.
func fill(out *plan.Plan, actions []plan.Action, o *plan.Outcome) {
	out.Actions, out.Before, out.Cost = actions, o.Before, o.Cost
	out.After = []plan.State{o.After}
}

// broken is the error of a plan that does not hold.
func broken(v []plan.Violation) error { return fmt.Errorf("%w: %s", ErrEngine, v[0]) }

// A Size is how large a problem is for the engine.
type Size struct {
	Route             Route
	Cols, Rows, Whole int
}

// Measure compiles a problem without solving it.
func Measure(p *plan.Problem, asked Route) (Size, error) {
	if err := p.Validate(); err != nil {
		return Size{}, err
	}
	f, err := newFrame(p)
	if err != nil {
		return Size{}, err
	}
	route, err := chooseRoute(f, asked)
	if err != nil || route == RouteExchange {
		return Size{Route: route}, err
	}
	m, err := compile(f)
	if err != nil {
		return Size{}, err
	}
	size := Size{Route: route, Cols: m.lp.NumCols(), Rows: m.lp.NumRows()}
	for _, whole := range m.lp.Whole {
		if whole {
			size.Whole++
		}
	}
	return size, nil
}
