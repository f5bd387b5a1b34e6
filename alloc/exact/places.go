package exact

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/assignment"
)

// A catchment is a problem about catchments in the form of package assignment, all stages side by side.
type catchment struct {
	r   *plan.Rules
	p   *plan.Problem
	set Settings
	pl  *plan.Places

	pieces  []stagePiece // by piece of the assignment
	areas   []area       // by site of the assignment
	first   []int        // by stage: its first area; one more than there are stages
	ratios  []stageRatio // by ratio of the assignment
	base    assignment.Problem
	works   *siting // nil: nothing may be done at sites
	inexact string  // why ratios are no more than a guide: see [plan.Rules.WhyNotConvex]; empty: they are exact

	deadline time.Time
	last     []int32            // by piece, where it went in an earlier plan; nil: there is none
	kept     *keptAssignment    // session of the first goal; nil: none is kept
	result   *assignment.Result // of the last goal
	route    Route              // transport as long as all that was asked for was solved by it
	rounds   int
	asked    []askedGoal
	askedFor int // goals of the problem; those after them nobody asked for
}

// A stagePiece is a piece in one stage.
type stagePiece struct{ stage, piece int }

// An area is the sites of a stage that share pupils by lot, or a single site.
type area struct {
	stage int
	sites []int     // of the stage
	share []float64 // of the pupils of the area; sums to 1
}

// A stageRatio is the CV of one indicator in one stage.
type stageRatio struct {
	code, stage string
	limit       float64
	hard        float64 // a plan's CV must not be above; 0: it may
	goal        bool    // the levers can change it
}

// An askedGoal is what came of one goal.
type askedGoal struct {
	name   plan.GoalName
	result *assignment.Result
}

// planPlaces solves a problem with levers about places.
func (w *Planner) planPlaces(ctx context.Context, r *plan.Rules, began time.Time) (*plan.Plan, error) {
	p := r.Problem
	var out *plan.Plan
	var err error
	route := RouteOuter
	if decides(r) {
		if err = refuses(w.set.Route, "sites are decided one by one", RouteOuter); err == nil {
			out, err = w.decideSites(ctx, r)
		}
	} else if slices.ContainsFunc(p.Levers, func(l plan.Lever) bool { return !slices.Contains(leversOfPlaces, l) }) {
		if err = refuses(w.set.Route, "stocks change with the catchments", RouteOuter); err == nil {
			out, err = jointly(ctx, r, w.set)
		}
	} else {
		var c *catchment
		if c, err = newCatchment(r, w.set); err == nil {
			c.kept = &w.drawn
			if len(w.areas) == len(c.pieces) && !slices.ContainsFunc(w.areas, func(j int32) bool { return int(j) >= len(c.areas) }) {
				c.last = w.areas
				w.Warm++
			}
			if out, err = c.plan(ctx); err == nil {
				if w.areas = nil; c.result != nil {
					w.areas = c.start(c.result)
				}
				route = c.route
				err = refuses(w.set.Route, "something ties its pieces together or must be whole", RouteOuter, route)
			}
		}
	}
	if err != nil {
		return nil, err
	}
	out.Problem = *p
	if out.Before.Year == 0 {
		out.Before = r.Before()
	}
	out.Run.Route, out.Run.Seed, out.Run.Threads = string(route), w.set.Seed, 1
	out.Run.Seconds = time.Since(began).Seconds()
	return out, nil
}

// refuses is the error where a route was asked for that is none of those that can solve the problem.
func refuses(asked Route, why string, can ...Route) error {
	if asked == "" || asked == RouteAuto || slices.Contains(can, asked) {
		return nil
	}
	return fmt.Errorf("%w %s cannot solve this problem: %s", ErrRoute, asked, why)
}

