package main

import "github.com/eduparity/eduparity/model"

// Amounts of the planning year, the year after the data. Change them here.
const (
	planYear       = 2024
	buildingsYuan  = 85_000_000
	equipmentYuan  = 11_000_000
	staffYuan      = 9_000_000
	primaryPostsUp = 45 // posts above those filled
	juniorPostsUp  = 40
)

// Ground in the built-up core: what a school there may add, in m2.
const denseGround = 2000

func funds() []model.Fund {
	return []model.Fund{
		{ID: "buildings", Year: planYear, Amount: buildingsYuan, Nature: model.Capital,
			Categories: []string{"teaching_area_m2", "sports_ground_m2", "gymnasium_m2"}},
		{ID: "equipment", Year: planYear, Amount: equipmentYuan, Nature: model.Capital,
			Categories: []string{"equipment_yuan", "multimedia_rooms"}},
		{ID: "staff", Year: planYear, Amount: staffYuan, Nature: model.Recurrent,
			Categories: []string{model.CategoryHire, model.CategoryMove}},
	}
}

// costs are priced as README.md beside the county says, line by line.
func costs() []model.Cost {
	buy := func(stock, unit string, yuan float64, year int) model.Cost {
		return model.Cost{Category: stock, Unit: unit, Cost: yuan, Nature: model.Capital, Year: year, Whole: true}
	}
	hire := func(kind string, yuan float64) model.Cost {
		return model.Cost{Category: model.HirePrefix + kind, Unit: "person", Cost: yuan, Nature: model.Recurrent, Year: planYear, Whole: true}
	}
	out := []model.Cost{
		buy("teaching_area_m2", "m2", 3120, 2018),
		buy("gymnasium_m2", "m2", 3120, 2018),
		buy("sports_ground_m2", "m2", 930, 2018),
	}
	for _, r := range roster {
		if r.dense {
			c := buy("sports_ground_m2", "m2", 930, 2018)
			most := float64(denseGround)
			c.School, c.MaxQuantity = r.id, &most
			out = append(out, c)
		}
	}
	return append(out,
		buy("equipment_yuan", "yuan", 1, planYear),
		buy("multimedia_rooms", "room", 60000, planYear),
		hire("above_degree", 90000),
		hire("pe_arts", 84000),
		hire("above_degree+pe_arts", 93000),
		hire("above_degree+backbone", 120000),
		hire("above_degree+backbone+pe_arts", 125000),
		model.Cost{Category: model.CategoryMove, Unit: "person", Cost: 6000, Nature: model.Recurrent, Year: planYear, Whole: true},
	)
}

// posts are the establishment: one ceiling for the county in each stage.
func posts(c *model.County) []model.Post {
	filled := map[string]float64{}
	for _, s := range c.Sections {
		filled[s.Stage] += s.Stocks[model.Teachers]
	}
	return []model.Post{
		{Stage: model.StagePrimary, Max: filled[model.StagePrimary] + primaryPostsUp},
		{Stage: model.StageJunior, Max: filled[model.StageJunior] + juniorPostsUp},
	}
}
