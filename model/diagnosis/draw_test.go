package diagnosis_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/diagnosis"
	"github.com/eduparity/eduparity/model/standard"
)

// exact is the tolerance between two ways to compute the same number in double precision.
const exact = 1e-12

// rules are three indicators of which two must be met and the third to 85 %.
func rules(weighting standard.Weighting) *standard.Standard {
	primary := func(x float64) map[string]float64 { return map[string]float64{model.StagePrimary: x} }
	one := func(column string) []standard.Term { return []standard.Term{{Column: column, Sign: 1}} }
	return &standard.Standard{
		Name: "three", Weighting: weighting,
		Indicators: []standard.Indicator{
			{Code: "T", Name: "teachers", NameZH: "教师", Unit: "persons", Stock: one(model.Teachers), Per: 100, Minimum: primary(5), CVLimit: primary(0.3)},
			{Code: "K", Name: "backbone teachers", NameZH: "骨干教师", Unit: "persons", Stock: one(model.TeachersBackbone), Per: 100, Minimum: primary(1), CVLimit: primary(0.4)},
			{Code: "A", Name: "area", NameZH: "面积", Unit: "m2", Stock: one("area_m2"), Per: 1, Minimum: primary(7.5), CVLimit: primary(0.5)},
		},
		Section: standard.SectionRule{MetAtLeast: 2, OthersAtShare: 0.85},
	}
}

// drawCounty draws a county of primary schools.
func drawCounty(t *rapid.T) *model.County {
	c := &model.County{Name: "drawn", Year: 2024}
	for i := range rapid.IntRange(2, 12).Draw(t, "schools") {
		id := fmt.Sprintf("S%02d", i)
		teachers := float64(rapid.IntRange(0, 80).Draw(t, "teachers"))
		c.Schools = append(c.Schools, model.School{
			ID: id, Kind: model.KindPrimary,
			Area:  rapid.SampledFrom(model.Areas()).Draw(t, "area"),
			Zone:  rapid.SampledFrom([]string{"", "Z1", "Z2"}).Draw(t, "zone"),
			Group: rapid.SampledFrom([]string{"G1", "G2"}).Draw(t, "group"),
			Owner: rapid.SampledFrom([]int{7, 7, 10}).Draw(t, "owner"),
		})
		c.Sections = append(c.Sections, model.Section{
			School: id, Stage: model.StagePrimary, Pupils: float64(rapid.IntRange(20, 1500).Draw(t, "pupils")),
			Stocks: model.Stocks{
				model.Teachers:         teachers,
				model.TeachersBackbone: math.Floor(teachers * rapid.Float64Range(0, 1).Draw(t, "backbone")),
				"area_m2":              rapid.Float64Range(0, 9000).Draw(t, "m2"),
			},
		})
	}
	c.Sections[0].Stocks[model.Teachers], c.Sections[0].Stocks[model.TeachersBackbone] = 40, 3 // some of each
	c.Sections[0].Stocks["area_m2"] = 1234.5
	return c
}

func drawWeighting(t *rapid.T) standard.Weighting {
	return rapid.SampledFrom([]standard.Weighting{standard.ByPupils, standard.Unweighted}).Draw(t, "weighting")
}

// must assesses and diagnoses.
func must(t require.TestingT, s *standard.Standard, c *model.County) (*standard.Assessment, *diagnosis.Diagnosis) {
	a, err := s.Assess(c)
	require.NoError(t, err)
	d, err := diagnosis.Diagnose(s, c, a, diagnosis.Settings{})
	require.NoError(t, err)
	return a, d
}

// cvOf is the CV of an indicator.
func cvOf(t require.TestingT, s *standard.Standard, c *model.County, code string) float64 {
	a, err := s.Assess(c)
	require.NoError(t, err)
	for _, r := range a.Indicators {
		if r.Code == code {
			return r.CV
		}
	}
	require.Fail(t, "no such indicator")
	return 0
}

var columns = map[string]string{"T": model.Teachers, "K": model.TeachersBackbone, "A": "area_m2"}

