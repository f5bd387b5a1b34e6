package standard_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// twoStages is a nine-year school of 60 and 40 pupils in the city and a rural primary school of 30.
func twoStages() *model.County {
	section := func(id, stage string, pupils, meals float64) model.Section {
		return model.Section{School: id, Stage: stage, Pupils: pupils, Stocks: model.Stocks{"teachers": 5, "meals": meals}}
	}
	return &model.County{
		Year: 2025,
		Schools: []model.School{
			{ID: "n", Kind: model.KindNineYear, Area: model.AreaCity, Owner: 10, Stocks: model.Stocks{"clubs": 4}},
			{ID: "r", Kind: model.KindPrimary, Area: model.AreaRural, Flags: []string{model.FlagBoarding}, Stocks: model.Stocks{"clubs": 1}},
		},
		Sections: []model.Section{
			section("n", model.StagePrimary, 60, 60), section("n", model.StageJunior, 40, 20), section("r", model.StagePrimary, 30, 15),
		},
	}
}

// ratioOf judges meals per pupil at the places of a scope, and returns value by place.
func ratioOf(t *testing.T, each standard.Each, scope standard.Scope) map[string]float64 {
	t.Helper()
	s := one(5, 10)
	s.Rules = []standard.Rule{meals()}
	s.Rules[0].Each, s.Rules[0].Scope, s.Rules[0].Reliefs = each, scope, nil
	values := make(map[string]float64)
	for where, v := range of(assess(t, s, twoStages()), "meals") {
		require.NotEqual(t, standard.NoData, v.Outcome, v.Inputs)
		values[where] = v.Value
	}
	return values
}

func TestScopeOfPlaces(t *testing.T) {
	t.Parallel()
	type values = map[string]float64
	primary := []string{model.StagePrimary}
	for _, c := range []struct {
		name  string
		each  standard.Each
		scope standard.Scope
		want  values
	}{
		{"county", standard.EachCounty, standard.Scope{}, values{"county": 95.0 / 130}},
		{"county by default", "", standard.Scope{}, values{"county": 95.0 / 130}},
		{"primary of the county", standard.EachCounty, standard.Scope{Stages: primary}, values{"county": 75.0 / 90}},
		{"stages", standard.EachStage, standard.Scope{}, values{"primary": 75.0 / 90, "junior": 0.5}},
		{"one stage", standard.EachStage, standard.Scope{Stages: primary}, values{"primary": 75.0 / 90}},
		{"schools", standard.EachSchool, standard.Scope{}, values{"n": 0.8, "r": 0.5}},
		{"schools, primary", standard.EachSchool, standard.Scope{Stages: primary}, values{"n": 1, "r": 0.5}},
		{"schools, junior", standard.EachSchool, standard.Scope{Stages: []string{model.StageJunior}}, values{"n": 0.5}},
		{"sections", standard.EachSection, standard.Scope{}, values{"n/primary": 1, "n/junior": 0.5, "r/primary": 0.5}},
		{"sections, primary", standard.EachSection, standard.Scope{Stages: primary}, values{"n/primary": 1, "r/primary": 0.5}},
		{"kinds", standard.EachSchool, standard.Scope{Kinds: []model.SchoolKind{model.KindPrimary}}, values{"r": 0.5}},
		{"without kinds", standard.EachSchool, standard.Scope{WithoutKinds: []model.SchoolKind{model.KindPrimary}}, values{"n": 0.8}},
		{"areas", standard.EachSchool, standard.Scope{Areas: []model.Area{model.AreaRural}}, values{"r": 0.5}},
		{"public", standard.EachSchool, standard.Scope{Public: true}, values{"r": 0.5}},
		{"flags", standard.EachSchool, standard.Scope{Flags: []string{model.FlagBoarding}}, values{"r": 0.5}},
		{"without flags", standard.EachStage, standard.Scope{WithoutFlags: []string{model.FlagBoarding}}, values{"primary": 1, "junior": 0.5}},
		{"fewer pupils", standard.EachSchool, standard.Scope{PupilsBelow: 100}, values{"r": 0.5}},
		{"fewer pupils of a section", standard.EachSection, standard.Scope{PupilsBelow: 60}, values{"n/junior": 0.5, "r/primary": 0.5}},
		{"more pupils", standard.EachSection, standard.Scope{PupilsAbove: 40}, values{"n/primary": 1}},
	} {
		got := ratioOf(t, c.each, c.scope)
		require.Len(t, got, len(c.want), c.name)
		for where, want := range c.want {
			require.InDelta(t, want, got[where], 1e-12, "%s: %s", c.name, where)
		}
	}
}

