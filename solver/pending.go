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

// handed is the memory of an update, used again by the next.
type handed struct {
	u                  Update
	start              []int32
	rowLower, rowUpper []float64
	colLower, colUpper []float64
	cost               []float64
	whole              []bool
}

// gather puts at[k] for each k into dst[:0].
func gather[T any](dst []T, list []int32, at []T) []T {
	dst = dst[:0]
	for _, k := range list {
		dst = append(dst, at[k])
	}
	return dst
}

// sorted is the indices in increasing order.
func (m *marks) sorted() []int32 {
	slices.Sort(m.list)
	return m.list
}

// update is what the engine does not know yet; nil: nothing. It is valid until the next.
func (s *Session) update() *Update {
	p, e, h := s.p, &s.pending, &s.handed
	u := &h.u
	*u = Update{
		Rows: e.rows.sorted(), Cols: e.cols.sorted(), CostCols: e.costs.sorted(), WholeCols: e.whole.sorted(),
		EntryRows: e.entryRows, EntryCols: e.entryCols, EntryValue: e.entryValue,
	}
	h.rowLower, h.rowUpper = gather(h.rowLower, u.Rows, p.Rows.Lower), gather(h.rowUpper, u.Rows, p.Rows.Upper)
	h.colLower, h.colUpper = gather(h.colLower, u.Cols, p.ColLower), gather(h.colUpper, u.Cols, p.ColUpper)
	h.cost, h.whole = gather(h.cost, u.CostCols, p.Cost), gather(h.whole, u.WholeCols, p.Whole)
	u.RowLower, u.RowUpper, u.ColLower, u.ColUpper = h.rowLower, h.rowUpper, h.colLower, h.colUpper
	u.Cost, u.Whole = h.cost, h.whole
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
		h.start = h.start[:0]
		for _, at := range p.Rows.Start[m:] {
			h.start = append(h.start, at-from)
		}
		u.NewRows = Rows{
			Lower: p.Rows.Lower[m:], Upper: p.Rows.Upper[m:],
			Start: h.start, Index: p.Rows.Index[from:], Value: p.Rows.Value[from:],
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
