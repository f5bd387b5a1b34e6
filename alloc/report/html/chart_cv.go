package html

import (
	"math"

	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model/standard"
)

// A cvChart shows the CVs of a stage against their limits, before and after.
type cvChart struct {
	ID     string
	Stage  words
	Height px
	Axis   []tick
	AxisY  px
	Rows   []cvRow
	After  bool
}

// A cvRow is one indicator. Places are nil where there is nothing to show.
type cvRow struct {
	Code                 string
	Name                 words
	Y                    px
	Before, After, Limit *px
	BeforeOver           bool
	AfterOver            bool
	Text                 string // 0.502 → 0.101
}

// Measures of the drawing.
const (
	cvRowHeight px = 42
	cvFirst     px = 8
	cvLast      px = 236
)

// cvCharts draws the indicators of every stage.
func (v *view) cvCharts() []cvChart {
	all := v.indicators()
	high := 0.0
	for i := range all {
		for _, x := range []*float64{cvOf(all[i].Before), cvOf(all[i].After), all[i].limit} {
			if x != nil {
				high = max(high, *x)
			}
		}
	}
	s := newScale(0, high, cvFirst, cvLast)
	var charts []cvChart
	for i := range all {
		p := &all[i]
		if len(charts) == 0 || charts[len(charts)-1].Stage != known(p.stage) {
			charts = append(charts, cvChart{ID: "cv-" + idOf(p.stage), Stage: known(p.stage), Axis: s.marks(), After: v.after != nil})
		}
		c := &charts[len(charts)-1]
		row := cvRow{
			Code: p.code, Name: indicatorName(p.of), Y: px(len(c.Rows))*cvRowHeight + cvRowHeight/2 + 10,
			Before: placeOf(s, cvOf(p.Before)), Limit: placeOf(s, p.limit), BeforeOver: !p.keeps(p.Before), AfterOver: !p.keeps(p.After),
			Text: cvText(cvOf(p.Before), p.limit),
		}
		if v.after != nil {
			row.After = placeOf(s, cvOf(p.After))
			row.Text += " → " + cvText(cvOf(p.After), p.limit)
		}
		c.Rows = append(c.Rows, row)
		c.AxisY = px(len(c.Rows))*cvRowHeight + 6
		c.Height = c.AxisY + 34
	}
	return charts
}

func placeOf(s scale, x *float64) *px {
	if x == nil {
		return nil
	}
	at := s.at(*x)
	return &at
}

// cvText writes a CV so that it is seen on which side of its limit it is.
func cvText(cv, limit *float64) string {
	if cv == nil {
		return "–"
	}
	return report.CV(*cv, limit)
}

// defined is nil where a number is not.
func defined(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

// cvOf is the CV of an indicator; nil: it is undefined or the stage does not exist.
func cvOf(x *standard.IndicatorResult) *float64 {
	if x == nil {
		return nil
	}
	return defined(x.CV)
}
