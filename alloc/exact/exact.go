package exact

import (
	"context"
	"errors"
	"fmt"

	"github.com/eduparity/eduparity/alloc/plan"
)

// Plan solves a problem. That there is no plan, or none was found in time, is told by the plan's
// status; an error is a problem that makes no sense, a route that cannot solve it, or an engine that
// failed. The plan's bounds are as the engine and the algorithms state them: package alloc replaces
// them by what alloc/verify proves.
func Plan(ctx context.Context, p *plan.Problem, set Settings) (out *plan.Plan, err error) {
	w := NewPlanner(set)
	defer func() { err = errors.Join(err, w.Close()) }()
	return w.Plan(ctx, p)
}

// conclude writes the plan. Values are those of the plan as it is in the end, which may use the slack
// that earlier goals gave.
func (r *run) conclude(out *plan.Plan) {
	r.fill(out, r.best.actions, r.best.outcome)
	out.Goals, out.Prices = r.goals, r.ranges
	for n := range out.Goals {
		g := &out.Goals[n]
		g.Value = r.best.outcome.Value(g.Name)
		if g.Name == plan.Dispersion {
			g.Levels = sameLevels(r.best.outcome, g.Levels)
			g.Value = g.Levels[0].Ratio
		}
		g.Bound = min(g.Bound, g.Value)
		g.Certificate.Bound = min(g.Certificate.Bound, g.Value)
		g.Gap = plan.Gap(g.Name, g.Value, g.Bound)
		g.Status = r.p.Goal(g.Name).Status(g.Value, g.Bound, r.set.gap())
		if g.Status != plan.Optimal {
			out.Status = plan.Feasible
		}
	}
}

// sameLevels are the levels of the plan as it is in the end, of the targets listed.
func sameLevels(o *plan.Outcome, levels []plan.Level) []plan.Level {
	now := make([]plan.Level, 0, len(levels))
	for _, l := range o.Levels {
		for _, was := range levels {
			if was.Code == l.Code && was.Stage == l.Stage {
				now = append(now, l)
			}
		}
	}
	return now
}

// fill writes what actions come to.
func (f *frame) fill(out *plan.Plan, actions []plan.Action, o *plan.Outcome) {
	f.r.Explain(actions, o)
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
	r, err := p.Check(nil)
	if err != nil {
		return Size{}, err
	}
	f := newFrame(r)
	route, err := chooseRoute(f, asked)
	if err != nil || route != RouteOuter {
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
