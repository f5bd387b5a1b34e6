package plan_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model/modelio"
	"github.com/eduparity/eduparity/model/standard"
)

var update = flag.Bool("update", false, "write the golden files")

// sample is a plan with every part of the format; its county is known by its hash only.
func sample() *plan.Plan {
	verdict := standard.Verdict{
		Rule: "cv:T", Level: "province", Block: standard.BlockResource, Where: primary,
		Value: math.NaN(), Threshold: 0.2, Margin: math.NaN(), Outcome: standard.Fail, Inputs: "mean 0", Verified: true,
	}
	state := func(year int) plan.State {
		return plan.State{
			Year: year,
			Indicators: []plan.StateIndicator{
				{Code: "T", Stage: primary, Mean: 8.4, CV: ptr(0.1), Limit: ptr(0.2), Passes: true},
				{Code: "R", Stage: primary, Mean: math.NaN()},
			},
			Sections:        []plan.StateSection{{School: "A", Stage: primary, Values: map[string]float64{"T": 10, "R": 4, "K": 1.0 / 3}, Met: 2, Passes: true}},
			SectionsPassing: 1, Verdicts: []standard.Verdict{verdict},
		}
	}
	metres := move("A", "B", primary, plain, 2, 2000)
	metres.Metres, metres.TeacherIDs, metres.Reason = ptr(11119.5), []string{"t1", "t2"}, "B has fewest teachers per pupil"
	metres.Without = []plan.Loss{{Rule: "minimum:T", Where: "B/primary", With: 7, Without: 5, Limit: ptr(7), Unit: "persons"}, {Rule: "cv:T", Where: primary, With: 0.1, Without: 0.3}}
	return &plan.Plan{
		Problem: plan.Problem{
			Standard: standard.QualityBalance2017(), CountySHA256: "c0ffee", Indicators: []string{"L1"}, Stages: []string{primary},
			Levers: []plan.Lever{plan.Funding, plan.Rotation},
			Goals:  []plan.Goal{{Name: plan.Moves}, {Name: plan.CostGoal, Slack: plan.Slack{Amount: 0.01, Relative: true}}, {Name: plan.Shortfall, Slack: plan.Slack{Amount: 500}}},
			Limits: []plan.Limit{cv(0.5, "L1", ""), most(plan.LimitSpending, 0), {What: plan.LimitHeadcount, On: true}, {What: plan.LimitTeachers, MinColumn: "classes"}},
			Locks:  []plan.Lock{{Key: "*/rotation/*/A/*/*/*/*", Forbid: true}, {Key: "2026/funding/buy///B//rooms", Fix: ptr(0)}},
		},
		Status: plan.Feasible,
		Goals: []plan.GoalResult{
			{Name: plan.Dispersion, Value: 1.5, Levels: []plan.Level{{Code: "R", Stage: primary, Ratio: math.NaN()}, {Code: "T", Stage: primary, Ratio: 1.5}}, Bound: math.Inf(-1), Gap: math.NaN(), Status: plan.Feasible},
			{Name: plan.Moves, Value: 2, Bound: 2, Status: plan.Optimal, Certificate: &plan.Certificate{
				Kind: plan.CertSearch, Bound: 2, RootBound: ptr(1.5),
				Data: &plan.CertificateData{
					Rows:     []plan.RowMultiplier{{Row: "cv:T/primary", Multiplier: 0.1}},
					Exchange: []plan.ExchangePrice{{Stage: primary, Code: "T", Level: 2.5, Move: 1}},
				},
			}},
		},
		Actions: []plan.Action{
			paid(buy("B", "", rooms, 2, 60000, "room"), plan.FundShare{Fund: "build", Amount: 60000}),
			metres,
			swap("A", "B", backbone, plain, 1, 0),
		},
		Before: state(2025), After: []plan.State{state(2026)},
		Cost: plan.Cost{
			Total: 62000, ByFund: map[string]float64{"build": 60000},
			ByLever: map[string]float64{"rotation": 2000, "funding": 60000}, ByNature: map[string]float64{"capital": 60000, "recurrent": 2000},
		},
		Prices: []plan.ShadowPrice{{Goal: plan.Moves, Limit: "cv:T/primary", Unit: "CV", Price: 12.5, From: 0.15, To: 0.25, Of: plan.PriceOfRelaxation}},
		Infeasible: &plan.Infeasible{
			Reasons:     []plan.Reason{{Rule: "minimum:L2", Where: "junior", ShortBy: 3, Unit: "persons", Text: "3 backbone teachers are missing"}},
			Relaxations: []plan.Relaxation{{Rule: "spending", From: 0, To: 12000, Cost: ptr(12000)}, {Rule: "moves", From: 1, To: 2}},
			Conflicts: []plan.Conflict{{
				Minimal: true, Rules: []plan.ConflictRule{{Rule: "moves", Text: "1 moves are allowed"}, {Rule: "minimum:L2/junior", Places: []string{"C/junior"}, Text: "3 are missing"}},
				Ways:        []plan.Relaxation{{Rule: "moves", From: 1, To: 4.5, Cost: ptr(4500)}},
				Certificate: &plan.Certificate{Kind: plan.CertRay, Bound: 0.5, Data: &plan.CertificateData{Rows: []plan.RowMultiplier{{Row: "moves:0", Multiplier: 1}}}},
			}},
		},
		Certificate: &plan.Certificate{Kind: plan.CertRay, Bound: 0.25},
		Run:         plan.Run{Version: "0.1.0", Backend: "highs", BackendVersion: "1.11.0", Route: "outer", Seconds: 0.5, Rounds: 7, Cols: 10, Rows: 20, Threads: 1},
	}
}

