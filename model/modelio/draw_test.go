package modelio_test

import (
	"fmt"
	"io/fs"
	"strings"

	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/model"
)

// What texts a folder and a workbook can hold. A carriage return does not survive CSV, which
// normalises line ends, a file with a zero byte is no text, and XML has few control characters.
var (
	folderText = rapid.String().Filter(func(s string) bool { return !strings.ContainsAny(s, "\r\x00") })
	sheetText  = rapid.String().Filter(func(s string) bool {
		return !strings.ContainsFunc(s, func(r rune) bool {
			return r < ' ' && r != '\t' && r != '\n' || r == 0xfffd || r == 0xfffe || r == 0xffff
		})
	})
)

// drawCounty draws a county that validates, with odd strings where strings are free.
func drawCounty(t *rapid.T, free *rapid.Generator[string]) *model.County {
	amount := rapid.OneOf(rapid.Float64Range(0, 1e9), rapid.Map(rapid.IntRange(0, 1000), func(n int) float64 { return float64(n) }))
	pick := func(words ...string) string { return rapid.SampledFrom(words).Draw(t, "word") }

	year := func(name string) int {
		return rapid.OneOf(rapid.Just(0), rapid.IntRange(1900, 2100)).Draw(t, name)
	}

	c := &model.County{
		Name: free.Draw(t, "name"), Year: year("year"), Currency: pick("", "yuan", "rand"),
		Standard: pick("", "quality-balance-2017", "a b: c.yaml"), Source: free.Draw(t, "source"), Constructed: rapid.Bool().Draw(t, "constructed"),
		KindRule: pick("", "nested"),
	}
	for i := range rapid.IntRange(1, 5).Draw(t, "schools") {
		s := model.School{
			ID: fmt.Sprintf("%03d%s", i, pick("", "a", " ", `"`, ",", "校")), Name: free.Draw(t, "school"),
			Kind: model.SchoolKind(pick("", "primary", "nine_year", "twelve_year")), Area: model.Area(pick("", "city", "rural")),
			Zone: free.Draw(t, "zone"), Group: pick("", "g"), GroupRole: pick("", "lead"), Owner: rapid.IntRange(0, 10).Draw(t, "owner"),
			BuiltYear: year("built"), SeniorPupils: amount.Draw(t, "senior"),
			Stocks: model.Stocks{},
		}
		if rapid.Bool().Draw(t, "place") {
			s.Place = &model.Place{Lon: 110 + rapid.Float64Range(0, 1).Draw(t, "lon"), Lat: rapid.Float64Range(29.5, 30.5).Draw(t, "lat")}
		}
		if rapid.Bool().Draw(t, "flags") {
			s.Flags = []string{"boarding", "dense_core"}
		}
		for _, stock := range []string{"equipment_yuan", "books", "quadrangles"} {
			if rapid.Bool().Draw(t, stock) {
				s.Stocks[stock] = amount.Draw(t, "stock")
			}
		}
		c.Schools = append(c.Schools, s)
		for _, stage := range []string{"primary", "junior", "all: grades"} {
			if stage == "primary" || (stage == "all: grades" || s.Kind != "primary") && rapid.Bool().Draw(t, stage) {
				teachers := float64(rapid.IntRange(0, 90).Draw(t, "teachers"))
				section := model.Section{School: s.ID, Stage: stage, Pupils: amount.Draw(t, "pupils"), Stocks: model.Stocks{
					"teachers": teachers, "teachers_backbone": float64(rapid.IntRange(0, int(teachers)).Draw(t, "backbone")),
				}}
				if rapid.Bool().Draw(t, "boarders") {
					section.Stocks["boarders"] = amount.Draw(t, "boarders")
				}
				c.Sections = append(c.Sections, section)
			}
		}
	}
	if rapid.Bool().Draw(t, "weights") {
		c.StageWeights = map[string]float64{"junior": 1.25, c.Sections[len(c.Sections)-1].Stage: amount.Draw(t, "weight") + 0.1}
	}
	school := func() string { return rapid.SampledFrom(c.Schools).Draw(t, "school").ID }
	if rapid.Bool().Draw(t, "staff") {
		for _, s := range c.Sections {
			b := s.Stocks["teachers_backbone"]
			c.Staff = append(c.Staff,
				model.Staff{School: s.School, Stage: s.Stage, Kind: model.Kind{Name: "star", Attributes: []string{"teachers_backbone"}, Subject: "maths"}, Count: b},
				model.Staff{School: s.School, Stage: s.Stage, Kind: model.Kind{Name: "plain"}, Count: s.Stocks["teachers"] - b})
		}
	}
	if rapid.Bool().Draw(t, "funds") {
		c.Funds = []model.Fund{}
		for i := range rapid.IntRange(0, 2).Draw(t, "funds") {
			f := model.Fund{
				ID: fmt.Sprint("f", i), Year: year("year"), Amount: amount.Draw(t, "amount"), Nature: model.Nature(pick("capital", "recurrent", "any")),
				Categories: []string{"hire", "teachers"}, CoFundingShare: rapid.Float64Range(0, 1).Draw(t, "share"), CarryOver: rapid.Bool().Draw(t, "carry"),
			}
			if rapid.Bool().Draw(t, "areas") {
				f.Areas, f.Kinds = []model.Area{"rural", "town"}, []model.SchoolKind{"primary"}
			}
			c.Funds = append(c.Funds, f)
		}
	}
	if rapid.Bool().Draw(t, "costs") {
		most := amount.Draw(t, "most")
		c.Costs = []model.Cost{
			{Category: "teachers", Unit: free.Draw(t, "unit"), Cost: amount.Draw(t, "cost"), Nature: model.Recurrent, School: school(), Whole: true},
			{Category: "hire:backbone", Cost: amount.Draw(t, "cost"), Nature: model.Recurrent, Year: 2025, MaxQuantity: &most},
		}
	}
	if rapid.Bool().Draw(t, "posts") {
		c.Posts = []model.Post{{Max: amount.Draw(t, "max")}, {School: school(), Stage: "primary", Kind: "backbone", Subject: strings.TrimSpace(free.Draw(t, "subject")), Max: 1}}
	}
	if rapid.Bool().Draw(t, "travel") {
		c.Travel = []model.Trip{{From: school(), School: school(), Metres: amount.Draw(t, "metres"), Minutes: amount.Draw(t, "minutes"), Barrier: rapid.Bool().Draw(t, "barrier")}}
	}
	drawRecords(t, c, free)
	drawPlaces(t, c, free)
	return c
}

