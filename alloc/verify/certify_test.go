package verify

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// tight are multipliers that prove that the problem of twoSections costs 3.
func tight() []plan.RowMultiplier {
	return []plan.RowMultiplier{
		{Row: "cv:T/primary", Multiplier: 16},
		{Row: "secant:T/primary/A/5", Multiplier: 8}, {Row: "secant:T/primary/B/2", Multiplier: 8},
		{Row: "balance:plain/primary", Multiplier: 5.5},
	}
}

// claim is a plan of one goal with a certificate.
func claim(goal plan.GoalName, value float64, c plan.Certificate) *plan.Plan {
	return &plan.Plan{Status: plan.Optimal, Goals: []plan.GoalResult{{
		Name: goal, Value: value, Bound: c.Bound, Status: plan.Optimal, Certificate: &c,
	}}}
}

func TestCertifyClaimsWhatIsProved(t *testing.T) {
	p := twoSections(plan.Goal{Name: plan.CostGoal})
	pl := claim(plan.CostGoal, 3, plan.Certificate{Kind: plan.CertLPDual, Bound: 3.1, Data: &plan.CertificateData{Rows: tight()}})
	require.NoError(t, Certify(p, pl, 1e-4))
	g := pl.Goals[0]
	require.InDelta(t, 3, g.Bound, 1e-8)
	require.LessOrEqual(t, g.Bound, 3.0)
	require.Equal(t, g.Bound, g.Certificate.Bound)
	require.Equal(t, plan.Optimal, pl.Status)
	require.Equal(t, 1e-4, pl.Run.Gap)

	// Of a value that is not as good.
	pl = claim(plan.CostGoal, 6, plan.Certificate{Kind: plan.CertLPDual, Bound: 6, Data: &plan.CertificateData{Rows: tight()}})
	require.NoError(t, Certify(p, pl, 1e-4))
	require.InDelta(t, 3, pl.Goals[0].Bound, 1e-8)
	require.InDelta(t, 0.5, pl.Goals[0].Gap, 1e-8)
	require.Equal(t, plan.Feasible, pl.Goals[0].Status)
	require.Equal(t, plan.Feasible, pl.Status)
	require.NoError(t, Certify(p, pl, 0.6))
	require.Equal(t, plan.Optimal, pl.Status)

	// What rounding has put below 0 is dropped; nothing is proved by nothing.
	rows := append(tight(), plan.RowMultiplier{Row: "cut:T/primary/A/1", Multiplier: -1e-12})
	pl = claim(plan.CostGoal, 3, plan.Certificate{Kind: plan.CertLPDual, Data: &plan.CertificateData{Rows: rows}})
	require.NoError(t, Certify(p, pl, 1e-4))
	require.Len(t, pl.Goals[0].Certificate.Data.Rows, 4)
	require.InDelta(t, 3, pl.Goals[0].Bound, 1e-8)
	pl = claim(plan.CostGoal, 3, plan.Certificate{Kind: plan.CertLPDual, Bound: 3})
	require.NoError(t, Certify(p, pl, 1e-4))
	require.Zero(t, pl.Goals[0].Bound)
}

func TestCertifySearch(t *testing.T) {
	p := twoSections(plan.Goal{Name: plan.CostGoal})
	for _, c := range []struct{ bound, root, wantBound, wantRoot float64 }{
		{6, 5, 6, 3}, // the search's own bound stays
		{2, 5, 3, 3}, // but not below what is proved
		{9, 5, 6, 3}, // nor above the value
	} {
		pl := claim(plan.CostGoal, 6, plan.Certificate{
			Kind: plan.CertSearch, Bound: c.bound, RootBound: &c.root, Data: &plan.CertificateData{Rows: tight()},
		})
		require.NoError(t, Certify(p, pl, 1e-4))
		require.InDelta(t, c.wantBound, pl.Goals[0].Bound, 1e-8)
		require.InDelta(t, c.wantRoot, *pl.Goals[0].Certificate.RootBound, 1e-8)
	}
}

