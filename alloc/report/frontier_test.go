package report_test

import (
	"bytes"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
)

// frontier is one over the budget with every sort of point.
func frontier(goal plan.GoalName) *plan.Frontier {
	buy := func(school string, n float64) plan.Action {
		return plan.Action{Year: 2024, Lever: plan.Funding, Kind: plan.Buy, School: school, Of: "books", Unit: "volume", Quantity: n, Cost: 25 * n}
	}
	move := plan.Action{Year: 2024, Lever: plan.Rotation, Kind: plan.Move, From: "A", To: "B", Stage: "primary", Of: "plain", Unit: "person", Quantity: 2}
	return &plan.Frontier{
		Problem: plan.Problem{Standard: rules(), Goals: []plan.Goal{{Name: goal}}, Levers: []plan.Lever{plan.Funding, plan.Rotation}},
		Over:    plan.OverBudget, Status: plan.FrontierComplete, Breakpoints: 5,
		Points: []plan.FrontierPoint{
			{X: 0, Status: plan.StatusInfeasible, Value: math.NaN(), Bound: math.NaN(), Price: math.NaN(), Cost: math.NaN(), Moves: math.NaN()},
			{X: 20000, Status: plan.Optimal, Value: 1.25, Bound: 1.25, Price: 9.5, Exact: true, Cost: 20000, Changes: plan.ChangesOf(nil, []plan.Action{buy("C", 800)})},
			{X: 50000, Status: plan.Optimal, Value: 0.9876, Bound: 0.9875, Price: 0.0321, Exact: true, Cost: 50000, Moves: 2,
				Changes: plan.ChangesOf([]plan.Action{buy("C", 800)}, []plan.Action{buy("C", 1500), buy("B", 500), move})},
			{X: 90000, Status: plan.Feasible, Value: 0.95, Bound: 0.9, Price: math.NaN(), Cost: 80000, Moves: 2,
				Changes: plan.ChangesOf([]plan.Action{buy("B", 500), move}, []plan.Action{buy("B", 500)})},
		},
	}
}

func TestFrontier(t *testing.T) {
	for _, lang := range report.Langs() {
		var b bytes.Buffer
		require.NoError(t, report.Frontier(&b, frontier(plan.Dispersion), county(), report.Options{Lang: lang}))
		b.WriteString("\n---\n\n")
		f := frontier(plan.Shortfall)
		f.Over, f.Breakpoints, f.Status = plan.OverMoves, 0, plan.FrontierStopped
		require.NoError(t, report.Frontier(&b, f, nil, report.Options{Lang: lang, Top: 2}))
		golden(t, "frontier_"+string(lang)+".txt", b.Bytes())
	}
	var b bytes.Buffer
	require.NoError(t, report.FrontierCSV(&b, frontier(plan.Dispersion)))
	golden(t, "frontier.csv", b.Bytes())
}

func TestFrontierWithoutPoints(t *testing.T) {
	f := frontier(plan.Dispersion)
	f.Points = f.Points[:1]
	for status, want := range map[plan.FrontierStatus]string{
		plan.FrontierComplete: "There is no plan at any point.", plan.FrontierStopped: "Stopped before there was a point.",
	} {
		var b bytes.Buffer
		f.Status = status
		require.NoError(t, report.Frontier(&b, f, nil, report.Options{}))
		require.Contains(t, b.String(), want)
	}
}