func float(n diagnosis.Number) float64 { return float64(n) }

// requireSame asks for the same number, or for none in both.
func requireSame(t require.TestingT, want, got float64) {
	if math.IsNaN(want) {
		require.True(t, math.IsNaN(got))
		return
	}
	require.InDelta(t, want, got, exact*math.Max(1, want))
}

func TestSharesAndPartsAddUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := rules(drawWeighting(t))
		a, d := must(t, s, drawCounty(t))
		require.Len(t, d.Drivers, 3)
		for i, driver := range d.Drivers {
			cv2 := a.Indicators[i].CV * a.Indicators[i].CV
			if cv2 > 0 {
				sum := 0.0
				for _, m := range driver.Marginals {
					sum += float(m.Share)
				}
				require.InDelta(t, 1, sum, exact)
			}
			for _, split := range driver.Splits {
				require.InDelta(t, cv2, float(split.CV2.Total), exact*math.Max(1, cv2))
				require.InDelta(t, float(split.CV2.Total), float(split.CV2.Between+split.CV2.Within), exact*math.Max(1, cv2))
				require.InDelta(t, a.Indicators[i].Theil, float(split.Theil.Total), exact)
				require.InDelta(t, float(split.Theil.Total), float(split.Theil.Between+split.Theil.Within), exact)
				between, within, pupils := 0.0, 0.0, 0.0
				for _, p := range split.Parts {
					between, within, pupils = between+float(p.Between), within+float(p.Within), pupils+p.Pupils
				}
				require.InDelta(t, float(split.CV2.Between), between, exact*math.Max(1, cv2))
				require.InDelta(t, float(split.CV2.Within), within, exact*math.Max(1, cv2))
				total := 0.0
				for _, section := range a.Sections {
					total += section.Pupils
				}
				require.InDelta(t, total, pupils, exact*total)
			}
		}
	})
}

// One unit of stock, one pupil: what is said is what a new assessment finds, and what small changes
// come to.
func TestMarginals(t *testing.T) {
	t.Parallel()
	const (
		small = 1e-4 // of a unit, for finite differences
		rough = 1e-5 // relative error of central differences with such a step
	)
	rapid.Check(t, func(t *rapid.T) {
		s, c := rules(drawWeighting(t)), drawCounty(t)
		_, d := must(t, s, c)
		driver := d.Drivers[rapid.IntRange(0, 2).Draw(t, "indicator")]
		at := rapid.IntRange(0, len(driver.Marginals)-1).Draw(t, "section")
		m, column := driver.Marginals[at], columns[driver.Code]
		cv := float(driver.CV)
		changed := func(stock, pupils float64) float64 {
			e := c.Clone()
			e.Sections[at].Stocks[column] += stock
			e.Sections[at].Pupils += pupils
			return cvOf(t, s, e, driver.Code)
		}
		require.InDelta(t, changed(1, 0)-cv, float(m.OneUnit), exact*10)
		require.InDelta(t, changed(driver.Step, 0)-cv, float(m.Step), exact*10)
		require.InDelta(t, changed(0, 1)-cv, float(m.OnePupil), exact*10)
		if cv > 0.01 && m.Stock > 2*small { // away from the kink
			require.InDelta(t, (changed(small, 0)-changed(-small, 0))/(2*small), float(m.UnitRate), rough*math.Max(1, math.Abs(float(m.UnitRate))))
			require.InDelta(t, (changed(0, small)-changed(0, -small))/(2*small), float(m.PupilRate), rough*math.Max(1, math.Abs(float(m.PupilRate))))
		}
	})
}

