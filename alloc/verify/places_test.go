package verify_test

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// town is a map of four pieces and two primary schools with desks for 30 and 60 pupils:
//
//	piece pupils today   metres to A    B        p1 - p2 - p3
//	p1      30     A            100  900              |  /
//	p2      20     A            400  500             p4
//	p3      40     B            800  200
//	p4      10     B            600  300
func town(seatsA, seatsB float64) *model.County {
	c := &model.County{Name: "Town", Year: 2025, Constructed: true}
	for i, id := range []string{"A", "B"} {
		c.Schools = append(c.Schools, model.School{ID: id, Kind: model.KindPrimary, Zone: "Z", Area: model.AreaCity})
		c.Sections = append(c.Sections, model.Section{School: id, Stage: primary, Pupils: 50, Stocks: model.Stocks{
			"desks": []float64{30, 60}[i], model.Seats: []float64{seatsA, seatsB}[i], model.Classes: 2,
		}})
	}
	for i, id := range []string{"p1", "p2", "p3", "p4"} {
		c.Pieces = append(c.Pieces, model.Piece{
			ID: id, Pupils: map[string]float64{primary: []float64{30, 20, 40, 10}[i]},
			School: map[string]string{primary: []string{"A", "A", "B", "B"}[i]},
		})
		for j, school := range []string{"A", "B"} {
			c.Travel = append(c.Travel, model.Trip{From: id, School: school, Metres: [][]float64{{100, 400, 800, 600}, {900, 500, 200, 300}}[j][i]})
		}
	}
	c.Borders = []model.Border{{A: "p1", B: "p2"}, {A: "p2", B: "p3"}, {A: "p3", B: "p4"}, {A: "p4", B: "p2"}}
	return c
}

func townProblem(c *model.County, goals ...plan.GoalName) *plan.Problem {
	p := &plan.Problem{
		County: c, Levers: []plan.Lever{plan.Catchment},
		Standard: &standard.Standard{Name: "desks", Indicators: []standard.Indicator{
			{Code: "D", Unit: "desks", Stock: []standard.Term{{Column: "desks", Sign: 1}}, Per: 1},
		}},
	}
	for _, g := range goals {
		p.Goals = append(p.Goals, plan.Goal{Name: g})
	}
	return p
}

func assign(piece, from, to string, pupils float64) plan.Action {
	return plan.Action{
		Year: 2026, Lever: plan.Catchment, Kind: plan.Assign, From: from, To: to, Stage: primary, Of: piece, Quantity: pupils, Unit: "pupil",
	}
}

// priced is a plan of a problem with the prices of its goals, certified.
func priced(t *testing.T, p *plan.Problem, actions []plan.Action, prices ...plan.PlacePrices) *plan.Plan {
	t.Helper()
	require.NoError(t, p.Validate())
	o, err := plan.Evaluate(p, actions)
	require.NoError(t, err)
	require.Empty(t, o.Violations)
	pl := &plan.Plan{
		Problem: *p, Status: plan.Optimal, Actions: actions, Before: o.Before, After: []plan.State{o.After}, Cost: o.Cost, Places: o.Places,
	}
	add := func(g plan.GoalResult) {
		n := len(pl.Goals)
		g.Certificate = &plan.Certificate{Kind: plan.CertPrice, Bound: g.Value, Data: &plan.CertificateData{Places: &plan.PlacePrices{}}}
		if n < len(prices) {
			g.Certificate.Data.Places = &prices[n]
		}
		pl.Goals = append(pl.Goals, g)
	}
	for _, g := range p.Goals {
		switch g.Name {
		case plan.Dispersion:
			add(plan.GoalResult{Name: g.Name, Value: o.Value(g.Name), Levels: o.Levels})
		case plan.SeatsGoal:
			add(plan.GoalResult{Name: g.Name, Value: o.OverSeats})
			add(plan.GoalResult{Name: g.Name, Value: o.SeatLevels[0].Ratio, Levels: o.SeatLevels})
		default:
			add(plan.GoalResult{Name: g.Name, Value: o.Value(g.Name)})
		}
	}
	require.NoError(t, verify.Certify(p, pl, 1e-6))
	return pl
}

