package alloc_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/exact"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/highs"
)

// demoInParts is the demonstration county with one kind of teachers who move by the kilometre, and
// equipment and classrooms, which schools share between their stages.
func demoInParts(t testing.TB, goal plan.GoalName) *plan.Problem {
	c := demo(t)
	c.Costs = append(c.Costs, model.Cost{Category: model.CategoryMoveKM, Unit: "person", Cost: 500, Nature: model.Recurrent})
	c.Funds = nil
	cv, leave := 0.15, 0.2
	p := &plan.Problem{
		County: c, Standard: standard.QualityBalance2017(), Indicators: []string{"L1", "L6", "L7"}, Goals: []plan.Goal{{Name: goal}},
		Levers: []plan.Lever{plan.Funding, plan.Rotation},
		Limits: []plan.Limit{inParts(), {What: plan.LimitCV, Max: &cv}, {What: plan.LimitLeaveShare, Max: &leave}},
	}
	if goal == plan.Dispersion {
		p.Limits = append(p.Limits, spending(2e6))
	}
	return p
}

// On the demonstration county both routes say the same, and each proves it.
func TestRoutesAgreeOnTheDemo(t *testing.T) {
	p := demoInParts(t, plan.CostGoal)
	a, b := routed(t, p, exact.RouteParametric), routed(t, p, exact.RouteOuter)
	for _, pl := range []*plan.Plan{a, b} {
		require.Equal(t, plan.Optimal, pl.Status)
		require.Empty(t, verify.Check(p.County, pl).Faults)
	}
	require.Equal(t, plan.CertPrice, a.Goals[0].Certificate.Kind)
	require.Less(t, a.Goals[0].Gap, 1e-8)
	require.NotEmpty(t, a.Actions)
	sameOptimum(t, a, b)
	auto, err := alloc.Exact{Open: highs.Open}.Plan(context.Background(), p)
	require.NoError(t, err)
	require.Equal(t, string(exact.RouteParametric), auto.Run.Route, "it applies, so it is chosen")
}

// Where a rule ties the parts together the route is refused with the reason.
func TestParametricRefusals(t *testing.T) {
	ten := 10.0
	for want, change := range map[string]func(p *plan.Problem){
		"its goal must be cost or dispersion alone": func(p *plan.Problem) { p.Goals = []plan.Goal{{Name: plan.Shortfall}} },
		"sections do not count by their pupils":     func(p *plan.Problem) { p.Standard.Weighting = standard.Unweighted },
		"a limit on moves ties":                     func(p *plan.Problem) { p.Limits = append(p.Limits, plan.Limit{What: plan.LimitMoves, Max: &ten}) },
		"is sold in whole units only":               func(p *plan.Problem) { p.Limits, p.Levers = p.Limits[1:], []plan.Lever{plan.Funding} },
		"teachers are whole persons": func(p *plan.Problem) {
			p.Limits, p.Levers, p.Indicators = p.Limits[1:], []plan.Lever{plan.Rotation}, []string{"L1"}
		},
		"count in L1 and in L2": func(p *plan.Problem) { p.Indicators = []string{"L1", "L2"} },
		"a part of the money": func(p *plan.Problem) {
			p.Limits = append(p.Limits, plan.Limit{What: plan.LimitSpending, Max: &ten, Scope: plan.Scope{Stage: "primary"}})
		},
		"asks for what no limited CV counts": func(p *plan.Problem) {
			p.Locks = append(p.Locks, plan.Lock{Keep: &ten, Key: plan.Action{
				Year: p.Year(), Lever: plan.Funding, Kind: plan.Buy, School: p.County.Schools[0].ID, Of: "teaching_area_m2",
			}.Key()})
		},
	} {
		t.Run(want, func(t *testing.T) {
			p := demoInParts(t, plan.CostGoal)
			change(p)
			_, err := alloc.Exact{Open: highs.Open, Settings: alloc.Settings{Route: "parametric"}}.Plan(context.Background(), p)
			require.ErrorIs(t, err, exact.ErrRoute)
			require.ErrorContains(t, err, want)
		})
	}
}

