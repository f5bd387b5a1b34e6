package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
)

// actions lists what is to be done, by lever: totals first, then the largest actions.
func (p *page) actions(pl *plan.Plan, n names, o Options) {
	for _, lever := range leverNames() {
		var of []plan.Action
		for _, a := range pl.Actions {
			if string(a.Lever) == lever {
				of = append(of, a)
			}
		}
		if len(of) == 0 {
			continue
		}
		p.head("%s: %s", strings.ToUpper(lever[:1])+lever[1:], count(len(of), "action", "actions"))
		p.totals(of, n)
		p.largest(of, n, o)
	}
}

// totals adds the actions of a lever up by what they are of.
func (p *page) totals(actions []plan.Action, n names) {
	type total struct {
		kind            plan.ActionKind
		of, stage, unit string
		quantity, cost  float64
		places          []string
	}
	var totals []total
	for _, a := range actions {
		at := slices.IndexFunc(totals, func(t total) bool { return t.kind == a.Kind && t.of == a.Of && t.stage == a.Stage })
		if at < 0 {
			at = len(totals)
			totals = append(totals, total{kind: a.Kind, of: a.Of, stage: a.Stage, unit: a.Unit})
		}
		t := &totals[at]
		t.quantity += a.Quantity
		t.cost += a.Cost
		for _, id := range []string{a.School, a.From, a.To} {
			if id != "" && !slices.Contains(t.places, id) {
				t.places = append(t.places, id)
			}
		}
	}
	g := grid{columns: []string{"in all", "", "stage", ">quantity", "unit", ">schools", ">" + n.currency}}
	for _, t := range totals {
		g.add(string(t.kind), t.of, t.stage, amount(t.quantity), t.unit, number(float64(len(t.places)), 0), costText(t.cost))
	}
	p.grid(g)
}

// largest lists the dearest actions of a lever, of equal cost the largest.
func (p *page) largest(actions []plan.Action, n names, o Options) {
	actions = slices.Clone(actions)
	slices.SortStableFunc(actions, func(a, b plan.Action) int {
		return cmp.Or(cmp.Compare(b.Cost, a.Cost), cmp.Compare(b.Quantity, a.Quantity))
	})
	shown := o.top(len(actions))
	g := grid{columns: []string{"largest", "stage", "", ">quantity", "unit", ">" + n.currency, ">km", "paid by", "why"}}
	for _, a := range actions[:shown] {
		var funds []string
		for _, f := range a.Funds {
			funds = append(funds, f.Fund)
		}
		km := ""
		if a.Metres != nil {
			km = number(*a.Metres/metresPerKM, 1)
		}
		g.add(where(a, n), a.Stage, string(a.Kind)+" "+a.Of, amount(a.Quantity), a.Unit, costText(a.Cost), km,
			strings.Join(funds, ", "), why(a.Reason))
	}
	p.grid(g)
	p.more(len(actions)-shown, ", see --format json")
}

// why is the first thing that an action is good for: a table has no room for all.
func why(reason string) string {
	first, _, more := strings.Cut(reason, "; ")
	if more {
		first += "; ..."
	}
	return first
}

// metresPerKM is the number of metres in a kilometre.
const metresPerKM = 1000

// where says where an action takes place.
func where(a plan.Action, n names) string {
	if a.From != "" || a.To != "" {
		arrow := " -> "
		if a.Kind == plan.Swap {
			arrow = " <> "
		}
		return a.From + arrow + a.To
	}
	return strings.TrimSpace(a.School + " " + n.schools[a.School])
}

// costText writes a cost; nothing where there is none.
func costText(x float64) string {
	if x == 0 {
		return ""
	}
	return money(x)
}
