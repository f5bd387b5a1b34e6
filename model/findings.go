package model

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// Findings lists what is odd in a county that validates, without stopping a run, in the order of
// the tables. A fund or a cost that a plan cannot use is a finding.
func (c *County) Findings() []Finding {
	n := &notes{county: c}
	n.schools()
	n.sections()
	n.funds()
	n.costs()
	n.rooms()
	n.classes()
	n.services()
	n.pieces()
	n.borders()
	return n.labelled()
}

// ZeroPupils is the finding for a section with teachers and no pupils; ok is false for any other.
func (c *County) ZeroPupils(section int) (f Finding, ok bool) {
	s := &c.Sections[section]
	if s.Pupils != 0 || s.Stocks[Teachers] <= 0 {
		return Finding{}, false
	}
	f = Finding{
		File: TableSections, Line: c.Lines.Of(TableSections, section), Record: s.School + "/" + s.Stage,
		Column: "pupils", Value: "0",
		Rule: "the section has " + number(s.Stocks[Teachers]) + " teachers and no pupils; it is left out of every mean and CV",
	}
	c.Labels.Finding(&f)
	return f, true
}

// notes collects findings.
type notes struct {
	county *County
	found  []Finding
}

// labelled returns what was found with the labels of the county.
func (n *notes) labelled() []Finding {
	for i := range n.found {
		n.county.Labels.Finding(&n.found[i])
	}
	return n.found
}

func (n *notes) add(table string, record int, name, column, value, rule string) {
	n.found = append(n.found, Finding{
		File: table, Line: n.county.Lines.Of(table, record), Record: name, Column: column, Value: value, Rule: rule,
	})
}

func (n *notes) schools() {
	c := n.county
	pupils := make(map[string]float64, len(c.Schools))
	for i := range c.Sections {
		if c.Sections[i].Stage != StageSenior {
			pupils[c.Sections[i].School] += c.Sections[i].Pupils
		}
	}
	for i := range c.Schools {
		s := &c.Schools[i]
		p, has := pupils[s.ID]
		if !has {
			n.add(TableSchools, i, s.ID, "", "", "the school has no section in "+TableSections)
		}
		n.equipment(TableSchools, i, s.ID, s.Stocks, p+s.SeniorPupils)
		n.persons(TableSchools, i, s.ID, "senior_pupils", s.SeniorPupils)
	}
}

// persons notes a number of persons that is not whole.
func (n *notes) persons(table string, record int, name, column string, v float64) {
	if v != math.Trunc(v) {
		n.add(table, record, name, column, number(v), "is not a whole number of persons; is it a share, or in another unit?")
	}
}

// equipment notes a value of equipment so small that it is likely in another unit.
func (n *notes) equipment(table string, record int, name string, stocks Stocks, pupils float64) {
	if v := stocks[EquipmentYuan]; v > 0 && v < wanEquipment*pupils {
		n.add(table, record, name, EquipmentYuan, number(v),
			"less than "+strconv.Itoa(wanEquipment)+" yuan per pupil: looks keyed in 10,000 yuan")
	}
}

func (n *notes) sections() {
	c := n.county
	for i := range c.Sections {
		s := &c.Sections[i]
		if f, ok := c.ZeroPupils(i); ok {
			n.found = append(n.found, f)
		}
		name := s.School + "/" + s.Stage
		n.equipment(TableSections, i, name, s.Stocks, s.Pupils)
		n.persons(TableSections, i, name, "pupils", s.Pupils)
		if b := s.Stocks[Boarders]; b > s.Pupils {
			n.add(TableSections, i, name, Boarders, number(b), "more boarders than the "+number(s.Pupils)+" pupils")
		}
		if largest, ok := s.Stocks[LargestClass]; ok && s.Stocks[Classes] > 0 && largest*s.Stocks[Classes] < s.Pupils {
			n.add(TableSections, i, name, LargestClass, number(largest), "so many pupils in each of the "+number(s.Stocks[Classes])+
				" classes are fewer than the "+number(s.Pupils)+" pupils of the section")
		}
	}
}

