package main

import (
	"math"

	"github.com/eduparity/eduparity/model"
)

// Ways are longer than the straight line, and those across the railway lead to a bridge. Up to walkMetres
// children walk, farther they go by bus, for which they wait.
const (
	detour       = 1.25
	bridgeMetres = 600.0
	walkMetres   = 2000.0
	walkSpeed    = 75.0  // metres a minute
	busSpeed     = 250.0 // metres a minute
	wait         = 7.0   // minutes
)

// travel is the way from every piece and every school to every school and every site that may open.
func travel(c *model.County) []model.Trip {
	type point struct {
		id, side string
		place    *model.Place
	}
	var sites, starts []point
	for i := range c.Schools {
		sites = append(sites, point{c.Schools[i].ID, c.Schools[i].BarrierSide, c.Schools[i].Place})
	}
	for i := range c.Candidates {
		if k := &c.Candidates[i]; k.Action == model.CandidateOpen {
			s := "west"
			if k.Place.Lon > middleLon {
				s = "east"
			}
			sites = append(sites, point{k.School, s, k.Place})
		}
	}
	for i := range c.Pieces {
		starts = append(starts, point{c.Pieces[i].ID, c.Pieces[i].BarrierSide, c.Pieces[i].Place})
	}
	var all []model.Trip
	for _, from := range append(starts, sites...) {
		for _, to := range sites {
			if from.id == to.id {
				continue
			}
			metres := detour * from.place.MetresTo(*to.place)
			if from.side != to.side {
				metres += bridgeMetres
			}
			minutes := metres / walkSpeed
			if metres > walkMetres {
				minutes = wait + metres/busSpeed
			}
			all = append(all, model.Trip{From: from.id, School: to.id, Metres: math.Round(metres), Minutes: math.Max(1, math.Round(minutes))})
		}
	}
	return all
}
