package plan_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

func places(t *testing.T, p *plan.Problem) *plan.Places {
	t.Helper()
	pl, err := rules(t, p).Places()
	require.NoError(t, err)
	return pl
}

func TestPlacesOfTheTown(t *testing.T) {
	pl := places(t, townProblem())
	require.Len(t, pl.Stages, 1)
	s := &pl.Stages[0]
	require.Equal(t, []int{0, 0, 1, 1}, s.Today)
	require.Equal(t, []float64{30, 20, 40, 10}, s.Pupils)
	require.Equal(t, []float64{100, 900, 400, 500, 800, 200, 600, 300}, s.Metres)
	require.Len(t, s.Sites, 2, "sites open under the lever siting only")
	require.NotContains(t, s.Allowed, false)
	require.Equal(t, 60.0, s.Sites[0].Most, "seats that the office states are hard")

	pl = places(t, townProblem(plan.Siting))
	s = &pl.Stages[0]
	require.Len(t, s.Sites, 3)
	require.Equal(t, []int{-1, -1, 0}, []int{s.Sites[0].Open, s.Sites[1].Open, s.Sites[2].Open})
	require.Equal(t, []int{1, -1, -1}, []int{s.Sites[0].Extend, s.Sites[1].Extend, s.Sites[2].Extend})
	require.Equal(t, []int{-1, 2, -1}, []int{s.Sites[0].Close, s.Sites[1].Close, s.Sites[2].Close})
	require.Equal(t, -1, s.Sites[2].Section)
	require.Equal(t, 30.0, s.Sites[2].Most)
}

func TestSeats(t *testing.T) {
	p := townProblem()
	c := p.County
	for _, want := range []struct {
		without string
		seats   float64
		given   bool
	}{{"", 60, true}, {model.Seats, 135, false}, {model.Classrooms, 90, false}, {model.Classes, math.NaN(), false}} {
		c.Sections[0].Stocks[model.Classrooms] = 3
		if want.without == model.Classrooms || want.without == model.Classes {
			delete(c.Sections[0].Stocks, model.Classrooms)
		}
		delete(c.Sections[0].Stocks, want.without)
		seats, given := p.SeatsOf(0)
		require.Equal(t, want.given, given)
		if math.IsNaN(want.seats) {
			require.True(t, math.IsNaN(seats))
		} else {
			require.Equal(t, want.seats, seats)
		}
	}
	require.Equal(t, 45.0, p.ClassNorm(primary))
	require.Equal(t, 50.0, p.ClassNorm(junior))
	p.Limits = []plan.Limit{most(plan.LimitIntakeClassSize, 40), {What: plan.LimitIntakeClassSize, Max: ptr(30), Scope: plan.Scope{School: "A"}}}
	require.Equal(t, 40.0, p.ClassNorm(junior), "what is for one school is no norm")
}

// The least and the most that a section may have, limit by limit.
func TestLoads(t *testing.T) {
	scoped := func(w plan.What, min, max *float64, school string) plan.Limit {
		return plan.Limit{What: w, Min: min, Max: max, Scope: plan.Scope{School: school}}
	}
	for name, c := range map[string]struct {
		goal        plan.GoalName
		limits      []plan.Limit
		least, most float64 // of A
	}{
		"seats are hard":       {plan.Travel, nil, 0, 60},
		"but under their goal": {plan.SeatsGoal, nil, 1, math.Inf(1)},
		"unless stated":        {plan.Travel, []plan.Limit{scoped(plan.LimitLoad, nil, ptr(1.05), "")}, 0, 63},
		"for others":           {plan.Travel, []plan.Limit{scoped(plan.LimitLoad, nil, ptr(1.05), "B")}, 0, 60},
		"at least":             {plan.Travel, []plan.Limit{scoped(plan.LimitLoad, ptr(0.85), nil, "")}, 51, 60},
		"whole pupils":         {plan.Travel, []plan.Limit{scoped(plan.LimitLoad, ptr(0.29), ptr(1.12), "")}, 18, 67},
		"class size":           {plan.Travel, []plan.Limit{scoped(plan.LimitIntakeClassSize, nil, ptr(25), "")}, 0, 50},
		"size of the school":   {plan.Travel, []plan.Limit{scoped(plan.LimitSchoolSize, nil, ptr(40), "A")}, 0, 40},
	} {
		t.Run(name, func(t *testing.T) {
			p := townProblem()
			p.Goals, p.Limits = []plan.Goal{{Name: c.goal}}, c.limits
			site := places(t, p).Stages[0].Sites[0]
			require.Equal(t, c.least, site.Least)
			require.Equal(t, c.most, site.Most)
		})
	}
}

