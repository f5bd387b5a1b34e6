package standard_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// province raises one threshold of the national standard, for every section and in full.
func province(minimum float64) *standard.Standard {
	return &standard.Standard{Name: "province", Indicators: []standard.Indicator{
		{Code: "L2", Minimum: map[string]float64{"primary": minimum, "junior": minimum}},
	}}
}

// city adds an indicator and another limit on the CV of one.
func city() *standard.Standard {
	return &standard.Standard{Name: "city", Indicators: []standard.Indicator{
		{Code: "L1", CVLimit: map[string]float64{"primary": 0.4}},
		{Code: "B", Name: "books per pupil", Unit: "books", Stock: []standard.Term{{Column: "books", Sign: 1}}, Per: 1,
			Minimum: map[string]float64{"primary": 30}, Split: true},
	}}
}

func TestStack(t *testing.T) {
	t.Parallel()
	national := standard.QualityBalance2017()
	s, err := standard.Stack(national, province(1.2), city())
	require.NoError(t, err)
	require.Equal(t, "quality-balance-2017 + province + city", s.Name)
	require.Len(t, s.Levels, 3)
	require.Len(t, s.Indicators, 8)
	require.Equal(t, standard.QualityBalance2017(), national, "what is stacked stays as it was")

	backbone := s.Indicators[1]
	require.Equal(t, map[string]float64{"primary": 1.2, "junior": 1.2}, backbone.Minimum)
	require.Equal(t, backbone.Minimum, backbone.Floor, "the province asks for it in full")
	require.Equal(t, national.Indicators[1].Name, backbone.Name)
	require.Equal(t, map[string]float64{"primary": 0.4, "junior": 0.45}, s.Indicators[0].CVLimit)
	require.Nil(t, s.Indicators[0].Floor, "the share of the rule says it")
	require.Equal(t, map[string]float64{"primary": 30}, s.Indicators[7].Floor)
	require.Equal(t, standard.SectionRule{MayMiss: 1, OthersAtShare: 0.85}, s.Section, "7 of 8 in primary sections, 6 of 7 in junior ones")
	limit, ok := s.CVLimit(0, "primary")
	require.True(t, ok)
	require.InDelta(t, 0.4, limit, 0)
	require.InDelta(t, 3.57, s.Floor(0, "primary"), 0)
	require.InDelta(t, 1.2, s.Floor(1, "junior"), 0)
	require.NoError(t, s.Validate())
	require.False(t, s.Verified, "the province's text was not seen")

	again, err := standard.Stack(s)
	require.NoError(t, err)
	require.Equal(t, s, again)
	twice, err := standard.Stack(national, s, city())
	require.NoError(t, err)
	require.Equal(t, s.Indicators, twice.Indicators)
	require.Len(t, twice.Levels, 3, "a level that comes twice counts once")

	data, err := json.Marshal(s)
	require.NoError(t, err)
	var back standard.Standard
	require.NoError(t, json.Unmarshal(data, &back))
	require.Equal(t, *s, back)

	alone, err := standard.Stack(national)
	require.NoError(t, err)
	require.Equal(t, national.Indicators, alone.Indicators)
	require.Equal(t, national.Section, alone.Section)
}

func TestStackOfFullStandards(t *testing.T) {
	t.Parallel()
	// A province that states the whole rule with one higher threshold keeps the tolerance.
	higher := standard.QualityBalance2017()
	higher.Name = "province"
	higher.Indicators[1].Minimum = map[string]float64{"primary": 1.5, "junior": 1.5}
	s, err := standard.Stack(standard.QualityBalance2017(), higher)
	require.NoError(t, err)
	require.Equal(t, higher.Indicators, s.Indicators)
	require.Equal(t, higher.Section, s.Section)
}

