package exact

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model/standard"
)

// A witness is a whole plan with what has to give for it.
type witness struct {
	actions     []plan.Action
	relaxations []plan.Relaxation
	excused     func(minimum) bool
	level       []float64     // by level of the search
	outcome     *plan.Outcome // under the relaxed rules
}

// before says whether a witness asks for less than another, the first levels first.
func (w *witness) before(o *witness) bool {
	for n := range w.level {
		if d := w.level[n] - o.level[n]; math.Abs(d) > sameRelaxation*max(1, math.Abs(o.level[n])) {
			return d < 0
		}
	}
	return false
}

// read makes a plan of a point and finds what has to give for it: by how much it breaks the rules of the
// problem, as code that never saw the engine tells. Nil: it breaks others than those.
func (r *relaxing) read(x []float64, round func(float64) float64) (*witness, error) {
	return r.weigh(r.invert(x, round), func(*plan.Outcome) func(minimum) bool {
		return func(mn minimum) bool { return mn.col >= 0 && x[mn.col] > 0.5 }
	})
}

// weigh is read for actions: excusing says what is excused under their outcome.
func (r *relaxing) weigh(actions []plan.Action, excusing func(*plan.Outcome) func(minimum) bool) (*witness, error) {
	w := &witness{actions: actions, level: make([]float64, len(r.levels))}
	o, err := r.r.Evaluate(w.actions)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrEngine, err)
	}
	w.excused = excusing(o)
	if !r.gather(w, o) {
		return nil, nil
	}
	then, err := r.pay(w)
	if err != nil || then == nil {
		return nil, err
	}
	w.outcome = then
	for n := range r.levels {
		w.level[n] = plan.RelaxedBy(r.levels[n].of, w.relaxations, r.p.Standard, &o.Before, &o.After)
	}
	return w, nil
}

// pay divides the costs of a plan among the funds of the relaxed problem and holds the plan against its
// rules; nil: it does not keep them.
func (r *relaxing) pay(w *witness) (*plan.Outcome, error) {
	p, err := r.p.Relax(w.relaxations)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrEngine, err)
	}
	rules, err := plan.NewRules(p)
	if err != nil {
		return nil, err
	}
	if f := (&frame{p: p, r: rules}); !f.share(w.actions) {
		return nil, nil
	}
	o, err := rules.Evaluate(w.actions)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrEngine, err)
	}
	if len(o.Violations) > 0 {
		return nil, nil
	}
	return o, nil
}

// gather lists the relaxations that a plan needs. False: it breaks a rule that cannot be relaxed.
func (r *relaxing) gather(w *witness, o *plan.Outcome) bool {
	add := func(rule string, from, to float64) {
		w.relaxations = append(w.relaxations, plan.Relaxation{Rule: rule, From: from, To: to})
	}
	over := map[string]float64{} // by name of a limit on moves or money: how much is too much
	for _, v := range o.Violations {
		switch v.Rule {
		case string(plan.LimitCV), plan.RuleComposite, plan.RuleSection, plan.RuleFund: // below
		case string(plan.LimitMoves), string(plan.LimitSpending):
			name := plan.LimitName(plan.What(v.Rule), v.Where)
			over[name] = max(over[name], v.By)
		default:
			return false
		}
	}
	for t := range r.targets {
		tg := &r.targets[t]
		place := tg.code + "/" + r.stages[tg.stage].name
		if limit, ok := r.p.HardCVLimit(tg.code, r.stages[tg.stage].name); ok {
			cv := cvAfter(o, tg.code, r.stages[tg.stage].name)
			if cv == nil {
				return false
			}
			if !standard.Within(*cv, limit) {
				add("cv:"+place, limit, *cv)
			}
		}
		if to := r.lowestMinimum(t, w.excused, o); to < tg.minimum && !standard.Meets(to, tg.minimum) {
			add("minimum:"+place, tg.minimum, to)
		}
	}
	for n := range r.composites {
		c := &r.composites[n]
		stage := r.stages[c.stage].name
		if mean, ok := o.After.Composite(stage); ok && !standard.Within(mean, c.limit) {
			add(plan.RuleComposite+":"+stage, c.limit, mean)
		}
	}
	for _, what := range []plan.What{plan.LimitMoves, plan.LimitSpending} {
		for _, l := range r.p.LimitsOn(what) {
			name := plan.LimitName(what, l.Scope.String())
			if by := over[name]; by > 0 && l.Max != nil {
				least := *l.Max
				for _, other := range r.p.LimitsOn(what) {
					if other.Max != nil && other.Scope == l.Scope {
						least = min(least, *other.Max)
					}
				}
				add(name, least, least+by)
				delete(over, name)
			}
		}
	}
	if len(r.p.County.Funds) == 0 {
		return true // the limit on spending is the fund
	}
	for n, short := range r.lacking(w.actions) {
		if fund := &r.r.Funds[n]; short > 0 {
			add("fund:"+plan.Escape(fund.ID), fund.Amount, fund.Amount+short)
		}
	}
	return true
}

// cvAfter is the CV of an indicator after a plan; nil: it is undefined.
func cvAfter(o *plan.Outcome, code, stage string) *float64 {
	for i := range o.After.Indicators {
		if s := &o.After.Indicators[i]; s.Code == code && s.Stage == stage {
			return s.CV
		}
	}
	return nil
}

