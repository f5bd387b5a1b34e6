package main

import (
	"math"
	"math/rand/v2"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/geo"
)

const (
	seed1, seed2 = 2024, 7 // of the map
	dataYear     = 2024
)

// county builds the whole county.
func county() *model.County {
	rng := rand.New(rand.NewPCG(seed1, seed2))
	c := &model.County{
		Name: "City and Villages", Year: dataYear, Currency: "yuan", Standard: "quality-balance-2017", Constructed: true, KindRule: model.KindRuleNested,
		Source: "Constructed: no school, place or person in it exists, and all prices are made up.",
	}
	for _, e := range roster {
		c.Schools = append(c.Schools, school(e))
	}
	c.Pieces = pieces(rng)
	enrolled := assign(c.Pieces, c.Schools)
	for k, e := range roster {
		for _, stage := range []string{model.StagePrimary, model.StageJunior} {
			if e.classrooms(stage) > 0 {
				c.Sections = append(c.Sections, section(e, stage, enrolled[[2]string{e.id, stage}]))
			}
		}
		c.Schools[k].Stocks = rooms(e, enrolled[[2]string{e.id, model.StagePrimary}]+enrolled[[2]string{e.id, model.StageJunior}])
	}
	c.Borders = geo.Borders(c.Pieces)
	c.Candidates = candidates()
	c.Travel = travel(c)
	c.Costs = costs()
	return c
}

func school(e entry) model.School {
	p := place(e.east, e.north)
	s := model.School{
		ID: e.id, Name: e.name, Kind: e.kind, Area: e.area, Zone: e.zone, Owner: 7, // run by the county's education office
		Place: &p, BuiltYear: e.built, Flags: e.flags, BarrierSide: "west",
	}
	if e.east > 0 {
		s.BarrierSide = "east"
	}
	return s
}

// Class sizes that seats are counted by: those of guarantee 5 of the 2017 rules.
const (
	primaryClass = 45
	juniorClass  = 50
)

// section is one section with its teachers. Every school runs all grades of its stage; the teaching point
// has the first three only.
func section(e entry, stage string, pupils float64) model.Section {
	size, grades, perTeacher := float64(primaryClass), 6.0, 17.5
	above, backbone, arts := 4.0, 0.75, 0.85
	if stage == model.StageJunior {
		size, grades, perTeacher = juniorClass, 3, 12.5
		above, backbone, arts = 5.0, 0.8, 0.8
	}
	if e.kind == model.KindTeachingPoint {
		grades = 3
	}
	rooms := float64(e.classrooms(stage))
	classes := math.Min(rooms, math.Max(grades, math.Ceil(pupils/(size-2))))
	whole := func(per100 float64) float64 { return math.Round(per100 * pupils / 100) }
	degree := whole(above + e.above)
	teachers := math.Max(math.Max(math.Round(pupils/perTeacher), classes), degree+1)
	boarders := 0.0
	if stage == model.StageJunior && e.area == model.AreaRural {
		boarders = math.Round(0.3 * pupils)
	}
	return model.Section{School: e.id, Stage: stage, Pupils: pupils, Stocks: model.Stocks{
		model.Classes: classes, model.Classrooms: rooms, model.Seats: rooms * size, model.LargestClass: math.Ceil(pupils / classes), model.Boarders: boarders,
		model.Teachers: teachers, model.TeachersAboveDegree: degree,
		model.TeachersBackbone: math.Min(whole(backbone+e.backbone), degree), model.TeachersPEArts: whole(arts),
	}}
}

// rooms are the stocks that a school keeps for all its stages: about the minima of the 2017 rules for the
// seats that it has, better or worse as it is equipped.
func rooms(e entry, pupils float64) model.Stocks {
	seats := float64(e.primary*primaryClass + e.junior*juniorClass)
	tens := func(v float64) float64 { return 10 * math.Round(v/10) }
	return model.Stocks{
		"teaching_area_m2": tens(4.9 * e.room * seats), "indoor_sports_m2": 0, "gymnasium_m2": tens(0.5 * e.room * seats),
		"sports_ground_m2": tens(7.6 * e.room * seats), "equipment_yuan": 1000 * math.Round(2.1*e.room*math.Max(pupils, seats/2)),
		"multimedia_rooms": math.Round(float64(e.primary+e.junior) * math.Min(1.15, e.room)),
	}
}

// costs are the prices of what plans may buy and whom they may hire.
func costs() []model.Cost {
	buy := func(category, unit string, yuan float64) model.Cost {
		return model.Cost{Category: category, Unit: unit, Cost: yuan, Nature: model.Capital, Year: dataYear, Whole: true}
	}
	hire := func(category string, yuan float64) model.Cost {
		return model.Cost{Category: category, Unit: "person", Cost: yuan, Nature: model.Recurrent, Whole: true}
	}
	return []model.Cost{
		buy("teaching_area_m2", "m2", 3200), buy("gymnasium_m2", "m2", 3200), buy("sports_ground_m2", "m2", 950), buy("equipment_yuan", "yuan", 1), buy("multimedia_rooms", "room", 60000),
		hire("hire:above_degree", 90000), hire("hire:pe_arts", 84000), hire("hire:above_degree+pe_arts", 93000), hire("hire:above_degree+backbone", 120000), hire(model.CategoryMove, 6000),
	}
}
