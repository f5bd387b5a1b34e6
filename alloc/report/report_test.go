package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/diagnosis"
	"github.com/eduparity/eduparity/model/standard"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares a text with a file under testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(file, got, 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), string(got))
}

// goldenPlan compares the report of a plan in every language with its files.
func goldenPlan(t *testing.T, name string, pl *plan.Plan, c *model.County) {
	t.Helper()
	for _, lang := range report.Langs() {
		var b bytes.Buffer
		require.NoError(t, report.Plan(&b, pl, c, report.Options{Lang: lang}))
		golden(t, name+"_"+string(lang)+".txt", b.Bytes())
		b.Reset()
		require.NoError(t, report.PlanCSV(&b, pl, c, report.Options{Lang: lang}))
		golden(t, name+"_"+string(lang)+".csv", b.Bytes())
	}
}

// county is a county of four schools, one of them with a Chinese name.
func county() *model.County {
	c := &model.County{Name: "Small County", Year: 2023, Constructed: true}
	for _, s := range []struct {
		id, name                   string
		pupils, teachers, backbone float64
		books                      float64
	}{
		{"A", "City School", 1200, 80, 18, 30000},
		{"B", "River School", 300, 15, 2, 5100},
		{"C", "实验小学", 200, 11, 0, 1400},
		{"D", "Hill School", 100, 9, 1, 2600},
	} {
		c.Schools = append(c.Schools, model.School{
			ID: s.id, Name: s.name, Kind: model.KindPrimary, Area: model.AreaTown,
			Stocks: model.Stocks{"books": s.books},
		})
		c.Sections = append(c.Sections, model.Section{
			School: s.id, Stage: model.StagePrimary, Pupils: s.pupils,
			Stocks: model.Stocks{model.Teachers: s.teachers, model.TeachersBackbone: s.backbone},
		})
	}
	c.Costs = []model.Cost{{Category: "books", Unit: "volume", Cost: 25, Nature: model.Capital}}
	return c
}

// rules are three indicators with minimums and limits.
func rules() *standard.Standard {
	primary := func(x float64) map[string]float64 { return map[string]float64{model.StagePrimary: x} }
	return &standard.Standard{
		Name: "small",
		Indicators: []standard.Indicator{
			{Code: "T", Name: "teachers", Unit: "persons", Stock: []standard.Term{{Column: model.Teachers, Sign: 1}}, Per: 100, Minimum: primary(5.25), CVLimit: primary(0.5)},
			{Code: "K", Name: "backbone teachers", Unit: "persons", Stock: []standard.Term{{Column: model.TeachersBackbone, Sign: 1}}, Per: 100, Minimum: primary(1), CVLimit: primary(0.3)},
			{Code: "B", Name: "books", Unit: "volumes", Stock: []standard.Term{{Column: "books", Sign: 1}}, Per: 1, Minimum: primary(20), CVLimit: primary(0.5), Split: true},
		},
		Section: standard.SectionRule{MetAtLeast: 2, OthersAtShare: 0.85},
	}
}

func assess(t *testing.T, s *standard.Standard, c *model.County) *standard.Assessment {
	t.Helper()
	a, err := s.Assess(c)
	require.NoError(t, err)
	return a
}

// diagnosed are the options with all that can be told of an assessment.
func diagnosed(t *testing.T, s *standard.Standard, c *model.County, a *standard.Assessment) report.Options {
	t.Helper()
	earlier := c.Clone()
	earlier.Year = c.Year - 2
	for i := range earlier.Sections {
		earlier.Sections[i].Pupils += float64(10 - 30*i)
		earlier.Sections[i].Stocks[model.Teachers] += float64(i)
	}
	earlier.Sections = append(earlier.Sections, model.Section{
		School: "E", Stage: model.StagePrimary, Pupils: 60, Stocks: model.Stocks{model.Teachers: 4, model.TeachersBackbone: 1, "books": 900},
	})
	earlier.Schools = append(earlier.Schools, model.School{ID: "E", Name: "Old School", Kind: model.KindPrimary})
	o := report.Options{Standard: s, County: c}
	o.Comparison = diagnosis.Compare(assess(t, s, earlier), a)
	var err error
	o.Diagnosis, err = diagnosis.Diagnose(s, c, a, diagnosis.Settings{Earlier: earlier})
	require.NoError(t, err)
	return o
}

