package measure

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat"
)

// Neutrality says how the stock per pupil depends on the wealth of the place. All are 0 where it does
// not.
type Neutrality struct {
	Slope       float64 // stock per pupil for one more unit of wealth, of the weighted least-squares line
	Elasticity  float64 // Slope * mean wealth / mean: per cent more stock for one per cent more wealth, at the means
	Correlation float64 // of stock per pupil and wealth, from -1 to 1
}

// WealthNeutrality measures wealth neutrality. wealth holds the wealth of the place of each section
// in any unit per head, such as yuan of local revenue per inhabitant. Sections weigh by their pupils.
//
// All fields are NaN where the wealth of all sections is alike, as for one section, or where Z is 0;
// Correlation where all values are alike; Elasticity where Z is 0. Wealth that is not a number from
// -1e30 to 1e30, of which [CheckWealth] tells, makes all NaN.
//
// Source: R. Berne and L. Stiefel, The Measurement of Equity in School Finance, 1984.
func WealthNeutrality(stock, pupils, wealth []float64) Neutrality {
	z, p := totals(stock, pupils)
	if len(wealth) != len(stock) {
		panic("measure: slices of different length")
	}
	nan := math.NaN()
	result := Neutrality{nan, nan, nan}
	unit := 0.0 // so that squares do not leave the range of numbers
	for _, y := range wealth {
		if !(math.Abs(y) <= most) {
			return result
		}
		unit = max(unit, math.Abs(y))
	}
	if !(z > 0) || alike(wealth) {
		return result
	}
	var (
		n       = float64(len(stock))
		values  = relative(stock, pupils, z, p)
		scaled  = make([]float64, len(wealth))
		weights = make([]float64, len(pupils)) // they add up to n, so that gonum's n - 1 is positive
	)
	for i := range values {
		scaled[i] = wealth[i] / unit
		weights[i] = pupils[i] / p * n
	}
	_, slope := stat.LinearRegression(scaled, values, weights, false)
	result.Slope = slope * (z / p) / unit
	result.Elasticity = slope * stat.Mean(scaled, weights)
	if !alike(values) {
		result.Correlation = correlation(scaled, values, weights)
	}
	return result
}

// CheckWealth returns what keeps [WealthNeutrality] from being computed, as [Check] does.
func CheckWealth(stock, pupils, wealth []float64) error {
	if len(wealth) != len(stock) {
		return fmt.Errorf("%w: %d stocks, %d wealths", ErrLength, len(stock), len(wealth))
	}
	errs := []error{Check(stock, pupils)}
	for i, y := range wealth {
		if !(math.Abs(y) <= most) {
			errs = append(errs, &InputError{"wealth", i, y, "must be a number from -1e30 to 1e30"})
		}
	}
	return errors.Join(errs...)
}
