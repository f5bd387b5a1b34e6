package plan_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// good are actions that keep every rule of problem.
func good() []plan.Action {
	return []plan.Action{
		buy("B", "", rooms, 2, 60000, "room"),
		buy("C", "", rooms, 1, 35000, "room"),
		buy("A", primary, "desks", 2.5, 501.25, "desk"),
		hire("B", primary, backbone, 1, 120000),
		move("A", "B", primary, plain, 2, 2000),
		move("A", "C", primary, plain, 1, 5000),
	}
}

func evaluate(t *testing.T, p *plan.Problem, actions []plan.Action) *plan.Outcome {
	t.Helper()
	o, err := plan.Evaluate(p, actions)
	require.NoError(t, err)
	return o
}

func sentences(o *plan.Outcome) []string {
	var s []string
	for _, v := range o.Violations {
		s = append(s, v.String())
	}
	return s
}

func TestEvaluate(t *testing.T) {
	p := problem()
	o := evaluate(t, p, good())
	require.Empty(t, sentences(o))
	require.Equal(t, 222501.25, o.Cost.Total)
	require.Equal(t, map[string]float64{"funding": 95501.25, "hiring": 120000, "rotation": 7000}, o.Cost.ByLever)
	require.Equal(t, map[string]float64{"capital": 95501.25, "recurrent": 127000}, o.Cost.ByNature)
	require.Empty(t, o.Cost.ByFund)
	require.Equal(t, 3.0, o.Moves)
	require.Equal(t, county(), p.County)
	require.Equal(t, 2025, o.Before.Year)
	require.Equal(t, 2026, o.After.Year)
	require.Equal(t, 2026, o.County.Year)

	for goal, want := range map[plan.GoalName]float64{
		plan.CostGoal: 222501.25, plan.PassCost: 222501.25, plan.Moves: 3, plan.Shortfall: o.Shortfall, plan.Dispersion: o.Levels[0].Ratio,
	} {
		require.Equal(t, want, o.Value(goal), goal)
	}
	require.True(t, math.IsNaN(o.Value("joy")))
}

func TestEvaluateShortfall(t *testing.T) {
	// Teachers: B/primary has 6 per 100 where 7 are due: 100 pupils x 1/7. Rooms: B has 1 where 2 are.
	// C's 3 rooms: primary share 1/2.1, junior 1.1/2.1, each of 50 pupils: enough. D has 3 for 100.
	p := problem()
	o := evaluate(t, p, nil)
	require.InDelta(t, 100.0/7+50, o.Shortfall, 1e-12)
	p.Indicators = []string{"T"}
	require.InDelta(t, 100.0/7, evaluate(t, p, nil).Shortfall, 1e-12)
	p.Stages = []string{junior}
	require.Zero(t, evaluate(t, p, nil).Shortfall)
	require.InDelta(t, 50, evaluate(t, problem(), []plan.Action{hire("B", primary, plain, 1, 80000)}).Shortfall, 1e-12)
}

func TestEvaluateLevels(t *testing.T) {
	// Teachers per 100 pupils, primary: 10, 6, 10 with weights 0.4, 0.4, 0.2: mean 8.4, variance
	// 0.4*1.6^2 + 0.4*2.4^2 + 0.2*1.6^2 = 3.84.
	p := problem()
	o := evaluate(t, p, nil)
	require.Len(t, o.Levels, 6)
	for i := range o.Levels[1:] {
		require.GreaterOrEqual(t, o.Levels[i].Ratio, o.Levels[i+1].Ratio)
	}
	ratio := map[string]float64{}
	for _, l := range o.Levels {
		ratio[l.Code+"/"+l.Stage] = l.Ratio
	}
	require.InDelta(t, math.Sqrt(3.84)/8.4/0.2, ratio["T/primary"], 1e-12)
	// Rooms, no limit: D has 3 per 100 pupils, C 3*1.1/2.1 for 50: the CV itself.
	d, c := 3.0, 2*3*1.1/2.1
	mean := (d*100 + c*50) / 150
	require.InDelta(t, math.Sqrt((100*(d-mean)*(d-mean)+50*(c-mean)*(c-mean))/150)/mean, ratio["R/junior"], 1e-12)

	p.Levers = []plan.Lever{plan.Rotation}
	require.Len(t, evaluate(t, p, nil).Levels, 4)
	p.Limits = []plan.Limit{cv(0.4, "", "")}
	halved := evaluate(t, p, nil)
	for _, l := range halved.Levels {
		if l.Code == "T" {
			require.InDelta(t, ratio["T/"+l.Stage]/2, l.Ratio, 1e-12, "the stated limit is the denominator")
		}
	}
}

