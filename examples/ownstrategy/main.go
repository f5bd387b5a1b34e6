// Plan by a strategy of your own: it is one method.
//
// This one gives the whole budget to the section with the least of the indicator, which is what a newspaper
// would ask for. Compare carries its plan out, holds it against every rule, and sets it beside the optimum.
package main

import (
	"context"
	"fmt"
	"log"
	"math"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/examples"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/highs"
)

// headline buys for the one school that has least per pupil.
type headline struct{ stock string }

// Plan is alloc.Strategy.
func (h headline) Plan(_ context.Context, p *plan.Problem) (*plan.Plan, error) {
	r, err := plan.NewRules(p)
	if err != nil {
		return nil, err
	}
	budget, _ := p.SpendingCap()
	least, school := math.Inf(1), ""
	for i := range p.County.Schools {
		s := &p.County.Schools[i]
		var pupils float64
		for k := range p.County.Sections {
			if p.County.Sections[k].School == s.ID {
				pupils += p.County.Sections[k].Pupils
			}
		}
		if x := s.Stocks[h.stock] / pupils; x < least {
			least, school = x, s.ID
		}
	}
	price, ok := r.Prices.Of(h.stock, school)
	if !ok {
		return &plan.Plan{Problem: *p, Status: plan.Unknown}, nil
	}
	units := min(math.Floor(budget/price.Cost), price.Max)
	paid := []plan.FundShare{{Fund: r.Funds[0].ID, Amount: units * price.Cost}} // the budget is the one fund
	return &plan.Plan{Problem: *p, Status: plan.Feasible, Actions: []plan.Action{{
		Year: r.Year, Lever: plan.Funding, Kind: plan.Buy, School: school, Of: h.stock,
		Quantity: units, Unit: price.Unit, Cost: units * price.Cost, Nature: string(price.Nature), Funds: paid,
	}}}, nil
}

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
	budget := 2e6
	c, err := alloc.Compare(context.Background(), &plan.Problem{
		County: county, Standard: rules, Indicators: []string{"L6"},
		Levers: []plan.Lever{plan.Funding},
		Goals:  []plan.Goal{{Name: plan.Dispersion}},
		Limits: []plan.Limit{{What: plan.LimitSpending, Max: &budget}},
	},
		alloc.Contender{Name: alloc.NameStatusQuo, Strategy: alloc.StatusQuo{}},
		alloc.Contender{Name: "headline", Strategy: headline{"equipment_yuan"}},
		alloc.Contender{Name: alloc.NameExact, Strategy: alloc.Exact{Open: highs.Open}},
	)
	if err != nil {
		return err
	}
	for _, s := range c.Strategies {
		fmt.Printf("%-10s worst CV/limit %.3f %s\n", s.Name, s.Value, s.Note)
	}
	return nil
}
