package html

import (
	"math"

	"github.com/eduparity/eduparity/alloc/report"
)

// A panel is one indicator of one stage, section by section.
type panel struct {
	ID     string
	Code   string
	Name   words // primary, L1 teachers ...
	Lorenz lorenzChart
	Change changeChart
	Rows   []panelRow
	Unit   words
	After  bool
	First  bool // shown at first
}

// A panelRow is one section in the table behind a panel's charts.
type panelRow struct {
	School, Name                    string
	Pupils, Before, After, Minimum  string
	SortBefore, SortAfter, SortDiff float64
	Diff                            string
	Below                           bool // the minimum, in the end
}

// panels are the indicators; the one whose CV is worst against its limit is shown first.
func (v *view) panels(all []sectionPair) []panel {
	indicators := v.indicators()
	var panels []panel
	worst, at := math.Inf(-1), 0
	for i := range indicators {
		p := &indicators[i]
		if p.Before != nil {
			cv := p.Before.CV
			if p.limit != nil && *p.limit > 0 {
				cv /= *p.limit
			}
			if cv > worst {
				worst, at = cv, i
			}
		}
		panels = append(panels, panel{
			ID: "i-" + idOf(p.stage) + "-" + idOf(p.code), Code: p.code, Name: say("%[1]s, %[2]s %[3]s", known(p.stage), p.code, indicatorName(p.of)),
			Lorenz: v.lorenz(p), Change: v.change(p, all), Rows: v.panelRows(p, all), Unit: indicatorUnit(p.of), After: v.after != nil,
		})
	}
	if len(panels) > 0 {
		panels[at].First = true
	}
	return panels
}

func (v *view) panelRows(p *indicatorPair, all []sectionPair) []panelRow {
	var out []panelRow
	for _, r := range rowsOf(p, all) {
		x := panelRow{
			School: r.school, Name: v.schoolName(r.school), Pupils: report.Number(r.pupils[1], 0),
			Before: valueText(r.of[0]), After: valueText(r.of[1]), SortBefore: r.value(0), SortAfter: r.value(1),
		}
		if r.of[0] != nil && r.of[1] != nil {
			x.SortDiff = *r.of[1] - *r.of[0]
			x.Diff = signed(x.SortDiff)
		}
		if r.minimum != nil {
			x.Minimum = report.Amount(*r.minimum)
			x.Below = r.of[1] != nil && *r.of[1] < *r.minimum
		}
		out = append(out, x)
	}
	return out
}

// signed writes a change.
func signed(x float64) string {
	s := report.Number(x, valueDecimals)
	switch {
	case x >= leastChange:
		return "+" + s
	case x > -leastChange:
		return "0"
	}
	return s
}

// idOf makes a name of the data fit for the id of an element: letters, digits and dashes.
func idOf(name string) string {
	const hex = "0123456789abcdef"
	id := make([]byte, 0, len(name))
	for i := range len(name) {
		switch c := name[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9':
			id = append(id, c)
		default:
			id = append(id, '-', hex[c>>4], hex[c&15])
		}
	}
	return string(id)
}
