package exact

import (
	"github.com/eduparity/eduparity/alloc/plan"
)

// actions reads the answers of all strands back.
func (b *bundle) actions(answers []*answer) []plan.Action {
	room := 0
	for k := range b.strands {
		room += len(answers[k].buy)
	}
	bought := make([]plan.Action, 0, room)
	var hired, moved []plan.Action
	for k, w := range b.strands {
		if w.goods != nil {
			bought = b.invertGoods(bought, w, answers[k])
			continue
		}
		hired = append(hired, b.invertHires(w.staff, answers[k].hire)...)
		moved = append(moved, b.invertMoves(w, answers[k].flow)...)
	}
	return append(append(bought, hired...), moved...)
}

// invertGoods appends what is bought of a stock.
func (b *bundle) invertGoods(actions []plan.Action, w *strand, a *answer) []plan.Action {
	for k, q := range a.buy {
		l := &w.goods.lots[k]
		if q = min(l.low+q, l.most); q > leastQuantity {
			actions = append(actions, b.bought(l.column, q))
		}
	}
	return actions
}

// invertHires reads who is hired of a group.
func (b *bundle) invertHires(a *staff, hire []float64) []plan.Action {
	var actions []plan.Action
	for i := range a.stock {
		var n float64
		if a.take != nil {
			n = a.take[i]
		}
		if hire != nil {
			n += hire[i]
		}
		if n > leastPart {
			actions = append(actions, b.hired(column{stage: a.stage, i: i, teach: a.hire}, n))
		}
	}
	return actions
}

// invertMoves reads who of a group moves where.
func (b *bundle) invertMoves(w *strand, flow []float64) []plan.Action {
	a := w.staff
	kinds, spare := b.groups[a.stage][a.group].kinds, b.newSpare(a.stage)
	var streams []stream
	send := func(from, to int, n float64) {
		for _, part := range spare.take(b.frame, kinds, from, n) {
			streams = append(streams, stream{part.kind, from, to, part.n})
		}
	}
	for _, k := range a.kept {
		send(k.from, k.to, k.n)
	}
	hub := int32(len(a.stock))
	change := make([]float64, len(a.stock)) // over the hub: arrivals less departures
	for arc, n := range flow {
		switch at := w.arcs[arc]; {
		case !(n > 0):
		case at.To == hub:
			change[at.From] -= n
		case at.From == hub:
			change[at.To] += n
		default:
			send(int(at.From), int(at.To), n)
		}
	}
	if a.hub != nil {
		var out []stream
		for i, n := range change {
			if n < 0 {
				for _, part := range spare.take(b.frame, kinds, i, -n) {
					out = append(out, stream{part.kind, i, -1, part.n})
				}
			}
		}
		streams = append(streams, b.connect(a.stage, out, change)...)
	}
	return b.moveActions(a.stage, streams)
}
