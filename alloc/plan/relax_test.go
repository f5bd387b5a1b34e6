package plan_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// relaxable is a problem with a rule of every sort.
func relaxable() *plan.Problem {
	p := problem()
	p.Goals = []plan.Goal{{Name: plan.CostGoal}}
	p.County.Funds = []model.Fund{
		{ID: "A/1", Year: 2025, Amount: 7, Nature: model.AnyNature, Categories: []string{model.CategoryAny}},
		{ID: "A/1", Year: 2026, Amount: 100, Nature: model.AnyNature, Categories: []string{model.CategoryAny}},
	}
	p.Limits = []plan.Limit{
		{What: plan.LimitCV, Max: ptr(0.3)},
		{What: plan.LimitCV, Scope: plan.Scope{Indicator: "K"}, Max: ptr(0.4)},
		{What: plan.LimitSpending, Max: ptr(1000)}, {What: plan.LimitSpending, Max: ptr(2000)},
		{What: plan.LimitSpending, Scope: plan.Scope{School: "C"}, Max: ptr(500)},
		{What: plan.LimitMoves, Scope: plan.Scope{Stage: primary}, Max: ptr(3)},
	}
	return p
}

func TestRelax(t *testing.T) {
	p := relaxable()
	q, err := p.Relax([]plan.Relaxation{
		{Rule: "cv:T/primary", To: 0.35}, {Rule: "minimum:T/junior", To: 9}, {Rule: "fund:A%2F1", To: 120},
		{Rule: "spending", To: 1500}, {Rule: "spending:school C", To: 600}, {Rule: "moves:stage primary", To: 4},
	})
	require.NoError(t, err)
	require.NoError(t, q.Validate())
	limit := func(p *plan.Problem, code, stage string) float64 {
		x, ok := p.HardCVLimit(code, stage)
		require.True(t, ok)
		return x
	}
	require.Equal(t, 0.35, limit(q, "T", primary))
	require.Equal(t, 0.3, limit(q, "T", junior))
	require.Equal(t, 0.3, limit(q, "K", primary))
	require.Equal(t, 9.0, q.Standard.Indicators[0].Minimum[junior])
	require.Equal(t, 7.0, q.Standard.Indicators[0].Minimum[primary])
	require.Len(t, plan.Funds(q), 1)
	require.Equal(t, 120.0, plan.Funds(q)[0].Amount)
	least, _ := q.SpendingCap()
	require.Equal(t, 1500.0, least)
	spending := q.LimitsOn(plan.LimitSpending)
	require.Equal(t, []float64{1500, 2000, 600}, []float64{*spending[0].Max, *spending[1].Max, *spending[2].Max})
	require.Equal(t, 4.0, *q.LimitsOn(plan.LimitMoves)[0].Max)
	require.Equal(t, relaxable(), p, "the problem itself stays as it is")
}

// Where a standard limits the mean of the CVs, relaxing a limit of its own on one of them leaves that be.
func TestRelaxLeavesTheMeanOfCVs(t *testing.T) {
	p := problem()
	p.Levers, p.Goals = []plan.Lever{plan.Rotation}, []plan.Goal{{Name: plan.Moves}}
	p.Standard.Composite.CVLimit = map[string]float64{primary: 0.3}
	q, err := p.Relax([]plan.Relaxation{{Rule: "cv:T/primary", To: 0.25}, {Rule: "composite:primary", To: 0.4}})
	require.NoError(t, err)
	require.NoError(t, q.Validate())
	one, ok := q.HardCVLimit("T", primary)
	require.True(t, ok)
	mean, ok := q.HardComposite(primary)
	require.True(t, ok)
	require.Equal(t, []float64{0.25, 0.4}, []float64{one, mean})
	require.Equal(t, 0.3, p.Standard.Composite.CVLimit[primary], "the problem itself stays as it is")
	require.Equal(t, 0.2, p.Standard.Indicators[0].CVLimit[primary])
	all := []plan.Relaxation{{Rule: "composite:primary", From: 0.3, To: 0.4}}
	require.Equal(t, plan.RelaxedStandards, all[0].Sort())
	state := rules(t, p).Before()
	require.InDelta(t, 0.1*plan.CVWeight, plan.RelaxedBy(plan.RelaxedStandards, all, p.Standard, &state, &state), 1e-9)
	_, err = p.Relax([]plan.Relaxation{{Rule: "composite:junior", To: 0.4}})
	require.ErrorContains(t, err, "the problem has no such rule")
}

// Of shortfall only the stated limits are conditions; the standard's stay what they are.
func TestRelaxOfShortfall(t *testing.T) {
	p := relaxable()
	p.Goals = []plan.Goal{{Name: plan.Shortfall}}
	p.Limits = []plan.Limit{{What: plan.LimitCV, Scope: plan.Scope{Indicator: "K"}, Max: ptr(0.4)}}
	q, err := p.Relax([]plan.Relaxation{{Rule: "cv:K/primary", To: 0.6}})
	require.NoError(t, err)
	_, hard := q.HardCVLimit("T", primary)
	require.False(t, hard)
	limit, hard := q.HardCVLimit("K", primary)
	require.True(t, hard)
	require.Equal(t, 0.6, limit)
	_, err = p.Relax([]plan.Relaxation{{Rule: "cv:T/primary", To: 0.6}})
	require.ErrorIs(t, err, plan.ErrProblem)
}

