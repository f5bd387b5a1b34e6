// Open or close a school: the cheapest set of sites under which everyone has a seat within half an hour.
//
//	choose    which sites of candidates.csv open, which sections grow by whole classes, which close, who goes where
//	minimise  works and a year's running cost, less what closing saves
//	subject   no school over its seats; nobody more than 30 minutes from school
package main

import (
	"context"
	"fmt"
	"log"
	"time"

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
	county.Funds = nil
	rules, err := standard.ByName("quality-balance-2017")
	if err != nil {
		return err
	}
	minutes := 30.0
	pl, err := alloc.Exact{Open: highs.Open, Settings: alloc.Settings{TimeLimit: 20 * time.Second}}.Plan(context.Background(), &plan.Problem{
		County: county, Standard: rules, Stages: []string{model.StagePrimary},
		Levers: []plan.Lever{plan.Catchment, plan.Siting},
		Goals:  []plan.Goal{{Name: plan.CostGoal}},
		Limits: []plan.Limit{{What: plan.LimitRadius, Max: &minutes, By: plan.ByMinutes}},
	})
	if err != nil {
		return err
	}
	fmt.Printf("%s: %.0f yuan\n", pl.Status, pl.Goals[0].Value)
	for _, a := range pl.Actions {
		switch a.Kind {
		case plan.Open, plan.Extend, plan.Close:
			fmt.Printf("%s %s/%s\n", a.Kind, a.School, a.Stage)
		case plan.Merge:
			fmt.Printf("merge %s/%s into %s\n", a.From, a.Stage, a.To)
		case plan.Assign, plan.Board, plan.Buy, plan.Hire, plan.Move, plan.Swap:
		}
	}
	return nil
}
