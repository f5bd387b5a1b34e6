package report_test

import (
	"bytes"
	"encoding/csv"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// tradeoffs are plans side by side, made up for their looks: one is proven, one is not, one there is not.
func tradeoffs() (*plan.Tradeoffs, *model.County) {
	c := &model.County{Name: "Two Valleys", Year: 2024, Constructed: true}
	nan := math.NaN()
	outcome := func(name plan.GoalName, value, bound float64, s plan.Status) plan.GoalOutcome {
		return plan.GoalOutcome{Name: name, Value: value, Bound: bound, Gap: plan.Gap(name, value, bound), Status: s}
	}
	return &plan.Tradeoffs{
		Problem: plan.Problem{
			County: c, Standard: standard.QualityBalance2017(), Levers: []plan.Lever{plan.Catchment, plan.Siting},
			Goals: []plan.Goal{{Name: plan.CostGoal}, {Name: plan.Travel}, {Name: plan.PassCost}},
		},
		Before: plan.Figures{
			PupilKM: 900, MeanMetres: 900, Worst: &plan.Level{Code: "L4", Stage: model.StagePrimary, Ratio: 1.2},
			OverSeats: 40, SectionsPassing: 3, Sections: 15,
		},
		Rows: []plan.Tradeoff{
			{
				Status: plan.Optimal,
				Goals:  []plan.GoalOutcome{outcome(plan.CostGoal, -590_000, -590_000, plan.Optimal), outcome(plan.Travel, 1250, 1250, plan.Optimal)},
				After: plan.Figures{
					Cost: -590_000, PupilKM: 1250, MeanMetres: 1250, Worst: &plan.Level{Code: "L2", Stage: model.StageJunior, Ratio: 1.4},
					Seats: &plan.Level{Code: plan.CodeSeats, Stage: model.StageJunior, Ratio: 0.31}, PupilsMoved: 310, Closed: 2, SectionsPassing: 3, Sections: 13,
				},
			},
			{
				Status: plan.Feasible,
				Goals:  []plan.GoalOutcome{outcome(plan.Travel, 800, 760, plan.Feasible), outcome(plan.CostGoal, 46_000_000, 0, plan.Feasible)},
				After: plan.Figures{
					Cost: 46_000_000, PupilKM: 800, MeanMetres: nan, Worst: &plan.Level{Code: "L1", Stage: model.StagePrimary, Ratio: 0.9},
					PupilsMoved: 120, Opened: 1, SectionsPassing: 16, Sections: 16, Passes: true,
				},
			},
			{Status: plan.StatusInfeasible, Goals: []plan.GoalOutcome{outcome(plan.PassCost, nan, nan, plan.StatusInfeasible)}},
		},
	}, c
}

func TestTradeoffs(t *testing.T) {
	x, c := tradeoffs()
	for _, lang := range report.Langs() {
		var text bytes.Buffer
		require.NoError(t, report.Tradeoffs(&text, x, c, report.Options{Lang: lang}))
		golden(t, "side_by_side_"+string(lang)+".txt", text.Bytes())
	}
	var table bytes.Buffer
	require.NoError(t, report.TradeoffsCSV(&table, x))
	rows, err := csv.NewReader(&table).ReadAll() // refuses lines of another length
	require.NoError(t, err)
	require.Len(t, rows, 5)
	require.Equal(t, []string{"travel", "feasible", "feasible", "800", "760", "0.05", "46000000", "800", ""}, rows[3][:9])
	require.Equal(t, []string{"pass-cost", "infeasible", "infeasible", "", ""}, rows[4][:5])

	var data bytes.Buffer
	require.NoError(t, plan.WriteTradeoffs(&data, x))
	require.Contains(t, data.String(), `"schema": "eduparity/side-by-side/1"`)
	require.Contains(t, data.String(), `"mean_metres": null`)
	require.Contains(t, data.String(), `"after": null`)
	require.Contains(t, data.String(), `"pupils_without_a_seat": 40`)
}

// A plan of places alone that is to be cheap keeps no CV limit, and says nothing of one.
func TestCheapPlacesSayNothingOfCVs(t *testing.T) {
	x, c := tradeoffs()
	pl := &plan.Plan{
		Problem: x.Problem, Status: plan.Optimal,
		Goals:   []plan.GoalResult{{Name: plan.CostGoal, Value: -590_000, Bound: -590_000, Status: plan.Optimal}},
		Actions: []plan.Action{{Year: 2025, Lever: plan.Siting, Kind: plan.Close, School: "A", Stage: model.StagePrimary, Quantity: 1, Cost: -590_000}},
	}
	pl.Problem.Goals = pl.Problem.Goals[:1]
	require.Contains(t, report.Answer(pl, c, report.English), "The plan saves 590,000 yuan in all")
	require.Contains(t, report.Answer(pl, c, report.Chinese), "方案合计节省590,000元")
	pl.Goals[0].Value = 20_000
	require.Contains(t, report.Answer(pl, c, report.English), "The plan costs 20,000 yuan in all")
	limit := 0.5
	c.Sections = []model.Section{{School: "A", Stage: model.StagePrimary}}
	pl.Problem.Limits = []plan.Limit{{What: plan.LimitCV, Max: &limit}}
	require.Contains(t, report.Answer(pl, c, report.English), "The CV limits are met for 20,000 yuan")
}
