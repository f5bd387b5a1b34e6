package exact

import (
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// compileRotation adds the moves of every group of teachers. Where a move's cost does not depend on
// its length and no rule names single moves, a move is one out and one in, tied by one balance row
// per group and stage: 2n columns, not n^2. Otherwise every permitted pair is a column.
func (m *room) compileRotation() error {
	everyone := m.countsEveryone()
	for s := range m.stages {
		if len(m.stages[s].rows) < 2 {
			continue
		}
		m.flat[s] = !m.r.Prices.PerKM() && len(m.p.LimitsOn(plan.LimitMoveKM)) == 0 && !m.locksMoves() && !m.barriers()
		for g := range m.groups[s] {
			if len(m.groups[s][g].has) == 0 && !everyone {
				continue
			}
			if !m.present(s, g) {
				continue
			}
			if m.flat[s] {
				m.compileHub(s, g)
				continue
			}
			if err := m.compileArcs(s, g); err != nil {
				return err
			}
		}
	}
	return nil
}

// barriers says whether some way is forbidden.
func (f *frame) barriers() bool {
	return slices.ContainsFunc(f.p.County.Travel, func(t model.Trip) bool { return t.Barrier })
}

// present says whether the stage has a teacher of the group.
func (m *room) present(s, g int) bool {
	for i := range m.stages[s].rows {
		if m.leaveCap(s, g, i) > 0 {
			return true
		}
	}
	return false
}

// leaveCap is how many teachers of a group may leave a section.
func (m *room) leaveCap(s, g, i int) float64 {
	var sum float64
	for _, k := range m.groups[s][g].kinds {
		sum += m.kindCap(k, m.section(s, i))
	}
	return sum
}

// kindCap is how many teachers of a kind may leave a section: whole ones, unless they come in parts.
func (f *frame) kindCap(kind, section int) float64 {
	n := f.r.Present(kind, section)
	if !f.r.Divisible {
		n = math.Floor(n)
	}
	if most, ok := f.r.LeaveCap(kind, section); ok {
		n = min(n, most)
	}
	return n
}

// compileHub adds an out and an in per section and their balance.
func (m *room) compileHub(s, g int) {
	var balance []entry
	var all float64
	for i := range m.stages[s].rows {
		all += m.leaveCap(s, g, i)
	}
	for i := range m.stages[s].rows {
		most := m.leaveCap(s, g, i)
		c := column{stage: s, i: i, group: g, unit: 1, whole: !m.r.Divisible}
		if most > 0 {
			c.kind = colOut
			col := m.addCol(c, 0, most, c.whole)
			m.moved[col] = 1
			m.affectBy(s, g, i, col, -1)
			balance = append(balance, entry{col, 1})
		}
		c.kind = colIn
		most = all - most
		if m.entryClosed(s, i) {
			most = 0
		}
		col := m.addCol(c, 0, most, c.whole)
		m.spendRow[col], _ = m.r.Prices.Move(m.school(s, i).ID, 0)
		m.affectBy(s, g, i, col, 1)
		balance = append(balance, entry{col, -1})
	}
	// One row stands for every kind of the group: their prices are the same.
	m.balances = append(m.balances, balanceRow{m.addRow(rowName{}, 0, 0, balance), s, g})
}

// entryClosed says whether locks let nobody move to a section.
func (f *frame) entryClosed(s, i int) bool {
	return slices.ContainsFunc(f.p.Locks, func(l plan.Lock) bool {
		return l.ClosesEntry() && l.Matches(f.move(s, 0, (i+1)%len(f.stages[s].rows), i).Key())
	})
}

// affectBy says what one teacher of a group adds to the targets of a section.
func (m *room) affectBy(s, g, i, col int, sign float64) {
	group := &m.groups[s][g]
	for _, t := range group.has {
		m.affect(t, i, col, sign*effectOf(m.targets[t].of, m.r.Kinds[group.kinds[0]]))
	}
}

// compileArcs adds a column for every permitted pair of sections, and the cap on leaving.
func (m *room) compileArcs(s, g int) error {
	ways := m.distances()
	kind := m.groups[s][g].kinds[0] // distances and locks do not tell kinds of a group apart
	for i := range m.stages[s].rows {
		most := m.leaveCap(s, g, i)
		if most <= 0 {
			continue
		}
		far, limited := m.r.MaxMetres(kind, m.section(s, i))
		var leave []entry
		for j := range m.stages[s].rows {
			if i == j {
				continue
			}
			w, err := m.wayBetween(ways, s, i, j, limited)
			if err != nil {
				return err
			}
			if w.barred || (limited && w.metres > far) {
				continue
			}
			c := column{kind: colArc, stage: s, i: i, to: j, group: g, unit: 1, whole: !m.r.Divisible}
			col := m.addCol(c, 0, m.locked(c, most), c.whole) // also where a lock forbids it: the shape stays
			m.moved[col] = 1
			m.spendRow[col], _ = m.r.Prices.Move(m.school(s, j).ID, w.metres)
			m.affectBy(s, g, i, col, -1)
			m.affectBy(s, g, j, col, 1)
			leave = append(leave, entry{col, 1})
		}
		if len(leave) > 1 {
			m.addRow(rowName{}, -inf, most, leave)
		}
	}
	return nil
}

// A way is the distance of a move.
type way struct {
	metres float64
	barred bool
}

// wayBetween is the way from one section to another. Where it is not known and neither a price nor a
// limit asks for it, it is nought.
func (m *room) wayBetween(ways *model.Distances, s, i, j int, needed bool) (way, error) {
	trip, err := ways.Trip(m.school(s, i).ID, m.school(s, j).ID)
	if err != nil {
		if needed || m.r.Prices.PerKM() {
			return way{}, err
		}
		return way{}, nil
	}
	return way{trip.Metres, trip.Barrier}, nil
}