// rich is the county with more of everything, so that every part has something to tell.
func rich() *model.County {
	c := county()
	for i, owner := range []int{7, 10, 7, 7} {
		c.Schools[i].Owner = owner
		c.Schools[i].Zone = []string{"Z1", "Z1", "", "Z2"}[i]
		c.Schools[i].Area = []model.Area{model.AreaCity, model.AreaTown, model.AreaTown, model.AreaRural}[i]
		c.Sections[i].Stocks["seats"] = []float64{1100, 320, 300, 300}[i]
		c.Sections[i].Stocks["largest_class"] = []float64{52, 45, 30, 20}[i]
	}
	c.Teachers = []model.Teacher{
		{ID: "1", School: "B", Stage: model.StagePrimary, Degree: model.DegreeBachelor, Backbone: true, Age: 58, Sex: "m"},
		{ID: "2", School: "A", Stage: model.StagePrimary, Degree: model.DegreeBachelor, Backbone: true, Age: 31},
	}
	c.Outcomes = []model.Outcome{
		{School: "A", Stage: model.StagePrimary, Measure: "satisfaction", Value: 91},
		{School: "B", Stage: model.StagePrimary, Measure: "satisfaction", Value: 84.5},
	}
	c.Guarantees = []model.Answer{{Rule: "plan", Value: "no"}}
	return c
}

// complete are the rules with two that are not about resources.
func complete() *standard.Standard {
	s := rules()
	s.Rules = []standard.Rule{
		{ID: "plan", Name: "there is a plan", NameZH: "有规划", Block: standard.BlockGuarantee, Form: standard.Document, Verified: true},
		{
			ID: "classes", Name: "size of classes", NameZH: "班额", Block: standard.BlockGuarantee, Form: standard.Maximum, Each: standard.EachSection, Unit: "pupils",
			Value: []standard.Term{{Column: standard.QuantityLargestClass, Sign: 1}}, Threshold: map[string]float64{standard.AnyPlace: 45},
		},
		{ID: "charter", Name: "every school has a charter", NameZH: "学校有章程", Block: standard.BlockQuality, Form: standard.Document},
	}
	return s
}

func TestAssessment(t *testing.T) {
	for _, lang := range report.Langs() {
		c, s := rich(), complete()
		a := assess(t, s, c)
		a.Findings = append(a.Findings, model.Finding{File: "schools.csv", Line: 3, Record: "B", Rule: "looks odd"})
		o := diagnosed(t, s, c, a)
		o.Lang = lang
		var b bytes.Buffer
		require.NoError(t, report.Assessment(&b, a, o))
		golden(t, "assessment_"+string(lang)+".txt", b.Bytes())

		o.Top = -1
		b.Reset()
		require.NoError(t, report.Assessment(&b, a, o))
		require.NotContains(t, b.String(), "--all")
		changes := o.Comparison
		for _, view := range diagnosis.Views() {
			var err error
			o.Comparison = nil
			o.View, err = diagnosis.NewView(s, c, a, view, diagnosis.ByArea)
			require.NoError(t, err)
			b.Reset()
			require.NoError(t, report.Assessment(&b, a, o))
			golden(t, "view_"+string(view)+"_"+string(lang)+".txt", b.Bytes())
			o.Comparison = changes
			b.Reset()
			require.NoError(t, report.Assessment(&b, a, o))
			require.Contains(t, b.String(), "2021 -> 2023", "what changed is told beside a view")
		}
	}
}

func TestAssessmentJSON(t *testing.T) {
	c, s := rich(), complete()
	a := assess(t, s, c)
	o := diagnosed(t, s, c, a)
	plain, err := json.Marshal(a)
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, report.AssessmentJSON(&b, a, o))
	var bare, whole map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(plain, &bare))
	require.NoError(t, json.Unmarshal(b.Bytes(), &whole))
	for field, value := range bare {
		require.JSONEq(t, string(value), string(whole[field]), field)
	}
	var d diagnosis.Diagnosis
	require.NoError(t, json.Unmarshal(whole["diagnosis"], &d))
	require.Equal(t, o.Diagnosis.Gaps, d.Gaps)
	require.Contains(t, whole, "comparison")
	require.NotContains(t, whole, "view")

	b.Reset()
	require.NoError(t, report.AssessmentJSON(&b, a, report.Options{}))
	require.JSONEq(t, string(plain), b.String())
}

func TestAssessmentThatPasses(t *testing.T) {
	c, s := county(), rules()
	for i := range s.Indicators {
		s.Indicators[i].Minimum = nil
		s.Indicators[i].CVLimit[model.StagePrimary] = 2
	}
	c.Constructed = false
	var b bytes.Buffer
	require.NoError(t, report.Assessment(&b, assess(t, s, c), report.Options{}))
	golden(t, "passes.txt", b.Bytes())
}

