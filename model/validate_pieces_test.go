package model_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
)

// mapped is a county of two schools and a row of four pieces, a kilometre apart.
func mapped() *model.County {
	c := &model.County{
		Schools: []model.School{
			{ID: "S1", Kind: model.KindPrimary, Place: &model.Place{Lon: 112.5, Lat: 31.2}},
			{ID: "S2", Kind: model.KindJunior, Place: &model.Place{Lon: 112.53, Lat: 31.2}},
		},
		Sections: []model.Section{{School: "S1", Stage: "primary", Pupils: 100}, {School: "S2", Stage: "junior", Pupils: 40}},
	}
	for i := range 4 {
		c.Pieces = append(c.Pieces, model.Piece{
			ID: fmt.Sprint("P", i+1), Place: &model.Place{Lon: 112.5 + float64(i)/100, Lat: 31.2},
			Pupils: map[string]float64{"primary": 25, "junior": 10}, School: map[string]string{"primary": "S1", "junior": "S2"},
		})
		if i > 0 {
			c.Borders = append(c.Borders, model.Border{A: fmt.Sprint("P", i), B: fmt.Sprint("P", i+1)})
		}
	}
	c.Candidates = []model.Candidate{
		{School: "N1", Action: model.CandidateOpen, Stage: "primary", Seats: 270, Place: &model.Place{Lon: 112.51, Lat: 31.21}},
		{School: "S1", Action: model.CandidateExtend, Stage: "primary", MaxExtraClasses: 2},
		{School: "S2", Action: model.CandidateClose, Stage: "junior"},
	}
	c.Travel = []model.Trip{{From: "P1", School: "N1", Metres: 900}, {From: "S1", School: "S2", Metres: 2900}, {From: "N1", School: "S1", Metres: 900}}
	return c
}

