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

func (s *Session) row(i int) error {
	switch {
	case s.closed:
		return ErrClosed
	case i < 0 || i >= s.NumRows():
		return invalid("row %d of %d", i, s.NumRows())
	}
	return nil
}

func (s *Session) col(j int) error {
	switch {
	case s.closed:
		return ErrClosed
	case j < 0 || j >= s.NumCols():
		return invalid("column %d of %d", j, s.NumCols())
	}
	return nil
}

// scratch returns marks of at least n places, all of them at or below base, and keeps the next use
// numbers above base for the caller.
func (s *Session) scratch(n, use int) (seen []int32, base int32) {
	if s.lastMark > math.MaxInt32-int32(use) {
		clear(s.seen)
		s.lastMark = 0
	}
	if len(s.seen) < n {
		s.seen = append(s.seen, make([]int32, n-len(s.seen))...)
	}
	base = s.lastMark
	s.lastMark += int32(use)
	return s.seen, base
}

// AddRows appends rows, which are copied, and returns the index of the first. Nothing changes if
// one of them is at fault. Coefficients below [MinCoefficient] are left out.
func (s *Session) AddRows(r *Rows) (first int, err error) {
	if s.closed {
		return 0, ErrClosed
	}
	first = s.NumRows()
	seen, base := s.scratch(s.NumCols(), r.Len())
	if err := r.check(s.NumCols(), first, seen, base); err != nil {
		return 0, err
	}
	own := &s.p.Rows
	entries := int32(len(own.Index))
	if len(own.Index)+len(r.Index) > math.MaxInt32 {
		return 0, invalid("more than %d entries", math.MaxInt32)
	}
	own.Lower = append(own.Lower, r.Lower...)
	own.Upper = append(own.Upper, r.Upper...)
	own.Index = append(own.Index, r.Index...)
	own.Value = append(own.Value, r.Value...)
	for i := range r.Len() {
		own.Start = append(own.Start, entries+r.Start[i+1])
	}
	own.dropTiny(first)
	return first, nil
}

// dropTiny removes coefficients below MinCoefficient from the rows from first on.
func (r *Rows) dropTiny(first int) {
	from := r.Start[first]
	tiny := func(v float64) bool { return math.Abs(v) < MinCoefficient }
	if !slices.ContainsFunc(r.Value[from:], tiny) {
		return
	}
	to := from
	for i := first; i < r.Len(); i++ {
		end := r.Start[i+1]
		for k := from; k < end; k++ {
			if !tiny(r.Value[k]) {
				r.Index[to], r.Value[to] = r.Index[k], r.Value[k]
				to++
			}
		}
		from = end
		r.Start[i+1] = to
	}
	r.Index, r.Value = r.Index[:to], r.Value[:to]
}

