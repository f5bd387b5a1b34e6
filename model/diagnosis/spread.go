package diagnosis

import (
	"math"

	"github.com/eduparity/eduparity/model/measure"
	"github.com/eduparity/eduparity/model/standard"
)

// A spread is one indicator over the sections of one stage, with the sums from which every change of
// its CV follows in O(1). With stock a_i and pupils p_i, Z = sum a_i, P = sum p_i and x_i = a_i / p_i,
//
//	CV^2 = P sum(a_i^2 / p_i) / Z^2 - 1.
//
// Where sections are not weighted, a_i is the section's value and p_i is 1.
type spread struct {
	stock, pupils []float64 // as the weighting sees them
	enrolled      []float64 // pupils as they are
	z, p          float64
	cv            float64 // NaN where z is 0
	unweighted    bool
}

// newSpread takes the stock of indicator k in the sections at the rows.
func newSpread(a *standard.Assessment, rows []int, k int) *spread {
	s := &spread{
		stock: make([]float64, len(rows)), pupils: make([]float64, len(rows)), enrolled: make([]float64, len(rows)),
		unweighted: a.Weighting == standard.Unweighted,
	}
	for j, i := range rows {
		section := &a.Sections[i]
		s.stock[j], s.pupils[j], s.enrolled[j] = section.Readings[k].Stock, section.Pupils, section.Pupils
		if s.unweighted {
			s.stock[j], s.pupils[j] = s.stock[j]/section.Pupils, 1
		}
		s.z += s.stock[j]
		s.p += s.pupils[j]
	}
	s.cv = measure.CV(s.stock, s.pupils)
	return s
}

// relative is x_i over the mean.
func (s *spread) relative(i int) float64 { return s.stock[i] / s.pupils[i] / (s.z / s.p) }

// moreStock returns how the CV changes with units more of stock in section i: the exact difference,
// and the derivative by the first unit. Where all sections are alike, where the CV has a kink, the derivative is
// the one to the right.
//
//	d CV^2 / d a_i = 2 (x_i / mean - 1 - CV^2) / Z
func (s *spread) moreStock(i int, units float64) (difference, derivative float64) {
	scale := 1.0
	if s.unweighted { // a unit of stock is 1/pupils of a value
		scale = 1 / s.enrolled[i]
	}
	difference, derivative = s.addValue(i, units*scale)
	return difference, derivative * scale
}

// addValue is moreStock in the units of the weighting.
func (s *spread) addValue(i int, u float64) (difference, derivative float64) {
	q, x := s.cv*s.cv, s.stock[i]/s.pupils[i]
	if s.cv <= even {
		derivative = math.Sqrt(math.Max(0, s.p/s.pupils[i]-1)) / s.z
	} else {
		derivative = (s.relative(i) - 1 - q) / (s.z * s.cv)
	}
	after := s.z + u
	change := (s.p*(2*x*u+u*u/s.pupils[i]) - (1+q)*(2*s.z*u+u*u)) / (after * after)
	return s.difference(change), derivative
}

// morePupils returns how the CV changes with so many pupils more in section i, who come from outside
// the county: the exact difference, and the derivative by the first pupil.
//
//	d CV^2 / d p_i = (1 + CV^2 - (x_i / mean)^2) / P
func (s *spread) morePupils(i int, pupils float64) (difference, derivative float64) {
	if s.unweighted {
		// The value falls from a/p to a/(p + pupils); its own slope is -a/p^2.
		difference, derivative = s.addValue(i, s.stock[i]*s.enrolled[i]/(s.enrolled[i]+pupils)-s.stock[i])
		slope := s.stock[i] / s.enrolled[i]
		if s.cv <= even {
			return difference, derivative * slope
		}
		return difference, -derivative * slope
	}
	q, p := s.cv*s.cv, s.pupils[i]
	if s.cv <= even {
		derivative = math.Sqrt(math.Max(0, s.p/p-1)) / s.p
	} else {
		r := s.relative(i)
		derivative = (1 + q - r*r) / (2 * s.p * s.cv)
	}
	change := pupils*(1+q)/s.p - (s.p+pupils)*(s.stock[i]/s.z)*(s.stock[i]/s.z)*pupils/(p*(p+pupils))
	return s.difference(change), derivative
}

// difference turns a change of CV^2 into one of the CV, without the loss of digits that subtracting
// two CVs has.
func (s *spread) difference(change float64) float64 {
	if s.cv <= even && math.Abs(change) <= rounding {
		return 0 // of a CV of 0, as where there is one section, the root would blow rounding up
	}
	after := math.Sqrt(math.Max(0, s.cv*s.cv+change))
	if after+s.cv == 0 {
		return 0
	}
	return (math.Max(0, s.cv*s.cv+change) - s.cv*s.cv) / (after + s.cv)
}

// without returns the CV of the sections that do not leave; NaN where none is left or none has stock.
func (s *spread) without(leave []bool) float64 {
	stock, pupils := make([]float64, 0, len(s.stock)), make([]float64, 0, len(s.stock))
	for i := range s.stock {
		if !leave[i] {
			stock, pupils = append(stock, s.stock[i]), append(pupils, s.pupils[i])
		}
	}
	return measure.CV(stock, pupils)
}
