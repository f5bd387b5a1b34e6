package exact

import (
	"strconv"

	"github.com/eduparity/eduparity/alloc/plan"
)

// locked is the upper bound of a column under the locks that forbid its action.
func (m *room) locked(c column, upper float64) float64 {
	key := ""
	for _, l := range m.p.Locks {
		if !l.Forbid {
			continue
		}
		if key == "" {
			key = m.actionOf(c).Key()
		}
		if l.Matches(key) {
			return 0
		}
	}
	return upper
}

// compileLocks adds a row for every lock that asks for a quantity: the sum over what it names.
func (m *room) compileLocks() {
	keys := make([]string, len(m.cols))
	for n, l := range m.p.Locks {
		if l.Forbid || (l.Fix == nil && l.Keep == nil) {
			continue
		}
		var sum []entry
		for j, c := range m.cols {
			if c.kind != colBuy && c.kind != colHire && c.kind != colArc {
				continue
			}
			if keys[j] == "" {
				keys[j] = m.actionOf(c).Key()
			}
			if l.Matches(keys[j]) {
				sum = append(sum, entry{j, c.unit})
			}
		}
		name := "lock:" + strconv.Itoa(n)
		if l.Fix != nil {
			m.addRow(rowName{name, 1}, *l.Fix, *l.Fix, sum)
		} else {
			m.addRow(rowName{name, -1}, *l.Keep, inf, sum)
		}
	}
}

// actionOf is the action that a column stands for, without quantity: a purchase, a hire or a move.
func (m *room) actionOf(c column) plan.Action {
	switch c.kind {
	case colBuy:
		return m.purchase(c)
	case colHire:
		return m.hire(c)
	case colArc:
		return m.move(c.stage, m.groups[c.stage][c.group].kinds[0], c.i, c.to)
	case colOut, colIn, colPay, colLevel, colSquare, colMean, colSpread, colExcuse, colShort, colEta, colSlack:
	}
	return plan.Action{}
}
