// Redraw catchments: who goes where so that nobody is without a seat and the ways are shortest.
//
//	choose    the pupils x_bj of each piece b of the map who go to school j
//	minimise  sum of pupils without a seat; then, as long as that stays least, pupil-kilometres
//	subject   pieces stay whole; nobody crosses the railway
package main

import (
	"context"
	"fmt"
	"log"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/examples"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/highs"
)

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	county, err := examples.Load("city")
	if err != nil {
		return err
	}
	rules, err := standard.ByName("quality-balance-2017")
	if err != nil {
		return err
	}
	room := 1.0
	pl, err := alloc.Exact{Open: highs.Open}.Plan(context.Background(), &plan.Problem{
		County: county, Standard: rules, Stages: []string{model.StagePrimary},
		Levers: []plan.Lever{plan.Catchment},
		Goals:  []plan.Goal{{Name: plan.Travel}},
		Limits: []plan.Limit{{What: plan.LimitLoad, Max: &room}}, // no school over its seats
	})
	if err != nil {
		return err
	}
	g := pl.Goals[0]
	fmt.Printf("%s: %.1f pupil-km, no plan below %.1f\n", pl.Status, g.Value, g.Bound)
	for _, c := range pl.Places.Catchments {
		if c.PupilsBefore > *c.SeatsBefore {
			fmt.Printf("%s: %.0f -> %.0f pupils for %.0f seats\n", c.School, c.PupilsBefore, c.PupilsAfter, *c.SeatsAfter)
		}
	}
	return nil
}
