package verify

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// hireCategory and moveCategory are what hires and moves are called by funds.
const (
	hireCategory = model.CategoryHire
	moveCategory = model.CategoryMove
)

// movers are the teachers of one kind in one stage who may move.
type movers struct {
	kind, s int
	caps    []float64 // who may leave each section
	all     float64
	out, in []tally // price of one who leaves, who arrives; in without what the way costs
	yuan    []tally // by section: price of a yuan spent on an arrival
	paid    []bool  // somebody may pay for it
	closed  []bool  // by section: locks let nobody move there
}

// lay reads caps and prices. False: nobody may move.
func (m *movers) lay(r *reader, kind, s int) bool {
	st := &r.stages[s]
	n := len(st.rows)
	m.kind, m.s, m.caps = kind, s, make([]float64, n)
	for i, section := range st.section {
		m.caps[i] = r.leaveCap(kind, section)
		m.all += m.caps[i]
	}
	if m.all == 0 {
		return false
	}
	m.out, m.in, m.yuan, m.paid, m.closed = make([]tally, n), make([]tally, n), make([]tally, n), make([]bool, n), make([]bool, n)
	for i := range st.rows {
		m.closed[i] = n > 1 && r.entryClosed(kind, st, i)
		at := place{s, i}
		worth := r.worth(r.ground, kind, at)
		worth.addTimes(1, r.arrival[s][i])
		m.out[i] = r.perMove(r.ground, kind, at)
		m.out[i].addTimes(-1, worth)
		m.in[i] = worth
		_, nature := r.r.Prices.Move(r.p.County.Schools[st.school[i]].ID, 0)
		m.yuan[i], m.paid[i] = r.perYuan(r.ground, moveCategory, nature, st.school[i], st.name, r.r.Kinds[kind].Name)
	}
	return true
}

// entryClosed says whether locks let nobody move to a section.
func (g *ground) entryClosed(kind int, st *stage, i int) bool {
	return slices.ContainsFunc(g.p.Locks, func(l plan.Lock) bool {
		if !l.ClosesEntry() {
			return false
		}
		from := g.p.County.Schools[st.school[(i+1)%len(st.school)]].ID
		return l.Matches(g.moveAction(kind, st.name, from, g.p.County.Schools[st.school[i]].ID).Key())
	})
}

// namesMoves says whether some lock is about single moves: one that closes a section does not need to
// tell them apart.
func (g *ground) namesMoves() bool {
	return slices.ContainsFunc(g.p.Locks, func(l plan.Lock) bool { return plan.LockNames(l, plan.Rotation) && !l.ClosesEntry() })
}

// hub is for moves that cost alike wherever they come from and of which no rule names single ones:
// each is an out and an in, and all outs are as many as all ins.
func (m *movers) hub(r *reader, total *tally) {
	var price tally
	price.add(m.balance(r))
	best := m.hubAt(r, price)
	if !r.balanced {
		if other := m.hubAt(r, m.cheapestEntry(r)); other.low() > best.low() {
			best = other
		}
	}
	total.addTimes(1, best)
}

// hubAt is hub with a multiplier of the balance row.
func (m *movers) hubAt(r *reader, price tally) (total tally) {
	for i := range m.caps {
		out := m.out[i]
		out.addTimes(1, price)
		total.add(least(out, 0, m.caps[i]))
		cost, _ := r.r.Prices.Move(r.p.County.Schools[r.stages[m.s].school[i]].ID, 0)
		if m.closed[i] || cost > 0 && !m.paid[i] {
			continue
		}
		in := m.in[i]
		in.addTimes(cost, m.yuan[i])
		in.addTimes(-1, price)
		total.add(least(in, 0, m.all-m.caps[i]))
	}
	return total
}

// cheapestEntry is the multiplier of the kind's balance row where no such row is stated: with what
// arriving costs at least, nobody gains by arriving, and as much as can be is made of those who leave.
func (m *movers) cheapestEntry(r *reader) tally {
	least := math.Inf(1)
	for i := range m.caps {
		cost, _ := r.r.Prices.Move(r.p.County.Schools[r.stages[m.s].school[i]].ID, 0)
		if m.closed[i] || cost > 0 && !m.paid[i] {
			continue
		}
		in := m.in[i]
		in.addTimes(cost, m.yuan[i])
		least = min(least, in.low())
	}
	var price tally
	if !math.IsInf(least, 1) {
		price.put(least) // any number serves
	}
	return price
}

