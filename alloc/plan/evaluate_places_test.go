package plan_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

func TestTownAsItIs(t *testing.T) {
	o := allowed(t, townProblem())
	require.InDelta(t, 22, o.PupilKM, 1e-12)
	require.Zero(t, o.PupilsMoved)
	require.Zero(t, o.OverSeats)
	require.Len(t, o.SeatLevels, 1)
	require.Zero(t, o.SeatLevels[0].Ratio)
	require.Empty(t, o.Places.Pieces)
	require.Len(t, o.Places.Catchments, 2)
	a := o.Places.Catchments[0]
	require.Equal(t, plan.SectionStays, a.Status)
	require.InDelta(t, 220, value(t, a.MetresBefore), 1e-9) // (30*100 + 20*400) / 50
	require.Equal(t, 25.0, value(t, a.ClassSizeAfter))
}

func TestPupilsFollowThePieces(t *testing.T) {
	o := allowed(t, townProblem(), assign("p4", "B", "A", 10))
	require.InDelta(t, 25, o.PupilKM, 1e-12) // 22 + 10 * (600 - 300) m
	require.Equal(t, 10.0, o.PupilsMoved)
	// 60 seats each for 60 and 40 pupils: 1 and 1.5 a pupil, mean 1.2, variance 0.6 * 0.04 + 0.4 * 0.09 = 0.06.
	require.InDelta(t, math.Sqrt(0.06)/1.2, o.SeatLevels[0].Ratio, 1e-12)
	require.InDelta(t, math.Sqrt(0.06)/1.2, o.Levels[0].Ratio, 1e-12, "desks are as many as seats")
	require.Equal(t, 60.0, o.County.Sections[0].Pupils)
	require.Equal(t, 40.0, o.County.Sections[1].Pupils)
	require.Equal(t, "A", o.County.Pieces[3].School[primary])
	for _, s := range o.County.Sections {
		require.NotContains(t, s.Stocks, model.LargestClass, "not known any more")
	}
	require.Len(t, o.Places.Pieces, 1)
	p := o.Places.Pieces[0]
	require.Equal(t, "p4", p.Piece)
	require.Equal(t, 300.0, value(t, p.MetresBefore))
	require.Equal(t, 600.0, value(t, p.MetresAfter))
	require.Equal(t, 25.0, value(t, p.ClassSizeBefore))
	require.Equal(t, 30.0, value(t, p.ClassSizeAfter))
	require.Equal(t, 10.0, o.Places.Catchments[0].Gained)
	require.Equal(t, 10.0, o.Places.Catchments[1].Lost)
}

func TestPieceIsShared(t *testing.T) {
	o := allowed(t, townProblem(), assign("p2", "A", "B", 5))
	require.InDelta(t, 22.5, o.PupilKM, 1e-12)
	require.NotContains(t, o.County.Pieces[1].School, primary, "two schools share it")
	require.Equal(t, []plan.PieceShare{
		{School: "A", Pupils: 15, Metres: ptr(400)}, {School: "B", Pupils: 5, Metres: ptr(500)},
	}, o.Places.Pieces[0].Shares)
	require.InDelta(t, 425, value(t, o.Places.Pieces[0].MetresAfter), 1e-9)
}

func TestNoMapToday(t *testing.T) {
	p := townProblem()
	for i := range p.County.Pieces {
		p.County.Pieces[i].School = nil
	}
	o := outcome(t, p, assign("p1", "", "A", 30), assign("p2", "", "B", 20), assign("p3", "", "B", 30))
	require.Len(t, o.Violations, 2) // 10 of p3 and all of p4
	require.Equal(t, plan.RulePupils, o.Violations[0].Rule)
	require.Equal(t, 10.0, o.Violations[0].By)
	o = allowed(t, p, assign("p1", "", "A", 30), assign("p2", "", "B", 20), assign("p3", "", "A", 30), assign("p3", "", "B", 10), assign("p4", "", "B", 10))
	require.Equal(t, 60.0, o.County.Sections[0].Pupils)
	require.Equal(t, 40.0, o.County.Sections[1].Pupils)
	require.Zero(t, o.PupilsMoved, "nobody had a school")
	require.NotContains(t, o.County.Sections[0].Stocks, model.LargestClass)
}

