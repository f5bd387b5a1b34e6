package main

import (
	"math"
	"math/rand/v2"

	"github.com/eduparity/eduparity/model"
)

// The middle of the county. It lies where it lies: the places are as made up as the schools.
const (
	middleLon, middleLat = 113.2, 30.9
	kmPerDegree          = 111.195 // on a sphere of 6,371.008 km
	cosLat               = 0.8581  // of middleLat
)

// steps are the widths of the columns and rows of the grid from the middle outwards, in km.
var steps = []float64{0.5, 0.5, 0.6, 0.7, 1.0, 1.5, 2.2}

// cells is how many columns and rows the grid has.
var cells = 2 * len(steps)

// trunk is the column that lies first to the east of the railway.
const trunk = 6

// lines are where the lines of the grid lie, in km from the middle.
func lines() []float64 {
	all := make([]float64, cells+1)
	at := 0.0
	for k, step := range steps {
		at += step
		all[len(steps)+1+k], all[len(steps)-1-k] = at, -at
	}
	return all
}

// bend is how far the corners of the grid are moved, as a share of the narrower cell beside them.
const bend = 0.22

// corners are the bent corners of the grid, row by row.
func corners(rng *rand.Rand) [][]model.Place {
	at := lines()
	room := func(i int) float64 {
		switch i {
		case 0:
			return at[1] - at[0]
		case cells:
			return at[cells] - at[cells-1]
		}
		return math.Min(at[i]-at[i-1], at[i+1]-at[i])
	}
	all := make([][]model.Place, cells+1)
	for r := range all {
		all[r] = make([]model.Place, cells+1)
		for c := range all[r] {
			east := at[c] + float64(bend*room(c)*(2*rng.Float64()-1))
			north := at[r] + float64(bend*room(r)*(2*rng.Float64()-1))
			all[r][c] = place(east, north)
		}
	}
	return all
}

// place is a point of the plane, in km from the middle, with six decimals.
func place(east, north float64) model.Place {
	const micro = 1e6
	return model.Place{
		Lon: math.Round((middleLon+east/(kmPerDegree*cosLat))*micro) / micro,
		Lat: math.Round((middleLat+north/kmPerDegree)*micro) / micro,
	}
}

// side is the side of the railway that a column lies on.
func side(column int) string {
	if column < trunk {
		return "west"
	}
	return "east"
}
