package standard_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// Two schools of 100 pupils with stocks 1-x and 1+x per pupil have the CV x, so that the composite can
// be summed by hand. The nine-year school's five split stocks are worth 1 : 1.1 to its stages.
func TestComposite(t *testing.T) {
	t.Parallel()
	s := standard.BasicBalance2012()
	require.NoError(t, s.Validate())
	require.Len(t, s.Indicators, 8)
	x := []float64{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8}
	c := &model.County{Year: 2020}
	for i, sign := range []float64{-1, 1} {
		id := []string{"a", "b"}[i]
		kept, own := model.Stocks{"sports_ground_m2": 0}, model.Stocks{}
		for k, indicator := range s.Indicators {
			stock := 100 * (1 + sign*x[k])
			if indicator.Split {
				kept[indicator.Stock[0].Column] = stock
			} else {
				own[indicator.Stock[0].Column] = stock
			}
		}
		own["teachers"] = 100 * (1 + sign*x[5])
		c.Schools = append(c.Schools, model.School{ID: id, Kind: model.KindPrimary, Stocks: kept})
		c.Sections = append(c.Sections, model.Section{School: id, Stage: model.StagePrimary, Pupils: 100, Stocks: own})
	}
	a, err := s.Assess(c)
	require.NoError(t, err)
	for k, r := range a.Indicators {
		require.InDelta(t, x[k], r.CV, 1e-12, r.Code)
		require.Nil(t, r.Limit)
		require.True(t, r.Passes)
	}
	require.Len(t, a.Composites, 1)
	require.InDelta(t, 0.45, a.Composites[0].CV, 1e-12)
	require.InDelta(t, 0.2, a.Composites[0].Margin, 1e-12)
	v := of(a, standard.RuleComposite)["primary"]
	require.Equal(t, standard.Pass, v.Outcome)
	require.InDelta(t, 0.65, v.Threshold, 0)
	require.Contains(t, v.Inputs, "plain mean of B1 0.1, B2 0.2")
	require.True(t, a.Passes)
	require.Equal(t, standard.NoData, a.Outcome, "points, satisfaction and the province's standard are not known")

	// The same schools as junior schools: a lower limit, which 0.45 keeps and 0.5625 does not.
	for i := range c.Sections {
		c.Sections[i].Stage, c.Schools[i].Kind = model.StageJunior, model.KindJunior
		c.Schools[i].Stocks["teaching_area_m2"] = []float64{0, 200}[i] // a CV of 1 for 0.1
	}
	a, err = s.Assess(c)
	require.NoError(t, err)
	require.InDelta(t, 4.5/8, a.Composites[0].CV, 1e-12)
	require.Equal(t, standard.Fail, of(a, standard.RuleComposite)["junior"].Outcome)
	require.False(t, a.Passes)
	require.Equal(t, 2, a.SectionsPassing, "no section has a minimum to miss")
	require.Empty(t, of(a, standard.RuleSection))

	// A CV that is undefined makes the mean undefined, which does not pass.
	for i := range c.Schools {
		c.Schools[i].Stocks["books"] = 0
	}
	a, err = s.Assess(c)
	require.NoError(t, err)
	require.True(t, math.IsNaN(a.Composites[0].CV))
	require.Equal(t, standard.Fail, of(a, standard.RuleComposite)["junior"].Outcome)
}

func TestFiveStocksAreSplit(t *testing.T) {
	t.Parallel()
	c := passing()
	j := school(c, "j")
	j.Kind = model.KindNineYear
	primary := c.Sections[1]
	primary.Stage = model.StagePrimary
	c.Sections = append(c.Sections, primary)
	rows := rowsOf(t, standard.BasicBalance2012(), c)
	for k, indicator := range standard.BasicBalance2012().Indicators {
		require.Equal(t, k < 5, indicator.Split, indicator.Code)
		want := 1.0
		if indicator.Split {
			want = 1.1
		}
		require.InDelta(t, want, rows["j/junior"].Stock[k]/rows["j/primary"].Stock[k], 1e-12, indicator.Code)
	}
	// The area of indoor sports rooms is not taken away, which the rules of 2017 do.
	j.Stocks["indoor_sports_m2"] = 1000
	before := rows["j/primary"].Stock[0]
	require.InDelta(t, before, rowsOf(t, standard.BasicBalance2012(), c)["j/primary"].Stock[0], 0)
	require.InDelta(t, before-1000/2.1, rowsOf(t, standard.QualityBalance2017(), c)["j/primary"].Stock[3], 1e-9)
}

// The rules of 2017 show the mean of the seven CVs, as the official forms do, without a limit.
func TestCompositeWithoutLimit(t *testing.T) {
	t.Parallel()
	a := assess(t, standard.QualityBalance2017(), passing())
	require.Len(t, a.Composites, 2)
	require.Nil(t, a.Composites[0].Limit)
	require.True(t, a.Composites[0].Passes)
	require.True(t, math.IsNaN(a.Composites[0].Margin))
	require.Empty(t, of(a, standard.RuleComposite))
}