// After every change the warm plan is as good as a cold one, on both routes.
func TestWarmWhatIf(t *testing.T) {
	ctx, c := context.Background(), demoInParts(t, plan.CostGoal).County
	section := c.Sections[3]
	section.Pupils += 40
	buy := plan.Action{Year: c.PlanningYear(), Lever: plan.Funding, Kind: plan.Buy, School: c.Sections[2].School, Of: model.EquipmentYuan}.Key()
	five := 5000.0
	cv := 0.14
	place := &alloc.Place{School: c.Sections[0].School, Stage: c.Sections[0].Stage}
	edits := []struct {
		name string
		edit alloc.Edit
	}{
		{"caps", alloc.Edit{Limit: &plan.Limit{What: plan.LimitCV, Max: &cv}}},
		{"a lock that keeps", alloc.Edit{Lock: &plan.Lock{Key: buy, Keep: &five}}},
		{"a lock that forbids", alloc.Edit{Lock: &plan.Lock{Key: buy, Forbid: true}}},
		{"unlocked", alloc.Edit{Unlock: buy}},
		{"a section's data", alloc.Edit{Section: &section}},
		{"closed", alloc.Edit{Close: place}},
		{"reopened", alloc.Edit{Reopen: place}},
		{"a budget", alloc.Edit{Limit: &plan.Limit{What: plan.LimitSpending, Max: new(5e7)}}},
		{"no money", alloc.Edit{Limit: &plan.Limit{What: plan.LimitSpending, Max: new(1.0)}}},
	}
	for _, route := range []exact.Route{exact.RouteParametric, exact.RouteOuter} {
		t.Run(string(route), func(t *testing.T) {
			set := alloc.Settings{Route: string(route), TimeLimit: time.Minute}
			w, err := alloc.NewPlanner(demoInParts(t, plan.CostGoal), alloc.Exact{Open: highs.Open, Settings: set})
			require.NoError(t, err)
			defer func() { require.NoError(t, w.Close()) }()
			_, err = w.Plan(ctx)
			require.NoError(t, err)
			for n, e := range edits {
				require.NoError(t, w.Change(e.edit), e.name)
				warm, err := w.Plan(ctx)
				require.NoError(t, err, e.name)
				require.Empty(t, verify.Check(w.Problem().County, warm).Faults, e.name)
				cold := routed(t, w.Problem(), route)
				require.Equal(t, cold.Status, warm.Status, e.name)
				sameOptimum(t, warm, cold)
				if route == exact.RouteParametric {
					require.Equal(t, n+1, w.Warm(), e.name)
				}
				if e.name == "closed" {
					for _, a := range warm.Actions {
						require.False(t, a.To == place.School && a.Stage == place.Stage, "nobody moves to a closed section")
					}
				}
			}
			require.NotEqual(t, section.Pupils, c.Sections[3].Pupils)
		})
	}
}

// The money that makes a county as even as can be: more of it makes it no less even.
func TestWarmBudget(t *testing.T) {
	ctx := context.Background()
	p := demoInParts(t, plan.Dispersion)
	p.Indicators = []string{"L1", "L6"}
	w, err := alloc.NewPlanner(p, alloc.Exact{Open: highs.Open, Settings: alloc.Settings{Route: "parametric"}})
	require.NoError(t, err)
	defer func() { require.NoError(t, w.Close()) }()
	last := 100.0
	for _, yuan := range []float64{1e5, 1e6, 4e6} {
		limit := spending(yuan)
		require.NoError(t, w.Change(alloc.Edit{Limit: &limit}))
		pl, err := w.Plan(ctx)
		require.NoError(t, err)
		require.Empty(t, verify.Check(w.Problem().County, pl).Faults)
		require.LessOrEqual(t, pl.Goals[0].Value, last)
		require.LessOrEqual(t, pl.Cost.Total, yuan*(1+1e-9))
		last = pl.Goals[0].Value
	}
}
