package exact

import (
	"context"
	"errors"
	"math"
	"slices"
	"time"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// A joint plan changes catchments and stocks together. Pupils and stocks divide each other then, which is not
// convex, so it is searched for, in turns: with catchments as they are, the best stocks (by whatever route the
// problem has then); with stocks as they are, the best catchments; and last, while there is time, piece by piece.
// Bounds are those of what can be bounded: of goals about places, the same without anything that stocks could
// help; of the others nought.
type joint struct {
	r        *plan.Rules
	p        *plan.Problem
	set      Settings
	deadline time.Time

	placed *plan.Plan                // the shortest ways, stocks aside
	bounds map[plan.GoalName]float64 // of goals about stocks
	best   *jointPlan
	tried  map[string]bool // maps by what they assign
	runs   plan.Run        // sums over the parts
}

// A jointPlan is a plan in its two parts.
type jointPlan struct {
	places, stocks []plan.Action
	outcome        *plan.Outcome
	values         []float64 // by goal
}

// aboutPlaces are the goals, and the limits, that catchments alone decide.
var (
	goalsOfPlaces  = []plan.GoalName{plan.Travel, plan.PupilsMoved, plan.SeatsGoal}
	limitsOfPlaces = []plan.What{
		plan.LimitRadius, plan.LimitNearbyShare, plan.LimitIntakeClassSize, plan.LimitSchoolSize, plan.LimitPupilsMoved, plan.LimitPupilKM,
		plan.LimitLoad, plan.LimitWholePieces, plan.LimitSchoolsPerPiece, plan.LimitLot, plan.LimitContiguous, plan.LimitOpenSites,
	}
	leversOfPlaces = []plan.Lever{plan.Catchment, plan.Siting}
)

// jointly solves a problem with levers of both sorts.
func jointly(ctx context.Context, r *plan.Rules, set Settings) (*plan.Plan, error) {
	j := &joint{r: r, p: r.Problem, set: set, deadline: time.Now().Add(set.timeLimit()), tried: map[string]bool{}, bounds: map[plan.GoalName]float64{}}
	out := &plan.Plan{Status: plan.Unknown}
	possible, err := j.placesPossible(ctx, out)
	if err != nil || !possible {
		return out, err
	}
	c, err := newCatchment(r, set)
	if err != nil {
		return nil, err
	}
	for _, g := range j.p.Goals {
		if !slices.Contains(goalsOfPlaces, g.Name) {
			if j.bounds[g.Name], err = j.jointBound(ctx, c, g.Name); err != nil {
				return nil, err
			}
		}
	}
	if err := j.search(ctx, c); err != nil {
		return nil, err
	}
	if j.best == nil {
		return out, nil
	}
	return out, j.conclude(ctx, c, out)
}

// placesPossible asks whether there is a way to place the pupils at all, stocks aside. If not, out says why.
func (j *joint) placesPossible(ctx context.Context, out *plan.Plan) (bool, error) {
	p := j.placesProblem(j.p.County, []plan.Goal{{Name: plan.Travel}}, false)
	found, err := j.part(ctx, p)
	if err != nil || found.Status != plan.StatusInfeasible {
		j.placed = found
		return true, err
	}
	out.Status, out.Infeasible, out.Certificate = found.Status, found.Infeasible, found.Certificate
	return false, nil
}

// partTime is the share of what time is left that one part of a joint plan may take.
const partTime = 0.25

// search looks for plans, best first guesses first, and keeps the best.
func (j *joint) search(ctx context.Context, c *catchment) error {
	for _, seed := range j.seeds() {
		if j.timeUp(ctx) {
			return nil
		}
		places := seed.places
		if seed.problem != nil {
			found, err := j.part(ctx, seed.problem)
			if err != nil {
				return err
			}
			if found.Status != plan.Optimal && found.Status != plan.Feasible {
				continue
			}
			places = found.Actions
		}
		if _, err := j.complete(ctx, places); err != nil {
			return err
		}
	}
	for better := j.best != nil; better && !j.timeUp(ctx); {
		var err error
		if better, err = j.again(ctx); err != nil {
			return err
		}
	}
	for better := j.best != nil; better && !j.timeUp(ctx); {
		var err error
		if better, err = j.pieceByPiece(ctx, c); err != nil {
			return err
		}
	}
	return nil
}

// A jointSeed is a guess at the catchments: given, or the plan of a problem.
type jointSeed struct {
	places  []plan.Action
	problem *plan.Problem
}

// seeds are today's catchments; those with the shortest ways; those that serve the goals about places; and those under which stocks as they
// are fall short by the least, or are most even.
func (j *joint) seeds() []jointSeed {
	seeds := []jointSeed{{}}
	if j.placed != nil && len(j.placed.Actions) > 0 {
		seeds = append(seeds, jointSeed{places: j.placed.Actions})
	}
	var own []plan.Goal
	for _, g := range j.p.Goals {
		if slices.Contains(goalsOfPlaces, g.Name) {
			own = append(own, g)
		}
	}
	lists := [][]plan.Goal{{{Name: plan.Shortfall}}, {{Name: plan.Dispersion}}}
	if len(own) > 0 {
		lists = append([][]plan.Goal{own}, lists...)
	}
	for _, goals := range lists {
		seeds = append(seeds, jointSeed{problem: j.placesProblem(j.p.County, goals, false)})
	}
	return seeds
}

// placesProblem is the part about places, for a county. Limits on CVs are kept if asked for.
func (j *joint) placesProblem(c *model.County, goals []plan.Goal, cvs bool) *plan.Problem {
	p := *j.p
	p.County, p.Goals, p.Levers, p.Limits, p.Locks = c, goals, nil, nil, nil
	for _, l := range j.p.Levers {
		if slices.Contains(leversOfPlaces, l) {
			p.Levers = append(p.Levers, l)
		}
	}
	for _, l := range j.p.Limits {
		if slices.Contains(limitsOfPlaces, l.What) || (cvs && l.What == plan.LimitCV) {
			p.Limits = append(p.Limits, l)
		}
	}
	for _, l := range j.p.Locks {
		if plan.LockNames(l, plan.Catchment) || plan.LockNames(l, plan.Siting) {
			p.Locks = append(p.Locks, l)
		}
	}
	return &p
}

// stocksProblem is the part about stocks, for a county.
func (j *joint) stocksProblem(c *model.County) *plan.Problem {
	p := *j.p
	p.County, p.Goals, p.Levers, p.Limits, p.Locks = c, nil, nil, nil, nil
	for _, g := range j.p.Goals {
		if !slices.Contains(goalsOfPlaces, g.Name) {
			p.Goals = append(p.Goals, g)
		}
	}
	for _, l := range j.p.Levers {
		if !slices.Contains(leversOfPlaces, l) {
			p.Levers = append(p.Levers, l)
		}
	}
	for _, l := range j.p.Limits {
		if !slices.Contains(limitsOfPlaces, l.What) {
			p.Limits = append(p.Limits, l)
		}
	}
	for _, l := range j.p.Locks {
		if slices.ContainsFunc(p.Levers, func(v plan.Lever) bool { return plan.LockNames(l, v) }) {
			p.Locks = append(p.Locks, l)
		}
	}
	p.Locks = append(p.Locks, j.newlyCounted(c)...)
	return &p
}

// newlyCounted are locks that leave alone the sections which count in a county, by the pupils that a map gives
// them, and do not count in the problem's: no plan may change these.
func (j *joint) newlyCounted(c *model.County) []plan.Lock {
	table, err := j.p.Standard.Table(c)
	if err != nil {
		return nil // the part itself says so
	}
	var locks []plan.Lock
	for _, row := range table.Rows {
		s := &c.Sections[row.Section]
		if i := j.r.Section(s.School, s.Stage); i >= 0 && j.r.Open(i) || !j.p.SelectedStage(s.Stage) {
			continue
		}
		school, stage := plan.Escape(s.School), plan.Escape(s.Stage)
		for _, key := range []string{
			"*/*/*/" + school + "/*/*/" + stage + "/*", "*/*/*/*/" + school + "/*/" + stage + "/*",
			"*/*/*/*/*/" + school + "/" + stage + "/*", "*/*/*/*/*/" + school + "//*",
		} {
			locks = append(locks, plan.Lock{Key: key, Forbid: true})
		}
	}
	return locks
}

// part solves a part within a share of the time that is left. A part that makes no sense by itself, such as
// levelling the one section that a map leaves with pupils, has no plan.
func (j *joint) part(ctx context.Context, p *plan.Problem) (*plan.Plan, error) {
	r, err := p.Check(nil)
	if err != nil {
		return &plan.Plan{Status: plan.Unknown}, nil
	}
	set := j.set
	set.Route = RouteAuto
	set.TimeLimit = max(time.Duration(partTime*float64(time.Until(j.deadline))), time.Millisecond)
	w := NewPlanner(set)
	found, err := w.PlanBy(ctx, r)
	if err = errors.Join(err, w.Close()); err != nil {
		return nil, err
	}
	j.runs.Backend, j.runs.BackendVersion = found.Run.Backend, found.Run.BackendVersion
	j.runs.Rounds += found.Run.Rounds
	j.runs.Cols, j.runs.Rows = max(j.runs.Cols, found.Run.Cols), max(j.runs.Rows, found.Run.Rows)
	return found, nil
}

// carried is the county once actions are carried out, still of its own year: parts are planned for one year.
func (j *joint) carried(actions []plan.Action) (*model.County, error) {
	c, err := plan.Apply(j.p.County, actions)
	if err != nil {
		return nil, err
	}
	c.Year = j.p.County.Year
	return c, nil
}

// complete finds the stocks for catchments and keeps the plan if it is better. It is false if it is not.
func (j *joint) complete(ctx context.Context, places []plan.Action) (bool, error) {
	key := keyOf(places)
	if j.tried[key] {
		return false, nil
	}
	j.tried[key] = true
	c, err := j.carried(places)
	if err != nil {
		return false, err
	}
	p := j.stocksProblem(c)
	var stocks []plan.Action
	if len(p.Goals) > 0 {
		found, err := j.part(ctx, p)
		if err != nil || (found.Status != plan.Optimal && found.Status != plan.Feasible) {
			return false, err
		}
		stocks = found.Actions
	}
	return j.consider(places, stocks)
}

// keyOf tells catchments apart.
func keyOf(places []plan.Action) string {
	text := ""
	for _, a := range places {
		text += a.Key() + "=" + pupilsText(a.Quantity) + "\n"
	}
	return text
}

// consider keeps a plan if it keeps every rule and is better than the best.
func (j *joint) consider(places, stocks []plan.Action) (bool, error) {
	outcome, err := j.r.Evaluate(slices.Concat(places, stocks))
	if err != nil || len(outcome.Violations) > 0 {
		return false, err
	}
	q := &jointPlan{places: places, stocks: stocks, outcome: outcome}
	for _, g := range j.p.Goals {
		v := outcome.Value(g.Name)
		if math.IsNaN(v) { // a CV of nothing is worse than any
			v = inf
		}
		q.values = append(q.values, v)
	}
	q.values = append(q.values, outcome.Value(plan.PupilsMoved), outcome.Value(plan.Travel))
	if j.best != nil && !j.betterThan(q.values, j.best.values) {
		return false, nil
	}
	j.best = q
	if j.set.Progress != nil {
		j.report()
	}
	return true, nil
}

// betterThan compares values goal by goal; what differs by less than the gap asked for counts as the same.
func (j *joint) betterThan(a, b []float64) bool {
	for n := range a {
		tie := leastGain
		if n < len(j.p.Goals) {
			tie = j.set.gap() * max(leastGain, min(b[n], math.MaxFloat64))
		}
		switch {
		case a[n] < b[n]-tie:
			return true
		case a[n] > b[n]+tie:
			return false
		}
	}
	return false
}

// leastGain is what the value of a plan must be better by: far below a yuan, a pupil, a move.
const leastGain = 1e-6

// timeUp says whether the search must end.
func (j *joint) timeUp(ctx context.Context) bool {
	return ctx.Err() != nil || !time.Now().Before(j.deadline)
}
