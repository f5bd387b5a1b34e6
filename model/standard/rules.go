package standard

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// ruler decides the rules beside the indicators.
type ruler struct {
	standard *Standard
	facts    *facts
	stages   []string // that are judged: of all sections but senior and kindergarten
	schools  []place
	sections []place
}

func newRuler(s *Standard, f *facts) *ruler {
	r := &ruler{standard: s, facts: f}
	for _, stage := range f.county.Stages() {
		if !unjudged(stage) {
			r.stages = append(r.stages, stage)
		}
	}
	r.schools = r.allSchools()
	r.sections = r.allSections()
	return r
}

// verdicts decides one rule at all its places.
func (r *ruler) verdicts(rule *Rule) []Verdict {
	if rule.Form == Document {
		return r.documents(rule)
	}
	if n := r.withoutArea(rule); n > 0 {
		v := r.verdict(rule, string(EachCounty))
		v.Inputs = fmt.Sprintf("missing: area of %d schools", n)
		return []Verdict{v}
	}
	places := r.placesOf(rule)
	if len(places) == 0 {
		return r.unconcerned(rule)
	}
	if absent := r.absent(rule); absent != "" {
		v := r.verdict(rule, string(EachCounty))
		v.Inputs, v.Threshold = "missing: "+absent, r.common(rule, places)
		return []Verdict{v}
	}
	switch rule.Form { //nolint:exhaustive // the others are decided place by place.
	case Compare:
		return r.compare(rule, places)
	case Regression:
		return r.regression(rule)
	}
	verdicts := make([]Verdict, 0, len(places))
	for i := range places {
		if v, judged := r.relieved(rule, &places[i]); judged {
			verdicts = append(verdicts, v)
		}
	}
	if len(verdicts) == 0 { // no place has a threshold
		return r.unconcerned(rule)
	}
	return verdicts
}

// unconcerned is the verdict on a rule that is about nothing in the county.
func (r *ruler) unconcerned(rule *Rule) []Verdict {
	v := r.verdict(rule, string(EachCounty))
	v.Passes, v.Outcome, v.Inputs = true, Pass, "no school or section is concerned"
	return []Verdict{v}
}

// common is the threshold of all places, NaN where it is not the same at all.
func (r *ruler) common(rule *Rule, places []place) float64 {
	common := math.NaN()
	if rule.Form == Step {
		return common
	}
	for i := range places {
		threshold, ok := r.threshold(rule, &places[i])
		switch {
		case !ok:
		case math.IsNaN(common):
			common = threshold
		case common != threshold:
			return math.NaN()
		}
	}
	return common
}

// verdict is one without data.
func (r *ruler) verdict(rule *Rule, where string) Verdict {
	return Verdict{
		Rule: rule.ID, Level: rule.Level, Block: rule.Block, Where: where,
		Value: math.NaN(), Threshold: math.NaN(), Margin: math.NaN(), Outcome: NoData, Verified: rule.Verified,
	}
}

// absent names the inputs of a rule that the county has nowhere.
func (r *ruler) absent(rule *Rule) string {
	var names []string
	for _, terms := range [][]Term{rule.Value, rule.Over, rule.Steps.Of} {
		for _, t := range terms {
			if !r.facts.known(t.Column, r.stages) && !slices.Contains(names, t.Column) {
				names = append(names, t.Column)
			}
		}
	}
	if rule.Rooms.Use != "" && len(r.facts.county.Rooms) == 0 && !r.facts.known(rule.Rooms.Column, nil) {
		names = append(names, "rooms of use "+rule.Rooms.Use)
	}
	return strings.Join(names, ", ")
}

// relieved decides a rule at a place, with the relief that helps where the rule itself fails.
func (r *ruler) relieved(rule *Rule, p *place) (v Verdict, judged bool) {
	v, judged = r.decide(rule, p)
	if !judged || v.Outcome == Pass {
		return v, judged
	}
	own := v.Outcome
	lapsed, seen := "", true
	for i := range rule.Reliefs {
		relief := &rule.Reliefs[i]
		if relief.Off || !r.facts.holds(&relief.Ground, p) {
			continue
		}
		eased := *rule
		if relief.Threshold != nil {
			eased.Threshold, eased.ThresholdInput = relief.Threshold, ""
		}
		if relief.RoomArea != nil {
			eased.Rooms.Area = relief.RoomArea
		}
		other, ok := r.decide(&eased, p)
		if why := relief.lapse(r.facts.county.Year); why != "" {
			lapsed += "; " + why
			// A fail that the relief would undo rests on its term.
			seen = seen && (relief.Verified || !ok || other.Outcome == own)
			continue
		}
		if ok && better(&other, &v) {
			other.Relief, other.Verified = relief.ID, rule.Verified && relief.Verified
			v = other
		}
	}
	if v.Outcome != Pass {
		v.Inputs += lapsed
		v.Verified = v.Verified && seen
	}
	return v, true
}

// better reports whether one verdict on a rule is further from failing than another.
func better(v, than *Verdict) bool {
	rank := func(o Outcome) int { return slices.Index([]Outcome{Fail, NoData, Pass}, o) }
	if a, b := rank(v.Outcome), rank(than.Outcome); a != b {
		return a > b
	}
	return v.Margin > than.Margin
}
