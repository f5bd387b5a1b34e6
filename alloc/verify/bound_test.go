package verify

import (
	"cmp"
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

// rowsOf lists the names of every row of a problem, with a few cuts and secants by section.
func rowsOf(g *ground, earlier int) []string {
	var rows []string
	add := func(format string, args ...any) { rows = append(rows, fmt.Sprintf(format, args...)) }
	for s := range g.stages {
		st := &g.stages[s]
		for _, t := range st.targets {
			if t == nil {
				continue
			}
			add("cv:%s/%s", t.of.Code, st.name)
			for _, school := range st.school {
				at := fmt.Sprintf("%s/%s/%s", t.of.Code, st.name, g.p.County.Schools[school].ID)
				for _, level := range []string{"0.5", "0.8", "1", "1.2", "1.6"} {
					add("cut:%s/%s", at, level)
				}
				for whole := range 4 {
					add("secant:%s/%d", at, whole)
				}
				add("minimum:%s", at)
			}
		}
		for _, school := range st.school {
			id := g.p.County.Schools[school].ID
			add("rule:%s/%s", st.name, id)
			add("teachers:%s/%s", st.name, id)
			add("teachers:%s/%s/above_degree", st.name, id)
			add("headcount:%s/%s", st.name, id)
		}
		for _, k := range g.r.Kinds {
			add("balance:%s/%s", k.Name, st.name)
		}
	}
	for n := range g.p.Limits {
		add("spending:%d", n)
		add("moves:%d", n)
	}
	for _, f := range g.r.Funds {
		add("fund:%s", plan.Escape(f.ID))
	}
	for n := range g.p.County.Posts {
		add("posts:%d", n)
	}
	for n := range g.p.Locks {
		add("lock:%d", n)
	}
	for n := range earlier {
		add("goal:%d", n)
	}
	return rows
}

// A climber improves multipliers by trial and error, so that bounds come near what can be proved.
type climber struct {
	g       *ground
	goal    plan.GoalName
	earlier []plan.GoalResult
	ratios  []plan.Level
	rows    []string // those that the problem has
	weights []float64
	fixed   map[int]bool // rows whose weight stays
	best    float64
}

// lean starts from a cone and the cuts at the levels of a plan: what holds at an optimum. The weight
// of the cone stays, so that climbing cannot fall back to nothing.
func (c *climber) lean(rng *rand.Rand, o *plan.Outcome, weight float64) {
	st := &c.g.stages[rng.IntN(len(c.g.stages))]
	t := st.targets[rng.IntN(len(st.targets))]
	if t == nil {
		return
	}
	cv := slices.Index(c.rows, fmt.Sprintf("cv:%s/%s", t.of.Code, st.name))
	if cv < 0 {
		return
	}
	after, err := c.g.p.Standard.Table(o.County)
	if err != nil {
		panic(err)
	}
	levels, mean, n := make([]float64, len(st.rows)), 0.0, 0
	for _, row := range after.Rows {
		if row.Stage == st.name {
			levels[n] = row.Stock[t.k] / row.Pupils / t.reference
			mean += t.weight[n] * levels[n]
			n++
		}
	}
	c.fixed[cv], c.weights[cv] = true, weight
	for i, level := range levels {
		row := fmt.Sprintf("cut:%s/%s/%s/%v", t.of.Code, st.name, c.g.p.County.Schools[st.school[i]].ID, level/mean)
		if mean > 0 {
			c.rows, c.weights = append(c.rows, row), append(c.weights, weight*t.weight[i])
		}
	}
	c.best = c.at(c.weights)
}

func newClimber(g *ground, goal plan.GoalName, earlier []plan.GoalResult, ratios []plan.Level) *climber {
	c := &climber{g: g, goal: goal, earlier: earlier, ratios: ratios, fixed: map[int]bool{}}
	for _, row := range rowsOf(g, len(earlier)) {
		one := &plan.CertificateData{Rows: []plan.RowMultiplier{{Row: row, Multiplier: 1}}, Ratios: ratios}
		if _, err := bound(g, earlier, goal, one); err == nil {
			c.rows = append(c.rows, row)
		}
	}
	c.weights = make([]float64, len(c.rows))
	c.best = c.at(c.weights)
	return c
}

func (c *climber) data(weights []float64) *plan.CertificateData {
	data := &plan.CertificateData{Ratios: c.ratios}
	for i, w := range weights {
		if w != 0 {
			data.Rows = append(data.Rows, plan.RowMultiplier{Row: c.rows[i], Multiplier: w})
		}
	}
	return data
}

func (c *climber) at(weights []float64) float64 {
	l, err := bound(c.g, c.earlier, c.goal, c.data(weights))
	if err != nil {
		panic(err)
	}
	return l
}

// climb tries random changes of every size.
func (c *climber) climb(rng *rand.Rand, tries int) {
	scale := 10.0
	for i := range c.fixed {
		scale = c.weights[i]
	}
	for n := 0; n < tries && len(c.rows) > 0; n++ {
		next := append([]float64(nil), c.weights...)
		for range 1 + rng.IntN(3) {
			i := rng.IntN(len(next))
			if c.fixed[i] {
				continue
			}
			step := scale * math.Exp(-8*rng.Float64()) * (2*rng.Float64() - 1)
			if free := c.rows[i][:2] == "he" || c.rows[i][:2] == "ba" || (c.rows[i][:2] == "lo" && c.g.p.Locks[int(c.rows[i][5]-'0')].Fix != nil); free {
				next[i] += step
			} else {
				next[i] = max(0, next[i]+step)
			}
		}
		if l := c.at(next); l > c.best {
			c.best, c.weights = l, next
		}
	}
}

// search climbs from cones of every weight and keeps the best.
func search(g *ground, goal plan.GoalName, earlier []plan.GoalResult, ratios []plan.Level, outcomes []*plan.Outcome, rng *rand.Rand) *climber {
	best := newClimber(g, goal, earlier, ratios)
	best.climb(rng, 60)
	if len(outcomes) == 0 {
		return best
	}
	start := slices.MinFunc(outcomes, func(a, b *plan.Outcome) int { return cmp.Compare(a.Value(goal), b.Value(goal)) })
	for _, weight := range []float64{1, 10, 40, 100} {
		if goal == "" || goal == plan.Dispersion {
			start = outcomes[rng.IntN(len(outcomes))]
			weight = 1
		}
		c := newClimber(g, goal, earlier, ratios)
		c.lean(rng, start, weight)
		c.climb(rng, 200)
		if c.best > best.best {
			best = c
		}
	}
	return best
}

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
	for _, goals := range pairs {
		t.Run(string(goals[0].Name+","+goals[1].Name), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
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
		})
	}
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
		{Row: "balance:plain/primary", Multiplier: 3.375},
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
		{Row: "balance:plain/primary", Multiplier: 1.125},
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
