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
		case plan.LimitCV, plan.LimitLeaveShare, plan.LimitMoveKM, plan.LimitTeachers, plan.LimitHeadcount, plan.LimitDivisible:
			// CVs are cones; the others are bounds and kinds of columns, or rows by section below.
		case plan.LimitRadius, plan.LimitNearbyShare, plan.LimitIntakeClassSize, plan.LimitSchoolSize, plan.LimitPupilsMoved, plan.LimitPupilKM,
			plan.LimitLoad, plan.LimitWholePieces, plan.LimitSchoolsPerPiece, plan.LimitLot, plan.LimitContiguous, plan.LimitOpenSites:
			// These are about places, which this model does not change.
		}
	}
	m.indexStaff()
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

// indexStaff lists, for every section of every stage, the columns of hires and moves that change its
// number of teachers.
func (m *room) indexStaff() {
	m.staff = make([][][]int, len(m.stages))
	for s := range m.stages {
		m.staff[s] = make([][]int, len(m.stages[s].rows))
	}
	for j, c := range m.cols {
		switch c.kind {
		case colHire, colOut, colIn:
			m.staff[c.stage][c.i] = append(m.staff[c.stage][c.i], j)
		case colArc:
			m.staff[c.stage][c.i] = append(m.staff[c.stage][c.i], j)
			m.staff[c.stage][c.to] = append(m.staff[c.stage][c.to], j)
		case colBuy, colPay, colLevel, colSquare, colMean, colSpread, colExcuse, colShort, colEta, colSlack:
		}
	}
}

// staffChange lists how columns change the number of teachers of a section, as far as the kinds of
// teacher and the columns are wanted. Kinds that a rule names are in groups of their own, so that the
// first of a group stands for it.
func (m *room) staffChange(s, i int, wanted func(kind int) bool, hires bool) []entry {
	var sum []entry
	for _, j := range m.staff[s][i] {
		c := &m.cols[j]
		switch {
		case c.kind == colHire:
			if hires && wanted(c.teach) {
				sum = append(sum, entry{j, 1})
			}
		case wanted(m.groups[s][c.group].kinds[0]):
			sum = append(sum, entry{j, m.gain(c, i)})
		}
	}
	return sum
}

// everyKind wants all teachers.
func everyKind(int) bool { return true }

// gain is what a unit of a column of moves adds to a section's teachers.
func (m *room) gain(c *column, i int) float64 {
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
		for i := range m.stages[s].rows {
			section := m.section(s, i)
			name := "teachers:" + m.schoolStage(s, i)
			if floor, ok := m.r.Floor(-1, section); ok {
				m.addRow(rowName{name, -1}, floor-m.r.TeachersPresent(-1, section), inf, m.staffChange(s, i, everyKind, true))
			}
			for k := range m.r.Kinds {
				if floor, ok := m.r.Floor(k, section); ok {
					only := func(kind int) bool { return kind == k }
					name := rowName{name + "/" + plan.Escape(m.r.Kinds[k].Name), -1}
					m.addRow(name, floor-m.r.Present(k, section), inf, m.staffChange(s, i, only, true))
				}
			}
		}
	}
}

// compileHeadcounts lets as many teachers come as go.
func (m *room) compileHeadcounts() {
	if !m.p.Headcount() {
		return
	}
	for s := range m.stages {
		for i := range m.stages[s].rows {
			if m.r.Headcount(m.section(s, i)) {
				m.addRow(rowName{"headcount:" + m.schoolStage(s, i), 1}, 0, 0, m.staffChange(s, i, everyKind, false))
			}
		}
	}
}

// compilePosts keeps teachers within the establishment.
func (m *room) compilePosts() error {
	ceilings, err := m.r.Ceilings()
	if err != nil || len(ceilings) == 0 {
		return err
	}
	at := make(map[int]place, len(m.at)) // by section of the county
	for row, p := range m.at {
		if p.stage >= 0 {
			at[m.r.Table.Rows[row].Section] = p
		}
	}
	for n, c := range ceilings {
		present := 0.0
		kinds := make(map[int]bool, len(c.Kinds))
		for _, k := range c.Kinds {
			kinds[k] = true
			for _, section := range c.Sections {
				present += m.r.Present(k, section)
			}
		}
		var sum []entry
		for _, section := range c.Sections {
			if p, ok := at[section]; ok {
				sum = append(sum, m.staffChange(p.stage, p.i, func(kind int) bool { return kinds[kind] }, true)...)
			}
		}
		m.addRow(rowName{"posts:" + strconv.Itoa(n), 1}, -inf, c.Max-present, sum)
	}
	return nil
}
