package measure

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// ranked holds the sections by ascending value.
type ranked struct {
	value, stock, pupils []float64
	z, p                 float64 // totals
}

// rank sorts the sections. z and p are their totals, not NaN.
func rank(stock, pupils []float64, z, p float64) *ranked {
	type section struct{ value, stock, pupils float64 }
	order := make([]section, len(stock))
	for i, s := range stock {
		order[i] = section{s / pupils[i], s, pupils[i]}
	}
	slices.SortFunc(order, func(a, b section) int { return cmp.Compare(a.value, b.value) })
	n := len(order)
	columns := make([]float64, 3*n)
	r := &ranked{value: columns[:n:n], stock: columns[n : 2*n : 2*n], pupils: columns[2*n:], z: z, p: p}
	for i, s := range order {
		r.value[i], r.stock[i], r.pupils[i] = s.value, s.stock, s.pupils
	}
	return r
}

// quantile returns the least value that at least the share p of the pupils has at most.
func (r *ranked) quantile(p float64) float64 {
	return stat.Quantile(max(0, p-tie), stat.Empirical, r.value, r.pupils)
}

// median returns the mean of the values on both sides of the middle.
func (r *ranked) median() float64 {
	return (r.quantile(0.5) + stat.Quantile(0.5+tie, stat.Empirical, r.value, r.pupils)) / 2
}

// poorest returns the stock of that share of the pupils, those with the lowest values. The section in
// which the share ends counts up to there.
func (r *ranked) poorest(share float64) float64 {
	left, sum := share*r.p, 0.0
	for i, p := range r.pupils {
		if left <= tie*r.p {
			return sum
		}
		if p >= left {
			return sum + r.value[i]*left
		}
		sum += r.stock[i]
		left -= p
	}
	return sum
}

// ratio is NaN where the denominator is 0 or vanishes beside the numerator.
func ratio(numerator, denominator float64) float64 {
	v := numerator / denominator
	if math.IsInf(v, 0) {
		return math.NaN()
	}
	return v
}
