package alloc_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/solver/highs"
)

// quantities are what a plan does, in short: school of a purchase or hire, from>to of a move.
func quantities(t *testing.T, s alloc.Strategy, p *plan.Problem) map[string]float64 {
	t.Helper()
	pl, err := s.Plan(context.Background(), p)
	require.NoError(t, err)
	require.Contains(t, []plan.Status{plan.Feasible, plan.Optimal}, pl.Status)
	require.Empty(t, verify.Check(p.County, pl).Faults)
	all := map[string]float64{}
	for _, a := range pl.Actions {
		if a.Kind == plan.Move {
			all[a.From+">"+a.To] += a.Quantity
		} else {
			all[a.School] += a.Quantity
		}
	}
	return all
}

// desksFor is a problem of buying desks, at one yuan each, for so much money.
func desksFor(c *model.County, budget float64) *plan.Problem {
	c.Costs = []model.Cost{whole(desks, 1, 0)}
	return &plan.Problem{
		County: c, Standard: judge(perPupil("D", desks)), Levers: []plan.Lever{plan.Funding},
		Goals: []plan.Goal{{Name: plan.Dispersion}}, Limits: []plan.Limit{{What: plan.LimitSpending, Max: &budget}},
	}
}

func desked(id string, pupils, have float64) site {
	return site{id, primary, pupils, model.Stocks{}, model.Stocks{desks: have}}
}

func TestMoneyIsDividedByItsRule(t *testing.T) {
	t.Parallel()
	large := func() *model.County { return sites(desked("A", 100, 0), desked("B", 300, 3)) }
	require.Equal(t, map[string]float64{"A": 20, "B": 20}, quantities(t, alloc.EqualShare{}, desksFor(large(), 40)))
	require.Equal(t, map[string]float64{"A": 10, "B": 30}, quantities(t, alloc.PerPupil{}, desksFor(large(), 40)))

	// A counts as 100 pupils and a tenth more for the countryside, B's 20 boarders as 8 1/3 pupils more.
	small := sites(desked("A", 50, 1), desked("B", 180, 1))
	small.Schools[1].Area = model.AreaTown
	small.Sections[1].Stocks["boarders"] = 20
	require.Equal(t, map[string]float64{"A": 660, "B": 1130}, quantities(t, alloc.FormulaWeighted{}, desksFor(small, 1790)))
	// With other weights: A 50, B 180.
	require.Equal(t, map[string]float64{"A": 50, "B": 180},
		quantities(t, alloc.FormulaWeighted{Boarder: 1e-12, SmallBelow: 1, Rural: -1}, desksFor(small, 230)))
}

// What a school cannot use is divided again: A may have 5 desks at most.
func TestMoneyIsDividedAgain(t *testing.T) {
	t.Parallel()
	p := desksFor(sites(desked("A", 100, 0), desked("B", 100, 3)), 40)
	p.County.Costs = append(p.County.Costs, whole(desks, 1, 5))
	p.County.Costs[1].School = "A"
	require.Equal(t, map[string]float64{"A": 5, "B": 35}, quantities(t, alloc.EqualShare{}, p))
}

// Each fund is divided among those that it may serve, and the money with a purpose is spent first.
func TestFundsAreDividedByThemselves(t *testing.T) {
	t.Parallel()
	p := desksFor(sites(desked("A", 100, 0), desked("B", 100, 3)), 100)
	p.County.Schools[1].Area = model.AreaCity
	p.County.Funds = []model.Fund{
		{ID: "all", Year: 2026, Amount: 20, Nature: model.AnyNature, Categories: []string{model.CategoryAny}},
		{ID: "rural", Year: 2026, Amount: 8, Nature: model.AnyNature, Categories: []string{desks}, Areas: []model.Area{model.AreaRural}},
	}
	p.Limits = nil
	require.Equal(t, map[string]float64{"A": 18, "B": 10}, quantities(t, alloc.EqualShare{}, p))
}

func TestNeediestFirst(t *testing.T) {
	t.Parallel()
	c := func() *model.County { return sites(desked("A", 100, 10), desked("B", 100, 5), desked("C", 100, 8)) }
	require.Equal(t, map[string]float64{"B": 4}, quantities(t, alloc.NeediestFirst{}, desksFor(c(), 4)))
	require.Equal(t, map[string]float64{"B": 5, "C": 1}, quantities(t, alloc.NeediestFirst{}, desksFor(c(), 6)))
	// Nobody is raised above the best.
	require.Equal(t, map[string]float64{"B": 5, "C": 2}, quantities(t, alloc.NeediestFirst{}, desksFor(c(), 100)))
}

// fourSchools have a teacher for ten pupils on the whole: A has three too many, M one, N and F lack two. They lie
// in a row.
func fourSchools() *plan.Problem {
	c := sites(staffed("A", primary, 100, 13, 0), staffed("N", primary, 100, 8, 0), staffed("F", primary, 100, 8, 0), staffed("M", primary, 100, 11, 0))
	c.Schools[0].Area, c.Schools[1].Area = model.AreaCity, model.AreaCity
	return rotation(c, judge(perPupil("T", model.Teachers)), plan.Dispersion)
}

