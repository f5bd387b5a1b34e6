package benchmarks

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/examples"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/modelio"
	"github.com/eduparity/eduparity/model/standard"
)

func BenchmarkPassCost(b *testing.B) {
	b.Run("data=demo", func(b *testing.B) { passCost(b, demo(b)).bench(b) })
}

// A budget that is not enough to pass, as in make demo.
func BenchmarkSmallerBudget(b *testing.B) {
	b.Run("data=demo", func(b *testing.B) { smallerBudget(b, demo(b), 20_000_000).bench(b) })
}

// demo is the county that ships with the program.
func demo(t testing.TB) *model.County {
	t.Helper()
	folder, err := examples.Open("demo")
	require.NoError(t, err)
	c, _, err := modelio.Read(folder)
	require.NoError(t, err)
	return c
}

// everything is a problem in which all levers may be used.
func everything(c *model.County, goal plan.GoalName, limits ...plan.Limit) *plan.Problem {
	return &plan.Problem{
		County: c, Standard: standard.QualityBalance2017(), Levers: []plan.Lever{plan.Funding, plan.Hiring, plan.Rotation},
		Goals: []plan.Goal{{Name: goal}}, Limits: limits,
	}
}

// passing asks for the cheapest plan under which a county passes.
func passing(c *model.County) *plan.Problem { return everything(c, plan.PassCost) }

// passCost finds the cheapest plan under which a county passes.
func passCost(t testing.TB, c *model.County) *body {
	t.Helper()
	run := newPlanning(passing(c), alloc.Settings{})
	require.False(t, assessed(t, c).Passes, "there is something to do")
	x := &body{name: fmt.Sprintf("sections=%d", len(c.Sections)), work: run.work}
	x.judge = func(t testing.TB) []metric {
		pl := run.check(t)
		require.Equal(t, plan.Optimal, pl.Status)
		after, err := plan.Apply(c, pl.Actions)
		require.NoError(t, err)
		require.True(t, assessed(t, after).Passes)
		goal := pl.Goals[0]
		return append([]metric{{"yuan", goal.Value}, {"gap", goal.Gap}}, run.metrics()...)
	}
	return x
}

func assessed(t testing.TB, c *model.County) *standard.Assessment {
	t.Helper()
	a, err := standard.QualityBalance2017().Assess(c)
	require.NoError(t, err)
	return a
}

// smallerBudgetTime limits the search for the most even plan: what is reported is how far it came.
const smallerBudgetTime = 10 * time.Second

// smallerBudget makes a county as even as can be for the money.
func smallerBudget(t testing.TB, c *model.County, yuan float64) *body {
	t.Helper()
	problem := everything(c, plan.Dispersion, plan.Limit{What: plan.LimitSpending, Max: &yuan})
	run := newPlanning(problem, alloc.Settings{TimeLimit: smallerBudgetTime})
	nothing, err := plan.Evaluate(problem, nil)
	require.NoError(t, err)
	x := &body{name: fmt.Sprintf("sections=%d", len(c.Sections)), work: run.work}
	x.judge = func(t testing.TB) []metric {
		pl := run.check(t)
		goal := pl.Goals[0]
		require.LessOrEqual(t, pl.Cost.Total, yuan)
		require.Less(t, goal.Value, nothing.Value(plan.Dispersion), "more even than before")
		return append([]metric{{"ratio", goal.Value}, {"gap", goal.Gap}}, run.metrics()...)
	}
	return x
}
