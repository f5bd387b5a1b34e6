package plan_test

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
)

func frontier() *plan.Frontier {
	p := problem()
	p.County = nil
	p.CountySHA256 = strings.Repeat("ab", 32)
	f := &plan.Frontier{Problem: *p, Over: plan.OverBudget, Status: plan.FrontierComplete, Breakpoints: 7}
	for n, v := range []float64{math.NaN(), 0.8, 0.5, 0.5} {
		point := plan.FrontierPoint{X: float64(n) * 1e5, Status: plan.Optimal, Value: v, Bound: v, Price: math.NaN(), Cost: float64(n) * 9e4, Moves: float64(n)}
		if n == 0 {
			point.Status, point.Cost, point.Moves = plan.StatusInfeasible, math.NaN(), math.NaN()
		}
		f.Points = append(f.Points, point)
	}
	f.Points[2].Changes = plan.ChangesOf(nil, []plan.Action{{Year: 2025, Lever: plan.Funding, Kind: plan.Buy, School: "A", Of: rooms, Unit: "room", Quantity: 2, Cost: 6e4}})
	return f
}

func TestFrontierIsReadBack(t *testing.T) {
	f := frontier()
	f.Settle(1e-4)
	var b, again bytes.Buffer
	require.NoError(t, plan.WriteFrontier(&b, f))
	read, err := plan.ReadFrontier(bytes.NewReader(b.Bytes()))
	require.NoError(t, err)
	require.NoError(t, plan.WriteFrontier(&again, read))
	require.Equal(t, b.String(), again.String())
	require.Len(t, read.Planned(), 3)
	require.NoError(t, read.Check())
	require.InDelta(t, 3.0, read.Points[1].Price, 1e-9, "0.3 less for a tenth of a million more")

	for _, broken := range []string{"", `{"schema":"eduparity/plan/1"}`, strings.Replace(b.String(), `"over"`, `"under"`, 1), b.String() + "x"} {
		_, err := plan.ReadFrontier(strings.NewReader(broken))
		require.ErrorIs(t, err, plan.ErrFormat)
	}
}

// With more of it nothing is worse, and what is proved with more holds with less.
func TestFrontierSettles(t *testing.T) {
	f := frontier()
	f.Points[2].Value, f.Points[2].Bound = 0.9, 0.45
	f.Points[3].Status, f.Points[3].Value, f.Points[3].Bound = plan.Unknown, math.NaN(), math.NaN()
	require.Error(t, f.Check())
	require.Equal(t, []int{0, 1, 1, 1}, f.Settle(1e-4))
	require.NoError(t, f.Check())
	require.Equal(t, 0.8, f.Points[2].Value)
	require.Equal(t, plan.Feasible, f.Points[2].Status)
	require.Equal(t, 0.8, f.Points[3].Value)
	require.Zero(t, f.Points[3].Bound)
	require.True(t, math.IsNaN(f.Points[3].Price))
	require.Zero(t, f.Points[1].Price)

	f = frontier()
	f.Points[1].Bound, f.Points[2].Value, f.Points[2].Bound = 0.2, 0.79999, 0.79999
	f.Settle(1e-4)
	require.Equal(t, 0.79999, f.Points[1].Bound, "what more money cannot do less cannot either")
	require.Equal(t, plan.Optimal, f.Points[1].Status)
}

func TestFrontierContradictsItself(t *testing.T) {
	for _, spoil := range []func(*plan.Frontier){
		func(f *plan.Frontier) { f.Points[2].Bound = 0.6 },
		func(f *plan.Frontier) { f.Points[2].X = 1 },
		func(f *plan.Frontier) { f.Points[1].Value, f.Points[1].Bound = 0.4, 0.4 },
		func(f *plan.Frontier) { f.Points[1].Bound = 0.3 },
	} {
		f := frontier()
		require.NoError(t, f.Check())
		spoil(f)
		require.ErrorIs(t, f.Check(), plan.ErrFormat)
	}
}

func TestChanges(t *testing.T) {
	buy := func(school string, n float64) plan.Action {
		return plan.Action{Year: 2025, Lever: plan.Funding, Kind: plan.Buy, School: school, Of: rooms, Unit: "room", Quantity: n, Cost: 3e4 * n}
	}
	hire := plan.Action{Year: 2025, Lever: plan.Hiring, Kind: plan.Hire, School: "B", Stage: primary, Of: plain, Unit: "person", Quantity: 1, Cost: 8e4}
	require.Empty(t, plan.ChangesOf([]plan.Action{buy("A", 2), hire}, []plan.Action{buy("A", 2), hire}))
	got := plan.ChangesOf([]plan.Action{buy("A", 2), buy("B", 1), hire}, []plan.Action{buy("A", 5), buy("C", 1)})
	require.Equal(t, []plan.Change{
		{Lever: plan.Funding, Kind: plan.Buy, Of: rooms, Unit: "room", Quantity: 3, Cost: 9e4, Places: 3, Largest: buy("A", 1).Key()},
		{Lever: plan.Hiring, Kind: plan.Hire, Of: plain, Stage: primary, Unit: "person", Quantity: -1, Cost: -8e4, Places: 1, Largest: hire.Key()},
	}, got)
}

func TestCheckFrontier(t *testing.T) {
	p := problem()
	require.NoError(t, p.CheckFrontier(plan.OverBudget))
	require.NoError(t, p.CheckFrontier(plan.OverMoves))
	require.ErrorIs(t, p.CheckFrontier("time"), plan.ErrProblem)
	p.Levers = []plan.Lever{plan.Funding}
	require.ErrorContains(t, p.CheckFrontier(plan.OverMoves), "needs the lever rotation")
	p.Goals = []plan.Goal{{Name: plan.PassCost}}
	require.ErrorContains(t, p.CheckFrontier(plan.OverBudget), "is about the same")
	p = problem()
	p.Goals = []plan.Goal{{Name: plan.Moves}}
	require.ErrorContains(t, p.CheckFrontier(plan.OverMoves), "is about the same")
	p = problem()
	p.Limits = []plan.Limit{{What: plan.LimitSpending, Max: ptr(5)}}
	require.ErrorContains(t, p.CheckFrontier(plan.OverBudget), "cannot be stated too")
	p.Limits[0].Scope.Stage = primary
	require.NoError(t, p.CheckFrontier(plan.OverBudget))

	require.NoError(t, plan.OverMoves.Range(0, 4))
	for _, ends := range [][2]float64{{-1, 4}, {4, 3}, {0, math.Inf(1)}, {math.NaN(), 1}} {
		require.ErrorIs(t, plan.OverBudget.Range(ends[0], ends[1]), plan.ErrProblem)
	}
	require.ErrorContains(t, plan.OverMoves.Range(0, 0.5), "whole")
}
