package measure

import "math"

// Quantile returns the percentile Q_p for a p from 0 to 1, in stock per pupil: the least value such
// that at least the share p of the pupils has it or less. Nothing is interpolated, so that it is a
// value some section has; agencies differ here. NaN for any other p.
func Quantile(stock, pupils []float64, p float64) float64 {
	z, total := totals(stock, pupils)
	if math.IsNaN(z) || !(p >= 0 && p <= 1) {
		return math.NaN()
	}
	return rank(stock, pupils, z, total).quantile(p)
}

// Range returns the greatest value less the least, in stock per pupil. It looks at two sections only.
func Range(stock, pupils []float64) float64 {
	if z, _ := totals(stock, pupils); math.IsNaN(z) {
		return math.NaN()
	}
	low, high := math.Inf(1), math.Inf(-1)
	for i, s := range stock {
		x := s / pupils[i]
		low, high = min(low, x), max(high, x)
	}
	return high - low
}

// RestrictedRange returns Q_0.95 - Q_0.05, in stock per pupil: the range without the twentieth of the
// pupils at each end. A transfer from a lower to a higher value may lower it, where sections change
// places.
func RestrictedRange(stock, pupils []float64) float64 {
	z, p := totals(stock, pupils)
	if math.IsNaN(z) {
		return math.NaN()
	}
	return rank(stock, pupils, z, p).restrictedRange()
}

func (r *ranked) restrictedRange() float64 { return r.quantile(0.95) - r.quantile(0.05) }

// RangeRatio returns the federal range ratio (Q_0.95 - Q_0.05) / Q_0.05, a number such as 0.33 for a
// gap of 33 %. As for [RestrictedRange], a transfer may lower it. NaN where Q_0.05 is 0.
//
// Source: the definition that the United States' impact aid programme uses for spending per pupil.
func RangeRatio(stock, pupils []float64) float64 {
	z, p := totals(stock, pupils)
	if math.IsNaN(z) {
		return math.NaN()
	}
	return rank(stock, pupils, z, p).rangeRatio()
}

func (r *ranked) rangeRatio() float64 {
	low := r.quantile(0.05)
	return ratio(r.quantile(0.95)-low, low)
}
