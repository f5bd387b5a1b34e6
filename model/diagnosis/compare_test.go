package diagnosis_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/diagnosis"
	"github.com/eduparity/eduparity/model/standard"
)

// What changed a CV adds up to the change; against itself a county has not changed.
func TestCompareProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s, c := rules(drawWeighting(t)), drawCounty(t)
		later := c.Clone()
		for i := range later.Sections {
			later.Sections[i].Pupils += float64(rapid.IntRange(0, 90).Draw(t, "more pupils"))
			later.Sections[i].Stocks[model.Teachers] += float64(rapid.IntRange(0, 9).Draw(t, "more teachers"))
		}
		if rapid.Bool().Draw(t, "one is gone") {
			later.Sections = later.Sections[:len(later.Sections)-1]
		}
		before, err := s.Assess(c)
		require.NoError(t, err)
		after, err := s.Assess(later)
		require.NoError(t, err)
		cmp := diagnosis.Compare(before, after)
		for _, i := range cmp.Indicators {
			change := float(i.CV[1] - i.CV[0])
			require.InDelta(t, change, float(i.ByStock+i.ByPupils+i.BySections), exact*math.Max(1, float(i.CV[0])))
			if len(later.Sections) == len(c.Sections) {
				require.Zero(t, float(i.BySections))
			}
		}
		require.Len(t, cmp.Gone, len(c.Sections)-len(later.Sections))
		require.Empty(t, cmp.New)

		same := diagnosis.Compare(before, before)
		require.Empty(t, same.Verdicts)
		for _, i := range same.Indicators {
			require.Equal(t, diagnosis.Stayed, i.Side)
			require.Zero(t, float(i.ByStock))
			require.Zero(t, float(i.ByPupils))
		}
		for _, section := range same.Sections {
			require.Equal(t, diagnosis.Stayed, section.Side)
			require.Empty(t, section.Values)
		}
	})
}

func TestCompare(t *testing.T) {
	t.Parallel()
	c := &model.County{Year: 2022}
	school(c, model.School{ID: "slips"}, 100, stocks(5, 1, 750))
	school(c, model.School{ID: "gains"}, 100, stocks(4, 0, 750))
	school(c, model.School{ID: "goes"}, 100, stocks(5, 1, 750))
	school(c, model.School{ID: "stays"}, 100, stocks(5, 1, 750))
	later := c.Clone()
	later.Year = 2024
	later.Sections[0].Pupils = 130
	later.Sections[1].Stocks = stocks(5, 1, 750)
	later.Schools[2].ID, later.Sections[2].School = "comes", "comes"
	s := rules(standard.ByPupils)
	s.Rules = []standard.Rule{{ID: "plan", Name: "plan", Block: standard.BlockGuarantee, Form: standard.Document}}
	c.Guarantees = []model.Answer{{Rule: "plan", Value: "yes"}}
	later.Guarantees = []model.Answer{{Rule: "plan", Value: "no"}}
	before, err := s.Assess(c)
	require.NoError(t, err)
	after, err := s.Assess(later)
	require.NoError(t, err)
	cmp := diagnosis.Compare(before, after)
	require.Equal(t, 2022, cmp.Earlier.Year)
	require.Equal(t, 1, cmp.Earlier.Failing)
	require.Equal(t, standard.Fail, cmp.Later.Outcome)
	require.Equal(t, []string{"comes/primary"}, cmp.New)
	require.Equal(t, []string{"goes/primary"}, cmp.Gone)
	require.Len(t, cmp.Sections, 3)
	require.Equal(t, "slips", cmp.Sections[0].School)
	require.Equal(t, diagnosis.Slipped, cmp.Sections[0].Side)
	require.Equal(t, [2]float64{100, 130}, cmp.Sections[0].Pupils)
	require.Len(t, cmp.Sections[0].Values, 3)
	require.Equal(t, "gains", cmp.Sections[1].School)
	require.Equal(t, diagnosis.Improved, cmp.Sections[1].Side)
	require.Equal(t, diagnosis.Improved, cmp.Sections[1].Values[0].Side)
	require.Equal(t, "stays", cmp.Sections[2].School)
	require.Equal(t, diagnosis.Improved, cmp.Indicators[1].Side, "the CV of backbone teachers comes below 0.4")
	var rules []string
	for _, v := range cmp.Verdicts {
		rules = append(rules, v.Rule+" "+v.Where+" "+string(v.Outcome[1]))
	}
	require.Equal(t, []string{"section-rule slips/primary fail", "plan county fail", "section-rule gains/primary pass", "cv:K primary pass"}, rules)
}
