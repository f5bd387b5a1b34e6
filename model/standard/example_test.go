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

// A guarantee is decided from what the office recorded; what is not recorded is neither a pass nor a
// failure, and the assessment says what is missing.
func ExampleQualityBalance2017() {
	pupils := func(n float64) model.Stocks {
		return model.Stocks{
			"teachers": n / 12, "teachers_above_degree": n / 15, "teachers_backbone": n / 80, "teachers_pe_arts": n / 90,
			"teaching_area_m2": 6 * n, "indoor_sports_m2": 0, "gymnasium_m2": 0, "sports_ground_m2": 11 * n,
			"equipment_yuan": 2600 * n, "multimedia_rooms": n / 40, "largest_class": 45,
		}
	}
	county := &model.County{
		Name: "Small County", Year: 2025, Constructed: true,
		Schools: []model.School{{ID: "north", Kind: model.KindPrimary, BuiltYear: 2008}, {ID: "south", Kind: model.KindPrimary}},
		Sections: []model.Section{
			{School: "north", Stage: model.StagePrimary, Pupils: 2200, Stocks: pupils(2200)},
			{School: "south", Stage: model.StagePrimary, Pupils: 900, Stocks: pupils(900)},
		},
		Guarantees: []model.Answer{
			{Rule: "eligible_teachers", Value: "120"}, {Rule: "rotated_teachers", Value: "11"},
			{Rule: "veto-key-schools", Value: "no"},
		},
	}
	a, err := standard.QualityBalance2017().Assess(county)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("resources pass: %t\n", a.Passes)
	fmt.Printf("all rules: %s (%d pass, %d fail, %d without data)\n", a.Outcome, a.Counts.Pass, a.Counts.Fail, a.Counts.NoData)
	for _, v := range a.Verdicts {
		switch v.Rule {
		case "guarantee-04", "guarantee-11", "guarantee-09", "veto-key-schools":
			fmt.Printf("%s %s: %s; %s", v.Rule, v.Where, v.Outcome, v.Inputs)
			if v.Relief != "" {
				fmt.Printf("; relief %s", v.Relief)
			}
			fmt.Println()
		}
	}
	// Output:
	// resources pass: true
	// all rules: fail (15 pass, 1 fail, 39 without data)
	// guarantee-04 north: pass; pupils 2200; relief built-by-2010
	// guarantee-04 south: pass; pupils 900
	// guarantee-09 county: no-data; missing: trained_teachers
	// guarantee-11 county: fail; rotated_teachers 11, eligible_teachers 120
	// veto-key-schools county: pass; answer no
}

// What an office has to supply beside the stocks of the indicators.
func ExampleStandard_Inputs() {
	for _, in := range standard.BasicBalance2012().Inputs() {
		fmt.Printf("%s: %s (%s) for %v\n", in.Table, in.ID, in.NameZH, in.Rules)
	}
	// Output:
	// guarantees.csv: school-standard (学校达到本省（区、市）义务教育学校办学基本标准) for [school-standard]
	// guarantees.csv: government_work_points (县级人民政府推进义务教育均衡发展工作得分) for [government-work]
	// survey.csv: survey_satisfied (满意问卷数) for [public-satisfaction]
	// survey.csv: survey_valid (有效问卷数) for [public-satisfaction]
}

// A province asks for more equipment than the nation does; the city adds books. Both hold beside the
// national rule, which lets a section miss one of its minimums by a little.
func ExampleStack() {
	stage := func(v float64) map[string]float64 { return map[string]float64{model.StagePrimary: v} }
	per := func(code, column string, minimum float64) standard.Indicator {
		return standard.Indicator{Code: code, Stock: []standard.Term{{Column: column, Sign: 1}}, Per: 1, Minimum: stage(minimum)}
	}
	national := &standard.Standard{
		Name:       "national",
		Indicators: []standard.Indicator{per("E", "equipment_yuan", 2000), per("A", "teaching_area_m2", 4.5)},
		Section:    standard.SectionRule{MetAtLeast: 1, OthersAtShare: 0.85},
	}
	province := &standard.Standard{Name: "province", Indicators: []standard.Indicator{{Code: "E", Minimum: stage(2400)}}}
	city := &standard.Standard{Name: "city", Indicators: []standard.Indicator{per("B", "books", 30)}}

	s, err := standard.Stack(national, province, city)
	if err != nil {
		fmt.Println(err)
		return
	}
	for k, i := range s.Indicators {
		fmt.Printf("%s: minimum %v, no section below %v\n", i.Code, i.Minimum[model.StagePrimary], s.Floor(k, model.StagePrimary))
	}
	a, err := s.Assess(&model.County{
		Schools: []model.School{{ID: "A"}},
		Sections: []model.Section{{School: "A", Stage: model.StagePrimary, Pupils: 500, Stocks: model.Stocks{
			"equipment_yuan": 1_100_000, "teaching_area_m2": 2000, "books": 16_000,
		}}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, v := range a.Verdicts {
		fmt.Printf("%s at %s: passes %t, bound by %s\n", v.Rule, v.Where, v.Passes, v.Level)
		for _, said := range v.Stated {
			fmt.Printf("  %s: %.3g against %.3g\n", said.Level, said.Value, said.Threshold)
		}
	}
	// Output:
	// E: minimum 2400, no section below 2400
	// A: minimum 4.5, no section below 3.825
	// B: minimum 30, no section below 30
	// section-rule at A/primary: passes false, bound by province
	//   national: 0.889 against 0.85
	//   province: 0.917 against 1
	//   city: 1.07 against 1
}
