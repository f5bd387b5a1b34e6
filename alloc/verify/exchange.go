package verify

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// ExchangeBound is a number that the goal's value is not below under any plan of the problem, found
// from the two prices per stage of an exchange certificate, rounding included. With the price a of a
// unit of stock and b >= 0 of a move, every plan that only moves teachers has
//
//	sum z_i^2/p_i + b x moves  >=  L = sum over sections of the least, over whole steps z from s_i, of
//	                               z^2/p_i - a (z - s_i) + b max(0, s_i - z).
//
// Where barred ways leave groups of sections that no way joins, what a group holds stays the same, so that each
// may have a price a of its own.
//
// For goal moves the result is a whole number for each stage, added up: the moves (under headcounts
// the swaps) that bring V = sum z^2/p down to what the CV limit allows. For dispersion it is a ratio
// of the level that comes next after earlier. For an empty goal it is above 0 where the prices prove
// that no plan keeps the CV limits, or keeps them within the limit on moves.
//
// Errors wrap [ErrCertificate]: a stage or indicator that the problem does not have, a negative or
// undefined price, an indicator whose mean may change or of which a teacher counts other than 0 or 1.
func ExchangeBound(p *plan.Problem, earlier []plan.GoalResult, goal plan.GoalName, data *plan.CertificateData) (float64, error) {
	r, err := plan.NewRules(p)
	if err != nil {
		return math.NaN(), err
	}
	return exchangeBound(newGround(r), earlier, goal, data)
}

// exchangeBound is [ExchangeBound] with the problem already laid out.
func exchangeBound(g *ground, earlier []plan.GoalResult, goal plan.GoalName, data *plan.CertificateData) (float64, error) {
	if data == nil || len(data.Exchange) == 0 {
		return math.NaN(), fmt.Errorf("%w: no exchange prices", ErrCertificate)
	}
	if goal != plan.Moves && goal != plan.Dispersion && goal != "" {
		return math.NaN(), fmt.Errorf("%w: goal %s has no exchange prices", ErrCertificate, goal)
	}
	prices, err := g.exchanges(data.Exchange)
	if err != nil {
		return math.NaN(), err
	}
	switch goal {
	case plan.Moves:
		return g.leastMoves(prices), nil
	case plan.Dispersion:
		level := 0
		for i := range earlier {
			if earlier[i].Name != plan.Dispersion {
				continue
			}
			level++
			if c := earlier[i].Certificate; c != nil && c.Data != nil {
				before, err := g.exchanges(c.Data.Exchange)
				if err != nil {
					return math.NaN(), err
				}
				prices = append(prices, before...)
			}
		}
		return g.leastRatio(prices, earlier, level), nil
	case plan.PassCost, plan.CostGoal, plan.Shortfall, plan.Travel, plan.PupilsMoved, plan.SeatsGoal:
	}
	return g.contradiction(prices), nil
}

// An exchange is the pair of prices of one target, and the bound that they give.
type exchange struct {
	t     *target
	move  float64 // b
	bound tally   // L
	total tally   // Z
}

// exchanges reads prices.
func (g *ground) exchanges(prices []plan.ExchangePrice) ([]exchange, error) {
	var faults []error
	list := make([]exchange, 0, len(prices))
	r := &reader{ground: g}
	for n := 0; n < len(prices); {
		price := prices[n]
		n++
		name := fmt.Sprintf("exchange:%s/%s", price.Code, price.Stage)
		t := g.find(price.Code, price.Stage)
		if t == nil {
			faults = append(faults, bad(name, "the problem has no such indicator"))
			continue
		}
		group, count := g.groups(t.s)
		level := []float64{price.Level}
		for n < len(prices) && len(level) < count && prices[n].Code == price.Code && prices[n].Stage == price.Stage && prices[n].Move == price.Move {
			level = append(level, prices[n].Level)
			n++
		}
		if len(level) < count {
			faults = append(faults, bad(name, "%d prices of stock for %d zones", len(level), count))
			continue
		}
		if !(price.Move >= 0) || math.IsInf(price.Move, 0) || slices.ContainsFunc(level, func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) }) {
			faults = append(faults, bad(name, "prices %v and %v: must be numbers, that of a move not negative", level, price.Move))
			continue
		}
		if why := r.notExchangeable(t); why != "" {
			faults = append(faults, bad(name, "%s", why))
			continue
		}
		e := exchange{t: t, move: price.Move}
		lo, hi := g.steps(t)
		for i, row := range g.stages[t.s].rows {
			e.total.add(row.Stock[t.k])
			e.bound.put(leastStep(row, t.k, lo[i], hi[i], level[group[i]], price.Move))
		}
		list = append(list, e)
	}
	return list, errors.Join(faults...)
}

