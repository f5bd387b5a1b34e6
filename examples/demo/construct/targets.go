package main

import "github.com/eduparity/eduparity/model"

// An aim is what the sections of a stage show together under one indicator.
type aim struct {
	mean, cv float64
	// least and most are the values (per pupil or per 100 pupils) between which a section may lie.
	least, most float64
}

// codes are the indicators that are aimed at, in the order of the published table.
var codes = []string{"L1", "L2", "L3", "L4", "L5", "L6", "L7"}

// primaryAims are the county means and CVs of the primary stage of Jiujiang district (Wuhu, Anhui),
// monitoring of 2023: https://www.jjq.gov.cn/openness/grassroots/6603441/38916753.html.
var primaryAims = map[string]aim{
	"L1": {mean: 5.515273, cv: 0.297929, least: 2.9, most: 12},
	"L2": {mean: 0.887611, cv: 0.501787, least: 0, most: 3},
	"L3": {mean: 0.879277, cv: 0.401952, least: 0, most: 2.6},
	"L4": {mean: 4.563288, cv: 0.288419, least: 2.6, most: 12},
	"L5": {mean: 7.925946, cv: 0.37545, least: 3.2, most: 24},
	"L6": {mean: 2496.674864, cv: 0.312782, least: 1050, most: 6000},
	"L7": {mean: 2.784743, cv: 0.394205, least: 1.0, most: 9},
}

// juniorAims are made up. Backbone teachers (L2) have a mean below 0.85, which is 85 % of their
// threshold of 1.0: the sections cannot all reach even the relieved threshold by sharing out those
// who are there. L2 and L5 miss the limit of 0.45 on the CV; the others keep it.
var juniorAims = map[string]aim{
	"L1": {mean: 6.02, cv: 0.21, least: 3.8, most: 10},
	"L2": {mean: 0.80, cv: 0.475, least: 0, most: 2.4},
	"L3": {mean: 0.94, cv: 0.34, least: 0.2, most: 2.4},
	"L4": {mean: 6.05, cv: 0.26, least: 3.6, most: 14},
	"L5": {mean: 10.9, cv: 0.465, least: 4, most: 40},
	"L6": {mean: 2780, cv: 0.30, least: 1300, most: 7000},
	"L7": {mean: 2.72, cv: 0.36, least: 1.1, most: 8},
}

// A lean says how far the sections of an area tend to lie above or below the others, and how much
// chance there is in it. Units do not matter: the fit stretches the pattern to the wanted CV.
type lean struct{ city, town, rural, small, chance float64 }

// Large schools in the city are short of room and of heads per pupil and rich in backbone teachers
// and equipment; small rural schools are the other way round. small is added for a school of few
// pupils, in full at none and not at all from smallPupils on.
var leans = map[string]lean{
	"L1": {city: -0.9, town: 0, rural: 0.5, small: 1.6, chance: 0.5},
	"L2": {city: 0.7, town: -0.2, rural: -0.7, small: -0.3, chance: 0.8},
	"L3": {city: 0.3, town: 0, rural: -0.4, small: -0.3, chance: 0.8},
	"L4": {city: -0.5, town: 0.1, rural: 0.4, small: 1.5, chance: 0.7},
	"L5": {city: -0.7, town: 0.3, rural: 0.7, small: 1.2, chance: 0.7},
	"L6": {city: 0.5, town: -0.1, rural: -0.4, small: 0.4, chance: 0.8},
	"L7": {city: -0.4, town: 0.1, rural: 0.4, small: 1.6, chance: 0.7},
}

const (
	smallPupils = 400
	// standing is the standard deviation of what makes a school good or poor in everything at once.
	standing = 0.75
	// skew bends the pattern upwards: no school is far below the mean, some are far above it.
	skew = 3
)

// per is the multiplier of an indicator: 100 for "per 100 pupils".
func per(code string) float64 {
	switch code {
	case "L4", "L5", "L6":
		return 1
	default:
		return 100
	}
}

// weights are those by which a school's stocks are split between its stages.
var weights = model.DefaultStageWeights()
