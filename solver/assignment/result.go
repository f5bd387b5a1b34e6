package assignment

import (
	"math"

	"github.com/eduparity/eduparity/solver"
)

// A Route is how a problem is solved.
type Route int

// The routes.
const (
	Transport Route = iota // by paths between sites, exactly
	Linear                 // by an LP in rounds, exactly
	Search                 // by an LP, a local search and branch and bound
)

// String is the route in a word.
func (r Route) String() string {
	switch r {
	case Transport:
		return "transport"
	case Linear:
		return "linear"
	case Search:
		return "search"
	}
	return "unknown"
}

// A Result is a plan and how good any other could be. Its slices are the caller's.
type Result struct {
	// Status is Optimal where plan and bound have met (to the gap, in a search), Infeasible where no plan
	// exists; TimeLimit and Interrupted, by the context, keep the best plan so far; Unknown says that nothing more
	// could be found.
	Status solver.Status
	Route  Route

	Share []float64 // by pair; nil: no plan
	Open  []bool    // by site
	Units []int
	Load  []float64 // by site

	Cost  float64   // of the plan, whatever the goal
	Ratio []float64 // of the plan: coefficients of variation in shares of their limits
	Value float64   // of the goal: Cost, or the largest Ratio in it; +Inf without a plan

	Bound     float64 // no plan is better; -Inf: nothing is known, +Inf: there is no plan
	RootBound float64 // what [Bound] makes of Prices
	Prices    *Prices // nil: none

	Levels  []Level // of [LeastLevels]
	Islands []int   // pieces that the rule of the map cannot hold, see [Map]
	Short   *Short  // why there is no plan; nil where there is one, or where nothing short explains it

	Rounds int // of LPs and searches
	Cuts   int // rows added on the way
	Nodes  int // of branch and bound
}

// A Level is a step of [LeastLevels]: ratios that cannot be better while those before them are as they are.
type Level struct {
	Ratios []int
	Value  float64
	Bound  float64

	// Prices prove RootBound for the problem of this level: the goal [LeastWorst], the ratios of the levels before
	// it Held, with Most as in Limits.
	Prices    *Prices
	RootBound float64
	Limits    []float64 // by ratio: Most, 0: none
	Held      []bool    // by ratio
}

// Problem is the problem of a level, of which [Bound] makes its RootBound.
func (l *Level) Problem(p *Problem) *Problem {
	q := p.clone()
	q.Goal = LeastWorst
	for k := range q.Ratios {
		c := &q.Ratios[k]
		c.Held = l.Held[k]
		c.Most = l.Limits[k]
	}
	return q
}

// Gap is the distance of the value from the bound, relative to the value.
func (r *Result) Gap() float64 { return gap(r.Value, r.Bound) }

// gap is the distance of a value from a bound, relative to the value.
func gap(value, bound float64) float64 {
	switch {
	case math.IsInf(value, 1):
		return value
	case value <= bound:
		return 0
	}
	return (value - bound) / max(math.Abs(value), leastValue)
}