// lowestMinimum is the greatest minimum of a target that all its sections reach, those that are excused
// with their share; that of the standard where they do.
func (r *relaxing) lowestMinimum(t int, excused func(minimum) bool, o *plan.Outcome) float64 {
	tg := &r.targets[t]
	to := tg.minimum
	floor := func() float64 { // of the minimum lowered so far
		s := r.p.Standard.WithMinimum(tg.indicator, r.stages[tg.stage].name, to)
		return s.Floor(tg.indicator, r.stages[tg.stage].name)
	}
	share := r.p.Standard.Section.OthersAtShare
	if tg.floor > r.p.Standard.Section.AtShare(tg.minimum) {
		share = tg.floor / tg.minimum
	}
	for _, mn := range r.minimums {
		if mn.target != t {
			continue
		}
		value := r.valueAfter(t, mn.i, o)
		if !excused(mn) {
			to = min(to, value)
			continue
		}
		if standard.Meets(value, floor()) {
			continue
		}
		to = value / share
		for value < floor() { // the product is a decimal number, which may be a little more
			to *= 1 - shareRounding
		}
	}
	return to
}

// valueAfter is the value of an indicator at a section of its stage after a plan.
func (r *relaxing) valueAfter(t, i int, o *plan.Outcome) float64 {
	tg := &r.targets[t]
	school, stage := r.school(tg.stage, i).ID, r.stages[tg.stage].name
	row := r.stages[tg.stage].rows[i]
	if row < len(o.After.Sections) {
		if s := &o.After.Sections[row]; s.School == school && s.Stage == stage {
			return s.Values[tg.code]
		}
	}
	for n := range o.After.Sections {
		if s := &o.After.Sections[n]; s.School == school && s.Stage == stage {
			return s.Values[tg.code]
		}
	}
	return math.NaN()
}

// tell says what the rules of the problem are missed by, in the planner's units.
func (r *relaxing) tell(w *witness, proved bool) []plan.Reason {
	which := "the best whole plan found"
	if proved {
		which = "the whole plan that comes closest"
	}
	var reasons []plan.Reason
	for i := range w.relaxations {
		x := &w.relaxations[i]
		what, rest, _ := strings.Cut(x.Rule, ":")
		switch what {
		case "cv", "minimum":
			t := r.targetAt(rest)
			if what == "minimum" {
				reasons = append(reasons, r.tellMinimums(w, t, which)...)
				continue
			}
			tg := &r.targets[t]
			where := r.stages[tg.stage].name
			reasons = append(reasons, plan.Reason{
				Rule: "cv:" + tg.code, Where: where, ShortBy: x.To - x.From, Unit: "CV",
				Text: fmt.Sprintf("the CV of %s (%s) in stage %s is %.4f in %s, the limit is %g", tg.code, tg.of.Name, where, x.To, which, x.From),
			})
		case plan.RuleComposite:
			reasons = append(reasons, plan.Reason{
				Rule: x.Rule, Where: rest, ShortBy: x.To - x.From, Unit: "CV",
				Text: fmt.Sprintf("the mean of the CVs of all indicators in stage %s is %.4f in %s, the limit is %g", rest, x.To, which, x.From),
			})
		case string(plan.LimitMoves):
			reasons = append(reasons, plan.Reason{
				Rule: x.Rule, Where: "county", ShortBy: x.To - x.From, Unit: "moves",
				Text: fmt.Sprintf("%s: %s needs %g, %g are allowed", x.Rule, which, x.To, x.From),
			})
		default:
			short := rounded(x.To - x.From)
			reasons = append(reasons, plan.Reason{
				Rule: x.Rule, Where: "county", ShortBy: short, Unit: "yuan",
				Text: fmt.Sprintf("%s: %s needs %.0f yuan more", x.Rule, which, math.Ceil(short)),
			})
		}
	}
	return reasons
}

// targetAt is the target that a relaxation is about, CODE/STAGE.
func (r *relaxing) targetAt(name string) int {
	return slices.IndexFunc(r.targets, func(tg target) bool { return tg.code+"/"+r.stages[tg.stage].name == name })
}

// tellMinimums says by how much sections miss a minimum, or its share where they are excused.
func (r *relaxing) tellMinimums(w *witness, t int, which string) []plan.Reason {
	tg := &r.targets[t]
	var reasons []plan.Reason
	for _, mn := range r.minimums {
		if mn.target != t {
			continue
		}
		asked, words := tg.minimum, "the minimum"
		if w.excused(mn) {
			asked, words = tg.floor, "the share of the minimum"
		}
		value := r.valueAfter(t, mn.i, w.outcome)
		if standard.Meets(value, asked) {
			continue
		}
		per := r.pupils(tg.stage, mn.i) / tg.of.Per
		short := (asked - value) * per
		where := r.school(tg.stage, mn.i).ID + "/" + r.stages[tg.stage].name
		text := fmt.Sprintf("%s (%s), %s: %s is %s short, with %s where %s asks for %s",
			tg.code, tg.of.Name, where, which, withUnit(short, tg.of.Unit), round2(value*per), words, round2(asked*per))
		if whole := roundUp(asked * per); r.steps(t, mn.i) && whole > asked*per {
			text += ", which takes " + round2(whole)
		}
		reasons = append(reasons, plan.Reason{
			Rule: "minimum:" + tg.code, Where: where, ShortBy: rounded(short), Unit: tg.of.Unit, Text: text,
		})
	}
	return reasons
}