// Moves are whole; under headcounts, where a person counts half, they are halves.
func TestCertifyRoundsMovesUp(t *testing.T) {
	p := twoSections(plan.Goal{Name: plan.Moves})
	rows := tight() // a move is 1 here, not 3: a third of everything, and a little less
	for i := range rows {
		rows[i].Multiplier *= 0.3
	}
	rows[3].Multiplier = 0.3 * (5.5 - 3) // an arrival costs nothing here
	data := &plan.CertificateData{Rows: rows}
	l, err := Bound(p, nil, plan.Moves, data)
	require.NoError(t, err)
	g, err := groundOf(p)
	require.NoError(t, err)
	pl := claim(plan.Moves, 1, plan.Certificate{Kind: plan.CertLPDual, Data: data})
	require.NoError(t, Certify(p, pl, 1e-4))
	require.InDelta(t, 0.9, l, 1e-8)
	require.Equal(t, 1.0, pl.Goals[0].Bound)
	for bound, want := range map[float64]float64{0.3: 1, 1: 1, 1 + 1e-7: 1, 1.2: 2} {
		require.Equal(t, want, g.wholeValue(plan.Moves, bound))
	}
	p.Limits = append(p.Limits, plan.Limit{What: plan.LimitHeadcount, On: true})
	g, err = groundOf(p)
	require.NoError(t, err)
	for bound, want := range map[float64]float64{0.3: 0.5, 1: 1, 1 + 1e-7: 1, 1.2: 1.5} {
		require.Equal(t, want, g.wholeValue(plan.Moves, bound))
	}
}

// Where nothing but moves is paid for, and each costs the same, so are costs.
func TestCertifyRoundsTheCostOfMovesUp(t *testing.T) {
	p := twoSections(plan.Goal{Name: plan.CostGoal})
	priced := func(costs ...model.Cost) {
		p.County.Costs = []model.Cost{{Category: model.CategoryMove, Unit: "person", Cost: 3000, Nature: model.Recurrent, Whole: true}}
		p.County.Costs = append(p.County.Costs, costs...)
	}
	rounded := func(bound float64) float64 {
		g, err := groundOf(p)
		require.NoError(t, err)
		require.Equal(t, g.wholeValue(plan.CostGoal, bound), g.wholeValue(plan.PassCost, bound))
		require.Equal(t, bound, g.wholeValue(plan.Shortfall, bound))
		return g.wholeValue(plan.CostGoal, bound)
	}
	priced()
	for bound, want := range map[float64]float64{100: 3000, 3000: 3000, 3000 + 1e-4: 3000, 3001: 6000} {
		require.Equal(t, want, rounded(bound))
	}
	priced(model.Cost{Category: model.CategoryMove, Unit: "person", Cost: 5000, Nature: model.Recurrent, Whole: true, School: p.County.Schools[0].ID})
	require.Equal(t, 100.0, rounded(100), "some cost more")
	priced(model.Cost{Category: model.CategoryMoveKM, Unit: "person", Cost: 10, Nature: model.Recurrent, Whole: true})
	require.Equal(t, 100.0, rounded(100), "farther ones cost more")
	priced()
	p.Levers = append(p.Levers, plan.Hiring)
	require.Equal(t, 100.0, rounded(100), "there may be more to pay")
	p.Levers = p.Levers[:1]
	p.Limits = []plan.Limit{{What: plan.LimitDivisible, On: true}}
	require.Equal(t, 100.0, rounded(100), "in parts")
	p.Limits, p.County.Costs = nil, nil
	require.Equal(t, 100.0, rounded(100), "moving is free")
}

