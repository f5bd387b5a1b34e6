// Fund under a budget: how even can five million yuan make it?
//
//	choose    what to buy where, y >= 0
//	minimise  the worst CV/limit of all indicators and stages that money can change, then the next, ...
//	subject   the cost of y is at most the budget, and each fund pays only for what it may
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
	county.Funds = nil // one sum of money instead of the county's three funds
	rules, err := standard.ByName("quality-balance-2017")
	if err != nil {
		return err
	}
	budget := 5e6
	pl, err := alloc.Exact{Open: highs.Open}.Plan(context.Background(), &plan.Problem{
		County: county, Standard: rules,
		Levers: []plan.Lever{plan.Funding},
		Goals:  []plan.Goal{{Name: plan.Dispersion}},
		Limits: []plan.Limit{
			{What: plan.LimitSpending, Max: &budget},
			{What: plan.LimitDivisible, On: true}, // square metres and rooms in parts: solved by exact paths
		},
	})
	if err != nil {
		return err
	}
	fmt.Printf("%s, %d purchases for %.0f yuan\n", pl.Status, len(pl.Actions), pl.Cost.Total)
	for _, g := range pl.Goals {
		fmt.Printf("%s %s: CV/limit %.4f, no plan below %.4f\n", g.Levels[0].Code, g.Levels[0].Stage, g.Value, g.Bound)
	}
	return nil
}
