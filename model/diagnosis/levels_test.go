package diagnosis_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/examples"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/diagnosis"
	"github.com/eduparity/eduparity/model/modelio"
	"github.com/eduparity/eduparity/model/standard"
)

// level is a standard that asks for minimums in primary sections by indicator.
func level(name string, rule standard.SectionRule, minimums map[string]float64) *standard.Standard {
	s := rules(standard.ByPupils)
	s.Name, s.Section, s.Rules = name, rule, nil
	var own []standard.Indicator
	for _, k := range s.Indicators {
		if m, ok := minimums[k.Code]; ok {
			k.Minimum, k.CVLimit, k.Floor = map[string]float64{model.StagePrimary: m}, nil, nil
			own = append(own, k)
		}
	}
	s.Indicators = own
	return s
}

// Of levels that hold together each gap and each blocker says whose minimum it is about.
func TestLevelsOfGaps(t *testing.T) {
	t.Parallel()
	codes := make([]string, 2)
	for i := range codes {
		codes[i] = rules(standard.ByPupils).Indicators[i].Code
	}
	nation := level("nation", standard.SectionRule{MayMiss: 1, OthersAtShare: 0.5}, map[string]float64{codes[0]: 5, codes[1]: 2})
	city := level("city", standard.SectionRule{}, map[string]float64{codes[1]: 3})
	stack, err := standard.Stack(nation, city)
	require.NoError(t, err)
	c := &model.County{}
	school(c, model.School{ID: "a"}, 100, stocks(2, 1, 900))
	_, d := must(t, stack, c)
	require.Len(t, d.Gaps, 1)
	levels := make(map[string]string)
	for _, g := range d.Gaps[0].Missing {
		levels[g.Code] = g.Level
	}
	require.Equal(t, map[string]string{codes[0]: "nation", codes[1]: "city"}, levels)
	for _, g := range d.Gaps[0].Least {
		if g.Code == codes[1] {
			require.Equal(t, "city", g.Level)
		} else {
			require.Equal(t, "nation", g.Level, "its share of the minimum")
		}
	}
	require.NotEmpty(t, d.Blockers)
	for _, b := range d.Blockers {
		require.Equal(t, diagnosis.BlockerMinimum, b.Kind)
		require.Equal(t, levels[b.Code], b.Level)
	}

	// One standard alone has no levels.
	_, d = must(t, nation, c)
	require.Empty(t, d.Gaps[0].Missing[0].Level)
}

// A stack is judged with a relief and without it, whatever level states the relief.
func TestReliefsOfLevels(t *testing.T) {
	t.Parallel()
	demo, err := examples.Open("demo")
	require.NoError(t, err)
	c, _, err := modelio.Read(demo)
	require.NoError(t, err)
	c.Sections[0].Pupils = 2100
	for i := range c.Schools {
		if c.Schools[i].ID == c.Sections[0].School {
			c.Schools[i].BuiltYear, c.Schools[i].PlannedYear = 2008, 2008
		}
	}
	city := &standard.Standard{Name: "city", Indicators: []standard.Indicator{standard.QualityBalance2017().Indicators[1]}}
	city.Indicators[0].Minimum = map[string]float64{model.StagePrimary: 1.2}
	stack, err := standard.Stack(standard.QualityBalance2017(), city)
	require.NoError(t, err)
	a, d := must(t, stack, c)
	require.True(t, slices.ContainsFunc(a.Verdicts, func(v standard.Verdict) bool { return v.Rule == "guarantee-04" && v.Relief != "" }))
	require.True(t, slices.ContainsFunc(d.Variants, func(v diagnosis.Variant) bool {
		return slices.ContainsFunc(v.Flips, func(f diagnosis.Flip) bool { return f.Rule == "guarantee-04" })
	}), "without the relief the school is too large")
}
