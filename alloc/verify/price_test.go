package verify_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// unequal is a county of six primary schools in a row, with teachers who may move in parts, and desks
// that each section keeps itself.
func unequal(goal plan.GoalName, limits ...plan.Limit) *plan.Problem {
	c := &model.County{Name: "unequal", Year: 2025}
	for i, has := range [][3]float64{{200, 30, 10}, {150, 6, 90}, {400, 22, 30}, {90, 12, 8}, {260, 9, 70}, {120, 10, 60}} {
		id := string(rune('A' + i))
		c.Schools = append(c.Schools, model.School{
			ID: id, Kind: model.KindPrimary, Area: model.AreaRural, Place: &model.Place{Lon: 116 + 0.03*float64(i%2), Lat: 29 + 0.05*float64(i)},
		})
		c.Sections = append(c.Sections, model.Section{School: id, Stage: model.StagePrimary, Pupils: has[0], Stocks: model.Stocks{
			model.Teachers: has[1], "desks": has[2],
		}})
	}
	c.Costs = []model.Cost{
		{Category: model.CategoryMove, Unit: "person", Cost: 3000, Nature: model.Recurrent},
		{Category: model.CategoryMoveKM, Unit: "person", Cost: 500, Nature: model.Recurrent},
		{Category: "desks", Unit: "desk", Cost: 200, Nature: model.Capital},
	}
	s := &standard.Standard{Name: "unequal", Weighting: standard.ByPupils}
	for _, k := range []struct{ code, column string }{{"T", model.Teachers}, {"D", "desks"}} {
		s.Indicators = append(s.Indicators, standard.Indicator{
			Code: k.code, Per: 1, Stock: []standard.Term{{Column: k.column, Sign: 1}}, CVLimit: map[string]float64{model.StagePrimary: 0.2},
		})
	}
	return &plan.Problem{
		County: c, Standard: s, Levers: []plan.Lever{plan.Funding, plan.Rotation}, Goals: []plan.Goal{{Name: goal}},
		Limits: append([]plan.Limit{{What: plan.LimitDivisible, On: true}}, limits...),
	}
}

// Prices prove the optimum, and a plan that says anything else does not hold.
func TestPriceCertificates(t *testing.T) {
	leave, floor := 0.5, 5.0
	p := unequal(plan.CostGoal, plan.Limit{What: plan.LimitLeaveShare, Max: &leave}, plan.Limit{What: plan.LimitTeachers, Min: &floor})
	pl := solve(t, p, "parametric")
	require.Equal(t, plan.Optimal, pl.Status)
	require.Equal(t, plan.CertPrice, pl.Goals[0].Certificate.Kind)
	require.Less(t, pl.Goals[0].Gap, 1e-9)
	report := verify.Check(p.County, reread(t, pl))
	require.Empty(t, report.Faults)
	require.Contains(t, strings.Join(report.Proved, "\n"), "prices of 2 indicators")

	for name, forge := range map[string]func(c *plan.Certificate, g *plan.GoalResult){
		"bound":         func(c *plan.Certificate, _ *plan.GoalResult) { c.Bound *= 1.0001 },
		"bound of goal": func(_ *plan.Certificate, g *plan.GoalResult) { g.Bound *= 0.9999 },
		"value":         func(_ *plan.Certificate, g *plan.GoalResult) { g.Value *= 0.9 },
		"kind":          func(c *plan.Certificate, _ *plan.GoalResult) { c.Kind = plan.CertLPDual },
		"root bound":    func(c *plan.Certificate, _ *plan.GoalResult) { c.RootBound = &c.Bound },
		"a price":       func(c *plan.Certificate, _ *plan.GoalResult) { c.Data.Prices[0].Unit[1] *= 1.1 },
		"a price less":  func(c *plan.Certificate, _ *plan.GoalResult) { c.Data.Prices[0].Unit = c.Data.Prices[0].Unit[1:] },
		"an indicator":  func(c *plan.Certificate, _ *plan.GoalResult) { c.Data.Prices[0].Code = "T" },
		"a stage":       func(c *plan.Certificate, _ *plan.GoalResult) { c.Data.Prices[1].Stage = "junior" },
		"no prices":     func(c *plan.Certificate, _ *plan.GoalResult) { c.Data.Prices = nil },
		"half of them":  func(c *plan.Certificate, _ *plan.GoalResult) { c.Data.Prices = c.Data.Prices[:1] },
		"a row too many": func(c *plan.Certificate, _ *plan.GoalResult) {
			c.Data.Rows = append(c.Data.Rows, plan.RowMultiplier{Row: "spending:0", Multiplier: 1})
		},
	} {
		t.Run(name, func(t *testing.T) {
			forged := reread(t, pl)
			forge(forged.Goals[0].Certificate, &forged.Goals[0])
			require.NotEmpty(t, verify.Check(p.County, forged).Faults)
		})
	}
}

