package plan_test

import (
	"bytes"
	"slices"
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

// A limit on ways that names grades and an area binds the pieces where such pupils live: by their grades, those of
// the stage where none are named, and by the school where they go today.
func TestRadiusByGradesAndArea(t *testing.T) {
	most := 500.0
	small := []int{1, 2, 3}
	for _, test := range []struct {
		name   string
		grades map[string][]int // of pieces
		limit  []int
		area   string
		free   []string // pieces that may go on to D, beyond 500 m
	}{
		{"no grades are asked for", map[string][]int{"far": {5}}, nil, "", nil},
		{"a piece with one of them", map[string][]int{"far": {3, 4}, "near": {4, 5, 6}}, small, "", []string{"near"}},
		{"pieces without grades have all", nil, small, "", nil},
		{"grades of another stage", nil, []int{7, 8}, "", []string{"far", "near"}},
		{"the area of today's school", nil, small, "rural", nil},
		{"another area", nil, small, "city", []string{"far", "near"}},
	} {
		p := farOff()
		p.Levers = []plan.Lever{plan.Catchment}
		p.County.Schools[0].Area, p.County.Schools[1].Area = model.AreaRural, model.AreaCity
		p.Limits = []plan.Limit{{What: plan.LimitRadius, Max: &most, Grades: test.limit, Scope: plan.Scope{Area: test.area}}}
		for i := range p.County.Pieces {
			p.County.Pieces[i].Grades = test.grades[p.County.Pieces[i].ID]
		}
		r, err := plan.NewRules(p)
		require.NoError(t, err, test.name)
		pl, err := r.Places()
		require.NoError(t, err, test.name)
		s := &pl.Stages[0]
		for b := range s.Pieces {
			free := slices.Contains(test.free, p.County.Pieces[s.Pieces[b]].ID)
			require.Equal(t, free, s.Allowed[b*len(s.Sites)], "%s: %s", test.name, p.County.Pieces[s.Pieces[b]].ID)
		}
		o, err := plan.Evaluate(p, nil)
		require.NoError(t, err, test.name)
		broken := 0
		for _, v := range o.Violations {
			if v.Rule == string(plan.LimitRadius) {
				broken++
			}
		}
		require.Equal(t, 2-len(test.free), broken, test.name)
	}
}

func TestLimitsOfGrades(t *testing.T) {
	most, share := 30.0, 0.5
	l := plan.Limit{What: plan.LimitRadius, Max: &most, By: plan.ByMinutes, Grades: []int{1, 2, 3}, Scope: plan.Scope{Area: "rural"}}
	require.NoError(t, l.Validate())
	require.Equal(t, "area rural", l.Scope.String())
	require.ErrorContains(t, plan.Limit{What: plan.LimitRadius, Max: &most, Grades: []int{0}}.Validate(), "grades: must be from 1 to 12")
	require.ErrorContains(t, plan.Limit{What: plan.LimitRadius, Grades: []int{1}}.Validate(), "max is missing")
	require.ErrorContains(t, plan.Limit{What: plan.LimitPupilKM, Max: &most, Grades: []int{1}}.Validate(), "grades has no meaning here")
	require.ErrorContains(t, plan.Limit{What: plan.LimitLeaveShare, Max: &share, Scope: plan.Scope{Area: "rural"}}.Validate(), "cannot name a area")

	p := farOff()
	p.Limits = []plan.Limit{l}
	var file bytes.Buffer
	require.NoError(t, plan.Write(&file, &plan.Plan{Problem: *p, Status: plan.Unknown}))
	require.Contains(t, file.String(), `"grades"`)
	again, err := plan.ReadProblem(&file, p.County)
	require.NoError(t, err)
	require.Equal(t, p.Limits, again.Limits)

	require.ErrorContains(t, p.Validate(), `no area "rural"`)
}
