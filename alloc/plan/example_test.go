package plan_test

import (
	"fmt"
	"log"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// Two schools, one with twice the teachers. The problem is data; what a list of actions comes to is
// found without a solver.
func Example() {
	section := func(school string, teachers float64) model.Section {
		return model.Section{School: school, Stage: model.StagePrimary, Pupils: 200, Stocks: model.Stocks{model.Teachers: teachers}}
	}
	county := &model.County{
		Name: "Two schools", Year: 2025,
		Schools: []model.School{
			{ID: "east", Kind: model.KindPrimary, Area: model.AreaCity},
			{ID: "west", Kind: model.KindPrimary, Area: model.AreaRural},
		},
		Sections: []model.Section{section("east", 20), section("west", 10)},
		Costs:    []model.Cost{{Category: model.CategoryMove, Unit: "person", Cost: 3000, Nature: model.Recurrent}},
	}
	limit := 0.1
	problem := &plan.Problem{
		County: county,
		Standard: &standard.Standard{
			Name: "teachers",
			Indicators: []standard.Indicator{
				{Code: "T", Unit: "persons", Stock: []standard.Term{{Column: model.Teachers, Sign: 1}}, Per: 100},
			},
		},
		Levers: []plan.Lever{plan.Rotation},
		Goals:  []plan.Goal{{Name: plan.Moves}},
		Limits: []plan.Limit{{What: plan.LimitCV, Max: &limit}},
	}
	if err := problem.Validate(); err != nil {
		log.Fatal(err)
	}

	moves := []plan.Action{{
		Year: problem.Year(), Lever: plan.Rotation, Kind: plan.Move, From: "east", To: "west",
		Stage: model.StagePrimary, Of: model.PlainKind, Quantity: 4, Unit: "person", Cost: 12000, Nature: "recurrent",
	}}
	for _, actions := range [][]plan.Action{nil, moves} {
		outcome, err := plan.Evaluate(problem, actions)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%v moves, %v yuan, CV %.3f\n", outcome.Moves, outcome.Cost.Total, *outcome.After.Indicators[0].CV)
		for _, v := range outcome.Violations {
			fmt.Println(" ", v.Rule, "at", v.Where)
		}
	}
	// Output:
	// 0 moves, 0 yuan, CV 0.333
	//   cv at T/primary
	// 4 moves, 12000 yuan, CV 0.067
}

func ExampleApply() {
	county := &model.County{
		Year: 2025,
		Schools: []model.School{
			{ID: "east", Kind: model.KindPrimary}, {ID: "west", Kind: model.KindPrimary, Stocks: model.Stocks{"computers": 30}},
		},
		Sections: []model.Section{
			{School: "east", Stage: model.StagePrimary, Pupils: 200, Stocks: model.Stocks{model.Teachers: 20, model.TeachersBackbone: 6}},
			{School: "west", Stage: model.StagePrimary, Pupils: 200, Stocks: model.Stocks{model.Teachers: 10, model.TeachersBackbone: 1}},
		},
	}
	after, err := plan.Apply(county, []plan.Action{
		{Year: 2026, Lever: plan.Rotation, Kind: plan.Move, From: "east", To: "west", Stage: model.StagePrimary, Of: "backbone", Quantity: 2},
		{Year: 2026, Lever: plan.Funding, Kind: plan.Buy, School: "west", Of: "computers", Quantity: 20},
	})
	if err != nil {
		log.Fatal(err)
	}
	west := after.Sections[1].Stocks
	fmt.Println(west[model.Teachers], "teachers, of these backbone:", west[model.TeachersBackbone])
	fmt.Println(after.Schools[1].Stocks["computers"], "computers in", after.Year)
	// Output:
	// 12 teachers, of these backbone: 3
	// 50 computers in 2026
}
