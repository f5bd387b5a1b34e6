package plan_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// farOff is a day school D and a boarding school B; piece far is 9 km from B and piece near 2 km, and the
// limit is 3 km.
func farOff() *plan.Problem {
	c := &model.County{
		Name: "far off", Year: 2025,
		Schools: []model.School{{ID: "D", Kind: model.KindPrimary}, {ID: "B", Kind: model.KindPrimary, Flags: []string{model.FlagBoarding}}},
		Sections: []model.Section{
			{School: "D", Stage: model.StagePrimary, Pupils: 30, Stocks: model.Stocks{model.Teachers: 3}},
			{School: "B", Stage: model.StagePrimary, Stocks: model.Stocks{model.Teachers: 5}},
		},
		Costs: []model.Cost{{Category: model.CategoryBoard, Unit: "pupil", Cost: 1000, Nature: model.Recurrent}},
	}
	for _, p := range []struct {
		id               string
		pupils, toD, toB float64
	}{{"far", 10, 1000, 9000}, {"near", 20, 1500, 2000}} {
		c.Pieces = append(c.Pieces, model.Piece{
			ID: p.id, Pupils: map[string]float64{model.StagePrimary: p.pupils}, School: map[string]string{model.StagePrimary: "D"},
		})
		c.Travel = append(c.Travel, model.Trip{From: p.id, School: "D", Metres: p.toD}, model.Trip{From: p.id, School: "B", Metres: p.toB})
	}
	most := 3000.0
	return &plan.Problem{
		County: c, Levers: []plan.Lever{plan.Catchment, plan.Siting}, Goals: []plan.Goal{{Name: plan.Travel}},
		Limits: []plan.Limit{{What: plan.LimitRadius, Max: &most}},
		Standard: &standard.Standard{Name: "one", Weighting: standard.ByPupils, Indicators: []standard.Indicator{
			{Code: "T", Stock: []standard.Term{{Column: model.Teachers, Sign: 1}}, Per: 1},
		}},
	}
}

func TestWhoBoards(t *testing.T) {
	p := farOff()
	send := func(kind plan.ActionKind, piece string, pupils, cost float64) plan.Action {
		a := plan.Action{
			Year: p.Year(), Lever: plan.Catchment, Kind: kind, From: "D", To: "B", Stage: model.StagePrimary, Of: piece,
			Quantity: pupils, Unit: plan.UnitPupil, Cost: cost,
		}
		if kind == plan.Board {
			a.Lever, a.Nature = plan.Siting, string(model.Recurrent)
		}
		return a
	}
	for _, test := range []struct {
		name   string
		action plan.Action
		broken string
		travel float64
	}{
		{"all stay", send(plan.Assign, "near", 1, 0), "", 10*1 + 19*1.5 + 2},
		{"far pupils board", send(plan.Board, "far", 10, 10_000), "", 30},
		{"far pupils as day pupils", send(plan.Assign, "far", 10, 0), string(plan.LimitRadius), 120},
		{"near pupils do not board", send(plan.Board, "near", 20, 20_000), plan.RuleSite, 10},
		{"boarding is paid for", send(plan.Board, "far", 10, 0), plan.RuleCost, 30},
	} {
		t.Run(test.name, func(t *testing.T) {
			o, err := plan.Evaluate(p, []plan.Action{test.action})
			require.NoError(t, err)
			require.InDelta(t, test.travel, o.PupilKM, 1e-9)
			if test.broken == "" {
				require.Empty(t, o.Violations)
				require.Equal(t, test.action.Cost, o.Cost.Total)
				return
			}
			require.NotEmpty(t, o.Violations)
			require.Equal(t, test.broken, o.Violations[0].Rule)
		})
	}
}
