package standard

import "slices"

// holds reports whether a place has a ground. What the data do not say is no ground.
func (f *facts) holds(g *Ground, p *place) bool {
	if p.root < 0 {
		return false
	}
	s := &f.county.Schools[p.root]
	switch {
	case g.BuiltBy != 0 && (s.BuiltYear == 0 || s.BuiltYear > g.BuiltBy):
		return false
	case g.PlannedBy != 0 && !plannedBy(g.PlannedBy, s.PlannedYear, s.BuiltYear):
		return false
	case g.Flag != "" && !slices.Contains(s.Flags, g.Flag):
		return false
	case len(g.Areas) > 0 && !slices.Contains(g.Areas, s.Area):
		return false
	case p.pupils < g.PupilsFrom:
		return false
	case g.PupilsBelow > 0 && p.pupils >= g.PupilsBelow:
		return false
	}
	if g.LargestClassBelow > 0 {
		if largest, ok := f.largestClass(p); !ok || largest >= g.LargestClassBelow {
			return false
		}
	}
	if g.Part != "" {
		part, missing := f.quantity(g.Part, p)
		return missing == "" && part > g.Above*p.pupils
	}
	return true
}

// plannedBy reports whether a school was planned by a year. One whose plan has no date was planned
// before it was built.
func plannedBy(year, planned, built int) bool {
	if planned == 0 {
		planned = built
	}
	return planned != 0 && planned <= year
}

// lapsed reports whether a relief is over in the assessed year. A year that is not known is not said
// to be within a term.
func (r *Relief) lapsed(year int) bool { return r.Until != 0 && (year == 0 || year > r.Until) }
