package standard

import (
	"slices"
	"strconv"

	"github.com/eduparity/eduparity/model"
)

// privateOwner is the code of private schools in the education statistics.
const privateOwner = 10

// excluded reports whether the standard is not about a school at all: by its owner or a flag.
func (e *Exclude) excluded(s *model.School) bool {
	return slices.Contains(e.Owners, s.Owner) ||
		slices.ContainsFunc(s.Flags, func(flag string) bool { return slices.Contains(e.Flags, flag) })
}

// why says by what a school is excluded.
func (e *Exclude) why(s *model.School) string {
	if slices.Contains(e.Owners, s.Owner) {
		return "of owner " + strconv.Itoa(s.Owner)
	}
	for _, flag := range s.Flags {
		if slices.Contains(e.Flags, flag) {
			return "with the flag " + flag
		}
	}
	return ""
}

// meant reports whether a rule is about a school.
func (s *Scope) meant(school *model.School) bool {
	switch {
	case len(s.Kinds) == 0 && school.Kind == model.KindSpecial:
		return false
	case len(s.Kinds) > 0 && !slices.Contains(s.Kinds, school.Kind):
		return false
	case slices.Contains(s.WithoutKinds, school.Kind):
		return false
	case len(s.Areas) > 0 && !slices.Contains(s.Areas, school.Area):
		return false
	case s.Public && school.Owner == privateOwner:
		return false
	}
	flagged := func(flags []string) bool {
		return slices.ContainsFunc(school.Flags, func(flag string) bool { return slices.Contains(flags, flag) })
	}
	return (len(s.Flags) == 0 || flagged(s.Flags)) && !flagged(s.WithoutFlags)
}

// withoutArea counts the schools of which it cannot be said whether a rule is about them.
func (r *ruler) withoutArea(rule *Rule) int {
	n := 0
	if len(rule.Scope.Areas) == 0 {
		return n
	}
	for i := range r.facts.county.Schools {
		if s := &r.facts.county.Schools[i]; s.Area == "" && !r.standard.Exclude.excluded(s) {
			n++
		}
	}
	return n
}

// allSchools lists the schools that the standard is about, special ones too, each with its campuses,
// in county order. Schools without pupils in a judged stage are left out.
func (r *ruler) allSchools() []place {
	f, c := r.facts, r.facts.county
	places := make([]place, 0, len(c.Schools))
	at := make([]int, len(c.Schools)) // into places, by root, from 1
	for i := range c.Schools {
		root := f.root[i]
		if r.standard.Exclude.excluded(&c.Schools[root]) {
			continue
		}
		if at[root] == 0 {
			places = append(places, place{where: c.Schools[root].ID, each: EachSchool, root: root, stages: r.stages})
			at[root] = len(places)
		}
		p := &places[at[root]-1]
		p.schools = append(p.schools, i)
		for _, section := range f.sections[i] {
			s := &c.Sections[section]
			if s.Pupils > 0 && slices.Contains(r.stages, s.Stage) {
				p.sections = append(p.sections, section)
				p.pupils += s.Pupils
			}
		}
	}
	return slices.DeleteFunc(places, func(p place) bool { return len(p.sections) == 0 })
}

// allSections divides the schools by stages, in order of first appearance.
func (r *ruler) allSections() []place {
	c := r.facts.county
	places := make([]place, 0, len(c.Sections))
	for i := range r.schools {
		school := &r.schools[i]
		first := len(places)
		for _, section := range school.sections {
			stage := c.Sections[section].Stage
			k := slices.IndexFunc(places[first:], func(p place) bool { return p.stage == stage })
			if k < 0 {
				k = len(places) - first
				places = append(places, place{
					where: school.where + "/" + stage, each: EachSection, root: school.root, schools: school.schools,
					stage: stage, stages: []string{stage},
				})
			}
			p := &places[first+k]
			p.sections = append(p.sections, section)
			p.pupils += c.Sections[section].Pupils
		}
	}
	return places
}

