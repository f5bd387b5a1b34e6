package report

import (
	"encoding/csv"
	"io"
	"strconv"

	"github.com/eduparity/eduparity/alloc/plan"
)

// ComparisonCSV writes a comparison as a table for other programs: a line for each strategy and
// indicator, first the county before. Numbers are unrounded; what is undefined is empty.
func ComparisonCSV(w io.Writer, x *plan.Comparison) error {
	rows := [][]string{{
		"strategy", "status", "value", "gap", "cost", "moves", "km", "seconds", "sections", "sections_passing", "passes",
		"stage", "indicator", "limit", "mean", "cv", "gini", "theil", "mcloone", "verstegen", "range_ratio", "hoover", "atkinson",
	}}
	rows = append(rows, measureRows([]string{"before", "", "", "", "", "", "", ""}, &x.Before)...)
	for i := range x.Strategies {
		s := &x.Strategies[i]
		head := []string{
			s.Name, string(s.Status), plainNumber(s.Value), plainNumber(s.Gap), plainNumber(s.Cost), plainNumber(s.Moves),
			plainNumber(s.KM), plainNumber(s.Seconds),
		}
		if !s.Planned() {
			rows = append(rows, append(head, make([]string, len(rows[0])-len(head))...))
			continue
		}
		rows = append(rows, measureRows(head, &s.Standing)...)
	}
	return csv.NewWriter(w).WriteAll(rows)
}

// measureRows are the lines of one standing.
func measureRows(head []string, s *plan.Standing) [][]string {
	var rows [][]string
	for i := range s.Measures {
		m := &s.Measures[i]
		limit := ""
		if m.Limit != nil {
			limit = plainNumber(*m.Limit)
		}
		row := append(append([]string{}, head...), strconv.Itoa(s.Sections), strconv.Itoa(s.SectionsPassing), strconv.FormatBool(s.Passes),
			m.Stage, m.Code, limit)
		for _, v := range []float64{m.Mean, m.CV, m.Gini, m.Theil, m.McLoone, m.Verstegen, m.RangeRatio, m.Hoover, m.Atkinson} {
			row = append(row, plainNumber(v))
		}
		rows = append(rows, row)
	}
	return rows
}
