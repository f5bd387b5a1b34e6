package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
)

// actions lists what is to be done, by lever: totals first, then the largest actions.
func (t *planTeller) actions(all []plan.Action) {
	for _, lever := range levers(all) {
		var of []plan.Action
		for _, a := range all {
			if a.Lever == lever {
				of = append(of, a)
			}
		}
		t.head("%[1]s: %[2]s", capital(t.w.Lever(lever)), t.count(len(of), "%s action", "%s actions"))
		t.totals(of)
		t.largest(of)
	}
}

// levers are those of some actions, in the order in which levers are told.
func levers(all []plan.Action) []plan.Lever {
	var found []plan.Lever
	for _, a := range all {
		if !slices.Contains(found, a.Lever) {
			found = append(found, a.Lever)
		}
	}
	order := plan.LeverNames()
	slices.SortStableFunc(found, func(a, b plan.Lever) int {
		return cmp.Compare(place(order, string(a)), place(order, string(b)))
	})
	return found
}

// totals adds the actions of a lever up by what they are of.
func (t *planTeller) totals(actions []plan.Action) {
	type total struct {
		first          *plan.Action
		quantity, cost float64
		places         []string
		pieces         int
	}
	var totals []total
	for i := range actions {
		a := &actions[i]
		at := slices.IndexFunc(totals, func(t total) bool {
			return t.first.Kind == a.Kind && t.first.Stage == a.Stage && (t.first.Of == a.Of || ofPieces(a))
		})
		if at < 0 {
			at = len(totals)
			totals = append(totals, total{first: a})
		}
		x := &totals[at]
		x.quantity += a.Quantity
		x.cost += a.Cost
		x.pieces++
		for _, id := range []string{a.School, a.From, a.To} {
			if id != "" && !slices.Contains(x.places, id) {
				x.places = append(x.places, id)
			}
		}
	}
	g := grid{columns: []string{"in all", "", "stage", ">quantity", "unit", ">schools", ">" + t.w.Currency()}}
	for _, x := range totals {
		of := t.w.Of(x.first)
		if ofPieces(x.first) {
			of = t.count(x.pieces, "%s piece", "%s pieces")
		}
		g.add(t.w.Kind(x.first.Kind), of, t.w.Stage(x.first.Stage), amount(x.quantity), t.w.Unit(x.first.Unit), whole(len(x.places)), costText(x.cost))
	}
	t.grid(g)
}

// ofPieces says whether an action is of a piece, of which there are too many to add up one by one.
func ofPieces(a *plan.Action) bool { return a.Kind == plan.Assign || a.Kind == plan.Board }

// largest lists the dearest actions of a lever, of equal cost the largest.
func (t *planTeller) largest(actions []plan.Action) {
	actions = slices.Clone(actions)
	slices.SortStableFunc(actions, func(a, b plan.Action) int {
		return cmp.Or(cmp.Compare(b.Cost, a.Cost), cmp.Compare(b.Quantity, a.Quantity))
	})
	shown := t.o.top(len(actions))
	g := grid{columns: []string{"largest", "stage", "", ">quantity", "unit", ">" + t.w.Currency(), ">km", "paid by", "why"}}
	for i := range actions[:shown] {
		a := &actions[i]
		var funds []string
		for _, f := range a.Funds {
			funds = append(funds, f.Fund)
		}
		km := ""
		if a.Metres != nil {
			km = number(*a.Metres/metresPerKM, 1)
		}
		g.add(t.w.Where(a), t.w.Stage(a.Stage), strings.TrimSpace(t.w.Kind(a.Kind)+" "+t.w.Of(a)), amount(a.Quantity), t.w.Unit(a.Unit), costText(a.Cost), km,
			t.list(funds), t.w.why(a.Reason))
	}
	t.grid(g)
	t.more(len(actions) - shown)
}

// why is the first thing that an action is good for: a table has no room for all.
func (w *Words) why(reason string) string {
	first, _, more := strings.Cut(reason, reasonsApart)
	first = w.Reason(first)
	if more {
		first += w.of("; ") + "..."
	}
	return first
}

// metresPerKM is the number of metres in a kilometre.
const metresPerKM = 1000

// costText writes a cost; nothing where there is none.
func costText(x float64) string {
	if x == 0 {
		return ""
	}
	return money(x)
}
