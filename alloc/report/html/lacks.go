package html

import (
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model/diagnosis"
)

// A lack is what a section still needs in the end.
type lack struct {
	Stage      words
	Text       words
	Indicators int // that must be raised
}

// lacks are, by school, the least that would make each failing section pass.
func (v *view) lacks(d *diagnosis.Diagnosis) map[string][]lack {
	all := make(map[string][]lack)
	for i := range d.Gaps {
		g := &d.Gaps[i]
		var parts []words
		for _, x := range g.Least {
			of := v.indicator(x.Code)
			parts = append(parts, say("%[1]s %[2]s: %[3]s more", x.Code, indicatorName(of), quantity(x.Whole, x.Unit)))
		}
		all[g.School] = append(all[g.School], lack{known(g.Stage), join(semicolon(), parts...), len(parts)})
	}
	return all
}

// A blocker is something that stands against a pass in the end.
type blocker struct {
	Stage, What, Far words
}

// blockers are what stands against a pass in the end.
func (v *view) blockers(d *diagnosis.Diagnosis) []blocker {
	var all []blocker
	for i := range d.Blockers {
		b := &d.Blockers[i]
		x := blocker{Stage: known(b.Stage)}
		name := say("%[1]s %[2]s", b.Code, indicatorName(v.indicator(b.Code)))
		switch b.Kind {
		case diagnosis.BlockerCV:
			limit := float64(b.Threshold)
			if b.Code == compositeCode {
				name = say("mean of the CVs")
			}
			x.What = say("CV over its limit: %s", name)
			x.Far = say("%[1]s, limit %[2]s", report.CV(float64(b.Value), &limit), report.Number(limit, cvDecimals))
		case diagnosis.BlockerMinimum:
			x.What = say("Minimum not reached: %s", name)
			x.Far = say("%[1]s sections lack %[2]s together", report.Number(float64(b.Places), 0), quantity(b.Whole, b.Unit))
		case diagnosis.BlockerRule:
			x.What = say("Rule not kept: %s", v.ruleName(b.Rule))
			x.Far = say("fails at %s places", report.Number(float64(b.Places), 0))
		}
		all = append(all, x)
	}
	return all
}

// compositeCode is what a blocker calls the mean of the CVs.
const compositeCode = "composite"

// cvDecimals are those of the official forms.
const cvDecimals = 3

// ruleName is the name of a rule beside the resources; its id where it has none.
func (v *view) ruleName(id string) words {
	_, a := v.latest()
	for i := range a.Rules {
		if r := &a.Rules[i]; r.ID == id && r.Name != "" {
			w := words{r.Name, r.NameZH}
			if w.ZH == "" {
				w.ZH = w.EN
			}
			return w
		}
	}
	return plain(id)
}
