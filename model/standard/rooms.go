package standard

import (
	"math"
)

// area is the least area of a room that counts at a place: the largest of its stages.
func (r *ruler) area(rule *Rule, p *place) (area float64, ok bool) {
	for _, i := range p.sections {
		v, has := rule.Rooms.Area[r.facts.county.Sections[i].Stage]
		if !has {
			v, has = rule.Rooms.Area[AnyPlace]
		}
		if has {
			area, ok = math.Max(area, v), true
		}
	}
	return area, ok
}

// roomsOf counts the rooms of a place: those of a size, and all. Known is false where sizes are not
// given; all is then the column's number, NaN where that is not given either.
func (f *facts) roomsOf(rooms *Rooms, p *place, area float64) (count, all float64, known bool) {
	listed, sized := false, true
	for _, school := range p.schools {
		for _, room := range f.rooms[school] {
			listed = true
			if room.Use != rooms.Use {
				continue
			}
			all++
			sized = sized && room.Area > 0
			if room.Area >= area {
				count++
			}
		}
	}
	if listed {
		return count, all, sized || count == all
	}
	all, missing := f.quantity(rooms.Column, p)
	if missing != "" {
		return 0, math.NaN(), false
	}
	return 0, all, all == 0
}