func TestAssessmentWithoutRules(t *testing.T) {
	c, s := county(), rules()
	s.Indicators = s.Indicators[:1]
	s.Indicators[0].Minimum, s.Indicators[0].CVLimit = nil, nil
	s.Section = standard.SectionRule{}
	var b bytes.Buffer
	require.NoError(t, report.Assessment(&b, assess(t, s, c), report.Options{Standard: s, County: c}))
	golden(t, "bare.txt", b.Bytes())
}

// TestNearLimit shows a CV with as many decimals as it takes to see on which side it lies.
func TestNearLimit(t *testing.T) {
	limit := 0.5
	a := &standard.Assessment{Standard: "s", Indicators: []standard.IndicatorResult{
		{Code: "X", Stage: "primary", CV: 0.50004, Limit: &limit},
		{Code: "Y", Stage: "primary", CV: 0.5, Limit: &limit, Passes: true},
	}}
	var b bytes.Buffer
	require.NoError(t, report.Assessment(&b, a, report.Options{}))
	require.Contains(t, b.String(), "0.50004  0.500  FAILS")
	require.Contains(t, b.String(), "0.500  0.500  passes")
}

// made is a plan for the county, made by hand.
func made(t *testing.T, c *model.County, s *standard.Standard) *plan.Plan {
	t.Helper()
	actions := []plan.Action{
		{Year: 2024, Lever: plan.Funding, Kind: plan.Buy, School: "B", Of: "books", Quantity: 900, Unit: "volume", Cost: 22500, Nature: "capital", Funds: []plan.FundShare{{Fund: "F1", Amount: 22500}}, Reason: "B at B/primary 17 -> 20 (minimum 20); and more"},
		{Year: 2024, Lever: plan.Funding, Kind: plan.Buy, School: "C", Of: "books", Quantity: 2600.5, Unit: "volume", Cost: 65012.5, Nature: "capital", Funds: []plan.FundShare{{Fund: "F1", Amount: 60000}, {Fund: "F2", Amount: 5012.5}}},
		{Year: 2024, Lever: plan.Rotation, Kind: plan.Move, From: "A", To: "C", Stage: model.StagePrimary, Of: "backbone", Quantity: 2, Unit: "person", Metres: new(12345.6)},
		{Year: 2024, Lever: plan.Rotation, Kind: plan.Move, From: "A", To: "B", Stage: model.StagePrimary, Of: "backbone", Quantity: 1, Unit: "person"},
	}
	after, err := plan.Apply(c, actions)
	require.NoError(t, err)
	return &plan.Plan{
		Problem: plan.Problem{
			County: c, Standard: s,
			Levers: []plan.Lever{plan.Funding, plan.Rotation}, Goals: []plan.Goal{{Name: plan.PassCost}},
		},
		Status:  plan.Optimal,
		Goals:   []plan.GoalResult{{Name: plan.PassCost, Value: 87512.5, Bound: 87508, Gap: 4.5 / 87512.5, Status: plan.Optimal, Certificate: &plan.Certificate{Kind: plan.CertSearch}}},
		Actions: actions,
		Before:  plan.StateOf(assess(t, s, c)),
		After:   []plan.State{plan.StateOf(assess(t, s, after))},
		Cost: plan.Cost{
			Total:    87512.5,
			ByFund:   map[string]float64{"F2": 5012.5, "F1": 82500},
			ByLever:  map[string]float64{"rotation": 0, "funding": 87512.5},
			ByNature: map[string]float64{"capital": 87512.5},
		},
	}
}

func TestPlan(t *testing.T) {
	c, s := county(), rules()
	goldenPlan(t, "plan", made(t, c, s), c)
}

