package solver

// A Problem is a linear or mixed-integer problem in the form of the package comment. Bounds may be
// infinite; coefficients are finite. Slices of columns have one length, slices of rows another.
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
