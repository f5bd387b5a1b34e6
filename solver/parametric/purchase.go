package parametric

import (
	"errors"
	"math"
)

// A Purchase says what can be bought so that the stock per pupil of many sections becomes more equal:
//
//	least sum e_i b_i,  z_i = s_i + b_i,  CV(z) <= cap,  z_i >= least_i,  0 <= b_i <= most_i,
//
// with CV^2 = P sum(z_i^2 / p_i) / Z^2 - 1, P and Z the sums of pupils p and stocks z. The CV of no
// stock at all is 0. Slices have one value per section, in any one unit of stock and of money.
type Purchase struct {
	Pupils   []float64 // above 0
	Stock    []float64 // at least 0
	UnitCost []float64 // of one unit, above 0; a single value holds for all sections
	Most     []float64 // that is bought, at least 0, +Inf for no limit; nil: no limits
	Least    []float64 // stock after, at least 0; nil: 0
}

// Validate reports every fault, each matching [ErrInvalid].
func (p *Purchase) Validate() error {
	n := len(p.Pupils)
	if n == 0 {
		return invalid("a purchase for no sections")
	}
	var faults []error
	check := func(name string, v []float64, least float64, strict, infinite bool) {
		for i, x := range v {
			if !(x >= least) || strict && x == least || math.IsInf(x, 1) && !infinite {
				faults = append(faults, invalid("%s %d of a purchase is %v", name, i, x))
			} else if x != 0 && !math.IsInf(x, 1) && (x < smallestValue || x > largestValue) {
				faults = append(faults, invalid("%s %d of a purchase is %v, want %g to %g", name, i, x, smallestValue, largestValue))
			}
		}
	}
	length := func(name string, v []float64, optional bool) {
		if len(v) != n && !(optional && v == nil) {
			faults = append(faults, invalid("%d values in %s of a purchase for %d sections", len(v), name, n))
		}
	}
	check("Pupils", p.Pupils, 0, true, false)
	length("Stock", p.Stock, false)
	check("Stock", p.Stock, 0, false, false)
	if len(p.UnitCost) != 1 {
		length("UnitCost", p.UnitCost, false)
	}
	check("UnitCost", p.UnitCost, 0, true, false)
	length("Most", p.Most, true)
	check("Most", p.Most, 0, false, true)
	length("Least", p.Least, true)
	check("Least", p.Least, 0, false, false)
	return errors.Join(faults...)
}

// unitCost is the cost of one unit in section i.
func (p *Purchase) unitCost(i int) float64 {
	if len(p.UnitCost) == 1 {
		return p.UnitCost[0]
	}
	return p.UnitCost[i]
}

// oneCost says that a unit costs the same in all sections.
func (p *Purchase) oneCost() bool {
	for _, e := range p.UnitCost {
		if e != p.UnitCost[0] {
			return false
		}
	}
	return true
}

// low is the least stock of section i after. One that exceeds the most by rounding only is that.
func (p *Purchase) low(i int) float64 {
	if p.Least == nil {
		return p.Stock[i]
	}
	low, high := max(p.Stock[i], p.Least[i]), p.high(i)
	if low > high && low <= high*(1+8*roundoff) {
		return high
	}
	return low
}

// high is the most stock of section i after.
func (p *Purchase) high(i int) float64 {
	if p.Most == nil {
		return math.Inf(1)
	}
	return p.Stock[i] + p.Most[i]
}

// validCap reports a cap that is not a CV.
func validCap(limit float64) error {
	if !(limit >= 0) {
		return invalid("a cap of %v on a CV, want at least 0", limit)
	}
	return nil
}
