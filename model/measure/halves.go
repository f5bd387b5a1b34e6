package measure

import "math"

// McLoone returns the McLoone index: what the half of the pupils with the lowest values has, as a
// share of what it would have at the median,
//
//	sum over the lower half of the pupils of x / (P/2 * median)
//
// From 0 to 1, which is even. The section in which the half ends counts up to there: to leave out
// everyone at the median does not give the published example. NaN where the median is 0.
//
// Source: W. McLoone; R. Berne and L. Stiefel, The Measurement of Equity in School Finance, 1984; the
// worked example at forum.posit.co/t/52862.
func McLoone(stock, pupils []float64) float64 {
	z, p := totals(stock, pupils)
	if math.IsNaN(z) {
		return math.NaN()
	}
	return rank(stock, pupils, z, p).mcloone()
}

func (r *ranked) mcloone() float64 { return ratio(r.poorest(0.5), r.median()*r.p/2) }

// Verstegen returns the Verstegen index: what the half of the pupils with the highest values has, as a
// multiple of what it would have at the median,
//
//	sum over the upper half of the pupils of x / (P/2 * median)
//
// From 1, which is even. The halves are those of [McLoone]. NaN where the median is 0.
//
// Source: D. Verstegen, Concepts and Measures of Fiscal Inequality, Journal of Education Finance 22, 1996.
func Verstegen(stock, pupils []float64) float64 {
	z, p := totals(stock, pupils)
	if math.IsNaN(z) {
		return math.NaN()
	}
	return rank(stock, pupils, z, p).verstegen()
}

func (r *ranked) verstegen() float64 { return ratio(r.z-r.poorest(0.5), r.median()*r.p/2) }

// QuintileRatio returns the 20:20 ratio: what the fifth of the pupils with the highest values has over
// what the fifth with the lowest has, from 1. Where a fifth ends inside a section, that section is
// split. NaN where the lowest fifth has nothing.
//
// Source: the income quintile share ratio S80/S20 of Eurostat and the UNDP.
func QuintileRatio(stock, pupils []float64) float64 {
	z, p := totals(stock, pupils)
	if math.IsNaN(z) {
		return math.NaN()
	}
	return rank(stock, pupils, z, p).quintileRatio()
}

func (r *ranked) quintileRatio() float64 { return ratio(r.z-r.poorest(0.8), r.poorest(0.2)) }
