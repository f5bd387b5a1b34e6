package main

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

// wholeRules are those of P5 with a limit that nothing here comes near.
var wholeRules = countyRules{cvCap: 2, whole: true, pass: true}

// Of tinyCounty, qualified staff need 5 and 15, lead staff 1 and 3, space 400 and 1200; half of what a section
// has may leave it.
func TestJudgePass(t *testing.T) {
	c := read[*county](t, tinyCounty)
	// Five qualified and one leading one move, and 400 m2 are built: all at their thresholds.
	plan := solution{
		Buy:  map[string][]float64{"space": {0, 400}},
		Move: map[string][]move{"qualified": {{0, 5}}, "lead": {{0, 1}}},
	}
	j, err := c.judge(&plan, wholeRules)
	require.NoError(t, err)
	require.InDelta(t, 0.824, j.money, arithmetic)
	require.InDelta(t, 0, j.violation, arithmetic)
	require.Zero(t, j.excused)
	require.Zero(t, j.hires)

	// Three qualified teachers move and two are hired, and 230 m2 are built: 1030 of 1200 is above 85 %, and the one
	// excuse of section 1. Section 0 has what it needs of everything.
	plan = solution{
		Buy:  map[string][]float64{"space": {0, 230}},
		Hire: map[string][]float64{"qualified": {0, 2}},
		Move: map[string][]move{"qualified": {{0, 3}}, "lead": {{0, 1}}},
	}
	j, err = c.judge(&plan, wholeRules)
	require.NoError(t, err)
	require.InDelta(t, 0.46+2*0.12+4*0.004, j.money, arithmetic)
	require.InDelta(t, 0, j.violation, arithmetic)
	require.Equal(t, 1, j.excused)
	require.Equal(t, 2.0, j.hires)

	for _, broken := range []struct {
		why       string
		change    func(s *solution)
		violation float64
	}{
		{"1000 m2 are 83 %", func(s *solution) { s.Buy["space"] = []float64{0, 200} }, excuse - 1000.0/1200},
		{"a second indicator of section 1 is at 14/15", func(s *solution) { s.Hire["qualified"] = []float64{0, 1} }, 1.0 / 15},
		{"a quarter of a teacher", func(s *solution) { s.Hire["qualified"] = []float64{0, 2.25} }, 0.25},
		{"a quarter of a move", func(s *solution) { s.Move["qualified"] = []move{{0, 3.25}} }, 0.25},
		{"a hire that is none", func(s *solution) { s.Hire["lead"] = []float64{-1, 0} }, 1},
		{"what is not a number", func(s *solution) { s.Hire["lead"] = []float64{math.NaN(), 0} }, math.NaN()},
	} {
		s := solution{Buy: map[string][]float64{"space": {0, 230}}, Hire: map[string][]float64{"qualified": {0, 2}}, Move: map[string][]move{}}
		s.Move["qualified"], s.Move["lead"] = []move{{0, 3}}, []move{{0, 1}}
		broken.change(&s)
		j, err := c.judge(&s, wholeRules)
		require.NoError(t, err)
		if math.IsNaN(broken.violation) {
			require.True(t, math.IsNaN(j.violation), broken.why)
			continue
		}
		require.InDelta(t, broken.violation, j.violation, arithmetic, broken.why)
	}

	// The worst are the levels of qualified teachers, 7/5 and 1: weighted 1 to 3, their mean is 1.1 and their
	// deviation sqrt(3) / 4 of what they are apart.
	level := math.Sqrt(3) / 4 * 0.4 / 1.1
	j, err = c.judge(&plan, countyRules{cvCap: level / 1.1, whole: true, pass: true})
	require.NoError(t, err)
	require.InDelta(t, 0.1, j.violation, arithmetic)
	require.InDelta(t, level, j.worstCV, arithmetic)
	require.InDelta(t, level/0.5, j.worstRatio, arithmetic)
}

// Space is not counted in whole units, and half of five is two where persons are.
func TestJudgeWhole(t *testing.T) {
	c := read[*county](t, tinyCounty)
	c.Stock[0][0] = 5
	plan := solution{Buy: map[string][]float64{"space": {0, 0.5}}, Move: map[string][]move{"qualified": {{0, 1}, {0, 1}}}}
	j, err := c.judge(&plan, countyRules{whole: true})
	require.NoError(t, err)
	require.Zero(t, j.violation)
	plan.Move["qualified"] = []move{{0, 2.5}}
	j, err = c.judge(&plan, countyRules{})
	require.NoError(t, err)
	require.Zero(t, j.violation, "half of five where persons are divided")
	j, err = c.judge(&plan, countyRules{whole: true})
	require.NoError(t, err)
	require.Equal(t, 0.5, j.violation)
	c.Stock[0][0], c.OutShare = 35, 0.2
	require.Equal(t, 7.0, c.mayLeave(0, 0, true), "a fifth of 35 in floating point, too")
}

// Without thresholds nobody is hired, and no budget is a budget of nothing.
func TestJudgeRules(t *testing.T) {
	c := read[*county](t, tinyCounty)
	_, err := c.judge(&solution{Hire: map[string][]float64{"lead": {0, 1}}}, countyRules{whole: true})
	require.ErrorIs(t, err, errActions)
	_, err = c.judge(&solution{Hire: map[string][]float64{"space": {0, 1}}}, wholeRules)
	require.ErrorIs(t, err, errActions)
	j, err := c.judge(&solution{}, countyRules{budget: number(0)})
	require.NoError(t, err)
	require.Zero(t, j.violation)
	j, err = c.judge(&solution{Buy: map[string][]float64{"space": {0, 1}}}, countyRules{budget: number(0)})
	require.NoError(t, err)
	require.Equal(t, math.Inf(1), j.violation)
}
