package standard_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

func TestQualityBalance2017(t *testing.T) {
	t.Parallel()
	s := standard.QualityBalance2017()
	require.NoError(t, s.Validate())
	// Thresholds of the order of 2017, primary and junior.
	want := map[string][2]float64{
		"L1": {4.2, 5.3}, "L2": {1, 1}, "L3": {0.9, 0.9}, "L4": {4.5, 5.8}, "L5": {7.5, 10.2}, "L6": {2000, 2500}, "L7": {2.3, 2.4},
	}
	require.Len(t, s.Indicators, len(want))
	for k, indicator := range s.Indicators {
		for i, stage := range []string{"primary", "junior"} {
			minimum, ok := s.SectionTarget(k, stage)
			require.True(t, ok)
			require.Equal(t, want[indicator.Code][i], minimum)
			limit, ok := s.CVLimit(k, stage)
			require.True(t, ok)
			require.Equal(t, []float64{0.5, 0.45}[i], limit)
		}
		require.Equal(t, k >= 3, indicator.Split, "teachers are not split")
		require.NotEmpty(t, indicator.NameZH)
		_, ok := s.SectionTarget(k, "senior")
		require.False(t, ok)
	}
	s.Indicators[0].Minimum["primary"] = 0
	require.InDelta(t, 4.2, standard.QualityBalance2017().Indicators[0].Minimum["primary"], 0, "each caller has its own")
}

func TestByName(t *testing.T) {
	t.Parallel()
	for _, name := range standard.Names() {
		s, err := standard.ByName(name)
		require.NoError(t, err)
		require.Equal(t, name, s.Name)
		require.NoError(t, s.Validate(), name)
		require.NotEmpty(t, s.Source, name)
		for _, r := range s.Rules {
			require.NotEmpty(t, r.Name, r.ID)
			require.NotEmpty(t, r.NameZH, r.ID)
			require.NotEmpty(t, r.Source, r.ID)
		}
	}
	_, err := standard.ByName("quality-balance-2107")
	require.ErrorIs(t, err, standard.ErrUnknown)
	known := strings.Join(standard.Names(), ", ")
	require.EqualError(t, err, `unknown standard "quality-balance-2107"; did you mean "quality-balance-2017"? known: `+known)
	_, err = standard.ByName("x")
	require.EqualError(t, err, `unknown standard "x"; known: `+known)
}

func TestStandardJSON(t *testing.T) {
	t.Parallel()
	for _, s := range []*standard.Standard{standard.QualityBalance2017(), standard.BasicBalance2012(), one(0, 0), one(5, 0.3)} {
		data, err := json.Marshal(s)
		require.NoError(t, err)
		var back standard.Standard
		require.NoError(t, json.Unmarshal(data, &back))
		require.Equal(t, s, &back)
	}
	data, err := json.Marshal(standard.QualityBalance2017())
	require.NoError(t, err)
	for _, part := range []string{
		`"stock":["teaching_area_m2","-indoor_sports_m2"]`, `"cv_limit":{"junior":0.45,"primary":0.5}`,
		`"school_rule":{"met_at_least":6,"others_at_share":0.85}`, `"exclude":{"kinds":["special"],"teaching_points_below":50}`,
	} {
		require.Contains(t, string(data), part)
	}
	require.Error(t, json.Unmarshal([]byte(`{"indicators":[{"stock":["-"]}]}`), &standard.Standard{}))
}

