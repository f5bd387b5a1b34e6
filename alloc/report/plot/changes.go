package plot

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	gonum "gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// A Change is the value of one section before and after.
type Change struct{ Before, After float64 }

// Changes draws who gains and who loses: every section from least to most, with an arrow from its value
// before to that after. What says what is counted, with its unit; minimum is drawn where it is not NaN.
func Changes(what string, minimum float64, all []Change, s Settings) (*Figure, error) {
	f, err := s.newFigure()
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%w: no section", ErrData)
	}
	for i, x := range all {
		if bad(x.Before) || bad(x.After) {
			return nil, fmt.Errorf("%w: section %d: %v, %v", ErrData, i, x.Before, x.After)
		}
	}
	arrows := arrows{minimum: minimum, sections: slices.Clone(all)}
	slices.SortStableFunc(arrows.sections, func(a, b Change) int { return cmp.Compare(a.Before, b.Before) })
	p := f.plot
	p.X.Label.Text, p.Y.Label.Text = s.label("sections from least to most"), folded(what, p.Y.Label.TextStyle, f.height)
	p.X.Tick.Marker = gonum.ConstantTicks{}
	g := grid()
	g.Vertical.Width = 0
	p.Add(g, arrows)
	p.Y.Min, p.Y.Max = min(0, p.Y.Min), p.Y.Max*1.05
	p.Legend.Left = true
	p.Legend.Add(s.label("before"), sign{draw.RingGlyph{}, grey})
	p.Legend.Add(s.label("after")+": "+s.label("more"), sign{wedge{}, blue})
	p.Legend.Add(s.label("after")+": "+s.label("less"), sign{wedge{down: true}, orange})
	if !math.IsNaN(minimum) {
		p.Legend.Add(s.label("minimum"), dashes{})
	}
	return f, nil
}

func bad(x float64) bool { return math.IsNaN(x) || math.IsInf(x, 0) }

// arrows draws an arrow for each section.
type arrows struct {
	minimum  float64
	sections []Change
}

// least is the change that is seen as one: as much as two decimals of the mean of a value show.
const least = 0.005

// Plot draws the arrows.
func (a arrows) Plot(c draw.Canvas, p *gonum.Plot) {
	x, y := p.Transforms(&c)
	if !math.IsNaN(a.minimum) {
		c.StrokeLine2(dashed(), c.Min.X, y(a.minimum), c.Max.X, y(a.minimum))
	}
	for i, s := range a.sections {
		at, colour, shape := x(float64(i)), grey, draw.GlyphDrawer(draw.CircleGlyph{})
		switch d := s.After - s.Before; {
		case d >= least:
			colour, shape = blue, wedge{}
		case d <= -least:
			colour, shape = orange, wedge{down: true}
		}
		c.StrokeLine2(draw.LineStyle{Color: colour, Width: vg.Points(1)}, at, y(s.Before), at, y(s.After))
		c.DrawGlyph(draw.GlyphStyle{Color: grey, Radius: signRadius * 0.8, Shape: draw.RingGlyph{}}, vg.Point{X: at, Y: y(s.Before)})
		c.DrawGlyph(draw.GlyphStyle{Color: colour, Radius: signRadius * 0.9, Shape: shape}, vg.Point{X: at, Y: y(s.After)})
	}
}

// DataRange is the range of the sections and their values.
func (a arrows) DataRange() (xmin, xmax, ymin, ymax float64) {
	for _, s := range a.sections {
		ymin, ymax = min(ymin, s.Before, s.After), max(ymax, s.Before, s.After)
	}
	if !math.IsNaN(a.minimum) {
		ymax = max(ymax, a.minimum)
	}
	return -0.5, float64(len(a.sections)) - 0.5, ymin, ymax
}

func dashed() draw.LineStyle {
	return draw.LineStyle{Color: black, Width: vg.Points(1), Dashes: []vg.Length{vg.Points(5), vg.Points(3)}}
}

// dashes is the dashed line in a legend.
type dashes struct{}

// Thumbnail draws the line.
func (dashes) Thumbnail(c *draw.Canvas) {
	c.StrokeLine2(dashed(), c.Min.X, c.Center().Y, c.Max.X, c.Center().Y)
}
