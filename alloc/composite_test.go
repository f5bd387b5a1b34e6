package alloc_test

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/exact"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/highs"
)

// drawMeans draws a problem of rotation under a limit on the mean of the CVs of each stage, around what it
// is before.
func drawMeans(t *rapid.T) *plan.Problem {
	d := &drawer{T: t}
	d.county()
	d.s = &standard.Standard{Name: "means", Weighting: standard.ByPupils}
	d.s.Indicators = []standard.Indicator{{Code: "T", Stock: one(model.Teachers), Per: 100}}
	if d.kinds > 1 {
		d.s.Indicators = append(d.s.Indicators, standard.Indicator{Code: "K", Stock: one(degree), Per: 100})
		if d.chance(30, "both") {
			d.s.Indicators = append(d.s.Indicators, standard.Indicator{Code: "W", Stock: append(one(model.Teachers), one(degree)...), Per: 100})
		}
	}
	if d.kinds > 2 {
		d.s.Indicators = append(d.s.Indicators, standard.Indicator{Code: "B", Stock: one(back), Per: 100})
	}
	if d.chance(60, "desks count") {
		d.s.Indicators = append(d.s.Indicators, standard.Indicator{Code: "D", Stock: one(desks), Per: 1})
	}
	if d.chance(30, "minimum") {
		d.s.Indicators[0].Minimum = at(primary, pick(d, "least", 0.5, 1, 1.5))
	}
	if d.chance(20, "limit of one") {
		d.s.Indicators[0].CVLimit = at(primary, pick(d, "cv limit", 0.2, 0.5, 1))
	}
	before, err := d.s.Assess(d.c)
	if err != nil {
		t.Skip("no county")
	}
	d.s.Composite.CVLimit = map[string]float64{}
	for _, x := range before.Composites {
		d.s.Composite.CVLimit[x.Stage] = max(0, x.CV*pick(d, "share", 0.3, 0.5, 0.7, 0.8, 0.9, 0.97, 1.1))
	}
	d.p = &plan.Problem{County: d.c, Standard: d.s, Levers: []plan.Lever{plan.Rotation}}
	goals := []plan.GoalName{pick(d, "goal", plan.PassCost, plan.CostGoal, plan.Moves)}
	if d.chance(25, "second goal") {
		if g := pick(d, "second", plan.Moves, plan.CostGoal, plan.Dispersion); g != goals[0] {
			goals = append(goals, g)
		}
	}
	d.goals(goals)
	d.costs()
	d.limits()
	d.p.Limits = slices.DeleteFunc(d.p.Limits, func(l plan.Limit) bool { return l.What == plan.LimitCV && goals[0] != plan.PassCost })
	d.locks()
	return d.p
}

func TestBruteForceAgreesOnMeansOfCVs(t *testing.T) {
	solved, none := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p := drawMeans(t)
		b, ok := small(p)
		if !ok {
			t.Skip("not for brute force")
		}
		out, err := alloc.Exact{Open: highs.Open}.Plan(context.Background(), p)
		require.NoError(t, err)
		require.Equal(t, string(exact.RouteOuter), out.Run.Route)
		agrees(t, p, b, out, "outer")
		require.Empty(t, verify.Check(p.County, out).Faults)
		if len(b.leaves) == 0 {
			none++
		} else if len(out.Actions) > 0 {
			solved++
		}
	})
	t.Logf("%d problems with moves, %d without a plan", solved, none)
}
