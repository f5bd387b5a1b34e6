// Package geojson writes a plan as a map (GeoJSON, RFC 7946) that QGIS and other programs open.
package geojson

import (
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/geo"
)

// What a feature is, in its property layer.
const (
	layer       = "layer"
	layerPiece  = "piece"
	layerSchool = "school"
	layerMove   = "move"
)

// Write writes the map of a plan: the pieces with today's and the planned school, pupils and metres of every
// stage; the schools with their pupils, seats and mean metres before and after; a line from every piece to
// each school that its pupils newly go to. The property layer tells the three apart. Pieces and schools
// whose place is not known have no geometry. Without a plan it is the map of today.
func Write(w io.Writer, pl *plan.Plan, c *model.County) error {
	m := mapOf(pl, c)
	return geo.Write(w, "plan", slices.Concat(m.pieces(), m.schools(), m.moves()))
}

// prop is one property.
func prop(name string, value any) geo.Property { return geo.Property{Name: name, Value: value} }

// A chart is a plan with what is needed to draw it.
type chart struct {
	county  *model.County
	ways    *model.Distances
	stages  []string                            // in which pieces have pupils
	changed map[[2]string]*plan.PieceChange     // by piece and stage
	section map[[2]string]*plan.CatchmentChange // by school and stage
	places  map[string]*model.Place             // of schools and of sites that open
	opened  []string                            // schools that are not in the county
	changes []plan.PieceChange
}

func mapOf(pl *plan.Plan, c *model.County) *chart {
	m := &chart{
		county: c, ways: c.Distances(),
		changed: make(map[[2]string]*plan.PieceChange), section: make(map[[2]string]*plan.CatchmentChange), places: make(map[string]*model.Place),
	}
	for _, stage := range c.Stages() {
		if slices.ContainsFunc(c.Pieces, func(p model.Piece) bool { return p.Pupils[stage] > 0 }) {
			m.stages = append(m.stages, stage)
		}
	}
	for i := range c.Candidates {
		if k := &c.Candidates[i]; k.Place != nil {
			m.places[k.School] = k.Place
		}
	}
	known := c.SchoolIndex()
	for i := range c.Schools {
		if p := c.Schools[i].Place; p != nil {
			m.places[c.Schools[i].ID] = p
		}
	}
	if pl.Places == nil {
		return m
	}
	m.changes = pl.Places.Pieces
	for i := range m.changes {
		m.changed[[2]string{m.changes[i].Piece, m.changes[i].Stage}] = &m.changes[i]
	}
	for i := range pl.Places.Catchments {
		x := &pl.Places.Catchments[i]
		m.section[[2]string{x.School, x.Stage}] = x
		if _, ok := known[x.School]; !ok && !slices.Contains(m.opened, x.School) {
			m.opened = append(m.opened, x.School)
		}
	}
	return m
}

// pieces are the features of the pieces.
func (m *chart) pieces() []geo.Feature {
	var all []geo.Feature
	for i := range m.county.Pieces {
		p := &m.county.Pieces[i]
		f := geo.Feature{ID: p.ID, Where: geo.Point(p.Place), Properties: []geo.Property{prop(layer, layerPiece), prop("piece_id", p.ID)}}
		if p.Shape != nil {
			f.Where = geo.Polygons(p.Shape)
		}
		for _, stage := range m.stages {
			f.Properties = append(f.Properties, m.piece(p, stage)...)
		}
		all = append(all, f)
	}
	return all
}

// piece is what is known of a piece in a stage.
func (m *chart) piece(p *model.Piece, stage string) []geo.Property {
	of := func(name string, value any) geo.Property { return prop(name+"_"+stage, value) }
	today := p.School[stage]
	planned, moved, before := today, 0.0, m.metres(p.ID, today)
	after := before
	if x := m.changed[[2]string{p.ID, stage}]; x != nil {
		var shares []string
		for _, s := range x.Shares {
			share := s.School
			if len(x.Shares) > 1 {
				share += " (" + decimal(s.Pupils) + ")"
			}
			shares = append(shares, share)
			if s.School != today {
				moved += s.Pupils
			}
		}
		planned, after = strings.Join(shares, "; "), length(x.MetresAfter)
	}
	return []geo.Property{
		of("pupils", p.Pupils[stage]), of("school", named(today)), of("planned", named(planned)), of("moved", moved),
		of("metres", before), of("planned_metres", after),
	}
}

