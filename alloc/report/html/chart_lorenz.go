package html

import (
	"strings"

	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model/measure"
	"github.com/eduparity/eduparity/model/standard"
)

// A lorenzChart shows how a stock is shared out among pupils, before and after.
type lorenzChart struct {
	Before, After string // points of the curves; After is empty where nothing changes
	GiniBefore    string
	GiniAfter     string
}

// Measures of the drawing: a square with its corner at the lower left.
const (
	lorenzLeft   px = 48
	lorenzBottom px = 306
	lorenzSide   px = 296
)

// lorenz draws the curves of an indicator.
func (v *view) lorenz(p *indicatorPair) lorenzChart {
	var c lorenzChart
	c.Before, c.GiniBefore = curve(v.before, p), gini(p.Before)
	if v.after != nil {
		c.After, c.GiniAfter = curve(v.after, p), gini(p.After)
	}
	return c
}

// curve lists the points of a Lorenz curve for a drawing.
func curve(a *standard.Assessment, p *indicatorPair) string {
	var stock, pupils []float64
	for i := range a.Sections {
		if s := &a.Sections[i]; s.Stage == p.stage {
			if r := reading(s, p.code); r != nil {
				stock, pupils = append(stock, r.Stock), append(pupils, s.Pupils)
			}
		}
	}
	var b strings.Builder
	for _, q := range measure.Lorenz(stock, pupils) {
		b.WriteString((lorenzLeft + px(q.Pupils)*lorenzSide).String() + "," + (lorenzBottom - px(q.Stock)*lorenzSide).String() + " ")
	}
	return strings.TrimSpace(b.String())
}

func gini(x *standard.IndicatorResult) string {
	if x == nil {
		return "–"
	}
	return report.Number(x.Gini, giniDecimals)
}

// giniDecimals shows as much of a Gini coefficient as of a CV.
const giniDecimals = 3
