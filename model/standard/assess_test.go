package standard_test

import (
	"encoding/json"
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// exact is the tolerance between two ways to compute the same number in double precision.
const exact = 1e-12

// one is a standard of one indicator per 100 pupils, of the stock "teachers".
func one(minimum, limit float64) *standard.Standard {
	k := standard.Indicator{Code: "T", Unit: "persons", Stock: []standard.Term{{Column: "teachers", Sign: 1}}, Per: 100}
	if minimum > 0 {
		k.Minimum = map[string]float64{"primary": minimum}
	}
	if limit > 0 {
		k.CVLimit = map[string]float64{"primary": limit}
	}
	return &standard.Standard{Name: "one", Indicators: []standard.Indicator{k}}
}

// schools makes one primary school with teachers and pupils after the other.
func schools(pairs ...[2]float64) *model.County {
	c := &model.County{Name: "test", Year: 2024}
	for i, p := range pairs {
		id := fmt.Sprintf("S%02d", i)
		c.Schools = append(c.Schools, model.School{ID: id, Kind: model.KindPrimary})
		c.Sections = append(c.Sections, model.Section{
			School: id, Stage: model.StagePrimary, Pupils: p[1], Stocks: model.Stocks{"teachers": p[0]},
		})
	}
	return c
}

func TestExactTieMeetsTheThreshold(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		teachers, pupils float64
		met              bool
	}{{21, 500, true}, {42, 1000, true}, {20.999999, 500, false}, {21, 500.0001, false}} {
		a, err := one(4.2, 0).Assess(schools([2]float64{c.teachers, c.pupils}))
		require.NoError(t, err)
		require.Equal(t, c.met, a.Sections[0].Readings[0].Met, "%v / %v", c.teachers, c.pupils)
		require.Equal(t, c.met, a.Passes)
	}
}

func TestShareOfMinimumIsDecimal(t *testing.T) {
	t.Parallel()
	r := standard.SectionRule{MetAtLeast: 6, OthersAtShare: 0.85}
	for _, c := range [][2]float64{{4.2, 3.57}, {5.3, 4.505}, {1, 0.85}, {0.9, 0.765}, {4.5, 3.825}, {5.8, 4.93}, {7.5, 6.375}, {10.2, 8.67}, {2000, 1700}, {2500, 2125}, {2.3, 1.955}, {2.4, 2.04}} {
		require.Equal(t, c[1], r.AtShare(c[0]))
	}
}

func TestShortfallAndVerdicts(t *testing.T) {
	t.Parallel()
	a, err := one(5, 0.3).Assess(schools([2]float64{12, 340}, [2]float64{20, 200}))
	require.NoError(t, err)
	r := a.Sections[0].Readings[0]
	require.False(t, r.Met)
	require.InDelta(t, 5, r.Shortfall, exact)
	require.Equal(t, "persons", r.ShortfallUnit)
	require.Zero(t, a.Sections[1].Readings[0].Shortfall)
	require.Equal(t, 1, a.SectionsPassing)
	require.Len(t, a.Verdicts, 3)
	v := a.Verdicts[0]
	require.Equal(t, "minimum:T", v.Rule)
	require.Equal(t, "S00/primary", v.Where)
	require.Equal(t, "stock 12 persons, pupils 340", v.Inputs)
	require.InDelta(t, 1200.0/340, v.Value, exact)
	require.InDelta(t, 1200.0/340-5, v.Margin, exact)
	require.False(t, v.Passes)
	require.False(t, v.Verified, "the text of a custom rule was not seen")
	v = a.Verdicts[2]
	require.Equal(t, "cv:T", v.Rule)
	require.Equal(t, "primary", v.Where)
	require.False(t, v.Passes)
	require.InDelta(t, 0.3-a.Indicators[0].CV, v.Margin, exact)
	require.Equal(t, "mean 5.9259259, sd 3.1246722, 2 sections, 540 pupils", v.Inputs)
	require.False(t, a.Passes)
}

