package plan

import (
	"math"
	"slices"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// Rules are the conditions of a problem looked up by place: what a section may lose, what it must
// keep, what things cost and who pays. They are read from the problem in plain code, once, for those
// who make plans and for those who check them. A Rules is not changed after [NewRules]; its problem
// must not be either.
type Rules struct {
	Problem *Problem
	Table   *standard.Table // the sections that count
	Prices  *Prices
	Funds   []model.Fund // of the planning year: see [Funds]
	Funded  bool         // see [Problem.Funded]
	Year    int          // the planning year
	// Divisible says that everything may be planned in parts: nothing in Prices is whole then.
	Divisible bool

	// Kinds are the kinds of teacher: those of the county's table, then those that may only be hired.
	Kinds []model.Kind
	// Inferred says that the county's kinds were inferred from counts.
	Inferred bool

	before   State
	kinds    kinds
	schools  map[string]int
	sections map[[2]string]int
	schoolOf []int              // by section
	counts   []bool             // by section: it counts under the standard
	placed   []string           // stages in which pupils may go elsewhere
	sizes    map[string]float64 // by school, as the standard limits them; nil: no limit asks for it
	places   *placesOnce
	store    *wayStore // shared by the rules of all problems about the county
	ways     *model.Distances
}

// NewRules reads the rules of a problem. Errors are those of the county's data; whether the problem
// itself makes sense is [Problem.Validate]'s to say.
func NewRules(p *Problem) (*Rules, error) {
	table, err := p.Standard.Table(p.County)
	if err != nil {
		return nil, err
	}
	before, err := p.Standard.Assess(p.County)
	if err != nil {
		return nil, err
	}
	prices, err := NewPrices(p.County)
	if err != nil {
		return nil, err
	}
	if p.Divisible() {
		prices.divide()
	}
	k, err := kindsOf(p.County)
	if err != nil {
		return nil, err
	}
	sizes, err := standardSizes(p)
	if err != nil {
		return nil, err
	}
	r := &Rules{
		Problem: p, Table: table, Prices: prices, Funds: Funds(p), Funded: p.Funded(), Year: p.Year(), Divisible: p.Divisible(),
		before:   StateOf(before),
		kinds:    k,
		schools:  p.County.SchoolIndex(),
		sections: p.County.SectionIndex(),
		ways:     p.County.Distances(),
		schoolOf: make([]int, len(p.County.Sections)),
		counts:   make([]bool, len(p.County.Sections)),
		placed:   placedIn(p),
		sizes:    sizes,
		places:   &placesOnce{},
		store:    &wayStore{tables: make(map[wayKey]*wayTable)},
	}
	if k.staff != nil {
		r.Kinds, r.Inferred = slices.Clone(k.staff.Kinds), k.staff.Inferred
	}
	for _, hired := range prices.hires {
		if r.Kind(hired.Name) < 0 {
			r.Kinds = append(r.Kinds, hired)
		}
	}
	for i := range p.County.Sections {
		s := &p.County.Sections[i]
		school, ok := r.schools[s.School]
		if !ok {
			return nil, &model.DataError{
				File: model.TableSections, Line: p.County.Lines.Of(model.TableSections, i), Record: s.School + "/" + s.Stage,
				Column: "school_id", Value: s.School, Rule: "no school has this id in " + model.TableSchools,
			}
		}
		r.schoolOf[i] = school
	}
	for _, row := range table.Rows {
		r.counts[row.Section] = true
	}
	return r, nil
}

// renew is [NewRules] from the rules of another problem, or from none.
func (r *Rules) renew(p *Problem) (*Rules, error) {
	if r == nil || r.Problem.County != p.County || r.Problem.Standard != p.Standard || r.Divisible != p.Divisible() {
		return NewRules(p)
	}
	next := *r
	sizes, err := standardSizes(p)
	if err != nil {
		return nil, err
	}
	next.sizes = sizes
	next.Problem, next.Funds, next.Funded, next.placed, next.places = p, Funds(p), p.Funded(), placedIn(p), &placesOnce{}
	return &next, nil
}

// Before is the county under the standard as it is.
func (r *Rules) Before() State { return r.before }

// Distances are those of the county.
func (r *Rules) Distances() *model.Distances { return r.ways }

// School is the position of a school in the county by its id; -1: there is none.
func (r *Rules) School(id string) int {
	if i, ok := r.schools[id]; ok {
		return i
	}
	return -1
}

// Section is the position of a section in the county; -1: there is none.
func (r *Rules) Section(school, stage string) int {
	if i, ok := r.sections[[2]string{school, stage}]; ok {
		return i
	}
	return -1
}

// SchoolOf is the position of a section's school.
func (r *Rules) SchoolOf(section int) int { return r.schoolOf[section] }

// Metres is how far it is from one school to another, and whether that is known. A way may be known
// and barred: see [model.Trip].
func (r *Rules) Metres(from, to string) (float64, bool) { return r.ways.Metres(from, to) }

// Open says whether a plan may change the section: it counts under the standard and the problem is
// about its stage.
func (r *Rules) Open(section int) bool {
	return r.counts[section] && r.Problem.SelectedStage(r.Problem.County.Sections[section].Stage)
}

// Kind is the position in Kinds of a kind by its name; -1: there is none.
func (r *Rules) Kind(name string) int {
	return slices.IndexFunc(r.Kinds, func(k model.Kind) bool { return k.Name == name })
}

// Present is the number of teachers of a kind in a section before the plan.
func (r *Rules) Present(kind, section int) float64 {
	if r.kinds.staff == nil || kind >= len(r.kinds.staff.Kinds) {
		return 0
	}
	return r.kinds.staff.Count[kind][section]
}

// InScope says whether a scope takes in something at a school: in one stage, or, where stage is
// empty, for all stages that the school has; concerning one kind of teacher, or none where kind is
// empty.
func (r *Rules) InScope(s Scope, school int, stage, kind string) bool {
	at := &r.Problem.County.Schools[school]
	if (s.School != "" && s.School != at.ID) || (s.Zone != "" && s.Zone != at.Zone) ||
		(s.Group != "" && s.Group != at.Group) || (s.Area != "" && s.Area != string(at.Area)) ||
		(s.Kind != "" && s.Kind != kind) {
		return false
	}
	return s.Stage == "" || s.Stage == stage || (stage == "" && r.Section(at.ID, s.Stage) >= 0)
}

// sectionInScope is InScope for a section.
func (r *Rules) sectionInScope(s Scope, section int, kind string) bool {
	return r.InScope(s, r.schoolOf[section], r.Problem.County.Sections[section].Stage, kind)
}

// LeaveCap is how many teachers of a kind may leave a section by the least share that applies: the
// whole part of it, unless teachers come in parts. False: any number.
func (r *Rules) LeaveCap(kind, section int) (persons float64, ok bool) {
	for _, l := range r.Problem.Limits {
		if l.What == LimitLeaveShare && l.Max != nil && r.sectionInScope(l.Scope, section, r.Kinds[kind].Name) {
			n := wholePart(*l.Max, r.Present(kind, section))
			if r.Divisible {
				n = partOf(*l.Max, r.Present(kind, section))
			}
			if !ok || n < persons {
				persons, ok = n, true
			}
		}
	}
	return persons, ok
}

// MaxMetres is how far a teacher of a kind who leaves a section may move. False: any distance.
func (r *Rules) MaxMetres(kind, section int) (metres float64, ok bool) {
	for _, l := range r.Problem.Limits {
		if l.What == LimitMoveKM && l.Max != nil && r.sectionInScope(l.Scope, section, r.Kinds[kind].Name) {
			if m := decimal(*l.Max * metresPerKM); !ok || m < metres {
				metres, ok = m, true
			}
		}
	}
	return metres, ok
}

// Floor is the least number of teachers of a kind that a section must have after the plan; kind -1
// stands for all kinds together. A limit with a minimum asks for that many, one with a column for
// min(present, column). False: no floor. Sections that a plan may not change have none.
func (r *Rules) Floor(kind, section int) (persons float64, ok bool) {
	if !r.Open(section) {
		return 0, false
	}
	name := ""
	if kind >= 0 {
		name = r.Kinds[kind].Name
	}
	for _, l := range r.Problem.Limits {
		if l.What != LimitTeachers || l.Scope.Kind != name || !r.sectionInScope(l.Scope, section, name) {
			continue
		}
		floor := math.Inf(-1)
		if l.Min != nil {
			floor = *l.Min
		}
		if l.MinColumn != "" {
			if column, have := r.Problem.County.Sections[section].Stocks[l.MinColumn]; have {
				floor = max(floor, min(r.TeachersPresent(kind, section), column))
			}
		}
		if floor > 0 && (!ok || floor > persons) {
			persons, ok = floor, true
		}
	}
	return persons, ok
}

// TeachersPresent is the number of teachers of a kind in a section before the plan; kind -1: of all.
func (r *Rules) TeachersPresent(kind, section int) float64 {
	if kind >= 0 {
		return r.Present(kind, section)
	}
	var n float64
	for k := range r.Kinds {
		n += r.Present(k, section)
	}
	return n
}

// Headcount says whether as many teachers must move into the section as move out of it. Teachers
// who are hired come on top.
func (r *Rules) Headcount(section int) bool {
	return slices.ContainsFunc(r.Problem.Limits, func(l Limit) bool {
		return l.What == LimitHeadcount && l.On && r.sectionInScope(l.Scope, section, "")
	})
}