func TestValidatePlaces(t *testing.T) {
	t.Parallel()
	require.NoError(t, mapped().Validate())
	for _, c := range []struct {
		name   string
		change func(c *model.County)
		want   []string
	}{
		{"pieces", func(c *model.County) {
			c.Pieces[0].ID = ""
			c.Pieces[1].ID = "S1"
			c.Pieces[3].ID = "P3"
			c.Pieces[2].Pupils["primary"], c.Pieces[2].Pupils["junior"] = -1, math.NaN()
			c.Pieces[2].School["primary"], c.Pieces[2].School["junior"] = "S3", "S1"
			c.Pieces[2].Grades, c.Pieces[2].AreaM2 = []int{0, 12, 13}, math.Inf(1)
			c.Borders, c.Travel = nil, nil
		}, []string{
			`pieces.csv: piece_id: is missing`,
			`pieces.csv: piece_id: "S1": is the id of a school too: a piece needs an id of its own`,
			`pieces.csv: piece_id: "P3": is given twice`,
			`pieces.csv: P3: area_m2: "+Inf": must be a finite number`,
			`pieces.csv: P3: pupils_junior: "NaN": must be a finite number`,
			`pieces.csv: P3: pupils_primary: "-1": must not be negative`,
			`pieces.csv: P3: school_junior: "S1": the school has no section of this stage in sections.csv`,
			`pieces.csv: P3: school_primary: "S3": no school has this id in schools.csv; did you mean "S1"?`,
			`pieces.csv: P3: grades: "0": must be a grade from 1 to 12`,
			`pieces.csv: P3: grades: "13": must be a grade from 1 to 12`,
		}},
		{"adjacency", func(c *model.County) {
			c.Borders = []model.Border{{"P1", "P2"}, {"P2", "P1"}, {"P1", "P2"}, {"P3", "P3"}, {"P4", "P5"}, {"", "quarry"}}
		}, []string{
			`adjacency.csv: P1 and P2: piece_a, piece_b: is given twice`,
			`adjacency.csv: P3 and P3: piece_b: "P3": a piece does not touch itself: name another piece`,
			`adjacency.csv: P4 and P5: piece_b: "P5": no piece has this id in pieces.csv; did you mean "P1"?`,
			`adjacency.csv:  and quarry: piece_a: is missing`,
			`adjacency.csv:  and quarry: piece_b: "quarry": no piece has this id in pieces.csv: add the piece or correct the id`,
		}},
		{"candidates", func(c *model.County) {
			c.Travel = nil
			c.Candidates = []model.Candidate{
				{School: "N1", Action: "build", Stage: "primary"},
				{School: "N1", Action: model.CandidateOpen, Stage: "primary", Cost: -5},
				{School: "N1", Action: model.CandidateOpen, Stage: "primary", Seats: 1, Stocks: model.Stocks{"books": -1}},
				{School: "S1", Action: model.CandidateOpen, Stage: "primary", Seats: 1},
				{School: "P1", Action: model.CandidateOpen, Stage: "primary", Seats: 1},
				{School: "S1", Action: model.CandidateExtend, Stage: "junior", MaxExtraClasses: -1},
				{School: "S1", Action: model.CandidateExtend, Stage: "primary"},
				{School: "S9", Action: model.CandidateClose, Stage: "primary", RunningCost: math.NaN()},
				{Action: model.CandidateOpen, Seats: 1},
				{Action: model.CandidateOpen, Stage: "primary", Seats: 1},
			}
		}, []string{
			`candidates.csv: N1/build/primary: action: "build": unknown; known: open, extend, close`,
			`candidates.csv: N1/open/primary: cost_yuan: "-5": must not be negative`,
			`candidates.csv: N1/open/primary: seats: is missing: say how many pupils the new section can take`,
			`candidates.csv: N1/open/primary: school_id, action, stage: is given twice`,
			`candidates.csv: N1/open/primary: books: "-1": must not be negative`,
			`candidates.csv: S1/open/primary: stage: "primary": the school has a section of this stage already: extend it`,
			`candidates.csv: P1/open/primary: school_id: "P1": is the id of a piece too: a school needs an id of its own`,
			`candidates.csv: S1/extend/junior: stage: "junior": the school has no section of this stage in sections.csv; it has primary`,
			`candidates.csv: S1/extend/junior: max_extra_classes: "-1": must not be negative`,
			`candidates.csv: S1/extend/primary: max_extra_classes: is missing: say how many classes may be added`,
			`candidates.csv: S9/close/primary: school_id: "S9": no school has this id in schools.csv; did you mean "S1"?`,
			`candidates.csv: S9/close/primary: running_cost_yuan: "NaN": must be a finite number`,
			`candidates.csv: open: stage: is missing`,
			`candidates.csv: open/primary: school_id: is missing`,
		}},
		{"ways", func(c *model.County) {
			c.Travel = append(c.Travel, model.Trip{From: "P9", School: "S1"}, model.Trip{From: "quarry", School: "P1"})
		}, []string{
			`travel.csv: P9 to S1: from: "P9": neither a school nor a piece has this id; did you mean "P1"?`,
			`travel.csv: quarry to P1: from: "quarry": neither a school nor a piece has this id`,
			`travel.csv: quarry to P1: school_id: "P1": no school has this id in schools.csv; did you mean "S1"?`,
		}},
		{"places", func(c *model.County) {
			c.Pieces[0].Place = &model.Place{Lon: 31.2, Lat: 112.5}
			c.Pieces[1].Place = &model.Place{Lon: 112.5, Lat: 41.2}
			c.Candidates[0].Place = &model.Place{Lon: 0, Lat: 0}
		}, []string{
			`pieces.csv: P1: lat: "112.5": must be degrees from -90 to 90; are lon and lat exchanged?`,
			`pieces.csv: P2: lon, lat: "112.5, 41.2": lies 1112 km from the middle of the county: correct the degrees`,
			`candidates.csv: N1: lon, lat: "0, 0": lies 12132 km from the middle of the county: correct the degrees`,
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			county := mapped()
			c.change(county)
			var got []string
			for _, e := range model.DataErrors(county.Validate()) {
				got = append(got, e.Error())
			}
			require.Equal(t, c.want, got)
		})
	}
}

