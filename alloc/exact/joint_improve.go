package exact

import (
	"context"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver"
)

// again draws the catchments anew for the stocks of the best plan: under what must hold with these, for the
// goals about places. Then the stocks are planned again for them.
func (j *joint) again(ctx context.Context) (bool, error) {
	c, err := j.carried(j.best.stocks)
	if err != nil {
		return false, err
	}
	var goals []plan.Goal
	if j.p.Goals[0].Name == plan.PassCost {
		goals = append(goals, plan.Goal{Name: plan.PassCost})
	}
	for _, g := range j.p.Goals {
		if slices.Contains(goalsOfPlaces, g.Name) {
			goals = append(goals, g)
		}
		if g.Name == plan.Dispersion || g.Name == plan.Shortfall {
			goals = append(goals, g)
		}
	}
	if !slices.ContainsFunc(goals, func(g plan.Goal) bool { return g.Name != plan.PassCost }) {
		goals = append(goals, plan.Goal{Name: plan.PupilsMoved})
	}
	found, err := j.part(ctx, j.placesProblem(c, goals, true))
	if err != nil || (found.Status != plan.Optimal && found.Status != plan.Feasible) {
		return false, err
	}
	if better, err := j.consider(found.Actions, j.best.stocks); better || err != nil {
		if err != nil {
			return false, err
		}
		_, err = j.complete(ctx, found.Actions)
		return true, err
	}
	return j.complete(ctx, found.Actions)
}

// pieceByPiece sends single pieces to other schools, plans the stocks for each such map, and stops at the
// first that is better.
func (j *joint) pieceByPiece(ctx context.Context, c *catchment) (bool, error) {
	for _, at := range c.pieces {
		st := &c.pl.Stages[at.stage]
		for site := range st.Sites {
			if !st.Allowed[at.piece*len(st.Sites)+site] {
				continue
			}
			if j.timeUp(ctx) {
				return false, nil
			}
			better, err := j.complete(ctx, j.sent(c, at, site))
			if err != nil || better {
				return better, err
			}
		}
	}
	return false, nil
}

// sent are the catchments of the best plan with one piece at another school.
func (j *joint) sent(c *catchment, at stagePiece, site int) []plan.Action {
	st := &c.pl.Stages[at.stage]
	id := j.p.County.Pieces[st.Pieces[at.piece]].ID
	places := slices.DeleteFunc(slices.Clone(j.best.places), func(a plan.Action) bool { return a.Stage == st.Name && a.Of == id })
	if st.Today[at.piece] == site {
		return places
	}
	return append(places, c.assign(at, site, st.Pupils[at.piece]))
}

// conclude writes the best plan.
func (j *joint) conclude(ctx context.Context, c *catchment, out *plan.Plan) error {
	o := j.best.outcome
	places := slices.Clone(j.best.places)
	c.order(places)
	out.Actions = slices.Concat(places, j.best.stocks)
	out.Before, out.Cost, out.After, out.Places = o.Before, o.Cost, []plan.State{o.After}, o.Places
	j.r.Explain(out.Actions, o)
	c.explain(out.Actions[:len(places)], o)
	for _, g := range j.p.Goals {
		res, err := j.result(ctx, c, g)
		if err != nil {
			return err
		}
		out.Goals = append(out.Goals, res...)
	}
	out.Status = plan.Optimal
	for n := range out.Goals {
		g := &out.Goals[n]
		g.Gap = plan.Gap(g.Name, g.Value, g.Bound)
		if g.Status = j.p.Goal(g.Name).Status(g.Value, g.Bound, j.set.gap()); g.Status != plan.Optimal {
			out.Status = plan.Feasible
		}
	}
	out.Run = j.runs
	return nil
}

// result is what the plan reaches of a goal, with what bounds it.
func (j *joint) result(ctx context.Context, c *catchment, g plan.Goal) ([]plan.GoalResult, error) {
	root := 0.0
	none := &plan.Certificate{Kind: plan.CertSearch, RootBound: &root, Data: &plan.CertificateData{}}
	res := plan.GoalResult{Name: g.Name, Value: j.best.outcome.Value(g.Name), Certificate: none}
	switch g.Name {
	case plan.Dispersion, plan.PassCost, plan.CostGoal, plan.Moves, plan.Shortfall:
		res.Bound = min(j.bounds[g.Name], res.Value)
		if none.Bound = res.Bound; g.Name == plan.Dispersion {
			res.Levels = j.best.outcome.Levels
		}
	case plan.Travel, plan.PupilsMoved, plan.SeatsGoal:
		p := c.base
		c.aim(&p, g.Name)
		found, err := c.solve(ctx, &p, 1)
		if err != nil {
			return nil, err
		}
		res.Bound = min(max(0, found.Bound), res.Value)
		res.Certificate = c.certificate(0, found.Prices, found.RootBound, res.Bound)
		if g.Name == plan.SeatsGoal {
			even := plan.GoalResult{Name: g.Name, Value: worstOf(j.best.outcome.SeatLevels), Levels: j.best.outcome.SeatLevels, Certificate: none}
			return []plan.GoalResult{res, even}, nil
		}
	}
	return []plan.GoalResult{res}, nil
}

// report tells the progress.
func (j *joint) report() {
	j.set.Progress(solver.Progress{Phase: "catchments and stocks", Value: j.best.values[0]})
}
