package model_test

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
)

// county is a small county without faults or findings.
func county() *model.County {
	return &model.County{
		Name: "test", Year: 2024,
		Schools: []model.School{
			{ID: "A", Kind: model.KindPrimary, Area: model.AreaCity, Place: &model.Place{Lon: 118.4, Lat: 31.3}, Stocks: model.Stocks{"equipment_yuan": 900000}},
			{ID: "B", Kind: model.KindNineYear, Area: model.AreaRural, Place: &model.Place{Lon: 118.5, Lat: 31.4}, Stocks: model.Stocks{"equipment_yuan": 800000}},
		},
		Sections: []model.Section{
			{School: "A", Stage: "primary", Pupils: 400, Stocks: model.Stocks{"teachers": 20, "teachers_backbone": 4}},
			{School: "B", Stage: "primary", Pupils: 200, Stocks: model.Stocks{"teachers": 12, "teachers_backbone": 1}},
			{School: "B", Stage: "junior", Pupils: 100, Stocks: model.Stocks{"teachers": 9, "teachers_backbone": 2}},
		},
		Funds: []model.Fund{{ID: "f", Year: 2025, Amount: 1e6, Nature: model.AnyNature, Categories: []string{"any"}}},
		Costs: []model.Cost{{Category: "equipment_yuan", Cost: 1, Nature: model.Capital}, {Category: "hire:backbone", Cost: 9e4, Nature: model.Recurrent}},
		Posts: []model.Post{{Max: 45}, {School: "A", Stage: "primary", Kind: "backbone", Max: 5}},
	}
}

func staffed() *model.County {
	c := county()
	c.Staff = []model.Staff{
		{School: "A", Stage: "primary", Kind: model.Kind{Name: "star", Attributes: []string{"teachers_backbone"}}, Count: 4},
		{School: "A", Stage: "primary", Kind: model.Kind{Name: "plain"}, Count: 16},
		{School: "B", Stage: "primary", Kind: model.Kind{Name: "star", Attributes: []string{"teachers_backbone"}}, Count: 1},
		{School: "B", Stage: "primary", Kind: model.Kind{Name: "plain"}, Count: 11},
		{School: "B", Stage: "junior", Kind: model.Kind{Name: "star", Attributes: []string{"teachers_backbone"}}, Count: 2},
		{School: "B", Stage: "junior", Kind: model.Kind{Name: "plain"}, Count: 7},
	}
	return c
}

