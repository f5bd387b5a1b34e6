package report

import (
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// A Way is what an assignment does to the pupils of a piece: from which school to which, how far it was
// and is.
type Way struct {
	Piece, Stage  string
	From, To      string // ids of schools; From may be empty
	Pupils        float64
	Before, After float64 // metres; NaN: not known
	Boards        bool    // they board there
}

// Ways are the assignments of a plan, in its order.
func Ways(pl *plan.Plan, c *model.County) []Way {
	var all []Way
	var ways *model.Distances
	for i := range pl.Actions {
		a := &pl.Actions[i]
		if a.Kind != plan.Assign && a.Kind != plan.Board {
			continue
		}
		if ways == nil && c != nil {
			ways = c.Distances()
		}
		w := Way{
			Piece: a.Of, Stage: a.Stage, From: a.From, To: a.To, Pupils: a.Quantity,
			Before: math.NaN(), After: math.NaN(), Boards: a.Kind == plan.Board,
		}
		if a.Metres != nil {
			w.After = *a.Metres
		}
		if c != nil && a.From != "" {
			if m, ok := ways.Metres(a.Of, a.From); ok {
				w.Before = m
			}
		}
		all = append(all, w)
	}
	return all
}

// Finite says whether a number can be written as one.
func Finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
