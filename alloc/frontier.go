package alloc

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"

	"github.com/eduparity/eduparity/alloc/exact"
	"github.com/eduparity/eduparity/alloc/plan"
)

// FrontierSettings are the range of a frontier and how densely it is looked at. The zero value goes from
// nothing to as much as the best plan without the limit uses, in DefaultSteps steps.
type FrontierSettings struct {
	From float64
	To   *float64 // nil: what the best plan without the limit uses
	// Steps is the number of points where breakpoints are not to be had, and the most of those that are
	// listed, beside both ends; 0: [DefaultSteps], and [MostBreakpoints] of breakpoints.
	Steps int
	Point func(done, all int) // called after every point; nil: never
}

// DefaultSteps is the number of points of a frontier.
const DefaultSteps = 11

// MostBreakpoints is how many breakpoints of a frontier are listed: more than a page or a plot can show.
const MostBreakpoints = 200

// Frontier finds the best value of the problem's first goal at every x of a range, over its budget or its
// moves. Where the parametric route is one of closed forms the points are all breakpoints, with the price
// there; else they are at equal steps. Each point is a plan of its own, certified like any other, made by
// one [Planner] that keeps what it knows. The problem has no limit on x of its own: see
// [plan.Problem.CheckFrontier].
//
// e.Settings.TimeLimit is for the whole frontier. When it is over, or ctx is done, the frontier has the
// points found so far, which are spread over the range, and its status says so.
func Frontier(ctx context.Context, p *plan.Problem, over plan.Over, e Exact, s FrontierSettings) (out *plan.Frontier, err error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	if err := p.CheckFrontier(over); err != nil {
		return nil, err
	}
	if s.To != nil {
		err = over.Range(s.From, *s.To)
	} else {
		err = over.Range(s.From, s.From)
	}
	if err != nil {
		return nil, err
	}
	w, err := NewPlanner(p, e)
	if err != nil {
		return nil, err
	}
	defer func() {
		if closed := w.Close(); err == nil {
			err = closed
		}
	}()
	limit := e.Settings.TimeLimit
	if limit == 0 {
		limit = exact.DefaultTimeLimit
	}
	t := &tracing{
		Planner: w, settings: s, deadline: time.Now().Add(limit),
		out: &plan.Frontier{Problem: *p, Over: over, Status: plan.FrontierComplete, Points: []plan.FrontierPoint{}},
	}
	return t.out, t.trace(ctx)
}

// A tracing is a frontier being made.
type tracing struct {
	*Planner
	settings FrontierSettings
	deadline time.Time
	out      *plan.Frontier
	actions  [][]plan.Action // by point
}

// trace finds the points.
func (t *tracing) trace(ctx context.Context) error {
	to, open, err := t.end(ctx)
	if err != nil || t.out.Status == plan.FrontierStopped {
		return err
	}
	points, err := t.points(ctx, to, open)
	if err != nil {
		return err
	}
	for n, at := range spread(len(points)) {
		if err := t.point(ctx, &points[at], len(points)-n); err != nil {
			return err
		}
		if t.out.Status == plan.FrontierStopped {
			break
		}
		if t.settings.Point != nil {
			t.settings.Point(n+1, len(points))
		}
	}
	t.settle()
	return nil
}

// spread is an order of n points in which the first of them, however many, are spread over all: both ends,
// then the middle of each gap between those before.
func spread(n int) []int {
	if n < 2 {
		return make([]int, n)
	}
	order := []int{0, n - 1}
	for gaps := [][2]int{{0, n - 1}}; len(gaps) > 0; gaps = gaps[1:] {
		low, high := gaps[0][0], gaps[0][1]
		if high-low < 2 {
			continue
		}
		mid := (low + high) / 2
		order = append(order, mid)
		gaps = append(gaps, [2]int{low, mid}, [2]int{mid, high})
	}
	return order
}

// end is where the frontier ends; open: nobody said so.
func (t *tracing) end(ctx context.Context) (to float64, open bool, err error) {
	if t.settings.To != nil {
		return *t.settings.To, false, nil
	}
	t.share(t.steps() + 1)
	pl, err := t.Plan(ctx)
	if err != nil {
		if ctx.Err() == nil {
			return 0, false, err
		}
		pl = &plan.Plan{Status: plan.Unknown}
	}
	switch pl.Status {
	case plan.Optimal, plan.Feasible:
		to = t.out.Over.Of(pl)
		return max(math.Ceil(to), t.settings.From), true, nil
	case plan.StatusInfeasible: // whatever the limit: the one point says so
		return t.settings.From, false, nil
	case plan.Unknown:
	}
	t.out.Status = plan.FrontierStopped
	return 0, false, nil
}

