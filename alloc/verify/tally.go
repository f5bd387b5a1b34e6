package verify

import "math"

// A tally is a sum of rounded terms that knows how far off it may be. The zero value is 0, exactly.
type tally struct {
	sum, carry float64 // compensated
	err        float64 // at least |value - what the sum would be in exact arithmetic|
}

// add adds a term that is right up to roundings.
func (t *tally) add(x float64) {
	t.put(x)
	t.err += roundings * math.Abs(x)
}

// put adds without a bound on the error.
func (t *tally) put(x float64) {
	s := t.sum + x
	if math.Abs(t.sum) >= math.Abs(x) {
		t.carry += (t.sum - s) + x
	} else {
		t.carry += (x - s) + t.sum
	}
	t.sum = s
}

// addTimes adds f times another tally; f is right up to roundings.
func (t *tally) addTimes(f float64, o tally) {
	x := f * o.value()
	t.put(x)
	t.err += math.Abs(f)*o.err*(1+roundings) + 2*roundings*math.Abs(x)
}

// addProduct adds the product of two tallies.
func (t *tally) addProduct(a, b tally) {
	t.addTimes(a.value(), b)
	t.err += a.err * (math.Abs(b.value()) + b.err) * (1 + roundings)
}

// value is the sum.
func (t *tally) value() float64 { return t.sum + t.carry }

// low is a number that the exact sum is not below.
func (t *tally) low() float64 { return t.value() - t.slack() }

// high is a number that the exact sum is not above.
func (t *tally) high() float64 { return t.value() + t.slack() }

// slack is err with its own rounding and that of the last addition.
func (t *tally) slack() float64 {
	return t.err*(1+errRounding) + roundings*math.Abs(t.value())
}

// errRounding covers the rounding of the error bounds themselves: sums of up to 1e7 positive terms.
const errRounding = 1e-8

// least is the least of coefficient x quantity over the box [lo, hi] of a quantity that is not
// negative.
func least(coefficient tally, lo, hi float64) float64 {
	c, at := coefficient.low(), lo
	if c < 0 {
		at = hi
	}
	if at == 0 || c == 0 {
		return 0
	}
	return c * at
}
