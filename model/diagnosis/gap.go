package diagnosis

import (
	"cmp"
	"math"
	"slices"

	"github.com/eduparity/eduparity/model/standard"
)

// SectionGaps are what one failing section lacks.
type SectionGaps struct {
	School  string  `json:"school_id"`
	Stage   string  `json:"stage"`
	Pupils  float64 `json:"pupils"`
	Met     int     `json:"met"`     // minimums that are met
	Of      int     `json:"of"`      // minimums that there are
	Missing []Gap   `json:"missing"` // to every minimum, farthest below it first
	// Least is the least that would make the section pass: where the rule lets some minimums be
	// missed, those are let go that then need nothing, so that the fewest indicators are to be
	// raised; beyond that, those that spare most whole units, measured by the units of the minimum.
	Least []Gap `json:"least"`
	// Excused are the minimums that Least lets go.
	Excused []string `json:"excused,omitempty"`
}

// A Gap is what a section lacks in one indicator.
type Gap struct {
	Code   string  `json:"code"`
	Value  float64 `json:"value"`
	Target float64 `json:"target"` // value to reach: the minimum, or the share of it that is enough
	Units  float64 `json:"units"`  // of stock missing to the target
	Unit   string  `json:"unit"`
	// Whole is Units in whole persons, rooms and the like: the least whole number that is enough.
	Whole float64 `json:"whole"`
	Reach float64 `json:"reach"`           // Value / minimum
	Level string  `json:"level,omitempty"` // of a stack: name of the standard that asks for the target
}

// gaps are those of the sections that fail: farthest from a pass first, by the number of indicators
// to raise, then by the lowest reach.
func (d *diagnoser) gaps() []SectionGaps {
	all := []SectionGaps{}
	for i := range d.a.Sections {
		if section := &d.a.Sections[i]; !section.Passes {
			all = append(all, d.sectionGaps(section))
		}
	}
	slices.SortStableFunc(all, func(x, y SectionGaps) int {
		return cmp.Or(cmp.Compare(len(y.Least), len(x.Least)), cmp.Compare(worstReach(x), worstReach(y)))
	})
	return all
}

func worstReach(g SectionGaps) float64 {
	if len(g.Missing) == 0 {
		return 1
	}
	return g.Missing[0].Reach
}

func (d *diagnoser) sectionGaps(section *standard.SectionResult) SectionGaps {
	out := SectionGaps{School: section.School, Stage: section.Stage, Pupils: section.Pupils, Met: section.Met, Missing: []Gap{}, Least: []Gap{}}
	var missing []choice
	for k := range section.Readings {
		r := &section.Readings[k]
		if r.Minimum == nil {
			continue
		}
		out.Of++
		if r.Met {
			continue
		}
		full := d.gap(section, k, *r.Minimum)
		missing = append(missing, choice{
			full: full, part: d.gap(section, k, d.s.Floor(k, section.Stage)),
			asked: *r.Minimum * section.Pupils / d.s.Indicators[k].Per,
		})
		out.Missing = append(out.Missing, full)
	}
	slices.SortStableFunc(out.Missing, func(x, y Gap) int { return cmp.Compare(x.Reach, y.Reach) })

	// Which to let go: those that then need nothing, then those that spare most of their minimum.
	excused := make([]int, len(missing))
	for i := range missing {
		excused[i] = i
	}
	slices.SortStableFunc(excused, func(x, y int) int {
		return cmp.Or(
			cmp.Compare(min(missing[x].part.Whole, 1), min(missing[y].part.Whole, 1)),
			cmp.Compare(missing[y].spared(), missing[x].spared()))
	})
	excused = excused[:min(out.Of-d.s.Section.Required(out.Of), len(excused))]
	for i := range missing {
		if !slices.Contains(excused, i) {
			out.Least = append(out.Least, missing[i].full)
			continue
		}
		out.Excused = append(out.Excused, missing[i].full.Code)
		if missing[i].part.Whole > 0 {
			out.Least = append(out.Least, missing[i].part)
		}
	}
	slices.SortStableFunc(out.Least, func(x, y Gap) int { return cmp.Compare(x.Reach, y.Reach) })
	return out
}

// A choice is an indicator that a section lacks: it is raised to its minimum, or let go and raised to
// the share of it that is then enough.
type choice struct {
	full, part Gap
	asked      float64 // units of stock at the minimum
}

// spared is the part of the minimum that letting it go spares, in whole units.
func (c choice) spared() float64 { return (c.full.Whole - c.part.Whole) / c.asked }

// gap is what a section lacks of an indicator to reach a value.
func (d *diagnoser) gap(section *standard.SectionResult, k int, target float64) Gap {
	r, per := &section.Readings[k], d.s.Indicators[k].Per
	out := Gap{
		Code: r.Code, Value: r.Value, Target: target, Unit: d.s.Indicators[k].Unit, Reach: r.Value / *r.Minimum,
		Level: d.asking(k, r, section.Stage, target),
	}
	if standard.Meets(r.Value, target) {
		return out
	}
	units := math.Max(0, target*section.Pupils/per-r.Stock)
	whole := math.Ceil(units)
	// Rounding may ask for one unit that is not needed, or leave out one that is: what counts is how
	// the standard compares.
	reaches := func(more float64) bool { return standard.Meets(per*(r.Stock+more)/section.Pupils, target) }
	if whole >= 1 && reaches(whole-1) {
		whole--
	}
	if !reaches(whole) {
		whole++
	}
	out.Units, out.Whole = units, whole
	return out
}

// asking is the name of the level of a stack that asks for so much of an indicator, by its index: that
// of the minimum, or the highest one whose floor it is; empty where there are no levels.
func (d *diagnoser) asking(k int, r *standard.Reading, stage string, target float64) string {
	if target == *r.Minimum {
		return r.Level
	}
	of := &d.s.Indicators[k]
	for _, level := range d.s.Levels {
		for i := range level.Indicators {
			own := &level.Indicators[i]
			if own.Per == of.Per && slices.Equal(own.Stock, of.Stock) && (own.Minimum[stage] == target || level.Floor(i, stage) == target) {
				return level.Name
			}
		}
	}
	return r.Level
}
