package plot

import (
	"fmt"
	"slices"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// A Point of a frontier is what is reached at a budget or a number of moves, and what no plan is better
// than there.
type Point struct{ X, Value, Bound float64 }

// Frontier draws a frontier by ascending X. The labels say what the axes are, with units.
func Frontier(xLabel, yLabel string, points []Point, s Settings) (*Figure, error) {
	f, err := s.newFigure()
	if err != nil {
		return nil, err
	}
	if len(points) == 0 {
		return nil, fmt.Errorf("%w: no point", ErrData)
	}
	points = slices.Clone(points)
	slices.SortStableFunc(points, func(a, b Point) int {
		switch {
		case a.X < b.X:
			return -1
		case a.X > b.X:
			return 1
		}
		return 0
	})
	reached, bound := make(plotter.XYs, len(points)), make(plotter.XYs, len(points))
	for i, q := range points {
		if bad(q.X) || bad(q.Value) || bad(q.Bound) {
			return nil, fmt.Errorf("%w: point %d: %v", ErrData, i, q)
		}
		reached[i], bound[i] = plotter.XY{X: q.X, Y: q.Value}, plotter.XY{X: q.X, Y: q.Bound}
	}
	p := f.plot
	p.X.Label.Text, p.Y.Label.Text = xLabel, yLabel
	p.Add(grid())
	below, err := plotter.NewLine(bound)
	if err != nil {
		return nil, err
	}
	below.Color, below.Width, below.Dashes = grey, vg.Points(1), []vg.Length{vg.Points(4), vg.Points(3)}
	line, dots, err := plotter.NewLinePoints(reached)
	if err != nil {
		return nil, err
	}
	line.Color, line.Width = blue, vg.Points(1.8)
	dots.GlyphStyle = draw.GlyphStyle{Color: blue, Radius: signRadius * 0.8, Shape: draw.CircleGlyph{}}
	p.Add(below, line, dots)
	p.Legend.Add(s.label("reached"), line, dots)
	p.Legend.Add(s.label("no plan is better than"), below)
	p.Y.Min = min(p.Y.Min, 0)
	return f, nil
}
