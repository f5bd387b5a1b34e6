package report

import (
	"encoding/csv"
	"io"
	"math"
	"strconv"

	"github.com/eduparity/eduparity/model/diagnosis"
	"github.com/eduparity/eduparity/model/standard"
)

// AssessmentCSV writes one table for other programs: with a view in the options the view, with a
// comparison the sections and indicators of both years, otherwise every section under every
// indicator. Numbers are unrounded; what is undefined is empty.
func AssessmentCSV(w io.Writer, a *standard.Assessment, o Options) error {
	var rows [][]string
	switch {
	case o.View != nil:
		rows = viewRows(o.View)
	case o.Comparison != nil:
		rows = changeRows(o.Comparison)
	default:
		rows = readingRows(a, o.Diagnosis)
	}
	return csv.NewWriter(w).WriteAll(rows)
}

// plainNumber writes a number for programs.
func plainNumber(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return ""
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// readingRows is a line for every section and indicator.
func readingRows(a *standard.Assessment, d *diagnosis.Diagnosis) [][]string {
	rows := [][]string{{
		"school_id", "stage", "indicator", "stock", "unit", "pupils", "value", "minimum", "met", "shortfall", "section_passes",
		"share_of_cv2", "cv_by_one_unit", "cv_by_one_pupil", "level",
	}}
	marginals := make(map[[3]string]*diagnosis.Marginal)
	if d != nil {
		for i := range d.Drivers {
			for j := range d.Drivers[i].Marginals {
				m := &d.Drivers[i].Marginals[j]
				marginals[[3]string{m.School, m.Stage, d.Drivers[i].Code}] = m
			}
		}
	}
	for i := range a.Sections {
		s := &a.Sections[i]
		for k := range s.Readings {
			r := &s.Readings[k]
			minimum, unit, pupil := math.NaN(), math.NaN(), math.NaN()
			if r.Minimum != nil {
				minimum = *r.Minimum
			}
			if m := marginals[[3]string{s.School, s.Stage, r.Code}]; m != nil {
				unit, pupil = float64(m.OneUnit), float64(m.OnePupil)
			}
			rows = append(rows, []string{
				s.School, s.Stage, r.Code, plainNumber(r.Stock), r.ShortfallUnit, plainNumber(s.Pupils), plainNumber(r.Value), plainNumber(minimum),
				strconv.FormatBool(r.Met), plainNumber(r.Shortfall), strconv.FormatBool(s.Passes), plainNumber(r.ShareOfCV2), plainNumber(unit), plainNumber(pupil),
				r.Level,
			})
		}
	}
	return rows
}

// changeRows is a line for every section and indicator of both years whose value changed.
func changeRows(c *diagnosis.Comparison) [][]string {
	rows := [][]string{{
		"school_id", "stage", "section", "pupils_earlier", "pupils_later", "indicator", "value_earlier", "value_later", "minimum", "minimum_side",
	}}
	for i := range c.Sections {
		s := &c.Sections[i]
		for _, v := range s.Values {
			rows = append(rows, []string{
				s.School, s.Stage, string(s.Side), plainNumber(s.Pupils[0]), plainNumber(s.Pupils[1]),
				v.Code, plainNumber(v.Value[0]), plainNumber(v.Value[1]), plainNumber(v.Minimum), string(v.Side),
			})
		}
	}
	return rows
}

// viewRows is a line for every part of a view.
func viewRows(v *diagnosis.View) [][]string {
	header := []string{"stage", v.By, "whole_stage", "sections", "pupils"}
	for _, m := range v.Measures {
		header = append(header, m.ID)
	}
	rows := [][]string{header}
	for i := range v.Rows {
		r := &v.Rows[i]
		row := []string{r.Stage, r.Part, strconv.FormatBool(r.Whole), strconv.Itoa(r.Sections), plainNumber(r.Pupils)}
		for _, x := range r.Values {
			row = append(row, plainNumber(float64(x)))
		}
		rows = append(rows, row)
	}
	return rows
}
