package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
)

func TestCompare(t *testing.T) {
	county := demo(t)
	args := []string{"compare", county, "--lever", "rotation", "--indicators", "L1", "--stage", "primary", "--strategies", "status-quo,highest-ratio-first,exact", "--max-moves", "20"}
	r := eduparity(t, args...)
	require.Equal(t, exitDone, r.code, r.stderr)
	for _, line := range []string{"Best is exact: ", "highest-ratio-first", "proven best", "Who gains and who loses by area"} {
		require.Contains(t, r.stdout, line)
	}
	zh := eduparity(t, append(args, "--lang", "zh")...)
	require.Contains(t, zh.stdout, "最好的是精确求解：")
	csv := eduparity(t, append(args, "--format", "csv")...)
	require.True(t, strings.HasPrefix(csv.stdout, "strategy,status,value,gap,cost"), csv.stdout)

	x, err := plan.ReadComparison(strings.NewReader(eduparity(t, append(args, "--format", "json")...).stdout))
	require.NoError(t, err)
	require.Len(t, x.Strategies, 3)
	require.Equal(t, "exact", x.Strategies[2].Name)
	require.Less(t, x.Strategies[2].Value, x.Strategies[1].Value)
	require.Less(t, x.Strategies[1].Value, x.Strategies[0].Value)
}

// Without --goal and --lever a comparison is about evenness, by all that the county has data for.
func TestCompareByItself(t *testing.T) {
	r := eduparity(t, "compare", demo(t), "--budget", "1000000", "--strategies", "status-quo,per-pupil", "--format", "json")
	require.Equal(t, exitDone, r.code, r.stderr)
	x, err := plan.ReadComparison(strings.NewReader(r.stdout))
	require.NoError(t, err)
	require.Equal(t, []plan.Lever{plan.Funding, plan.Hiring, plan.Rotation}, x.Problem.Levers)
	require.Equal(t, plan.Dispersion, x.Problem.Goals[0].Name)
}

func TestCompareRefuses(t *testing.T) {
	county := demo(t)
	for args, message := range map[string]string{
		"--strategies neediestfirst":       `did you mean "neediest-first"?`,
		"--strategies exact,exact":         "named twice",
		"--goal disperson":                 `did you mean "dispersion"?`,
		"--format xlsx -o x.xlsx":          "not yet",
		"--lever rotation --goal cheapest": "cheapest",
	} {
		eduparity(t, append([]string{"compare", county}, strings.Fields(args)...)...).refused(t, message)
	}
	none := eduparity(t, "compare", county, "--goal", "pass-cost", "--strategies", "status-quo")
	require.Equal(t, exitNone, none.code)
	require.Contains(t, none.stdout, "No strategy comes to a plan")
}
