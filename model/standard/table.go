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
// A campus counted with another school is merged into it: a row has the pupils and stocks of all its
// Parts, each campus's stocks split between that campus's own stages. What a school without sections
// of its own keeps is split over the rows of the school it counts as. A [Relief] of an indicator adds
// its stocks at the schools that have its ground.
//
// Errors, all at once, are joined [*model.DataError]s: a stock that an indicator needs is missing, is
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
		return nil, nil, errors.Join(b.errs...)
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
		return nil, nil, errors.Join(b.errs...)
	}
	if len(b.table.Rows) == 0 {
		return nil, nil, &model.DataError{File: model.TableSections, Rule: "no section counts under the standard " + s.Name}
	}
	return b.table, f, nil
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

// weights adds up the weighted pupils of every school.
func (b *builder) weights() {
	c := b.county
	for i := range c.Schools {
		b.weight[i] = c.StageWeight(model.StageSenior) * c.Schools[i].SeniorPupils
		for _, section := range b.facts.sections[i] {
			b.weight[i] += c.StageWeight(c.Sections[section].Stage) * c.Sections[section].Pupils
		}
		root := b.facts.root[i]
		b.whole[root] += b.weight[i]
		if b.weight[i] == 0 && len(c.Schools[i].Stocks) > 0 {
			b.bare[root] = append(b.bare[root], i)
		}
	}
}

// merged puts the sections of one stage of a school and its campuses together, in county order, the
// school's own section first.
func (b *builder) merged() [][]int {
	c, f := b.county, b.facts
	parts := make([][]int, 0, len(c.Sections))
	type key struct {
		root  int
		stage string
	}
	var at map[key]int
	if slices.ContainsFunc(c.Schools, func(s model.School) bool { return s.CountedWith != "" }) {
		at = make(map[key]int, len(c.Sections))
	}
	one := make([]int, len(c.Sections))
	for i := range c.Sections {
		one[i] = i
		own := one[i : i+1 : i+1]
		if at == nil {
			parts = append(parts, own)
			continue
		}
		school := f.schools[c.Sections[i].School]
		to := key{f.root[school], c.Sections[i].Stage}
		k, ok := at[to]
		switch {
		case !ok:
			at[to] = len(parts)
			parts = append(parts, own)
		case school == to.root:
			parts[k] = append([]int{i}, parts[k]...)
		default:
			parts[k] = append(parts[k], i)
		}
	}
	return parts
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
			if slices.Contains(b.facts.inSections, t.Column) || slices.Contains(b.facts.inSchools, t.Column) {
				b.terms[k] = append(b.terms[k], t)
				positive = positive || t.Sign > 0
			} else {
				absent = append(absent, t.Column)
			}
		}
		if !positive {
			known := slices.Concat(b.facts.inSections, b.facts.inSchools)
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

// stock returns the stock of an indicator in a row.
func (b *builder) stock(k int, row Row) float64 {
	if row.Parts == nil && len(b.bare) == 0 {
		return b.part(k, row.Section, row.School, row.Share)
	}
	total := 0.0
	parts := row.Parts
	if parts == nil {
		parts = []int{row.Section}
	}
	for _, section := range parts {
		s := &b.county.Sections[section]
		school := b.facts.schools[s.School]
		share := 0.0
		if b.weight[school] > 0 {
			share = b.county.StageWeight(s.Stage) * s.Pupils / b.weight[school]
		}
		total += b.part(k, section, school, share)
	}
	if !b.standard.Indicators[k].Split {
		return total
	}
	kept := 0.0
	for _, school := range b.bare[row.School] {
		for _, t := range b.terms[k] {
			kept += t.Sign * b.county.Schools[school].Stocks[t.Column]
		}
	}
	total += kept * b.county.StageWeight(row.Stage) * row.Pupils / b.whole[row.School]
	if total < 0 {
		b.fault(row.Section, columns(b.terms[k]), decimal(total), "the stock of indicator "+b.standard.Indicators[k].Code+" with its campuses must not be negative")
	}
	return total
}

// part returns the stock of an indicator in one section. A section without pupils in a school that
// has none keeps only what is its own; the rest is shared out as of a school without sections.
func (b *builder) part(k, at, of int, share float64) float64 {
	var (
		indicator = &b.standard.Indicators[k]
		section   = b.county.Sections[at].Stocks
		school    = b.county.Schools[of].Stocks
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
		case b.county.Sections[at].Pupils == 0:
		case ok:
			b.fault(at, t.Column, "", "is missing; "+model.TableSchools+" has it, but indicator "+indicator.Code+" is not split between stages")
		default:
			b.missing(at, of, t.Column, indicator)
		}
	}
	// The school's part is shared after it is summed, so that a school of one stage keeps it exactly.
	total := own + kept*share
	if total < 0 {
		b.fault(at, columns(b.terms[k]), decimal(total), "the stock of indicator "+indicator.Code+" must not be negative")
	}
	return total
}

// reliefs adds the stocks of reliefs to a row.
func (b *builder) reliefs(row *Row, parts []int) {
	for k := range b.standard.Indicators {
		for i := range b.standard.Indicators[k].Reliefs {
			relief := &b.standard.Indicators[k].Reliefs[i]
			if relief.Off || relief.lapsed(b.county.Year) {
				continue
			}
			p := place{root: row.School, each: EachSection, stage: row.Stage, sections: parts, pupils: row.Pupils}
			if !b.facts.holds(&relief.Ground, &p) {
				continue
			}
			added := 0.0
			for _, section := range parts {
				added += b.added(relief, section, b.standard.Indicators[k].Split)
			}
			if added == 0 {
				continue
			}
			row.Stock[k] += added
			if row.Reliefs == nil {
				row.Reliefs = make([]string, len(b.standard.Indicators))
			}
			row.Reliefs[k] = relief.ID
		}
	}
}

// added is what a relief adds in one section.
func (b *builder) added(relief *Relief, section int, split bool) float64 {
	s := &b.county.Sections[section]
	school := b.facts.schools[s.School]
	share := 0.0
	if split && b.weight[school] > 0 {
		share = b.county.StageWeight(s.Stage) * s.Pupils / b.weight[school]
	}
	sum := 0.0
	for _, t := range relief.Add {
		if v, ok := s.Stocks[t.Column]; ok {
			sum += t.Sign * v
		} else {
			sum += t.Sign * b.county.Schools[school].Stocks[t.Column] * share
		}
	}
	return sum
}

// missing reports an empty cell, in the table where the column is.
func (b *builder) missing(section, school int, column string, indicator *Indicator) {
	rule := "is missing, which is not zero; indicator " + indicator.Code + " of " + b.standard.Name + " needs it"
	if indicator.Split && slices.Contains(b.facts.inSchools, column) {
		c := b.county
		e := &model.DataError{
			File: model.TableSchools, Line: c.Lines.Of(model.TableSchools, school), Record: c.Schools[school].ID,
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
	b.fault(section, column, "", rule)
}

// columns renders a signed sum.
func columns(terms []Term) string {
	parts := make([]string, len(terms))
	for i, t := range terms {
		parts[i] = t.String()
	}
	return strings.Join(parts, ", ")
}
