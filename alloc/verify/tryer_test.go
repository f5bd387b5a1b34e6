package verify

import (
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// A tryer makes plans at random and keeps those that keep every rule.
type tryer struct {
	r   *plan.Rules
	rng *rand.Rand
}

// plans returns the outcomes of permitted plans, found by small random steps from one another.
func (y *tryer) plans(n int) []*plan.Outcome {
	var found []*plan.Outcome
	var lists [][]plan.Action
	base := []plan.Action{}
	for range n {
		if len(lists) > 0 && y.rng.IntN(3) > 0 {
			base = lists[y.rng.IntN(len(lists))]
		} else if y.rng.IntN(4) == 0 {
			base = nil
		}
		list := y.settle(y.step(base))
		o, err := y.r.Evaluate(list)
		if err != nil || len(o.Violations) > 0 || y.twice(list) {
			if y.rng.IntN(2) == 0 {
				base = list // steps through forbidden country
			}
			continue
		}
		found, lists = append(found, o), append(lists, list)
	}
	return found
}

// twice says whether more teachers of a kind leave a section than are there at first: somebody who
// came would go on, and nobody moves twice in a year.
func (y *tryer) twice(list []plan.Action) bool {
	type place struct{ school, stage, kind string }
	gone := map[place]float64{}
	leave := func(school, stage, kind string, n float64) bool {
		at := place{school, stage, kind}
		gone[at] += n
		return gone[at] > y.r.Present(y.r.Kind(kind), y.r.Section(school, stage))
	}
	for _, a := range list {
		switch a.Kind {
		case plan.Move:
			if leave(a.From, a.Stage, a.Of, a.Quantity) {
				return true
			}
		case plan.Swap:
			there, back, _ := strings.Cut(a.Of, "<>")
			if leave(a.From, a.Stage, there, a.Quantity) || leave(a.To, a.Stage, back, a.Quantity) {
				return true
			}
		case plan.Buy, plan.Hire, plan.Assign, plan.Board, plan.Open, plan.Extend, plan.Close, plan.Merge:
		}
	}
	return false
}

// tryPlans returns outcomes of permitted plans of a problem.
func tryPlans(p *plan.Problem, seed uint64, n int) ([]*plan.Outcome, error) {
	r, err := plan.NewRules(p)
	if err != nil {
		return nil, err
	}
	return (&tryer{r, rand.New(rand.NewPCG(seed, 4))}).plans(n), nil
}

// step changes one quantity of a list of actions.
func (y *tryer) step(list []plan.Action) []plan.Action {
	out := slices.Clone(list)
	for range 1 + y.rng.IntN(2) {
		if len(out) > 0 && y.rng.IntN(4) == 0 {
			i := y.rng.IntN(len(out))
			out = slices.Delete(out, i, i+1)
			continue
		}
		a := y.action()
		if i := slices.IndexFunc(out, func(o plan.Action) bool { return o.Key() == a.Key() }); i >= 0 {
			out[i].Quantity += a.Quantity
			continue
		}
		out = append(out, a)
	}
	return out
}

// action draws an action.
func (y *tryer) action() plan.Action {
	p := y.r.Problem
	s := p.County.Sections[y.rng.IntN(len(p.County.Sections))]
	a := plan.Action{Year: y.r.Year, Lever: p.Levers[y.rng.IntN(len(p.Levers))], Stage: s.Stage, Quantity: 1}
	kind := func() string {
		if len(y.r.Kinds) == 0 {
			return "plain"
		}
		return y.r.Kinds[y.rng.IntN(len(y.r.Kinds))].Name
	}
	switch a.Lever {
	case plan.Funding:
		a.Kind, a.School, a.Of = plan.Buy, s.School, desks
		if y.rng.IntN(2) == 0 {
			a.Of = rooms
			if _, own := s.Stocks[rooms]; !own || y.rng.IntN(2) == 0 {
				a.Stage = ""
			}
		}
		if y.rng.IntN(2) == 0 {
			a.Quantity = 3 * y.rng.Float64()
		}
	case plan.Catchment, plan.Siting: // of other problems
	case plan.Hiring:
		a.Kind, a.School, a.Of = plan.Hire, s.School, kind()
	case plan.Rotation:
		a.Kind, a.From, a.Of = plan.Move, s.School, kind()
		a.To = p.County.Schools[y.rng.IntN(len(p.County.Schools))].ID
		if y.rng.IntN(2) == 0 && p.Headcount() {
			a.Kind, a.Of = plan.Swap, plan.SwapOf(kind(), kind())
		}
	}
	return a
}

// settle prices the actions and lets the funds pay, first come first served.
func (y *tryer) settle(list []plan.Action) []plan.Action {
	left := make([]float64, len(y.r.Funds))
	for i, f := range y.r.Funds {
		left[i] = f.Amount
	}
	order := y.rng.Perm(len(y.r.Funds))
	for i := range list {
		a := &list[i]
		a.Funds, a.Cost = nil, 0
		pay := func(category, at string, price plan.Price, units float64) {
			due := price.Cost * units
			a.Cost += due
			a.Unit, a.Nature = price.Unit, string(price.Nature)
			for _, f := range order {
				if part := min(due, left[f]); part > 0 && plan.Pays(y.r.Funds[f], category, price.Nature, y.r.Problem.County.Schools[y.r.School(at)]) {
					left[f] -= part
					due -= part
					a.Funds = append(a.Funds, plan.FundShare{Fund: y.r.Funds[f].ID, Amount: part})
				}
			}
		}
		switch a.Kind {
		case plan.Assign, plan.Board, plan.Open, plan.Extend, plan.Close, plan.Merge: // of other problems
		case plan.Buy:
			price, _ := y.r.Prices.Of(a.Of, a.School)
			pay(a.Of, a.School, price, a.Quantity)
		case plan.Hire:
			price, _ := y.r.Prices.Of(model.HirePrefix+a.Of, a.School)
			price.Unit = "person"
			pay(model.CategoryHire, a.School, price, a.Quantity)
		case plan.Move, plan.Swap:
			way, _ := y.r.Metres(a.From, a.To)
			cost, nature := y.r.Prices.Move(a.To, way)
			pay(model.CategoryMove, a.To, plan.Price{Cost: cost, Nature: nature, Unit: "person"}, a.Quantity)
			if a.Kind == plan.Swap {
				cost, nature := y.r.Prices.Move(a.From, way)
				pay(model.CategoryMove, a.From, plan.Price{Cost: cost, Nature: nature, Unit: "person"}, a.Quantity)
			}
		}
	}
	return list
}
