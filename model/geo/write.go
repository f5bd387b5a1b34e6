package geo

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"github.com/eduparity/eduparity/model"
)

// A Feature is one thing on a map: where it is and what is known of it.
type Feature struct {
	ID         string // empty: none
	Where      Geometry
	Properties []Property // in the order in which they are written
}

// A Property is one thing that is known of a feature: a string, a float64, a bool or nil.
type Property struct {
	Name  string
	Value any
}

// A Geometry is where a feature is. The zero value is nowhere: it is known, but not where it lies.
type Geometry struct {
	point *model.Place
	line  []model.Place
	shape model.Shape
}

// Point is the geometry of a place; nowhere for nil.
func Point(p *model.Place) Geometry { return Geometry{point: p} }

// Line is the straight line from one place to another.
func Line(from, to model.Place) Geometry { return Geometry{line: []model.Place{from, to}} }

// Polygons is the geometry of a shape.
func Polygons(s model.Shape) Geometry { return Geometry{shape: s} }

// errNumber is a number that JSON cannot hold.
var errNumber = errors.New("is not a finite number")

// Write writes features as one GeoJSON collection (RFC 7946) under a name: one feature a line, outer rings
// counterclockwise and holes clockwise, degrees in full. The same features give the same bytes. The error is
// the writer's, or that of a number that is not finite.
func Write(w io.Writer, name string, features []Feature) error {
	out := bufio.NewWriter(w)
	quoted, err := json.Marshal(name)
	if err != nil {
		return err
	}
	// A bufio.Writer keeps its first error, which Flush returns.
	_, _ = fmt.Fprintf(out, "{\"type\": \"FeatureCollection\", \"name\": %s, \"features\": [", quoted)
	for i := range features {
		if i > 0 {
			_ = out.WriteByte(',')
		}
		line, err := features[i].append([]byte("\n"))
		if err != nil {
			return fmt.Errorf("feature %d: %w", i+1, err)
		}
		_, _ = out.Write(line)
	}
	_, _ = out.WriteString("\n]}\n")
	return out.Flush()
}

// append writes a feature.
func (f *Feature) append(b []byte) ([]byte, error) {
	b = append(b, `{"type": "Feature", `...)
	if f.ID != "" {
		id, err := json.Marshal(f.ID)
		if err != nil {
			return nil, err
		}
		b = append(append(append(b, `"id": `...), id...), ", "...)
	}
	b = append(b, `"properties": {`...)
	for i, p := range f.Properties {
		if i > 0 {
			b = append(b, ", "...)
		}
		name, err := json.Marshal(p.Name)
		if err != nil {
			return nil, err
		}
		value, err := p.value()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.Name, err)
		}
		b = append(append(append(b, name...), ": "...), value...)
	}
	b, err := f.Where.append(append(b, `}, "geometry": `...))
	return append(b, '}'), err
}

// value is the value of a property in JSON. Numbers are plain decimals.
func (p *Property) value() ([]byte, error) {
	v, ok := p.Value.(float64)
	if !ok {
		return json.Marshal(p.Value)
	}
	return number(nil, v)
}

func number(b []byte, v float64) ([]byte, error) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil, errNumber
	}
	return strconv.AppendFloat(b, v, 'f', -1, 64), nil
}

// append writes a geometry: null where it is nowhere, a Polygon where a shape has but one.
func (g *Geometry) append(b []byte) ([]byte, error) {
	var err error
	switch {
	case g.point != nil:
		if b, err = position(append(b, `{"type": "Point", "coordinates": `...), *g.point); err != nil {
			return nil, err
		}
	case g.line != nil:
		if b, err = positions(append(b, `{"type": "LineString", "coordinates": `...), g.line); err != nil {
			return nil, err
		}
	case len(g.shape) == 1:
		if b, err = rings(append(b, `{"type": "Polygon", "coordinates": `...), g.shape[0]); err != nil {
			return nil, err
		}
	case len(g.shape) > 1:
		b = append(b, `{"type": "MultiPolygon", "coordinates": [`...)
		for i, polygon := range g.shape {
			if i > 0 {
				b = append(b, ", "...)
			}
			if b, err = rings(b, polygon); err != nil {
				return nil, err
			}
		}
		b = append(b, ']')
	default:
		return append(b, "null"...), nil
	}
	return append(b, '}'), nil
}

// rings writes a polygon by the right-hand rule.
func rings(b []byte, polygon [][]model.Place) ([]byte, error) {
	b = append(b, '[')
	for i, ring := range polygon {
		want := orb.CCW
		if i > 0 {
			b, want = append(b, ", "...), orb.CW
		}
		if multi(model.Shape{{ring}})[0][0].Orientation() == -want {
			ring = slices.Clone(ring)
			slices.Reverse(ring)
		}
		var err error
		if b, err = positions(b, ring); err != nil {
			return nil, err
		}
	}
	return append(b, ']'), nil
}

func positions(b []byte, places []model.Place) ([]byte, error) {
	b = append(b, '[')
	for i, p := range places {
		if i > 0 {
			b = append(b, ", "...)
		}
		var err error
		if b, err = position(b, p); err != nil {
			return nil, err
		}
	}
	return append(b, ']'), nil
}

func position(b []byte, p model.Place) ([]byte, error) {
	b, err := number(append(b, '['), p.Lon)
	if err != nil {
		return nil, err
	}
	if b, err = number(append(b, ", "...), p.Lat); err != nil {
		return nil, err
	}
	return append(b, ']'), nil
}

// WritePieces writes the shapes of a county's pieces as pieces.geojson, which [Join] reads; those without a
// shape are left out.
func WritePieces(w io.Writer, c *model.County) error {
	var features []Feature
	for i := range c.Pieces {
		if p := &c.Pieces[i]; p.Shape != nil {
			features = append(features, Feature{Where: Polygons(p.Shape), Properties: []Property{{pieceID, p.ID}}})
		}
	}
	return Write(w, "pieces", features)
}

// HasShapes says whether any piece of a county has a shape.
func HasShapes(c *model.County) bool {
	return slices.ContainsFunc(c.Pieces, func(p model.Piece) bool { return p.Shape != nil })
}
