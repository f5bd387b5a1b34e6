package measure

import "math"

// Mean returns the mean value Z / P.
func Mean(stock, pupils []float64) float64 {
	z, p := totals(stock, pupils)
	return z / p
}

// CV returns the coefficient of variation sqrt(sum (p_i / P) (x_i / mean - 1)^2), as the monitoring
// rules for balanced compulsory education define it: weighted by pupils, population form. It equals
// the closed form sqrt(P sum(z_i^2 / p_i) / Z^2 - 1), which loses digits where the CV is small; so
// the deviations are summed, which takes a second pass, in O(n). It is NaN where Z is 0.
func CV(stock, pupils []float64) float64 {
	z, p := totals(stock, pupils)
	return cv(stock, pupils, z, p)
}

func cv(stock, pupils []float64, z, p float64) float64 {
	if z == 0 || math.IsNaN(p) {
		return math.NaN()
	}
	return math.Sqrt(squares(stock, pupils, z, p))
}

// squares returns CV^2.
func squares(stock, pupils []float64, z, p float64) float64 {
	mean, sum := z/p, 0.0
	for i, s := range stock {
		d := s/pupils[i]/mean - 1
		sum += pupils[i] / p * d * d
	}
	return sum
}

// SD returns the standard deviation of the values, sqrt(sum (p_i / P) (x_i - mean)^2).
func SD(stock, pupils []float64) float64 {
	z, p := totals(stock, pupils)
	return sd(stock, pupils, z, p)
}

func sd(stock, pupils []float64, z, p float64) float64 {
	mean, sum := z/p, 0.0
	for i, s := range stock {
		d := s/pupils[i] - mean
		sum += pupils[i] / p * d * d
	}
	return math.Sqrt(sum)
}

// SharesOfCV2 fills dst with the part (p_i / P) (x_i / mean - 1)^2 / CV^2 that each section makes of
// the squared CV, and returns it; a dst that is too short is replaced. The parts add up to 1; they
// are NaN where the CV is 0 or undefined.
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

// UnweightedCV returns the coefficient of variation of the values with every section counted once,
// population form; it is for comparison only. NaN where the mean value is 0.
func UnweightedCV(stock, pupils []float64) float64 {
	totals(stock, pupils)
	n, mean := float64(len(stock)), 0.0
	for i, s := range stock {
		mean += s / pupils[i] / n
	}
	sum := 0.0
	for i, s := range stock {
		d := s/pupils[i]/mean - 1
		sum += d * d / n
	}
	if mean == 0 || n == 0 {
		return math.NaN()
	}
	return math.Sqrt(sum)
}

// totals returns Z and P; P is NaN where any pupils are not positive or there are none.
func totals(stock, pupils []float64) (z, p float64) {
	if len(stock) != len(pupils) {
		panic("measure: slices of different length")
	}
	if len(stock) == 0 {
		return 0, math.NaN()
	}
	for i, s := range stock {
		if !(pupils[i] > 0) {
			p = math.NaN()
		}
		z += s
		p += pupils[i]
	}
	return z, p
}
