package main

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

// arithmetic is what rounding may take off values of order 1 computed in a few steps.
const arithmetic = 1e-12

func TestJudgeCounty(t *testing.T) {
	c := read[*county](t, tinyCounty)
	// Levels before: qualified 10/5 and 10/15, lead 2/1 and 2/3, space 400/400 and 800/1200.
	// Weights 1/4 and 3/4: all three have levels in the proportion 3 to 1 or 3 to 2.
	j, err := c.judge(&solution{}, countyRules{})
	require.NoError(t, err)
	require.Zero(t, j.money)
	require.Zero(t, j.violation)
	// Levels 3 and 1: mean 3/2, variance 3/4, CV 1/sqrt(3); the limit 0.4 of lead is the tightest.
	require.InDelta(t, 1/math.Sqrt(3)/0.4, j.worstRatio, arithmetic)

	// Five qualified teachers and one leading one move, and 400 m2 are built in section 1. Then qualified are
	// 5 and 15, lead 1 and 3, space 400 and 1200: all level.
	plan := &solution{
		Buy:  map[string][]float64{"space": {0, 400}},
		Move: map[string][]move{"qualified": {{0, 5}}, "lead": {{0, 1}}},
	}
	j, err = c.judge(plan, countyRules{ratioCap: 0.9, budget: number(0.824)})
	require.NoError(t, err)
	require.InDelta(t, 0.8+6*0.004, j.money, arithmetic)
	require.InDelta(t, 0, j.worstRatio, arithmetic)
	require.InDelta(t, 0, j.violation, arithmetic)

	// A quarter less money than that, and every rule broken in turn.
	j, err = c.judge(plan, countyRules{ratioCap: 0.9, budget: number(0.618)})
	require.NoError(t, err)
	require.InDelta(t, 0.824/0.618-1, j.violation, arithmetic)
	for _, broken := range []struct {
		why       string
		plan      solution
		violation float64
	}{
		{"a third person leaves, where half of six may", solution{Move: map[string][]move{"qualified": {{0, 6}}, "lead": {{0, 1}}}}, 1},
		{"moved backwards", solution{Move: map[string][]move{"qualified": {{0, -2}}}}, 2},
		{"sold", solution{Buy: map[string][]float64{"space": {-3, 0}}}, 3},
	} {
		j, err = c.judge(&broken.plan, countyRules{})
		require.NoError(t, err)
		require.InDelta(t, broken.violation, j.violation, arithmetic, broken.why)
	}
	j, err = c.judge(&solution{}, countyRules{ratioCap: 1})
	require.NoError(t, err)
	require.InDelta(t, 1/math.Sqrt(3)/0.4-1, j.violation, arithmetic, "a CV above its cap")
}

// A lead teacher who moves takes a qualified one along.
func TestJudgeCoupled(t *testing.T) {
	c, err := read[*county](t, tinyCounty).altered(&options{budgetFactor: 1, coupled: true})
	require.NoError(t, err)
	plan := &solution{
		Buy:  map[string][]float64{"space": {0, 400}},
		Move: map[string][]move{"qualified": {{0, 4}}, "lead": {{0, 1}}},
	}
	j, err := c.judge(plan, countyRules{ratioCap: 0.9, budget: number(1)})
	require.NoError(t, err)
	require.InDelta(t, 0, j.worstRatio, arithmetic, "four and the lead teacher are five")
	require.InDelta(t, 0.8+5*0.004, j.money, arithmetic)
}

func TestJudgeRefuses(t *testing.T) {
	c := read[*county](t, tinyCounty)
	for _, plan := range []solution{
		{Buy: map[string][]float64{"qualified": {1, 1}}},
		{Buy: map[string][]float64{"space": {1}}},
		{Buy: map[string][]float64{"unknown": {1, 1}}},
		{Move: map[string][]move{"space": {{0, 1}}}},
		{Move: map[string][]move{"lead": {{2, 1}}}},
		{Move: map[string][]move{"unknown": {{0, 1}}}},
		{Hire: map[string][]float64{"lead": {1, 1}}},
	} {
		_, err := c.judge(&plan, countyRules{})
		require.ErrorIs(t, err, errActions)
	}
	_, err := read[*funding](t, tinyFunding).judge(&solution{})
	require.Error(t, err)
	_, err = read[*rotation](t, tinyRotation).judge(&solution{Move: map[string][]move{persons: {{1, 1}}}})
	require.Error(t, err)
	_, err = read[*catchment](t, tinyCatchment).judge(&solution{Assign: []piece{{2, 0, 1}}}, 105)
	require.Error(t, err)
	d := read[*levels](t, tinyLevels)
	_, err = d.judge(&solution{Move: map[string][]move{persons: {{-1, 1}}}})
	require.Error(t, err)
	d.HireCost = 0
	_, err = d.judge(&solution{Hire: map[string][]float64{persons: {0, 1}}})
	require.Error(t, err)
}

