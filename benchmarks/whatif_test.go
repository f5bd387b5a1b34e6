package benchmarks

import (
	"context"
	"fmt"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/highs"
)

// A what-if changes one thing and plans again. Warm keeps what the plan before has left; cold solves the
// changed problem from nothing. Both are whole runs: what is read from the county, the solve, the plan
// carried out and its bounds proved.
func BenchmarkWhatIf(b *testing.B) {
	for _, route := range []string{"parametric", "outer"} {
		for _, change := range whatIfs {
			b.Run(fmt.Sprintf("change=%s/route=%s/sections=%d", change.name, route, whatIfSections), func(b *testing.B) {
				whatIf(b, whatIfSections, route, change, true).bench(b)
				whatIf(b, whatIfSections, route, change, false).bench(b)
			})
		}
	}
}

// whatIfSections is the size of the county in which what-ifs are timed.
const whatIfSections = 200

// A whatIfChange is one thing that is changed.
type whatIfChange struct {
	name string
	edit func(c *model.County, n int) alloc.Edit // of the nth run
}

// whatIfs are the changes, each from a state to another and back, so that every run makes one.
var whatIfs = []whatIfChange{
	{"budget", func(_ *model.County, n int) alloc.Edit {
		yuan := []float64{2e7, 2.1e7}[n%2]
		return alloc.Edit{Limit: &plan.Limit{What: plan.LimitSpending, Max: &yuan}}
	}},
	{"caps", func(_ *model.County, n int) alloc.Edit {
		cv := []float64{0.2, 0.19}[n%2]
		return alloc.Edit{Limit: &plan.Limit{What: plan.LimitCV, Max: &cv}}
	}},
	{"lock", func(c *model.County, n int) alloc.Edit {
		key := plan.Action{Year: c.PlanningYear(), Lever: plan.Funding, Kind: plan.Buy, School: c.Sections[7].School, Of: model.EquipmentYuan}.Key()
		if n%2 == 1 {
			return alloc.Edit{Unlock: key}
		}
		return alloc.Edit{Lock: &plan.Lock{Key: key, Forbid: true}}
	}},
	{"section", func(c *model.County, n int) alloc.Edit {
		s := c.Sections[11]
		s.Pupils += float64(n % 2)
		return alloc.Edit{Section: &s}
	}},
	{"close", func(c *model.County, n int) alloc.Edit {
		place := &alloc.Place{School: c.Sections[5].School, Stage: c.Sections[5].Stage}
		if n%2 == 1 {
			return alloc.Edit{Reopen: place}
		}
		return alloc.Edit{Close: place}
	}},
}

// inParts is a problem that both routes solve: five indicators that purchases and moves in parts change.
func inParts(sections int, goal plan.GoalName) *plan.Problem {
	c := County(sections, seed)
	c.Costs = append(c.Costs, model.Cost{Category: model.CategoryMoveKM, Unit: "person", Cost: 500, Nature: model.Recurrent, Year: 2024})
	cv, leave := 0.2, 0.2
	p := &plan.Problem{
		County: c, Standard: standard.QualityBalance2017(), Indicators: []string{"L1", "L4", "L5", "L6", "L7"},
		Levers: []plan.Lever{plan.Funding, plan.Rotation}, Goals: []plan.Goal{{Name: goal}},
		Limits: []plan.Limit{{What: plan.LimitDivisible, On: true}, {What: plan.LimitCV, Max: &cv}, {What: plan.LimitLeaveShare, Max: &leave}},
	}
	if goal == plan.Dispersion {
		yuan := 2e7
		p.Limits = append(p.Limits, plan.Limit{What: plan.LimitSpending, Max: &yuan})
	}
	return p
}

// whatIf is the body of BenchmarkWhatIf. The budget matters for evenness, the others for the cost.
func whatIf(t testing.TB, sections int, route string, change whatIfChange, warm bool) *body {
	t.Helper()
	goal := plan.CostGoal
	if change.name == "budget" {
		goal = plan.Dispersion
	}
	p := inParts(sections, goal)
	strategy := alloc.Exact{Open: highs.Open, Settings: alloc.Settings{Route: route, TimeLimit: time.Minute}}
	w, err := alloc.NewPlanner(p, strategy)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, w.Close()) })
	if warm {
		_, err := w.Plan(context.Background())
		require.NoError(t, err)
	}
	n, state := 0, "cold"
	var out *plan.Plan
	if warm {
		state = "warm"
	}
	x := &body{name: state}
	var spent time.Duration // by the processor, in runs
	x.work = func() (err error) {
		began := processorTime()
		defer func() { spent += processorTime() - began }()
		if err := w.Change(change.edit(p.County, n)); err != nil {
			return err
		}
		n++
		if warm {
			out, err = w.Plan(context.Background())
		} else {
			out, err = strategy.Plan(context.Background(), w.Problem())
		}
		return err
	}
	x.judge = func(t testing.TB) []metric {
		require.Contains(t, []plan.Status{plan.Optimal, plan.Feasible}, out.Status)
		require.Equal(t, route, out.Run.Route)
		require.Empty(t, verify.Check(w.Problem().County, out).Faults)
		worst := 0.0
		for _, g := range out.Goals {
			worst = max(worst, g.Gap)
		}
		return []metric{
			{"cpu-ms/op", float64(spent.Microseconds()) / 1000 / float64(n)}, {"gap", worst}, {"rounds", float64(out.Run.Rounds)},
		}
	}
	return x
}

// processorTime is what this process has spent, which other work on the machine does not touch.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
