package plan_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// town is a map of four pieces and two primary schools, A and B, in a row, with a site N that may open:
//
//	piece pupils today   metres to A    B    N      p1 - p2 - p3
//	p1      30     A            100  900  700            |  /
//	p2      20     A            400  500  300           p4
//	p3      40     B            800  200  400
//	p4      10     B            600  300  100
//
// Travel today is 3 + 8 + 8 + 3 = 22 pupil-km. Each school has 60 seats, 2 classes and 60 desks.
func town() *model.County {
	c := &model.County{Name: "Town", Year: 2025, Constructed: true}
	for _, id := range []string{"A", "B"} {
		c.Schools = append(c.Schools, model.School{ID: id, Name: id, Kind: model.KindPrimary, Area: model.AreaCity, Zone: "Z", Stocks: model.Stocks{}})
		c.Sections = append(c.Sections, model.Section{School: id, Stage: primary, Pupils: 50, Stocks: model.Stocks{
			"desks": 60, model.Seats: 60, model.Classes: 2, model.LargestClass: 26, model.Boarders: 0,
		}})
	}
	ways := map[string][3]float64{"p1": {100, 900, 700}, "p2": {400, 500, 300}, "p3": {800, 200, 400}, "p4": {600, 300, 100}}
	pupils, today := []float64{30, 20, 40, 10}, []string{"A", "A", "B", "B"}
	for i, id := range []string{"p1", "p2", "p3", "p4"} {
		c.Pieces = append(c.Pieces, model.Piece{
			ID: id, Zone: "Z", Pupils: map[string]float64{primary: pupils[i]}, School: map[string]string{primary: today[i]},
		})
		for j, school := range []string{"A", "B", "N"} {
			c.Travel = append(c.Travel, model.Trip{From: id, School: school, Metres: ways[id][j], Minutes: ways[id][j] / 100})
		}
	}
	c.Borders = []model.Border{{A: "p1", B: "p2"}, {A: "p2", B: "p3"}, {A: "p3", B: "p4"}, {A: "p4", B: "p2"}}
	c.Candidates = []model.Candidate{
		{School: "N", Action: model.CandidateOpen, Stage: primary, Seats: 30, Cost: 1000, RunningCost: 100, Stocks: model.Stocks{"desks": 30}},
		{School: "A", Action: model.CandidateExtend, Stage: primary, Seats: 30, Cost: 500, RunningCost: 50, MaxExtraClasses: 2},
		{School: "B", Action: model.CandidateClose, Stage: primary, Cost: 10, RunningCost: 300},
	}
	return c
}

// desks is a standard of one indicator.
func desks() *standard.Standard {
	return &standard.Standard{Name: "desks", Indicators: []standard.Indicator{
		{Code: "D", Unit: "desks", Stock: []standard.Term{{Column: "desks", Sign: 1}}, Per: 1},
	}}
}

// townProblem asks for short ways in the town.
func townProblem(levers ...plan.Lever) *plan.Problem {
	if len(levers) == 0 {
		levers = []plan.Lever{plan.Catchment}
	}
	return &plan.Problem{County: town(), Standard: desks(), Levers: levers, Goals: []plan.Goal{{Name: plan.Travel}}}
}

func assign(piece, from, to string, pupils float64) plan.Action {
	return plan.Action{
		Year: 2026, Lever: plan.Catchment, Kind: plan.Assign, From: from, To: to, Stage: primary, Of: piece,
		Quantity: pupils, Unit: plan.UnitPupil,
	}
}

func board(piece, from, to string, pupils float64) plan.Action {
	a := assign(piece, from, to, pupils)
	a.Lever, a.Kind = plan.Siting, plan.Board
	return a
}

func site(kind plan.ActionKind, school string, quantity, cost float64) plan.Action {
	a := plan.Action{Year: 2026, Lever: plan.Siting, Kind: kind, School: school, Stage: primary, Quantity: quantity, Cost: cost}
	switch kind {
	case plan.Open:
		a.Unit, a.Nature = plan.UnitSeat, "capital"
	case plan.Extend:
		a.Unit, a.Nature = plan.UnitClass, "capital"
	default:
		a.Unit, a.Nature = plan.UnitSection, "capital"
	}
	return a
}

func merge(from, to string, cost float64) plan.Action {
	a := site(plan.Merge, "", 1, cost)
	a.From, a.To = from, to
	return a
}

// allowed carries actions out and requires that they keep every rule.
func allowed(t *testing.T, p *plan.Problem, actions ...plan.Action) *plan.Outcome {
	t.Helper()
	o := outcome(t, p, actions...)
	require.Empty(t, o.Violations)
	return o
}

func outcome(t *testing.T, p *plan.Problem, actions ...plan.Action) *plan.Outcome {
	t.Helper()
	require.NoError(t, p.County.Validate())
	require.NoError(t, p.Validate())
	o, err := plan.Evaluate(p, actions)
	require.NoError(t, err)
	return o
}

func value(t *testing.T, x *float64) float64 {
	t.Helper()
	require.NotNil(t, x)
	return *x
}
