package exact

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver/parametric"
)

// tellParts says of a problem without a plan whether parts of teachers and rooms would help, and, where
// they would, what is the least that must give for a whole plan.
func (w *Planner) tellParts(ctx context.Context, f *frame, route Route, out *plan.Plan, deadline time.Time) error {
	if !f.r.Whole() {
		return nil
	}
	set := w.set
	set.TimeLimit = max(time.Until(deadline), time.Nanosecond)
	parts, err := inParts(ctx, f, set)
	if err != nil || parts == nil {
		return err
	}
	out.Infeasible.InParts = parts
	if parts.Status != plan.Feasible {
		return nil
	}
	set.TimeLimit = max(time.Until(deadline), time.Nanosecond)
	var r *relaxed
	if route == RouteExchange {
		r, err = relaxExchange(f, w.paths)
	} else {
		r, err = relax(ctx, f, set)
	}
	if err != nil {
		return err
	}
	out.Infeasible.Relaxed = &r.Relaxed
	if r.Status != plan.Optimal && r.Status != plan.Feasible {
		return nil // what was said of whole plans before is all that is known
	}
	if len(r.relaxations) == 0 {
		// A whole plan that the search for one has missed, by a hair: nothing is proved either way.
		out.Status, out.Infeasible, out.Certificate = plan.Unknown, nil, nil
		return nil
	}
	out.Infeasible.Reasons, out.Infeasible.Relaxations = r.reasons, r.relaxations
	return nil
}

// anyPartsGap is the gap at which a plan in parts is good enough: that there is one is all that is asked.
const anyPartsGap = 0.1

// inParts looks for a plan of the same problem with everything in parts; nil: it cannot be asked so, as
// headcounts are kept by swaps of whole persons.
func inParts(ctx context.Context, f *frame, set Settings) (*plan.InParts, error) {
	twin := *f.p
	twin.Limits = append(slices.Clone(twin.Limits), plan.Limit{What: plan.LimitDivisible, On: true})
	rules, err := twin.Check(nil)
	if errors.Is(err, plan.ErrProblem) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	set.Gap = anyPartsGap
	status, actions, err := anyPlan(ctx, newFrame(rules), set)
	switch {
	case errors.Is(err, ErrEngine): // its plan does not hold: then nothing is known
		return &plan.InParts{Status: plan.Unknown}, nil
	case err != nil:
		return nil, err
	case actions == nil && status != plan.StatusInfeasible:
		return &plan.InParts{Status: plan.Unknown}, nil
	case actions == nil:
		return &plan.InParts{Status: plan.StatusInfeasible}, nil
	}
	return &plan.InParts{Status: plan.Feasible, Of: plan.PartsOf(actions), Actions: actions}, nil
}

// anyPlan is some plan of a problem, or the proof that there is none.
func anyPlan(ctx context.Context, f *frame, set Settings) (plan.Status, []plan.Action, error) {
	if whyNotParametric(f) == "" {
		out, err := newBundle(f.parts, nil).plan(ctx, set)
		if !errors.Is(err, parametric.ErrUnproved) {
			if err != nil {
				return "", nil, err
			}
			return out.Status, out.Actions, nil
		}
	}
	m, err := compile(f)
	if err != nil {
		return "", nil, err
	}
	r, err := newRun(m, set.aside())
	if err != nil {
		return "", nil, err
	}
	status, err := r.solve(ctx)
	if err = errors.Join(err, r.close()); err != nil || r.best == nil {
		return status, nil, err
	}
	return status, append([]plan.Action{}, r.best.actions...), nil
}