func TestEvaluateUndefinedLevel(t *testing.T) {
	p := problem()
	for i := range p.County.Schools {
		p.County.Schools[i].Stocks[rooms] = 0
	}
	o := evaluate(t, p, nil)
	require.True(t, math.IsNaN(o.Levels[0].Ratio), "what is undefined is worst")
	require.True(t, math.IsNaN(o.Value(plan.Dispersion)))
	require.Nil(t, o.After.Indicators[2].CV)
}

func TestEvaluateFunds(t *testing.T) {
	p := problem()
	p.County.Funds = []model.Fund{
		{ID: "build", Year: 2026, Amount: 100000, Nature: model.Capital, Categories: []string{rooms}},
		{ID: "staff", Year: 2026, Amount: 300000, Nature: model.AnyNature, Categories: []string{"hire", "move", "desks"}},
		{ID: "rural", Year: 2026, Amount: 1000, Nature: model.AnyNature, Categories: []string{"move"}, Areas: []model.Area{model.AreaRural}},
	}
	p.Limits = []plan.Limit{{What: plan.LimitHeadcount, On: true}}
	from := func(fund string, yuan float64) plan.FundShare { return plan.FundShare{Fund: fund, Amount: yuan} }
	a := swap("A", "B", backbone, plain, 1, 2000)
	actions := []plan.Action{
		paid(buy("B", "", rooms, 2, 60000, "room"), from("build", 60000)),
		paid(hire("B", primary, backbone, 1, 120000), from("staff", 120000)),
		paid(a, from("rural", 1000), from("staff", 1000)), // A is in the city: rural pays the way to B only
	}
	o := evaluate(t, p, actions)
	require.Empty(t, sentences(o))
	require.Equal(t, map[string]float64{"build": 60000, "staff": 121000, "rural": 1000}, o.Cost.ByFund)
	require.Equal(t, 1.0, o.Moves)

	for want, funds := range map[string][]plan.FundShare{
		"fund at 2026/rotation/swap/A/B//primary/above_degree+backbone<>plain: the funds for one direction pay 1500, that direction costs 1000 (by 500 yuan)": {from("rural", 1500), from("staff", 500)},
		"fund at rural: pays 1500 and has 1000 (by 500 yuan)":                                                                     {from("rural", 1500), from("staff", 500)},
		"fund at 2026/rotation/swap/A/B//primary/above_degree+backbone<>plain: the funds pay 1000 of 2000 (by 1000 yuan)":         {from("staff", 1000)},
		"fund at 2026/rotation/swap/A/B//primary/above_degree+backbone<>plain: fund build may not pay for this (by 2000 yuan)":    {from("build", 2000)},
		"fund at 2026/rotation/swap/A/B//primary/above_degree+backbone<>plain: there is no fund \"stuff\" in 2026 (by 2000 yuan)": {from("stuff", 2000)},
		"fund at 2026/rotation/swap/A/B//primary/above_degree+backbone<>plain: fund staff pays -1: must not be negative":          {from("staff", -1), from("rural", 2001)},
	} {
		actions[2] = paid(a, funds...)
		require.Contains(t, sentences(evaluate(t, p, actions)), want)
	}
}

