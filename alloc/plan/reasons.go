package plan

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// A Loss is one thing that would be lost if an action alone were left out of a plan.
type Loss struct {
	// Rule is what rests on the action: minimum:CODE, section-rule, cv:CODE, composite, teachers, headcount,
	// posts, lock; goal:dispersion (the worst ratio), ratio:CODE (one that is not the worst), shortfall:CODE.
	Rule    string
	Where   string   // SCHOOL/STAGE, a stage, CODE/STAGE, a post, or a lock's key
	With    float64  // with the action, as the plan is
	Without float64  // without it
	Limit   *float64 // minimum or limit; nil: none
	Unit    string   // of the numbers; empty: a ratio, or none
}

// Explain says of every action of the levers funding, hiring and rotation what would be lost without
// it: Without as numbers, Reason in words, and where nothing rests on it alone what the whole plan changes
// at its place. o is the outcome of all actions.
//
// An action is left out on paper only, by the change that it makes in the stocks of its sections: O(1) for
// each, after O(n) for the plan. What else would no longer hold then, such as a purchase that only pays
// together with another, is not looked for.
func (r *Rules) Explain(actions []Action, o *Outcome) {
	e := r.newReasoner(actions, o)
	if e == nil {
		return
	}
	for i := range actions {
		a := &actions[i]
		switch a.Kind {
		case Buy, Hire, Move, Swap:
			a.Without, a.Reason = e.without(a)
		case Assign, Board, Open, Extend, Close, Merge: // whoever plans them says why
		}
	}
}

// A reasoner leaves actions out of a plan on paper, one at a time.
type reasoner struct {
	r        *Rules
	o        *Outcome
	actions  []Action
	table    *standard.Table // after the plan
	rowAt    map[[2]string]int
	rowsOf   map[string][]int  // by school
	beforeAt map[[2]string]int // rows of the table before the plan
	spreads  map[string][]spread
	limits   map[string][]*float64 // on CVs, by stage and indicator
	worst    float64               // ratio of dispersion; NaN: no such goal
	levels   map[Target]bool       // what dispersion is about

	people  [][]float64 // by kind and section, after the plan
	posts   []Ceiling
	onPost  []float64 // teachers on each of them
	balance []float64 // by section: who came less who went
}

// A spread is one indicator over a stage after the plan: sections weigh as in its mean.
type spread struct {
	weight, mean, squares float64 // squares about the mean
	cv                    float64
}

// newReasoner reads the county after the plan. Nil: it cannot be judged, which whoever evaluated it knows.
func (r *Rules) newReasoner(actions []Action, o *Outcome) *reasoner {
	table, err := r.Problem.Standard.Table(o.County)
	if err != nil {
		return nil
	}
	e := &reasoner{
		r: r, o: o, actions: actions, table: table, rowAt: make(map[[2]string]int, len(table.Rows)), rowsOf: make(map[string][]int, len(o.County.Schools)),
		beforeAt: make(map[[2]string]int, len(r.Table.Rows)), spreads: map[string][]spread{}, limits: map[string][]*float64{}, levels: map[Target]bool{}, worst: math.NaN(),
	}
	for i := range table.Rows {
		row := &table.Rows[i]
		e.rowAt[[2]string{o.County.Sections[row.Section].School, row.Stage}] = i
		school := o.County.Schools[row.School].ID
		e.rowsOf[school] = append(e.rowsOf[school], i)
	}
	for i := range r.Table.Rows {
		row := &r.Table.Rows[i]
		e.beforeAt[[2]string{r.Problem.County.Sections[row.Section].School, row.Stage}] = i
	}
	for _, stage := range table.Stages {
		e.readStage(stage)
	}
	if r.Problem.wants(Dispersion) && len(o.Levels) > 0 {
		e.worst = o.Levels[0].Ratio
		for _, t := range r.Changeable() {
			e.levels[t] = true
		}
	}
	e.readPeople()
	return e
}

// wants says whether a goal is in the list.
func (p *Problem) wants(g GoalName) bool {
	return slices.ContainsFunc(p.Goals, func(o Goal) bool { return o.Name == g })
}

