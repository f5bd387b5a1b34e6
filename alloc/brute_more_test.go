package alloc_test

import (
	"bytes"
	"context"
	"math"
	"slices"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/highs"
)

// bytesOf is a plan as a file, but for how long it took.
func bytesOf(t require.TestingT, pl *plan.Plan) string {
	twin := *pl
	twin.Run.Seconds = 0
	var b bytes.Buffer
	require.NoError(t, plan.Write(&b, &twin))
	require.NotContains(t, b.String(), "NaN")
	return b.String()
}

func TestBruteSameProblemSamePlan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t)
		if p.County.Validate() != nil || p.Validate() != nil {
			t.Skip("no problem")
		}
		first, err := alloc.Exact{Open: highs.Open}.Plan(context.Background(), p)
		require.NoError(t, err)
		again, err := alloc.Exact{Open: highs.Open}.Plan(context.Background(), p)
		require.NoError(t, err)
		require.Equal(t, bytesOf(t, first), bytesOf(t, again))
	})
}

// A lookingContext is cancelled after so many looks at it: in the midst of planning, but at the same place
// always.
type lookingContext struct {
	context.Context
	cancel context.CancelFunc
	left   atomic.Int32
}

func (c *lookingContext) Err() error {
	if c.left.Add(-1) < 0 {
		c.cancel()
	}
	return c.Context.Err()
}

// A cancelled context, before or while planning, and a time limit that is over at once leave a plan
// that holds or none; they are no error.
func TestBruteStoppedPlansHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t)
		if p.County.Validate() != nil || p.Validate() != nil {
			t.Skip("no problem")
		}
		set := alloc.Settings{}
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		switch rapid.SampledFrom([]string{"before", "during", "time"}).Draw(t, "stopped") {
		case "before":
			cancel()
		case "during":
			impatient := &lookingContext{Context: ctx, cancel: cancel}
			impatient.left.Store(rapid.Int32Range(0, 40).Draw(t, "looks"))
			ctx = impatient
		case "time":
			set.TimeLimit = time.Nanosecond
		}
		pl, err := alloc.Exact{Open: highs.Open, Settings: set}.Plan(ctx, p)
		require.NoError(t, err)
		bytesOf(t, pl)
		switch pl.Status {
		case plan.Optimal, plan.Feasible:
			sound(t, p, pl)
		case plan.StatusInfeasible:
			require.Empty(t, pl.Actions)
			require.Empty(t, verify.Check(p.County, pl).Faults)
		case plan.Unknown:
			require.Empty(t, pl.Actions)
		}
	})
}

// divisible is a county whose stocks can be bought in any quantity.
func divisible(t *rapid.T, goal plan.GoalName) *plan.Problem {
	c := &model.County{Name: "divisible", Year: 2025}
	for i := range rapid.IntRange(2, 4).Draw(t, "schools") {
		id := "S" + strconv.Itoa(i)
		school := model.School{ID: id, Kind: model.KindNineYear, Area: model.AreaRural, Stocks: model.Stocks{
			"area_m2": 100 * float64(rapid.IntRange(1, 9).Draw(t, "area")),
		}}
		c.Schools = append(c.Schools, school)
		for _, stage := range []string{primary, junior} {
			if stage == junior && rapid.Bool().Draw(t, "no junior stage") {
				continue
			}
			c.Sections = append(c.Sections, model.Section{
				School: id, Stage: stage, Pupils: float64(rapid.IntRange(40, 300).Draw(t, "pupils")),
				Stocks: model.Stocks{model.EquipmentYuan: 1000 * float64(rapid.IntRange(1, 99).Draw(t, "equipment"))},
			})
		}
	}
	c.Costs = []model.Cost{
		{Category: "area_m2", Unit: "m2", Cost: 3000, Nature: model.Capital},
		{Category: model.EquipmentYuan, Unit: "yuan", Cost: 1, Nature: model.Capital},
	}
	area, equipment := perPupil("A", "area_m2"), perPupil("E", model.EquipmentYuan)
	area.Split = true
	area.Minimum, equipment.Minimum = map[string]float64{primary: 3, junior: 4}, map[string]float64{primary: 300, junior: 400}
	area.CVLimit, equipment.CVLimit = map[string]float64{primary: 0.3, junior: 0.35}, map[string]float64{primary: 0.2, junior: 0.25}
	p := &plan.Problem{
		County: c, Standard: judge(area, equipment), Levers: []plan.Lever{plan.Funding}, Goals: []plan.Goal{{Name: goal}},
	}
	p.Standard.Section = standard.SectionRule{MetAtLeast: 1, OthersAtShare: 0.85}
	if goal == plan.Dispersion || goal == plan.Shortfall {
		budget := 1000 * float64(rapid.IntRange(0, 3000).Draw(t, "budget"))
		p.Limits = append(p.Limits, plan.Limit{What: plan.LimitSpending, Max: &budget})
	}
	return p
}

