package standard

import (
	"fmt"
	"math"

	"github.com/eduparity/eduparity/model/measure"
)

// compare decides, for every place of a rule, the quotient of its sums as a multiple of that of the
// schools it is compared with: those in Against of the same stage, all their sums added up. Where a
// stage has none of them, all its schools are compared with all together; where it has one school,
// there is nothing to compare.
func (r *ruler) compare(rule *Rule, places []place) []Verdict {
	stages := make(map[string]*reference)
	verdicts := make([]Verdict, len(places))
	for i := range places {
		p := &places[i]
		of, ok := stages[p.stage]
		if !ok {
			of = r.reference(rule, p.stage)
			stages[p.stage] = of
		}
		verdicts[i] = r.compared(rule, p, of)
	}
	return verdicts
}

// A reference is what the places of a stage are compared with.
type reference struct {
	value, over float64
	schools     int
	who         string // names them
	missing     string
}

func (r *ruler) reference(rule *Rule, stage string) *reference {
	others := *rule
	others.Each, others.Scope = EachSection, rule.Against
	of := r.added(&others, stage, "others")
	if of.schools == 0 {
		others.Scope = Scope{PupilsAbove: rule.Scope.PupilsAbove}
		of = r.added(&others, stage, "all together")
	}
	return of
}

// added adds up the sums of a rule over the schools of a stage.
func (r *ruler) added(rule *Rule, stage, who string) *reference {
	of := &reference{who: who}
	places := r.placesOf(rule)
	for i := range places {
		if places[i].stage != stage {
			continue
		}
		value, _, missing := r.sum(rule.Value, &places[i])
		over, _, missingOver := r.sum(rule.Over, &places[i])
		of.value, of.over, of.schools = of.value+value, of.over+over, of.schools+1
		of.missing = joined(of.missing, joined(missing, missingOver))
	}
	return of
}

func (r *ruler) compared(rule *Rule, p *place, of *reference) Verdict {
	v := r.verdict(rule, p.where)
	value, told, missing := r.sum(rule.Value, p)
	over, toldOver, missingOver := r.sum(rule.Over, p)
	v.Inputs = joined(told, toldOver)
	missing = joined(joined(missing, missingOver), of.missing)
	if of.schools < 2 && of.who != "others" {
		v.Passes, v.Outcome, v.Inputs = true, Pass, v.Inputs+": no other school in the stage to compare with"
		return v
	}
	threshold, ok := r.byStage(rule, rule.Threshold, p.stage)
	if !ok {
		missing = joined(missing, "threshold of stage "+p.stage)
	}
	if missing == "" && !(over > 0 && of.over > 0 && of.value > 0) {
		v.Inputs += ": the divisors must be above 0"
		return v
	}
	v.Inputs += fmt.Sprintf(": %s against %s of %d %s", short(value/over), short(of.value/of.over), of.schools, of.who)
	return finish(rule, v, (value/over)/(of.value/of.over), threshold, missing)
}

// regression decides, for every stage, how much of the variance of a sum between schools follows
// another: see [measure.Regression].
func (r *ruler) regression(rule *Rule) []Verdict {
	sections := *rule
	sections.Each = EachSection
	places := r.placesOf(&sections)
	var verdicts []Verdict
	for _, stage := range r.stages {
		var z, x []float64
		missing := ""
		for i := range places {
			if places[i].stage != stage {
				continue
			}
			value, _, lacks := r.sum(rule.Value, &places[i])
			over, _, lacksOver := r.sum(rule.Over, &places[i])
			missing = joined(missing, joined(lacks, lacksOver))
			z, x = append(z, value), append(x, over)
		}
		threshold, ok := r.byStage(rule, rule.Threshold, stage)
		if len(z) == 0 || !ok {
			continue
		}
		v := r.verdict(rule, stage)
		line := measure.Line{R2: math.NaN()}
		if missing == "" && positive(x) {
			line = measure.Regression(z, x)
		}
		switch {
		case missing != "":
			v.Inputs = "missing: " + missing
		case math.IsNaN(line.R2):
			v.Inputs = fmt.Sprintf("%d schools: they must differ in both", len(z))
		default:
			v.Inputs = fmt.Sprintf("%d schools, degree of randomness %s, slope %s, intercept %s, correlation %s",
				len(z), short(line.Randomness), short(line.Slope), short(line.Intercept), short(line.Correlation))
			v = finish(rule, v, line.R2, threshold, "")
		}
		verdicts = append(verdicts, v)
	}
	return verdicts
}

func positive(values []float64) bool {
	for _, v := range values {
		if !(v > 0) {
			return false
		}
	}
	return true
}
