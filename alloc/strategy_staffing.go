package alloc

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// A staffing is who teaches where while a plan is in the making, and what rules still allow.
type staffing struct {
	count  [][]float64 // by kind, by section: teachers now
	total  []float64   // by section
	leave  [][]float64 // by kind, by section: how many of those who were there may still go
	floor  [][]float64 // by kind, by section
	least  []float64   // by section: floor on all teachers
	held   []bool      // by section: as many must come as go
	places []postRoom
	caps   []moveCap
	moved  map[trip]float64
	swaps  map[exchange]float64
	paid   map[exchange][]float64 // by fund; of moves the kind back is -1
	locked map[trip]float64       // what locks ask for
	plain  []int                  // kinds, those with fewest attributes first
}

// A postRoom is what a limit on posts still allows.
type postRoom struct {
	kinds    []int
	sections map[int]bool
	left     float64
}

// A moveCap is what a limit on moves still allows, in persons.
type moveCap struct {
	limit plan.Limit
	left  float64
}

// A trip is a move of a kind of teacher between two sections.
type trip struct{ kind, from, to int }

// An exchange is a swap: kind goes, back comes.
type exchange struct{ kind, back, from, to int }

// newStaffing reads who is where.
func newStaffing(r *plan.Rules, ceilings []plan.Ceiling) *staffing {
	n := len(r.Problem.County.Sections)
	s := &staffing{
		total: make([]float64, n), least: make([]float64, n), held: make([]bool, n),
		moved: map[trip]float64{}, swaps: map[exchange]float64{}, paid: map[exchange][]float64{}, locked: map[trip]float64{},
	}
	for k := range r.Kinds {
		count, leave, floor := make([]float64, n), make([]float64, n), make([]float64, n)
		for i := range n {
			count[i] = r.Present(k, i)
			s.total[i] += count[i]
			leave[i] = math.Floor(count[i])
			if most, ok := r.LeaveCap(k, i); ok {
				leave[i] = min(leave[i], math.Floor(most))
			}
			floor[i], _ = r.Floor(k, i)
		}
		s.count, s.leave, s.floor = append(s.count, count), append(s.leave, leave), append(s.floor, floor)
		s.plain = append(s.plain, k)
	}
	slices.SortStableFunc(s.plain, func(a, b int) int { return len(r.Kinds[a].Attributes) - len(r.Kinds[b].Attributes) })
	for i := range n {
		s.least[i], _ = r.Floor(-1, i)
		s.held[i] = r.Headcount(i)
	}
	for _, c := range ceilings {
		room := postRoom{kinds: c.Kinds, sections: make(map[int]bool, len(c.Sections)), left: c.Max}
		for _, i := range c.Sections {
			room.sections[i] = true
			for _, k := range c.Kinds {
				room.left -= s.count[k][i]
			}
		}
		s.places = append(s.places, room)
	}
	for _, limit := range r.Problem.LimitsOn(plan.LimitMoves) {
		if limit.Max == nil {
			continue
		}
		most := *limit.Max
		if r.Problem.Headcount() {
			most *= 2 // a move counts half
		}
		s.caps = append(s.caps, moveCap{limit, most})
	}
	return s
}

// of says whether a post is for a kind at a section.
func (p *postRoom) of(kind, section int) bool {
	return p.sections[section] && slices.Contains(p.kinds, kind)
}

// posts is how many teachers of a kind there are still posts for at a section.
func (s *staffing) posts(kind, section int) float64 {
	left := math.Inf(1)
	for n := range s.places {
		if s.places[n].of(kind, section) {
			left = min(left, s.places[n].left)
		}
	}
	return max(0, left)
}

// hire enters new teachers.
func (s *staffing) hire(kind, section int, q float64) {
	s.come(kind, section, q)
	for n := range s.places {
		if s.places[n].of(kind, section) {
			s.places[n].left -= q
		}
	}
}

// come changes the number of teachers of a kind.
func (s *staffing) come(kind, section int, q float64) {
	s.count[kind][section] += q
	s.total[section] += q
}

// spare is how many teachers of a kind may still leave a section, its floors considered; all says whether
// the floor on all teachers of the section counts too.
func (s *staffing) spare(kind, section int, all bool) float64 {
	q := min(s.leave[kind][section], s.count[kind][section]-s.floor[kind][section])
	if all {
		q = min(q, s.total[section]-s.least[section])
	}
	return max(0, math.Floor(q+unitDust))
}