// groups numbers the groups of sections of a stage that no way joins, which barred ways may leave, in the
// order of their first sections.
func (g *ground) groups(s int) (group []int, count int) {
	st := &g.stages[s]
	group = make([]int, len(st.rows))
	if !slices.ContainsFunc(g.p.County.Travel, func(t model.Trip) bool { return t.Barrier }) {
		return group, 1
	}
	ways := g.r.Distances()
	joined := func(i, j int) bool {
		trip, err := ways.Trip(g.p.County.Schools[st.school[i]].ID, g.p.County.Schools[st.school[j]].ID)
		return err != nil || !trip.Barrier
	}
	for i := range group { // a group is known by its first section until all are found
		group[i] = i
		for j := range i {
			if group[i] != group[j] && (joined(i, j) || joined(j, i)) {
				from, to := max(group[i], group[j]), min(group[i], group[j])
				for k := range i + 1 {
					if group[k] == from {
						group[k] = to
					}
				}
			}
		}
	}
	number := map[int]int{}
	for i, first := range group {
		if _, ok := number[first]; !ok {
			number[first] = len(number)
		}
		group[i] = number[first]
	}
	return group, len(number)
}

// notExchangeable says why the prices prove nothing for a target; empty: they do.
func (r *reader) notExchangeable(t *target) string {
	if r.r.Divisible {
		return "teachers may be planned in parts"
	}
	if why := r.changesTotal(t); why != "" {
		return "the mean may change: " + why
	}
	if r.p.Standard.Weighting == standard.Unweighted {
		return "sections are not weighted by pupils"
	}
	for k, kind := range r.r.Kinds {
		if by := r.effect(t, k, 0); by != 0 && by != 1 {
			return fmt.Sprintf("a teacher of kind %s counts as %v", kind.Name, by)
		}
	}
	return ""
}

// steps are by how much the stock of each section may fall and rise: lo <= 0 <= hi, whole.
func (g *ground) steps(t *target) (lo, hi []float64) {
	st := &g.stages[t.s]
	n := len(st.rows)
	lo, hi = make([]float64, n), make([]float64, n)
	var count, other []float64 // who may leave each section: of the kinds that count, of the others
	var all, others float64
	counting, last := 0, -1
	for i, section := range st.section {
		var c, o float64
		for k := range g.r.Kinds {
			if g.effect(t, k, i) == 1 {
				c += g.leaveCap(k, section)
			} else {
				o += g.leaveCap(k, section)
			}
		}
		count, other = append(count, c), append(other, o)
		all, others = all+c, others+o
	}
	for k := range g.r.Kinds {
		if g.effect(t, k, 0) == 1 {
			counting, last = counting+1, k
		}
	}
	for i, section := range st.section {
		lo[i], hi[i] = -count[i], all-count[i]
		if g.r.Headcount(section) { // for each who comes one of another kind goes
			hi[i] = min(hi[i], other[i])
			lo[i] = max(lo[i], -(others - other[i]))
		}
		if counting == len(g.r.Kinds) {
			lo[i] = g.floored(lo[i], -1, section)
		}
		if counting == 1 {
			lo[i] = g.floored(lo[i], last, section)
		}
		lo[i] = min(lo[i], hi[i])
	}
	return lo, hi
}

// floored narrows how far the teachers of a kind may fall by the floor of the section.
func (g *ground) floored(lo float64, kind, section int) float64 {
	if floor, ok := g.r.Floor(kind, section); ok {
		return max(lo, math.Ceil(floor-g.r.TeachersPresent(kind, section)))
	}
	return lo
}

// leastStep is the least of z^2/p - a (z - s) + b max(0, s - z) over z = s + d, d whole in [lo, hi],
// rounded down. Left and right of s the function is a parabola, whose least whole point is next to
// its vertex or at an end.
func leastStep(row *standard.Row, k int, lo, hi, a, b float64) float64 {
	s, p := row.Stock[k], row.Pupils
	least := math.Inf(1)
	try := func(vertex, from, to float64) {
		for d := math.Floor(vertex) - 1; d <= math.Floor(vertex)+2; d++ {
			at := max(from, min(to, d))
			var f tally
			// (s+d)^2 in its parts: the sum s+d itself may be rounded.
			f.add(s * s / p)
			f.add(2 * s * at / p)
			f.add(at * at / p)
			f.add(-a * at)
			f.add(b * max(0, -at))
			least = min(least, f.low())
		}
	}
	if hi >= 0 {
		try(a*p/2-s, max(0, lo), hi)
	}
	if lo <= 0 {
		try((a+b)*p/2-s, lo, min(0, hi))
	}
	return least
}
