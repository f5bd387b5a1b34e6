package alloc_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/exact"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/highs"
)

// drawMeans draws a problem of rotation under a limit on the mean of the CVs of each stage, around what it
// is before.
func drawMeans(t *rapid.T) *plan.Problem {
	d := &drawer{T: t}
	d.county()
	d.s = &standard.Standard{Name: "means", Weighting: standard.ByPupils}
	d.s.Indicators = []standard.Indicator{{Code: "T", Stock: one(model.Teachers), Per: 100}}
	if d.kinds > 1 {
		d.s.Indicators = append(d.s.Indicators, standard.Indicator{Code: "K", Stock: one(degree), Per: 100})
		if d.chance(30, "both") {
			d.s.Indicators = append(d.s.Indicators, standard.Indicator{Code: "W", Stock: append(one(model.Teachers), one(degree)...), Per: 100})
		}
	}
	if d.kinds > 2 {
		d.s.Indicators = append(d.s.Indicators, standard.Indicator{Code: "B", Stock: one(back), Per: 100})
	}
	if d.chance(60, "desks count") {
		d.s.Indicators = append(d.s.Indicators, standard.Indicator{Code: "D", Stock: one(desks), Per: 1})
	}
	if d.chance(30, "minimum") {
		d.s.Indicators[0].Minimum = at(primary, pick(d, "least", 0.5, 1, 1.5))
	}
	if d.chance(20, "limit of one") {
		d.s.Indicators[0].CVLimit = at(primary, pick(d, "cv limit", 0.2, 0.5, 1))
	}
	before, err := d.s.Assess(d.c)
	if err != nil {
		t.Skip("no county")
	}
	d.s.Composite.CVLimit = map[string]float64{}
	for _, x := range before.Composites {
		d.s.Composite.CVLimit[x.Stage] = max(0, x.CV*pick(d, "share", 0.3, 0.5, 0.7, 0.8, 0.9, 0.97, 1.1))
	}
	d.p = &plan.Problem{County: d.c, Standard: d.s, Levers: []plan.Lever{plan.Rotation}}
	goals := []plan.GoalName{pick(d, "goal", plan.PassCost, plan.CostGoal, plan.Moves)}
	if d.chance(25, "second goal") {
		if g := pick(d, "second", plan.Moves, plan.CostGoal, plan.Dispersion); g != goals[0] {
			goals = append(goals, g)
		}
	}
	d.goals(goals)
	d.costs()
	d.limits()
	d.p.Limits = slices.DeleteFunc(d.p.Limits, func(l plan.Limit) bool { return l.What == plan.LimitCV && goals[0] != plan.PassCost })
	d.locks()
	return d.p
}

func TestBruteForceAgreesOnMeansOfCVs(t *testing.T) {
	solved, none := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p := drawMeans(t)
		b, ok := small(p)
		if !ok {
			t.Skip("not for brute force")
		}
		out, err := alloc.Exact{Open: highs.Open}.Plan(context.Background(), p)
		require.NoError(t, err)
		require.Equal(t, string(exact.RouteOuter), out.Run.Route)
		agrees(t, p, b, out, "outer")
		require.Empty(t, verify.Check(p.County, out).Faults)
		if len(b.leaves) == 0 {
			none++
		} else if len(out.Actions) > 0 {
			solved++
		}
	})
	t.Logf("%d problems with moves, %d without a plan", solved, none)
}

// Whatever the multipliers are, what they prove is no more than the best plan comes to.
func TestNoMultipliersProveTooMuchOfMeans(t *testing.T) {
	most := 0.0
	rapid.Check(t, func(t *rapid.T) {
		p := drawMeans(t)
		b, ok := small(p)
		if !ok || len(b.leaves) == 0 {
			t.Skip("no plan")
		}
		goal := p.Goals[0].Name
		out, err := alloc.Exact{Open: highs.Open}.Plan(context.Background(), p)
		require.NoError(t, err)
		data := *out.Goals[0].Certificate.Data
		data.Rows = slices.Clone(data.Rows)
		d := &drawer{T: t}
		for i := range data.Rows { // those of the proof, changed
			data.Rows[i].Multiplier *= pick(d, "by", 1, 1, 0.5, 2, 0)
		}
		for _, tg := range b.targets { // and others
			code := p.Standard.Indicators[tg.indicator].Code
			for _, row := range tg.rows {
				school := p.County.Schools[b.r.Table.Rows[row].School].ID
				if _, ok := p.HardComposite(tg.stage); ok && d.chance(50, "slope") {
					data.Rows = append(data.Rows, plan.RowMultiplier{Row: "slope:" + code + "/" + tg.stage + "/" + school, Multiplier: pick(d, "slope of", -3000, -20, -1, 0.3, 1, 50, 2000.0)})
				}
			}
		}
		for _, stage := range b.r.Table.Stages {
			if _, ok := p.HardComposite(stage); ok {
				data.Rows = append(data.Rows, plan.RowMultiplier{Row: "composite:" + stage, Multiplier: pick(d, "sum", 0, 1, 100, 5000.0)})
			}
		}
		bound, err := verify.Bound(p, nil, goal, &data)
		require.NoError(t, err)
		best := least(b.leaves, goal)
		require.LessOrEqual(t, bound, best+near(goal, best))
		most = max(most, bound)
	})
	require.Positive(t, most, "some of them prove something")
}