// Every rule that a plan may break, broken once.
func TestEvaluateViolations(t *testing.T) {
	headcount := plan.Limit{What: plan.LimitHeadcount, On: true}
	goal := func(g plan.GoalName) func(p *plan.Problem) {
		return func(p *plan.Problem) { p.Goals = []plan.Goal{{Name: g}} }
	}
	limit := func(l ...plan.Limit) func(p *plan.Problem) { return func(p *plan.Problem) { p.Limits = l } }
	none := func(*plan.Problem) {}
	scoped := func(l plan.Limit, s plan.Scope) plan.Limit { l.Scope = s; return l }
	metres := move("A", "B", primary, plain, 1, 1000)
	metres.Metres = ptr(5)
	year := buy("B", "", rooms, 1, 30000, "room")
	year.Year = 2027
	nature := buy("B", "", rooms, 1, 30000, "room")
	nature.Nature = "recurrent"

	for name, c := range map[string]struct {
		change  func(p *plan.Problem)
		actions []plan.Action
		want    string
	}{
		"lever": {func(p *plan.Problem) { p.Levers = []plan.Lever{plan.Funding} }, []plan.Action{hire("A", primary, plain, 1, 80000)},
			"lever at 2026/hiring/hire///A/primary/plain: hiring is not among the levers of the problem"},
		"year": {none, []plan.Action{year}, "lever at 2027/funding/buy///B//multimedia_rooms: the problem plans the year 2026"},
		"stage": {func(p *plan.Problem) { p.Stages = []string{junior} }, []plan.Action{hire("A", primary, plain, 1, 80000)},
			"lever at 2026/hiring/hire///A/primary/plain: section A/primary does not count or is of a stage that the problem is not about"},
		"school": {func(p *plan.Problem) { p.Stages = []string{junior} }, []plan.Action{buy("A", "", rooms, 1, 30000, "room")},
			"lever at 2026/funding/buy///A//multimedia_rooms: school A has no section that counts and that the problem is about"},
		"does not count": {func(p *plan.Problem) { p.County.Sections[1].Pupils = 0 }, []plan.Action{move("A", "B", primary, plain, 1, 1000)},
			"lever at 2026/rotation/move/A/B//primary/plain: section B/primary does not count or is of a stage that the problem is not about"},
		"twice": {none, []plan.Action{buy("B", "", rooms, 1, 30000, "room"), buy("B", "", rooms, 1, 30000, "room")},
			"once at 2026/funding/buy///B//multimedia_rooms: two actions with this key: quantities of one thing are added up"},
		"swap": {none, []plan.Action{swap("A", "B", backbone, plain, 1, 2000)},
			"lever at 2026/rotation/swap/A/B//primary/above_degree+backbone<>plain: swaps are for problems that keep headcounts"},
		"not sold": {none, []plan.Action{buy("A", primary, model.Classes, 1, 0, "")},
			"price at 2026/funding/buy///A/primary/classes: no cost line for classes at school A"},
		"not hired": {none, []plan.Action{hire("A", primary, degree, 1, 0)},
			"price at 2026/hiring/hire///A/primary/above_degree: no cost line for hire:above_degree at school A"},
		"cost": {none, []plan.Action{buy("B", "", rooms, 2, 59999, "room")},
			"cost at 2026/funding/buy///B//multimedia_rooms: the action states 59999, the prices give 60000 (by 1 yuan)"},
		"cost not a number": {none, []plan.Action{buy("B", "", rooms, 2, math.NaN(), "room")},
			"cost at 2026/funding/buy///B//multimedia_rooms: the action states NaN, the prices give 60000 (by NaN yuan)"},
		"unit": {none, []plan.Action{buy("B", "", rooms, 2, 60000, "m2")},
			`cost at 2026/funding/buy///B//multimedia_rooms: the action counts in "m2", its price in "room"`},
		"nature": {none, []plan.Action{nature},
			`cost at 2026/funding/buy///B//multimedia_rooms: the action is stated as "recurrent", its price is capital`},
		"whole": {none, []plan.Action{buy("B", "", rooms, 1.5, 45000, "room")},
			"whole at 2026/funding/buy///B//multimedia_rooms: multimedia_rooms is sold in whole units only (by 0.5 room)"},
		"part of a person": {none, []plan.Action{hire("A", primary, plain, 1.5, 120000)},
			"whole at 2026/hiring/hire///A/primary/plain: teachers are whole persons (by 0.5 person)"},
		"most": {none, []plan.Action{buy("B", "", rooms, 6, 180000, "room")},
			"max_quantity at 2026/funding/buy///B//multimedia_rooms: 6, at most 5 are to be had (by 1 room)"},
		"no funds": {none, []plan.Action{paid(buy("B", "", rooms, 1, 30000, "room"), plan.FundShare{Fund: "x", Amount: 30000})},
			"fund at 2026/funding/buy///B//multimedia_rooms: the problem has no funds"},
		"unfunded": {limit(most(plan.LimitSpending, 40000)), []plan.Action{buy("B", "", rooms, 1, 30000, "room")},
			"fund at 2026/funding/buy///B//multimedia_rooms: the funds pay 0 of 30000 (by 30000 yuan)"},
		"budget": {limit(most(plan.LimitSpending, 29999)), []plan.Action{paid(buy("B", "", rooms, 1, 30000, "room"), plan.FundShare{Fund: "budget", Amount: 30000})},
			"spending: 30000 spent, at most 29999 may be (by 1 yuan)"},
		"spending in a zone": {limit(scoped(most(plan.LimitSpending, 1), plan.Scope{Zone: "Z2"})), []plan.Action{buy("A", "", rooms, 1, 30000, "room"), move("A", "B", primary, plain, 1, 1000)},
			"spending at zone Z2: 1000 spent, at most 1 may be (by 999 yuan)"},
		"posts": {func(p *plan.Problem) { p.County.Posts = []model.Post{{School: "B", Stage: primary, Max: 7}} }, []plan.Action{hire("B", primary, plain, 2, 160000)},
			"posts at B/primary: 8 teachers where there are posts for 7 (by 1 teachers)"},
		"posts in the county": {func(p *plan.Problem) { p.County.Posts = []model.Post{{Kind: backbone, Max: 3}} }, []plan.Action{hire("B", primary, backbone, 1, 120000)},
			"posts at county/above_degree+backbone: 12 teachers where there are posts for 11 (by 1 teachers)"},
		"moves": {limit(most(plan.LimitMoves, 1)), []plan.Action{move("A", "B", primary, plain, 2, 2000)},
			"moves: 2 moves, at most 1 are allowed (by 1 moves)"},
		"moves from a school": {limit(scoped(most(plan.LimitMoves, 0), plan.Scope{School: "A"})), []plan.Action{move("A", "B", primary, plain, 2, 2000), move("B", "C", primary, plain, 1, 5000)},
			"moves at school A: 2 moves, at most 0 are allowed (by 2 moves)"},
		"leave share": {limit(most(plan.LimitLeaveShare, 0.3)), []plan.Action{move("A", "B", primary, plain, 2, 2000)},
			"leave-share at A/primary: 2 teachers of kind plain leave, at most 1 may (by 1 teachers)"},
		"distance": {limit(most(plan.LimitMoveKM, 1)), []plan.Action{move("A", "B", primary, plain, 1, 1000)},
			"move-km at 2026/rotation/move/A/B//primary/plain: "},
		"unknown distance": {func(p *plan.Problem) {
			p.Limits, p.County.Schools[0].Place = []plan.Limit{most(plan.LimitMoveKM, 99)}, nil
		}, []plan.Action{move("A", "B", primary, plain, 1, 1000)},
			"distance at 2026/rotation/move/A/B//primary/plain: the distance is not known and a limit needs it"},
		"unknown distance, priced": {func(p *plan.Problem) {
			p.County.Schools[0].Place = nil
			p.County.Costs = []model.Cost{{Category: model.CategoryMoveKM, Cost: 1, Nature: model.Recurrent}}
		}, []plan.Action{move("A", "B", primary, plain, 1, 0)},
			"distance at 2026/rotation/move/A/B//primary/plain: the distance is not known and its price needs it"},
		"stated distance": {none, []plan.Action{metres},
			"distance at 2026/rotation/move/A/B//primary/plain: the action states 5 m, which the county does not"},
		"barred": {func(p *plan.Problem) {
			p.County.Travel = []model.Trip{{From: "A", School: "B", Metres: 5, Barrier: true}}
		}, []plan.Action{metres}, "distance at 2026/rotation/move/A/B//primary/plain: the way from A to B is barred"},
		"floor": {limit(plan.Limit{What: plan.LimitTeachers, Min: ptr(9)}), []plan.Action{move("A", "B", primary, plain, 3, 3000)},
			"teachers at A/primary: 7 teachers stay, at least 9 must (by 2 teachers)"},
		"floor by kind": {limit(plan.Limit{What: plan.LimitTeachers, Min: ptr(4), Scope: plan.Scope{Kind: plain, School: "A"}}), []plan.Action{move("A", "B", primary, plain, 3, 3000)},
			"teachers at A/primary: 1 teachers of kind plain stay, at least 4 must (by 3 teachers)"},
		"floor by classes": {limit(plan.Limit{What: plan.LimitTeachers, MinColumn: model.Classes}), []plan.Action{move("C", "A", primary, plain, 3, 3000)},
			"teachers at C/primary: 2 teachers stay, at least 3 must (by 1 teachers)"},
		"headcount": {limit(headcount), []plan.Action{move("A", "B", primary, plain, 1, 1000)},
			"headcount at B/primary: as many teachers must come as go (by 1 teachers)"},
		"moved twice": {none, []plan.Action{move("A", "B", primary, plain, 5, 5000), move("C", "A", primary, plain, 2, 2000)},
			"twice at A/primary: 5 teachers of kind plain leave where 4 are: nobody moves twice (by 1 teachers)"},
		"forbidden": {func(p *plan.Problem) { p.Locks = []plan.Lock{{Key: "*/rotation/*/A/*/*/*/*", Forbid: true}} }, []plan.Action{move("A", "B", primary, plain, 1, 1000)},
			"lock at */rotation/*/A/*/*/*/*: 1 planned where none may be (by 1)"},
		"fixed": {func(p *plan.Problem) {
			p.Locks = []plan.Lock{{Key: "2026/rotation/move/A/B//primary/plain", Fix: ptr(2)}}
		}, []plan.Action{move("A", "B", primary, plain, 1, 1000)},
			"lock at 2026/rotation/move/A/B//primary/plain: 1 planned where exactly 2 must be (by 1)"},
		"kept": {func(p *plan.Problem) {
			p.Locks = []plan.Lock{{Key: "2026/rotation/move/A/B//primary/plain", Keep: ptr(2)}}
		}, nil, "lock at 2026/rotation/move/A/B//primary/plain: 0 planned where at least 2 must be (by 2)"},
		"cv":       {goal(plan.Moves), nil, "cv at T/primary: the CV is 0.23"},
		"pass":     {goal(plan.PassCost), nil, "section-rule at B/primary: the section does not pass: 0 indicators are at their minimum"},
		"pass, cv": {goal(plan.PassCost), nil, "cv at T/primary: the CV is 0.23"},
		"stated cv": {func(p *plan.Problem) {
			p.Goals, p.Limits = []plan.Goal{{Name: plan.Shortfall}}, []plan.Limit{cv(0.1, "R", "")}
		}, nil, "cv at R/primary: the CV is "},
		"undefined cv": {func(p *plan.Problem) {
			p.Goals, p.Limits = []plan.Goal{{Name: plan.CostGoal}}, []plan.Limit{cv(0.1, "R", "")}
			for i := range p.County.Schools {
				p.County.Schools[i].Stocks[rooms] = 0
			}
		}, nil, "cv at R/primary: the CV is undefined, at most 0.1 is allowed"},
	} {
		t.Run(name, func(t *testing.T) {
			p := problem()
			c.change(p)
			found := false
			got := sentences(evaluate(t, p, c.actions))
			for _, s := range got {
				found = found || len(s) >= len(c.want) && s[:len(c.want)] == c.want
			}
			require.True(t, found, "want %q among %q", c.want, got)
		})
	}
}

