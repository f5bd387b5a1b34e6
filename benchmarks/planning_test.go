package benchmarks

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/solver/highs"
)

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
