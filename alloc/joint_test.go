package alloc_test

import (
	"context"
	"fmt"
	"math"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/solver/highs"
)

// TestJointAgainstTruth holds plans that change catchments and stocks together against the truth on tiny
// counties: every map of whole pieces, each with the best stocks. Together the two are not convex, so a plan may
// miss the truth; its bound must not, and most plans must find it.
func TestJointAgainstTruth(t *testing.T) {
	drawn, cases, found := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		if drawn++; drawn > mostJoint && !longRun() {
			return // each county takes some hundred plans
		}
		goal := rapid.SampledFrom([]plan.GoalName{plan.PassCost, plan.CostGoal, plan.Shortfall, plan.Dispersion}).Draw(t, "goal")
		p := drawProblem(t, goal)
		p.Goals, p.Locks = []plan.Goal{{Name: goal}}, nil
		if !cutIntoPieces(t, p.County) {
			t.Skip("too many maps")
		}
		q := *p
		q.Levers = append([]plan.Lever{plan.Catchment}, p.Levers...)
		q.Limits = append([]plan.Limit{{What: plan.LimitWholePieces, On: true}}, p.Limits...)
		if q.Validate() != nil || p.Validate() != nil {
			t.Skip("not a problem")
		}
		truth := math.Inf(1)
		everyMap(&q, func(assigned []plan.Action) {
			c, err := plan.Apply(p.County, assigned)
			require.NoError(t, err)
			c.Year = p.County.Year
			part := *p
			part.County = c
			best, err := alloc.Exact{Open: highs.Open, Settings: alloc.Settings{TimeLimit: time.Second}}.Plan(context.Background(), &part)
			if err != nil || (best.Status != plan.Optimal && best.Status != plan.Feasible) {
				return
			}
			o, err := plan.Evaluate(&q, append(assigned, best.Actions...))
			require.NoError(t, err)
			if v := o.Value(goal); len(o.Violations) == 0 && !math.IsNaN(v) { // a CV of nothing has no meaning
				truth = min(truth, v)
			}
		})
		pl, err := alloc.Exact{Open: highs.Open, Settings: alloc.Settings{TimeLimit: 3 * time.Second}}.Plan(context.Background(), &q)
		require.NoError(t, err)
		switch pl.Status {
		case plan.Optimal, plan.Feasible:
			g := pl.Goals[0]
			if math.IsNaN(g.Value) {
				require.True(t, math.IsInf(truth, 1))
				return
			}
			require.LessOrEqual(t, g.Bound, truth+1e-6*max(1, truth), "the bound is above the truth")
			require.GreaterOrEqual(t, g.Value, truth-1e-6*max(1, truth), "the plan is better than the truth")
			report := verify.Check(q.County, pl)
			require.Empty(t, report.Faults)
			cases++
			if g.Value <= truth+1e-4*max(1, truth) {
				found++
			}
		case plan.StatusInfeasible:
			require.True(t, math.IsInf(truth, 1), "said to be impossible, and is not: %v", truth)
		case plan.Unknown:
		}
	})
	t.Logf("%d of %d plans are as good as any", found, cases)
	require.Greater(t, cases, 0)
	require.GreaterOrEqual(t, found*10, cases*9)
}

// mostJoint is how many counties are held against the truth; EDUPARITY_LONG=1: as many as rapid draws.
const mostJoint = 25

// longRun says whether tests may take long.
func longRun() bool { return os.Getenv("EDUPARITY_LONG") == "1" }

// cutIntoPieces divides the pupils of every section into pieces; false: into too many.
func cutIntoPieces(t *rapid.T, c *model.County) bool {
	for i := range c.Sections {
		s := &c.Sections[i]
		n := 1
		if s.Pupils >= 80 && rapid.Bool().Draw(t, "two pieces") {
			n = 2
		}
		left := s.Pupils
		for k := range n {
			pupils := left
			if k < n-1 {
				pupils = math.Floor(left / 3)
			}
			left -= pupils
			place := *c.Schools[c.SchoolIndex()[s.School]].Place
			place.Lon += 0.01 * float64(k)
			c.Pieces = append(c.Pieces, model.Piece{
				ID: fmt.Sprintf("P%d", len(c.Pieces)), Place: &place,
				Pupils: map[string]float64{s.Stage: pupils}, School: map[string]string{s.Stage: s.School},
			})
		}
	}
	return len(c.Pieces) <= 4
}

// everyMap visits every way to send the pieces of a problem to schools.
func everyMap(p *plan.Problem, visit func([]plan.Action)) {
	r, err := plan.NewRules(p)
	if err != nil {
		return
	}
	pl, err := r.Places()
	if err != nil {
		return
	}
	type choice struct{ stage, piece int }
	var choices []choice
	for s := range pl.Stages {
		for b := range pl.Stages[s].Pieces {
			choices = append(choices, choice{s, b})
		}
	}
	var assigned []plan.Action
	var next func(n int)
	next = func(n int) {
		if n == len(choices) {
			visit(append([]plan.Action(nil), assigned...))
			return
		}
		s := &pl.Stages[choices[n].stage]
		b := choices[n].piece
		for j := range s.Sites {
			k := b*len(s.Sites) + j
			if !s.Allowed[k] {
				continue
			}
			if j == s.Today[b] {
				next(n + 1)
				continue
			}
			metres := s.Metres[k]
			a := plan.Action{
				Year: r.Year, Lever: plan.Catchment, Kind: plan.Assign, To: s.Sites[j].School, Stage: s.Name,
				Of: p.County.Pieces[s.Pieces[b]].ID, Quantity: s.Pupils[b], Unit: "pupil", Metres: &metres,
			}
			if s.Today[b] >= 0 {
				a.From = s.Sites[s.Today[b]].School
			}
			assigned = append(assigned, a)
			next(n + 1)
			assigned = assigned[:len(assigned)-1]
		}
	}
	next(0)
}
