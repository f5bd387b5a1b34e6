package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/internal/realdata"
	"github.com/eduparity/eduparity/model"
)

// How much more even, and with how many fewer who change school, a plan is asked to be than a map of the
// committee; and the gap of plans.
const (
	better      = 0.05
	finalistGap = 0.005
	optimumGap  = 1e-6
)

// errLost says that a plan misses what it was made for.
var errLost = errors.New("a finalist is not beaten")

// southwest is the rezoning of Baltimore County's southwest area of 2015.
func (p *page) southwest(data fs.FS) error {
	s, err := realdata.Southwest(data)
	if err != nil {
		return err
	}
	c := s.County
	problem := func(goals []plan.Goal, limits ...plan.Limit) *plan.Problem {
		return &plan.Problem{County: c, Standard: one(model.Seats), Levers: []plan.Lever{plan.Catchment}, Goals: goals, Limits: limits}
	}
	rules, err := plan.NewRules(problem(goals(plan.SeatsGoal)))
	if err != nil {
		return err
	}
	p.line("")
	p.line("1. Baltimore County, southwest: 182 planning blocks, 11 elementary schools, %.0f pupils, seats after construction", pupils(c))
	if err := p.committee(s, rules); err != nil {
		return err
	}
	if err := p.optima(problem); err != nil {
		return err
	}
	return p.finalists(s, rules, problem)
}

// committee prints what the maps that give every block a school come to.
func (p *page) committee(s *realdata.Rezoning, rules *plan.Rules) error {
	p.line("")
	p.line("The committee's maps that give every block a school, judged from their assignments alone")
	p.line("")
	p.row("map", "moved", "without a seat", "CV of seats", "pupil-km", "km")
	for _, name := range slices.Sorted(maps.Keys(s.Plans)) {
		to := s.Plans[name]
		if slices.Contains(to, "") {
			continue
		}
		o, err := rules.Evaluate(assignments(s.County, to))
		if err != nil {
			return err
		}
		p.row(append([]any{name}, figures(o, pupils(s.County))...)...)
	}
	return nil
}

// figures are those of an outcome.
func figures(o *plan.Outcome, pupils float64) []any {
	return []any{
		fmt.Sprintf("%.0f", o.PupilsMoved), fmt.Sprintf("%.0f", o.OverSeats), fmt.Sprintf("%.4f", o.SeatLevels[0].Ratio),
		fmt.Sprintf("%.1f", o.PupilKM), fmt.Sprintf("%.3f", o.PupilKM/pupils),
	}
}

// optima prints the reference optima.
func (p *page) optima(problem func([]plan.Goal, ...plan.Limit) *plan.Problem) error {
	p.line("")
	p.line("Optima with no school over its seats; reference: those of the data set's page, by CBC")
	p.line("")
	p.row("question", "reference", "value", "no plan below", "status", "seconds")
	whole := plan.Limit{What: plan.LimitWholePieces, On: true}
	for _, x := range []struct {
		question, reference string
		problem             *plan.Problem
	}{
		{"least travel, whole blocks", "5773.3", problem(goals(plan.Travel), whole)},
		{"least travel, blocks split", "5735.3", problem(goals(plan.Travel))},
		{"fewest moved, whole blocks", "319", problem(goals(plan.PupilsMoved), whole)},
	} {
		pl, seconds, err := p.solve(x.problem, optimumGap)
		if err != nil {
			return err
		}
		g := &pl.Goals[0]
		p.row(x.question, x.reference, fmt.Sprintf("%.1f", g.Value), fmt.Sprintf("%.1f", g.Bound), pl.Status, fmt.Sprintf("%.1f", seconds))
	}
	return nil
}

// finalists prints plans that beat the maps of the last vote.
func (p *page) finalists(s *realdata.Rezoning, rules *plan.Rules, problem func([]plan.Goal, ...plan.Limit) *plan.Problem) error {
	p.line("")
	p.line("The four maps that the committee chose from on 18 November 2015, and plans of whole blocks whose catchments hang together, with")
	p.line("no school over its seats, a CV of seats per pupil and a number of pupils moved at least %.0f %% lower, and as little travel as can be", 100*better)
	p.line("")
	p.row("map", "moved", "without a seat", "CV of seats", "pupil-km", "km", "no plan below", "gap", "seconds")
	for _, name := range realdata.SouthwestFinalists() {
		their, err := rules.Evaluate(assignments(s.County, s.Plans[name]))
		if err != nil {
			return err
		}
		p.row(append(append([]any{name}, figures(their, pupils(s.County))...), "", "", "")...)
		pl, seconds, err := p.solve(problem(goals(plan.Travel),
			plan.Limit{What: plan.LimitWholePieces, On: true}, plan.Limit{What: plan.LimitContiguous, On: true},
			plan.Limit{What: plan.LimitCV, Max: pointer(their.SeatLevels[0].Ratio * (1 - better))},
			plan.Limit{What: plan.LimitPupilsMoved, Max: pointer(their.PupilsMoved * (1 - better))},
		), finalistGap)
		if err != nil {
			return err
		}
		if len(pl.Goals) == 0 {
			return fmt.Errorf("%w: %s: %s", errLost, name, pl.Status)
		}
		our, err := rules.Evaluate(pl.Actions)
		if err != nil {
			return err
		}
		g := &pl.Goals[0]
		p.row(append(append([]any{"planned"}, figures(our, pupils(s.County))...), fmt.Sprintf("%.1f", g.Bound), fmt.Sprintf("%.2g", g.Gap), fmt.Sprintf("%.1f", seconds))...)
		if our.PupilKM >= their.PupilKM || our.PupilsMoved >= their.PupilsMoved || our.SeatLevels[0].Ratio >= their.SeatLevels[0].Ratio {
			return fmt.Errorf("%w: %s", errLost, name)
		}
	}
	return nil
}

// assignments are the actions by which a map comes about.
func assignments(c *model.County, to []string) []plan.Action {
	var actions []plan.Action
	for b := range c.Pieces {
		piece := &c.Pieces[b]
		from, pupils := piece.School[model.StagePrimary], piece.Pupils[model.StagePrimary]
		if to[b] != from && pupils > 0 {
			actions = append(actions, plan.Action{
				Year: c.PlanningYear(), Lever: plan.Catchment, Kind: plan.Assign, From: from, To: to[b], Stage: model.StagePrimary,
				Of: piece.ID, Quantity: pupils, Unit: plan.UnitPupil,
			})
		}
	}
	return actions
}