func TestJudgeFunding(t *testing.T) {
	d := read[*funding](t, tinyFunding)
	// 10 and 20 yuan a pupil; 70 to the first: 17 and 20, mean 19, variance (4 + 2) / 3.
	j, err := d.judge(&solution{Buy: map[string][]float64{grants: {70, 0}}})
	require.NoError(t, err)
	require.InDelta(t, 2, j.objective, arithmetic)
	require.InDelta(t, 0, j.violation, arithmetic)
	// 95 and -25: the mean before is 500/30, so the first has 5 too much of 166.7, the second 25 too little of 333.3.
	j, err = d.judge(&solution{Buy: map[string][]float64{grants: {95, -25}}})
	require.NoError(t, err)
	require.InDelta(t, 0.075, j.violation, arithmetic)
	j, err = d.judge(&solution{Buy: map[string][]float64{grants: {35, 0}}})
	require.NoError(t, err)
	require.InDelta(t, 0.5, j.violation, arithmetic, "half of the budget is left")
}

func TestJudgeRotation(t *testing.T) {
	d := read[*rotation](t, tinyRotation)
	j, err := d.judge(&solution{Move: map[string][]move{persons: {{0, 2}}}})
	require.NoError(t, err)
	require.InDelta(t, 0.9+0.9+2*0.02, j.objective, arithmetic)
	require.Zero(t, j.violation)
	j, err = d.judge(&solution{Move: map[string][]move{persons: {{0, 3}}}})
	require.NoError(t, err)
	require.Equal(t, 1.0, j.violation)
	j, err = d.judge(&solution{Move: map[string][]move{persons: {{0, 1.5}}}})
	require.NoError(t, err)
	require.Equal(t, 0.5, j.violation, "half a person")
}

func TestJudgeCatchment(t *testing.T) {
	d := read[*catchment](t, tinyCatchment)
	j, err := d.judge(&solution{Assign: []piece{{0, 0, 10}, {1, 1, 10}}}, 105)
	require.NoError(t, err)
	require.Equal(t, 0.97, j.objective, "pupil-km")
	require.Zero(t, j.violation)
	j, err = d.judge(&solution{Assign: []piece{{0, 0, 10}, {1, 0, 2}, {1, 1, 7}}}, 105)
	require.NoError(t, err)
	require.Equal(t, 3.0, j.violation, "one pupil at home, two too many, three too few")
}

func TestJudgeLevels(t *testing.T) {
	d := read[*levels](t, tinyLevels)
	// One moves, half a one is hired: 3 and 2.5 of 10 each. Mean 0.275, CV 1/11.
	plan := &solution{Move: map[string][]move{persons: {{0, 1}}}, Hire: map[string][]float64{persons: {0, 0.5}}}
	j, err := d.judge(plan)
	require.NoError(t, err)
	require.InDelta(t, 0.35, j.objective, arithmetic)
	require.Zero(t, j.violation)
	// Nobody: the second section has half of what it needs, the CV is 0.6 where 0.25 may be.
	j, err = d.judge(&solution{})
	require.NoError(t, err)
	require.InDelta(t, 1.4, j.violation, arithmetic)
	d.Cap = nil
	j, err = d.judge(&solution{})
	require.NoError(t, err)
	require.InDelta(t, 0.5, j.violation, arithmetic)
}

// What is not a number is worse than any violation.
func TestWorst(t *testing.T) {
	require.Equal(t, 3.0, worst(1, 3, 2))
	require.True(t, math.IsNaN(worst(1, math.NaN(), 2)))
	require.True(t, math.IsNaN(worst(math.NaN(), 1)))
}
