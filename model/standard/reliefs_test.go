package standard_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// untilYear is the last year of the built-in reliefs.
const untilYear = 2027

// reliefCase is a rule that fails without a relief and passes with it.
type reliefCase struct {
	rule, where, relief string
	county              func() *model.County
	deny                func(c *model.County) // takes the ground away
}

func reliefCases() map[string]reliefCase {
	smallRooms := func(music, art float64) func(c *model.County) {
		return func(c *model.County) {
			for i := range c.Rooms {
				if c.Rooms[i].School == "v" {
					c.Rooms[i].Area = map[string]float64{model.UseMusic: music, model.UseArt: art}[c.Rooms[i].Use]
				}
			}
		}
	}
	change := func(changes ...func(c *model.County)) func() *model.County {
		return func() *model.County {
			c := passing()
			for _, f := range changes {
				f(c)
			}
			return c
		}
	}
	planned := change(smallRooms(73, 67), func(c *model.County) { school(c, "v").PlannedYear = 2016 })
	built := change(smallRooms(73, 67), func(c *model.County) { school(c, "v").BuiltYear = 2016 })
	smallClass := change(smallRooms(54, 54), func(c *model.County) {
		school(c, "v").Flags = []string{model.FlagSmallRural}
		for i := range c.Classes {
			if c.Classes[i].School == "v" {
				c.Classes[i].Pupils = 29
			}
		}
	})
	big := func(pupils float64) func(c *model.County) { return func(c *model.County) { grow(c, 1, pupils) } }
	return map[string]reliefCase{
		"music rooms planned by 2016": {"guarantee-03-music", "v", "planned-by-2016", planned, func(c *model.County) { school(c, "v").PlannedYear = 2017 }},
		"art rooms planned by 2016":   {"guarantee-03-art", "v", "planned-by-2016", planned, func(c *model.County) { school(c, "v").PlannedYear = 0 }},
		"built by then":               {"guarantee-03-art", "v", "planned-by-2016", built, func(c *model.County) { school(c, "v").BuiltYear = 2017 }},
		"small class, music":          {"guarantee-03-music", "v", "small-class", smallClass, func(c *model.County) { c.Classes[len(c.Classes)-6].Pupils = 30 }},
		"small class, art":            {"guarantee-03-art", "v", "small-class", smallClass, func(c *model.County) { school(c, "v").Flags = nil }},
		"size, built by 2010": {
			"guarantee-04", "j", "built-by-2010", change(big(2400), func(c *model.County) { school(c, "j").BuiltYear = 2010 }),
			func(c *model.County) { school(c, "j").BuiltYear = 2011 },
		},
		"size, migrant children": {
			"guarantee-04", "j", "migrant-children", change(big(2400), func(c *model.County) { c.Sections[1].Stocks["migrant_pupils"] = 1201 }),
			func(c *model.County) { c.Sections[1].Stocks["migrant_pupils"] = 1200 },
		},
	}
}

// A relief is on where the ground holds, the year is within its term and it is not switched off.
func TestReliefs(t *testing.T) {
	t.Parallel()
	for name, c := range reliefCases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := standard.QualityBalance2017()
			judge := func(change func(c *model.County)) standard.Verdict {
				county := c.county()
				if change != nil {
					change(county)
				}
				return of(assess(t, s, county), c.rule)[c.where]
			}
			v := judge(func(c *model.County) { c.Year = untilYear })
			require.Equal(t, standard.Pass, v.Outcome, v.Inputs)
			require.Equal(t, c.relief, v.Relief)
			require.False(t, v.Verified, "the year in which it lapses was not found")
			require.GreaterOrEqual(t, v.Margin, 0.0)

			v = judge(func(c *model.County) { c.Year = untilYear + 1 })
			require.Equal(t, standard.Fail, v.Outcome)
			require.Contains(t, v.Inputs, "relief "+c.relief+" has lapsed after 2027")
			require.False(t, v.Verified, "it fails for a year that was not found")

			v = judge(func(c *model.County) { c.Year = 0 })
			require.Equal(t, standard.Fail, v.Outcome, "a year that is not known is in no term")
			require.Contains(t, v.Inputs, "relief "+c.relief+" has a term, and the county has no year")
			require.False(t, v.Verified)

			v = judge(c.deny)
			require.Equal(t, standard.Fail, v.Outcome)
			require.Empty(t, v.Relief)
			require.NotContains(t, v.Inputs, c.relief)
			require.True(t, v.Verified, "no relief has to do with it")

			for i := range s.Rules {
				for k := range s.Rules[i].Reliefs {
					s.Rules[i].Reliefs[k].Off = true
				}
			}
			v = judge(nil)
			require.Equal(t, standard.Fail, v.Outcome)
			for i := range s.Rules {
				for k := range s.Rules[i].Reliefs {
					s.Rules[i].Reliefs[k].Off, s.Rules[i].Reliefs[k].Until = false, 0
				}
			}
			v = judge(func(c *model.County) { c.Year = 2100 })
			require.Equal(t, standard.Pass, v.Outcome, "without a year it does not lapse")
		})
	}
}

