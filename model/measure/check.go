package measure

import (
	"errors"
	"fmt"
	"math"
)

// Errors of Check and Compute.
var (
	ErrLength    = errors.New("slices of different length")
	ErrEmpty     = errors.New("no sections")
	ErrUndefined = errors.New("undefined")
)

// An InputError is a number that no measure can use.
type InputError struct {
	Slice string // stock, pupils or wealth
	Index int    // -1: the total
	Value float64
	Rule  string // what is asked
}

// Error says where the number is and what is asked.
func (e *InputError) Error() string {
	if e.Index < 0 {
		return fmt.Sprintf("total %s %v: %s", e.Slice, e.Value, e.Rule)
	}
	return fmt.Sprintf("%s[%d] = %v: %s", e.Slice, e.Index, e.Value, e.Rule)
}

// Check returns what keeps the measures from being computed, all at once: slices of different length
// ([ErrLength]), no sections ([ErrEmpty]), and as [*InputError] pupils that are not a number from
// 1e-30 to 1e30, stocks that are not a number from 0 to 1e30, and a total stock below 1e-250 other
// than 0. No stock at all is accepted: the mean and the SD are then 0 and relative measures undefined.
func Check(stock, pupils []float64) error {
	if len(stock) != len(pupils) {
		return fmt.Errorf("%w: %d stocks, %d pupils", ErrLength, len(stock), len(pupils))
	}
	if len(stock) == 0 {
		return ErrEmpty
	}
	var errs []error
	total := 0.0
	for i, z := range stock {
		if !usable(z) {
			errs = append(errs, &InputError{"stock", i, z, "must be a number from 0 to 1e30"})
		}
		if !countable(pupils[i]) {
			errs = append(errs, &InputError{"pupils", i, pupils[i], "must be a number from 1e-30 to 1e30"})
		}
		total += z
	}
	if len(errs) == 0 && total > 0 && total < leastTotal {
		errs = append(errs, &InputError{"stock", -1, total, "must be 0 or at least 1e-250"})
	}
	return errors.Join(errs...)
}

// A Func is a measure. One with a parameter becomes a Func by a closure.
type Func func(stock, pupils []float64) float64

// Compute returns a measure as a finite number, or an error: what [Check] finds, or [ErrUndefined]
// where the measure has no finite value for these numbers.
func Compute(f Func, stock, pupils []float64) (float64, error) {
	if err := Check(stock, pupils); err != nil {
		return 0, err
	}
	v := f(stock, pupils)
	if !math.IsNaN(v) && !math.IsInf(v, 0) {
		return v, nil
	}
	if z, _ := totals(stock, pupils); z == 0 {
		return 0, fmt.Errorf("%w: there is no stock at all", ErrUndefined)
	}
	return 0, fmt.Errorf("%w: the measure has no finite value for these numbers", ErrUndefined)
}

func usable(stock float64) bool     { return stock >= 0 && stock <= most }
func countable(pupils float64) bool { return pupils >= least && pupils <= most }

// totals returns Z and P, both NaN where [Check] finds a fault.
func totals(stock, pupils []float64) (z, p float64) {
	if len(stock) != len(pupils) {
		panic("measure: slices of different length")
	}
	sound := len(stock) > 0
	for i, s := range stock {
		sound = sound && usable(s) && countable(pupils[i])
		z += s
		p += pupils[i]
	}
	if !sound || z > 0 && z < leastTotal {
		return math.NaN(), math.NaN()
	}
	return z, p
}

// relative returns the relative values r_i. z is not 0.
func relative(stock, pupils []float64, z, p float64) []float64 {
	values, mean := make([]float64, len(stock)), z/p
	for i, s := range stock {
		values[i] = s / pupils[i] / mean
	}
	return values
}