// Where all are alike the CV has a kink: the rates are those to the right.
func TestMarginalsOfAnEvenCounty(t *testing.T) {
	t.Parallel()
	const (
		small = 1e-5
		rough = 1e-6
	)
	for _, weighting := range []standard.Weighting{standard.ByPupils, standard.Unweighted} {
		s := rules(weighting)
		c := &model.County{}
		for i, pupils := range []float64{128, 256, 512} {
			id := fmt.Sprint(i)
			c.Schools = append(c.Schools, model.School{ID: id})
			c.Sections = append(c.Sections, model.Section{School: id, Stage: model.StagePrimary, Pupils: pupils, Stocks: model.Stocks{
				model.Teachers: pupils / 16, model.TeachersBackbone: pupils / 64, "area_m2": pupils * 8,
			}})
		}
		_, d := must(t, s, c)
		for i, m := range d.Drivers[0].Marginals {
			require.Zero(t, float(d.Drivers[0].CV))
			e := c.Clone()
			e.Sections[i].Stocks[model.Teachers] += small
			require.InDelta(t, cvOf(t, s, e, "T")/small, float(m.UnitRate), rough)
			e = c.Clone()
			e.Sections[i].Pupils += small
			require.InDelta(t, cvOf(t, s, e, "T")/small, float(m.PupilRate), rough)
			e = c.Clone()
			e.Sections[i].Stocks[model.Teachers]++
			require.InDelta(t, cvOf(t, s, e, "T"), float(m.OneUnit), exact)
		}
	}
}

// Whoever adds what is the least a section needs has a section that passes, and with one unit less
// of anything it does not.
func TestLeastGapsMakeTheSectionPass(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s, c := rules(standard.ByPupils), drawCounty(t)
		_, d := must(t, s, c)
		for _, g := range d.Gaps {
			e := c.Clone()
			section := &e.Sections[e.SectionIndex()[[2]string{g.School, g.Stage}]]
			for _, gap := range g.Least {
				section.Stocks[columns[gap.Code]] += gap.Whole
			}
			passes := func() bool {
				a, err := s.Assess(e)
				require.NoError(t, err)
				for _, r := range a.Sections {
					if r.School == g.School {
						return r.Passes
					}
				}
				return false
			}
			require.True(t, passes(), "%+v", g)
			for _, gap := range g.Least {
				section.Stocks[columns[gap.Code]]--
				require.False(t, passes(), "%+v", g)
				section.Stocks[columns[gap.Code]]++
				require.GreaterOrEqual(t, gap.Whole, gap.Units-exact*gap.Whole)
				require.Less(t, gap.Whole, gap.Units+1)
			}
			require.LessOrEqual(t, len(g.Excused), 1)
		}
	})
}

// The county without a private school: the CVs are those of a new assessment.
func TestWithoutPrivateSchools(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s, c := rules(drawWeighting(t)), drawCounty(t)
		a, d := must(t, s, c)
		left := func(leave func(*model.School) bool) *standard.Assessment {
			e := &model.County{}
			for i := range c.Schools {
				if !leave(&c.Schools[i]) {
					e.Schools = append(e.Schools, c.Schools[i])
					e.Sections = append(e.Sections, c.Sections[i])
				}
			}
			if len(e.Schools) == 0 {
				return nil
			}
			b, err := s.Assess(e)
			require.NoError(t, err)
			return b
		}
		private := func(s *model.School) bool { return s.Owner == 10 }
		n := 0
		for i := range c.Schools {
			if private(&c.Schools[i]) {
				n++
			}
		}
		if n == 0 {
			require.Nil(t, d.Private)
			return
		}
		require.Equal(t, n, d.Private.Schools)
		require.Len(t, d.Private.Each, n)
		require.Equal(t, len(a.Sections)-a.SectionsPassing, d.Private.With.Failing)
		rest := left(private)
		if rest == nil {
			require.Nil(t, d.Private.Without)
			return
		}
		require.Equal(t, rest.Passes, d.Private.Without.Passes)
		require.Equal(t, len(rest.Sections)-rest.SectionsPassing, d.Private.Without.Failing)
		for i, change := range d.Private.CVs {
			requireSame(t, rest.Indicators[i].CV, float(change.Without))
			require.Equal(t, rest.Indicators[i].Passes, change.PassesAfter)
		}
		for _, one := range d.Private.Each {
			b := left(func(s *model.School) bool { return s.ID == one.School })
			for i, change := range one.CVs {
				requireSame(t, b.Indicators[i].CV, float(change.Without))
			}
		}
	})
}
