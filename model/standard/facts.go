package standard

import (
	"fmt"
	"math"
	"slices"

	"github.com/eduparity/eduparity/model"
)

// facts are the county sorted for questions that rules and reliefs ask of it.
type facts struct {
	county   *model.County
	schools  map[string]int
	root     []int       // by school: the school it counts as
	sections [][]int     // by school: its sections, in county order
	sizes    [][]float64 // by section: pupils of its classes; nil: not listed
	rooms    [][]model.Room
	answers  *answers

	inSections, inSchools []string // columns
}

// factsOf sorts a county. Errors are joined by the caller.
func factsOf(c *model.County) (f *facts, errs []error) {
	f = &facts{
		county: c, schools: c.SchoolIndex(), answers: answersOf(c),
		sections: make([][]int, len(c.Schools)), rooms: make([][]model.Room, len(c.Schools)),
		sizes: make([][]float64, len(c.Sections)), inSections: c.SectionStocks(), inSchools: c.SchoolStocks(),
	}
	f.root, errs = roots(c, f.schools)
	for i := range c.Sections {
		school, ok := f.schools[c.Sections[i].School]
		if !ok {
			errs = append(errs, &model.DataError{
				File: model.TableSections, Line: c.Lines.Of(model.TableSections, i),
				Record: c.Sections[i].School + "/" + c.Sections[i].Stage, Column: "school_id", Value: c.Sections[i].School,
				Rule: "no school has this id in " + model.TableSchools,
			})
			continue
		}
		f.sections[school] = append(f.sections[school], i)
	}
	if len(c.Classes) > 0 {
		index := c.SectionIndex()
		for i := range c.Classes {
			if section, ok := index[[2]string{c.Classes[i].School, c.Classes[i].Stage}]; ok {
				f.sizes[section] = append(f.sizes[section], c.Classes[i].Pupils)
			}
		}
	}
	for _, room := range c.Rooms {
		if school, ok := f.schools[room.School]; ok {
			f.rooms[school] = append(f.rooms[school], room)
		}
	}
	return f, errs
}

// A place is what a rule is decided at: the county, a stage, a school with its campuses, a section.
type place struct {
	where    string
	each     Each
	root     int      // school, or campus where each is judged for itself; -1: many
	stage    string   // of a section or a stage
	stages   []string // of the sections that count here
	schools  []int    // the school and its campuses, or many
	sections []int    // that count here
	pupils   float64
}

// pupils of some sections.
func (f *facts) pupils(sections []int) float64 {
	sum := 0.0
	for _, i := range sections {
		sum += f.county.Sections[i].Pupils
	}
	return sum
}

// Names of quantities that are computed from the county where no answer states them.
const (
	QuantityPupils       = "pupils"        // enrolled
	QuantityClasses      = "classes"       // of classes.csv, otherwise the column
	QuantityLargestClass = "largest_class" // pupils of the largest class: of classes.csv, otherwise the column

	QuantityPupilsOr100   = "pupils_at_least_100" // enrolled, a place of fewer than 100 counts as 100
	QuantitySpecialPupils = "special_pupils"      // enrolled in special schools
)

// Derived lists them.
func Derived() []string {
	return []string{QuantityPupils, QuantityClasses, QuantityLargestClass, QuantityPupilsOr100, QuantitySpecialPupils}
}

// fundedPupils is what a school of fewer pupils is funded for.
const fundedPupils = 100

// known reports whether the county has anything of that name, at any place.
func (f *facts) known(name string, stages []string) bool {
	switch name {
	case QuantityPupils, QuantityPupilsOr100:
		return true
	case QuantitySpecialPupils:
		if f.specialPupils() > 0 {
			return true
		}
	case QuantityClasses, QuantityLargestClass:
		if len(f.county.Classes) > 0 {
			return true
		}
	}
	if f.answers.names[name] || slices.Contains(f.inSections, name) || slices.Contains(f.inSchools, name) {
		return true
	}
	return slices.ContainsFunc(stages, func(stage string) bool { return f.answers.names[name+"_"+stage] })
}

