package alloc

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
)

// Tradeoffs plans a problem about places for each goal in turn, and puts the plans side by side: what the
// least cost means for ways and fairness, and so on. After the goal whose turn it is come those of the others
// that are sums over pupils and sites (cost, travel, pupils-moved, seats), in their order, to choose among
// plans that are equally good; the others would make a search of what is solved in one go. Every plan has the
// time limit of e for itself.
//
// The error wraps [plan.ErrProblem] where there are fewer than two goals, a goal is named twice, no lever
// changes places, or the problem makes no sense with one of the goals first. A run that ctx ends has no rows
// for the goals that were left.
func Tradeoffs(ctx context.Context, p *plan.Problem, goals []plan.Goal, e Exact) (*plan.Tradeoffs, error) {
	if err := checkTradeoffs(p, goals); err != nil {
		return nil, err
	}
	out := &plan.Tradeoffs{Problem: *p}
	out.Problem.Goals = goals
	problems := make([]plan.Problem, len(goals))
	rules := make([]*plan.Rules, len(goals))
	for n := range goals {
		problems[n] = *p
		problems[n].Goals = inTurn(goals, n)
		r, err := problems[n].Check(nil)
		if err != nil {
			return nil, fmt.Errorf("goal %s first: %w", goals[n].Name, err)
		}
		rules[n] = r
	}
	var err error
	if out.Before, err = figures(rules[0], nil); err != nil {
		return nil, err
	}
	for n := range problems {
		pl, err := e.Plan(ctx, &problems[n])
		switch {
		case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
			return out, nil
		case err != nil:
			return nil, fmt.Errorf("goal %s first: %w", goals[n].Name, err)
		}
		row, err := tradeoff(rules[n], pl)
		if err != nil {
			return nil, err
		}
		out.Rows = append(out.Rows, row)
	}
	return out, nil
}

// checkTradeoffs refuses what cannot be put side by side.
func checkTradeoffs(p *plan.Problem, goals []plan.Goal) error {
	var faults []error
	if !p.HasPlaces() {
		faults = append(faults, fmt.Errorf("%w: side by side needs the lever %s or %s", plan.ErrProblem, plan.Catchment, plan.Siting))
	}
	if len(goals) < 2 {
		faults = append(faults, fmt.Errorf("%w: side by side needs two goals or more, not %d", plan.ErrProblem, len(goals)))
	}
	seen := map[plan.GoalName]bool{}
	for _, g := range goals {
		if seen[g.Name] {
			faults = append(faults, fmt.Errorf("%w: goal %s is named twice", plan.ErrProblem, g.Name))
		}
		seen[g.Name] = true
	}
	return errors.Join(faults...)
}

// inTurn are the goals with the n-th first and those after it that break ties.
func inTurn(goals []plan.Goal, n int) []plan.Goal {
	turn := []plan.Goal{goals[n]}
	for k, g := range goals {
		if k != n && breaksTies(goals[n].Name, g.Name) {
			turn = append(turn, g)
		}
	}
	return turn
}

// breaksTies says whether a goal follows the first cheaply. Two that both count money do not go together.
func breaksTies(first, g plan.GoalName) bool {
	switch g {
	case plan.Travel, plan.PupilsMoved, plan.SeatsGoal:
		return true
	case plan.CostGoal:
		return first != plan.PassCost
	case plan.Dispersion, plan.PassCost, plan.Moves, plan.Shortfall:
	}
	return false
}

// tradeoff reads a plan.
func tradeoff(r *plan.Rules, pl *plan.Plan) (plan.Tradeoff, error) {
	row := plan.Tradeoff{Status: pl.Status}
	for _, g := range r.Problem.Goals {
		row.Goals = append(row.Goals, plan.GoalOutcome{Name: g.Name, Value: math.NaN(), Bound: math.NaN(), Gap: math.NaN(), Status: pl.Status})
	}
	if !row.Planned() {
		return row, nil
	}
	row.Goals = row.Goals[:0]
	for i := range pl.Goals {
		g := &pl.Goals[i]
		row.Goals = append(row.Goals, plan.GoalOutcome{Name: g.Name, Value: g.Value, Bound: g.Bound, Gap: g.Gap, Status: g.Status})
	}
	var err error
	row.After, err = figures(r, pl.Actions)
	return row, err
}

// figures measures the county after actions.
func figures(r *plan.Rules, actions []plan.Action) (plan.Figures, error) {
	o, err := r.Evaluate(actions)
	if err != nil {
		return plan.Figures{}, err
	}
	return r.Figures(o, actions)
}
