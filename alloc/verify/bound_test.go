package verify

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model/standard"
)

// below fails where a proved bound lies above the value of a plan. The value is a sum in float64.
func below(t require.TestingT, bound, value float64, msg string) {
	require.LessOrEqual(t, bound, value+1e-9*max(1, math.Abs(value)), msg)
}

// The one property that counts: no plan that keeps the rules has a value below the bound, whatever
// rows and multipliers it is made of.
func TestNoPlanIsBelowTheBound(t *testing.T) {
	for _, goal := range []plan.GoalName{plan.Moves, plan.CostGoal, plan.PassCost, plan.Shortfall} {
		t.Run(string(goal), func(t *testing.T) {
			proved, feasible := 0, 0
			rapid.Check(t, func(t *rapid.T) {
				p := tinyProblem(t, plan.Goal{Name: goal})
				rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
				r, err := plan.NewRules(p)
				require.NoError(t, err)
				outcomes := (&tryer{r, rng}).plans(150)
				c := search(newGround(r), goal, nil, nil, outcomes, rng)
				if c.best > 0 && len(outcomes) > 0 {
					proved++
				}
				if len(outcomes) > 0 {
					feasible++
				}
				for _, o := range outcomes {
					below(t, c.best, o.Value(goal), fmt.Sprint(c.data(c.weights).Rows))
				}
				if len(outcomes) > 0 && rng.IntN(4) == 0 {
					impossible := search(newGround(r), "", nil, nil, outcomes, rng)
					require.LessOrEqual(t, impossible.best, 0.0, "%v", impossible.data(impossible.weights).Rows)
				}
			})
			t.Logf("%d problems with a plan, of which %d with a bound above 0", feasible, proved)
		})
	}
}

func TestNoPlanIsBelowTheBoundOfALaterGoal(t *testing.T) {
	pairs := [][2]plan.Goal{
		{{Name: plan.Moves}, {Name: plan.CostGoal}},
		{{Name: plan.CostGoal, Slack: plan.Slack{Amount: 0.1, Relative: true}}, {Name: plan.Moves}},
		{{Name: plan.PassCost, Slack: plan.Slack{Amount: 2}}, {Name: plan.Shortfall}},
		{{Name: plan.Shortfall, Slack: plan.Slack{Amount: 1}}, {Name: plan.CostGoal}},
		{{Name: plan.Dispersion, Slack: plan.Slack{Amount: 0.05}}, {Name: plan.CostGoal}},
	}
	rapid.Check(t, func(t *rapid.T) {
		goals := rapid.SampledFrom(pairs).Draw(t, "goals")
		p := tinyProblem(t, goals[:]...)
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 2))
		r, err := plan.NewRules(p)
		require.NoError(t, err)
		outcomes := (&tryer{r, rng}).plans(150)
		if len(outcomes) == 0 {
			return
		}
		first := outcomes[rng.IntN(len(outcomes))]
		earlier := []plan.GoalResult{{Name: goals[0].Name, Value: first.Value(goals[0].Name), Levels: first.Levels}}
		if math.IsNaN(earlier[0].Value) {
			return
		}
		c := search(newGround(r), goals[1].Name, earlier, nil, outcomes, rng)
		for _, o := range outcomes {
			if o.Value(goals[0].Name) <= allowed(p, &earlier[0]) {
				below(t, c.best, o.Value(goals[1].Name), fmt.Sprint(c.data(c.weights).Rows))
			}
		}
	})
}

