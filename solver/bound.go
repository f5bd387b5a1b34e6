package solver

import (
	"math"
	"slices"
)

// DualBound is a lower bound of the objective over all points of p, whole or not, that follows from
// the multipliers of the rows and the data alone:
//
//	offset + sum over rows of y_i * (RowLower_i if y_i > 0, RowUpper_i if y_i < 0)
//	       + sum over columns of the least d_j x_j within the column's bounds, d = Cost - A'y
//
// It holds for any y, good or bad, and is rounded outwards: every sum carries a bound of its
// rounding error, which is subtracted. It is -Inf where y leans on an infinite bound. Rounding alone
// does that at a basic column, so multipliers are first shrunk by their rounding where that lets
// such a column do without; then infinite bounds are replaced by what the rows and the other bounds
// imply. Where neither helps (a free column that no row confines), give the column a finite bound.
//
// The time is linear in the entries. The method is that of Neumaier and Shcherbina, Safe bounds in
// linear and mixed-integer linear programming (2004).
func DualBound(p *Problem, rowDual []float64) float64 {
	return dualBound(p, p.Cost, p.Offset, rowDual)
}

// boxBound is the bound that no multipliers give: the least that the bounds of the columns allow.
func boxBound(p *Problem) float64 {
	var total sum
	total.add(p.Offset)
	for j, c := range p.Cost {
		if !addLeast(&total, enclosed{value: c}, p.ColLower[j], p.ColUpper[j]) {
			return math.Inf(-1)
		}
	}
	if low := total.enclosed().low(); !math.IsNaN(low) {
		return low
	}
	return math.Inf(-1)
}

// RayProves is the same bound for zero costs and a zero offset, with the ray scaled to largest
// element one, or zero if the bound is not above zero. If it is, the ray proves that no point
// satisfies the rows and bounds of p: zero would have to be at least that.
func RayProves(p *Problem, ray []float64) float64 {
	size := 0.0
	for _, y := range ray {
		size = math.Max(size, math.Abs(y))
	}
	if !(size > 0) || math.IsInf(size, 1) {
		return 0
	}
	scaled := make([]float64, len(ray))
	for i, y := range ray {
		scaled[i] = y / size
	}
	return math.Max(0, dualBound(p, make([]float64, p.NumCols()), 0, scaled))
}

func dualBound(p *Problem, cost []float64, offset float64, y []float64) float64 {
	if len(y) != p.NumRows() {
		return math.Inf(-1)
	}
	for i, yi := range y {
		if !finite(yi) || yi > 0 && !finite(p.Rows.Lower[i]) || yi < 0 && !finite(p.Rows.Upper[i]) {
			return math.Inf(-1)
		}
	}
	lower, upper := p.ColLower, p.ColUpper
	d := reducedCosts(p, cost, y)
	for range repairPasses {
		better := repair(p, d, y)
		if better == nil {
			break
		}
		y = better
		d = reducedCosts(p, cost, y)
	}
	if slices.ContainsFunc(leans(d, lower, upper), func(v float64) bool { return v != 0 }) {
		lower, upper = impliedBounds(p)
	}

	var total sum
	total.add(offset)
	for i, yi := range y {
		switch {
		case yi > 0:
			total.addProduct(yi, p.Rows.Lower[i])
		case yi < 0:
			total.addProduct(yi, p.Rows.Upper[i])
		}
	}
	for j, e := range d {
		if !addLeast(&total, e, lower[j], upper[j]) {
			return math.Inf(-1)
		}
	}
	if low := total.enclosed().low(); !math.IsNaN(low) {
		return low
	}
	return math.Inf(-1) // something overflowed
}

// addLeast adds the least d*x with d within e and x within the bounds, and says whether there is one.
func addLeast(total *sum, e enclosed, lower, upper float64) bool {
	if lower > upper { // no point at all: any bound holds
		lower, upper = upper, lower
	}
	if e.err != 0 || math.IsNaN(e.value) {
		least := leastProduct(e, lower, upper)
		total.add(least)
		return finite(least)
	}
	x := lower
	if e.value < 0 {
		x = upper
	}
	switch {
	case e.value == 0:
	case !finite(x):
		return false
	default:
		total.addProduct(e.value, x)
	}
	return true
}

// leastProduct is at most the least d*x with d within e and x within the bounds.
func leastProduct(e enclosed, lower, upper float64) float64 {
	least := math.Inf(1)
	for _, d := range [2]float64{e.low(), e.high()} {
		for _, x := range [2]float64{lower, upper} {
			if d != 0 && x != 0 { // zero times an infinite bound is zero
				least = math.Min(least, math.Nextafter(d*x, math.Inf(-1)))
			} else {
				least = math.Min(least, 0)
			}
		}
	}
	return least
}

// rayOfOneRow looks for a row that the bounds of its columns alone make impossible, and returns the
// ray that says so; nil: none.
func rayOfOneRow(p *Problem) []float64 {
	for i := range p.NumRows() {
		index, value := p.Rows.Row(i)
		least, most := 0.0, 0.0
		for k, j := range index {
			a, b := value[k]*p.ColLower[j], value[k]*p.ColUpper[j]
			if p.ColLower[j] > p.ColUpper[j] {
				return nil // no ray says that the bounds of a column cross
			}
			least, most = least+min(a, b), most+max(a, b)
		}
		y := 0.0
		switch {
		case most < p.Rows.Lower[i]:
			y = 1
		case least > p.Rows.Upper[i]:
			y = -1
		default:
			continue
		}
		ray := make([]float64, p.NumRows())
		ray[i] = y
		if RayProves(p, ray) > 0 {
			return ray
		}
	}
	return nil
}

// reducedCosts is cost - A'y by column.
func reducedCosts(p *Problem, cost, y []float64) []enclosed {
	sums := make([]sum, p.NumCols())
	for j, c := range cost {
		sums[j].add(c)
	}
	for i, yi := range y {
		if yi == 0 {
			continue
		}
		index, value := p.Rows.Row(i)
		for k, j := range index {
			sums[j].addProduct(-yi, value[k])
		}
	}
	d := make([]enclosed, len(sums))
	for j := range sums {
		d[j] = sums[j].enclosed()
	}
	return d
}
