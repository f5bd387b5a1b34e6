package standard

import (
	"fmt"
	"math"
)

// decide applies the form of a rule at a place; judged is false where it has no threshold there.
func (r *ruler) decide(rule *Rule, p *place) (v Verdict, judged bool) {
	v = r.verdict(rule, p.where)
	var threshold float64
	if rule.Form != Step {
		var ok bool
		if threshold, ok = r.threshold(rule, p); !ok {
			return v, false
		}
		v.Threshold = threshold
	}
	if rule.Uniform && r.facts.stated(rule.Value[0].Column) {
		return r.uniform(rule, p, v), true
	}
	value, told, missing := r.sum(rule.Value, p)
	v.Inputs = told
	switch rule.Form { //nolint:exhaustive // the others are not decided place by place.
	case Minimum, Maximum:
		if missing == "" && rule.Form == Maximum {
			v.Inputs += r.facts.classesAbove(rule, p, threshold)
		}
	case Share, Ratio:
		over, toldOver, missingOver := r.sum(rule.Over, p)
		v.Inputs = joined(told, toldOver)
		missing = joined(missing, missingOver)
		if missing == "" {
			if over == 0 && value == 0 && rule.EmptyPasses {
				v.Passes, v.Outcome, v.Inputs = true, Pass, v.Inputs+": nobody is concerned"
				return v, true
			}
			if fault := quotientFault(rule.Form, value, over); fault != "" {
				v.Inputs += ": " + fault
				return v, true
			}
			value /= over
		}
	case Step:
		return r.step(rule, p, v, value, missing), true
	}
	return finish(rule, v, value, threshold, missing), true
}

// quotientFault says why a share or a ratio cannot be taken.
func quotientFault(form Form, value, over float64) string {
	switch {
	case over <= 0:
		return "the divisor must be above 0"
	case form == Share && value < 0:
		return "the part must not be negative"
	case form == Share && !Within(value, over):
		return "the part is more than the whole"
	}
	return ""
}

// finish compares.
func finish(rule *Rule, v Verdict, value, threshold float64, missing string) Verdict {
	if missing != "" {
		v.Inputs = "missing: " + missing
		return v
	}
	v.Value, v.Threshold = value, threshold
	low, high := threshold, value // low <= high passes
	if rule.AtMost || rule.Form == Maximum {
		low, high = value, threshold
	}
	v.Margin = high - low
	if Meets(high, low) && Meets(low, high) { // on the threshold
		v.Margin, v.Passes = 0, !rule.Strict
	} else {
		v.Passes = v.Margin > 0
	}
	v.Outcome = outcome(v.Passes)
	return v
}

// step compares a count with the step function.
func (r *ruler) step(rule *Rule, p *place, v Verdict, value float64, missing string) Verdict {
	x, told, missingX := r.sum(rule.Steps.Of, p)
	v.Inputs = joined(v.Inputs, told)
	missing = joined(missing, missingX)
	if missing != "" {
		return finish(rule, v, value, math.NaN(), missing)
	}
	need := rule.Steps.Need(x)
	if rule.Rooms.Use != "" {
		area, ok := r.area(rule, p)
		if !ok {
			return finish(rule, v, value, need, "the size of a room of use "+rule.Rooms.Use)
		}
		count, all, known := r.facts.roomsOf(&rule.Rooms, p, area)
		v.Inputs = joined(v.Inputs, fmt.Sprintf("%s of %s rooms of use %s have %s m2", short(count), short(all), rule.Rooms.Use, short(area)))
		switch {
		case !known && math.IsNaN(all):
			return finish(rule, v, value, need, "rooms of use "+rule.Rooms.Use)
		case !known && value+all >= need:
			v.Threshold = need
			v.Inputs = "missing: sizes of rooms of use " + rule.Rooms.Use + "; " + short(all) + " rooms, " + told + ", " + short(need) + " required"
			return v
		case !known:
			count = all // too few, whatever their sizes
		}
		value += count
	}
	v.Inputs = joined(v.Inputs, short(need)+" required")
	return finish(rule, v, value, need, "")
}

// Need is the value of the step function at x.
func (s *Steps) Need(x float64) float64 {
	need := 0.0
	for _, step := range s.Table {
		if x <= step.UpTo {
			return step.Need
		}
	}
	if n := len(s.Table); n > 0 {
		need = s.Table[n-1].Need
		x -= s.Table[n-1].UpTo
	}
	if s.Every > 0 {
		need += s.Give * math.Ceil(x/s.Every)
	}
	return need
}

// sum adds up quantities at a place and tells them.
func (r *ruler) sum(terms []Term, p *place) (value float64, told, missing string) {
	for _, t := range terms {
		v, lacks := r.facts.quantity(t.Column, p)
		if lacks != "" {
			missing = joined(missing, lacks)
			continue
		}
		value += t.Sign * v
		told = joined(told, t.Column+" "+short(v))
	}
	return value, told, missing
}

// joined puts a comma between two texts.
func joined(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + ", " + b
}

// classesAbove tells how many classes are above a maximum of class size.
func (f *facts) classesAbove(rule *Rule, p *place, limit float64) string {
	if len(rule.Value) != 1 || rule.Value[0].Column != QuantityLargestClass {
		return ""
	}
	above, all := 0, 0
	for _, i := range p.sections {
		for _, pupils := range f.sizes[i] {
			all++
			if pupils > limit {
				above++
			}
		}
	}
	if all == 0 {
		return ""
	}
	return fmt.Sprintf(", %d of %d classes above", above, all)
}
