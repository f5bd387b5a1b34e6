package exact

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/eduparity/eduparity/alloc/plan"
)

// A decider plans a problem about sites in which stocks matter, or lots: which sites there are is decided
// first, and for each decision the catchments, and what else the levers change, are planned on a county in which
// that is done already. Where there are few decisions all are tried, so that the bound is the least of theirs;
// else they are changed one at a time as long as that helps, and the bound is that of single sites.
type decider struct {
	w    *Planner
	r    *plan.Rules
	p    *plan.Problem
	pl   *plan.Places
	best *decided
	set  Settings

	choices  [][][]plan.Action // by site with candidates: what may be done there
	deadline time.Time
	seen     map[string]bool
	first    float64 // least bound of the first goal among the decisions tried
	closed   bool    // all decisions were tried
	told     *plan.Plan
}

// A decided is the plan of one decision.
type decided struct {
	pick    []int
	inner   *plan.Plan
	actions []plan.Action
	outcome *plan.Outcome
	values  []float64
}

// mostDecisions is how many decisions are all tried: each is a plan of its own.
const mostDecisions = 256

// decides says whether a problem about sites has to be decided site by site: its goals or limits are about
// stocks, which open and close with the sites, or about seats, which grow, or a school may be changed that draws
// its pupils by lot, or other levers change stocks.
func decides(r *plan.Rules) bool {
	p := r.Problem
	if !p.HasLever(plan.Siting) || len(p.County.Candidates) == 0 {
		return false
	}
	if slices.ContainsFunc(p.Levers, func(l plan.Lever) bool { return !slices.Contains(leversOfPlaces, l) }) {
		return true
	}
	for _, g := range p.Goals {
		switch g.Name {
		case plan.Travel, plan.PupilsMoved, plan.CostGoal:
		case plan.Dispersion, plan.Shortfall, plan.SeatsGoal, plan.PassCost, plan.Moves:
			return true
		}
	}
	if slices.ContainsFunc(p.Limits, func(l plan.Limit) bool { return l.What == plan.LimitLot }) {
		return true
	}
	return p.LimitsCVs()
}

// decideSites makes the plan.
func (w *Planner) decideSites(ctx context.Context, r *plan.Rules) (*plan.Plan, error) {
	pl, err := r.Places()
	if err != nil {
		return nil, err
	}
	d := &decider{
		w: w, r: r, p: r.Problem, pl: pl, set: w.set, deadline: time.Now().Add(w.set.timeLimit()), seen: map[string]bool{}, first: inf,
	}
	d.list()
	count := 1.0
	for _, c := range d.choices {
		count *= float64(len(c))
	}
	if d.closed = count <= mostDecisions; d.closed {
		err = d.all(ctx, make([]int, 0, len(d.choices)), count)
	} else {
		err = d.climb(ctx)
	}
	if err != nil {
		return nil, err
	}
	return d.conclude(), nil
}

// list finds what may be done at each site, within the locks.
func (d *decider) list() {
	for n := range d.pl.Stages {
		s := &d.pl.Stages[n]
		for j := range s.Sites {
			site := &s.Sites[j]
			ways := [][]plan.Action{nil}
			add := func(a plan.Action) {
				d.r.WriteSiteCost(&a)
				ways = append(ways, []plan.Action{a})
			}
			act := plan.Action{Year: d.r.Year, Lever: plan.Siting, School: site.School, Stage: s.Name, Quantity: 1}
			if site.Open >= 0 {
				act.Kind, act.Unit, act.Quantity = plan.Open, plan.UnitSeat, site.Seats
				add(act)
			}
			if site.Extend >= 0 {
				for units := range d.p.County.Candidates[site.Extend].MaxExtraClasses {
					act.Kind, act.Unit, act.Quantity = plan.Extend, plan.UnitClass, float64(units+1)
					add(act)
				}
			}
			if site.Close >= 0 && d.r.Leavable(site.Section) {
				act.Kind, act.Unit, act.Quantity = plan.Close, plan.UnitSection, 1
				add(act)
				for k := range s.Sites {
					if k != j && slices.Contains(s.Today, j) {
						add(plan.Action{
							Year: d.r.Year, Lever: plan.Siting, Kind: plan.Merge, From: site.School, To: s.Sites[k].School, Stage: s.Name,
							Quantity: 1, Unit: plan.UnitSection,
						})
					}
				}
			}
			if len(ways) > 1 {
				d.choices = append(d.choices, slices.DeleteFunc(ways, func(way []plan.Action) bool { return d.refused(ways, way) }))
			}
		}
	}
}

// refused says whether locks forbid a way, which is one of several at its site.
func (d *decider) refused(ways [][]plan.Action, way []plan.Action) bool {
	for _, l := range d.p.Locks {
		about := slices.ContainsFunc(ways, func(w []plan.Action) bool { return len(w) > 0 && l.Matches(w[0].Key()) })
		if !about {
			continue
		}
		q := l.Quantity(way)
		if l.Forbid && q > 0 || l.Fix != nil && q != *l.Fix || l.Keep != nil && q < *l.Keep {
			return true
		}
	}
	return false
}

