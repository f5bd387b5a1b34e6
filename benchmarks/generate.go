package benchmarks

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/eduparity/eduparity/model"
)

// What constructed counties are like. The shares and spreads are made up, near those of counties that
// publish their monitoring: some sections miss a minimum, most CVs are below their limits.
const (
	zoneSchools  = 24  // schools of one coordination zone
	zoneStep     = 0.2 // degrees between the centres of zones
	zoneRadius   = 0.06
	classSize    = 45
	fewestPupils = 52   // so that every section counts under quality-balance-2017
	mostPupils   = 3500 // of a section
	sparePosts   = 0.04 // posts not filled, as a share of those that are
)

// County constructs a county of that many sections (one or more), primary and junior, all of which count under
// quality-balance-2017: the same county for the same arguments. It has what the seven indicators need,
// prices, posts by stage and the places of the schools; it has no funds, so that a limit on spending
// or nothing bounds the money. Of its schools some 55 in 100 are primary, 22 nine-year (rooms, grounds
// and equipment are shared by the stages), 18 junior and 5 complete secondary (with senior pupils).
//
// Zones of 24 schools lie on a square grid, so that density and distances inside a zone do not change
// with the size of the county; nor does anything else.
func County(sections int, seed uint64) *model.County {
	g := generator{
		rng:    rand.New(rand.NewPCG(seed, uint64(sections))),
		county: &model.County{Name: fmt.Sprintf("constructed-%d-%d", sections, seed), Year: 2024, Constructed: true},
	}
	side := int(math.Ceil(math.Sqrt(float64(sections/zoneSchools + 1))))
	for len(g.county.Sections) < sections {
		g.school(sections-len(g.county.Sections), side)
	}
	g.county.Costs = costs()
	for _, stage := range g.county.Stages() {
		g.county.Posts = append(g.county.Posts, g.posts(stage))
	}
	return g.county
}

// A generator makes one county.
type generator struct {
	rng    *rand.Rand
	county *model.County
}

// school adds a school with at most room sections.
func (g *generator) school(room, side int) {
	n := len(g.county.Schools)
	zone, place := n/zoneSchools, n%zoneSchools
	area := model.AreaRural
	switch {
	case zone%4 == 0 && place < zoneSchools*2/3: // every fourth zone is a town with its surroundings
		area = model.AreaCity
	case place < zoneSchools/5:
		area = model.AreaTown
	}
	s := model.School{
		ID: fmt.Sprintf("S%06d", n+1), Name: fmt.Sprintf("School %d", n+1), Area: area, Zone: fmt.Sprintf("Z%04d", zone+1), Owner: 7,
		Place: &model.Place{
			Lon: 112 + zoneStep*float64(zone%side) + g.spread(0, zoneRadius),
			Lat: 31 + zoneStep*float64(zone/side%200) + g.spread(0, zoneRadius), // the 200: never beyond the pole
		},
	}
	var stages []string
	switch draw := g.rng.Float64(); {
	case draw < 0.22 && room >= 2:
		s.Kind, stages = model.KindNineYear, []string{model.StagePrimary, model.StageJunior}
	case draw < 0.40:
		s.Kind, stages = model.KindJunior, []string{model.StageJunior}
	case draw < 0.45:
		s.Kind, stages = model.KindCompleteSecondary, []string{model.StageJunior}
		s.SeniorPupils = math.Round(g.pupils(area))
	default:
		s.Kind, stages = model.KindPrimary, []string{model.StagePrimary}
	}
	standing := g.spread(standingOf(area), 0.5) // what makes a school better off in everything
	weighted := s.SeniorPupils * model.DefaultStageWeights()[model.StageSenior]
	for _, stage := range stages {
		section := g.section(s.ID, stage, area, standing)
		weighted += section.Pupils * model.DefaultStageWeights()[stage]
		g.county.Sections = append(g.county.Sections, section)
	}
	s.Stocks = g.rooms(weighted, standing, area)
	g.county.Schools = append(g.county.Schools, s)
}

// standingOf is the middle of the standing of schools of an area.
func standingOf(a model.Area) float64 {
	if a == model.AreaCity {
		return 0.3
	}
	return -0.1
}

