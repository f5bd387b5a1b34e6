package exact

import (
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// compileHiring adds one column of posts for each section and each kind that has a price there
// and touches something the problem looks at.
func (m *room) compileHiring() {
	everyone := m.countsEveryone() || m.asksFor(plan.Hiring)
	for _, kind := range m.r.Prices.HireKinds() {
		k := m.r.Kind(kind.Name)
		for s := range m.stages {
			if !everyone && !m.touches(s, kind) {
				continue
			}
			for i := range m.stages[s].rows {
				if price, ok := m.r.Prices.Of(model.HirePrefix+kind.Name, m.school(s, i).ID); ok {
					m.compileHire(k, s, i, price)
				}
			}
		}
	}
}

// touches says whether a kind of teacher counts in some target of a stage.
func (m *room) touches(s int, kind model.Kind) bool {
	for t := range m.targets {
		if m.targets[t].stage == s && counts(m.targets[t].of, kind) {
			return true
		}
	}
	return false
}

// compileHire adds the column of one kind at one section.
func (m *room) compileHire(k, s, i int, price plan.Price) {
	c := column{kind: colHire, stage: s, i: i, teach: k, unit: 1, whole: !m.r.Divisible}
	most := plentyFactor * m.pupils(s, i)
	if price.Cost > 0 {
		if yuan, ok := m.purse(model.CategoryHire, price.Nature, m.school(s, i)); ok {
			most = yuan / price.Cost
		}
	}
	roomier := min(price.Max, max(most, plentyFactor*m.pupils(s, i)))
	if most = min(price.Max, most); m.roomy {
		most = roomier
	}
	if c.whole {
		most, roomier = math.Floor(most), math.Floor(roomier)
	}
	col := m.addCol(c, 0, m.locked(c, most), c.whole)
	m.roomier[col] = m.locked(c, roomier)
	m.spendRow[col] = price.Cost
	for t := range m.targets {
		if tg := &m.targets[t]; tg.stage == s {
			if by := effectOf(tg.of, m.r.Kinds[k]); by != 0 {
				m.affect(t, i, col, by)
			}
		}
	}
}
