package alloc_test

import (
	"context"
	"fmt"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/solver/highs"
)

// Neighbours is a strategy of one's own: every school with fewer teachers per pupil than the one before it
// in the list gets one from there.
type Neighbours struct{}

// Plan makes actions and leaves the rest to [alloc.Compare], which holds them against the rules.
func (Neighbours) Plan(_ context.Context, p *plan.Problem) (*plan.Plan, error) {
	pl := &plan.Plan{Problem: *p, Status: plan.Feasible}
	sections := p.County.Sections
	for i := 1; i < len(sections); i++ {
		before, at := &sections[i-1], &sections[i]
		if at.Stocks[model.Teachers]/at.Pupils < before.Stocks[model.Teachers]/before.Pupils {
			pl.Actions = append(pl.Actions, plan.Action{
				Year: p.Year(), Lever: plan.Rotation, Kind: plan.Move, From: before.School, To: at.School, Stage: at.Stage,
				Of: model.PlainKind, Quantity: 1, Unit: "person", Nature: string(model.Recurrent),
			})
		}
	}
	return pl, nil
}

// A strategy of one's own beside the county as it is, a rule that offices use, and the best there is.
func ExampleCompare() {
	county, teachers := threeSchools()
	four := 4.0
	problem := &plan.Problem{
		County: county, Standard: teachers, Levers: []plan.Lever{plan.Rotation},
		Goals:  []plan.Goal{{Name: plan.Dispersion}},
		Limits: []plan.Limit{{What: plan.LimitMoves, Max: &four}},
	}
	x, err := alloc.Compare(context.Background(), problem,
		alloc.Contender{Name: alloc.NameStatusQuo, Strategy: alloc.StatusQuo{}},
		alloc.Contender{Name: "neighbours", Strategy: Neighbours{}},
		alloc.Contender{Name: alloc.NameHighestRatioFirst, Strategy: alloc.HighestRatioFirst{}},
		alloc.Contender{Name: alloc.NameExact, Strategy: alloc.Exact{Open: highs.Open}},
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range x.Strategies {
		fmt.Printf("%-19s CV %.3f with %v moves\n", s.Name, s.Value, s.Moves)
	}
	fmt.Printf("no plan is below %.3f\n", x.Bound)
	// Output:
	// status-quo          CV 0.289 with 0 moves
	// neighbours          CV 0.241 with 2 moves
	// highest-ratio-first CV 0.096 with 4 moves
	// exact               CV 0.096 with 4 moves
	// no plan is below 0.096
}
