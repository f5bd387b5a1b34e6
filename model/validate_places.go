package model

import (
	"math"
)

// ValidateCatchments reports every fault of the map of today in some stages at once, joined as by
// [County.Validate], for those who plan catchments: the pupils of the pieces must be those of the sections,
// in each section as many as live in the pieces that name its school. Where no piece names a school for a
// stage there is no map today, and their sums must be the same. Schools of special education have no
// catchment, but may be named.
func (c *County) ValidateCatchments(stages []string) error {
	f := &faults{county: c, schools: c.SchoolIndex()}
	for _, stage := range stages {
		f.checkCatchments(stage)
	}
	for _, e := range f.errs {
		c.Labels.Fault(e)
	}
	return join(f.errs)
}

// checkCatchments checks one stage.
func (f *faults) checkCatchments(stage string) {
	c := f.county
	live, mapped, total, named := map[string]float64{}, false, 0.0, map[string]bool{}
	for i := range c.Pieces {
		p := &c.Pieces[i]
		n := p.Pupils[stage]
		if math.IsNaN(n) || math.IsInf(n, 0) {
			return // a fault of the piece
		}
		id := p.School[stage]
		live[id] += n
		total += n
		named[id] = true
		mapped = mapped || id != ""
	}
	if total == 0 {
		return
	}
	enrolled := 0.0
	for i := range c.Sections {
		s := &c.Sections[i]
		if s.Stage != stage || f.special(s.School) && !named[s.School] {
			continue
		}
		enrolled += s.Pupils
		if mapped {
			f.sameCatchment(i, live[s.School])
		}
	}
	if !mapped && math.Abs(enrolled-total) > pupilsTolerance*max(1, total) {
		f.add(TablePieces, -1, "", "pupils_"+stage, number(total),
			"no piece names a school for this stage, so that all pieces together must have the "+number(enrolled)+" pupils of its sections in "+TableSections)
	}
}

// sameCatchment checks that as many pupils live in the pieces of a section as are enrolled there.
func (f *faults) sameCatchment(section int, live float64) {
	s := &f.county.Sections[section]
	if d := live - s.Pupils; math.Abs(d) <= pupilsTolerance*max(1, s.Pupils) || math.IsNaN(d) {
		return
	}
	name, rule := s.School+"/"+s.Stage, "the pieces whose school this is have "+number(live)+" pupils in "+TablePieces
	if live < s.Pupils {
		rule += ": the others live in no piece"
	} else {
		rule += ": the others are counted twice, or not enrolled"
	}
	f.add(TableSections, section, name, "pupils", number(s.Pupils), rule)
}

// special says whether a school is one of special education.
func (f *faults) special(id string) bool {
	i, ok := f.schools[id]
	return ok && f.county.Schools[i].Kind == KindSpecial
}