// all tries every decision.
func (d *decider) all(ctx context.Context, pick []int, left float64) error {
	if len(pick) == len(d.choices) {
		return d.try(ctx, pick, left)
	}
	for n := range d.choices[len(pick)] {
		if err := d.all(ctx, append(pick, n), left); err != nil {
			return err
		}
	}
	return nil
}

// climb changes one site at a time as long as the plan gets better.
func (d *decider) climb(ctx context.Context) error {
	at := make([]int, len(d.choices))
	if err := d.try(ctx, at, mostDecisions); err != nil {
		return err
	}
	for better := true; better; {
		better = false
		for n := range d.choices {
			for way := range d.choices[n] {
				if d.best != nil {
					copy(at, d.best.pick)
				}
				if at[n] == way {
					continue
				}
				at[n] = way
				was := d.best
				if err := d.try(ctx, at, mostDecisions); err != nil {
					return err
				}
				if d.best != was {
					better = true
				}
			}
		}
	}
	return nil
}

// try plans one decision, of about so many that are left to try.
func (d *decider) try(ctx context.Context, pick []int, left float64) error {
	key := fmt.Sprint(pick)
	if d.seen[key] {
		return nil
	}
	d.seen[key] = true
	limit := time.Until(d.deadline)
	if ctx.Err() != nil || limit <= 0 {
		d.closed = false
		return nil
	}
	var actions []plan.Action
	for n, way := range pick {
		actions = append(actions, d.choices[n][way]...)
	}
	if !d.sensible(actions) {
		return nil
	}
	p, ok, err := d.problemAfter(actions)
	if err != nil || !ok {
		return err
	}
	inner, err := d.plan(ctx, p, max(limit/slowest, limit/timeParts(left)))
	if err != nil {
		return err
	}
	if inner.Status == plan.StatusInfeasible {
		if d.told == nil {
			d.told = inner
		}
		return nil
	}
	if inner.Status == plan.Unknown || len(inner.Goals) == 0 {
		d.closed = false
		return nil
	}
	found := &decided{pick: slices.Clone(pick), inner: inner, actions: d.joined(actions, inner.Actions)}
	if d.p.Goals[0].Name == plan.CostGoal || d.p.Goals[0].Name == plan.PassCost {
		d.first = min(d.first, inner.Goals[0].Bound+costOf(actions))
	} else {
		d.first = min(d.first, inner.Goals[0].Bound)
	}
	if !d.onlyPlaces() {
		d.closed = false // purchases are planned with what the sites leave of each fund
	} else if !shareSites(d.r, found.actions) {
		d.closed = false
		return nil
	}
	if found.outcome, err = d.r.Evaluate(found.actions); err != nil {
		return fmt.Errorf("%w: %w", ErrEngine, err)
	}
	if len(found.outcome.Violations) > 0 {
		d.closed = false
		return nil
	}
	found.values = d.values(found.outcome)
	if d.best == nil || d.better(found.values, d.best.values) {
		d.best = found
	}
	return nil
}

// Of the time that is left a decision may take at least the share of one of slowest, and of all decisions.
const slowest = 10

func timeParts(left float64) time.Duration { return time.Duration(max(1, left)) }

// onlyPlaces says whether no lever changes stocks.
func (d *decider) onlyPlaces() bool {
	return !slices.ContainsFunc(d.p.Levers, func(l plan.Lever) bool { return !slices.Contains(leversOfPlaces, l) })
}

// sensible says whether the sites of a decision fit together: nothing merges into what is not there after,
// and as many open as limits ask for.
func (d *decider) sensible(actions []plan.Action) bool {
	gone := func(school, stage string) bool {
		return slices.ContainsFunc(actions, func(a plan.Action) bool {
			return a.Stage == stage && (a.Kind == plan.Close && a.School == school || a.Kind == plan.Merge && a.From == school)
		})
	}
	opens := func(school, stage string) bool {
		return slices.ContainsFunc(actions, func(a plan.Action) bool { return a.Kind == plan.Open && a.School == school && a.Stage == stage })
	}
	for _, a := range actions {
		if a.Kind == plan.Merge && (gone(a.To, a.Stage) || d.r.Section(a.To, a.Stage) < 0 && !opens(a.To, a.Stage)) {
			return false
		}
		if a.Kind == plan.Close && d.somewhere(a.Stage, actions) == "" {
			return false
		}
	}
	for _, l := range d.p.LimitsOn(plan.LimitOpenSites) {
		n := 0.0
		for _, a := range actions {
			if a.Kind == plan.Open && d.r.SiteInScope(l.Scope, &plan.Site{School: a.School, Stage: a.Stage}) {
				n++
			}
		}
		if l.Max != nil && n > *l.Max || l.Min != nil && n < *l.Min {
			return false
		}
	}
	return true
}

