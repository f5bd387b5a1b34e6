package standard

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// Table returns the sections of a county that count under the standard, with their stocks.
//
// A stock of an [Indicator.Split] indicator that a school keeps falls to its sections by their
// weighted pupils ([model.County.StageWeight]); a section's own value of a column wins. Left out,
// each with a finding in Left unless it is empty: excluded kinds of school, small teaching points,
// sections without pupils, senior sections. A column of a sum that the whole county lacks counts as
// 0, with a finding, as long as another positive column of the sum is there.
//
// Errors, all at once, are joined [*model.DataError]s: a stock that an indicator needs is missing, is
// kept by the school though it is not split, or sums to less than 0; a stage that the standard does
// not know; a campus counted with another school, which is not supported yet.
func (s *Standard) Table(c *model.County) (*Table, error) {
	b := &builder{
		county: c, standard: s, table: &Table{},
		schools: c.SchoolIndex(), weight: make([]float64, len(c.Schools)),
		inSections: c.SectionStocks(), inSchools: c.SchoolStocks(),
	}
	b.weights()
	b.columns()
	b.kinds()
	if len(b.errs) > 0 {
		return nil, errors.Join(b.errs...)
	}
	stocks := make([]float64, 0, len(c.Sections)*len(s.Indicators))
	for i := range c.Sections {
		school, ok := b.counts(i)
		if !ok {
			continue
		}
		row := Row{Section: i, School: school, Stage: c.Sections[i].Stage, Pupils: c.Sections[i].Pupils}
		row.Share = c.StageWeight(row.Stage) * row.Pupils / b.weight[school]
		first := len(stocks)
		for k := range s.Indicators {
			stocks = append(stocks, b.stock(k, row))
		}
		row.Stock = stocks[first:len(stocks):len(stocks)]
		b.table.Rows = append(b.table.Rows, row)
		if !slices.Contains(b.table.Stages, row.Stage) {
			b.table.Stages = append(b.table.Stages, row.Stage)
		}
	}
	if len(b.errs) > 0 {
		return nil, errors.Join(b.errs...)
	}
	if len(b.table.Rows) == 0 {
		return nil, &model.DataError{File: model.TableSections, Rule: "no section counts under the standard " + s.Name}
	}
	return b.table, nil
}

// builder makes a Table.
type builder struct {
	county   *model.County
	standard *Standard
	table    *Table
	schools  map[string]int
	weight   []float64 // weighted pupils by school

	inSections, inSchools []string // columns of the county
	terms                 [][]Term // by indicator: those whose column the county has
	known                 []string // stages that the standard names

	errs []error
}

func (b *builder) fault(section int, column, value, rule string) {
	c := b.county
	s := &c.Sections[section]
	b.errs = append(b.errs, &model.DataError{
		File: model.TableSections, Line: c.Lines.Of(model.TableSections, section),
		Record: s.School + "/" + s.Stage, Column: column, Value: value, Rule: rule,
	})
}

func (b *builder) leave(section int, column, value, rule string) {
	c := b.county
	s := &c.Sections[section]
	b.table.Left = append(b.table.Left, model.Finding{
		File: model.TableSections, Line: c.Lines.Of(model.TableSections, section),
		Record: s.School + "/" + s.Stage, Column: column, Value: value, Rule: rule,
	})
}

// weights adds up the weighted pupils of every school, refusing what is not supported yet.
func (b *builder) weights() {
	c := b.county
	for i := range c.Schools {
		s := &c.Schools[i]
		b.weight[i] = c.StageWeight(model.StageSenior) * s.SeniorPupils
		if s.CountedWith != "" {
			b.errs = append(b.errs, &model.DataError{
				File: model.TableSchools, Line: c.Lines.Of(model.TableSchools, i), Record: s.ID,
				Column: "counted_with", Value: s.CountedWith, Rule: "a campus counted with another school: not yet",
			})
		}
	}
	for i := range c.Sections {
		s := &c.Sections[i]
		school, ok := b.schools[s.School]
		if !ok {
			b.fault(i, "school_id", s.School, "no school has this id in "+model.TableSchools)
			continue
		}
		b.weight[school] += c.StageWeight(s.Stage) * s.Pupils
	}
}

