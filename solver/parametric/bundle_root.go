package parametric

import "math"

// crossing is where f, which rises, crosses 0 between low with f(low) <= 0 and high with f(high) > 0:
// the last point met at which f <= 0, with f >= -tolerance there or nothing left between the two ends.
// It is regula falsi with the weights of Anderson and Bjorck (BIT 13, 1973), and halves the
// interval where that did not shrink it to a half in three steps.
func crossing(f func(x float64) float64, low, atLow, high, atHigh, tolerance float64) float64 {
	if atLow > 0 {
		return low
	}
	width, steps, side := high-low, 0, 0
	below, above := atLow, atHigh // as weighted
	for atLow < -tolerance {
		x := (low*above - high*below) / (above - below)
		if steps++; steps == 3 {
			if high-low > width/2 {
				x, side = low+(high-low)/2, 0
			}
			width, steps = high-low, 0
		}
		if !(x > low && x < high) {
			if x = low + (high-low)/2; !(x > low && x < high) {
				return low
			}
		}
		switch v := f(x); {
		case math.IsNaN(v):
			return low
		case v > 0:
			if side > 0 {
				below *= weight(v, atHigh)
			} else {
				below = atLow
			}
			high, atHigh, above, side = x, v, v, 1
		default:
			if side < 0 {
				above *= weight(v, atLow)
			} else {
				above = atHigh
			}
			low, atLow, below, side = x, v, v, -1
		}
	}
	return low
}

// weight is by how much the value at the end that stays is scaled down when the other end moved from
// value old to value v.
func weight(v, old float64) float64 {
	if w := 1 - v/old; w > 0 {
		return w
	}
	return 0.5
}
