package model

import (
	"math"
	"slices"
	"strings"
)

func (f *faults) checkStaff() {
	c := f.county
	if len(c.Staff) == 0 {
		return
	}
	type line struct{ school, stage, kind string }
	var (
		sections = c.SectionIndex()
		seen     = make(map[line]int, len(c.Staff))
		kinds    = make(map[string]int)                        // first record by name
		sums     = make([]map[string]float64, len(c.Sections)) // stock by name
		stocks   = []string{Teachers}
	)
	for i := range c.Staff {
		s := &c.Staff[i]
		name := s.School + "/" + s.Stage
		if s.Kind.Name == "" {
			f.add(TableKinds, i, name, "kind", "", "is missing")
		}
		f.amount(TableKinds, i, name, "count", s.Count)
		if first, ok := kinds[s.Kind.Name]; !ok {
			kinds[s.Kind.Name] = i
		} else if k := c.Staff[first].Kind; k.Subject != s.Kind.Subject || !sameSet(k.Attributes, s.Kind.Attributes) {
			f.add(TableKinds, i, name, "kind", s.Kind.Name, "has other attributes or another subject than before"+f.alsoOn(TableKinds, first))
		}
		key := line{s.School, s.Stage, s.Kind.Name}
		if first, ok := seen[key]; ok {
			f.add(TableKinds, i, name, "kind", s.Kind.Name, "is given twice for one section"+f.alsoOn(TableKinds, first))
		} else {
			seen[key] = i
		}
		for _, a := range s.Kind.Attributes {
			if !slices.Contains(stocks, a) {
				stocks = append(stocks, a)
			}
		}
		section, ok := sections[[2]string{s.School, s.Stage}]
		if !ok {
			if f.school(TableKinds, i, name, "school_id", s.School) {
				f.add(TableKinds, i, name, "stage", s.Stage, "the school has no such section in "+TableSections)
			}
			continue
		}
		if sums[section] == nil {
			sums[section] = make(map[string]float64)
		}
		sums[section][Teachers] += s.Count
		for _, a := range s.Kind.Attributes {
			sums[section][a] += s.Count
		}
	}
	for i := range c.Sections {
		f.staffSums(i, stocks, sums[i])
	}
}

// staffSums checks that the kinds of a section add up to its counts.
func (f *faults) staffSums(section int, stocks []string, sums map[string]float64) {
	s := &f.county.Sections[section]
	name := s.School + "/" + s.Stage
	for _, stock := range stocks {
		have, ok := s.Stocks[stock]
		switch {
		case !ok && sums[stock] != 0:
			f.add(TableSections, section, name, stock, "", "is missing; "+TableKinds+" has "+number(sums[stock]))
		case ok && math.Abs(have-sums[stock]) > staffTolerance:
			f.add(TableSections, section, name, stock, number(have), "the kinds of "+TableKinds+" add up to "+number(sums[stock]))
		}
	}
}

func sameSet(a, b []string) bool {
	x, y := slices.Clone(a), slices.Clone(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

func (f *faults) checkPosts() {
	seen := make(map[Post]int)
	for i, p := range f.county.Posts {
		name := strings.Trim(strings.Join([]string{p.School, p.Stage, p.Kind, p.Subject}, "/"), "/")
		if p.School != "" {
			f.school(TablePosts, i, name, "school_id", p.School)
		}
		if p.Stage != "" {
			f.word(TablePosts, i, name, "stage", p.Stage, f.stages)
		}
		if p.Kind != "" {
			if _, err := f.county.ParseKind(p.Kind); err != nil {
				f.add(TablePosts, i, name, "kind", p.Kind, err.Error())
			}
		}
		f.amount(TablePosts, i, name, "max_posts", p.Max)
		key := p
		key.Max = 0
		if first, ok := seen[key]; ok {
			f.add(TablePosts, i, name, "", "", "is given twice"+f.alsoOn(TablePosts, first))
		} else {
			seen[key] = i
		}
	}
}

func (f *faults) checkTravel() {
	seen := make(map[[2]string]int, len(f.county.Travel))
	for i, t := range f.county.Travel {
		name := t.From + " to " + t.School
		f.origin(i, name, t.From)
		f.destination(i, name, t.School)
		f.amount(TableTravel, i, name, "metres", t.Metres)
		f.amount(TableTravel, i, name, "minutes", t.Minutes)
		key := [2]string{t.From, t.School}
		if first, ok := seen[key]; ok {
			f.add(TableTravel, i, name, "", "", "is given twice"+f.alsoOn(TableTravel, first))
		} else {
			seen[key] = i
		}
	}
}
