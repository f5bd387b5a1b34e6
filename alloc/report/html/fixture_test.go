package html_test

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/alloc/report/html"
	"github.com/eduparity/eduparity/examples"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/diagnosis"
	"github.com/eduparity/eduparity/model/modelio"
	"github.com/eduparity/eduparity/model/standard"
)

// demo is the county that ships with the program, with pieces of catchments around its schools.
func demo(t *testing.T) *model.County {
	t.Helper()
	files, err := examples.Open("demo")
	require.NoError(t, err)
	c, _, err := modelio.Read(files)
	require.NoError(t, err)
	return c
}

// small is the county with every ninth of its schools, with pieces.
func small(t *testing.T) *model.County {
	t.Helper()
	c := demo(t)
	keep(c, func(i int) bool { return i%9 == 0 })
	withPieces(c)
	return c
}

// keep leaves out the schools that some do not fit.
func keep(c *model.County, fits func(i int) bool) {
	kept := make(map[string]bool)
	for i := range c.Schools {
		kept[c.Schools[i].ID] = fits(i)
	}
	c.Schools = slices.DeleteFunc(c.Schools, func(s model.School) bool { return !kept[s.ID] })
	c.Sections = slices.DeleteFunc(c.Sections, func(s model.Section) bool { return !kept[s.School] })
	c.Costs = slices.DeleteFunc(c.Costs, func(x model.Cost) bool { return x.School != "" && !kept[x.School] })
}

// withPieces gives every section four pieces of its pupils around its school, the first one with a shape.
func withPieces(c *model.County) {
	for i := range c.Sections {
		s := &c.Sections[i]
		at := c.Schools[c.SchoolIndex()[s.School]].Place
		if at == nil {
			continue
		}
		for k, d := range [][2]float64{{0.008, 0.003}, {-0.006, 0.006}, {-0.005, -0.007}, {0.006, -0.006}} {
			p := model.Place{Lon: at.Lon + d[0], Lat: at.Lat + d[1]}
			piece := model.Piece{
				ID: fmt.Sprintf("%s-%s-%d", s.School, s.Stage, k+1), Place: &p,
				Pupils: map[string]float64{s.Stage: s.Pupils / 4}, School: map[string]string{s.Stage: s.School},
			}
			if k == 0 {
				const half = 0.003
				piece.Shape = model.Shape{{{
					{Lon: p.Lon - half, Lat: p.Lat - half}, {Lon: p.Lon + half, Lat: p.Lat - half},
					{Lon: p.Lon + half, Lat: p.Lat + half}, {Lon: p.Lon - half, Lat: p.Lat - half},
				}}}
			}
			c.Pieces = append(c.Pieces, piece)
		}
	}
}

// passing is a plan that gives every failing section what it lacks, made without a solver.
func passing(t *testing.T, c *model.County) *plan.Plan {
	t.Helper()
	return passingUnder(t, c, standard.QualityBalance2017())
}

// short is the standard with two of its indicators and no other rules.
func short() *standard.Standard {
	s := standard.QualityBalance2017()
	s.Indicators = slices.DeleteFunc(s.Indicators, func(i standard.Indicator) bool { return i.Code != "L2" && i.Code != "L4" })
	s.Rules, s.Section = nil, standard.SectionRule{}
	return s
}

func passingUnder(t *testing.T, c *model.County, s *standard.Standard) *plan.Plan {
	t.Helper()
	before, err := s.Assess(c)
	require.NoError(t, err)
	found, err := diagnosis.Diagnose(s, c, before, diagnosis.Settings{})
	require.NoError(t, err)
	stocks := map[string]struct {
		stock, unit, fund string
		price             float64
	}{
		"L4": {"teaching_area_m2", "m2", "buildings", 3120}, "L5": {"sports_ground_m2", "m2", "buildings", 930},
		"L6": {"equipment_yuan", "yuan", "equipment", 1}, "L7": {"multimedia_rooms", "room", "equipment", 60000},
	}
	const hire = "above_degree+backbone+pe_arts"
	pl := &plan.Plan{
		Problem: plan.Problem{
			Standard: s, Levers: []plan.Lever{plan.Funding, plan.Hiring, plan.Rotation}, Goals: []plan.Goal{{Name: plan.PassCost}},
		},
		Status: plan.Feasible, Run: plan.Run{Version: "0.0.0", Backend: "none", BackendVersion: "0", Route: "by hand"},
	}
	year := c.PlanningYear()
	for i := range found.Gaps {
		g := &found.Gaps[i]
		hires := 0.0
		for _, x := range g.Least {
			if b, ok := stocks[x.Code]; ok {
				cost := b.price * x.Whole
				pl.Actions = append(pl.Actions, plan.Action{
					Year: year, Lever: plan.Funding, Kind: plan.Buy, School: g.School, Of: b.stock, Quantity: x.Whole, Unit: b.unit,
					Cost: cost, Nature: "capital", Funds: []plan.FundShare{{Fund: b.fund, Amount: cost}},
					Reason: fmt.Sprintf("%s at %s/%s %.2f, without it %.2f (minimum %v)", x.Code, g.School, g.Stage, x.Target, x.Value, x.Target),
				})
			} else {
				hires = max(hires, x.Whole)
			}
		}
		if hires > 0 {
			pl.Actions = append(pl.Actions, plan.Action{
				Year: year, Lever: plan.Hiring, Kind: plan.Hire, School: g.School, Stage: g.Stage, Of: hire, Quantity: hires, Unit: "person",
				Cost: 125000 * hires, Nature: "recurrent", Funds: []plan.FundShare{{Fund: "staff", Amount: 125000 * hires}},
			})
		}
	}
	pl.Actions = append(pl.Actions, moves(t, c, year)...)
	settle(t, pl, c)
	return pl
}