// A plan of catchments and sites says who gains and who loses.
func TestCatchments(t *testing.T) {
	c, s := county(), rules()
	p := made(t, c, s)
	p.Problem.Levers, p.Problem.Goals = []plan.Lever{plan.Catchment, plan.Siting}, []plan.Goal{{Name: plan.Travel}, {Name: plan.SeatsGoal}}
	p.Goals = []plan.GoalResult{
		{Name: plan.Travel, Value: 812.25, Bound: 812.25, Status: plan.Optimal, Certificate: &plan.Certificate{Kind: plan.CertSearch}},
		{Name: plan.SeatsGoal, Value: 0.125, Bound: 0.12, Gap: 0.04, Status: plan.Feasible, Levels: []plan.Level{{Code: "seats", Stage: "primary", Ratio: 0.125}}, Certificate: &plan.Certificate{Kind: plan.CertSearch}},
	}
	assign := func(kind plan.ActionKind, piece string, pupils, metres float64) plan.Action {
		return plan.Action{
			Year: 2024, Lever: plan.Catchment, Kind: kind, From: "A", To: "B", Stage: model.StagePrimary, Of: piece, Quantity: pupils, Unit: "pupil", Metres: &metres,
			Reason: "A 1200 -> 1130 pupils for 1100 seats; B 300 -> 370 pupils for 400 seats; way 2100 m -> 900 m",
		}
	}
	p.Actions = []plan.Action{
		assign(plan.Assign, "lakeside", 30, 900), assign(plan.Assign, "mill", 25, 2500), assign(plan.Board, "far ridge", 15, 9300),
		{Year: 2024, Lever: plan.Siting, Kind: plan.Extend, School: "B", Stage: model.StagePrimary, Quantity: 2, Unit: "class", Cost: 600000, Nature: "capital", Funds: []plan.FundShare{{Fund: "F1", Amount: 600000}}},
		{Year: 2024, Lever: plan.Siting, Kind: plan.Close, School: "D", Stage: model.StagePrimary, Quantity: 1, Unit: "section"},
	}
	p.Cost = plan.Cost{Total: 600000, ByFund: map[string]float64{"F1": 600000}, ByLever: map[string]float64{"siting": 600000}, ByNature: map[string]float64{"capital": 600000}}
	piece := func(name string, pupils, before, after, class float64) plan.PieceChange {
		return plan.PieceChange{
			Piece: name, Stage: model.StagePrimary, Pupils: pupils, From: "A", MetresBefore: &before, MetresAfter: &after,
			ClassSizeBefore: new(45.0), ClassSizeAfter: &class, Shares: []plan.PieceShare{{School: "B", Pupils: pupils, Metres: &after}},
		}
	}
	p.Places = &plan.Changes{
		Catchments: []plan.CatchmentChange{
			{School: "A", Stage: "primary", Status: plan.SectionStays, PupilsBefore: 1200, PupilsAfter: 1130, SeatsBefore: new(1100.0), SeatsAfter: new(1100.0), ClassSizeBefore: new(48.0), ClassSizeAfter: new(45.2), MetresBefore: new(1640.0), MetresAfter: new(1503.0), Lost: 70},
			{School: "D", Stage: "primary", Status: plan.SectionCloses, PupilsBefore: 100, MetresBefore: new(700.0), Lost: 100},
			{School: "C", Stage: "primary", Status: plan.SectionStays, PupilsBefore: 200, PupilsAfter: 200},
		},
		Pieces: []plan.PieceChange{piece("lakeside", 30, 2100, 900, 37), piece("mill", 25, 1800, 2500, 46), piece("far ridge", 15, 9300, 9300, 45)},
	}
	goldenPlan(t, "catchments", p, c)
	sway := report.SwayOf(p.Places)
	require.Equal(t, 70.0, sway.Moved)
	require.Equal(t, []float64{30, 25, 30, 25}, []float64{sway.Shorter, sway.Longer, sway.SmallerClass, sway.LargerClass})
	require.InDelta(t, (30*2100+25*1800+15*9300)/70.0, sway.MetresBefore, 1e-9)
	require.InDelta(t, (30*900+25*2500+15*9300)/70.0, sway.MetresAfter, 1e-9)
}

// TestTop leaves out what does not fit and says how much that is.
func TestTop(t *testing.T) {
	c, s := county(), rules()
	var b bytes.Buffer
	require.NoError(t, report.Plan(&b, made(t, c, s), c, report.Options{Top: 1}))
	require.Contains(t, b.String(), "and 1 more, see --all")
	b.Reset()
	require.NoError(t, report.Plan(&b, made(t, c, s), c, report.Options{Top: -1}))
	require.NotContains(t, b.String(), "more")
}

func TestStopped(t *testing.T) {
	c, s := county(), rules()
	p := made(t, c, s)
	p.Status = plan.Feasible
	p.Problem.Goals = []plan.Goal{{Name: plan.Dispersion}}
	p.Goals = []plan.GoalResult{{
		Name: plan.Dispersion, Value: 1.25, Bound: 1, Gap: 0.2, Status: plan.Feasible, Certificate: &plan.Certificate{Kind: plan.CertLPDual},
		Levels: []plan.Level{{Code: "K", Stage: "primary", Ratio: 1.25}, {Code: "B", Stage: "primary", Ratio: 0.5}},
	}}
	goldenPlan(t, "stopped", p, c)
}

