package standard_test

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// passing is a county that passes every rule of both built-in standards: a primary school in the
// city, a junior school in a town, a village school of 90 pupils, a special school. All have the same
// stocks per pupil.
func passing() *model.County {
	c := &model.County{Name: "passing", Year: 2025, Constructed: true}
	add := func(id, stage string, kind model.SchoolKind, area model.Area, classes, perClass int) {
		pupils := float64(classes * perClass)
		c.Schools = append(c.Schools, model.School{
			ID: id, Kind: kind, Area: area, Owner: 1,
			Stocks: model.Stocks{
				"teaching_area_m2": 6 * pupils, "indoor_sports_m2": 0, "gymnasium_m2": 2 * pupils, "sports_ground_m2": 9 * pupils,
				"equipment_yuan": 3000 * pupils, "multimedia_rooms": 0.03 * pupils, "computers": 0.1 * pupils, "books": 20 * pupils,
				"public_funds_yuan": 1000 * math.Max(pupils, 100), "training_funds_yuan": 50 * math.Max(pupils, 100),
			},
		})
		c.Sections = append(c.Sections, model.Section{School: id, Stage: stage, Pupils: pupils, Stocks: model.Stocks{
			"teachers": 0.1 * pupils, "teachers_above_degree": 0.08 * pupils, "teachers_backbone": 0.02 * pupils,
			"teachers_pe_arts": 0.01 * pupils, "teachers_mid_title": 0.04 * pupils, "pupils_nearby": pupils,
		}})
		for i := range classes {
			c.Classes = append(c.Classes, model.Class{School: id, Stage: stage, Grade: 1, Name: strconv.Itoa(i), Pupils: float64(perClass)})
		}
		for range (classes + 11) / 12 {
			c.Rooms = append(c.Rooms, model.Room{School: id, Use: model.UseMusic, Area: 96}, model.Room{School: id, Use: model.UseArt, Area: 90})
		}
	}
	add("p", model.StagePrimary, model.KindPrimary, model.AreaCity, 20, 45)
	add("j", model.StageJunior, model.KindJunior, model.AreaTown, 20, 50)
	add("v", model.StagePrimary, model.KindPrimary, model.AreaRural, 3, 30)
	add("s", model.StagePrimary, model.KindSpecial, model.AreaTown, 5, 8)
	for _, id := range []string{
		"precondition-monitoring", "guarantee-01", "guarantee-02", "guarantee-08-performance", "guarantee-10", "guarantee-14-rural",
		"guarantee-15", "quality-3", "quality-5", "quality-6", "quality-7", "quality-8", "school-standard",
	} {
		answer(c, id, "yes")
	}
	for _, id := range []string{
		"guarantee-04-vocational", "veto-admission-tests", "veto-school-choice", "veto-key-schools", "veto-vacant-posts",
		"veto-accidents", "veto-outside-load",
	} {
		answer(c, id, "no")
	}
	for id, value := range map[string]string{
		"years_since_basic_balance": "3", "public_funds_quota_primary": "720", "public_funds_quota_junior": "940",
		"special_funds_yuan": "320000", "teacher_pay_mean": "100000", "civil_servant_pay_mean": "100000",
		"trained_teachers": "199", "certified_teachers": "199", "eligible_teachers": "100", "rotated_teachers": "10",
		"rotated_backbone_teachers": "2", "senior_places": "1000", "senior_places_allotted": "500",
		"migrant_eligible": "100", "migrant_public": "80", "migrant_bought": "5",
		"junior_entered": "1000", "junior_deaths": "0", "junior_graduates": "960", "junior_transferred_in": "30", "junior_transferred_out": "20",
		"disabled_children": "40", "disabled_enrolled": "38", "practice_hours": "70", "labour_hours": "35",
		"monitoring_lowest_level": "3", "monitoring_highest_difference": "0.149", "government_work_points": "85",
	} {
		answer(c, id, value)
	}
	for id, value := range map[string]string{
		"survey_valid": "400", "survey_satisfied": "340", "survey_parents": "200", "resident_population": "400000",
	} {
		c.Survey = append(c.Survey, model.Answer{Rule: id, Value: value})
	}
	slices.SortFunc(c.Guarantees, func(a, b model.Answer) int {
		if a.Rule < b.Rule {
			return -1
		}
		return 1
	})
	return c
}