func TestSectionRuleVerdict(t *testing.T) {
	t.Parallel()
	s := standard.QualityBalance2017()
	good := model.Stocks{
		"teachers_above_degree": 42, "teachers_backbone": 10, "teachers_pe_arts": 9, "teaching_area_m2": 4500, "indoor_sports_m2": 0,
		"gymnasium_m2": 0, "sports_ground_m2": 7500, "equipment_yuan": 2000000, "multimedia_rooms": 23,
	}
	for _, c := range []struct {
		name                     string
		change                   model.Stocks
		met                      int
		passes                   bool
		value, threshold, margin float64
		inputs                   string
	}{
		{"all met", nil, 7, true, 1, 1, 0, "7 of 7 met"},
		{"seventh at 85 %", model.Stocks{"teachers_above_degree": 35.7}, 6, true, 1, 1, 0, "6 of 7 met, L1 3.57 of 4.2"},
		{"seventh below", model.Stocks{"teachers_above_degree": 35}, 6, false, 3.5 / 4.2, 0.85, 3.5/4.2 - 0.85, "6 of 7 met, L1 3.5 of 4.2"},
		{"two short", model.Stocks{"teachers_backbone": 9, "teachers_pe_arts": 8.9}, 5, false, 8.9 / 9, 1, 8.9/9 - 1, "5 of 7 met, L2 0.9 of 1, L3 0.89 of 0.9"},
	} {
		stocks := model.Stocks{}
		for name, v := range good {
			stocks[name] = v
		}
		for name, v := range c.change {
			stocks[name] = v
		}
		county := &model.County{
			Schools:  []model.School{{ID: "a", Kind: model.KindPrimary}},
			Sections: []model.Section{{School: "a", Stage: "primary", Pupils: 1000, Stocks: stocks}},
		}
		a, err := s.Assess(county)
		require.NoError(t, err)
		require.Equal(t, c.met, a.Sections[0].Met, c.name)
		require.Equal(t, c.passes, a.Sections[0].Passes, c.name)
		require.Equal(t, c.passes, a.Passes, c.name)
		v := a.Verdicts[0]
		require.Equal(t, "section-rule", v.Rule)
		require.InDelta(t, c.value, v.Value, exact, c.name)
		require.InDelta(t, c.threshold, v.Threshold, exact, c.name)
		require.InDelta(t, c.margin, v.Margin, exact, c.name)
		require.Equal(t, c.passes, v.Margin >= 0, c.name)
		require.Equal(t, c.inputs, v.Inputs, c.name)
		require.True(t, v.Verified)
	}
}

func TestRuleWithFewerMinimums(t *testing.T) {
	t.Parallel()
	r := standard.SectionRule{MetAtLeast: 6, OthersAtShare: 0.85}
	none := math.NaN()
	met, passes := r.Passes([]float64{1, 0.9, 5}, []float64{1, 1, none})
	require.Equal(t, 1, met)
	require.False(t, passes, "of two minimums both are asked for")
	met, passes = standard.SectionRule{}.Passes([]float64{1, 1, 0}, []float64{1, 1, none})
	require.Equal(t, 2, met)
	require.True(t, passes, "an indicator without a minimum is not counted")
	met, passes = r.Passes(nil, nil)
	require.Zero(t, met)
	require.True(t, passes)
}

func TestOneSection(t *testing.T) {
	t.Parallel()
	a, err := one(5, 0.3).Assess(schools([2]float64{20, 340}))
	require.NoError(t, err)
	require.Zero(t, a.Indicators[0].CV)
	require.True(t, a.Passes)
	require.True(t, math.IsNaN(a.Sections[0].Readings[0].ShareOfCV2))
	require.Contains(t, a.Findings, model.Finding{File: "sections.csv", Column: "stage", Value: "primary", Rule: "the stage has one section: its CVs are 0"})
}