// metres is the way from a piece to a school; nil: it is not known.
func (m *chart) metres(piece, school string) any {
	if school == "" {
		return nil
	}
	way, ok := m.ways.Metres(piece, school)
	if !ok {
		return nil
	}
	return length(&way)
}

// length is a length in metres with one decimal; nil: it is not known.
func length(metres *float64) any {
	if metres == nil {
		return nil
	}
	const tenths = 10
	return math.Round(*metres*tenths) / tenths
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// named is a text; nil where it is empty.
func named(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// amount is a number; nil where it is not known.
func amount(v *float64) any {
	if v == nil {
		return nil
	}
	return *v
}

// schools are the features of the schools of the county and of those that open.
func (m *chart) schools() []geo.Feature {
	var all []geo.Feature
	sections := m.county.SectionIndex()
	add := func(id, name string, kind model.SchoolKind) {
		f := geo.Feature{ID: id, Where: geo.Point(m.places[id]), Properties: []geo.Property{
			prop(layer, layerSchool), prop("school_id", id), prop("name", named(name)), prop("kind", named(string(kind))),
		}}
		for _, stage := range m.county.Stages() {
			key := [2]string{id, stage}
			section := -1
			if i, ok := sections[key]; ok {
				section = i
			}
			f.Properties = append(f.Properties, m.school(section, m.section[key], stage)...)
		}
		all = append(all, f)
	}
	for i := range m.county.Schools {
		s := &m.county.Schools[i]
		add(s.ID, s.Name, s.Kind)
	}
	for _, id := range m.opened {
		add(id, "", "")
	}
	return all
}

// school is what is known of a section, by what a plan makes of it or else as it is today; nothing where
// there is neither.
func (m *chart) school(section int, x *plan.CatchmentChange, stage string) []geo.Property {
	of := func(name string, value any) geo.Property { return prop(name+"_"+stage, value) }
	switch {
	case x != nil:
		return []geo.Property{
			of("status", string(x.Status)), of("pupils", x.PupilsBefore), of("planned_pupils", x.PupilsAfter),
			of("seats", amount(x.SeatsBefore)), of("planned_seats", amount(x.SeatsAfter)),
			of("metres", length(x.MetresBefore)), of("planned_metres", length(x.MetresAfter)),
		}
	case section >= 0:
		return []geo.Property{of("status", string(plan.SectionStays)), of("pupils", m.county.Sections[section].Pupils)}
	}
	return nil
}

// moves are the lines from pieces to the schools that their pupils newly go to.
func (m *chart) moves() []geo.Feature {
	places := make(map[string]*model.Place, len(m.county.Pieces))
	for i := range m.county.Pieces {
		places[m.county.Pieces[i].ID] = m.county.Pieces[i].Place
	}
	var all []geo.Feature
	for i := range m.changes {
		x := &m.changes[i]
		for _, s := range x.Shares {
			if s.School == x.From {
				continue
			}
			f := geo.Feature{Properties: []geo.Property{
				prop(layer, layerMove), prop("piece_id", x.Piece), prop("stage", x.Stage), prop("pupils", s.Pupils), prop("boards", s.Boards),
				prop("from", named(x.From)), prop("to", s.School), prop("metres_before", length(x.MetresBefore)), prop("metres_after", length(s.Metres)),
			}}
			if a, b := places[x.Piece], m.places[s.School]; a != nil && b != nil {
				f.Where = geo.Line(*a, *b)
			}
			all = append(all, f)
		}
	}
	return all
}
