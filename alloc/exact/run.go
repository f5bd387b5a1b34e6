package exact

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/outer"
	"github.com/eduparity/eduparity/solver/whole"
)

// A run is one problem being solved on the outer route.
type run struct {
	*room
	set      Settings
	sess     *solver.Session
	loop     *outer.Loop
	strong   *whole.Solver // for goals in whole units under limits on CVs; nil: not needed so far
	deadline time.Time

	goals  []plan.GoalResult
	held   []heldRow // rows that keep earlier goals
	best   *candidate
	at     *standing
	slacks []int              // columns that an explanation added
	ranges []plan.ShadowPrice // between which values of limits their prices hold
	tied   bool               // a level of dispersion chose among targets any of which, but not all, can be lower
	// meansSeen are the means, by cone, in which dispersion measures excesses.
	meansSeen []float64
	caps      []float64 // by cone: the ratio at which an earlier level of dispersion is kept; NaN: none
	// refused is why the last point of the engine was no plan.
	refused []plan.Violation
}

// A candidate is a plan that keeps every rule.
type candidate struct {
	actions []plan.Action
	outcome *plan.Outcome
	value   float64 // of the goal at hand
}

// An objective is what a linear goal minimises.
type objective struct {
	goal plan.GoalName
	cost []float64 // per column, in units of the engine
	unit float64   // worth of one unit of the engine's objective
}

// newRun loads a room into an engine.
func newRun(m *room, set Settings) (*run, error) {
	backend, err := set.Open()
	if err != nil {
		return nil, err
	}
	sess, err := solver.NewSession(backend, &m.lp)
	if err != nil {
		return nil, errors.Join(err, backend.Close())
	}
	loop, err := outer.New(sess, m.oracles...)
	if err != nil {
		return nil, errors.Join(err, sess.Close())
	}
	r := &run{
		room: m, set: set, sess: sess, loop: loop, deadline: time.Now().Add(set.timeLimit()),
		at: &standing{tell: set.Progress},
	}
	for range m.cones {
		r.caps = append(r.caps, math.NaN())
		r.meansSeen = append(r.meansSeen, 1)
	}
	return r, nil
}

// engine is the settings of one solve: what is left of the time.
func (r *run) engine(relax bool) solver.Settings {
	left := time.Until(r.deadline).Seconds()
	return solver.Settings{
		TimeLimit: max(left, leastTime), Relax: relax, Seed: r.set.Seed, Gap: r.set.gap() * gapShare, Progress: r.at.rounds(0),
	}
}

const (
	// leastTime is what a solve is given when the time is up, in seconds: the engine takes 0 for none.
	leastTime = 0.001
	// gapShare leaves part of the gap to rounding and to the cuts.
	gapShare = 0.5
	// metShare of the gap is close enough for value and bound of a level, both of which are what the plan will
	// say: the rest is left to rounding.
	metShare = 0.9
)

// timeUp says whether the run must end.
func (r *run) timeUp(ctx context.Context) bool {
	return ctx.Err() != nil || !time.Now().Before(r.deadline)
}

// setCosts makes the engine minimise an objective.
func (r *run) setCosts(cost []float64) error {
	for j, c := range cost {
		if err := r.sess.SetCost(j, c); err != nil {
			return err
		}
	}
	return nil
}

// objectiveOf is the objective of a linear goal.
func (r *run) objectiveOf(g plan.GoalName) objective {
	o := objective{goal: g, cost: make([]float64, len(r.cols)), unit: 1}
	switch g {
	case plan.CostGoal, plan.PassCost:
		o.unit = r.money
		for j := range o.cost {
			o.cost[j] = r.spendRow[j] / r.money
		}
	case plan.Moves:
		for j := range o.cost {
			o.cost[j] = r.moved[j] * r.moveUnit()
		}
	case plan.Shortfall:
		for _, mn := range r.shorts {
			o.cost[mn.col] = r.pupils(r.targets[mn.target].stage, mn.i)
		}
	case plan.Dispersion, plan.Travel, plan.PupilsMoved, plan.SeatsGoal:
	}
	return o
}