// postsBetween is how many teachers of a kind may change places as far as posts go.
func (s *staffing) postsBetween(t trip) float64 {
	left := math.Inf(1)
	for n := range s.places {
		if p := &s.places[n]; p.of(t.kind, t.to) && !p.of(t.kind, t.from) {
			left = min(left, p.left)
		}
	}
	return max(0, left)
}

// mayMove is how many teachers may make a trip, whole persons.
func (l *ledger) mayMove(t trip) float64 {
	s := l.staff
	if s.held[t.from] || s.held[t.to] {
		return 0
	}
	q := min(s.spare(t.kind, t.from, true), s.postsBetween(t), l.capOf(t.kind, t.from))
	if q < 1 {
		return 0
	}
	if q = min(q, l.onTheWay(t)); q < 1 {
		return 0
	}
	return math.Floor(q)
}

// capOf is how many more teachers of a kind may leave a section as far as limits on moves go.
func (l *ledger) capOf(kind, from int) float64 {
	left := math.Inf(1)
	for n := range l.staff.caps {
		if c := &l.staff.caps[n]; l.inScope(c.limit.Scope, from, kind) {
			left = min(left, c.left)
		}
	}
	return left
}

// inScope says whether a scope takes in teachers of a kind at a section.
func (l *ledger) inScope(s plan.Scope, section, kind int) bool {
	return l.r.InScope(s, l.r.SchoolOf(section), l.r.Problem.County.Sections[section].Stage, l.r.Kinds[kind].Name)
}

// onTheWay is how many may make a trip as far as its way, locks and money go.
func (l *ledger) onTheWay(t trip) float64 {
	metres, ok := l.way(t)
	if !ok {
		return 0
	}
	q := math.Inf(1)
	if len(l.r.Problem.Locks) > 0 {
		_, most := lockedQuantity(l.r.Problem.Locks, l.moveAction(t))
		q = most - l.staff.moved[t]
	}
	cost, _, payers := l.fare(t, metres)
	if cost > 0 {
		var money float64
		for _, f := range payers {
			money += l.purse[f]
		}
		for n := range l.caps {
			if l.r.InScope(l.caps[n].limit.Scope, l.r.SchoolOf(t.to), l.stageOf(t.to), l.r.Kinds[t.kind].Name) {
				money = min(money, l.caps[n].left)
			}
		}
		q = min(q, wholeUnits(max(0, money)/cost))
	}
	return q
}

// way is how long a trip is; false: it may not be made. Of a way that is not known and that nothing
// depends on the length is 0.
func (l *ledger) way(t trip) (metres float64, ok bool) {
	from, to := l.schoolOf(t.from), l.schoolOf(t.to)
	w, err := l.r.Distances().Trip(from.ID, to.ID)
	if w.Barrier {
		return 0, false
	}
	most, limited := l.r.MaxMetres(t.kind, t.from)
	if err != nil {
		km, priced := l.r.Prices.Of(model.CategoryMoveKM, to.ID)
		return 0, !limited && (!priced || km.Cost == 0)
	}
	return w.Metres, !limited || w.Metres <= most
}

func (l *ledger) schoolOf(section int) *model.School {
	return &l.r.Problem.County.Schools[l.r.SchoolOf(section)]
}

func (l *ledger) stageOf(section int) string { return l.r.Problem.County.Sections[section].Stage }

// fare is what a trip costs one teacher, and who may pay.
func (l *ledger) fare(t trip, metres float64) (cost float64, nature model.Nature, payers []int) {
	cost, nature = l.r.Prices.Move(l.schoolOf(t.to).ID, metres)
	if cost > 0 {
		payers = l.payers(model.CategoryMove, nature, l.r.SchoolOf(t.to))
	}
	return cost, nature, payers
}

// move enters so many trips, which must be allowed; below 0: takes them back.
func (l *ledger) move(t trip, q float64) {
	if q == 0 {
		return
	}
	l.leg(t, q)
	l.pay(exchange{t.kind, -1, t.from, t.to}, t, q)
	if l.staff.moved[t] += q; l.staff.moved[t] == 0 {
		delete(l.staff.moved, t)
	}
	for n := range l.staff.places {
		p := &l.staff.places[n]
		switch to, from := p.of(t.kind, t.to), p.of(t.kind, t.from); {
		case to && !from:
			p.left -= q
		case from && !to:
			p.left += q
		}
	}
}

