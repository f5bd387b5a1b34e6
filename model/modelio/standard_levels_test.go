package modelio_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/modelio"
	"github.com/eduparity/eduparity/model/standard"
)

// standards is a folder of standard files.
func standards(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

const provinceYAML = `
name: province
levels: [quality-balance-2017]
indicators:
  - {code: L2, minimum: {primary: 1.2, junior: 1.2}}
`

const cityYAML = `
name: city
title: a city in the province
title_zh: 某市
levels: [rules/province.yaml]
indicators:
  - {code: L1, cv_limit: {primary: 0.4}}
  - {code: B, name: books per pupil, name_zh: 生均图书, unit: books, stock: books, minimum: {primary: 30}, split: true}
`

func TestOpenStandardWithLevels(t *testing.T) {
	t.Parallel()
	s, err := modelio.OpenStandard(standards(map[string]string{"city.yaml": cityYAML, "rules/province.yaml": provinceYAML}), "city.yaml")
	require.NoError(t, err)
	require.Equal(t, "city", s.Name)
	require.Equal(t, "某市", s.TitleZH)
	var levels []string
	for _, level := range s.Levels {
		levels = append(levels, level.Name)
	}
	require.Equal(t, []string{"quality-balance-2017", "province", "city"}, levels)
	require.Len(t, s.Indicators, 8)
	require.Equal(t, map[string]float64{"primary": 1.2, "junior": 1.2}, s.Indicators[1].Minimum)
	require.Equal(t, map[string]float64{"primary": 0.4, "junior": 0.45}, s.Indicators[0].CVLimit)
	require.InDelta(t, 1, s.Indicators[7].Per, 0)

	for _, write := range []*standard.Standard{s, s.Levels[1]} {
		var text bytes.Buffer
		require.NoError(t, modelio.WriteStandard(&text, write))
		back, err := modelio.ReadStandard(bytes.NewReader(text.Bytes()), "x.yaml")
		require.NoError(t, err, text.String())
		require.Equal(t, write, back, text.String())
	}
}

// A level may stand in the file in full, and levels alone make a standard.
func TestReadStandardWithLevelsInFull(t *testing.T) {
	t.Parallel()
	s, err := modelio.ReadStandard(strings.NewReader(`
name: both
levels:
  - quality-balance-2017
  - name: city
    indicators:
      - {code: L6, minimum: &same {primary: 2600, junior: 2600}}
      - {code: L7, minimum: *same}
`), "both.yaml")
	require.NoError(t, err)
	require.Len(t, s.Levels, 2)
	require.InDelta(t, 2600, s.Indicators[5].Minimum["primary"], 0)
	require.InDelta(t, 2600, s.Indicators[6].Minimum["junior"], 0)
}

func TestReadStandardLevelFaults(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"name: x\nlevels:\n- quality-balance-2071\n- other.yaml\n- {indicators: []}\n": `s.yaml:3: levels: "quality-balance-2071": unknown standard "quality-balance-2071"; did you mean "quality-balance-2017"?`,
		"levels: [other.yaml]\n":         `s.yaml:1: levels: "other.yaml": there is no such file beside this one`,
		"levels: [../other.yaml]\n":      `s.yaml:1: levels: "../other.yaml": there is no such file beside this one`,
		"levels:\n- {indicators: []}\n":  `s.yaml:2: levels: a level that stands here in full needs a name`,
		"levels:\n- {name: a, nam: b}\n": `s.yaml:2: levels[0].nam: unknown field "nam" (column 13); did you mean "name"?`,
		"levels: [self.yaml]\n":          `self.yaml:1: levels: "self.yaml": is a level of itself: s.yaml has self.yaml has self.yaml`,
		"levels: [broken.yaml]\n":        `broken.yaml:2: indicators[0].minimum.primary: "much": must be a number (column 44)`,
		"levels: [[a]]\n":                `s.yaml:1: levels[0]: must be the name of a standard, the path of its file, or a standard`,
		"levels: [quality-balance-2017]\nindicators:\n- {code: L2,\n   minimum: {primary: -1}}\n":               `s.yaml:4: L2: minimum.primary: "-1": must be a positive number`,
		"levels:\n- quality-balance-2017\n- name: a\n  indicators:\n  - code: L2\n    minimum: {primary: -1}\n": `s.yaml:6: a: L2: minimum.primary: "-1": must be a positive number`,
		"levels: [quality-balance-2017]\nweighting: none\nindicators: [{code: L2}]\n":                           `s.yaml:2: weighting: "none": quality-balance-2017 weights by pupils`,
		"levels: [quality-balance-2017]\nweighting: none\n":                                                     `s.yaml: indicators: there is no indicator`,
	} {
		_, err := modelio.OpenStandard(standards(map[string]string{
			"s.yaml": text, "self.yaml": "levels: [self.yaml]\n",
			"broken.yaml": "name: b\nindicators: [{code: L2, minimum: {primary: much}}]\n",
		}), "s.yaml")
		require.ErrorContains(t, err, want, text)
		require.NotEmpty(t, model.DataErrors(err), text)
	}
	_, err := modelio.ReadStandard(strings.NewReader("levels: [other.yaml]\n"), "s.yaml")
	require.EqualError(t, err, `s.yaml:1: levels: "other.yaml": a file of its own cannot be read from here`)
}

