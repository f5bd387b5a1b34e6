package solver

import "slices"

// A Problem is a linear or mixed-integer problem in the form of the package comment. Bounds may be
// infinite; coefficients are finite. Slices of columns have one length, slices of rows another. A
// lower bound above its upper bound is allowed: it makes the problem infeasible.
type Problem struct {
	Offset   float64
	Cost     []float64
	ColLower []float64
	ColUpper []float64
	Whole    []bool // nil: none
	Rows     Rows
}

// Rows is a block of rows in compressed sparse form: row i has the entries Start[i] to Start[i+1]
// of Index (columns, no column twice) and Value. Start has one element more than there are rows;
// the zero value holds no rows.
type Rows struct {
	Lower, Upper []float64
	Start        []int32
	Index        []int32
	Value        []float64
}

// Cols is a block of columns with their entries in rows that exist, in the same form.
type Cols struct {
	Cost         []float64
	Lower, Upper []float64
	Whole        []bool // nil: none
	Start        []int32
	Index        []int32 // rows
	Value        []float64
}

// NumCols is the number of columns.
func (p *Problem) NumCols() int { return len(p.Cost) }

// NumRows is the number of rows.
func (p *Problem) NumRows() int { return p.Rows.Len() }

// AddCol appends a column without entries and returns its index. Its entries come with the rows
// added after it.
func (p *Problem) AddCol(cost, lower, upper float64, whole bool) int {
	j := len(p.Cost)
	if whole && p.Whole == nil {
		p.Whole = make([]bool, j, j+1)
	}
	p.Cost = append(p.Cost, cost)
	p.ColLower = append(p.ColLower, lower)
	p.ColUpper = append(p.ColUpper, upper)
	if p.Whole != nil {
		p.Whole = append(p.Whole, whole)
	}
	return j
}

// AddRow appends a row, whose entries are copied, and returns its index.
func (p *Problem) AddRow(lower, upper float64, index []int32, value []float64) int {
	p.Rows.Add(lower, upper, index, value)
	return p.Rows.Len() - 1
}

// AnyWhole says whether some column must be whole.
func (p *Problem) AnyWhole() bool { return slices.Contains(p.Whole, true) }

// Clone copies the problem.
func (p *Problem) Clone() *Problem {
	return &Problem{
		Offset:   p.Offset,
		Cost:     slices.Clone(p.Cost),
		ColLower: slices.Clone(p.ColLower),
		ColUpper: slices.Clone(p.ColUpper),
		Whole:    slices.Clone(p.Whole),
		Rows: Rows{
			Lower: slices.Clone(p.Rows.Lower),
			Upper: slices.Clone(p.Rows.Upper),
			Start: slices.Clone(p.Rows.Start),
			Index: slices.Clone(p.Rows.Index),
			Value: slices.Clone(p.Rows.Value),
		},
	}
}

// Objective is the objective function at x, which has one value per column.
func (p *Problem) Objective(x []float64) float64 {
	sum := p.Offset
	for j, c := range p.Cost {
		sum += c * x[j]
	}
	return sum
}

// Len is the number of rows.
func (r *Rows) Len() int { return len(r.Lower) }

// Add appends a row lower <= sum of value times column <= upper. The entries are copied.
func (r *Rows) Add(lower, upper float64, index []int32, value []float64) {
	if len(r.Start) == 0 {
		r.Start = append(r.Start, 0)
	}
	r.Lower = append(r.Lower, lower)
	r.Upper = append(r.Upper, upper)
	r.Index = append(r.Index, index...)
	r.Value = append(r.Value, value...)
	r.Start = append(r.Start, int32(len(r.Index)))
}

// Row returns the columns and coefficients of row i, which are the block's own.
func (r *Rows) Row(i int) (index []int32, value []float64) {
	from, to := r.Start[i], r.Start[i+1]
	return r.Index[from:to:to], r.Value[from:to:to]
}

// Reset empties the block and keeps its memory.
func (r *Rows) Reset() {
	r.Lower, r.Upper = r.Lower[:0], r.Upper[:0]
	r.Start, r.Index, r.Value = r.Start[:0], r.Index[:0], r.Value[:0]
}

// Activity is the sum of row i at x.
func (r *Rows) Activity(i int, x []float64) float64 {
	index, value := r.Row(i)
	sum := 0.0
	for k, j := range index {
		sum += value[k] * x[j]
	}
	return sum
}

// Len is the number of columns.
func (c *Cols) Len() int { return len(c.Cost) }

// Add appends a column with its entries in rows that exist. The entries are copied.
func (c *Cols) Add(cost, lower, upper float64, whole bool, index []int32, value []float64) {
	if len(c.Start) == 0 {
		c.Start = append(c.Start, 0)
	}
	if whole && c.Whole == nil {
		c.Whole = make([]bool, len(c.Cost), len(c.Cost)+1)
	}
	c.Cost = append(c.Cost, cost)
	c.Lower = append(c.Lower, lower)
	c.Upper = append(c.Upper, upper)
	if c.Whole != nil {
		c.Whole = append(c.Whole, whole)
	}
	c.Index = append(c.Index, index...)
	c.Value = append(c.Value, value...)
	c.Start = append(c.Start, int32(len(c.Index)))
}

// Reset empties the block and keeps its memory.
func (c *Cols) Reset() {
	c.Cost, c.Lower, c.Upper, c.Whole = c.Cost[:0], c.Lower[:0], c.Upper[:0], nil
	c.Start, c.Index, c.Value = c.Start[:0], c.Index[:0], c.Value[:0]
}
