package verify

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

const (
	primary = model.StagePrimary
	junior  = model.StageJunior
	rooms   = "multimedia_rooms"
	desks   = "desks"
	leased  = "leased_desks"
)

func ptr(x float64) *float64 { return &x }

// tinyCounty draws a county of two to four schools with up to five teachers in a section.
func tinyCounty(t *rapid.T) *model.County {
	c := &model.County{Name: "Tiny", Year: 2025, Constructed: true}
	n := rapid.IntRange(2, 4).Draw(t, "schools")
	second := rapid.Bool().Draw(t, "two stages")
	places := rapid.Bool().Draw(t, "places")
	own := rapid.Bool().Draw(t, "own rooms")
	for i := range n {
		id := string(rune('A' + i))
		s := model.School{
			ID: id, Kind: model.KindNineYear, Area: rapid.SampledFrom([]model.Area{model.AreaCity, model.AreaRural}).Draw(t, "area"),
			Zone: rapid.SampledFrom([]string{"Z1", "Z2"}).Draw(t, "zone"), Group: "G",
			Stocks: model.Stocks{rooms: float64(rapid.IntRange(1, 4).Draw(t, "rooms"))},
		}
		if places {
			s.Place = &model.Place{Lon: 116, Lat: 29 + 0.05*float64(i)}
		}
		c.Schools = append(c.Schools, s)
		for _, stage := range []string{primary, junior} {
			if stage == junior && (!second || !rapid.Bool().Draw(t, "has junior")) {
				continue
			}
			teachers := rapid.IntRange(1, 6).Draw(t, "teachers")
			stocks := model.Stocks{
				model.Teachers: float64(teachers), model.TeachersBackbone: float64(rapid.IntRange(0, teachers).Draw(t, "backbone")),
				model.TeachersAboveDegree: float64(teachers), model.Classes: float64(rapid.IntRange(1, 4).Draw(t, "classes")),
				desks: float64(rapid.IntRange(2, 14).Draw(t, "desks")) / 2, leased: 0,
			}
			if own && i == 0 {
				stocks[rooms] = 1
			}
			c.Sections = append(c.Sections, model.Section{
				School: id, Stage: stage, Pupils: float64(rapid.IntRange(15, 60).Draw(t, "pupils")), Stocks: stocks,
			})
		}
	}
	tinyMoney(t, c)
	return c
}

// tinyMoney draws costs, funds and posts.
func tinyMoney(t *rapid.T, c *model.County) {
	cost := func(category string, nature model.Nature, whole bool) {
		switch rapid.IntRange(0, 3).Draw(t, category) {
		case 0:
			return
		case 1: // another price at one school, or the only one
			c.Costs = append(c.Costs, model.Cost{Category: category, Unit: "u", Cost: float64(rapid.IntRange(0, 9).Draw(t, "cost")), Nature: nature, School: "A", Whole: whole})
		}
		line := model.Cost{Category: category, Unit: "u", Cost: float64(rapid.IntRange(0, 9).Draw(t, "cost")), Nature: nature, Whole: whole}
		if category != model.CategoryMove && category != model.CategoryMoveKM && rapid.Bool().Draw(t, "capped") {
			line.MaxQuantity = ptr(float64(rapid.IntRange(0, 3).Draw(t, "max")))
		}
		c.Costs = append(c.Costs, line)
	}
	cost(rooms, model.Capital, true)
	cost(desks, model.Capital, rapid.Bool().Draw(t, "whole desks"))
	cost("hire:plain", model.Recurrent, true)
	cost("hire:above_degree+backbone", model.Recurrent, true)
	cost(model.CategoryMove, model.Recurrent, false)
	if rapid.IntRange(0, 3).Draw(t, "km") == 0 {
		cost(model.CategoryMoveKM, model.Recurrent, false)
	}
	for i := range rapid.IntRange(0, 2).Draw(t, "funds") {
		f := model.Fund{
			ID: fmt.Sprintf("F/%d", i), Amount: float64(rapid.IntRange(5, 60).Draw(t, "amount")),
			Nature: rapid.SampledFrom([]model.Nature{model.Capital, model.Recurrent, model.AnyNature}).Draw(t, "nature"),
			Categories: rapid.SampledFrom([][]string{
				{model.CategoryAny}, {rooms, model.CategoryHire}, {desks, model.CategoryMove}, {rooms, desks},
			}).Draw(t, "categories"),
		}
		if rapid.IntRange(0, 3).Draw(t, "areas") == 0 {
			f.Areas = []model.Area{model.AreaRural}
		}
		c.Funds = append(c.Funds, f)
	}
	if rapid.IntRange(0, 2).Draw(t, "posts") == 0 {
		c.Posts = append(c.Posts, model.Post{Max: float64(rapid.IntRange(0, 12).Draw(t, "max posts"))})
		c.Posts = append(c.Posts, model.Post{School: "A", Stage: primary, Max: float64(rapid.IntRange(0, 6).Draw(t, "max posts"))})
	}
}

