package geo

import (
	"encoding/json"
	"math"
	"strconv"

	"github.com/eduparity/eduparity/model"
)

// feature reads one feature; ok is false where it cannot be used, which is noted.
func (s *source) feature(raw json.RawMessage, line int) (f feature, ok bool) {
	var in struct {
		Type       string
		ID         json.RawMessage
		Properties map[string]json.RawMessage
		Geometry   *struct {
			Type        string
			Coordinates json.RawMessage
		}
	}
	f.line = line
	if err := json.Unmarshal(raw, &in); err != nil || in.Type != "Feature" {
		s.fault(line, "", "", "", `must be a Feature: {"type": "Feature", "properties": {...}, "geometry": {...}}`)
		return f, false
	}
	if f.id = s.id(in.Properties, in.ID); f.id == "" {
		s.fault(line, "", s.ids[0], "", "is missing: give every feature this property, or an id")
	}
	if in.Geometry == nil {
		s.fault(line, f.id, "geometry", "", "is missing")
		return f, false
	}
	g := &geometry{source: s, line: line, id: f.id}
	switch in.Geometry.Type {
	case "Point":
		f.point = g.single(in.Geometry.Coordinates)
	case "Polygon":
		f.shape = g.polygons(in.Geometry.Coordinates, false)
	case "MultiPolygon":
		f.shape = g.polygons(in.Geometry.Coordinates, true)
	default:
		g.fault(in.Geometry.Type, "must be a Polygon, a MultiPolygon or a Point")
	}
	return f, f.id != "" && !g.faulty
}

// id is what a feature is called: by its property or by its own id. Numbers are taken as they are written.
func (s *source) id(properties map[string]json.RawMessage, own json.RawMessage) string {
	for _, name := range s.ids {
		if id := text(properties[name]); id != "" {
			return id
		}
	}
	return text(own)
}

// text is a JSON text or number as text; empty where it is neither.
func text(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	var n json.Number
	if json.Unmarshal(raw, &n) == nil {
		return n.String()
	}
	return ""
}

// A geometry reads the coordinates of one feature.
type geometry struct {
	source *source
	line   int
	id     string
	faulty bool
}

func (g *geometry) fault(value, rule string) {
	g.faulty = true
	g.source.fault(g.line, g.id, "geometry", value, rule)
}

// single reads the coordinates of a point.
func (g *geometry) single(raw json.RawMessage) *model.Place {
	var position []float64
	if json.Unmarshal(raw, &position) != nil || len(position) < 2 {
		g.fault("", "the coordinates of a Point must be two finite numbers, lon and lat")
		return nil
	}
	p := model.Place{Lon: position[0], Lat: position[1]}
	if !g.degrees(p) {
		return nil
	}
	return &p
}

// degrees checks that a place is on the earth.
func (g *geometry) degrees(p model.Place) bool {
	if math.Abs(p.Lon) <= 180 && math.Abs(p.Lat) <= 90 {
		return true
	}
	rule := "lon must be degrees from -180 to 180 and lat from -90 to 90"
	if math.Abs(p.Lat) <= 180 && math.Abs(p.Lon) <= 90 {
		rule += "; are lon and lat exchanged?"
	} else {
		rule += ": export the layer in EPSG:4326"
	}
	g.fault(at(p), rule)
	return false
}

// at shows a place.
func at(p model.Place) string {
	number := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	return number(p.Lon) + ", " + number(p.Lat)
}

// polygons reads the coordinates of a polygon or of several.
func (g *geometry) polygons(raw json.RawMessage, several bool) model.Shape {
	var all [][][][]float64
	var err error
	if several {
		err = json.Unmarshal(raw, &all)
	} else {
		all = make([][][][]float64, 1)
		err = json.Unmarshal(raw, &all[0])
	}
	if err != nil {
		g.fault("", "the coordinates of a polygon must be a list of rings, each a list of [lon, lat] of finite numbers")
		return nil
	}
	shape := make(model.Shape, 0, len(all))
	for _, rings := range all {
		if polygon := g.polygon(rings); polygon != nil {
			shape = append(shape, polygon)
		}
	}
	if len(all) == 0 {
		g.fault("", "is empty: it has no polygon")
	}
	return shape
}

// polygon reads the rings of a polygon and checks that they are some; nil: they are not, which is noted.
func (g *geometry) polygon(rings [][][]float64) [][]model.Place {
	if len(rings) == 0 {
		g.fault("", "is empty: a polygon without a ring")
		return nil
	}
	polygon := make([][]model.Place, 0, len(rings))
	for n, positions := range rings {
		ring, ok := g.ring(positions, "ring "+strconv.Itoa(n+1))
		if !ok {
			return nil
		}
		polygon = append(polygon, ring)
	}
	if p, q, crosses := crossing(polygon); crosses {
		g.fault(at(p), "a polygon must not cross itself: the side from here crosses the one from "+at(q))
		return nil
	}
	for n, hole := range polygon[1:] {
		outer := model.Shape{{polygon[0]}}
		inside := false
		for _, p := range hole {
			inside = inside || outer.Holds(p)
		}
		if !inside {
			g.fault(at(hole[0]), "ring "+strconv.Itoa(n+2)+" must be a hole in ring 1: it lies outside of it")
			return nil
		}
	}
	return polygon
}

// leastRing is how many positions a ring has at least: a triangle, whose first corner is its last.
const leastRing = 4

// ring reads the positions of a ring.
func (g *geometry) ring(positions [][]float64, name string) ([]model.Place, bool) {
	ring := make([]model.Place, 0, len(positions))
	for _, position := range positions {
		if len(position) < 2 {
			g.fault("", name+": a position must be two numbers, lon and lat")
			return nil, false
		}
		p := model.Place{Lon: position[0], Lat: position[1]}
		if !g.degrees(p) {
			return nil, false
		}
		ring = append(ring, p)
	}
	switch n := len(ring); {
	case n == 0:
		g.fault("", "is empty: "+name+" has no position")
	case ring[0] != ring[n-1]:
		g.fault(at(ring[n-1]), name+" is not closed: its last position must be its first one, "+at(ring[0]))
	case n < leastRing:
		g.fault(at(ring[0]), name+" must have at least three corners")
	default:
		return ring, true
	}
	return nil, false
}
