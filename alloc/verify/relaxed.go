package verify

import (
	"math"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
)

// inParts checks what is said of the same problem in parts: the plan, or that parts would not help, as far
// as the certificate proves that too.
func (k *checker) inParts() {
	const where = "infeasible.in_parts"
	x := k.pl.Infeasible.InParts
	if x == nil {
		return
	}
	if !k.g.r.Whole() {
		k.fault(where, "nothing in the problem need be whole")
		return
	}
	twin := *k.g.p
	twin.Limits = append(slices.Clone(twin.Limits), plan.Limit{What: plan.LimitDivisible, On: true})
	rules, err := twin.Check(nil)
	if err != nil {
		k.fault(where, "%v", err)
		return
	}
	switch x.Status {
	case plan.Feasible:
		if k.keeps(where, rules, x.Actions) == nil {
			return
		}
		if of := plan.PartsOf(x.Actions); !slices.Equal(of, x.Of) {
			k.differs(where+".of", strings.Join(x.Of, ", "), strings.Join(of, ", "))
			return
		}
		k.proved("with parts of %s there is a plan: %d actions keep every other rule", strings.Join(x.Of, ", "), len(x.Actions))
	case plan.StatusInfeasible:
		k.length(where+".actions", len(x.Actions), 0)
		excess, err := newGround(rules).contradicted(k.pl.Certificate)
		if err == nil && excess > 0 {
			k.proved("parts of teachers or of what is sold whole would not help: the same contradiction holds in parts")
		} else {
			k.proved("that parts of teachers or of what is sold whole would not help is as stated")
		}
	case plan.Unknown:
		k.length(where+".actions", len(x.Actions), 0)
	case plan.Optimal:
		k.fault(where+".status", "only %s, %s and %s are said of parts", plan.Feasible, plan.StatusInfeasible, plan.Unknown)
	default:
		k.fault(where+".status", "no such status: %q", x.Status)
	}
}

// keeps carries actions out under rules and notes what they break; nil: something.
func (k *checker) keeps(where string, rules *plan.Rules, actions []plan.Action) *plan.Outcome {
	o, err := rules.Evaluate(actions)
	if err != nil {
		k.fault(where+".actions", "%v", err)
		return nil
	}
	for _, v := range o.Violations {
		k.fault(where+".actions", "%s", v.String())
	}
	for i := range actions {
		a := &actions[i]
		place := at(where+".actions", i)
		unit, nature := k.unit(a)
		k.text(place+".unit", a.Unit, unit)
		k.text(place+".nature", a.Nature, string(nature))
	}
	if len(o.Violations) > 0 {
		return nil
	}
	return o
}

// relaxed checks the whole plan that the relaxations make possible, and whether there is one: false where
// reasons and relaxations are about something else.
func (k *checker) relaxed() bool {
	const where = "infeasible.relaxed"
	why := k.pl.Infeasible
	x := why.Relaxed
	if x == nil {
		return false
	}
	if why.InParts == nil || why.InParts.Status != plan.Feasible {
		k.fault(where, "only where parts would help it says something")
		return false
	}
	switch x.Status {
	case plan.Optimal, plan.Feasible:
	case plan.StatusInfeasible, plan.Unknown:
		k.length(where+".actions", len(x.Actions), 0)
		k.length(where+".levels", len(x.Levels), 0)
		return false
	default:
		k.fault(where+".status", "no such status: %q", x.Status)
		return false
	}
	p, err := k.g.p.Relax(why.Relaxations)
	if err != nil {
		k.fault("infeasible.relaxations", "%v", err)
		return true
	}
	rules, err := p.Check(nil)
	if err != nil {
		k.fault("infeasible.relaxations", "%v", err)
		return true
	}
	o := k.keeps(where, rules, x.Actions)
	if o == nil {
		return true
	}
	for i := range why.Relaxations {
		k.needed(at("infeasible.relaxations", i), &why.Relaxations[i], o)
		k.tight(at("infeasible.relaxations", i)+".to", i)
	}
	least := k.relaxedLevels(where, x, o)
	for i := range why.Reasons {
		k.relaxedReason(at("infeasible.reasons", i)+".short_by", &why.Reasons[i], o)
	}
	how := "that no less would do is not proved"
	if least {
		how = "that no less would do rests on the search"
		if k.pl.Certificate.Kind == plan.CertExchange {
			how = "no less would do"
		}
	}
	k.proved("with the rules relaxed as stated there is a whole plan: %d actions keep them; %s", len(x.Actions), how)
	return true
}

// needed checks a relaxation: it starts from the rule as it is and goes no farther than the plan needs.
func (k *checker) needed(where string, x *plan.Relaxation, o *plan.Outcome) {
	what, place, _ := strings.Cut(x.Rule, ":")
	code, stage, _ := strings.Cut(place, "/")
	from, ok := k.limitNow(x.Rule)
	if !ok {
		from, ok = k.capNow(plan.What(what), place)
	}
	if !ok {
		k.fault(where+".rule", "the problem has no rule %q", x.Rule)
		return
	}
	k.number(where+".from", x.From, from)
	if what == "minimum" {
		if !(x.To < x.From) {
			k.fault(where+".to", "%s: a minimum is lowered, from %s", format(x.To), format(x.From))
		}
		return
	}
	if !(x.To > x.From) {
		k.fault(where+".to", "%s: a limit is raised, from %s", format(x.To), format(x.From))
	}
	if what == plan.RuleComposite {
		mean, _ := o.After.Composite(place)
		k.number(where+".to", x.To, mean)
	}
	if what == "cv" {
		for i := range o.After.Indicators {
			if s := &o.After.Indicators[i]; s.Code == code && s.Stage == stage && s.CV != nil {
				k.number(where+".to", x.To, *s.CV)
			}
		}
	}
}

