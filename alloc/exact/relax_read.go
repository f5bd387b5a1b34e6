package exact

import (
	"fmt"
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
)

// A witness is a whole plan with what has to give for it.
type witness struct {
	actions     []plan.Action
	relaxations []plan.Relaxation
	reasons     []plan.Reason
	level       []float64 // by level of the search
	outcome     *plan.Outcome
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
	w := &witness{actions: r.invert(x, round), level: make([]float64, len(r.levels))}
	o, err := r.r.Evaluate(w.actions)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrEngine, err)
	}
	if !r.gather(w, x, o) {
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
	w.reasons = r.tell(w, x, o)
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
func (r *relaxing) gather(w *witness, x []float64, o *plan.Outcome) bool {
	add := func(rule string, from, to float64) {
		w.relaxations = append(w.relaxations, plan.Relaxation{Rule: rule, From: from, To: to})
	}
	over := map[string]float64{} // by name of a limit on moves or money: how much is too much
	for _, v := range o.Violations {
		switch v.Rule {
		case string(plan.LimitCV), plan.RuleSection, plan.RuleFund: // below
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
			if *cv > limit {
				add("cv:"+place, limit, *cv)
			}
		}
		if to := r.lowestMinimum(t, x, o); to < tg.minimum {
			add("minimum:"+place, tg.minimum, to)
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

// lowestMinimum is the greatest minimum of a target that all its sections reach, those that the point
// excuses with their share; that of the standard where they do.
func (r *relaxing) lowestMinimum(t int, x []float64, o *plan.Outcome) float64 {
	tg := &r.targets[t]
	to := tg.minimum
	rule := r.p.Standard.Section
	for _, mn := range r.minimums {
		if mn.target != t {
			continue
		}
		value := r.valueAfter(t, mn.i, o)
		if !r.isExcused(mn, x) {
			to = min(to, value)
			continue
		}
		if value >= rule.AtShare(to) {
			continue
		}
		to = value / rule.OthersAtShare
		for value < rule.AtShare(to) { // the product is a decimal number, which may be a little more
			to *= 1 - shareRounding
		}
	}
	return to
}

// isExcused says whether the point lets a section have the share of its minimum only.
func (r *relaxing) isExcused(mn minimum, x []float64) bool { return mn.col >= 0 && x[mn.col] > 0.5 }

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

// tell says what is missing to the plan, in the planner's units.
func (r *relaxing) tell(w *witness, x []float64, o *plan.Outcome) []plan.Reason {
	e := &explanation{}
	for t := range r.targets {
		tg := &r.targets[t]
		stage := r.stages[tg.stage].name
		for _, relaxation := range w.relaxations {
			switch relaxation.Rule {
			case "cv:" + tg.code + "/" + stage:
				e.add(r.frame, tg, relaxation.To)
			case "minimum:" + tg.code + "/" + stage:
				for _, mn := range r.minimums {
					if mn.target == t {
						r.tellMinimum(e, mn, x, o)
					}
				}
			}
		}
	}
	for _, relaxation := range w.relaxations {
		short := relaxation.To - relaxation.From
		switch relaxation.Sort() {
		case plan.RelaxedMoves:
			e.addMovesUnder(relaxation.Rule, "county", relaxation.To, relaxation.From)
		case plan.RelaxedMoney:
			e.addMoney(relaxation.Rule, relaxation.From, short)
		case plan.RelaxedStandards:
		}
	}
	return e.Reasons
}

// tellMinimum says by how much a section misses its minimum, or its share where it is excused.
func (r *relaxing) tellMinimum(e *explanation, mn minimum, x []float64, o *plan.Outcome) {
	tg := &r.targets[mn.target]
	asked, words := tg.minimum, "the minimum"
	if r.isExcused(mn, x) {
		asked, words = r.p.Standard.Section.AtShare(tg.minimum), "the share of the minimum"
	}
	value := r.valueAfter(mn.target, mn.i, o)
	if value >= asked {
		return
	}
	per := r.pupils(tg.stage, mn.i) / tg.of.Per
	short := (asked - value) * per
	where := r.school(tg.stage, mn.i).ID + "/" + r.stages[tg.stage].name
	text := fmt.Sprintf("%s (%s), %s: the whole plan that comes closest is %s short, with %s where %s asks for %s",
		tg.code, tg.of.Name, where, withUnit(short, tg.of.Unit), round2(value*per), words, round2(asked*per))
	if whole := roundUp(asked * per); r.steps(mn.target, mn.i) && whole > asked*per {
		text += ", which takes " + round2(whole)
	}
	e.Reasons = append(e.Reasons, plan.Reason{
		Rule: "minimum:" + tg.code, Where: where, ShortBy: rounded(short), Unit: tg.of.Unit, Text: text,
	})
}