// readStage measures every indicator of a stage and looks up its limits.
func (e *reasoner) readStage(stage string) {
	s := e.r.Problem.Standard
	spreads, limits := make([]spread, len(s.Indicators)), make([]*float64, len(s.Indicators))
	for k := range s.Indicators {
		at := &spreads[k]
		for i := range e.table.Rows {
			if row := &e.table.Rows[i]; row.Stage == stage {
				w := e.weight(row)
				at.weight += w
				at.mean += w * row.Stock[k] / row.Pupils
			}
		}
		at.mean /= at.weight
		for i := range e.table.Rows {
			if row := &e.table.Rows[i]; row.Stage == stage {
				d := row.Stock[k]/row.Pupils - at.mean
				at.squares += e.weight(row) * d * d
			}
		}
		at.cv = cvOf(at.squares/at.weight, at.mean)
		limit, ok := e.r.Problem.CVLimit(s.Indicators[k].Code, stage)
		if !ok {
			limit, ok = s.Indicators[k].CVLimit[stage]
		}
		if ok {
			limits[k] = &limit
		}
	}
	e.spreads[stage], e.limits[stage] = spreads, limits
}

// cvOf is a CV from a variance and a mean.
func cvOf(variance, mean float64) float64 {
	if !(mean > 0) {
		return math.NaN()
	}
	return math.Sqrt(max(0, variance)) / mean
}

// weight is how a section counts in a mean.
func (e *reasoner) weight(row *standard.Row) float64 {
	if e.r.Problem.Standard.Weighting == standard.Unweighted {
		return 1
	}
	return row.Pupils
}

// readPeople counts teachers after the plan by kind, section and post.
func (e *reasoner) readPeople() {
	then, err := kindsOf(e.o.County)
	if err != nil || then.staff == nil {
		return
	}
	c := checker{r: e.r, county: e.o.County, then: then, actions: e.actions, legs: make([][]leg, len(e.actions))}
	c.knowSections()
	for i := range e.actions {
		if c.known[i] {
			c.legs[i] = e.actions[i].legs()
		}
	}
	e.people, e.balance = c.countAfter(), c.balance()
	if posts, err := e.r.Ceilings(); err == nil {
		e.posts = posts
	}
	e.onPost = make([]float64, len(e.posts))
	for n := range e.posts {
		for _, i := range e.posts[n].Sections {
			for _, k := range e.posts[n].Kinds {
				e.onPost[n] += e.people[k][i]
			}
		}
	}
}

// A shift is what an action adds to an indicator's stock at one row of the table.
type shift struct {
	row, indicator int
	by             float64
}

// A coming is a change of the teachers of a section, of the county before, by an action.
type coming struct {
	kind, section int
	persons       float64
}

// comings are the teachers that an action brings and takes away.
func (e *reasoner) comings(a *Action) []coming {
	if a.Kind == Hire {
		return []coming{{e.r.Kind(a.Of), e.r.Section(a.School, a.Stage), a.Quantity}}
	}
	var all []coming
	for _, l := range a.legs() {
		k := e.r.Kind(l.kind)
		all = append(all, coming{k, e.r.Section(l.from, a.Stage), -l.persons}, coming{k, e.r.Section(l.to, a.Stage), l.persons})
	}
	return all
}

// shifts are what an action adds to the stocks of the indicators.
func (e *reasoner) shifts(a *Action) []shift {
	var all []shift
	add := func(row, k int, by float64) {
		for n := range all {
			if all[n].row == row && all[n].indicator == k {
				all[n].by += by
				return
			}
		}
		all = append(all, shift{row, k, by})
	}
	indicators := e.r.Problem.Standard.Indicators
	if a.Kind != Buy {
		for _, c := range e.comings(a) {
			if c.kind < 0 || c.section < 0 {
				continue
			}
			row, ok := e.rowAt[[2]string{e.r.Problem.County.Sections[c.section].School, a.Stage}]
			if !ok {
				continue
			}
			for k := range indicators {
				if by := e.effect(&indicators[k], e.r.Kinds[c.kind], e.table.Rows[row].Section); by != 0 {
					add(row, k, by*c.persons)
				}
			}
		}
		return slices.DeleteFunc(all, func(s shift) bool { return s.by == 0 })
	}
	for _, row := range e.rowsOf[a.School] {
		at := &e.table.Rows[row]
		_, own := e.o.County.Sections[at.Section].Stocks[a.Of]
		if a.Stage != "" && a.Stage != at.Stage || a.Stage == "" && own {
			continue
		}
		for k := range indicators {
			for _, term := range indicators[k].Stock {
				switch {
				case term.Column != a.Of:
				case a.Stage != "":
					add(row, k, term.Sign*a.Quantity)
				case indicators[k].Split:
					add(row, k, term.Sign*at.Share*a.Quantity)
				}
			}
		}
	}
	return all
}

