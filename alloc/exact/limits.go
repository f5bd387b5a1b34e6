package exact

import (
	"strconv"

	"github.com/eduparity/eduparity/alloc/plan"
)

// compileLimits adds the rows of the problem's limits and of the county's posts.
func (m *room) compileLimits() error {
	for n, l := range m.p.Limits {
		switch l.What {
		case plan.LimitSpending:
			m.compileSpending(n, l)
		case plan.LimitMoves:
			m.compileMoves(n, l)
		case plan.LimitCV, plan.LimitLeaveShare, plan.LimitMoveKM, plan.LimitTeachers, plan.LimitHeadcount:
			// CVs are cones; the others are bounds of columns, or rows by section below.
		}
	}
	m.compileFloors()
	m.compileHeadcounts()
	return m.compilePosts()
}

// compileSpending caps the money spent in a scope.
func (m *room) compileSpending(n int, l plan.Limit) {
	if l.Max == nil {
		return
	}
	var sum []entry
	for j, c := range m.cols {
		if m.spendRow[j] == 0 || !m.inScope(l.Scope, c) {
			continue
		}
		sum = append(sum, entry{j, m.spendRow[j] / m.money})
	}
	m.addRow(rowName{"spending:" + strconv.Itoa(n), m.money}, -inf, *l.Max/m.money, sum)
}

// inScope says whether the money of a column is spent in a scope.
func (m *room) inScope(s plan.Scope, c column) bool {
	_, _, at := m.bill(c)
	if at == nil {
		return false
	}
	stage, kind := "", ""
	switch {
	case c.kind == colHire:
		stage, kind = m.stages[c.stage].name, m.r.Kinds[c.teach].Name
	case c.kind != colBuy:
		stage, kind = m.stages[c.stage].name, m.r.Kinds[m.groups[c.stage][c.group].kinds[0]].Name
	case c.own:
		stage = m.stages[c.stage].name
	}
	return m.r.InScope(s, m.r.School(at.ID), stage, kind)
}

// compileMoves caps the teachers who leave the sections of a scope.
func (m *room) compileMoves(n int, l plan.Limit) {
	if l.Max == nil {
		return
	}
	most := *l.Max
	if m.p.Headcount() {
		most *= 2
	}
	var sum []entry
	for j, c := range m.cols {
		if m.moved[j] == 0 {
			continue
		}
		school := m.r.School(m.school(c.stage, c.i).ID)
		kind := m.r.Kinds[m.groups[c.stage][c.group].kinds[0]].Name
		if m.r.InScope(l.Scope, school, m.stages[c.stage].name, kind) {
			sum = append(sum, entry{j, m.moved[j]})
		}
	}
	m.addRow(rowName{"moves:" + strconv.Itoa(n), 1}, -inf, most, sum)
}

// staffChange lists how columns change the number of teachers of a section; kind -1: of all kinds.
// Kinds that a rule names are in groups of their own.
func (m *room) staffChange(kind, s, i int, moves bool) []entry {
	var sum []entry
	for j, c := range m.cols {
		if c.stage != s {
			continue
		}
		switch c.kind {
		case colHire:
			if !moves && c.i == i && (kind < 0 || c.teach == kind) {
				sum = append(sum, entry{j, 1})
			}
		case colOut, colIn, colArc:
			if kind >= 0 && m.groups[s][c.group].kinds[0] != kind {
				continue
			}
			if by := m.gain(c, i); by != 0 {
				sum = append(sum, entry{j, by})
			}
		case colBuy, colPay, colLevel, colSquare, colMean, colExcuse, colShort, colEta, colSlack:
		}
	}
	return sum
}

// gain is what a unit of a column of moves adds to a section's teachers.
func (m *room) gain(c column, i int) float64 {
	switch {
	case c.kind == colIn && c.i == i, c.kind == colArc && c.to == i:
		return 1
	case c.kind == colOut && c.i == i, c.kind == colArc && c.i == i:
		return -1
	}
	return 0
}

