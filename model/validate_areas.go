package model

// isPart is what a stock breaks that is larger than the one that it is a part of.
const isPart = "is a part of " + TeachingArea + ", which is only "

// within checks that the indoor sports rooms of a record are no larger than the teaching area, whose
// part they are.
func (f *faults) within(table string, record int, name string, stocks Stocks) {
	part, hasPart := stocks[IndoorSports]
	whole, hasWhole := stocks[TeachingArea]
	if hasPart && hasWhole && part > whole {
		f.add(table, record, name, IndoorSports, number(part), isPart+number(whole))
	}
}

// withinSchools is within for schools that keep one of the two areas while all their sections keep the
// other one.
func (f *faults) withinSchools() {
	type areas struct {
		sections, parts, wholes int
		part, whole             float64
	}
	sums := make(map[string]*areas)
	for i := range f.county.Sections {
		s := &f.county.Sections[i]
		part, hasPart := s.Stocks[IndoorSports]
		whole, hasWhole := s.Stocks[TeachingArea]
		a := sums[s.School]
		if a == nil {
			a = &areas{}
			sums[s.School] = a
		}
		a.sections++
		if hasPart {
			a.parts++
			a.part += part
		}
		if hasWhole {
			a.wholes++
			a.whole += whole
		}
	}
	for i := range f.county.Schools {
		s := &f.county.Schools[i]
		part, hasPart := s.Stocks[IndoorSports]
		whole, hasWhole := s.Stocks[TeachingArea]
		a := sums[s.ID]
		switch {
		case a == nil:
		case hasPart && !hasWhole && a.wholes == a.sections && part > a.whole:
			f.add(TableSchools, i, s.ID, IndoorSports, number(part), isPart+number(a.whole)+" in all sections of "+TableSections)
		case hasWhole && !hasPart && a.parts == a.sections && a.part > whole:
			f.add(TableSchools, i, s.ID, TeachingArea, number(whole), IndoorSports+" is a part of it and "+number(a.part)+" in all sections of "+TableSections)
		}
	}
}