// placesOf lists the places that a rule is decided at, schools in county order.
func (r *ruler) placesOf(rule *Rule) []place {
	switch rule.Each {
	case EachSchool:
		return r.narrowed(rule, r.schoolsIn(rule.Scope.Stages))
	case EachSection:
		return r.narrowed(rule, r.sections)
	case EachCampus:
		return r.narrowed(rule, r.campuses(rule.Scope.Stages))
	case EachStage:
		stages := r.stages
		if len(rule.Scope.Stages) > 0 {
			stages = rule.Scope.Stages
		}
		var out []place
		for _, stage := range stages {
			p := place{where: stage, each: EachStage, root: -1, stage: stage, stages: []string{stage}}
			for i := range r.sections {
				if s := &r.sections[i]; s.stage == stage && rule.Scope.meant(&r.facts.county.Schools[s.root]) {
					p.add(s)
				}
			}
			if len(p.sections) > 0 {
				out = append(out, p)
			}
		}
		return out
	case EachCounty, "":
	}
	p := place{where: string(EachCounty), each: EachCounty, root: -1, stages: r.stages}
	if len(rule.Scope.Stages) > 0 {
		p.stages = rule.Scope.Stages
	}
	schools := r.schoolsIn(rule.Scope.Stages)
	for i := range schools {
		if rule.Scope.meant(&r.facts.county.Schools[schools[i].root]) {
			p.add(&schools[i])
		}
	}
	return []place{p}
}

// campuses are the schools with their sections of some stages, taken apart into themselves and the
// campuses counted with them.
func (r *ruler) campuses(stages []string) []place {
	c := r.facts.county
	schools := r.schoolsIn(stages)
	out := make([]place, 0, len(schools))
	for i := range schools {
		whole := &schools[i]
		if len(whole.schools) == 1 {
			out = append(out, *whole)
			continue
		}
		for _, school := range whole.schools {
			p := place{where: c.Schools[school].ID, each: EachSchool, root: school, stages: whole.stages, schools: []int{school}}
			for _, section := range whole.sections {
				if r.facts.schools[c.Sections[section].School] == school {
					p.sections = append(p.sections, section)
					p.pupils += c.Sections[section].Pupils
				}
			}
			if len(p.sections) > 0 {
				out = append(out, p)
			}
		}
	}
	return out
}

// schoolsIn are the schools with their sections of some stages; none named: of all.
func (r *ruler) schoolsIn(stages []string) []place {
	if len(stages) == 0 {
		return r.schools
	}
	out := make([]place, 0, len(r.schools))
	for _, p := range r.schools {
		all := p.sections
		p.sections, p.stages, p.pupils = nil, stages, 0
		for _, section := range all {
			if s := &r.facts.county.Sections[section]; slices.Contains(stages, s.Stage) {
				p.sections = append(p.sections, section)
				p.pupils += s.Pupils
			}
		}
		if len(p.sections) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// narrowed are the places that a rule is about.
func (r *ruler) narrowed(rule *Rule, places []place) []place {
	out := make([]place, 0, len(places))
	for i := range places {
		p := &places[i]
		switch scope := &rule.Scope; {
		case !scope.meant(&r.facts.county.Schools[p.root]):
		case scope.PupilsBelow > 0 && p.pupils >= scope.PupilsBelow, p.pupils <= scope.PupilsAbove:
		case p.stage != "" && len(scope.Stages) > 0 && !slices.Contains(scope.Stages, p.stage):
		default:
			out = append(out, *p)
		}
	}
	return out
}

// add takes in another place.
func (p *place) add(other *place) {
	p.schools = append(p.schools, other.schools...)
	p.sections = append(p.sections, other.sections...)
	p.pupils += other.pupils
}

// kindOf is the kind of a school, by its stages where it is not given.
func (f *facts) kindOf(p *place) model.SchoolKind {
	if k := f.county.Schools[p.root].Kind; k != "" {
		return k
	}
	var primary, junior bool
	for _, i := range p.sections {
		primary = primary || f.county.Sections[i].Stage == model.StagePrimary
		junior = junior || f.county.Sections[i].Stage == model.StageJunior
	}
	switch {
	case primary && junior:
		return model.KindNineYear
	case junior:
		return model.KindJunior
	}
	return model.KindPrimary
}