func section(school string, price float64) plan.SectionPrice {
	return plan.SectionPrice{School: school, Stage: primary, Price: price}
}

// With room for all every piece is at its nearest school: 3 + 8 + 8 + 3 = 22 pupil-km. With 40 seats at A ten of
// p2 go on to B, 100 m each: a seat at A is worth 0.1 pupil-km.
func TestTravelIsProved(t *testing.T) {
	p := townProblem(town(60, 60), plan.Travel)
	pl := priced(t, p, nil)
	require.Equal(t, plan.Optimal, pl.Status)
	require.InDelta(t, 22, pl.Goals[0].Bound, 1e-9)
	require.LessOrEqual(t, pl.Goals[0].Bound, 22.0)
	require.Empty(t, verify.Check(p.County, pl).Faults)

	p = townProblem(town(40, 60), plan.Travel)
	move := []plan.Action{assign("p2", "A", "B", 10)}
	pl = priced(t, p, move, plan.PlacePrices{Sections: []plan.SectionPrice{section("A", 0.1)}})
	require.InDelta(t, 23, pl.Goals[0].Bound, 1e-6)
	require.Equal(t, plan.Optimal, pl.Status)
	report := verify.Check(p.County, pl)
	require.Empty(t, report.Faults)
	require.NotEmpty(t, report.Proved)

	weak := priced(t, p, move, plan.PlacePrices{Sections: []plan.SectionPrice{section("A", 0.05)}})
	require.InDelta(t, 22.5, weak.Goals[0].Bound, 1e-6, "other prices prove less")
	require.Equal(t, plan.Feasible, weak.Status)
	require.Empty(t, verify.Check(p.County, weak).Faults)
	weak.Goals[0].Certificate.Data.Places.Sections[0].School = "X"
	require.NotEmpty(t, verify.Check(p.County, weak).Faults)
}

// Travel at most 22 pupil-km lets nobody move; in the limit's price a pupil-km counts as the pupils who would
// have to move for it.
func TestLimitsHavePrices(t *testing.T) {
	p := townProblem(town(60, 60), plan.PupilsMoved)
	p.Limits = []plan.Limit{{What: plan.LimitLoad, Max: ptr(0.75)}, {What: plan.LimitPupilKM, Max: ptr(23)}}
	p.County.Sections[0].Stocks[model.Seats], p.County.Sections[1].Stocks[model.Seats] = 45/0.75, 55/0.75
	move := []plan.Action{assign("p2", "A", "B", 5)}
	pl := priced(t, p, move, plan.PlacePrices{Sections: []plan.SectionPrice{section("A", 1)}})
	require.InDelta(t, 5, pl.Goals[0].Bound, 1e-6)
	pl = priced(t, p, move, plan.PlacePrices{Sections: []plan.SectionPrice{section("A", 1)}, Limits: []plan.LimitPrice{{Tie: 0, Price: -0.5}}})
	require.Less(t, pl.Goals[0].Bound, 5.0)
	require.Empty(t, verify.Check(p.County, pl).Faults)
	pl.Goals[0].Certificate.Data.Places.Limits[0].Tie = 1
	require.NotEmpty(t, verify.Check(p.County, pl).Faults)
}

// Travel is kept at 22 pupil-km, and then nobody moves: the earlier goal is a row with a price.
func TestEarlierGoalsAreKept(t *testing.T) {
	p := townProblem(town(40, 60), plan.PupilsMoved, plan.Travel)
	zero := 0
	pl := priced(t, p, []plan.Action{assign("p2", "A", "B", 10)},
		plan.PlacePrices{Sections: []plan.SectionPrice{section("A", 1)}},
		plan.PlacePrices{Sections: []plan.SectionPrice{section("A", 1)}, Limits: []plan.LimitPrice{{Goal: &zero, Price: -0.9}}})
	require.InDelta(t, 10, pl.Goals[0].Bound, 1e-6)
	require.InDelta(t, 23, pl.Goals[1].Bound, 1e-6)
	require.Empty(t, verify.Check(p.County, pl).Faults)
	one := 1
	pl.Goals[1].Certificate.Data.Places.Limits[0].Goal = &one
	require.NotEmpty(t, verify.Check(p.County, pl).Faults, "no goal but the first is earlier")
}

