package exact

import (
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model/standard"
)

// A minimum is the row that holds one indicator of one section at its minimum, or lets it be excused
// (section rule) or counts what is missing (shortfall).
type minimum struct {
	target, i int
	row       int
	top, low  float64 // stock that meets the minimum, and its share
	col       int     // the excuse or the shortfall; -1: none
}

// compileMinimums adds the section rule where the county is to pass, or the shortfalls where they
// are what is minimised.
//
// The rule: section i may be excused from at most a few of its minimums, y_k in {0, 1}; then the
// stock must reach a share of the minimum only:  z >= top - (top - low) y.
func (m *room) compileMinimums() {
	pass, shortfall := m.wants(plan.PassCost), m.wants(plan.Shortfall)
	if !pass && !shortfall {
		return
	}
	for s := range m.stages {
		for i := range m.stages[s].rows {
			if pass {
				m.compileSectionRule(s, i)
			}
			if shortfall {
				m.compileShortfalls(s, i, !pass)
			}
		}
	}
}

// wants says whether a goal is in the list.
func (f *frame) wants(g plan.GoalName) bool {
	for i := range f.p.Goals {
		if f.p.Goals[i].Name == g {
			return true
		}
	}
	return false
}

// excused is how many of a section's minimums may be met at their share only.
func (f *frame) excused(s int) int {
	n := 0
	for t := range f.targets {
		if f.targets[t].stage == s && !math.IsNaN(f.targets[t].minimum) {
			n++
		}
	}
	return n - f.p.Standard.Section.Required(n)
}

// compileSectionRule adds the minimums of one section under the section rule.
func (m *room) compileSectionRule(s, i int) {
	excused := m.excused(s)
	var excuses []entry
	for t := range m.targets {
		tg := &m.targets[t]
		if tg.stage != s || math.IsNaN(tg.minimum) {
			continue
		}
		top, low := m.need(t, i)
		if standard.Meets(m.least(t, i), top) {
			continue // met whatever the plan does
		}
		mn := minimum{target: t, i: i, top: top, low: low, col: -1}
		row := m.stockRow(t, i, 1/top)
		if excused > 0 && low < top {
			mn.col = m.addCol(column{kind: colExcuse, stage: s, i: i}, 0, 1, true)
			row = append(row, entry{mn.col, 1 - low/top})
			excuses = append(excuses, entry{mn.col, 1})
		}
		mn.row = m.addRow(rowName{m.minimumName(t, i), -1}, 1-tg.before[i]/top, inf, row)
		m.minimums = append(m.minimums, mn)
	}
	if len(excuses) > excused {
		m.addRow(rowName{"rule:" + m.schoolStage(s, i), 1}, -inf, float64(excused), excuses)
	}
}

// minimumName is the name of a minimum's row.
func (m *room) minimumName(t, i int) string {
	return "minimum:" + plan.Escape(m.targets[t].code) + "/" + m.schoolStage(m.targets[t].stage, i)
}

// stockRow is what the columns add to a stock, scaled.
func (m *room) stockRow(t, i int, by float64) []entry {
	row := make([]entry, len(m.effects[t][i]), len(m.effects[t][i])+1)
	for n, e := range m.effects[t][i] {
		row[n] = entry{e.col, e.by * by}
	}
	return row
}

// need is the stock that meets a minimum and the stock that meets its floor. Where a stock changes
// in whole steps they are the least stocks within reach that do so as the standard reads them.
func (m *room) need(t, i int) (top, low float64) {
	tg := &m.targets[t]
	pupils := m.pupils(tg.stage, i)
	if !m.steps(t, i) {
		return tg.minimum * pupils / tg.of.Per, tg.floor * pupils / tg.of.Per
	}
	least := func(value float64) float64 {
		steps := math.Floor(value*pupils/tg.of.Per-tg.before[i]) - 1
		for !standard.Meets(tg.of.Per*(tg.before[i]+steps)/pupils, value) {
			steps++
		}
		return tg.before[i] + steps // exactly what it was before, where no step is needed
	}
	return least(tg.minimum), least(tg.floor)
}

// steps says whether a stock can change only by whole steps of 1, whether or not the engine is told
// that the quantity is whole.
func (m *room) steps(t, i int) bool {
	for _, e := range m.effects[t][i] {
		if c := &m.cols[e.col]; m.lp.ColUpper[e.col] > 0 && (math.Abs(e.by) != c.unit || !c.whole) {
			return false
		}
	}
	return true
}

// least is the smallest stock that the columns can make.
func (m *room) least(t, i int) float64 {
	z := m.targets[t].before[i]
	for _, e := range m.effects[t][i] {
		if e.by < 0 {
			z += e.by * m.lp.ColUpper[e.col]
		}
	}
	return z
}

// compileShortfalls adds what is missing to the minimums of one section, as shares. In certificates
// the names of the rows are those of the section rule where there is one.
func (m *room) compileShortfalls(s, i int, named bool) {
	for t := range m.targets {
		tg := &m.targets[t]
		if tg.stage != s || !(tg.minimum > 0) {
			continue
		}
		top := tg.minimum * m.pupils(s, i) / tg.of.Per
		if m.least(t, i) >= top {
			continue
		}
		mn := minimum{target: t, i: i, top: top, low: 0}
		mn.col = m.addCol(column{kind: colShort, stage: s, i: i}, 0, 1, false)
		row := append(m.stockRow(t, i, 1/top), entry{mn.col, 1})
		name := rowName{}
		if named {
			name = rowName{m.minimumName(t, i), -1}
		}
		mn.row = m.addRow(name, 1-tg.before[i]/top, inf, row)
		m.shorts = append(m.shorts, mn)
	}
}
