package outer

import (
	"math"

	"github.com/eduparity/eduparity/solver"
)

// Separable is the oracle of  x_Value[i] >= f_i(x_Level[i])  for all i, with f_i convex: with these,
// sum Weight[i] x_Value[i] <= Allowed says that a separable convex function is at most what is
// allowed, and a cost on x_Value minimises it.
//
// Its rows are the tangents  x_Value - f'(v) x_Level >= f(v) - f'(v) v: two entries. That they hold
// everywhere is what convexity means, and it is for the caller to know: a tangent of a function that
// is not convex cuts points off, and the bounds are then wrong without a sign.
type Separable struct {
	Level  []int32
	Value  []int32
	Weight []float64 // of each value in the constraint that matters; the violation is measured in it

	// Func is f_i and a slope of it at v: the derivative, or any subgradient at a kink. It is asked
	// within the bounds of the column x_Level[i] only, to the engine's tolerance, and at seeds. Where it
	// or its slope is no finite number the point counts as infinitely far off and no row is given, so
	// keep the bounds inside the domain.
	Func func(i int, v float64) (value, slope float64)

	At [][]float64 // places to seed each function at; nil: no seeds

	// Allowed is what the constraint that matters lets the weighted sum come to at x. As long as the
	// true values keep it no row is needed. nil: what the engine's own values come to, which is right
	// where they have costs.
	Allowed func(x []float64) float64

	Rows []Tangent // what was given so far, in order
}

// A Tangent says which row was given: that of function I at V.
type Tangent struct {
	I int
	V float64
}

// Seed gives the tangents at the places asked for.
func (q *Separable) Seed(dst *solver.Rows) {
	for i, places := range q.At {
		for _, v := range places {
			if value, slope := q.Func(i, v); finite(value) && finite(slope) {
				q.give(dst, i, v, value, slope)
			}
		}
	}
}

// Sum is the weighted sum of the true values at x.
func (q *Separable) Sum(x []float64) float64 {
	var sum float64
	for i, j := range q.Level {
		value, _ := q.Func(i, x[j])
		sum += q.Weight[i] * value
	}
	return sum
}

// Separate gives a row for every function that x undercuts, if the sum of the true values is not
// allowed.
func (q *Separable) Separate(dst *solver.Rows, x []float64, tol float64) float64 {
	worst := q.Sum(x) - q.allowed(x)
	if worst <= tol {
		return max(0, worst)
	}
	for i, j := range q.Level {
		value, slope := q.Func(i, x[j])
		if value-x[q.Value[i]] > cutShare*tol && finite(value) && finite(slope) {
			q.give(dst, i, x[j], value, slope)
		}
	}
	if math.IsNaN(worst) {
		return math.Inf(1)
	}
	return worst
}

func (q *Separable) allowed(x []float64) float64 {
	if q.Allowed != nil {
		return q.Allowed(x)
	}
	var sum float64
	for i, j := range q.Value {
		sum += q.Weight[i] * x[j]
	}
	return sum
}

// give appends the tangent of function i at v.
func (q *Separable) give(dst *solver.Rows, i int, v, value, slope float64) {
	q.Rows = append(q.Rows, Tangent{i, v})
	if slope == 0 {
		dst.Add(value, math.Inf(1), []int32{q.Value[i]}, []float64{1})
		return
	}
	dst.Add(value-slope*v, math.Inf(1), []int32{q.Value[i], q.Level[i]}, []float64{1, -slope})
}

func finite(v float64) bool { return !math.IsInf(v, 0) && !math.IsNaN(v) }