// leg enters one direction of a move or a swap, but for its money and posts.
func (l *ledger) leg(t trip, q float64) {
	s := l.staff
	s.come(t.kind, t.from, -q)
	s.come(t.kind, t.to, q)
	s.leave[t.kind][t.from] -= q
	for n := range s.caps {
		if l.inScope(s.caps[n].limit.Scope, t.from, t.kind) {
			s.caps[n].left -= q
		}
	}
	kind := l.r.Kinds[t.kind]
	for _, end := range []struct {
		section int
		by      float64
	}{{t.from, -q}, {t.to, q}} {
		row, ok := l.atRow[end.section]
		if !ok {
			continue
		}
		for k := range l.r.Problem.Standard.Indicators {
			if by := effectOf(&l.r.Problem.Standard.Indicators[k], kind); by != 0 {
				l.change(row, k, by*end.by)
			}
		}
	}
}

// pay pays for one direction of so many moves, or takes the money back.
func (l *ledger) pay(e exchange, t trip, q float64) {
	metres, _ := l.way(t)
	each, _, payers := l.fare(t, metres)
	if each == 0 {
		return
	}
	if l.staff.paid[e] == nil {
		l.staff.paid[e] = make([]float64, len(l.purse))
	}
	paid, cost := l.staff.paid[e], each*q
	left := math.Abs(cost)
	if q > 0 {
		for _, f := range payers {
			part := min(left, max(0, l.purse[f]))
			l.purse[f] -= part
			paid[f] += part
			left -= part
		}
	} else {
		for _, f := range slices.Backward(payers) {
			part := min(left, paid[f])
			l.purse[f] += part
			paid[f] -= part
			left -= part
		}
	}
	l.cost += cost
	for n := range l.caps {
		if l.r.InScope(l.caps[n].limit.Scope, l.r.SchoolOf(t.to), l.stageOf(t.to), l.r.Kinds[t.kind].Name) {
			l.caps[n].left -= cost
		}
	}
}

// maySwap says whether one teacher of a kind may go and one of another come back. Posts are asked for
// both, as if each came alone.
func (l *ledger) maySwap(e exchange) bool {
	there, back := e.legs()
	s := l.staff
	if e.kind == e.back || s.spare(there.kind, there.from, false) < 1 || s.spare(back.kind, back.from, false) < 1 {
		return false
	}
	for n := range s.places {
		p := &s.places[n]
		net := 0
		for _, x := range []struct {
			kind, section, by int
		}{{e.kind, e.to, 1}, {e.kind, e.from, -1}, {e.back, e.from, 1}, {e.back, e.to, -1}} {
			if p.of(x.kind, x.section) {
				net += x.by
			}
		}
		if float64(net) > p.left {
			return false
		}
	}
	if min(l.capOf(there.kind, there.from), l.capOf(back.kind, back.from)) < 2 {
		return false // where both count against one limit, two are needed
	}
	if l.onTheWay(there) < 1 || l.onTheWay(back) < 1 {
		return false
	}
	return l.paysBoth(there, back)
}

// paysBoth says whether there is money for both directions of a swap together, and of one nature.
func (l *ledger) paysBoth(there, back trip) bool {
	a, _ := l.way(there)
	b, _ := l.way(back)
	first, natureA, payersA := l.fare(there, a)
	second, natureB, payersB := l.fare(back, b)
	if first == 0 || second == 0 {
		return true
	}
	if natureA != natureB {
		return false
	}
	var money float64
	for f := range l.purse {
		if slices.Contains(payersA, f) || slices.Contains(payersB, f) {
			money += l.purse[f]
		}
	}
	for n := range l.caps {
		money = min(money, l.caps[n].left)
	}
	return money >= first+second
}

// legs are the two directions of a swap.
func (e exchange) legs() (there, back trip) {
	return trip{e.kind, e.from, e.to}, trip{e.back, e.to, e.from}
}

// swap enters swaps, which must be allowed; below 0: takes them back.
func (l *ledger) swap(e exchange, q float64) {
	there, back := e.legs()
	l.leg(there, q)
	l.leg(back, q)
	l.pay(e, there, q)
	l.pay(e, back, q)
	if l.staff.swaps[e] += q; l.staff.swaps[e] == 0 {
		delete(l.staff.swaps, e)
	}
	for n := range l.staff.places {
		p := &l.staff.places[n]
		for _, x := range []struct {
			kind, section int
			by            float64
		}{{e.kind, e.to, q}, {e.kind, e.from, -q}, {e.back, e.from, q}, {e.back, e.to, -q}} {
			if p.of(x.kind, x.section) {
				p.left -= x.by
			}
		}
	}
}

