package alloc_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/highs"
)

func show(t *testing.T, p *plan.Problem, over plan.Over, s alloc.FrontierSettings) {
	began := time.Now()
	f, err := alloc.Frontier(context.Background(), p, over, alloc.Exact{Open: highs.Open}, s)
	require.NoError(t, err)
	fmt.Println(f.Status, f.Breakpoints, len(f.Points), time.Since(began))
	for i, x := range f.Points {
		if i < 10 || i > len(f.Points)-5 {
			fmt.Printf("%14.2f %.9f %.9f %.6g %v %v cost %.2f moves %v %v\n", x.X, x.Value, x.Bound, x.Price, x.Exact, x.Status, x.Cost, x.Moves, x.Changes)
		}
	}
	require.NoError(t, f.Check())
}

func TestFrontierScratch(t *testing.T) {
	c := demo(t)
	p := &plan.Problem{County: c, Standard: standard.QualityBalance2017(), Goals: []plan.Goal{{Name: plan.Dispersion}},
		Indicators: []string{"L6"}, Stages: []string{"primary"}, Levers: []plan.Lever{plan.Funding}, Limits: []plan.Limit{inParts()}}
	show(t, p, plan.OverBudget, alloc.FrontierSettings{})
	p.Indicators, p.Levers, p.Stages = []string{"L1"}, []plan.Lever{plan.Rotation}, nil
	show(t, p, plan.OverBudget, alloc.FrontierSettings{})
	p.Limits = nil
	show(t, p, plan.OverMoves, alloc.FrontierSettings{})
}