// first plans and returns the value of the first goal.
func first(t require.TestingT, p *plan.Problem) float64 {
	require.NoError(t, p.Validate())
	pl, err := alloc.Exact{Open: highs.Open}.Plan(context.Background(), p)
	require.NoError(t, err)
	// Later levels of dispersion keep earlier ones to a margin only, which may be worth more to them.
	g := pl.Goals[0]
	require.True(t, g.Gap < roughly || g.Value < asGoodAsEven, "%s: %v, bound %v", g.Name, g.Value, g.Bound)
	sound(t, p, pl)
	return g.Value
}

// asGoodAsEven is a ratio near which nothing is proved: where the optimum is 0, cuts that are accurate
// to 1e-8 in squares, of means that have grown a good deal, leave plans as uneven as this.
const asGoodAsEven = 0.05

// roughly is the gap that is let pass where limits are kept by a margin and the goal's value is next to
// nothing beside it, as with the last yuan of a county that all but passes.
const roughly = 5e-3

// room is how far two values may be from each other that have the same optimum.
func room(g plan.GoalName, v float64) float64 {
	if g == plan.Dispersion {
		return roughly*max(v, 0.01) + asGoodAsEven
	}
	return roughly * max(v, 1000)
}

// within compares values of a goal.
func within(t require.TestingT, g plan.GoalName, want, got float64, what string) {
	require.InDelta(t, want, got, room(g, want), what)
}

func TestBruteDivisiblePlansScale(t *testing.T) {
	for _, goal := range []plan.GoalName{plan.Dispersion, plan.CostGoal, plan.PassCost, plan.Shortfall} {
		t.Run(string(goal), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				p := divisible(t, goal)
				value := first(t, p)

				// Ten times the pupils, stocks and money: ten times the cost, the same ratios.
				large := *p
				large.County = p.County.Clone()
				for i := range large.County.Schools {
					large.County.Schools[i].Stocks["area_m2"] *= 10
				}
				for i := range large.County.Sections {
					large.County.Sections[i].Pupils *= 10
					large.County.Sections[i].Stocks[model.EquipmentYuan] *= 10
				}
				large.Limits = slices.Clone(p.Limits)
				for i := range large.Limits {
					large.Limits[i].Max = pointer(10 * *p.Limits[i].Max)
				}
				factor := 10.0
				if goal == plan.Dispersion {
					factor = 1
				}
				within(t, goal, factor*value, first(t, &large), "ten times everything")

				// Sections and schools the other way round.
				turned := *p
				turned.County = p.County.Clone()
				slices.Reverse(turned.County.Schools)
				slices.Reverse(turned.County.Sections)
				within(t, goal, value, first(t, &turned), "the other way round")

				// Money in another currency.
				if goal == plan.CostGoal || goal == plan.PassCost {
					dear := *p
					dear.County = p.County.Clone()
					for i := range dear.County.Costs {
						dear.County.Costs[i].Cost *= 7
					}
					within(t, goal, 7*value, first(t, &dear), "prices times seven")
				}

				// More money, or a softer limit, never makes it worse.
				soft := *p
				soft.Limits = slices.Clone(p.Limits)
				for i := range soft.Limits {
					soft.Limits[i].Max = pointer(1.5 * *p.Limits[i].Max)
				}
				if goal == plan.CostGoal || goal == plan.PassCost {
					soft.Standard = judge(slices.Clone(p.Standard.Indicators)...)
					soft.Standard.Section = p.Standard.Section
					for k := range soft.Standard.Indicators {
						of := &soft.Standard.Indicators[k]
						of.CVLimit = map[string]float64{primary: of.CVLimit[primary] * 1.5, junior: of.CVLimit[junior] * 1.5}
					}
				}
				require.LessOrEqual(t, first(t, &soft), value+room(goal, value), "a softer limit makes it worse")
			})
		})
	}
}

