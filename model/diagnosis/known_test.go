package diagnosis_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/diagnosis"
	"github.com/eduparity/eduparity/model/standard"
)

// school adds a primary school with its section.
func school(c *model.County, s model.School, pupils float64, stocks model.Stocks) {
	if s.Kind == "" {
		s.Kind = model.KindPrimary
	}
	c.Schools = append(c.Schools, s)
	c.Sections = append(c.Sections, model.Section{School: s.ID, Stage: model.StagePrimary, Pupils: pupils, Stocks: stocks})
}

func stocks(teachers, backbone, area float64) model.Stocks {
	return model.Stocks{model.Teachers: teachers, model.TeachersBackbone: backbone, "area_m2": area}
}

func TestGaps(t *testing.T) {
	t.Parallel()
	c := &model.County{}
	school(c, model.School{ID: "fine"}, 100, stocks(5, 1, 750))
	school(c, model.School{ID: "one"}, 400, stocks(20, 3, 2550)) // backbone at 75 %, area at 85 %
	school(c, model.School{ID: "all"}, 200, stocks(4, 0, 100))
	_, d := must(t, rules(standard.ByPupils), c)
	require.Len(t, d.Gaps, 2)
	worst := d.Gaps[0]
	require.Equal(t, "all", worst.School)
	require.Equal(t, []string{"A"}, worst.Excused, "of 15 % of each minimum, whole persons of the others spare less")
	codes := func(gaps []diagnosis.Gap) (all []string) {
		for _, g := range gaps {
			all = append(all, g.Code)
		}
		return all
	}
	require.Equal(t, []string{"K", "A", "T"}, codes(worst.Missing), "farthest below its minimum first")
	require.Equal(t, []string{"K", "A", "T"}, codes(worst.Least))
	require.InDelta(t, 1400, worst.Missing[1].Units, exact*1400)
	require.InDelta(t, 1175, worst.Least[1].Units, exact*1400, "6.375 m2 are enough where it is let go")

	near := d.Gaps[1]
	require.Equal(t, []string{"A"}, near.Excused)
	require.Len(t, near.Least, 1)
	require.InDelta(t, 1, near.Least[0].Whole, 0)

	require.Equal(t, diagnosis.BlockerCV, d.Blockers[0].Kind)
	for _, b := range d.Blockers {
		if b.Rule == "minimum:K" {
			require.Equal(t, 2, b.Places)
			require.Equal(t, 1, b.Alone)
			require.InDelta(t, 3, b.Whole, 0)
		}
	}
}

// A value that is short by less than half of the last printed digit would pass on paper.
func TestReadings(t *testing.T) {
	t.Parallel()
	c := &model.County{}
	school(c, model.School{ID: "a"}, 1000, stocks(50, 10, 7496)) // 7.496 is printed as 7.50
	school(c, model.School{ID: "b"}, 1000, stocks(50, 9, 7500))
	school(c, model.School{ID: "c"}, 100, stocks(5, 0, 750))
	s := rules(standard.ByPupils)
	s.Section = standard.SectionRule{}
	_, d := must(t, s, c)
	by := make(map[diagnosis.VariantID]diagnosis.Variant)
	for _, v := range d.Variants {
		by[v.ID] = v
	}
	require.Len(t, by, 5)
	rounded := by[diagnosis.VariantRounded]
	require.Len(t, rounded.Flips, 2)
	require.Equal(t, "minimum:A", rounded.Flips[0].Rule)
	require.Equal(t, "a/primary", rounded.Flips[0].Where)
	require.False(t, rounded.Flips[0].Passes)
	require.Equal(t, standard.RuleSection, rounded.Flips[1].Rule)
	require.False(t, rounded.Passes, "other sections fail")
	require.Empty(t, by[diagnosis.VariantSample].Flips)
	unweighted := by[diagnosis.VariantUnweighted]
	require.Len(t, unweighted.Flips, 1, "the small school without backbone teachers counts as much as the others")
	require.Equal(t, "cv:K", unweighted.Flips[0].Rule)
	require.True(t, unweighted.Flips[0].Passes)
	require.InDelta(t, float(d.Drivers[1].Beside.UnweightedCV), float(unweighted.Flips[0].Other), exact)

	_, d = must(t, rules(standard.Unweighted), c)
	require.Contains(t, ids(d.Variants), diagnosis.VariantWeighted)
}

func ids(all []diagnosis.Variant) (out []diagnosis.VariantID) {
	for _, v := range all {
		out = append(out, v.ID)
	}
	return out
}

