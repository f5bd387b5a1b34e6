// Trace a frontier: what does one more million buy?
//
//	choose    how much of which teacher's time moves from where to where, at 6,000 yuan a year
//	minimise  the worst CV/limit of teachers above the required degree, at every budget
//	price     the slope of the curve: by how much one more million would lower it there
//
// Moves in parts, which nothing ties together but the money, give a curve whose breakpoints are all known.
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
	county.Funds = nil
	rules, err := standard.ByName("quality-balance-2017")
	if err != nil {
		return err
	}
	f, err := alloc.Frontier(context.Background(), &plan.Problem{
		County: county, Standard: rules, Indicators: []string{"L1"},
		Levers: []plan.Lever{plan.Rotation},
		Goals:  []plan.Goal{{Name: plan.Dispersion}},
		Limits: []plan.Limit{{What: plan.LimitDivisible, On: true}},
	}, plan.OverBudget, alloc.Exact{Open: highs.Open}, alloc.FrontierSettings{Steps: 5})
	if err != nil {
		return err
	}
	fmt.Printf("%d breakpoints, such as\n", f.Breakpoints)
	for _, p := range f.Planned() {
		fmt.Printf("%9.0f yuan: worst CV/limit %.3f; one million more: %.3f less\n", p.X, p.Value, p.Price)
	}
	return nil
}
