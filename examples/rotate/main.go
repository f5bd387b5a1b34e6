// Rotate teachers: the fewest moves under which backbone teachers are spread evenly enough.
//
//	choose    how many teachers of each kind move from where to where, whole numbers
//	minimise  the number of moves
//	subject   CV of backbone teachers per 100 pupils <= 0.35; at most a fifth of a kind leaves a section
package main

import (
	"context"
	"fmt"
	"log"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/examples"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/highs"
)

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	county, err := examples.Load("demo")
	if err != nil {
		return err
	}
	rules, err := standard.ByName("quality-balance-2017")
	if err != nil {
		return err
	}
	cv, leave := 0.35, 0.2
	pl, err := alloc.Exact{Open: highs.Open}.Plan(context.Background(), &plan.Problem{
		County: county, Standard: rules, Indicators: []string{"L2"},
		Levers: []plan.Lever{plan.Rotation},
		Goals:  []plan.Goal{{Name: plan.Moves}},
		Limits: []plan.Limit{{What: plan.LimitCV, Max: &cv}, {What: plan.LimitLeaveShare, Max: &leave}},
	})
	if err != nil {
		return err
	}
	fmt.Printf("%s: %.0f moves, no plan has fewer than %.0f\n", pl.Status, pl.Goals[0].Value, pl.Goals[0].Bound)
	for _, x := range pl.After[0].Indicators {
		if x.Code == "L2" {
			fmt.Printf("%s: CV %.3f\n", x.Stage, *x.CV)
		}
	}
	return nil
}