// withRules are the rules with limits on school sizes and rooms, and reliefs.
func withRules() *standard.Standard {
	s := rules(standard.ByPupils)
	room := func(use string) standard.Rule {
		return standard.Rule{
			ID: use + "-rooms", Name: use, Block: standard.BlockGuarantee, Form: standard.Step, Each: standard.EachSchool,
			Rooms: standard.Rooms{Use: use, Area: map[string]float64{standard.AnyPlace: 90}, Column: use + "_rooms"},
			Steps: standard.Steps{Of: []standard.Term{{Column: standard.QuantityClasses, Sign: 1}}, Every: 12, Give: 1},
		}
	}
	s.Rules = []standard.Rule{
		room(model.UseMusic), room(model.UseArt),
		{
			ID: "size", Name: "size", Block: standard.BlockGuarantee, Form: standard.Maximum, Each: standard.EachSchool,
			Value: []standard.Term{{Column: standard.QuantityPupils, Sign: 1}}, Threshold: map[string]float64{standard.AnyPlace: 1000},
			Reliefs: []standard.Relief{
				{ID: "old", Name: "built long ago", Ground: standard.Ground{BuiltBy: 2000}, Until: 2026, Threshold: map[string]float64{standard.AnyPlace: 1200}},
				{ID: "core", Name: "dense core", Ground: standard.Ground{Flag: "dense_core"}, Off: true, Threshold: map[string]float64{standard.AnyPlace: 1400}},
			},
		},
	}
	return s
}

func TestReliefsAndRooms(t *testing.T) {
	t.Parallel()
	c := &model.County{Year: 2024}
	with := func(s model.Stocks, classes float64) model.Stocks {
		s[model.Classes] = classes
		return s
	}
	school(c, model.School{ID: "old", BuiltYear: 1990}, 1100, with(stocks(60, 12, 9000), 20))
	school(c, model.School{ID: "core", BuiltYear: 2010, Flags: []string{"dense_core"}}, 1300, with(stocks(70, 14, 11000), 24))
	c.Rooms = []model.Room{
		{School: "old", Use: model.UseMusic, Area: 100}, {School: "old", Use: model.UseMusic, Area: 100},
		{School: "core", Use: model.UseMusic, Area: 100}, {School: "core", Use: model.UseMusic, Area: 100},
		{School: "core", Use: model.UseArt, Area: 100}, {School: "core", Use: model.UseArt, Area: 100},
	}
	_, d := must(t, withRules(), c)
	var got []diagnosis.Variant
	for _, v := range d.Variants {
		if v.ID == diagnosis.VariantNoRelief || v.ID == diagnosis.VariantRelief || v.ID == diagnosis.VariantTogether {
			got = append(got, v)
		}
	}
	require.Len(t, got, 3)
	require.Equal(t, []diagnosis.Flip{{Rule: "art-rooms", Where: "old", Value: 0, Other: 2, Threshold: 2}}, got[0].Flips, "two music rooms count as one of each")
	require.Equal(t, "old", got[1].Relief)
	require.Equal(t, []diagnosis.Flip{{Rule: "size", Where: "old", Value: 1100, Other: 1100, Threshold: 1000, Passes: true}}, got[1].Flips)
	require.Equal(t, "core", got[2].Relief)
	require.Equal(t, []diagnosis.Flip{{Rule: "size", Where: "core", Value: 1300, Other: 1300, Threshold: 1400}}, got[2].Flips)

	lapse := find(d.Warnings, diagnosis.WarnRelief)
	require.Equal(t, []diagnosis.Warning{{Level: diagnosis.Yellow, Kind: diagnosis.WarnRelief, School: "old", Code: "old", Value: 2026, Threshold: 2026, Year: 2027}}, lapse)
	sizes := find(d.Warnings, diagnosis.WarnSize)
	require.Len(t, sizes, 2, "the limit is the standard's")
	require.Equal(t, diagnosis.Red, sizes[0].Level)

	// Of several levels the strictest limit counts.
	s := withRules()
	s.Rules = append(s.Rules, standard.Rule{
		ID: "size", Level: "city", Name: "size", Block: standard.BlockGuarantee, Form: standard.Maximum, Each: standard.EachSchool,
		Value: []standard.Term{{Column: standard.QuantityPupils, Sign: 1}}, Threshold: map[string]float64{standard.AnyPlace: 900},
	})
	_, d = must(t, s, c)
	require.Equal(t, diagnosis.Number(900), find(d.Warnings, diagnosis.WarnSize)[0].Threshold)
}

func find(all []diagnosis.Warning, kind diagnosis.WarningID) (some []diagnosis.Warning) {
	for _, w := range all {
		if w.Kind == kind {
			some = append(some, w)
		}
	}
	return some
}

