package modelio_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/modelio"
	"github.com/eduparity/eduparity/model/standard"
)

func TestReadStandard(t *testing.T) {
	t.Parallel()
	s, err := modelio.ReadStandard(strings.NewReader(`
name: anhui-2026
weighting: pupils
indicators:
  - {code: L1, name: teachers, name_zh: 教师, unit: persons, stock: teachers, per: 100, minimum: {primary: 4.2, junior: 5.3}, cv_limit: {primary: 0.5}}
  - code: L4
    stock: [teaching_area_m2, -indoor_sports_m2]
    minimum: {primary: 4.5}
    split: true
  - code: L5
    stock:
      - gymnasium_m2
      - "-indoor_sports_m2"
school_rule: {met_at_least: 2, others_at_share: 0.9}
exclude:
  kinds: [special]
  teaching_points_below: 50
`), "anhui.yaml")
	require.NoError(t, err)
	require.Equal(t, &standard.Standard{
		Name: "anhui-2026", Weighting: standard.ByPupils,
		Indicators: []standard.Indicator{
			{Code: "L1", Name: "teachers", NameZH: "教师", Unit: "persons", Stock: []standard.Term{{Column: "teachers", Sign: 1}}, Per: 100,
				Minimum: map[string]float64{"primary": 4.2, "junior": 5.3}, CVLimit: map[string]float64{"primary": 0.5}},
			{Code: "L4", Stock: []standard.Term{{Column: "teaching_area_m2", Sign: 1}, {Column: "indoor_sports_m2", Sign: -1}}, Per: 1,
				Minimum: map[string]float64{"primary": 4.5}, Split: true},
			{Code: "L5", Stock: []standard.Term{{Column: "gymnasium_m2", Sign: 1}, {Column: "indoor_sports_m2", Sign: -1}}, Per: 1},
		},
		Section: standard.SectionRule{MetAtLeast: 2, OthersAtShare: 0.9},
		Exclude: standard.Exclude{Kinds: []model.SchoolKind{"special"}, TeachingPointsBelow: 50},
	}, s)
}

// One indicator without minimum or limit must work.
func TestReadSmallStandard(t *testing.T) {
	t.Parallel()
	s, err := modelio.ReadStandard(strings.NewReader("indicators: [{code: T, stock: teachers, per: 100}]\n"), "dir/teachers.yaml")
	require.NoError(t, err)
	require.Equal(t, "teachers", s.Name)
	c, _, err := modelio.Read(folder(good(nil)))
	require.NoError(t, err)
	a, err := s.Assess(c)
	require.NoError(t, err)
	require.True(t, a.Passes)
	require.Positive(t, a.Indicators[0].CV)
}

func TestReadStandardFaults(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"name: x\nindicator: []\n":                                `s.yaml:2: indicator: unknown field "indicator" (column 1); did you mean "indicators"?`,
		"name: x\nindicators:\n  - code: A\n    stok: teachers\n": `s.yaml:4: indicators[0].stok: unknown field "stok" (column 5); did you mean "stock"?`,
		"name: x\n": "s.yaml: indicators: there is no indicator",
		"":          "s.yaml: indicators: there is no indicator",
		"indicators:\n- {code: A, stock: t}\n- {code: B, stock: -t,\n   per: 0}\n": "s.yaml:3: B: stock: must have a column that counts positively\ns.yaml:4: B: per: \"0\": must be a positive number, such as 1 or 100",
		"indicators: [{code: A, stock: t}]\nschool_rule: {met_at_least: six}\n":    `s.yaml:2: school_rule.met_at_least: "six": must be a whole number (column 29)`,
		"indicators: [{code: A, stock: t}]\nweighting: pupls\n":                    `s.yaml:2: weighting: "pupls": unknown; did you mean "pupils"? known: pupils, none`,
		"\xff\xfen\x00": "s.yaml:1: looks like UTF-16, which is not read; save it as UTF-8, or convert it: iconv -f UTF-16 -t UTF-8 s.yaml > converted.yaml",
	} {
		_, err := modelio.ReadStandard(strings.NewReader(text), "s.yaml")
		require.EqualError(t, err, want)
		require.NotEmpty(t, model.DataErrors(err))
	}
	for _, text := range []string{"name: [\n", "indicators: [{code: A, stock: {a: b}}]", "indicators: [{code: A, stock: '-'}]", "name: x\nname: y\n"} {
		_, err := modelio.ReadStandard(strings.NewReader(text), "s.yaml")
		require.Error(t, err)
		faults := model.DataErrors(err)
		require.Len(t, faults, 1, text)
		require.Equal(t, "s.yaml", faults[0].File)
		t.Log(err)
	}
	_, err := modelio.ReadStandard(iotest.ErrReader(errBroken), "s.yaml")
	require.ErrorIs(t, err, errBroken)
}

func TestStandardRoundTrip(t *testing.T) {
	t.Parallel()
	small := &standard.Standard{Name: "odd: name #1", Weighting: standard.Unweighted, Indicators: []standard.Indicator{
		{Code: "T", Stock: []standard.Term{{Column: "a", Sign: 1}, {Column: "b c", Sign: -1}}, Per: 1},
	}}
	all := []*standard.Standard{small}
	for _, name := range standard.Names() {
		s, err := standard.ByName(name)
		require.NoError(t, err)
		all = append(all, s)
	}
	for _, s := range all {
		var first, second bytes.Buffer
		require.NoError(t, modelio.WriteStandard(&first, s))
		require.NoError(t, modelio.WriteStandard(&second, s))
		require.Equal(t, first.String(), second.String())
		back, err := modelio.ReadStandard(&first, "x.yaml")
		require.NoError(t, err, second.String())
		require.Equal(t, s, back)
	}
}
