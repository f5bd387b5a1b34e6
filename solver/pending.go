package solver

import (
	"math"
	"slices"
)

// edits are the changes to rows and columns that the engine has. Only which changed is kept, the
// values are read from the problem when they are handed over; entries keep theirs.
type edits struct {
	rows, cols, costs, whole marks
	newCols                  Cols // start, index, value only: entries of new columns in rows the engine has
	entryRows, entryCols     []int32
	entryValue               []float64
	offset                   bool
}

func (e *edits) reset() {
	e.rows.reset()
	e.cols.reset()
	e.costs.reset()
	e.whole.reset()
	e.newCols.Reset()
	e.entryRows, e.entryCols, e.entryValue = e.entryRows[:0], e.entryCols[:0], e.entryValue[:0]
	e.offset = false
}

// marks is a set of indices.
type marks struct {
	list []int32
	has  []bool
}

func (m *marks) add(k int) {
	if k >= len(m.has) {
		m.has = append(m.has, make([]bool, k+1-len(m.has))...)
	}
	if !m.has[k] {
		m.has[k] = true
		m.list = append(m.list, int32(k))
	}
}

func (m *marks) reset() {
	for _, k := range m.list {
		m.has[k] = false
	}
	m.list = m.list[:0]
}

// sorted returns the indices in increasing order and at(k) for each.
func sorted[T any](m *marks, at func(k int32) T) ([]int32, []T) {
	if len(m.list) == 0 {
		return nil, nil
	}
	slices.Sort(m.list)
	out := make([]T, len(m.list))
	for i, k := range m.list {
		out[i] = at(k)
	}
	return m.list, out
}

// update is what the engine does not know yet; nil: nothing.
func (s *Session) update() *Update {
	p, e := s.p, &s.pending
	u := &Update{EntryRows: e.entryRows, EntryCols: e.entryCols, EntryValue: e.entryValue}
	u.Rows, u.RowLower = sorted(&e.rows, func(i int32) float64 { return p.Rows.Lower[i] })
	_, u.RowUpper = sorted(&e.rows, func(i int32) float64 { return p.Rows.Upper[i] })
	u.Cols, u.ColLower = sorted(&e.cols, func(j int32) float64 { return p.ColLower[j] })
	_, u.ColUpper = sorted(&e.cols, func(j int32) float64 { return p.ColUpper[j] })
	u.CostCols, u.Cost = sorted(&e.costs, func(j int32) float64 { return p.Cost[j] })
	u.WholeCols, u.Whole = sorted(&e.whole, func(j int32) bool { return p.Whole[j] })
	if e.offset {
		u.Offset = &p.Offset
	}
	if n := s.cols; n < p.NumCols() {
		u.NewCols = Cols{
			Cost: p.Cost[n:], Lower: p.ColLower[n:], Upper: p.ColUpper[n:],
			Start: e.newCols.Start, Index: e.newCols.Index, Value: e.newCols.Value,
		}
		if p.Whole != nil {
			u.NewCols.Whole = p.Whole[n:]
		}
	}
	if m := s.rows; m < p.NumRows() {
		from := p.Rows.Start[m]
		start := make([]int32, p.NumRows()-m+1)
		for i := range start {
			start[i] = p.Rows.Start[m+i] - from
		}
		u.NewRows = Rows{
			Lower: p.Rows.Lower[m:], Upper: p.Rows.Upper[m:],
			Start: start, Index: p.Rows.Index[from:], Value: p.Rows.Value[from:],
		}
	}
	if u.NewCols.Len() == 0 && u.NewRows.Len() == 0 && len(u.Rows) == 0 && len(u.Cols) == 0 &&
		len(u.CostCols) == 0 && len(u.WholeCols) == 0 && len(u.EntryRows) == 0 && u.Offset == nil {
		return nil
	}
	return u
}

// addCols keeps the entries of new columns in the first rows, those that the engine has.
func (e *edits) addCols(c *Cols, rows int) {
	n := &e.newCols
	if len(n.Start) == 0 {
		n.Start = append(n.Start, 0)
	}
	for j := range c.Len() {
		for k := c.Start[j]; k < c.Start[j+1]; k++ {
			if int(c.Index[k]) < rows && math.Abs(c.Value[k]) >= MinCoefficient {
				n.Index = append(n.Index, c.Index[k])
				n.Value = append(n.Value, c.Value[k])
			}
		}
		n.Start = append(n.Start, int32(len(n.Index)))
	}
}
