package measure

import (
	"math"
	"slices"
)

// Gini returns the Gini coefficient of the values among pupils: 1 minus twice the area under the
// Lorenz curve, in O(n log n). NaN where Z is 0.
func Gini(stock, pupils []float64) float64 {
	z, p := totals(stock, pupils)
	return gini(rank(stock, pupils), z, p)
}

func gini(ranked []entry, z, p float64) float64 {
	if z == 0 {
		return math.NaN()
	}
	area, below := 0.0, 0.0 // twice the area, the share of the stock below
	for _, e := range ranked {
		share := e.stock / z
		area += e.pupils / p * (2*below + share)
		below += share
	}
	return 1 - area
}

// Theil returns Theil's T, sum (z_i / Z) ln(x_i / mean). A section without stock adds nothing. NaN
// where Z is 0 or a stock is negative.
func Theil(stock, pupils []float64) float64 {
	z, p := totals(stock, pupils)
	return theil(stock, pupils, z, p)
}

func theil(stock, pupils []float64, z, p float64) float64 {
	if z == 0 || math.IsNaN(p) {
		return math.NaN()
	}
	mean, sum := z/p, 0.0
	for i, s := range stock {
		if s != 0 {
			sum += s / z * math.Log(s/pupils[i]/mean)
		}
	}
	return sum
}

// TheilBetween returns the part of Theil's T that lies between groups: T of the groups' totals.
// group holds a small number from 0 for each section. The rest lies within the groups.
func TheilBetween(stock, pupils []float64, group []int) float64 {
	if len(group) != len(stock) {
		panic("measure: slices of different length")
	}
	if _, p := totals(stock, pupils); math.IsNaN(p) {
		return math.NaN()
	}
	z := make([]float64, slices.Max(group)+1)
	p := make([]float64, len(z))
	for i, g := range group {
		z[g] += stock[i]
		p[g] += pupils[i]
	}
	n := 0
	for g := range z { // numbers that no section has
		if p[g] > 0 {
			z[n], p[n] = z[g], p[g]
			n++
		}
	}
	return Theil(z[:n], p[:n])
}

// MeanLogDeviation returns Theil's L, sum (p_i / P) ln(mean / x_i). It is infinite where a section
// has no stock, NaN where Z is 0 or a stock is negative.
func MeanLogDeviation(stock, pupils []float64) float64 {
	z, p := totals(stock, pupils)
	if z == 0 {
		return math.NaN()
	}
	mean, sum := z/p, 0.0
	for i, s := range stock {
		sum += pupils[i] / p * math.Log(mean/(s/pupils[i]))
	}
	return sum
}

// Atkinson returns Atkinson's index for an aversion epsilon > 0 to inequality:
// 1 - (sum (p_i / P) x_i^(1-epsilon))^(1/(1-epsilon)) / mean, for epsilon 1 its limit with the
// geometric mean. NaN where Z is 0, a stock is negative or epsilon is not positive.
func Atkinson(stock, pupils []float64, epsilon float64) float64 {
	z, p := totals(stock, pupils)
	if z == 0 || !(epsilon > 0) {
		return math.NaN()
	}
	sum := 0.0
	for i, s := range stock {
		x := s / pupils[i]
		if epsilon == 1 {
			sum += pupils[i] / p * math.Log(x)
		} else {
			sum += pupils[i] / p * math.Pow(x, 1-epsilon)
		}
	}
	if epsilon == 1 {
		return 1 - math.Exp(sum)/(z/p)
	}
	return 1 - math.Pow(sum, 1/(1-epsilon))/(z/p)
}

// McLoone returns the McLoone index: what the half of the pupils with the lowest values has, as a
// share of what it would have at the median. The section in which the half ends counts up to there,
// and the median is the mean of two values where the half ends between them. NaN where the median
// is 0.
func McLoone(stock, pupils []float64) float64 {
	_, p := totals(stock, pupils)
	return mcloone(rank(stock, pupils), p)
}

func mcloone(ranked []entry, p float64) float64 {
	half, sum, seen := p/2, 0.0, 0.0
	for i, e := range ranked {
		if seen+e.pupils < half {
			sum += e.stock
			seen += e.pupils
			continue
		}
		sum += e.value * (half - seen)
		median := e.value
		if seen+e.pupils == half && i+1 < len(ranked) {
			median = (e.value + ranked[i+1].value) / 2
		}
		if median == 0 {
			return math.NaN()
		}
		return sum / (median * half)
	}
	return math.NaN()
}

// RangeRatio returns the federal range ratio (high - low) / low between the values at the 5th and
// the 95th percentile of the pupils, each the least value that so many pupils have at most. NaN
// where the low one is 0.
func RangeRatio(stock, pupils []float64) float64 {
	_, p := totals(stock, pupils)
	ranked := rank(stock, pupils)
	low, high := percentile(ranked, 0.05*p), percentile(ranked, 0.95*p)
	if low == 0 {
		return math.NaN()
	}
	return (high - low) / low
}

// percentile returns the least value that at least so many pupils have at most.
func percentile(ranked []entry, pupils float64) float64 {
	seen := 0.0
	for _, e := range ranked {
		if seen += e.pupils; seen >= pupils {
			return e.value
		}
	}
	return math.NaN()
}

// An entry is a section on its place by value.
type entry struct{ value, stock, pupils float64 }

// rank returns the sections by ascending value.
func rank(stock, pupils []float64) []entry {
	ranked := make([]entry, len(stock))
	for i, s := range stock {
		ranked[i] = entry{s / pupils[i], s, pupils[i]}
	}
	slices.SortFunc(ranked, func(a, b entry) int {
		switch {
		case a.value < b.value:
			return -1
		case a.value > b.value:
			return 1
		}
		return 0
	})
	return ranked
}
