package model_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
)

func TestClone(t *testing.T) {
	t.Parallel()
	build := func() *model.County {
		c := staffed()
		three := 3.0
		c.StageWeights = map[string]float64{"junior": 1.2}
		c.Schools[0].Flags = []string{"boarding"}
		c.Costs[0].MaxQuantity = &three
		c.Funds[0].Areas, c.Funds[0].Kinds = []model.Area{"city"}, []model.SchoolKind{"primary"}
		c.Travel = []model.Trip{{From: "A", School: "B", Metres: 1}}
		c.Lines = model.Lines{model.TableSections: {2, 3, 4}}
		return c
	}
	c, want := build(), build()
	d := c.Clone()
	require.Equal(t, want, d)
	d.StageWeights["junior"] = 9
	d.Schools[0].Place.Lon = 0
	d.Schools[0].Flags[0] = "x"
	d.Schools[0].Stocks["equipment_yuan"] = 0
	d.Sections[0].Stocks["teachers"] = 0
	d.Staff[0].Kind.Attributes[0] = "x"
	d.Funds[0].Categories[0], d.Funds[0].Areas[0], d.Funds[0].Kinds[0] = "x", "x", "x"
	*d.Costs[0].MaxQuantity = 9
	d.Posts[0].Max, d.Travel[0].Metres, d.Lines[model.TableSections][0] = 0, 0, 0
	require.Equal(t, want, c, "no change of the copy reaches the county")
	require.Equal(t, &model.County{}, (&model.County{}).Clone())
}

func TestIndexes(t *testing.T) {
	t.Parallel()
	c := county()
	require.Equal(t, map[string]int{"A": 0, "B": 1}, c.SchoolIndex())
	require.Equal(t, map[[2]string]int{{"A", "primary"}: 0, {"B", "primary"}: 1, {"B", "junior"}: 2}, c.SectionIndex())
	require.Equal(t, []string{"primary", "junior"}, c.Stages())
	require.Equal(t, []string{"teachers", "teachers_backbone"}, c.SectionStocks())
	require.Equal(t, []string{"equipment_yuan"}, c.SchoolStocks())
	require.InDelta(t, 1.1, c.StageWeight("junior"), 0)
	require.InDelta(t, 1.32, c.StageWeight("senior"), 0)
	require.InDelta(t, 1, c.StageWeight("all"), 0)
	for stage, w := range model.DefaultStageWeights() {
		require.InDelta(t, w, c.StageWeight(stage), 0)
	}
	c.StageWeights = map[string]float64{"all": 2}
	require.InDelta(t, 2, c.StageWeight("all"), 0)
	require.InDelta(t, 1.1, c.StageWeight("junior"), 0)
}

func TestPlanningYear(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		years []int
		want  int
	}{{nil, 2025}, {[]int{2026, 2025, 2024}, 2024}, {[]int{2023}, 2025}, {[]int{0}, 2025}, {[]int{2023, 2027, 0}, 2027}} {
		county := &model.County{Year: 2024}
		for _, y := range c.years {
			county.Funds = append(county.Funds, model.Fund{Year: y})
		}
		require.Equal(t, c.want, county.PlanningYear(), "%v", c.years)
	}
}

func TestNearest(t *testing.T) {
	t.Parallel()
	words := []string{"funding", "hiring", "rotation"}
	for word, want := range map[string]string{
		"fundng": "funding", "Hiring": "hiring", "rotatoin": "rotation", "rotate": "", "siting": "hiring", "": "", "xyz": "", "catchment": "",
	} {
		require.Equal(t, want, model.Nearest(word, words), word)
	}
	require.Equal(t, "ab", model.Nearest("aa", []string{"xyz", "ab", "ac"}), "the first of several")
	require.Empty(t, model.Nearest("a", []string{"b"}), "all letters differ")
	require.Equal(t, "小学校", model.Nearest("小学", []string{"初级中学", "小学校"}))
	require.Empty(t, model.Nearest("all", []string{"小学阶段"}), "letters are counted, not bytes")
	require.Equal(t, `unknown; did you mean "hiring"? known: funding, hiring, rotation`, model.Unknown("hirng", words))
	require.Equal(t, "unknown; known: funding, hiring, rotation", model.Unknown("q", words))
}

func TestDistances(t *testing.T) {
	t.Parallel()
	// A quarter of a meridian and one degree of the equator on the sphere.
	require.InDelta(t, model.EarthRadius*1.5707963267948966, model.Place{}.MetresTo(model.Place{Lat: 90}), 1e-6)
	require.InDelta(t, 111195.08, model.Place{Lon: 179.5}.MetresTo(model.Place{Lon: -179.5}), 0.01)
	require.Zero(t, model.Place{Lon: 118, Lat: 31}.MetresTo(model.Place{Lon: 118, Lat: 31}))

	c := county()
	d := c.Distances()
	require.True(t, d.GreatCircle())
	m, ok := d.Metres("A", "B")
	require.True(t, ok)
	require.InDelta(t, c.Schools[0].Place.MetresTo(*c.Schools[1].Place), m, 0)
	require.InDelta(t, 14622, m, 1)
	c.Schools[1].Place = nil
	d = c.Distances()
	_, ok = d.Metres("A", "B")
	require.False(t, ok)
	_, err := d.Trip("A", "B")
	require.EqualError(t, err, "schools.csv: B: lon, lat: is missing and a distance is needed")
	m, ok = d.Metres("B", "B")
	require.True(t, ok)
	require.Zero(t, m)
	_, err = d.Trip("A", "X")
	require.Error(t, err)

	c.Travel = []model.Trip{{From: "A", School: "B", Metres: 20000, Barrier: true}}
	d = c.Distances()
	require.False(t, d.GreatCircle())
	trip, err := d.Trip("A", "B")
	require.NoError(t, err)
	require.Equal(t, c.Travel[0], trip)
	_, err = d.Trip("B", "A")
	require.EqualError(t, err, `travel.csv: the way from "B" to "A" is missing`)
}
