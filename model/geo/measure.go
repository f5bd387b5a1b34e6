package geo

import (
	"math"

	"github.com/paulmach/orb"
	orbgeo "github.com/paulmach/orb/geo"
	"github.com/paulmach/orb/planar"

	"github.com/eduparity/eduparity/model"
)

// Area is the area of a shape in m2, on the sphere of [model.EarthRadius].
func Area(s model.Shape) float64 {
	const ratio = model.EarthRadius / orb.EarthRadius
	return orbgeo.Area(multi(s)) * ratio * ratio
}

// Middle is the centroid of a shape: of its area or, where it has next to none, of its border. Only a shape
// without corners has none.
func Middle(s model.Shape) (model.Place, bool) {
	m := multi(s)
	if len(m) == 0 || len(m[0]) == 0 || len(m[0][0]) == 0 {
		return model.Place{}, false
	}
	bound := m.Bound()
	if p, area := planar.CentroidArea(m); area > thin*square(bound) && bound.Contains(p) {
		return model.Place{Lon: p[0], Lat: p[1]}, true
	}
	var lines orb.MultiLineString
	for _, polygon := range m {
		for _, ring := range polygon {
			lines = append(lines, orb.LineString(ring))
		}
	}
	p, _ := planar.CentroidArea(lines)
	return model.Place{Lon: p[0], Lat: p[1]}, true
}

// square is the area of the square that a bound fits in.
func square(b orb.Bound) float64 {
	side := math.Max(b.Max[0]-b.Min[0], b.Max[1]-b.Min[1])
	return side * side
}

// multi is a shape as orb knows it.
func multi(s model.Shape) orb.MultiPolygon {
	m := make(orb.MultiPolygon, len(s))
	for i, polygon := range s {
		m[i] = make(orb.Polygon, len(polygon))
		for j, ring := range polygon {
			m[i][j] = make(orb.Ring, len(ring))
			for k, p := range ring {
				m[i][j][k] = orb.Point{p.Lon, p.Lat}
			}
		}
	}
	return m
}
