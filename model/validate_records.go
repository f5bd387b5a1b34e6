package model

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// Ages between which a teacher's may lie, in years: outside them the figure is a slip.
const (
	youngestTeacher = 16
	oldestTeacher   = 99
)

// LastGrade is the last grade of a school of twelve years.
const LastGrade = 12

// section checks that a school has a stage. The senior stage may be missing from the sections: its
// pupils may be told by the school alone.
func (f *faults) section(table string, record int, name, school, stage string) {
	if !f.school(table, record, name, "school_id", school) {
		return
	}
	if stage == "" {
		f.add(table, record, name, "stage", "", "is missing")
		return
	}
	if _, ok := f.sections[[2]string{school, stage}]; ok || stage == StageSenior && mayBeSenior(&f.county.Schools[f.schools[school]]) {
		return
	}
	var has []string
	for i := range f.county.Sections {
		if f.county.Sections[i].School == school {
			has = append(has, f.county.Sections[i].Stage)
		}
	}
	rule := "the school has no section of this stage in " + TableSections
	if len(has) > 0 {
		rule += "; it has " + strings.Join(has, ", ")
	}
	f.add(table, record, name, "stage", stage, rule)
}

// mayBeSenior says whether a school may have a senior stage.
func mayBeSenior(s *School) bool {
	has := stagesOf(s.Kind)
	return s.SeniorPupils > 0 || has == nil || slices.Contains(has, StageSenior) || slices.Contains(s.Flags, FlagAttached)
}

// once notes a record whose key was there before.
func (f *faults) once(seen map[string]int, table string, record int, name, column, key, rule string) {
	if first, ok := seen[key]; ok {
		f.add(table, record, name, column, "", rule+f.alsoOn(table, first))
		return
	}
	seen[key] = record
}

func (f *faults) checkRooms() {
	for i, r := range f.county.Rooms {
		name := strings.Trim(r.School+"/"+r.Use, "/")
		f.school(TableRooms, i, name, "school_id", r.School)
		if r.Use == "" {
			f.add(TableRooms, i, name, "use", "", "is missing: "+UseMusic+", "+UseArt+" or any other use")
		}
		f.amount(TableRooms, i, name, "area_m2", r.Area)
	}
}

func (f *faults) checkClasses() {
	seen := make(map[string]int)
	for i, c := range f.county.Classes {
		name := c.label()
		f.section(TableClasses, i, name, c.School, c.Stage)
		if c.Grade < 0 || c.Grade > LastGrade {
			f.add(TableClasses, i, name, "grade", strconv.Itoa(c.Grade), "must be a grade from 1 to "+strconv.Itoa(LastGrade))
		}
		f.amount(TableClasses, i, name, "pupils", c.Pupils)
		if c.Name != "" {
			key := strings.Join([]string{c.School, c.Stage, strconv.Itoa(c.Grade), c.Name}, "\x00")
			f.once(seen, TableClasses, i, name, "class", key, "is given twice")
		}
	}
}

// label names a class in messages.
func (c *Class) label() string {
	return strings.Trim(strings.Join([]string{c.School, c.Stage, filled(c.Grade), c.Name}, "/"), "/")
}

