package parametric

import (
	"errors"
	"math"
)

// A SchoolPurchase is a purchase where one column raises the stocks of several CVs in fixed shares: what is
// bought for a school of two stages counts in both of its sections.
//
//	least sum e_j x_j,  z_i = s_i + a_i x_j(i),  CV_k(z) <= cap_k for every k,  z_i >= least_i,  0 <= x_j <= most_j.
//
// Stocks are by CV and section. A section is raised by one column at most.
type SchoolPurchase struct {
	Pupils  [][]float64 // above 0
	Stock   [][]float64 // at least 0
	Least   [][]float64 // stock after, at least 0; nil: 0
	Columns []Column
}

// A Column is what can be bought for one school.
type Column struct {
	UnitCost float64 // above 0
	Most     float64 // at least 0; +Inf for no limit
	Raises   []Raise
}

// A Raise is what one unit of a column adds to one section of one CV.
type Raise struct {
	CV, Section int
	Share       float64 // above 0
}

// Validate reports every fault, each matching [ErrInvalid].
func (p *SchoolPurchase) Validate() error {
	if len(p.Pupils) == 0 || len(p.Stock) != len(p.Pupils) || p.Least != nil && len(p.Least) != len(p.Pupils) {
		return invalid("a purchase for schools with %d CVs in Pupils, %d in Stock, %d in Least", len(p.Pupils), len(p.Stock), len(p.Least))
	}
	var faults []error
	for k := range p.Pupils {
		of := Purchase{Pupils: p.Pupils[k], Stock: p.Stock[k], UnitCost: []float64{1}}
		if p.Least != nil {
			of.Least = p.Least[k]
		}
		if err := of.Validate(); err != nil {
			faults = append(faults, invalid("CV %d: %w", k, err))
		}
	}
	raised := map[[2]int]bool{}
	for j, c := range p.Columns {
		if !(c.UnitCost >= smallestValue && c.UnitCost <= largestValue) {
			faults = append(faults, invalid("unit cost of column %d is %v, want %g to %g", j, c.UnitCost, smallestValue, largestValue))
		}
		if !(c.Most >= 0) || c.Most > largestValue && !math.IsInf(c.Most, 1) {
			faults = append(faults, invalid("limit of column %d is %v", j, c.Most))
		}
		for _, r := range c.Raises {
			switch at := [2]int{r.CV, r.Section}; {
			case r.CV < 0 || r.CV >= len(p.Pupils) || r.Section < 0 || r.Section >= len(p.Pupils[r.CV]):
				faults = append(faults, invalid("column %d raises section %d of CV %d, which is not there", j, r.Section, r.CV))
			case raised[at]:
				faults = append(faults, invalid("column %d raises section %d of CV %d, which another raises", j, r.Section, r.CV))
			case !(r.Share >= smallestValue && r.Share <= largestValue):
				faults = append(faults, invalid("column %d raises by a share of %v, want %g to %g", j, r.Share, smallestValue, largestValue))
			default:
				raised[at] = true
			}
		}
	}
	return errors.Join(faults...)
}

// A SchoolFilling answers what lowering the CVs of one [SchoolPurchase] costs, for any caps.
//
// At fixed multipliers of the CVs the schools would be independent, and so are all but 3 directions per CV of
// Newton's matrix: a barrier method (Nesterov and Nemirovskii 1994: 2 for each cone (x >= 0, cap m >= the
// spread of levels), logarithms for the limits) takes O(schools x CVs^2) a step and 40 to 80 steps,
// whatever their number. Prices come from the barrier, and prove the cost to some 1e-10.
//
// It is read only once made and keeps the SchoolPurchase, which must not change.
type SchoolFilling struct {
	purchase  *SchoolPurchase
	low, high []float64 // by column
	first     []float64 // CVs at low
	cost      float64   // of low
	short     bool
	shuts     []shut // under the caps at hand
}

// NewSchoolFilling prepares a purchase. The error reports all faults of the data.
func NewSchoolFilling(p *SchoolPurchase) (*SchoolFilling, error) {
	if p == nil {
		return nil, invalid("no purchase for schools")
	}
	if err := p.Validate(); err != nil {
		return nil, err
	}
	f := &SchoolFilling{purchase: p, low: make([]float64, len(p.Columns)), high: make([]float64, len(p.Columns))}
	if p.Least != nil {
		for j, c := range p.Columns {
			for _, r := range c.Raises {
				f.low[j] = max(f.low[j], (p.Least[r.CV][r.Section]-p.Stock[r.CV][r.Section])/r.Share)
			}
		}
	}
	for j, c := range p.Columns {
		f.high[j] = c.Most
		f.short = f.short || f.low[j] > c.Most
		f.cost += c.UnitCost * f.low[j]
	}
	stock := f.stock(f.low)
	for k, z := range stock {
		f.first = append(f.first, cvOf(z, p.Pupils[k]))
		for i := range z {
			f.short = f.short || p.Least != nil && z[i] < p.Least[k][i]*(1-4*roundoff)
		}
	}
	return f, nil
}

// stock is by CV and section what there is after a purchase.
func (f *SchoolFilling) stock(buy []float64) [][]float64 {
	p := f.purchase
	z := make([][]float64, len(p.Stock))
	for k := range z {
		z[k] = append([]float64(nil), p.Stock[k]...)
	}
	for j, c := range p.Columns {
		for _, r := range c.Raises {
			z[r.CV][r.Section] += r.Share * buy[j]
			if p.Least != nil && buy[j] == f.low[j] {
				z[r.CV][r.Section] = max(z[r.CV][r.Section], min(p.Least[r.CV][r.Section], z[r.CV][r.Section]*(1+4*roundoff)))
			}
		}
	}
	return z
}