// What passes without a relief passes without it, and a relief that is not enough is told.
func TestReliefOnlyWhereNeeded(t *testing.T) {
	t.Parallel()
	c := passing()
	school(c, "j").BuiltYear = 2000
	s := standard.QualityBalance2017()
	require.Empty(t, of(assess(t, s, c), "guarantee-04")["j"].Relief)
	grow(c, 1, 2500)
	v := of(assess(t, s, c), "guarantee-04")["j"]
	require.Equal(t, standard.Fail, v.Outcome)
	require.Equal(t, "built-by-2010", v.Relief)
	require.InDelta(t, -100, v.Margin, 0)
}

// village is a county of one village school with its PE and arts teachers and sports ground short by
// what the reliefs of the indicators add.
func village(pupils float64) *model.County {
	c := passing()
	c.Schools, c.Sections = c.Schools[2:3], c.Sections[2:3]
	c.Classes, c.Rooms, c.Guarantees = nil, nil, nil
	grow(c, 0, pupils)
	return c
}

func TestReliefOfItinerantTeachers(t *testing.T) {
	t.Parallel()
	s := standard.QualityBalance2017()
	judge := func(pupils float64, change func(c *model.County)) standard.Reading {
		c := village(pupils)
		c.Sections[0].Stocks["teachers_pe_arts"], c.Sections[0].Stocks["itinerant_pe_arts"] = 0, 1
		if change != nil {
			change(c)
		}
		a := assess(t, s, c)
		v := of(a, standard.RuleSection)["v/primary"]
		require.Equal(t, a.Sections[0].Readings[2].Relief, v.Relief)
		lapsed := strings.Contains(v.Inputs, "relief pupils-50-99 has lapsed")
		require.Equal(t, c.Year > untilYear, lapsed)
		require.Equal(t, v.Relief == "" && !lapsed, v.Verified)
		cv := of(a, "cv:L3")["primary"]
		require.Equal(t, v.Relief, cv.Relief)
		require.Equal(t, v.Relief == "" && !lapsed, cv.Verified, "the CV of nothing at all fails, that of the relief's teachers passes")
		require.Equal(t, lapsed, strings.HasSuffix(cv.Inputs, "; relief pupils-50-99 has lapsed after 2027"))
		told := strings.HasSuffix(of(a, "cv:L3")["primary"].Inputs, "a relief adds to 1 of the sections")
		require.Equal(t, v.Relief != "", told)
		return a.Sections[0].Readings[2]
	}
	for _, pupils := range []float64{50, 99, 99.5} {
		r := judge(pupils, nil)
		require.Equal(t, "pupils-50-99", r.Relief)
		require.InDelta(t, 1, r.Stock, 0)
		require.InDelta(t, 100/pupils, r.Value, 1e-12)
		require.True(t, r.Met)
	}
	for name, r := range map[string]standard.Reading{
		"49 pupils":   judge(49, nil),
		"100 pupils":  judge(100, nil),
		"in a town":   judge(90, func(c *model.County) { c.Schools[0].Area = model.AreaTown }),
		"lapsed":      judge(90, func(c *model.County) { c.Year = untilYear + 1 }),
		"nobody came": judge(90, func(c *model.County) { c.Sections[0].Stocks["itinerant_pe_arts"] = 0 }),
	} {
		require.Empty(t, r.Relief, name)
		require.InDelta(t, 0, r.Stock, 0, name)
		require.False(t, r.Met)
	}
	c := village(90)
	c.Sections[0].Stocks["itinerant_pe_arts"] = 1
	for _, year := range []int{0, untilYear + 1} {
		c.Year = year
		require.Contains(t, findingsOf(t, s, c), map[int]string{
			0:             `sections.csv: v/primary: itinerant_pe_arts: "1": does not count in indicator L3: relief pupils-50-99 has a term, and the county has no year`,
			untilYear + 1: `sections.csv: v/primary: itinerant_pe_arts: "1": does not count in indicator L3: relief pupils-50-99 has lapsed after 2027`,
		}[year])
	}
	s.Indicators[2].Reliefs[0].Off = true
	require.False(t, judge(90, nil).Met)
	require.Contains(t, findingsOf(t, s, c), `sections.csv: v/primary: itinerant_pe_arts: "1": does not count in indicator L3: relief pupils-50-99 is switched off`)
}