// section makes a section and its teachers, all whole numbers.
func (g *generator) section(school, stage string, area model.Area, standing float64) model.Section {
	pupils := g.pupils(area)
	fewest, ratio := 6.0, 17.0 // a class in every grade; pupils to a teacher
	if stage == model.StageJunior {
		fewest, ratio = 3, 13
	}
	classes := max(fewest, math.Ceil(pupils/classSize))
	teachers := max(classes, math.Round(pupils/(ratio*math.Exp(g.spread(0, 0.12)))))
	above := g.part(teachers, 0.82+0.05*standing, 0.07)
	return model.Section{School: school, Stage: stage, Pupils: pupils, Stocks: model.Stocks{
		model.Classes:             classes,
		model.Teachers:            teachers,
		model.TeachersAboveDegree: above,
		model.TeachersBackbone:    min(above, g.part(teachers, 0.21+0.06*standing, 0.05)),
		model.TeachersPEArts:      g.part(teachers, 0.18+0.02*standing, 0.03),
	}}
}

// pupils draws the number of pupils of a section.
func (g *generator) pupils(area model.Area) float64 {
	middle, spread := 260.0, 0.7
	switch area {
	case model.AreaCity:
		middle, spread = 1100, 0.45
	case model.AreaTown:
		middle, spread = 640, 0.5
	case model.AreaRural:
	}
	return min(mostPupils, max(fewestPupils, math.Round(middle*math.Exp(g.spread(0, spread)))))
}

// rooms makes what a school keeps for all its stages.
func (g *generator) rooms(pupils, standing float64, area model.Area) model.Stocks {
	amount := func(middle, spread float64) float64 {
		return math.Round(pupils * middle * math.Exp(0.12*standing+g.spread(0, spread)))
	}
	stocks := model.Stocks{
		"teaching_area_m2": amount(6.2, 0.25), "indoor_sports_m2": 0, "gymnasium_m2": 0,
		"sports_ground_m2": amount(9.8, 0.35), model.EquipmentYuan: amount(2700, 0.25), "multimedia_rooms": amount(0.03, 0.22),
	}
	if area != model.AreaRural && g.rng.Float64() < 0.4 {
		stocks["gymnasium_m2"], stocks["indoor_sports_m2"] = amount(0.9, 0.2), amount(0.2, 0.3)
	}
	return stocks
}

// part draws how many of n have an attribute.
func (g *generator) part(n, share, spread float64) float64 {
	return math.Round(n * min(1, max(0, g.spread(share, spread))))
}

// spread draws around a middle; more than 2.5 spreads away does not occur.
func (g *generator) spread(middle, by float64) float64 {
	return middle + by*min(2.5, max(-2.5, g.rng.NormFloat64()))
}

// posts is the establishment of a stage.
func (g *generator) posts(stage string) model.Post {
	var filled float64
	for _, s := range g.county.Sections {
		if s.Stage == stage {
			filled += s.Stocks[model.Teachers]
		}
	}
	return model.Post{Stage: stage, Max: math.Ceil(filled * (1 + sparePosts))}
}

// costs are the prices of the demonstration county.
func costs() []model.Cost {
	var all []model.Cost
	add := func(nature model.Nature, category, unit string, yuan float64) {
		all = append(all, model.Cost{Category: category, Unit: unit, Cost: yuan, Nature: nature, Year: 2024, Whole: true})
	}
	add(model.Capital, "teaching_area_m2", "m2", 3120)
	add(model.Capital, "gymnasium_m2", "m2", 3120)
	add(model.Capital, "sports_ground_m2", "m2", 930)
	add(model.Capital, model.EquipmentYuan, "yuan", 1)
	add(model.Capital, "multimedia_rooms", "room", 60_000)
	add(model.Recurrent, model.HirePrefix+"above_degree", "person", 90_000)
	add(model.Recurrent, model.HirePrefix+"pe_arts", "person", 84_000)
	add(model.Recurrent, model.HirePrefix+"above_degree+pe_arts", "person", 93_000)
	add(model.Recurrent, model.HirePrefix+"above_degree+backbone", "person", 120_000)
	add(model.Recurrent, model.HirePrefix+"above_degree+backbone+pe_arts", "person", 125_000)
	add(model.Recurrent, model.CategoryMove, "person", 6_000)
	return all
}
