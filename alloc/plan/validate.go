package plan

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// Validate reports every fault of the problem at once, joined: words that are unknown or reserved,
// numbers that cannot be, conditions that the data cannot answer, goals that the levers or the
// standard cannot serve. Every fault wraps [ErrProblem], or is a [*model.DataError] of the
// standard or of the county, which is expected to be valid in itself. A problem that no plan solves is valid.
func (p *Problem) Validate() error {
	_, err := p.Check(nil)
	return err
}

// Check is [Problem.Validate] and [NewRules] in one. Last are the rules of an earlier problem, or nil:
// what they were read from is not read again where county and standard are the same and have not
// changed.
func (p *Problem) Check(last *Rules) (*Rules, error) {
	if p.County == nil || p.Standard == nil {
		return nil, problem("a county and a standard are needed")
	}
	if last == nil || last.Problem.Standard != p.Standard {
		if err := p.Standard.Validate(); err != nil {
			return nil, err
		}
	}
	v := &validator{p: p}
	v.words()
	wrong := len(v.faults) > 0 // what follows from a wrong word is not told
	v.limits()
	v.locks()
	r, err := last.renew(p)
	if err != nil {
		return nil, errors.Join(append(v.faults, err)...)
	}
	v.r = r
	v.campuses()
	v.scopes()
	v.lockNames()
	v.places()
	v.teachers()
	v.money()
	v.distances()
	if !wrong {
		v.goals()
	}
	if len(v.faults) > 0 {
		return nil, errors.Join(v.faults...)
	}
	return r, nil
}

// A validator collects the faults of a problem.
type validator struct {
	p      *Problem
	r      *Rules
	faults []error
}

// add notes a fault.
func (v *validator) add(format string, args ...any) {
	v.faults = append(v.faults, problem(format, args...))
}

// words checks levers, goals, indicators and stages by name.
func (v *validator) words() {
	if len(v.p.Levers) == 0 {
		v.add("no lever: choose from %s", join(levers))
	}
	for i, l := range v.p.Levers {
		v.word("lever", string(l), levers, laterLevers)
		if slices.Contains(v.p.Levers[:i], l) {
			v.add("lever %s is named twice", l)
		}
	}
	if len(v.p.Goals) == 0 {
		v.add("no goal: choose from %s", join(goals))
	}
	for i, g := range v.p.Goals {
		v.word("goal", string(g.Name), goals, laterGoals)
		if slices.ContainsFunc(v.p.Goals[:i], func(o Goal) bool { return o.Name == g.Name }) {
			v.add("goal %s is named twice", g.Name)
		}
		if !(g.Slack.Amount >= 0) || math.IsInf(g.Slack.Amount, 0) {
			v.add("goal %s: slack %v: must be a number of 0 or more", g.Name, g.Slack.Amount)
		}
		if g.Name == PassCost && i > 0 {
			v.add("goal %s must come first: it says which plans are allowed", PassCost)
		}
	}
	for _, code := range v.p.Indicators {
		v.word("indicator", code, v.codes(), nil)
	}
	for _, stage := range v.p.Stages {
		v.word("stage", stage, v.p.County.Stages(), nil)
	}
}

// word checks one word.
func (v *validator) word(what, word string, today, later []string) {
	if err := checkWord(what, word, today, later); err != nil {
		v.faults = append(v.faults, err)
	}
}

// codes are the codes of the standard's indicators.
func (v *validator) codes() []string {
	codes := make([]string, len(v.p.Standard.Indicators))
	for i := range v.p.Standard.Indicators {
		codes[i] = v.p.Standard.Indicators[i].Code
	}
	return codes
}

// limits checks the limits for themselves.
func (v *validator) limits() {
	for _, l := range v.p.Limits {
		if err := l.Validate(); err != nil {
			v.faults = append(v.faults, err)
		}
	}
	if v.p.Divisible() && v.p.Headcount() {
		v.add("limits %s and %s: headcounts are kept by swaps, which are of whole persons", LimitDivisible, LimitHeadcount)
	}
}

// locks checks the locks.
func (v *validator) locks() {
	schools := v.p.County.SchoolIndex()
	for _, l := range v.p.Locks {
		if err := l.Validate(); err != nil {
			v.faults = append(v.faults, err)
			continue
		}
		for _, id := range l.schools() {
			if _, ok := schools[id]; !ok && !v.mayOpen(id) {
				v.add("lock %s: no school %q%s", l.Key, id, nearest(id, v.ids()))
			}
		}
		if id := l.piece(); id != "" && !slices.ContainsFunc(v.p.County.Pieces, func(p model.Piece) bool { return p.ID == id }) {
			v.add("lock %s: no piece %q%s", l.Key, id, nearest(id, v.pieceIDs()))
		}
	}
}