func TestNoPlanIsBelowAProvedRatio(t *testing.T) {
	proved := 0
	rapid.Check(t, func(t *rapid.T) {
		p := tinyProblem(t, plan.Goal{Name: plan.Dispersion})
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 3))
		r, err := plan.NewRules(p)
		require.NoError(t, err)
		outcomes := (&tryer{r, rng}).plans(150)
		if len(outcomes) == 0 || len(outcomes[0].Levels) == 0 {
			return
		}
		worst := math.Inf(1)
		for _, o := range outcomes {
			worst = min(worst, ranked(o.Value(plan.Dispersion)))
		}
		if math.IsInf(worst, 1) {
			return
		}
		rho := worst * rapid.SampledFrom([]float64{0.3, 0.7, 0.95, 1}).Draw(t, "part")
		ratios := make([]plan.Level, len(outcomes[0].Levels))
		for i, l := range outcomes[0].Levels {
			ratios[i] = plan.Level{Code: l.Code, Stage: l.Stage, Ratio: rho}
		}
		c := search(newGround(r), plan.Dispersion, nil, ratios, outcomes, rng)
		if c.best > 0 {
			proved++
			require.Less(t, rho, worst, "%v", c.data(c.weights).Rows)
		}
	})
	t.Logf("%d ratios proved", proved)
	require.NotZero(t, proved)
}

// ranked makes an undefined ratio the worst.
func ranked(ratio float64) float64 {
	if math.IsNaN(ratio) {
		return math.Inf(1)
	}
	return ratio
}

// Where the best multipliers are known, the bound is the optimum of the relaxation.
func TestBoundIsTight(t *testing.T) {
	p := twoSections(plan.Goal{Name: plan.CostGoal})
	// A has 6 teachers, B has 2, 100 pupils each; moving one costs 3. With limit 0.25 at most
	// (5, 3): one move at the least, 1 + c^2 = 1.0625.
	l, err := Bound(p, nil, plan.CostGoal, nil)
	require.NoError(t, err)
	require.Zero(t, l)
	// The secants of 5 and 6 teachers at A and of 2 and 3 at B make a move worth 6/32 of 40/32 squares,
	// of which 34/32 may be.
	rows := []plan.RowMultiplier{
		{Row: "cv:T/primary", Multiplier: 16},
		{Row: "secant:T/primary/A/5", Multiplier: 8}, {Row: "secant:T/primary/B/2", Multiplier: 8},
		{Row: "balance:plain/primary", Multiplier: 5.5},
	}
	l, err = Bound(p, nil, plan.CostGoal, &plan.CertificateData{Rows: rows})
	require.NoError(t, err)
	require.InDelta(t, 3, l, 1e-9)
	require.LessOrEqual(t, l, 3.0)
	// Any other multiplier proves less.
	for i := range rows {
		for _, f := range []float64{0.5, 0.9, 1.1, 2} {
			other := slices.Clone(rows)
			other[i].Multiplier *= f
			less, err := Bound(p, nil, plan.CostGoal, &plan.CertificateData{Rows: other})
			require.NoError(t, err)
			require.LessOrEqual(t, less, l, "%v", other)
		}
	}
	// Tangents at the levels of the best plan do as well.
	rows = []plan.RowMultiplier{
		{Row: "cv:T/primary", Multiplier: 24},
		{Row: "cut:T/primary/A/1.25", Multiplier: 12}, {Row: "cut:T/primary/B/0.75", Multiplier: 12},
		{Row: "balance:plain/primary", Multiplier: 7.5},
	}
	l, err = Bound(p, nil, plan.CostGoal, &plan.CertificateData{Rows: rows})
	require.NoError(t, err)
	require.InDelta(t, 3, l, 1e-9)
}

// twoSections is a problem of one indicator and two sections of 100 pupils, with 6 and 2 teachers.
func twoSections(goals ...plan.Goal) *plan.Problem {
	return &plan.Problem{
		County: smallCounty(6, 2), Levers: []plan.Lever{plan.Rotation}, Goals: goals,
		Standard: &standard.Standard{Name: "one", Indicators: []standard.Indicator{{
			Code: "T", Unit: "persons", Stock: []standard.Term{{Column: "teachers", Sign: 1}}, Per: 100,
			CVLimit: map[string]float64{primary: 0.25}, Minimum: map[string]float64{primary: 3},
		}}},
	}
}