func written(t require.TestingT, p *plan.Plan) string {
	var b bytes.Buffer
	require.NoError(t, plan.Write(&b, p))
	return b.String()
}

func TestWriteGolden(t *testing.T) {
	const file = "testdata/plan.json"
	got := written(t, sample())
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), got)
	require.Equal(t, got, written(t, sample()), "the same plan gives the same bytes")
	require.True(t, strings.HasPrefix(got, "{\n  \"schema\": \"eduparity/plan/1\",\n"))
	require.NotContains(t, got, "\\u003c", "a swap's <> stays readable")
	require.NotContains(t, got, "NaN")

	back, err := plan.Read(strings.NewReader(got))
	require.NoError(t, err)
	require.Equal(t, got, written(t, back), "reading and writing again changes nothing")
	require.Equal(t, sample().Problem, back.Problem)
	require.Equal(t, sample().Actions, back.Actions)
	require.Equal(t, sample().Infeasible, back.Infeasible)
	require.True(t, math.IsNaN(back.Goals[0].Bound), "what is unbounded comes back undefined")
	require.True(t, math.IsNaN(back.After[0].Indicators[1].Mean))

	compact, err := json.Marshal(sample())
	require.NoError(t, err)
	require.JSONEq(t, got, string(compact))
	var again plan.Plan
	require.NoError(t, json.Unmarshal(compact, &again))
	require.Equal(t, got, written(t, &again))
}

func TestWriteEmpty(t *testing.T) {
	got := written(t, &plan.Plan{Problem: plan.Problem{Standard: fair()}, Status: plan.Unknown})
	require.Contains(t, got, `"actions": []`)
	require.Contains(t, got, `"after": []`)
	require.NotContains(t, got, "county_sha256")
	require.NotContains(t, got, "infeasible")
	back, err := plan.Read(strings.NewReader(got))
	require.NoError(t, err)
	require.Equal(t, fair(), back.Problem.Standard, "a standard that is not built in is written in full")
}

// Every finite number is read back as it was, bit for bit.
func TestJSONRoundTrip(t *testing.T) {
	number := rapid.Float64()
	rapid.Check(t, func(t *rapid.T) {
		p := sample()
		p.Goals = []plan.GoalResult{{Name: plan.CostGoal, Value: number.Draw(t, "value"), Bound: number.Draw(t, "bound"), Gap: number.Draw(t, "gap"), Status: plan.Optimal}}
		p.Problem.Goals[1].Slack.Amount = number.Draw(t, "slack")
		p.Problem.Limits = []plan.Limit{cv(number.Draw(t, "max"), rapid.String().Draw(t, "code"), "")}
		p.Actions = []plan.Action{paid(
			buy(rapid.String().Draw(t, "school"), rapid.String().Draw(t, "stage"), rapid.String().Draw(t, "of"), number.Draw(t, "quantity"), number.Draw(t, "cost"), "room"),
			plan.FundShare{Fund: "f", Amount: number.Draw(t, "amount")},
		)}
		p.Cost.Total = number.Draw(t, "total")
		p.Before, p.After = plan.StateOf(&standard.Assessment{}), []plan.State{plan.StateOf(&standard.Assessment{Sections: []standard.SectionResult{{
			School: "A", Readings: []standard.Reading{{Code: "T", Value: number.Draw(t, "reading")}},
		}}})}
		back, err := plan.Read(strings.NewReader(written(t, p)))
		require.NoError(t, err)
		require.Equal(t, p, back)
	})
}