// drawRecords draws the records beside schools and sections.
func drawRecords(t *rapid.T, c *model.County, free *rapid.Generator[string]) {
	amount := rapid.OneOf(rapid.Float64Range(0, 1e9), rapid.Map(rapid.IntRange(0, 1000), func(n int) float64 { return float64(n) }))
	pick := func(words ...string) string { return rapid.SampledFrom(words).Draw(t, "word") }
	trimmed := func(name string) string { return strings.TrimSpace(free.Draw(t, name)) }
	answer := rapid.SampledFrom([]*bool{nil, new(bool), func() *bool { yes := true; return &yes }()})
	section := func() *model.Section { return &c.Sections[rapid.IntRange(0, len(c.Sections)-1).Draw(t, "section")] }

	if rapid.Bool().Draw(t, "rooms") {
		c.Rooms = []model.Room{}
		for range rapid.IntRange(0, 3).Draw(t, "rooms") {
			c.Rooms = append(c.Rooms, model.Room{School: section().School, Use: pick("music", "art", "dance hall"), Area: amount.Draw(t, "area")})
		}
	}
	if rapid.Bool().Draw(t, "classes") {
		c.Classes = []model.Class{}
		for i := range rapid.IntRange(0, 4).Draw(t, "classes") {
			s := section()
			c.Classes = append(c.Classes, model.Class{School: s.School, Stage: s.Stage, Grade: rapid.IntRange(0, 12).Draw(t, "grade"), Name: fmt.Sprint(i, free.Draw(t, "class")), Pupils: amount.Draw(t, "pupils")})
		}
	}
	if c.Staff == nil && rapid.Bool().Draw(t, "teachers") {
		c.Teachers = []model.Teacher{}
		couple := rapid.Bool().Draw(t, "couple")
		for i := range rapid.IntRange(0, 4).Draw(t, "teachers") {
			s := section()
			teacher := model.Teacher{
				ID: fmt.Sprint("T", i), School: s.School, Stage: s.Stage, Subject: pick("", "音乐", "PE", "maths"), Degree: model.Degree(pick("", "bachelor", "doctor", "secondary")),
				Title: pick("", "一级教师", "none"), Backbone: rapid.Bool().Draw(t, "backbone"), PEArts: rapid.Bool().Draw(t, "arts"),
				Age: rapid.SampledFrom([]int{0, 16, 45, 99}).Draw(t, "age"), Sex: pick("", "f", "m"), YearsAtSchool: rapid.IntRange(0, 50).Draw(t, "years"),
				LastMoved: rapid.SampledFrom([]int{0, 1999, 2024}).Draw(t, "moved"), Established: answer.Draw(t, "established"), Consent: answer.Draw(t, "consent"), Exempt: trimmed("exempt"),
			}
			if couple && i >= 1 && i <= 2 {
				teacher.Couple = "pair"
			}
			if rapid.Bool().Draw(t, "home") {
				teacher.Home = &model.Place{Lon: rapid.Float64Range(-180, 180).Draw(t, "lon"), Lat: -45}
			}
			c.Teachers = append(c.Teachers, teacher)
		}
		if couple && len(c.Teachers) < 3 {
			for i := range c.Teachers {
				c.Teachers[i].Couple = ""
			}
		}
	}
	if rapid.Bool().Draw(t, "services") {
		s := section()
		c.Services = []model.Service{{
			School: s.School, Stage: s.Stage, PupilsWanting: amount.Draw(t, "wanting"), PupilsServed: amount.Draw(t, "served"), SessionsPerWeek: 5,
			HoursPerWeek: amount.Draw(t, "hours"), StaffHours: amount.Draw(t, "staff"), FeeYuan: amount.Draw(t, "fee"), SubsidyYuan: amount.Draw(t, "subsidy"),
		}}
	}
	if rapid.Bool().Draw(t, "outcomes") {
		s := section()
		c.Outcomes = []model.Outcome{{School: s.School, Stage: s.Stage, Measure: "a" + trimmed("measure"), Value: -amount.Draw(t, "value")}}
	}
	if rapid.Bool().Draw(t, "answers") {
		c.Guarantees = []model.Answer{{Rule: "layout", Value: pick("yes", "no", "0.25", "-3")}, {Rule: "layout", School: section().School, Value: "1200"}}
		c.Survey = []model.Answer{}
	}
	c.Derive()
}

