package measure

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// Mean returns the mean value Z / P, in stock per pupil.
func Mean(stock, pupils []float64) float64 {
	z, p := totals(stock, pupils)
	return z / p
}

// CV returns the coefficient of variation
//
//	sqrt(sum w_i (r_i - 1)^2)
//
// as the monitoring rules for balanced compulsory education define it: weighted by pupils, population
// form. It is from 0 (all alike) to sqrt(P / least p_i - 1); NaN where Z is 0.
//
// It equals the closed form sqrt(P sum(z_i^2 / p_i) / Z^2 - 1), which loses digits where the CV is
// small; so the deviations are summed, in a second pass. O(n), without allocation: plans ask for it
// inside loops.
//
// Source: 县域义务教育校际均衡指标计算方法, the worked example of five schools.
func CV(stock, pupils []float64) float64 {
	z, p := totals(stock, pupils)
	return cv(stock, pupils, z, p)
}

func cv(stock, pupils []float64, z, p float64) float64 {
	if !(z > 0) {
		return math.NaN()
	}
	mean, sum := z/p, 0.0
	for i, s := range stock {
		d := s/pupils[i]/mean - 1
		sum += pupils[i] / p * d * d
	}
	return math.Sqrt(sum)
}

// SD returns the standard deviation of the values, sqrt(sum w_i (x_i - mean)^2), in stock per pupil.
// It is 0 where Z is 0.
func SD(stock, pupils []float64) float64 {
	z, p := totals(stock, pupils)
	if !(z > 0) {
		return z // 0 or NaN
	}
	return sd(relative(stock, pupils, z, p), pupils, z, p)
}

// The variance is a difference of squares in gonum, which may fall below 0 by a last bit.
func sd(values, pupils []float64, z, p float64) float64 {
	return math.Sqrt(math.Max(0, stat.PopVariance(values, pupils))) * (z / p)
}

// UnweightedCV returns the coefficient of variation of the values with every section counted once,
// population form: with m the plain mean of the x_i,
//
//	sqrt(sum (x_i - m)^2 / n) / m
//
// It is for comparison: it ignores how many pupils a section has. NaN where Z is 0.
func UnweightedCV(stock, pupils []float64) float64 {
	z, p := totals(stock, pupils)
	if !(z > 0) {
		return math.NaN()
	}
	return unweightedCV(relative(stock, pupils, z, p))
}

func unweightedCV(values []float64) float64 {
	mean, variance := stat.PopMeanVariance(values, nil)
	return math.Sqrt(math.Max(0, variance)) / mean
}

// SampleCV is [UnweightedCV] in the form for a sample, with n - 1 in place of n: what a spreadsheet's
// STDEV / AVERAGE gives, and often wrongly takes the place of [CV]. NaN where Z is 0 and for one
// section.
func SampleCV(stock, pupils []float64) float64 {
	z, p := totals(stock, pupils)
	if !(z > 0) {
		return math.NaN()
	}
	return sampleCV(relative(stock, pupils, z, p))
}

func sampleCV(values []float64) float64 {
	if len(values) < 2 {
		return math.NaN()
	}
	mean, variance := stat.MeanVariance(values, nil)
	return math.Sqrt(math.Max(0, variance)) / mean
}

// SharesOfCV2 fills dst with the part w_i (r_i - 1)^2 / CV^2 that each section makes of the squared
// CV, and returns it; a dst that is too short is replaced. The parts add up to 1; they are NaN where
// the CV is 0 or undefined.
func SharesOfCV2(dst, stock, pupils []float64) []float64 {
	z, p := totals(stock, pupils)
	if cap(dst) < len(stock) {
		dst = make([]float64, len(stock))
	}
	dst = dst[:len(stock)]
	mean, sum := z/p, 0.0
	for i, s := range stock {
		d := s/pupils[i]/mean - 1
		dst[i] = pupils[i] / p * d * d
		sum += dst[i]
	}
	for i := range dst {
		dst[i] /= sum // 0 / 0 is NaN
	}
	return dst
}
