package whole

import (
	"fmt"
	"math"
)

// Check says what is wrong with a point as a plan; nil: nothing. It returns its cost as well.
func (p *Problem) Check(x []float64) (value float64, err error) {
	lp := &p.Linear
	if len(x) != lp.NumCols() {
		return 0, fmt.Errorf("%w: %d values for %d columns", ErrInvalid, len(x), lp.NumCols())
	}
	for j, v := range x {
		allowed := pointTolerance * max(1, math.Abs(v))
		switch {
		case !(v >= lp.ColLower[j]-allowed && v <= lp.ColUpper[j]+allowed):
			return 0, fmt.Errorf("column %d is %v, not from %v to %v", j, v, lp.ColLower[j], lp.ColUpper[j])
		case p.whole(j) && math.Abs(v-math.Round(v)) > pointTolerance:
			return 0, fmt.Errorf("column %d is %v, not whole", j, v)
		}
	}
	for i := range lp.NumRows() {
		v := lp.Rows.Activity(i, x)
		if lo, hi := lp.Rows.Lower[i], lp.Rows.Upper[i]; v < lo-pointTolerance*max(1, math.Abs(lo)) || v > hi+pointTolerance*max(1, math.Abs(hi)) {
			return 0, fmt.Errorf("row %d is %v, not from %v to %v", i, v, lo, hi)
		}
	}
	for k := range p.Cones {
		c := &p.Cones[k]
		if cv := c.CV(x); cv > c.Limit*(1+limitTolerance)+limitTolerance {
			return 0, fmt.Errorf("CV of cone %d is %v, above %v", k, cv, c.Limit)
		}
	}
	return lp.Objective(x), nil
}

// rounded rounds the whole columns of a point in place.
func (p *Problem) rounded(x []float64) {
	for j := range x {
		if r := math.Round(x[j]); p.whole(j) && math.Abs(x[j]-r) <= pointTolerance {
			x[j] = r
		}
	}
}
