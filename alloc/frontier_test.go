package alloc_test

import (
	"context"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/highs"
)

// frontierProblem is about how evenly teachers of the demo county can be spread.
func frontierProblem(t *testing.T, levers ...plan.Lever) *plan.Problem {
	return &plan.Problem{
		County: demo(t), Standard: standard.QualityBalance2017(), Indicators: []string{"L1"},
		Goals: []plan.Goal{{Name: plan.Dispersion}}, Levers: levers,
	}
}

func trace(t *testing.T, p *plan.Problem, over plan.Over, s alloc.FrontierSettings) *plan.Frontier {
	t.Helper()
	f, err := alloc.Frontier(context.Background(), p, over, alloc.Exact{Open: highs.Open}, s)
	require.NoError(t, err)
	require.NoError(t, f.Check())
	require.Equal(t, plan.FrontierComplete, f.Status)
	return f
}

// Teachers in parts: all breakpoints, at which slopes fall, and which single plans reach.
func TestFrontierOfBreakpoints(t *testing.T) {
	p := frontierProblem(t, plan.Rotation)
	p.Limits = []plan.Limit{inParts()}
	f := trace(t, p, plan.OverBudget, alloc.FrontierSettings{})
	require.Len(t, f.Points, f.Breakpoints)
	require.Greater(t, len(f.Points), 20)
	for n := range f.Points {
		x := &f.Points[n]
		require.True(t, x.Exact)
		require.LessOrEqual(t, x.Cost, x.X+1e-6)
		if n == 0 {
			continue
		}
		was := &f.Points[n-1]
		chord := (was.Value - x.Value) / (x.X - was.X) * f.Over.Per()
		const rounding = 1e-4 // of slopes: values are good to the gap, steps are small
		require.LessOrEqual(t, chord, was.Price*(1+rounding)+rounding, "convex: the slope at the start is the steepest")
		require.GreaterOrEqual(t, chord, x.Price*(1-rounding)-rounding, "and that at the end the least")
		require.NotEmpty(t, x.Changes)
	}
	// Single plans, at breakpoints and in between, by finite differences.
	for _, n := range []int{5, len(f.Points) / 2} {
		at := func(x float64) float64 {
			q := *p
			q.Limits = append([]plan.Limit{inParts()}, spending(x))
			return routed(t, &q, "parametric").Goals[0].Value
		}
		x, step := f.Points[n].X, 1e-3*(f.Points[n+1].X-f.Points[n].X)
		require.InDelta(t, f.Points[n].Value, at(x), 1e-8)
		slope := (at(x) - at(x+step)) / step * f.Over.Per()
		require.InDelta(t, f.Points[n].Price, slope, 0.01*f.Points[n].Price)
	}
	some := trace(t, p, plan.OverBudget, alloc.FrontierSettings{Steps: 4})
	require.Len(t, some.Points, 4)
	require.Equal(t, f.Breakpoints, some.Breakpoints)
	require.Equal(t, f.Points[0].Value, some.Points[0].Value)
	require.InDelta(t, f.Points[len(f.Points)-1].X, some.Points[3].X, 1)
}

// Whole teachers: each point is the plan that there is for it alone.
func TestFrontierOverMoves(t *testing.T) {
	p := frontierProblem(t, plan.Rotation)
	p.Stages = []string{"junior"} // fewer moves to search
	to := 40.0
	f := trace(t, p, plan.OverMoves, alloc.FrontierSettings{To: &to, Steps: 5})
	require.Zero(t, f.Breakpoints)
	require.Len(t, f.Points, 5)
	for n := range f.Points {
		x := &f.Points[n]
		require.Equal(t, 10*float64(n), x.X)
		q := *p
		q.Limits = []plan.Limit{plan.OverMoves.Limit(x.X)}
		alone := solve(t, &q, "")
		require.InDelta(t, alone.Goals[0].Value, x.Value, 1e-4)
		require.LessOrEqual(t, x.Moves, x.X)
		require.LessOrEqual(t, x.Bound, alone.Goals[0].Value)
	}
}

// A budget too small for a plan is a point that says so.
func TestFrontierBeginsWhereThereIsAPlan(t *testing.T) {
	p := frontierProblem(t, plan.Hiring, plan.Rotation)
	limit := 0.15
	p.Goals[0].Name, p.Limits = plan.Moves, []plan.Limit{inParts(), {What: plan.LimitCV, Max: &limit}}
	to := 2e6
	f := trace(t, p, plan.OverBudget, alloc.FrontierSettings{To: &to, Steps: 3})
	require.Equal(t, plan.StatusInfeasible, f.Points[0].Status)
	require.True(t, math.IsNaN(f.Points[0].Value))
	require.Len(t, f.Planned(), 2)
}

func TestFrontierStops(t *testing.T) {
	p := frontierProblem(t, plan.Rotation)
	p.Limits = []plan.Limit{inParts()}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	f, err := alloc.Frontier(ctx, p, plan.OverBudget, alloc.Exact{Open: highs.Open}, alloc.FrontierSettings{
		Point: func(done, all int) {
			require.Less(t, done, all)
			if done == 3 {
				cancel()
			}
		},
	})
	require.NoError(t, err)
	require.Equal(t, plan.FrontierStopped, f.Status)
	require.Len(t, f.Points, 3, "the points so far")
	require.Zero(t, f.Points[0].X)
	require.InDelta(t, 0, f.Points[2].Value, 1e-3, "both ends come first")
	require.NoError(t, f.Check())

	f, err = alloc.Frontier(ctx, p, plan.OverBudget, alloc.Exact{Open: highs.Open}, alloc.FrontierSettings{})
	require.NoError(t, err)
	require.Equal(t, plan.FrontierStopped, f.Status)
	require.Empty(t, f.Points)
}

func TestFrontierRefuses(t *testing.T) {
	p := frontierProblem(t, plan.Rotation)
	below := -1.0
	for _, s := range []alloc.FrontierSettings{{From: -1}, {From: math.NaN()}, {To: &below}} {
		_, err := alloc.Frontier(context.Background(), p, plan.OverBudget, alloc.Exact{Open: highs.Open}, s)
		require.ErrorIs(t, err, plan.ErrProblem)
	}
	_, err := alloc.Frontier(context.Background(), p, "pupils", alloc.Exact{Open: highs.Open}, alloc.FrontierSettings{})
	require.ErrorIs(t, err, plan.ErrProblem)
}