// effect is what one teacher of a kind adds to an indicator's stock in a section of the county after the plan.
func (e *reasoner) effect(of *standard.Indicator, kind model.Kind, section int) float64 {
	var sum float64
	for _, t := range of.Stock {
		if _, has := e.o.County.Sections[section].Stocks[t.Column]; has && kind.Has(t.Column) {
			sum += t.Sign
		}
	}
	return sum
}

// without says what is lost without an action, and that in words.
func (e *reasoner) without(a *Action) (lost []Loss, reason string) {
	shifts := e.shifts(a)
	lost = e.sections(shifts)
	lost = append(lost, e.spread(shifts)...)
	lost = append(lost, e.teachers(a)...)
	lost = append(lost, e.locks(a)...)
	lost = append(lost, e.goals(shifts, lost)...)
	parts := make([]string, 0, len(lost))
	for n := range lost {
		parts = append(parts, lost[n].Text())
	}
	if len(lost) == 0 {
		parts = append([]string{onlyTogether}, e.changes(shifts)...)
	}
	return lost, strings.Join(parts, reasonsApart)
}

const (
	// reasonsApart stands between the parts of a reason.
	reasonsApart = "; "
	// onlyTogether is the reason of an action on which nothing rests alone.
	onlyTogether = "nothing rests on it alone"
)

// where names a row of the table.
func (e *reasoner) where(row int) string {
	s := &e.table.Rows[row]
	return e.o.County.Sections[s.Section].School + "/" + s.Stage
}

// value is that of an indicator at a row, as the standard computes it, with a stock.
func (e *reasoner) value(row, k int, stock float64) float64 {
	return e.r.Problem.Standard.Indicators[k].Per * stock / e.table.Rows[row].Pupils
}

// sections are the minimums that are lost, and the verdicts of the sections.
func (e *reasoner) sections(shifts []shift) []Loss {
	s := e.r.Problem.Standard
	var lost []Loss
	var seen []int
	for _, first := range shifts {
		if slices.Contains(seen, first.row) {
			continue
		}
		seen = append(seen, first.row)
		row := &e.table.Rows[first.row]
		values, then := make([]float64, len(s.Indicators)), make([]float64, len(s.Indicators))
		for k := range values {
			values[k] = e.value(first.row, k, row.Stock[k])
			then[k] = values[k]
		}
		for _, c := range shifts {
			if c.row == first.row {
				then[c.indicator] = e.value(c.row, c.indicator, row.Stock[c.indicator]-c.by)
			}
		}
		met, passes := s.SectionPasses(row.Stage, values)
		metThen, passesThen := s.SectionPasses(row.Stage, then)
		fails := passes && !passesThen
		for k := range values {
			of := &s.Indicators[k]
			minimum, has := of.Minimum[row.Stage]
			if !has {
				continue
			}
			floor := s.Floor(k, row.Stage)
			switch loses := func(x float64) bool { return standard.Meets(values[k], x) && !standard.Meets(then[k], x) }; {
			case loses(minimum):
				lost = append(lost, Loss{"minimum:" + of.Code, e.where(first.row), values[k], then[k], &minimum, of.Unit})
			case fails && loses(floor):
				lost = append(lost, Loss{"minimum-share:" + of.Code, e.where(first.row), values[k], then[k], &floor, of.Unit})
			}
		}
		if fails {
			lost = append(lost, Loss{Rule: RuleSection, Where: e.where(first.row), With: float64(met), Without: float64(metThen), Unit: "indicators"})
		}
	}
	return lost
}

