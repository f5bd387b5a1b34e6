package alloc_test

import (
	"bytes"
	"context"
	"errors"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/solver/highs"
)

// A fixed strategy always does the same.
type fixed struct {
	actions []plan.Action
	err     error
}

func (f fixed) Plan(_ context.Context, p *plan.Problem) (*plan.Plan, error) {
	p.Limits = nil // what a strategy does with its problem is its own affair
	return &plan.Plan{Status: plan.Optimal, Actions: f.actions}, f.err
}

func move(from, to string, n float64) plan.Action {
	return plan.Action{
		Year: 2026, Lever: plan.Rotation, Kind: plan.Move, From: from, To: to, Stage: model.StagePrimary, Of: model.PlainKind,
		Quantity: n, Unit: "person", Nature: string(model.Recurrent),
	}
}

func contenders(t *testing.T, names ...alloc.StrategyName) []alloc.Contender {
	t.Helper()
	var all []alloc.Contender
	for _, name := range names {
		c, err := alloc.StrategyByName(string(name), alloc.Exact{Open: highs.Open})
		require.NoError(t, err)
		all = append(all, c)
	}
	return all
}

func TestCompare(t *testing.T) {
	t.Parallel()
	p := fourSchools()
	two := 2.0
	p.Limits = []plan.Limit{{What: plan.LimitMoves, Max: &two}}
	list := append(contenders(t, alloc.NameStatusQuo, alloc.NameHighestRatioFirst, alloc.NameExact, alloc.NamePerPupil),
		alloc.Contender{Name: "mine", Strategy: fixed{actions: []plan.Action{move("A", "F", 1)}}},
		alloc.Contender{Name: "too many", Strategy: fixed{actions: []plan.Action{move("A", "F", 3)}}},
		alloc.Contender{Name: "nobody there", Strategy: fixed{actions: []plan.Action{move("A", "X", 1)}}},
		alloc.Contender{Name: "stopped", Strategy: fixed{err: context.Canceled}},
	)
	x, err := alloc.Compare(context.Background(), p, list...)
	require.NoError(t, err)
	require.Len(t, p.Limits, 1)
	require.Len(t, x.Strategies, len(list))
	at := map[string]*plan.StrategyResult{}
	for i := range x.Strategies {
		at[x.Strategies[i].Name] = &x.Strategies[i]
	}

	// 13, 8, 8, 11 teachers of a hundred pupils each: squares 1.69 + 0.64 + 0.64 + 1.21, mean 0.1.
	require.InDelta(t, math.Sqrt(0.045), at["status-quo"].Value, 1e-12)
	require.InDelta(t, math.Sqrt(0.045), x.Before.Measures[0].CV, 1e-12)
	require.InDelta(t, math.Sqrt(0.015), at["highest-ratio-first"].Value, 1e-12) // 11, 10, 8, 11
	require.InDelta(t, math.Sqrt(0.010), at["exact"].Value, 1e-12)               // 11, 9, 9, 11
	require.InDelta(t, math.Sqrt(0.025), at["mine"].Value, 1e-12)                // 12, 8, 9, 11
	require.True(t, at["exact"].Proved)
	require.Equal(t, plan.Optimal, at["exact"].Status)
	require.Equal(t, plan.Feasible, at["mine"].Status, "whatever it says of itself")
	require.False(t, at["mine"].Proved)
	require.InDelta(t, at["exact"].Value, x.Bound, 1e-9)
	require.InDelta(t, (math.Sqrt(0.025)-math.Sqrt(0.01))/math.Sqrt(0.025), at["mine"].Gap, 1e-6)
	require.Equal(t, 2.0, at["highest-ratio-first"].Moves)
	require.InDelta(t, 2*11.1195, at["highest-ratio-first"].KM, 1e-3) // a tenth of a degree each
	require.Equal(t, 0.0, at["per-pupil"].Moves)
	require.InDelta(t, at["status-quo"].Value, at["per-pupil"].Value, 0)

	for name, note := range map[string]string{
		"too many": "its plan breaks a rule: moves: 3 moves, at most 2 are allowed", "nobody there": "its plan breaks a rule: ", "stopped": "interrupted",
	} {
		require.False(t, at[name].Planned(), name)
		require.Contains(t, at[name].Note, note)
		require.True(t, math.IsNaN(at[name].Value))
	}

	// A and N are of the city: A loses and N gains; no other place changes.
	var city *plan.Gain
	for i := range x.Gains {
		if g := &x.Gains[i]; g.Strategy == "highest-ratio-first" && g.By == plan.ByArea && g.Part == "city" {
			city = g
		}
	}
	require.Equal(t, &plan.Gain{
		Strategy: "highest-ratio-first", By: plan.ByArea, Part: "city", Sections: 2, Pupils: 200, Gaining: 100, Losing: 100, Received: 2, Sent: 2,
	}, city)
}

