package plan_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

func cv(max float64, indicator, stage string) plan.Limit {
	return plan.Limit{What: plan.LimitCV, Max: &max, Scope: plan.Scope{Indicator: indicator, Stage: stage}}
}

func most(w plan.What, max float64) plan.Limit { return plan.Limit{What: w, Max: &max} }

func TestCVLimit(t *testing.T) {
	for name, c := range map[string]struct {
		limits      []plan.Limit
		indicators  []string
		code, stage string
		want        float64
		ok          bool
	}{
		"the standard's":               {nil, nil, "T", primary, 0.2, true},
		"none in the standard":         {nil, nil, "R", primary, 0, false},
		"stated for all replaces":      {[]plan.Limit{cv(0.6, "", "")}, nil, "T", primary, 0.6, true},
		"stated where there is none":   {[]plan.Limit{cv(0.6, "", "")}, nil, "R", junior, 0.6, true},
		"stated for another indicator": {[]plan.Limit{cv(0.6, "K", "")}, nil, "T", primary, 0.2, true},
		"stated for another stage":     {[]plan.Limit{cv(0.6, "T", junior)}, nil, "T", primary, 0.2, true},
		"the least of several":         {[]plan.Limit{cv(0.6, "", ""), cv(0.4, "T", ""), cv(0.5, "", primary)}, nil, "T", primary, 0.4, true},
		"not selected":                 {nil, []string{"K"}, "T", primary, 0, false},
		"unknown":                      {nil, nil, "X", primary, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			p := problem()
			p.Limits, p.Indicators = c.limits, c.indicators
			got, ok := p.CVLimit(c.code, c.stage)
			require.Equal(t, c.ok, ok)
			require.Equal(t, c.want, got)
		})
	}
}

func TestHardCV(t *testing.T) {
	stated := []plan.Limit{cv(0.3, "K", "")}
	for _, c := range []struct {
		goal   plan.GoalName
		limits []plan.Limit
		hard   bool
		t, k   bool // is the limit of T, of K a condition
	}{
		{plan.Moves, nil, true, true, true},
		{plan.CostGoal, stated, true, true, true},
		{plan.PassCost, nil, true, true, true},
		{plan.Shortfall, nil, false, false, false},
		{plan.Shortfall, stated, true, false, true},
		{plan.Dispersion, stated, false, false, false},
	} {
		p := problem()
		p.Limits, p.Goals = c.limits, []plan.Goal{{Name: c.goal}, {Name: plan.Moves}}
		require.Equal(t, c.hard, p.HardCV(), c.goal)
		_, ok := p.HardCVLimit("T", primary)
		require.Equal(t, c.t, ok, c.goal)
		_, ok = p.HardCVLimit("K", primary)
		require.Equal(t, c.k, ok, c.goal)
	}
	require.False(t, (&plan.Problem{}).HardCV())
}

func TestCaps(t *testing.T) {
	p := problem()
	_, ok := p.SpendingCap()
	require.False(t, ok)
	scoped := most(plan.LimitSpending, 1)
	scoped.Scope.Zone = "Z1"
	p.Limits = []plan.Limit{scoped, most(plan.LimitSpending, 500), most(plan.LimitSpending, 300), most(plan.LimitMoves, 7)}
	yuan, ok := p.SpendingCap()
	require.True(t, ok)
	require.Equal(t, 300.0, yuan)
	moves, ok := p.MovesCap()
	require.True(t, ok)
	require.Equal(t, 7.0, moves)
	require.Len(t, p.LimitsOn(plan.LimitSpending), 3)
}

func TestCountMoves(t *testing.T) {
	p := problem()
	actions := []plan.Action{
		move("A", "B", primary, plain, 3, 0), swap("A", "B", backbone, plain, 2, 0),
		hire("A", primary, plain, 9, 0), buy("A", "", rooms, 9, 0, ""),
	}
	require.Equal(t, 7.0, p.CountMoves(actions))
	p.Limits = []plan.Limit{{What: plan.LimitHeadcount, On: true}}
	require.True(t, p.Headcount())
	require.Equal(t, 3.5, p.CountMoves(actions))
}

func TestRulesLeaveCap(t *testing.T) {
	p := problem()
	p.County.Sections[0].Stocks[model.Teachers] = 106 // 100 plain
	narrow := most(plan.LimitLeaveShare, 0.5)
	narrow.Scope = plan.Scope{School: "A", Kind: backbone}
	p.Limits = []plan.Limit{most(plan.LimitLeaveShare, 0.29)}
	r := rules(t, p)
	n, ok := r.LeaveCap(r.Kind(plain), r.Section("A", primary))
	require.True(t, ok)
	require.Equal(t, 29.0, n, "0.29 of 100 is 29, although 0.29*100 < 29 in binary")
	p.Limits = []plan.Limit{narrow}
	r = rules(t, p)
	n, ok = r.LeaveCap(r.Kind(backbone), r.Section("A", primary))
	require.True(t, ok)
	require.Equal(t, 2.0, n)
	_, ok = r.LeaveCap(r.Kind(plain), r.Section("A", primary))
	require.False(t, ok)
	_, ok = r.LeaveCap(r.Kind(backbone), r.Section("B", primary))
	require.False(t, ok)
}

