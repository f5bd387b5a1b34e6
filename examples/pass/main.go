// The cheapest way to pass: what must be bought, who hired and who moved so that every junior section and
// every junior CV passes.
//
//	choose    purchases, hires, moves
//	minimise  what they cost
//	subject   each section has all its minimums, or all but one and that at 85 %; each CV is within its limit
package main

import (
	"context"
	"fmt"
	"log"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
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
	county, err := examples.Load("demo")
	if err != nil {
		return err
	}
	rules, err := standard.ByName("quality-balance-2017")
	if err != nil {
		return err
	}
	pl, err := alloc.Exact{Open: highs.Open}.Plan(context.Background(), &plan.Problem{
		County: county, Standard: rules, Stages: []string{model.StageJunior},
		Levers: []plan.Lever{plan.Funding, plan.Hiring, plan.Rotation},
		Goals:  []plan.Goal{{Name: plan.PassCost}},
	})
	if err != nil {
		return err
	}
	g := pl.Goals[0]
	fmt.Printf("%s: %.1f million yuan, at most %.2f %% more than the least\n", pl.Status, g.Value/1e6, 100*g.Gap)
	fmt.Printf("faults found by checking it again: %d\n", len(verify.Check(county, pl).Faults))
	return nil
}