// Areas that a school in a dense core leases or converts count, and are split like its grounds.
func TestReliefOfDenseCores(t *testing.T) {
	t.Parallel()
	s := standard.QualityBalance2017()
	c := village(90)
	junior := c.Sections[0]
	junior.Stage, junior.Pupils = model.StageJunior, 100
	c.Sections = append(c.Sections, junior)
	v := &c.Schools[0]
	v.Kind, v.Area, v.Flags = model.KindNineYear, model.AreaCity, []string{model.FlagDenseCore}
	v.Stocks["gymnasium_m2"], v.Stocks["sports_ground_m2"] = 0, 200
	v.Stocks["leased_sports_m2"], v.Stocks["converted_sports_m2"] = 1000, 800
	a := assess(t, s, c)
	require.InDelta(t, 2000*90.0/200, a.Sections[0].Readings[4].Stock, 1e-9, "90 : 1.1 x 100")
	require.InDelta(t, 2000*110.0/200, a.Sections[1].Readings[4].Stock, 1e-9)
	require.Equal(t, "dense-core", a.Sections[1].Readings[4].Relief)
	require.True(t, a.Sections[0].Readings[4].Met)

	v.Flags = nil
	require.Contains(t, findingsOf(t, s, c), `sections.csv: v/primary: converted_sports_m2, leased_sports_m2: "810": does not count in indicator L5: the school has not got the ground of relief dense-core`)
	a = assess(t, s, c)
	require.InDelta(t, 90, a.Sections[0].Readings[4].Stock, 1e-9)
	require.Empty(t, a.Sections[0].Readings[4].Relief)
	require.False(t, a.Sections[0].Readings[4].Met)
}

// Each relief of the built-in standard says its ground, its term and where it was read.
func TestReliefsAreDescribed(t *testing.T) {
	t.Parallel()
	s := standard.QualityBalance2017()
	var all []standard.Relief
	for i := range s.Indicators {
		all = append(all, s.Indicators[i].Reliefs...)
	}
	for i := range s.Rules {
		all = append(all, s.Rules[i].Reliefs...)
	}
	ids := make(map[string]bool)
	for _, r := range all {
		ids[r.ID] = true
		require.NotEmpty(t, r.Name)
		require.NotEmpty(t, r.NameZH)
		require.NotEmpty(t, r.Source)
		require.Equal(t, untilYear, r.Until)
		require.False(t, r.Off)
	}
	for _, id := range []string{"built-by-2010", "planned-by-2016", "dense-core", "small-class", "pupils-50-99", "migrant-children"} {
		require.True(t, ids[id], id)
	}
}

