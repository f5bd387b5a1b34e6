package model

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// Derive fills the counts of the sections that follow from finer tables, and lists every count that
// was another one before; the finer table wins.
//
// From Teachers: teachers, above degree, backbone, PE and arts, and, where any title is given, those
// with an intermediate or higher title; a section without teachers has 0 of each. From Classes:
// classes and the largest class of the sections that have any. A table that is nil gives nothing.
func (c *County) Derive() []Finding {
	n := &notes{county: c}
	if c.Teachers != nil {
		n.deriveTeachers()
	}
	if c.Classes != nil {
		n.deriveClasses()
	}
	return n.labelled()
}

// aboveDegree is the least degree that counts as above the required one in a stage; empty: no rule
// for the stage.
func aboveDegree(stage string) Degree {
	switch stage {
	case StagePrimary:
		return DegreeJuniorCollege
	case StageJunior:
		return DegreeBachelor
	}
	return ""
}

// Titles by level. In the scale before 2015 a senior teacher of a primary school and a first-grade
// teacher of a middle school are intermediate.
var (
	midTitles = []string{
		"intermediate", "senior", "professor", "一级", "一级教师", "中级", "高级", "高级教师", "副高级", "副高", "正高级", "正高", "正高级教师",
		"中学一级教师", "中学高级教师", "小学高级教师",
	}
	lowTitles = []string{
		"none", "junior", "三级", "三级教师", "二级", "二级教师", "初级", "助理级", "员级", "未定职级", "未评",
		"中学三级教师", "中学二级教师", "小学三级教师", "小学二级教师", "小学一级教师",
	}
)

// MidTitles lists the titles that are intermediate or higher.
func MidTitles() []string { return slices.Clone(midTitles) }

// teacherRule says which attributes the teachers of a county are told apart by.
type teacherRule struct{ titles bool }

func (c *County) teacherRule() teacherRule {
	return teacherRule{titles: slices.ContainsFunc(c.Teachers, func(t Teacher) bool { return t.Title != "" })}
}

// stocks lists the attributes that are counted in a stage.
func (r teacherRule) stocks(stage string) []string {
	all := []string{TeachersBackbone, TeachersPEArts}
	if aboveDegree(stage) != "" {
		all = append(all, TeachersAboveDegree)
	}
	if r.titles {
		all = append(all, TeachersMidTitle)
	}
	sortAttributes(all)
	return all
}

// has says whether a teacher counts in a stock.
func (r teacherRule) has(t *Teacher, stock string) bool {
	switch stock {
	case Teachers:
		return true
	case TeachersAboveDegree:
		least := aboveDegree(t.Stage)
		degrees := Degrees()
		return least != "" && slices.Index(degrees, t.Degree) >= slices.Index(degrees, least)
	case TeachersBackbone:
		return t.Backbone
	case TeachersPEArts:
		return t.PEArts
	case TeachersMidTitle:
		return r.titles && slices.Contains(midTitles, strings.ToLower(t.Title))
	}
	return false
}

// teacherCounts counts Teachers by section and stock.
func (c *County) teacherCounts() []Stocks {
	rule, sections := c.teacherRule(), c.SectionIndex()
	counts := make([]Stocks, len(c.Sections))
	for i := range c.Sections {
		counts[i] = Stocks{Teachers: 0}
		for _, stock := range rule.stocks(c.Sections[i].Stage) {
			counts[i][stock] = 0
		}
	}
	for i := range c.Teachers {
		t := &c.Teachers[i]
		section, ok := sections[[2]string{t.School, t.Stage}]
		if !ok {
			continue
		}
		for stock := range counts[section] {
			if rule.has(t, stock) {
				counts[section][stock]++
			}
		}
	}
	return counts
}

func (n *notes) deriveTeachers() {
	c := n.county
	rule, counts := c.teacherRule(), c.teacherCounts()
	noDegree, noTitle := 0, map[string]int{}
	for i := range c.Teachers {
		t := &c.Teachers[i]
		if t.Degree == "" {
			noDegree++
		}
		if title := strings.ToLower(t.Title); title != "" && !slices.Contains(midTitles, title) && !slices.Contains(lowTitles, title) {
			noTitle[t.Title]++
		}
	}
	for i := range c.Sections {
		for _, stock := range append([]string{Teachers}, rule.stocks(c.Sections[i].Stage)...) {
			n.derived(i, stock, counts[i][stock], TableTeachers)
		}
	}
	if noDegree > 0 {
		n.add(TableTeachers, -1, "", "degree", "", "is missing for "+persons(noDegree)+", who count as not above the required degree")
	}
	unknown := make(map[string]bool, len(noTitle))
	for title := range noTitle {
		unknown[title] = true
	}
	for _, title := range sortedKeys(unknown) {
		n.add(TableTeachers, -1, "", "title", title, "is not known; the "+persons(noTitle[title])+" with it count as below an intermediate title")
	}
}

func persons(n int) string {
	if n == 1 {
		return "1 teacher"
	}
	return strconv.Itoa(n) + " teachers"
}

// derived sets a count of a section, and notes where it was another one.
func (n *notes) derived(section int, stock string, v float64, from string) {
	s := &n.county.Sections[section]
	if was, ok := s.Stocks[stock]; ok && was != v {
		n.add(TableSections, section, s.School+"/"+s.Stage, stock, number(was), from+" has "+number(v)+", which is taken")
	}
	if s.Stocks == nil {
		s.Stocks = Stocks{}
	}
	s.Stocks[stock] = v
}

func (n *notes) deriveClasses() {
	c := n.county
	type sum struct{ classes, largest, pupils float64 }
	sections := c.SectionIndex()
	sums := make([]sum, len(c.Sections))
	for i := range c.Classes {
		k := &c.Classes[i]
		if section, ok := sections[[2]string{k.School, k.Stage}]; ok {
			s := &sums[section]
			s.classes++
			s.largest = math.Max(s.largest, k.Pupils)
			s.pupils += k.Pupils
		}
	}
	for i, sum := range sums {
		s := &c.Sections[i]
		if sum.classes == 0 {
			if s.Pupils > 0 {
				n.add(TableSections, i, s.School+"/"+s.Stage, "", "", TableClasses+" has no class of this section; its own counts stand")
			}
			continue
		}
		n.derived(i, Classes, sum.classes, TableClasses)
		n.derived(i, LargestClass, sum.largest, TableClasses)
		if math.Abs(sum.pupils-s.Pupils) > staffTolerance {
			n.add(TableSections, i, s.School+"/"+s.Stage, "pupils", number(s.Pupils), "the classes of "+TableClasses+" add up to "+number(sum.pupils)+"; the number of pupils given here is taken")
		}
	}
}

// teacherStaff is the table of kinds that Teachers make: by their attributes, plain first.
func (c *County) teacherStaff() *StaffTable {
	rule, sections := c.teacherRule(), c.SectionIndex()
	attributes := []string{TeachersAboveDegree, TeachersBackbone, TeachersMidTitle, TeachersPEArts}
	layers := make([][]layer, len(c.Sections))
	for i := range c.Teachers {
		t := &c.Teachers[i]
		section, ok := sections[[2]string{t.School, t.Stage}]
		if !ok {
			continue // a senior teacher; any other is a fault of validation
		}
		set := uint64(0)
		for b, a := range attributes {
			if rule.has(t, a) {
				set |= 1 << b
			}
		}
		layers[section] = append(layers[section], layer{set: set, n: 1})
	}
	return tableOf(attributes, layers)
}
