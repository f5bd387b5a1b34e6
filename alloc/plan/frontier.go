package plan

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
)

// A Frontier is what more money, or more moves, buy: the best value of a problem's first goal at every
// x of a range. The limit on x itself is not part of Problem.
type Frontier struct {
	Problem Problem
	Over    Over
	Status  FrontierStatus
	// Breakpoints is how many there are in the range where the route gives them, though Points may list
	// only some; 0: Points are at equal steps.
	Breakpoints int
	Points      []FrontierPoint // by rising x
}

// Over is what a frontier goes over.
type Over string

// What a frontier goes over.
const (
	OverBudget Over = "budget" // yuan of the year, over everything: limit spending
	OverMoves  Over = "moves"  // teachers moved, as the limit moves counts them
)

// Overs lists them by name.
func Overs() []Over { return []Over{OverBudget, OverMoves} }

// FrontierStatus says how far a frontier has come.
type FrontierStatus string

// The statuses of a frontier.
const (
	FrontierComplete FrontierStatus = "complete" // every point that was asked for, each optimal or proved to have no plan
	FrontierFeasible FrontierStatus = "feasible" // every point, some with a larger gap than asked for, or none found
	FrontierStopped  FrontierStatus = "stopped"  // some points are missing: there was no more time
)

// A FrontierPoint is the best that one x allows. Value is NaN, and Bound too, where Status says that
// there is no plan or none was found.
type FrontierPoint struct {
	X      float64
	Status Status
	Value  float64 // of the first goal, reached by a plan
	Bound  float64 // no plan with at most x is better
	// Price is how much the value falls by Over.Per more of x: at an exact point the slope there, else
	// the mean slope up to the next point that has a plan. NaN at the last point of those.
	Price float64
	Exact bool // a breakpoint: between two that follow each other no part of the plan changes its form

	Cost, Moves float64 // of the plan
	// Changes are what the plan does that that of the point before did not, and the other way round,
	// added up by what it is; of the first point with a plan all that it does.
	Changes []Change
}

// A Change is the difference between the actions of one sort of two plans.
type Change struct {
	Lever    Lever      `json:"lever"`
	Kind     ActionKind `json:"kind"`
	Of       string     `json:"of"`
	Stage    string     `json:"stage"`
	Unit     string     `json:"unit"`
	Quantity float64    `json:"quantity"` // more than before
	Cost     float64    `json:"cost"`     // yuan more than before
	Places   int        `json:"places"`   // actions that are new, gone, or of another quantity
	Largest  string     `json:"largest"`  // key of the action among them that changes most, in yuan, then in quantity
}

// Per is the amount of x that prices are stated for: a million yuan, or one move.
func (o Over) Per() float64 {
	if o == OverBudget {
		return million
	}
	return 1
}

// million yuan are what a price over the budget is for.
const million = 1e6

// Limit is the limit that keeps a plan to at most x.
func (o Over) Limit(x float64) Limit {
	if o == OverBudget {
		return Limit{What: LimitSpending, Max: &x}
	}
	return Limit{What: LimitMoves, Max: &x}
}

// Of is what a plan uses of it.
func (o Over) Of(pl *Plan) float64 {
	if o == OverBudget {
		return pl.Cost.Total
	}
	return pl.Problem.CountMoves(pl.Actions)
}

// CheckFrontier says why a problem has no frontier over something; nil: it has one. The error wraps
// [ErrProblem].
func (p *Problem) CheckFrontier(o Over) error {
	var faults []error
	if !slices.Contains(Overs(), o) {
		faults = append(faults, problem("a frontier goes over %s or %s, not %q", OverBudget, OverMoves, o))
	}
	if len(p.Goals) > 0 {
		g := p.Goals[0].Name
		if o == OverBudget && (g == CostGoal || g == PassCost) || o == OverMoves && g == Moves {
			faults = append(faults, problem("a frontier over %s shows what another goal gains by it: the goal %s is about the same", o, g))
		}
	}
	if o == OverMoves && !p.HasLever(Rotation) {
		faults = append(faults, problem("a frontier over moves needs the lever %s", Rotation))
	}
	if slices.ContainsFunc(p.Limits, func(l Limit) bool { return l.What == o.Limit(0).What && l.Scope == (Scope{}) }) {
		faults = append(faults, problem("the frontier goes over the limit on %s, which cannot be stated too", o.Limit(0).What))
	}
	return errors.Join(faults...)
}

// Range checks the ends of a frontier.
func (o Over) Range(from, to float64) error {
	if !(from >= 0) || !(to >= from) || math.IsInf(to, 1) {
		return problem("a frontier over %s from %v to %v: must be numbers of 0 or more, in order", o, from, to)
	}
	if o == OverMoves && (from != math.Trunc(from) || to != math.Trunc(to)) {
		return problem("a frontier over moves from %v to %v: must be whole numbers", from, to)
	}
	return nil
}

