package measure

import "math"

// A Summary holds the measures of one stock, each under the name of its function.
type Summary struct {
	Mean, SD                   float64 // stock per pupil
	CV, UnweightedCV, SampleCV float64
	Range, RestrictedRange     float64 // stock per pupil
	RangeRatio, QuintileRatio  float64
	McLoone, Verstegen         float64
	Gini, Hoover               float64
	Theil, MeanLogDeviation    float64
	AtkinsonHalf, AtkinsonOne  float64 // for an aversion of 0.5 and of 1
}

// Summarize returns all measures of a Summary, each as the function of its name gives it, with one
// sort.
func Summarize(stock, pupils []float64) Summary {
	z, p := totals(stock, pupils)
	if math.IsNaN(z) {
		return undefined()
	}
	var (
		r = rank(stock, pupils, z, p)
		s = undefined()
	)
	s.Mean, s.SD, s.Range, s.RestrictedRange = z/p, 0, r.value[len(stock)-1]-r.value[0], r.restrictedRange()
	if z == 0 {
		return s
	}
	values := relative(stock, pupils, z, p)
	s.SD = sd(values, pupils, z, p)
	s.CV, s.UnweightedCV, s.SampleCV = cv(stock, pupils, z, p), unweightedCV(values), sampleCV(values)
	s.RangeRatio, s.QuintileRatio = r.rangeRatio(), r.quintileRatio()
	s.McLoone, s.Verstegen = r.mcloone(), r.verstegen()
	s.Gini, s.Hoover = r.gini(), hoover(stock, pupils, z, p)
	s.Theil, s.MeanLogDeviation = entropy(theilTerm, stock, pupils, z, p), entropy(logTerm, stock, pupils, z, p)
	s.AtkinsonHalf, s.AtkinsonOne = atkinson(stock, pupils, z, p, 0.5), atkinson(stock, pupils, z, p, 1)
	return s
}

// undefined is the Summary of what cannot be measured.
func undefined() Summary {
	n := math.NaN()
	return Summary{n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n}
}