// solve works through the goals and leaves the plan in best. The error is the engine's; that there is
// no plan is told by what it returns.
func (r *run) solve(ctx context.Context) (plan.Status, error) {
	for n, g := range r.p.Goals {
		var status plan.Status
		var err error
		if g.Name == plan.Dispersion {
			status, err = r.dispersion(ctx)
		} else {
			status, err = r.linear(ctx, r.objectiveOf(g.Name))
		}
		if err != nil || status == plan.StatusInfeasible || status == plan.Unknown {
			return status, err
		}
		if n+1 < len(r.p.Goals) {
			if err := r.hold(g); err != nil {
				return "", err
			}
		}
	}
	return r.tidy(ctx)
}

// hold keeps a goal at the value reached, up to its slack, while later goals are minimised.
func (r *run) hold(g plan.Goal) error {
	if g.Name == plan.Dispersion {
		return r.holdRatios()
	}
	res := &r.goals[len(r.goals)-1]
	return r.holdLinear(r.objectiveOf(g.Name), g.Allowed(res.Value, res.Bound))
}

// holdLinear keeps an objective at a value.
func (r *run) holdLinear(o objective, most float64) error {
	var rows solver.Rows
	var index []int32
	var value []float64
	for j, c := range o.cost {
		if c != 0 {
			index, value = append(index, int32(j)), append(value, c)
		}
	}
	most /= o.unit
	rows.Add(-inf, most+margin*max(1, math.Abs(most)), index, value)
	first, err := r.sess.AddRows(&rows)
	if err != nil {
		return err
	}
	r.held = append(r.held, heldRow{first, fmt.Sprintf("goal:%d", len(r.goals)-1), o.unit})
	return nil
}

// A heldRow is a row that keeps an earlier goal.
type heldRow struct {
	row    int
	name   string
	factor float64
}

// take turns a point of the engine into a plan, nil where it breaks a rule. What is whole but divisible
// in the engine is rounded up, or, where the money does not suffice for that, down.
func (r *run) take(x []float64, value func(*plan.Outcome) float64) (*candidate, error) {
	best, err := r.takeRounded(x, value, roundUp)
	if err != nil || !r.roundsPurchases() {
		return best, err
	}
	refused := r.refused // the reason that tells most: rounded up, only money can be missing
	for _, round := range []func(float64) float64{math.Round, roundDown} {
		c, err := r.takeRounded(x, value, round)
		if err != nil {
			return nil, err
		}
		if c != nil && (best == nil || c.value < best.value) {
			best = c
		}
	}
	r.refused = refused
	return best, nil
}

// roundsPurchases says whether some purchase is whole but divisible in the engine.
func (m *room) roundsPurchases() bool {
	for j, c := range m.cols {
		if c.kind == colBuy && c.whole && !m.lp.Whole[j] && m.lp.ColUpper[j] > 0 {
			return true
		}
	}
	return false
}

// takeRounded is take with one way of rounding.
func (r *run) takeRounded(x []float64, value func(*plan.Outcome) float64, round func(float64) float64) (*candidate, error) {
	actions := r.invert(x, round)
	if !r.share(actions) {
		r.refused = []plan.Violation{{Rule: plan.RuleFund, Where: "", Text: "the funds do not suffice after rounding to whole units"}}
		return nil, nil
	}
	outcome, err := r.r.Evaluate(actions)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrEngine, err)
	}
	if len(outcome.Violations) > 0 {
		r.refused = outcome.Violations
		return nil, nil
	}
	return &candidate{actions, outcome, value(outcome)}, nil
}

// invert reads a point back as actions.
func (r *run) invert(x []float64, round func(float64) float64) []plan.Action {
	actions := r.invertFunding(x, round)
	actions = append(actions, r.invertHiring(x)...)
	for s := range r.stages {
		actions = append(actions, r.invertRotation(s, x)...)
	}
	return actions
}
