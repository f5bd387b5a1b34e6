package verify_test

import (
	"bytes"
	"context"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/solver/highs"
)

// solve plans with a proof.
func solve(t require.TestingT, p *plan.Problem, route string) *plan.Plan {
	set := alloc.Settings{TimeLimit: time.Minute, Route: route}
	out, err := alloc.Exact{Open: highs.Open, Settings: set}.Plan(context.Background(), p)
	require.NoError(t, err)
	return out
}

// reread is the plan as it comes back from its file.
func reread(t require.TestingT, pl *plan.Plan) *plan.Plan {
	var b bytes.Buffer
	require.NoError(t, plan.Write(&b, pl))
	back, err := plan.Read(&b)
	require.NoError(t, err)
	return back
}

// Plans of random small problems hold, and no plan found by trying is better than their bounds.
func TestExactPlansHold(t *testing.T) {
	lists := [][]plan.Goal{
		{{Name: plan.Moves}},
		{{Name: plan.CostGoal}},
		{{Name: plan.PassCost}},
		{{Name: plan.Shortfall}},
		{{Name: plan.Dispersion}},
		{{Name: plan.CostGoal, Slack: plan.Slack{Amount: 0.1, Relative: true}}, {Name: plan.Moves}},
		{{Name: plan.Shortfall, Slack: plan.Slack{Amount: 1}}, {Name: plan.CostGoal}},
		{{Name: plan.Dispersion, Slack: plan.Slack{Amount: 0.05}}, {Name: plan.CostGoal}},
	}
	statuses := map[plan.Status]int{}
	proved := 0
	rapid.Check(t, func(t *rapid.T) {
		p := verify.TinyProblem(t, rapid.SampledFrom(lists).Draw(t, "goals")...)
		pl := solve(t, p, "auto")
		statuses[pl.Status]++
		report := verify.Check(p.County, reread(t, pl))
		require.Empty(t, report.Faults)
		tried, err := verify.TryPlans(p, rapid.Uint64().Draw(t, "seed"), 200)
		require.NoError(t, err)
		if pl.Status == plan.StatusInfeasible {
			for _, o := range tried {
				// A stock that the county has nothing of has no CV, which is no level to reach.
				require.True(t, math.IsNaN(o.Value(p.Goals[0].Name)), "a plan exists")
			}
			return
		}
		if len(pl.Goals) > 0 && pl.Goals[0].Bound > 0 {
			proved++
		}
		for _, o := range tried {
			notBelow(t, p, pl, o)
		}
	})
	t.Logf("%v, %d bounds above 0", statuses, proved)
}

// notBelow fails where a plan is better than the bound of a goal, as far as it keeps the earlier ones.
func notBelow(t require.TestingT, p *plan.Problem, pl *plan.Plan, o *plan.Outcome) {
	for n := range pl.Goals {
		goal := &pl.Goals[n]
		v := o.Value(goal.Name)
		if math.IsNaN(v) {
			return
		}
		require.LessOrEqual(t, goal.Bound, v+1e-9*max(1, v), "goal %d", n)
		most := p.Goal(goal.Name).Allowed(goal.Value, goal.Bound)
		if v > most || goal.Name == plan.Dispersion {
			return
		}
	}
}
