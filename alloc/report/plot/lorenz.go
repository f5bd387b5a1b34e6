package plot

import (
	"fmt"

	gonum "gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/eduparity/eduparity/model/measure"
)

// A Curve is how a stock is shared out among the pupils of some sections.
type Curve struct {
	Name          string    // in the legend
	Stock, Pupils []float64 // by section
}

// Lorenz draws Lorenz curves, each with its Gini coefficient in the legend. The last one is drawn in
// full, those before it dashed.
func Lorenz(curves []Curve, s Settings) (*Figure, error) {
	f, err := s.newFigure()
	if err != nil {
		return nil, err
	}
	if len(curves) == 0 {
		return nil, fmt.Errorf("%w: no curve", ErrData)
	}
	p := f.plot
	p.X.Label.Text, p.Y.Label.Text = s.label("share of the pupils, those with least first"), s.label("share of the stock")
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = 0, 1, 0, 1
	p.X.Tick.Marker, p.Y.Tick.Marker = percents, percents
	p.Legend.Left = true
	p.Add(grid())
	equal, err := plotter.NewLine(plotter.XYs{{X: 0, Y: 0}, {X: 1, Y: 1}})
	if err != nil {
		return nil, err
	}
	equal.Color, equal.Width = grey, vg.Points(0.7)
	p.Add(equal)
	for i, c := range curves {
		if err := measure.Check(c.Stock, c.Pupils); err != nil {
			return nil, fmt.Errorf("%w: %s: %w", ErrData, c.Name, err)
		}
		points := measure.Lorenz(c.Stock, c.Pupils)
		if points == nil {
			return nil, fmt.Errorf("%w: %s: there is no stock", ErrData, c.Name)
		}
		xys := make(plotter.XYs, len(points))
		for j, q := range points {
			xys[j] = plotter.XY{X: q.Pupils, Y: q.Stock}
		}
		line, err := plotter.NewLine(xys)
		if err != nil {
			return nil, err
		}
		line.Color, line.Width = blue, vg.Points(1.8)
		if i < len(curves)-1 {
			line.Color, line.Width, line.Dashes = grey, vg.Points(1.3), []vg.Length{vg.Points(5), vg.Points(3)}
		}
		p.Add(line)
		p.Legend.Add(fmt.Sprintf("%s: Gini %.3f", c.Name, measure.Gini(c.Stock, c.Pupils)), line)
	}
	p.Legend.Add(s.label("equal for all"), equal)
	return f, nil
}

// percents are the marks of an axis of shares.
var percents = gonum.ConstantTicks{
	{Value: 0, Label: "0 %"}, {Value: 0.25, Label: "25 %"}, {Value: 0.5, Label: "50 %"}, {Value: 0.75, Label: "75 %"}, {Value: 1, Label: "100 %"},
}

// grid is a pale grid.
func grid() *plotter.Grid {
	style := draw.LineStyle{Color: pale, Width: vg.Points(0.5)}
	return &plotter.Grid{Vertical: style, Horizontal: style}
}
