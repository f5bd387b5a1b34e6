package alloc_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model"
)

// Two stages are equally uneven and one move is allowed: either can be made more even, not both. What
// the second level then comes to depends on the choice, so that nothing is claimed to be proved of it.
func TestATieBetweenStagesIsNotCalledOptimal(t *testing.T) {
	c := &model.County{Name: "Tie", Year: 2025}
	for _, stage := range []string{model.StagePrimary, model.StageJunior} {
		for _, s := range []struct {
			id       string
			teachers float64
		}{{"A", 10}, {"B", 4}} {
			c.Sections = append(c.Sections, model.Section{
				School: s.id, Stage: stage, Pupils: 100, Stocks: model.Stocks{model.Teachers: s.teachers},
			})
		}
	}
	for _, id := range []string{"A", "B"} {
		c.Schools = append(c.Schools, model.School{ID: id, Kind: model.KindNineYear})
	}
	one := 1.0
	out := solve(t, rotation(c, oneIndicator(model.Teachers), plan.Dispersion, plan.Limit{What: plan.LimitMoves, Max: &one}), "auto")
	require.Equal(t, "outer", out.Run.Route)
	require.Len(t, out.Goals, 2)
	require.Equal(t, plan.Optimal, out.Goals[0].Status)
	require.InDelta(t, 3.0/7, out.Goals[0].Value, 1e-12)
	require.InDelta(t, 2.0/7, out.Goals[1].Value, 1e-12)
	require.Equal(t, plan.Feasible, out.Goals[1].Status)
	require.Zero(t, out.Goals[1].Bound)
	require.Equal(t, 1.0, moved(out))
	require.Empty(t, verify.Check(c, out).Faults)
}
