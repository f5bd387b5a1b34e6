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

func BenchmarkFewestMoves(b *testing.B) {
	for _, route := range []string{"exchange", "outer"} {
		b.Run("data=kaohsiung", func(b *testing.B) { kaohsiung(b, route).bench(b) })
		b.Run("data=vhembe", func(b *testing.B) { vhembe(b, route).bench(b) })
	}
	for _, n := range sizes[:3] {
		movesConstructed(b, n, "exchange").bench(b)
	}
	for _, n := range sizes[:2] {
		movesConstructed(b, n, "outer").bench(b)
	}
}

// kaohsiung has the most primary schools of Taiwan's counties. Every class keeps a teacher where it
// has one. The number of moves is printed in the data's README.
func kaohsiung(t testing.TB, route string) *body {
	t.Helper()
	x := fewestMoves(t, taiwan(t, "高雄市"), route, 0.30, plan.Limit{What: plan.LimitTeachers, MinColumn: model.Classes}, 147)
	return x
}

// vhembe is a district of 912 schools. Every school keeps a teacher.
func vhembe(t testing.TB, route string) *body {
	t.Helper()
	c, _ := southAfrica(t, publicVhembe)
	require.Len(t, c.Sections, 912)
	one := 1.0
	return fewestMoves(t, c, route, 0.30, plan.Limit{What: plan.LimitTeachers, Min: &one}, -1)
}

// movesConstructed moves teachers of all kinds in both stages of a constructed county.
func movesConstructed(t testing.TB, sections int, route string) *body {
	t.Helper()
	x := fewestMoves(t, County(sections, seed), route, 0.06, plan.Limit{What: plan.LimitTeachers, MinColumn: model.Classes}, -1)
	x.name = "data=constructed/" + x.name
	return x
}

// fewestMoves is the body of BenchmarkFewestMoves. The moves expected are those of the reference,
// which must be printed where that is not negative. An outer route that stops at its time limit is no
// fault: it must then lie on the right side of the optimum.
func fewestMoves(t testing.TB, c *model.County, route string, cv float64, floor plan.Limit, printed int) *body {
	t.Helper()
	want := 0
	for _, stage := range c.Stages() {
		teachers, pupils, least := inputs(c, stage, floor)
		k, ok := fewest(teachers, pupils, least, cv)
		require.True(t, ok, "the limit can be kept")
		want += k
	}
	require.Positive(t, want, "the limit binds")
	if printed >= 0 {
		require.Equal(t, printed, want)
	}
	run := newPlanning(&plan.Problem{
		County: c, Standard: oneIndicator(), Levers: []plan.Lever{plan.Rotation}, Goals: []plan.Goal{{Name: plan.Moves}},
		Limits: []plan.Limit{{What: plan.LimitCV, Max: &cv}, floor},
	}, alloc.Settings{Route: route})
	x := &body{name: fmt.Sprintf("sections=%d/route=%s", len(c.Sections), route), sections: len(c.Sections), work: run.work}
	x.judge = func(t testing.TB) []metric {
		pl := run.check(t)
		goal := pl.Goals[0]
		if pl.Status != plan.Optimal {
			require.Equal(t, "outer", route)
			require.LessOrEqual(t, goal.Bound, float64(want))
			require.GreaterOrEqual(t, goal.Value, float64(want))
		} else {
			require.InEpsilon(t, float64(want), goal.Value, alloc.Exact{}.Settings.Gap+1e-4)
		}
		for _, indicator := range pl.After[0].Indicators {
			require.LessOrEqual(t, *indicator.CV, cv)
		}
		return append([]metric{{"moves", goal.Value}, {"gap", goal.Gap}}, run.metrics()...)
	}
	return x
}

// inputs are the teachers and pupils of a stage's sections that count, and how many must stay.
func inputs(c *model.County, stage string, floor plan.Limit) (teachers, pupils, least []float64) {
	for _, s := range c.Sections {
		if s.Stage != stage || s.Pupils == 0 {
			continue
		}
		present := s.Stocks[model.Teachers]
		stay := s.Stocks[floor.MinColumn]
		if floor.Min != nil {
			stay = *floor.Min
		}
		teachers, pupils, least = append(teachers, present), append(pupils, s.Pupils), append(least, min(present, stay))
	}
	return teachers, pupils, least
}

// A planning makes the same plan again and again, with a stopwatch at the engine.
type planning struct {
	problem  *plan.Problem
	watch    Stopwatch
	strategy alloc.Exact
	plan     *plan.Plan
	took     time.Duration
}

func newPlanning(p *plan.Problem, s alloc.Settings) *planning {
	r := &planning{problem: p, watch: Stopwatch{Engine: highs.Open}}
	r.strategy = alloc.Exact{Open: r.watch.Open, Settings: s}
	return r
}

// work makes the plan once.
func (r *planning) work() (err error) {
	r.watch.Reset()
	began := time.Now()
	r.plan, err = r.strategy.Plan(context.Background(), r.problem)
	r.took = time.Since(began)
	return err
}

// check verifies the plan.
func (r *planning) check(t testing.TB) *plan.Plan {
	t.Helper()
	require.Contains(t, []plan.Status{plan.Optimal, plan.Feasible}, r.plan.Status)
	require.Empty(t, verify.Check(r.problem.County, r.plan).Faults)
	return r.plan
}

// metrics tells what the engine did in the last run, and the share of the time outside it.
func (r *planning) metrics() []metric {
	if r.watch.Solves == 0 {
		return []metric{{"outside-share", 1}}
	}
	return []metric{
		{"outside-share", 1 - r.watch.Inside.Seconds()/r.took.Seconds()},
		{"rounds", float64(r.plan.Run.Rounds)}, {"solves", float64(r.watch.Solves)},
		{"pivots", float64(r.watch.Pivots)}, {"nodes", float64(r.watch.Nodes)},
		{"cols", float64(r.plan.Run.Cols)}, {"rows", float64(r.plan.Run.Rows)},
	}
}
