package geo

import (
	"cmp"
	"errors"
	"io/fs"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// Names of the files of shapes, and the properties that hold the ids in them. Chinese names of files and
// properties mean the same.
const (
	FilePieces  = "pieces.geojson"
	FileSchools = "schools.geojson"

	pieceID  = "piece_id"
	schoolID = "school_id"
)

var (
	pieceFiles  = []string{"pieces", "地块", "小区"}
	schoolFiles = []string{"schools", "学校"}
	pieceIDs    = []string{pieceID, "地块编号", "小区编号", "社区编号"}
	schoolIDs   = []string{schoolID, "学校标识码", "学校代码", "学校编号"}
)

// Join returns what adds the shapes of a folder to its county, for [modelio.Folder]: those of
// pieces.geojson and schools.geojson, where they are there.
//
// What the tables say wins. A piece without a place has the middle of its shape, one without an area its
// shape's; a county without adjacency.csv in which pieces have shapes has the borders that [Borders] finds.
// A school without a place has the point, or the middle of the shape, that the file gives it. The error
// joins all faults of both files, each a [*model.DataError] with the line that its feature begins on.
//
// [modelio.Folder]: https://pkg.go.dev/github.com/eduparity/eduparity/model/modelio#Folder
func Join(folder fs.FS) func(c *model.County) ([]model.Finding, error) {
	return func(c *model.County) ([]model.Finding, error) {
		j := &joiner{county: c}
		entries, err := fs.ReadDir(folder, ".")
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if strings.EqualFold(path.Ext(e.Name()), ".geojson") {
				if err := j.file(folder, e.Name()); err != nil {
					return nil, err
				}
			}
		}
		j.overlaps()
		j.borders()
		return j.found, errors.Join(j.faults...)
	}
}

// A joiner adds shapes to a county.
type joiner struct {
	county *model.County
	faults []error
	found  []model.Finding
	shaped string // file that the pieces' shapes are from
}

// file reads one file and adds what is in it.
func (j *joiner) file(folder fs.FS, name string) error {
	stem := strings.ToLower(strings.TrimSuffix(name, path.Ext(name)))
	s := &source{file: name}
	add := j.pieces
	switch {
	case slices.Contains(pieceFiles, stem):
		s.ids = pieceIDs
	case slices.Contains(schoolFiles, stem):
		s.ids, add = schoolIDs, j.schools
	default:
		j.tell(name, 0, "", "is not read; shapes are read from "+FilePieces+" and "+FileSchools)
		return nil
	}
	data, err := fs.ReadFile(folder, name)
	if err != nil {
		return err
	}
	features := s.features(data)
	j.faults = append(j.faults, s.faults...)
	add(name, features)
	return nil
}

func (j *joiner) tell(file string, line int, record, rule string) {
	j.found = append(j.found, model.Finding{File: file, Line: line, Record: record, Rule: rule})
}

// pieces adds shapes and places to the pieces.
func (j *joiner) pieces(file string, features []feature) {
	c := j.county
	at := make(map[string]int, len(c.Pieces))
	for i := range c.Pieces {
		at[c.Pieces[i].ID] = i
	}
	for _, f := range features {
		i, ok := at[f.id]
		if !ok {
			j.tell(file, f.line, f.id, "no piece has this id in "+model.TablePieces+"; it is not used")
			continue
		}
		delete(at, f.id)
		p := &c.Pieces[i]
		if f.shape == nil {
			j.place(file, &f, &p.Place, *f.point)
			continue
		}
		j.shaped = file
		p.Shape = f.shape
		area := Area(f.shape)
		middle, _ := Middle(f.shape)
		if area < 1 {
			j.tell(file, f.line, f.id, "the shape has no area; its place is the middle of its border")
		}
		if p.AreaM2 == 0 {
			p.AreaM2 = round(area, areaDigits)
		}
		if p.Place != nil && f.shape.Holds(*p.Place) {
			continue
		}
		j.place(file, &f, &p.Place, middle)
	}
	missing, first := 0, ""
	for i := range c.Pieces {
		if _, ok := at[c.Pieces[i].ID]; ok {
			if missing++; missing == 1 {
				first = c.Pieces[i].ID
			}
		}
	}
	if missing > 0 && len(features) > 0 {
		j.tell(file, 0, first, "has no feature here; pieces of "+model.TablePieces+" without one: "+strconv.Itoa(missing))
	}
}

// schools adds places to the schools.
func (j *joiner) schools(file string, features []feature) {
	c := j.county
	at := c.SchoolIndex()
	for _, f := range features {
		i, ok := at[f.id]
		if !ok {
			j.tell(file, f.line, f.id, "no school has this id in "+model.TableSchools+"; it is not used")
			continue
		}
		if f.shape == nil {
			j.place(file, &f, &c.Schools[i].Place, *f.point)
		} else if p := c.Schools[i].Place; p == nil || !f.shape.Holds(*p) {
			middle, _ := Middle(f.shape)
			j.place(file, &f, &c.Schools[i].Place, middle)
		}
	}
}

// How many decimals computed areas in m2 and degrees have: a square metre, and a centimetre.
const (
	areaDigits   = 0
	degreeDigits = 7
)

func round(v float64, digits int) float64 {
	scale := math.Pow10(digits)
	return math.Round(v*scale) / scale
}

// place sets a place that is not known yet; one that is known and lies elsewhere stays and is noted.
func (j *joiner) place(file string, f *feature, place **model.Place, here model.Place) {
	if *place == nil {
		if f.shape != nil {
			here = model.Place{Lon: round(here.Lon, degreeDigits), Lat: round(here.Lat, degreeDigits)}
		}
		*place = &here
		return
	}
	if off := (*place).MetresTo(here); off > tellMetres {
		j.tell(file, f.line, f.id, "lies "+strconv.Itoa(int(math.Round(off)))+" m from the place in the table, which is taken")
	}
}

// borders finds which pieces touch where no table says it.
func (j *joiner) borders() {
	c := j.county
	if j.shaped == "" || c.Borders != nil {
		return
	}
	c.Borders = Borders(c.Pieces)
	j.tell(j.shaped, 0, "", "there is no "+model.TableAdjacency+": pieces that share a border here count as touching; pairs of them: "+strconv.Itoa(len(c.Borders)))
}

// overlaps tells of pieces whose middle lies in another piece too.
func (j *joiner) overlaps() {
	if j.shaped == "" {
		return
	}
	pieces := j.county.Pieces
	outlines := outlinesOf(pieces)
	slices.SortStableFunc(outlines, func(a, b outline) int { return cmp.Compare(a.box.least.x, b.box.least.x) })
	for a := range outlines {
		for b := a + 1; b < len(outlines) && outlines[b].box.least.x <= outlines[a].box.most.x; b++ {
			if outlines[a].box.least.y > outlines[b].box.most.y || outlines[b].box.least.y > outlines[a].box.most.y {
				continue
			}
			p, q := &pieces[outlines[a].piece], &pieces[outlines[b].piece]
			if middleIn(p, q) || middleIn(q, p) {
				j.tell(j.shaped, 0, p.ID, "overlaps the piece "+q.ID+"; only their tables count, and who touches whom")
			}
		}
	}
}

// middleIn says whether the middle of a piece, where it lies in the piece, lies in another one too.
func middleIn(p, q *model.Piece) bool {
	middle, ok := Middle(p.Shape)
	return ok && p.Shape.Holds(middle) && q.Shape.Holds(middle)
}
