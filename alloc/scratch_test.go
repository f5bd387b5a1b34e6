package alloc_test

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/examples"
	"github.com/eduparity/eduparity/model/modelio"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/highs"
)

func TestScratch(t *testing.T) {
	fsys, err := examples.Open("demo")
	require.NoError(t, err)
	c, _, err := modelio.Read(fsys)
	require.NoError(t, err)
	levers := []plan.Lever{plan.Funding, plan.Hiring, plan.Rotation}
	if os.Getenv("NOHIRE") != "" {
		levers = []plan.Lever{plan.Funding, plan.Rotation}
	}
	p := &plan.Problem{County: c, Standard: standard.QualityBalance2017(), Levers: levers, Goals: []plan.Goal{{Name: plan.GoalName(os.Getenv("GOAL"))}}}
	if os.Getenv("BUDGET") != "" {
		var b float64
		_, _ = fmt.Sscan(os.Getenv("BUDGET"), &b)
		p.Limits = append(p.Limits, plan.Limit{What: plan.LimitSpending, Max: &b})
	}
	e := alloc.Exact{Open: highs.Open, Settings: alloc.Settings{TimeLimit: 60 * time.Second}}
	out, err := e.Plan(context.Background(), p)
	require.NoError(t, err)
	fmt.Println(out.Status, out.Run, len(out.Actions), out.Cost)
	for _, g := range out.Goals {
		fmt.Println(g.Name, g.Value, g.Bound, g.Gap, g.Status, g.Certificate.Kind, g.Certificate.Bound, len(g.Certificate.Data.Rows), g.Levels)
	}
	if out.Infeasible != nil {
		for _, r := range out.Infeasible.Reasons {
			fmt.Println(r)
		}
		for _, r := range out.Infeasible.Relaxations {
			fmt.Println(r)
		}
		fmt.Println(len(out.Certificate.Data.Rows))
	}
	if len(out.After) > 0 {
		fmt.Println(out.After[0].Passes, out.After[0].SectionsPassing)
	}
}
