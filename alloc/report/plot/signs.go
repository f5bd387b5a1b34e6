package plot

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// signRadius is the size of a sign.
const signRadius vg.Length = 3.2

// over is the colour of a CV: another one where it is above its limit. Comparisons with NaN are false.
func over(cv, limit float64, within color.RGBA) color.RGBA {
	if cv > limit {
		return orange
	}
	return within
}

// barGlyph is an upright bar, of a limit.
type barGlyph struct{}

// DrawGlyph draws the bar.
func (barGlyph) DrawGlyph(c *draw.Canvas, s draw.GlyphStyle, at vg.Point) {
	var path vg.Path
	path.Move(vg.Point{X: at.X, Y: at.Y - 2*s.Radius})
	path.Line(vg.Point{X: at.X, Y: at.Y + 2*s.Radius})
	c.SetLineStyle(draw.LineStyle{Color: s.Color, Width: vg.Points(1.6)})
	c.Stroke(path)
}

// wedge is a triangle that points up or down.
type wedge struct{ down bool }

// DrawGlyph draws the triangle.
func (w wedge) DrawGlyph(c *draw.Canvas, s draw.GlyphStyle, at vg.Point) {
	h := s.Radius * 1.3
	if w.down {
		h = -h
	}
	var path vg.Path
	path.Move(vg.Point{X: at.X, Y: at.Y + h})
	path.Line(vg.Point{X: at.X - s.Radius, Y: at.Y - h/2})
	path.Line(vg.Point{X: at.X + s.Radius, Y: at.Y - h/2})
	path.Close()
	c.SetColor(s.Color)
	c.Fill(path)
}

// sign stands in a legend.
type sign struct {
	shape  draw.GlyphDrawer
	colour color.Color
}

// Thumbnail draws the sign in the middle of its place.
func (s sign) Thumbnail(c *draw.Canvas) {
	c.DrawGlyph(draw.GlyphStyle{Color: s.colour, Radius: signRadius, Shape: s.shape}, c.Center())
}