// 40 pupils at A and 60 at B have 30 and 60 desks: CV^2 = 100 (900/40 + 3600/60) / 90^2 - 1 = 1/54. A must have 40;
// at prices of -1/81 a pupil for both, what a pupil at B takes from 44.44/l, no other loads do better.
func TestDispersionIsProved(t *testing.T) {
	p := townProblem(town(100, 100), plan.Dispersion)
	p.Limits = []plan.Limit{{What: plan.LimitLoad, Min: ptr(0.4)}}
	move := []plan.Action{assign("p2", "A", "B", 10)}
	pl := priced(t, p, move, plan.PlacePrices{
		Sections: []plan.SectionPrice{section("A", -1.0/81), section("B", -1.0/81)}, Ratios: []plan.RatioWeight{{Code: "D", Stage: primary, Weight: 1}},
	})
	require.InDelta(t, math.Sqrt(1.0/54), pl.Goals[0].Value, 1e-12)
	require.InDelta(t, math.Sqrt(1.0/54), pl.Goals[0].Bound, 1e-6)
	require.Equal(t, plan.Optimal, pl.Status)
	require.Empty(t, verify.Check(p.County, pl).Faults)
	pl.Goals[0].Certificate.Data.Places.Ratios[0].Code = "X"
	require.NotEmpty(t, verify.Check(p.County, pl).Faults)
}

// With 30 and 60 seats ten pupils must be without one, and no way of sharing them is as even as that of
// 100/3 and 200/3 pupils.
func TestSeatsAreProved(t *testing.T) {
	p := townProblem(town(30, 60), plan.SeatsGoal)
	pl := priced(t, p, []plan.Action{assign("p2", "A", "B", 15)},
		plan.PlacePrices{Sections: []plan.SectionPrice{section("A", 1), section("B", 1)}})
	require.Len(t, pl.Goals, 2)
	require.Equal(t, 10.0, pl.Goals[0].Value)
	require.InDelta(t, 10, pl.Goals[0].Bound, 1e-6)
	require.Empty(t, verify.Check(p.County, pl).Faults)
	pl.Goals[1].Levels[0].Ratio *= 1.01
	require.NotEmpty(t, verify.Check(p.County, pl).Faults)
}

// 100 pupils have 80 seats: 20 are short, whatever anyone's prices say.
func TestTooFewSeatsAreProved(t *testing.T) {
	p := townProblem(town(40, 40), plan.Travel)
	require.NoError(t, p.Validate())
	o, err := plan.Evaluate(p, nil)
	require.NoError(t, err)
	short := func(by float64) *plan.Plan {
		return &plan.Plan{
			Problem: *p, Status: plan.StatusInfeasible, Before: o.Before,
			Infeasible: &plan.Infeasible{Reasons: []plan.Reason{{Rule: "load", Where: "A/primary and B/primary", ShortBy: by, Unit: "seats"}}},
		}
	}
	pl := short(20)
	require.NoError(t, verify.Certify(p, pl, 1e-6))
	require.Equal(t, plan.CertRay, pl.Certificate.Kind)
	require.InDelta(t, 20, pl.Certificate.Bound, 1e-6)
	require.Empty(t, verify.Check(p.County, pl).Faults)
	pl.Infeasible.Reasons[0].ShortBy = 21
	require.NotEmpty(t, verify.Check(p.County, pl).Faults, "no more than 20 are")

	// B is behind a road for p1 and p2, which have no other way than to A's 40 seats.
	p = townProblem(town(40, 90), plan.Travel)
	for i := range p.County.Travel {
		if way := &p.County.Travel[i]; way.School == "B" && (way.From == "p1" || way.From == "p2") {
			way.Barrier = true
		}
	}
	pl = short(10)
	pl.Problem = *p
	require.NoError(t, verify.Certify(p, pl, 1e-6))
	require.InDelta(t, 10, pl.Certificate.Bound, 1e-6)
	require.Empty(t, verify.Check(p.County, pl).Faults)

	// With seats enough a contradiction is a lie.
	p = townProblem(town(60, 60), plan.Travel)
	lie := short(10)
	lie.Problem = *p
	lie.Certificate = &plan.Certificate{Kind: plan.CertRay, Bound: 10}
	require.NotEmpty(t, verify.Check(p.County, lie).Faults)
}