// Everything that is wrong with a file is told at once, in the order of its lines.
func TestReadStandardAllFaults(t *testing.T) {
	t.Parallel()
	_, err := modelio.ReadStandard(strings.NewReader(`name: x
wieghting: none
indicators:
  - code: A
    stock: [t, {u: 1}]
    per: hundred
    minimum: [4]
    split: maybe
    code: B
exclude: {kinds: special, teaching_points_below: 50, owner: 10}
verdicts:
  - {id: size, form: maximum, threshold: {any: many}, blok: guarantee}
reliefs:
  - {id: dense-core, ground: {built_by: "2010"}}
  - {of: C, id: old, until: 2030}
`), "s.yaml")
	var got []string
	for _, e := range model.DataErrors(err) {
		got = append(got, e.Error())
	}
	require.Equal(t, []string{
		`s.yaml:2: wieghting: unknown field "wieghting" (column 1); did you mean "weighting"?`,
		`s.yaml:5: indicators[0].stock[1]: must be text (column 16)`,
		`s.yaml:6: indicators[0].per: "hundred": must be a number (column 10)`,
		`s.yaml:7: indicators[0].minimum: must be a list of keys with values (column 14)`,
		`s.yaml:8: indicators[0].split: "maybe": must be true or false (column 12)`,
		`s.yaml:9: indicators[0].code: is given twice (column 5)`,
		`s.yaml:10: exclude.owner: unknown field "owner" (column 54); did you mean "owners"?`,
		`s.yaml:12: verdicts[0].threshold.any: "many": must be a number (column 48)`,
		`s.yaml:12: verdicts[0].blok: unknown field "blok" (column 55); did you mean "block"?`,
		`s.yaml:14: reliefs[0].ground.built_by: "2010": must be a whole number (column 41)`,
		`s.yaml:14: dense-core: of: is missing: which indicators or verdicts does the relief ease?`,
		`s.yaml:15: old: of: "C": a relief eases what stands in the same standard: unknown; known: A, size`,
	}, got)
}

func TestReadStandardReliefsAndMerges(t *testing.T) {
	t.Parallel()
	s, err := modelio.ReadStandard(strings.NewReader(`
common: &per100 {unit: persons, per: 100}
`), "s.yaml")
	require.ErrorContains(t, err, `unknown field "common"`)
	require.Nil(t, s)
	s, err = modelio.ReadStandard(strings.NewReader(`
indicators:
  - &a {code: A, stock: teachers, per: 100, minimum: {primary: 4}}
  - {<<: *a, code: B, stock: teachers_backbone}
reliefs:
  - {of: [A, B], id: small, name: small school, ground: {pupils_below: 100}, until: 2027, add: teachers_itinerant}
`), "s.yaml")
	require.NoError(t, err)
	require.InDelta(t, 100, s.Indicators[1].Per, 0)
	require.Equal(t, s.Indicators[0].Reliefs, s.Indicators[1].Reliefs)
	require.Equal(t, []standard.Relief{{
		ID: "small", Name: "small school", Ground: standard.Ground{PupilsBelow: 100}, Until: 2027,
		Add: []standard.Term{{Column: "teachers_itinerant", Sign: 1}},
	}}, s.Indicators[1].Reliefs)
}

