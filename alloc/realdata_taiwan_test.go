package alloc_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/internal/realdata"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/solver/highs"
)

// mergers is the problem of merging as many of the schools that may close as can be, with as little travel as
// can be, so that nobody has farther to the next school than so many metres.
func mergers(c *model.County, metres float64) *plan.Problem {
	return &plan.Problem{
		County: c, Standard: oneIndicator(model.Teachers), Levers: []plan.Lever{plan.Siting},
		Goals:  []plan.Goal{{Name: plan.CostGoal}, {Name: plan.Travel}},
		Limits: []plan.Limit{{What: plan.LimitRadius, Max: &metres}, {What: plan.LimitWholePieces, On: true}},
	}
}

// Nantou: 140 schools with pupils, whose CV of teachers per pupil the data set's own page gives. Small schools
// merge with their teachers, which makes the county more even; the farther pupils may travel, the more.
func TestTaiwanMergers(t *testing.T) {
	c, err := realdata.Taiwan(os.DirFS(filepath.Join("..", "..", "shared", "data")), "南投縣", 50)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("real data are absent: %v", err)
	}
	require.NoError(t, err)
	closed := 0.0
	for _, km := range []float64{3, 5, 8} {
		pl, err := alloc.Exact{Open: highs.Open}.Plan(context.Background(), mergers(c, 1000*km))
		require.NoError(t, err)
		require.Empty(t, verify.Check(c, pl).Faults)
		require.Equal(t, plan.Optimal, pl.Status)
		require.InDelta(t, 0.779, *pl.Before.Indicators[0].CV, 5e-4)
		require.Less(t, *pl.After[0].Indicators[0].CV, *pl.Before.Indicators[0].CV, "km %v", km)
		require.Greater(t, -pl.Goals[0].Value, closed, "km %v", km)
		closed = -pl.Goals[0].Value
		for _, a := range pl.Actions {
			require.Equal(t, plan.Merge, a.Kind, "all who live at a school go to one other")
			metres, ok := c.Distances().Metres(a.From, a.To)
			require.True(t, ok)
			require.LessOrEqual(t, metres, 1000*km)
		}
	}
}
