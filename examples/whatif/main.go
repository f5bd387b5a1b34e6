// Ask one what-if after another: a planner keeps paths, cuts and bases, so that the next answer comes faster.
//
// How many moves does each limit on the CV of backbone teachers ask for, and what if one school keeps its own?
package main

import (
	"context"
	"errors"
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

func run() (err error) {
	county, err := examples.Load("demo")
	if err != nil {
		return err
	}
	rules, err := standard.ByName("quality-balance-2017")
	if err != nil {
		return err
	}
	cv := 0.45
	planner, err := alloc.NewPlanner(&plan.Problem{
		County: county, Standard: rules, Indicators: []string{"L2"}, Stages: []string{model.StagePrimary},
		Levers: []plan.Lever{plan.Rotation},
		Goals:  []plan.Goal{{Name: plan.Moves}},
		Limits: []plan.Limit{{What: plan.LimitCV, Max: &cv}},
	}, alloc.Exact{Open: highs.Open})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, planner.Close()) }()
	for _, edit := range []struct {
		what string
		alloc.Edit
	}{
		{"CV at most 0.40", alloc.Edit{Limit: limit(0.40)}},
		{"CV at most 0.30", alloc.Edit{Limit: limit(0.30)}},
		{"and nobody leaves P03", alloc.Edit{Lock: &plan.Lock{Key: "*/rotation/move/P03/*//primary/*", Forbid: true}}},
		{"P03 may be asked again", alloc.Edit{Unlock: "*/rotation/move/P03/*//primary/*"}},
	} {
		if err := planner.Change(edit.Edit); err != nil {
			return err
		}
		pl, err := planner.Plan(context.Background())
		if err != nil {
			return err
		}
		fmt.Printf("%s: %.0f moves (%s)\n", edit.what, pl.Goals[0].Value, pl.Status)
	}
	return nil
}

// limit is a limit on every CV.
func limit(cv float64) *plan.Limit { return &plan.Limit{What: plan.LimitCV, Max: &cv} }
