package verify

import (
	"math"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
)

// infeasible checks the proof that there is no plan, and the reasons given.
func (k *checker) infeasible() {
	c := k.pl.Certificate
	if c == nil {
		k.fault("certificate", "there is none")
		return
	}
	if c.RootBound != nil {
		k.fault("certificate.root_bound", "an infeasible problem has none")
	}
	if !k.pricesFit("certificate", c) {
		return
	}
	excess, err := k.g.contradicted(c)
	if err != nil {
		k.fault("certificate", "%v", err)
		return
	}
	switch {
	case c.Kind != plan.CertRay && c.Kind != plan.CertExchange && c.Kind != plan.CertPrice && c.Kind != plan.CertSearch:
		k.fault("certificate.kind", "%q proves no contradiction", c.Kind)
	case c.Kind == plan.CertSearch:
		k.number("certificate.bound", c.Bound, 0)
		k.proved("that there is no plan rests on the search alone")
	case !(excess > 0):
		k.fault("certificate", "it proves no contradiction")
	case !(math.Abs(c.Bound-excess) <= claimSlack*max(math.Abs(excess), math.Abs(c.Bound))):
		k.differs("certificate.bound", format(c.Bound), format(excess))
	default:
		k.proved("no plan keeps all rules (%s), rounding included", c.Kind)
	}
	if k.pl.Infeasible == nil || len(k.pl.Infeasible.Reasons) == 0 {
		k.fault("infeasible.reasons", "there are none")
		return
	}
	k.inParts()
	k.conflicts()
	if k.relaxed() {
		return
	}
	for i := range k.pl.Infeasible.Reasons {
		k.reason(at("infeasible.reasons", i), &k.pl.Infeasible.Reasons[i])
	}
	for i := range k.pl.Infeasible.Relaxations {
		k.relaxation(at("infeasible.relaxations", i), &k.pl.Infeasible.Relaxations[i])
	}
}

// reason checks what is said to be missing. By how much a rule is missed at best is the optimum of
// another problem; what follows from the county alone is checked: the least and the most that can be
// missing to minimums, and CVs and moves that exchange prices prove.
func (k *checker) reason(where string, r *plan.Reason) {
	where += ".short_by"
	if undefined(r.ShortBy) || r.ShortBy < 0 {
		k.fault(where, "%s: must be a number of 0 or more", format(r.ShortBy))
		return
	}
	what, code, _ := strings.Cut(r.Rule, ":")
	if k.g.p.HasPlaces() && k.placeReason(where, r) {
		return
	}
	switch what {
	case "cv":
		k.cvReason(where, code, r)
	case plan.RuleComposite:
		k.compositeReason(where, r)
	case "minimum":
		k.minimumReason(where, code, r)
	case "moves":
		k.movesReason(where, r)
	default:
		k.proved("%s: %s %s, as stated", r.Rule, Figure(r.ShortBy), r.Unit)
	}
}

// cvReason checks by how much a CV stays above its limit.
func (k *checker) cvReason(where, code string, r *plan.Reason) {
	t := k.g.find(code, r.Where)
	if t == nil {
		k.fault(where, "the problem has no indicator %q in stage %q", code, r.Where)
		return
	}
	limit, ok := k.g.p.HardCVLimit(code, r.Where)
	if !ok {
		k.fault(where, "nothing limits this CV")
		return
	}
	if k.pl.Certificate.Kind == plan.CertExchange {
		prices, err := k.g.exchanges(k.pl.Certificate.Data.Exchange)
		if err != nil {
			return // told already
		}
		for i := range prices {
			if prices[i].t == t && prices[i].move == 0 {
				best := prices[i].ratio(k.g, math.Inf(1)) * k.g.denominator(t)
				if math.Abs(best-limit-r.ShortBy) > claimSlack*max(best, plan.LeastRatio) {
					k.differs(where, format(r.ShortBy), format(best-limit))
				}
				return
			}
		}
	}
	k.proved("%s at %s: missed by %s at best, as stated", r.Rule, r.Where, Figure(r.ShortBy))
}

// movesReason checks how many moves are missing.
func (k *checker) movesReason(where string, r *plan.Reason) {
	if k.pl.Certificate.Kind != plan.CertExchange {
		k.proved("%s at %s: %s missing, as stated", r.Rule, r.Where, Figure(r.ShortBy))
		return
	}
	prices, err := k.g.exchanges(k.pl.Certificate.Data.Exchange)
	if err != nil {
		return // told already
	}
	need, most := 0.0, math.Inf(1)
	for s, n := range k.g.movesByStage(prices) {
		if r.Where == k.g.stages[s].name {
			need, most = n, k.g.movesAllowed(s)
			break
		}
		need += n
	}
	if math.IsInf(most, 1) {
		most, _ = k.g.p.MovesCap()
	}
	k.number(where, r.ShortBy, need-most)
}