// 60 desks suffice for 50 pupils at a minimum of 1.2, for 58.8 where one that is missed needs 85 % only.
func TestSectionsThatMustPass(t *testing.T) {
	p := townProblem()
	p.Goals = []plan.Goal{{Name: plan.PassCost}}
	p.Standard.Indicators[0].Minimum = map[string]float64{primary: 1.2}
	require.Equal(t, 50.0, places(t, p).Stages[0].Sites[0].Most)
	p.Standard.Section = standard.SectionRule{MayMiss: 1, OthersAtShare: 0.85}
	require.Equal(t, 58.0, places(t, p).Stages[0].Sites[0].Most)
	p.Levers = append(p.Levers, plan.Funding)
	require.Equal(t, 60.0, places(t, p).Stages[0].Sites[0].Most, "desks can be bought: only seats count")
}

func TestTies(t *testing.T) {
	p := townProblem()
	p.County.Schools[1].Area = model.AreaRural
	p.Limits = []plan.Limit{
		most(plan.LimitPupilsMoved, 9), {What: plan.LimitPupilKM, Max: ptr(5), Scope: plan.Scope{School: "A"}},
		{What: plan.LimitNearbyShare, Min: ptr(0.75), Within: ptr(350)}, most(plan.LimitSchoolSize, 70), most(plan.LimitRadius, 700),
	}
	ties := places(t, p).Ties
	require.Len(t, ties, 3, "the size of a school of one stage is its section's")
	require.Equal(t, []float64{0, 1, 0, 1, 1, 0, 1, 0}, ties[0].Stages[0])
	require.Equal(t, 9.0, ties[0].Max)
	require.Equal(t, []float64{0.1, 0, 0.4, 0, 0.8, 0, 0.6, 0}, ties[1].Stages[0])
	// Of A, in the city: p1 is within 350 m and p2 has no nearer school; p3 and p4 have. B is in the country.
	require.Equal(t, []float64{0.25, 0, 0.25, 0, -0.75, 0, -0.75, 0}, ties[2].Stages[0])
	require.Equal(t, 0.0, ties[2].Min)
	require.Equal(t, []bool{true, false, true, true, false, true, true, true}, places(t, p).Stages[0].Allowed)
}

// The pupils of both stages of a school count in its size.
func TestSizeOfSchoolsOfSeveralStages(t *testing.T) {
	p := townProblem()
	c := p.County
	c.Schools[0].Kind = model.KindNineYear
	c.Sections = append(c.Sections, model.Section{School: "A", Stage: junior, Pupils: 25, Stocks: model.Stocks{"desks": 25, model.Classes: 1}})
	p.Limits = []plan.Limit{most(plan.LimitSchoolSize, 80)}
	require.Equal(t, 55.0, places(t, p).Stages[0].Sites[0].Most, "its junior pupils stay")
	c.Pieces[0].Pupils[junior], c.Pieces[0].School[junior] = 25, "A"
	pl := places(t, p)
	require.Len(t, pl.Stages, 2)
	require.Equal(t, 60.0, pl.Stages[0].Sites[0].Most)
	require.Len(t, pl.Ties, 1)
	require.Equal(t, "A", pl.Ties[0].Where)
	require.Equal(t, 80.0, pl.Ties[0].Max)
	require.Equal(t, []float64{1, 0, 1, 0, 1, 0, 1, 0}, pl.Ties[0].Stages[0])
	require.Equal(t, []float64{1}, pl.Ties[0].Stages[1])
	o, err := plan.Evaluate(p, []plan.Action{assign("p4", "B", "A", 10)})
	require.NoError(t, err)
	require.Len(t, o.Violations, 1)
	require.Equal(t, "school-size at A: 85 pupils, at most 80 may be (by 5 pupils)", o.Violations[0].String())
}

// Which pieces hang together, and who is cut off.
func TestCutOff(t *testing.T) {
	p := townProblem()
	p.Limits = []plan.Limit{{What: plan.LimitContiguous, On: true}}
	at := func(s *plan.PlaceStage, site int, pieces ...int) []int {
		return s.CutOffFrom(site, func(b int) bool {
			for _, n := range pieces {
				if n == b {
					return true
				}
			}
			return false
		})
	}
	s := &places(t, p).Stages[0]
	require.Equal(t, [][]int32{{1}, {0, 2, 3}, {1, 3}, {1, 2}}, s.Neighbours)
	require.Equal(t, [][]int32{{0, 1}, {1, 2, 3}}, s.Roots, "A stands in p1, B in p3")
	require.Empty(t, at(s, 0, 0, 1, 2, 3))
	require.Equal(t, []int{3}, at(s, 0, 0, 3), "p2 is between them")
	require.Empty(t, at(s, 0, 1, 3), "p2 touches the school")
	require.Equal(t, []int{0}, at(s, 1, 0), "p1 is beyond p2")

	p.Limits[0].By = plan.ByDistance
	s = &places(t, p).Stages[0]
	require.Equal(t, []int{2, 3}, at(s, 0, 0, 2, 3), "p4 is nearer to A than p3, but cut off from it")
}

