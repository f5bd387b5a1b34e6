package html_test

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/alloc/report/html"
	"github.com/eduparity/eduparity/model"
)

// front is a frontier of four points, the third of which has no plan.
func front() *plan.Frontier {
	nan := math.NaN()
	point := func(x, value, bound, price float64) plan.FrontierPoint {
		return plan.FrontierPoint{X: x, Status: plan.Optimal, Value: value, Bound: bound, Price: price, Cost: x, Moves: 2, Changes: []plan.Change{{
			Lever: plan.Funding, Kind: plan.Buy, Of: "multimedia_rooms", Unit: "room", Quantity: 3, Cost: x, Places: 2, Largest: "2024/funding/buy///P01//multimedia_rooms",
		}}}
	}
	return &plan.Frontier{
		Problem: plan.Problem{Standard: short(), Levers: []plan.Lever{plan.Funding}, Goals: []plan.Goal{{Name: plan.Dispersion}}},
		Over:    plan.OverBudget, Status: plan.FrontierFeasible,
		Points: []plan.FrontierPoint{
			point(0, 1.2, 1.2, 0.1), point(1e6, 1.1, 1.05, 0.05),
			{X: 2e6, Status: plan.Unknown, Value: nan, Bound: nan, Price: nan}, point(3e6, 0.9, 0.9, nan),
		},
	}
}

// compared is a comparison of three strategies, one without a plan.
func compared() *plan.Comparison {
	limit := 0.5
	standing := func(cv float64, passing int) plan.Standing {
		return plan.Standing{
			Sections: 59, SectionsPassing: passing,
			Measures: []plan.IndicatorMeasures{{Code: "L2", Stage: "primary", Limit: &limit, Changeable: true, Mean: 1, CV: cv}},
		}
	}
	return &plan.Comparison{
		Problem: plan.Problem{Standard: short(), Levers: []plan.Lever{plan.Funding}, Goals: []plan.Goal{{Name: plan.PassCost}}},
		Before:  standing(0.6, 14), Bound: 1.9e6,
		Strategies: []plan.StrategyResult{
			{Name: "equal-share", Status: plan.Unknown, Note: "comes to no plan that keeps every rule", Value: math.NaN(), Gap: math.NaN()},
			{Name: "neediest-first", Status: plan.Feasible, Value: 3e6, Gap: 0.4, Standing: standing(0.55, 20), Cost: 3e6, Moves: 12, KM: 40.2, Seconds: 0.5},
			{Name: "exact", Status: plan.Optimal, Proved: true, Value: 2e6, Gap: 0.05, Standing: standing(0.4, 59), Cost: 2e6, Moves: 1, KM: 3, Seconds: 2},
		},
		Gains: []plan.Gain{{Strategy: "exact", By: plan.ByArea, Part: "rural", Sections: 3, Pupils: 200, Gaining: 150, Losing: 50, Spent: 1e6, Received: 2, Sent: 1, Hired: 3}},
	}
}

func frontPage(t *testing.T, f *plan.Frontier, c *model.County, lang report.Lang) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, html.Frontier(&b, f, c, html.Options{Lang: lang}))
	return b.String()
}

func comparedPage(t *testing.T, x *plan.Comparison, c *model.County, lang report.Lang) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, html.Comparison(&b, x, c, html.Options{Lang: lang}))
	return b.String()
}

func TestFrontierPage(t *testing.T) {
	t.Parallel()
	c := few(t)
	page := frontPage(t, front(), c, report.English)
	golden(t, "frontier.html", page)
	for _, want := range []string{
		"Demo County: what more money buys", report.FrontierAnswer(front(), c, report.Chinese), "3,000,000 yuan", "-0.05", "budget, million yuan", "预算（百万元）",
		report.FrontierChange(front(), &front().Points[0].Changes[0], c, report.English),
	} {
		require.Contains(t, page, want)
	}
	require.Equal(t, 3, strings.Count(page, `<circle class="after" cx=`)-strings.Count(page, `<circle class="after" cx="6"`), "a dot for each point with a plan")
	var both bytes.Buffer
	require.NoError(t, html.Plan(&both, passing(t, c), c, html.Options{Frontier: front()}))
	require.Contains(t, both.String(), `id="curve"`)
	require.Contains(t, both.String(), `id="do"`)

	moves := front()
	moves.Over, moves.Points = plan.OverMoves, moves.Points[2:3]
	page = frontPage(t, moves, c, report.Chinese)
	require.Contains(t, page, "增加调动的效果")
	require.NotContains(t, page, `id="curve"`, "no point has a plan")

	var b bytes.Buffer
	require.ErrorIs(t, html.Frontier(&b, front(), nil, html.Options{}), html.ErrInput)
	require.ErrorIs(t, html.Frontier(&b, &plan.Frontier{}, c, html.Options{}), html.ErrInput)
	require.Zero(t, b.Len())
}

func TestComparisonPage(t *testing.T) {
	t.Parallel()
	c := few(t)
	page := comparedPage(t, compared(), c, report.English)
	golden(t, "comparison.html", page)
	for _, want := range []string{
		"Demo County: strategies compared", report.ComparisonAnswer(compared(), c, report.Chinese)[0], "2,000,000 yuan", "59 / 59", "comes to no plan that keeps every rule",
		`<rect class="best"`, `<rect class="other"`, "0.550 ✗", "75 %", "&#43;4",
	} {
		require.Contains(t, page, want)
	}
	none := compared()
	none.Strategies, none.Gains, none.Bound, none.Impossible = none.Strategies[:1], nil, math.NaN(), true
	page = comparedPage(t, none, c, report.Chinese)
	require.Contains(t, page, `class="verdict bad"`)
	require.NotContains(t, page, `id="cvs"`)
	require.NotContains(t, page, "NaN")

	var b bytes.Buffer
	require.ErrorIs(t, html.Comparison(&b, compared(), nil, html.Options{}), html.ErrInput)
	require.ErrorIs(t, html.Comparison(&b, &plan.Comparison{}, c, html.Options{}), html.ErrInput)
	require.Zero(t, b.Len())
}