// cvWithout is the CV of an indicator in a stage without the shifts, and whether any of them is in it.
func (e *reasoner) cvWithout(stage string, k int, shifts []shift) (cv float64, touched bool) {
	at := e.spreads[stage][k]
	mean, squares := at.mean, at.squares
	for _, c := range shifts {
		row := &e.table.Rows[c.row]
		if c.indicator != k || row.Stage != stage {
			continue
		}
		touched = true
		w, x, y := e.weight(row), row.Stock[k]/row.Pupils, (row.Stock[k]-c.by)/row.Pupils
		squares += w * ((y-at.mean)*(y-at.mean) - (x-at.mean)*(x-at.mean))
		mean += w * (y - x) / at.weight
	}
	if !touched {
		return at.cv, false
	}
	off := mean - at.mean
	return cvOf(squares/at.weight-off*off, mean), true
}

// spread are the limits on CVs, and on their means, that are lost.
func (e *reasoner) spread(shifts []shift) []Loss {
	s := e.r.Problem.Standard
	var lost []Loss
	for _, stage := range e.table.Stages {
		var sum, sumThen float64
		changed := false
		for k := range s.Indicators {
			cv := e.spreads[stage][k].cv
			then, touched := e.cvWithout(stage, k, shifts)
			sum, sumThen, changed = sum+cv, sumThen+then, changed || touched
			if limit := e.limits[stage][k]; touched && limit != nil && standard.Within(cv, *limit) && !standard.Within(then, *limit) {
				lost = append(lost, Loss{"cv:" + s.Indicators[k].Code, stage, cv, then, copied(limit), ""})
			}
		}
		n := float64(len(s.Indicators))
		if limit, ok := s.Composite.CVLimit[stage]; ok && changed && standard.Within(sum/n, limit) && !standard.Within(sumThen/n, limit) {
			lost = append(lost, Loss{RuleComposite, stage, sum / n, sumThen / n, &limit, ""})
		}
	}
	return lost
}

// teachers are the floors, headcounts and posts that are lost.
func (e *reasoner) teachers(a *Action) []Loss {
	if a.Kind == Buy || e.people == nil {
		return nil
	}
	var lost []Loss
	all := map[int]float64{} // by section: who comes on balance
	comings := e.comings(a)
	var order []int
	for _, c := range comings {
		if c.kind < 0 || c.section < 0 {
			return nil
		}
		if _, seen := all[c.section]; !seen {
			order = append(order, c.section)
		}
		all[c.section] += c.persons
		if floor, ok := e.r.Floor(c.kind, c.section); ok {
			lost = append(lost, e.below(e.people[c.kind][c.section], c.persons, floor, c.section)...)
		}
	}
	for _, section := range order {
		if floor, ok := e.r.Floor(-1, section); ok && all[section] != 0 {
			var n float64
			for k := range e.people {
				n += e.people[k][section]
			}
			lost = append(lost, e.below(n, all[section], floor, section)...)
		}
		if a.Kind != Hire && all[section] != 0 && math.Abs(e.balance[section]) <= personsDust && e.r.Headcount(section) {
			lost = append(lost, Loss{Rule: string(LimitHeadcount), Where: e.sectionName(section), With: 0, Without: -all[section], Unit: "teachers"})
		}
	}
	for n := range e.posts {
		var come float64
		for _, c := range comings {
			if slices.Contains(e.posts[n].Kinds, c.kind) && slices.Contains(e.posts[n].Sections, c.section) {
				come += c.persons
			}
		}
		if then := e.onPost[n] - come; come < 0 && then > e.posts[n].Max+personsDust && e.onPost[n] <= e.posts[n].Max+personsDust {
			most := e.posts[n].Max
			lost = append(lost, Loss{RulePosts, postName(e.posts[n].Post), e.onPost[n], then, &most, "teachers"})
		}
	}
	return lost
}

