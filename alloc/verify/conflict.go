package verify

import (
	"slices"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
)

// certifyConflicts keeps the certificates that prove that the rules of a conflict cannot hold together.
func (g *ground) certifyConflicts(why *plan.Infeasible) {
	if why == nil {
		return
	}
	for n := range why.Conflicts {
		c := why.Conflicts[n].Certificate
		if c == nil {
			continue
		}
		tidy(c.Data)
		excess, err := g.contradicted(c)
		if err != nil || !(excess > 0) || !g.leansOn(&why.Conflicts[n]) {
			why.Conflicts[n].Certificate = nil
			continue
		}
		c.Bound = excess
	}
}

// leansOn says whether the certificate of a conflict leans on the rules in it alone, beside what no plan
// can change: the section rule itself, that moves neither make nor lose teachers, and tangents.
func (g *ground) leansOn(c *plan.Conflict) bool {
	if c.Certificate.Data == nil {
		return false
	}
	for _, row := range c.Certificate.Data.Rows {
		if rule, ok := g.ruleOf(row.Row); ok && !slices.ContainsFunc(c.Rules, func(r plan.ConflictRule) bool { return r.Rule == rule }) {
			return false
		}
	}
	return true
}

// ruleOf is the rule of a conflict that a row is of; false: of none.
func (g *ground) ruleOf(row string) (string, bool) {
	kind, _, _ := strings.Cut(row, ":")
	switch kind {
	case string(plan.LimitTeachers), string(plan.LimitHeadcount):
		return kind, true
	case plan.RuleLock:
		return row, true
	}
	limit, _, _, ok := g.r.LimitOfRow(row)
	return limit, ok
}

// conflicts checks what is said of rules that cannot hold together: that they are rules of the problem, that
// the certificate proves it of them alone, and the numbers of the ways out as far as the problem has them. That
// none is superfluous, and what the ways cost, is the solver's word.
func (k *checker) conflicts() {
	for n := range k.pl.Infeasible.Conflicts {
		c, where := &k.pl.Infeasible.Conflicts[n], at("infeasible.conflicts", n)
		faults := len(k.Faults)
		if len(c.Rules) == 0 {
			k.fault(where+".rules", "there are none")
		}
		var names []string
		for i := range c.Rules {
			k.conflictRule(at(where+".rules", i), &c.Rules[i])
			names = append(names, c.Rules[i].Rule)
		}
		for i := range c.Ways {
			if !slices.Contains(names, c.Ways[i].Rule) {
				k.fault(at(where+".ways", i)+".rule", "%q is not in the conflict", c.Ways[i].Rule)
			}
			k.way(at(where+".ways", i), &c.Ways[i])
		}
		proof := "as the search found"
		if c.Certificate != nil {
			excess, err := k.g.contradicted(c.Certificate)
			switch {
			case err != nil:
				k.fault(where+".certificate", "%v", err)
			case !(excess > 0):
				k.fault(where+".certificate", "it proves no contradiction")
			case !k.g.leansOn(c):
				k.fault(where+".certificate", "it leans on rules that are not in the conflict")
			default:
				k.close(where+".certificate.bound", c.Certificate.Bound, excess)
				proof = "proved from their rows alone"
			}
		}
		if len(k.Faults) == faults {
			k.proved("%s cannot hold together, %s; that none of them is superfluous is as stated", strings.Join(names, ", "), proof)
		}
	}
}

// close compares a number with one that is computed again, but for another machine's rounding.
func (k *checker) close(where string, is, want float64) {
	if !(is <= want*(1+claimSlack)) || !(is >= want*(1-claimSlack)) {
		k.differs(where, format(is), format(want))
	}
}

// conflictRule checks that the problem has a rule, and the sections it names.
func (k *checker) conflictRule(where string, r *plan.ConflictRule) {
	kind, rest, _ := strings.Cut(r.Rule, ":")
	var known bool
	switch kind {
	case string(plan.LimitTeachers), string(plan.LimitHeadcount), string(plan.LimitSpending), string(plan.LimitMoves):
		known = len(k.g.p.LimitsOn(plan.What(kind))) > 0
	case plan.RuleLock:
		_, known = index([]string{rest}, len(k.g.p.Locks))
	case plan.RulePosts:
		ceilings, err := k.g.r.Ceilings()
		known = err == nil && slices.ContainsFunc(ceilings, func(c plan.Ceiling) bool { return c.Name() == rest })
	default:
		_, known = k.limitNow(r.Rule)
	}
	if !known {
		k.fault(where+".rule", "the problem has no rule %q", r.Rule)
	}
	for i, place := range r.Places {
		school, stage, _ := strings.Cut(place, "/")
		if _, ok := k.g.place(school, stage); !ok {
			k.fault(at(where+".places", i), "%q is no section that counts", place)
		}
	}
}

// way checks the numbers of a way out.
func (k *checker) way(where string, x *plan.Relaxation) {
	if undefined(x.From) || undefined(x.To) || x.Cost != nil && (undefined(*x.Cost) || *x.Cost < 0) {
		k.fault(where, "from %s to %s: must be numbers", format(x.From), format(x.To))
		return
	}
	if from, ok := k.limitNow(x.Rule); ok {
		k.number(where+".from", x.From, from)
	}
	if lower := strings.HasPrefix(x.Rule, "minimum:"); lower && x.To > x.From || !lower && x.To < x.From {
		k.fault(where+".to", "from %s to %s is no way out", format(x.From), format(x.To))
	}
}