// Degrees that are exchanged in one row are told as such where the others say where the county lies.
func TestValidateExchanged(t *testing.T) {
	t.Parallel()
	c := mapped()
	for i := range c.Pieces {
		c.Pieces[i].Place.Lon -= 62
	}
	for i := range c.Schools {
		c.Schools[i].Place.Lon -= 62
	}
	c.Candidates[0].Place = &model.Place{Lon: 31.2, Lat: 50.5}
	require.EqualError(t, c.Validate(), `candidates.csv: N1: lon, lat: "31.2, 50.5": lies 2674 km from the middle of the county: correct the degrees; exchanged, lon and lat would lie within it`)
}

func TestFindingsOfPlaces(t *testing.T) {
	t.Parallel()
	c := mapped()
	require.Empty(t, c.Findings())

	c.Travel = nil
	c.Pieces[0].Pupils["primray"], c.Pieces[3].Pupils["primary"] = 3, 20.5
	c.Pieces = append(c.Pieces,
		model.Piece{ID: "P5", Locked: true}, model.Piece{ID: "P6"}, model.Piece{ID: "P7"},
	)
	c.Borders = append(c.Borders, model.Border{A: "P6", B: "P7"}, model.Border{A: "P2", B: "P1"}, model.Border{A: "P3", B: "P2"}, model.Border{A: "P4", B: "P3"})
	var got []string
	for _, f := range c.Findings() {
		got = append(got, f.String())
	}
	require.Equal(t, []string{
		`pieces.csv: P5: locked: "1": has no school that it could stay with`,
		`pieces.csv: pupils_primray: no section is of this stage; the pupils of 1 pieces are not planned for; did you mean "primary"?`,
		`pieces.csv: P4: has pupils that are not whole persons; they count as they are, here and in other pieces`,
		`travel.csv: is not there: ways from pieces to schools are great-circle distances`,
		`adjacency.csv: P6 and P7: is given in one direction only, while others are given in both; the two pieces count as touching`,
		`adjacency.csv: P5: the piece touches no other piece`,
		`adjacency.csv: P6: the piece is on an island: it hangs together with 1 others, but not with the rest of the map`,
	}, got)
}

// The tables of another county are told in full, and hints only for the first wrong ids: each is compared with
// every id there is.
func TestValidateManyWrongIDs(t *testing.T) {
	t.Parallel()
	c := mapped()
	c.Borders = nil
	for i := range 300 {
		c.Borders = append(c.Borders, model.Border{A: fmt.Sprintf("P%d", i%3+1), B: fmt.Sprintf("Q%d", i+1)})
	}
	faults := model.DataErrors(c.Validate())
	require.Len(t, faults, 300)
	require.Contains(t, faults[0].Rule, "did you mean")
	require.NotContains(t, faults[299].Rule, "did you mean")
}

// A distance that is needed and not known names what has no place, with its table and line. A candidate that
// states no place has that of another line for the same school.
func TestDistancesOfPieces(t *testing.T) {
	t.Parallel()
	c := mapped()
	c.Travel = nil
	c.Candidates = append(c.Candidates, model.Candidate{School: "N1", Action: model.CandidateOpen, Stage: "junior", Seats: 50}, model.Candidate{School: "N2", Action: model.CandidateOpen, Stage: "junior", Seats: 50})
	c.Pieces[1].Place = nil
	c.Lines = model.Lines{"pieces.csv": {2, 3, 4, 5}}
	c.Labels = model.Labels{{"pieces.csv"}: "地块.csv"}
	ways := c.Distances()
	_, err := ways.Trip("P2", "S1")
	require.EqualError(t, err, "地块.csv:3: P2: lon, lat: is missing and a distance is needed")
	_, err = ways.Trip("P1", "N2")
	require.EqualError(t, err, "candidates.csv: N2: lon, lat: is missing and a distance is needed")
	_, err = ways.Trip("P1", "nowhere")
	require.EqualError(t, err, "schools.csv: nowhere: lon, lat: is missing and a distance is needed")
	metres, ok := ways.Metres("P1", "N1")
	require.True(t, ok)
	require.InDelta(t, 1463, metres, 1)
}