// moves sends one teacher from each school to the next one of the same stage, for a few of them.
func moves(t *testing.T, c *model.County, year int) []plan.Action {
	t.Helper()
	staff, err := c.StaffTable()
	require.NoError(t, err)
	far := c.Distances()
	var all []plan.Action
	kind := slices.IndexFunc(staff.Kinds, func(k model.Kind) bool { return k.Name == "above_degree" })
	require.GreaterOrEqual(t, kind, 0)
	last := -1
	for i := range c.Sections {
		if staff.Count[kind][i] < 3 || c.Sections[i].Stage != model.StagePrimary {
			continue
		}
		if last >= 0 && len(all) < 12 {
			metres, ok := far.Metres(c.Sections[i].School, c.Sections[last].School)
			require.True(t, ok)
			all = append(all, plan.Action{
				Year: year, Lever: plan.Rotation, Kind: plan.Move, From: c.Sections[i].School, To: c.Sections[last].School, Stage: model.StagePrimary,
				Of: "above_degree", Quantity: 1, Unit: "person", Cost: 6000, Nature: "recurrent", Metres: &metres,
				Funds: []plan.FundShare{{Fund: "staff", Amount: 6000}},
			})
		}
		last = i
	}
	require.NotEmpty(t, all)
	return all
}

// settle fills in what follows from the actions of a plan.
func settle(t *testing.T, pl *plan.Plan, c *model.County) {
	t.Helper()
	before, err := pl.Problem.Standard.Assess(c)
	require.NoError(t, err)
	then, err := plan.Apply(c, pl.Actions)
	require.NoError(t, err)
	after, err := pl.Problem.Standard.Assess(then)
	require.NoError(t, err)
	pl.Before, pl.After = plan.StateOf(before), []plan.State{plan.StateOf(after)}
	pl.Cost = plan.Cost{ByFund: map[string]float64{}, ByLever: map[string]float64{}, ByNature: map[string]float64{}}
	for i := range pl.Actions {
		a := &pl.Actions[i]
		pl.Cost.Total += a.Cost
		pl.Cost.ByLever[string(a.Lever)] += a.Cost
		pl.Cost.ByNature[a.Nature] += a.Cost
		for _, f := range a.Funds {
			pl.Cost.ByFund[f.Fund] += f.Amount
		}
	}
	bound := pl.Cost.Total * 0.9
	pl.Goals = []plan.GoalResult{{
		Name: plan.PassCost, Value: pl.Cost.Total, Bound: bound, Gap: plan.Gap(plan.PassCost, pl.Cost.Total, bound), Status: plan.Feasible,
		Certificate: &plan.Certificate{Kind: plan.CertSearch, Bound: bound},
	}}
}

// impossible is the answer that there is no plan.
func impossible(t *testing.T, c *model.County) *plan.Plan {
	t.Helper()
	return impossibleUnder(t, c, standard.QualityBalance2017())
}

func impossibleUnder(t *testing.T, c *model.County, s *standard.Standard) *plan.Plan {
	t.Helper()
	before, err := s.Assess(c)
	require.NoError(t, err)
	return &plan.Plan{
		Problem: plan.Problem{Standard: s, Levers: []plan.Lever{plan.Rotation}, Goals: []plan.Goal{{Name: plan.PassCost}}},
		Status:  plan.StatusInfeasible, Before: plan.StateOf(before), Certificate: &plan.Certificate{Kind: plan.CertRay},
		Infeasible: &plan.Infeasible{
			Reasons:     []plan.Reason{{Rule: "minimum:L2", Where: "primary", ShortBy: 24, Unit: "persons"}},
			Relaxations: []plan.Relaxation{{Rule: "minimum:L2/primary", From: 1, To: 0.87}},
		},
		Run: plan.Run{Version: "0.0.0", Backend: "none", BackendVersion: "0", Route: "by hand"},
	}
}

// pageOf is the page of a plan.
func pageOf(t *testing.T, pl *plan.Plan, c *model.County, lang report.Lang) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, html.Plan(&b, pl, c, html.Options{Lang: lang}))
	return b.String()
}

// assessed is the page of an assessment.
func assessed(t *testing.T, c *model.County, s *standard.Standard, lang report.Lang) string {
	t.Helper()
	a, err := s.Assess(c)
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, html.Assessment(&b, a, c, s, html.Options{Lang: lang}))
	return b.String()
}