func TestSiteOpens(t *testing.T) {
	p := townProblem(plan.Siting)
	o := allowed(t, p, site(plan.Open, "N", 30, 1100), assign("p4", "B", "N", 10), assign("p2", "A", "N", 20))
	require.InDelta(t, 3+6+8+1, o.PupilKM, 1e-12)
	require.Equal(t, map[string]float64{"capital": 1000, "recurrent": 100}, o.Cost.ByNature)
	n := o.County.Sections[2]
	require.Equal(t, "N", n.School)
	require.Equal(t, 30.0, n.Pupils)
	require.Equal(t, model.Stocks{"desks": 30, model.Seats: 30, model.Classes: 1, model.Boarders: 0}, n.Stocks)
	require.Equal(t, model.KindPrimary, o.County.Schools[2].Kind)
	require.Equal(t, plan.SectionOpens, o.Places.Catchments[2].Status)
	require.Nil(t, o.Places.Catchments[2].SeatsBefore)
	require.NoError(t, o.County.Validate())
}

func TestSectionGrows(t *testing.T) {
	p := townProblem(plan.Siting, plan.Catchment)
	o := allowed(t, p, site(plan.Extend, "A", 2, 1100), assign("p3", "B", "A", 40))
	require.Equal(t, 120.0, o.County.Sections[0].Stocks[model.Seats])
	require.Equal(t, 4.0, o.County.Sections[0].Stocks[model.Classes])
	require.Equal(t, 22.5, value(t, o.Places.Catchments[0].ClassSizeAfter))
}

func TestSectionCloses(t *testing.T) {
	p := townProblem(plan.Siting, plan.Catchment)
	all := []plan.Action{site(plan.Extend, "A", 2, 1100), site(plan.Close, "B", 1, -290), assign("p3", "B", "A", 40)}
	_, err := plan.Evaluate(p, all)
	require.ErrorIs(t, err, plan.ErrAction)
	require.ErrorContains(t, err, "10 pupils are left at section B/primary, which closes")
	o := allowed(t, p, append(all, assign("p4", "B", "A", 10))...)
	require.Equal(t, 1100-290.0, o.Cost.Total)
	require.Len(t, o.County.Sections, 1)
	require.Equal(t, plan.SectionCloses, o.Places.Catchments[1].Status)
	require.Nil(t, o.Places.Catchments[1].SeatsAfter)
	require.Equal(t, 50.0, o.Places.Catchments[1].Lost)
	require.NoError(t, o.County.Validate())
}

func TestSectionsMerge(t *testing.T) {
	p := townProblem(plan.Siting, plan.Catchment)
	for i := range p.County.Sections {
		p.County.Sections[i].Stocks[model.Teachers] = 4
		p.County.Schools[i].Stocks = model.Stocks{model.EquipmentYuan: 50000, "books": 70, model.TeachingArea: 900}
	}
	o := allowed(t, p, site(plan.Extend, "A", 2, 1100), merge("B", "A", -290))
	require.Equal(t, 50.0, o.PupilsMoved)
	require.Len(t, o.County.Sections, 1)
	a := o.County.Sections[0]
	require.Equal(t, 100.0, a.Pupils)
	require.Equal(t, 8.0, a.Stocks[model.Teachers])
	require.Equal(t, 60.0, a.Stocks["desks"], "desks stay behind")
	require.Equal(t, model.Stocks{model.EquipmentYuan: 100000, "books": 140, model.TeachingArea: 900}, o.County.Schools[0].Stocks)
	require.Equal(t, model.Stocks{model.EquipmentYuan: 0, "books": 0, model.TeachingArea: 900}, o.County.Schools[1].Stocks)
}

func TestPupilsBoard(t *testing.T) {
	p := townProblem(plan.Siting, plan.Catchment)
	p.County.Schools[0].Flags = []string{model.FlagBoarding}
	p.Limits = []plan.Limit{most(plan.LimitRadius, 500)}
	o := allowed(t, p, board("p4", "B", "A", 10))
	require.InDelta(t, 19, o.PupilKM, 1e-12, "who boards travels not")
	require.Equal(t, 10.0, o.County.Sections[0].Stocks[model.Boarders])
}

