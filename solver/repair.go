package solver

import (
	"math"
	"slices"
)

// leans is by how much the reduced cost of each column has the sign that needs its infinite bound:
// below zero for the upper one, above zero for the lower one, 0 where none is needed.
func leans(d []enclosed, lower, upper []float64) []float64 {
	by := make([]float64, len(d))
	for j, e := range d {
		if low := e.low(); low < 0 && math.IsInf(upper[j], 1) {
			by[j] = low
		}
		if high := e.high(); high > 0 && math.IsInf(lower[j], -1) {
			by[j] = math.Max(high, -by[j]) // both only for a free column, which repair passes over
		}
	}
	return by
}

// repair shrinks multipliers a little, towards zero, so that the reduced costs of columns with one
// infinite bound get the sign that does not need it. Any multipliers give a bound, so nothing has to
// be proven about the new ones. It returns nil where there is nothing to repair.
func repair(p *Problem, d []enclosed, y []float64) []float64 {
	type place struct {
		row    int
		weight float64 // |y_i a_ij|
		entry  float64 // a_ij
	}
	by := leans(d, p.ColLower, p.ColUpper)
	best := make([]place, len(by)) // where each column that needs it has most weight
	need := false
	for j := range by {
		if math.IsInf(p.ColLower[j], -1) && math.IsInf(p.ColUpper[j], 1) {
			by[j] = 0
		}
		need = need || by[j] != 0
	}
	if !need {
		return nil
	}
	for i, yi := range y {
		if yi == 0 {
			continue
		}
		index, value := p.Rows.Row(i)
		for k, j := range index {
			// Shrinking y_i raises d_j where y_i a_ij is above zero.
			if term := yi * value[k]; by[j]*term < 0 && math.Abs(term) > best[j].weight {
				best[j] = place{i, math.Abs(term), value[k]}
			}
		}
	}
	better := slices.Clone(y)
	found := false
	for j, v := range by {
		at := best[j]
		if v == 0 || at.weight == 0 || math.Abs(v) > repairShare*at.weight {
			continue
		}
		// Never less than an ulp, or nothing would change.
		size := math.Abs(y[at.row])
		size = math.Min(size-2*math.Abs(v/at.entry), math.Nextafter(size, 0))
		if size < math.Abs(better[at.row]) {
			better[at.row] = math.Copysign(math.Max(0, size), y[at.row])
		}
		found = true
	}
	if !found {
		return nil
	}
	return better
}

// impliedBounds is the bounds of the columns with infinite ones replaced by what a row and the
// bounds of its other columns imply.
func impliedBounds(p *Problem) (lower, upper []float64) {
	lower = append([]float64(nil), p.ColLower...)
	upper = append([]float64(nil), p.ColUpper...)
	for range impliedPasses {
		changed := false
		for i := range p.NumRows() {
			index, value := p.Rows.Row(i)
			// sum >= RowLower reads -sum <= -RowLower.
			changed = implyUpper(index, value, 1, p.Rows.Upper[i], lower, upper) || changed
			changed = implyUpper(index, value, -1, -p.Rows.Lower[i], lower, upper) || changed
		}
		if !changed {
			break
		}
	}
	return lower, upper
}

// implyUpper reads a row as sum of sign*value*column <= bound. Where all columns but one have a
// finite least term, that one is confined.
func implyUpper(index []int32, value []float64, sign, bound float64, lower, upper []float64) bool {
	if math.IsInf(bound, 1) {
		return false
	}
	least := func(k int) float64 { // the column's bound that makes its term least
		if sign*value[k] > 0 {
			return lower[index[k]]
		}
		return upper[index[k]]
	}
	var rest sum
	rest.add(bound)
	open := -1
	for k := range index {
		at := least(k)
		switch {
		case finite(at):
			rest.addProduct(-sign*value[k], at)
		case open >= 0:
			return false
		default:
			open = k
		}
	}
	if open >= 0 {
		return confine(int(index[open]), sign*value[open], rest.enclosed(), lower, upper)
	}
	changed := false
	for k, j := range index {
		a := sign * value[k]
		if a > 0 && finite(upper[j]) || a < 0 && finite(lower[j]) {
			continue
		}
		others := rest
		others.addProduct(a, least(k))
		changed = confine(int(j), a, others.enclosed(), lower, upper) || changed
	}
	return changed
}

// confine takes a*x_j <= rest into an infinite bound of column j.
func confine(j int, a float64, rest enclosed, lower, upper []float64) bool {
	most := rest.high()
	if !finite(most) {
		return false
	}
	v := most / a
	switch {
	case a > 0 && math.IsInf(upper[j], 1):
		upper[j] = math.Nextafter(v, math.Inf(1))
	case a < 0 && math.IsInf(lower[j], -1):
		lower[j] = math.Nextafter(v, math.Inf(-1))
	default:
		return false
	}
	return true
}