// answer states an answer of the county, in the place of an earlier one; an empty value takes it back.
func answer(c *model.County, id, value string) {
	for _, list := range []*[]model.Answer{&c.Guarantees, &c.Survey} {
		*list = slices.DeleteFunc(*list, func(a model.Answer) bool { return a.Rule == id && a.School == "" })
	}
	if value != "" {
		c.Guarantees = append(c.Guarantees, model.Answer{Rule: id, Value: value})
	}
}

// without takes a column away everywhere.
func without(column string) func(c *model.County) {
	return func(c *model.County) {
		for i := range c.Schools {
			delete(c.Schools[i].Stocks, column)
		}
		for i := range c.Sections {
			delete(c.Sections[i].Stocks, column)
		}
	}
}

func answered(id, value string) func(c *model.County) {
	return func(c *model.County) { answer(c, id, value) }
}

func school(c *model.County, id string) *model.School {
	for i := range c.Schools {
		if c.Schools[i].ID == id {
			return &c.Schools[i]
		}
	}
	return nil
}

// grow gives a section of a school of one stage more pupils, and stocks in proportion.
func grow(c *model.County, section int, pupils float64) {
	s := &c.Sections[section]
	for _, stocks := range []model.Stocks{s.Stocks, school(c, s.School).Stocks} {
		for name := range stocks {
			stocks[name] *= pupils / s.Pupils
		}
	}
	s.Pupils = pupils
}

// of returns the verdicts of a rule, by place.
func of(a *standard.Assessment, rule string) map[string]standard.Verdict {
	out := make(map[string]standard.Verdict)
	for _, v := range a.Verdicts {
		if v.Rule == rule {
			out[v.Where] = v
		}
	}
	return out
}

func assess(t *testing.T, s *standard.Standard, c *model.County) *standard.Assessment {
	t.Helper()
	require.NoError(t, c.Validate())
	a, err := s.Assess(c)
	require.NoError(t, err)
	return a
}

func TestPassingCounty(t *testing.T) {
	t.Parallel()
	for _, name := range []string{standard.NameQualityBalance2017, standard.NameBasicBalance2012} {
		s, err := standard.ByName(name)
		require.NoError(t, err)
		a := assess(t, s, passing())
		for _, v := range a.Verdicts {
			require.Equal(t, standard.Pass, v.Outcome, "%s %s: %s", v.Rule, v.Where, v.Inputs)
			require.True(t, v.Passes)
			require.GreaterOrEqual(t, v.Margin, 0.0)
			secondHand := v.Rule == "recognition-sample" || v.Rule == "recognition-parents"
			require.Equal(t, !secondHand, v.Verified, v.Rule)
			require.NotEmpty(t, v.Inputs, v.Rule)
		}
		require.True(t, a.Passes)
		require.Equal(t, standard.Pass, a.Outcome)
		require.Equal(t, standard.Counts{Pass: len(a.Verdicts)}, a.Counts)
	}
}

// A ruleCase changes the passing county so that one rule fails, or has no data, at one place.
type ruleCase struct {
	where            string // of the verdict that fails
	value, threshold float64
	fail             func(c *model.County)
	lose             func(c *model.County) // takes the data away; nil: the answer of the rule's id
}

