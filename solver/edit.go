package solver

import "math"

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