// steps is the number of points at equal steps.
func (t *tracing) steps() int {
	if t.settings.Steps > 0 {
		return t.settings.Steps
	}
	return DefaultSteps
}

// points are the points to be looked at: the breakpoints, or such at equal steps.
func (t *tracing) points(ctx context.Context, to float64, open bool) ([]plan.FrontierPoint, error) {
	if t.out.Over == plan.OverBudget {
		breaks, ok, err := t.warm.Breaks(ctx, t.rules, t.settings.From, to)
		if err != nil && ctx.Err() == nil {
			return nil, err
		}
		if ok {
			return t.breakpoints(breaks, open), nil
		}
	}
	n := t.steps()
	points := make([]plan.FrontierPoint, 0, n)
	for k := range n {
		x := to
		if k < n-1 {
			x = t.settings.From + (to-t.settings.From)*float64(k)/float64(n-1)
		}
		x = min(math.Round(x), to) // whole yuan, too: nobody wants others
		if len(points) == 0 || x > points[len(points)-1].X {
			points = append(points, plan.FrontierPoint{X: x, Price: math.NaN()})
		}
	}
	return points, nil
}

// breakpoints are those that are listed of all there are. One that nothing is gained beyond is the last,
// where nobody said how far to go.
func (t *tracing) breakpoints(breaks []exact.Break, open bool) []plan.FrontierPoint {
	if n := len(breaks); open && n > 1 && breaks[n-2].Price == 0 {
		breaks = breaks[:n-1]
	}
	t.out.Breakpoints = len(breaks)
	most := MostBreakpoints
	if t.settings.Steps > 0 {
		most = max(2, t.settings.Steps)
	}
	listed := min(most, len(breaks))
	points := make([]plan.FrontierPoint, 0, listed)
	for k := range listed { // of those that are too many, some that are evenly spaced
		b := &breaks[k*(len(breaks)-1)/max(1, listed-1)]
		points = append(points, plan.FrontierPoint{X: b.Budget, Price: b.Price * t.out.Over.Per(), Exact: true})
	}
	return points
}

// share gives the next plan its part of the time left.
func (t *tracing) share(left int) {
	t.warm.SetTimeLimit(max(time.Until(t.deadline)/time.Duration(left), time.Nanosecond))
}

// point plans for one x and keeps what comes of it.
func (t *tracing) point(ctx context.Context, p *plan.FrontierPoint, left int) error {
	if ctx.Err() != nil || !time.Now().Before(t.deadline) {
		t.out.Status = plan.FrontierStopped
		return nil
	}
	limit := t.out.Over.Limit(p.X)
	if err := t.Change(Edit{Limit: &limit}); err != nil {
		return err
	}
	t.share(left)
	pl, err := t.Plan(ctx)
	if err != nil {
		if ctx.Err() != nil {
			t.out.Status = plan.FrontierStopped
			return nil
		}
		return err
	}
	p.Status, p.Value, p.Bound, p.Cost, p.Moves = pl.Status, math.NaN(), math.NaN(), math.NaN(), math.NaN()
	var actions []plan.Action
	switch pl.Status {
	case plan.Optimal, plan.Feasible:
		g := &pl.Goals[0] // of dispersion the worst level, of which the others are not told
		p.Status, p.Value, p.Bound, p.Cost, p.Moves = g.Status, g.Value, g.Bound, pl.Cost.Total, pl.Problem.CountMoves(pl.Actions)
		actions = pl.Actions
	case plan.Unknown:
		if ctx.Err() != nil {
			t.out.Status = plan.FrontierStopped
			return nil
		}
	case plan.StatusInfeasible:
	}
	at, _ := slices.BinarySearchFunc(t.out.Points, p.X, func(o plan.FrontierPoint, x float64) int { return cmp.Compare(o.X, x) })
	t.out.Points, t.actions = slices.Insert(t.out.Points, at, *p), slices.Insert(t.actions, at, actions)
	return nil
}

// settle makes the points agree and says what each of them changes.
func (t *tracing) settle() {
	same := t.out.Settle(t.exact.Settings.gap())
	var before []plan.Action
	for n := range t.out.Points {
		p := &t.out.Points[n]
		switch p.Status {
		case plan.Optimal, plan.Feasible:
			p.Changes = plan.ChangesOf(before, t.actions[same[n]])
			before = t.actions[same[n]]
			if p.Status == plan.Feasible && t.out.Status == plan.FrontierComplete {
				t.out.Status = plan.FrontierFeasible
			}
		case plan.Unknown:
			if t.out.Status == plan.FrontierComplete {
				t.out.Status = plan.FrontierFeasible
			}
		case plan.StatusInfeasible:
		}
	}
}
