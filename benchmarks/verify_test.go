package benchmarks

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model"
)

func BenchmarkVerify(b *testing.B) {
	b.Run("data=demo", func(b *testing.B) { verifyPassCost(b, demo(b)).bench(b) })
	for _, n := range sizes[:3] {
		verifyMoves(b, n).bench(b)
	}
}

// verifyPassCost checks the cheapest plan under which a county passes.
func verifyPassCost(t testing.TB, c *model.County) *body {
	t.Helper()
	x := verifying(t, newPlanning(passing(c), alloc.Settings{}))
	x.name = fmt.Sprintf("sections=%d/goal=pass-cost", len(c.Sections))
	return x
}

// verifyMoves checks the plan of fewest moves in a constructed county.
func verifyMoves(t testing.TB, sections int) *body {
	t.Helper()
	x := verifying(t, newPlanning(moving(County(sections, seed), "exchange", constructedCV, teacherForEachClass())))
	x.name = fmt.Sprintf("data=constructed/sections=%d/goal=moves", sections)
	return x
}

// verifying is the body of BenchmarkVerify: the plan is made before.
func verifying(t testing.TB, run *planning) *body {
	t.Helper()
	require.NoError(t, run.work())
	c := run.problem.County
	var report *verify.Report
	x := &body{sections: len(c.Sections)}
	x.work = func() error {
		report = verify.Check(c, run.plan)
		return nil
	}
	x.judge = func(t testing.TB) []metric {
		require.Empty(t, report.Faults)
		require.NotEmpty(t, report.Proved)
		for name, change := range map[string]func(*plan.Plan){
			"value":    func(pl *plan.Plan) { pl.Goals[0].Value++ },
			"bound":    func(pl *plan.Plan) { pl.Goals[0].Bound++ },
			"gap":      func(pl *plan.Plan) { pl.Goals[0].Gap++ },
			"quantity": func(pl *plan.Plan) { pl.Actions[0].Quantity++ },
		} {
			wrong := *run.plan
			wrong.Goals, wrong.Actions = slices.Clone(wrong.Goals), slices.Clone(wrong.Actions)
			change(&wrong)
			require.NotEmpty(t, verify.Check(c, &wrong).Faults, name)
		}
		return []metric{{"actions", float64(len(run.plan.Actions))}}
	}
	return x
}
