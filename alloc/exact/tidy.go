package exact

import (
	"context"
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver/outer"
)

// holdRatios keeps what dispersion reached while later goals are minimised.
func (r *run) holdRatios() error {
	for k, c := range r.cones {
		if c.ratio < 0 {
			continue
		}
		for _, l := range r.best.outcome.Levels {
			if r.isLevel(k, l) {
				r.caps[k] = r.ratioKept(l)
			}
		}
	}
	if err := r.sess.SetColBounds(r.eta, 0, 0); err != nil {
		return err
	}
	return r.setRatio(0)
}

// ratioKept is what a target must keep after dispersion: what the level allows that fixed it, which is
// the last level that lists it.
func (r *run) ratioKept(l plan.Level) float64 {
	kept := l.Ratio
	for _, g := range r.goals {
		for _, x := range g.Levels {
			if x.Code == l.Code && x.Stage == l.Stage {
				kept = r.laterGoal(plan.Dispersion).Allowed(g.Value, g.Bound)
			}
		}
	}
	return kept
}

// laterGoal is a goal with its slack, if there are goals after it to use it.
func (r *run) laterGoal(name plan.GoalName) plan.Goal {
	if r.p.Goals[len(r.p.Goals)-1].Name == name {
		return plan.Goal{Name: name}
	}
	return r.p.Goal(name)
}

// tidy chooses among the plans that reach the goals: after dispersion the cheapest, then the one with
// the fewest moves; after any other goal the one with the fewest moves, where moving is free, so that
// nobody moves for nothing. It claims nothing: the plan before it stands if the time is up.
func (r *run) tidy(ctx context.Context) (plan.Status, error) {
	status := plan.Optimal
	for _, g := range r.goals {
		if g.Status != plan.Optimal {
			status = g.Status
		}
	}
	last := r.p.Goals[len(r.p.Goals)-1]
	var then []plan.GoalName
	if last.Name == plan.Dispersion {
		then = append(then, plan.CostGoal)
	}
	paid := last.Name == plan.PassCost || last.Name == plan.CostGoal // then moves that cost are few already
	if last.Name != plan.Moves && r.p.HasLever(plan.Rotation) && (!paid || !r.movesCost()) {
		then = append(then, plan.Moves)
	}
	if err := r.hold(plan.Goal{Name: last.Name}); err != nil {
		return "", err
	}
	for _, g := range then {
		if r.timeUp(ctx) {
			break
		}
		o := r.objectiveOf(g)
		if r.best.outcome.Value(g) == 0 { // none could be better; what follows must not spend any
			if err := r.holdLinear(o, 0); err != nil {
				return "", err
			}
			continue
		}
		if err := r.prefer(ctx, o); err != nil {
			return "", err
		}
	}
	return status, nil
}

// prefer replaces the best plan by one that is better in a further objective and no worse in the goals.
func (r *run) prefer(ctx context.Context, o objective) error {
	if err := r.setCosts(o.cost); err != nil {
		return err
	}
	found := search{run: r, value: func(out *plan.Outcome) float64 {
		if !r.asGood(out) {
			return inf
		}
		return out.Value(o.goal)
	}}
	best := *r.best
	best.value = best.outcome.Value(o.goal)
	found.best = &best
	switch {
	case !r.lp.AnyWhole():
		lp, err := r.rounds(ctx, outer.Settings{Engine: r.engine(true)})
		if err != nil {
			return err
		}
		if lp.X != nil {
			if err := found.point(ctx, lp.X); err != nil {
				return err
			}
		}
	case r.strong != nil:
		if _, err := found.inWhole(ctx, o); err != nil {
			return err
		}
	default:
		enough := func(lower, _ float64) bool { return plan.Gap(o.goal, found.best.value, lower*o.unit) <= r.set.gap() }
		if _, err := found.whole(ctx, o, enough); err != nil {
			return err
		}
	}
	value := r.best.value
	r.best = found.best
	r.best.value = value
	return r.holdLinear(o, found.best.outcome.Value(o.goal))
}

// asGood says whether a plan keeps every goal where the best one has it, up to rounding.
func (r *run) asGood(out *plan.Outcome) bool {
	for _, g := range r.p.Goals {
		if g.Name == plan.Dispersion {
			if !r.levelsAsGood(out) {
				return false
			}
			continue
		}
		most := r.goalAllowed(g)
		if out.Value(g.Name) > most+sameValue*max(1, math.Abs(most)) {
			return false
		}
	}
	return true
}

// goalAllowed is what a linear goal may come to.
func (r *run) goalAllowed(g plan.Goal) float64 {
	for n := range r.goals {
		if r.goals[n].Name == g.Name {
			return r.laterGoal(g.Name).Allowed(r.goals[n].Value, r.goals[n].Bound)
		}
	}
	return inf
}

// sameValue is the relative difference of values that are the same but for the margin.
const sameValue = 10 * margin

// ratiosKept says whether a plan has no ratio above what earlier levels and goals keep.
func (r *run) ratiosKept(out *plan.Outcome) bool {
	for k, most := range r.caps {
		if math.IsNaN(most) {
			continue
		}
		for _, l := range out.Levels {
			if r.isLevel(k, l) && !(l.Ratio <= most+sameValue*max(most, plan.LeastRatio)) {
				return false
			}
		}
	}
	return true
}

// levelsAsGood compares the ratios level by level.
func (r *run) levelsAsGood(out *plan.Outcome) bool {
	for _, l := range out.Levels {
		if kept := r.ratioKept(l); l.Ratio > kept+sameValue*max(kept, plan.LeastRatio) || math.IsNaN(l.Ratio) {
			return false
		}
	}
	return true
}
