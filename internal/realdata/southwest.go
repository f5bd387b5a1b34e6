// Package realdata makes counties of public data sets that are not shipped with the module. It is for
// tests and benchmarks only.
package realdata

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// A Rezoning is an area whose attendance zones were drawn anew, with the plans that were proposed.
type Rezoning struct {
	County *model.County // the area as it was, with seats after construction
	// Plans are the maps proposed, by the name of their column: of each piece, in county order, the
	// school; empty where the plan leaves the piece out.
	Plans map[string][]string
}

// southwest is the folder of the data.
const southwest = "bcps_southwest_rezoning_2016"

// Southwest makes the southwest area of Baltimore County, whose elementary schools were rezoned in 2016:
// 182 planning blocks, 11 schools, seats after construction, great-circle distances, neighbours. The
// folder of the data sets is the root of data; [fs.ErrNotExist] says that they are not at hand.
func Southwest(data fs.FS) (*Rezoning, error) {
	dir, err := fs.Sub(data, southwest)
	if err != nil {
		return nil, err
	}
	r := &Rezoning{
		County: &model.County{Name: "Baltimore County, southwest", Year: 2015, Currency: "dollar", Source: "planning blocks of Baltimore County Public Schools, 2015"},
		Plans:  make(map[string][]string),
	}
	return r, errors.Join(r.schools(dir), r.pieces(dir), r.borders(dir), r.travel(dir))
}

// SouthwestFinalists are the plans that the committee chose from in the end, by their columns.
func SouthwestFinalists() []string {
	return []string{"plan_151118_NovOpt1", "plan_151118_NovOpt2", "plan_151118_NovOpt3", "plan_151118_NovOpt4"}
}

func (r *Rezoning) schools(dir fs.FS) error {
	return each(dir, "schools.csv", func(row record) {
		id := row.text("school")
		r.County.Schools = append(r.County.Schools, model.School{
			ID: id, Name: id, Kind: model.KindPrimary, Area: model.AreaTown,
			Place: &model.Place{Lon: row.number("longitude"), Lat: row.number("latitude")},
		})
		r.County.Sections = append(r.County.Sections, model.Section{
			School: id, Stage: model.StagePrimary, Stocks: model.Stocks{model.Seats: row.number("capacity_after_construction")},
		})
	})
}

func (r *Rezoning) pieces(dir fs.FS) error {
	c, sections := r.County, r.County.SectionIndex()
	return each(dir, "zones.csv", func(row record) {
		school, pupils := row.text("es_2015_16"), row.number("pupils_k5")
		p := model.Piece{
			ID: row.text("zone"), AreaM2: row.number("area_m2"),
			Pupils: map[string]float64{model.StagePrimary: pupils}, School: map[string]string{model.StagePrimary: school},
		}
		if p.AreaM2 > 0 { // one block has no area, and a place in the ocean
			p.Place = &model.Place{Lon: row.number("longitude"), Lat: row.number("latitude")}
		}
		c.Pieces = append(c.Pieces, p)
		if i, ok := sections[[2]string{school, model.StagePrimary}]; ok {
			c.Sections[i].Pupils += pupils
		} else {
			row.fault("es_2015_16")
		}
		for _, column := range row.header {
			if strings.HasPrefix(column, "plan_") {
				r.Plans[column] = append(r.Plans[column], row.text(column))
			}
		}
	})
}

func (r *Rezoning) borders(dir fs.FS) error {
	return each(dir, "adjacency.csv", func(row record) {
		r.County.Borders = append(r.County.Borders, model.Border{A: row.text("zone_a"), B: row.text("zone_b")})
	})
}

func (r *Rezoning) travel(dir fs.FS) error {
	return each(dir, "distances_km.csv", func(row record) {
		for _, school := range row.header[1:] {
			const metresPerKM = 1000
			r.County.Travel = append(r.County.Travel, model.Trip{From: row.text("zone"), School: school, Metres: row.number(school) * metresPerKM})
		}
	})
}

// A record is one row of a table.
type record struct {
	header, cells []string
	faults        *[]error
}

// each calls read for every row of a table.
func each(dir fs.FS, name string, read func(row record)) error {
	file, err := dir.Open(name)
	if err != nil {
		return err
	}
	rows, err := csv.NewReader(file).ReadAll()
	if err = errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	var faults []error
	for _, cells := range rows[1:] {
		read(record{rows[0], cells, &faults})
	}
	if len(faults) > 0 {
		return fmt.Errorf("%s: %w", name, errors.Join(faults...))
	}
	return nil
}

func (r record) text(column string) string {
	for i, name := range r.header {
		if name == column {
			return r.cells[i]
		}
	}
	r.fault(column)
	return ""
}

func (r record) number(column string) float64 {
	v, err := strconv.ParseFloat(r.text(column), 64)
	if err != nil {
		r.fault(column)
	}
	return v
}

func (r record) fault(column string) {
	*r.faults = append(*r.faults, fmt.Errorf("%s: column %s is not as expected", r.cells[0], column))
}