func TestInfeasible(t *testing.T) {
	c, s := county(), rules()
	p := &plan.Plan{
		Problem: plan.Problem{County: c, Standard: s, Levers: []plan.Lever{plan.Rotation}, Goals: []plan.Goal{{Name: plan.PassCost}}},
		Status:  plan.StatusInfeasible,
		Infeasible: &plan.Infeasible{
			Reasons: []plan.Reason{
				{Rule: "minimum:K", Where: "primary", ShortBy: 4, Unit: "persons", Text: "primary: the stage has 21 backbone teachers and needs 25."},
				{Rule: "minimum:B", Where: "C/primary", ShortBy: 1999.991, Unit: "volumes"},
			},
			Relaxations: []plan.Relaxation{{Rule: "minimum:B at C", From: 20, To: 7, Cost: new(1000.0)}},
		},
		Certificate: &plan.Certificate{Kind: plan.CertRay},
	}
	goldenPlan(t, "infeasible", p, c)
}

// A problem that only parts of teachers would help.
func TestOnlyInParts(t *testing.T) {
	c, s := county(), rules()
	moves := []plan.Action{
		{Lever: plan.Rotation, Kind: plan.Move, From: "A", To: "B", Stage: "primary", Of: "plain", Quantity: 2, Unit: "person"},
		{Lever: plan.Rotation, Kind: plan.Move, From: "A", To: "C", Stage: "primary", Of: "plain", Quantity: 1, Unit: "person"},
	}
	p := &plan.Plan{
		Problem: plan.Problem{County: c, Standard: s, Levers: []plan.Lever{plan.Rotation}, Goals: []plan.Goal{{Name: plan.PassCost}}},
		Status:  plan.StatusInfeasible,
		Infeasible: &plan.Infeasible{
			Reasons: []plan.Reason{
				{Rule: "cv:K", Where: "primary", ShortBy: 0.00115, Unit: "CV", Text: "the CV of K in stage primary comes down to 0.3012 at best, the limit is 0.3"},
			},
			Relaxations: []plan.Relaxation{
				{Rule: "cv:K/primary", From: 0.3, To: 0.30115}, {Rule: "minimum:B/primary", From: 20, To: 19.99999}, {Rule: "moves", From: 2, To: 3},
				{Rule: "spending", From: 1e6, To: 1012345.678},
			},
			InParts: &plan.InParts{Status: plan.Feasible, Of: []string{plan.PartsOfTeachers, "multimedia_rooms"}},
			Relaxed: &plan.Relaxed{Status: plan.Optimal, Actions: moves},
		},
		Certificate: &plan.Certificate{Kind: plan.CertSearch},
	}
	goldenPlan(t, "in_parts", p, c)
	var b bytes.Buffer

	for _, other := range []struct {
		change func(why *plan.Infeasible)
		want   string
	}{
		{func(why *plan.Infeasible) { why.Relaxed.Status = plan.Feasible }, "that no less would do is not proven"},
		{func(why *plan.Infeasible) { why.Relaxed = &plan.Relaxed{Status: plan.StatusInfeasible} }, "No change of CV limits"},
		{func(why *plan.Infeasible) { why.Relaxed = &plan.Relaxed{Status: plan.Unknown} }, "whole persons and rooms may take a little more"},
		{func(why *plan.Infeasible) { why.InParts.Status = plan.StatusInfeasible }, "would not help."},
		{func(why *plan.Infeasible) { why.InParts.Status = plan.Unknown }, "was not found out in time."},
	} {
		other.change(p.Infeasible)
		b.Reset()
		require.NoError(t, report.Plan(&b, p, c, report.Options{}))
		require.Contains(t, b.String(), other.want)
	}
}