func TestRulesFloor(t *testing.T) {
	p := problem()
	p.Stages = []string{primary}
	p.Limits = []plan.Limit{{What: plan.LimitTeachers, MinColumn: model.Classes}}
	p.County.Sections[1].Stocks[model.Classes] = 9
	r := rules(t, p)
	floor := func(kind int, school, stage string) float64 {
		n, ok := r.Floor(kind, r.Section(school, stage))
		if !ok {
			return math.NaN()
		}
		return n
	}
	require.Equal(t, 3.0, floor(-1, "A", primary), "classes")
	require.Equal(t, 6.0, floor(-1, "B", primary), "no more than are there")
	require.True(t, math.IsNaN(floor(-1, "D", junior)), "a stage that the problem is not about")
	require.True(t, math.IsNaN(floor(0, "A", primary)), "no kind was named")

	p.Limits = []plan.Limit{
		{What: plan.LimitTeachers, Min: ptr(8)},
		{What: plan.LimitTeachers, Min: ptr(1), Scope: plan.Scope{Kind: backbone}},
	}
	r = rules(t, p)
	require.Equal(t, 8.0, floor(-1, "B", primary), "a number is meant as it is, also where fewer are there")
	require.Equal(t, 1.0, floor(r.Kind(backbone), "B", primary))
}

func TestRulesMaxMetres(t *testing.T) {
	p := problem()
	near := most(plan.LimitMoveKM, 8.1)
	near.Scope.Zone = "Z1"
	p.Limits = []plan.Limit{most(plan.LimitMoveKM, 20), near}
	r := rules(t, p)
	m, ok := r.MaxMetres(0, r.Section("A", primary))
	require.True(t, ok)
	require.Equal(t, 8100.0, m)
	m, ok = r.MaxMetres(0, r.Section("B", primary))
	require.True(t, ok)
	require.Equal(t, 20000.0, m)
	metres, ok := r.Metres("A", "B")
	require.True(t, ok)
	require.InDelta(t, 11119.5, metres, 1)
}

func TestRulesInScope(t *testing.T) {
	r := rules(t, problem())
	a, c := r.School("A"), r.School("C")
	require.True(t, r.InScope(plan.Scope{}, a, primary, ""))
	require.True(t, r.InScope(plan.Scope{Stage: junior}, c, "", ""), "a purchase for all stages is one for the junior stage")
	require.False(t, r.InScope(plan.Scope{Stage: junior}, a, "", ""), "but not where there is none")
	require.False(t, r.InScope(plan.Scope{Stage: junior}, c, primary, ""))
	require.False(t, r.InScope(plan.Scope{Zone: "Z1"}, c, primary, ""))
	require.True(t, r.InScope(plan.Scope{Group: "G-Z2", School: "C"}, c, primary, ""))
	require.False(t, r.InScope(plan.Scope{Kind: plain}, c, primary, backbone))
	require.Equal(t, -1, r.School("X"))
	require.Equal(t, -1, r.Section("A", junior))
}

func TestRulesHeadcount(t *testing.T) {
	p := problem()
	p.Limits = []plan.Limit{{What: plan.LimitHeadcount, On: true, Scope: plan.Scope{Stage: primary}}}
	r := rules(t, p)
	require.True(t, r.Headcount(r.Section("C", primary)))
	require.False(t, r.Headcount(r.Section("C", junior)))
}

func TestCeilings(t *testing.T) {
	p := problem()
	p.County.Posts = []model.Post{
		{School: "C", Max: 12}, {Stage: primary, Max: 20}, {Kind: "backbone+above_degree", Max: 15}, {School: "A", Stage: primary, Kind: plain, Max: 6},
	}
	c, err := rules(t, p).Ceilings()
	require.NoError(t, err)
	require.Equal(t, []float64{12, 21, 15, 6}, []float64{c[0].Max, c[1].Max, c[2].Max, c[3].Max}, "21 primary teachers are there already")
	require.Equal(t, []int{2, 3}, c[0].Sections)
	require.Len(t, c[2].Kinds, 1)
	require.Equal(t, []int{0}, c[3].Sections)

	p.County.Posts = []model.Post{{Kind: "backbon", Max: 1}}
	_, err = rules(t, p).Ceilings()
	require.ErrorContains(t, err, `posts.csv: kind: "backbon"`)
	require.ErrorContains(t, err, `did you mean "backbone"`)
}
