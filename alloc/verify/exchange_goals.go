package verify

import (
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
)

// most is V at a CV: (1 + c^2) Z^2 / P, rounded up.
func (e *exchange) most(g *ground, cv float64) float64 {
	z := e.total.high()
	return (1 + cv*cv) * z * z / g.stages[e.t.s].pupils * (1 + literalSlack)
}

// fallsPerMove is how far the stocks may fall by each move that is counted: one, but under headcounts that
// hold not everywhere a counted move is two persons.
func (g *ground) fallsPerMove(t *target) float64 {
	if !g.p.Headcount() {
		return 1
	}
	for _, section := range g.stages[t.s].section {
		if !g.r.Headcount(section) {
			return 2
		}
	}
	return 1
}

// falls is how many units of stock must change place at least: see [ExchangeBound].
func (e *exchange) falls(g *ground, cv float64) float64 {
	over := e.bound.low() - e.most(g, cv)
	if !(over > 0) {
		return 0
	}
	return math.Ceil(over / e.move * (1 - roundings)) // +Inf at no price: out of reach
}

// leastMoves adds up the moves that the stages need.
func (g *ground) leastMoves(prices []exchange) float64 {
	var sum float64
	for _, n := range g.movesByStage(prices) {
		sum += n
	}
	return sum
}

// movesByStage is the most that any of the prices of a stage proves.
func (g *ground) movesByStage(prices []exchange) []float64 {
	moves := make([]float64, len(g.stages))
	for i := range prices {
		e := &prices[i]
		if cv, ok := g.p.HardCVLimit(e.t.of.Code, g.stages[e.t.s].name); ok {
			moves[e.t.s] = max(moves[e.t.s], e.falls(g, cv)/g.fallsPerMove(e.t))
		}
	}
	return moves
}

// movesAllowed is the most moves that a plan may make in a stage. +Inf: any number.
func (g *ground) movesAllowed(s int) float64 {
	most := math.Inf(1)
	for _, l := range g.p.LimitsOn(plan.LimitMoves) {
		if (l.Scope == plan.Scope{} || l.Scope == plan.Scope{Stage: g.stages[s].name}) && l.Max != nil {
			most = min(most, *l.Max)
		}
	}
	return most
}

// leastRatio is the bound on the ratio of a level, counted from 0: the target's ratios are each at
// least what its prices prove, hence the worst but n is at least the worst but n of these.
func (g *ground) leastRatio(prices []exchange, earlier []plan.GoalResult, level int) float64 {
	kept := math.Inf(1)
	for i := range earlier {
		if earlier[i].Name == plan.Moves {
			kept = min(kept, allowed(g.p, &earlier[i]))
		}
	}
	proved := make(map[*target]float64, len(prices))
	var order []*target
	for i := range prices {
		e := &prices[i]
		if _, ok := proved[e.t]; !ok {
			order = append(order, e.t)
		}
		proved[e.t] = max(proved[e.t], e.ratio(g, min(kept, g.movesAllowed(e.t.s))))
	}
	ratios := make([]float64, 0, len(order))
	for _, t := range order {
		ratios = append(ratios, proved[t])
	}
	slices.Sort(ratios)
	if level >= len(ratios) {
		return 0
	}
	return ratios[len(ratios)-1-level]
}

// ratio is what a target's ratio is at least, with that many moves.
func (e *exchange) ratio(g *ground, moves float64) float64 {
	falls := math.Floor(moves * g.fallsPerMove(e.t))
	lo, _ := g.steps(e.t)
	var most float64
	for i := range lo {
		most -= lo[i]
	}
	v := e.bound
	v.add(-e.move * min(falls, most))
	z := e.total.high()
	if !(v.low() > 0) || !(z > 0) {
		return 0
	}
	square := v.low()*g.stages[e.t.s].pupils/(z*z)*(1-roundings) - 1
	if !(square > 0) {
		return 0
	}
	return math.Sqrt(square) / g.denominator(e.t) * (1 - roundings)
}

// contradiction is above 0 where a CV limit is out of reach, or out of reach of the moves allowed.
func (g *ground) contradiction(prices []exchange) float64 {
	worst := math.Inf(-1)
	for i := range prices {
		e := &prices[i]
		cv, ok := g.p.HardCVLimit(e.t.of.Code, g.stages[e.t.s].name)
		if ok && e.move == 0 {
			worst = max(worst, e.bound.low()-e.most(g, cv))
		}
	}
	var sum float64
	for s, n := range g.movesByStage(prices) {
		if !math.IsInf(n, 1) { // a limit out of reach, which was seen above
			sum += n
			worst = max(worst, n-g.movesAllowed(s))
		}
	}
	if most, ok := g.p.MovesCap(); ok {
		worst = max(worst, sum-most)
	}
	return worst
}
