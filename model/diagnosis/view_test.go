package diagnosis_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/diagnosis"
	"github.com/eduparity/eduparity/model/standard"
)

// view makes a view of a county.
func view(t require.TestingT, s *standard.Standard, c *model.County, id diagnosis.ViewID, by string) *diagnosis.View {
	a, err := s.Assess(c)
	require.NoError(t, err)
	v, err := diagnosis.NewView(s, c, a, id, by)
	require.NoError(t, err)
	return v
}

// value is a cell of a view.
func value(t *testing.T, v *diagnosis.View, measure, part string) float64 {
	t.Helper()
	for k, m := range v.Measures {
		for _, r := range v.Rows {
			if m.ID == measure && r.Part == part && r.Whole == (part == "") {
				return float(r.Values[k])
			}
		}
	}
	require.Fail(t, "no such cell", "%s of %s", measure, part)
	return 0
}

// townAndCountry is a county of a city school with a campus and a rural school.
func townAndCountry() *model.County {
	c := &model.County{Year: 2023}
	full := func(teachers, seats, classes, largest, boarders, nearby float64) model.Stocks {
		s := stocks(teachers, 3, 4000)
		s["seats"], s[model.Classes], s["largest_class"], s["boarders"], s["pupils_nearby"] = seats, classes, largest, boarders, nearby
		return s
	}
	school(c, model.School{ID: "A", Area: model.AreaCity, Place: &model.Place{Lon: 112, Lat: 31}, Stocks: model.Stocks{"computers": 60, "library_yuan": 4000}}, 400, full(30, 500, 10, 44, 0, 390))
	school(c, model.School{ID: "B", Area: model.AreaCity, CountedWith: "A", Stocks: model.Stocks{"computers": 20, "library_yuan": 8000}}, 400, full(20, 300, 10, 48, 0, 400))
	school(c, model.School{ID: "C", Area: model.AreaRural, Place: &model.Place{Lon: 112, Lat: 31.1}, Stocks: model.Stocks{"computers": 40, "library_yuan": 0}}, 200, full(10, 400, 8, 30, 100, 150))
	c.Services = []model.Service{
		{School: "A", Stage: model.StagePrimary, PupilsWanting: 300, PupilsServed: 300, HoursPerWeek: 10, FeeYuan: 3},
		{School: "B", Stage: model.StagePrimary, PupilsWanting: 100, PupilsServed: 0, HoursPerWeek: 0},
	}
	c.Outcomes = []model.Outcome{
		{School: "A", Stage: model.StagePrimary, Measure: "attainment", Value: 80},
		{School: "C", Stage: model.StagePrimary, Measure: "attainment", Value: 70},
	}
	c.Funds = []model.Fund{
		{ID: "1", Year: 2024, Amount: 100000}, {ID: "2", Year: 2024, Amount: 20000, Areas: []model.Area{model.AreaRural}}, {ID: "3", Year: 2025, Amount: 7},
	}
	return c
}

