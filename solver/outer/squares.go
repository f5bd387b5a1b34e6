package outer

import (
	"math"

	"github.com/eduparity/eduparity/solver"
)

// Squares is the oracle of  x_Square[i] >= x_Level[i]^2 / x_Mean  for all i: rotated cones with a
// common denominator. With these, sum Weight[i] x_Square[i] <= (1 + c^2) x_Mean says that a
// coefficient of variation is at most c, for any mean.
//
// Its rows are the tangents at a ratio r,  x_Square - 2 r x_Level + r^2 x_Mean >= 0: three entries,
// valid whatever the limit and the mean, so that they are kept when a limit changes.
//
// Where the mean is fixed at 1 and a level moves on the grid Step[i] times a whole number, the rows
// are the secants between neighbouring points of the grid instead: exact on the grid and the tightest
// linear ones. Secant a runs from a*Step to (a+1)*Step.
type Squares struct {
	Mean   int32
	Level  []int32
	Square []int32
	Weight []float64 // of each square in the constraint that matters; the violation is measured in it
	Step   []float64 // nil: divisible
	At     []float64 // levels (ratios to the mean) to seed each square at; nil: 1 alone

	Rows []Square // what was given so far, in order
}

// A Square says which row was given: of square I, the tangent at ratio R, or, with a grid, the
// secant that starts at step R.
type Square struct {
	I int
	R float64
}

// Seed gives the tangent at the mean and, if known, at the level where each square starts.
func (q *Squares) Seed(dst *solver.Rows) {
	for i := range q.Level {
		q.give(dst, i, 1)
		if q.At != nil && math.Abs(q.At[i]-1) > seedDistance {
			q.give(dst, i, q.At[i])
		}
	}
}

// seedDistance is how far from 1 a level must be for a seed of its own to be worth a row.
const seedDistance = 0.02

// Separate gives a row for every square that x undercuts.
func (q *Squares) Separate(dst *solver.Rows, x []float64, tol float64) float64 {
	mean := x[q.Mean]
	if !(mean > 0) {
		return 0 // no stock at all: every square is 0
	}
	var worst float64
	for i := range q.Level {
		level := x[q.Level[i]]
		want := level * level / mean
		if q.Step != nil {
			want = q.secantAt(i, level)
		}
		short := want - x[q.Square[i]]
		if short <= 0 {
			continue
		}
		worst += q.Weight[i] * short
		if short > cutShare*tol {
			q.give(dst, i, level/mean)
		}
	}
	return worst
}

// secantAt is the value at a level of the piecewise linear function through the grid's squares.
func (q *Squares) secantAt(i int, level float64) float64 {
	d := q.Step[i]
	a := q.step(i, level)
	return d * ((2*a+1)*level - a*(a+1)*d)
}

// step is the number of the secant over a level.
func (q *Squares) step(i int, level float64) float64 {
	return math.Floor(level/q.Step[i] + gridRounding)
}

// gridRounding lifts a level that lies on the grid but for rounding to its own point.
const gridRounding = 1e-7

// give appends the row of square i at ratio r.
func (q *Squares) give(dst *solver.Rows, i int, r float64) {
	twice, square, name := 2*r, r*r, r
	if q.Step != nil {
		d := q.Step[i]
		name = q.step(i, r)
		twice, square = (2*name+1)*d, name*(name+1)*d*d
	}
	q.Rows = append(q.Rows, Square{i, name})
	if square == 0 {
		dst.Add(0, math.Inf(1), []int32{q.Square[i], q.Level[i]}, []float64{1, -twice})
		return
	}
	dst.Add(0, math.Inf(1), []int32{q.Square[i], q.Level[i], q.Mean}, []float64{1, -twice, square})
}
