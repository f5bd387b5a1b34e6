package html

import (
	"cmp"
	"maps"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model"
)

// moneyText writes an amount of money.
func moneyText(x float64) string { return report.Money(x) }

// A bar is an amount beside others.
type bar struct {
	Name  words
	Text  words
	Of    words   // what there was to spend; empty: not known
	Left  words   // of that
	Share float64 // of the longest, 0 to 1, as a length
	Used  float64 // of what there was, as a length; 0: not known
}

// A total adds up the actions that do the same.
type total struct {
	Lever, What, Stage, Quantity, Cost words
	Schools                            string
	SortCost                           float64
}

// A spending is what a plan costs.
type spending struct {
	Total    words
	ByFund   []bar
	ByLever  []bar
	ByNature []bar
	Totals   []total
}

// barLength is the length of the longest bar.
const barLength = 200

func (v *view) spending() *spending {
	p := v.plan
	s := &spending{Total: v.money(p.Cost.Total)}
	year := v.county.PlanningYear()
	s.ByFund = v.bars(p.Cost.ByFund, nil)
	for i := range s.ByFund {
		for j := range v.county.Funds {
			f := &v.county.Funds[j]
			if plain(f.ID) != s.ByFund[i].Name || f.Year != 0 && f.Year != year {
				continue
			}
			used := p.Cost.ByFund[f.ID]
			s.ByFund[i].Of, s.ByFund[i].Left = v.money(f.Amount), v.money(max(0, f.Amount-used))
			if f.Amount > 0 {
				s.ByFund[i].Used = barLength * min(1, used/f.Amount)
			}
		}
	}
	s.ByLever = v.bars(p.Cost.ByLever, leverOrder())
	s.ByNature = v.bars(p.Cost.ByNature, []string{string(model.Capital), string(model.Recurrent)})
	s.Totals = v.totals()
	return s
}

// leverOrder is the order in which levers are told.
func leverOrder() []string {
	return []string{"funding", "hiring", "rotation", "catchment", "siting", "group", "service"}
}

func (v *view) bars(amounts map[string]float64, order []string) []bar {
	keys := slices.Sorted(maps.Keys(amounts))
	place := func(k string) int {
		if i := slices.Index(order, k); i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortStableFunc(keys, func(a, b string) int { return cmp.Compare(place(a), place(b)) })
	high := 0.0
	for _, x := range amounts {
		high = max(high, x)
	}
	var all []bar
	for _, k := range keys {
		if amounts[k] == 0 {
			continue
		}
		name := known(k)
		if order == nil {
			name = plain(k)
		}
		all = append(all, bar{Name: name, Text: v.money(amounts[k]), Share: barLength * amounts[k] / high})
	}
	return all
}

// totals adds the actions up by what they are of.
func (v *view) totals() []total {
	type key struct {
		lever           plan.Lever
		kind            plan.ActionKind
		of, stage, unit string
	}
	type sum struct {
		quantity, cost float64
		places         map[string]bool
	}
	var order []key
	sums := make(map[key]*sum)
	for i := range v.plan.Actions {
		a := &v.plan.Actions[i]
		k := key{a.Lever, a.Kind, a.Of, a.Stage, a.Unit}
		if !summable(a.Kind) {
			k.of = ""
		}
		if sums[k] == nil {
			sums[k] = &sum{places: make(map[string]bool)}
			order = append(order, k)
		}
		s := sums[k]
		s.quantity, s.cost = s.quantity+a.Quantity, s.cost+a.Cost
		for _, id := range []string{a.School, a.From, a.To} {
			if id != "" {
				s.places[id] = true
			}
		}
	}
	var all []total
	for _, k := range order {
		s := sums[k]
		t := total{
			Lever: known(string(k.lever)), What: known(string(k.kind)), Stage: known(k.stage), Quantity: quantity(s.quantity, k.unit),
			Schools: report.Number(float64(len(s.places)), 0), SortCost: s.cost,
		}
		if k.of != "" {
			t.What = say("%[1]s: %[2]s", known(string(k.kind)), kindWords(k.of))
		}
		if s.cost != 0 {
			t.Cost = v.money(s.cost)
		}
		all = append(all, t)
	}
	return all
}

// summable says whether the things that actions of a kind are of can be added up: stocks and kinds of
// teachers can, pieces of catchments have each their own name.
func summable(k plan.ActionKind) bool {
	switch k {
	case plan.Buy, plan.Hire, plan.Move:
		return true
	default:
		return false
	}
}
