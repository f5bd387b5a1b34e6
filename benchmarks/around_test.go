package benchmarks

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/exact"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// What is done around the solve: the rules read and the county judged, the problem compiled, the answer
// read back as actions, the county after them judged. It must grow with the sections and stay at some
// milliseconds for a hundred of them. Nothing is solved in the time that is taken.
func BenchmarkAroundTheCore(b *testing.B) {
	around := func(data string, p *plan.Problem) {
		b.Run("data="+data, func(b *testing.B) {
			aroundParametric(b, p).bench(b)
			if !slices.ContainsFunc(p.County.Costs, func(c model.Cost) bool { return c.Category == model.CategoryMoveKM }) {
				aroundOuter(b, p).bench(b) // which has a column for every pair where distances cost
			}
		})
	}
	around("demo", demoInParts(b))
	for _, n := range []int{200, 2_000} {
		around(fmt.Sprintf("constructed/sections=%d/moves=flat", n), inPartsFlat(n))
		around(fmt.Sprintf("constructed/sections=%d/moves=km", n), inParts(n, plan.CostGoal))
	}
}

// demoInParts asks of the shipped county what both routes solve. Its funds, each for something else, are
// left out, and so is the one stock that can be had in two ways.
func demoInParts(t testing.TB) *plan.Problem {
	t.Helper()
	c := demo(t)
	c.Funds = nil
	cv := 0.2
	return &plan.Problem{
		County: c, Standard: standard.QualityBalance2017(), Indicators: []string{"L1", "L4", "L6", "L7"},
		Levers: []plan.Lever{plan.Funding, plan.Rotation}, Goals: []plan.Goal{{Name: plan.CostGoal}},
		Limits: []plan.Limit{{What: plan.LimitDivisible, On: true}, {What: plan.LimitCV, Max: &cv}},
	}
}

// inPartsFlat is inParts with moves that cost the same however far they lead.
func inPartsFlat(sections int) *plan.Problem {
	p := inParts(sections, plan.CostGoal)
	p.County.Costs = slices.DeleteFunc(p.County.Costs, func(c model.Cost) bool { return c.Category == model.CategoryMoveKM })
	return p
}

// aroundParametric plans on the parametric route what it has planned before: a planner that keeps the
// answers does everything again but solve.
func aroundParametric(t testing.TB, p *plan.Problem) *body {
	t.Helper()
	w := exact.NewPlanner(exact.Settings{Route: exact.RouteParametric, TimeLimit: time.Minute})
	out, err := w.Plan(context.Background(), p)
	require.NoError(t, err)
	first := out.Actions
	work := func() (err error) {
		out, err = w.Plan(context.Background(), p)
		return err
	}
	return around("route=parametric", p, work, func(t testing.TB) []metric {
		require.Equal(t, plan.Optimal, out.Status)
		require.Equal(t, first, out.Actions, "the same answer, read back again")
		require.Positive(t, w.Warm)
		return []metric{{"actions", float64(len(out.Actions))}}
	})
}

// aroundOuter compiles the model for the engine and judges a plan, that of the parametric route.
func aroundOuter(t testing.TB, p *plan.Problem) *body {
	t.Helper()
	out, err := exact.Plan(context.Background(), p, exact.Settings{Route: exact.RouteParametric, TimeLimit: time.Minute})
	require.NoError(t, err)
	rules, err := plan.NewRules(p)
	require.NoError(t, err)
	strategy := alloc.Exact{Settings: alloc.Settings{Route: string(exact.RouteOuter)}}
	var size exact.Size
	var after *plan.Outcome
	work := func() (err error) {
		if size, err = strategy.Size(p); err != nil { // which reads the rules
			return err
		}
		after, err = rules.Evaluate(out.Actions)
		return err
	}
	return around("route=outer", p, work, func(t testing.TB) []metric {
		require.Empty(t, after.Violations)
		require.Less(t, size.Cols, mostPerSection*len(p.County.Sections))
		return []metric{{"cols", float64(size.Cols)}, {"rows", float64(size.Rows)}}
	})
}

// around is a body that also reports what the processor spends on a hundred sections.
func around(name string, p *plan.Problem, work func() error, judge func(testing.TB) []metric) *body {
	var spent time.Duration
	runs := 0
	return &body{
		name: name, sections: len(p.County.Sections),
		work: func() error {
			began := processorTime()
			defer func() { spent, runs = spent+processorTime()-began, runs+1 }()
			return work()
		},
		judge: func(t testing.TB) []metric {
			hundreds := float64(len(p.County.Sections)) / 100
			return append(judge(t), metric{"cpu-ms/100-sections", 1000 * spent.Seconds() / float64(runs) / hundreds})
		},
	}
}
