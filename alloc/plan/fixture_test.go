package plan_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

const (
	primary = model.StagePrimary
	junior  = model.StageJunior
	rooms   = "multimedia_rooms"

	plain    = "plain"
	degree   = "above_degree"
	backbone = "above_degree+backbone"
)

func ptr(x float64) *float64 { return &x }

// county has four schools; C runs a primary and a junior section of equal weight but for the
// stage's. Teachers (all, above degree, backbone) by section:
//
//	A/primary 10 6 4    B/primary 6 2 1    C/primary 5 2 1    C/junior 6 4 1    D/junior 12 9 4
func county() *model.County {
	section := func(school, stage string, pupils, teachers, above, backbone float64) model.Section {
		return model.Section{School: school, Stage: stage, Pupils: pupils, Stocks: model.Stocks{
			model.Teachers: teachers, model.TeachersAboveDegree: above, model.TeachersBackbone: backbone,
			model.Classes: 3, "desks": 40,
		}}
	}
	school := func(id string, kind model.SchoolKind, area model.Area, zone string, lat, rooms float64) model.School {
		return model.School{
			ID: id, Kind: kind, Area: area, Zone: zone, Group: "G-" + zone,
			Place: &model.Place{Lon: 116, Lat: lat}, Stocks: model.Stocks{"multimedia_rooms": rooms},
		}
	}
	return &model.County{
		Name: "Example", Year: 2025, Constructed: true,
		Schools: []model.School{
			school("A", model.KindPrimary, model.AreaCity, "Z1", 29.0, 4),
			school("B", model.KindPrimary, model.AreaRural, "Z2", 29.1, 1),
			school("C", model.KindNineYear, model.AreaRural, "Z2", 29.2, 3),
			school("D", model.KindJunior, model.AreaCity, "Z1", 29.3, 3),
		},
		Sections: []model.Section{
			section("A", primary, 100, 10, 6, 4),
			section("B", primary, 100, 6, 2, 1),
			section("C", primary, 50, 5, 2, 1),
			section("C", junior, 50, 6, 4, 1),
			section("D", junior, 100, 12, 9, 4),
		},
		Costs: []model.Cost{
			{Category: rooms, Unit: "room", Cost: 30000, Nature: model.Capital, Whole: true, MaxQuantity: ptr(5)},
			{Category: rooms, Unit: "room", Cost: 35000, Nature: model.Capital, Whole: true, School: "C"},
			{Category: "desks", Unit: "desk", Cost: 200.5, Nature: model.Capital},
			{Category: "hire:backbone+above_degree", Unit: "person", Cost: 120000, Nature: model.Recurrent},
			{Category: "hire:plain", Unit: "person", Cost: 80000, Nature: model.Recurrent, MaxQuantity: ptr(2)},
			{Category: model.CategoryMove, Unit: "person", Cost: 1000, Nature: model.Recurrent},
			{Category: model.CategoryMove, Unit: "person", Cost: 5000, Nature: model.Recurrent, School: "C"},
		},
	}
}

// fair is a standard of three indicators: teachers, backbone teachers and rooms.
func fair() *standard.Standard {
	both := func(p, j float64) map[string]float64 { return map[string]float64{primary: p, junior: j} }
	one := func(column string) []standard.Term { return []standard.Term{{Column: column, Sign: 1}} }
	return &standard.Standard{
		Name: "fair",
		Indicators: []standard.Indicator{
			{Code: "T", Unit: "persons", Stock: one(model.Teachers), Per: 100, Minimum: both(7, 10), CVLimit: both(0.2, 0.2)},
			{Code: "K", Unit: "persons", Stock: one(model.TeachersBackbone), Per: 100, CVLimit: both(0.5, 0.5)},
			{Code: "R", Unit: "rooms", Stock: one(rooms), Per: 100, Minimum: both(2, 2), Split: true},
		},
	}
}

// problem is a valid problem with all levers.
func problem() *plan.Problem {
	return &plan.Problem{
		County: county(), Standard: fair(),
		Levers: []plan.Lever{plan.Funding, plan.Hiring, plan.Rotation},
		Goals:  []plan.Goal{{Name: plan.Dispersion}},
	}
}

func buy(school, stage, of string, quantity, cost float64, unit string) plan.Action {
	return plan.Action{
		Year: 2026, Lever: plan.Funding, Kind: plan.Buy, School: school, Stage: stage, Of: of,
		Quantity: quantity, Unit: unit, Cost: cost, Nature: "capital",
	}
}

func hire(school, stage, of string, quantity, cost float64) plan.Action {
	return plan.Action{
		Year: 2026, Lever: plan.Hiring, Kind: plan.Hire, School: school, Stage: stage, Of: of,
		Quantity: quantity, Unit: "person", Cost: cost, Nature: "recurrent",
	}
}

func move(from, to, stage, of string, quantity, cost float64) plan.Action {
	return plan.Action{
		Year: 2026, Lever: plan.Rotation, Kind: plan.Move, From: from, To: to, Stage: stage, Of: of,
		Quantity: quantity, Unit: "person", Cost: cost, Nature: "recurrent",
	}
}

func swap(from, to, a, b string, quantity, cost float64) plan.Action {
	s := move(from, to, primary, plan.SwapOf(a, b), quantity, cost)
	s.Kind = plan.Swap
	return s
}

func paid(a plan.Action, shares ...plan.FundShare) plan.Action {
	a.Funds = shares
	return a
}

// stocks are those of a section.
func stocks(t *testing.T, c *model.County, school, stage string) model.Stocks {
	t.Helper()
	i, ok := c.SectionIndex()[[2]string{school, stage}]
	require.True(t, ok)
	return c.Sections[i].Stocks
}

func rules(t *testing.T, p *plan.Problem) *plan.Rules {
	t.Helper()
	r, err := plan.NewRules(p)
	require.NoError(t, err)
	return r
}

func TestFixtureIsValid(t *testing.T) {
	require.NoError(t, county().Validate())
	require.NoError(t, fair().Validate())
	require.NoError(t, problem().Validate())
}