// AddCols appends columns, which are copied, and returns the index of the first. Their entries lie
// in rows that exist. It costs a pass over the whole matrix: add many at once.
func (s *Session) AddCols(c *Cols) (first int, err error) {
	if s.closed {
		return 0, ErrClosed
	}
	first = s.NumCols()
	seen, base := s.scratch(s.NumRows(), c.Len())
	if err := c.check(s.NumRows(), first, seen, base); err != nil {
		return 0, err
	}
	if len(s.p.Rows.Index)+len(c.Index) > math.MaxInt32 {
		return 0, invalid("more than %d entries", math.MaxInt32)
	}
	for j := range c.Len() {
		s.p.AddCol(c.Cost[j], c.Lower[j], c.Upper[j], c.Whole != nil && c.Whole[j])
	}
	s.p.Rows.insert(c, int32(first))
	if s.loaded {
		s.pending.addCols(c, s.rows)
	}
	return first, nil
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

// insert adds the entries of new columns, numbered from first, at the end of their rows.
func (r *Rows) insert(c *Cols, first int32) {
	add := make([]int32, r.Len()+1)
	total := int32(0)
	for k, i := range c.Index {
		if math.Abs(c.Value[k]) >= MinCoefficient {
			add[i]++
			total++
		}
	}
	if total == 0 {
		return
	}
	// From the last row down every entry moves to its new place without overwriting one that has
	// still to move.
	old := int32(len(r.Index))
	r.Index = append(r.Index, make([]int32, total)...)
	r.Value = append(r.Value, make([]float64, total)...)
	shift, end := total, old
	next := make([]int32, r.Len()) // where the next new entry of a row goes
	for i := r.Len() - 1; i >= 0; i-- {
		from := r.Start[i]
		r.Start[i+1] = end + shift
		shift -= add[i]
		copy(r.Index[from+shift:], r.Index[from:end])
		copy(r.Value[from+shift:], r.Value[from:end])
		next[i] = end + shift
		end = from
	}
	for j := range c.Len() {
		for k := c.Start[j]; k < c.Start[j+1]; k++ {
			if i := c.Index[k]; math.Abs(c.Value[k]) >= MinCoefficient {
				r.Index[next[i]], r.Value[next[i]] = first+int32(j), c.Value[k]
				next[i]++
			}
		}
	}
}

// SetRowBounds changes the bounds of row i.
func (s *Session) SetRowBounds(i int, lower, upper float64) error {
	if err := s.row(i); err != nil {
		return err
	}
	if err := checkBounds("row", i, lower, upper); err != nil {
		return err
	}
	if s.p.Rows.Lower[i] == lower && s.p.Rows.Upper[i] == upper {
		return nil
	}
	s.p.Rows.Lower[i], s.p.Rows.Upper[i] = lower, upper
	if s.loaded && i < s.rows {
		s.pending.rows.add(i)
	}
	return nil
}

// FreeRow takes the bounds of row i away. Rows are never deleted: their indices stay, and an
// engine keeps its basis.
func (s *Session) FreeRow(i int) error { return s.SetRowBounds(i, math.Inf(-1), math.Inf(1)) }

// SetColBounds changes the bounds of column j.
func (s *Session) SetColBounds(j int, lower, upper float64) error {
	if err := s.col(j); err != nil {
		return err
	}
	if err := checkBounds("column", j, lower, upper); err != nil {
		return err
	}
	if s.p.ColLower[j] == lower && s.p.ColUpper[j] == upper {
		return nil
	}
	s.p.ColLower[j], s.p.ColUpper[j] = lower, upper
	if s.loaded && j < s.cols {
		s.pending.cols.add(j)
	}
	return nil
}

// SetCost changes the cost of column j.
func (s *Session) SetCost(j int, cost float64) error {
	if err := s.col(j); err != nil {
		return err
	}
	if err := checkCost(j, cost); err != nil {
		return err
	}
	if s.p.Cost[j] == cost {
		return nil
	}
	s.p.Cost[j] = cost
	if s.loaded && j < s.cols {
		s.pending.costs.add(j)
	}
	return nil
}

// SetOffset changes the constant of the objective.
func (s *Session) SetOffset(offset float64) error {
	if s.closed {
		return ErrClosed
	}
	if err := checkOffset(offset); err != nil {
		return err
	}
	s.pending.offset = s.pending.offset || s.loaded && s.p.Offset != offset
	s.p.Offset = offset
	return nil
}

// SetWhole makes column j whole or lets it be continuous.
func (s *Session) SetWhole(j int, whole bool) error {
	if err := s.col(j); err != nil {
		return err
	}
	if s.p.Whole == nil {
		if !whole {
			return nil
		}
		s.p.Whole = make([]bool, s.NumCols())
	}
	if s.p.Whole[j] == whole {
		return nil
	}
	s.p.Whole[j] = whole
	if s.loaded && j < s.cols {
		s.pending.whole.add(j)
	}
	return nil
}

// SetCoefficient changes one entry; zero removes it, as does what lies below [MinCoefficient]. An
// entry that is new costs a move of all entries behind it.
func (s *Session) SetCoefficient(i, j int, v float64) error {
	if err := s.row(i); err != nil {
		return err
	}
	if err := s.col(j); err != nil {
		return err
	}
	if !(math.Abs(v) <= MaxCoefficient) {
		return invalid("coefficient %v in row %d and column %d", v, i, j)
	}
	if math.Abs(v) < MinCoefficient {
		v = 0
	}
	if s.p.Rows.set(i, int32(j), v) && s.loaded && i < s.rows {
		e := &s.pending
		e.entryRows = append(e.entryRows, int32(i))
		e.entryCols = append(e.entryCols, int32(j))
		e.entryValue = append(e.entryValue, v)
	}
	return nil
}

// set changes one entry and says whether it was another before.
func (r *Rows) set(i int, j int32, v float64) bool {
	index, value := r.Row(i)
	k := slices.Index(index, j)
	switch {
	case k < 0 && v == 0 || k >= 0 && value[k] == v:
		return false
	case k >= 0 && v != 0:
		value[k] = v
		return true
	}
	by := int32(1)
	if k < 0 {
		at := int(r.Start[i+1])
		r.Index = slices.Insert(r.Index, at, j)
		r.Value = slices.Insert(r.Value, at, v)
	} else {
		at := int(r.Start[i]) + k
		r.Index = slices.Delete(r.Index, at, at+1)
		r.Value = slices.Delete(r.Value, at, at+1)
		by = -1
	}
	for q := i + 1; q < len(r.Start); q++ {
		r.Start[q] += by
	}
	return true
}
