package model_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
)

func TestValidateRecords(t *testing.T) {
	t.Parallel()
	teacher := func(change func(t *model.Teacher)) func(c *model.County) {
		return func(c *model.County) {
			a := model.Teacher{ID: "t", School: "A", Stage: "primary", Degree: "bachelor"}
			change(&a)
			c.Teachers = []model.Teacher{a}
			c.Derive()
		}
	}
	for _, c := range []struct {
		name   string
		change func(c *model.County)
		want   []string
	}{
		{"nothing", func(c *model.County) {
			c.Rooms, c.Classes, c.Teachers, c.Services = []model.Room{}, []model.Class{}, []model.Teacher{}, []model.Service{}
			c.Outcomes, c.Guarantees, c.Survey = []model.Outcome{}, []model.Answer{}, []model.Answer{}
		}, nil},
		{"room", func(c *model.County) {
			c.Rooms = []model.Room{{School: "X", Area: -1}, {School: "A", Use: "music", Area: math.Inf(1)}}
		}, []string{
			`rooms.csv: X: school_id: "X": no school has this id in schools.csv: add the school or correct the id`,
			`rooms.csv: X: use: is missing: music, art or any other use`,
			`rooms.csv: X: area_m2: "-1": must not be negative`,
			`rooms.csv: A/music: area_m2: "+Inf": must be a finite number`,
		}},
		{"class", func(c *model.County) {
			c.Classes = []model.Class{
				{School: "A", Stage: "primary", Grade: 1, Name: "1", Pupils: 40},
				{School: "A", Stage: "primary", Grade: 2, Name: "1", Pupils: 40},
				{School: "A", Stage: "primary", Grade: 1, Name: "1", Pupils: -4},
				{School: "A", Stage: "primary", Pupils: 40},
				{School: "A", Stage: "primary", Pupils: 40},
				{School: "B", Stage: "middle", Grade: 13},
				{School: "B", Grade: -1, Pupils: math.NaN()},
				{School: "B", Stage: "senior", Pupils: 40},
			}
		}, []string{
			`classes.csv: A/primary/1/1: pupils: "-4": must not be negative`,
			`classes.csv: A/primary/1/1: class: is given twice`,
			`classes.csv: B/middle/13: stage: "middle": the school has no section of this stage in sections.csv; it has primary, junior`,
			`classes.csv: B/middle/13: grade: "13": must be a grade from 1 to 12`,
			`classes.csv: B//-1: stage: is missing`,
			`classes.csv: B//-1: grade: "-1": must be a grade from 1 to 12`,
			`classes.csv: B//-1: pupils: "NaN": must be a finite number`,
			`classes.csv: B/senior: stage: "senior": the school has no section of this stage in sections.csv; it has primary, junior`,
		}},
		{"senior class", func(c *model.County) {
			c.Schools[1].SeniorPupils = 40
			c.Classes = []model.Class{{School: "B", Stage: "senior", Grade: 10, Pupils: 40}}
		}, nil},
		{"school without a section", func(c *model.County) {
			c.Schools = append(c.Schools, model.School{ID: "empty"})
			c.Classes = []model.Class{{School: "empty", Stage: "primary"}}
		}, []string{`classes.csv: empty/primary: stage: "primary": the school has no section of this stage in sections.csv`}},
		{"teacher id", teacher(func(t *model.Teacher) { t.ID = "" }), []string{"teachers.csv: teacher_id: is missing"}},
		{"teacher twice", func(c *model.County) {
			c.Teachers = []model.Teacher{{ID: "t", School: "A", Stage: "primary"}, {ID: "t", School: "B", Stage: "primary"}}
			c.Lines = model.Lines{model.TableTeachers: {2, 3}}
			c.Derive()
		}, []string{`teachers.csv:3: t: teacher_id: "t": is given twice, first on line 2; a teacher has one line, in the school of the main post`}},
		{"teacher's school", teacher(func(t *model.Teacher) { t.School = "X" }), []string{`teachers.csv: t: school_id: "X": no school has this id in schools.csv: add the school or correct the id`}},
		{"teacher's stage", teacher(func(t *model.Teacher) { t.Stage = "junior" }), []string{`teachers.csv: t: stage: "junior": the school has no section of this stage in sections.csv; it has primary`}},
		{"senior teacher", func(c *model.County) {
			c.Teachers = []model.Teacher{{ID: "t", School: "B", Stage: "senior"}}
			c.Derive()
		}, []string{`teachers.csv: t: stage: "senior": the school has no section of this stage in sections.csv; it has primary, junior`}},
		{"senior teacher of a complete secondary school", func(c *model.County) {
			c.Schools[1].Kind, c.Sections = model.KindCompleteSecondary, []model.Section{c.Sections[0], c.Sections[2]}
			c.Teachers = []model.Teacher{{ID: "t", School: "B", Stage: "senior"}}
			c.Derive()
		}, nil},
		{"degree", teacher(func(t *model.Teacher) { t.Degree = "batchelor" }), []string{`teachers.csv: t: degree: "batchelor": unknown; did you mean "bachelor"? known: secondary, junior_college, bachelor, master, doctor`}},
		{"sex", teacher(func(t *model.Teacher) { t.Sex = "female" }), []string{`teachers.csv: t: sex: "female": unknown; known: f, m`}},
		{"age", teacher(func(t *model.Teacher) { t.Age = 1985 }), []string{`teachers.csv: t: age: "1985": must be years from 16 to 99, or empty`}},
		{"years", teacher(func(t *model.Teacher) { t.YearsAtSchool, t.LastMoved = -1, 18 }), []string{
			`teachers.csv: t: years_at_school: "-1": must not be negative`, `teachers.csv: t: last_moved_year: "18": must be a year from 1900 to 2200, or empty`,
		}},
		{"couple", teacher(func(t *model.Teacher) { t.Couple = "k" }), []string{`teachers.csv: t: couple_id: "k": is shared by 1 teacher; it must be by two`}},
		{"home", teacher(func(t *model.Teacher) { t.Home = &model.Place{Lon: 181, Lat: math.NaN()} }), []string{
			`teachers.csv: t: home_lon: "181": must be degrees from -180 to 180`, `teachers.csv: t: home_lat: "NaN": must be degrees from -90 to 90`,
		}},
		{"service", func(c *model.County) {
			c.Services = []model.Service{
				{School: "A", Stage: "primary", PupilsWanting: -1, PupilsServed: -2, SessionsPerWeek: -3, HoursPerWeek: -4, StaffHours: -5, FeeYuan: -6, SubsidyYuan: -7},
				{School: "A", Stage: "primary"}, {School: "A", Stage: "junior"},
			}
		}, []string{
			`services.csv: A/primary: pupils_wanting: "-1": must not be negative`,
			`services.csv: A/primary: pupils_served: "-2": must not be negative`,
			`services.csv: A/primary: sessions_per_week: "-3": must not be negative`,
			`services.csv: A/primary: hours_per_week: "-4": must not be negative`,
			`services.csv: A/primary: staff_hours: "-5": must not be negative`,
			`services.csv: A/primary: fee_yuan: "-6": must not be negative`,
			`services.csv: A/primary: subsidy_yuan: "-7": must not be negative`,
			`services.csv: A/primary: school_id, stage: is given twice`,
			`services.csv: A/junior: stage: "junior": the school has no section of this stage in sections.csv; it has primary`,
		}},
		{"outcome", func(c *model.County) {
			c.Outcomes = []model.Outcome{
				{School: "A", Stage: "primary", Measure: "maths", Value: -3}, {School: "A", Stage: "primary", Measure: "maths"},
				{School: "A", Stage: "primary", Value: math.NaN()}, {School: "X", Stage: "primary", Measure: "maths"},
			}
		}, []string{
			`outcomes.csv: A/primary/maths: measure: is given twice for one section`,
			`outcomes.csv: A/primary: measure: is missing`,
			`outcomes.csv: A/primary: value: "NaN": must be a finite number`,
			`outcomes.csv: X/primary/maths: school_id: "X": no school has this id in schools.csv: add the school or correct the id`,
		}},
		{"answers", func(c *model.County) {
			c.Guarantees = []model.Answer{{Rule: "a", Value: "yes"}, {Rule: "a", School: "A", Value: "yes"}, {Rule: "a", Value: "no"}, {School: "X"}}
			c.Survey = []model.Answer{{Value: "3"}}
		}, []string{
			`guarantees.csv: a: rule: is given twice`,
			`guarantees.csv: X: rule: is missing`,
			`guarantees.csv: X: school_id: "X": no school has this id in schools.csv: add the school or correct the id`,
			`survey.csv: rule: is missing`,
		}},
		{"attached classes", func(c *model.County) {
			c.Schools[1].Kind, c.Schools[1].Flags = model.KindPrimary, []string{model.FlagAttached}
		}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			bad := county()
			bad.Funds, bad.Costs, bad.Posts = nil, nil, nil
			c.change(bad)
			require.Equal(t, c.want, messages(bad.Validate()))
		})
	}
}

// Faults and findings have the names that the county was read under.
func TestLabels(t *testing.T) {
	t.Parallel()
	c := county()
	c.Labels = model.Labels{{model.TableSections}: "学段表", {model.TableSections, "pupils"}: "在校生数", {model.TableSections, "stage"}: "学段", {model.TableSchools}: "学校"}
	c.Sections[0].Pupils = -1
	c.Sections[1].School = "X"
	c.Sections[2].Stage = ""
	require.Equal(t, []string{
		`学段表: A/primary: 在校生数: "-1": must not be negative`,
		`学段表: X/primary: school_id: "X": no school has this id in 学校: add the school or correct the id`,
		`学段表: B/: 学段: is missing`,
	}, messages(c.Validate()))
	c = county()
	c.Labels = model.Labels{{model.TableSections}: "学段表", {model.TableSections, "pupils"}: "在校生数"}
	c.Sections[0].Pupils = 0
	require.Equal(t, []string{`学段表: A/primary: 在校生数: "0": the section has 20 teachers and no pupils; it is left out of every mean and CV`}, noted(c.Findings()))
	one, ok := c.ZeroPupils(0)
	require.True(t, ok)
	require.Equal(t, c.Findings()[0], one)
}