func ruleCases() map[string]ruleCase {
	document := func(id string) ruleCase {
		return ruleCase{where: "county", value: 0, threshold: 1, fail: answered(id, "no")}
	}
	forbidden := func(id string) ruleCase {
		return ruleCase{where: "county", value: 1, threshold: 0, fail: answered(id, "yes")}
	}
	number := func(id, failing string, value, threshold float64) ruleCase {
		return ruleCase{where: "county", value: value, threshold: threshold, fail: answered(id, failing), lose: answered(id, "")}
	}
	small := func(use string) ruleCase {
		return ruleCase{where: "p", value: 1, threshold: 2, fail: func(c *model.County) {
			i := slices.IndexFunc(c.Rooms, func(r model.Room) bool { return r.School == "p" && r.Use == use })
			c.Rooms[i].Area -= 0.5
		}, lose: func(c *model.County) { c.Rooms = nil }}
	}
	return map[string]ruleCase{
		"precondition-years":       number("years_since_basic_balance", "2", 2, 3),
		"precondition-monitoring":  document("precondition-monitoring"),
		"guarantee-01":             document("guarantee-01"),
		"guarantee-02":             document("guarantee-02"),
		"guarantee-02-quota":       {where: "junior", value: 939, threshold: 940, fail: answered("public_funds_quota_junior", "939"), lose: answered("public_funds_quota_junior", "")},
		"guarantee-03-music":       small(model.UseMusic),
		"guarantee-03-art":         small(model.UseArt),
		"guarantee-04":             {where: "j", value: 2001, threshold: 2000, fail: func(c *model.County) { grow(c, 1, 2001) }},
		"guarantee-04-vocational":  forbidden("guarantee-04-vocational"),
		"guarantee-05":             {where: "j/junior", value: 51, threshold: 50, fail: func(c *model.County) { c.Classes[20].Pupils = 51 }, lose: func(c *model.County) { c.Classes = nil }},
		"guarantee-06":             {where: "v", value: 719, threshold: 720, fail: func(c *model.County) { school(c, "v").Stocks["public_funds_yuan"] = 71900 }, lose: without("public_funds_yuan")},
		"guarantee-07":             number("special_funds_yuan", "319960", 7999, 8000),
		"guarantee-08":             number("teacher_pay_mean", "99000", 0.99, 1),
		"guarantee-08-performance": document("guarantee-08-performance"),
		"guarantee-09":             number("trained_teachers", "189.05", 0.95, 1),
		"guarantee-10":             document("guarantee-10"),
		"guarantee-11":             number("eligible_teachers", "125", 0.08, 0.1),
		"guarantee-11-backbone":    number("rotated_backbone_teachers", "1", 0.1, 0.2),
		"guarantee-12":             number("certified_teachers", "189.05", 0.95, 1),
		"guarantee-13":             {where: "junior", value: 0.94, threshold: 0.95, fail: func(c *model.County) { c.Sections[1].Stocks["pupils_nearby"] = 940 }, lose: without("pupils_nearby")},
		"guarantee-14":             number("senior_places_allotted", "499", 0.499, 0.5),
		"guarantee-14-rural":       document("guarantee-14-rural"),
		"guarantee-15":             document("guarantee-15"),
		"guarantee-15-migrant":     number("migrant_bought", "4", 0.84, 0.85),
		"quality-1":                number("junior_transferred_out", "9", 0.939, 0.95),
		"quality-2":                number("disabled_enrolled", "37", 0.925, 0.95),
		"quality-3":                document("quality-3"),
		"quality-4":                {where: "v", value: 0.04, threshold: 0.05, fail: func(c *model.County) { school(c, "v").Stocks["training_funds_yuan"] = 4000 }, lose: without("training_funds_yuan")},
		"quality-5":                document("quality-5"),
		"quality-6":                document("quality-6"),
		"quality-7":                document("quality-7"),
		"quality-7-labour":         number("labour_hours", "28", 0.4, 0.5),
		"quality-8":                document("quality-8"),
		"quality-9-level":          number("monitoring_lowest_level", "2", 2, 3),
		"quality-9-difference":     number("monitoring_highest_difference", "0.15", 0.15, 0.15),
		"recognition-rate":         number("survey_satisfied", "336", 0.84, 0.85),
		"recognition-sample":       number("resident_population", "500000", 0.0008, 0.001),
		"recognition-parents":      number("survey_parents", "198", 0.495, 0.5),
		"veto-admission-tests":     forbidden("veto-admission-tests"),
		"veto-school-choice":       forbidden("veto-school-choice"),
		"veto-key-schools":         forbidden("veto-key-schools"),
		"veto-vacant-posts":        forbidden("veto-vacant-posts"),
		"veto-accidents":           forbidden("veto-accidents"),
		"veto-outside-load":        forbidden("veto-outside-load"),
		"school-standard":          document("school-standard"),
		"government-work":          number("government_work_points", "84.9", 84.9, 85),
		"public-satisfaction":      number("survey_satisfied", "336", 0.84, 0.85),
	}
}

