package main

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/geo"
)

// pieces are the cells of the grid, but for those in its corners, which belong to other counties.
func pieces(rng *rand.Rand) []model.Piece {
	at := corners(rng)
	var all []model.Piece
	for r := range cells {
		for c := range cells {
			if (r == 0 || r == cells-1) && (c == 0 || c == cells-1) {
				continue
			}
			ring := []model.Place{at[r][c], at[r][c+1], at[r+1][c+1], at[r+1][c], at[r][c]}
			all = append(all, piece(len(all)+1, c, model.Shape{{ring}}, rng))
		}
	}
	return append(all, eyot(len(all)+1, rng))
}

// eyot is a village on an island in the river, south of all other pieces, which it does not touch.
func eyot(number int, rng *rand.Rand) model.Piece {
	ring := []model.Place{place(-4.1, -8.3), place(-2.9, -8.4), place(-2.6, -7.9), place(-3.9, -7.75), place(-4.1, -8.3)}
	return piece(number, 0, model.Shape{{ring}}, rng)
}

// piece is one piece. Pupils are drawn by how densely people live there.
func piece(number, column int, shape model.Shape, rng *rand.Rand) model.Piece {
	middle, _ := geo.Middle(shape)
	east, north := (middle.Lon-middleLon)*kmPerDegree*cosLat, (middle.Lat-middleLat)*kmPerDegree
	p := model.Piece{
		ID: fmt.Sprintf("B%03d", number), Place: &model.Place{Lon: six(middle.Lon), Lat: six(middle.Lat)}, AreaM2: math.Round(geo.Area(shape)),
		Zone: zone(math.Hypot(east, north)), BarrierSide: side(column), Shape: shape,
	}
	people := dense(east, north) * p.AreaM2 / 1e6 * (0.6 + 0.8*rng.Float64())
	if rng.Float64() < 0.06 {
		people = 0 // a lake, a works, a hill
	}
	p.Pupils = map[string]float64{model.StagePrimary: math.Round(people), model.StageJunior: math.Round(people * (0.44 + 0.12*rng.Float64()))}
	return p
}

func six(degrees float64) float64 { return math.Round(degrees*1e6) / 1e6 }

// dense is how many primary pupils live on a square kilometre: the old town in the middle, a new one to the
// northwest, an estate to the east, and villages everywhere.
func dense(east, north float64) float64 {
	hill := func(e, n, wide, high float64) float64 {
		d := math.Hypot(east-e, north-n) / wide
		return high * math.Exp(-d*d)
	}
	return hill(-0.2, 0, 1.3, 510) + hill(-1.9, 1.5, 0.9, 300) + hill(2.8, 0.4, 1.0, 190) + hill(0.6, -2.6, 1.0, 150) + 3.2
}

// zone is the coordination zone at a distance from the middle, in km.
func zone(km float64) string {
	switch {
	case km < 2:
		return "centre"
	case km < 3.6:
		return "suburbs"
	}
	return "villages"
}

// assign sends every piece to the school of its side of the railway that is nearest, as its pull lets it
// seem, and adds its pupils up there. The teaching point has only the pieces around it.
func assign(all []model.Piece, schools []model.School) map[[2]string]float64 {
	enrolled := make(map[[2]string]float64)
	for i := range all {
		p := &all[i]
		p.School = make(map[string]string)
		for _, stage := range []string{model.StagePrimary, model.StageJunior} {
			best, least := "", math.Inf(1)
			for k, e := range roster {
				if e.classrooms(stage) == 0 || schools[k].BarrierSide != p.BarrierSide {
					continue
				}
				if way := p.Place.MetresTo(*schools[k].Place) / e.pull; way < least {
					best, least = e.id, way
				}
			}
			p.School[stage] = best
			enrolled[[2]string{best, stage}] += p.Pupils[stage]
		}
	}
	return enrolled
}

func (e *entry) classrooms(stage string) int {
	if stage == model.StagePrimary {
		return e.primary
	}
	return e.junior
}