func TestRelaxFaults(t *testing.T) {
	for _, rule := range []string{
		"", "cv", "cv:U/primary", "cv:T/senior", "minimum:U/primary", "minimum:K/primary", "fund:B", "spending:zone Z1",
		"moves", "posts:A", "time",
	} {
		_, err := relaxable().Relax([]plan.Relaxation{{Rule: rule, To: 1}})
		require.ErrorIs(t, err, plan.ErrProblem, rule)
	}
	for _, to := range []float64{-1, math.NaN(), math.Inf(1)} {
		_, err := relaxable().Relax([]plan.Relaxation{{Rule: "spending", To: to}})
		require.ErrorIs(t, err, plan.ErrProblem, to)
	}
}

func TestRelaxedBy(t *testing.T) {
	all := []plan.Relaxation{
		{Rule: "cv:T/primary", From: 0.3, To: 0.5}, {Rule: "minimum:T/primary", From: 10, To: 9}, {Rule: "minimum:R/junior", From: 2, To: 1},
		{Rule: "moves", From: 1, To: 3}, {Rule: "moves:stage primary", From: 1, To: 1.5}, {Rule: "spending", From: 10, To: 15}, {Rule: "fund:A", From: 1, To: 2},
	}
	state := func(mean float64) *plan.State {
		return &plan.State{Indicators: []plan.StateIndicator{{Code: "T", Stage: primary, Mean: mean}}}
	}
	by := func(of plan.RelaxedSort, before, after float64) float64 {
		return plan.RelaxedBy(of, all, fair(), state(before), state(after))
	}
	require.InDelta(t, 0.6+plan.CVWeight*0.16, by(plan.RelaxedStandards, 8, 8), 1e-12)
	require.InDelta(t, 0.6+plan.CVWeight*0.16*1.5, by(plan.RelaxedStandards, 8, 12), 1e-12, "a higher mean makes a CV dearer")
	require.InDelta(t, 0.6+plan.CVWeight*0.16*0.12, by(plan.RelaxedStandards, 0, 12), 1e-12, "of nothing in stock per pupil")
	require.InDelta(t, 2.5, by(plan.RelaxedMoves, 8, 8), 1e-12)
	require.InDelta(t, 6, by(plan.RelaxedMoney, 8, 8), 1e-12)
	require.InDelta(t, 0.01, plan.RelaxedTolerance(plan.RelaxedStandards, all, 0.01), 1e-12)
	require.InDelta(t, 0.17, plan.RelaxedTolerance(plan.RelaxedMoney, all, 0.01), 1e-12)
	require.InDelta(t, 4.5e-5, plan.RelaxedTolerance(plan.RelaxedMoves, all, 0), 1e-12)
}

func TestPartsOf(t *testing.T) {
	require.Empty(t, plan.PartsOf([]plan.Action{buy("A", "", rooms, 2, 60000, "room"), hire("A", primary, plain, 1, 80000)}))
	require.Equal(t, []string{rooms, plan.PartsOfTeachers}, plan.PartsOf([]plan.Action{
		buy("A", "", rooms, 1.5, 45000, "room"), hire("A", primary, plain, 0.2, 16000), move("A", "B", primary, plain, 0.5, 500),
	}))
}

func TestInPartsJSON(t *testing.T) {
	p := sample()
	p.Infeasible.InParts = &plan.InParts{Status: plan.Feasible, Of: []string{plan.PartsOfTeachers}, Actions: []plan.Action{move("A", "B", primary, plain, 0.5, 500)}}
	p.Infeasible.Relaxed = &plan.Relaxed{
		Status: plan.Optimal, Actions: []plan.Action{move("A", "B", primary, plain, 1, 1000)},
		Levels: []plan.RelaxedLevel{{Of: plan.RelaxedMoves, Value: 1, Bound: 0.5}},
	}
	text := written(t, p)
	back, err := plan.Read(strings.NewReader(text))
	require.NoError(t, err)
	require.Equal(t, p.Infeasible, back.Infeasible)
	require.Equal(t, text, written(t, back))
	for _, list := range []string{"in_parts", "relaxed"} {
		at := strings.Index(text, `"`+list+`"`)
		forged := text[:at] + strings.Replace(text[at:], "2026/rotation/move/A/B", "2026/rotation/move/A/C", 1)
		_, err = plan.Read(strings.NewReader(forged))
		require.ErrorIs(t, err, plan.ErrFormat)
		require.ErrorContains(t, err, "infeasible."+list)
	}
}

func TestWhole(t *testing.T) {
	whole := func(change func(p *plan.Problem)) bool {
		p := problem()
		change(p)
		r, err := plan.NewRules(p)
		require.NoError(t, err)
		return r.Whole()
	}
	require.True(t, whole(func(*plan.Problem) {}))
	require.True(t, whole(func(p *plan.Problem) { p.Levers = []plan.Lever{plan.Rotation} }))
	require.True(t, whole(func(p *plan.Problem) { p.Levers = []plan.Lever{plan.Hiring} }))
	require.True(t, whole(func(p *plan.Problem) { p.Levers = []plan.Lever{plan.Funding} }), "rooms are sold whole")
	require.True(t, whole(func(p *plan.Problem) {
		p.Levers = []plan.Lever{plan.Funding}
		p.County.Costs = p.County.Costs[1:] // at C alone
	}))
	require.False(t, whole(func(p *plan.Problem) {
		p.Levers = []plan.Lever{plan.Funding}
		p.County.Costs = p.County.Costs[2:]
	}))
	require.False(t, whole(func(p *plan.Problem) { p.Limits = []plan.Limit{{What: plan.LimitDivisible, On: true}} }))
}
