package alloc_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model/standard"
)

// priceOf is the price of a limit in a plan.
func priceOf(t *testing.T, pl *plan.Plan, limit string) plan.ShadowPrice {
	t.Helper()
	for _, x := range pl.Prices {
		if x.Limit == limit {
			return x
		}
	}
	require.Failf(t, "no price", "of %s: %+v", limit, pl.Prices)
	return plan.ShadowPrice{}
}

// priced says that the price of a limit is the slope of the value in it, by finite differences, that no
// value elsewhere is below the line that it makes, and, where it is told from where to where it holds, that
// the value is on the line there. solve plans with the limit at a value.
func priced(t *testing.T, x plan.ShadowPrice, at float64, sign, slack float64, solve func(limit float64) *plan.GoalResult) {
	t.Helper()
	here := solve(at)
	line := func(limit float64) float64 { return here.Value - sign*x.Price*(limit-at) }
	step := 1e-3 * at
	up, down := solve(at+step), solve(at-step)
	slope := (down.Value - up.Value) / (2 * step) * sign
	require.InEpsilon(t, x.Price, slope, 0.02, "%s", x.Limit)
	for _, part := range []float64{0.6, 0.9, 1.1, 1.5} {
		require.GreaterOrEqual(t, solve(part*at).Value, line(part*at)-slack, "convex: %s at %v", x.Limit, part)
	}
}

func TestPricesOfDivisiblePlans(t *testing.T) {
	p := frontierProblem(t, plan.Rotation)
	solveWith := func(route string, goal plan.GoalName, limits ...plan.Limit) *plan.Plan {
		q := *p
		q.Goals, q.Limits = []plan.Goal{{Name: goal}}, append([]plan.Limit{inParts()}, limits...)
		pl := solve(t, &q, route)
		require.Empty(t, verify.Check(q.County, pl).Faults)
		return pl
	}
	for _, route := range []string{"parametric", "outer"} {
		money := func(yuan float64) *plan.GoalResult {
			return &solveWith(route, plan.Dispersion, spending(yuan)).Goals[0]
		}
		x := priceOf(t, solveWith(route, plan.Dispersion, spending(2e5)), "spending")
		require.Equal(t, plan.PriceOfPlan, x.Of)
		require.Equal(t, "yuan", x.Unit)
		require.Less(t, x.From, 2e5)
		require.Greater(t, x.To, 2e5)
		priced(t, x, 2e5, 1, 1e-4, money)

		cv := func(limit float64) *plan.GoalResult { return &solveWith(route, plan.CostGoal, cvLimit(limit)).Goals[0] }
		pl := solveWith(route, plan.CostGoal, cvLimit(0.1))
		both := plan.ShadowPrice{Limit: "cv", Price: priceOf(t, pl, "cv:L1/primary").Price + priceOf(t, pl, "cv:L1/junior").Price}
		priced(t, both, 0.1, 1, 100, cv) // the limit is that of both stages
	}
	// Between two breakpoints the price of the budget follows one formula: those of its ends are the ones next to it.
	p.Limits = []plan.Limit{inParts()}
	f := trace(t, p, plan.OverBudget, alloc.FrontierSettings{})
	x := priceOf(t, solveWith("parametric", plan.Dispersion, spending(2e5)), "spending")
	n := 0
	for f.Points[n+1].X < 2e5 {
		n++
	}
	require.InDelta(t, f.Points[n].X, x.From, 1)
	require.InDelta(t, f.Points[n+1].X, x.To, 1)
	require.GreaterOrEqual(t, f.Points[n].Price, x.Price*1e6*(1-1e-6))
	require.LessOrEqual(t, f.Points[n+1].Price, x.Price*1e6*(1+1e-6))
}

// A linear problem: between from and to the value is on the line.
func TestPricesOfLinearProblems(t *testing.T) {
	p := &plan.Problem{
		County: demo(t), Standard: standard.QualityBalance2017(), Goals: []plan.Goal{{Name: plan.Shortfall}},
		Levers: []plan.Lever{plan.Funding, plan.Hiring},
	}
	at := func(yuan float64, more ...plan.Limit) *plan.Plan {
		q := *p
		q.Limits = append([]plan.Limit{spending(yuan)}, more...)
		pl := solve(t, &q, "")
		require.Empty(t, verify.Check(q.County, pl).Faults)
		return pl
	}
	value := func(yuan float64) *plan.GoalResult { return &at(yuan, inParts()).Goals[0] }
	pl := at(1e7, inParts())
	x := priceOf(t, pl, "spending")
	priced(t, x, 1e7, 1, 1, value)
	for _, limit := range []float64{x.From, (x.From + 1e7) / 2, x.To} {
		require.InDelta(t, pl.Goals[0].Value-x.Price*(limit-1e7), value(limit).Value, 0.1)
	}
	whole := priceOf(t, at(1e7), "spending")
	require.Equal(t, plan.PriceOfRelaxation, whole.Of, "the round before whole units")
	require.InEpsilon(t, x.Price, whole.Price, 0.05)

	// A minimum that a pass asks for.
	q := *p
	q.Goals, q.Limits = []plan.Goal{{Name: plan.PassCost}}, []plan.Limit{inParts()}
	q.Standard = standard.QualityBalance2017()
	q.Standard.Section = standard.SectionRule{} // every minimum, without excuses: linear
	for _, k := range q.Standard.Indicators {
		if k.Code == "L6" {
			q.Standard.Indicators = []standard.Indicator{k}
		}
	}
	q.Levers = []plan.Lever{plan.Funding}
	minimum := func(by float64) *plan.Plan {
		o := q
		o.Standard = q.Standard.WithMinimum(0, "primary", 2000*by)
		return solve(t, &o, "outer")
	}
	m := priceOf(t, minimum(1), "minimum:L6/primary")
	require.InEpsilon(t, m.Price, (minimum(1 + 1e-4).Goals[0].Value-minimum(1 - 1e-4).Goals[0].Value)/0.4, 0.01)
	require.True(t, math.IsNaN(m.From))
}