// ChangesOf adds up by what they are of how the actions of a plan differ from those of another.
func ChangesOf(before, after []Action) []Change {
	was := make(map[string]int, len(before))
	for i := range before {
		was[before[i].Key()] = i
	}
	c := changes{at: map[Change]int{}}
	for i := range after {
		a, key := &after[i], after[i].Key()
		quantity, cost := a.Quantity, a.Cost
		if n, ok := was[key]; ok {
			quantity, cost = quantity-before[n].Quantity, cost-before[n].Cost
			delete(was, key)
		}
		c.add(a, key, quantity, cost)
	}
	for i := range before {
		key := before[i].Key()
		if _, gone := was[key]; gone {
			c.add(&before[i], key, -before[i].Quantity, -before[i].Cost)
		}
	}
	return c.list
}

// changes are added up in the order in which they are met.
type changes struct {
	list    []Change
	largest []float64 // by change: of the action that changes most: yuan
	most    []float64 // and its quantity
	at      map[Change]int
}

// add adds the change of one action.
func (c *changes) add(a *Action, key string, quantity, cost float64) {
	if quantity == 0 {
		return
	}
	sort := Change{Lever: a.Lever, Kind: a.Kind, Of: a.Of, Stage: a.Stage, Unit: a.Unit}
	n, ok := c.at[sort]
	if !ok {
		n = len(c.list)
		c.at[sort] = n
		c.list, c.largest, c.most = append(c.list, sort), append(c.largest, -1), append(c.most, 0)
	}
	x := &c.list[n]
	x.Quantity, x.Cost, x.Places = x.Quantity+quantity, x.Cost+cost, x.Places+1
	if order := cmp.Or(cmp.Compare(math.Abs(cost), c.largest[n]), cmp.Compare(math.Abs(quantity), c.most[n])); order > 0 {
		c.largest[n], c.most[n], x.Largest = math.Abs(cost), math.Abs(quantity), key
	}
}

// Settle makes neighbours agree: more of x is never worse, so that a value is at most that of the
// point before, and a bound at least that of the point after; where a plan with less was better it is the
// plan of the point, too: same says which. Then it fills in the prices of points that are not exact, and says which
// are optimal within a gap.
func (f *Frontier) Settle(gap float64) (same []int) {
	same = make([]int, len(f.Points)) // the point whose plan it is
	last := -1                        // with a plan
	for n := range f.Points {
		p := &f.Points[n]
		same[n] = n
		if last >= 0 && (!p.planned() || p.Value > f.Points[last].Value) {
			was := &f.Points[last]
			p.Value, p.Cost, p.Moves, p.Changes, same[n] = was.Value, was.Cost, was.Moves, nil, same[last]
			if math.IsNaN(p.Bound) {
				p.Bound = 0 // of no goal is the value below 0
			}
			p.Status = Feasible // see below
		}
		if p.planned() {
			last = n
		}
	}
	next := -1
	for n := len(f.Points) - 1; n >= 0; n-- {
		p := &f.Points[n]
		if !p.planned() {
			continue
		}
		if next >= 0 {
			p.Bound = max(p.Bound, min(p.Value, f.Points[next].Bound))
			if !p.Exact {
				p.Price = (p.Value - f.Points[next].Value) / (f.Points[next].X - p.X) * f.Over.Per()
			}
		} else if !p.Exact {
			p.Price = math.NaN()
		}
		p.Status = f.Problem.Goals[0].Status(p.Value, p.Bound, gap)
		next = n
	}
	return same
}

// planned says whether there is a plan at the point.
func (p *FrontierPoint) planned() bool { return p.Status == Optimal || p.Status == Feasible }

// Planned are the points that have a plan: what can be drawn.
func (f *Frontier) Planned() []FrontierPoint {
	return slices.DeleteFunc(slices.Clone(f.Points), func(p FrontierPoint) bool { return !p.planned() })
}

// Check says what of a frontier contradicts itself: points out of order, a value below its bound, above
// that of a point with less, or a bound above that of one. nil: nothing does.
func (f *Frontier) Check() error {
	var faults []error
	points := f.Planned()
	for n := range points {
		p := &points[n]
		if p.Bound > p.Value {
			faults = append(faults, fmt.Errorf("%w: at %v the value %v is below its bound %v", ErrFormat, p.X, p.Value, p.Bound))
		}
		if n == 0 {
			continue
		}
		switch was := &points[n-1]; {
		case !(p.X > was.X):
			faults = append(faults, fmt.Errorf("%w: %v follows after %v", ErrFormat, p.X, was.X))
		case p.Value > was.Value:
			faults = append(faults, fmt.Errorf("%w: %v is worse with %v than with %v", ErrFormat, p.Value, p.X, was.X))
		case p.Bound > was.Bound:
			faults = append(faults, fmt.Errorf("%w: the bound %v at %v is above that at %v", ErrFormat, p.Bound, p.X, was.X))
		}
	}
	return errors.Join(faults...)
}
