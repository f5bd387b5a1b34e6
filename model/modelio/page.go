package modelio

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// wordLists are the code lists, for the page of columns.
var wordLists = []struct {
	title string
	words []word
}{
	{"stages", stageWords},
	{"kinds of school", schoolKindWords},
	{"area types", areaWords},
	{"roles in a group", roleWords},
	{"flags of a school", flagWords},
	{"natures of money", natureWords},
	{"what a fund may be for, beside stocks", fundWords},
	{"what may cost, beside stocks", costWords},
	{"uses of a room; any other is allowed", useWords},
	{"actions of candidates", actionWords},
	{"degrees", degreeWords},
	{"sex", sexWords},
	{"grades", gradeWords},
	{"yes or no", yesWords},
	{"answers", answerWords},
	{"rules and inputs of answers; of one by stage `_` and the stage follow", answerRules},
	{"keys of the county", countyWords},
}

// WriteColumns writes the page that lists every table, column, Chinese header, unit and word that is
// read, as Markdown. It is made from what the reader itself uses.
func WriteColumns(w io.Writer) error {
	p := &page{w: w}
	p.text("# Tables and columns", columnsIntro)
	p.text("## Tables", "A table is a CSV file of the county folder or a sheet of a workbook, under any of its names, with or without `.csv`. "+
		"Only schools and sections are required.")
	p.row("table", "also called", "one row is")
	p.row("---", "---", "---")
	for _, f := range append(slices.Clone(forms), &countyForm) {
		p.row("`"+f.table+"`", strings.Join(f.also, ", "), f.what)
	}
	for _, f := range append(slices.Clone(forms), &countyForm) {
		p.form(f)
	}
	p.text("## Units", "A header may say its unit in brackets, of either width, as in `教学仪器设备值（万元）`. The first unit of a line is the one without brackets. "+
		"Numbers are converted by shifting the decimal point; every conversion is a finding. Any other unit is a fault.")
	p.row("unit", "headers may say")
	p.row("---", "---")
	for _, u := range allUnits {
		p.row(u.name, u.page())
	}
	p.text("## Words", "Words of code lists and what is read as the same.")
	p.row("list", "word", "also")
	p.row("---", "---", "---")
	for _, l := range wordLists {
		for _, word := range l.words {
			p.row(l.title, "`"+word.name+"`", strings.Join(word.also, ", "))
		}
	}
	p.text("## What is derived", columnsDerived)
	p.text("Subjects that count as PE and arts: "+strings.Join(model.PEArtsSubjects(), ", ")+".",
		"Titles that count as intermediate or higher: "+strings.Join(model.MidTitles(), ", ")+".")
	return p.err
}

const columnsIntro = `This page is made by a test from the lists that the reader uses.

* Columns may stand in any order, under their English name or any of the Chinese ones; large and small
  letters, blanks, line breaks and full-width signs in a header make no difference. Two headers that mean
  one column are a fault. A column that nobody knows is a finding.
* The header is the first of the first ten rows that has a known column. What stands above it are titles,
  which are not read. A row of totals (合计, total) is a fault.
* An empty cell is missing, which is not zero.
* Numbers may have thousands apart (` + "`1,400`, `1 400`, `１，４００`" + `) and full-width digits. The decimal sign is a point.
  Dates, percentages, exponents, formulas in CSV and text beside the digits are faults.
* Lists are separated by ` + "`;`, `；` or `、`" + `.
* CSV files are UTF-8, with or without a byte-order mark, or GBK (GB 2312, GB 18030), which is found out
  file by file or forced. Other encodings are refused by their name. Korean and Japanese ones are told
  by their script; where the characters do not tell, the file is refused unless GBK is forced.
* In a workbook the stored value of a formula is read, and the value of a merged range in every one of its
  cells. A formula without a stored value, a date and a truth value in a column of numbers are faults. An id
  or a name that is a number is read as it is displayed: 12 with the format 0000 is 0012.`

const columnsDerived = `Where teachers.csv is there, the sections' counts of teachers and the kinds of teachers come from it:

* teachers above the required degree: in primary sections those with a degree from junior college up, in
  junior sections from bachelor up; in other stages they are not counted;
* backbone teachers: those marked so;
* teachers of PE and arts: by the column pe_arts where it is filled, otherwise by the subject, or by several
  that all count; a subject that is not known to count, or not to, is a finding and does not count;
* teachers with an intermediate or higher title, where any title is given.

Where classes.csv is there, the numbers of classes and the largest class come from it. Counts in
sections.csv that differ are findings, and so is a sum of classes that differs from the pupils, which stay.`

// page writes Markdown and keeps the first error.
type page struct {
	w       io.Writer
	begun   bool
	inTable bool
	err     error
}

func (p *page) write(s string) {
	if p.err == nil {
		_, p.err = io.WriteString(p.w, s)
	}
}

// text writes paragraphs.
func (p *page) text(paragraphs ...string) {
	for _, s := range paragraphs {
		if p.begun {
			p.write("\n")
		}
		p.write(s + "\n")
		p.begun, p.inTable = true, false
	}
}

// row writes a row of a table; the first one after text begins a table.
func (p *page) row(cells ...string) {
	if !p.inTable {
		p.write("\n")
	}
	p.inTable = true
	p.write("| " + strings.Join(cells, " | ") + " |\n")
}

// form writes the columns of a table.
func (p *page) form(f *form) {
	p.text(fmt.Sprintf("## %s", f.table), "Required: `"+strings.Join(f.required, "`, `")+"`.")
	p.row("column", "Chinese headers", "unit", "meaning")
	p.row("---", "---", "---", "---")
	for _, columns := range [][]column{f.columns, f.stocks} {
		for i := range columns {
			c := &columns[i]
			p.row("`"+c.name+"`", strings.Join(c.also, ", "), c.unit.name, c.meaning())
		}
	}
	for i := range f.staged {
		c := &f.staged[i]
		p.row("`"+c.name+"_STAGE`", strings.Join(stagedHeaders(c), ", "), c.unit.name, c.meaning())
	}
	if f.stocks != nil {
		p.text("Any other column of numbers is a stock under its own name.")
	}
}

// meaning is what a column holds.
func (c *column) meaning() string {
	parts := []string{c.what}
	if c.words != nil {
		parts = append(parts, "a word of a list")
	}
	return strings.Trim(strings.Join(parts, "; "), "; ")
}

// page lists the units that a header may say, with what they are converted by.
func (u unit) page() string {
	all := make([]string, len(u.known))
	for i, s := range u.known {
		all[i] = s.name
		if s.ten != 0 {
			all[i] += " (x " + factor(s.ten) + ")"
		}
	}
	return strings.Join(all, ", ")
}
