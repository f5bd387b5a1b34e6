package exact

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model/standard"
)

// A seed is a way to ask for less than a problem does, so much less that there may be a whole plan. Its
// plans are found by the searches that are made for plans, which are far better at it than one in which
// everything may be missed.
type seed struct {
	easier float64 // all CV limits are raised, all minimums lowered, by this share
	moves  bool    // limits on moves hold
	funds  bool    // funds have what they have
}

// seeds go from what gives little to what gives much. Limits on spending hold in none of them.
var seeds = []seed{{0, true, true}, {0, true, false}, {0, false, false}, {0.001, false, false}, {0.01, false, false}, {0.1, false, false}}

// fundFactor times all funds together, or the unit of money, is as good as money without end.
const fundFactor = 100

// seedShare is the part of the time that is left which one seed may take.
const seedShare = 0.4

// plant looks for a first whole plan.
func (r *relaxing) plant(ctx context.Context) error {
	for n, s := range seeds {
		if r.timeUp(ctx) || !r.asksLess(n) {
			continue
		}
		p, err := r.sown(s)
		if err != nil {
			return err
		}
		set := r.set
		set.TimeLimit = time.Duration(seedShare * float64(time.Until(r.deadline)))
		actions, bound, err := cheapest(ctx, p, set)
		switch {
		case errors.Is(err, ErrEngine):
			continue // its plan does not hold: another seed may have one that does
		case err != nil:
			return err
		case actions == nil:
			continue
		}
		w, err := r.weigh(actions, r.mostExcused)
		if err != nil {
			return err
		}
		if w != nil && (r.best == nil || w.before(r.best)) {
			r.best = w
			r.bind(s, p.Goals[0].Name, bound)
		}
		return nil
	}
	return nil
}

// asksLess says whether a seed asks for less than the seed before it, or than the problem.
func (r *relaxing) asksLess(n int) bool {
	switch n {
	case 0:
		return len(r.p.LimitsOn(plan.LimitSpending)) > 0
	case 1:
		return len(r.p.County.Funds) > 0
	case 2:
		return len(r.p.LimitsOn(plan.LimitMoves)) > 0
	}
	return true
}

// sown is the problem that asks for less.
func (r *relaxing) sown(s seed) (*plan.Problem, error) {
	var all []plan.Relaxation
	for t := range r.targets {
		tg := &r.targets[t]
		place := tg.code + "/" + r.stages[tg.stage].name
		if limit, ok := r.p.HardCVLimit(tg.code, r.stages[tg.stage].name); ok && s.easier > 0 {
			all = append(all, plan.Relaxation{Rule: "cv:" + place, To: limit * (1 + s.easier)})
		}
		if tg.minimum > 0 && s.easier > 0 {
			all = append(all, plan.Relaxation{Rule: "minimum:" + place, To: tg.minimum * (1 - s.easier)})
		}
	}
	for n := range r.composites {
		if c := &r.composites[n]; s.easier > 0 {
			all = append(all, plan.Relaxation{Rule: plan.RuleComposite + ":" + r.stages[c.stage].name, To: c.limit * (1 + s.easier)})
		}
	}
	if !s.funds {
		yuan := r.money
		for _, amount := range r.amounts() {
			yuan += amount
		}
		for i := range r.r.Funds {
			if len(r.p.County.Funds) > 0 { // else the one there is, is the limit on spending
				all = append(all, plan.Relaxation{Rule: "fund:" + plan.Escape(r.r.Funds[i].ID), To: fundFactor * yuan})
			}
		}
	}
	p, err := r.p.Relax(all)
	if err != nil {
		return nil, err
	}
	p.Limits = slices.DeleteFunc(slices.Clone(p.Limits), func(l plan.Limit) bool {
		return l.What == plan.LimitSpending || l.What == plan.LimitMoves && !s.moves
	})
	switch p.Goals[0].Name {
	case plan.Moves, plan.CostGoal, plan.PassCost: // each makes the same CV limits hold
		first := plan.CostGoal
		if !s.moves && s.easier == 0 {
			first = plan.Moves
		}
		p.Goals = []plan.Goal{{Name: first}}
		if r.wants(plan.PassCost) {
			p.Goals = append(p.Goals, plan.Goal{Name: plan.PassCost})
		}
	case plan.Shortfall, plan.Dispersion, plan.Travel, plan.PupilsMoved, plan.SeatsGoal:
	}
	return p, nil
}

// cheapest is a plan for the one goal of a problem and the bound on its value; nil: none was found.
func cheapest(ctx context.Context, p *plan.Problem, set Settings) ([]plan.Action, float64, error) {
	rules, err := plan.NewRules(p)
	if err != nil {
		return nil, 0, err
	}
	m, err := compile(newFrame(rules))
	if err != nil {
		return nil, 0, err
	}
	run, err := newRun(m, set.aside())
	if err != nil {
		return nil, 0, err
	}
	_, err = run.solve(ctx)
	if err = errors.Join(err, run.close()); err != nil || run.best == nil {
		return nil, 0, err
	}
	actions := append([]plan.Action{}, run.best.actions...)
	for i := range actions {
		actions[i].Funds = nil // others will pay
	}
	return actions, run.goals[0].Bound, nil
}

// bind takes over what is proved of a seed's plans. Where money is all that the seed lets go of, no plan
// that is as good in standards and moves costs less: by so much a limit on all spending is exceeded at
// least, and all funds together. Where it lets go of limits on moves too, no plan that is as good in
// standards comes by with fewer.
func (r *relaxing) bind(s seed, goal plan.GoalName, bound float64) {
	of, least := plan.RelaxedMoney, 0.0
	switch {
	case s.easier > 0 || s.funds && len(r.p.County.Funds) > 0:
		return
	case s.moves && goal == plan.CostGoal:
		if most, ok := r.p.SpendingCap(); ok {
			least = max(0, bound-most)
		}
		if len(r.p.County.Funds) > 0 {
			for _, amount := range r.amounts() {
				bound -= amount
			}
			least += max(0, bound)
		}
	case !s.moves && goal == plan.Moves:
		of = plan.RelaxedMoves
		if most, ok := r.p.MovesCap(); ok {
			least = max(0, bound-most)
		}
	default:
		return
	}
	for n := range r.levels {
		if l := &r.levels[n]; l.of == of {
			l.bound = min(least, r.best.level[n])
		}
	}
}

// mostExcused excuses, in every section, what it misses most of.
func (r *relaxing) mostExcused(o *plan.Outcome) func(minimum) bool {
	type miss struct {
		mn    minimum
		share float64
	}
	bySection := map[place][]miss{}
	for _, mn := range r.minimums {
		tg := &r.targets[mn.target]
		if value := r.valueAfter(mn.target, mn.i, o); mn.col >= 0 && !standard.Meets(value, tg.minimum) {
			at := place{tg.stage, mn.i}
			bySection[at] = append(bySection[at], miss{mn, 1 - value/tg.minimum})
		}
	}
	excused := map[minimum]bool{}
	for at, misses := range bySection {
		slices.SortStableFunc(misses, func(a, b miss) int { return cmp.Compare(b.share, a.share) })
		for _, m := range misses[:min(len(misses), r.excused(at.stage))] {
			excused[m.mn] = true
		}
	}
	return func(mn minimum) bool { return excused[mn] }
}