// tight checks that the plan does not keep a rule that is relaxed by somewhat less, where that is another
// number.
func (k *checker) tight(where string, i int) {
	all := slices.Clone(k.pl.Infeasible.Relaxations)
	x := &all[i]
	if math.Abs(x.To-x.From) <= claimSlack*math.Abs(x.From) {
		return
	}
	to := x.To
	x.To = x.From + (1-tightShare)*(x.To-x.From)
	p, err := k.g.p.Relax(all)
	if err != nil {
		return // told already
	}
	rules, err := plan.NewRules(p)
	if err != nil {
		return // told already
	}
	if o, err := rules.Evaluate(k.pl.Infeasible.Relaxed.Actions); err == nil && len(o.Violations) == 0 {
		k.fault(where, "%s: the plan keeps %s as well", format(to), format(x.To))
	}
}

// capNow is the least limit on moves or spending of a scope.
func (k *checker) capNow(w plan.What, scope string) (most float64, ok bool) {
	for _, l := range k.g.p.LimitsOn(w) {
		if l.Max != nil && l.Scope.String() == scope && (w == plan.LimitMoves || w == plan.LimitSpending) {
			if !ok || *l.Max < most {
				most, ok = *l.Max, true
			}
		}
	}
	return most, ok
}

// relaxedLevels checks the sums of the relaxations, their bounds and the status that follows from them.
// True: they are claimed to be the least.
func (k *checker) relaxedLevels(where string, x *plan.Relaxed, o *plan.Outcome) bool {
	all := k.pl.Infeasible.Relaxations
	n, want := 0, plan.Optimal
	for _, of := range plan.RelaxedSorts() {
		value := plan.RelaxedBy(of, all, k.g.p.Standard, &o.Before, &o.After)
		if !(value > 0) {
			continue
		}
		if n >= len(x.Levels) || x.Levels[n].Of != of {
			k.fault(where+".levels", "%s come to %s, which is not told in its place", of, format(value))
			return false
		}
		l := &x.Levels[n]
		place := at(where+".levels", n)
		k.number(place+".value", l.Value, value)
		if !(l.Bound >= 0 && l.Bound <= l.Value) {
			k.fault(place+".bound", "%s: must be between 0 and the value %s", format(l.Bound), format(l.Value))
		}
		if !(l.Value-l.Bound <= plan.RelaxedTolerance(of, all, k.pl.Run.Gap)) {
			want = plan.Feasible
		}
		n++
	}
	k.length(where+".levels", len(x.Levels), n)
	k.text(where+".status", string(x.Status), string(want))
	return want == plan.Optimal
}

// relaxedReason checks by how much the whole plan that comes closest misses a rule.
func (k *checker) relaxedReason(where string, r *plan.Reason, o *plan.Outcome) {
	what, code, _ := strings.Cut(r.Rule, ":")
	switch {
	case undefined(r.ShortBy) || r.ShortBy < 0:
		k.fault(where, "%s: must be a number of 0 or more", format(r.ShortBy))
		return
	case what == "cv" && k.g.find(code, r.Where) == nil:
		k.fault(where, "the problem has no indicator %q in stage %q", code, r.Where)
		return
	case what == "minimum":
		k.missedMinimum(where, code, r, o)
		return
	}
	rule := r.Rule
	if what == "cv" {
		rule += "/" + r.Where
	}
	for i := range k.pl.Infeasible.Relaxations {
		if x := &k.pl.Infeasible.Relaxations[i]; x.Rule == rule {
			if short := x.To - x.From; !(math.Abs(r.ShortBy-short) <= toldRounding+claimSlack*max(1, short)) {
				k.differs(where, format(r.ShortBy), format(short))
			}
			return
		}
	}
	k.fault(where, "nothing is relaxed for %s", r.Rule)
}

// missedMinimum checks what a section lacks of its minimum, or of its share where it is excused.
func (k *checker) missedMinimum(where, code string, r *plan.Reason, o *plan.Outcome) {
	school, stage, _ := strings.Cut(r.Where, "/")
	t := k.g.find(code, stage)
	if t == nil {
		k.fault(where, "the problem has no indicator %q in stage %q", code, stage)
		return
	}
	minimum, has := t.of.Minimum[stage]
	for i := range o.After.Sections {
		s := &o.After.Sections[i]
		if !has || s.School != school || s.Stage != stage {
			continue
		}
		per := 0.0
		for n, row := range k.g.stages[t.s].rows {
			if k.g.p.County.Schools[k.g.stages[t.s].school[n]].ID == school {
				per = row.Pupils / t.of.Per
			}
		}
		top := (minimum - s.Values[code]) * per
		share := (k.g.p.Standard.Floor(t.k, stage) - s.Values[code]) * per
		slack := toldRounding + claimSlack*max(1, math.Abs(top))
		if math.Abs(r.ShortBy-top) > slack && math.Abs(r.ShortBy-share) > slack {
			k.differs(where, format(r.ShortBy), format(top))
		}
		return
	}
	k.fault(where, "there is no minimum at %s", r.Where)
}
