package plot

import (
	"fmt"
	"math"

	gonum "gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// A CV is the coefficient of variation of one indicator, before and after. What is not there is NaN.
type CV struct {
	Label                string // primary L1
	Before, After, Limit float64
}

// CVs draws CVs against their limits, before and after, the first on top.
func CVs(all []CV, s Settings) (*Figure, error) {
	f, err := s.newFigure()
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%w: no CV", ErrData)
	}
	rows := make(cvRows, len(all))
	names := make([]string, len(all))
	for i, x := range all {
		for _, v := range []float64{x.Before, x.After, x.Limit} {
			if math.IsInf(v, 0) || v < 0 {
				return nil, fmt.Errorf("%w: %s: %v", ErrData, x.Label, v)
			}
		}
		rows[len(all)-1-i], names[len(all)-1-i] = x, x.Label
	}
	p := f.plot
	p.X.Label.Text = s.label("CV (no unit)")
	p.NominalY(names...)
	p.Add(grid(), rows)
	p.X.Min, p.X.Max = 0, max(p.X.Max, leastCVAxis)*roomForLegend
	p.Y.Min, p.Y.Max = -0.6, float64(len(all))-0.4
	if anyOf(all, func(x CV) float64 { return x.Before }) {
		p.Legend.Add(s.label("before"), sign{draw.RingGlyph{}, grey})
	}
	if anyOf(all, func(x CV) float64 { return x.After }) {
		p.Legend.Add(s.label("after"), sign{draw.CircleGlyph{}, blue})
	}
	if anyOf(all, func(x CV) float64 { return x.Limit }) {
		p.Legend.Add(s.label("limit"), sign{barGlyph{}, black})
	}
	return f, nil
}

// leastCVAxis is how far the axis reaches where all CVs are nearly 0.
const leastCVAxis = 0.1

// roomForLegend is how much wider than its data the drawing is, so that the legend covers none.
const roomForLegend = 1.3

func anyOf(all []CV, of func(CV) float64) bool {
	for _, x := range all {
		if !math.IsNaN(of(x)) {
			return true
		}
	}
	return false
}

// cvRows draws a row for each CV.
type cvRows []CV

// Plot draws the rows.
func (r cvRows) Plot(c draw.Canvas, p *gonum.Plot) {
	x, y := p.Transforms(&c)
	for i, v := range r {
		at := y(float64(i))
		if !math.IsNaN(v.Before) && !math.IsNaN(v.After) {
			c.StrokeLine2(draw.LineStyle{Color: grey, Width: vg.Points(1.2)}, x(v.Before), at, x(v.After), at)
		}
		if !math.IsNaN(v.Limit) {
			c.DrawGlyph(draw.GlyphStyle{Color: black, Radius: signRadius, Shape: barGlyph{}}, vg.Point{X: x(v.Limit), Y: at})
		}
		if !math.IsNaN(v.Before) {
			c.DrawGlyph(draw.GlyphStyle{Color: over(v.Before, v.Limit, grey), Radius: signRadius, Shape: draw.RingGlyph{}}, vg.Point{X: x(v.Before), Y: at})
		}
		if !math.IsNaN(v.After) {
			c.DrawGlyph(draw.GlyphStyle{Color: over(v.After, v.Limit, blue), Radius: signRadius, Shape: draw.CircleGlyph{}}, vg.Point{X: x(v.After), Y: at})
		}
	}
}

// DataRange is the range of the CVs and limits.
func (r cvRows) DataRange() (xmin, xmax, ymin, ymax float64) {
	for _, v := range r {
		for _, x := range []float64{v.Before, v.After, v.Limit} {
			if !math.IsNaN(x) {
				xmax = max(xmax, x)
			}
		}
	}
	return 0, xmax, 0, float64(len(r) - 1)
}
