package modelio

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/eduparity/eduparity/model"
)

func (r *reader) readRooms() {
	t := r.open(&roomForm)
	if t == nil {
		return
	}
	r.unknownColumns(&roomForm, t)
	r.county.Rooms = []model.Room{}
	r.each(t, []string{"school_id", "use"}, func(c *cells) {
		r.county.Rooms = append(r.county.Rooms, model.Room{
			School: c.text("school_id"), Use: c.use(), Area: c.required("area_m2"),
		})
	})
}

func (r *reader) readClasses() {
	t := r.open(&classForm)
	if t == nil {
		return
	}
	r.unknownColumns(&classForm, t)
	r.county.Classes = []model.Class{}
	r.each(t, []string{"school_id", "stage", "grade", "class"}, func(c *cells) {
		class := model.Class{School: c.text("school_id"), Stage: c.stage(), Name: c.text("class"), Pupils: c.required("pupils")}
		class.Grade = c.grade()
		r.county.Classes = append(r.county.Classes, class)
	})
}

func (r *reader) readTeachers() {
	t := r.open(&teacherForm)
	if t == nil {
		return
	}
	r.unknownColumns(&teacherForm, t)
	_, bySubject := t.column["subject"]
	_, byColumn := t.column["pe_arts"]
	if !bySubject && !byColumn {
		r.misshapen(t.name, t.line, "subject, pe_arts", "one of the columns must be there, to tell teachers of PE, music and art")
	}
	r.county.Teachers = []model.Teacher{}
	subjects := make(map[string]*subject)
	r.each(t, []string{"teacher_id"}, func(c *cells) {
		teacher := model.Teacher{
			ID: c.text("teacher_id"), School: c.text("school_id"), Stage: c.stage(), Subject: c.trimmed("subject"),
			Degree: model.Degree(c.oneOf("degree", degreeWords)), Title: c.trimmed("title"),
			Backbone: c.flag("backbone"), Age: c.whole("age"), Sex: c.oneOf("sex", sexWords),
			YearsAtSchool: c.whole("years_at_school"), LastMoved: c.whole("last_moved_year"),
			Established: c.answer("established"), Consent: c.answer("consent"), Exempt: c.trimmed("exempt"),
			Couple: c.text("couple_id"), Home: c.place("home_lon", "home_lat"),
		}
		if given := c.answer("pe_arts"); given != nil {
			teacher.PEArts = *given
		} else {
			s := subjects[teacher.Subject]
			if s == nil {
				s = &subject{line: c.row.Line}
				s.peArts, s.known = model.IsPEArts(teacher.Subject)
				subjects[teacher.Subject] = s
			}
			s.teachers++
			teacher.PEArts = s.peArts
		}
		r.county.Teachers = append(r.county.Teachers, teacher)
	})
	r.noteSubjects(t, subjects)
}

// A subject is what is known of the teachers of one subject.
type subject struct {
	peArts, known bool
	teachers      int
	line          int // of the first
}

// noteSubjects notes the subjects of which it is not known whether they are PE or arts.
func (r *reader) noteSubjects(t *table, subjects map[string]*subject) {
	for _, name := range slices.Sorted(maps.Keys(subjects)) {
		if s := subjects[name]; !s.known {
			r.note(t.name, s.line, "subject", name, "is not known to be PE, music or art, or not; teachers with it ("+strconv.Itoa(s.teachers)+
				", the first on this line) are not counted as teachers of PE and arts: fill the column pe_arts for them")
		}
	}
}

func (r *reader) readServices() {
	t := r.open(&serviceForm)
	if t == nil {
		return
	}
	r.unknownColumns(&serviceForm, t)
	r.county.Services = []model.Service{}
	r.each(t, []string{"school_id", "stage"}, func(c *cells) {
		r.county.Services = append(r.county.Services, model.Service{
			School: c.text("school_id"), Stage: c.stage(),
			PupilsWanting: c.filled("pupils_wanting"), PupilsServed: c.filled("pupils_served"),
			SessionsPerWeek: c.filled("sessions_per_week"), HoursPerWeek: c.filled("hours_per_week"), StaffHours: c.filled("staff_hours"),
			FeeYuan: c.filled("fee_yuan"), SubsidyYuan: c.filled("subsidy_yuan"),
		})
	})
}

