// Trace a frontier: what does one more million buy?
//
// For every budget of a range the least worst CV/limit. Money that is spent in parts, on stocks that nothing
// ties together, gives a curve whose breakpoints are all known; the price is its slope there.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/examples"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/highs"
)

func main() {
	if err := run(os.Stdout); err != nil {
		log.Fatal(err)
	}
}

func run(w io.Writer) error {
	county, err := examples.Load("demo")
	if err != nil {
		return err
	}
	county.Funds = nil
	rules, err := standard.ByName("quality-balance-2017")
	if err != nil {
		return err
	}
	most := 5e6
	f, err := alloc.Frontier(context.Background(), &plan.Problem{
		County: county, Standard: rules, Indicators: []string{"L6"},
		Levers: []plan.Lever{plan.Funding},
		Goals:  []plan.Goal{{Name: plan.Dispersion}},
		Limits: []plan.Limit{{What: plan.LimitDivisible, On: true}},
	}, plan.OverBudget, alloc.Exact{Open: highs.Open}, alloc.FrontierSettings{To: &most, Steps: 4})
	if err != nil {
		return err
	}
	for _, p := range f.Planned() {
		fmt.Fprintf(w, "%4.1f million yuan: worst CV/limit %.3f\n", p.X/1e6, p.Value)
	}
	return nil
}
