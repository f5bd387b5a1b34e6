package plan_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
)

func TestGapIsMeasuredAgainstTheValueOrTheLeastUnit(t *testing.T) {
	require.Equal(t, 0.25, plan.Gap(plan.CostGoal, 200, 150))
	require.Equal(t, 0.5, plan.Gap(plan.Moves, 0.5, 0), "a move is the least unit")
	require.Equal(t, 0.5, plan.Gap(plan.Dispersion, 0.005, 0), "a hundredth is the least ratio")
	require.Equal(t, 0.5, plan.Gap(plan.Dispersion, 0.8, 0.4))
}

func TestSlackIsForLaterGoals(t *testing.T) {
	share := plan.Goal{Name: plan.CostGoal, Slack: plan.Slack{Amount: 0.01, Relative: true}}
	require.Equal(t, 1010.0, share.Allowed(1005, 1000))
	require.Equal(t, 1020.0, share.Allowed(1020, 1000), "what was reached may stay")
	require.Equal(t, plan.Optimal, share.Status(1010, 1000, 1e-6))
	require.Equal(t, plan.Feasible, share.Status(1011, 1000, 1e-6))
	amount := plan.Goal{Name: plan.Moves, Slack: plan.Slack{Amount: 3}}
	require.Equal(t, 13.0, amount.Allowed(10, 10))
	require.Equal(t, plan.Optimal, amount.Status(13, 10, 0))
	require.Equal(t, plan.Feasible, plan.Goal{Name: plan.Moves}.Status(11, 10, 1e-4))
	p := plan.Problem{Goals: []plan.Goal{share, amount}}
	require.Equal(t, amount, p.Goal(plan.Moves))
	require.Equal(t, plan.Goal{Name: plan.Shortfall}, p.Goal(plan.Shortfall))
}