func TestTeachersGoByTheRule(t *testing.T) {
	t.Parallel()
	all := map[string]float64{"A>N": 2, "A>F": 1, "M>F": 1}
	require.Equal(t, all, quantities(t, alloc.HighestRatioFirst{}, fourSchools()))
	require.Equal(t, all, quantities(t, alloc.LexicographicTransfer{}, fourSchools()))

	few := fourSchools()
	two := 2.0
	few.Limits = []plan.Limit{{What: plan.LimitMoves, Max: &two}}
	// The best staffed section gives first, to its neighbour.
	require.Equal(t, map[string]float64{"A>N": 2}, quantities(t, alloc.HighestRatioFirst{}, few))
	// A rural place that is not filled weighs more, whoever fills it.
	require.Equal(t, map[string]float64{"A>F": 1, "M>F": 1}, quantities(t, alloc.LexicographicTransfer{}, few))
	// Unless it does not.
	require.Equal(t, map[string]float64{"A>N": 2}, quantities(t, alloc.LexicographicTransfer{Rural: 1}, few))
}

// A minimum above the county's mean is the norm: then nobody has any to spare but A.
func TestTheNormIsTheMinimumWhereItIsMore(t *testing.T) {
	t.Parallel()
	p := fourSchools()
	p.Standard.Indicators[0].Minimum = at(primary, 0.11)
	require.Equal(t, map[string]float64{"A>N": 2}, quantities(t, alloc.HighestRatioFirst{}, p))
}

// Under a limit on the CV as few move as keep it; the rule still says who.
func TestAsLittleAsKeepsTheConditions(t *testing.T) {
	t.Parallel()
	p := fourSchools()
	p.Goals[0].Name = plan.Moves
	limit := 0.15 // A 12, N 9: CV 0.158; A 11, N 10: 0.122
	p.Limits = []plan.Limit{cvLimit(limit)}
	require.Equal(t, map[string]float64{"A>N": 2}, quantities(t, alloc.HighestRatioFirst{}, p))
	pl, err := alloc.StatusQuo{}.Plan(context.Background(), p)
	require.NoError(t, err)
	require.Equal(t, plan.Unknown, pl.Status)
	require.Empty(t, verify.Check(p.County, pl).Faults)
}

// A local search gives back what it need not spend and finds what neediest-first does not.
func TestLocalSearch(t *testing.T) {
	t.Parallel()
	p := desksFor(sites(desked("A", 100, 10), desked("B", 100, 2), desked("C", 900, 80)), 0)
	p.Goals[0].Name = plan.CostGoal
	p.Limits = []plan.Limit{cvLimit(0.14)}
	local := quantities(t, alloc.LocalSearch{}, p)
	exact := quantities(t, alloc.Exact{Open: highs.Open}, p)
	require.Equal(t, exact, local)
	require.Less(t, local["C"], quantities(t, alloc.PerPupil{}, p)["C"])
}

func TestStrategiesThatDoNotSuit(t *testing.T) {
	t.Parallel()
	p := desksFor(sites(desked("A", 100, 0), desked("B", 100, 3)), 1)
	p.Limits = nil
	_, err := alloc.PerPupil{}.Plan(context.Background(), p)
	require.ErrorIs(t, err, alloc.ErrStrategy)
	require.ErrorContains(t, err, "give a budget or funds")

	_, err = alloc.StrategyByName("neediestfirst", alloc.Exact{})
	require.ErrorIs(t, err, alloc.ErrStrategy)
	require.ErrorContains(t, err, `did you mean "neediest-first"?`)

	ctx, stop := context.WithCancel(context.Background())
	stop()
	_, err = alloc.NeediestFirst{}.Plan(ctx, desksFor(sites(desked("A", 100, 0), desked("B", 100, 3)), 10))
	require.ErrorIs(t, err, context.Canceled)

	_, err = alloc.StatusQuo{}.Plan(context.Background(), &plan.Problem{})
	require.ErrorIs(t, err, plan.ErrProblem)
}

// What costs nothing and has no end is given by no rule.
func TestFreeGoodsHaveAnEnd(t *testing.T) {
	t.Parallel()
	p := desksFor(sites(desked("A", 100, 2), desked("B", 100, 4)), 10)
	p.County.Costs = []model.Cost{whole(desks, 0, 0)}
	for _, c := range baselines(t) {
		require.Empty(t, quantities(t, c.Strategy, p), c.Name)
	}
	p.County.Costs = []model.Cost{whole(desks, 0, 3)}
	require.Equal(t, map[string]float64{"A": 2}, quantities(t, alloc.NeediestFirst{}, p))
	require.Equal(t, map[string]float64{"A": 3, "B": 3}, quantities(t, alloc.PerPupil{}, p))
}