func TestViolationsOfPlaces(t *testing.T) {
	move := assign("p4", "B", "A", 10)
	lot := plan.Limit{What: plan.LimitLot, On: true, Scope: plan.Scope{Zone: "Z"}}
	for name, c := range map[string]struct {
		change  func(p *plan.Problem)
		limits  []plan.Limit
		actions []plan.Action
		rule    string
		by      float64
	}{
		"other lever":     {withLevers(plan.Rotation), nil, []plan.Action{move}, plan.RuleLever, 0},
		"seats":           {nil, nil, []plan.Action{assign("p3", "B", "A", 11)}, plan.RuleSeats, 1},
		"load":            {nil, []plan.Limit{most(plan.LimitLoad, 1.05)}, []plan.Action{assign("p3", "B", "A", 14)}, "load", 1},
		"least load":      {nil, []plan.Limit{{What: plan.LimitLoad, Min: ptr(0.75)}}, []plan.Action{move}, "load", 5},
		"class size":      {nil, []plan.Limit{most(plan.LimitIntakeClassSize, 28)}, []plan.Action{move}, "intake-class-size", 4},
		"school size":     {nil, []plan.Limit{most(plan.LimitSchoolSize, 57)}, []plan.Action{move}, "school-size", 3},
		"radius":          {nil, []plan.Limit{most(plan.LimitRadius, 599)}, []plan.Action{move}, "radius", 10},
		"radius, minutes": {nil, []plan.Limit{{What: plan.LimitRadius, Max: ptr(5.9), By: plan.ByMinutes}}, []plan.Action{move}, "radius", 10},
		"pupils moved":    {nil, []plan.Limit{most(plan.LimitPupilsMoved, 9)}, []plan.Action{move}, "pupils-moved", 1},
		"pupil-km":        {nil, []plan.Limit{most(plan.LimitPupilKM, 24)}, []plan.Action{move}, "pupil-km", 1},
		"nearby": {
			nil, []plan.Limit{{What: plan.LimitNearbyShare, Min: ptr(0.95), Within: ptr(200)}}, []plan.Action{move}, "nearby-share", 5,
		}, // 90 of 100 are: p1 and p3 within 200 m, p2 with the nearest school
		"whole pupils":      {nil, nil, []plan.Action{assign("p4", "B", "A", 4.5)}, plan.RuleWhole, 0.5},
		"whole pieces":      {nil, []plan.Limit{{What: plan.LimitWholePieces, On: true}}, []plan.Action{assign("p4", "B", "A", 5)}, "whole-pieces", 1},
		"schools per piece": {nil, []plan.Limit{most(plan.LimitSchoolsPerPiece, 1)}, []plan.Action{assign("p4", "B", "A", 5)}, "schools-per-piece", 1},
		"lot": {
			nil, []plan.Limit{lot},
			[]plan.Action{assign("p1", "A", "B", 15), assign("p2", "A", "B", 10), assign("p3", "B", "A", 20), assign("p4", "B", "A", 4)}, "lot", 1,
		},
		"cut off":    {nil, []plan.Limit{{What: plan.LimitContiguous, On: true}}, []plan.Action{move, assign("p2", "A", "B", 20)}, "contiguous", 10},
		"locked":     {func(p *plan.Problem) { p.County.Pieces[3].Locked = true }, nil, []plan.Action{move}, plan.RuleLocked, 10},
		"lock":       {func(p *plan.Problem) { p.Locks = []plan.Lock{{Key: "*/*/*/*/A/*/*/*", Forbid: true}} }, nil, []plan.Action{move}, plan.RuleLock, 10},
		"barrier":    {sides("p1", "p2"), nil, []plan.Action{move}, plan.RuleBarrier, 10},
		"the road":   {func(p *plan.Problem) { p.County.Travel[9].Barrier = true }, nil, []plan.Action{move}, plan.RuleBarrier, 10},
		"unit":       {nil, nil, []plan.Action{unit(move, "person")}, plan.RuleCost, 0},
		"distance":   {nil, nil, []plan.Action{metres(move, 599)}, plan.RuleDistance, 0},
		"seats open": {withLevers(plan.Siting), nil, []plan.Action{site(plan.Open, "N", 20, 1100), assign("p4", "B", "N", 10)}, plan.RuleSite, 10},
		"classes":    {withLevers(plan.Siting), nil, []plan.Action{site(plan.Extend, "A", 3, 1650)}, plan.RuleSite, 1},
		"half":       {withLevers(plan.Siting), nil, []plan.Action{site(plan.Extend, "A", 0.5, 275)}, plan.RuleWhole, 0.5},
		"cost":       {withLevers(plan.Siting), nil, []plan.Action{site(plan.Extend, "A", 1, 500)}, plan.RuleCost, 50},
		"sites": {
			withLevers(plan.Siting), []plan.Limit{most(plan.LimitOpenSites, 0)},
			[]plan.Action{site(plan.Open, "N", 30, 1100), assign("p4", "B", "N", 10)}, "open-sites", 1,
		},
		"too few sites": {withLevers(plan.Siting), []plan.Limit{{What: plan.LimitOpenSites, Min: ptr(1)}}, nil, "open-sites", 1},
		"no candidate":  {withLevers(plan.Siting), nil, []plan.Action{merge("A", "B", 0)}, plan.RuleSite, 0},
	} {
		t.Run(name, func(t *testing.T) {
			p := townProblem()
			if c.change != nil {
				c.change(p)
			}
			p.Limits = c.limits
			o, err := plan.Evaluate(p, c.actions)
			require.NoError(t, err)
			var found []plan.Violation
			for _, v := range o.Violations {
				if v.Rule == c.rule {
					found = append(found, v)
				}
			}
			require.NotEmpty(t, found, "%v", o.Violations)
			require.InDelta(t, c.by, found[0].By, 1e-9)
			require.NotEmpty(t, found[0].String())
		})
	}
}