// tinyStandard draws a standard of one to four indicators.
func tinyStandard(t *rapid.T) *standard.Standard {
	level := func(name string, lo, hi float64) map[string]float64 {
		m := map[string]float64{}
		for _, stage := range []string{primary, junior} {
			if rapid.Bool().Draw(t, name+stage) {
				m[stage] = rapid.Float64Range(lo, hi).Draw(t, name)
			}
		}
		return m
	}
	one := func(column string) []standard.Term { return []standard.Term{{Column: column, Sign: 1}} }
	all := []standard.Indicator{
		{Code: "T", Stock: one(model.Teachers), Per: 100},
		{Code: "K", Stock: one(model.TeachersBackbone), Per: 100},
		{Code: "R", Stock: one(rooms), Per: 100, Split: true},
		{Code: "D", Stock: []standard.Term{{Column: desks, Sign: 1}, {Column: leased, Sign: -1}}, Per: 1},
	}
	s := &standard.Standard{
		Name:    "tiny",
		Section: standard.SectionRule{MetAtLeast: rapid.IntRange(0, 3).Draw(t, "met"), OthersAtShare: rapid.SampledFrom([]float64{0, 0.5, 0.85}).Draw(t, "share")},
	}
	if rapid.IntRange(0, 4).Draw(t, "weighting") == 0 {
		s.Weighting = standard.Unweighted
	}
	for i := range all {
		if rapid.IntRange(0, 2).Draw(t, "keep "+all[i].Code) == 0 && len(s.Indicators)+len(all)-i > 1 {
			continue
		}
		x := all[i]
		x.Minimum = level("minimum", 0.5, 1.2) // of the mean, set by fit
		x.CVLimit = level("cv limit", 0.3, 1.3)
		s.Indicators = append(s.Indicators, x)
	}
	return s
}

// fit makes limits and minimums, drawn as parts, parts of what the county has today.
func fit(s *standard.Standard, c *model.County) {
	for i := range s.Indicators {
		x := &s.Indicators[i]
		parts, limits := x.Minimum, x.CVLimit
		x.Minimum, x.CVLimit = nil, nil
		a, err := s.Assess(c)
		x.Minimum, x.CVLimit = map[string]float64{}, map[string]float64{}
		if err != nil {
			continue
		}
		for _, r := range a.Indicators {
			if part, ok := parts[r.Stage]; ok && r.Code == x.Code && r.Mean > 0 {
				x.Minimum[r.Stage] = part * r.Mean
			}
			if part, ok := limits[r.Stage]; ok && r.Code == x.Code && r.CV > 0 {
				x.CVLimit[r.Stage] = part * r.CV
			}
		}
	}
}

