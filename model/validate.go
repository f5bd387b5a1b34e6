package model

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Validate reports every fault of the county at once: joined [*DataError]s, which [DataErrors]
// lists, with the line of the record where Lines knows it. Oddities that do not stop a run are
// [County.Findings].
func (c *County) Validate() error {
	f := &faults{
		county:   c,
		schools:  make(map[string]int, len(c.Schools)),
		ids:      make([]string, 0, len(c.Schools)),
		sections: c.SectionIndex(),
		stages:   c.Stages(),
		stocks:   slices.Concat(c.SectionStocks(), c.SchoolStocks()),
	}
	f.checkCounty()
	f.checkSchools()
	f.indexPlaces()
	f.checkSections()
	f.checkStaff()
	f.checkFunds()
	f.checkCosts()
	f.checkPosts()
	f.checkTravel()
	f.checkPieces()
	f.checkBorders()
	f.checkCandidates()
	f.checkOutliers()
	f.checkRooms()
	f.checkClasses()
	f.checkTeachers()
	f.checkServices()
	f.checkOutcomes()
	f.checkAnswers(TableGuarantees, c.Guarantees)
	f.checkAnswers(TableSurvey, c.Survey)
	for _, e := range f.errs {
		c.Labels.Fault(e)
	}
	return join(f.errs)
}

// join makes one error of faults; nil where there is none.
func join(faults []*DataError) error {
	errs := make([]error, len(faults))
	for i, f := range faults {
		errs[i] = f
	}
	return errors.Join(errs...)
}

// faults collects what Validate finds, with the indexes that the checks share.
type faults struct {
	county   *County
	schools  map[string]int // index by id
	ids      []string       // of schools, in order
	sections map[[2]string]int
	stages   []string
	stocks   []string // every stock name of the county
	errs     []*DataError

	pieces   map[string]int  // index by id
	pieceIDs []string        // in order
	opening  map[string]bool // schools that candidates may open

	hints map[[2]string]string // what wrong ids were probably meant to be, by where they were looked for
}

func (f *faults) add(table string, record int, name, column, value, rule string) {
	f.errs = append(f.errs, &DataError{
		File: table, Line: f.county.Lines.Of(table, record), Record: name, Column: column, Value: value, Rule: rule,
	})
}

// amount checks that a number is finite and not negative.
func (f *faults) amount(table string, record int, name, column string, v float64) {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		f.add(table, record, name, column, number(v), "must be a finite number")
	case v < 0:
		f.add(table, record, name, column, number(v), "must not be negative")
	}
}

// amounts checks every stock of a record.
func (f *faults) amounts(table string, record int, name string, stocks Stocks) {
	var bad []string
	for stock, v := range stocks {
		if math.IsNaN(v) || math.IsInf(v, 0) || v < 0 {
			bad = append(bad, stock)
		}
	}
	slices.Sort(bad)
	for _, stock := range bad {
		f.amount(table, record, name, stock, stocks[stock])
	}
}

// school checks that a school exists.
func (f *faults) school(table string, record int, name, column, id string) bool {
	if _, ok := f.schools[id]; ok {
		return true
	}
	rule := "no school has this id in " + TableSchools
	if near := f.nearest(TableSchools, id, f.ids); near != "" {
		rule += "; did you mean " + strconv.Quote(near) + "?"
	} else {
		rule += ": add the school or correct the id"
	}
	f.add(table, record, name, column, id, rule)
	return false
}

// mostHints is for how many wrong ids the right one is looked for: a table of another county has thousands,
// and each is compared with every id there is.
const mostHints = 100

// nearest is which of the ids of a table a wrong one was probably meant to be; empty: none, or too many were
// wrong already.
func (f *faults) nearest(table, id string, ids []string) string {
	key := [2]string{table, id}
	near, asked := f.hints[key]
	if asked || len(f.hints) == mostHints {
		return near
	}
	if f.hints == nil {
		f.hints = make(map[[2]string]string)
	}
	near = Nearest(id, ids)
	f.hints[key] = near
	return near
}

// word checks that a word is one of those known.
func (f *faults) word(table string, record int, name, column, word string, known []string) {
	if !slices.Contains(known, word) {
		f.add(table, record, name, column, word, Unknown(word, known))
	}
}

// Years that data may be of; anything else is a slip, such as the last two digits.
const (
	firstDataYear = 1900
	firstYear     = 1000 // of a school that was built, say
	lastYear      = 2200
)

// year checks that a year is one; 0 is not known.
func (f *faults) year(table string, record int, name, column string, year, first int) {
	if year != 0 && (year < first || year > lastYear) {
		f.add(table, record, name, column, strconv.Itoa(year), "must be a year from "+strconv.Itoa(first)+" to "+strconv.Itoa(lastYear)+", or empty")
	}
}

func (f *faults) checkCounty() {
	c := f.county
	f.year(TableCounty, 0, "", "year", c.Year, firstDataYear)
	known := []string{StagePrimary, StageJunior, StageSenior, StageKindergarten}
	for _, stage := range f.stages {
		if !slices.Contains(known, stage) {
			known = append(known, stage)
		}
	}
	stages := make(map[string]bool, len(c.StageWeights))
	for stage := range c.StageWeights {
		stages[stage] = true
	}
	for _, stage := range sortedKeys(stages) {
		if w := c.StageWeights[stage]; !(w > 0) || math.IsInf(w, 0) {
			f.add(TableCounty, 0, "", "stage_weights", number(w), "the weight of "+stage+" must be a positive number")
		}
		f.word(TableCounty, 0, "", "stage_weights", stage, known)
	}
	if c.KindRule != "" {
		f.word(TableCounty, 0, "", "kinds", c.KindRule, []string{KindRuleNested})
	}
	if len(c.Schools) == 0 {
		f.add(TableSchools, -1, "", "", "", "there is no school")
	}
	if len(c.Sections) == 0 {
		f.add(TableSections, -1, "", "", "", "there is no section")
	}
}