// A lower limit never costs less, and parts never cost more than whole teachers.
func TestMeansOfCVsAreMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawMeans(t)
		if p.County.Validate() != nil || p.Validate() != nil {
			t.Skip("no problem")
		}
		p.Goals = p.Goals[:1]
		value := func(by float64, limits ...plan.Limit) (value, bound float64) {
			q, s := *p, *p.Standard
			s.Composite.CVLimit = map[string]float64{}
			for stage, limit := range p.Standard.Composite.CVLimit {
				s.Composite.CVLimit[stage] = by * limit
			}
			q.Standard, q.Limits = &s, append(slices.Clone(p.Limits), limits...)
			out, err := alloc.Exact{Open: highs.Open}.Plan(context.Background(), &q)
			require.NoError(t, err)
			require.Empty(t, verify.Check(q.County, out).Faults)
			if out.Status == plan.StatusInfeasible {
				return math.Inf(1), math.Inf(1)
			}
			return out.Goals[0].Value, out.Goals[0].Bound
		}
		goal := p.Goals[0].Name
		last := -1.0
		for _, by := range []float64{1.3, 1, 0.8} {
			v, _ := value(by)
			if math.IsInf(v, 1) {
				last = v
				continue
			}
			require.GreaterOrEqual(t, v, last-gapOf(goal, v))
			last = v
			if p.Headcount() {
				continue
			}
			_, bound := value(by, plan.Limit{What: plan.LimitDivisible, On: true})
			require.LessOrEqual(t, bound, v+near(goal, v))
		}
	})
}

// unequal is a county whose teachers can be moved to where fewer are, under a limit on the mean of two CVs.
func unequal(limit float64) *plan.Problem {
	c := sites(staffed("A", primary, 200, 14, 9), staffed("B", primary, 150, 5, 1), staffed("C", primary, 100, 3, 1))
	move := whole(model.CategoryMove, 3000, 0)
	c.Costs = []model.Cost{move}
	s := judge(perPupil("T", model.Teachers), perPupil("K", degree))
	s.Composite.CVLimit = at(primary, limit)
	return &plan.Problem{County: c, Standard: s, Levers: []plan.Lever{plan.Rotation}, Goals: []plan.Goal{{Name: plan.PassCost}}}
}

// A planner goes on from the cuts and the basis of the last problem where only the limit is another one.
func TestMeansOfCVsAreReplannedWarm(t *testing.T) {
	w := exact.NewPlanner(exact.Settings{Open: highs.Open})
	defer func() { require.NoError(t, w.Close()) }()
	for n, limit := range []float64{0.3, 0.2, 0.01, 0.25, 0.4} {
		p := unequal(limit)
		warm, err := w.Plan(context.Background(), p)
		require.NoError(t, err)
		require.Equal(t, n, w.Warm)
		cold := solve(t, p, "outer")
		require.Equal(t, cold.Status, warm.Status, limit)
		require.NoError(t, verify.Certify(p, warm, gapAsked))
		require.Empty(t, verify.Check(p.County, warm).Faults)
		if cold.Status != plan.StatusInfeasible {
			require.Equal(t, cold.Cost.Total, warm.Cost.Total, limit)
		} else {
			require.InDelta(t, cold.Infeasible.Relaxations[0].To, warm.Infeasible.Relaxations[0].To, alike)
		}
	}
}

// Of levels that must hold together the strictest limit on the mean binds plans.
func TestStackedMeansOfCVs(t *testing.T) {
	national, province := unequal(0.35), unequal(0.25)
	national.Standard.Name, province.Standard.Name = "national", "province"
	p := unequal(0)
	var err error
	p.Standard, err = standard.Stack(national.Standard, province.Standard)
	require.NoError(t, err)
	limit, ok := p.HardComposite(primary)
	require.True(t, ok)
	require.Equal(t, 0.25, limit)
	out := solve(t, p, "auto")
	require.Equal(t, solve(t, province, "auto").Cost.Total, out.Cost.Total)
	require.Greater(t, out.Cost.Total, solve(t, national, "auto").Cost.Total)
	mean, ok := out.After[0].Composite(primary)
	require.True(t, ok)
	require.LessOrEqual(t, mean, 0.25)
	require.Empty(t, verify.Check(p.County, out).Faults)
}

// A limit that is exactly what a plan comes to is kept by it.
func TestMeansOfCVsAtTheLimit(t *testing.T) {
	before, err := unequal(1).Standard.Assess(unequal(1).County)
	require.NoError(t, err)
	out := solve(t, unequal(before.Composites[0].CV), "outer")
	require.Equal(t, plan.Optimal, out.Status)
	require.Empty(t, out.Actions)
	for _, limit := range []float64{0.5, 0.4, 0.3, 0.25, 0.2, 0.15, 0.1} {
		least := solve(t, unequal(limit), "outer")
		mean, ok := least.After[0].Composite(primary)
		require.True(t, ok)
		same := solve(t, unequal(mean), "outer")
		require.Equal(t, plan.Optimal, same.Status, limit)
		require.Equal(t, least.Cost.Total, same.Cost.Total, limit)
		require.Empty(t, verify.Check(same.Problem.County, same).Faults)
	}
}
