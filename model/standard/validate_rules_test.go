package standard_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// meals is a rule of form share with a relief.
func meals() standard.Rule {
	return standard.Rule{
		ID: "meals", Name: "meals", Block: standard.BlockGuarantee, Form: standard.Share, Each: standard.EachSchool,
		Value: []standard.Term{{Column: "meals", Sign: 1}}, Over: []standard.Term{{Column: "pupils", Sign: 1}},
		Threshold: map[string]float64{standard.AnyPlace: 0.9},
		Reliefs: []standard.Relief{{
			ID: "old", Name: "old", Ground: standard.Ground{BuiltBy: 1990}, Threshold: map[string]float64{standard.AnyPlace: 0.5},
		}},
	}
}

func TestValidateRules(t *testing.T) {
	t.Parallel()
	nan := math.NaN()
	for _, c := range []struct {
		name   string
		change func(r *standard.Rule)
		want   string
	}{
		{"fine", func(*standard.Rule) {}, ""},
		{"id", func(r *standard.Rule) { r.ID = "" }, "one: rule 1: id: is missing"},
		{"form", func(r *standard.Rule) { r.Form = "shares" }, `one: meals: form: "shares": unknown; did you mean "share"?`},
		{"block", func(r *standard.Rule) { r.Block = "guarantees" }, `one: meals: block: "guarantees": unknown; did you mean "guarantee"?`},
		{"each", func(r *standard.Rule) { r.Each = "schools" }, `one: meals: each: "schools": unknown; did you mean "school"?`},
		{"kinds", func(r *standard.Rule) { r.Scope.Kinds = []model.SchoolKind{"juniors"} }, `one: meals: scope.kinds: "juniors": unknown; did you mean "junior"?`},
		{"areas", func(r *standard.Rule) { r.Scope.Areas = []model.Area{"cities"} }, `one: meals: scope.areas: "cities": unknown`},
		{"pupils", func(r *standard.Rule) { r.Scope.PupilsBelow = nan }, `one: meals: scope.pupils_below: "NaN": must be a finite number, not negative`},
		{"no value", func(r *standard.Rule) { r.Value = nil }, "one: meals: value: is missing; form share needs it"},
		{"no over", func(r *standard.Rule) { r.Over = nil }, "one: meals: over: is missing; form share needs it"},
		{"over", func(r *standard.Rule) { r.Form = standard.Minimum }, "one: meals: over: has no meaning in form minimum"},
		{"no threshold", func(r *standard.Rule) { r.Threshold = nil }, "one: meals: threshold: is missing; form share needs it"},
		{"threshold", func(r *standard.Rule) { r.Threshold["junior"] = nan }, `one: meals: threshold.junior: "NaN": must be a finite number`},
		{"term", func(r *standard.Rule) { r.Value[0].Column = "-x" }, `one: meals: value: "-x": must be the name of a quantity`},
		{"sign", func(r *standard.Rule) { r.Value[0].Sign = 0 }, `one: meals: value: "meals": must count with the sign 1 or -1`},
		{"term twice", func(r *standard.Rule) { r.Over = append(r.Over, r.Over[0]) }, `one: meals: over: "pupils": is given twice`},
		{"rooms", func(r *standard.Rule) { r.Rooms.Use = "art" }, `one: meals: rooms: "art": has no meaning in form share`},
		{"forbidden", func(r *standard.Rule) { r.Forbidden = true }, `one: meals: forbidden: "true": has no meaning in form share`},
		{"empty passes", func(r *standard.Rule) { r.Form, r.EmptyPasses = standard.Ratio, true }, `one: meals: empty_passes: "true": has no meaning in form ratio`},
		{"uniform", func(r *standard.Rule) { r.Uniform = true }, `one: meals: uniform: "true": has no meaning in form share`},
		{"uniform sum", func(r *standard.Rule) {
			r.Form, r.Uniform, r.Value, r.Over = standard.Minimum, true, append(r.Value, r.Over...), nil
		}, `one: meals: uniform: "true": must be of one quantity`},
		{"steps", func(r *standard.Rule) { r.Steps.Of = r.Over }, "one: meals: steps.of: has no meaning in form share"},
		{"document", func(r *standard.Rule) {
			r.Form, r.Threshold, r.Reliefs = standard.Document, nil, nil
		}, "one: meals: value: has no meaning in form document\none: meals: over: has no meaning in form document"},
		{"document of sections", func(r *standard.Rule) {
			*r = standard.Rule{ID: "meals", Block: standard.BlockQuality, Form: standard.Document, Each: standard.EachSection}
		}, `one: meals: each: "section": must be county or school in form document`},
		{"no steps", func(r *standard.Rule) {
			r.Form, r.Over, r.Threshold = standard.Step, nil, nil
		}, "one: meals: steps.of: is missing; form step needs it\none: meals: steps: must have a table, or every above 0"},
		{"steps that fall", func(r *standard.Rule) {
			r.Form, r.Over, r.Threshold = standard.Step, nil, nil
			r.Steps = standard.Steps{Of: []standard.Term{{Column: "pupils", Sign: 1}}, Table: []standard.StepTo{{UpTo: 2, Need: 1}, {UpTo: 1, Need: 2}}}
		}, `one: meals: steps.table: "1": must rise, with finite needs that are not negative`},
		{"give", func(r *standard.Rule) {
			r.Form, r.Over, r.Threshold = standard.Step, nil, nil
			r.Steps = standard.Steps{Of: []standard.Term{{Column: "pupils", Sign: 1}}, Every: 10, Give: -1}
		}, `one: meals: steps: "-1": must be a finite number, not negative`},
		{"relief without id", func(r *standard.Rule) { r.Reliefs[0].ID = "" }, "one: meals: reliefs.id: is missing"},
		{"relief without ground", func(r *standard.Rule) { r.Reliefs[0].Ground = standard.Ground{} }, "one: meals: reliefs.ground: is missing: a relief without a ground is another rule"},
		{"relief of nothing", func(r *standard.Rule) { r.Reliefs[0].Threshold = nil }, `one: meals: reliefs: "old": must change either the threshold or the area of rooms`},
		{"until", func(r *standard.Rule) { r.Reliefs[0].Until = -1 }, `one: meals: reliefs.until: "-1": must be a year, or 0 where it does not lapse`},
		{"ground", func(r *standard.Rule) { r.Reliefs[0].Ground.PupilsFrom = nan }, `one: meals: reliefs.ground: "NaN": must be a finite number, not negative`},
		{"ground areas", func(r *standard.Rule) { r.Reliefs[0].Ground.Areas = []model.Area{"x"} }, `one: meals: reliefs.ground.areas: "x": unknown`},
		{"above of nothing", func(r *standard.Rule) { r.Reliefs[0].Ground.Above = 0.5 }, `one: meals: reliefs.ground.above: "0.5": needs the name of a part`},
	} {
		s := one(5, 0.3)
		s.Rules = []standard.Rule{meals()}
		c.change(&s.Rules[0])
		err := s.Validate()
		if c.want == "" {
			require.NoError(t, err)
			continue
		}
		require.ErrorContains(t, err, c.want, c.name)
	}

	s := one(5, 0.3)
	s.Rules = []standard.Rule{meals(), meals()}
	require.EqualError(t, s.Validate(), `one: meals: id: "meals": is given twice`)
	s.Rules[1].Level = "province"
	require.NoError(t, s.Validate(), "two levels may state a rule of one name")

	s = one(5, 0.3)
	s.Indicators[0].Reliefs = meals().Reliefs
	require.EqualError(t, s.Validate(), `one: T: reliefs: "old": must add a stock, which is all that a relief of an indicator can do`)
}

// A rule of a province reads a column that no built-in rule knows.
func TestCustomRule(t *testing.T) {
	t.Parallel()
	s := one(5, 0.3)
	s.Rules = []standard.Rule{meals()}
	c := schools([2]float64{20, 200}, [2]float64{12, 100})
	require.Equal(t, "missing: meals", of(assess(t, s, c), "meals")["county"].Inputs)
	c.Sections[0].Stocks["meals"], c.Sections[1].Stocks["meals"] = 180, 60
	c.Schools[1].BuiltYear = 1985
	verdicts := of(assess(t, s, c), "meals")
	require.Equal(t, standard.Pass, verdicts["S00"].Outcome)
	require.Empty(t, verdicts["S00"].Relief)
	require.Equal(t, standard.Pass, verdicts["S01"].Outcome)
	require.Equal(t, "old", verdicts["S01"].Relief)
	require.InDelta(t, 0.1, verdicts["S01"].Margin, 1e-12)
}