// below is the floor that is lost without persons who come.
func (e *reasoner) below(n, come, floor float64, section int) []Loss {
	if n < floor-personsDust || n-come >= floor-personsDust {
		return nil
	}
	return []Loss{{string(LimitTeachers), e.sectionName(section), n, n - come, &floor, "teachers"}}
}

// sectionName names a section of the county.
func (e *reasoner) sectionName(section int) string {
	s := &e.r.Problem.County.Sections[section]
	return s.School + "/" + s.Stage
}

// locks are the quantities that locks ask for.
func (e *reasoner) locks(a *Action) []Loss {
	var lost []Loss
	for _, l := range e.r.Problem.Locks {
		asked := cmp.Or(l.Keep, l.Fix)
		if asked == nil {
			continue
		}
		if own := l.Quantity([]Action{*a}); own > 0 {
			if n := l.Quantity(e.actions); n-own < *asked {
				lost = append(lost, Loss{RuleLock, l.Key, n, n - own, copied(asked), a.Unit})
			}
		}
	}
	return lost
}

// goals are the goals that are worse without it: the ratios that dispersion is about, and what is missing
// to minimums, where no minimum is lost as a whole.
func (e *reasoner) goals(shifts []shift, lost []Loss) []Loss {
	s := e.r.Problem.Standard
	var worse []Loss
	if !math.IsNaN(e.worst) {
		for _, stage := range e.table.Stages {
			for k := range s.Indicators {
				then, touched := e.cvWithout(stage, k, shifts)
				if !touched || !e.levels[Target{k, stage}] {
					continue
				}
				code := s.Indicators[k].Code
				was, now := e.r.ratio(code, stage, e.spreads[stage][k].cv), e.r.ratio(code, stage, then)
				switch {
				case !(now > was+worseBy*max(was, LeastRatio)):
				case now > e.worst+worseBy*max(e.worst, LeastRatio):
					worse = append(worse, Loss{Rule: "goal:" + string(Dispersion), Where: code + "/" + stage, With: e.worst, Without: now})
				default:
					worse = append(worse, Loss{Rule: "ratio:" + code, Where: stage, With: was, Without: now})
				}
			}
		}
	}
	if !e.r.Problem.wants(Shortfall) {
		return worse
	}
	for _, c := range shifts {
		row, of := &e.table.Rows[c.row], &s.Indicators[c.indicator]
		minimum, has := of.Minimum[row.Stage]
		if !has || !(minimum > 0) || !e.r.Problem.Selected(of.Code, row.Stage) {
			continue
		}
		short := func(stock float64) float64 {
			return row.Pupils * max(0, 1-e.value(c.row, c.indicator, stock)/minimum)
		}
		rule, where := "minimum:"+of.Code, e.where(c.row)
		if slices.ContainsFunc(lost, func(l Loss) bool { return l.Rule == rule && l.Where == where }) {
			continue
		}
		if was, now := short(row.Stock[c.indicator]), short(row.Stock[c.indicator]-c.by); now > was+worseBy*max(1, was) {
			worse = append(worse, Loss{Rule: "shortfall:" + of.Code, Where: where, With: was, Without: now, Unit: "pupils"})
		}
	}
	return worse
}

// changes are the indicators that an action is about, before and after the whole plan, at the places it
// touches.
func (e *reasoner) changes(shifts []shift) []string {
	s := e.r.Problem.Standard
	var parts []string
	for _, c := range shifts {
		where, code := e.where(c.row), s.Indicators[c.indicator].Code
		school, stage, _ := strings.Cut(where, "/")
		was := math.NaN()
		if row, ok := e.beforeAt[[2]string{school, stage}]; ok {
			was = s.Indicators[c.indicator].Per * e.r.Table.Rows[row].Stock[c.indicator] / e.r.Table.Rows[row].Pupils
		}
		now := e.value(c.row, c.indicator, e.table.Rows[c.row].Stock[c.indicator])
		text := code + " at " + where + " " + decimals(was, valueDigits) + " -> " + decimals(now, valueDigits)
		if minimum, ok := s.Indicators[c.indicator].Minimum[stage]; ok {
			text += " (minimum " + number(minimum) + ")"
		}
		parts = append(parts, text)
	}
	return parts
}