// plan works through the goals, then lets as few pupils move, and as short a way, as these leave open.
func (c *catchment) plan(ctx context.Context) (*plan.Plan, error) {
	out := &plan.Plan{}
	goals := c.goals()
	held := c.base
	for n, g := range goals {
		p := held
		c.aim(&p, g.Name)
		res, err := c.solve(ctx, &p, len(goals)-n)
		if err != nil {
			return nil, err
		}
		asked := n < c.askedFor
		if asked && res.Route != assignment.Transport {
			c.route = RouteOuter
		}
		if res.Status == solver.Infeasible && (n == 0 || asked) {
			return c.impossible(out, &p, res)
		}
		if res.Share == nil {
			if !asked {
				break // what was reached stays
			}
			out.Status = plan.Unknown
			return out, nil
		}
		c.result = res
		if !asked {
			c.hold(&held, g, res)
			continue
		}
		c.asked = append(c.asked, askedGoal{name: g.Name, result: res})
		c.hold(&held, g, res)
	}
	return out, c.conclude(ctx, out)
}

// goals are those of the problem and, after them, fewest pupils moved and least travel, so that nobody is
// sent about for nothing.
func (c *catchment) goals() []plan.Goal {
	var goals []plan.Goal
	has := map[plan.GoalName]bool{}
	for _, g := range c.p.Goals {
		has[g.Name] = true
		goals = append(goals, g)
		if g.Name == plan.SeatsGoal {
			goals = append(goals, plan.Goal{Name: seatsEvenness, Slack: g.Slack})
		}
	}
	c.askedFor = len(goals)
	if len(goals) == 1 && has[plan.Travel] && c.works == nil {
		return goals // what is shortest is one plan, but for ties of metres
	}
	after := []plan.GoalName{plan.PupilsMoved, plan.Travel}
	if c.works != nil {
		after = slices.Insert(after, 0, plan.CostGoal) // nothing is done at a site for nothing
	}
	for _, name := range after {
		if !has[name] {
			goals = append(goals, plan.Goal{Name: name})
		}
	}
	return goals
}

// seatsEvenness is what the goal seats minimises once as few pupils as can be are without one: the CV of
// seats per pupil, as of an indicator named seatsCode.
const (
	seatsEvenness plan.GoalName = "seats-evenness"
	seatsCode                   = plan.CodeSeats
)

// solve solves one goal within its share of the time that is left.
func (c *catchment) solve(ctx context.Context, p *assignment.Problem, goalsLeft int) (*assignment.Result, error) {
	left := max(leastTime, time.Until(c.deadline).Seconds())
	set := assignment.Settings{
		Open: c.set.Open, Gap: c.set.gap() * placesGapShare, TimeLimit: max(leastTime, left*2/float64(goalsLeft+1)), Seed: c.set.Seed, Progress: c.set.Progress,
	}
	switch {
	case c.result != nil:
		set.Start = c.start(c.result)
	case c.last != nil:
		set.Start = c.last
	default:
		set.Start = c.today()
	}
	kept := c.kept
	if kept == nil || c.result != nil { // only the first goal is asked again as it is
		kept = &keptAssignment{}
	}
	s, err := kept.begin(p, set)
	if err != nil {
		return nil, err
	}
	res, err := s.Solve(ctx)
	if kept != c.kept || err != nil {
		err = errors.Join(err, kept.close())
	}
	if err == nil {
		c.rounds += res.Rounds
	}
	return res, err
}

// today is today's map by piece.
func (c *catchment) today() []int32 {
	at := make([]int32, len(c.pieces))
	for b, of := range c.pieces {
		at[b] = -1
		if site := c.pl.Stages[of.stage].Today[of.piece]; site >= 0 {
			at[b] = int32(c.areaOf(of.stage, site))
		}
	}
	return at
}

// start is a result by piece, for those that are whole in it.
func (c *catchment) start(res *assignment.Result) []int32 {
	m := len(c.areas)
	at := make([]int32, len(c.pieces))
	for b := range at {
		at[b] = -1
		for j, x := range res.Share[b*m : (b+1)*m] {
			if x > 1-wholePlaced {
				at[b] = int32(j)
			}
		}
	}
	return at
}

