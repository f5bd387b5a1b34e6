package verify

import (
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// passing says whether plans must pass: the pass rule is then a condition of every goal.
func (g *ground) passing() bool {
	return len(g.p.Goals) > 0 && g.p.Goals[0].Name == plan.PassCost
}

// minimumRow: 1 - z/top - (1 - low/top) y <= 0 where sections must pass, elsewhere 1 - z/top - v <= 0,
// which defines v, the part of the minimum that is missing.
func (r *reader) minimumRow(name string, parts []string, m float64) error {
	t, i, err := r.targetIn(name, parts)
	if err != nil {
		return err
	}
	stageName := r.stages[t.s].name
	minimum, ok := t.of.Minimum[stageName]
	if !ok || !(minimum > 0) {
		return bad(name, "the indicator has no minimum in this stage")
	}
	row := r.stages[t.s].rows[i]
	top, low := minimum*row.Pupils/t.of.Per, 0.0
	if r.passing() {
		low = r.p.Standard.Floor(t.k, stageName) * row.Pupils / t.of.Per
		if r.wholeSteps(t, i) {
			top, low = r.reach(t, i, minimum), r.reach(t, i, r.p.Standard.Floor(t.k, stageName))
		}
	}
	if r.passing() {
		r.constant.add(m * (1 - thresholdSlack))
	} else {
		r.constant.add(m)
	}
	r.constant.add(-m * row.Stock[t.k] / top)
	r.level[t.s][t.k][i].add(-m / top)
	excuse := &r.excuses(t)[i]
	excuse.add(-m)
	excuse.add(m * low / top)
	return nil
}

// wholeSteps says whether nothing can change the stock of a target in a section but by whole units.
func (r *reader) wholeSteps(t *target, i int) bool {
	if r.r.Divisible {
		return false
	}
	unit := func(by float64) bool { return by == 1 || by == -1 || by == 0 }
	for _, b := range r.touching(t, i) {
		for _, touched := range b.touches {
			if touched.t == t && touched.i == i && !(b.price.Whole && unit(touched.by)) {
				return false
			}
		}
	}
	for k := range r.r.Kinds {
		if !unit(r.effect(t, k, i)) && r.mayChange(k, place{t.s, i}) {
			return false
		}
	}
	return true
}

// mayChange says whether teachers of a kind may be hired for a section or move in its stage.
func (r *reader) mayChange(kind int, at place) bool {
	if price, ok := r.hirePrice(kind, at); ok && slices.Contains(r.hireKinds(), kind) {
		if _, hi := r.hireBox(price, kind, at); hi > 0 {
			return true
		}
	}
	if !r.p.HasLever(plan.Rotation) || len(r.stages[at.s].rows) < 2 {
		return false
	}
	for _, row := range r.stages[at.s].rows {
		if r.leaveCap(kind, row.Section) > 0 {
			return true
		}
	}
	return false
}

// touching are the purchases that change the stock of a target in a section.
func (r *reader) touching(t *target, i int) []*purchase {
	if r.touched == nil {
		r.touched = map[place][]*purchase{}
		list := r.purchases()
		for n := range list {
			if list[n].high <= 0 {
				continue
			}
			var last place
			for j, touched := range list[n].touches {
				at := place{touched.t.s, touched.i}
				if j > 0 && at == last {
					continue
				}
				last = at
				r.touched[at] = append(r.touched[at], &list[n])
			}
		}
	}
	return r.touched[place{t.s, i}]
}

// reach is the least stock that is a whole number of units away from the present one and meets a
// minimum as the standard reads it.
func (r *reader) reach(t *target, i int, minimum float64) float64 {
	row := r.stages[t.s].rows[i]
	s := row.Stock[t.k]
	meets := func(units float64) bool {
		z := s + units
		if s != math.Trunc(s) { // the sum is rounded: let it be what it may at best
			z += literalSlack * math.Abs(z)
		}
		return standard.Meets(t.of.Per*z/row.Pupils, minimum)
	}
	units := math.Ceil(minimum*row.Pupils/t.of.Per - s)
	for meets(units - 1) {
		units--
	}
	for !meets(units) {
		units++
	}
	return s + units
}

// ruleRow: sum_k y_ik - (indicators that may be missed) <= 0.
func (r *reader) ruleRow(name string, parts []string, m float64) error {
	at, err := r.sectionOf(name, parts)
	if err != nil {
		return err
	}
	if !r.passing() {
		return bad(name, "no goal asks for the section rule")
	}
	r.constant.add(-m * float64(r.mayMiss(r.stages[at.s].name)))
	r.excused[at.s][at.i].add(m)
	return nil
}

// mayMiss is how many of a section's minimums the section rule lets be met at their share only.
func (g *ground) mayMiss(stage string) int {
	counted := 0
	for _, minimum := range g.p.Standard.Minimums(stage) {
		if !math.IsNaN(minimum) {
			counted++
		}
	}
	return counted - g.p.Standard.Section.Required(counted)
}

// hireKinds are the positions of the kinds that may be hired, in the order of the cost lines.
func (g *ground) hireKinds() []int {
	if !g.p.HasLever(plan.Hiring) {
		return nil
	}
	var kinds []int
	for _, kind := range g.r.Prices.HireKinds() {
		if k := g.r.Kind(kind.Name); k >= 0 {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// hirePrice is the price of a teacher of a kind at a section. False: there is none.
func (g *ground) hirePrice(kind int, at place) (plan.Price, bool) {
	school := g.stages[at.s].school[at.i]
	return g.r.Prices.Of(model.HirePrefix+g.r.Kinds[kind].Name, g.p.County.Schools[school].ID)
}
