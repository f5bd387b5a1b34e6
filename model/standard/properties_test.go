package standard_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// stocksOf are the columns of the rules of 2017 that a school keeps.
var stocksOf = []string{"teaching_area_m2", "gymnasium_m2", "sports_ground_m2", "equipment_yuan", "multimedia_rooms"}

// drawSchools draws a county of up to eight schools of all kinds, campuses, flags and years among them,
// with some records missing.
func drawSchools(t *rapid.T) *model.County {
	n := rapid.IntRange(1, 8).Draw(t, "schools")
	c := &model.County{Year: rapid.IntRange(2020, 2030).Draw(t, "year")}
	amount := func(name string, most int) float64 { return float64(rapid.IntRange(0, most).Draw(t, name)) }
	for i := range n {
		id := fmt.Sprint("S", i)
		s := model.School{
			ID: id, Kind: rapid.SampledFrom(append(model.SchoolKinds(), "")).Draw(t, "kind"), Area: rapid.SampledFrom(model.Areas()).Draw(t, "area"),
			Owner: rapid.SampledFrom([]int{0, 3, 10}).Draw(t, "owner"), BuiltYear: rapid.IntRange(2005, 2018).Draw(t, "built"),
			SeniorPupils: amount("senior", 300), Stocks: model.Stocks{"indoor_sports_m2": 0},
			Flags: rapid.SliceOfNDistinct(rapid.SampledFrom(model.SchoolFlags()), 0, 2, rapid.ID[string]).Draw(t, "flags"),
		}
		s.Flags = append(s.Flags, model.FlagAttached)
		if i > 0 && rapid.IntRange(0, 3).Draw(t, "campus") == 0 {
			s.CountedWith = fmt.Sprint("S", rapid.IntRange(0, i-1).Draw(t, "of"))
		}
		for _, column := range stocksOf {
			s.Stocks[column] = amount(column, 5000)
		}
		if rapid.Bool().Draw(t, "funded") {
			s.Stocks["public_funds_yuan"], s.Stocks["training_funds_yuan"] = amount("funds", 100000), amount("training", 5000)
		}
		c.Schools = append(c.Schools, s)
		for _, stage := range []string{model.StagePrimary, model.StageJunior} {
			if !rapid.Bool().Draw(t, stage) {
				continue
			}
			section := model.Section{School: id, Stage: stage, Pupils: amount("pupils", 300), Stocks: model.Stocks{
				"teachers": 50, "teachers_above_degree": amount("degree", 50), "teachers_backbone": amount("backbone", 9),
				"teachers_pe_arts": amount("arts", 9), "itinerant_pe_arts": amount("itinerant", 2), "classes": amount("classes", 30),
			}}
			if rapid.Bool().Draw(t, "classes known") {
				section.Stocks["largest_class"] = amount("largest", 60)
			}
			c.Sections = append(c.Sections, section)
		}
	}
	for _, id := range []string{"guarantee-01", "veto-key-schools", "quality-3"} {
		if a := rapid.SampledFrom([]string{"", "yes", "no", "perhaps"}).Draw(t, id); a != "" {
			answer(c, id, a)
		}
	}
	for _, id := range []string{"eligible_teachers", "rotated_teachers", "rotated_backbone_teachers", "civil_servant_pay_mean", "teacher_pay_mean"} {
		if rapid.Bool().Draw(t, id) {
			answer(c, id, fmt.Sprint(rapid.IntRange(0, 20).Draw(t, id)))
		}
	}
	return c
}

// shuffled is the county with its schools and sections in another order.
func shuffled(t *rapid.T, c *model.County) *model.County {
	out := *c
	out.Schools = rapid.Permutation(c.Schools).Draw(t, "order of schools")
	out.Sections = rapid.Permutation(c.Sections).Draw(t, "order of sections")
	out.Guarantees = rapid.Permutation(c.Guarantees).Draw(t, "order of answers")
	return &out
}

// key is a verdict without what an order of adding up may change in the last bits.
func key(v standard.Verdict) string {
	return fmt.Sprintf("%s %s %s %s %.9g %.9g", v.Rule, v.Where, v.Outcome, v.Relief, v.Value, v.Threshold)
}

func keys(a *standard.Assessment) []string {
	out := make([]string, len(a.Verdicts))
	for i, v := range a.Verdicts {
		out[i] = key(v)
	}
	slices.Sort(out)
	return out
}

