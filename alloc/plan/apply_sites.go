package plan

import (
	"maps"
	"math"
	"slices"

	"github.com/eduparity/eduparity/model"
)

// CandidateFor is the position of a candidate by action, school and stage; -1: there is none.
func CandidateFor(c *model.County, action model.CandidateAction, school, stage string) int {
	return slices.IndexFunc(c.Candidates, func(x model.Candidate) bool {
		return x.Action == action && x.School == school && x.Stage == stage
	})
}

// classSeats is how many pupils a class of a stage takes by China's class sizes.
func classSeats(stage string) float64 {
	if stage == model.StagePrimary {
		return primaryClass
	}
	return juniorClass
}

// CandidateSeats is how many seats a candidate gives: of a new section, or of one class more.
func CandidateSeats(x *model.Candidate) float64 {
	if x.Action == model.CandidateExtend && x.Seats == 0 {
		return classSeats(x.Stage)
	}
	return x.Seats
}

// candidateClasses is how many classes a new section has: those it brings, else its seats in whole classes.
func candidateClasses(x *model.Candidate) float64 {
	if n, ok := x.Stocks[model.Classes]; ok {
		return n
	}
	return math.Ceil(x.Seats / classSeats(x.Stage))
}

// open adds a section, and its school where there is none yet. Every stock that other schools and
// sections have is 0 there unless the candidate brings it.
func (w *works) open(a Action) error {
	if a.From != "" || a.To != "" || a.Of != "" {
		return fault(a, "a site has a school and a stage, neither from, to nor of")
	}
	n := CandidateFor(w.county, model.CandidateOpen, a.School, a.Stage)
	if n < 0 {
		return fault(a, "%s has no such site to open", model.TableCandidates)
	}
	if _, ok := w.sections[[2]string{a.School, a.Stage}]; ok {
		return fault(a, "the section is there already")
	}
	x := &w.county.Candidates[n]
	w.schools, w.sections = maps.Clone(w.schools), maps.Clone(w.sections)
	inSchools, inSections := w.county.SchoolStocks(), w.county.SectionStocks()
	at, ok := w.schools[a.School]
	if !ok {
		at = len(w.county.Schools)
		w.schools[a.School] = at
		w.county.Schools = append(w.county.Schools, newSchool(w.county, x))
		for _, stock := range inSchools {
			w.county.Schools[at].Stocks[stock] = 0
		}
	}
	section := model.Section{School: a.School, Stage: a.Stage, Stocks: model.Stocks{}}
	for _, stock := range inSections {
		if !slices.Contains(inSchools, stock) && stock != model.LargestClass {
			section.Stocks[stock] = 0
		}
	}
	for stock, amount := range x.Stocks {
		if slices.Contains(inSchools, stock) && !IsPeople(stock) {
			if w.county.Schools[at].Stocks == nil {
				w.county.Schools[at].Stocks = model.Stocks{}
			}
			w.county.Schools[at].Stocks[stock] += amount
		} else {
			section.Stocks[stock] = amount
		}
	}
	section.Stocks[model.Seats], section.Stocks[model.Classes] = x.Seats, candidateClasses(x)
	if _, stated := x.Stocks[model.Classrooms]; !stated {
		delete(section.Stocks, model.Classrooms)
	}
	w.sections[[2]string{a.School, a.Stage}] = len(w.county.Sections)
	w.county.Sections = append(w.county.Sections, section)
	return nil
}

// newSchool is a school at a site: of the kind of its stage, in an area like that of the nearest school.
func newSchool(c *model.County, x *model.Candidate) model.School {
	s := model.School{ID: x.School, Name: x.School, Stocks: model.Stocks{}}
	switch x.Stage {
	case model.StagePrimary:
		s.Kind = model.KindPrimary
	case model.StageJunior:
		s.Kind = model.KindJunior
	}
	if x.Place == nil {
		return s
	}
	place := *x.Place
	s.Place = &place
	if n := nearestTo(c, x.Place); n >= 0 {
		s.Area = c.Schools[n].Area
	}
	return s
}

