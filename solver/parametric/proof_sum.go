package parametric

import "math"

// A proofSum adds numbers and products with a proven bound on what rounding does to the sum. Each
// rounding error is computed exactly (Knuth's two-sum, a fused multiply-add) and added up beside it,
// so that only the rounding of those errors is lost.
type proofSum struct {
	value float64 // the sum as float64 adds
	fault float64 // sum of the rounding errors of value
	size  float64 // sum of their sizes
	loose float64 // errors that the terms brought with them
	n     int     // errors added
}

// roundoff is the largest relative error of one operation on float64.
const roundoff = 0x1p-53

// add adds v, which is known to within err.
func (s *proofSum) add(v, err float64) {
	t := s.value + v
	w := t - s.value
	s.note((s.value - (t - w)) + (v - w))
	s.value = t
	s.loose += err
}

// addProduct adds a*b, where a*b is known to within err.
func (s *proofSum) addProduct(a, b, err float64) {
	t := a * b
	if math.Abs(t) < smallestExact && a != 0 && b != 0 {
		err += smallestExact
	}
	s.add(t, err)
	s.note(math.FMA(a, b, -t))
}

// smallestExact is the size under which the error of a product may itself underflow: 2^-1022 is the
// smallest normal number, and an error has 53 places less.
const smallestExact = 0x1p-960

func (s *proofSum) note(e float64) {
	if e != 0 {
		s.fault += e
		s.size += math.Abs(e)
		s.n++
	}
}

// err bounds the distance of value + fault from the exact sum: n additions of the errors are off by n
// roundoffs of the sum of their sizes, to first order. Twice that is charged, which covers the higher
// orders, the rounding of size and loose themselves, and of the last addition.
func (s *proofSum) err() float64 {
	return 2*(float64(s.n)*roundoff*s.size+s.loose) + 2*roundoff*math.Abs(s.value+s.fault)
}

// low is at most the exact sum, and NaN where something overflowed.
func (s *proofSum) low() float64 { return s.value + s.fault - s.err() }

// high is at least the exact sum.
func (s *proofSum) high() float64 { return s.value + s.fault + s.err() }
