package alloc_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/examples"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/highs"
)

// A planner that locks pieces of a map one after the other, and lets them go again, plans as from nothing.
func TestPlannerKeepsTheSessionOfCatchments(t *testing.T) {
	county, err := examples.Load("city")
	require.NoError(t, err)
	rules, err := standard.ByName("quality-balance-2017")
	require.NoError(t, err)
	room := 1.0
	exact := alloc.Exact{Open: highs.Open, Settings: alloc.Settings{TimeLimit: 10 * time.Second, Gap: 1e-3}}
	for name, limits := range map[string][]plan.Limit{
		"split": nil,
		"whole": {{What: plan.LimitWholePieces, On: true}},
	} {
		t.Run(name, func(t *testing.T) {
			w, err := alloc.NewPlanner(&plan.Problem{
				County: county, Standard: rules, Stages: []string{model.StagePrimary}, Levers: []plan.Lever{plan.Catchment},
				Goals: []plan.Goal{{Name: plan.Travel}}, Limits: append([]plan.Limit{{What: plan.LimitLoad, Max: &room}}, limits...),
			}, exact)
			require.NoError(t, err)
			defer func() { require.NoError(t, w.Close()) }()
			first, err := w.Plan(context.Background())
			require.NoError(t, err)
			keys := []string{}
			for _, a := range []plan.Action{first.Actions[0], first.Actions[len(first.Actions)/2]} {
				keys = append(keys, "*/catchment/assign/*/*//"+model.StagePrimary+"/"+a.Of)
			}
			for n, edit := range []alloc.Edit{
				{Lock: &plan.Lock{Key: keys[0], Forbid: true}}, {Lock: &plan.Lock{Key: keys[1], Forbid: true}},
				{Unlock: keys[0]}, {Unlock: keys[1]},
			} {
				require.NoError(t, w.Change(edit))
				warm, err := w.Plan(context.Background())
				require.NoError(t, err)
				require.Empty(t, verify.Check(county, warm).Faults)
				cold, err := exact.Plan(context.Background(), w.Problem())
				require.NoError(t, err)
				require.Equal(t, plan.Optimal, warm.Status)
				require.InEpsilon(t, cold.Goals[0].Value, warm.Goals[0].Value, 2e-3, "edit %d", n)
				require.LessOrEqual(t, warm.Goals[0].Bound, cold.Goals[0].Value*(1+1e-9))
			}
			require.Equal(t, 4, w.Warm())
		})
	}
}