func TestValidateFaults(t *testing.T) {
	t.Parallel()
	require.NoError(t, county().Validate())
	require.NoError(t, staffed().Validate())
	require.Empty(t, county().Findings())
	minus := -1.0
	for _, c := range []struct {
		name   string
		change func(c *model.County)
		want   []string
	}{
		{"year", func(c *model.County) { c.Year = -1 }, []string{`county.yaml: year: "-1": must be a year from 1900 to 2200, or empty`}},
		{"year of two digits", func(c *model.County) { c.Year = 24; c.Funds = nil }, []string{`county.yaml: year: "24": must be a year from 1900 to 2200, or empty`}},
		{"years of a school", func(c *model.County) { c.Schools[0].BuiltYear, c.Schools[0].PlannedYear = 98, 20244 }, []string{
			`schools.csv: A: built_year: "98": must be a year from 1000 to 2200, or empty`,
			`schools.csv: A: planned_year: "20244": must be a year from 1000 to 2200, or empty`,
		}},
		{"owner", func(c *model.County) { c.Schools[0].Owner, c.Schools[1].Owner = 11, -1 }, []string{
			`schools.csv: A: owner: "11": must be an owner code of the education statistics from 1 to 10, of which 10 is private; leave it empty where it is not known`,
			`schools.csv: B: owner: "-1": must be an owner code of the education statistics from 1 to 10, of which 10 is private; leave it empty where it is not known`,
		}},
		{"owner codes", func(c *model.County) { c.Schools[0].Owner, c.Schools[1].Owner = 1, 10 }, nil},
		{"weight of no stage", func(c *model.County) {
			c.StageWeights = map[string]float64{"junor": 2, "kindergarten": 0.5, "senior": 1}
		}, []string{
			`county.yaml: stage_weights: "junor": unknown; did you mean "junior"? known: primary, junior, senior, kindergarten`,
		}},
		{"weight of a stage of one's own", func(c *model.County) {
			c.Sections = append(c.Sections, model.Section{School: "B", Stage: "all"})
			c.StageWeights = map[string]float64{"all": 2}
		}, nil},
		{"a part above the whole", func(c *model.County) {
			c.Schools[0].Stocks["teaching_area_m2"], c.Schools[0].Stocks["indoor_sports_m2"] = 300, 300.5
			c.Sections[2].Stocks["teaching_area_m2"], c.Sections[2].Stocks["indoor_sports_m2"] = 5, 6
		}, []string{
			`schools.csv: A: indoor_sports_m2: "300.5": is a part of teaching_area_m2, which is only 300`,
			`sections.csv: B/junior: indoor_sports_m2: "6": is a part of teaching_area_m2, which is only 5`,
		}},
		{"a part above the whole in another table", func(c *model.County) {
			c.Schools[0].Stocks["indoor_sports_m2"], c.Sections[0].Stocks["teaching_area_m2"] = 500, 400
			c.Schools[1].Stocks["teaching_area_m2"] = 30
			c.Sections[1].Stocks["indoor_sports_m2"], c.Sections[2].Stocks["indoor_sports_m2"] = 15, 16
		}, []string{
			`schools.csv: A: indoor_sports_m2: "500": is a part of teaching_area_m2, which is only 400 in all sections of sections.csv`,
			`schools.csv: B: teaching_area_m2: "30": indoor_sports_m2 is a part of it and 31 in all sections of sections.csv`,
		}},
		{"a part within the whole in another table", func(c *model.County) {
			c.Schools[0].Stocks["indoor_sports_m2"], c.Sections[0].Stocks["teaching_area_m2"] = 400, 400
			c.Schools[1].Stocks["teaching_area_m2"] = 10
			c.Sections[2].Stocks["indoor_sports_m2"] = 16 // what the primary section has is not known
		}, nil},
		{"stage weight", func(c *model.County) { c.StageWeights = map[string]float64{"junior": 0} }, []string{`county.yaml: stage_weights: "0": the weight of junior must be a positive number`}},
		{"kind rule", func(c *model.County) { c.KindRule = "nestd" }, []string{`county.yaml: kinds: "nestd": unknown; did you mean "nested"? known: nested`}},
		{"empty", func(c *model.County) { *c = model.County{} }, []string{"schools.csv: there is no school", "sections.csv: there is no section"}},
		{"id missing", func(c *model.County) { c.Schools[0].ID = ""; c.Sections = c.Sections[1:]; c.Posts = nil }, []string{"schools.csv: school_id: is missing"}},
		{"id twice", func(c *model.County) { c.Schools[1].ID = "A"; c.Sections = c.Sections[:1] }, []string{`schools.csv: school_id: "A": is given twice`}},
		{"kind", func(c *model.County) { c.Schools[0].Kind = "primry" },
			[]string{`schools.csv: A: kind: "primry": unknown; did you mean "primary"? known: primary, junior, nine_year, complete_secondary, twelve_year, teaching_point, special`}},
		{"area", func(c *model.County) { c.Schools[0].Area = "twn" }, []string{`schools.csv: A: area: "twn": unknown; did you mean "town"? known: city, town, rural`}},
		{"role", func(c *model.County) { c.Schools[0].GroupRole = "leed" }, []string{`schools.csv: A: group_role: "leed": unknown; did you mean "lead"? known: lead, member`}},
		{"flag", func(c *model.County) { c.Schools[0].Flags = []string{"bording"} }, []string{`schools.csv: A: flags: "bording": unknown; did you mean "boarding"? known: dense_core, small_rural, boarding, attached_classes, above_county, title_1`}},
		{"place", func(c *model.County) { c.Schools[0].Place = &model.Place{Lon: -2.9e6, Lat: math.NaN()} },
			[]string{`schools.csv: A: lon: "-2900000": must be degrees from -180 to 180`, `schools.csv: A: lat: "NaN": must be degrees from -90 to 90`}},
		{"campus", func(c *model.County) { c.Schools[0].CountedWith = "C" }, []string{`schools.csv: A: counted_with: "C": no school has this id in schools.csv: add the school or correct the id`}},
		{"campus of itself", func(c *model.County) { c.Schools[0].CountedWith = "A" }, []string{`schools.csv: A: counted_with: "A": must be another school`}},
		{"senior pupils", func(c *model.County) { c.Schools[0].SeniorPupils = math.Inf(1) }, []string{`schools.csv: A: senior_pupils: "+Inf": must be a finite number`}},
		{"stock of a school", func(c *model.County) {
			c.Schools[0].Stocks["books"] = -1
			c.Schools[0].Stocks["art_rooms"] = math.NaN()
		},
			[]string{`schools.csv: A: art_rooms: "NaN": must be a finite number`, `schools.csv: A: books: "-1": must not be negative`}},
		{"unknown school", func(c *model.County) { c.Sections[0].School = "X" }, []string{`sections.csv: X/primary: school_id: "X": no school has this id in schools.csv: add the school or correct the id`}},
		{"nearest school", func(c *model.County) {
			c.Schools[0].ID, c.Sections[0].School, c.Posts = "school-001", "school-01", nil
		}, []string{`sections.csv: school-01/primary: school_id: "school-01": no school has this id in schools.csv; did you mean "school-001"?`}},
		{"no stage", func(c *model.County) { c.Sections[2].Stage = "" }, []string{`sections.csv: B/: stage: is missing`}},
		{"section twice", func(c *model.County) { c.Sections[2].Stage = "primary" }, []string{`sections.csv: B/primary: school_id, stage: "B/primary": is given twice`}},
		{"stage of another kind", func(c *model.County) { c.Schools[1].Kind = "primary" },
			[]string{`sections.csv: B/junior: stage: "junior": a school of kind primary does not run this stage: correct the kind or the stage, or flag the school attached_classes`}},
		{"senior twice", func(c *model.County) {
			c.Sections[2].Stage = "senior"
			c.Schools[1].Kind, c.Schools[1].SeniorPupils = "twelve_year", 5
		},
			[]string{`sections.csv: B/senior: stage: "senior": the senior pupils are given in schools.csv too; give them once`}},
		{"pupils", func(c *model.County) { c.Sections[0].Pupils = -3; c.Sections[1].Pupils = math.NaN() },
			[]string{`sections.csv: A/primary: pupils: "-3": must not be negative`, `sections.csv: B/primary: pupils: "NaN": must be a finite number`}},
		{"negative stock", func(c *model.County) { c.Sections[0].Stocks["teachers_backbone"] = -3 }, []string{`sections.csv: A/primary: teachers_backbone: "-3": must not be negative`}},
		{"attribute above total", func(c *model.County) { c.Sections[0].Stocks["teachers_backbone"] = 21 },
			[]string{`sections.csv: A/primary: teachers_backbone: "21": more than the 20 teachers of the section: correct one of the two`}},
		{"fund id", func(c *model.County) { c.Funds[0].ID = "" }, []string{"funds.csv: fund_id: is missing"}},
		{"fund twice", func(c *model.County) { c.Funds = append(c.Funds, c.Funds[0]) }, []string{`funds.csv: f: fund_id: "f": is given twice for one year`}},
		{"fund amount", func(c *model.County) { c.Funds[0].Amount = -5 }, []string{`funds.csv: f: amount_yuan: "-5": must not be negative`}},
		{"fund nature", func(c *model.County) { c.Funds[0].Nature = "kapital" }, []string{`funds.csv: f: nature: "kapital": unknown; did you mean "capital"? known: capital, recurrent, any`}},
		{"fund for nothing", func(c *model.County) { c.Funds[0].Categories = nil },
			[]string{"funds.csv: f: categories: no category may use this fund: name stocks of the county, hire, move, service, site, board or any"}},
		{"fund for a slip", func(c *model.County) { c.Funds[0].Categories = []string{"equipmnt_yuan"} },
			[]string{`funds.csv: f: categories: "equipmnt_yuan": no category may use this fund: name stocks of the county, hire, move, service, site, board or any; did you mean "equipment_yuan"?`}},
		{"fund area", func(c *model.County) { c.Funds[0].Areas = []model.Area{"rurl"} }, []string{`funds.csv: f: areas: "rurl": unknown; did you mean "rural"? known: city, town, rural`}},
		{"fund kind", func(c *model.County) { c.Funds[0].Kinds = []model.SchoolKind{"x"} },
			[]string{`funds.csv: f: kinds: "x": unknown; known: primary, junior, nine_year, complete_secondary, twelve_year, teaching_point, special`}},
		{"co-funding", func(c *model.County) { c.Funds[0].CoFundingShare = 1.5 }, []string{`funds.csv: f: co_funding_share: "1.5": must be a share from 0 to 1`}},
		{"cost", func(c *model.County) { c.Costs[0].Cost = math.Inf(1) }, []string{`costs.csv: equipment_yuan: cost_yuan: "+Inf": must be a finite number`}},
		{"cost category", func(c *model.County) { c.Costs[0].Category = "" }, []string{"costs.csv: category: is missing"}},
		{"cost school", func(c *model.County) { c.Costs[0].School = "X" }, []string{`costs.csv: equipment_yuan at X: school_id: "X": no school has this id in schools.csv: add the school or correct the id`}},
		{"cost nature", func(c *model.County) { c.Costs[0].Nature = "any" }, []string{`costs.csv: equipment_yuan: nature: "any": unknown; known: capital, recurrent`}},
		{"cost twice", func(c *model.County) { c.Costs = append(c.Costs, c.Costs[0]) }, []string{`costs.csv: equipment_yuan: category: "equipment_yuan": is given twice for one year and school`}},
		{"hire without kind", func(c *model.County) { c.Costs[1].Category = "hire" }, []string{`costs.csv: hire: category: "hire": name the kind of teacher: hire:KIND, such as hire:plain`}},
		{"hire of unknown kind", func(c *model.County) { c.Costs[1].Category = "hire:bakbone" },
			[]string{`costs.csv: hire:bakbone: category: "hire:bakbone": kind of teacher "bakbone": "bakbone" is unknown; did you mean "backbone"? known: plain, backbone`}},
		{"max quantity", func(c *model.County) { c.Costs[0].MaxQuantity = &minus }, []string{`costs.csv: equipment_yuan: max_quantity: "-1": must not be negative`}},
		{"post school", func(c *model.County) { c.Posts[1].School = "X" }, []string{`posts.csv: X/primary/backbone: school_id: "X": no school has this id in schools.csv: add the school or correct the id`}},
		{"post stage", func(c *model.County) { c.Posts[1].Stage = "primery" }, []string{`posts.csv: A/primery/backbone: stage: "primery": unknown; did you mean "primary"? known: primary, junior`}},
		{"post kind", func(c *model.County) { c.Posts[1].Kind = "x" }, []string{`posts.csv: A/primary/x: kind: "x": kind of teacher "x": "x" is unknown; known: plain, backbone`}},
		{"post number", func(c *model.County) { c.Posts[0].Max = -1 }, []string{`posts.csv: max_posts: "-1": must not be negative`}},
		{"post twice", func(c *model.County) { c.Posts = append(c.Posts, model.Post{Max: 3}) }, []string{"posts.csv: is given twice"}},
		{"travel", func(c *model.County) {
			c.Travel = []model.Trip{{From: "A", School: "B", Metres: -1}, {From: "A", School: "B", Minutes: -1}, {From: "X", School: "Y"}}
		}, []string{
			`travel.csv: A to B: metres: "-1": must not be negative`, `travel.csv: A to B: minutes: "-1": must not be negative`, "travel.csv: A to B: is given twice",
			`travel.csv: X to Y: from: "X": no school has this id in schools.csv: add the school or correct the id`, `travel.csv: X to Y: school_id: "Y": no school has this id in schools.csv: add the school or correct the id`,
		}},
	} {
		bad := county()
		c.change(bad)
		err := bad.Validate()
		require.Equal(t, c.want, messages(err), c.name)
	}
	for _, c := range []struct {
		name   string
		change func(c *model.County)
		want   []string
	}{
		{"sum", func(c *model.County) { c.Staff[1].Count = 15 }, []string{`sections.csv: A/primary: teachers: "20": the kinds of kinds.csv add up to 19`}},
		{"sum of an attribute", func(c *model.County) { c.Sections[0].Stocks["teachers_backbone"] = 3 }, []string{`sections.csv: A/primary: teachers_backbone: "3": the kinds of kinds.csv add up to 4`}},
		{"section without kinds", func(c *model.County) { c.Staff = c.Staff[:4] },
			[]string{`sections.csv: B/junior: teachers: "9": the kinds of kinds.csv add up to 0`, `sections.csv: B/junior: teachers_backbone: "2": the kinds of kinds.csv add up to 0`}},
		{"column missing", func(c *model.County) { delete(c.Sections[2].Stocks, "teachers_backbone") }, []string{`sections.csv: B/junior: teachers_backbone: is missing; kinds.csv has 2`}},
		{"other attributes", func(c *model.County) { c.Staff[2].Kind.Attributes = nil; c.Sections[1].Stocks["teachers_backbone"] = 0 },
			[]string{`kinds.csv: B/primary: kind: "star": has other attributes or another subject than before`}},
		{"twice", func(c *model.County) {
			c.Staff = append(c.Staff, model.Staff{School: "A", Stage: "primary", Kind: model.Kind{Name: "plain"}})
		},
			[]string{`kinds.csv: A/primary: kind: "plain": is given twice for one section`}},
		{"no name", func(c *model.County) { c.Staff[1].Kind.Name = "" }, []string{"kinds.csv: A/primary: kind: is missing"}},
		{"school", func(c *model.County) {
			c.Staff = append(c.Staff, model.Staff{School: "X", Stage: "primary", Kind: model.Kind{Name: "plain"}})
		},
			[]string{`kinds.csv: X/primary: school_id: "X": no school has this id in schools.csv: add the school or correct the id`}},
		{"section", func(c *model.County) {
			c.Staff = append(c.Staff, model.Staff{School: "A", Stage: "junior", Kind: model.Kind{Name: "plain"}})
		},
			[]string{`kinds.csv: A/junior: stage: "junior": the school has no such section in sections.csv`}},
		{"count", func(c *model.County) {
			c.Staff[0].Count, c.Staff[1].Count, c.Sections[0].Stocks["teachers_backbone"] = -1, 21, -1
		},
			[]string{`sections.csv: A/primary: teachers_backbone: "-1": must not be negative`, `kinds.csv: A/primary: count: "-1": must not be negative`}},
	} {
		bad := staffed()
		bad.Posts, bad.Costs = nil, nil
		c.change(bad)
		require.Equal(t, c.want, messages(bad.Validate()), c.name)
	}
}

