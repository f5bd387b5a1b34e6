package alloc_test

import (
	"strconv"

	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// Tiny maps: up to three schools, up to five pieces with up to 30 pupils each, ways in steps of 500 m so
// that many are equal, seats that often do not suffice.

// A cartographer draws them.
type cartographer struct {
	drawer
}

// drawMap draws a problem about catchments, and about sites if siting says so.
func drawMap(t *rapid.T, siting bool, goals ...plan.GoalName) *plan.Problem {
	d := &cartographer{drawer: drawer{T: t}}
	d.c = &model.County{Name: "tiny map", Year: 2025}
	d.schools()
	if siting {
		d.candidates()
	}
	d.blocks()
	d.ways()
	d.p = &plan.Problem{County: d.c, Standard: d.aMapStandard(), Levers: []plan.Lever{plan.Catchment}}
	if siting {
		d.p.Levers = append(d.p.Levers, plan.Siting)
	}
	for _, g := range goals {
		d.p.Goals = append(d.p.Goals, plan.Goal{Name: g})
	}
	d.p.Limits = append(d.p.Limits, plan.Limit{What: plan.LimitWholePieces, On: true})
	return d.p
}

func (d *cartographer) schools() {
	for i := range rapid.IntRange(1, 3).Draw(d.T, "schools") {
		id := "S" + strconv.Itoa(i)
		school := model.School{ID: id, Kind: model.KindPrimary, Zone: pick(&d.drawer, "zone", "Z1", "Z2"), Area: model.AreaTown}
		if d.chance(10, "boarding school") {
			school.Flags = []string{model.FlagBoarding}
		}
		s := model.Section{School: id, Stage: model.StagePrimary, Stocks: model.Stocks{
			model.Teachers: d.number(1, 6, "teachers"), model.Classes: d.number(1, 3, "classes"),
		}}
		if d.chance(80, "seats") {
			s.Stocks[model.Seats] = 5 * d.number(1, 16, "seats")
		}
		d.c.Schools, d.c.Sections = append(d.c.Schools, school), append(d.c.Sections, s)
	}
}

// candidates draws up to one site to open, one section to extend, and sections to close.
func (d *cartographer) candidates() {
	if d.chance(50, "opens") {
		d.c.Candidates = append(d.c.Candidates, model.Candidate{
			School: "N", Action: model.CandidateOpen, Stage: model.StagePrimary, Seats: 5 * d.number(1, 12, "new seats"),
			Cost: 1000 * d.number(0, 5, "cost"), RunningCost: 100 * d.number(0, 5, "running cost"),
			Stocks: model.Stocks{model.Teachers: d.number(1, 4, "teachers")},
		})
	}
	for i := range d.c.Sections {
		id := d.c.Sections[i].School
		if d.chance(30, "extends") {
			d.c.Candidates = append(d.c.Candidates, model.Candidate{
				School: id, Action: model.CandidateExtend, Stage: model.StagePrimary, Seats: 5 * d.number(1, 3, "seats of a class"),
				Cost: 100 * d.number(0, 5, "cost"), RunningCost: 10 * d.number(0, 5, "running cost"), MaxExtraClasses: rapid.IntRange(1, 2).Draw(d.T, "classes"),
			})
		}
		if d.chance(40, "closes") {
			d.c.Candidates = append(d.c.Candidates, model.Candidate{
				School: id, Action: model.CandidateClose, Stage: model.StagePrimary,
				Cost: 100 * d.number(0, 3, "cost"), RunningCost: 100 * d.number(0, 5, "running cost"),
			})
		}
	}
}

// blocks draws the pieces: a chain, with more borders here and there, and now and then one that touches none.
func (d *cartographer) blocks() {
	n := rapid.IntRange(2, 5).Draw(d.T, "pieces")
	for b := range n {
		id, at := "b"+strconv.Itoa(b), rapid.IntRange(0, len(d.c.Schools)-1).Draw(d.T, "today")
		pupils := d.number(0, 30, "pupils")
		if b == 0 {
			pupils++ // somebody lives in the county
		}
		d.c.Pieces = append(d.c.Pieces, model.Piece{
			ID: id, Pupils: map[string]float64{model.StagePrimary: pupils}, School: map[string]string{model.StagePrimary: d.c.Schools[at].ID},
			Locked: d.chance(8, "locked"), Zone: pick(&d.drawer, "zone", "Z1", "Z2"),
		})
		d.c.Sections[at].Pupils += pupils
		for o := range b {
			if b == 1 || o == b-1 && d.chance(85, "next") || o < b-1 && d.chance(25, "beside") {
				d.c.Borders = append(d.c.Borders, model.Border{A: d.c.Pieces[o].ID, B: id})
			}
		}
	}
}

func (d *cartographer) ways() {
	schools := make([]string, 0, len(d.c.Schools)+1)
	for i := range d.c.Schools {
		schools = append(schools, d.c.Schools[i].ID)
	}
	for i := range d.c.Candidates {
		if d.c.Candidates[i].Action == model.CandidateOpen {
			schools = append(schools, d.c.Candidates[i].School)
		}
	}
	for b := range d.c.Pieces {
		for _, id := range schools {
			metres := 500 * d.number(0, 8, "way")
			d.c.Travel = append(d.c.Travel, model.Trip{
				From: d.c.Pieces[b].ID, School: id, Metres: metres, Minutes: metres / 100, Barrier: d.chance(4, "barred"),
			})
		}
	}
}

// aMapStandard has one or two indicators, with limits on their CVs or without.
func (d *cartographer) aMapStandard() *standard.Standard {
	s := oneIndicator(model.Teachers)
	if d.chance(40, "two indicators") {
		s.Indicators = append(s.Indicators, standard.Indicator{Code: "C", Stock: one(model.Classes), Per: 1})
	}
	for k := range s.Indicators {
		if d.chance(50, "limited") {
			s.Indicators[k].CVLimit = map[string]float64{model.StagePrimary: pick(&d.drawer, "limit", 0.3, 0.5, 1)}
		}
	}
	return s
}

// limitMap adds limits that bind catchments.
func limitMap(t *rapid.T, p *plan.Problem, contiguous string) {
	d := &drawer{T: t}
	add := func(l plan.Limit) { p.Limits = append(p.Limits, l) }
	if contiguous != "" {
		add(plan.Limit{What: plan.LimitContiguous, On: true, By: contiguous})
	}
	if d.chance(50, "load") {
		l := plan.Limit{What: plan.LimitLoad, Max: pointer(pick(d, "most", 1, 1.1, 1.5, 2))}
		if d.chance(40, "least load") {
			l.Min = pointer(pick(d, "least", 0.1, 0.2, 0.5))
		}
		add(l)
	}
	if d.chance(25, "radius") {
		add(plan.Limit{What: plan.LimitRadius, Max: pointer(500 * d.number(3, 8, "metres"))})
	}
	if d.chance(15, "minutes") {
		add(plan.Limit{What: plan.LimitRadius, By: plan.ByMinutes, Max: pointer(5 * d.number(3, 8, "minutes"))})
	}
	if d.chance(20, "few moved") {
		add(plan.Limit{What: plan.LimitPupilsMoved, Max: pointer(10 * d.number(0, 8, "moved"))})
	}
	if d.chance(15, "short ways") {
		add(plan.Limit{What: plan.LimitPupilKM, Max: pointer(10 * d.number(2, 20, "pupil-km"))})
	}
	if d.chance(15, "class size") {
		add(plan.Limit{What: plan.LimitIntakeClassSize, Max: pointer(d.number(15, 45, "class size"))})
	}
}
