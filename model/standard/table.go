package standard

import (
	"errors"
	"fmt"
	"slices"

	"github.com/eduparity/eduparity/model"
)

// Table returns the sections of a county that count under the standard, with their stocks.
//
// A stock of an [Indicator.Split] indicator that a school keeps falls to its sections by their
// weighted pupils ([model.County.StageWeight]); a section's own value of a column wins. Left out,
// each with a finding in Left unless it is empty: excluded kinds of school, small teaching points,
// sections without pupils, senior sections.
//
// A campus counted with another school is merged into it: a row has the pupils and stocks of all its
// Parts, each campus's stocks split between that campus's own stages. What a school without sections
// of its own keeps is split over the rows of the school it counts as. A [Relief] of an indicator adds
// its stocks at the schools that have its ground.
//
// Errors, all at once, are joined [*model.DataError]s: a column that an indicator counts is missing,
// which would understate a sum, or overstate it where the column is taken away; a stock is missing, is
// kept by the school though it is not split, or sums to less than 0; a stage that the standard does
// not know; campuses counted with each other in a circle.
func (s *Standard) Table(c *model.County) (*Table, error) {
	t, _, err := s.table(c)
	return t, err
}

// table is Table, with the facts it was made from.
func (s *Standard) table(c *model.County) (*Table, *facts, error) {
	f, errs := factsOf(c)
	b := &builder{
		county: c, standard: s, table: &Table{}, facts: f, errs: errs,
		weight: make([]float64, len(c.Schools)), whole: make([]float64, len(c.Schools)), bare: make(map[int][]int),
	}
	b.columns()
	b.kinds()
	if len(b.errs) > 0 {
		return nil, nil, b.faults()
	}
	b.weights()
	stocks := make([]float64, 0, len(c.Sections)*len(s.Indicators))
	for _, parts := range b.merged() {
		row, ok := b.counts(parts)
		if !ok {
			continue
		}
		first := len(stocks)
		for k := range s.Indicators {
			stocks = append(stocks, b.stock(k, row))
		}
		row.Stock = stocks[first:len(stocks):len(stocks)]
		b.reliefs(&row, parts)
		b.table.Rows = append(b.table.Rows, row)
		if !slices.Contains(b.table.Stages, row.Stage) {
			b.table.Stages = append(b.table.Stages, row.Stage)
		}
	}
	if len(b.errs) > 0 {
		return nil, nil, b.faults()
	}
	if len(b.table.Rows) == 0 {
		b.errs = append(b.errs, &model.DataError{File: model.TableSections, Rule: "no section counts under the standard " + s.Name})
		return nil, nil, b.faults()
	}
	for i := range b.table.Left {
		c.Labels.Finding(&b.table.Left[i])
	}
	return b.table, f, nil
}

// faults joins what was found wrong, with tables and columns called as where the county was read from.
func (b *builder) faults() error {
	for _, err := range b.errs {
		var e *model.DataError
		if errors.As(err, &e) {
			b.county.Labels.Fault(e)
		}
	}
	return errors.Join(b.errs...)
}

// builder makes a Table.
type builder struct {
	county   *model.County
	standard *Standard
	table    *Table
	facts    *facts

	weight []float64     // weighted pupils by school
	whole  []float64     // the same of a school with its campuses
	bare   map[int][]int // schools with stocks and no pupils, by the school they count as

	terms [][]Term // by indicator: those whose column the county has
	known []string // stages that the standard names

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

// columns settles which terms of each indicator the county has, and which stages the standard names.
func (b *builder) columns() {
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
		var absent []string
		for _, t := range indicator.Stock {
			if b.facts.stated(t.Column) {
				b.terms[k] = append(b.terms[k], t)
			} else {
				absent = append(absent, t.Column)
			}
		}
		for _, column := range absent {
			rule := "the column is missing; indicator " + indicator.Code + " of " + b.standard.Name + " needs it"
			if near := model.Nearest(column, slices.Concat(b.facts.inSections, b.facts.inSchools)); near != "" {
				rule += fmt.Sprintf("; did you mean %q?", near)
			} else if len(absent) < len(indicator.Stock) { // a part of a sum, which not every county has
				rule += "; add the column, with 0 where there is none"
			}
			b.lacks(table, column, rule)
		}
	}
}

// lacks reports a missing column of a table, once.
func (b *builder) lacks(table, column, rule string) {
	for _, err := range b.errs {
		var e *model.DataError
		if errors.As(err, &e) && e.Line == 0 && e.File == table && e.Column == column {
			return
		}
	}
	b.errs = append(b.errs, &model.DataError{File: table, Column: column, Rule: rule})
}

// kinds notes schools without a kind or an owner where the standard leaves some out by it.
func (b *builder) kinds() {
	e := b.standard.Exclude
	kinds, owners := 0, 0
	for i := range b.county.Schools {
		if b.county.Schools[i].Kind == "" && (len(e.Kinds) > 0 || e.TeachingPointsBelow > 0) {
			kinds++
		}
		if b.county.Schools[i].Owner == 0 && len(e.Owners) > 0 {
			owners++
		}
	}
	note := func(column string, without int) {
		if without > 0 {
			b.table.Left = append(b.table.Left, model.Finding{
				File: model.TableSchools, Column: column,
				Rule: fmt.Sprintf("missing for %d schools; all of them are counted, also where the standard would leave one out by its %s", without, column),
			})
		}
	}
	note("kind", kinds)
	note("owner", owners)
}

// counts reports whether the sections of one stage count, and makes their row without stocks.
func (b *builder) counts(parts []int) (row Row, ok bool) {
	c := b.county
	first := parts[0]
	s := &c.Sections[first]
	school := b.facts.root[b.facts.schools[s.School]]
	kind := c.Schools[school].Kind
	pupils := b.facts.pupils(parts)
	e := &b.standard.Exclude
	switch {
	case pupils == 0:
		if f, odd := c.ZeroPupils(first); odd {
			b.table.Left = append(b.table.Left, f)
		}
	case unjudged(s.Stage) && !slices.Contains(b.known, s.Stage):
		rule := "left out: " + s.Stage + " sections are not judged"
		if _, given := c.StageWeights[s.Stage]; s.Stage == StageKindergarten && !given {
			rule += "; the official forms give no weight for splitting, each child counts as 1"
		}
		b.leave(first, "stage", s.Stage, rule)
	case slices.Contains(e.Kinds, kind):
		b.leave(first, "", "", "left out: the standard does not count schools of kind "+string(kind))
	case e.excluded(&c.Schools[school]):
		b.leave(first, "", "", "left out: the standard does not count schools "+e.why(&c.Schools[school]))
	case kind == model.KindTeachingPoint && pupils < e.TeachingPointsBelow:
		b.leave(first, "pupils", decimal(pupils), "left out: the standard does not count teaching points with fewer than "+decimal(e.TeachingPointsBelow)+" pupils")
	case s.Stage != model.StagePrimary && s.Stage != model.StageJunior && len(b.known) > 0 && !slices.Contains(b.known, s.Stage):
		b.fault(first, "stage", s.Stage, "a stage that "+b.standard.Name+" does not know: "+model.Unknown(s.Stage, b.known))
	default:
		row = Row{Section: first, School: school, Stage: s.Stage, Pupils: pupils}
		if len(parts) > 1 || b.facts.schools[s.School] != school {
			row.Parts = parts
		}
		if b.facts.schools[s.School] == school && b.weight[school] > 0 {
			row.Share = c.StageWeight(row.Stage) * s.Pupils / b.weight[school]
		}
		return row, true
	}
	return row, false
}
