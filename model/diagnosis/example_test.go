package diagnosis_test

import (
	"fmt"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/diagnosis"
	"github.com/eduparity/eduparity/model/standard"
)

// books is a standard of one indicator.
func books() *standard.Standard {
	return &standard.Standard{
		Name: "books",
		Indicators: []standard.Indicator{{
			Code: "B", Name: "books per pupil", Unit: "books", Stock: []standard.Term{{Column: "books", Sign: 1}}, Per: 1,
			Minimum: map[string]float64{model.StagePrimary: 6},
			CVLimit: map[string]float64{model.StagePrimary: 0.25},
		}},
	}
}

// twoSchools is a county in a year.
func twoSchools(year int, city, village float64) *model.County {
	return &model.County{
		Year:    year,
		Schools: []model.School{{ID: "city", Area: model.AreaCity}, {ID: "village", Area: model.AreaRural}},
		Sections: []model.Section{
			{School: "city", Stage: model.StagePrimary, Pupils: 300, Stocks: model.Stocks{"books": city}},
			{School: "village", Stage: model.StagePrimary, Pupils: 100, Stocks: model.Stocks{"books": village}},
		},
	}
}

func ExampleDiagnose() {
	s, c := books(), twoSchools(2024, 2700, 400)
	a, err := s.Assess(c)
	if err != nil {
		fmt.Println(err)
		return
	}
	d, err := diagnosis.Diagnose(s, c, a, diagnosis.Settings{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, b := range d.Blockers {
		fmt.Printf("%s stands against a pass\n", b.Rule)
	}
	gap := d.Gaps[0].Least[0]
	fmt.Printf("%s lacks %.0f %s\n", d.Gaps[0].School, gap.Whole, gap.Unit)
	driver := d.Drivers[0]
	fmt.Printf("%.0f %% of the squared CV of %.3f lies between city and village\n", 100*driver.Splits[0].CV2.BetweenShare(), driver.CV)
	for _, m := range driver.Marginals {
		fmt.Printf("one book more at %s: %+.6f\n", m.School, m.OneUnit)
	}
	// Output:
	// cv:B stands against a pass
	// minimum:B stands against a pass
	// village lacks 200 books
	// 100 % of the squared CV of 0.279 lies between city and village
	// one book more at city: +0.000096
	// one book more at village: -0.000649
}

// Two years under one standard: what improved and what slipped.
func ExampleCompare() {
	s := books()
	earlier, err := s.Assess(twoSchools(2022, 1700, 300))
	if err != nil {
		fmt.Println(err)
		return
	}
	later, err := s.Assess(twoSchools(2024, 2700, 400))
	if err != nil {
		fmt.Println(err)
		return
	}
	c := diagnosis.Compare(earlier, later)
	for _, i := range c.Indicators {
		fmt.Printf("%s: mean %.2f -> %.2f, CV %.3f -> %.3f, %s\n", i.Code, i.Mean[0], i.Mean[1], i.CV[0], i.CV[1], i.Side)
	}
	for _, section := range c.Sections {
		fmt.Printf("%s: %s\n", section.School, section.Side)
	}
	// Output:
	// B: mean 5.00 -> 7.75, CV 0.231 -> 0.279, slipped
	// city: improved
	// village: stayed
}