func messages(err error) []string {
	var all []string
	for _, e := range model.DataErrors(err) {
		all = append(all, e.Error())
	}
	return all
}

func TestValidateNamesLines(t *testing.T) {
	t.Parallel()
	c := county()
	c.Lines = model.Lines{model.TableSections: {2, 3, 5}}
	c.Sections[2].Pupils = -1
	c.Sections[2].Stage = "primary"
	require.Equal(t, []string{
		`sections.csv:5: B/primary: school_id, stage: "B/primary": is given twice, first on line 3`,
		`sections.csv:5: B/primary: pupils: "-1": must not be negative`,
	}, messages(c.Validate()))
	var one *model.DataError
	require.ErrorAs(t, c.Validate(), &one)
	require.Equal(t, 5, one.Line)
	require.Equal(t, []string{"a.csv: b", "c.csv: d"}, messages(fmt.Errorf("read: %w", errors.Join(
		&model.DataError{File: "a.csv", Rule: "b"}, errors.New("other"), fmt.Errorf("w: %w", &model.DataError{File: "c.csv", Rule: "d"})))))
	require.Nil(t, model.DataErrors(nil))
}

func TestFindings(t *testing.T) {
	t.Parallel()
	c := county()
	c.Schools[0].Stocks["equipment_yuan"] = 90 // of 400 pupils
	c.Schools = append(c.Schools, model.School{ID: "C"})
	c.Sections[1].Pupils = 0
	c.Sections = append(c.Sections, model.Section{School: "A", Stage: "all", Pupils: 10, Stocks: model.Stocks{"equipment_yuan": 20}})
	c.Funds = append(c.Funds, model.Fund{ID: "g", Year: 2026, Nature: model.Capital, Categories: []string{"move", "art_room"}})
	c.Schools[0].Stocks["art_rooms"] = 2
	c.Costs = append(c.Costs, model.Cost{Category: "libraries", Nature: model.Capital}, model.Cost{Category: "move", Nature: model.Recurrent})
	c.Lines = model.Lines{model.TableSections: {2, 3, 4, 5}}
	require.NoError(t, c.Validate())
	var got []string
	for _, f := range c.Findings() {
		got = append(got, f.String())
	}
	require.Equal(t, []string{
		`schools.csv: A: equipment_yuan: "90": less than 10 yuan per pupil: looks keyed in 10,000 yuan`,
		`schools.csv: C: the school has no section in sections.csv`,
		`sections.csv:3: B/primary: pupils: "0": the section has 12 teachers and no pupils; it is left out of every mean and CV`,
		`sections.csv:5: A/all: equipment_yuan: "20": less than 10 yuan per pupil: looks keyed in 10,000 yuan`,
		`funds.csv: g: year: "2026": the plan is for 2025; the fund is not used`,
		`funds.csv: g: categories: "art_room": the county has no such stock; the category is not used; did you mean "art_rooms"?`,
		`costs.csv: libraries: category: "libraries": the county has no such stock; the category is not used`,
	}, got)
}

