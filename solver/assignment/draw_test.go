package assignment_test

import (
	"math"
	"math/rand/v2"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/assignment"
	"github.com/eduparity/eduparity/solver/highs"
)

func settings() assignment.Settings {
	return assignment.Settings{Open: func() (solver.Backend, error) { return highs.Open() }, Gap: 1e-9}
}

// A form is what a drawn problem has.
type form struct {
	whole, rows, over, units, open, ratios, loads, worst bool
	contiguity                                           int // -1: none
	torn                                                 bool
}

// draw draws a problem on a small grid, often with ties, empty pieces and tight limits.
func draw(r *rand.Rand, f form) *assignment.Problem {
	wide, high := 2+r.IntN(2), 2+r.IntN(2)
	n, m := wide*high, 2+r.IntN(2)
	if n > 6 {
		m = 2
	}
	p := &assignment.Problem{}
	total := 0.0
	for range n {
		size := float64(r.IntN(6))
		p.Size = append(p.Size, size)
		total += size
	}
	at := make([]int, m)
	for j := range m {
		at[j] = r.IntN(n)
		s := assignment.Site{Least: float64(r.IntN(3)), Fixed: float64(r.IntN(4))}
		s.Most = math.Max(s.Least, math.Floor(total/float64(m)*(0.6+r.Float64())))
		if f.over {
			for range r.IntN(3) {
				p.Hinges = append(p.Hinges, assignment.Hinge{Site: j, At: math.Floor(s.Most * r.Float64()), Slope: float64(r.IntN(3))})
			}
		}
		if f.open && r.IntN(3) > 0 {
			s.Open = assignment.Maybe
			s.Fixed *= 4
		}
		if f.units && r.IntN(2) == 0 {
			for range 1 + r.IntN(2) {
				p.Units = append(p.Units, assignment.Unit{Site: j, Cap: float64(1 + r.IntN(4)), Cost: float64(r.IntN(6)), Max: 1 + r.IntN(2)})
			}
		}
		p.Sites = append(p.Sites, s)
	}
	distance := make([]float64, 0, n*m)
	for b := range n {
		for j := range m {
			d := math.Abs(float64(b%wide-at[j]%wide)) + math.Abs(float64(b/wide-at[j]/wide))
			distance = append(distance, d)
			c := d * p.Size[b]
			switch r.IntN(8) {
			case 0:
				c += float64(r.IntN(5))
			case 1:
				if f.contiguity < 0 {
					c = math.Inf(1)
				}
			}
			p.Cost = append(p.Cost, c)
			if f.loads {
				p.Load = append(p.Load, math.Max(0, p.Size[b]+float64(r.IntN(3)-1)))
			}
		}
	}
	if f.whole {
		p.Whole = make([]bool, n)
		for b := range n {
			p.Whole[b] = true
		}
	}
	if f.rows {
		row := assignment.Row{Lower: math.Inf(-1), Upper: float64(r.IntN(n))}
		for b := range n {
			row.Pair = append(row.Pair, int32(b*m+r.IntN(m)))
			row.Value = append(row.Value, 1)
		}
		if r.IntN(2) == 0 {
			row.Lower, row.Upper = row.Upper/2, math.Inf(1)
		}
		if f.open && r.IntN(2) == 0 {
			row.Open = make([]float64, m)
			row.Open[0] = 1
		}
		if len(p.Hinges) > 0 && math.IsInf(row.Lower, -1) {
			row.Hinges = make([]float64, len(p.Hinges))
			row.Hinges[0] = 1
		}
		if len(p.Units) > 0 {
			row.Units = make([]float64, len(p.Units))
			row.Units[0] = 1
		}
		p.Rows = append(p.Rows, row)
	}
	if f.ratios {
		for range 1 + r.IntN(2) {
			p.Ratios = append(p.Ratios, ratio(r, m, total))
		}
		if f.worst {
			p.Goal = assignment.LeastWorst
		} else {
			p.Ratios[0].Most = 0.2 + 0.6*r.Float64()
		}
	}
	if f.open && r.IntN(2) == 0 {
		p.MaxOpen = 1 + r.IntN(m)
		p.MinOpen = r.IntN(p.MaxOpen + 1)
	}
	if f.contiguity >= 0 {
		p.Map = grid(wide, high)
		p.Map.Mode = assignment.Contiguity(f.contiguity)
		p.Map.Distance = distance
		for j := range m {
			p.Map.Roots = append(p.Map.Roots, []int32{int32(at[j])})
		}
		if f.torn {
			for range n {
				p.Map.Before = append(p.Map.Before, int32(r.IntN(m+1)-1))
			}
		}
	}
	if r.IntN(4) == 0 {
		p.Lock = make([]int32, n)
		for b := range n {
			p.Lock[b] = -1
		}
		p.Lock[r.IntN(n)] = int32(r.IntN(m))
	}
	return p
}

// ratio draws stocks at the sites.
func ratio(r *rand.Rand, m int, total float64) assignment.Ratio {
	z, sum := make([]float64, m), 0.0
	for j := range z {
		z[j] = float64(1 + r.IntN(5))
		sum += z[j]
	}
	c := assignment.Ratio{Limit: 0.1 + r.Float64()}
	for j := range z {
		c.Weight = append(c.Weight, total*(z[j]/sum)*(z[j]/sum))
	}
	return c
}

// grid is the map of a grid of pieces, some of whose edges are missing in larger ones.
func grid(wide, high int) *assignment.Map {
	g := &assignment.Map{Start: []int32{0}}
	for b := range wide * high {
		x, y := b%wide, b/wide
		for _, d := range [][2]int{{0, -1}, {-1, 0}, {1, 0}, {0, 1}} {
			if u, v := x+d[0], y+d[1]; u >= 0 && u < wide && v >= 0 && v < high {
				g.Next = append(g.Next, int32(v*wide+u))
			}
		}
		g.Start = append(g.Start, int32(len(g.Next)))
	}
	return g
}