// Any prices whatever prove something, and never more than what a plan costs.
func TestAnyPricesHold(t *testing.T) {
	p := unequal(plan.CostGoal)
	pl := solve(t, p, "parametric")
	require.Equal(t, plan.Optimal, pl.Status)
	best := pl.Goals[0].Certificate.Data
	for _, by := range []float64{0, -1, 0.5, 0.999, 1.001, 2, 1e6} {
		data := &plan.CertificateData{Rows: best.Rows}
		for _, price := range best.Prices {
			scaled := plan.StockPrice{Code: price.Code, Stage: price.Stage}
			for i, y := range price.Unit {
				scaled.Unit = append(scaled.Unit, y*by+float64(i%2)*by)
			}
			data.Prices = append(data.Prices, scaled)
		}
		bound, err := verify.Bound(p, nil, plan.CostGoal, data)
		require.NoError(t, err)
		require.LessOrEqual(t, bound, pl.Goals[0].Value)
	}
	bad := &plan.CertificateData{Prices: []plan.StockPrice{{Code: "X", Stage: model.StagePrimary}, {Code: "T", Stage: model.StagePrimary, Unit: []float64{1}}}}
	_, err := verify.Bound(p, nil, plan.CostGoal, bad)
	require.ErrorIs(t, err, verify.ErrCertificate)
	require.ErrorContains(t, err, "no such indicator")
	require.ErrorContains(t, err, "1 prices for 6 sections")
}

// That there is no plan is proved by prices too: a CV out of reach, too little money, a floor that
// nobody can come to fill.
func TestPricesProveThatThereIsNone(t *testing.T) {
	km, cv, budget, floor := 1.0, 0.01, 1e4, 40.0
	for name, c := range map[string]struct {
		limits []plan.Limit
		rule   string
		kind   plan.CertificateKind
	}{
		"out of reach": {[]plan.Limit{{What: plan.LimitMoveKM, Max: &km}, {What: plan.LimitCV, Max: &cv}}, "cv:T", plan.CertPrice},
		"no money":     {[]plan.Limit{{What: plan.LimitSpending, Max: &budget}}, "spending", plan.CertPrice},
		"floors":       {[]plan.Limit{{What: plan.LimitTeachers, Min: &floor}}, "teachers", plan.CertRay},
	} {
		t.Run(name, func(t *testing.T) {
			p := unequal(plan.CostGoal, c.limits...)
			pl := solve(t, p, "parametric")
			require.Equal(t, plan.StatusInfeasible, pl.Status)
			require.Equal(t, c.kind, pl.Certificate.Kind)
			require.Equal(t, c.rule, pl.Infeasible.Reasons[0].Rule)
			require.Positive(t, pl.Infeasible.Reasons[0].ShortBy)
			require.Empty(t, verify.Check(p.County, reread(t, pl)).Faults)

			other := solve(t, p, "outer")
			require.Equal(t, plan.StatusInfeasible, other.Status)
			if other.Infeasible.Reasons[0].Rule != "limits" { // the outer route cannot tell floors that contradict each other
				require.InEpsilon(t, other.Infeasible.Reasons[0].ShortBy, pl.Infeasible.Reasons[0].ShortBy, 1e-3)
			}

			forged := reread(t, pl)
			forged.Certificate.Data = &plan.CertificateData{}
			require.NotEmpty(t, verify.Check(p.County, forged).Faults)
		})
	}
}