// A stock that the school keeps is the school's, and no section's where there are several.
func TestStocksKeptBySchools(t *testing.T) {
	t.Parallel()
	s := one(5, 10)
	rule := meals()
	rule.Form, rule.Value, rule.Over, rule.Reliefs = standard.Minimum, []standard.Term{{Column: "clubs", Sign: 1}}, nil, nil
	rule.Threshold = map[string]float64{standard.AnyPlace: 2}
	s.Rules = []standard.Rule{rule}
	verdicts := of(assess(t, s, twoStages()), "meals")
	require.InDelta(t, 4, verdicts["n"].Value, 0)
	require.Equal(t, standard.Fail, verdicts["r"].Outcome)

	s.Rules[0].Each = standard.EachSection
	verdicts = of(assess(t, s, twoStages()), "meals")
	require.Equal(t, standard.NoData, verdicts["n/junior"].Outcome)
	require.Equal(t, "missing: clubs of n/junior", verdicts["n/junior"].Inputs)
	require.InDelta(t, 1, verdicts["r/primary"].Value, 0, "its school's only section")

	s.Rules[0].Each = standard.EachCounty
	require.InDelta(t, 5, of(assess(t, s, twoStages()), "meals")["county"].Value, 0)
}

// A place without a threshold is not judged; bounds may be from above.
func TestBounds(t *testing.T) {
	t.Parallel()
	s := one(5, 10)
	rule := meals()
	rule.Reliefs, rule.Each, rule.AtMost = nil, standard.EachSection, true
	rule.Form, rule.Threshold = standard.Ratio, map[string]float64{model.StagePrimary: 0.5}
	s.Rules = []standard.Rule{rule}
	verdicts := of(assess(t, s, twoStages()), "meals")
	require.Len(t, verdicts, 2, "junior sections have no threshold")
	require.Equal(t, standard.Fail, verdicts["n/primary"].Outcome)
	require.InDelta(t, -0.5, verdicts["n/primary"].Margin, 1e-12)
	require.Equal(t, standard.Pass, verdicts["r/primary"].Outcome)
	none := s.Rules[0]
	none.ID, none.Threshold = "none", map[string]float64{model.StageSenior: 1}
	s.Rules = append(s.Rules, none)
	require.Equal(t, "no school or section is concerned", of(assess(t, s, twoStages()), "none")["county"].Inputs)
	s.Rules[0].Strict = true
	v := of(assess(t, s, twoStages()), "meals")["r/primary"]
	require.Equal(t, standard.Fail, v.Outcome, "not below 0.5")
	require.Zero(t, v.Margin)

	// A school of several stages takes the strictest of its thresholds.
	rule.Each, rule.Form, rule.AtMost, rule.Strict, rule.Over = standard.EachSchool, standard.Maximum, false, false, nil
	rule.Threshold = map[string]float64{model.StageJunior: 70, model.StagePrimary: 90}
	s.Rules = []standard.Rule{rule}
	require.InDelta(t, 70, of(assess(t, s, twoStages()), "meals")["n"].Threshold, 0)
	s.Rules[0].Form = standard.Minimum
	require.InDelta(t, 90, of(assess(t, s, twoStages()), "meals")["n"].Threshold, 0)

	// No more than a step function allows.
	rule = meals()
	rule.Reliefs, rule.Threshold, rule.Over = nil, nil, nil
	rule.Form, rule.AtMost = standard.Step, true
	rule.Steps = standard.Steps{Of: []standard.Term{{Column: "pupils", Sign: 1}}, Every: 50, Give: 40}
	s.Rules = []standard.Rule{rule}
	verdicts = of(assess(t, s, twoStages()), "meals")
	require.InDelta(t, 0, verdicts["n"].Margin, 0, "80 of 80")
	require.True(t, verdicts["n"].Passes)
	require.InDelta(t, 25, verdicts["r"].Margin, 0)
	c := twoStages()
	delete(c.Sections[2].Stocks, "meals")
	v = of(assess(t, s, c), "meals")["r"]
	require.Equal(t, "missing: meals of r/primary", v.Inputs)
	require.True(t, math.IsNaN(v.Threshold))
}

func TestDerived(t *testing.T) {
	t.Parallel()
	require.Equal(t, []string{"pupils", "classes", "largest_class", "pupils_at_least_100", "special_pupils"}, standard.Derived())
}
