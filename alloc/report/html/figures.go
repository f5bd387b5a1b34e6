package html

import (
	"strconv"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model/standard"
)

// A figure is one of the numbers at the top of the page.
type figure struct {
	Label words
	Value words
	Note  words
}

// figures are the numbers at the top: how the county stands, and what a plan takes.
func (v *view) figures() []figure {
	figures := v.standing()
	if v.plan == nil || v.after == nil {
		return figures
	}
	var hired, moved float64
	schools := make(map[string]bool)
	for i := range v.plan.Actions {
		a := &v.plan.Actions[i]
		switch a.Kind {
		case plan.Hire:
			hired += a.Quantity
		case plan.Move:
			moved += a.Quantity
		case plan.Swap:
			moved += 2 * a.Quantity
		default:
		}
		for _, id := range []string{a.School, a.From, a.To} {
			if id != "" {
				schools[id] = true
			}
		}
	}
	figures = append(figures, figure{Label: say("Cost"), Value: v.money(v.plan.Cost.Total), Note: say("in %s", strconv.Itoa(v.after.Year))})
	if hired > 0 {
		figures = append(figures, figure{Label: say("Teachers hired"), Value: quantity(hired, "persons")})
	}
	if moved > 0 {
		figures = append(figures, figure{Label: say("Teachers who change school"), Value: quantity(moved, "persons")})
	}
	if pupils := v.pupilsMoved(); pupils > 0 {
		figures = append(figures, figure{Label: say("Pupils who change school"), Value: quantity(pupils, "pupils")})
	}
	return append(figures, figure{
		Label: say("Schools with something to do"), Value: plain(report.Number(float64(len(schools)), 0)),
		Note: say("of %s", whole(len(v.county.Schools), "schools")),
	})
}

// pupilsMoved are the pupils whom the plan sends to another school than today's.
func (v *view) pupilsMoved() float64 {
	var n float64
	for i := range v.plan.Actions {
		if a := &v.plan.Actions[i]; (a.Kind == plan.Assign || a.Kind == plan.Board) && a.From != a.To {
			n += a.Quantity
		}
	}
	return n
}

// standing are the figures of sections and CVs.
func (v *view) standing() []figure {
	_, last := v.latest()
	change := func(before, after int) words {
		if v.after == nil {
			return plain(report.Number(float64(after), 0))
		}
		return plain(report.Number(float64(before), 0) + " → " + report.Number(float64(after), 0))
	}
	var figures []figure
	if asks(v.before) {
		figures = append(figures, figure{
			Label: say("Sections that pass"), Value: change(v.before.SectionsPassing, last.SectionsPassing),
			Note: say("of %s", whole(len(last.Sections), "sections")),
		})
	}
	var limits int
	var over pair[int]
	all := v.indicators()
	for i := range all {
		if p := &all[i]; p.limit != nil {
			limits++
			if !p.keeps(p.Before) {
				over.Before++
			}
			if !p.keeps(p.After) {
				over.After++
			}
		}
	}
	if limits > 0 {
		figures = append(figures, figure{
			Label: say("CVs over their limit"), Value: change(over.Before, over.After), Note: say("of %s", plain(report.Number(float64(limits), 0))),
		})
	}
	return figures
}

// asks says whether the standard asks something of the sections themselves.
func asks(a *standard.Assessment) bool {
	for i := range a.Sections {
		for _, r := range a.Sections[i].Readings {
			if r.Minimum != nil {
				return true
			}
		}
	}
	return false
}
