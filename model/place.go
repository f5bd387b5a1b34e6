package model

import (
	"cmp"
	"fmt"
	"math"
)

// EarthRadius is the mean radius of the earth in metres: the sphere on which distances are measured.
const EarthRadius = 6_371_008.8

// MetresTo returns the great-circle distance to q in metres, by the haversine formula.
func (p Place) MetresTo(q Place) float64 {
	const degree = math.Pi / 180
	sinLat := math.Sin((q.Lat - p.Lat) * degree / 2)
	sinLon := math.Sin((q.Lon - p.Lon) * degree / 2)
	h := sinLat*sinLat + math.Cos(p.Lat*degree)*math.Cos(q.Lat*degree)*sinLon*sinLon
	return 2 * EarthRadius * math.Asin(math.Min(1, math.Sqrt(h)))
}

// Distances answers how far it is from a school or a piece of a catchment to a school. It is a snapshot of the county.
type Distances struct {
	places map[string]located
	trips  map[[2]string]Trip // nil: great circle
	labels Labels
}

// A located is what has a place, and where it stands in the data.
type located struct {
	table string
	line  int // 0: not known
	place *Place
}

// Distances returns the index of the county's distances: those of Travel where it is given,
// otherwise great-circle distances between places.
func (c *County) Distances() *Distances {
	d := &Distances{places: make(map[string]located, len(c.Schools)+len(c.Pieces)), labels: c.Labels}
	add := func(table string, record int, id string, place *Place) {
		if d.places[id].place == nil || place != nil {
			d.places[id] = located{table, c.Lines.Of(table, record), place}
		}
	}
	for i := range c.Candidates {
		add(TableCandidates, i, c.Candidates[i].School, c.Candidates[i].Place)
	}
	for i := range c.Pieces {
		add(TablePieces, i, c.Pieces[i].ID, c.Pieces[i].Place)
	}
	for i := range c.Schools {
		add(TableSchools, i, c.Schools[i].ID, c.Schools[i].Place)
	}
	if c.Travel != nil {
		d.trips = make(map[[2]string]Trip, len(c.Travel))
		for _, t := range c.Travel {
			d.trips[[2]string{t.From, t.School}] = t
		}
	}
	return d
}

// GreatCircle reports whether the distances are great-circle distances, for want of a travel table.
func (d *Distances) GreatCircle() bool { return d.trips == nil }

// Metres returns the metres from a school or piece to a school, and whether they are known.
func (d *Distances) Metres(from, to string) (float64, bool) {
	t, err := d.Trip(from, to)
	return t.Metres, err == nil
}

// Trip returns the way from a school or a piece to a school in constant time. A way of no length leads from a
// school to itself. A pair that the travel table lacks, or a school or piece without a place where there is no
// table, is a [*DataError].
func (d *Distances) Trip(from, to string) (Trip, error) {
	if t, ok := d.trips[[2]string{from, to}]; ok {
		return t, nil
	}
	if from == to {
		return Trip{From: from, School: to}, nil
	}
	if d.trips != nil {
		return Trip{}, &DataError{File: TableTravel, Rule: fmt.Sprintf("the way from %q to %q is missing", from, to)}
	}
	for _, id := range []string{from, to} {
		if at := d.places[id]; at.place == nil {
			e := &DataError{File: cmp.Or(at.table, TableSchools), Line: at.line, Record: id, Column: "lon, lat", Rule: "is missing and a distance is needed"}
			d.labels.Fault(e)
			return Trip{}, e
		}
	}
	return Trip{From: from, School: to, Metres: d.places[from].place.MetresTo(*d.places[to].place)}, nil
}