// extend gives a section classes more, with their seats.
func (w *works) extend(a Action) error {
	if a.From != "" || a.To != "" || a.Of != "" {
		return fault(a, "an extension has a school and a stage, neither from, to nor of")
	}
	i, err := w.section(a, a.School)
	if err != nil {
		return err
	}
	n := CandidateFor(w.county, model.CandidateExtend, a.School, a.Stage)
	if n < 0 {
		return fault(a, "%s has no such extension", model.TableCandidates)
	}
	stocks := w.county.Sections[i].Stocks
	for stock, more := range map[string]float64{
		model.Classes: a.Quantity, model.Classrooms: a.Quantity, model.Seats: a.Quantity * CandidateSeats(&w.county.Candidates[n]),
	} {
		if _, known := stocks[stock]; known {
			stocks[stock] += more
		}
	}
	delete(stocks, model.LargestClass)
	w.changed[[2]string{a.School, a.Stage}] = true
	return nil
}

// close takes a section away, once nobody is left there. Teachers who have not moved are no longer
// counted in the county: the actions do not say where they go.
func (w *works) close(a Action) error {
	if a.From != "" || a.To != "" || a.Of != "" {
		return fault(a, "a closing has a school and a stage, neither from, to nor of")
	}
	i, err := w.section(a, a.School)
	if err != nil {
		return err
	}
	w.gone = append(w.gone, i)
	return nil
}

// movable are the stocks of a school that can be carried to another. Rooms and grounds stay behind.
var movable = []string{model.EquipmentYuan, "computers", "books"}

// merge takes a section into that of another school: pupils, teachers and what can be carried, of a
// stock that the school keeps for several stages the share of the stage by weighted pupils.
func (w *works) merge(a Action) error {
	if a.School != "" || a.Of != "" {
		return fault(a, "a merger has from and to, neither school nor of")
	}
	if a.From == a.To {
		return fault(a, "from and to are the same school")
	}
	from, err := w.section(a, a.From)
	if err != nil {
		return err
	}
	to, err := w.section(a, a.To)
	if err != nil {
		return err
	}
	w.register.merge(a.Stage, a.From, a.To)
	w.gone, w.merged = append(w.gone, from), append(w.merged, [2]int{from, to})
	if w.kinds.staff != nil {
		for k := range w.kinds.staff.Kinds {
			if n := w.kinds.staff.Count[k][from]; n > 0 {
				w.add(k, from, -n)
				w.add(k, to, n)
			}
		}
	}
	return nil
}

// carry takes the stocks of merged sections along, after teachers have moved by their kinds.
func (w *works) carry(from, to int) {
	c := w.county
	f, t := &c.Sections[from], &c.Sections[to]
	names := slices.Sorted(maps.Keys(f.Stocks))
	for _, stock := range names {
		amount := f.Stocks[stock]
		if !(amount > 0) || !IsPeople(stock) && !slices.Contains(movable, stock) {
			continue
		}
		if _, kept := t.Stocks[stock]; kept {
			t.Stocks[stock] += amount
			f.Stocks[stock] = 0
		} else if school := &c.Schools[w.schools[t.School]]; !IsPeople(stock) && school.Stocks[stock] > 0 {
			school.Stocks[stock] += amount
			f.Stocks[stock] = 0
		}
	}
	fs, ts := &c.Schools[w.schools[f.School]], &c.Schools[w.schools[t.School]]
	share := w.shareOf(from)
	for _, stock := range movable {
		amount, has := fs.Stocks[stock]
		if _, own := f.Stocks[stock]; own || !has {
			continue
		}
		if _, known := ts.Stocks[stock]; known {
			ts.Stocks[stock] += share * amount
			fs.Stocks[stock] = amount - share*amount
		}
	}
}