func TestZeroMean(t *testing.T) {
	t.Parallel()
	a, err := one(0, 0.3).Assess(schools([2]float64{0, 340}, [2]float64{0, 20}))
	require.NoError(t, err)
	require.True(t, math.IsNaN(a.Indicators[0].CV))
	require.False(t, a.Indicators[0].Passes, "an undefined CV does not pass a limit")
	require.False(t, a.Passes)
	data, err := json.Marshal(a)
	require.NoError(t, err)
	require.Contains(t, string(data), `"cv":null`)
	var back struct{ Verdicts []standard.Verdict }
	require.NoError(t, json.Unmarshal(data, &back))
	require.True(t, math.IsNaN(back.Verdicts[0].Value))
	require.InDelta(t, 0.3, back.Verdicts[0].Threshold, exact)
}

func TestLeftOut(t *testing.T) {
	t.Parallel()
	c := schools([2]float64{20, 340}, [2]float64{2, 0}, [2]float64{0, 0}, [2]float64{9, 49}, [2]float64{9, 50}, [2]float64{5, 80})
	c.Schools[3].Kind, c.Schools[4].Kind, c.Schools[5].Kind = model.KindTeachingPoint, model.KindTeachingPoint, model.KindSpecial
	c.Lines = model.Lines{model.TableSections: {2, 3, 4, 5, 6, 7}}
	s := one(0, 0.3)
	s.Exclude = standard.QualityBalance2017().Exclude
	table, err := s.Table(c)
	require.NoError(t, err)
	require.Len(t, table.Rows, 2)
	require.Equal(t, []int{0, 4}, []int{table.Rows[0].Section, table.Rows[1].Section})
	var left []string
	for _, f := range table.Left {
		left = append(left, f.String())
	}
	require.Equal(t, []string{
		`sections.csv:3: S01/primary: pupils: "0": the section has 2 teachers and no pupils; it is left out of every mean and CV`,
		`sections.csv:5: S03/primary: pupils: "49": left out: the standard does not count teaching points with fewer than 50 pupils`,
		`sections.csv:7: S05/primary: left out: the standard does not count schools of kind special`,
	}, left)
	c.Schools[0].Kind = ""
	a, err := s.Assess(c)
	require.NoError(t, err)
	require.Contains(t, a.Findings, model.Finding{
		File: "schools.csv", Column: "kind",
		Rule: "missing for 1 schools; all of them are counted, also where the standard would leave one out by its kind",
	})
	seen := make(map[model.Finding]int)
	for _, f := range a.Findings {
		seen[f]++
		require.Equal(t, 1, seen[f], f.String())
	}
}

