package verify

import (
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/modelio"
)

// Check computes everything in a plan again, from its actions and the county, and trusts nothing in
// it: that it is for this county, that its problem makes sense, what each action costs, who pays, the
// county before and after, every rule and limit of the problem, the value of every goal, its gap and
// status, and its bound from the certificate. Of certificate search the root bound is proved; that
// the bound lies between it and the value is all that can be said of the rest without solving again.
//
// Not checked, because nothing in the plan follows from them: Run, reasons where there is no plan and other free
// texts, and multipliers that could be others and prove the same. The problem itself is what was
// asked: with another limit in it, it is another question, which the plan may answer too.
func Check(c *model.County, pl *plan.Plan) *Report {
	r := &Report{}
	p := pl.Problem
	if !checkCounty(r, c, &p) {
		return r
	}
	p.County = c
	if err := p.Validate(); err != nil {
		r.fault("problem", "%v", err)
		return r
	}
	rules, err := plan.NewRules(&p)
	if err != nil {
		r.fault("problem", "%v", err)
		return r
	}
	outcome, err := rules.Evaluate(pl.Actions)
	if err != nil {
		r.fault("actions", "%v", err)
		return r
	}
	k := &checker{Report: r, g: newGround(rules), pl: pl, outcome: outcome}
	k.state("before", &pl.Before, &outcome.Before)
	k.status()
	return r
}

// checkCounty says whether the plan is for this county.
func checkCounty(r *Report, c *model.County, p *plan.Problem) bool {
	hash, err := modelio.Hash(c)
	if err != nil {
		r.fault("county", "%v", err)
		return false
	}
	made := p.CountySHA256
	if made == "" && p.County != nil {
		if made, err = modelio.Hash(p.County); err != nil {
			r.fault("county", "%v", err)
			return false
		}
	}
	if made != hash {
		r.text("problem.county_sha256", made, hash)
		return false
	}
	return true
}

// A checker compares a plan with what its actions come to.
type checker struct {
	*Report
	g       *ground
	pl      *plan.Plan
	outcome *plan.Outcome
}

// actions checks what the rules say of the actions, their units and the nature of their money.
func (k *checker) actions() {
	for _, v := range k.outcome.Violations {
		k.fault("actions", "%s", v.String())
	}
	for i := range k.pl.Actions {
		a := &k.pl.Actions[i]
		where := at("actions", i)
		want, nature := k.unit(a)
		k.text(where+".unit", a.Unit, want)
		k.text(where+".nature", a.Nature, string(nature))
	}
	if len(k.outcome.Violations) == 0 && len(k.pl.Actions) > 0 {
		k.proved("%d actions keep every limit, lock, fund, post and price of the problem", len(k.pl.Actions))
	}
}

// unit is what an action counts in, and whether its money is invested or spent every year.
func (k *checker) unit(a *plan.Action) (unit string, nature model.Nature) {
	prices := k.g.r.Prices
	switch a.Kind {
	case plan.Buy:
		price, _ := prices.Of(a.Of, a.School)
		return price.Unit, price.Nature
	case plan.Hire:
		price, _ := prices.Of(model.HirePrefix+a.Of, a.School)
		return "person", price.Nature
	case plan.Swap:
		_, nature = prices.Move(a.To, 0)
		return "swap", nature
	case plan.Assign, plan.Board, plan.Open, plan.Extend, plan.Close, plan.Merge:
		return k.siteUnit(a)
	case plan.Move:
	}
	_, nature = prices.Move(a.To, 0)
	return "person", nature
}

// status checks what kind of answer the plan is, and then its parts.
func (k *checker) status() {
	switch k.pl.Status {
	case plan.Optimal, plan.Feasible:
		if k.pl.Infeasible != nil || k.pl.Certificate != nil {
			k.fault("infeasible", "the plan has status %s and explains why there is none", k.pl.Status)
		}
		k.actions()
		k.reasons()
		if k.length("after", len(k.pl.After), 1) {
			k.state("after[0]", &k.pl.After[0], &k.outcome.After)
		}
		k.changes()
		k.torn()
		k.cost()
		k.goals()
		k.prices()
	case plan.StatusInfeasible, plan.Unknown:
		k.length("actions", len(k.pl.Actions), 0)
		k.length("goals", len(k.pl.Goals), 0)
		k.length("after", len(k.pl.After), 0)
		k.cost()
		if k.pl.Status == plan.StatusInfeasible {
			k.infeasible()
		} else {
			k.proved("the plan claims nothing: it was stopped before there was one")
		}
	default:
		k.fault("status", "no such status: %q", k.pl.Status)
	}
}
