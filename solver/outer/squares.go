package outer

import (
	"math"
	"slices"

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
	At     []float64 // levels (ratios to the mean) to seed each square at; nil: no seeds
	// Factors are multiples of At to seed at; nil: At itself and the mean. Where At is the optimum of a
	// relaxation, its near neighbourhood is all that is needed, the denser the nearer: see [Around].
	Factors []float64
	// Sides is how many tangents are added on either side of that at a violated level, spread evenly
	// over the stretch on which the tangents there were undercut the square. Without, each round halves
	// that stretch, for an LP's points lie where two tangents meet; with one, it is quartered, which takes
	// half as many rounds for half as many rows again. With a grid there are none.
	Sides int

	// Allowed is what the constraint that matters lets the weighted sum of squares come to at x. As
	// long as the true squares keep it no row is needed, whatever the engine's squares are.
	Allowed func(x []float64) float64

	Rows []Square // what was given so far, in order
}

// A Square says which row was given: of square I, the tangent at ratio R, or, with a grid, the
// secant that starts at step R.
type Square struct {
	I int
	R float64
}

// Around is Factors for levels that are an optimum or near one, in pairs from far to near: an LP's
// points lie where two tangents meet, off by a quarter of the square of what these are apart. An exact
// optimum is confirmed in one round or two, one that is near is found in few.
func Around() []float64 { return []float64{0.97, 0.997, 0.9999, 1, 1.0001, 1.003, 1.03} }

// Seed gives the tangents at the mean and at the level where each square starts, or at the multiples
// of the latter that Factors asks for. With a grid a secant that two of them share is given once.
func (q *Squares) Seed(dst *solver.Rows) {
	if q.At == nil {
		return
	}
	for i := range q.Level {
		if q.Factors != nil {
			q.seedAround(dst, i)
			continue
		}
		q.give(dst, i, 1)
		if math.Abs(q.At[i]-1) > seedDistance {
			q.give(dst, i, q.At[i])
		}
	}
}

// seedAround gives the tangents of square i at the multiples of its level. One at 0 says only that
// squares are not negative.
func (q *Squares) seedAround(dst *solver.Rows, i int) {
	first := len(q.Rows)
	for _, f := range q.Factors {
		name := q.name(i, f*q.At[i])
		known := slices.ContainsFunc(q.Rows[first:], func(s Square) bool { return s.R == name })
		if !known && name >= 0 {
			q.give(dst, i, f*q.At[i])
		}
	}
}

// seedDistance is how far from 1 a level must be for a seed of its own to be worth a row.
const seedDistance = 0.02

// Sum is the weighted sum of the true squares at x, 0 where the mean is: what the engine's squares are
// held against.
func (q *Squares) Sum(x []float64) float64 {
	mean := x[q.Mean]
	if !(mean > 0) {
		return 0
	}
	var sum float64
	for i := range q.Level {
		sum += q.Weight[i] * q.at(i, x, mean)
	}
	return sum
}

// Separate gives a row for every square that x undercuts, if the sum of the true squares is not
// allowed.
func (q *Squares) Separate(dst *solver.Rows, x []float64, tol float64) float64 {
	mean := x[q.Mean]
	if !(mean > 0) {
		return 0 // no stock at all: every square is 0
	}
	worst := q.Sum(x) - q.Allowed(x)
	if worst <= tol {
		return max(0, worst)
	}
	for i := range q.Level {
		under := q.at(i, x, mean) - x[q.Square[i]]
		if under <= cutShare*tol {
			continue
		}
		r := x[q.Level[i]] / mean
		q.give(dst, i, r)
		if q.Step != nil {
			continue
		}
		// Tangents at r-h and r+h meet at r, below the square by h^2.
		h := math.Sqrt(under/mean) / float64(q.Sides+1)
		for side := 1; side <= q.Sides; side++ {
			q.give(dst, i, r+float64(side)*h)
			if low := r - float64(side)*h; low > 0 {
				q.give(dst, i, low)
			}
		}
	}
	return worst
}

// at is the true square at x, or what the secants make of it between the points of the grid.
func (q *Squares) at(i int, x []float64, mean float64) float64 {
	level := x[q.Level[i]]
	if q.Step != nil {
		return q.secantAt(i, level)
	}
	return level * level / mean
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

// name is what tells the row of square i at ratio r from others: the ratio, or the secant's step.
func (q *Squares) name(i int, r float64) float64 {
	if q.Step != nil {
		return q.step(i, r)
	}
	return r
}

// give appends the row of square i at ratio r.
func (q *Squares) give(dst *solver.Rows, i int, r float64) {
	name := q.name(i, r)
	twice, square := 2*r, r*r
	if q.Step != nil {
		d := q.Step[i]
		twice, square = (2*name+1)*d, name*(name+1)*d*d
	}
	q.Rows = append(q.Rows, Square{i, name})
	if square == 0 {
		dst.Add(0, math.Inf(1), []int32{q.Square[i], q.Level[i]}, []float64{1, -twice})
		return
	}
	dst.Add(0, math.Inf(1), []int32{q.Square[i], q.Level[i], q.Mean}, []float64{1, -twice, square})
}