// Of p2 and p4 that part from each other only the search of the map knows. It finds torn catchments also where
// nothing else does.
func TestTornCatchments(t *testing.T) {
	for _, by := range []string{plan.ByPath, plan.ByDistance} {
		p := townProblem(town(60, 60), plan.Travel)
		p.Limits = []plan.Limit{{What: plan.LimitContiguous, On: true, By: by}}
		pl := priced(t, p, []plan.Action{assign("p4", "B", "A", 10)})
		require.Empty(t, verify.Check(p.County, pl).Faults, by)

		torn := []plan.Action{assign("p2", "A", "B", 20), assign("p4", "B", "A", 10)}
		o, err := plan.Evaluate(p, torn)
		require.NoError(t, err)
		require.Len(t, o.Violations, 1, by)
		pl.Actions = torn
		found := 0
		for _, f := range verify.Check(p.County, pl).Faults {
			if f.Rule == "contiguous: piece p4 is not joined to school A/primary" {
				found++
			}
		}
		require.Equal(t, 1, found, by)
	}
}

// Any one number or word of a plan that is changed is found, but for prices that prove as much and reasons.
func TestOneChangeOfPlacesIsFound(t *testing.T) {
	p := townProblem(town(30, 75), plan.SeatsGoal, plan.Travel, plan.PupilsMoved)
	pl := priced(t, p, []plan.Action{assign("p2", "A", "B", 20)}, plan.PlacePrices{Sections: []plan.SectionPrice{section("A", 0.1)}})
	pl.Actions[0].Metres = ptr(500)
	require.Empty(t, verify.Check(p.County, pl).Faults)
	var file bytes.Buffer
	require.NoError(t, plan.Write(&file, pl))
	var tree any
	require.NoError(t, json.Unmarshal(file.Bytes(), &tree))
	var all []leaf
	leaves("", tree, nil, &all)
	tried := 0
	for _, l := range all {
		if free.MatchString(l.path) || strings.Contains(l.path, ".certificate.data.") || strings.HasSuffix(l.path, ".reason") {
			continue
		}
		for _, other := range others(l.get) {
			l.set(other)
			require.True(t, refused(t, p.County, tree), "%s: %v instead of %v", l.path, other, l.get)
			tried++
		}
		l.set(l.get)
	}
	require.Greater(t, tried, 100)
}

// A search whose prices prove as much as it found is a proof by prices.
func TestSearchThatIsProved(t *testing.T) {
	p := townProblem(town(40, 60), plan.Travel)
	pl := priced(t, p, []plan.Action{assign("p2", "A", "B", 10)}, plan.PlacePrices{Sections: []plan.SectionPrice{section("A", 0.1)}})
	goal := &pl.Goals[0]
	goal.Certificate.Kind, goal.Certificate.RootBound = plan.CertSearch, ptr(0)
	require.NoError(t, verify.Certify(p, pl, 1e-6))
	require.Equal(t, plan.CertPrice, goal.Certificate.Kind)
	require.Nil(t, goal.Certificate.RootBound)
	require.Empty(t, verify.Check(p.County, pl).Faults)

	goal.Certificate.Kind, goal.Certificate.RootBound, goal.Certificate.Data.Places.Sections[0].Price = plan.CertSearch, ptr(0), 0.05
	require.NoError(t, verify.Certify(p, pl, 1e-6))
	require.Equal(t, plan.CertSearch, goal.Certificate.Kind)
	require.InDelta(t, 22.5, *goal.Certificate.RootBound, 1e-6)
	require.InDelta(t, 23, goal.Bound, 1e-6, "the rest is the search's")
	require.Empty(t, verify.Check(p.County, pl).Faults)
}