func TestWarnings(t *testing.T) {
	t.Parallel()
	c := &model.County{Year: 2024}
	more := func(s model.Stocks, seats, largest float64) model.Stocks {
		s["seats"], s["largest_class"] = seats, largest
		return s
	}
	school(c, model.School{ID: "full"}, 500, more(stocks(26, 5, 3800), 500, 46))
	school(c, model.School{ID: "near"}, 450, more(stocks(26, 5, 3800), 500, 45))
	school(c, model.School{ID: "grows"}, 400, more(stocks(26, 5, 3800), 500, 40))
	school(c, model.School{ID: "shrinks"}, 120, more(stocks(7, 2, 1000), 300, 20))
	school(c, model.School{ID: "point", Kind: model.KindTeachingPoint}, 55, more(stocks(4, 1, 500), 100, 20))
	school(c, model.School{ID: "large"}, 1900, more(stocks(110, 25, 16000), 2500, 44))
	earlier := c.Clone()
	earlier.Year = 2022
	earlier.Sections[2].Pupils, earlier.Sections[3].Pupils, earlier.Sections[4].Pupils = 340, 140, 60
	c.Teachers = []model.Teacher{
		{School: "shrinks", Stage: model.StagePrimary, Backbone: true, Age: 53, Sex: "f"},
		{School: "shrinks", Stage: model.StagePrimary, Backbone: true, Age: 53, Sex: "m"},
		{School: "near", Stage: model.StagePrimary, Backbone: true, Age: 58, Sex: "m"},
		{School: "near", Stage: model.StagePrimary, Backbone: false, Age: 59, Sex: "m"},
	}
	s := rules(standard.ByPupils)
	a, err := s.Assess(c)
	require.NoError(t, err)
	d, err := diagnosis.Diagnose(s, c, a, diagnosis.Settings{Earlier: earlier})
	require.NoError(t, err)
	seats := find(d.Warnings, diagnosis.WarnSeats)
	require.Len(t, seats, 3)
	require.Equal(t, []string{"full", "grows", "near"}, []string{seats[0].School, seats[1].School, seats[2].School})
	require.Equal(t, diagnosis.Red, seats[0].Level)
	require.Equal(t, 2026, seats[1].Year, "92 % in 2026")
	require.Zero(t, seats[2].Year, "now")
	classes := find(d.Warnings, diagnosis.WarnClass)
	require.Len(t, classes, 2)
	require.Equal(t, diagnosis.Red, classes[0].Level)
	require.Equal(t, "near", classes[1].School)
	sizes := find(d.Warnings, diagnosis.WarnSize)
	require.Len(t, sizes, 1)
	require.Equal(t, "large", sizes[0].School)
	small := find(d.Warnings, diagnosis.WarnSmall)
	require.Len(t, small, 2)
	require.Equal(t, "shrinks", small[0].School)
	require.Equal(t, 2027, small[0].Year, "10 a year fewer: 90 in the third year; at 100 it is not below")
	require.Equal(t, diagnosis.Number(90), small[0].Value)
	require.Equal(t, "point", small[1].School)
	retiring := find(d.Warnings, diagnosis.WarnRetiring)
	require.Len(t, retiring, 1, "one of five at near: the section passes without, too")
	require.Equal(t, "shrinks", retiring[0].School)
	require.Equal(t, diagnosis.Red, retiring[0].Level, "0.83 per 100 pupils is below 85 % of the minimum")
	require.Equal(t, diagnosis.Number(1), retiring[0].Value, "the man has years to go")
}

// Pupils move into town: what passes now does not in two years.
func TestTrend(t *testing.T) {
	t.Parallel()
	c := &model.County{Year: 2024}
	school(c, model.School{ID: "town"}, 1000, stocks(53, 11, 8000))
	school(c, model.School{ID: "village"}, 400, stocks(28, 6, 4600))
	earlier := c.Clone()
	earlier.Year = 2023
	earlier.Sections[0].Pupils, earlier.Sections[1].Pupils = 900, 500
	s := rules(standard.ByPupils)
	a, err := s.Assess(c)
	require.NoError(t, err)
	require.True(t, a.Passes)
	d, err := diagnosis.Diagnose(s, c, a, diagnosis.Settings{Earlier: earlier})
	require.NoError(t, err)
	require.Equal(t, []diagnosis.Warning{{
		Level: diagnosis.Yellow, Kind: diagnosis.WarnTrendSection, School: "town", Stage: "primary", Value: 1100, Threshold: 1000, Year: 2025,
	}}, find(d.Warnings, diagnosis.WarnTrendSection), "two minimums are missed with 1,100 pupils")
	cvs := find(d.Warnings, diagnosis.WarnTrendCV)
	require.Len(t, cvs, 3)
	for _, w := range cvs {
		later := c.Clone()
		years := float64(w.Year - 2024)
		later.Sections[0].Pupils, later.Sections[1].Pupils = 1000+100*years, 400-100*years
		require.InDelta(t, cvOf(t, s, later, w.Code), float(w.Value), exact)
	}
	_, d = must(t, s, c)
	require.Empty(t, find(d.Warnings, diagnosis.WarnTrendCV), "without an earlier year there is no trend")
}