// lockNames checks that stages, stocks and kinds of teacher that locks name are the county's: a lock with a
// mistyped name would lock nothing.
func (v *validator) lockNames() {
	var stocks, kinds []string
	stocks = append(append(append(stocks, v.r.Prices.Stocks()...), v.p.County.SchoolStocks()...), v.p.County.SectionStocks()...)
	for _, k := range v.r.Kinds {
		kinds = append(kinds, k.Name)
	}
	stages := append(v.p.County.Stages(), model.StagePrimary, model.StageJunior) // one that the county has not locks nothing
	for _, l := range v.p.Locks {
		parts := strings.Split(l.Key, "/")
		if len(parts) != keyParts {
			continue // told already
		}
		name := func(what, part string, known []string) {
			if word := keyUnescapes.Replace(part); part != "" && part != anyPart && !slices.Contains(known, word) {
				v.add("lock %s: no %s %q%s", l.Key, what, word, nearest(word, known))
			}
		}
		name("stage", parts[6], stages)
		switch ActionKind(parts[2]) {
		case Buy:
			name("stock", parts[7], stocks)
		case Hire, Move:
			name("kind", parts[7], kinds)
		case Swap, Assign, Board, Open, Extend, Close, Merge: // pieces are looked up with the schools
		}
	}
}

// campuses refuses schools that are counted with another: their stocks are merged, so that nothing
// would say at which of them a plan acts.
func (v *validator) campuses() {
	for i := range v.p.County.Schools {
		if s := &v.p.County.Schools[i]; s.CountedWith != "" {
			v.faults = append(v.faults, notYet("school %s is counted with %s: put its pupils and stocks into the sections of that school; plans with campuses", s.ID, s.CountedWith))
			return
		}
	}
}

// ids are the ids of the county's schools.
func (v *validator) ids() []string {
	ids := make([]string, len(v.p.County.Schools))
	for i := range v.p.County.Schools {
		ids[i] = v.p.County.Schools[i].ID
	}
	return ids
}

// scopes checks that what limits name is in the county.
func (v *validator) scopes() {
	zones, groups := make([]string, 0, len(v.p.County.Schools)), make([]string, 0, len(v.p.County.Schools))
	for i := range v.p.County.Schools {
		zones, groups = append(zones, v.p.County.Schools[i].Zone), append(groups, v.p.County.Schools[i].Group)
	}
	kinds := make([]string, 0, len(v.r.Kinds))
	for _, k := range v.r.Kinds {
		kinds = append(kinds, k.Name)
	}
	areas := make([]string, 0, len(v.p.County.Schools))
	for i := range v.p.County.Schools {
		areas = append(areas, string(v.p.County.Schools[i].Area))
	}
	known := map[string][]string{
		"stage": v.p.County.Stages(), "zone": zones, "group": groups, "area": areas, "kind": kinds,
		"school": v.ids(), "indicator": v.codes(),
	}
	for _, l := range v.p.Limits {
		for _, f := range l.Scope.fields() {
			if f.value != "" && !slices.Contains(known[f.name], f.value) {
				v.add("limit %s: no %s %q%s", l.What, f.name, f.value, nearest(f.value, known[f.name]))
			}
		}
		columns := v.p.County.SectionStocks()
		if l.What == LimitTeachers && l.MinColumn != "" && !slices.Contains(columns, l.MinColumn) {
			v.add("limit %s: the sections have no column %q%s", l.What, l.MinColumn, nearest(l.MinColumn, columns))
		}
	}
}

// teachers checks that there are teachers for the levers that need them.
func (v *validator) teachers() {
	for _, l := range []Lever{Hiring, Rotation} {
		if v.p.HasLever(l) && v.r.kinds.staff == nil {
			v.add("lever %s: sections.csv has no column %s, so nobody is there to be counted", l, model.Teachers)
		}
	}
	if _, err := v.r.Ceilings(); err != nil {
		v.faults = append(v.faults, err)
	}
	if len(v.p.Levers) != 1 || v.p.Levers[0] != Rotation {
		return
	}
	for _, stage := range v.r.Table.Stages {
		if v.p.SelectedStage(stage) && v.r.counted(stage) > 1 {
			return
		}
	}
	if len(v.r.Table.Rows) == 1 {
		v.add("a county of one section: nobody can move")
	} else {
		v.add("no stage has two sections that count: nobody can move")
	}
}

// distances checks that they are known where a limit or a price needs them.
func (v *validator) distances() {
	if !v.p.HasLever(Rotation) {
		return
	}
	why := ""
	if len(v.p.LimitsOn(LimitMoveKM)) > 0 {
		why = "limit " + string(LimitMoveKM)
	} else if v.r.Prices.PerKM() {
		why = "the price " + model.CategoryMoveKM
	}
	if why == "" {
		return
	}
	missing, first := 0, error(nil)
	for i := range v.p.County.Sections {
		for _, to := range v.others(i) {
			if _, err := v.r.ways.Trip(v.p.County.Sections[i].School, to); err != nil {
				if missing++; first == nil {
					first = err
				}
			}
		}
	}
	if missing > 0 {
		v.faults = append(v.faults, fmt.Errorf("%w: %s needs the distance of every move and %d are not known: %w", ErrProblem, why, missing, first))
	}
}

// others are the schools to ask for the distance from a section: all in its stage where the county
// has a table of ways, otherwise the section's own neighbour in the list, which tells whether both
// have a place.
func (v *validator) others(section int) []string {
	if !v.r.Open(section) {
		return nil
	}
	var others []string
	stage := v.p.County.Sections[section].Stage
	for i := range v.p.County.Sections {
		if i == section || v.p.County.Sections[i].Stage != stage || !v.r.Open(i) {
			continue
		}
		others = append(others, v.p.County.Sections[i].School)
		if v.r.ways.GreatCircle() {
			break
		}
	}
	return others
}