// Figures that do not go together are noticed, each where it stands.
func TestFindingsBetweenFigures(t *testing.T) {
	t.Parallel()
	c := county()
	c.Schools[0].SeniorPupils, c.Sections[2].Pupils = 9.5, 99.5
	c.Schools[0].Stocks["music_rooms"], c.Schools[1].Stocks["art_rooms"] = 2, 1
	c.Sections[0].Stocks["boarders"] = 401
	c.Sections[1].Stocks["classes"], c.Sections[1].Stocks["largest_class"] = 5, 39
	c.Sections[2].Stocks["classes"], c.Sections[2].Stocks["largest_class"] = 2, 50
	c.Classes = []model.Class{{School: "A", Stage: "primary", Grade: 1, Name: "1", Pupils: 0.85}}
	c.Rooms = []model.Room{{School: "A", Use: "music", Area: 96}, {School: "B", Use: "art", Area: 90}, {School: "B", Use: "music", Area: 90}}
	c.Services = []model.Service{{School: "A", Stage: "primary", PupilsWanting: 300, PupilsServed: 301}, {School: "B", Stage: "junior", PupilsWanting: 101}}
	c.Lines = model.Lines{model.TableServices: {2, 3}}
	require.NoError(t, c.Validate())
	require.Equal(t, []string{
		`schools.csv: A: senior_pupils: "9.5": is not a whole number of persons; is it a share, or in another unit?`,
		`sections.csv: A/primary: boarders: "401": more boarders than the 400 pupils`,
		`sections.csv: B/primary: largest_class: "39": so many pupils in each of the 5 classes are fewer than the 200 pupils of the section`,
		`sections.csv: B/junior: pupils: "99.5": is not a whole number of persons; is it a share, or in another unit?`,
		`schools.csv: A: music_rooms: "2": rooms.csv lists 1 with the use music`,
		`classes.csv: A/primary/1/1: pupils: "0.85": is not a whole number of persons; is it a share, or in another unit?`,
		`services.csv:2: A/primary: pupils_served: "301": more than the 300 pupils who want it`,
		`services.csv:3: B/junior: pupils_wanting: "101": more than the 99.5 pupils of the section`,
	}, noted(c.Findings()))
}

