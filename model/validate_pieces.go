package model

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// indexPlaces indexes the pieces and the sites that may open, which other tables name.
func (f *faults) indexPlaces() {
	c := f.county
	f.pieces = make(map[string]int, len(c.Pieces))
	for i := range c.Pieces {
		id := c.Pieces[i].ID
		if id == "" {
			f.add(TablePieces, i, "", "piece_id", "", "is missing")
			continue
		}
		if first, ok := f.pieces[id]; ok {
			f.add(TablePieces, i, "", "piece_id", id, "is given twice"+f.alsoOn(TablePieces, first))
			continue
		}
		if _, ok := f.schools[id]; ok {
			f.add(TablePieces, i, "", "piece_id", id, "is the id of a school too: a piece needs an id of its own")
		}
		f.pieces[id] = i
		f.pieceIDs = append(f.pieceIDs, id)
	}
	f.opening = make(map[string]bool)
	for i := range c.Candidates {
		if k := &c.Candidates[i]; k.Action == CandidateOpen {
			f.opening[k.School] = true
		}
	}
}

func (f *faults) checkPieces() {
	for i := range f.county.Pieces {
		p := &f.county.Pieces[i]
		f.place(TablePieces, i, p.ID, "lon", "lat", p.Place)
		f.amount(TablePieces, i, p.ID, "area_m2", p.AreaM2)
		for _, stage := range sortedStages(p.Pupils) {
			f.amount(TablePieces, i, p.ID, "pupils_"+stage, p.Pupils[stage])
		}
		for _, stage := range sortedStages(p.School) {
			f.attends(i, p, stage)
		}
		for _, g := range p.Grades {
			if g < 1 || g > LastGrade {
				f.add(TablePieces, i, p.ID, "grades", strconv.Itoa(g), "must be a grade from 1 to "+strconv.Itoa(LastGrade))
			}
		}
	}
}

// attends checks that today's school of a piece has a section of the stage.
func (f *faults) attends(piece int, p *Piece, stage string) {
	id, column := p.School[stage], "school_"+stage
	if !f.school(TablePieces, piece, p.ID, column, id) {
		return
	}
	if _, ok := f.sections[[2]string{id, stage}]; !ok {
		f.add(TablePieces, piece, p.ID, column, id, "the school has no section of this stage in "+TableSections)
	}
}

// piece checks that a piece exists.
func (f *faults) piece(table string, record int, name, column, id string) {
	if id == "" {
		f.add(table, record, name, column, "", "is missing")
		return
	}
	if _, ok := f.pieces[id]; ok {
		return
	}
	rule := "no piece has this id in " + TablePieces
	if near := f.nearest(TablePieces, id, f.pieceIDs); near != "" {
		rule += "; did you mean " + strconv.Quote(near) + "?"
	} else {
		rule += ": add the piece or correct the id"
	}
	f.add(table, record, name, column, id, rule)
}

func (f *faults) checkBorders() {
	seen := make(map[string]int, len(f.county.Borders))
	for i, b := range f.county.Borders {
		name := b.A + " and " + b.B
		f.piece(TableAdjacency, i, name, "piece_a", b.A)
		f.piece(TableAdjacency, i, name, "piece_b", b.B)
		if b.A == b.B && b.A != "" {
			f.add(TableAdjacency, i, name, "piece_b", b.B, "a piece does not touch itself: name another piece")
			continue
		}
		f.once(seen, TableAdjacency, i, name, "piece_a, piece_b", b.A+"\x00"+b.B, "is given twice")
	}
}

func (f *faults) checkCandidates() {
	seen := make(map[string]int, len(f.county.Candidates))
	for i := range f.county.Candidates {
		k := &f.county.Candidates[i]
		name := strings.Trim(k.School+"/"+string(k.Action)+"/"+k.Stage, "/")
		f.word(TableCandidates, i, name, "action", string(k.Action), texts(CandidateActions()))
		f.once(seen, TableCandidates, i, name, "school_id, action, stage", k.School+"\x00"+string(k.Action)+"\x00"+k.Stage, "is given twice")
		f.candidateSite(i, name, k)
		f.place(TableCandidates, i, name, "lon", "lat", k.Place)
		f.amount(TableCandidates, i, name, "seats", k.Seats)
		f.amount(TableCandidates, i, name, "cost_yuan", k.Cost)
		f.amount(TableCandidates, i, name, "running_cost_yuan", k.RunningCost)
		f.amounts(TableCandidates, i, name, k.Stocks)
		switch {
		case k.Action == CandidateOpen && k.Seats == 0:
			f.add(TableCandidates, i, name, "seats", "", "is missing: say how many pupils the new section can take")
		case k.MaxExtraClasses < 0:
			f.add(TableCandidates, i, name, "max_extra_classes", strconv.Itoa(k.MaxExtraClasses), "must not be negative")
		case k.Action == CandidateExtend && k.MaxExtraClasses == 0:
			f.add(TableCandidates, i, name, "max_extra_classes", "", "is missing: say how many classes may be added")
		}
	}
}