// Which relief each school may use, until when, and which it does use.
func TestReliefUses(t *testing.T) {
	t.Parallel()
	c := passing()
	school(c, "v").BuiltYear = 2005 // built by 2010, planned by 2016, and needs neither
	school(c, "j").BuiltYear = 2009
	grow(c, 1, 2400)
	c.Sections[2].Stocks["itinerant_pe_arts"] = 1
	s := standard.QualityBalance2017()
	uses, err := s.ReliefUses(c)
	require.NoError(t, err)
	require.Equal(t, []standard.ReliefUse{
		{Relief: "planned-by-2016", Rule: "guarantee-03-music", School: "j", Until: untilYear},
		{Relief: "planned-by-2016", Rule: "guarantee-03-art", School: "j", Until: untilYear},
		{Relief: "built-by-2010", Rule: "guarantee-04", School: "j", Until: untilYear, Applied: true},
		{Relief: "pupils-50-99", Rule: "L3", School: "v", Stage: "primary", Until: untilYear, Applied: true},
		{Relief: "planned-by-2016", Rule: "guarantee-03-music", School: "v", Until: untilYear},
		{Relief: "planned-by-2016", Rule: "guarantee-03-art", School: "v", Until: untilYear},
		{Relief: "built-by-2010", Rule: "guarantee-04", School: "v", Until: untilYear},
	}, uses)

	c.Year = untilYear + 1
	uses, err = s.ReliefUses(c)
	require.NoError(t, err)
	require.Len(t, uses, 7)
	for _, use := range uses {
		require.True(t, use.Lapsed)
		require.False(t, use.Applied)
	}
	c.Sections = nil
	_, err = s.ReliefUses(c)
	require.Error(t, err)
}

// What rests on a relief that was not seen says so in every verdict: of sections, of CVs, of a mean of
// CVs, of the levels of a stack. A fail for a term that is over does likewise, where the relief would
// undo it.
func TestVerdictsThatRestOnReliefs(t *testing.T) {
	t.Parallel()
	county := func(year int) *model.County {
		c := passing()
		c.Year = year
		v := &c.Sections[2]
		v.Stocks["teachers_pe_arts"], v.Stocks["itinerant_pe_arts"] = 0, 0.9
		return c
	}
	s := standard.QualityBalance2017()
	s.Indicators = s.Indicators[2:4]
	s.Section = standard.SectionRule{}
	s.Indicators[0].CVLimit = map[string]float64{"primary": 0.1}
	s.Composite.CVLimit = map[string]float64{"primary": 0.1}
	rules := map[string]string{"minimum:L3": "v/primary", "cv:L3": "primary", "composite": "primary"}
	stack, err := standard.Stack(s, &standard.Standard{Name: "city", Verified: true, Indicators: []standard.Indicator{
		{Code: "L3", CVLimit: map[string]float64{"primary": 0.1}},
	}})
	require.NoError(t, err)
	for _, by := range []*standard.Standard{s, stack} {
		on, off, unknown := assess(t, by, county(2025)), assess(t, by, county(untilYear+1)), assess(t, by, county(0))
		for rule, where := range rules {
			v := of(on, rule)[where]
			require.Equal(t, standard.Pass, v.Outcome, rule)
			require.Equal(t, "pupils-50-99", v.Relief, rule)
			require.False(t, v.Verified, rule)

			v = of(off, rule)[where]
			require.Equal(t, standard.Fail, v.Outcome, rule)
			require.Empty(t, v.Relief, rule)
			require.False(t, v.Verified, rule)
			require.Contains(t, v.Inputs, "; relief pupils-50-99 has lapsed after 2027", rule)

			v = of(unknown, rule)[where]
			require.False(t, v.Verified, rule)
			require.Contains(t, v.Inputs, "; relief pupils-50-99 has a term, and the county has no year", rule)
		}
		require.True(t, of(on, "cv:L4")["primary"].Verified, "no relief adds to it")
		require.True(t, of(off, "cv:L4")["primary"].Verified)
		require.True(t, of(off, "minimum:L3")["p/primary"].Verified)
	}

	// A relief that was seen is as good as the rule, on and over.
	s.Indicators[0].Reliefs[0].Verified = true
	require.True(t, of(assess(t, s, county(2025)), "cv:L3")["primary"].Verified)
	require.True(t, of(assess(t, s, county(untilYear+1)), "minimum:L3")["v/primary"].Verified)

	// A fail that stays one with the relief does not rest on it.
	s.Indicators[0].Reliefs[0].Verified = false
	c := county(untilYear + 1)
	c.Sections[2].Stocks["itinerant_pe_arts"] = 0.1
	v := of(assess(t, s, c), "minimum:L3")["v/primary"]
	require.True(t, v.Verified)
	require.Contains(t, v.Inputs, "has lapsed after 2027")
	s.Weighting = standard.Unweighted
	require.False(t, of(assess(t, s, county(untilYear+1)), "cv:L3")["primary"].Verified)
}