// roomStocks are the stocks of schools that count rooms by use.
var roomStocks = []struct{ use, stock string }{{UseMusic, "music_rooms"}, {UseArt, "art_rooms"}}

// rooms notes schools whose rooms are others in number than their stocks say.
func (n *notes) rooms() {
	c := n.county
	if len(c.Rooms) == 0 {
		return
	}
	type key struct{ school, use string }
	counts := make(map[key]float64)
	for _, r := range c.Rooms {
		counts[key{r.School, r.Use}]++
	}
	for i := range c.Schools {
		s := &c.Schools[i]
		for _, r := range roomStocks {
			have, ok := s.Stocks[r.stock]
			if listed := counts[key{s.ID, r.use}]; ok && have != listed {
				n.add(TableSchools, i, s.ID, r.stock, number(have), TableRooms+" lists "+number(listed)+" with the use "+r.use)
			}
		}
	}
}

// classes notes classes whose pupils are not whole persons, and those of a grade that their stage does
// not have.
func (n *notes) classes() {
	for i := range n.county.Classes {
		k := &n.county.Classes[i]
		n.persons(TableClasses, i, k.label(), "pupils", k.Pupils)
		if first, last := GradesOf(k.Stage); k.Grade != 0 && (k.Grade < first || k.Grade > last) {
			n.add(TableClasses, i, k.label(), "grade", strconv.Itoa(k.Grade), "the stage "+k.Stage+" has the grades "+strconv.Itoa(first)+" to "+
				strconv.Itoa(last)+", counted from the first year of school; is the stage right?")
		}
	}
}

// services notes more pupils in the after-school service than want it or are there.
func (n *notes) services() {
	c := n.county
	if len(c.Services) == 0 {
		return
	}
	sections := c.SectionIndex()
	for i := range c.Services {
		s := &c.Services[i]
		name := s.School + "/" + s.Stage
		if s.PupilsWanting > 0 && s.PupilsServed > s.PupilsWanting {
			n.add(TableServices, i, name, "pupils_served", number(s.PupilsServed), "more than the "+number(s.PupilsWanting)+" pupils who want it")
		}
		if k, ok := sections[[2]string{s.School, s.Stage}]; ok && s.PupilsWanting > c.Sections[k].Pupils {
			n.add(TableServices, i, name, "pupils_wanting", number(s.PupilsWanting), "more than the "+number(c.Sections[k].Pupils)+" pupils of the section")
		}
	}
}

func (n *notes) funds() {
	c := n.county
	if len(c.Funds) == 0 {
		return
	}
	year, known := c.PlanningYear(), c.fundCategories()
	for i, f := range c.Funds {
		if f.Year != 0 && f.Year != year {
			n.add(TableFunds, i, f.ID, "year", strconv.Itoa(f.Year), "the plan is for "+strconv.Itoa(year)+"; the fund is not used")
		}
		for _, category := range f.Categories {
			if !slices.Contains(known, category) {
				n.add(TableFunds, i, f.ID, "categories", category, unused(category, known))
			}
		}
	}
}

func (n *notes) costs() {
	c := n.county
	if len(c.Costs) == 0 {
		return
	}
	known := append(slices.Concat(c.SectionStocks(), c.SchoolStocks()), CategoryMove, CategoryMoveKM, CategoryBoard, categoryFixedSchool, categoryServiceHour)
	for i, cost := range c.Costs {
		if cost.Category != "" && !strings.HasPrefix(cost.Category, HirePrefix) && !slices.Contains(known, cost.Category) {
			n.add(TableCosts, i, cost.Category, "category", cost.Category, unused(cost.Category, known))
		}
	}
}

// unused is what is noticed of a category that the county has no stock for.
func unused(category string, known []string) string {
	rule := "the county has no such stock; the category is not used"
	if near := Nearest(category, known); near != "" {
		rule += "; did you mean " + strconv.Quote(near) + "?"
	}
	return rule
}
