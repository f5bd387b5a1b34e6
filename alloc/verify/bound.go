package verify

import (
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// Bound is a number that the goal's value is not below under any plan of the problem, found from the
// named rows and multipliers of an lp-dual, ray or search certificate, or the stock prices of a price
// certificate, alone, rounding included. In yuan, moves (under headcounts half the persons moved) or pupils short.
//
// The plans in question keep every rule of the problem and the earlier goals as far as rows named
// goal:N say. Of goal dispersion, and of infeasibility (an empty goal), the result has no unit: above
// 0 it proves that no plan has every CV within the limits used, which are Data.Ratios times the limit
// of the indicator (or times 1), elsewhere the problem's own.
//
// Errors wrap [ErrCertificate], all at once: a row that the problem does not have, a negative
// multiplier of an inequality, a secant where the mean may change or stocks are not whole. It takes
// O(n + rows) for n sections; where moves have distances every permitted pair counts, see pairs. Data
// may be nil: no rows.
func Bound(p *plan.Problem, earlier []plan.GoalResult, goal plan.GoalName, data *plan.CertificateData) (float64, error) {
	r, err := plan.NewRules(p)
	if err != nil {
		return math.NaN(), err
	}
	return bound(newGround(r), earlier, goal, data)
}

// bound is [Bound] with the problem already laid out.
func bound(g *ground, earlier []plan.GoalResult, goal plan.GoalName, data *plan.CertificateData) (float64, error) {
	ceilings, err := g.r.Ceilings()
	if err != nil {
		return math.NaN(), err
	}
	if data == nil {
		data = &plan.CertificateData{}
	}
	r := &reader{
		ground: g, multipliers: newMultipliers(g), goal: goal, earlier: earlier,
		ratios: data.Ratios, ceilings: ceilings, fixed: map[*target]string{},
	}
	if goal != "" {
		r.weigh(goal, 1)
	}
	if err := r.read(data); err != nil {
		return math.NaN(), err
	}
	total := r.constant
	r.buy(&total)
	r.hire(&total)
	r.move(&total)
	r.excuseAll(&total)
	if low := total.low(); !math.IsNaN(low) {
		return low, nil
	}
	return math.Inf(-1), nil // multipliers beyond the range of float64 prove nothing
}

// buy adds the least that purchases make of the bound.
func (r *reader) buy(total *tally) {
	list := r.purchases()
	for n := range list {
		b := &list[n]
		var c tally
		for _, t := range b.touches {
			c.addTimes(t.by, r.level[t.t.s][t.t.k][t.i])
		}
		yuan, ok := r.perYuan(r.ground, b.stock, b.price.Nature, b.school, b.stage, "")
		if !ok && b.price.Cost > 0 {
			continue // nobody may pay for it
		}
		c.addTimes(b.price.Cost, yuan)
		c.addTimes(1, r.locks(r.ground, b.action(r.ground)))
		total.add(least(c, b.low, b.high))
	}
}

// hire adds the least that hires make of it.
func (r *reader) hire(total *tally) {
	for _, k := range r.hireKinds() {
		for s := range r.stages {
			st := &r.stages[s]
			for i := range st.rows {
				price, ok := r.hirePrice(k, place{s, i})
				if !ok {
					continue
				}
				yuan, paid := r.perYuan(r.ground, hireCategory, price.Nature, st.school[i], st.name, r.r.Kinds[k].Name)
				if !paid && price.Cost > 0 {
					continue
				}
				c := r.worth(r.ground, k, place{s, i})
				c.addTimes(price.Cost, yuan)
				c.addTimes(1, r.locks(r.ground, r.hireAction(k, place{s, i})))
				lo, hi := r.hireBox(price, k, place{s, i})
				total.add(least(c, lo, hi))
			}
		}
	}
}

// move adds the least that moves make of it.
func (r *reader) move(total *tally) {
	if !r.p.HasLever(plan.Rotation) {
		return
	}
	apart := r.r.Prices.PerKM() || len(r.p.LimitsOn(plan.LimitMoveKM)) > 0 ||
		slices.ContainsFunc(r.p.County.Travel, func(t model.Trip) bool { return t.Barrier }) ||
		r.namesMoves()
	for s := range r.stages {
		if len(r.stages[s].rows) < 2 {
			continue
		}
		for k := range r.r.Kinds {
			var m movers
			if !m.lay(r, k, s) {
				continue
			}
			if apart {
				m.pairs(r, total)
			} else {
				m.hub(r, total)
			}
		}
	}
}

// excuseAll adds the least that the y of the section rule, or the v of the shortfall, make of it.
func (r *reader) excuseAll(total *tally) {
	for s := range r.stages {
		for k, t := range r.stages[s].targets {
			if t == nil || r.excuse[s][k] == nil {
				continue
			}
			for i := range r.excuse[s][k] {
				c := r.excuse[s][k][i]
				if r.passing() {
					if r.mayMiss(r.stages[s].name) == 0 {
						continue // every y is 0
					}
					c.addTimes(1, r.excused[s][i])
				} else {
					c.addTimes(r.stages[s].rows[i].Pupils, r.short)
				}
				total.add(least(c, 0, 1))
			}
		}
	}
}
