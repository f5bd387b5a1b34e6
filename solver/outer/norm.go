package outer

import (
	"math"

	"github.com/eduparity/eduparity/solver"
)

// Norm is the oracle of  x_Norm >= sqrt(sum Weight[i] x_Level[i]^2), for levels of either sign, in lifted
// form:  x_Square[i] >= x_Level[i]^2 / x_Norm  for all i. The problem itself must have the row
//
//	sum Weight[i] x_Square[i] - x_Norm <= 0.
//
// With levels that are deviations from a fixed mean of 1 and weights that add up to 1, the norm is a
// coefficient of variation. Norms may be added up and limited together, which squares may not.
//
// Its rows are the tangents at a ratio r of level to norm,  x_Square - 2 r x_Level + r^2 x_Norm >= 0: three
// entries, valid whatever is done with the norm. Those at the ratios to the true norm add up to the tangent
// plane of the norm there.
type Norm struct {
	Norm   int32
	Level  []int32
	Square []int32
	Weight []float64
	// Allowed is what the constraint that matters lets the norm come to at x: of a limit on a sum of norms,
	// what the true other ones leave of it. As long as the true norm keeps it no row is needed.
	Allowed func(x []float64) float64

	Rows []Square // what was given so far, in order: of square I, the tangent at ratio R
}

// Seed gives nothing: which ratios matter is not known before a point is.
func (q *Norm) Seed(*solver.Rows) {}

// Value is the true norm of the levels at x.
func (q *Norm) Value(x []float64) float64 {
	var sum float64
	for i, j := range q.Level {
		sum += q.Weight[i] * x[j] * x[j]
	}
	return math.Sqrt(sum)
}

// Separate gives a row for every square that x undercuts, if the norm is neither allowed nor what the
// engine takes it for.
func (q *Norm) Separate(dst *solver.Rows, x []float64, tol float64) float64 {
	norm := q.Value(x)
	worst := norm - q.Allowed(x)
	if worst <= tol || norm <= x[q.Norm] {
		return max(0, worst)
	}
	for i, j := range q.Level {
		r := x[j] / norm
		if under := r*(2*x[j]-r*x[q.Norm]) - x[q.Square[i]]; under > cutShare*tol {
			q.Rows = append(q.Rows, Square{i, r})
			dst.Add(0, math.Inf(1), []int32{q.Square[i], j, q.Norm}, []float64{1, -2 * r, r * r})
		}
	}
	return worst
}
