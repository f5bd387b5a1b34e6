package separable

import "math"

// Whether an item is below, between or above its bounds is as good as random to a processor, and a
// wrong guess costs more than the arithmetic: the passes over all items choose by masks instead.

// less is all ones where a < b, else zero. Both are not NaN, and not infinities of one sign.
func less(a, b float64) uint64 { return uint64(int64(math.Float64bits(a-b)) >> 63) }

// keep is v where the mask is all ones, 0 where it is zero.
func keep(mask uint64, v float64) float64 {
	return math.Float64frombits(math.Float64bits(v) & mask)
}

// pick is a where the mask is all ones, b where it is zero.
func pick(mask uint64, a, b float64) float64 {
	return math.Float64frombits(math.Float64bits(a)&mask | math.Float64bits(b)&^mask)
}