// columns settles which terms of each indicator the county has, and which stages the standard names.
func (b *builder) columns() {
	noted := make(map[string]bool)
	b.terms = make([][]Term, len(b.standard.Indicators))
	for k, indicator := range b.standard.Indicators {
		for _, byStage := range []map[string]float64{indicator.Minimum, indicator.CVLimit} {
			for _, stage := range stagesOf(byStage) {
				if !slices.Contains(b.known, stage) {
					b.known = append(b.known, stage)
				}
			}
		}
		table := model.TableSections
		if indicator.Split {
			table = model.TableSchools
		}
		positive := false
		var absent []string
		for _, t := range indicator.Stock {
			if slices.Contains(b.inSections, t.Column) || slices.Contains(b.inSchools, t.Column) {
				b.terms[k] = append(b.terms[k], t)
				positive = positive || t.Sign > 0
			} else {
				absent = append(absent, t.Column)
			}
		}
		if !positive {
			known := slices.Concat(b.inSections, b.inSchools)
			rule := "the column is missing; indicator " + indicator.Code + " of " + b.standard.Name + " needs it"
			for _, column := range absent {
				if near := model.Nearest(column, known); near != "" {
					rule += fmt.Sprintf("; did you mean %q?", near)
					break
				}
			}
			b.errs = append(b.errs, &model.DataError{File: table, Column: strings.Join(absent, ", "), Rule: rule})
			continue
		}
		for _, column := range absent {
			if !noted[column] {
				noted[column] = true
				b.table.Left = append(b.table.Left, model.Finding{
					File: table, Column: column, Rule: "the column is missing; it counts as 0 in indicator " + indicator.Code,
				})
			}
		}
	}
}

// kinds notes schools without a kind where the standard leaves some kinds out.
func (b *builder) kinds() {
	e := b.standard.Exclude
	if len(e.Kinds) == 0 && e.TeachingPointsBelow == 0 {
		return
	}
	without := 0
	for i := range b.county.Schools {
		if b.county.Schools[i].Kind == "" {
			without++
		}
	}
	if without > 0 {
		b.table.Left = append(b.table.Left, model.Finding{
			File: model.TableSchools, Column: "kind",
			Rule: fmt.Sprintf("missing for %d schools; all of them are counted, also where the standard would leave one out by its kind", without),
		})
	}
}

// counts reports whether a section counts, and its school.
func (b *builder) counts(section int) (school int, ok bool) {
	c := b.county
	s := &c.Sections[section]
	school = b.schools[s.School]
	kind := c.Schools[school].Kind
	below := b.standard.Exclude.TeachingPointsBelow
	switch {
	case s.Pupils == 0:
		if f, odd := c.ZeroPupils(section); odd {
			b.table.Left = append(b.table.Left, f)
		}
	case s.Stage == model.StageSenior && !slices.Contains(b.known, s.Stage):
		b.leave(section, "stage", s.Stage, "left out: senior sections are not judged")
	case slices.Contains(b.standard.Exclude.Kinds, kind):
		b.leave(section, "", "", "left out: the standard does not count schools of kind "+string(kind))
	case kind == model.KindTeachingPoint && s.Pupils < below:
		b.leave(section, "pupils", decimal(s.Pupils), "left out: the standard does not count teaching points with fewer than "+decimal(below)+" pupils")
	case s.Stage != model.StagePrimary && s.Stage != model.StageJunior && len(b.known) > 0 && !slices.Contains(b.known, s.Stage):
		b.fault(section, "stage", s.Stage, "a stage that "+b.standard.Name+" does not know: "+model.Unknown(s.Stage, b.known))
	default:
		return school, true
	}
	return school, false
}

// stock returns the stock of an indicator in a section.
func (b *builder) stock(k int, row Row) float64 {
	var (
		indicator = &b.standard.Indicators[k]
		section   = b.county.Sections[row.Section].Stocks
		school    = b.county.Schools[row.School].Stocks
		own, kept float64
	)
	for _, t := range b.terms[k] {
		if v, ok := section[t.Column]; ok {
			own += t.Sign * v
			continue
		}
		v, ok := school[t.Column]
		switch {
		case ok && indicator.Split:
			kept += t.Sign * v
		case ok:
			b.fault(row.Section, t.Column, "", "is missing; "+model.TableSchools+" has it, but indicator "+indicator.Code+" is not split between stages")
		default:
			b.missing(row, t.Column, indicator)
		}
	}
	// The school's part is shared after it is summed, so that a school of one stage keeps it exactly.
	total := own + kept*row.Share
	if total < 0 {
		b.fault(row.Section, columns(b.terms[k]), decimal(total), "the stock of indicator "+indicator.Code+" must not be negative")
	}
	return total
}

// missing reports an empty cell, in the table where the column is.
func (b *builder) missing(row Row, column string, indicator *Indicator) {
	rule := "is missing, which is not zero; indicator " + indicator.Code + " of " + b.standard.Name + " needs it"
	if indicator.Split && slices.Contains(b.inSchools, column) {
		c := b.county
		e := &model.DataError{
			File: model.TableSchools, Line: c.Lines.Of(model.TableSchools, row.School), Record: c.Schools[row.School].ID,
			Column: column, Rule: rule,
		}
		// The sections of a school stand together as a rule; the cell is reported once.
		if n := len(b.errs); n > 0 {
			var last *model.DataError
			if errors.As(b.errs[n-1], &last) && *last == *e {
				return
			}
		}
		b.errs = append(b.errs, e)
		return
	}
	b.fault(row.Section, column, "", rule)
}

// columns renders a signed sum.
func columns(terms []Term) string {
	parts := make([]string, len(terms))
	for i, t := range terms {
		parts[i] = t.String()
	}
	return strings.Join(parts, ", ")
}