// The rule of a stack is that of the level which is at least as strict everywhere, wherever it stands.
func TestStackTakesTheStrictestRule(t *testing.T) {
	t.Parallel()
	level := func(name string, minimum, share float64, miss int) *standard.Standard {
		s := &standard.Standard{Name: name, Section: standard.SectionRule{MayMiss: miss, OthersAtShare: share}}
		for _, column := range []string{"x", "y", "z"} {
			s.Indicators = append(s.Indicators, standard.Indicator{
				Code: column, Stock: []standard.Term{{Column: column, Sign: 1}}, Per: 1, Minimum: map[string]float64{"primary": minimum},
			})
		}
		return s
	}
	for _, c := range []struct {
		name         string
		strict, less *standard.Standard
		minimum      float64
	}{
		{"fewer may be missed", level("a", 2, 0.5, 1), level("b", 2, 0.5, 2), 2},
		{"equal floors, higher minimum", level("a", 3, 0.5, 1), level("b", 2, 0.75, 1), 3},
		{"equal minimum, higher share", level("a", 2, 0.75, 1), level("b", 2, 0.5, 1), 2},
	} {
		for _, levels := range [][]*standard.Standard{{c.strict, c.less}, {c.less, c.strict}} {
			s, err := standard.Stack(levels...)
			require.NoError(t, err, c.name)
			require.Equal(t, c.strict.Section.OthersAtShare, s.Section.OthersAtShare, c.name)
			require.Equal(t, 2, s.Section.Required(3), c.name)
			require.InDelta(t, c.minimum, s.Indicators[0].Minimum["primary"], 0, c.name)
		}
	}
}

func TestStackRefuses(t *testing.T) {
	t.Parallel()
	national := standard.QualityBalance2017
	change := func(change func(*standard.Standard)) *standard.Standard {
		s := national()
		s.Name = "city"
		change(s)
		return s
	}
	for want, level := range map[string]*standard.Standard{
		`city: weighting: "none": quality-balance-2017 weights by pupils; a CV cannot be both: judge by this level on its own`: change(func(s *standard.Standard) { s.Weighting = standard.Unweighted }),
		`city: exclude: leaves out other sections than quality-balance-2017 does; a CV is over the ones or the others: judge by this level on its own`: change(func(s *standard.Standard) {
			s.Exclude.TeachingPointsBelow = 100
		}),
		`city: L1: code: "L1": is teachers_above_degree per 100 in quality-balance-2017, but teachers per 100 here: give it another code`: {
			Name: "city", Indicators: []standard.Indicator{{Code: "L1", Stock: []standard.Term{{Column: "teachers", Sign: 1}}, Per: 100}},
		},
		`city: E: split: "false": quality-balance-2017 has it the other way`: {
			Name: "city", Indicators: []standard.Indicator{{Code: "E", Stock: []standard.Term{{Column: "equipment_yuan", Sign: 1}}, Per: 1}},
		},
		`city: school_rule: in stage primary neither this rule (all but 2) nor that of quality-balance-2017 (all but 1) is the stricter one for every indicator: ask for the minimums of one in full, or state the stricter rule at one level`: change(func(s *standard.Standard) {
			s.Section.MetAtLeast = 5
			s.Indicators[0].Minimum = map[string]float64{"primary": 5}
		}),
	} {
		_, err := standard.Stack(national(), level)
		require.ErrorIs(t, err, standard.ErrStack)
		require.ErrorContains(t, err, want)
		require.NotEmpty(t, model.DataErrors(err))
	}
	_, err := standard.Stack()
	require.ErrorIs(t, err, standard.ErrStack)
	_, err = standard.Stack(national(), change(func(s *standard.Standard) { s.Name = national().Name; s.Section.MetAtLeast = 7 }))
	require.ErrorContains(t, err, "two different levels have this name")
	_, err = standard.Stack(&standard.Standard{Name: "empty"})
	require.ErrorContains(t, err, "there is no indicator")

	forged, err := standard.Stack(national(), province(1.2))
	require.NoError(t, err)
	forged.Indicators[1].Minimum["primary"] = 0.5
	require.ErrorContains(t, forged.Validate(), "together they do not say what the standard says")
}