func (r *reader) readOutcomes() {
	t := r.open(&outcomeForm)
	if t == nil {
		return
	}
	r.unknownColumns(&outcomeForm, t)
	r.county.Outcomes = []model.Outcome{}
	r.each(t, []string{"school_id", "stage", "measure"}, func(c *cells) {
		r.county.Outcomes = append(r.county.Outcomes, model.Outcome{
			School: c.text("school_id"), Stage: c.stage(), Measure: c.trimmed("measure"), Value: c.required("value"),
		})
	})
}

// readAnswers reads guarantees.csv or survey.csv. A value that is a number in any form is kept as a
// plain one.
func (r *reader) readAnswers(f *form) []model.Answer {
	t := r.open(f)
	if t == nil {
		return nil
	}
	r.unknownColumns(f, t)
	answers := []model.Answer{}
	r.each(t, []string{"rule", "school_id"}, func(c *cells) {
		a := model.Answer{Rule: c.rule(), School: c.text("school_id"), Value: c.code("value", answerWords)}
		if plain, ok := digits(a.Value); ok {
			a.Value = plain
		} else if a.Value != "yes" && a.Value != "no" {
			c.fault("value", a.Value, answerFix(a.Value))
		}
		answers = append(answers, a)
	})
	return answers
}

// answerFix says what is wrong with an answer.
func answerFix(value string) string {
	if value == "" {
		return "is missing; take the row out where there is no answer"
	}
	return "must be yes or no (是, 否), or a number"
}

// stage returns the stage of a row. Stages are free, but one that is nearly a known one is noted.
func (c *cells) stage() string {
	s := c.code("stage", stageWords)
	known := []string{model.StagePrimary, model.StageJunior, model.StageSenior, model.StageKindergarten}
	if s == "" || slices.Contains(known, s) || c.r.noted[s] {
		return s
	}
	c.r.noted[s] = true
	for _, w := range stageWords {
		known = append(known, w.also...)
	}
	if near := model.Nearest(s, known); near != "" {
		c.r.note(c.t.name, c.row.Line, "stage", s, "read as a stage of this name; did you mean "+near+"?")
	}
	return s
}

// use returns the use of a room. Uses are free, but one that is nearly a known one is noted.
func (c *cells) use() string {
	s := c.code("use", useWords)
	if near := nearUse(s); near != "" && !c.r.notedUses[s] {
		c.r.notedUses[s] = true
		c.r.note(c.t.name, c.row.Line, "use", s, "read as a use of this name; did you mean "+near+"?")
	}
	return s
}

// nearUse is the known use that a word which is none probably means; empty where there is none. In
// Chinese, rooms of all uses are called nearly the same, so that the word must hold the use itself.
func nearUse(s string) string {
	chinese := strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	var uses []string
	for _, w := range useWords {
		if s == w.name {
			return ""
		}
		if chinese && strings.Contains(s, w.also[0]) {
			return w.also[0]
		}
		if !chinese && strings.HasPrefix(strings.ToLower(s), w.name) {
			return w.name
		}
		uses = append(uses, w.name)
	}
	if chinese {
		return ""
	}
	return model.Nearest(s, uses)
}

// grade returns the grade of a class: a number, or a name such as 七年级; 0 where it is empty.
func (c *cells) grade() int {
	s := c.trimmed("grade")
	if s == "" {
		return 0
	}
	return c.gradeOf("grade", s)
}

// gradeOf is the number of the grade that a word means; 0, which is noted, where it means none.
func (c *cells) gradeOf(column, s string) int {
	for i, w := range gradeWords {
		if meant(gradeWords, s) == w.name {
			return i + 1
		}
	}
	c.fault(column, s, "must be a grade from 1 to 12")
	return 0
}