// aim sets what an assignment minimises.
func (c *catchment) aim(p *assignment.Problem, goal plan.GoalName) {
	p.Goal = assignment.LeastCost
	switch goal {
	case plan.Travel, plan.PupilsMoved:
		p.Cost = c.costs(goal)
	case plan.SeatsGoal:
		p.Cost, p.Hinges = c.costs(goal), c.overSeats()
	case plan.Shortfall:
		p.Cost, p.Hinges = c.costs(goal), c.shortfalls()
	case plan.Dispersion, seatsEvenness:
		p.Cost, p.Goal = c.costs(goal), assignment.LeastLevels
		if goal == seatsEvenness {
			p.Goal = assignment.LeastWorst
		}
		p.Ratios = slices.Clone(p.Ratios)
		none := true
		for k := range p.Ratios {
			p.Ratios[k].Held = (c.ratios[k].code == seatsCode) != (goal == seatsEvenness) || !c.ratios[k].goal
			none = none && p.Ratios[k].Held
		}
		if none { // there is nothing of any of the stocks
			p.Goal = assignment.LeastCost
		}
	case plan.PassCost, plan.CostGoal:
		p.Cost = c.costs(goal)
		if c.works != nil {
			c.siteCosts(p)
		}
	case plan.Moves:
		p.Cost = c.costs(goal)
	}
}

// costs is what a piece costs under a linear goal, by pair; +Inf where it may not go.
func (c *catchment) costs(goal plan.GoalName) []float64 {
	m := len(c.areas)
	cost := make([]float64, len(c.pieces)*m)
	for b, at := range c.pieces {
		for j := range c.areas {
			cost[b*m+j] = c.cost(goal, at, j)
		}
	}
	return cost
}

// cost is that of one pair.
func (c *catchment) cost(goal plan.GoalName, at stagePiece, j int) float64 {
	a, s := &c.areas[j], &c.pl.Stages[at.stage]
	if a.stage != at.stage {
		return inf
	}
	var sum float64
	for n, site := range a.sites {
		k := at.piece*len(s.Sites) + site
		if !s.Allowed[k] {
			return inf
		}
		switch goal {
		case plan.Travel:
			if !s.Boards[k] {
				sum += a.share[n] * s.Metres[k] / metresPerKM
			}
		case plan.PupilsMoved:
			if today := s.Today[at.piece]; today >= 0 && today != site {
				sum += a.share[n]
			}
		case plan.PassCost, plan.CostGoal:
			if s.Boards[k] {
				price, _ := c.r.Prices.BoardPrice(s.Sites[site].School)
				sum += a.share[n] * price
			}
		case plan.SeatsGoal, plan.Shortfall, plan.Dispersion, plan.Moves, seatsEvenness:
		}
	}
	return sum * s.Pupils[at.piece]
}

// newCatchment reads the places of a problem.
func newCatchment(r *plan.Rules, set Settings) (*catchment, error) {
	pl, err := r.Places()
	if err != nil {
		return nil, err
	}
	c := &catchment{r: r, p: r.Problem, set: set, pl: pl, route: RouteTransport, inexact: r.WhyNotConvex(pl), deadline: time.Now().Add(set.timeLimit())}
	for s := range pl.Stages {
		c.first = append(c.first, len(c.areas))
		c.areas = append(c.areas, c.areasOf(s)...)
		for n := range pl.Stages[s].Pieces {
			c.pieces = append(c.pieces, stagePiece{s, n})
		}
	}
	c.first = append(c.first, len(c.areas))
	c.compile()
	return c, nil
}

// areasOf groups the sites of a stage.
func (c *catchment) areasOf(s int) []area {
	st := &c.pl.Stages[s]
	var areas []area
	in := make([]int, len(st.Sites))
	for j := range in {
		in[j] = -1
	}
	for j := range st.Sites {
		if in[j] >= 0 {
			continue
		}
		a := area{stage: s, sites: c.r.LotOf(st, j)}
		if len(a.sites) == 0 {
			a.sites = []int{j}
		}
		var seats float64
		for _, k := range a.sites {
			in[k] = len(areas)
			seats += st.Sites[k].Seats
		}
		for _, k := range a.sites {
			share := 1.0
			if len(a.sites) > 1 {
				share = st.Sites[k].Seats / seats
			}
			a.share = append(a.share, share)
		}
		areas = append(areas, a)
	}
	return areas
}
