package report_test

import (
	"bytes"
	"encoding/csv"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// comparison is a comparison made up for its looks.
func comparison() (*plan.Comparison, *model.County) {
	c := &model.County{Name: "Two Valleys", Year: 2024, Constructed: true}
	budget, limit := 1_000_000.0, 0.5
	p := plan.Problem{
		County: c, Standard: standard.QualityBalance2017(), Levers: []plan.Lever{plan.Funding, plan.Rotation},
		Goals: []plan.Goal{{Name: plan.Dispersion}}, Limits: []plan.Limit{{What: plan.LimitSpending, Max: &budget}},
	}
	standing := func(cv float64, passing int) plan.Standing {
		of := func(code string, mean, cv float64) plan.IndicatorMeasures {
			return plan.IndicatorMeasures{
				Code: code, Stage: model.StagePrimary, Limit: &limit, Changeable: true, Mean: mean, CV: cv, Gini: cv / 2, Theil: cv * cv / 2,
				McLoone: 1 - cv/2, Verstegen: 1 + cv/2, RangeRatio: 2 * cv, Hoover: cv / 3, Atkinson: cv * cv / 2,
			}
		}
		fixed := of("L4", 5, 0.2)
		fixed.Changeable = false
		return plan.Standing{
			Measures: []plan.IndicatorMeasures{of("L1", 4.5, 0.3), of("L6", 2400, cv), fixed}, Sections: 12, SectionsPassing: passing, Passes: passing == 12,
		}
	}
	x := &plan.Comparison{Problem: p, Before: standing(0.6, 7), Bound: 0.8}
	add := func(name string, cv float64, passing int, cost, moves, km float64) {
		s := plan.StrategyResult{
			Name: name, Status: plan.Feasible, Value: cv / limit, Standing: standing(cv, passing), Cost: cost, Moves: moves, KM: km, Seconds: 0.25,
			Goals: []plan.GoalValue{{Name: plan.Dispersion, Value: cv / limit}},
		}
		s.Gap = plan.Gap(plan.Dispersion, s.Value, x.Bound)
		x.Strategies = append(x.Strategies, s)
	}
	add("status-quo", 0.6, 7, 0, 0, 0)
	add("per-pupil", 0.58, 8, 999_998, 0, 0)
	add("neediest-first", 0.45, 11, 1_000_000, 12, 88.4)
	x.Strategies = append(x.Strategies, plan.NoResult("equal-share", plan.Unknown, "there is no sum to divide: give a budget or funds"))
	x.Strategies[3].Seconds = 0.01
	add("exact", 0.4, 12, 998_000, 9, 41)
	x.Strategies[4].Status, x.Strategies[4].Proved = plan.Optimal, true
	x.Gains = []plan.Gain{
		{Strategy: "per-pupil", By: plan.ByArea, Part: "city", Sections: 4, Pupils: 4000, Gaining: 4000, Spent: 600_000},
		{Strategy: "per-pupil", By: plan.ByArea, Part: "rural", Sections: 8, Pupils: 2000, Gaining: 2000, Spent: 399_998},
		{Strategy: "exact", By: plan.ByArea, Part: "city", Sections: 4, Pupils: 4000, Losing: 1000, Spent: 100_000, Sent: 9},
		{Strategy: "exact", By: plan.ByArea, Part: "rural", Sections: 8, Pupils: 2000, Gaining: 1500, Mixed: 200, Spent: 898_000, Received: 9},
		{Strategy: "exact", By: plan.BySize, Part: "<100", Sections: 1, Pupils: 60, Gaining: 60, Spent: 6000, Received: 1},
		{Strategy: "exact", By: plan.BySize, Part: "100-299", Sections: 11, Pupils: 5940, Gaining: 1440, Losing: 1000, Spent: 992_000, Received: 8, Sent: 9},
		{Strategy: "exact", By: plan.ByZone, Part: "Z1", Sections: 6, Pupils: 3000, Gaining: 60},
		{Strategy: "exact", By: plan.ByZone, Part: "Z2", Sections: 6, Pupils: 3000, Losing: 30},
	}
	return x, c
}

func TestComparison(t *testing.T) {
	x, c := comparison()
	for _, lang := range report.Langs() {
		var b bytes.Buffer
		require.NoError(t, report.Comparison(&b, x, c, report.Options{Lang: lang}))
		golden(t, "comparison_"+string(lang)+".txt", b.Bytes())
		require.NotContains(t, b.String(), "Z1", "zones only where long lists are asked for")
		var all bytes.Buffer
		require.NoError(t, report.Comparison(&all, x, c, report.Options{Lang: lang, Top: -1}))
		require.Contains(t, all.String(), "Z1")
	}
}

func TestComparisonWithoutPlans(t *testing.T) {
	x, c := comparison()
	for i := range x.Strategies {
		x.Strategies[i] = plan.NoResult(x.Strategies[i].Name, plan.Unknown, "comes to no plan that keeps every rule")
	}
	x.Bound, x.Gains = math.NaN(), nil
	var b bytes.Buffer
	require.NoError(t, report.Comparison(&b, x, c, report.Options{}))
	require.Contains(t, b.String(), "No strategy comes to a plan that keeps every rule.")
	x.Impossible = true
	b.Reset()
	require.NoError(t, report.Comparison(&b, x, nil, report.Options{Lang: report.Chinese}))
	require.Contains(t, b.String(), "已证明不可能有")
}

func TestComparisonCSV(t *testing.T) {
	x, _ := comparison()
	var b bytes.Buffer
	require.NoError(t, report.ComparisonCSV(&b, x))
	rows, err := csv.NewReader(strings.NewReader(b.String())).ReadAll() // also: rows are of one length
	require.NoError(t, err)
	require.Len(t, rows, 1+3+4*3+1)
	require.Equal(t, []string{"exact", "optimal", "0.8", "0", "998000", "9", "41", "0.25", "12", "12", "true", "primary", "L6", "0.5", "2400", "0.4"}, rows[15][:16])
	require.Equal(t, "equal-share", rows[13][0])
}