// minimumReason checks what is missing to a minimum in a stage or in one section.
func (k *checker) minimumReason(where, code string, r *plan.Reason) {
	school, stageName, single := strings.Cut(r.Where, "/")
	if !single {
		school, stageName = "", r.Where
	}
	t := k.g.find(code, stageName)
	if t == nil {
		k.fault(where, "the problem has no indicator %q in stage %q", code, stageName)
		return
	}
	least, most, ok := k.g.missing(t, school)
	if !ok {
		k.fault(where, "there is no minimum at %s", r.Where)
		return
	}
	slack := toldRounding + claimSlack*max(1, most)
	if r.ShortBy < least-slack || r.ShortBy > most+slack {
		k.differs(where, format(r.ShortBy), "between "+format(least)+" and "+format(most))
		return
	}
	if r.ShortBy <= least+slack {
		k.proved("%s at %s: %s %s are missing whatever is done", r.Rule, r.Where, Figure(r.ShortBy), r.Unit)
		return
	}
	sure := "some plan may lack less of it, and more of another"
	if least > slack {
		sure = "every plan lacks at least " + Figure(least)
	}
	k.proved("%s at %s: the plan that comes closest lacks %s %s, as stated; %s", r.Rule, r.Where, Figure(r.ShortBy), r.Unit, sure)
}

// missing is the least and the most stock that is missing to the minimums of a stage, or of one of its
// sections: the least with everything that can be bought and hired in the right place and every
// section excused that may be, the most with nothing there.
func (g *ground) missing(t *target, school string) (least, most float64, ok bool) {
	st := &g.stages[t.s]
	minimum, has := t.of.Minimum[st.name]
	if !has {
		return 0, 0, false
	}
	low := minimum
	if g.mayMiss(st.name) > 0 {
		low = g.p.Standard.Floor(t.k, st.name)
	}
	r := &reader{ground: g, multipliers: newMultipliers(g), fixed: map[*target]string{}}
	gains := g.gains(t)
	var spare float64
	for i, row := range st.rows {
		if school != "" && g.p.County.Schools[st.school[i]].ID != school {
			continue
		}
		ok = true
		top, share := minimum*row.Pupils/t.of.Per, low*row.Pupils/t.of.Per
		if g.passing() && r.wholeSteps(t, i) {
			top, share = r.reach(t, i, minimum), r.reach(t, i, low)
		}
		least += share
		spare += row.Stock[t.k] + gains[i]
		if g.passing() && !g.r.Divisible { // what counts in whole units may be told in them
			top = max(top, r.reach(t, i, minimum))
		}
		most += top
	}
	if school != "" && g.p.HasLever(plan.Rotation) {
		return 0, most, ok // others may send teachers
	}
	return max(0, least-spare), most, ok
}

// gains is how much stock purchases and hires can add to each section of a stage.
func (g *ground) gains(t *target) []float64 {
	gains := make([]float64, len(t.weight))
	for _, b := range g.purchases() {
		for _, touched := range b.touches {
			if touched.t == t && touched.by > 0 {
				gains[touched.i] += touched.by * b.high
			}
		}
	}
	for _, k := range g.hireKinds() {
		for i := range gains {
			if price, ok := g.hirePrice(k, place{t.s, i}); ok {
				_, hi := g.hireBox(price, k, place{t.s, i})
				gains[i] += max(0, g.effect(t, k, i)) * hi
			}
		}
	}
	return gains
}

// relaxation checks the numbers of a change that would help: a limit is raised, a minimum lowered.
func (k *checker) relaxation(where string, x *plan.Relaxation) {
	if undefined(x.From) || undefined(x.To) || (x.Cost != nil && undefined(*x.Cost)) {
		k.fault(where, "from %s to %s: must be numbers", format(x.From), format(x.To))
		return
	}
	if from, ok := k.limitNow(x.Rule); ok {
		k.number(where+".from", x.From, from)
	}
	for i := range k.pl.Infeasible.Reasons {
		r := &k.pl.Infeasible.Reasons[i]
		rule := r.Rule
		if strings.HasPrefix(rule, "cv:") {
			rule += "/" + r.Where
		}
		if rule != x.Rule || strings.HasPrefix(rule, "minimum:") {
			continue
		}
		if math.Abs(x.To-x.From-r.ShortBy) > claimSlack*max(1e-3, math.Abs(r.ShortBy)) {
			k.differs(where+".to", format(x.To), format(x.From+r.ShortBy))
		}
		return
	}
	if strings.HasPrefix(x.Rule, "minimum:") && !(x.To >= -claimSlack*x.From && x.To <= x.From) {
		k.fault(where+".to", "%s: a minimum is lowered, from %s", format(x.To), format(x.From))
	}
}

// limitNow is the limit that a relaxation is about, where its name says which one.
func (k *checker) limitNow(rule string) (float64, bool) {
	what, rest, _ := strings.Cut(rule, ":")
	code, stageName, _ := strings.Cut(rest, "/")
	switch what {
	case "cv":
		return k.g.p.HardCVLimit(code, stageName)
	case plan.RuleComposite:
		return k.g.p.HardComposite(rest)
	case "minimum":
		if t := k.g.find(code, stageName); t != nil {
			limit, ok := t.of.Minimum[stageName]
			return limit, ok
		}
	case "fund":
		for _, f := range k.g.r.Funds {
			if plan.Escape(f.ID) == rest || f.ID == rest {
				return f.Amount, true
			}
		}
	}
	return 0, false
}
