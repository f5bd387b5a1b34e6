package standard

import (
	"errors"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model"
)

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
