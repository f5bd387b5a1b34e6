package whole

import (
	"github.com/eduparity/eduparity/solver"
)

// join makes one model of the blocks as they are, at the costs of the problem and with the links as
// rows. It starts from the bases of the blocks, in which only links can be violated, and leaves out
// cuts that do not bind there. Unless all columns are asked for, those at 0 whose reduced cost is far
// from it are left out as well: its optimum is then no bound, but its prices are good. Away are the values
// of columns of the problem that are in none of the blocks; nil: there are none.
func join(p *Problem, blocks []*model, s *Settings, all bool, away []float64) (*model, error) {
	m := &model{p: p, settings: s, at: make([]int32, p.Linear.NumCols()), start: &solver.Basis{}}
	lp := solver.Problem{Offset: p.Linear.Offset, Whole: []bool{}}
	for j := range m.at {
		m.at[j] = -1
	}
	for _, b := range blocks {
		m.addBlock(&lp, b, all)
	}
	var at []int32
	var val []float64
	for _, i := range p.Links {
		index, value := p.Linear.Rows.Row(i)
		at, val = at[:0], val[:0]
		used := 0.0
		for e, j := range index {
			if m.at[j] >= 0 {
				at, val = append(at, m.at[j]), append(val, value[e])
			} else if away != nil {
				used += value[e] * away[j]
			}
		}
		m.links = append(m.links, lp.AddRow(p.Linear.Rows.Lower[i]-used, p.Linear.Rows.Upper[i]-used, at, val))
		if m.start != nil {
			m.start.Row = append(m.start.Row, solver.Basic)
		}
	}
	return m, m.open(&lp)
}

// addBlock appends the columns and rows of a block.
func (m *model) addBlock(lp *solver.Problem, b *model, all bool) {
	own := b.sess.Problem()
	if b.last == nil || b.last.Basis == nil || b.last.ColDual == nil {
		m.start = nil
	}
	colAt, rowAt := make([]int32, own.NumCols()), make([]int, own.NumRows())
	for j := range colAt {
		colAt[j] = -1
		if !all && b.idle(j) {
			continue
		}
		cost, at := 0.0, b.cols[j]
		if at >= 0 {
			cost, m.at[at] = m.p.Linear.Cost[at], int32(lp.NumCols())
		}
		colAt[j] = int32(lp.AddCol(cost, own.ColLower[j], own.ColUpper[j], own.Whole[j]))
		m.cols, m.cost = append(m.cols, at), append(m.cost, cost)
		if m.start != nil {
			m.start.Col = append(m.start.Col, b.last.Basis.Col[j])
		}
	}
	cut := make([]bool, own.NumRows())
	for _, c := range b.cuts {
		cut[c.row] = true
	}
	var at []int32
	var val []float64
	for i := range rowAt {
		status := solver.Basic
		if b.last != nil && b.last.Basis != nil && i < len(b.last.Basis.Row) {
			status = b.last.Basis.Row[i]
			if cut[i] && status == solver.Basic && !all {
				rowAt[i] = -1
				continue
			}
		}
		index, value := own.Rows.Row(i)
		at, val = at[:0], val[:0]
		for e, j := range index {
			if colAt[j] >= 0 {
				at, val = append(at, colAt[j]), append(val, value[e])
			}
		}
		rowAt[i] = lp.AddRow(own.Rows.Lower[i], own.Rows.Upper[i], at, val)
		if m.start != nil {
			m.start.Row = append(m.start.Row, status)
		}
	}
	first := len(m.cones)
	for _, c := range b.cones {
		m.cones = append(m.cones, c.moved(colAt, rowAt))
	}
	for _, c := range b.cuts {
		if rowAt[c.row] >= 0 {
			m.cuts = append(m.cuts, cutRow{rowAt[c.row], first + c.cone, c.key})
			m.cones[first+c.cone].given[c.key] = true
		}
	}
}

// idle says whether a column is at 0 in the last LP and costs too much to be wanted soon. Levels and
// means are not: cuts speak of them.
func (m *model) idle(j int) bool {
	return m.cols[j] >= 0 && !m.inCone[j] && m.last != nil && m.last.Basis != nil && m.last.ColDual != nil &&
		m.last.Basis.Col[j] == solver.AtLower && m.sess.Problem().ColLower[j] == 0 &&
		m.cost[j] > 0 && m.last.ColDual[j] > idleCost*m.cost[j] && !m.sess.Problem().Whole[j]
}

// idleCost is the reduced cost, as a share of the cost, from which on a column is left out of the LP of
// all blocks.
const idleCost = 0.8

// moved is a copy of a cone in a model where its columns and rows lie elsewhere.
func (c *cone) moved(col []int32, row []int) *cone {
	d := *c
	shift := func(v []int32) []int32 {
		out := make([]int32, len(v))
		for i, j := range v {
			if out[i] = j; j >= 0 {
				out[i] = col[j]
			}
		}
		return out
	}
	d.level, d.square, d.excuse = shift(c.level), shift(c.square), shift(c.excuse)
	d.mean, d.row, d.rangeRow = col[d.mean], row[c.row], row[c.rangeRow]
	for e, j := range c.elastic {
		d.elastic[e] = col[j]
	}
	d.given, d.fresh = map[chordKey]bool{}, nil
	return &d
}
