package main

import "github.com/eduparity/eduparity/model"

// An entry is one school, at a place in km from the middle.
type entry struct {
	id, name    string
	kind        model.SchoolKind
	area        model.Area
	zone        string
	east, north float64
	built       int
	// pull makes the school draw pupils from farther away than others (above 1) or lose them: a distance
	// counts as one divided by it.
	pull            float64
	primary, junior int // classrooms; 0: there is no such section
	flags           []string
	above, backbone float64 // teachers of the sort per 100 pupils, beside what all have
	room            float64 // how well it is equipped; 1: about the minimum
}

var roster = []entry{
	{"P01", "Experimental Primary School", model.KindPrimary, model.AreaCity, "centre", -0.6, 0.4, 1956, 1.45, 20, 0, []string{model.FlagDenseCore}, 1.4, 0.7, 0.8},
	{"P02", "River Gate Primary School", model.KindPrimary, model.AreaCity, "centre", -0.9, -0.9, 1968, 0.85, 18, 0, nil, 0.2, 0.1, 1.3},
	{"P03", "Station Primary School", model.KindPrimary, model.AreaCity, "centre", 0.4, 0.2, 1961, 1.35, 22, 0, []string{model.FlagDenseCore}, 1.2, 0.6, 0.8},
	{"P04", "East Lake Primary School", model.KindPrimary, model.AreaCity, "centre", 1.3, 0.9, 2019, 0.85, 24, 0, nil, 0.6, 0, 1.7},
	{"P05", "North Street Primary School", model.KindPrimary, model.AreaCity, "centre", 0.1, 1.9, 1979, 1.1, 12, 0, nil, 0.5, 0.3, 1.1},
	{"P06", "South Garden Primary School", model.KindPrimary, model.AreaCity, "centre", 0.3, -1.6, 1988, 1.0, 12, 0, nil, 0.5, 0.2, 1.1},
	{"P07", "Industrial Park Primary School", model.KindPrimary, model.AreaTown, "suburbs", 2.7, -0.8, 2021, 0.8, 18, 0, nil, 0.3, 0, 1.9},
	{"P08", "West Suburb Primary School", model.KindPrimary, model.AreaTown, "suburbs", -2.6, -0.2, 1972, 1.15, 8, 0, nil, 0.2, 0.1, 1.0},
	{"P09", "North Village Primary School", model.KindPrimary, model.AreaRural, "villages", -1.8, 4.0, 1966, 1.0, 6, 0, nil, 0, 0, 1.2},
	{"P10", "South Village Primary School", model.KindPrimary, model.AreaRural, "villages", -2.2, -4.2, 1964, 1.0, 6, 0, nil, 0, 0, 1.2},
	{"P11", "Hillside Nine-year School", model.KindNineYear, model.AreaRural, "villages", 4.2, 3.4, 1975, 1.0, 6, 6, []string{model.FlagBoarding}, 0.1, 0.1, 1.2},
	{"T01", "Far Hill Teaching Point", model.KindTeachingPoint, model.AreaRural, "villages", 5.6, -4.9, 1958, 0.5, 3, 0, []string{model.FlagSmallRural}, 0, 0, 1.4},
	{"J01", "County Junior School No. 1", model.KindJunior, model.AreaCity, "centre", -0.4, -0.2, 1952, 1.3, 0, 12, []string{model.FlagDenseCore}, 0.8, 0.7, 0.8},
	{"J02", "Railway Junior School", model.KindJunior, model.AreaCity, "centre", 0.9, -0.5, 1978, 1.1, 0, 24, nil, 0.4, 0.3, 1.0},
	{"J03", "West Suburb Junior School", model.KindJunior, model.AreaTown, "suburbs", -2.4, 1.4, 2016, 0.7, 0, 14, nil, 0.1, 0, 1.6},
}

// candidates are what siting may choose from. All prices are made up.
func candidates() []model.Candidate {
	site := func(east, north float64) *model.Place { p := place(east, north); return &p }
	return []model.Candidate{
		{
			School: "N01", Action: model.CandidateOpen, Stage: model.StagePrimary, Seats: 810, Cost: 46e6, RunningCost: 1.1e6, Place: site(-1.6, 1.7),
			Stocks: model.Stocks{model.Classes: 18, model.Classrooms: 18, "teaching_area_m2": 5200, "sports_ground_m2": 7600, "equipment_yuan": 1.8e6, "multimedia_rooms": 20},
		},
		{
			School: "N02", Action: model.CandidateOpen, Stage: model.StagePrimary, Seats: 540, Cost: 31e6, RunningCost: 0.8e6, Place: site(3.4, 1.0),
			Stocks: model.Stocks{model.Classes: 12, model.Classrooms: 12, "teaching_area_m2": 3500, "sports_ground_m2": 5200, "equipment_yuan": 1.2e6, "multimedia_rooms": 14},
		},
		{
			School: "N03", Action: model.CandidateOpen, Stage: model.StageJunior, Seats: 600, Cost: 44e6, RunningCost: 1.2e6, Place: site(1.2, -3.2),
			Stocks: model.Stocks{model.Classes: 12, model.Classrooms: 12, "teaching_area_m2": 4400, "sports_ground_m2": 6800, "equipment_yuan": 1.7e6, "multimedia_rooms": 14},
		},
		{School: "P01", Action: model.CandidateExtend, Stage: model.StagePrimary, Seats: 45, Cost: 1.9e6, RunningCost: 40e3, MaxExtraClasses: 2},
		{School: "P06", Action: model.CandidateExtend, Stage: model.StagePrimary, Seats: 45, Cost: 1.2e6, RunningCost: 40e3, MaxExtraClasses: 6},
		{School: "P08", Action: model.CandidateExtend, Stage: model.StagePrimary, Seats: 45, Cost: 1.0e6, RunningCost: 35e3, MaxExtraClasses: 6},
		{School: "J03", Action: model.CandidateExtend, Stage: model.StageJunior, Seats: 50, Cost: 1.3e6, RunningCost: 50e3, MaxExtraClasses: 6},
		{School: "P09", Action: model.CandidateClose, Stage: model.StagePrimary, Cost: 200e3, RunningCost: 420e3},
		{School: "P10", Action: model.CandidateClose, Stage: model.StagePrimary, Cost: 200e3, RunningCost: 430e3},
		{School: "T01", Action: model.CandidateClose, Stage: model.StagePrimary, Cost: 50e3, RunningCost: 190e3},
	}
}
