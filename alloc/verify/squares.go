package verify

import (
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// squares takes in cones and cuts. The u_i have no upper bound, so that what all cuts of a section
// weigh must not exceed m w_i of its cone; where it does, they are scaled down.
func (r *reader) squares() {
	cones := map[*target]float64{}
	for _, c := range r.cones {
		cones[c.t] += c.multiplier
	}
	type key struct {
		t *target
		i int
	}
	weight := map[key]float64{}
	for _, c := range r.cuts {
		weight[key{c.t, c.i}] += c.multiplier
	}
	for _, c := range r.cuts {
		m := c.multiplier
		room := cones[c.t] * c.t.weight[c.i] * (1 - shareSlack)
		if sum := weight[key{c.t, c.i}]; sum > room {
			m *= room / sum
		}
		if m == 0 {
			continue
		}
		st := &r.stages[c.t.s]
		row, scale := st.rows[c.i], c.t.scale(st, c.i)
		level := &r.level[c.t.s][c.t.k][c.i]
		if c.secant {
			level.add(m * (2*c.at + 1) * scale * scale)
			r.constant.add(m * (2*c.at + 1) * row.Stock[c.t.k] * scale * scale)
			r.constant.add(-m * c.at * (c.at + 1) * scale * scale)
			continue
		}
		level.add(m * 2 * c.at * scale)
		r.constant.add(m * 2 * c.at * row.Stock[c.t.k] * scale)
		r.mean[c.t.s][c.t.k].add(-m * c.at * c.at)
	}
}

// fixedWhole says why a section's stock may not be taken as whole with the mean fixed; empty: it may.
func (r *reader) fixedWhole(t *target, i int) string {
	if r.r.Divisible {
		return "everything may be planned in parts"
	}
	st := &r.stages[t.s]
	if s := st.rows[i].Stock[t.k]; s != math.Trunc(s) {
		return "the stock is not whole"
	}
	return r.whyMeanChanges(t)
}

// meanFixed says whether no plan changes the mean of a target.
func (r *reader) meanFixed(t *target) bool { return r.whyMeanChanges(t) == "" }

// whyMeanChanges is changesTotal, found once.
func (r *reader) whyMeanChanges(t *target) string {
	if why, ok := r.fixed[t]; ok {
		return why
	}
	why := r.changesTotal(t)
	r.fixed[t] = why
	return why
}

// changesTotal says how a plan may change the mean of a target, or a stock by a broken number; empty:
// it cannot.
func (r *reader) changesTotal(t *target) string {
	if t.empty {
		return "the county has nothing of the stock"
	}
	for _, b := range r.purchases() {
		for _, touched := range b.touches {
			if touched.t == t && b.high > 0 {
				return b.stock + " may be bought"
			}
		}
	}
	st := &r.stages[t.s]
	for k, kind := range r.r.Kinds {
		by := r.effect(t, k, 0)
		if by != math.Trunc(by) {
			return "teachers of kind " + kind.Name + " count in part"
		}
		for i := range st.rows {
			if r.effect(t, k, i) != by {
				return "teachers of kind " + kind.Name + " do not count alike in all sections"
			}
			if by != 0 && r.p.Standard.Weighting == standard.Unweighted && r.p.HasLever(plan.Rotation) && r.leaveCap(k, st.section[i]) > 0 {
				return "the mean of unweighted sections changes with every move"
			}
			if by == 0 || !r.p.HasLever(plan.Hiring) {
				continue
			}
			if price, ok := r.r.Prices.Of(model.HirePrefix+kind.Name, r.p.County.Schools[st.school[i]].ID); ok {
				if _, hi := r.hireBox(price, k, place{t.s, i}); hi > 0 {
					return "teachers of kind " + kind.Name + " may be hired"
				}
			}
		}
	}
	return ""
}
