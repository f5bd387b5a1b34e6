package main

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/highs"
)

// linear solves the problem without its limits on CVs, which nothing here comes near, by the engine alone.
func (w *wholeCounty) linear(t *testing.T) *solver.Result {
	t.Helper()
	require.NoError(t, w.problem.Validate())
	backend, err := highs.Open()
	require.NoError(t, err)
	s, err := solver.NewSession(backend, &w.problem.Linear)
	require.NoError(t, err)
	defer func() { require.NoError(t, s.Close()) }()
	res, err := s.Solve(t.Context(), nil, &solver.Settings{})
	require.NoError(t, err)
	require.Equal(t, solver.Optimal, res.Status)
	return res
}

// Section 1 needs 5 more qualified teachers, one more lead teacher and 400 m2. The cheapest is to move six,
// and to build 220 m2: space is the one indicator that may stop at 85 %.
func TestWholePass(t *testing.T) {
	c := read[*county](t, tinyCounty)
	w := newWholeCounty(c, wholeRules)
	res := w.linear(t)
	require.InDelta(t, 0.44+6*0.004, res.Objective, 1e-9)
	plan := w.plan(res.X)
	require.InDeltaSlice(t, []float64{0, 220}, plan.Buy["space"], 1e-9)
	require.Equal(t, map[string][]float64{"qualified": {0, 0}, "lead": {0, 0}}, plan.Hire)
	require.Equal(t, map[string][]move{"qualified": {{0, 5}}, "lead": {{0, 1}}}, plan.Move)
	j, err := c.judge(plan, w.rules)
	require.NoError(t, err)
	require.InDelta(t, res.Objective, j.money, 1e-9)
	require.InDelta(t, 0, j.violation, violated)
	require.Equal(t, 1, j.excused)

	// Where nobody may leave, teachers have to be hired. Without an excuse 15 are needed, with one 13: a hire for
	// each of the two. Space is dearer.
	c.OutShare = 0
	res = newWholeCounty(c, wholeRules).linear(t)
	require.InDelta(t, 0.44+5*0.12+0.15, res.Objective, 1e-9, "400 m2 cost more than two teachers")
}

// The cones are those of the county: at the levels of a plan their CVs are those of the judgement, and
// floors lie on the grid.
func TestWholeCones(t *testing.T) {
	c := read[*county](t, tinyCounty)
	w := newWholeCounty(c, countyRules{cvCap: 0.3, whole: true, pass: true})
	res := w.linear(t)
	j, err := c.judge(w.plan(res.X), w.rules)
	require.NoError(t, err)
	worst := 0.0
	for k := range w.problem.Cones {
		cone := &w.problem.Cones[k]
		require.Equal(t, 0.3, cone.Limit)
		worst = max(worst, cone.CV(res.X))
	}
	require.InDelta(t, j.worstCV, worst, 1e-9)
	for _, f := range w.problem.Floors {
		q, cone := c.Indicators[f.Cone], w.problem.Cones[f.Cone]
		name := fmt.Sprint(q.Name, f.I)
		require.GreaterOrEqual(t, f.Top, 1-violated, name)
		require.GreaterOrEqual(t, f.Low, excuse-violated, name)
		require.Equal(t, f.Low < f.Top, f.Excuse >= 0, name)
		if q.Whole {
			for _, level := range []float64{f.Top, f.Low, cone.Before[f.I]} {
				units := level / cone.Step[f.I]
				require.InDelta(t, math.Round(units), units, 1e-9, name)
			}
		}
	}
}

// P1 has limits in proportion and no thresholds, P2 a budget that everything comes out of.
func TestWholeLimits(t *testing.T) {
	c := read[*county](t, tinyCounty)
	w := newWholeCounty(c, countyRules{ratioCap: 1.5, whole: true})
	for k, limit := range []float64{0.75, 0.6, 0.75} {
		require.InDelta(t, limit, w.problem.Cones[k].Limit, arithmetic)
	}
	require.Empty(t, w.problem.Floors)
	require.Empty(t, w.problem.Links)
	require.Zero(t, w.linear(t).Objective)
	require.Nil(t, w.plan(make([]float64, w.problem.Linear.NumCols())).Hire)

	w = newWholeCounty(c, countyRules{budget: number(1.5), whole: true})
	require.Equal(t, inf, w.problem.Cones[0].Limit)
	require.Len(t, w.problem.Links, 1)
	index, value := w.problem.Linear.Rows.Row(w.problem.Links[0])
	require.Len(t, index, 2*2+2, "two kinds on two arcs, one asset in two sections")
	for n, j := range index {
		require.Equal(t, w.problem.Linear.Cost[j], value[n])
		require.Positive(t, value[n])
	}
}
