package html

import (
	"math"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
)

// An impossible says why there is no plan.
type impossible struct {
	Reasons     []words
	Conflicts   []conflict
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
	for i := range why.Conflicts {
		out.Conflicts = append(out.Conflicts, v.conflict(&why.Conflicts[i]))
	}
	for i := range why.Relaxations {
		r := &why.Relaxations[i]
		x := relaxation{Rule: v.relaxedRule(r.Rule)}
		from, to := report.Relaxation(why, r)
		x.From, x.To = v.share(r.Rule, from), v.share(r.Rule, to)
		if r.Cost != nil {
			x.Cost, out.Priced = v.money(*r.Cost), true
		}
		out.Relaxations = append(out.Relaxations, x)
	}
	return out
}

// A conflict is a set of rules that cannot hold together.
type conflict struct {
	Head  words
	Rules []words
	Ways  []relaxation // any one of which would do; Cost: of the cheapest plan then
}

func (v *view) conflict(x *plan.Conflict) conflict {
	out := conflict{Head: both(func(l report.Lang) string { return report.ConflictHead(x, v.plan, v.county, l) })}
	for i := range x.Rules {
		out.Rules = append(out.Rules, both(func(l report.Lang) string { return report.ConflictRule(&x.Rules[i], v.plan, v.county, l) }))
	}
	for i := range x.Ways {
		r := &x.Ways[i]
		from, to := report.Way(r)
		way := relaxation{Rule: v.relaxedRule(r.Rule), From: v.bound(r.Rule, from), To: v.bound(r.Rule, to)}
		if r.Cost != nil {
			way.Cost = v.money(math.Ceil(max(0, *r.Cost)))
		}
		out.Ways = append(out.Ways, way)
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
	switch kind {
	case "fund":
		return say("fund %s", of)
	case string(plan.LimitSpending), string(plan.LimitMoves), string(plan.LimitHeadcount), string(plan.LimitTeachers):
		w := known("limit:" + kind)
		if of != "" {
			w = say("%[1]s (%[2]s)", w, of)
		}
		return w
	}
	return both(func(l report.Lang) string { return v.words(l).Rule(rule) })
}

// share writes a bound of a rule of the plan that comes closest: its minimums are shares of themselves.
func (v *view) share(rule, bound string) words {
	if x, err := strconv.ParseFloat(strings.ReplaceAll(bound, ",", ""), 64); err == nil && strings.HasPrefix(rule, "minimum:") {
		return say("%s %% of the minimum", report.Amount(x*100))
	}
	return v.bound(rule, bound)
}

// bound writes a bound of a rule with its unit; a CV has none.
func (v *view) bound(rule, bound string) words {
	kind, of, _ := strings.Cut(rule, ":")
	switch kind {
	case "minimum":
		code, _, _ := strings.Cut(of, "/")
		return say("%[1]s %[2]s", bound, indicatorUnit(v.indicator(code)))
	case "fund", string(plan.LimitSpending):
		return words{bound + " " + v.currency.EN, bound + v.currency.ZH}
	case string(plan.LimitMoves):
		return words{bound + " moves", bound + "人次"}
	}
	return plain(bound)
}