// plan plans the rest of a decision.
func (d *decider) plan(ctx context.Context, p *plan.Problem, limit time.Duration) (*plan.Plan, error) {
	r, err := plan.NewRules(p)
	if err != nil {
		return nil, err
	}
	set := d.set
	set.TimeLimit = limit
	if !d.onlyPlaces() {
		return jointly(ctx, r, set)
	}
	c, err := newCatchment(r, set)
	if err != nil {
		return nil, err
	}
	out, err := c.plan(ctx)
	if errors.Is(err, ErrEngine) {
		return &plan.Plan{Status: plan.Unknown}, nil
	}
	return out, err
}

// joined are the actions of a decision and of the plan that follows it.
func (d *decider) joined(sites, rest []plan.Action) []plan.Action {
	actions := slices.Clone(sites)
	for _, a := range rest {
		if a.Kind == plan.Assign && slices.ContainsFunc(sites, func(m plan.Action) bool {
			return m.Kind == plan.Merge && m.From == a.From && m.Stage == a.Stage
		}) {
			continue
		}
		if d.onlyPlaces() {
			a.Funds = nil
		}
		actions = append(actions, a)
	}
	return actions
}

// costOf adds up what actions cost.
func costOf(actions []plan.Action) float64 {
	var sum float64
	for _, a := range actions {
		sum += a.Cost
	}
	return sum
}

// values are those of the goals of an outcome, in order.
func (d *decider) values(o *plan.Outcome) []float64 {
	var values []float64
	for _, g := range d.p.Goals {
		switch g.Name {
		case plan.Dispersion:
			for _, l := range o.Levels {
				values = append(values, worstIfUndefined(l.Ratio))
			}
		case plan.SeatsGoal:
			values = append(values, o.OverSeats)
			if len(o.SeatLevels) > 0 {
				values = append(values, worstIfUndefined(o.SeatLevels[0].Ratio))
			}
		default:
			values = append(values, o.Value(g.Name))
		}
	}
	return append(values, o.Cost.Total, o.PupilsMoved, o.PupilKM)
}

func worstIfUndefined(ratio float64) float64 {
	if math.IsNaN(ratio) {
		return inf
	}
	return ratio
}

// better says whether values are lexicographically less, by more than rounding.
func (d *decider) better(a, b []float64) bool {
	for n := range min(len(a), len(b)) {
		if dust := margin * max(1, math.Abs(b[n])); math.Abs(a[n]-b[n]) > dust {
			return a[n] < b[n]
		}
	}
	return false
}

// conclude writes the plan.
func (d *decider) conclude() *plan.Plan {
	out := &plan.Plan{Status: plan.Unknown}
	if d.best == nil {
		if d.closed && d.told != nil {
			out.Status, out.Infeasible = plan.StatusInfeasible, d.told.Infeasible
			out.Certificate = &plan.Certificate{Kind: plan.CertSearch}
		}
		return out
	}
	b := d.best
	for i := range b.actions {
		if a := &b.actions[i]; a.Lever == plan.Siting && a.Kind != plan.Board {
			a.Reason = siteReason(a, b.outcome)
		}
	}
	out.Actions, out.Before, out.Cost, out.After = b.actions, b.outcome.Before, b.outcome.Cost, []plan.State{b.outcome.After}
	out.Places, out.Goals, out.Status = b.outcome.Places, d.goals(), plan.Optimal
	for n := range out.Goals {
		if out.Goals[n].Status != plan.Optimal {
			out.Status = plan.Feasible
		}
	}
	return out
}

// goals are the results: of the first goal the bound is the least of all decisions, if all were tried.
func (d *decider) goals() []plan.GoalResult {
	o := d.best.outcome
	var results []plan.GoalResult
	for n, g := range d.p.Goals {
		root := d.r.SitesBound(d.pl, g.Name)
		add := func(value float64, levels []plan.Level) {
			x := plan.GoalResult{Name: g.Name, Value: value, Levels: levels, Bound: min(root, value)}
			if n == 0 && len(results) == 0 && d.closed {
				x.Bound = min(value, max(root, d.first))
			}
			least := min(root, x.Bound)
			x.Certificate = &plan.Certificate{Kind: plan.CertSearch, Bound: x.Bound, RootBound: &least}
			x.Gap = plan.Gap(g.Name, x.Value, x.Bound)
			x.Status = g.Status(x.Value, x.Bound, d.set.gap())
			results = append(results, x)
		}
		switch g.Name {
		case plan.Dispersion:
			add(o.Value(g.Name), slices.Clone(o.Levels))
		case plan.SeatsGoal:
			add(o.OverSeats, nil)
			if len(o.SeatLevels) > 0 {
				add(o.SeatLevels[0].Ratio, slices.Clone(o.SeatLevels))
			}
		default:
			add(o.Value(g.Name), nil)
		}
	}
	return results
}
