package eduparity_test

import (
	"context"
	"fmt"
	"os"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model/modelio"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/highs"
)

// The library in ten lines, as in the README.
func Example() {
	ctx := context.Background()
	county, findings, err := modelio.Read(os.DirFS("county")) // every fault at once; findings do not stop a run
	if err != nil {
		fmt.Println(err)
		return
	}
	rules := standard.QualityBalance2017() // or modelio.ReadStandard
	before, err := rules.Assess(county)    // verdicts, shortfalls in units, what drives each CV
	if err != nil {
		fmt.Println(err)
		return
	}
	problem := &plan.Problem{
		County: county, Standard: rules,
		Levers: []plan.Lever{plan.Funding, plan.Hiring, plan.Rotation},
		Goals:  []plan.Goal{{Name: plan.PassCost}},
	}
	answer, err := alloc.Exact{Open: highs.Open}.Plan(ctx, problem) // no plan is an answer too: answer.Infeasible
	if err != nil {
		fmt.Println(err)
		return
	}
	checked := verify.Check(county, answer) // trusts nothing in the plan
	fmt.Println(len(findings), before.Passes, answer.Status, len(checked.Faults))
}