func TestValidate(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		change func(s *standard.Standard)
		want   string
	}{
		{"fine", func(*standard.Standard) {}, ""},
		{"name", func(s *standard.Standard) { s.Name = "" }, ": name: is missing"},
		{"weighting", func(s *standard.Standard) { s.Weighting = "pupil" }, `one: weighting: "pupil": unknown; did you mean "pupils"? known: pupils, none`},
		{"no indicator", func(s *standard.Standard) { s.Indicators = nil }, "one: indicators: there is no indicator"},
		{"no code", func(s *standard.Standard) { s.Indicators[0].Code = "" }, "one: indicator 1: code: is missing"},
		{"code", func(s *standard.Standard) { s.Indicators[0].Code = "a:b" }, `one: a:b: code: "a:b": must not contain any of , : = / *`},
		{"twice", func(s *standard.Standard) { s.Indicators = append(s.Indicators, s.Indicators[0]) }, `one: T: code: "T": is given twice`},
		{"no stock", func(s *standard.Standard) { s.Indicators[0].Stock = nil }, "one: T: stock: must have a column that counts positively"},
		{"only negative", func(s *standard.Standard) { s.Indicators[0].Stock[0].Sign = -1 }, "one: T: stock: must have a column that counts positively"},
		{"sign", func(s *standard.Standard) {
			s.Indicators[0].Stock = append(s.Indicators[0].Stock, standard.Term{Column: "x", Sign: 2})
		},
			`one: T: stock: "x": must count with the sign 1 or -1`},
		{"column", func(s *standard.Standard) { s.Indicators[0].Stock[0].Column = "-x" }, `one: T: stock: "-x": must be the name of a column`},
		{"column twice", func(s *standard.Standard) {
			s.Indicators[0].Stock = append(s.Indicators[0].Stock, s.Indicators[0].Stock[0])
		},
			`one: T: stock: "teachers": is given twice`},
		{"per", func(s *standard.Standard) { s.Indicators[0].Per = 0 }, `one: T: per: "0": must be a positive number, such as 1 or 100`},
		{"minimum", func(s *standard.Standard) { s.Indicators[0].Minimum["primary"] = math.NaN() }, `one: T: minimum.primary: "NaN": must be a positive number`},
		{"limit", func(s *standard.Standard) { s.Indicators[0].CVLimit["primary"] = -1 }, `one: T: cv_limit.primary: "-1": must be a finite number, not negative`},
		{"met", func(s *standard.Standard) { s.Section.MetAtLeast = 2 }, `one: school_rule.met_at_least: "2": must be from 0 (all) to the 1 indicators`},
		{"share", func(s *standard.Standard) { s.Section.OthersAtShare = 85 }, `one: school_rule.others_at_share: "85": must be a share from 0 to 1`},
		{"kinds", func(s *standard.Standard) { s.Exclude.Kinds = []model.SchoolKind{"speciel"} },
			`one: exclude.kinds: "speciel": unknown; did you mean "special"? known: primary, junior, nine_year, complete_secondary, twelve_year, teaching_point, special`},
		{"below", func(s *standard.Standard) { s.Exclude.TeachingPointsBelow = -1 },
			`one: exclude.teaching_points_below: "-1": must be a finite number of pupils, not negative`},
		{"composite", func(s *standard.Standard) {
			s.Composite.CVLimit = map[string]float64{"primary": math.Inf(1)}
		}, `one: composite.cv_limit.primary: "+Inf": must be a finite number, not negative`},
		{"several at once", func(s *standard.Standard) { s.Indicators[0].Per, s.Section.MetAtLeast = -1, -1 },
			`one: T: per: "-1": must be a positive number, such as 1 or 100` + "\n" + `one: school_rule.met_at_least: "-1": must be from 0 (all) to the 1 indicators`},
	} {
		s := one(5, 0.3)
		c.change(s)
		err := s.Validate()
		if c.want == "" {
			require.NoError(t, err)
			continue
		}
		require.EqualError(t, err, c.want, c.name)
		_, err = s.Assess(schools([2]float64{1, 10}))
		require.EqualError(t, err, c.want, c.name)
	}
}

// large is a county of n sections with all seven stocks.
func large(n int) *model.County {
	c := &model.County{Name: "large"}
	for i := range n / 2 {
		id := fmt.Sprintf("S%05d", i)
		grow := float64(i%97 + 20)
		c.Schools = append(c.Schools, model.School{
			ID: id, Kind: model.KindNineYear, Area: model.AreaRural, Zone: fmt.Sprint("Z", i%40),
			Stocks: model.Stocks{"teaching_area_m2": 90 * grow, "sports_ground_m2": 150 * grow, "equipment_yuan": 40000 * grow, "multimedia_rooms": grow / 2},
		})
		for k, stage := range []string{model.StagePrimary, model.StageJunior} {
			c.Sections = append(c.Sections, model.Section{
				School: id, Stage: stage, Pupils: 10*grow + float64(i*(k+3)%211),
				Stocks: model.Stocks{"teachers": grow, "teachers_above_degree": grow / 2, "teachers_backbone": grow / 9, "teachers_pe_arts": grow / 8},
			})
		}
	}
	return c
}

func BenchmarkAssess(b *testing.B) {
	for _, n := range []int{240, 24000} {
		for _, s := range []*standard.Standard{standard.QualityBalance2017(), one(5, 0.3)} {
			c := large(n)
			b.Run(fmt.Sprintf("sections=%d/indicators=%d", n, len(s.Indicators)), func(b *testing.B) {
				for b.Loop() {
					if _, err := s.Assess(c); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