// filled is a number, empty for 0.
func filled(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func (f *faults) checkTeachers() {
	c := f.county
	ids, couples := make(map[string]int, len(c.Teachers)), make(map[string]int)
	degrees := texts(Degrees())
	for i := range c.Teachers {
		if t := &c.Teachers[i]; t.Couple != "" {
			couples[t.Couple]++
		}
	}
	for i := range c.Teachers {
		t := &c.Teachers[i]
		if t.ID == "" {
			f.add(TableTeachers, i, "", "teacher_id", "", "is missing")
		} else if first, ok := ids[t.ID]; ok {
			f.add(TableTeachers, i, t.ID, "teacher_id", t.ID, "is given twice"+f.alsoOn(TableTeachers, first)+"; a teacher has one line, in the school of the main post")
		} else {
			ids[t.ID] = i
		}
		f.section(TableTeachers, i, t.ID, t.School, t.Stage)
		if t.Degree != "" {
			f.word(TableTeachers, i, t.ID, "degree", string(t.Degree), degrees)
		}
		if t.Sex != "" {
			f.word(TableTeachers, i, t.ID, "sex", t.Sex, []string{"f", "m"})
		}
		if t.Age != 0 && (t.Age < youngestTeacher || t.Age > oldestTeacher) {
			f.add(TableTeachers, i, t.ID, "age", strconv.Itoa(t.Age), "must be years from "+strconv.Itoa(youngestTeacher)+" to "+strconv.Itoa(oldestTeacher)+", or empty")
		}
		f.amount(TableTeachers, i, t.ID, "years_at_school", float64(t.YearsAtSchool))
		f.year(TableTeachers, i, t.ID, "last_moved_year", t.LastMoved, firstDataYear)
		if n := couples[t.Couple]; t.Couple != "" && n != 2 {
			f.add(TableTeachers, i, t.ID, "couple_id", t.Couple, "is shared by "+persons(n)+"; it must be by two")
		}
		f.place(TableTeachers, i, t.ID, "home_lon", "home_lat", t.Home)
	}
	if len(c.Teachers) > 0 && len(c.Staff) == 0 {
		f.teacherSums()
	}
}

// teacherSums checks that the counts of the sections are those of the teachers.
func (f *faults) teacherSums() {
	rule, counts := f.county.teacherRule(), f.county.teacherCounts()
	for i := range f.county.Sections {
		s := &f.county.Sections[i]
		for _, stock := range append([]string{Teachers}, rule.stocks(s.Stage)...) {
			have, ok := s.Stocks[stock]
			want := TableTeachers + " has " + number(counts[i][stock]) + ": County.Derive takes the counts from there"
			switch {
			case !ok:
				f.add(TableSections, i, s.School+"/"+s.Stage, stock, "", "is missing; "+want)
			case math.Abs(have-counts[i][stock]) > staffTolerance:
				f.add(TableSections, i, s.School+"/"+s.Stage, stock, number(have), want)
			}
		}
	}
}

// place checks that a place, where there is one, is on the earth.
func (f *faults) place(table string, record int, name, lon, lat string, p *Place) {
	if p == nil {
		return
	}
	if !(math.Abs(p.Lon) <= 180) {
		f.add(table, record, name, lon, number(p.Lon), "must be degrees from -180 to 180")
	}
	if !(math.Abs(p.Lat) <= 90) {
		rule := "must be degrees from -90 to 90"
		if math.Abs(p.Lat) <= 180 && math.Abs(p.Lon) <= 90 {
			rule += "; are lon and lat exchanged?"
		}
		f.add(table, record, name, lat, number(p.Lat), rule)
	}
}

func (f *faults) checkServices() {
	seen := make(map[string]int)
	for i := range f.county.Services {
		s := &f.county.Services[i]
		name := s.School + "/" + s.Stage
		f.section(TableServices, i, name, s.School, s.Stage)
		f.once(seen, TableServices, i, name, "school_id, stage", s.School+"\x00"+s.Stage, "is given twice")
		for _, a := range []struct {
			column string
			v      float64
		}{
			{"pupils_wanting", s.PupilsWanting},
			{"pupils_served", s.PupilsServed},
			{"sessions_per_week", s.SessionsPerWeek},
			{"hours_per_week", s.HoursPerWeek},
			{"staff_hours", s.StaffHours},
			{"fee_yuan", s.FeeYuan},
			{"subsidy_yuan", s.SubsidyYuan},
		} {
			f.amount(TableServices, i, name, a.column, a.v)
		}
	}
}

func (f *faults) checkOutcomes() {
	seen := make(map[string]int)
	for i, o := range f.county.Outcomes {
		name := strings.Trim(o.School+"/"+o.Stage+"/"+o.Measure, "/")
		f.section(TableOutcomes, i, name, o.School, o.Stage)
		if o.Measure == "" {
			f.add(TableOutcomes, i, name, "measure", "", "is missing")
		}
		if math.IsNaN(o.Value) || math.IsInf(o.Value, 0) {
			f.add(TableOutcomes, i, name, "value", number(o.Value), "must be a finite number")
		}
		f.once(seen, TableOutcomes, i, name, "measure", strings.Join([]string{o.School, o.Stage, o.Measure}, "\x00"), "is given twice for one section")
	}
}

func (f *faults) checkAnswers(table string, answers []Answer) {
	seen := make(map[string]int)
	for i, a := range answers {
		name := strings.Trim(a.Rule+"/"+a.School, "/")
		if a.Rule == "" {
			f.add(table, i, name, "rule", "", "is missing")
		}
		if a.School != "" {
			f.school(table, i, name, "school_id", a.School)
		}
		f.once(seen, table, i, name, "rule", a.Rule+"\x00"+a.School, "is given twice")
	}
}