// balance is the multiplier of the kind's balance row. Every kind has such a row, and any multiplier
// proves something; one that is not stated is taken from the first kind that counts in the same
// indicators, since the engine knows such kinds as one.
func (m *movers) balance(r *reader) float64 {
	if own := r.multipliers.balance[m.kind][m.s]; !math.IsNaN(own) {
		return own
	}
	for k := range r.r.Kinds {
		if stated := r.multipliers.balance[k][m.s]; !math.IsNaN(stated) && r.alike(k, m.kind, m.s) {
			return stated
		}
	}
	return 0
}

// alike says whether two kinds count in the same selected indicators of a stage, and as much.
func (g *ground) alike(a, b, s int) bool {
	for _, t := range g.stages[s].targets {
		if t != nil && (g.counts(t, a) != g.counts(t, b) || g.effect(t, a, 0) != g.effect(t, b, 0)) {
			return false
		}
	}
	return true
}

// pairs is for moves whose way matters or that locks name: every permitted pair counts, and from each
// section no more leave than may.
func (m *movers) pairs(r *reader, total *tally) {
	st := &r.stages[m.s]
	w := m.newWays(r)
	locked := r.namesMoves()
	for i, most := range m.caps {
		if most == 0 {
			continue
		}
		w.from(i, st)
		if locked {
			w.locked(i, most, total)
		} else if best := w.best(i); best < 0 {
			total.add(best * most)
		}
	}
}

// ways looks at the pairs of one section after the other.
type ways struct {
	*movers
	r         *reader
	distances *model.Distances
	schools   []*model.School // by section
	once      []float64       // what arriving costs, the way not counted
	arriving  []tally         // its price
	low       []float64       // a number that price is not below
	perRadian []float64       // a number that the price of the way, for every radian of latitude, is not below
	latitude  []float64       // in radians; 0 where it is not known
	order     []int           // sections by latitude
	rank      []int           // where a section stands in order

	lowest, leastPerRadian float64 // of all sections
	far                    float64
	limited                bool
}

// newWays prepares the pairs of a kind.
func (m *movers) newWays(r *reader) *ways {
	n := len(m.caps)
	w := &ways{
		movers: m, r: r, distances: r.p.County.Distances(), schools: make([]*model.School, n), once: make([]float64, n),
		arriving: make([]tally, n), low: make([]float64, n), perRadian: make([]float64, n), order: make([]int, n), rank: make([]int, n),
		latitude: make([]float64, n),
	}
	flat := false
	for j := range n {
		school := &r.p.County.Schools[r.stages[m.s].school[j]]
		w.schools[j], w.order[j] = school, j
		w.once[j], _ = r.r.Prices.Move(school.ID, 0)
		w.arriving[j] = m.pair(-1, j, w.once[j])
		w.low[j] = w.arriving[j].low()
		if school.Place == nil || !w.distances.GreatCircle() {
			flat = true
			continue
		}
		w.latitude[j] = school.Place.Lat * math.Pi / 180
		if km, ok := r.r.Prices.Of(model.CategoryMoveKM, school.ID); ok {
			w.perRadian[j] = km.Cost / 1000 * model.EarthRadius * max(0, m.yuan[j].low()) * (1 - latitudeSlack)
		}
	}
	if flat { // ways are not measured on the sphere: latitudes say nothing of them
		clear(w.perRadian)
	}
	w.lowest, w.leastPerRadian = slices.Min(w.low), slices.Min(w.perRadian)
	slices.SortStableFunc(w.order, func(a, b int) int { return cmp.Compare(w.latitude[a], w.latitude[b]) })
	for k, j := range w.order {
		w.rank[j] = k
	}
	return w
}

