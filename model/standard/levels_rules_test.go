package standard_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// levelRule is the rule of an id that a level states.
func levelRule(t *testing.T, s *standard.Standard, level, id string) standard.Rule {
	t.Helper()
	for _, r := range s.Rules {
		if r.Level == level && r.ID == id {
			return r
		}
	}
	t.Fatalf("%s has no rule %s", level, id)
	return standard.Rule{}
}

// A level that changes only the threshold of a rule states only that.
func TestLevelChangesAThreshold(t *testing.T) {
	t.Parallel()
	national := standard.QualityBalance2017()
	low := &standard.Standard{Name: "city", Source: "order 12", Rules: []standard.Rule{
		{ID: "guarantee-05", Threshold: map[string]float64{"primary": 44}},
		{ID: "guarantee-06", Threshold: map[string]float64{"primary": 1001}, Source: "order 13", Verified: true},
		{ID: "guarantee-04", Reliefs: []standard.Relief{}},
	}}
	lower := &standard.Standard{Name: "district", Rules: []standard.Rule{
		{ID: "guarantee-05", Threshold: map[string]float64{"junior": 49}, Name: "small classes"},
	}}
	s, err := standard.Stack(national, low, lower)
	require.NoError(t, err)
	require.NoError(t, s.Validate())
	require.Empty(t, low.Rules[0].Form, "what is stacked stays as it was")

	of05, given := levelRule(t, s, "city", "guarantee-05"), levelRule(t, s, national.Name, "guarantee-05")
	given.Level, given.Threshold, given.Source, given.Verified = "city", map[string]float64{"primary": 44}, "order 12", false
	require.Equal(t, given, of05)
	require.Equal(t, "small classes", levelRule(t, s, "district", "guarantee-05").Name)
	require.Empty(t, levelRule(t, s, "district", "guarantee-05").Source)
	of06 := levelRule(t, s, "city", "guarantee-06")
	require.Equal(t, "order 13", of06.Source)
	require.True(t, of06.Verified)
	require.Empty(t, of06.ThresholdInput, "the county's quota does not replace the city's")
	require.Nil(t, levelRule(t, s, "city", "guarantee-04").Reliefs)
	require.Len(t, levelRule(t, s, national.Name, "guarantee-04").Reliefs, 2)

	outcomes := make(map[string]standard.Outcome)
	for _, v := range assess(t, s, passing()).Verdicts {
		if v.Rule == "guarantee-05" || v.Rule == "guarantee-06" {
			outcomes[v.Level+" "+v.Rule+" "+v.Where] = v.Outcome
		}
	}
	require.Equal(t, map[string]standard.Outcome{
		"quality-balance-2017 guarantee-05 p/primary": standard.Pass, "quality-balance-2017 guarantee-05 v/primary": standard.Pass,
		"quality-balance-2017 guarantee-05 j/junior": standard.Pass, "quality-balance-2017 guarantee-06 v": standard.Pass,
		"city guarantee-05 p/primary": standard.Fail, "city guarantee-05 v/primary": standard.Pass, "city guarantee-06 v": standard.Fail,
		"district guarantee-05 j/junior": standard.Fail,
	}, outcomes)

	for _, c := range []struct {
		level standard.Standard
		want  string
	}{
		{standard.Standard{Name: "x", Rules: []standard.Rule{{ID: "guarantee-5"}}}, `x: guarantee-5: id: "guarantee-5": has no form, and no level above has a rule of this id; did you mean "guarantee-05"?`},
		{standard.Standard{Name: "x"}, "x: indicators: there is no indicator"},
	} {
		_, err := standard.Stack(national, &c.level)
		require.EqualError(t, err, c.want)
		require.NotEmpty(t, model.DataErrors(err))
	}
	_, err = standard.Stack(&standard.Standard{Name: "city", Rules: national.Rules})
	require.ErrorContains(t, err, "city: indicators: there is no indicator")
}

// A minimum of a section names the level whose it is.
func TestLevelOfMinimums(t *testing.T) {
	t.Parallel()
	s, err := standard.Stack(standard.QualityBalance2017(), province(1.2), city())
	require.NoError(t, err)
	c := passing()
	for i := range c.Schools {
		c.Schools[i].Stocks["books"] = 1e5
	}
	a := assess(t, s, c)
	for _, section := range a.Sections {
		require.Equal(t, "quality-balance-2017", section.Readings[0].Level, "a limit of the city on the CV is no minimum")
		require.Equal(t, "province", section.Readings[1].Level)
		want := map[string]string{"primary": "city", "junior": ""}[section.Stage]
		require.Equal(t, want, section.Readings[7].Level, section.Stage)
	}
	data, err := json.Marshal(a)
	require.NoError(t, err)
	require.Contains(t, string(data), `"minimum":1.2,"level":"province","met":true`)

	data, err = json.Marshal(assess(t, standard.QualityBalance2017(), passing()))
	require.NoError(t, err)
	require.NotContains(t, string(data), `"level":`)
	// Of equal minimums the highest level's binds.
	s, err = standard.Stack(standard.QualityBalance2017(), province(1))
	require.NoError(t, err)
	require.Equal(t, "quality-balance-2017", assess(t, s, c).Sections[0].Readings[1].Level)
}
