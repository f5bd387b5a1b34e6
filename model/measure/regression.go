package measure

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// A Line is a least-squares line of a stock on the pupils, z = Intercept + Slope p, every section
// counted once.
type Line struct {
	Intercept   float64 // stock of a section without pupils
	Slope       float64 // stock for one more pupil
	Correlation float64 // of stock and pupils, from -1 to 1
	R2          float64 // squared correlation: the share of the variance of the stock that follows the pupils
	Randomness  float64 // 1 - R2: the degree of randomness of an allocation
}

// Regression fits the line. With teachers as the stock it is the analysis of teacher allocation that
// UNESCO's IIEP uses: R2 says whether teachers follow the pupils, the CV of teachers per pupil how
// uneven the result is.
//
// All fields are NaN where the pupils of all sections are alike, as for one section; Correlation, R2
// and Randomness where the stocks are.
//
// Source: Education Sector Analysis Methodological Guidelines, vol. 1, UNESCO 2014.
func Regression(stock, pupils []float64) Line {
	nan := math.NaN()
	line := Line{nan, nan, nan, nan, nan}
	z, _ := totals(stock, pupils)
	if math.IsNaN(z) || alike(pupils) {
		return line
	}
	line.Intercept, line.Slope = z/float64(len(stock)), 0
	if alike(stock) {
		return line
	}
	shares := make([]float64, len(stock)) // so that their squares are numbers, too
	for i, s := range stock {
		shares[i] = s / z
	}
	intercept, slope := stat.LinearRegression(pupils, shares, nil, false)
	line.Intercept, line.Slope = intercept*z, slope*z
	line.Correlation = correlation(pupils, shares, nil)
	line.R2 = line.Correlation * line.Correlation
	line.Randomness = 1 - line.R2
	return line
}

// At returns the stock that the line gives a section of that many pupils.
func (l Line) At(pupils float64) float64 { return l.Intercept + l.Slope*pupils }

// correlation may leave [-1, 1] by a last bit in gonum.
func correlation(x, y, weights []float64) float64 {
	return math.Max(-1, math.Min(1, stat.Correlation(x, y, weights)))
}

// alike reports whether values differ by rounding at most.
func alike(values []float64) bool {
	low, high := values[0], values[0]
	for _, v := range values {
		low, high = min(low, v), max(high, v)
	}
	return high-low <= flat*max(math.Abs(low), math.Abs(high))
}