// tinyProblem draws a valid problem; the test goes on with another where it is not.
func tinyProblem(t *rapid.T, goals ...plan.Goal) *plan.Problem {
	p := &plan.Problem{County: tinyCounty(t), Standard: tinyStandard(t), Goals: goals}
	fit(p.Standard, p.County)
	for _, l := range []plan.Lever{plan.Funding, plan.Hiring, plan.Rotation} {
		if rapid.IntRange(0, 3).Draw(t, string(l)) > 0 {
			p.Levers = append(p.Levers, l)
		}
	}
	limit := func(what plan.What, one int, draw func(l *plan.Limit)) {
		if rapid.IntRange(0, one).Draw(t, string(what)) == 0 {
			l := plan.Limit{What: what}
			draw(&l)
			p.Limits = append(p.Limits, l)
		}
	}
	limit(plan.LimitSpending, 2, func(l *plan.Limit) {
		l.Max = ptr(float64(rapid.IntRange(5, 60).Draw(t, "budget")))
		l.Scope = rapid.SampledFrom([]plan.Scope{{}, {}, {Stage: primary}, {School: "A"}, {Kind: "plain"}, {Zone: "Z1"}}).Draw(t, "scope")
	})
	limit(plan.LimitMoves, 3, func(l *plan.Limit) {
		l.Max = ptr(float64(rapid.IntRange(0, 6).Draw(t, "moves")))
		l.Scope = rapid.SampledFrom([]plan.Scope{{}, {Stage: primary}, {School: "A"}, {Kind: "above_degree"}}).Draw(t, "scope")
	})
	limit(plan.LimitCV, 9, func(l *plan.Limit) { l.Max = ptr(rapid.Float64Range(0.2, 1).Draw(t, "cv")) })
	limit(plan.LimitLeaveShare, 4, func(l *plan.Limit) { l.Max = ptr(rapid.Float64Range(0.2, 1).Draw(t, "share")) })
	limit(plan.LimitMoveKM, 5, func(l *plan.Limit) { l.Max = ptr(7) })
	limit(plan.LimitTeachers, 4, func(l *plan.Limit) {
		l.MinColumn = model.Classes
		if rapid.Bool().Draw(t, "one kind") {
			l.MinColumn, l.Min, l.Scope.Kind, l.Scope.School = "", ptr(1), "above_degree", "A"
		}
	})
	limit(plan.LimitHeadcount, 4, func(l *plan.Limit) {
		l.On = true
		l.Scope = rapid.SampledFrom([]plan.Scope{{}, {}, {School: "A"}}).Draw(t, "scope")
	})
	lock := func(key string, set func(l *plan.Lock)) {
		if rapid.IntRange(0, 11).Draw(t, key) == 0 {
			l := plan.Lock{Key: key}
			set(&l)
			p.Locks = append(p.Locks, l)
		}
	}
	forbid := func(l *plan.Lock) { l.Forbid = true }
	lock("*/*/*/A/*/*/*/*", forbid)
	lock("*/*/*/*/*/B/*/*", forbid)
	lock("2026/rotation/move/A/B//primary/above_degree", func(l *plan.Lock) { l.Keep = ptr(1) })
	if counts(p.Standard, rooms) { // nothing else is for sale
		lock("2026/funding/buy///B//multimedia_rooms", func(l *plan.Lock) { l.Fix = ptr(1) })
	}
	if err := p.Validate(); err != nil {
		t.Skip(err.Error())
	}
	return p
}

// counts says whether some indicator of a standard counts a stock.
func counts(s *standard.Standard, stock string) bool {
	return slices.ContainsFunc(s.Indicators, func(x standard.Indicator) bool { return x.Stock[0].Column == stock })
}

// smallCounty has one primary section of 100 pupils for each number of teachers; a move costs 3.
func smallCounty(teachers ...float64) *model.County {
	c := &model.County{
		Name: "Small", Year: 2025, Constructed: true,
		Costs: []model.Cost{{Category: model.CategoryMove, Unit: "person", Cost: 3, Nature: model.Recurrent}},
	}
	for i, n := range teachers {
		id := string(rune('A' + i))
		c.Schools = append(c.Schools, model.School{ID: id, Kind: model.KindPrimary, Area: model.AreaRural, Place: &model.Place{Lon: 116, Lat: 29 + 0.1*float64(i)}})
		c.Sections = append(c.Sections, model.Section{School: id, Stage: primary, Pupils: 100, Stocks: model.Stocks{model.Teachers: n}})
	}
	return c
}