func TestAssessStack(t *testing.T) {
	t.Parallel()
	s, err := standard.Stack(one(4, 0.3), named("city", one(5, 0.5)))
	require.NoError(t, err)
	a, err := s.Assess(schools([2]float64{9, 200}, [2]float64{20, 200}))
	require.NoError(t, err)
	require.False(t, a.Passes)
	v := a.Verdicts[0]
	require.Equal(t, "minimum:T", v.Rule)
	require.Equal(t, "city", v.Level)
	require.Equal(t, []standard.Statement{
		{Level: "one", Value: 4.5, Threshold: 4, Margin: 0.5, Passes: true},
		{Level: "city", Value: 4.5, Threshold: 5, Margin: -0.5, Passes: false},
	}, v.Stated)
	v = a.Verdicts[2]
	require.Equal(t, "cv:T", v.Rule)
	require.Equal(t, "one", v.Level, "the lower limit binds")
	require.Len(t, v.Stated, 2)
	require.Equal(t, []standard.LevelResult{
		{Level: "one", SectionsPassing: 2, LimitsPassing: 0, Limits: 1},
		{Level: "city", SectionsPassing: 1, LimitsPassing: 1, Limits: 1},
	}, a.Levels)
	data, err := json.Marshal(a)
	require.NoError(t, err)
	require.Contains(t, string(data), `"stated":[{"level":"one","value":4.5,"threshold":4,"margin":0.5,"passes":true}`)
	require.Contains(t, string(data), `"levels":[{"level":"one","sections_passing":2,`)
}

func named(name string, s *standard.Standard) *standard.Standard {
	s.Name = name
	return s
}

// A stack says of a county what its levels say of it one by one: that is what stacking means.
func TestStackIsItsLevelsJoined(t *testing.T) {
	t.Parallel()
	stacked, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		levels := []*standard.Standard{drawLevel(t, "a"), drawLevel(t, "b")}
		if rapid.Bool().Draw(t, "three") {
			levels = append(levels, drawLevel(t, "c"))
		}
		s, err := standard.Stack(levels...)
		if err != nil {
			require.ErrorIs(t, err, standard.ErrStack)
			refused++
			return
		}
		stacked++
		c := drawCounty(t)
		whole, err := s.Assess(c)
		require.NoError(t, err)
		passes := true
		sections := make(map[string]bool)
		cvs := make(map[string]bool)
		for l, level := range levels {
			own, err := level.Assess(c)
			require.NoError(t, err)
			require.Equal(t, own.Passes, whole.Levels[l].Passes, "level %s", level.Name)
			require.Equal(t, own.SectionsPassing, whole.Levels[l].SectionsPassing, "level %s", level.Name)
			passes = passes && own.Passes
			for _, r := range own.Sections {
				where := r.School + "/" + r.Stage
				sections[where] = sections[where] || !r.Passes
			}
			for _, v := range own.Verdicts {
				if len(v.Rule) > 3 && v.Rule[:3] == "cv:" {
					cvs[v.Rule+v.Where] = cvs[v.Rule+v.Where] || !v.Passes
				}
			}
		}
		require.Equal(t, passes, whole.Passes)
		for _, r := range whole.Sections {
			require.Equal(t, !sections[r.School+"/"+r.Stage], r.Passes)
		}
		for _, v := range whole.Verdicts {
			require.NotEmpty(t, v.Level)
			require.NotEmpty(t, v.Stated)
			all := true
			for _, said := range v.Stated {
				all = all && said.Passes
				if said.Level == v.Level {
					require.LessOrEqual(t, said.Margin, v.Margin+exact)
				}
			}
			require.Equal(t, all, v.Passes, "%+v", v)
			if len(v.Rule) > 3 && v.Rule[:3] == "cv:" {
				require.Equal(t, !cvs[v.Rule+v.Where], v.Passes)
			}
		}
	})
	require.Positive(t, refused)
	require.Greater(t, stacked, refused)
}

// drawLevel draws a standard of up to three indicators with small numbers, so that ties are frequent.
// Two in three let something be missed, half of them by a rule that is the same for all.
func drawLevel(t *rapid.T, name string) *standard.Standard {
	s := &standard.Standard{Name: name}
	for _, column := range []string{"x", "y", "z"} {
		if rapid.IntRange(0, 3).Draw(t, name+column) == 3 && (column != "z" || len(s.Indicators) > 0) {
			continue
		}
		k := standard.Indicator{Code: column, Stock: []standard.Term{{Column: column, Sign: 1}}, Per: 1}
		for _, stage := range []string{"primary", "junior"} {
			if m := rapid.IntRange(-1, 3).Draw(t, "minimum"); m > 0 {
				put(&k.Minimum, stage, float64(m)/2)
			}
			if rapid.IntRange(0, 4).Draw(t, "limit") == 4 {
				put(&k.CVLimit, stage, float64(rapid.IntRange(1, 5).Draw(t, "cv"))/5)
			}
		}
		s.Indicators = append(s.Indicators, k)
	}
	switch rapid.IntRange(0, 2).Draw(t, "rule") {
	case 0:
		s.Section = standard.SectionRule{MayMiss: 1, OthersAtShare: 0.5}
	case 1:
		s.Section.OthersAtShare = float64(rapid.IntRange(0, 4).Draw(t, "share")) / 4
		if rapid.Bool().Draw(t, "by count") {
			s.Section.MetAtLeast = rapid.IntRange(0, len(s.Indicators)).Draw(t, "met")
		} else {
			s.Section.MayMiss = rapid.IntRange(0, len(s.Indicators)).Draw(t, "miss")
		}
	}
	return s
}

