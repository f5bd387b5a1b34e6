package main

import (
	"io/fs"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/examples"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/geo"
	"github.com/eduparity/eduparity/model/modelio"
)

// shipped reads the county as it ships.
func shipped(t *testing.T) *model.County {
	t.Helper()
	folder, err := examples.Open("city")
	require.NoError(t, err)
	c, findings, err := modelio.Folder{FS: folder, Join: geo.Join(folder)}.Read()
	require.NoError(t, err)
	require.Empty(t, findings)
	return c
}

func TestShippedIsWhatIsConstructed(t *testing.T) {
	t.Parallel()
	const again = "run: go run ./examples/city/construct examples/city/county"
	dir := t.TempDir()
	require.NoError(t, run([]string{dir}))
	folder, err := examples.Open("city")
	require.NoError(t, err)
	want, err := fs.ReadDir(os.DirFS(dir), ".")
	require.NoError(t, err)
	have, err := fs.ReadDir(folder, ".")
	require.NoError(t, err)
	require.Len(t, have, len(want), again)
	for _, f := range want {
		w, err := fs.ReadFile(os.DirFS(dir), f.Name())
		require.NoError(t, err)
		h, err := fs.ReadFile(folder, f.Name())
		require.NoError(t, err, again)
		require.Equal(t, string(w), string(h), "%s: %s", f.Name(), again)
	}
	require.Error(t, run(nil))
}

func TestWhatIsOdd(t *testing.T) {
	t.Parallel()
	var odd []string
	for _, f := range shipped(t).Findings() {
		odd = append(odd, f.String())
	}
	require.Equal(t, []string{"adjacency.csv: B193: the piece touches no other piece"}, odd)
}

func TestSizes(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	require.True(t, c.Constructed)
	sections := map[string]int{}
	for i := range c.Sections {
		sections[c.Sections[i].Stage]++
	}
	require.Equal(t, map[string]int{model.StagePrimary: 12, model.StageJunior: 4}, sections)
	require.Len(t, c.Pieces, 193)
	require.NoError(t, c.ValidateCatchments(c.Stages()), "the pupils of the pieces are those of the sections")
	require.Equal(t, geo.Borders(c.Pieces), c.Borders)
	for i := range c.Pieces {
		p := &c.Pieces[i]
		require.True(t, p.Shape.Holds(*p.Place), p.ID)
		require.InDelta(t, geo.Area(p.Shape), p.AreaM2, 1, p.ID)
	}
}

// The crowded schools lie beside empty ones, and each side of the railway has seats enough.
func TestCrowdedBesideEmpty(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	schools := c.SchoolIndex()
	load := map[string]float64{}
	type half struct{ side, stage string }
	pupils, seats := map[half]float64{}, map[half]float64{}
	for i := range c.Sections {
		s := &c.Sections[i]
		load[s.School+"/"+s.Stage] = math.Round(100*s.Pupils/s.Stocks[model.Seats]) / 100
		h := half{c.Schools[schools[s.School]].BarrierSide, s.Stage}
		pupils[h], seats[h] = pupils[h]+s.Pupils, seats[h]+s.Stocks[model.Seats]
	}
	require.Equal(t, 1.39, load["P01/primary"])
	require.Equal(t, 0.33, load["P02/primary"])
	require.Equal(t, 1.22, load["P03/primary"])
	require.Equal(t, 0.25, load["P04/primary"])
	require.Equal(t, 1.17, load["J01/junior"])
	require.Len(t, pupils, 4)
	for h := range pupils {
		require.Less(t, pupils[h], seats[h], h)
	}
	near := c.Schools[schools["P01"]].Place.MetresTo(*c.Schools[schools["P02"]].Place)
	require.InDelta(t, 1336, near, 5, "metres from the fullest school to the emptiest of its side")
}

// Nobody crosses the railway, and some who live by the teaching point have no other school in 30 minutes.
func TestRailwayAndHill(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	schools, ways := c.SchoolIndex(), c.Distances()
	hill, longest := 0, 0.0
	for i := range c.Pieces {
		p := &c.Pieces[i]
		for _, id := range p.School {
			require.Equal(t, p.BarrierSide, c.Schools[schools[id]].BarrierSide, p.ID)
		}
		if p.School[model.StagePrimary] != "T01" {
			continue
		}
		hill++
		next := math.Inf(1)
		for k := range c.Sections {
			s := &c.Sections[k]
			if s.Stage != model.StagePrimary || c.Schools[schools[s.School]].BarrierSide != p.BarrierSide {
				continue
			}
			trip, err := ways.Trip(p.ID, s.School)
			require.NoError(t, err)
			if s.School == "T01" {
				require.LessOrEqual(t, trip.Minutes, 30.0, p.ID)
			} else {
				next = math.Min(next, trip.Minutes)
			}
		}
		longest = math.Max(longest, next)
	}
	require.Equal(t, 4, hill)
	require.Greater(t, longest, 30.0, "minutes to the next school, were the teaching point closed")
	require.True(t, slices.ContainsFunc(c.Candidates, func(k model.Candidate) bool { return k.School == "T01" && k.Action == model.CandidateClose }))
}

// With the teaching point open every primary pupil has a school of the own side in half an hour.
func TestEveryoneInHalfAnHour(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	schools, ways := c.SchoolIndex(), c.Distances()
	for i := range c.Pieces {
		p := &c.Pieces[i]
		least := math.Inf(1)
		for k := range c.Sections {
			s := &c.Sections[k]
			if s.Stage != model.StagePrimary || c.Schools[schools[s.School]].BarrierSide != p.BarrierSide {
				continue
			}
			trip, err := ways.Trip(p.ID, s.School)
			require.NoError(t, err)
			least = math.Min(least, trip.Minutes)
		}
		if p.Pupils[model.StagePrimary] > 0 {
			require.LessOrEqual(t, least, 30.0, p.ID)
		}
	}
}