// Every rule of the built-in standards fails where it should and is without data where it must be,
// and nothing else changes its outcome with it, except rules that read the same numbers.
func TestEveryRule(t *testing.T) {
	t.Parallel()
	cases := ruleCases()
	seen := make(map[string]bool)
	for _, name := range []string{standard.NameQualityBalance2017, standard.NameBasicBalance2012} {
		s, err := standard.ByName(name)
		require.NoError(t, err)
		for _, rule := range s.Rules {
			seen[rule.ID] = true
			c, ok := cases[rule.ID]
			require.True(t, ok, "rule %s has no case", rule.ID)
			t.Run(rule.ID, func(t *testing.T) {
				t.Parallel()
				county := passing()
				c.fail(county)
				a := assess(t, s, county)
				v := of(a, rule.ID)[c.where]
				require.Equal(t, standard.Fail, v.Outcome, v.Inputs)
				require.False(t, v.Passes)
				require.InDelta(t, c.value, v.Value, 1e-12)
				require.InDelta(t, c.threshold, v.Threshold, 0)
				require.LessOrEqual(t, v.Margin, 0.0)
				require.Equal(t, rule.Block, v.Block)
				require.Equal(t, standard.Fail, a.Outcome)
				require.Positive(t, a.Counts.Fail)
				require.True(t, a.Passes, "the resource block has nothing to do with it")

				if rule.ID == "guarantee-04" { // pupils are always there
					return
				}
				county = passing()
				if c.lose != nil {
					c.lose(county)
				} else {
					answer(county, rule.ID, "")
				}
				a = assess(t, s, county)
				none := 0
				for _, v := range of(a, rule.ID) {
					if v.Outcome == standard.NoData {
						none++
						require.False(t, v.Passes)
						require.Contains(t, v.Inputs, "missing: ")
					}
				}
				require.Positive(t, none)
				require.Equal(t, standard.NoData, a.Outcome)
				require.Equal(t, len(a.Verdicts), a.Counts.Pass+a.Counts.NoData)
				require.True(t, a.Passes)
			})
		}
	}
	require.ElementsMatch(t, slices.Collect(maps.Keys(cases)), slices.Collect(maps.Keys(seen)))
}

// A county without any records has one verdict a rule, which says what is missing.
func TestNothingRecorded(t *testing.T) {
	t.Parallel()
	c := passing()
	c.Guarantees, c.Survey, c.Classes, c.Rooms = nil, nil, nil, nil
	for _, column := range []string{"public_funds_yuan", "training_funds_yuan", "pupils_nearby"} {
		without(column)(c)
	}
	s := standard.QualityBalance2017()
	a := assess(t, s, c)
	require.True(t, a.Passes)
	require.Equal(t, standard.NoData, a.Outcome)
	require.Zero(t, a.Counts.Fail)
	for i := range s.Rules {
		id := s.Rules[i].ID
		if id == "guarantee-04" {
			continue
		}
		verdicts := of(a, id)
		require.Len(t, verdicts, 1, id)
		require.Equal(t, standard.NoData, verdicts["county"].Outcome, id)
		require.Contains(t, verdicts["county"].Inputs, "missing: ", id)
	}
	require.Equal(t, len(s.Rules)-1, a.Counts.NoData)
}

// One school's empty cell is its own.
func TestOneSchoolWithoutData(t *testing.T) {
	t.Parallel()
	c := passing()
	delete(school(c, "p").Stocks, "training_funds_yuan")
	verdicts := of(assess(t, standard.QualityBalance2017(), c), "quality-4")
	require.Equal(t, standard.NoData, verdicts["p"].Outcome)
	require.Equal(t, "missing: training_funds_yuan of p/primary", verdicts["p"].Inputs)
	require.Equal(t, standard.Pass, verdicts["v"].Outcome)
	require.Len(t, verdicts, 3)
}

func TestDocumentsOfSchools(t *testing.T) {
	t.Parallel()
	c := passing()
	answer(c, "quality-3", "")
	c.Guarantees = append(c.Guarantees,
		model.Answer{Rule: "quality-3", School: "p", Value: "是"}, model.Answer{Rule: "quality-3", School: "j", Value: "No"},
		model.Answer{Rule: "guarantee-01", School: "p", Value: "no"}) // a question to the county
	a := assess(t, standard.QualityBalance2017(), c)
	verdicts := of(a, "quality-3")
	require.Equal(t, standard.Pass, verdicts["p"].Outcome)
	require.Equal(t, standard.Fail, verdicts["j"].Outcome)
	require.Equal(t, standard.NoData, verdicts["v"].Outcome)
	require.Len(t, verdicts, 3, "a special school is not asked")
	require.Equal(t, standard.Pass, of(a, "guarantee-01")["county"].Outcome)
}

