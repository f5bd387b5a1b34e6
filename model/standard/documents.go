package standard

import (
	"fmt"
	"math"
)

// documents decides a rule that is an answer of yes or no: one of the county, or one of every school.
func (r *ruler) documents(rule *Rule) []Verdict {
	o, text := r.facts.answers.opinion(rule.ID, "")
	if rule.Each != EachSchool || o != silent || !r.facts.answers.names[rule.ID] {
		return []Verdict{r.document(rule, string(EachCounty), o, text)}
	}
	places := r.placesOf(rule)
	verdicts := make([]Verdict, len(places))
	for i := range places {
		o, text := r.facts.answers.opinion(rule.ID, places[i].where)
		verdicts[i] = r.document(rule, places[i].where, o, text)
	}
	return verdicts
}

func (r *ruler) document(rule *Rule, where string, o opinion, text string) Verdict {
	v := r.verdict(rule, where)
	v.Threshold = 1
	if rule.Forbidden {
		v.Threshold = 0
	}
	switch o {
	case silent:
		v.Inputs = "missing: " + rule.ID
		return v
	case unclear:
		v.Inputs = fmt.Sprintf("%s: %q is neither yes nor no", rule.ID, text)
		return v
	case yes:
		v.Value = 1
	case no:
		v.Value = 0
	}
	v.Inputs = "answer " + text
	v.Passes = v.Value == v.Threshold
	v.Outcome, v.Margin = outcome(v.Passes), -math.Abs(v.Value-v.Threshold)
	return v
}
