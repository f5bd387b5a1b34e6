package plan_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// Closing D sends near to B, which is in reach, and far to board there; closing B moves nobody. With B no
// boarding school far has no school in reach.
func TestClosings(t *testing.T) {
	p := farOff()
	p.County.Sections[1].Stocks[model.Seats] = 25
	p.County.Candidates = []model.Candidate{{School: "D", Action: model.CandidateClose, Stage: model.StagePrimary, Cost: 50, RunningCost: 700}}
	closings := func() []plan.Closing {
		r, err := plan.NewRules(p)
		require.NoError(t, err)
		all, err := r.Closings()
		require.NoError(t, err)
		require.Len(t, all, 2)
		return all
	}
	d := closings()[0]
	require.Equal(t, []plan.ClosingTo{{School: "B", Pupils: 30, SeatsMissing: 5, Board: true}}, d.To)
	require.Equal(t, 30.0, d.Pupils)
	require.Zero(t, d.NoReach)
	require.InDelta(t, (10*1000+20*1500)/30.0, *d.MetresBefore, 1e-9)
	require.InDelta(t, (10*9000+20*2000)/30.0, *d.MetresAfter, 1e-9)
	require.Equal(t, 9000.0, *d.MetresMost)
	require.Nil(t, d.MinutesAfter, "no minutes are known")
	require.Equal(t, []float64{50, 700}, []float64{*d.Cost, *d.Saved})
	require.True(t, d.Small)
	require.Equal(t, plan.NeededSeats, d.Needed())
	require.Zero(t, closings()[1].Pupils)

	p.County.Schools[1].Flags = nil
	d = closings()[0]
	require.Equal(t, 10.0, d.NoReach)
	require.Equal(t, []string{"far"}, d.NoReachPieces)
	require.Equal(t, plan.NeededReach, d.Needed())
	require.Equal(t, []plan.ClosingTo{{School: "B", Pupils: 20}}, d.To)

	var out bytes.Buffer
	require.NoError(t, plan.WriteClosings(&out, "far off", closings()))
	require.Contains(t, out.String(), `"no_school_in_reach": 10`)
	require.Equal(t, "B", plan.SmallFirst(closings())[0].School)
}