// withLevers sets the levers of a problem.
func withLevers(all ...plan.Lever) func(p *plan.Problem) {
	return func(p *plan.Problem) { p.Levers = all }
}

// sides puts some pieces on one side of a road and the others on the other; the schools are where their
// nearest piece is.
func sides(west ...string) func(p *plan.Problem) {
	return func(p *plan.Problem) {
		for i := range p.County.Pieces {
			piece := &p.County.Pieces[i]
			piece.BarrierSide = "east"
			for _, id := range west {
				if piece.ID == id {
					piece.BarrierSide = "west"
				}
			}
		}
	}
}

func unit(a plan.Action, unit string) plan.Action {
	a.Unit = unit
	return a
}

func metres(a plan.Action, m float64) plan.Action {
	a.Metres = &m
	return a
}

// The size of a school of one stage is 2000, of one built by 2010 in the years of the relief 2400.
func TestSizeOfSchoolsByTheStandard(t *testing.T) {
	p := &plan.Problem{
		County: county(), Standard: fair(), Levers: []plan.Lever{plan.Catchment}, Goals: []plan.Goal{{Name: plan.Travel}},
		Limits: []plan.Limit{{What: plan.LimitSchoolSize, On: true}, {What: plan.LimitSchoolSize, Max: ptr(700), Scope: plan.Scope{School: "D"}}},
	}
	for _, rule := range standard.QualityBalance2017().Rules {
		if rule.ID == "guarantee-04" {
			p.Standard.Rules = []standard.Rule{rule}
		}
	}
	p.County.Schools[1].BuiltYear = 2010
	r := rules(t, p)
	for school, want := range map[string]float64{"A": 2000, "B": 2400, "C": 2500, "D": 700, "new": 2000} {
		size, ok := r.SchoolSize(school)
		require.True(t, ok)
		require.Equal(t, want, size, school)
	}
	p.Limits = p.Limits[1:]
	_, ok := rules(t, p).SchoolSize("A")
	require.False(t, ok)
}