// What cannot be read or divided is without data, and says why.
func TestAnswersThatMakeNoSense(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ id, value, rule, inputs string }{
		{"guarantee-01", "maybe", "guarantee-01", `guarantee-01: "maybe" is neither yes nor no`},
		{"teacher_pay_mean", "much", "guarantee-08", `missing: teacher_pay_mean: "much" is not a number`},
		{"teacher_pay_mean", "NaN", "guarantee-08", `missing: teacher_pay_mean: "NaN" is not a number`},
		{"civil_servant_pay_mean", "0", "guarantee-08", "teacher_pay_mean 100000, civil_servant_pay_mean 0: the divisor must be above 0"},
		{"rotated_teachers", "101", "guarantee-11", "rotated_teachers 101, eligible_teachers 100: the part is more than the whole"},
		{"rotated_teachers", "-1", "guarantee-11", "rotated_teachers -1, eligible_teachers 100: the part must not be negative"},
		{"survey_valid", "0", "recognition-rate", "survey_satisfied 340, survey_valid 0: the divisor must be above 0"},
	} {
		county := passing()
		answer(county, c.id, c.value)
		a := assess(t, standard.QualityBalance2017(), county)
		v := of(a, c.rule)["county"]
		require.Equal(t, standard.NoData, v.Outcome, c.rule)
		require.Equal(t, c.inputs, v.Inputs)
		require.True(t, math.IsNaN(v.Value))
	}
}

func TestNothingToJudge(t *testing.T) {
	t.Parallel()
	c := passing()
	for _, id := range []string{"migrant_eligible", "migrant_public", "migrant_bought"} {
		answer(c, id, "0")
	}
	c.Sections[2].Pupils, c.Sections[2].Stocks["pupils_nearby"] = 100, 100
	a := assess(t, standard.QualityBalance2017(), c)
	v := of(a, "guarantee-15-migrant")["county"]
	require.Equal(t, standard.Pass, v.Outcome)
	require.Equal(t, "migrant_public 0, migrant_bought 0, migrant_eligible 0: nobody is concerned", v.Inputs)
	v = of(a, "guarantee-06")["county"]
	require.Equal(t, standard.Pass, v.Outcome)
	require.Equal(t, "no school or section is concerned", v.Inputs)

	school(c, "v").Area = ""
	v = of(assess(t, standard.QualityBalance2017(), c), "guarantee-13")["county"]
	require.Equal(t, standard.NoData, v.Outcome)
	require.Equal(t, "missing: area of 1 schools", v.Inputs)
}

// Thresholds come from the office where a rule says so.
func TestThresholdInputs(t *testing.T) {
	t.Parallel()
	c := passing()
	answer(c, "public_funds_quota_required_primary", "935")
	answer(c, "public_funds_quota_primary", "1150")
	a := assess(t, standard.QualityBalance2017(), c)
	v := of(a, "guarantee-02-quota")["primary"]
	require.InDelta(t, 935, v.Threshold, 0)
	require.InDelta(t, 1150, v.Value, 0)
	require.Equal(t, standard.Pass, v.Outcome)
	require.InDelta(t, 940, of(a, "guarantee-02-quota")["junior"].Threshold, 0)
	v = of(a, "guarantee-06")["v"]
	require.InDelta(t, 1150, v.Threshold, 0, "the county's own quota")
	require.InDelta(t, 1000, v.Value, 0)
	require.Equal(t, standard.Fail, v.Outcome)
}