func TestReadErrors(t *testing.T) {
	good := written(t, sample())
	edit := func(old, new string) string {
		require.Contains(t, good, old)
		return strings.Replace(good, old, new, 1)
	}
	for name, c := range map[string]struct{ text, want string }{
		"empty":             {"", "not a plan: the file is cut off"},
		"cut off":           {good[:len(good)/2], "not a plan: the file is cut off"},
		"not JSON":          {"schools.csv", "not a plan: byte 1: invalid character 's'"},
		"broken":            {edit(`"status": "feasible"`, `"status" "feasible"`), "not a plan: byte "},
		"no schema":         {"{}", `not a plan: schema "", where "eduparity/plan/1" is needed`},
		"another schema":    {edit("eduparity/plan/1", "eduparity/plan/2"), `not a plan: schema "eduparity/plan/2", where "eduparity/plan/1" is needed`},
		"unknown field":     {edit(`"quantity": 2`, `"quantity": 2, "colour": "red"`), `not a plan: json: unknown field "colour"`},
		"unknown goal part": {edit(`"name": "moves",`, `"name": "moves", "colour": "red",`), `unknown field "colour"`},
		"text for number":   {edit(`"quantity": 2`, `"quantity": "2"`), "not a plan: "},
		"another quantity":  {edit(`"of": "multimedia_rooms"`, `"of": "books"`), `not a plan: action 1 has the key "2026/funding/buy///B//multimedia_rooms", but says "2026/funding/buy///B//books"`},
		"another key":       {edit(`"key": "2026/rotation/move/A/B//primary/plain"`, `"key": "x"`), `action 2 has the key "x"`},
		"unknown standard":  {edit(`"standard": "quality-balance-2017"`, `"standard": "quality-balance-2018"`), `not a plan: unknown standard "quality-balance-2018"; did you mean "quality-balance-2017"?`},
		"two plans":         {good + good, "not a plan: "},
		"odd slack":         {edit(`"slack": 500`, `"slack": "5 %%"`), "slack is a number of 0 or more"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := plan.Read(strings.NewReader(c.text))
			require.ErrorIs(t, err, plan.ErrFormat)
			require.ErrorContains(t, err, c.want)
		})
	}
}

func TestProblemJSON(t *testing.T) {
	p := problem()
	data, err := json.Marshal(p)
	require.NoError(t, err)
	hash, err := modelio.Hash(p.County)
	require.NoError(t, err)
	require.Contains(t, string(data), `{"county_sha256":"`+hash+`","standard":"fair","standard_data":{`)
	require.Contains(t, string(data), `"levers":["funding","hiring","rotation"],"goals":[{"name":"dispersion","slack":0}],"limits":[],"locks":[]}`)

	back, err := plan.ReadProblem(bytes.NewReader(data), p.County)
	require.NoError(t, err)
	require.Equal(t, hash, back.CountySHA256)
	require.Same(t, p.County, back.County)
	require.Equal(t, p.Standard, back.Standard)
	require.NoError(t, back.Validate())

	changed := standard.QualityBalance2017()
	changed.Indicators[0].Minimum[primary] = 4.3
	data, err = json.Marshal(plan.Problem{Standard: changed})
	require.NoError(t, err)
	require.Contains(t, string(data), "standard_data", "a changed standard of a built-in name is written in full")
}

func TestReadProblem(t *testing.T) {
	hand := `{"standard": "quality-balance-2017", "levers": ["rotation"], "goals": [{"name": "moves", "slack": "1%"}, {"name": "cost"}],
		"limits": [{"what": "cv", "max": 0.5}], "locks": []}`
	p, err := plan.ReadProblem(strings.NewReader(hand), county())
	require.NoError(t, err)
	require.Equal(t, []plan.Goal{{Name: plan.Moves, Slack: plan.Slack{Amount: 0.01, Relative: true}}, {Name: plan.CostGoal}}, p.Goals)
	require.Empty(t, p.CountySHA256)

	p, err = plan.ReadProblem(strings.NewReader(written(t, sample())), county())
	require.NoError(t, err, "a whole plan")
	require.Equal(t, sample().Problem.Limits, p.Limits)
	require.Equal(t, "c0ffee", p.CountySHA256)

	for text, want := range map[string]string{
		`{"goal": []}`:                         `unknown field "goal"`,
		`{"standard": "x"}`:                    `unknown standard "x"`,
		`{"schema": "eduparity/assessment/1"}`: `schema "eduparity/assessment/1", where "eduparity/plan/1" is needed`,
		`{"standard": "x", "standard_data": {"name": "y", "weighting": "", "indicators": []}}`: `the standard is called "x" and its data "y"`,
		`[]`:           "not a plan: ",
		`{"levers": [`: "not a plan: the file is cut off",
	} {
		_, err := plan.ReadProblem(strings.NewReader(text), county())
		require.ErrorIs(t, err, plan.ErrFormat, text)
		require.ErrorContains(t, err, want, text)
	}
}

func TestStateOf(t *testing.T) {
	a, err := fair().Assess(county())
	require.NoError(t, err)
	s := plan.StateOf(a)
	require.Equal(t, 2025, s.Year)
	require.Len(t, s.Indicators, 6)
	require.Equal(t, "T", s.Indicators[0].Code)
	require.InDelta(t, 8.4, s.Indicators[0].Mean, 1e-12)
	require.Equal(t, 0.2, *s.Indicators[0].Limit)
	require.Nil(t, s.Indicators[2].Limit)
	require.Equal(t, map[string]float64{"T": 6, "K": 1, "R": 1}, s.Sections[1].Values)
	require.Equal(t, 0, s.Sections[1].Met)
	require.Equal(t, a.SectionsPassing, s.SectionsPassing)
	require.Equal(t, a.Verdicts, s.Verdicts)
	require.False(t, s.Passes)
}
