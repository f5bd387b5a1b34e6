package alloc_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/examples"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/highs"
)

// cityProblem is about the primary schools of the shipped city.
func cityProblem(t *testing.T) *plan.Problem {
	c, err := examples.Load("city")
	require.NoError(t, err)
	return &plan.Problem{
		County: c, Standard: standard.QualityBalance2017(), Stages: []string{model.StagePrimary},
		Levers: []plan.Lever{plan.Catchment, plan.Siting}, Limits: []plan.Limit{{What: plan.LimitWholePieces, On: true}},
	}
}

// Every plan is the best of all in the goal that comes first in it, and every figure is that of its plan.
func TestTradeoffsOfTheCity(t *testing.T) {
	t.Parallel()
	p := cityProblem(t)
	goals := []plan.Goal{{Name: plan.CostGoal}, {Name: plan.Travel}, {Name: plan.Dispersion}}
	x, err := alloc.Tradeoffs(context.Background(), p, goals, alloc.Exact{Open: highs.Open, Settings: alloc.Settings{TimeLimit: 2 * time.Second}})
	require.NoError(t, err)
	require.Len(t, x.Rows, 3)
	require.Equal(t, goals, x.Problem.Goals)
	require.Empty(t, p.Goals, "the problem is left alone")
	for i, turn := range [][]plan.GoalName{{plan.CostGoal, plan.Travel}, {plan.Travel, plan.CostGoal}, {plan.Dispersion, plan.CostGoal, plan.Travel}} {
		var names []plan.GoalName
		for _, g := range x.Rows[i].Goals {
			names = append(names, g.Name)
		}
		require.Equal(t, turn, names)
		require.True(t, x.Rows[i].Planned())
	}
	cost, travel, fair := x.Rows[0].After, x.Rows[1].After, x.Rows[2].After
	for _, other := range []plan.Figures{cost, travel, fair} {
		require.LessOrEqual(t, cost.Cost, other.Cost)
		require.LessOrEqual(t, travel.PupilKM, other.PupilKM)
	}
	require.Less(t, fair.Worst.Ratio, x.Before.Worst.Ratio)
	require.Equal(t, plan.Optimal, x.Rows[0].Goals[0].Status)
	require.Equal(t, x.Rows[0].Goals[0].Value, cost.Cost)
	require.InDelta(t, x.Rows[1].Goals[0].Value, travel.PupilKM, 1e-6)
	require.InDelta(t, x.Rows[2].Goals[0].Value, fair.Worst.Ratio, 1e-9)
	require.Positive(t, cost.Closed)
	require.Negative(t, cost.Cost)
	require.Positive(t, travel.Opened)
	require.Zero(t, x.Before.PupilsMoved)
	var pupils float64
	for i := range p.County.Pieces {
		pupils += p.County.Pieces[i].Pupils[model.StagePrimary]
	}
	require.InDelta(t, travel.PupilKM*1000/pupils, travel.MeanMetres, 1e-6)
}

func TestTradeoffsAreRefused(t *testing.T) {
	t.Parallel()
	e := alloc.Exact{Open: highs.Open}
	p := cityProblem(t)
	_, err := alloc.Tradeoffs(context.Background(), p, []plan.Goal{{Name: plan.Travel}}, e)
	require.ErrorIs(t, err, plan.ErrProblem)
	_, err = alloc.Tradeoffs(context.Background(), p, []plan.Goal{{Name: plan.Travel}, {Name: plan.Travel}}, e)
	require.ErrorContains(t, err, "goal travel is named twice")
	p.Levers = []plan.Lever{plan.Funding}
	_, err = alloc.Tradeoffs(context.Background(), p, []plan.Goal{{Name: plan.CostGoal}, {Name: plan.Dispersion}}, e)
	require.ErrorContains(t, err, "needs the lever catchment or siting")

	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	x, err := alloc.Tradeoffs(ctx, cityProblem(t), []plan.Goal{{Name: plan.CostGoal}, {Name: plan.Travel}}, e)
	require.NoError(t, err)
	for i := range x.Rows {
		require.NotEqual(t, plan.Optimal, x.Rows[i].Status)
	}
}