func TestCompareTellsWhatCannotBe(t *testing.T) {
	t.Parallel()
	p := fourSchools()
	p.Goals[0].Name = plan.Moves
	p.Limits = []plan.Limit{cvLimit(0.01), {What: plan.LimitHeadcount, On: true}}
	x, err := alloc.Compare(context.Background(), p, contenders(t, alloc.NameHighestRatioFirst, alloc.NameExact)...)
	require.NoError(t, err)
	require.True(t, x.Impossible)
	require.Equal(t, "comes to no plan that keeps every rule", x.Strategies[0].Note)
	require.Equal(t, plan.StatusInfeasible, x.Strategies[1].Status)
	require.True(t, math.IsNaN(x.Bound))

	broken := errors.New("broken")
	_, err = alloc.Compare(context.Background(), p, alloc.Contender{Name: "mine", Strategy: fixed{err: broken}})
	require.ErrorIs(t, err, broken)
	_, err = alloc.Compare(context.Background(), &plan.Problem{})
	require.ErrorIs(t, err, plan.ErrProblem)
}

// What is written is read back as it was, but for the county.
func TestComparisonsAreReadBack(t *testing.T) {
	t.Parallel()
	p := fourSchools()
	x, err := alloc.Compare(context.Background(), p, contenders(t, alloc.NameStatusQuo, alloc.NameNeediestFirst, alloc.NameEqualShare)...)
	require.NoError(t, err)
	x.Strategies = append(x.Strategies, plan.NoResult("none", plan.Unknown, "why"))
	var first, again bytes.Buffer
	require.NoError(t, plan.WriteComparison(&first, x))
	require.Contains(t, first.String(), `"schema": "eduparity/compare/1"`)
	text := first.String()
	read, err := plan.ReadComparison(&first)
	require.NoError(t, err)
	require.Equal(t, x.Gains, read.Gains)
	require.NoError(t, plan.WriteComparison(&again, read))
	require.Equal(t, text, again.String())

	_, err = plan.ReadComparison(bytes.NewBufferString(text[:len(text)/2]))
	require.ErrorIs(t, err, plan.ErrFormat)
	_, err = plan.ReadComparison(bytes.NewBufferString(`{"schema": "eduparity/plan/1"}`))
	require.ErrorIs(t, err, plan.ErrFormat)
}

// A strategy that has no rule for a lever says so; the county as it is can be looked at under any.
func TestCompareOfCatchments(t *testing.T) {
	t.Parallel()
	p := fourSchools()
	p.Levers, p.Goals[0].Name = []plan.Lever{plan.Catchment}, plan.Travel
	for i := range p.County.Schools {
		s := &p.County.Schools[i]
		home := *s.Place
		home.Lat += 0.01
		p.County.Pieces = append(p.County.Pieces, model.Piece{
			ID: "p" + s.ID, Place: &home, Pupils: map[string]float64{primary: 100}, School: map[string]string{primary: s.ID},
		})
	}
	x, err := alloc.Compare(context.Background(), p, contenders(t, alloc.NameStatusQuo, alloc.NameNeediestFirst)...)
	require.NoError(t, err)
	require.True(t, x.Strategies[0].Planned())
	require.InDelta(t, 400*1.11195, x.Strategies[0].Value, 1e-2) // a hundredth of a degree each
	require.Equal(t, "it has no rule for the lever catchment", x.Strategies[1].Note)

	pl, err := alloc.StatusQuo{}.Plan(context.Background(), p)
	require.NoError(t, err)
	require.Empty(t, verify.Check(p.County, pl).Faults)
}