// from turns to the ways from a section.
func (w *ways) from(i int, st *stage) { w.far, w.limited = w.r.r.MaxMetres(w.kind, st.section[i]) }

// way is the price of a move; false: it is not permitted or nobody may pay for it.
func (w *ways) way(i, j int) (price tally, ok bool) {
	trip, err := w.distances.Trip(w.schools[i].ID, w.schools[j].ID)
	if i == j || w.closed[j] || w.limited && (err != nil || trip.Metres > w.far) || err == nil && trip.Barrier {
		return tally{}, false
	}
	cost, _ := w.r.r.Prices.Move(w.schools[j].ID, trip.Metres)
	if cost > 0 && !w.paid[j] {
		return tally{}, false
	}
	return w.pair(i, j, cost), true
}

// best is the least price of leaving a section, 0 where none is negative. Sections are looked at outwards
// from its latitude. A way costs no less than its part along the meridian: where that and the price of
// arriving alone are no better than the best way so far, the way itself is not worked out, and where the
// least price of arriving anywhere is no better either, nothing further off is.
func (w *ways) best(i int) float64 {
	best, leaving, latitude := 0.0, w.out[i].low(), w.latitude[i]
	worse := func(low, perRadian, along float64) bool {
		return leaving+low+perRadian*along-roundings*(math.Abs(leaving)+math.Abs(low)) >= best
	}
	for _, step := range []int{-1, 1} {
		for k := w.rank[i] + step; k >= 0 && k < len(w.order); k += step {
			j := w.order[k]
			along := math.Abs(w.latitude[j] - latitude)
			if worse(w.lowest, w.leastPerRadian, along) {
				break
			}
			if worse(w.low[j], w.perRadian[j], along) {
				continue
			}
			if price, ok := w.way(i, j); ok {
				best = min(best, price.low())
			}
		}
	}
	return best
}

// locked adds the least that the moves from a section make of the bound where locks name some of them.
func (w *ways) locked(i int, most float64, total *tally) {
	var open []option
	for j := range w.caps {
		price, ok := w.way(i, j)
		if !ok {
			continue
		}
		a := w.r.moveAction(w.kind, w.r.stages[w.s].name, w.schools[i].ID, w.schools[j].ID)
		price.addTimes(1, w.r.locks(w.r.ground, a))
		c := price.low()
		lo, hi := w.r.lockedMove(a, most)
		if lo > 0 {
			total.add(c * lo)
			most -= lo
		}
		if c < 0 && hi > lo {
			open = append(open, option{c, hi - lo})
		}
	}
	slices.SortStableFunc(open, func(a, b option) int { return cmp.Compare(a.price, b.price) })
	for _, o := range open {
		n := min(max(0, most), o.most)
		total.add(o.price * n)
		most -= n
	}
}

// An option is a way for teachers to leave a section: its price and how many may take it.
type option struct{ price, most float64 }

// pair is the price of a move that costs money; without the part of leaving where i is -1.
func (m *movers) pair(i, j int, cost float64) tally {
	var c tally
	if i >= 0 {
		c = m.out[i]
	}
	c.addTimes(1, m.in[j])
	c.addTimes(cost, m.yuan[j])
	return c
}

// moveAction is a move as an action without quantity.
func (g *ground) moveAction(kind int, stageName, from, to string) plan.Action {
	return plan.Action{
		Year: g.r.Year, Lever: plan.Rotation, Kind: plan.Move, From: from, To: to, Stage: stageName, Of: g.r.Kinds[kind].Name,
	}
}

// lockedMove is the box of one move under the locks: see locked.
func (g *ground) lockedMove(a plan.Action, most float64) (lo, hi float64) {
	key := a.Key()
	hi = most
	for _, l := range g.p.Locks {
		if !l.Matches(key) {
			continue
		}
		single := !strings.Contains(l.Key, "*")
		switch {
		case l.Forbid:
			hi = 0
		case l.Fix != nil:
			hi = min(hi, *l.Fix)
			if single {
				lo = max(lo, *l.Fix)
			}
		case l.Keep != nil && single:
			lo = max(lo, *l.Keep)
		}
	}
	return lo, max(lo, hi)
}