func TestTableFaults(t *testing.T) {
	t.Parallel()
	s := standard.QualityBalance2017()
	base := func() *model.County {
		return &model.County{
			Schools: []model.School{{ID: "a", Kind: model.KindNineYear, Stocks: model.Stocks{
				"teaching_area_m2": 9000, "indoor_sports_m2": 0, "gymnasium_m2": 0, "sports_ground_m2": 9000, "equipment_yuan": 9e6, "multimedia_rooms": 40,
			}}},
			Sections: []model.Section{
				{School: "a", Stage: "primary", Pupils: 600, Stocks: model.Stocks{"teachers": 50, "teachers_above_degree": 40, "teachers_backbone": 8, "teachers_pe_arts": 6}},
				{School: "a", Stage: "junior", Pupils: 300, Stocks: model.Stocks{"teachers": 50, "teachers_above_degree": 40, "teachers_backbone": 8, "teachers_pe_arts": 6}},
			},
		}
	}
	for _, c := range []struct {
		name   string
		change func(c *model.County)
		want   string
	}{
		{"column", func(c *model.County) { delete(c.Schools[0].Stocks, "multimedia_rooms") },
			"schools.csv: multimedia_rooms: the column is missing; indicator L7 of quality-balance-2017 needs it"},
		{"slip in a column", func(c *model.County) {
			c.Schools[0].Stocks["multimedia_room"] = 40
			delete(c.Schools[0].Stocks, "multimedia_rooms")
		}, `schools.csv: multimedia_rooms: the column is missing; indicator L7 of quality-balance-2017 needs it; did you mean "multimedia_room"?`},
		{"part of a sum", func(c *model.County) {
			c.Schools[0].Stocks["sport_ground_m2"] = 9000
			delete(c.Schools[0].Stocks, "sports_ground_m2")
		}, `schools.csv: sports_ground_m2: the column is missing; indicator L5 of quality-balance-2017 needs it; did you mean "sport_ground_m2"?`},
		{"what is taken away, and all of a sum", func(c *model.County) {
			for _, column := range []string{"indoor_sports_m2", "gymnasium_m2", "sports_ground_m2"} {
				delete(c.Schools[0].Stocks, column)
			}
		}, "schools.csv: indoor_sports_m2: the column is missing; indicator L4 of quality-balance-2017 needs it; add the column, with 0 where there is none\n" +
			"schools.csv: gymnasium_m2: the column is missing; indicator L5 of quality-balance-2017 needs it\n" +
			"schools.csv: sports_ground_m2: the column is missing; indicator L5 of quality-balance-2017 needs it"},
		{"as the county was read", func(c *model.County) {
			c.Labels = model.Labels{{"schools.csv", ""}: "学校"}
			delete(c.Schools[0].Stocks, "multimedia_rooms")
		}, "学校: multimedia_rooms: the column is missing; indicator L7 of quality-balance-2017 needs it"},
		{"cell of a section", func(c *model.County) { delete(c.Sections[1].Stocks, "teachers_backbone") },
			"sections.csv: a/junior: teachers_backbone: is missing, which is not zero; indicator L2 of quality-balance-2017 needs it"},
		{"cell of a school, told once", func(c *model.County) {
			c.Schools = append(c.Schools, model.School{ID: "b", Stocks: model.Stocks{"multimedia_rooms": 1}})
			delete(c.Schools[0].Stocks, "multimedia_rooms")
		}, "schools.csv: a: multimedia_rooms: is missing, which is not zero; indicator L7 of quality-balance-2017 needs it"},
		{"not split", func(c *model.County) {
			delete(c.Sections[0].Stocks, "teachers_backbone")
			delete(c.Sections[1].Stocks, "teachers_backbone")
			c.Schools[0].Stocks["teachers_backbone"] = 16
		}, "sections.csv: a/primary: teachers_backbone: is missing; schools.csv has it, but indicator L2 is not split between stages\n" +
			"sections.csv: a/junior: teachers_backbone: is missing; schools.csv has it, but indicator L2 is not split between stages"},
		{"negative sum", func(c *model.County) {
			c.Sections[0].Stocks["teaching_area_m2"], c.Sections[0].Stocks["indoor_sports_m2"] = 10, 20
			c.Schools[0].Stocks["indoor_sports_m2"] = 0
		}, `sections.csv: a/primary: teaching_area_m2, -indoor_sports_m2: "-10": the stock of indicator L4 must not be negative`},
		{"stage", func(c *model.County) { c.Sections[1].Stage = "junor" },
			`sections.csv: a/junor: stage: "junor": a stage that quality-balance-2017 does not know: unknown; did you mean "junior"? known: junior, primary`},
		{"campus", func(c *model.County) { c.Schools[0].CountedWith = "b" },
			`schools.csv: a: counted_with: "b": no school has this id in schools.csv`},
		{"campuses in a circle", func(c *model.County) {
			c.Schools[0].CountedWith = "b"
			c.Schools = append(c.Schools, model.School{ID: "b", CountedWith: "a"})
		}, `schools.csv: a: counted_with: "b": campuses are counted with each other in a circle` + "\n" +
			`schools.csv: b: counted_with: "a": campuses are counted with each other in a circle`},
		{"nothing counts", func(c *model.County) { c.Schools[0].Kind = model.KindSpecial },
			"sections.csv: no section counts under the standard quality-balance-2017"},
		{"unknown school", func(c *model.County) { c.Sections[0].School = "x" },
			`sections.csv: x/primary: school_id: "x": no school has this id in schools.csv`},
	} {
		county := base()
		_, err := s.Assess(county)
		require.NoError(t, err)
		c.change(county)
		_, err = s.Assess(county)
		require.EqualError(t, err, c.want, c.name)
		require.NotEmpty(t, model.DataErrors(err), c.name)
	}
}

