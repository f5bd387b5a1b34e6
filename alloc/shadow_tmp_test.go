package alloc_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/highs"
)

func TestShadowScratch(t *testing.T) {
	c := demo(t)
	base := plan.Problem{County: c, Standard: standard.QualityBalance2017(), Indicators: []string{"L1"}, Goals: []plan.Goal{{Name: plan.Dispersion}},
		Levers: []plan.Lever{plan.Rotation}, Limits: []plan.Limit{inParts(), spending(2e5)}}
	show := func(name string, p plan.Problem, s alloc.Settings) {
		b := time.Now()
		s.TimeLimit = 20 * time.Second
		pl, err := alloc.Exact{Open: highs.Open, Settings: s}.Plan(context.Background(), &p)
		require.NoError(t, err)
		fmt.Println(name, pl.Status, pl.Run.Route, len(pl.Goals), time.Since(b))
		if len(pl.Goals) > 0 { fmt.Println(pl.Goals[0].Value, pl.Goals[0].Bound, pl.Goals[0].Certificate.Kind) }
		for _, x := range pl.Prices { fmt.Printf("   %+v\n", x) }
		require.Empty(t, verify.Check(c, pl).Faults)
	}
	show("disp par", base, alloc.Settings{})
	show("disp outer", base, alloc.Settings{Route: "outer"})
	p := base
	p.Goals = []plan.Goal{{Name: plan.CostGoal}}
	p.Limits = []plan.Limit{inParts(), cvLimit(0.1)}
	show("cost par", p, alloc.Settings{})
	show("cost outer", p, alloc.Settings{Route: "outer"})
	p.Goals = []plan.Goal{{Name: plan.Shortfall}}
	p.Indicators = nil
	p.Levers = []plan.Lever{plan.Funding, plan.Hiring, plan.Rotation}
	p.Limits = []plan.Limit{inParts(), spending(1e7)}
	show("shortfall", p, alloc.Settings{})
	p.Limits = []plan.Limit{spending(1e7)}
	show("shortfall whole", p, alloc.Settings{})
	p.Limits = []plan.Limit{inParts(), spending(2e8)}
	p.Goals = []plan.Goal{{Name: plan.PassCost}}
	show("pass", p, alloc.Settings{})
}