// A small school of two stages needs the mean of its quotas, weighted by pupils.
func TestThresholdOfStages(t *testing.T) {
	t.Parallel()
	c := passing()
	v := school(c, "v")
	v.Kind = model.KindNineYear
	c.Sections[2].Pupils = 60
	junior := c.Sections[2]
	junior.Stage, junior.Pupils, junior.Stocks = model.StageJunior, 20, maps.Clone(junior.Stocks)
	c.Sections = append(c.Sections, junior)
	c.Classes = append(c.Classes, model.Class{School: "v", Stage: model.StageJunior, Pupils: 20})
	a := assess(t, standard.QualityBalance2017(), c)
	require.InDelta(t, (60*720.0+20*940)/80, of(a, "guarantee-06")["v"].Threshold, 1e-9)
	require.InDelta(t, 2500, of(a, "guarantee-04")["v"].Threshold, 0)
	require.InDelta(t, 1, of(a, "guarantee-03-music")["v"].Threshold, 0, "4 classes")

	v.Kind = "" // the stages tell
	a = assess(t, standard.QualityBalance2017(), c)
	require.InDelta(t, 2500, of(a, "guarantee-04")["v"].Threshold, 0)
	require.InDelta(t, 2000, of(a, "guarantee-04")["j"].Threshold, 0)
}

func TestClassSizes(t *testing.T) {
	t.Parallel()
	c := passing()
	c.Classes[0].Pupils, c.Classes[1].Pupils = 46, 60
	v := of(assess(t, standard.QualityBalance2017(), c), "guarantee-05")["p/primary"]
	require.InDelta(t, 60, v.Value, 0)
	require.Equal(t, "largest_class 60, 2 of 20 classes above", v.Inputs)

	c.Classes = nil
	for i := range c.Sections {
		c.Sections[i].Stocks["largest_class"], c.Sections[i].Stocks["classes"] = 45, 20
	}
	a := assess(t, standard.QualityBalance2017(), c)
	v = of(a, "guarantee-05")["p/primary"]
	require.Equal(t, standard.Pass, v.Outcome)
	require.Equal(t, "largest_class 45", v.Inputs)
	require.InDelta(t, 2, of(a, "guarantee-03-art")["p"].Threshold, 0)
}

// Without sizes too few rooms fail and enough are without data.
func TestRoomsWithoutSizes(t *testing.T) {
	t.Parallel()
	c := passing()
	c.Rooms = nil
	school(c, "p").Stocks["music_rooms"], school(c, "j").Stocks["music_rooms"] = 1, 2
	verdicts := of(assess(t, standard.QualityBalance2017(), c), "guarantee-03-music")
	require.Equal(t, standard.Fail, verdicts["p"].Outcome)
	require.InDelta(t, 1, verdicts["p"].Value, 0)
	require.Equal(t, standard.NoData, verdicts["j"].Outcome)
	require.Contains(t, verdicts["j"].Inputs, "missing: sizes of rooms of use music")
	require.Equal(t, standard.NoData, verdicts["v"].Outcome)

	c.Rooms = []model.Room{{School: "p", Use: model.UseMusic, Area: 100}, {School: "p", Use: model.UseMusic}, {School: "j", Use: model.UseArt, Area: 100}}
	school(c, "p").Stocks["music_rooms"] = 7 // the list of rooms wins
	verdicts = of(assess(t, standard.QualityBalance2017(), c), "guarantee-03-music")
	require.Equal(t, standard.NoData, verdicts["p"].Outcome, "one of the two has no size")
	require.Equal(t, standard.Fail, verdicts["j"].Outcome, "its rooms are listed, and none is for music")
	require.InDelta(t, 0, verdicts["j"].Value, 0)
}

func TestSteps(t *testing.T) {
	t.Parallel()
	rooms := standard.Steps{Every: 12, Give: 1}
	for x, want := range map[float64]float64{0: 0, 1: 1, 12: 1, 13: 2, 24: 2, 25: 3} {
		require.InDelta(t, want, rooms.Need(x), 0, "%v classes", x)
	}
	staff := standard.Steps{Table: []standard.StepTo{{UpTo: 30, Need: 1}, {UpTo: 80, Need: 2}}, Every: 40, Give: 1}
	for x, want := range map[float64]float64{0: 1, 30: 1, 31: 2, 80: 2, 81: 3, 120: 3, 121: 4} {
		require.InDelta(t, want, staff.Need(x), 0, "%v pupils", x)
	}
	table := standard.Steps{Table: []standard.StepTo{{UpTo: 30, Need: 1}, {UpTo: 80, Need: 2}}}
	require.InDelta(t, 2, table.Need(1000), 0, "the last step holds")
}

