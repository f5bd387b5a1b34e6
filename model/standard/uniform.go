package standard

import (
	"fmt"
	"math"
	"slices"
)

// stated reports whether a column of the county has a quantity.
func (f *facts) stated(name string) bool {
	return slices.Contains(f.inSections, name) || slices.Contains(f.inSchools, name)
}

// uniform decides a rate that columns state: all sections of a place have the same, and it is within
// the threshold. Different ones fail whatever is missing beside them.
func (r *ruler) uniform(rule *Rule, p *place, v Verdict) Verdict {
	f, name := r.facts, rule.Value[0].Column
	low, high := math.Inf(1), math.Inf(-1)
	var lowest, highest, missing string
	take := func(rate float64, of string) {
		if rate < low {
			low, lowest = rate, of
		}
		if rate > high {
			high, highest = rate, of
		}
	}
	for _, i := range p.sections {
		s := &f.county.Sections[i]
		of := s.School + "/" + s.Stage
		rate, ok := s.Stocks[name]
		if !ok {
			// A rate that stands at a school is that of each of its sections.
			rate, ok = f.county.Schools[f.schools[s.School]].Stocks[name]
		}
		if ok {
			take(rate, of)
		} else {
			missing = joined(missing, name+" of "+of)
		}
	}
	if rate, ok, wrong := f.answer(name, p); ok {
		take(rate, "the answer")
	} else if wrong != "" {
		missing = joined(missing, fmt.Sprintf("%s: %q is not a number", name, wrong))
	}
	judged := low
	if rule.Form == Maximum {
		judged = high
	}
	threshold := v.Threshold
	if low < high && !Meets(low, high) {
		v.Value, v.Margin, v.Outcome = judged, low-high, Fail
		v.Inputs = fmt.Sprintf("%s differs: %s of %s, %s of %s", name, short(low), lowest, short(high), highest)
		return v
	}
	v.Inputs = fmt.Sprintf("%s %s in all %d sections", name, short(judged), len(p.sections))
	return finish(rule, v, judged, threshold, missing)
}
