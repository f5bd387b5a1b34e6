package solver

import (
	"errors"
	"fmt"
	"math"
)

// A Check is what [Verify] recomputed from the problem and the values of a result, trusting neither
// its status nor its objective. Violations are absolute, zero where nothing is violated.
type Check struct {
	HasPoint   bool
	Objective  float64 // of X; NaN without a point
	Misstated  float64 // |Objective - the result's|
	Row        float64 // largest violation of a row by X
	Col        float64 // of a column's bounds
	Whole      float64 // largest distance of a whole column from a whole number
	WorstRow   int     // where Row was found, -1: nowhere
	WorstCol   int     // where Col was found, -1: nowhere
	HasDual    bool
	Dual       float64 // largest multiplier or reduced cost that points to an infinite bound, see Verify
	ColDual    float64 // largest difference between ColDual and Cost - A'RowDual
	Complement float64 // largest multiplier times distance of its row or column from the bound it prices
	Bound      float64 // [DualBound] of RowDual; -Inf without duals
	RayProves  float64 // [RayProves] of Ray; 0 without one
}

// Verify recomputes everything that can be recomputed from p: it reads nothing of r but X, RowDual,
// ColDual, Ray, Objective and Relaxed, which says that X need not be whole. A slice of a wrong
// length counts as missing.
//
// Dual is the size of what would make the safe bound worthless: the multiplier of a row whose bound
// on the side of its sign is infinite, or a reduced cost likewise.
func Verify(p *Problem, r *Result) *Check {
	c := &Check{Objective: math.NaN(), Bound: math.Inf(-1), WorstRow: -1, WorstCol: -1}
	if r.X != nil && len(r.X) == p.NumCols() {
		c.HasPoint = true
		c.checkPoint(p, r)
	}
	if r.RowDual != nil && len(r.RowDual) == p.NumRows() {
		c.HasDual = true
		c.checkDual(p, r)
		c.Bound = DualBound(p, r.RowDual)
	}
	if r.Ray != nil {
		c.RayProves = RayProves(p, r.Ray)
	}
	return c
}

func (c *Check) checkPoint(p *Problem, r *Result) {
	c.Objective = p.Objective(r.X)
	c.Misstated = math.Abs(c.Objective - r.Objective)
	for i := range p.NumRows() {
		if v := outside(p.Rows.Activity(i, r.X), p.Rows.Lower[i], p.Rows.Upper[i]); v > c.Row {
			c.Row, c.WorstRow = v, i
		}
	}
	for j, x := range r.X {
		if v := outside(x, p.ColLower[j], p.ColUpper[j]); v > c.Col {
			c.Col, c.WorstCol = v, j
		}
		if p.Whole != nil && p.Whole[j] && !r.Relaxed {
			c.Whole = math.Max(c.Whole, math.Abs(x-math.Round(x)))
		}
	}
}

// outside is by how much v lies outside its bounds; +Inf where v is no number.
func outside(v, lower, upper float64) float64 {
	if math.IsNaN(v) {
		return math.Inf(1)
	}
	return math.Max(0, math.Max(lower-v, v-upper))
}

func (c *Check) checkDual(p *Problem, r *Result) {
	for i, y := range r.RowDual {
		c.price(y, p.Rows.Lower[i], p.Rows.Upper[i], func() float64 { return p.Rows.Activity(i, r.X) })
	}
	d := reducedCosts(p, p.Cost, r.RowDual)
	for j := range d {
		if len(r.ColDual) == len(d) {
			c.ColDual = math.Max(c.ColDual, math.Abs(d[j].value-r.ColDual[j]))
		}
		c.price(d[j].value, p.ColLower[j], p.ColUpper[j], func() float64 { return r.X[j] })
	}
}

// price notes what one multiplier says about the place of its row or column.
func (c *Check) price(y, lower, upper float64, at func() float64) {
	bound := lower
	if y < 0 {
		bound = upper
	}
	switch {
	case y == 0:
	case math.IsInf(bound, 0):
		c.Dual = math.Max(c.Dual, math.Abs(y))
	case c.HasPoint:
		c.Complement = math.Max(c.Complement, math.Abs(y*(at()-bound)))
	}
}

// Gap is the distance between the point and the bound proven by the duals, by the larger of one and
// the objective; +Inf where one of the two is missing.
func (c *Check) Gap() float64 {
	if !c.HasPoint || !c.HasDual {
		return math.Inf(1)
	}
	return math.Max(0, c.Objective-c.Bound) / math.Max(1, math.Abs(c.Objective))
}

// Point says what is wrong with the point by more than tol, or nil.
func (c *Check) Point(tol float64) error {
	if !c.HasPoint {
		return errors.New("solver: no point to check")
	}
	var errs []error
	note := func(what string, v float64, where int) {
		if !(v <= tol) {
			at := ""
			if where >= 0 {
				at = fmt.Sprintf(" %d", where)
			}
			errs = append(errs, fmt.Errorf("solver: %s%s off by %.3g, more than %.3g", what, at, v, tol))
		}
	}
	note("row", c.Row, c.WorstRow)
	note("column", c.Col, c.WorstCol)
	note("a whole column", c.Whole, -1)
	note("the objective", c.Misstated/math.Max(1, math.Abs(c.Objective)), -1)
	return errors.Join(errs...)
}

// Optimal says what keeps point and duals from being optimal to tol, or nil: the point itself, a
// multiplier that points to an infinite bound, or one whose row or column is not at its bound. The
// last is compared with the larger of one and the objective.
func (c *Check) Optimal(tol float64) error {
	err := c.Point(tol)
	switch {
	case !c.HasDual:
		return errors.Join(err, errors.New("solver: no duals to check"))
	case !(c.Dual <= tol):
		return errors.Join(err, fmt.Errorf("solver: a multiplier of %.3g points to an infinite bound", c.Dual))
	case c.HasPoint && !(c.Complement <= tol*math.Max(1, math.Abs(c.Objective))):
		return errors.Join(err, fmt.Errorf("solver: a multiplier times distance from its bound is %.3g", c.Complement))
	}
	return err
}

// Proven says what keeps the point from being proven optimal to tol by the safe bound of the duals,
// or nil. It asks for more than [Check.Optimal] does: see [DualBound] on infinite bounds.
func (c *Check) Proven(tol float64) error {
	err := c.Point(tol)
	if !c.HasDual {
		return errors.Join(err, errors.New("solver: no duals to check"))
	}
	if g := c.Gap(); !(g <= tol) {
		return errors.Join(err, fmt.Errorf("solver: gap %.3g between point and proven bound, more than %.3g", g, tol))
	}
	return err
}
