package alloc_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/highs"
)

// What is within the gap asked is not searched any further: grounds by the square metre leave a gap that a
// tenth of it would take minutes to close.
func TestNoSearchBeyondTheGapAsked(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	const again = 20 // words about a level that is done: its bound, its plan, the rounds that tell what holds it up
	beyond := map[solver.Progress]int{}
	budget := 2e6
	p := &plan.Problem{
		County: demo(t), Standard: standard.QualityBalance2017(), Levers: []plan.Lever{plan.Funding}, Indicators: []string{"L5"},
		Goals: []plan.Goal{{Name: plan.Dispersion}}, Limits: []plan.Limit{{What: plan.LimitSpending, Max: &budget}},
	}
	x := alloc.Exact{Open: highs.Open, Settings: alloc.Settings{TimeLimit: time.Hour, Progress: func(now solver.Progress) {
		if !(plan.Gap(plan.Dispersion, now.Value, now.Bound) <= 1e-4) {
			return
		}
		at := solver.Progress{Value: now.Value, Bound: now.Bound}
		if beyond[at]++; beyond[at] > again {
			cancel()
		}
	}}}
	got, err := x.Plan(ctx, p)
	require.NoError(t, err)
	require.NoError(t, ctx.Err(), "%v", beyond)
	require.Equal(t, plan.Optimal, got.Status)
	require.Len(t, got.Goals, 2)
}
