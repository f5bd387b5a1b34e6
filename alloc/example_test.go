package alloc_test

import (
	"context"
	"fmt"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/highs"
)

// threeSchools is a county whose third school has half the teachers of the first.
func threeSchools() (*model.County, *standard.Standard) {
	c := &model.County{Name: "Three Schools", Year: 2025, Constructed: true}
	for _, s := range []struct {
		id               string
		pupils, teachers float64
	}{{"A", 300, 24}, {"B", 200, 12}, {"C", 300, 12}} {
		c.Schools = append(c.Schools, model.School{ID: s.id, Name: s.id, Kind: model.KindPrimary, Area: model.AreaRural})
		c.Sections = append(c.Sections, model.Section{
			School: s.id, Stage: model.StagePrimary, Pupils: s.pupils, Stocks: model.Stocks{model.Teachers: s.teachers},
		})
	}
	teachers := &standard.Standard{Name: "teachers", Indicators: []standard.Indicator{{
		Code: "T", Name: "teachers per 100 pupils", Unit: "persons", Per: 100,
		Stock: []standard.Term{{Column: model.Teachers, Sign: 1}},
	}}}
	return c, teachers
}

// The fewest moves that bring the coefficient of variation down to 0.1.
func ExampleExact() {
	county, teachers := threeSchools()
	limit := 0.1
	problem := &plan.Problem{
		County: county, Standard: teachers,
		Levers: []plan.Lever{plan.Rotation},
		Goals:  []plan.Goal{{Name: plan.Moves}},
		Limits: []plan.Limit{{What: plan.LimitCV, Max: &limit}},
	}
	pl, err := alloc.Exact{Open: highs.Open}.Plan(context.Background(), problem)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s: %v moves, no plan has fewer than %v\n", pl.Status, pl.Goals[0].Value, pl.Goals[0].Bound)
	for _, a := range pl.Actions {
		fmt.Printf("%v from %s to %s: %s\n", a.Quantity, a.From, a.To, a.Reason)
	}
	fmt.Println("faults found by checking it:", len(verify.Check(county, pl).Faults))
	// Output:
	// optimal: 4 moves, no plan has fewer than 4
	// 4 from A to C: CV of T in primary 0.096, without it 0.289 (limit 0.1)
	// faults found by checking it: 0
}

// A planner answers one question after another about the same county.
func ExamplePlanner() {
	county, teachers := threeSchools()
	limit := 0.2
	planner, err := alloc.NewPlanner(&plan.Problem{
		County: county, Standard: teachers,
		Levers: []plan.Lever{plan.Rotation},
		Goals:  []plan.Goal{{Name: plan.Moves}},
		Limits: []plan.Limit{{What: plan.LimitCV, Max: &limit}},
	}, alloc.Exact{Open: highs.Open})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer planner.Close() //nolint:errcheck // an example has nobody to tell
	for _, cv := range []float64{0.2, 0.1, 0.05} {
		if err := planner.Change(alloc.Edit{Limit: &plan.Limit{What: plan.LimitCV, Max: &cv}}); err != nil {
			fmt.Println(err)
			return
		}
		pl, err := planner.Plan(context.Background())
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("CV at most %v: %v moves\n", cv, pl.Goals[0].Value)
	}
	// Output:
	// CV at most 0.2: 2 moves
	// CV at most 0.1: 4 moves
	// CV at most 0.05: 5 moves
}

// A frontier says what more of something buys.
func ExampleFrontier() {
	county, teachers := threeSchools()
	f, err := alloc.Frontier(context.Background(), &plan.Problem{
		County: county, Standard: teachers,
		Levers: []plan.Lever{plan.Rotation},
		Goals:  []plan.Goal{{Name: plan.Dispersion}},
	}, plan.OverMoves, alloc.Exact{Open: highs.Open}, alloc.FrontierSettings{Steps: 3})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range f.Points {
		fmt.Printf("%v moves: worst CV/limit %.2f\n", p.X, p.Value)
	}
	// Output:
	// 0 moves: worst CV/limit 0.29
	// 3 moves: worst CV/limit 0.14
	// 6 moves: worst CV/limit 0.00
}