// Files that would never end.
func TestReadStandardAliases(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"indicators: &a [*a]\n", "levels: &a [{name: x, levels: *a}]\n", "indicators: [&a {<<: *a, code: A, stock: t}]\n", "indicators: [*b]\n",
		"levels:\n- &a {name: a, levels: [{name: z}, {name: z}]}\n" + strings.Repeat("- &a {name: a, levels: [*a, *a, *a, *a, *a, *a, *a, *a]}\n", 12),
	} {
		_, err := modelio.ReadStandard(strings.NewReader(text), "s.yaml")
		require.NotEmpty(t, model.DataErrors(err), text)
		t.Log(err.Error()[:min(200, len(err.Error()))])
	}
}

// Whatever is in a file, reading it ends with a standard that validates or with faults.
func FuzzReadStandard(f *testing.F) {
	f.Add([]byte(cityYAML))
	f.Add([]byte(provinceYAML))
	f.Add([]byte("levels: [{name: a, indicators: [&a {code: A, stock: [t, -u], per: 1e3, minimum: {x: .inf}}]}]\n"))
	f.Add([]byte("indicators: [&a {<<: *a, code: !!str 5, stock: |\n  t\n}]\nschool_rule: {may_miss: 0x1F}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := modelio.ReadStandard(bytes.NewReader(data), "s.yaml")
		if err != nil {
			require.NotEmpty(t, model.DataErrors(err), err.Error())
			return
		}
		require.NoError(t, s.Validate())
		var text bytes.Buffer
		require.NoError(t, modelio.WriteStandard(&text, s))
		back, err := modelio.ReadStandard(&text, "s.yaml")
		require.NoError(t, err)
		require.Equal(t, s.Indicators, back.Indicators)
	})
}

// A level that changes the threshold of a rule, and nothing else, says only that.
func TestOpenStandardWithThresholdOfARule(t *testing.T) {
	t.Parallel()
	s, err := modelio.OpenStandard(standards(map[string]string{"city.yaml": `
name: city
levels: [quality-balance-2017]
verdicts:
  - {id: guarantee-05, threshold: {primary: 40, junior: 45}, source: order 12, verified: true}
  - {id: guarantee-04, reliefs: []}
  - {id: quality-2, threshold: {any: 1}}
`}), "city.yaml")
	require.NoError(t, err)
	require.Len(t, s.Levels, 2)
	national := s.Levels[0]
	for _, own := range s.Levels[1].Rules {
		for _, of := range national.Rules {
			if of.ID == own.ID {
				require.Equal(t, of.Form, own.Form)
				require.Equal(t, of.Each, own.Each)
				require.Equal(t, of.Value, own.Value)
				require.Equal(t, of.NameZH, own.NameZH)
				require.Equal(t, of.EmptyPasses, own.EmptyPasses)
			}
		}
	}
	require.Equal(t, map[string]float64{"primary": 40, "junior": 45}, s.Levels[1].Rules[0].Threshold)
	require.True(t, s.Levels[1].Rules[0].Verified)
	require.Nil(t, s.Levels[1].Rules[1].Reliefs)

	var text bytes.Buffer
	require.NoError(t, modelio.WriteStandard(&text, s))
	back, err := modelio.ReadStandard(bytes.NewReader(text.Bytes()), "city.yaml")
	require.NoError(t, err, text.String())
	require.Equal(t, s, back, text.String())

	_, err = modelio.ReadStandard(strings.NewReader("levels: [quality-balance-2017]\nverdicts:\n- {id: guarantee-5}\n- {id: quality-3, threshold: {any: 1}}\n"), "s.yaml")
	require.ErrorContains(t, err, `s.yaml:3: guarantee-5: id: "guarantee-5": has no form, and no level above has a rule of this id; did you mean "guarantee-05"?`)
	_, err = modelio.ReadStandard(strings.NewReader("levels: [quality-balance-2017]\nverdicts:\n- {id: quality-3, threshold: {any: 1}}\n"), "s.yaml")
	require.ErrorContains(t, err, `s.yaml:3: quality-3: threshold: has no meaning in form document`)
}
