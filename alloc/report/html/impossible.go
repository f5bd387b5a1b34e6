package html

import (
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
)

// An impossible says why there is no plan.
type impossible struct {
	Reasons     []words
	Relaxations []relaxation
	Priced      bool // some relaxation has a cost
}

// A relaxation is what would have to give.
type relaxation struct {
	Rule     words
	From, To words
	Cost     words
}

// impossible says why there is no plan; nil: there is one, or it is not known.
func (v *view) impossible() *impossible {
	why := v.plan.Infeasible
	if why == nil {
		return nil
	}
	out := &impossible{}
	for _, r := range why.Reasons {
		out.Reasons = append(out.Reasons, both(func(l report.Lang) string { return v.words(l).Because(r) }))
	}
	for i := range why.Relaxations {
		r := &why.Relaxations[i]
		x := relaxation{Rule: v.relaxedRule(r.Rule)}
		from, to := report.Relaxation(why, r)
		x.From, x.To = v.relaxed(r.Rule, from), v.relaxed(r.Rule, to)
		if r.Cost != nil {
			x.Cost, out.Priced = v.money(*r.Cost), true
		}
		out.Relaxations = append(out.Relaxations, x)
	}
	return out
}

// relaxedRule names a rule that would have to give.
func (v *view) relaxedRule(rule string) words {
	kind, of, _ := strings.Cut(rule, ":")
	code, stage, staged := strings.Cut(of, "/")
	name := say("%[1]s %[2]s", code, indicatorName(v.indicator(code)))
	switch {
	case kind == "minimum" && staged:
		return say("minimum of %[1]s, %[2]s", name, known(stage))
	case kind == "cv" && staged:
		return say("CV limit of %[1]s, %[2]s", name, known(stage))
	}
	return both(func(l report.Lang) string { return v.words(l).Rule(rule) })
}

// relaxed writes a bound of a rule with its unit: minimums are relaxed as shares of themselves, money is
// in yuan, a CV has no unit.
func (v *view) relaxed(rule, bound string) words {
	kind, _, _ := strings.Cut(rule, ":")
	x, err := strconv.ParseFloat(strings.ReplaceAll(bound, ",", ""), 64)
	switch {
	case err != nil:
		return plain(bound)
	case kind == "minimum":
		return say("%s %% of the minimum", report.Amount(x*100))
	case kind == "fund" || kind == string(plan.LimitSpending):
		return words{bound + " " + v.currency.EN, bound + v.currency.ZH}
	case kind == string(plan.LimitMoves):
		return words{bound + " moves", bound + "人次"}
	}
	return plain(bound)
}
