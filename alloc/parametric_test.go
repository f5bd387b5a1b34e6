package alloc_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/exact"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/highs"
)

// inParts lets everything be planned in parts.
func inParts() plan.Limit { return plan.Limit{What: plan.LimitDivisible, On: true} }

// routed plans on one route.
func routed(t require.TestingT, p *plan.Problem, route exact.Route) *plan.Plan {
	set := alloc.Settings{Route: string(route), TimeLimit: time.Minute}
	out, err := alloc.Exact{Open: highs.Open, Settings: set}.Plan(context.Background(), p)
	require.NoError(t, err, route)
	require.Equal(t, string(route), out.Run.Route)
	return out
}

// drawParts draws a tiny problem in parts that the parametric route may solve.
func drawParts(t *rapid.T) *plan.Problem {
	p := drawProblem(t, rapid.SampledFrom([]plan.GoalName{plan.CostGoal, plan.Dispersion}).Draw(t, "goal"))
	p.Goals[0].Slack = plan.Slack{}
	p.Standard.Weighting = standard.ByPupils
	p.Limits = slices.DeleteFunc(p.Limits, func(l plan.Limit) bool { return l.What == plan.LimitHeadcount || l.What == plan.LimitMoves })
	p.Limits = append(p.Limits, inParts())
	p.County.Posts = nil
	for i := range p.County.Costs {
		if c := &p.County.Costs[i]; strings.HasPrefix(c.Category, "hire") && rapid.Bool().Draw(t, "as many as wanted") {
			c.MaxQuantity = nil
		}
	}
	return p
}

// sameOptimum says that two plans are equally good, as far as their bounds tell.
func sameOptimum(t require.TestingT, a, b *plan.Plan) {
	require.Equal(t, a.Status == plan.StatusInfeasible, b.Status == plan.StatusInfeasible)
	if a.Status == plan.StatusInfeasible {
		return
	}
	for n := range min(len(a.Goals), len(b.Goals)) {
		x, y := &a.Goals[n], &b.Goals[n]
		if n > 0 && len(x.Levels) != len(y.Levels) {
			return // ties: another one was held first
		}
		least := 1.0
		if x.Name == plan.Dispersion {
			least = plan.LeastRatio
		}
		off := (x.Gap + y.Gap + 2*gapAsked) * max(math.Abs(x.Value), math.Abs(y.Value), least)
		if n > 0 { // what a level leaves to the next depends on what it came to itself, within its gap
			require.InDelta(t, x.Value, y.Value, laterLevels*off, "goal %d", n)
			continue
		}
		require.InDelta(t, x.Value, y.Value, off)
		require.LessOrEqual(t, x.Bound, y.Value*(1+1e-9)+1e-12)
		require.LessOrEqual(t, y.Bound, x.Value*(1+1e-9)+1e-12)
	}
}

// laterLevels is how much more than its own gap a level may differ between two plans.
const laterLevels = 100

// Both routes reach the same optimum wherever both apply, and prove it.
func TestParametricAndOuterAgree(t *testing.T) {
	seen, none := map[plan.Status]int{}, 0
	rapid.Check(t, func(t *rapid.T) {
		p := drawParts(t)
		if p.County.Validate() != nil || p.Validate() != nil {
			t.Skip("no problem")
		}
		size, err := alloc.Exact{Open: highs.Open, Settings: alloc.Settings{Route: string(exact.RouteParametric)}}.Size(p)
		if errors.Is(err, exact.ErrRoute) {
			none++
			return
		}
		require.NoError(t, err)
		require.Equal(t, exact.RouteParametric, size.Route)
		out := routed(t, p, exact.RouteParametric)
		seen[out.Status]++
		require.Empty(t, verify.Check(p.County, out).Faults)
		switch out.Status {
		case plan.StatusInfeasible:
			require.NotEqual(t, plan.CertSearch, out.Certificate.Kind, "it is proved")
		case plan.Optimal:
			sound(t, p, out)
		default:
			require.Equal(t, plan.Unknown, out.Status)
		}
		other := routed(t, p, exact.RouteOuter)
		if out.Status == plan.Unknown || other.Status == plan.Unknown {
			return // a limit that is the very least that can be reached, but for rounding
		}
		sameOptimum(t, out, other)
	})
	t.Logf("%v, %d not parametric", seen, none)
}