// An answer that nobody asked for is noted, with the name that was meant.
func TestAnswersNotUsed(t *testing.T) {
	t.Parallel()
	c := passing()
	s := standard.QualityBalance2017()
	notes := func() (out []string) {
		for _, f := range findingsOf(t, s, c) {
			if strings.HasPrefix(f, model.TableGuarantees) || strings.HasPrefix(f, model.TableSurvey) {
				out = append(out, f)
			}
		}
		return out
	}
	require.Empty(t, notes(), "answers to the other built-in standard are in order")
	c.Guarantees = append(c.Guarantees,
		model.Answer{Rule: "guarantee-99", Value: "yes"},
		model.Answer{Rule: "guarantee-10", School: "p", Value: "yes"},
		model.Answer{Rule: "rotated_teacher", Value: "1"},
		model.Answer{Rule: "training_funds_yuan", Value: "1"},
		model.Answer{Rule: "training_funds_yuan", School: "p", Value: "50000"},
		model.Answer{Rule: "quality-3", School: "p", Value: "yes"},
	)
	require.Equal(t, []string{
		`guarantees.csv: rule: "guarantee-99": no rule of quality-balance-2017 asks for this; the answer is not used; did you mean "guarantee-01"?`,
		`guarantees.csv: p: rule: "guarantee-10": the question is to the county; the answer for school p is not used`,
		`guarantees.csv: rule: "rotated_teacher": no rule of quality-balance-2017 asks for this; the answer is not used; did you mean "rotated_teachers"?`,
		`guarantees.csv: rule: "training_funds_yuan": the question is to every school; an answer without school_id is not used`,
	}, notes())
}

// What is on a threshold passes, whatever the rounding of shares and decimals.
func TestTies(t *testing.T) {
	t.Parallel()
	s := standard.QualityBalance2017()
	c := passing()
	// Exactly 4.5 m2 per primary pupil: 9171 m2 over 190 + 1.1 x 1680 = 2038 weighted pupils.
	c.Schools, c.Sections, c.Classes, c.Rooms = c.Schools[:1], c.Sections[:1], nil, nil
	c.Schools[0].Kind, c.Schools[0].Stocks["teaching_area_m2"] = model.KindNineYear, 9171
	c.Sections = append(c.Sections, c.Sections[0])
	c.Sections[1].Stage = model.StageJunior
	c.Sections[0].Pupils, c.Sections[1].Pupils = 190, 1680
	r := assess(t, s, c).Sections[0].Readings[3]
	require.InDelta(t, 4.5, r.Value, 1e-12)
	require.Less(t, r.Value, 4.5, "as doubles have it")
	require.True(t, r.Met)
	require.Zero(t, r.Shortfall)

	require.True(t, standard.Meets(4.499999999999999, 4.5))
	require.False(t, standard.Meets(4.49999999999, 4.5))
	require.True(t, standard.Within(0.5000000000000001, 0.5))
	require.False(t, standard.Within(0.50000000001, 0.5))
	require.False(t, standard.Meets(math.NaN(), 0))
	require.False(t, standard.Within(math.NaN(), 0))
	require.True(t, standard.Meets(0, 0))

	met, passes := s.SectionPasses(model.StagePrimary, []float64{4.2, 1, 0.9, 4.5, 7.5, 2000, 2.3 * 0.85})
	require.Equal(t, 6, met)
	require.True(t, passes)
	_, passes = s.SectionPasses(model.StagePrimary, []float64{4.2, 1, 0.9, 4.5, 7.5, 2000, 2.3 * 0.8499})
	require.False(t, passes)
}

// A verdict without data still says what would be asked.
func TestThresholdWithoutData(t *testing.T) {
	t.Parallel()
	c := passing()
	answer(c, "trained_teachers", "")
	without("public_funds_yuan")(c)
	a := assess(t, standard.QualityBalance2017(), c)
	require.InDelta(t, 1, of(a, "guarantee-09")["county"].Threshold, 0)
	require.InDelta(t, 0.05, of(a, "quality-4")["county"].Threshold, 0)
	require.InDelta(t, 720, of(a, "guarantee-06")["county"].Threshold, 0)
	c.Classes = nil
	require.True(t, math.IsNaN(of(assess(t, standard.QualityBalance2017(), c), "guarantee-05")["county"].Threshold), "45 and 50")
}
