package model

import (
	"maps"
	"slices"
)

// Clone returns a deep copy: no change of the copy reaches c. Shapes of pieces are shared: nobody changes them.
func (c *County) Clone() *County {
	d := *c
	d.StageWeights = maps.Clone(c.StageWeights)
	d.Schools = slices.Clone(c.Schools)
	for i := range d.Schools {
		s := &d.Schools[i]
		s.Place = clonePointer(s.Place)
		s.Flags = slices.Clone(s.Flags)
		s.Stocks = maps.Clone(s.Stocks)
	}
	d.Sections = slices.Clone(c.Sections)
	for i := range d.Sections {
		d.Sections[i].Stocks = maps.Clone(d.Sections[i].Stocks)
	}
	d.Staff = slices.Clone(c.Staff)
	for i := range d.Staff {
		d.Staff[i].Kind.Attributes = slices.Clone(d.Staff[i].Kind.Attributes)
	}
	d.Funds = slices.Clone(c.Funds)
	for i := range d.Funds {
		f := &d.Funds[i]
		f.Categories, f.Areas, f.Kinds = slices.Clone(f.Categories), slices.Clone(f.Areas), slices.Clone(f.Kinds)
	}
	d.Costs = slices.Clone(c.Costs)
	for i := range d.Costs {
		d.Costs[i].MaxQuantity = clonePointer(d.Costs[i].MaxQuantity)
	}
	d.Posts = slices.Clone(c.Posts)
	d.Travel = slices.Clone(c.Travel)
	d.Rooms, d.Classes = slices.Clone(c.Rooms), slices.Clone(c.Classes)
	d.Services, d.Outcomes = slices.Clone(c.Services), slices.Clone(c.Outcomes)
	d.Guarantees, d.Survey = slices.Clone(c.Guarantees), slices.Clone(c.Survey)
	d.Teachers = slices.Clone(c.Teachers)
	for i := range d.Teachers {
		t := &d.Teachers[i]
		t.Established, t.Consent, t.Home = clonePointer(t.Established), clonePointer(t.Consent), clonePointer(t.Home)
	}
	d.Pieces = slices.Clone(c.Pieces)
	for i := range d.Pieces {
		p := &d.Pieces[i]
		p.Place, p.Grades = clonePointer(p.Place), slices.Clone(p.Grades)
		p.Pupils, p.School = maps.Clone(p.Pupils), maps.Clone(p.School)
	}
	d.Borders = slices.Clone(c.Borders)
	d.Candidates = slices.Clone(c.Candidates)
	for i := range d.Candidates {
		d.Candidates[i].Place, d.Candidates[i].Stocks = clonePointer(d.Candidates[i].Place), maps.Clone(d.Candidates[i].Stocks)
	}
	d.Lines = maps.Clone(c.Lines)
	for table, lines := range d.Lines {
		d.Lines[table] = slices.Clone(lines)
	}
	d.Labels = maps.Clone(c.Labels)
	return &d
}

func clonePointer[T any](p *T) *T {
	if p == nil {
		return nil
	}
	v := *p
	return &v
}