// lockedMoves enters the moves that locks ask for, as far as the rules allow.
func (l *ledger) lockedMoves() {
	for _, t := range l.lockedTrips() {
		least, _ := lockedQuantity(l.r.Problem.Locks, l.moveAction(t))
		if q := min(least-l.staff.moved[t], l.mayMove(t)); q > 0 {
			l.move(t, q)
			l.staff.locked[t] = q
		}
	}
}

// lockedTrips are the trips that locks ask for.
func (l *ledger) lockedTrips() []trip {
	if !l.r.Problem.HasLever(plan.Rotation) {
		return nil
	}
	var trips []trip
	for _, lock := range l.r.Problem.Locks {
		parts := strings.Split(lock.Key, "/") // year, lever, kind, from, to, school, stage, of
		if lock.Forbid || parts[2] != string(plan.Move) {
			continue
		}
		for n := range parts {
			parts[n] = plan.Unescape(parts[n])
		}
		t := trip{l.r.Kind(parts[7]), l.r.Section(parts[3], parts[6]), l.r.Section(parts[4], parts[6])}
		if t.kind >= 0 && t.from >= 0 && t.to >= 0 && t.from != t.to {
			trips = append(trips, t)
		}
	}
	return trips
}

// moveAction is the action of a trip, without quantity.
func (l *ledger) moveAction(t trip) plan.Action {
	return plan.Action{
		Year: l.r.Year, Lever: plan.Rotation, Kind: plan.Move, From: l.schoolOf(t.from).ID, To: l.schoolOf(t.to).ID,
		Stage: l.stageOf(t.from), Of: l.r.Kinds[t.kind].Name, Unit: personUnit,
	}
}

// Units of actions that are about people.
const (
	personUnit = "person"
	swapUnit   = "swap"
)

// passes are the moves and swaps so far, in county order.
func (l *ledger) passes() []exchange {
	all := make([]exchange, 0, len(l.staff.moved)+len(l.staff.swaps))
	for t := range l.staff.moved {
		all = append(all, exchange{t.kind, -1, t.from, t.to})
	}
	for e := range l.staff.swaps {
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b exchange) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to), cmp.Compare(a.kind, b.kind), cmp.Compare(a.back, b.back))
	})
	return all
}

// moveActions are the actions of all passes.
func (l *ledger) moveActions() []plan.Action {
	all := l.passes()
	actions := make([]plan.Action, 0, len(all))
	for _, e := range all {
		there, back := e.legs()
		a := l.moveAction(there)
		metres, _ := l.way(there)
		if w, err := l.r.Distances().Trip(a.From, a.To); err == nil {
			a.Metres = &w.Metres
		}
		cost, nature, _ := l.fare(there, metres)
		a.Quantity, a.Nature = l.staff.moved[there], string(nature)
		if e.back >= 0 {
			more, _, _ := l.fare(back, metres)
			cost += more
			a.Kind, a.Unit, a.Quantity = plan.Swap, swapUnit, l.staff.swaps[e]
			a.Of = plan.SwapOf(a.Of, l.r.Kinds[e.back].Name)
		}
		a.Cost = cost * a.Quantity
		a.Funds = l.shares(l.staff.paid[e], a.Cost)
		actions = append(actions, a)
	}
	return actions
}

// pass is one teacher who counts in an indicator going from one section to another, alone or, where
// headcounts are kept, for one who counts less. Whoever has fewest attributes goes: who has more is of
// more use where other indicators are looked at. fits, where it is given, has the last word.
func (l *ledger) pass(of *standard.Indicator, from, to int, fits func(exchange) bool) (exchange, bool) {
	if !l.r.Problem.HasLever(plan.Rotation) || !l.r.Open(from) || !l.r.Open(to) {
		return exchange{}, false
	}
	for _, k := range l.staff.plain {
		by := effectOf(of, l.r.Kinds[k])
		if by <= 0 || l.staff.leave[k][from] < 1 {
			continue
		}
		if !l.staff.held[from] && !l.staff.held[to] {
			if e := (exchange{k, -1, from, to}); (fits == nil || fits(e)) && l.mayMove(trip{k, from, to}) >= 1 {
				return e, true
			}
			continue
		}
		for _, b := range l.staff.plain {
			if e := (exchange{k, b, from, to}); effectOf(of, l.r.Kinds[b]) < by && l.staff.leave[b][to] >= 1 && (fits == nil || fits(e)) && l.maySwap(e) {
				return e, true
			}
		}
	}
	return exchange{}, false
}

// enter enters a pass, q times; below 0: takes it back.
func (l *ledger) enter(e exchange, q float64) {
	if e.back < 0 {
		l.move(trip{e.kind, e.from, e.to}, q)
	} else {
		l.swap(e, q)
	}
}