// The order of schools, sections and answers does not matter; counts and outcomes agree with the
// verdicts; the stocks of the schools that count are all there, once.
func TestAssessmentProperties(t *testing.T) {
	t.Parallel()
	s := standard.QualityBalance2017()
	rapid.Check(t, func(t *rapid.T) {
		c := drawSchools(t)
		if len(c.Sections) == 0 {
			return
		}
		require.NoError(t, c.Validate())
		a, err := s.Assess(c)
		if err != nil { // nothing counts
			require.NotEmpty(t, model.DataErrors(err), err)
			return
		}
		b, err := s.Assess(shuffled(t, c))
		require.NoError(t, err)
		require.Equal(t, keys(a), keys(b))
		require.Equal(t, a.Outcome, b.Outcome)
		require.Equal(t, a.Passes, b.Passes)

		require.Equal(t, len(a.Verdicts), a.Counts.Pass+a.Counts.Fail+a.Counts.NoData)
		resource := true
		for _, v := range a.Verdicts {
			require.Equal(t, v.Passes, v.Outcome == standard.Pass)
			if v.Block == standard.BlockResource {
				resource = resource && v.Passes
				require.NotEqual(t, standard.NoData, v.Outcome)
			}
			switch v.Outcome {
			case standard.Pass:
				require.False(t, v.Margin < 0, "%+v", v)
			case standard.Fail:
				require.False(t, v.Margin > 0, "%+v", v)
			case standard.NoData:
				require.NotEmpty(t, v.Inputs)
				require.True(t, math.IsNaN(v.Margin))
			}
		}
		require.Equal(t, resource, a.Passes)
		require.Equal(t, a.Counts.Fail > 0, a.Outcome == standard.Fail)
	})
}

// Merging and splitting lose nothing: in a county where every pupil is judged the rows have all pupils
// and all stocks, whatever the campuses.
func TestNothingIsLost(t *testing.T) {
	t.Parallel()
	s := standard.QualityBalance2017()
	s.Exclude = standard.Exclude{}
	for k := range s.Indicators {
		s.Indicators[k].Reliefs = nil
	}
	rapid.Check(t, func(t *rapid.T) {
		c := drawSchools(t)
		pupils, stocks := 0.0, make([]float64, len(s.Indicators))
		taught := make(map[string]bool)
		root := func(id string) string {
			for school(c, id).CountedWith != "" {
				id = school(c, id).CountedWith
			}
			return id
		}
		for i := range c.Sections {
			pupils += c.Sections[i].Pupils
			if c.Sections[i].Pupils > 0 {
				taught[root(c.Sections[i].School)] = true
			}
		}
		for i := range c.Schools {
			c.Schools[i].SeniorPupils = 0
		}
		for k, indicator := range s.Indicators {
			for _, term := range indicator.Stock {
				for i := range c.Schools {
					if taught[root(c.Schools[i].ID)] {
						stocks[k] += term.Sign * c.Schools[i].Stocks[term.Column]
					}
				}
			}
		}
		table, err := s.Table(c)
		if err != nil {
			require.Empty(t, taught, err)
			return
		}
		for _, row := range table.Rows {
			pupils -= row.Pupils
			for k := range stocks {
				if s.Indicators[k].Split {
					stocks[k] -= row.Stock[k]
				}
			}
		}
		require.InDelta(t, 0, pupils, 1e-9)
		for k := range stocks {
			require.InDelta(t, 0, stocks[k], 1e-6, s.Indicators[k].Code)
		}
	})
}

// Taking an answer away makes no rule fail or pass: it is without data, and says which answer is
// missing.
func TestLosingAnAnswerNeverPasses(t *testing.T) {
	t.Parallel()
	s := standard.QualityBalance2017()
	rapid.Check(t, func(t *rapid.T) {
		c := passing()
		i := rapid.IntRange(0, len(c.Guarantees)-1).Draw(t, "answer")
		lost := c.Guarantees[i].Rule
		c.Guarantees = slices.Delete(slices.Clone(c.Guarantees), i, i+1)
		a, err := s.Assess(c)
		require.NoError(t, err)
		require.Zero(t, a.Counts.Fail, lost)
		for _, v := range a.Verdicts {
			if v.Outcome == standard.NoData {
				require.Contains(t, v.Inputs, lost)
			}
		}
	})
}