// quantity returns the amount of something at a place. Missing says what is not there, empty where
// all is.
func (f *facts) quantity(name string, p *place) (value float64, missing string) {
	if v, ok, wrong := f.answer(name, p); ok {
		return v, ""
	} else if wrong != "" {
		return 0, fmt.Sprintf("%s: %q is not a number", name, wrong)
	}
	switch name {
	case QuantityPupils:
		return p.pupils, ""
	case QuantityPupilsOr100:
		return math.Max(p.pupils, fundedPupils), ""
	case QuantitySpecialPupils:
		if pupils := f.specialPupils(); pupils > 0 {
			return pupils, ""
		}
	case QuantityClasses, QuantityLargestClass:
		return f.ofClasses(name, p)
	}
	if !slices.Contains(f.inSections, name) && !slices.Contains(f.inSchools, name) {
		return 0, p.asked(name) // only answers know it
	}
	return f.column(name, p)
}

// asked is the name of an answer as a place asks it.
func (p *place) asked(name string) string {
	if p.each == EachStage {
		return name + "_" + p.stage
	}
	if p.root >= 0 {
		return name + " of " + p.where
	}
	return name
}

// specialPupils are those of special schools.
func (f *facts) specialPupils() float64 {
	sum := 0.0
	for i := range f.county.Schools {
		if f.county.Schools[i].Kind == model.KindSpecial {
			sum += f.pupils(f.sections[i])
		}
	}
	return sum
}

// answer looks for an answer on a place: by stage first.
func (f *facts) answer(name string, p *place) (value float64, ok bool, wrong string) {
	school := ""
	if p.root >= 0 {
		school = f.county.Schools[p.root].ID
	}
	if p.stage != "" {
		if value, ok, wrong = f.answers.number(name+"_"+p.stage, school); ok || wrong != "" {
			return value, ok, wrong
		}
		// Without its stage an answer is on all stages together, and says nothing of one of several.
		if p.each == EachStage || len(f.sections[max(p.root, 0)]) > 1 {
			return 0, false, ""
		}
	}
	return f.answers.number(name, school)
}

// ofClasses counts classes or finds the largest.
func (f *facts) ofClasses(name string, p *place) (value float64, missing string) {
	for _, i := range p.sections {
		v, ok := f.county.Sections[i].Stocks[name]
		switch sizes := f.sizes[i]; {
		case sizes == nil && !ok:
			s := &f.county.Sections[i]
			return 0, name + " of " + s.School + "/" + s.Stage
		case sizes == nil:
		case name == QuantityClasses:
			v = float64(len(sizes))
		default:
			v = slices.Max(sizes)
		}
		if name == QuantityClasses {
			value += v
		} else {
			value = math.Max(value, v)
		}
	}
	return value, ""
}

// column sums a column over a place. What a section has wins over what its school keeps; a stock that
// a school keeps counts for a section only where the school has no other.
func (f *facts) column(name string, p *place) (value float64, missing string) {
	c := f.county
	found := false
	for _, school := range p.schools {
		kept, keeps := c.Schools[school].Stocks[name]
		of := f.sections[school]
		lacks := ""
		own := 0
		for _, i := range of {
			if !slices.Contains(p.stages, c.Sections[i].Stage) {
				continue
			}
			if v, ok := c.Sections[i].Stocks[name]; ok {
				value += v
				own++
				found = true
			} else if c.Sections[i].Pupils > 0 {
				lacks = c.Sections[i].School + "/" + c.Sections[i].Stage
			}
		}
		switch {
		case keeps && own == 0 && (p.stage == "" || len(of) <= 1):
			value += kept
			found = true
		case lacks != "":
			return 0, name + " of " + lacks
		}
	}
	if !found {
		return 0, name
	}
	return value, ""
}

// largestClass is the largest class of a place; ok is false where it is not known.
func (f *facts) largestClass(p *place) (value float64, ok bool) {
	value, missing := f.ofClasses(QuantityLargestClass, p)
	return value, missing == "" && len(p.sections) > 0
}
