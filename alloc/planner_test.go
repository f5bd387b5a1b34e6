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
	"github.com/eduparity/eduparity/model/modelio"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/highs"
)

// demo is the shipped county.
func demo(t testing.TB) *model.County {
	t.Helper()
	folder, err := examples.Open("demo")
	require.NoError(t, err)
	c, _, err := modelio.Read(folder)
	require.NoError(t, err)
	return c
}

// wholePlan is the problem of passing with every lever.
func wholePlan(c *model.County, limits ...plan.Limit) *plan.Problem {
	return &plan.Problem{
		County: c, Standard: standard.QualityBalance2017(), Goals: []plan.Goal{{Name: plan.PassCost}}, Limits: limits,
		Levers: []plan.Lever{plan.Funding, plan.Hiring, plan.Rotation},
	}
}

func spending(yuan float64) plan.Limit { return plan.Limit{What: plan.LimitSpending, Max: &yuan} }

// planner plans with enough time for every problem of the tests.
func planner(t *testing.T, p *plan.Problem) *alloc.Planner {
	t.Helper()
	w, err := alloc.NewPlanner(p, alloc.Exact{Open: highs.Open, Settings: alloc.Settings{TimeLimit: 10 * time.Minute}})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, w.Close()) })
	return w
}

// agree says that two plans for the same problem are equally good, as far as their gaps allow, and
// that the first one stands.
func agree(t *testing.T, warm, cold *plan.Plan) {
	t.Helper()
	require.Equal(t, cold.Status, warm.Status)
	require.Len(t, warm.Goals, len(cold.Goals))
	for n := range cold.Goals {
		require.LessOrEqual(t, warm.Goals[n].Bound, cold.Goals[n].Value*(1+1e-9))
		require.LessOrEqual(t, cold.Goals[n].Bound, warm.Goals[n].Value*(1+1e-9))
	}
	require.Empty(t, verify.Check(warm.Problem.County, warm).Faults)
}

func TestPlannerStartsFromTheLastPlan(t *testing.T) {
	ctx, c := context.Background(), demo(t)
	w := planner(t, wholePlan(c))
	first, err := w.Plan(ctx)
	require.NoError(t, err)
	require.Equal(t, plan.Optimal, first.Status)
	require.Zero(t, w.Warm())

	// Less money in one fund, more in the other: the model is the same but for two numbers.
	fund := c.Funds[0]
	fund.Amount -= 1_000_000
	require.NoError(t, w.Change(alloc.Edit{Fund: &fund}, alloc.Edit{Limit: &plan.Limit{What: plan.LimitSpending, Max: new(float64(101_000_000))}}))
	second, err := w.Plan(ctx)
	require.NoError(t, err)
	agree(t, second, solve(t, w.Problem(), "auto"))

	require.NoError(t, w.Change(alloc.Edit{Limit: &plan.Limit{What: plan.LimitSpending, Max: new(float64(100_500_000))}}))
	third, err := w.Plan(ctx)
	require.NoError(t, err)
	require.Equal(t, 1, w.Warm(), "only the cap on spending changed")
	agree(t, third, solve(t, w.Problem(), "auto"))

	// Too little money, and enough again: the explanation leaves nothing behind.
	require.NoError(t, w.Change(alloc.Edit{Limit: &plan.Limit{What: plan.LimitSpending, Max: new(float64(50_000_000))}}))
	none, err := w.Plan(ctx)
	require.NoError(t, err)
	require.Equal(t, plan.StatusInfeasible, none.Status)
	require.Equal(t, "spending", none.Infeasible.Reasons[0].Rule)
	require.Empty(t, verify.Check(w.Problem().County, none).Faults)
	require.NoError(t, w.Change(alloc.Edit{Unlimit: &plan.Limit{What: plan.LimitSpending}}))
	last, err := w.Plan(ctx)
	require.NoError(t, err)
	agree(t, last, solve(t, w.Problem(), "auto"))
}

func TestPlannerKeepsThePathOfExchanges(t *testing.T) {
	c := taiwan(t, "南投縣")
	w := planner(t, rotation(c, oneIndicator(model.Teachers), plan.Moves, cvLimit(0.65)))
	want := map[float64]float64{0.65: 58, 0.5: 159, 0.3: 322}
	for n, cv := range []float64{0.65, 0.5, 0.3} {
		limit := cvLimit(cv)
		require.NoError(t, w.Change(alloc.Edit{Limit: &limit}))
		pl, err := w.Plan(context.Background())
		require.NoError(t, err)
		require.Equal(t, want[cv], pl.Goals[0].Value)
		require.Equal(t, n, w.Warm())
	}
	section := c.Sections[0]
	section.Pupils++
	require.NoError(t, w.Change(alloc.Edit{Section: &section}))
	pl, err := w.Plan(context.Background())
	require.NoError(t, err)
	require.Equal(t, 2, w.Warm(), "the path of other pupils is another one")
	agree(t, pl, solve(t, w.Problem(), "auto"))
	require.NotEqual(t, section.Pupils, c.Sections[0].Pupils, "the caller's county is not touched")
}

func TestEditsThatDoNotFit(t *testing.T) {
	w := planner(t, wholePlan(demo(t), spending(1e8)))
	before := *w.Problem()
	negative := spending(-1)
	for name, edits := range map[string][]alloc.Edit{
		"nothing set":      {{}},
		"two fields set":   {{Unlock: "x", Unlimit: &plan.Limit{What: plan.LimitMoves}}},
		"no such limit":    {{Unlimit: &plan.Limit{What: plan.LimitMoves}}},
		"no such lock":     {{Unlock: "2024/funding/buy"}},
		"no such fund":     {{Fund: &model.Fund{ID: "lottery"}}},
		"no such section":  {{Section: &model.Section{School: "P01", Stage: "senior"}}},
		"closing nothing":  {{Close: &alloc.Place{School: "P01", Stage: "senior"}}},
		"not closed":       {{Reopen: &alloc.Place{School: "P01", Stage: "primary"}}},
		"a second bad one": {{Limit: &plan.Limit{What: plan.LimitMoves, Max: new(10.0)}}, {Unlock: "x"}},
	} {
		t.Run(name, func(t *testing.T) {
			require.ErrorIs(t, w.Change(edits...), alloc.ErrEdit)
			require.Equal(t, before, *w.Problem())
		})
	}
	require.ErrorIs(t, w.Change(alloc.Edit{Limit: &negative}), plan.ErrProblem)
	require.Equal(t, before, *w.Problem())
	_, err := alloc.NewPlanner(&plan.Problem{County: &model.County{}, Standard: standard.QualityBalance2017()}, alloc.Exact{Open: highs.Open})
	require.ErrorIs(t, err, plan.ErrProblem)
}
