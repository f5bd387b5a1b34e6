package report

import (
	"cmp"
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
)

// catchments says who gains and who loses where catchments or sites change: in the way to school and in the
// size of classes; then section by section.
func (t *planTeller) catchments() {
	x := t.w.pl.Places
	if x == nil || len(x.Pieces)+len(x.Catchments) == 0 {
		return
	}
	s := SwayOf(x)
	t.head("Catchments: %s change school", t.with(amount(s.Moved), "pupils"))
	if s.Moved > 0 {
		t.line("  way to school of those: shorter for %[1]s, longer for %[2]s, on average %[3]s -> %[4]s km",
			amount(s.Shorter), amount(s.Longer), kilometres(s.MetresBefore), kilometres(s.MetresAfter))
	}
	if s.SmallerClass+s.LargerClass > 0 {
		t.line("  classes of all who live in the pieces: smaller for %[1]s, larger for %[2]s", amount(s.SmallerClass), amount(s.LargerClass))
	}
	t.sections(x.Catchments)
}

// sections is the table of the sections before and after: those to and from which most pupils go first.
func (t *planTeller) sections(all []plan.CatchmentChange) {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b plan.CatchmentChange) int { return cmp.Compare(b.Gained+b.Lost, a.Gained+a.Lost) })
	shown := t.o.top(len(all))
	g := grid{columns: []string{"section", "school", "", ">come", ">go", ">pupils", ">", ">seats", ">", ">in a class", ">", ">km", ">"}}
	for i := range all[:shown] {
		c := &all[i]
		g.add(c.School+"/"+t.w.Stage(c.Stage), t.w.School(c.School), t.of(fateText(c.Status)), amountOf(c.Gained), amountOf(c.Lost),
			amount(c.PupilsBefore), "-> "+amount(c.PupilsAfter), known(c.SeatsBefore, 0), arrow(c.SeatsAfter, 0),
			known(c.ClassSizeBefore, 1), arrow(c.ClassSizeAfter, 1), knownKM(c.MetresBefore), arrowKM(c.MetresAfter))
	}
	t.grid(g)
	t.more(len(all) - shown)
}

// fateText says what becomes of a section; nothing where it stays.
func fateText(s plan.SectionStatus) string {
	switch s {
	case plan.SectionOpens:
		return "opens"
	case plan.SectionCloses:
		return "closes"
	case plan.SectionStays:
	}
	return ""
}

// amountOf writes a quantity; nothing where there is none.
func amountOf(x float64) string {
	if x == 0 {
		return ""
	}
	return amount(x)
}

// known writes a number that may not be known.
func known(x *float64, decimals int) string {
	if x == nil {
		return ""
	}
	return number(*x, decimals)
}

// arrow writes what a number becomes.
func arrow(x *float64, decimals int) string {
	if x == nil {
		return ""
	}
	return "-> " + number(*x, decimals)
}

// knownKM and arrowKM are the same for a way in metres.
func knownKM(metres *float64) string {
	if metres == nil {
		return ""
	}
	return kilometres(*metres)
}

func arrowKM(metres *float64) string {
	if metres == nil {
		return ""
	}
	return "-> " + kilometres(*metres)
}

// kilometres writes a way; a dash where it is not known.
func kilometres(metres float64) string { return number(metres/metresPerKM, valueDecimals) }

// A Sway adds up what changed catchments do to pupils.
type Sway struct {
	Moved                     float64 // pupils who change school
	Shorter, Longer           float64 // of these, by their way to school, as far as it is known
	MetresBefore, MetresAfter float64 // their mean way; NaN: nobody whose way is known
	SmallerClass, LargerClass float64 // pupils of the pieces, by the size of their classes
}

// SwayOf adds up the pieces of a plan's changes.
func SwayOf(x *plan.Changes) Sway {
	var s Sway
	var before, after, counted float64
	for i := range x.Pieces {
		p := &x.Pieces[i]
		for _, share := range p.Shares {
			if share.School == p.From {
				continue
			}
			s.Moved += share.Pupils
			if p.MetresBefore == nil || share.Metres == nil {
				continue
			}
			counted += share.Pupils
			before, after = before+share.Pupils**p.MetresBefore, after+share.Pupils**share.Metres
			switch {
			case *share.Metres < *p.MetresBefore:
				s.Shorter += share.Pupils
			case *share.Metres > *p.MetresBefore:
				s.Longer += share.Pupils
			}
		}
		if p.ClassSizeBefore != nil && p.ClassSizeAfter != nil {
			switch {
			case *p.ClassSizeAfter < *p.ClassSizeBefore:
				s.SmallerClass += p.Pupils
			case *p.ClassSizeAfter > *p.ClassSizeBefore:
				s.LargerClass += p.Pupils
			}
		}
	}
	s.MetresBefore, s.MetresAfter = math.NaN(), math.NaN()
	if counted > 0 {
		s.MetresBefore, s.MetresAfter = before/counted, after/counted
	}
	return s
}

// Finite says whether a number can be written as one.
func Finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