func TestOwnStockWinsAndSeniorPupilsTakeTheirShare(t *testing.T) {
	t.Parallel()
	s := &standard.Standard{Name: "area", Indicators: []standard.Indicator{
		{Code: "A", Stock: []standard.Term{{Column: "area", Sign: 1}}, Per: 1, Split: true},
	}}
	c := &model.County{
		Schools: []model.School{{ID: "t", Kind: model.KindTwelveYear, SeniorPupils: 100, Stocks: model.Stocks{"area": 3420}}},
		Sections: []model.Section{
			{School: "t", Stage: "primary", Pupils: 100}, {School: "t", Stage: "junior", Pupils: 100, Stocks: model.Stocks{"area": 7}},
		},
	}
	table, err := s.Table(c)
	require.NoError(t, err)
	require.InDelta(t, 1000, table.Rows[0].Stock[0], 1e-9)
	require.InDelta(t, 1/3.42, table.Rows[0].Share, exact)
	require.InDelta(t, 7, table.Rows[1].Stock[0], 0)

	c.StageWeights = map[string]float64{"senior": 1.9, "junior": 1}
	table, err = s.Table(c)
	require.NoError(t, err)
	require.InDelta(t, 1/3.9, table.Rows[0].Share, exact, "a weight that is not overridden keeps its default")

	// The same pupils as a section of their own: left out, and their share stays theirs.
	c.Schools[0].SeniorPupils = 0
	c.Sections = append(c.Sections, model.Section{School: "t", Stage: "senior", Pupils: 100})
	table, err = s.Table(c)
	require.NoError(t, err)
	require.Len(t, table.Rows, 2)
	require.InDelta(t, 1/3.9, table.Rows[0].Share, exact)
}

func TestUnweighted(t *testing.T) {
	t.Parallel()
	c := schools([2]float64{20, 340}, [2]float64{9, 50}, [2]float64{5, 80})
	weighted, err := one(0, 0).Assess(c)
	require.NoError(t, err)
	s := one(0, 0)
	s.Weighting = standard.Unweighted
	plain, err := s.Assess(c)
	require.NoError(t, err)
	require.Equal(t, standard.ByPupils, weighted.Weighting)
	require.InDelta(t, weighted.Indicators[0].UnweightedCV, plain.Indicators[0].CV, exact)
	require.InDelta(t, (2000.0/340+900.0/50+500.0/80)/3, plain.Indicators[0].Mean, exact)
	require.Equal(t, weighted.Sections[0].Readings[0].Value, plain.Sections[0].Readings[0].Value)
}

func TestBetweenShares(t *testing.T) {
	t.Parallel()
	c := schools([2]float64{20, 100}, [2]float64{20, 100}, [2]float64{10, 100}, [2]float64{10, 100})
	c.Schools[0].Area, c.Schools[1].Area, c.Schools[2].Area, c.Schools[3].Area = "city", "city", "rural", "rural"
	c.Schools[0].Zone, c.Schools[1].Zone, c.Schools[2].Zone, c.Schools[3].Zone = "z1", "z2", "z1", "z2"
	a, err := one(0, 0).Assess(c)
	require.NoError(t, err)
	between := a.Indicators[0].BetweenShare
	require.InDelta(t, 1, between.Area, exact)
	require.InDelta(t, 0, between.Zone, exact)
	require.True(t, math.IsNaN(between.Group), "no school has a group")
}

