package diagnosis_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/diagnosis"
	"github.com/eduparity/eduparity/model/standard"
)

// A warning of a school's size is measured at the limit of its verdict: what passes by a relief is not
// said to be over the limit, and a relief that is there to be used is not near either.
func TestSizesByVerdict(t *testing.T) {
	t.Parallel()
	c := &model.County{Year: 2024}
	for _, s := range []struct {
		id     string
		built  int
		pupils float64
	}{
		{"eased-full", 1990, 1200}, {"eased-over", 1990, 1250}, {"eased-early", 1990, 950}, {"plain-near", 2015, 950}, {"plain-over", 2015, 1100},
	} {
		school(c, model.School{ID: s.id, BuiltYear: s.built}, s.pupils, stocks(60, 12, 9000))
	}
	s := withRules()
	a, d := must(t, s, c)
	want := []diagnosis.Warning{
		{Level: diagnosis.Red, School: "plain-over", Value: 1100, Threshold: 1000},
		{Level: diagnosis.Red, School: "eased-over", Value: 1250, Threshold: 1200},
		{Level: diagnosis.Yellow, School: "eased-full", Value: 1200, Threshold: 1200},
		{Level: diagnosis.Yellow, School: "plain-near", Value: 950, Threshold: 1000},
	}
	for i := range want {
		want[i].Kind = diagnosis.WarnSize
	}
	require.Equal(t, want, find(d.Warnings, diagnosis.WarnSize))
	requireAgree(t, a, d)

	c.Year = 2027 // the relief has lapsed
	a, d = must(t, s, c)
	sizes := find(d.Warnings, diagnosis.WarnSize)
	require.Len(t, sizes, 5)
	require.Equal(t, "eased-over", sizes[0].School)
	require.Equal(t, diagnosis.Number(1000), sizes[0].Threshold)
	requireAgree(t, a, d)

	c.Year = 0 // no relief with a term counts
	a, d = must(t, s, c)
	require.Len(t, find(d.Warnings, diagnosis.WarnSize), 5)
	requireAgree(t, a, d)
	c.Year = 2027

	s.Rules[2].Strict = true // a school at the limit breaks it
	c.Schools[4].BuiltYear, c.Sections[4].Pupils = 2015, 1000
	a, d = must(t, s, c)
	require.Len(t, find(d.Warnings, diagnosis.WarnSize), 5)
	requireAgree(t, a, d)
}

// requireAgree asks that red warnings of sizes are those of schools whose size fails.
func requireAgree(t *testing.T, a *standard.Assessment, d *diagnosis.Diagnosis) {
	t.Helper()
	red := make(map[string]bool)
	for _, w := range find(d.Warnings, diagnosis.WarnSize) {
		red[w.School] = w.Level == diagnosis.Red
	}
	n := 0
	for i := range a.Verdicts {
		if v := &a.Verdicts[i]; v.Rule == "size" {
			n++
			require.Equal(t, v.Outcome == standard.Fail, red[v.Where], v.Where)
		}
	}
	require.Positive(t, n)
}

// The same holds for classes.
func TestClassesByVerdict(t *testing.T) {
	t.Parallel()
	c := &model.County{Year: 2024}
	for id, built := range map[string]int{"old": 1990, "new": 2015} {
		school(c, model.School{ID: id, BuiltYear: built}, 400, stocks(60, 12, 9000))
		c.Classes = append(c.Classes, model.Class{School: id, Stage: model.StagePrimary, Pupils: 50})
	}
	s := rules(standard.ByPupils)
	s.Rules = []standard.Rule{{
		ID: "class", Name: "class", Block: standard.BlockGuarantee, Form: standard.Maximum, Each: standard.EachSection,
		Value: []standard.Term{{Column: standard.QuantityLargestClass, Sign: 1}}, Threshold: map[string]float64{model.StagePrimary: 45},
		Reliefs: []standard.Relief{{ID: "old", Name: "old", Ground: standard.Ground{BuiltBy: 2000}, Threshold: map[string]float64{model.StagePrimary: 52}}},
	}}
	_, d := must(t, s, c)
	require.Equal(t, []diagnosis.Warning{
		{Level: diagnosis.Red, Kind: diagnosis.WarnClass, School: "new", Stage: model.StagePrimary, Value: 50, Threshold: 45},
	}, find(d.Warnings, diagnosis.WarnClass))
}
