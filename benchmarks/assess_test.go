package benchmarks

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/measure"
	"github.com/eduparity/eduparity/model/standard"
)

func BenchmarkAssess(b *testing.B) {
	b.Run("data=south-africa", func(b *testing.B) { assessSouthAfrica(b).bench(b) })
	for _, n := range sizes {
		assessConstructed(b, n).bench(b)
	}
}

// oneIndicator is a standard of one indicator, teachers per pupil, without rules.
func oneIndicator() *standard.Standard {
	return &standard.Standard{
		Name:      "one-indicator",
		Weighting: standard.ByPupils,
		Indicators: []standard.Indicator{{
			Code: "T", Name: "teachers per pupil", Unit: "persons", Stock: []standard.Term{{Column: model.Teachers, Sign: 1}}, Per: 1,
		}},
	}
}

// assessSouthAfrica judges all usable schools of South Africa by one indicator.
func assessSouthAfrica(t testing.TB) *body {
	t.Helper()
	c, leftOut := southAfrica(t, func(record) bool { return true })
	const usable, rows = 23_925, 24_813
	require.Len(t, c.Sections, usable)
	require.Len(t, leftOut, rows-usable)
	require.Equal(t, 561, count(leftOut, "educators"), "learners without educators")
	require.NoError(t, c.Validate())
	return assess(fmt.Sprintf("sections=%d/indicators=1", usable), c, oneIndicator())
}

func count(findings []model.Finding, column string) (n int) {
	for _, f := range findings {
		if f.Column == column {
			n++
		}
	}
	return n
}

// assessConstructed judges a constructed county by the seven indicators.
func assessConstructed(t testing.TB, sections int) *body {
	t.Helper()
	c := County(sections, seed)
	require.NoError(t, c.Validate())
	return assess(fmt.Sprintf("data=constructed/sections=%d/indicators=7", sections), c, standard.QualityBalance2017())
}

// assess is the body of BenchmarkAssess.
func assess(name string, c *model.County, s *standard.Standard) *body {
	var a *standard.Assessment
	x := &body{name: name, sections: len(c.Sections)}
	x.work = func() (err error) {
		a, err = s.Assess(c)
		return err
	}
	x.judge = func(t testing.TB) []metric {
		require.Len(t, a.Sections, len(c.Sections), "every section counts")
		require.Len(t, a.Indicators, len(s.Indicators)*len(c.Stages()))
		for _, result := range a.Indicators {
			if of := s.Indicators[0]; result.Code == of.Code {
				stock, pupils := stocks(c, result.Stage, of.Stock[0].Column)
				require.InEpsilon(t, measure.CV(stock, pupils), result.CV, rounding)
			}
		}
		return nil
	}
	return x
}

// rounding is how far two ways of adding up the same numbers may differ, relative.
const rounding = 1e-9

// stocks lists a stock and the pupils of the sections of a stage.
func stocks(c *model.County, stage, column string) (stock, pupils []float64) {
	for _, s := range c.Sections {
		if s.Stage == stage {
			stock, pupils = append(stock, s.Stocks[column]), append(pupils, s.Pupils)
		}
	}
	return stock, pupils
}