func TestAnswers(t *testing.T) {
	base := plan.Plan{
		Problem: plan.Problem{Standard: rules(), Levers: []plan.Lever{plan.Rotation}},
		Status:  plan.Optimal,
		Actions: []plan.Action{{Lever: plan.Rotation, Kind: plan.Move, From: "A", To: "B", Quantity: 1}},
	}
	for _, c := range []struct {
		name   string
		change func(p *plan.Plan)
		want   string
	}{
		{"one move", func(p *plan.Plan) { p.Goals = []plan.GoalResult{{Name: plan.Moves, Value: 1, Bound: 1}} },
			"The CV limits are met with 1 move, and no plan is better: that is proven."},
		{"swaps", func(p *plan.Plan) {
			p.Problem.Limits = []plan.Limit{{What: plan.LimitHeadcount, On: true}}
			p.Goals = []plan.GoalResult{{Name: plan.Moves, Value: 12, Bound: 12}}
		}, "The CV limits are met with 12 swaps, and no plan is better: that is proven."},
		{"shortfall", func(p *plan.Plan) { p.Goals = []plan.GoalResult{{Name: plan.Shortfall, Value: 1234.5, Bound: 1234}} },
			"The shortfall comes down to 1,234.50 pupils, and no plan is better: that is proven."},
		{"cost to a gap", func(p *plan.Plan) {
			p.Goals = []plan.GoalResult{{Name: plan.CostGoal, Value: 1e6, Bound: 999990, Gap: 1e-5}}
		}, "The CV limits are met for 1,000,000 yuan, proven to within 0.001 %."},
		{"cost given away", func(p *plan.Plan) {
			p.Problem.Goals = []plan.Goal{{Name: plan.CostGoal, Slack: plan.Slack{Amount: 0.07, Relative: true}}, {Name: plan.Moves}}
			p.Goals = []plan.GoalResult{{Name: plan.CostGoal, Value: 1e6, Bound: 950000, Gap: 0.05}}
		}, "The CV limits are met for 1,000,000 yuan, proven to be within 5.00 % of the best; up to 7 % is given away to the goals after it."},
		{"yuan given away", func(p *plan.Plan) {
			p.Problem.Goals = []plan.Goal{{Name: plan.CostGoal, Slack: plan.Slack{Amount: 50000}}, {Name: plan.Moves}}
			p.Goals = []plan.GoalResult{{Name: plan.CostGoal, Value: 1e6, Bound: 950000, Gap: 0.05}}
		}, "up to 50,000 yuan is given away to the goals after it."},
		{"second goal stopped", func(p *plan.Plan) {
			p.Status = plan.Feasible
			p.Goals = []plan.GoalResult{
				{Name: plan.CostGoal, Value: 1e6, Bound: 1e6, Status: plan.Optimal}, {Name: plan.Moves, Value: 9, Bound: 7, Status: plan.Feasible},
			}
		}, "The CV limits are met for 1,000,000 yuan, which is proven; what comes after that was stopped before it was."},
		{"no limit", func(p *plan.Plan) {
			p.Problem.Standard.Indicators[0].CVLimit = nil
			p.Goals = []plan.GoalResult{{Name: plan.Dispersion, Value: 0.027, Bound: 0.027, Levels: []plan.Level{{Code: "T", Stage: "primary", Ratio: 0.027}}}}
		}, "The worst CV comes down to 0.027 (primary T), and no plan is better: that is proven."},
		{"nothing to do", func(p *plan.Plan) {
			p.Actions, p.Goals = nil, []plan.GoalResult{{Name: plan.PassCost}}
		}, "Nothing needs to change: the county passes for 0 yuan."},
		{"nothing found", func(p *plan.Plan) {
			p.Actions, p.Status = nil, plan.Feasible
			p.Goals = []plan.GoalResult{{Name: plan.Dispersion, Value: 1.5, Bound: 1.2, Gap: 0.2, Levels: []plan.Level{{Code: "K", Stage: "primary", Ratio: 1.5}}}}
		}, "Nothing better was found than to leave all as it is, where the worst CV is 1.500 of its limit. That may not be the best: what is proven is that no plan is better than 1.200 of its limit (gap 20.00 %)."},
		{"unknown", func(p *plan.Plan) { p.Status = plan.Unknown },
			"No plan was found before the limit, and none was proven impossible."},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := base
			p.Problem.Standard = rules()
			c.change(&p)
			var b bytes.Buffer
			require.NoError(t, report.Plan(&b, &p, nil, report.Options{}))
			require.Contains(t, b.String(), c.want)
		})
	}
}

// A full cannot be written to.
type full struct{}

var errFull = errors.New("full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteErrors(t *testing.T) {
	c, s := county(), rules()
	require.ErrorIs(t, report.Assessment(full{}, assess(t, s, c), report.Options{}), errFull)
	require.ErrorIs(t, report.Plan(full{}, made(t, c, s), c, report.Options{}), errFull)
}