// What is exactly at a limit keeps it.
func TestEvaluateAtTheLimit(t *testing.T) {
	p := problem()
	p.Goals = []plan.Goal{{Name: plan.CostGoal}}
	o := evaluate(t, p, nil)
	p.Limits = []plan.Limit{cv(1, "", ""), cv(*o.Before.Indicators[0].CV, "T", primary)}
	require.Empty(t, sentences(evaluate(t, p, nil)), "the CV itself as the limit")
	p.Limits[1] = cv(math.Nextafter(*o.Before.Indicators[0].CV, 0), "T", primary)
	require.Empty(t, sentences(evaluate(t, p, nil)), "above it by rounding alone, as the standard reads it")
	p.Limits[1] = cv(*o.Before.Indicators[0].CV*(1-1e-11), "T", primary)
	require.Len(t, evaluate(t, p, nil).Violations, 1, "a number that is lower on paper")

	p = problem()
	p.Limits = []plan.Limit{most(plan.LimitMoves, 2), most(plan.LimitLeaveShare, 0.5)}
	require.Empty(t, sentences(evaluate(t, p, []plan.Action{move("A", "B", primary, plain, 2, 2000)})))
}

func TestEvaluateHeadcountLetsHire(t *testing.T) {
	p := problem()
	p.Limits = []plan.Limit{{What: plan.LimitHeadcount, On: true}}
	require.Empty(t, sentences(evaluate(t, p, []plan.Action{hire("B", primary, plain, 1, 80000)})))
}