func (f *faults) checkSchools() {
	c := f.county
	for i := range c.Schools {
		id := c.Schools[i].ID
		if id == "" {
			f.add(TableSchools, i, "", "school_id", "", "is missing")
			continue
		}
		if first, ok := f.schools[id]; ok {
			f.add(TableSchools, i, "", "school_id", id, "is given twice"+f.alsoOn(TableSchools, first))
			continue
		}
		f.schools[id] = i
		f.ids = append(f.ids, id)
	}
	kinds, areas, roles := texts(SchoolKinds()), texts(Areas()), []string{"lead", "member"}
	for i := range c.Schools {
		s := &c.Schools[i]
		if s.Kind != "" {
			f.word(TableSchools, i, s.ID, "kind", string(s.Kind), kinds)
		}
		if s.Area != "" {
			f.word(TableSchools, i, s.ID, "area", string(s.Area), areas)
		}
		if s.GroupRole != "" {
			f.word(TableSchools, i, s.ID, "group_role", s.GroupRole, roles)
		}
		for _, flag := range s.Flags {
			f.word(TableSchools, i, s.ID, "flags", flag, SchoolFlags())
		}
		f.place(TableSchools, i, s.ID, "lon", "lat", s.Place)
		if s.Owner < 0 || s.Owner > LastOwner {
			f.add(TableSchools, i, s.ID, "owner", strconv.Itoa(s.Owner), OwnerRule())
		}
		f.year(TableSchools, i, s.ID, "built_year", s.BuiltYear, firstYear)
		f.year(TableSchools, i, s.ID, "planned_year", s.PlannedYear, firstYear)
		if s.CountedWith != "" && f.school(TableSchools, i, s.ID, "counted_with", s.CountedWith) && s.CountedWith == s.ID {
			f.add(TableSchools, i, s.ID, "counted_with", s.ID, "must be another school")
		}
		f.amount(TableSchools, i, s.ID, "senior_pupils", s.SeniorPupils)
		f.amounts(TableSchools, i, s.ID, s.Stocks)
		f.within(TableSchools, i, s.ID, s.Stocks)
	}
	f.withinSchools()
}

// OwnerRule is what an owner code must be.
func OwnerRule() string {
	last := strconv.Itoa(LastOwner)
	return "must be an owner code of the education statistics from 1 to " + last + ", of which " + last + " is private; leave it empty where it is not known"
}

func (f *faults) checkSections() {
	c := f.county
	seen := make(map[[2]string]int, len(c.Sections))
	for i := range c.Sections {
		s := &c.Sections[i]
		name := s.School + "/" + s.Stage
		known := f.school(TableSections, i, name, "school_id", s.School)
		switch first, twice := seen[[2]string{s.School, s.Stage}]; {
		case s.Stage == "":
			f.add(TableSections, i, name, "stage", "", "is missing")
		case twice:
			f.add(TableSections, i, name, "school_id, stage", name, "is given twice"+f.alsoOn(TableSections, first))
		default:
			seen[[2]string{s.School, s.Stage}] = i
		}
		if s.Stage == StageSenior && known && c.Schools[f.schools[s.School]].SeniorPupils > 0 {
			f.add(TableSections, i, name, "stage", s.Stage, "the senior pupils are given in "+TableSchools+" too; give them once")
		}
		if known {
			f.runs(i, name, &c.Schools[f.schools[s.School]], s.Stage)
		}
		f.amount(TableSections, i, name, "pupils", s.Pupils)
		f.amounts(TableSections, i, name, s.Stocks)
		f.within(TableSections, i, name, s.Stocks)
		f.attributes(i, name)
	}
}

// runs checks that the kind of a school has the stage of a section, unless the school is flagged to
// have attached classes.
func (f *faults) runs(section int, name string, s *School, stage string) {
	has := stagesOf(s.Kind)
	if has == nil || slices.Contains(has, stage) || slices.Contains(s.Flags, FlagAttached) {
		return
	}
	if stage == StagePrimary || stage == StageJunior || stage == StageSenior {
		f.add(TableSections, section, name, "stage", stage, "a school of kind "+string(s.Kind)+
			" does not run this stage: correct the kind or the stage, or flag the school "+FlagAttached)
	}
}

// attributes checks that no attribute of teachers counts more persons than there are teachers.
func (f *faults) attributes(section int, name string) {
	stocks := f.county.Sections[section].Stocks
	total, ok := stocks[Teachers]
	if !ok || math.IsNaN(total) {
		return
	}
	var above []string
	for stock, v := range stocks {
		if v > total && strings.HasPrefix(stock, attributePrefix) {
			above = append(above, stock)
		}
	}
	slices.Sort(above)
	for _, stock := range above {
		f.add(TableSections, section, name, stock, number(stocks[stock]), "more than the "+number(total)+" teachers of the section: correct one of the two")
	}
}

// alsoOn says where the first of two equal records stands.
func (f *faults) alsoOn(table string, record int) string {
	if line := f.county.Lines.Of(table, record); line > 0 {
		return ", first on line " + strconv.Itoa(line)
	}
	return ""
}

// number renders a number of the data for a message.
func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