func TestBruteOddCounties(t *testing.T) {
	levelled := func(c *model.County, levers ...plan.Lever) *plan.Problem {
		k := perPupil("T", model.Teachers)
		k.Minimum, k.CVLimit = at("écôle 1/2 *", 0.01), at("écôle 1/2 *", 0.45)
		k.Minimum[primary], k.CVLimit[primary] = 0.01, 0.45
		c.Costs = append(c.Costs, whole("hire:plain", 1000, 2))
		return &plan.Problem{County: c, Standard: judge(k), Levers: levers, Goals: []plan.Goal{{Name: plan.Dispersion}}}
	}
	tests := []struct {
		name string
		p    *plan.Problem
	}{
		{"one section", levelled(sites(staffed("A", primary, 100, 1, 0)), plan.Hiring)},
		{"ids with slashes, asterisks and percent signs", levelled(sites(
			staffed("A/1", primary, 100, 3, 1), staffed("A/1%2F*", primary, 100, 0, 0), staffed("%", primary, 50, 1, 0)), plan.Hiring, plan.Rotation)},
		{"a stage with an odd name", levelled(sites(
			staffed("A", "écôle 1/2 *", 100, 3, 1), staffed("B", "écôle 1/2 *", 100, 0, 0)), plan.Hiring, plan.Rotation)},
		{"sections without pupils", levelled(sites(
			staffed("A", primary, 0, 3, 1), staffed("B", primary, 100, 0, 0), staffed("C", primary, 0, 0, 0)), plan.Hiring)},
		{"no teachers at all", levelled(sites(staffed("A", primary, 100, 0, 0), staffed("B", primary, 100, 0, 0)), plan.Hiring)},
	}
	for _, tt := range tests {
		for _, goal := range []plan.GoalName{plan.Dispersion, plan.CostGoal, plan.PassCost, plan.Shortfall, plan.Moves} {
			t.Run(tt.name+", "+string(goal), func(t *testing.T) {
				p := *tt.p
				p.Goals = []plan.Goal{{Name: goal}}
				require.NoError(t, p.County.Validate())
				if p.Validate() != nil {
					require.Equal(t, plan.Moves, goal, p.Validate())
					return // nobody can move
				}
				b, ok := small(&p)
				require.True(t, ok)
				compare(t, &p, b)
			})
		}
	}
	_, err := alloc.Exact{Open: highs.Open}.Plan(context.Background(), levelled(&model.County{Name: "none", Year: 2025}, plan.Hiring))
	require.Error(t, err, "a county without sections is refused")
}

// Whole units that come in thousands are divisible in the engine: the money must still suffice after
// they are rounded.
func TestBruteCheapWholeUnitsKeepTheBudget(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := sites(
			site{"A", primary, 900, nil, model.Stocks{"books": 9000}}, site{"B", primary, 700, nil, model.Stocks{"books": 16_000}},
			site{"C", primary, 800, nil, model.Stocks{"books": float64(rapid.IntRange(8000, 30_000).Draw(t, "books"))}},
		)
		c.Costs = []model.Cost{whole("books", 31, 0), whole("boats", 1_000_000, 1)}
		k := perPupil("B", "books")
		k.Minimum, k.CVLimit = at(primary, 25), at(primary, 0.15)
		p := &plan.Problem{County: c, Standard: judge(k), Levers: []plan.Lever{plan.Funding}}
		goal := rapid.SampledFrom([]plan.GoalName{plan.Dispersion, plan.CostGoal, plan.PassCost, plan.Shortfall}).Draw(t, "goal")
		p.Goals = []plan.Goal{{Name: goal}}
		if goal == plan.Dispersion || goal == plan.Shortfall {
			budget := float64(rapid.IntRange(0, 400_000).Draw(t, "budget"))
			p.Limits = []plan.Limit{{What: plan.LimitSpending, Max: &budget}}
		}
		require.NoError(t, p.Validate())
		pl, err := alloc.Exact{Open: highs.Open}.Plan(context.Background(), p)
		require.NoError(t, err)
		require.Contains(t, []plan.Status{plan.Optimal, plan.Feasible}, pl.Status)
		require.Less(t, pl.Goals[0].Gap, 0.01, "%v of %v", pl.Goals[0].Bound, pl.Goals[0].Value)
		sound(t, p, pl)
		for _, a := range pl.Actions {
			require.Equal(t, math.Trunc(a.Quantity), a.Quantity)
		}
	})
}
