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
	set := alloc.Settings{TimeLimit: 20 * time.Second, Route: route}
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
	lists := map[string][]plan.Goal{
		"moves":           {{Name: plan.Moves}},
		"cost":            {{Name: plan.CostGoal}},
		"pass-cost":       {{Name: plan.PassCost}},
		"shortfall":       {{Name: plan.Shortfall}},
		"dispersion":      {{Name: plan.Dispersion}},
		"cost,moves":      {{Name: plan.CostGoal, Slack: plan.Slack{Amount: 0.1, Relative: true}}, {Name: plan.Moves}},
		"shortfall,cost":  {{Name: plan.Shortfall, Slack: plan.Slack{Amount: 1}}, {Name: plan.CostGoal}},
		"dispersion,cost": {{Name: plan.Dispersion, Slack: plan.Slack{Amount: 0.05}}, {Name: plan.CostGoal}},
	}
	for name, goals := range lists {
		t.Run(name, func(t *testing.T) {
			statuses := map[plan.Status]int{}
			proved := 0
			rapid.Check(t, func(t *rapid.T) {
				p := verify.TinyProblem(t, goals...)
				pl := solve(t, p, "auto")
				statuses[pl.Status]++
				report := verify.Check(p.County, reread(t, pl))
				require.Empty(t, report.Faults)
				tried, err := verify.TryPlans(p, rapid.Uint64().Draw(t, "seed"), 200)
				require.NoError(t, err)
				if pl.Status == plan.StatusInfeasible {
					for _, o := range tried {
						// A stock that the county has nothing of has no CV, which is no level to reach.
						require.True(t, math.IsNaN(o.Value(goals[0].Name)), "a plan exists")
					}
					return
				}
				if len(pl.Goals) == 0 {
					return
				}
				first := &pl.Goals[0]
				if first.Bound > 0 {
					proved++
				}
				for _, o := range tried {
					if v := o.Value(first.Name); !math.IsNaN(v) {
						require.LessOrEqual(t, first.Bound, v+1e-9*max(1, v), "%v", o.Moves)
					}
				}
			})
			t.Logf("%v, %d bounds above 0", statuses, proved)
		})
	}
}