// shareOf is the share that a section has in what its school keeps for all stages, before the actions.
func (w *works) shareOf(section int) float64 {
	before := w.register.county
	if section >= len(before.Sections) {
		return 0
	}
	s := &before.Sections[section]
	weighted := func(stage string, pupils float64) float64 { return before.StageWeight(stage) * pupils }
	own, all := weighted(s.Stage, s.Pupils), 0.0
	for i := range before.Sections {
		if o := &before.Sections[i]; o.School == s.School && o.Stage != model.StageSenior {
			all += weighted(o.Stage, o.Pupils)
		}
	}
	if i, ok := w.schools[s.School]; ok {
		all += weighted(model.StageSenior, w.county.Schools[i].SeniorPupils)
	}
	if all == 0 {
		return 0
	}
	return own / all
}

// settleSites carries stocks of merged sections along and takes away the sections that are gone.
func (w *works) settleSites() []error {
	var faults []error
	for _, m := range w.merged {
		w.carry(m[0], m[1])
	}
	for _, i := range w.gone {
		if s := &w.county.Sections[i]; s.Pupils > 0 {
			faults = append(faults, faultf("%v pupils are left at section %s/%s, which closes", s.Pupils, s.School, s.Stage))
		}
	}
	for n, i := range w.gone {
		if slices.Contains(w.gone[:n], i) {
			faults = append(faults, faultf("section %s/%s closes twice", w.county.Sections[i].School, w.county.Sections[i].Stage))
		}
	}
	w.dropRecords()
	if len(w.gone) == 0 || len(faults) > 0 {
		return faults
	}
	c := w.county
	stays := func(school, stage string) bool {
		return !slices.ContainsFunc(w.gone, func(i int) bool { return c.Sections[i].School == school && c.Sections[i].Stage == stage })
	}
	keep(c, model.TableKinds, &c.Staff, func(s model.Staff) bool { return stays(s.School, s.Stage) })
	keep(c, model.TableTeachers, &c.Teachers, func(t model.Teacher) bool { return stays(t.School, t.Stage) })
	keep(c, model.TableOutcomes, &c.Outcomes, func(o model.Outcome) bool { return stays(o.School, o.Stage) })
	sections := slices.Clone(c.Sections)
	keep(c, model.TableSections, &c.Sections, func(s model.Section) bool {
		return !slices.ContainsFunc(w.gone, func(i int) bool { return sections[i].School == s.School && sections[i].Stage == s.Stage })
	})
	return nil
}

// dropCandidates drops what has been done, and what is no longer possible.
func (w *works) dropCandidates(actions []Action) {
	c := w.county
	there := c.SectionIndex()
	keep(c, model.TableCandidates, &c.Candidates, func(x model.Candidate) bool {
		_, ok := there[[2]string{x.School, x.Stage}]
		return ok == (x.Action != model.CandidateOpen)
	})
	for i := range actions {
		a := &actions[i]
		if n := CandidateFor(c, model.CandidateExtend, a.School, a.Stage); a.Kind == Extend && n >= 0 {
			c.Candidates[n].MaxExtraClasses -= int(math.Ceil(a.Quantity))
		}
	}
	keep(c, model.TableCandidates, &c.Candidates, func(x model.Candidate) bool {
		return x.Action != model.CandidateExtend || x.MaxExtraClasses > 0
	})
}

// dropRecords drops what was told of sections with other pupils, class by class and of services.
func (w *works) dropRecords() {
	c := w.county
	keep(c, model.TableClasses, &c.Classes, func(k model.Class) bool { return !w.changed[[2]string{k.School, k.Stage}] })
	keep(c, model.TableServices, &c.Services, func(s model.Service) bool { return !w.changed[[2]string{s.School, s.Stage}] })
}

// keep drops the records of a table that do not stay, and their lines.
func keep[T any](c *model.County, table string, records *[]T, stays func(T) bool) {
	var lines []int
	kept := make([]T, 0, len(*records))
	for i, r := range *records {
		if stays(r) {
			kept, lines = append(kept, r), append(lines, c.Lines.Of(table, i))
		}
	}
	if len(kept) == len(*records) {
		return
	}
	*records = kept
	if c.Lines[table] != nil {
		c.Lines[table] = lines
	}
}
