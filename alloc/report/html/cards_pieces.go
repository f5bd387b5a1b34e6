package html

import (
	"cmp"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
)

// A batch is the pieces that go from one school to another in a stage.
type batch struct {
	first  *plan.Action
	pupils float64
	cost   float64
	pieces []string
}

// actPieces adds the pieces of catchments that change their school to the cards, those that go the same
// way together.
func (v *view) actPieces(at func(string) *card) {
	type way struct {
		kind            plan.ActionKind
		from, to, stage string
	}
	var order []*batch
	index := make(map[way]*batch)
	for i := range v.plan.Actions {
		a := &v.plan.Actions[i]
		if a.Kind != plan.Assign && a.Kind != plan.Board {
			continue
		}
		k := way{a.Kind, a.From, a.To, a.Stage}
		b := index[k]
		if b == nil {
			b = &batch{first: a}
			index[k] = b
			order = append(order, b)
		}
		b.pupils, b.cost = b.pupils+a.Quantity, b.cost+a.Cost
		b.pieces = append(b.pieces, a.Of+" ("+report.Amount(a.Quantity)+")")
	}
	for _, b := range order {
		v.actBatch(b, at)
	}
}

func (v *view) actBatch(b *batch, at func(string) *card) {
	a := b.first
	for _, id := range []string{a.From, a.To} {
		if id == "" {
			continue
		}
		c := at(id)
		why := whyAt(a, id)
		if len(b.pieces) > 1 { // the way is that of one piece only
			why = slices.DeleteFunc(why, func(w words) bool { return strings.HasPrefix(w.EN, "way ") })
		}
		d := do{Text: v.batchText(b, id), Why: join(semicolon(), why...)}
		if id == a.To {
			c.Cost += b.cost
			if b.cost != 0 {
				d.Cost = v.money(b.cost)
			}
		}
		if !strings.Contains(c.Levers, string(a.Lever)) {
			c.Levers = strings.TrimSpace(c.Levers + " " + string(a.Lever))
		}
		c.Do = append(c.Do, d)
	}
}

// batchText says what pieces that change their school mean for one of the two.
func (v *view) batchText(b *batch, id string) words {
	a := b.first
	other := a.To
	if id == a.To {
		other = a.From
	}
	n, there := quantity(b.pupils, "pupils"), plain(strings.TrimSpace(other+" "+v.schoolName(other)))
	pieces := say("pieces %s", strings.Join(b.pieces, ", "))
	var w words
	switch {
	case id == a.From:
		w = say("Gives %[1]s to %[2]s: %[3]s", n, there, pieces)
	case a.Kind == plan.Board && a.From == "":
		w = say("Boards %[1]s: %[2]s", n, pieces)
	case a.Kind == plan.Board:
		w = say("Boards %[1]s from %[2]s: %[3]s", n, there, pieces)
	case a.From == "":
		w = say("Takes in %[1]s: %[2]s", n, pieces)
	default:
		w = say("Takes in %[1]s from %[2]s: %[3]s", n, there, pieces)
	}
	return say("%[1]s (%[2]s)", w, known(cmp.Or(a.Stage, "county")))
}
