package verify

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
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
		low = r.p.Standard.Section.AtShare(minimum) * row.Pupils / t.of.Per
		if r.wholeSteps(t, i) {
			top, low = r.reach(t, i, minimum), r.reach(t, i, r.p.Standard.Section.AtShare(minimum))
		}
	}
	r.constant.add(m)
	r.constant.add(-m * row.Stock[t.k] / top)
	r.level[t.s][t.k][i].add(-m / top)
	excuse := &r.excuses(t)[i]
	excuse.add(-m)
	excuse.add(m * low / top)
	return nil
}

// wholeSteps says whether nothing can change the stock of a target in a section but by whole units.
func (r *reader) wholeSteps(t *target, i int) bool {
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
			if _, hi := list[n].box(r.ground); hi <= 0 {
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

// reach is the least stock that is a whole number of units away from the present one and literally
// meets a minimum.
func (r *reader) reach(t *target, i int, minimum float64) float64 {
	row := r.stages[t.s].rows[i]
	s := row.Stock[t.k]
	meets := func(units float64) bool {
		z := s + units
		if s != math.Trunc(s) { // the sum is rounded: let it be what it may at best
			z += literalSlack * math.Abs(z)
		}
		return t.of.Per*z/row.Pupils >= minimum
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
	if least := g.p.Standard.Section.MetAtLeast; least > 0 && least < counted {
		return counted - least
	}
	return 0
}

// limitRow: money spent or persons moved in the scope of a limit, less its maximum.
func (r *reader) limitRow(name string, parts []string, m float64, what plan.What) error {
	n, ok := index(parts, len(r.p.Limits))
	if !ok || r.p.Limits[n].What != what || r.p.Limits[n].Max == nil {
		return bad(name, "the problem has no such limit")
	}
	most := *r.p.Limits[n].Max
	if what == plan.LimitSpending {
		r.spending[n] += m
	} else {
		r.moved[n] += m
		if r.p.Headcount() {
			most *= 2
		}
	}
	r.constant.add(-m * most)
	return nil
}

// fundRow: what the fund pays less what it has.
func (r *reader) fundRow(name string, parts []string, m float64) error {
	for n, f := range r.r.Funds {
		if r.r.Funded && len(parts) == 1 && f.ID == parts[0] {
			r.fund[n] += m
			r.constant.add(-m * f.Amount)
			return nil
		}
	}
	return bad(name, "the problem has no such fund")
}

// teachersRow: the floor, of all teachers or of one kind, less the teachers after.
func (r *reader) teachersRow(name string, parts []string, m float64) error {
	kind := -1
	if len(parts) == 3 {
		if kind = r.r.Kind(parts[2]); kind < 0 {
			return bad(name, "the problem has no kind of teacher %q", parts[2])
		}
		parts = parts[:2]
	}
	at, err := r.sectionOf(name, parts)
	if err != nil {
		return err
	}
	section := r.stages[at.s].section[at.i]
	floor, ok := r.r.Floor(kind, section)
	if !ok {
		return bad(name, "the section has no floor")
	}
	r.constant.add(m * floor)
	r.constant.add(-m * r.r.TeachersPresent(kind, section))
	for k := range r.r.Kinds {
		if kind < 0 || k == kind {
			r.teachers(r.ground, k)[section].add(-m)
		}
	}
	return nil
}

// headcountRow: moved in less moved out = 0.
func (r *reader) headcountRow(name string, parts []string, m float64) error {
	at, err := r.sectionOf(name, parts)
	if err != nil {
		return err
	}
	if !r.r.Headcount(r.stages[at.s].section[at.i]) {
		return bad(name, "the section need not keep its number of teachers")
	}
	r.arrival[at.s][at.i].add(m)
	return nil
}

// balanceRow: all that leave less all that arrive of a kind in a stage = 0.
func (r *reader) balanceRow(name string, parts []string, m float64) error {
	if len(parts) != 2 {
		return bad(name, "no such row")
	}
	kind := r.r.Kind(parts[0])
	for s := range r.stages {
		if kind >= 0 && r.stages[s].name == parts[1] {
			if math.IsNaN(r.balance[kind][s]) {
				r.balance[kind][s] = 0
			}
			r.balance[kind][s] += m
			return nil
		}
	}
	return bad(name, "the problem has no kind of teacher %q in stage %q", parts[0], parts[1])
}

// index reads a row's place in a list.
func index(parts []string, n int) (int, bool) {
	if len(parts) != 1 {
		return 0, false
	}
	i, err := strconv.Atoi(parts[0])
	return i, err == nil && i >= 0 && i < n
}

// postsRow: teachers in the scope of a post less its ceiling.
func (r *reader) postsRow(name string, parts []string, m float64) error {
	n, ok := index(parts, len(r.ceilings))
	if !ok {
		return bad(name, "the county has no such post")
	}
	c := r.ceilings[n]
	for _, k := range c.Kinds {
		price := r.teachers(r.ground, k)
		for _, section := range c.Sections {
			r.constant.add(m * r.r.Present(k, section))
			price[section].add(m)
		}
	}
	r.constant.add(-m * c.Max)
	return nil
}

// goalRow: the value of an earlier goal less what it may be.
func (r *reader) goalRow(name string, parts []string, m float64) error {
	n, ok := index(parts, len(r.earlier))
	if !ok {
		return bad(name, "there is no such earlier goal")
	}
	if !r.weigh(r.earlier[n].Name, m) {
		return bad(name, "%s is no sum: its levels are limits on CVs", r.earlier[n].Name)
	}
	r.constant.add(-m * allowed(r.p, &r.earlier[n]))
	return nil
}

// lockRow: what is done of the one action that the lock is about = what it fixes, or at least what it
// keeps.
func (r *reader) lockRow(name string, parts []string, m float64) error {
	n, ok := index(parts, len(r.p.Locks))
	if !ok || strings.Contains(r.p.Locks[n].Key, "/"+string(plan.Swap)+"/") {
		return bad(name, "the problem has no lock of one action here")
	}
	l := r.p.Locks[n]
	switch {
	case l.Fix != nil:
		r.lock[n] += m
		r.constant.add(-m * *l.Fix)
	case l.Keep != nil && m < 0:
		return bad(name, "multiplier %v: must not be negative", m)
	case l.Keep != nil:
		r.lock[n] -= m
		r.constant.add(m * *l.Keep)
	default:
		return bad(name, "the lock asks for no quantity")
	}
	return nil
}

// weigh adds a goal to the objective. False: it is not a sum over columns.
func (r *reader) weigh(g plan.GoalName, m float64) bool {
	switch g {
	case plan.PassCost, plan.CostGoal:
		r.yuan.add(m)
	case plan.Moves:
		if r.p.Headcount() {
			m /= 2
		}
		r.mover.add(m)
	case plan.Shortfall:
		r.short.add(m)
	case plan.Dispersion:
		return false
	}
	return true
}

// allowed is what later goals may make of an earlier one: its value and the slack given to it.
func allowed(p *plan.Problem, earlier *plan.GoalResult) float64 {
	for _, g := range p.Goals {
		if g.Name != earlier.Name {
			continue
		}
		if g.Slack.Relative {
			return earlier.Value + g.Slack.Amount*math.Abs(earlier.Value)
		}
		return earlier.Value + g.Slack.Amount
	}
	return earlier.Value
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
