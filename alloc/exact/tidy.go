package exact

import (
	"context"
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver/outer"
)

// holdRatios keeps what dispersion reached while later goals are minimised.
func (r *run) holdRatios(s plan.Slack) error {
	for k, c := range r.cones {
		if c.ratio < 0 {
			continue
		}
		for _, l := range r.best.outcome.Levels {
			if r.isLevel(k, l) {
				kept := r.ratioKept(l)
				r.caps[k] = kept + slack(s, kept)
			}
		}
	}
	if err := r.sess.SetColBounds(r.eta, 0, 0); err != nil {
		return err
	}
	return r.setRatio(0)
}

// ratioKept is what a target must keep after dispersion: the value of the level that fixed it, which
// is the last level that lists it.
func (r *run) ratioKept(l plan.Level) float64 {
	kept := l.Ratio
	for _, g := range r.goals {
		for _, x := range g.Levels {
			if x.Code == l.Code && x.Stage == l.Stage {
				kept = g.Value
			}
		}
	}
	return kept
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
	if err := r.hold(last); err != nil {
		return "", err
	}
	for _, g := range then {
		if r.timeUp(ctx) {
			break
		}
		o := r.objectiveOf(g)
		if r.best.outcome.Value(g) == 0 { // none could be better; what follows must not spend any
			if err := r.holdLinear(o, 0, plan.Slack{}); err != nil {
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
	if !r.lp.AnyWhole() {
		lp, err := r.rounds(ctx, outer.Settings{Engine: r.engine(true)})
		if err != nil {
			return err
		}
		if lp.X != nil {
			if err := found.point(ctx, lp.X); err != nil {
				return err
			}
		}
	} else {
		enough := func(lower, _ float64) bool { return gap(o.goal, found.best.value, lower*o.unit) <= r.set.gap() }
		if _, err := found.whole(ctx, o, enough); err != nil {
			return err
		}
	}
	value := r.best.value
	r.best = found.best
	r.best.value = value
	return r.holdLinear(o, found.best.outcome.Value(o.goal), plan.Slack{})
}

// asGood says whether a plan keeps every goal where the best one has it, up to rounding.
func (r *run) asGood(out *plan.Outcome) bool {
	for n, g := range r.p.Goals {
		if g.Name == plan.Dispersion {
			if !r.levelsAsGood(out) {
				return false
			}
			continue
		}
		was := r.best.outcome.Value(g.Name)
		if out.Value(g.Name) > was+slack(r.p.Goals[n].Slack, was)+sameValue*max(1, math.Abs(was)) {
			return false
		}
	}
	return true
}

// sameValue is the relative difference of values that are the same but for the margin.
const sameValue = 10 * margin

// levelsAsGood compares the ratios level by level.
func (r *run) levelsAsGood(out *plan.Outcome) bool {
	for _, l := range out.Levels {
		if kept := r.ratioKept(l); l.Ratio > kept+sameValue*max(kept, leastRatio) || math.IsNaN(l.Ratio) {
			return false
		}
	}
	return true
}
