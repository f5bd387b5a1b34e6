// Compare strategies: how much closer to equal does the same money bring a county when it is planned?
//
// Every strategy answers the same problem: the least worst CV/limit for a budget of five million yuan. What
// each comes to is recomputed and measured against what is proved to be the best there is.
package main

import (
	"context"
	"fmt"
	"log"
	"time"

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
	budget := 5e6
	exact := alloc.Exact{Open: highs.Open, Settings: alloc.Settings{TimeLimit: 10 * time.Second}}
	c, err := alloc.Compare(context.Background(), &plan.Problem{
		County: county, Standard: rules, Indicators: []string{"L5"},
		Levers: []plan.Lever{plan.Funding},
		Goals:  []plan.Goal{{Name: plan.Dispersion}},
		Limits: []plan.Limit{{What: plan.LimitSpending, Max: &budget}},
	},
		alloc.Contender{Name: alloc.NameStatusQuo, Strategy: alloc.StatusQuo{}},
		alloc.Contender{Name: alloc.NamePerPupil, Strategy: alloc.PerPupil{}},
		alloc.Contender{Name: alloc.NameNeediestFirst, Strategy: alloc.NeediestFirst{}},
		alloc.Contender{Name: alloc.NameExact, Strategy: exact},
	)
	if err != nil {
		return err
	}
	for _, s := range c.Strategies {
		fmt.Printf("%-15s worst CV/limit %.3f\n", s.Name, s.Value)
	}
	return nil
}
