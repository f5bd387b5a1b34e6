package geo

import (
	"cmp"
	"math"
	"slices"

	"github.com/eduparity/eduparity/model"
)

// crossing finds two sides of a polygon that cross, by the corners that they begin at. Sides that touch do
// not cross. The time is that of sorting the sides by their western ends and of comparing those that lie
// side by side.
func crossing(polygon [][]model.Place) (p, q model.Place, crosses bool) {
	type leg struct{ a, b model.Place }
	var legs []leg
	for _, ring := range polygon {
		for k := 1; k < len(ring); k++ {
			legs = append(legs, leg{ring[k-1], ring[k]})
		}
	}
	west := func(l leg) float64 { return math.Min(l.a.Lon, l.b.Lon) }
	slices.SortStableFunc(legs, func(k, l leg) int { return cmp.Compare(west(k), west(l)) })
	for i, l := range legs {
		east := math.Max(l.a.Lon, l.b.Lon)
		for _, m := range legs[i+1:] {
			if west(m) > east {
				break
			}
			if beside(l.a, l.b, m.a)*beside(l.a, l.b, m.b) < 0 && beside(m.a, m.b, l.a)*beside(m.a, m.b, l.b) < 0 {
				return l.a, m.a, true
			}
		}
	}
	return p, q, false
}

// beside says on which side of the line from a to b a place lies: 1 left, -1 right, 0 on it.
func beside(a, b, p model.Place) int {
	way, to := point{b.Lon - a.Lon, b.Lat - a.Lat}, point{p.Lon - a.Lon, p.Lat - a.Lat}
	cross, least := way.cross(to), flat*way.norm()*to.norm()
	switch {
	case cross > least:
		return 1
	case cross < -least:
		return -1
	}
	return 0
}
