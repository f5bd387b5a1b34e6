package plot_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report/plot"
	"github.com/eduparity/eduparity/model"
)

// A frontier is drawn in millions over budgets and as it is over moves; points without a plan are left out.
func TestFromFrontier(t *testing.T) {
	t.Parallel()
	f := &plan.Frontier{
		Problem: plan.Problem{Goals: []plan.Goal{{Name: plan.Dispersion}}}, Over: plan.OverBudget,
		Points: []plan.FrontierPoint{
			{X: 0, Status: plan.Optimal, Value: 1.2, Bound: 1.2}, {X: 1e6, Status: plan.Unknown, Value: math.NaN(), Bound: math.NaN()},
			{X: 4e6, Status: plan.Feasible, Value: 0.9, Bound: 0.8},
		},
	}
	figure, err := plot.FromFrontier(f, &model.County{Currency: "kes"}, plot.Settings{})
	require.NoError(t, err)
	texts := drawn(t, "of-frontier", figure)
	require.Contains(t, texts, "budget (million kes)")
	require.Contains(t, texts, "worst CV/limit (no unit)")
	for _, goal := range []plan.GoalName{plan.Shortfall, plan.PassCost, plan.CostGoal, plan.Moves, plan.Travel, plan.PupilsMoved, plan.SeatsGoal} {
		f.Problem.Goals[0].Name, f.Over = goal, plan.OverMoves
		figure, err := plot.FromFrontier(f, nil, plot.Settings{})
		require.NoError(t, err)
		require.Contains(t, drawn(t, "of-frontier-"+string(goal), figure), "moves of teachers")
	}
	f.Points = f.Points[1:2]
	_, err = plot.FromFrontier(f, nil, plot.Settings{})
	require.ErrorIs(t, err, plot.ErrData)
	_, err = plot.FromFrontier(nil, nil, plot.Settings{})
	require.ErrorIs(t, err, plot.ErrData)
}
