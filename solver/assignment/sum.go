package assignment

import "math"

// A sum adds numbers and keeps the rounding error of every step (Knuth's two-sum), so that whole numbers come
// out exact, and low is a number that is proven not to be above the exact sum.
type sum struct {
	value, fault float64
	size         float64 // of the errors kept
	n            int
	extra        float64 // charged from outside
}

func (s *sum) add(v float64) {
	t := s.value + v
	w := t - s.value
	e := (s.value - (t - w)) + (v - w)
	s.value = t
	s.err(e)
}

// addProduct adds a times b with the error of the product.
func (s *sum) addProduct(a, b float64) {
	t := float64(a * b)
	s.add(t)
	s.err(math.FMA(a, b, -t))
}

func (s *sum) err(e float64) {
	if e != 0 {
		s.fault += e
		s.size += math.Abs(e)
		s.n++
	}
}

// charge lets low answer lower by e >= 0.
func (s *sum) charge(e float64) { s.extra += e }

// total is the sum, rounded.
func (s *sum) total() float64 { return s.value + s.fault }

// low is a number not above the exact sum: n additions of errors are off by at most n roundoffs of their sizes;
// twice that covers the higher orders and the rounding of size itself. So does twice the charge.
func (s *sum) low() float64 {
	if s.n == 0 && s.extra == 0 {
		return s.value
	}
	return math.Nextafter(s.total()-2*float64(s.n)*roundoff*s.size-2*s.extra, math.Inf(-1))
}

// high is a number not below the exact sum.
func (s *sum) high() float64 {
	if s.n == 0 && s.extra == 0 {
		return s.value
	}
	return math.Nextafter(s.total()+2*float64(s.n)*roundoff*s.size+2*s.extra, math.Inf(1))
}
