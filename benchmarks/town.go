package benchmarks

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// What constructed towns are like.
const (
	townMetres  = 30_000 // side of the square
	townSeats   = 1.05   // seats over pupils
	pieceLeast  = 1      // pupils of a piece
	pieceMost   = 28
	seatsSpread = 0.5 // a school has from so much less to so much more seats than the mean
)

// Town constructs a town of one stage: pieces on a square grid, shaken a little, each with some pupils, and
// schools at random, with seats for a few more pupils than there are. Every piece goes to the nearest school
// today, whatever its seats. Pieces next to each other on the grid touch. Ways are whole metres along straight
// lines. The same town for the same arguments.
func Town(pieces, schools int, seed uint64) *model.County {
	rng := rand.New(rand.NewPCG(seed, 3))
	c := &model.County{Name: fmt.Sprintf("Town of %d pieces", pieces), Year: 2025, Constructed: true}
	type point struct{ x, y float64 }
	var at []point
	share, sum := make([]float64, schools), 0.0
	for j := range schools {
		at = append(at, point{rng.Float64() * townMetres, rng.Float64() * townMetres})
		share[j] = 1 - seatsSpread + 2*seatsSpread*rng.Float64()
		sum += share[j]
		c.Schools = append(c.Schools, model.School{ID: fmt.Sprintf("S%02d", j), Kind: model.KindPrimary})
	}
	side := int(math.Ceil(math.Sqrt(float64(pieces))))
	step := townMetres / float64(side)
	load, all := make([]float64, schools), 0.0
	for b := range pieces {
		p := point{(float64(b%side) + rng.Float64()) * step, (float64(b/side) + rng.Float64()) * step}
		piece := model.Piece{ID: fmt.Sprintf("B%05d", b)}
		nearest, least := 0, math.Inf(1)
		for j := range schools {
			metres := math.Round(math.Hypot(p.x-at[j].x, p.y-at[j].y))
			c.Travel = append(c.Travel, model.Trip{From: piece.ID, School: c.Schools[j].ID, Metres: metres})
			if metres < least {
				nearest, least = j, metres
			}
		}
		pupils := float64(pieceLeast + rng.IntN(pieceMost-pieceLeast+1))
		piece.Pupils = map[string]float64{model.StagePrimary: pupils}
		piece.School = map[string]string{model.StagePrimary: c.Schools[nearest].ID}
		load[nearest] += pupils
		all += pupils
		c.Pieces = append(c.Pieces, piece)
		if b%side > 0 {
			c.Borders = append(c.Borders, model.Border{A: c.Pieces[b-1].ID, B: piece.ID})
		}
		if b >= side {
			c.Borders = append(c.Borders, model.Border{A: c.Pieces[b-side].ID, B: piece.ID})
		}
	}
	for j := range schools {
		seats := math.Ceil(all * townSeats * share[j] / sum)
		c.Sections = append(c.Sections, model.Section{
			School: c.Schools[j].ID, Stage: model.StagePrimary, Pupils: load[j], Stocks: model.Stocks{model.Seats: seats},
		})
	}
	return c
}

// SeatsPerPupil is a standard that asks for nothing but to be counted: the seats of a section by its pupils.
func SeatsPerPupil() *standard.Standard {
	return &standard.Standard{
		Name: "seats", Weighting: standard.ByPupils,
		Indicators: []standard.Indicator{{Code: "S", Name: "seats per pupil", Unit: "seats", Per: 1, Stock: []standard.Term{{Column: model.Seats, Sign: 1}}}},
	}
}
