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

// The bits of floats that are not negative are in their order, so that one comparison of unsigned
// numbers says what takes two of floats, and refuses NaN too.

// sizable says whether v is from 0 to [MaxMagnitude]. Adding 0 makes -0 a 0.
func sizable(v float64) bool { return math.Float64bits(v+0) <= maxBits }

// usable says whether v is from minPositive to [MaxMagnitude].
func usable(v float64) bool { return math.Float64bits(v)-minBits <= maxBits-minBits }

const (
	maxBits = 0x4a511b0ec57e649a // of MaxMagnitude
	minBits = 0x358dee7a4ad4b81f // of minPositive
)