// compileFloors keeps the teachers of a section from falling below the floor.
func (m *room) compileFloors() {
	if len(m.p.LimitsOn(plan.LimitTeachers)) == 0 {
		return
	}
	for s := range m.stages {
		change := m.changeBySection(s, false)
		for i := range m.stages[s].rows {
			section := m.section(s, i)
			name := "teachers:" + m.schoolStage(s, i)
			if floor, ok := m.r.Floor(-1, section); ok {
				m.addRow(rowName{name, -1}, floor-m.r.TeachersPresent(-1, section), inf, change[i])
			}
			for k := range m.r.Kinds {
				if floor, ok := m.r.Floor(k, section); ok {
					m.addRow(rowName{name + "/" + plan.Escape(m.r.Kinds[k].Name), -1}, floor-m.r.Present(k, section), inf, m.staffChange(k, s, i, false))
				}
			}
		}
	}
}

// changeBySection is staffChange of all kinds for every section of a stage, in one pass.
func (m *room) changeBySection(s int, moves bool) [][]entry {
	change := make([][]entry, len(m.stages[s].rows))
	for j, c := range m.cols {
		if c.stage != s {
			continue
		}
		switch c.kind {
		case colHire:
			if !moves {
				change[c.i] = append(change[c.i], entry{j, 1})
			}
		case colIn:
			change[c.i] = append(change[c.i], entry{j, 1})
		case colOut:
			change[c.i] = append(change[c.i], entry{j, -1})
		case colArc:
			change[c.i] = append(change[c.i], entry{j, -1})
			change[c.to] = append(change[c.to], entry{j, 1})
		case colBuy, colPay, colLevel, colSquare, colMean, colExcuse, colShort, colEta, colSlack:
		}
	}
	return change
}

// compileHeadcounts lets as many teachers come as go.
func (m *room) compileHeadcounts() {
	if !m.p.Headcount() {
		return
	}
	for s := range m.stages {
		change := m.changeBySection(s, true)
		for i := range m.stages[s].rows {
			if m.r.Headcount(m.section(s, i)) {
				m.addRow(rowName{"headcount:" + m.schoolStage(s, i), 1}, 0, 0, change[i])
			}
		}
	}
}

// compilePosts keeps teachers within the establishment.
func (m *room) compilePosts() error {
	ceilings, err := m.r.Ceilings()
	if err != nil {
		return err
	}
	for n, c := range ceilings {
		in := make(map[int]bool, len(c.Sections))
		present := 0.0
		for _, section := range c.Sections {
			in[section] = true
			for _, k := range c.Kinds {
				present += m.r.Present(k, section)
			}
		}
		kinds := make(map[int]bool, len(c.Kinds))
		for _, k := range c.Kinds {
			kinds[k] = true
		}
		var sum []entry
		for j, col := range m.cols {
			sum = append(sum, m.postChange(j, col, in, kinds)...)
		}
		m.addRow(rowName{"posts:" + strconv.Itoa(n), 1}, -inf, c.Max-present, sum)
	}
	return nil
}

// postChange is what a column adds to the teachers of some sections and kinds.
func (m *room) postChange(j int, c column, in, kinds map[int]bool) []entry {
	switch c.kind {
	case colHire:
		if in[m.section(c.stage, c.i)] && kinds[c.teach] {
			return []entry{{j, 1}}
		}
	case colIn, colOut, colArc:
		if !kinds[m.groups[c.stage][c.group].kinds[0]] {
			return nil
		}
		var sum []entry
		if in[m.section(c.stage, c.i)] {
			sum = append(sum, entry{j, m.gain(c, c.i)})
		}
		if c.kind == colArc && in[m.section(c.stage, c.to)] {
			sum = append(sum, entry{j, 1})
		}
		return sum
	case colBuy, colPay, colLevel, colSquare, colMean, colExcuse, colShort, colEta, colSlack:
	}
	return nil
}
