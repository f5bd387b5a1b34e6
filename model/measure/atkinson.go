package measure

import "math"

// Atkinson returns Atkinson's index for an aversion e > 0 to inequality,
//
//	1 - (sum w_i r_i^(1-e))^(1/(1-e))        for e = 1: 1 - exp(sum w_i ln(r_i))
//
// the share of the stock that could be given up without loss to welfare if the rest were spread
// evenly. From 0 (all alike) to 1, which it reaches for e >= 1 where a section has no stock. The
// larger e, the more the lowest values count; 0.5, 1 and 2 are usual. NaN where Z is 0 or e is not
// positive and finite.
//
// Source: A. Atkinson, On the Measurement of Inequality, Journal of Economic Theory 2, 1970.
func Atkinson(stock, pupils []float64, e float64) float64 {
	z, p := totals(stock, pupils)
	return atkinson(stock, pupils, z, p, e)
}

// For e = 1 the index follows from Theil's L. Otherwise logarithms are taken relative to the value that
// dominates the sum, the least one for e > 1 and the greatest one for e < 1. So no power overflows, and
// near e = 1 nothing cancels: ln(sum w exp(t l)) / t with t = 1 - e is ln(1 + sum w (exp(t l) - 1)) / t.
func atkinson(stock, pupils []float64, z, p, e float64) float64 {
	if !(z > 0) || !(e > 0) || math.IsInf(e, 1) {
		return math.NaN()
	}
	if e == 1 {
		return -math.Expm1(-entropy(logTerm, stock, pupils, z, p))
	}
	var (
		mean      = z / p
		t         = 1 - e
		low, high = math.Inf(1), 0.0
	)
	for i, s := range stock {
		r := s / pupils[i] / mean
		low, high = min(low, r), max(high, r)
	}
	base := math.Log(high)
	if e > 1 {
		if low == 0 {
			return 1
		}
		base = math.Log(low)
	}
	sum := 0.0
	for i, s := range stock {
		sum += pupils[i] / p * math.Expm1(t*(math.Log(s/pupils[i]/mean)-base))
	}
	return math.Max(0, -math.Expm1(base+math.Log1p(math.Max(-1, sum))/t)) // below 0 by a last bit where all are alike
}
