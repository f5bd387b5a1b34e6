package measure

import (
	"math"
	"slices"
)

// Theil returns Theil's T, the generalised entropy of order 1,
//
//	sum q_i ln(r_i)
//
// From 0 (all alike) to ln(P / least p_i). A section without stock adds nothing to the sum as written.
// NaN where Z is 0.
//
// It is computed as sum w_i (r_i ln(r_i) - (r_i - 1)), which is the same because the w_i (r_i - 1)
// add up to 0: no term is negative, so that nothing cancels where values are nearly alike.
//
// Source: H. Theil, Economics and Information Theory, 1967.
func Theil(stock, pupils []float64) float64 {
	z, p := totals(stock, pupils)
	return entropy(theilTerm, stock, pupils, z, p)
}

// MeanLogDeviation returns Theil's L, the generalised entropy of order 0,
//
//	sum w_i ln(1 / r_i)
//
// From 0 (all alike); infinite where a section has no stock, or so little that its value beside
// the mean is below all numbers. NaN where Z is 0. Some packages call it just Theil. It is computed as sum w_i (r_i - 1 - ln(r_i)), see [Theil].
//
// Source: H. Theil, Economics and Information Theory, 1967.
func MeanLogDeviation(stock, pupils []float64) float64 {
	z, p := totals(stock, pupils)
	return entropy(logTerm, stock, pupils, z, p)
}

// entropy adds up the terms of a measure of generalised entropy, NaN where Z is not positive.
func entropy(term func(r float64) float64, stock, pupils []float64, z, p float64) float64 {
	if !(z > 0) {
		return math.NaN()
	}
	mean, sum := z/p, 0.0
	for i, s := range stock {
		sum += pupils[i] / p * term(s/pupils[i]/mean)
	}
	return sum
}

// theilTerm is r ln(r) - (r - 1), at least 0.
func theilTerm(r float64) float64 {
	if r == 0 {
		return 1
	}
	return math.Max(0, r*math.Log(r)-(r-1)) // below 0 by a last bit near r = 1
}

// logTerm is r - 1 - ln(r), at least 0.
func logTerm(r float64) float64 { return math.Max(0, r-1-math.Log(r)) }

// A Decomposition is a measure of the inequality between all sections in two parts, the inequality
// between groups of sections and that within them. Between + Within = Total.
type Decomposition struct {
	Total, Between, Within float64
	Groups                 []GroupPart // by number of the group; one without sections is zero
}

// A GroupPart is one group in a [Decomposition].
type GroupPart struct {
	Sections               int
	StockShare, PupilShare float64 // of all
	Mean                   float64 // stock per pupil
	Value                  float64 // the measure between the group's own sections; 0 where the group has no stock
	Between, Within        float64 // what the group adds to these parts of the whole, at least 0
}

// DecomposeTheil splits Theil's T: with s_g the share of the stock that group g has, u_g its share of
// the pupils, R_g = s_g / u_g and T_g the measure within it,
//
//	T = sum u_g (R_g ln(R_g) - (R_g - 1)) + sum s_g T_g
//
// where the first sum equals sum s_g ln(R_g). group holds the number of the group of each section:
// small numbers from 0 that the caller gives, for areas, zones or school groups. All numbers are NaN
// where [Theil] is.
//
// Source: H. Theil, 1967; A. Shorrocks, The Class of Additively Decomposable Inequality Measures,
// Econometrica 48, 1980.
func DecomposeTheil(stock, pupils []float64, group []int) Decomposition {
	return decompose(theilTerm, func(g *GroupPart) float64 { return g.StockShare }, stock, pupils, group)
}

// DecomposeMeanLogDeviation splits Theil's L: with the letters of [DecomposeTheil],
//
//	L = sum u_g (R_g - 1 - ln(R_g)) + sum u_g L_g
//
// where the first sum equals sum u_g ln(1 / R_g). A section without stock makes L and the part within
// its group infinite, a group without stock makes the part between groups infinite.
func DecomposeMeanLogDeviation(stock, pupils []float64, group []int) Decomposition {
	return decompose(logTerm, func(g *GroupPart) float64 { return g.PupilShare }, stock, pupils, group)
}

// TheilBetween returns the part of Theil's T that lies between groups, as [DecomposeTheil] does.
func TheilBetween(stock, pupils []float64, group []int) float64 {
	z, p := totals(stock, pupils)
	if !(z > 0) {
		return math.NaN()
	}
	zs, ps := sums(stock, pupils, group)
	between := 0.0
	for g := range zs {
		if ps[g] > 0 {
			between += ps[g] / p * theilTerm(zs[g]/ps[g]/(z/p))
		}
	}
	return between
}

func decompose(term func(r float64) float64, weight func(*GroupPart) float64, stock, pupils []float64, group []int) Decomposition {
	z, p := totals(stock, pupils)
	zs, ps := sums(stock, pupils, group)
	d := Decomposition{Groups: make([]GroupPart, len(zs))}
	if !(z > 0) {
		nan := math.NaN()
		d.Total, d.Between, d.Within = nan, nan, nan
		for g := range d.Groups {
			d.Groups[g] = GroupPart{StockShare: nan, PupilShare: nan, Mean: nan, Value: nan, Between: nan, Within: nan}
		}
	}
	for i, g := range group {
		part := &d.Groups[g]
		part.Sections++
		if mean := zs[g] / ps[g]; mean > 0 && z > 0 {
			part.Value += pupils[i] / ps[g] * term(stock[i]/pupils[i]/mean)
		}
	}
	if !(z > 0) {
		return d
	}
	d.Total = entropy(term, stock, pupils, z, p)
	for g := range d.Groups {
		part := &d.Groups[g]
		if part.Sections == 0 {
			continue
		}
		part.StockShare, part.PupilShare, part.Mean = zs[g]/z, ps[g]/p, zs[g]/ps[g]
		part.Between = part.PupilShare * term(part.Mean/(z/p))
		if share := weight(part); share > 0 {
			part.Within = share * part.Value
		}
		d.Between += part.Between
		d.Within += part.Within
	}
	return d
}

// sums returns the totals of every group.
func sums(stock, pupils []float64, group []int) (z, p []float64) {
	if len(group) != len(stock) {
		panic("measure: slices of different length")
	}
	if len(group) == 0 {
		return nil, nil
	}
	if slices.Min(group) < 0 {
		panic("measure: negative number of a group")
	}
	z = make([]float64, slices.Max(group)+1)
	p = make([]float64, len(z))
	for i, g := range group {
		z[g] += stock[i]
		p[g] += pupils[i]
	}
	return z, p
}
