package verify

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
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