// A grade that the stage of a class does not have is noticed; a junior stage may begin with the sixth.
func TestFindingsOfGrades(t *testing.T) {
	t.Parallel()
	c := county()
	c.Schools[1].SeniorPupils = 40
	c.Sections = append(c.Sections, model.Section{School: "B", Stage: "all"})
	for _, k := range []struct {
		school, stage string
		grades        []int
	}{{"A", "primary", []int{0, 1, 6, 8}}, {"B", "junior", []int{6, 9, 1, 10}}, {"B", "senior", []int{9, 12, 8}}, {"B", "all", []int{1, 12}}} {
		for _, grade := range k.grades {
			c.Classes = append(c.Classes, model.Class{School: k.school, Stage: k.stage, Grade: grade})
		}
	}
	require.NoError(t, c.Validate())
	require.Equal(t, []string{
		`classes.csv: A/primary/8: grade: "8": the stage primary has the grades 1 to 6, counted from the first year of school; is the stage right?`,
		`classes.csv: B/junior/1: grade: "1": the stage junior has the grades 6 to 9, counted from the first year of school; is the stage right?`,
		`classes.csv: B/junior/10: grade: "10": the stage junior has the grades 6 to 9, counted from the first year of school; is the stage right?`,
		`classes.csv: B/senior/8: grade: "8": the stage senior has the grades 9 to 12, counted from the first year of school; is the stage right?`,
	}, noted(c.Findings()))
}
