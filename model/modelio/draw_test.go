package modelio_test

import (
	"fmt"
	"io/fs"
	"strings"

	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/model"
)

// drawCounty draws a county that validates, with odd strings where strings are free.
func drawCounty(t *rapid.T) *model.County {
	// A carriage return does not survive CSV, which normalises line ends; a file with a zero byte is no text.
	free := rapid.String().Filter(func(s string) bool { return !strings.ContainsAny(s, "\r\x00") })
	amount := rapid.OneOf(rapid.Float64Range(0, 1e9), rapid.Map(rapid.IntRange(0, 1000), func(n int) float64 { return float64(n) }))
	pick := func(words ...string) string { return rapid.SampledFrom(words).Draw(t, "word") }

	c := &model.County{
		Name: free.Draw(t, "name"), Year: rapid.IntRange(0, 2100).Draw(t, "year"), Currency: pick("", "yuan", "rand"),
		Standard: pick("", "quality-balance-2017", "a b: c.yaml"), Source: free.Draw(t, "source"), Constructed: rapid.Bool().Draw(t, "constructed"),
		KindRule: pick("", "nested"),
	}
	if rapid.Bool().Draw(t, "weights") {
		c.StageWeights = map[string]float64{"junior": 1.25, "all: grades": amount.Draw(t, "weight") + 0.1}
	}
	for i := range rapid.IntRange(1, 5).Draw(t, "schools") {
		s := model.School{
			ID: fmt.Sprintf("%03d%s", i, pick("", "a", " ", `"`, ",", "校")), Name: free.Draw(t, "school"),
			Kind: model.SchoolKind(pick("", "primary", "nine_year", "twelve_year")), Area: model.Area(pick("", "city", "rural")),
			Zone: free.Draw(t, "zone"), Group: pick("", "g"), GroupRole: pick("", "lead"), Owner: rapid.IntRange(0, 99).Draw(t, "owner"),
			BuiltYear: rapid.IntRange(0, 2024).Draw(t, "built"), SeniorPupils: amount.Draw(t, "senior"),
			Stocks: model.Stocks{},
		}
		if rapid.Bool().Draw(t, "place") {
			s.Place = &model.Place{Lon: rapid.Float64Range(-180, 180).Draw(t, "lon"), Lat: rapid.Float64Range(-90, 90).Draw(t, "lat")}
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
		for _, stage := range []string{"primary", "junior", "all"} {
			if stage == "primary" || (stage == "all" || s.Kind != "primary") && rapid.Bool().Draw(t, stage) {
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
				ID: fmt.Sprint("f", i), Year: rapid.IntRange(0, 2100).Draw(t, "year"), Amount: amount.Draw(t, "amount"), Nature: model.Nature(pick("capital", "recurrent", "any")),
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
	return c
}

// broken is a folder that cannot be read.
type broken struct{}

func (broken) Open(string) (fs.File, error) { return nil, errBroken }

// brokenFile cannot be written.
type brokenFile struct{}

func (brokenFile) Write([]byte) (int, error) { return 0, errBroken }
func (brokenFile) Close() error              { return nil }
