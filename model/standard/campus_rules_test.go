package standard_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// A village school counted with its township centre is judged for itself where the text says so:
// public funds for at least 100 pupils.
func TestSmallSchoolUnderATownshipCentre(t *testing.T) {
	t.Parallel()
	s := standard.QualityBalance2017()
	county := func(funds float64) *model.County {
		c := passing()
		v := school(c, "v")
		v.CountedWith = "p"
		v.Stocks["public_funds_yuan"] = funds
		return c
	}
	judged := of(assess(t, s, county(36_000)), "guarantee-06")
	require.Len(t, judged, 1, "the centre has more than 100 pupils, with the village school and without")
	v := judged["v"]
	require.Equal(t, standard.Fail, v.Outcome, v.Inputs)
	require.InDelta(t, 360, v.Value, 0)
	require.InDelta(t, 720, v.Threshold, 0)
	require.Equal(t, "public_funds_yuan 36000, pupils_at_least_100 100", v.Inputs)

	require.Equal(t, standard.Pass, of(assess(t, s, county(72_000)), "guarantee-06")["v"].Outcome)

	// Funds that stand at the centre only do not say what the village school gets.
	c := county(0)
	delete(school(c, "v").Stocks, "public_funds_yuan")
	v = of(assess(t, s, c), "guarantee-06")["v"]
	require.Equal(t, standard.NoData, v.Outcome)
	require.Equal(t, "missing: public_funds_yuan of v/primary", v.Inputs)

	// Other rules see one school.
	require.NotContains(t, of(assess(t, s, county(72_000)), "guarantee-04"), "v")

	// A campus of a school that the standard is not about is not judged either.
	c = county(36_000)
	s.Exclude.Flags = []string{model.FlagAboveCounty}
	school(c, "p").Flags = []string{model.FlagAboveCounty}
	require.Equal(t, "no school or section is concerned", of(assess(t, s, c), "guarantee-06")["county"].Inputs)
}

// A share of nothing is no share: it passes only where nobody need be concerned, and the rule says so.
func TestEmptyShares(t *testing.T) {
	t.Parallel()
	s := standard.QualityBalance2017()
	for rule, inputs := range map[string][]string{
		"recognition-rate":    {"survey_satisfied", "survey_valid"},
		"recognition-parents": {"survey_parents", "survey_valid"},
		"guarantee-09":        {"trained_teachers", "teachers"},
		"guarantee-12":        {"certified_teachers", "teachers"},
		"guarantee-14":        {"senior_places_allotted", "senior_places"},
		"quality-7-labour":    {"labour_hours", "practice_hours"},
	} {
		c := passing()
		for _, id := range inputs {
			answer(c, id, "0")
		}
		v := of(assess(t, s, c), rule)["county"]
		require.Equal(t, standard.NoData, v.Outcome, rule)
		require.Contains(t, v.Inputs, ": the divisor must be above 0", rule)
	}
	for rule, inputs := range map[string][]string{
		"guarantee-11":          {"rotated_teachers", "eligible_teachers"},
		"guarantee-11-backbone": {"rotated_backbone_teachers", "rotated_teachers"},
		"guarantee-15-migrant":  {"migrant_public", "migrant_bought", "migrant_eligible"},
		"quality-2":             {"disabled_enrolled", "disabled_children"},
	} {
		c := passing()
		for _, id := range inputs {
			answer(c, id, "0")
		}
		v := of(assess(t, s, c), rule)["county"]
		require.Equal(t, standard.Pass, v.Outcome, rule)
		require.Contains(t, v.Inputs, ": nobody is concerned", rule)
	}
}
