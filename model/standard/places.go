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

// placesOf lists the places that a rule is decided at, schools in county order.
func (r *ruler) placesOf(rule *Rule) []place {
	f, c := r.facts, r.facts.county
	stages := r.stages
	if len(rule.Scope.Stages) > 0 {
		stages = rule.Scope.Stages
	}
	var (
		schools []place
		at      = make(map[int]int) // into schools, by root
	)
	for i := range c.Schools {
		root := &c.Schools[f.root[i]]
		if r.standard.Exclude.excluded(root) || !rule.Scope.meant(root) {
			continue
		}
		k, ok := at[f.root[i]]
		if !ok {
			k = len(schools)
			at[f.root[i]] = k
			schools = append(schools, place{where: root.ID, each: EachSchool, root: f.root[i], stages: stages})
		}
		p := &schools[k]
		p.schools = append(p.schools, i)
		for _, section := range f.sections[i] {
			s := &c.Sections[section]
			if s.Pupils > 0 && slices.Contains(stages, s.Stage) {
				p.sections = append(p.sections, section)
				p.pupils += s.Pupils
			}
		}
	}
	schools = slices.DeleteFunc(schools, func(p place) bool { return len(p.sections) == 0 })

	var out []place
	switch rule.Each {
	case EachSchool:
		out = schools
	case EachSection:
		for i := range schools {
			out = append(out, r.sectionsOf(&schools[i])...)
		}
	case EachStage:
		for _, stage := range stages {
			p := place{where: stage, each: EachStage, root: -1, stage: stage, stages: []string{stage}}
			for i := range schools {
				p.add(r.sectionsOf(&schools[i]), stage)
			}
			if len(p.sections) > 0 {
				out = append(out, p)
			}
		}
	case EachCounty, "":
		p := place{where: string(EachCounty), each: EachCounty, root: -1, stages: stages}
		for i := range schools {
			p.schools = append(p.schools, schools[i].schools...)
			p.sections = append(p.sections, schools[i].sections...)
			p.pupils += schools[i].pupils
		}
		return []place{p}
	}
	if below := rule.Scope.PupilsBelow; below > 0 {
		out = slices.DeleteFunc(out, func(p place) bool { return p.pupils >= below })
	}
	out = slices.DeleteFunc(out, func(p place) bool { return p.pupils <= rule.Scope.PupilsAbove })
	return out
}

// sectionsOf divides a school by stages, in order of first appearance.
func (r *ruler) sectionsOf(school *place) []place {
	c := r.facts.county
	var out []place
	for _, section := range school.sections {
		stage := c.Sections[section].Stage
		k := slices.IndexFunc(out, func(p place) bool { return p.stage == stage })
		if k < 0 {
			k = len(out)
			out = append(out, place{
				where: school.where + "/" + stage, each: EachSection, root: school.root, schools: school.schools,
				stage: stage, stages: []string{stage},
			})
		}
		out[k].sections = append(out[k].sections, section)
		out[k].pupils += c.Sections[section].Pupils
	}
	return out
}

// add takes in the section of a stage.
func (p *place) add(sections []place, stage string) {
	for i := range sections {
		if sections[i].stage == stage {
			p.schools = append(p.schools, sections[i].schools...)
			p.sections = append(p.sections, sections[i].sections...)
			p.pupils += sections[i].pupils
		}
	}
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