// A piece that nothing touches may stay where it is, and is free where it has no school; where today's catchment is torn its parts may stay, and no more.
func TestTornAndIslands(t *testing.T) {
	p := townProblem()
	p.Limits = []plan.Limit{{What: plan.LimitContiguous, On: true}}
	p.County.Borders = []model.Border{{A: "p1", B: "p2"}, {A: "p3", B: "p2"}}
	s := &places(t, p).Stages[0]
	require.Equal(t, []bool{false, false, false, false}, s.Island)
	require.True(t, s.Anchor[3])
	allowed(t, p)
	require.Len(t, outcome(t, p, assign("p4", "B", "A", 10)).Violations, 1)

	p.County.Pieces[3].School, p.County.Sections[1].Pupils = nil, 40
	s = &places(t, p).Stages[0]
	require.Equal(t, []bool{false, false, false, true}, s.Island)
	allowed(t, p, assign("p4", "", "A", 10))
	p.County.Pieces[3].School, p.County.Sections[1].Pupils = map[string]string{primary: "B"}, 50

	p.County.Pieces[0].School[primary], p.County.Pieces[2].School[primary] = "B", "A"
	p.County.Sections[0].Pupils, p.County.Sections[1].Pupils = 60, 40
	s = &places(t, p).Stages[0]
	require.True(t, s.Anchor[0], "p1 is cut off from B today")
	allowed(t, p)
	p.County.Pieces[1].Pupils[primary] = 0
	p.County.Sections[0].Pupils = 40
	require.Len(t, places(t, p).Stages[0].Pieces, 3)
	require.Equal(t, [][]int32{{1}, {0}, nil}, places(t, p).Stages[0].Neighbours, "where nobody lives is crossed")
}

// Maps with one piece, one school, nobody at all, or the same way everywhere.
func TestDegenerateMaps(t *testing.T) {
	p := townProblem()
	p.Goals = []plan.Goal{{Name: plan.SeatsGoal}, {Name: plan.Travel}}
	p.Limits = []plan.Limit{{What: plan.LimitContiguous, On: true}, {What: plan.LimitWholePieces, On: true}}
	for i := range p.County.Travel {
		p.County.Travel[i].Metres = 0
	}
	o := allowed(t, p, assign("p4", "B", "A", 10))
	require.Zero(t, o.PupilKM)

	one := townProblem()
	one.County.Schools, one.County.Sections, one.County.Candidates = one.County.Schools[:1], one.County.Sections[:1], nil
	one.County.Pieces, one.County.Borders, one.County.Travel = one.County.Pieces[:1], nil, one.County.Travel[:1]
	one.County.Sections[0].Pupils = 30
	one.Limits = []plan.Limit{{What: plan.LimitContiguous, On: true}}
	require.InDelta(t, 3, allowed(t, one).PupilKM, 1e-12)
	one.County.Sections[0].Stocks[model.Seats] = 30
	allowed(t, one) // as many seats as pupils

	none := townProblem()
	for i := range none.County.Pieces {
		none.County.Pieces[i].Pupils[primary] = 0
	}
	require.ErrorContains(t, none.Validate(), "pieces.csv has none")
}

// The problem is about one of two stages: nothing is said of the other.
func TestOneStageOfTwo(t *testing.T) {
	p := townProblem()
	p.Stages = []string{primary}
	p.County.Schools[0].Kind = model.KindNineYear
	p.County.Sections = append(p.County.Sections, model.Section{School: "A", Stage: junior, Pupils: 9, Stocks: model.Stocks{"desks": 9}})
	p.County.Pieces[0].Pupils[junior], p.County.Pieces[0].School[junior] = 9, "A"
	require.Len(t, places(t, p).Stages, 1)
	a := assign("p1", "A", "B", 9)
	a.Stage = junior
	_, err := plan.Evaluate(p, []plan.Action{a})
	require.ErrorContains(t, err, `school B has no stage "junior"`)
}
