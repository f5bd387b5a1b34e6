package standard_test

import (
	"fmt"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

func ExampleStandard_Assess() {
	s := &standard.Standard{
		Name: "books",
		Indicators: []standard.Indicator{{
			Code: "B", Name: "books per pupil", Unit: "books", Stock: []standard.Term{{Column: "books", Sign: 1}}, Per: 1,
			Minimum: map[string]float64{model.StagePrimary: 6},
			CVLimit: map[string]float64{model.StagePrimary: 0.5},
		}},
	}
	county := &model.County{
		Schools: []model.School{{ID: "A"}, {ID: "B"}},
		Sections: []model.Section{
			{School: "A", Stage: model.StagePrimary, Pupils: 45, Stocks: model.Stocks{"books": 279}},
			{School: "B", Stage: model.StagePrimary, Pupils: 37, Stocks: model.Stocks{"books": 137}},
		},
	}
	a, err := s.Assess(county)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, v := range a.Verdicts {
		fmt.Printf("%s %s: %.4g against %.4g, passes: %t\n", v.Rule, v.Where, v.Value, v.Threshold, v.Passes)
	}
	fmt.Printf("school B is short of %.4g books\n", a.Sections[1].Readings[0].Shortfall)
	// Output:
	// minimum:B A/primary: 6.2 against 6, passes: true
	// minimum:B B/primary: 3.703 against 6, passes: false
	// cv:B primary: 0.245 against 0.5, passes: true
	// school B is short of 85 books
}