func TestViews(t *testing.T) {
	t.Parallel()
	s, c := rules(standard.ByPupils), townAndCountry()
	v := view(t, s, c, diagnosis.Investment, diagnosis.ByArea)
	require.Len(t, v.Rows, 3)
	require.Equal(t, "city", v.Rows[0].Part)
	require.Equal(t, 1, v.Rows[0].Sections, "a campus is no section of its own")
	require.InDelta(t, 800, v.Rows[0].Pupils, 0)
	require.InDelta(t, 6.25, value(t, v, model.Teachers, "city"), exact)
	require.InDelta(t, 6, value(t, v, "T", ""), exact)
	require.InDelta(t, 10, value(t, v, "computers", "city"), exact)
	require.InDelta(t, 15, value(t, v, "library_yuan", "city"), exact)
	require.InDelta(t, 12, value(t, v, "library_yuan", ""), exact)
	require.InDelta(t, 100, value(t, v, "funds", "city"), 1e-9)
	require.InDelta(t, 200, value(t, v, "funds", "rural"), 1e-9)

	v = view(t, s, c, diagnosis.Opportunity, diagnosis.ByArea)
	require.InDelta(t, 1, value(t, v, "seats_taken", "city"), exact)
	require.InDelta(t, 0.5, value(t, v, "seats_taken", "rural"), exact)
	require.InDelta(t, 40, value(t, v, "class_size", "city"), exact)
	require.InDelta(t, 48, value(t, v, "largest_class", "city"), exact)
	require.InDelta(t, 0.1, value(t, v, "boarders", ""), exact)
	require.InDelta(t, 0.94, value(t, v, "nearby", ""), exact)
	require.InDelta(t, 11.12, value(t, v, "km_to_next", "city"), 0.01)
	require.InDelta(t, 0.75, value(t, v, "service_served", "city"), exact)
	require.InDelta(t, 3.0/8, value(t, v, "service_share", "city"), exact)
	require.InDelta(t, 10, value(t, v, "service_hours", "city"), exact)
	require.True(t, math.IsNaN(value(t, v, "service_fee", "rural")))

	c.Classes = []model.Class{
		{School: "A", Stage: model.StagePrimary, Pupils: 40}, {School: "B", Stage: model.StagePrimary, Pupils: 60}, {School: "C", Stage: model.StagePrimary, Pupils: 45},
	}
	c.Travel = []model.Trip{
		{From: "A", School: "C", Metres: 15000}, {From: "C", School: "A", Metres: 14000}, {From: "C", School: "B", Metres: 1}, {From: "A", School: "B", Metres: 1, Barrier: true},
	}
	v = view(t, s, c, diagnosis.Opportunity, diagnosis.ByArea)
	require.InDelta(t, 0.6, value(t, v, "in_large_classes", "city"), exact)
	require.InDelta(t, 60, value(t, v, "largest_class", "city"), exact)
	require.InDelta(t, 14, value(t, v, "km_to_next", "rural"), exact, "a campus is not another school")
	require.InDelta(t, 15, value(t, v, "km_to_next", "city"), exact)

	v = view(t, s, c, diagnosis.Benefit, diagnosis.ByArea)
	require.InDelta(t, 80, value(t, v, "attainment", "city"), exact)
	require.InDelta(t, 0.5, value(t, v, "attainment_covered", "city"), exact)
	require.InDelta(t, (400*80+200*70)/600.0, value(t, v, "attainment", ""), exact*100)
	require.InDelta(t, 70, value(t, v, "attainment_lowest", ""), exact)
	c.Outcomes = nil
	require.Empty(t, view(t, s, c, diagnosis.Benefit, diagnosis.ByZone).Measures)
}

func TestViewRefuses(t *testing.T) {
	t.Parallel()
	s, c := rules(standard.ByPupils), townAndCountry()
	a, err := s.Assess(c)
	require.NoError(t, err)
	_, err = diagnosis.NewView(s, c, a, "investmnt", diagnosis.ByArea)
	require.ErrorContains(t, err, `did you mean "investment"?`)
	_, err = diagnosis.NewView(s, c, a, diagnosis.Investment, "are")
	require.ErrorContains(t, err, `did you mean "area"?`)
}

// The parts of a view weigh together to the whole, and hold all pupils.
func TestViewsAddUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v := view(t, rules(standard.ByPupils), drawCounty(t), diagnosis.Investment, rapid.SampledFrom(diagnosis.Dimensions()).Draw(t, "by"))
		whole := v.Rows[len(v.Rows)-1]
		require.True(t, whole.Whole)
		for k := range v.Measures {
			sum, pupils := 0.0, 0.0
			for _, r := range v.Rows[:len(v.Rows)-1] {
				sum, pupils = sum+float(r.Values[k])*r.Pupils, pupils+r.Pupils
			}
			require.InDelta(t, whole.Pupils, pupils, exact*pupils)
			require.InDelta(t, float(whole.Values[k]), sum/pupils, exact*math.Max(1, float(whole.Values[k])))
		}
	})
}

// The nearest school is the one that looking at all of them finds.
func TestNextSchool(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := drawCounty(t)
		for i := range c.Schools {
			c.Schools[i].Place = &model.Place{Lon: rapid.Float64Range(112, 112.5).Draw(t, "lon"), Lat: rapid.Float64Range(31, 31.5).Draw(t, "lat")}
		}
		v := view(t, rules(standard.ByPupils), c, diagnosis.Opportunity, diagnosis.ByArea)
		sum, pupils := 0.0, 0.0
		for i := range c.Schools {
			least := math.Inf(1)
			for j := range c.Schools {
				if j != i {
					least = math.Min(least, c.Schools[i].Place.MetresTo(*c.Schools[j].Place))
				}
			}
			sum, pupils = sum+least/1000*c.Sections[i].Pupils, pupils+c.Sections[i].Pupils
		}
		for k, m := range v.Measures {
			if m.ID == "km_to_next" {
				require.InDelta(t, sum/pupils, float(v.Rows[len(v.Rows)-1].Values[k]), 1e-9)
			}
		}
	})
}