// drawPlaces draws pieces, borders and candidates.
func drawPlaces(t *rapid.T, c *model.County, free *rapid.Generator[string]) {
	amount := rapid.OneOf(rapid.Float64Range(0, 1e9), rapid.Map(rapid.IntRange(0, 1000), func(n int) float64 { return float64(n) }))
	place := func() *model.Place {
		if rapid.Bool().Draw(t, "unknown") {
			return nil
		}
		return &model.Place{Lon: 110.5 + rapid.Float64Range(0, 0.1).Draw(t, "lon"), Lat: 30 + rapid.Float64Range(0, 0.1).Draw(t, "lat")}
	}
	if rapid.Bool().Draw(t, "sides") {
		c.Schools[0].BarrierSide = "east" + free.Draw(t, "side")
	}
	if rapid.Bool().Draw(t, "pieces") {
		c.Pieces = []model.Piece{}
		for i := range rapid.IntRange(0, 4).Draw(t, "pieces") {
			p := model.Piece{
				ID: fmt.Sprintf("piece %d", i), Place: place(), Zone: free.Draw(t, "zone"), Locked: rapid.Bool().Draw(t, "locked"),
				BarrierSide: free.Draw(t, "side"), AreaM2: amount.Draw(t, "area"),
			}
			if rapid.Bool().Draw(t, "grades") {
				p.Grades = []int{1, 2, 3}
			}
			for _, s := range c.Sections {
				if p.School[s.Stage] != "" || rapid.Bool().Draw(t, "elsewhere") {
					continue
				}
				if p.Pupils == nil {
					p.Pupils, p.School = map[string]float64{}, map[string]string{}
				}
				p.Pupils[s.Stage], p.School[s.Stage] = float64(rapid.IntRange(0, 90).Draw(t, "pupils")), s.School
			}
			c.Pieces = append(c.Pieces, p)
		}
		if len(c.Pieces) > 1 && rapid.Bool().Draw(t, "adjacency") {
			c.Borders = []model.Border{{A: c.Pieces[1].ID, B: c.Pieces[0].ID}}
		}
	}
	if rapid.Bool().Draw(t, "candidates") {
		c.Candidates = []model.Candidate{
			{School: "new", Action: model.CandidateOpen, Stage: "primary", Seats: 900, Cost: amount.Draw(t, "cost"), RunningCost: amount.Draw(t, "running"), Place: place()},
			{School: c.Sections[0].School, Action: model.CandidateExtend, Stage: c.Sections[0].Stage, Cost: 5, MaxExtraClasses: 4},
			{School: c.Sections[0].School, Action: model.CandidateClose, Stage: c.Sections[0].Stage, RunningCost: 7},
		}
		if rapid.Bool().Draw(t, "brings") {
			c.Candidates[0].Stocks = model.Stocks{"teaching_area_m2": amount.Draw(t, "area"), "classes": 12}
		}
	}
}

// broken is a folder that cannot be read.
type broken struct{}

func (broken) Open(string) (fs.File, error) { return nil, errBroken }

// brokenFile cannot be written.
type brokenFile struct{}

func (brokenFile) Write([]byte) (int, error) { return 0, errBroken }
func (brokenFile) Close() error              { return nil }