// candidateSite checks that what may be done fits what there is.
func (f *faults) candidateSite(i int, name string, k *Candidate) {
	if k.Stage == "" {
		f.add(TableCandidates, i, name, "stage", "", "is missing")
		return
	}
	_, has := f.sections[[2]string{k.School, k.Stage}]
	_, isPiece := f.pieces[k.School]
	switch {
	case k.School == "":
		f.add(TableCandidates, i, name, "school_id", "", "is missing")
	case k.Action == CandidateOpen && has:
		f.add(TableCandidates, i, name, "stage", k.Stage, "the school has a section of this stage already: extend it")
	case k.Action == CandidateOpen && isPiece:
		f.add(TableCandidates, i, name, "school_id", k.School, "is the id of a piece too: a school needs an id of its own")
	case k.Action == CandidateExtend, k.Action == CandidateClose:
		f.section(TableCandidates, i, name, k.School, k.Stage)
	}
}

// origin checks that a way begins at a school, a piece or a site that may open.
func (f *faults) origin(record int, name, id string) {
	if _, ok := f.pieces[id]; ok || f.opening[id] {
		return
	}
	if len(f.county.Pieces) == 0 {
		f.school(TableTravel, record, name, "from", id)
		return
	}
	if _, ok := f.schools[id]; ok {
		return
	}
	rule := "neither a school nor a piece has this id"
	if near := f.nearest(TableTravel, id, slices.Concat(f.ids, f.pieceIDs)); near != "" {
		rule += "; did you mean " + strconv.Quote(near) + "?"
	}
	f.add(TableTravel, record, name, "from", id, rule)
}

// destination checks that a way leads to a school or a site that may open.
func (f *faults) destination(record int, name, id string) {
	if !f.opening[id] {
		f.school(TableTravel, record, name, "school_id", id)
	}
}

// A spot is a place of a table.
type spot struct {
	table  string
	record int
	name   string
	place  Place
}

// checkOutliers finds places that lie far from all others, where pieces or candidates make a map of the
// county. It needs a majority of places to say where the county is.
func (f *faults) checkOutliers() {
	c := f.county
	if len(c.Pieces) == 0 && len(c.Candidates) == 0 {
		return
	}
	var all []spot
	add := func(table string, record int, name string, p *Place) {
		if p != nil && math.Abs(p.Lon) <= 180 && math.Abs(p.Lat) <= 90 {
			all = append(all, spot{table, record, name, *p})
		}
	}
	for i := range c.Schools {
		add(TableSchools, i, c.Schools[i].ID, c.Schools[i].Place)
	}
	for i := range c.Pieces {
		add(TablePieces, i, c.Pieces[i].ID, c.Pieces[i].Place)
	}
	for i := range c.Candidates {
		add(TableCandidates, i, c.Candidates[i].School, c.Candidates[i].Place)
	}
	if len(all) < fewestPlaces {
		return
	}
	middle := middleOf(all)
	ways := make([]float64, len(all))
	for i, l := range all {
		ways[i] = middle.MetresTo(l.place)
	}
	far := math.Max(farMetres, farTimes*median(ways))
	for i, l := range all {
		if ways[i] <= far {
			continue
		}
		rule := "lies " + strconv.Itoa(int(math.Round(ways[i]/1000))) + " km from the middle of the county: correct the degrees"
		if swapped := (Place{Lon: l.place.Lat, Lat: l.place.Lon}); math.Abs(swapped.Lat) <= 90 && middle.MetresTo(swapped) <= far {
			rule += "; exchanged, lon and lat would lie within it"
		}
		f.add(l.table, l.record, l.name, "lon, lat", number(l.place.Lon)+", "+number(l.place.Lat), rule)
	}
}

// middleOf is the median of places, degree by degree.
func middleOf(all []spot) Place {
	lons, lats := make([]float64, len(all)), make([]float64, len(all))
	for i, l := range all {
		lons[i], lats[i] = l.place.Lon, l.place.Lat
	}
	return Place{Lon: median(lons), Lat: median(lats)}
}

// median is the middle one of values, the lower of two; the values keep their order.
func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[(len(sorted)-1)/2]
}

// sortedStages are the keys of a table by stage, sorted.
func sortedStages[T any](by map[string]T) []string {
	stages := make([]string, 0, len(by))
	for stage := range by {
		stages = append(stages, stage)
	}
	slices.Sort(stages)
	return stages
}