func TestEvaluateErrors(t *testing.T) {
	_, err := plan.Evaluate(problem(), []plan.Action{buy("X", "", rooms, 1, 0, "")})
	require.ErrorIs(t, err, plan.ErrAction)
	p := problem()
	delete(p.County.Schools[0].Stocks, rooms)
	_, err = plan.Evaluate(p, nil)
	var data *model.DataError
	require.ErrorAs(t, err, &data)
}

func TestMoneyHasATolerance(t *testing.T) {
	p := problem()
	o := evaluate(t, p, []plan.Action{buy("B", "", rooms, 2, 60000.00001, "room")})
	require.Empty(t, sentences(o))
	o = evaluate(t, p, []plan.Action{buy("B", "", rooms, 2, 60000.01, "room")})
	require.Len(t, o.Violations, 1)
}

// A plan keeps a limit on the mean of the CVs by what the standard makes of it.
func TestEvaluateMeanOfCVs(t *testing.T) {
	p := problem()
	p.Levers, p.Goals = []plan.Lever{plan.Rotation}, []plan.Goal{{Name: plan.PassCost}}
	for i := range p.Standard.Indicators {
		p.Standard.Indicators[i].CVLimit, p.Standard.Indicators[i].Minimum = nil, nil
	}
	p.Standard.Composite.CVLimit = map[string]float64{primary: 1, junior: 1}
	o := evaluate(t, p, []plan.Action{move("A", "B", primary, plain, 2, 2000)})
	require.Empty(t, sentences(o))
	sum := 0.0
	for _, x := range o.After.Indicators[:3] {
		require.Equal(t, primary, x.Stage)
		sum += *x.CV
	}
	mean, ok := o.After.Composite(primary)
	require.True(t, ok)
	require.InDelta(t, sum/3, mean, 1e-15)

	actions := []plan.Action{move("A", "B", primary, plain, 2, 2000)}
	p.Standard.Composite.CVLimit[primary] = mean
	require.Empty(t, sentences(evaluate(t, p, actions)), "at the limit")
	p.Standard.Composite.CVLimit[primary] = mean * (1 - 1e-9)
	broken := evaluate(t, p, actions).Violations
	require.Len(t, broken, 1)
	require.Equal(t, []string{plan.RuleComposite, primary}, []string{broken[0].Rule, broken[0].Where})
	require.InDelta(t, 1e-9*mean, broken[0].By, 1e-15)
	_, ok = o.After.Composite("senior")
	require.False(t, ok)
}
