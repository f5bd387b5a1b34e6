package solver

import "math"

// An enclosed number is a computed value and a bound on its distance from the exact one.
type enclosed struct{ value, err float64 }

func (e enclosed) low() float64 {
	if e.err == 0 {
		return e.value
	}
	return math.Nextafter(e.value-e.err, math.Inf(-1))
}

func (e enclosed) high() float64 {
	if e.err == 0 {
		return e.value
	}
	return math.Nextafter(e.value+e.err, math.Inf(1))
}

// A sum adds numbers and products and keeps the exact rounding error of every step (Knuth's two-sum
// and a fused multiply-add), so that what is lost is only the rounding of the sum of those errors:
// an exact result, such as a reduced cost that cancels, is known to be exact.
type sum struct {
	value float64 // as float64 adds
	fault float64 // sum of the errors of value
	size  float64 // sum of their sizes
	extra float64 // for products that underflow
	n     int
}

func (s *sum) add(v float64) {
	t := s.value + v
	w := t - s.value
	e := (s.value - (t - w)) + (v - w)
	s.value = t
	s.err(e)
}

func (s *sum) addProduct(a, b float64) {
	t := float64(a * b)
	s.add(t)
	s.err(math.FMA(a, b, -t))
	if math.Abs(t) < underflow && a != 0 && b != 0 {
		s.extra += underflow
	}
}

func (s *sum) err(e float64) {
	if e != 0 {
		s.fault += e
		s.size += math.Abs(e)
		s.n++
	}
}

// enclosed is the sum. n additions of floats are off by at most n roundoffs (to first order) of the
// sum of their sizes; twice that is charged, for the higher orders and the rounding of size itself.
// It is NaN where something overflowed.
func (s *sum) enclosed() enclosed {
	if s.n == 0 {
		return enclosed{s.value, s.extra}
	}
	v := s.value + s.fault
	return enclosed{v, 2*roundoff*(float64(s.n)*s.size+math.Abs(v)) + s.extra}
}