// Splits, Theil and CV2, of a county of two areas, by hand.
func TestSplit(t *testing.T) {
	t.Parallel()
	c := &model.County{}
	school(c, model.School{ID: "a", Area: model.AreaCity}, 100, stocks(10, 1, 1000))
	school(c, model.School{ID: "b", Area: model.AreaCity}, 100, stocks(10, 1, 1000))
	school(c, model.School{ID: "c", Area: model.AreaRural}, 200, stocks(10, 1, 1000))
	_, d := must(t, rules(standard.ByPupils), c)
	require.Len(t, d.Drivers[0].Splits, 1, "zones, groups and owners are not given")
	split := d.Drivers[0].Splits[0]
	require.Equal(t, diagnosis.ByArea, split.By)
	require.InDelta(t, 1, split.CV2.BetweenShare(), exact)
	require.InDelta(t, 1.0/9, float(split.CV2.Total), exact)
	require.InDelta(t, 10, float(split.Parts[0].Mean), exact)
	require.InDelta(t, 5, float(split.Parts[1].Mean), exact)
	require.InDelta(t, 0, float(split.Theil.Within), exact)
	require.InDelta(t, 2.0/3*math.Log(4.0/3)+1.0/3*math.Log(2.0/3), float(split.Theil.Between), exact)
}

func TestOneSection(t *testing.T) {
	t.Parallel()
	c := &model.County{}
	school(c, model.School{ID: "a", Owner: 10}, 130, stocks(7, 1, 977))
	_, d := must(t, rules(standard.ByPupils), c)
	for _, driver := range d.Drivers {
		require.Empty(t, driver.Splits)
		require.Zero(t, driver.Marginals[0].OneUnit)
		require.Zero(t, driver.Marginals[0].Step)
		require.Zero(t, driver.Marginals[0].UnitRate)
		require.Zero(t, driver.Marginals[0].OnePupil)
	}
	require.Nil(t, d.Private.Without, "nothing is left")
	data, err := json.Marshal(d)
	require.NoError(t, err)
	require.Contains(t, string(data), `"unweighted_sample_cv":null`)
	require.Contains(t, string(data), `"splits":[]`)
	var back diagnosis.Diagnosis
	require.NoError(t, json.Unmarshal(data, &back))
	require.True(t, math.IsNaN(float(back.Drivers[0].Beside.UnweightedSample)))
	again, err := json.Marshal(back)
	require.NoError(t, err)
	require.JSONEq(t, string(data), string(again))
}

// A stock that nobody has gives no CV, no rate and no panic.
func TestNoStock(t *testing.T) {
	t.Parallel()
	c := &model.County{}
	school(c, model.School{ID: "a", Zone: "1"}, 130, stocks(0, 0, 977))
	school(c, model.School{ID: "b", Zone: "2"}, 50, stocks(0, 0, 977))
	_, d := must(t, rules(standard.ByPupils), c)
	require.True(t, math.IsNaN(float(d.Drivers[0].Marginals[0].OneUnit)))
	require.True(t, math.IsNaN(float(d.Drivers[0].Splits[0].CV2.Total)))
	_, err := json.Marshal(d)
	require.NoError(t, err)
}

func TestOtherAssessment(t *testing.T) {
	t.Parallel()
	c := &model.County{}
	school(c, model.School{ID: "a"}, 130, stocks(7, 1, 977))
	s := rules(standard.ByPupils)
	a, err := s.Assess(c)
	require.NoError(t, err)
	d := c.Clone()
	school(d, model.School{ID: "b"}, 130, stocks(7, 1, 977))
	_, err = diagnosis.Diagnose(s, d, a, diagnosis.Settings{})
	require.ErrorIs(t, err, diagnosis.ErrOtherAssessment)
	fewer := rules(standard.ByPupils)
	fewer.Indicators = fewer.Indicators[:2]
	_, err = diagnosis.NewView(fewer, c, a, diagnosis.Investment, diagnosis.ByArea)
	require.ErrorIs(t, err, diagnosis.ErrOtherAssessment)
}
