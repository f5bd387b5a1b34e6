package plan_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
)

func TestParseGoals(t *testing.T) {
	got, err := plan.ParseGoals("moves, cost:1%,shortfall:500,dispersion:0.01")
	require.NoError(t, err)
	require.Equal(t, []plan.Goal{
		{Name: plan.Moves},
		{Name: plan.CostGoal, Slack: plan.Slack{Amount: 0.01, Relative: true}},
		{Name: plan.Shortfall, Slack: plan.Slack{Amount: 500}},
		{Name: plan.Dispersion, Slack: plan.Slack{Amount: 0.01}},
	}, got)

	for text, want := range map[string]string{
		"dispersoin":       `problem: goal "dispersoin": unknown; did you mean "dispersion"? known: dispersion, pass-cost, cost, shortfall, moves`,
		"":                 `problem: goal "": unknown; known: dispersion`,
		"moves,":           `problem: goal "": unknown`,
		"between-zones":    "problem: goal between-zones: not yet",
		"cost:1%x":         "problem: goal cost: slack is a number of 0 or more such as 500, or a share such as 1%",
		"cost:-1":          "problem: goal cost: slack is a number of 0 or more",
		"cost:NaN":         "problem: goal cost: slack is a number of 0 or more",
		"cost:":            "problem: goal cost: slack is a number of 0 or more",
		"Moves,pass_cost:": `problem: goal "pass_cost": unknown; did you mean "pass-cost"?`,
	} {
		_, err := plan.ParseGoals(text)
		require.ErrorIs(t, err, plan.ErrProblem, text)
		require.ErrorContains(t, err, want, text)
	}
	_, err = plan.ParseGoals("service-hours")
	require.ErrorIs(t, err, plan.ErrNotYet)
	_, err = plan.ParseGoals("joy,glee")
	require.ErrorContains(t, err, `"joy"`)
	require.ErrorContains(t, err, `"glee"`, "every fault is told")
}

func TestParseLevers(t *testing.T) {
	got, err := plan.ParseLevers("funding, rotation")
	require.NoError(t, err)
	require.Equal(t, []plan.Lever{plan.Funding, plan.Rotation}, got)
	for text, want := range map[string]string{
		"rotations": `problem: lever "rotations": unknown; did you mean "rotation"? known: funding, hiring, rotation`,
		"group":     "problem: lever group: not yet",
	} {
		_, err := plan.ParseLevers(text)
		require.ErrorIs(t, err, plan.ErrProblem, text)
		require.ErrorContains(t, err, want, text)
	}
}

func TestParseCVLimits(t *testing.T) {
	got, err := plan.ParseCVLimits("0.5")
	require.NoError(t, err)
	require.Equal(t, []plan.Limit{cv(0.5, "", "")}, got)
	got, err = plan.ParseCVLimits("L1=0.4, L2 = 0")
	require.NoError(t, err)
	require.Equal(t, []plan.Limit{cv(0.4, "L1", ""), cv(0, "L2", "")}, got)
	for _, text := range []string{"", "L1", "L1=", "=0.5", "-0.1", "L1=NaN", "0.5,,", "1e400", "L1=0.4=3"} {
		_, err := plan.ParseCVLimits(text)
		require.ErrorIs(t, err, plan.ErrProblem, text)
		require.ErrorContains(t, err, "write a number of 0 or more such as 0.5, or CODE=0.5", text)
	}
}
