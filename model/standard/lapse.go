package standard

import (
	"fmt"
	"slices"
)

// lapse says why a relief is over in an assessed year; empty: it is not. Without a year a relief that
// has a term cannot be granted.
func (r *Relief) lapse(year int) string {
	switch {
	case !r.lapsed(year):
		return ""
	case year == 0:
		return "relief " + r.ID + " has a term, and the county has no year"
	}
	return fmt.Sprintf("relief %s has lapsed after %d", r.ID, r.Until)
}

// A lapse is what a relief that is over would add to an indicator of a row.
type lapse struct {
	indicator int
	relief    *Relief
	why       string
	added     float64
}

// withLapsed is the stock of an indicator as it would be if no relief were over.
func (r *Row) withLapsed(k int) float64 {
	stock := r.Stock[k]
	for i := range r.lapses {
		if r.lapses[i].indicator == k {
			stock += r.lapses[i].added
		}
	}
	return stock
}

// lapsedOf tells the lapses of an indicator in some rows, each text once. Seen says that the texts of
// all the reliefs were seen: a term that was not may not be over.
func lapsedOf(rows []*Row, k int) (told string, seen bool) {
	var texts []string
	seen = true
	for _, row := range rows {
		for i := range row.lapses {
			l := &row.lapses[i]
			if l.indicator != k {
				continue
			}
			seen = seen && l.relief.Verified
			if !slices.Contains(texts, l.why) {
				texts = append(texts, l.why)
				told += "; " + l.why
			}
		}
	}
	return told, seen
}

// reliefsOf joins the ids of the reliefs that add to an indicator in some rows, each once. Seen says
// that the texts of all were seen.
func (s *Standard) reliefsOf(rows []*Row, k int) (ids string, seen bool) {
	var all []string
	seen = true
	for _, row := range rows {
		if row.Reliefs == nil || row.Reliefs[k] == "" || slices.Contains(all, row.Reliefs[k]) {
			continue
		}
		all = append(all, row.Reliefs[k])
		ids = joined(ids, row.Reliefs[k])
		seen = seen && s.reliefSeen(k, row.Reliefs[k])
	}
	return ids, seen
}

// reliefSeen reports whether the text of a relief of an indicator was seen; none needs none.
func (s *Standard) reliefSeen(k int, id string) bool {
	for i := range s.Indicators[k].Reliefs {
		if relief := &s.Indicators[k].Reliefs[i]; relief.ID == id {
			return relief.Verified
		}
	}
	return true
}

// seen reports whether the text of the indicators and limits was seen. Of a stack that is said of the
// level that binds, verdict by verdict.
func (s *Standard) seen() bool { return s.Verified || len(s.Levels) > 0 }
