package separable

import "math"

// A Check is what a point and its prices are worth, computed from the data alone by code that
// shares nothing with the solvers.
type Check struct {
	Objective float64 // at the point
	Bound     float64 // no point is better: proven by the prices, rounded downward; -Inf: they prove nothing
	Size      float64 // what rounding of the two is relative to: the summed sizes of their terms

	// Violation is the largest excess over a constraint, relative to the sizes of the numbers that
	// enter it; for whole units it is absolute.
	Violation float64

	// Residual is the largest violation of an optimality condition (stationarity or sign of a
	// reduced cost), relative likewise.
	Residual float64
}

// Gap is how far the point may be from the optimum, at most, in units of Size.
func (c *Check) Gap() float64 {
	if c.Size == 0 {
		return max(0, c.Objective-c.Bound)
	}
	return max(0, (c.Objective-c.Bound)/c.Size)
}

// relative is v as a share of size; 0 where v is not above what underflow leaves.
func relative(v, size float64) float64 {
	if !(v > vanishing) {
		if math.IsNaN(v) {
			return math.Inf(1)
		}
		return 0
	}
	if size > 0 {
		return v / size
	}
	return v
}
