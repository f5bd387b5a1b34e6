package alloc_test

import (
	"strconv"

	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// A drawer makes tiny problems: few sections, few teachers, small whole quantities, many ties.
type drawer struct {
	*rapid.T
	c     *model.County
	s     *standard.Standard
	p     *plan.Problem
	kinds int
}

func (d *drawer) chance(percent int, what string) bool {
	return rapid.IntRange(1, 100).Draw(d.T, what) > 100-percent
}

func (d *drawer) number(low, high int, what string) float64 {
	return float64(rapid.IntRange(low, high).Draw(d.T, what))
}

func pick[V any](d *drawer, what string, values ...V) V {
	return rapid.SampledFrom(values).Draw(d.T, what)
}

func pointer(x float64) *float64 { return &x }

const (
	rooms  = "multimedia_rooms" // kept by the school
	desks  = "desks"            // kept by the section
	degree = model.TeachersAboveDegree
	back   = model.TeachersBackbone
)

// drawProblem draws a problem; goals nil: drawn as well.
func drawProblem(t *rapid.T, goals ...plan.GoalName) *plan.Problem {
	d := &drawer{T: t}
	d.county()
	d.standard()
	d.p = &plan.Problem{County: d.c, Standard: d.s}
	d.levers(len(goals) > 0 && goals[0] == plan.Moves)
	d.goals(goals)
	d.costs()
	d.limits()
	d.locks()
	return d.p
}

func (d *drawer) county() {
	d.c = &model.County{Name: "tiny", Year: 2025}
	stages := rapid.IntRange(1, 2).Draw(d.T, "stages")
	schools := pick(d, "schools", 2, 2, 3, 3, 4)
	d.kinds = rapid.IntRange(1, 3).Draw(d.T, "kinds")
	teachers := pick(d, "teachers", 2, 3, 4)
	for i := range schools {
		id := "S" + strconv.Itoa(i)
		school := model.School{
			ID: id, Kind: model.KindPrimary, Zone: pick(d, "zone", "Z1", "Z2"), Group: "G",
			Area:   pick(d, "area", model.AreaCity, model.AreaRural),
			Place:  &model.Place{Lon: 116, Lat: 29 + 0.1*d.number(0, 3, "lat")},
			Stocks: model.Stocks{rooms: d.number(0, 3, "rooms")},
		}
		at := []string{model.StagePrimary}
		if stages == 2 {
			school.Kind = pick(d, "kind", model.KindPrimary, model.KindJunior, model.KindNineYear)
			if school.Kind == model.KindJunior {
				at = []string{model.StageJunior}
			} else if school.Kind == model.KindNineYear {
				at = []string{model.StagePrimary, model.StageJunior}
			}
		}
		d.c.Schools = append(d.c.Schools, school)
		for _, stage := range at {
			s := model.Section{School: id, Stage: stage, Pupils: pick(d, "pupils", 100.0, 100, 50, 200, 80, 37), Stocks: model.Stocks{}}
			if d.chance(4, "empty") {
				s.Pupils = 0
			}
			n := rapid.IntRange(0, teachers).Draw(d.T, "teachers of section")
			s.Stocks[model.Teachers] = float64(n)
			if d.kinds > 1 {
				n = rapid.IntRange(0, n).Draw(d.T, "above degree")
				s.Stocks[degree] = float64(n)
			}
			if d.kinds > 2 {
				s.Stocks[back] = d.number(0, n, "backbone")
			}
			s.Stocks[desks] = d.number(0, 4, "desks")
			s.Stocks[model.Classes] = d.number(1, 3, "classes")
			d.c.Sections = append(d.c.Sections, s)
		}
	}
}

// one is a single column.
func one(column string) []standard.Term { return []standard.Term{{Column: column, Sign: 1}} }

func (d *drawer) standard() {
	all := []standard.Indicator{
		{Code: "T", Stock: one(model.Teachers), Per: 100},
		{Code: "R", Stock: one(rooms), Per: 100, Split: true},
		{Code: "D", Stock: one(desks), Per: 1},
	}
	if d.kinds > 1 {
		all = append(all, standard.Indicator{Code: "K", Stock: one(degree), Per: 100},
			standard.Indicator{Code: "W", Stock: append(one(model.Teachers), one(degree)...), Per: 100})
	}
	if d.kinds > 2 {
		all = append(all, standard.Indicator{Code: "B", Stock: one(back), Per: 100})
	}
	d.s = &standard.Standard{Name: "tiny", Weighting: pick(d, "weighting", standard.ByPupils, standard.ByPupils, standard.Unweighted)}
	n := rapid.IntRange(1, 3).Draw(d.T, "indicators")
	for _, i := range rapid.Permutation([]int{0, 1, 2, 3, 4, 5}).Draw(d.T, "which") {
		if i >= len(all) || len(d.s.Indicators) == n {
			continue
		}
		k := all[i]
		k.Minimum, k.CVLimit = map[string]float64{}, map[string]float64{}
		for _, stage := range []string{model.StagePrimary, model.StageJunior} {
			if d.chance(60, "has minimum") {
				k.Minimum[stage] = k.Per * pick(d, "minimum", 0.5, 1, 1, 1.5, 2, 0.7) / 100
			}
			if d.chance(50, "has limit") {
				k.CVLimit[stage] = pick(d, "cv limit", 0.1, 0.2, 0.35, 0.5, 0.6, 1)
			}
		}
		d.s.Indicators = append(d.s.Indicators, k)
	}
	if d.chance(50, "rule") {
		d.s.Section = standard.SectionRule{MetAtLeast: max(0, len(d.s.Indicators)-1), OthersAtShare: pick(d, "share", 0.85, 0.5, 0)}
		if d.chance(30, "by misses") {
			d.s.Section.MetAtLeast, d.s.Section.MayMiss = 0, rapid.IntRange(1, len(d.s.Indicators)).Draw(d.T, "misses")
		}
		for i := range d.s.Indicators {
			d.floor(&d.s.Indicators[i])
		}
	}
}

// floor gives an indicator floors at times, as levels that ask for a minimum in full do.
func (d *drawer) floor(k *standard.Indicator) {
	for _, stage := range []string{model.StagePrimary, model.StageJunior} {
		if minimum, ok := k.Minimum[stage]; ok && d.chance(30, "has floor") {
			if k.Floor == nil {
				k.Floor = map[string]float64{}
			}
			k.Floor[stage] = minimum * pick(d, "floor", 1, 0.9, 0.6)
		}
	}
}

func (d *drawer) levers(move bool) {
	for _, l := range []plan.Lever{plan.Funding, plan.Hiring, plan.Rotation} {
		if (move && l == plan.Rotation) || d.chance(50, "lever") {
			d.p.Levers = append(d.p.Levers, l)
		}
	}
	if len(d.p.Levers) == 0 {
		d.p.Levers = []plan.Lever{pick(d, "one lever", plan.Funding, plan.Rotation)}
	}
}

func (d *drawer) goals(goals []plan.GoalName) {
	if len(goals) == 0 {
		all := []plan.GoalName{plan.Dispersion, plan.Moves, plan.CostGoal, plan.PassCost, plan.Shortfall}
		goals = append(goals, pick(d, "goal", all...))
		if d.chance(30, "second goal") {
			if g := pick(d, "second", plan.Moves, plan.CostGoal, plan.Shortfall, plan.Dispersion); g != goals[0] {
				goals = append(goals, g)
			}
		}
	}
	for i, g := range goals {
		goal := plan.Goal{Name: g}
		if i+1 < len(goals) && d.chance(50, "slack") {
			goal.Slack = pick(d, "slack of", plan.Slack{Amount: 0.1, Relative: true}, plan.Slack{Amount: 1}, plan.Slack{Amount: 0.02})
		}
		d.p.Goals = append(d.p.Goals, goal)
	}
}

func (d *drawer) costs() {
	add := func(category string, nature model.Nature, unit string, most float64, costs ...float64) {
		line := model.Cost{Category: category, Unit: unit, Nature: nature, Cost: pick(d, "cost of "+category, costs...), Whole: true}
		if most > 0 {
			line.MaxQuantity = &most
		}
		d.c.Costs = append(d.c.Costs, line)
		if d.chance(25, "other price") {
			line.School, line.Cost = pick(d, "where", d.c.Schools[0].ID, d.c.Schools[len(d.c.Schools)-1].ID), pick(d, "other cost", costs...)
			d.c.Costs = append(d.c.Costs, line)
		}
	}
	if d.p.HasLever(plan.Funding) {
		if d.chance(70, "price of rooms") {
			add(rooms, model.Capital, "room", d.number(1, 3, "most rooms"), 30000, 50000, 20000.5)
		}
		if d.chance(70, "price of desks") {
			add(desks, pick(d, "nature", model.Capital, model.Recurrent), "desk", d.number(1, 3, "most desks"), 200, 250, 30000, 10)
		}
	}
	if d.p.HasLever(plan.Hiring) {
		add("hire:plain", model.Recurrent, "person", d.number(1, 2, "most hires"), 80000, 100000)
		if d.kinds > 1 && d.chance(50, "hire degree") {
			add("hire:above_degree", model.Recurrent, "person", 1, 80000, 120000)
		}
		if d.kinds > 2 && d.chance(50, "hire backbone") {
			add("hire:backbone+above_degree", model.Recurrent, "person", 1, 120000)
		}
	}
	if d.p.HasLever(plan.Rotation) {
		if d.chance(40, "price of moves") {
			add(model.CategoryMove, model.Recurrent, "person", 0, 1000, 5000)
		}
		if d.chance(15, "price of way") {
			add(model.CategoryMoveKM, model.Recurrent, "person", 0, 100, 1000)
		}
	}
	for i := range rapid.SampledFrom([]int{0, 0, 1, 2}).Draw(d.T, "funds") {
		f := model.Fund{
			ID: "F" + strconv.Itoa(i), Year: 2026, Amount: pick(d, "amount", 0.0, 1000, 30000, 80000, 100000, 200000),
			Nature:     pick(d, "fund nature", model.AnyNature, model.Capital, model.Recurrent),
			Categories: pick(d, "categories", []string{model.CategoryAny}, []string{rooms}, []string{model.CategoryHire, model.CategoryMove}, []string{desks, model.CategoryMove}),
		}
		if d.chance(25, "areas") {
			f.Areas = []model.Area{pick(d, "fund area", model.AreaCity, model.AreaRural)}
		}
		if d.chance(15, "kinds of school") {
			f.Kinds = []model.SchoolKind{model.KindNineYear, model.KindPrimary}
		}
		d.c.Funds = append(d.c.Funds, f)
	}
	for range rapid.SampledFrom([]int{0, 0, 0, 1, 2}).Draw(d.T, "posts") {
		post := model.Post{Max: d.number(0, 8, "posts max")}
		if d.chance(50, "post school") {
			post.School = d.c.Schools[0].ID
		}
		if d.chance(30, "post stage") {
			post.Stage = d.c.Sections[0].Stage
		}
		if d.chance(30, "post kind") {
			post.Kind = model.PlainKind
		}
		d.c.Posts = append(d.c.Posts, post)
	}
	if d.chance(12, "travel") {
		for i := range d.c.Schools {
			for j := range d.c.Schools {
				if i != j {
					d.c.Travel = append(d.c.Travel, model.Trip{
						From: d.c.Schools[i].ID, School: d.c.Schools[j].ID, Metres: 1000 * d.number(1, 9, "metres"), Barrier: d.chance(15, "barrier"),
					})
				}
			}
		}
	}
}

func (d *drawer) limits() {
	add := func(l plan.Limit) { d.p.Limits = append(d.p.Limits, l) }
	scope := func() plan.Scope {
		if !d.chance(30, "scoped") {
			return plan.Scope{}
		}
		return pick(d, "scope",
			plan.Scope{Stage: d.c.Sections[0].Stage}, plan.Scope{School: d.c.Schools[0].ID}, plan.Scope{Zone: d.c.Schools[0].Zone}, plan.Scope{Group: "G"})
	}
	if d.chance(25, "spending") {
		add(plan.Limit{What: plan.LimitSpending, Scope: scope(), Max: pointer(pick(d, "spending max", 0.0, 500, 50000, 100000, 200000))})
	}
	if d.chance(30, "cv") {
		add(plan.Limit{What: plan.LimitCV, Max: pointer(pick(d, "cv max", 0.05, 0.2, 0.4, 0.6, 0.9))})
	}
	if !d.p.HasLever(plan.Rotation) {
		return
	}
	if d.chance(25, "moves") {
		add(plan.Limit{What: plan.LimitMoves, Scope: scope(), Max: pointer(d.number(0, 4, "moves max"))})
	}
	if d.chance(15, "leave share") {
		add(plan.Limit{What: plan.LimitLeaveShare, Scope: scope(), Max: pointer(pick(d, "share max", 0.5, 0.34, 0.25, 1))})
	}
	if d.chance(10, "move km") {
		add(plan.Limit{What: plan.LimitMoveKM, Scope: scope(), Max: pointer(pick(d, "km max", 0.0, 5, 11.2, 25))})
	}
	if d.chance(20, "floor") {
		l := plan.Limit{What: plan.LimitTeachers, Scope: scope()}
		if d.chance(50, "floor by classes") {
			l.MinColumn = model.Classes
		} else {
			l.Min = pointer(d.number(1, 2, "floor min"))
		}
		if d.chance(20, "floor kind") {
			l.Scope.Kind = pick(d, "kind of floor", d.kindsThere()...)
		}
		if l.Scope.Kind != "" || true {
			add(l)
		}
	}
	if d.chance(20, "headcount") {
		l := plan.Limit{What: plan.LimitHeadcount, On: true}
		if d.chance(25, "headcount scope") {
			l.Scope = scope()
		}
		add(l)
	}
}

// kindsThere are the names of the kinds that occur.
func (d *drawer) kindsThere() []string {
	t, err := d.c.StaffTable()
	if err != nil || len(t.Kinds) == 0 {
		return []string{""}
	}
	names := make([]string, 0, len(t.Kinds))
	for _, k := range t.Kinds {
		names = append(names, k.Name)
	}
	return names
}

func (d *drawer) locks() {
	if !d.chance(15, "locks") {
		return
	}
	a, b := d.c.Schools[0].ID, d.c.Schools[len(d.c.Schools)-1].ID
	stage := d.c.Sections[0].Stage
	var keys []string
	if d.p.HasLever(plan.Funding) {
		keys = append(keys, "2026/funding/buy///"+a+"//"+rooms, "2026/funding/buy///"+a+"/"+stage+"/"+desks)
	}
	if d.p.HasLever(plan.Hiring) {
		keys = append(keys, "2026/hiring/hire///"+a+"/"+stage+"/plain")
	}
	if d.p.HasLever(plan.Rotation) {
		keys = append(keys, "2026/rotation/move/"+a+"/"+b+"//"+stage+"/plain")
	}
	l := plan.Lock{Key: pick(d, "key", keys...)}
	switch pick(d, "lock", 0, 1, 2, 3) {
	case 0:
		l.Fix = pointer(d.number(0, 1, "fix"))
	case 1:
		l.Keep = pointer(1)
	case 2:
		l.Forbid = true
	case 3:
		l.Forbid, l.Key = true, "*/*/*/*/*/*/*/"+model.PlainKind
	}
	d.p.Locks = append(d.p.Locks, l)
}
