package diagnosis

import (
	"math"

	"github.com/eduparity/eduparity/model/measure"
)

// Dimensions by which sections are parted.
const (
	ByZone  = "zone"
	ByArea  = "area"
	ByGroup = "group"
	ByOwner = "owner" // public or private
)

// Dimensions lists the dimensions, in the order of reports.
func Dimensions() []string { return []string{ByArea, ByZone, ByGroup, ByOwner} }

// A Split says how much of the dispersion of an indicator lies between the parts of a dimension and
// how much within them. Between and within are summed up independently of the total; they add up to
// it but for the rounding of sums, for each measure:
//
//	Theil T = sum_g s_g ln(m_g / m)          + sum_g s_g T_g                 s_g: share of the stock
//	CV^2    = sum_g w_g (m_g / m - 1)^2      + sum_g w_g (m_g / m)^2 CV_g^2  w_g: share of the pupils
//
// Sections without a name in the dimension make one part, whose name is empty.
type Split struct {
	By    string `json:"by"`
	CV2   Parts  `json:"cv2"`   // of the squared CV
	Theil Parts  `json:"theil"` // of Theil's T
	Parts []Part `json:"parts"` // in order of first appearance
}

// Parts are a measure of dispersion and what it is made of.
type Parts struct {
	Total   Number `json:"total"`
	Between Number `json:"between"`
	Within  Number `json:"within"`
}

// BetweenShare is the part of the whole that lies between; NaN where the whole is 0 or undefined.
func (p Parts) BetweenShare() float64 {
	if p.Total == 0 {
		return math.NaN()
	}
	return float64(p.Between / p.Total)
}

// A Part is one part of a dimension: an area type, a zone, a group, or an owner.
type Part struct {
	Name     string  `json:"name"`
	Sections int     `json:"sections"`
	Pupils   float64 `json:"pupils"`
	Stock    float64 `json:"stock"`
	Mean     Number  `json:"mean"` // value, by the weighting of the assessment
	CV       Number  `json:"cv"`   // within the part
	Between  Number  `json:"between"`
	Within   Number  `json:"within"` // what the part adds to the squared CV, between and within
}

// splitBy parts a spread. per turns stock per pupil into the indicator's value.
func splitBy(s *spread, by string, names []string, per float64) Split {
	out := Split{By: by}
	index := make(map[string]int)
	member := make([]int, len(names))
	for i, name := range names {
		g, ok := index[name]
		if !ok {
			g = len(out.Parts)
			index[name] = g
			out.Parts = append(out.Parts, Part{Name: name})
		}
		member[i] = g
		out.Parts[g].Sections++
	}
	// As the weighting sees them; in the weighted case these are the pupils and the stock.
	z, p := make([]float64, len(out.Parts)), make([]float64, len(out.Parts))
	for i, g := range member {
		z[g] += s.stock[i]
		p[g] += s.pupils[i]
		out.Parts[g].Pupils += s.enrolled[i]
		if s.unweighted {
			out.Parts[g].Stock += s.stock[i] * s.enrolled[i]
		} else {
			out.Parts[g].Stock += s.stock[i]
		}
	}
	mean, total := s.z/s.p, 0.0
	squares := make([]float64, len(out.Parts)) // sum of (p_i / p_g) (x_i - m_g)^2
	for i, g := range member {
		x, own := s.stock[i]/s.pupils[i], z[g]/p[g]
		total += s.pupils[i] / s.p * (x/mean - 1) * (x/mean - 1)
		squares[g] += s.pupils[i] / p[g] * (x - own) * (x - own)
	}
	var between, within float64
	for g := range out.Parts {
		part := &out.Parts[g]
		own, share := z[g]/p[g], p[g]/s.p
		ratio := own / mean
		part.Mean, part.CV = Number(per*own), Number(math.Sqrt(squares[g])/own)
		part.Between = Number(share * (ratio - 1) * (ratio - 1))
		part.Within = Number(share * squares[g] / (mean * mean))
		between += float64(part.Between)
		within += float64(part.Within)
	}
	theil := measure.DecomposeTheil(s.stock, s.pupils, member)
	out.CV2 = Parts{Number(total), Number(between), Number(within)}
	out.Theil = Parts{Number(theil.Total), Number(theil.Between), Number(theil.Within)}
	return out
}