func TestAssessmentJSON(t *testing.T) {
	t.Parallel()
	c := schools([2]float64{12, 340}, [2]float64{20, 200})
	a, err := one(5, 0.3).Assess(c)
	require.NoError(t, err)
	data, err := json.Marshal(a)
	require.NoError(t, err)
	var got struct {
		Schema     string
		Indicators []map[string]json.RawMessage
		Sections   []struct {
			School   string `json:"school_id"`
			Values   map[string]float64
			Readings []map[string]json.RawMessage
		}
		Findings json.RawMessage
	}
	require.NoError(t, json.Unmarshal(data, &got))
	require.Equal(t, "eduparity/assessment/1", got.Schema)
	for _, key := range []string{"code", "stage", "mean", "sd", "cv", "limit", "margin", "passes", "unweighted_cv", "gini", "theil", "mcloone"} {
		require.Contains(t, got.Indicators[0], key)
	}
	require.JSONEq(t, `{"area": null, "zone": null, "group": null}`, string(got.Indicators[0]["between_share"]))
	require.Equal(t, "S00", got.Sections[0].School)
	require.InDelta(t, 1200.0/340, got.Sections[0].Values["T"], exact)
	for _, key := range []string{"stock", "pupils", "value", "minimum", "met", "shortfall", "shortfall_unit", "share_of_cv2"} {
		require.Contains(t, got.Sections[0].Readings[0], key)
	}
	require.JSONEq(t, "[]", string(got.Findings), "an empty list is not null")
	again, err := json.Marshal(a)
	require.NoError(t, err)
	require.Equal(t, string(data), string(again))
}

// The verdict is that of a direct reading of the rule, and shares and totals are consistent.
func TestAssessProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		pairs := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) [2]float64 {
			return [2]float64{float64(rapid.IntRange(0, 60).Draw(t, "teachers")), float64(rapid.IntRange(1, 900).Draw(t, "pupils"))}
		}), 1, 12).Draw(t, "schools")
		a, err := one(5, 0.4).Assess(schools(pairs...))
		require.NoError(t, err)
		z, p, squares := 0.0, 0.0, 0.0
		for _, s := range pairs {
			z += s[0]
			p += s[1]
			squares += s[0] * s[0] / s[1]
		}
		passing := 0
		for i, s := range pairs {
			r := a.Sections[i]
			require.Equal(t, 100*s[0]/s[1] >= 5, r.Passes)
			if r.Passes {
				passing++
			} else {
				require.Positive(t, r.Readings[0].Shortfall)
			}
		}
		require.Equal(t, passing, a.SectionsPassing)
		if z == 0 {
			require.True(t, math.IsNaN(a.Indicators[0].CV))
			return
		}
		require.InDelta(t, math.Sqrt(math.Max(0, p*squares/(z*z)-1)), a.Indicators[0].CV, 1e-6)
		if a.Indicators[0].CV > 0 {
			sum := 0.0
			for _, r := range a.Sections {
				sum += r.Readings[0].ShareOfCV2
			}
			require.InDelta(t, 1, sum, 1e-9)
		}
	})
}

// Faults and findings call a table and its columns what the county's file calls them.
func TestFaultsAreLabelled(t *testing.T) {
	t.Parallel()
	c := passing()
	c.Labels = model.Labels{
		{model.TableSchools}: "学校", {model.TableSchools, "multimedia_rooms"}: "网络多媒体教室数", {model.TableGuarantees}: "政府保障",
		{model.TableSections}: "班级",
	}
	answer(c, "guarantee-99", "yes")
	school(c, "v").Kind = ""
	found := findingsOf(t, standard.QualityBalance2017(), c)
	require.Contains(t, found, `班级: stage: "junior": the stage has one section: its CVs are 0`)
	require.Contains(t, found, "学校: kind: missing for 1 schools; all of them are counted, also where the standard would leave one out by its kind")
	require.Contains(t, found, `政府保障: rule: "guarantee-99": no rule of quality-balance-2017 asks for this; the answer is not used; did you mean "guarantee-01"?`)
	delete(school(c, "v").Stocks, "multimedia_rooms")
	_, err := standard.QualityBalance2017().Assess(c)
	require.EqualError(t, err, "学校: v: 网络多媒体教室数: is missing, which is not zero; indicator L7 of quality-balance-2017 needs it")
}
