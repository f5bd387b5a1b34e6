package main

import (
	"math"
	"math/rand/v2"

	"github.com/eduparity/eduparity/model"
)

// The middle of the county. It lies where it lies: the places are as made up as the schools.
const (
	middleLon, middleLat = 112.5, 31.2
	kmPerDegree          = 111.195 // on a sphere of 6,371.008 km
	cosLat               = 0.8554  // of middleLat
)

// locate places the schools: in the city within 2.5 km of the middle, in a town within 0.8 km of
// its own, a village school 2.5 to 6 km out.
func locate(rng *rand.Rand) []model.Place {
	out := make([]model.Place, len(roster))
	for i, r := range roster {
		d := districts[r.district]
		inner, outer := 0.0, 0.8
		switch r.area {
		case model.AreaCity:
			outer = 2.5
		case model.AreaRural:
			inner, outer = 2.5, 6
		case model.AreaTown:
		}
		var e, n float64
		for {
			e, n = float64((2*rng.Float64()-1)*outer), float64((2*rng.Float64()-1)*outer)
			if q := float64(e*e) + float64(n*n); q >= inner*inner && q <= outer*outer {
				break
			}
		}
		out[i] = model.Place{
			Lon: round4(middleLon + (d.east+e)/(kmPerDegree*cosLat)),
			Lat: round4(middleLat + (d.north+n)/kmPerDegree),
		}
	}
	return out
}

func round4(x float64) float64 { return math.Round(x*1e4) / 1e4 }

func school(e int, seats []*seat, place model.Place) model.School {
	r := roster[e]
	d := districts[r.district]
	s := model.School{
		ID: r.id, Name: r.name, Kind: r.kind, Area: r.area, Zone: d.zone, Group: r.group,
		Owner: 7, // run by the county's education office
		Place: &place, BuiltYear: r.built, SeniorPupils: float64(r.senior),
	}
	if r.private {
		s.Owner = 10
	}
	if r.group != "" {
		s.GroupRole = "member"
		if leads(e) {
			s.GroupRole = "lead"
		}
	}
	if r.dense {
		s.Flags = append(s.Flags, "dense_core")
	}
	if r.area == model.AreaRural && r.primary+r.junior < 100 {
		s.Flags = append(s.Flags, "small_rural")
	}
	if boarders(r) > 0 {
		s.Flags = append(s.Flags, "boarding")
	}
	var units map[string]int
	for _, t := range seats {
		if t.entry == e {
			units = t.units // both sections of a school say the same of its split stocks
			break
		}
	}
	all := r.primary + r.junior + r.senior
	indoor, hall := 0, 0
	if r.hall {
		hall = 10 * ((500 + all/3) / 10)
	} else if all >= 300 {
		indoor = 10 * (all / 80)
	}
	s.Stocks = model.Stocks{
		"teaching_area_m2": float64(units["L4"] + indoor),
		"indoor_sports_m2": float64(indoor),
		"gymnasium_m2":     float64(hall),
		"sports_ground_m2": float64(units["L5"] - hall),
		"equipment_yuan":   float64(units["L6"]),
		"multimedia_rooms": float64(units["L7"]),
	}
	return s
}

// leads says whether a school is the first of its group in the roster.
func leads(e int) bool {
	for i := range e {
		if roster[i].group == roster[e].group {
			return false
		}
	}
	return true
}

// boarders are junior pupils of town and village schools.
func boarders(r entry) int {
	switch {
	case r.junior == 0 || r.area == model.AreaCity:
		return 0
	case r.area == model.AreaRural:
		return r.junior * 45 / 100
	default:
		return r.junior * 18 / 100
	}
}

// section turns a fitted section into the model's. Classes hold some 42 primary or 46 junior pupils
// where there are enough of them; a school runs every grade, so small ones have small classes.
func section(s *seat) model.Section {
	r := roster[s.entry]
	limit, grades, usual := 45, 6, 42
	if s.stage == model.StageJunior {
		limit, grades, usual = 50, 3, 46
	}
	if r.kind == model.KindTeachingPoint {
		grades = 4 // the two highest grades go to the town
	}
	pupils := int(s.pupils)
	classes := max(grades, (pupils+usual-1)/usual)
	mean := (pupils + classes - 1) / classes
	largest := min(limit, mean+1+mean/12)
	boarding := 0
	if s.stage == model.StageJunior {
		boarding = boarders(r)
	}
	return model.Section{
		School: r.id, Stage: s.stage, Pupils: s.pupils,
		Stocks: model.Stocks{
			model.Classes:             float64(classes),
			"largest_class":           float64(largest),
			"boarders":                float64(boarding),
			"seats":                   float64(classes * limit),
			model.Teachers:            float64(teachers(s, classes)),
			model.TeachersAboveDegree: float64(s.units["L1"]),
			model.TeachersBackbone:    float64(s.units["L2"]),
			model.TeachersPEArts:      float64(s.units["L3"]),
		},
	}
}

// teachers adds those without the higher degree: more of them where those with it are few, and at
// least one teacher a class.
func teachers(s *seat, classes int) int {
	above := s.units["L1"]
	have := 100 * float64(above) / s.pupils
	more := math.Max(0.15, 0.3+float64(0.4*(5.6-have)))
	if s.stage == model.StageJunior {
		more = math.Max(0.5, 1.9+float64(0.4*(6-have)))
	}
	return max(above+int(math.Round(more*s.pupils/100)), classes)
}