func put(m *map[string]float64, stage string, v float64) {
	if *m == nil {
		*m = make(map[string]float64)
	}
	(*m)[stage] = v
}

func drawCounty(t *rapid.T) *model.County {
	c := &model.County{Name: "drawn"}
	for i := range rapid.IntRange(2, 40).Draw(t, "schools") {
		id := fmt.Sprint("S", i)
		c.Schools = append(c.Schools, model.School{ID: id, Kind: model.KindNineYear})
		for _, stage := range []string{"primary", "junior"} {
			stocks := model.Stocks{}
			pupils := float64(rapid.IntRange(1, 4).Draw(t, "pupils"))
			for _, column := range []string{"x", "y", "z"} {
				stocks[column] = pupils * float64(rapid.IntRange(1, 6).Draw(t, column)) / 4
			}
			c.Sections = append(c.Sections, model.Section{School: id, Stage: stage, Pupils: pupils, Stocks: stocks})
		}
	}
	return c
}

// A floor is what the section rule does not excuse; the verdict says so.
func TestFloor(t *testing.T) {
	t.Parallel()
	at := func(v float64) map[string]float64 { return map[string]float64{"primary": v} }
	s := &standard.Standard{Name: "floors", Section: standard.SectionRule{MayMiss: 1, OthersAtShare: 0.5}, Indicators: []standard.Indicator{
		{Code: "X", Stock: []standard.Term{{Column: "x", Sign: 1}}, Per: 1, Minimum: at(2), Floor: at(1.8)},
		{Code: "Y", Stock: []standard.Term{{Column: "y", Sign: 1}}, Per: 1, Minimum: at(2)},
	}}
	for _, c := range []struct {
		x, y, value, threshold float64
		passes                 bool
	}{
		{1.8, 2, 1, 1, true}, {1.7, 2, 0.85, 0.9, false}, {2, 1, 1, 1, true}, {2, 0.9, 0.45, 0.5, false}, {1.8, 1.9, 0.95, 1, false},
	} {
		a, err := s.Assess(&model.County{
			Schools:  []model.School{{ID: "A"}},
			Sections: []model.Section{{School: "A", Stage: "primary", Pupils: 1, Stocks: model.Stocks{"x": c.x, "y": c.y}}},
		})
		require.NoError(t, err)
		v := a.Verdicts[0]
		require.Equal(t, c.passes, v.Passes, "%v", c)
		require.Equal(t, c.passes, a.Passes)
		require.InDelta(t, c.value, v.Value, exact, "%v", c)
		require.InDelta(t, c.threshold, v.Threshold, exact, "%v", c)
		_, passes := s.SectionPasses("primary", []float64{c.x, c.y})
		require.Equal(t, c.passes, passes)
	}
	lower := s.WithMinimum(0, "primary", 1)
	require.NoError(t, lower.Validate())
	require.InDelta(t, 0.9, lower.Floor(0, "primary"), exact)
	require.InDelta(t, 1.8, s.Floor(0, "primary"), exact, "the standard itself stays as it was")
	for want, floor := range map[string]float64{"must be a positive number, at most the minimum 2": 2.1, "must be a positive number": 0} {
		s.Indicators[0].Floor = at(floor)
		require.ErrorContains(t, s.Validate(), want)
	}
	s.Indicators[0].Floor = map[string]float64{"junior": 1}
	require.ErrorContains(t, s.Validate(), "there is no minimum in this stage that could be missed")
	s.Indicators[0].Floor = nil
	s.Section = standard.SectionRule{MayMiss: 1, MetAtLeast: 1}
	require.ErrorContains(t, s.Validate(), "stands beside met_at_least")
	s.Section = standard.SectionRule{MayMiss: 3}
	require.ErrorContains(t, s.Validate(), "must be from 0 to the 2 indicators")
}
