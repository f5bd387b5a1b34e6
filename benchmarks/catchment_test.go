package benchmarks

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/solver/highs"
)

// Catchments through the lever: the whole of a plan, from the county's tables to a plan that is carried out
// and whose bound is proved. Loads are from 85 to 105 % of the seats.
func BenchmarkCatchment(b *testing.B) {
	for _, pieces := range []int{200, 1_000, 2_000, 5_000, 10_000} {
		catchment(b, pieces, 30, "split", 0).bench(b)
	}
	for _, pieces := range []int{200, 2_000, 10_000} {
		catchment(b, pieces, 30, plan.LimitWholePieces, wholeGap).bench(b)
	}
	catchment(b, 1_000, 20, plan.LimitContiguous, 0).bench(b)
}

// A lock on one piece, and the plan again: what is kept of the plan before is the question.
func BenchmarkCatchmentAgain(b *testing.B) {
	for _, pieces := range []int{2_000, 10_000} {
		catchmentAgain(b, pieces, "split", 0).bench(b)
	}
	catchmentAgain(b, 2_000, plan.LimitWholePieces, wholeGap).bench(b)
}

// wholeGap is the gap at which whole pieces are near enough: what is asked of 2,000 pieces and 30 schools.
const wholeGap = 1e-3

// townProblem is the least travel with loads between 85 and 105 % of the seats, and one more limit.
func townProblem(c *model.County, limit plan.What) *plan.Problem {
	least, most := 0.85, 1.05
	p := &plan.Problem{
		County: c, Standard: SeatsPerPupil(), Levers: []plan.Lever{plan.Catchment}, Goals: []plan.Goal{{Name: plan.Travel}},
		Limits: []plan.Limit{{What: plan.LimitLoad, Min: &least, Max: &most}},
	}
	if limit != "split" {
		p.Limits = append(p.Limits, plan.Limit{What: limit, On: true})
	}
	return p
}

// catchmentPlanner is the strategy of these benchmarks.
func catchmentPlanner(gap float64) alloc.Exact {
	return alloc.Exact{Open: highs.Open, Settings: alloc.Settings{TimeLimit: time.Minute, Gap: gap}}
}

// catchment plans a town from nothing.
func catchment(t testing.TB, pieces, schools int, limit plan.What, gap float64) *body {
	t.Helper()
	p := townProblem(Town(pieces, schools, seed), limit)
	var pl *plan.Plan
	return &body{
		name: fmt.Sprintf("pieces=%d/schools=%d/%s", pieces, schools, limit),
		work: func() (err error) {
			pl, err = catchmentPlanner(gap).Plan(context.Background(), p)
			return err
		},
		judge: func(t testing.TB) []metric { return judgeCatchment(t, p, pl) },
	}
}

// judgeCatchment verifies a plan.
func judgeCatchment(t testing.TB, p *plan.Problem, pl *plan.Plan) []metric {
	t.Helper()
	require.Contains(t, []plan.Status{plan.Optimal, plan.Feasible}, pl.Status)
	require.Empty(t, verify.Check(p.County, pl).Faults)
	g := pl.Goals[0]
	return []metric{{"gap", g.Gap}, {"pupil-km", g.Value}}
}

// catchmentAgain locks a piece that moved where it is today, or lets it go again, and plans again.
func catchmentAgain(t testing.TB, pieces int, limit plan.What, gap float64) *body {
	t.Helper()
	p := townProblem(Town(pieces, 30, seed), limit)
	began := time.Now()
	w, err := alloc.NewPlanner(p, catchmentPlanner(gap))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, w.Close()) })
	pl, err := w.Plan(context.Background())
	require.NoError(t, err)
	first := time.Since(began)
	key := "*/catchment/assign/*/*//" + model.StagePrimary + "/" + pl.Actions[len(pl.Actions)/2].Of
	n, spent := 0, time.Duration(0)
	return &body{
		name: fmt.Sprintf("pieces=%d/schools=30/%s", pieces, limit),
		work: func() error {
			began := time.Now()
			edit := alloc.Edit{Lock: &plan.Lock{Key: key, Forbid: true}}
			if n++; n%2 == 0 {
				edit = alloc.Edit{Unlock: key}
			}
			if err := w.Change(edit); err != nil {
				return err
			}
			var err error
			pl, err = w.Plan(context.Background())
			spent += time.Since(began)
			return err
		},
		judge: func(t testing.TB) []metric {
			return append(judgeCatchment(t, w.Problem(), pl), metric{"of-first", spent.Seconds() / float64(n) / first.Seconds()})
		},
	}
}