// A ratio that is not quite proved is lowered until it is.
func TestCertifyLowersARatio(t *testing.T) {
	p := twoSections(plan.Goal{Name: plan.Dispersion})
	p.Limits = []plan.Limit{{What: plan.LimitMoves, Max: ptr(1)}}
	// One move: (5, 3), CV 0.25, ratio 1 at the limit 0.25. With cuts at these levels and the price of a move.
	rows := []plan.RowMultiplier{
		{Row: "cv:T/primary", Multiplier: 24},
		{Row: "cut:T/primary/A/1.25", Multiplier: 12}, {Row: "cut:T/primary/B/0.75", Multiplier: 12},
		{Row: "balance:plain/primary", Multiplier: 4.5}, {Row: "moves:0", Multiplier: 3},
	}
	levels := []plan.Level{{Code: "T", Stage: primary, Ratio: 1}}
	pl := claim(plan.Dispersion, 1, plan.Certificate{Kind: plan.CertLPDual, Bound: 1, Data: &plan.CertificateData{Rows: rows}})
	pl.Goals[0].Levels = levels
	require.NoError(t, Certify(p, pl, 1e-4))
	g := pl.Goals[0]
	require.Less(t, g.Bound, 1.0)
	require.InDelta(t, 1, g.Bound, 1e-5)
	require.Equal(t, []plan.Level{{Code: "T", Stage: primary, Ratio: g.Bound}}, g.Certificate.Data.Ratios)
	require.Equal(t, plan.Optimal, pl.Status)

	pl.Goals[0].Certificate.Data.Rows = rows[:1] // too little to prove any
	pl.Goals[0].Certificate.Bound = 1
	require.NoError(t, Certify(p, pl, 1e-4))
	require.Zero(t, pl.Goals[0].Bound)
	require.Equal(t, plan.Feasible, pl.Status)
}

func TestCertifyContradictions(t *testing.T) {
	p := twoSections(plan.Goal{Name: plan.CostGoal})
	p.Limits = []plan.Limit{{What: plan.LimitMoves, Max: ptr(0)}}
	rows := append(tight(), plan.RowMultiplier{Row: "moves:0", Multiplier: 3})
	rows[3].Multiplier = 5.5 - 3 // moving costs nothing here: what keeps it down is the limit
	pl := &plan.Plan{Status: plan.StatusInfeasible, Certificate: &plan.Certificate{Kind: plan.CertRay, Data: &plan.CertificateData{Rows: rows}}}
	require.NoError(t, Certify(p, pl, 1e-4))
	require.Equal(t, plan.CertRay, pl.Certificate.Kind)
	require.InDelta(t, 3, pl.Certificate.Bound, 1e-8)

	p.Limits[0].Max = ptr(1)
	require.NoError(t, Certify(p, pl, 1e-4))
	require.Equal(t, plan.Certificate{Kind: plan.CertSearch}, *pl.Certificate)
	pl.Certificate = nil
	require.NoError(t, Certify(p, pl, 1e-4))
	require.Equal(t, plan.CertSearch, pl.Certificate.Kind)
}

func TestCertifyRefuses(t *testing.T) {
	p := twoSections(plan.Goal{Name: plan.CostGoal})
	pl := claim(plan.CostGoal, 3, plan.Certificate{Kind: plan.CertRay})
	require.ErrorIs(t, Certify(p, pl, 1e-4), ErrCertificate)
	pl.Goals[0].Certificate = nil
	require.ErrorContains(t, Certify(p, pl, 1e-4), "goal cost: certificate cannot be read: there is none")
	pl = claim(plan.CostGoal, 3, plan.Certificate{Kind: plan.CertLPDual, Data: &plan.CertificateData{Rows: []plan.RowMultiplier{{Row: "x", Multiplier: 1}}}})
	require.ErrorContains(t, Certify(p, pl, 1e-4), `row "x"`)
	pl = &plan.Plan{Status: plan.StatusInfeasible, Certificate: &plan.Certificate{Kind: plan.CertExchange}}
	require.ErrorContains(t, Certify(p, pl, 1e-4), "no exchange prices")
	require.NoError(t, Certify(p, &plan.Plan{Status: plan.Unknown}, 1e-4))
}
