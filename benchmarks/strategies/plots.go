package main

import (
	"fmt"
	"image/color"
	"math"
	"path/filepath"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/eduparity/eduparity/alloc"
)

// Sizes of the plots.
const (
	wide = 9 * vg.Inch
	high = 4.5 * vg.Inch
)

// colours tell sets, or strategies, apart: Okabe and Ito's, which the colour-blind can tell, too.
var colours = []color.Color{
	color.RGBA{0x00, 0x72, 0xB2, 0xFF}, color.RGBA{0xD5, 0x5E, 0x00, 0xFF}, color.RGBA{0x00, 0x9E, 0x73, 0xFF},
	color.RGBA{0xCC, 0x79, 0xA7, 0xFF}, color.RGBA{0xE6, 0x9F, 0x00, 0xFF}, color.RGBA{0x56, 0xB4, 0xE9, 0xFF},
	color.RGBA{0x00, 0x00, 0x00, 0xFF}, color.RGBA{0x80, 0x80, 0x80, 0xFF}, color.RGBA{0x99, 0x33, 0x33, 0xFF},
}

// shapes tell them apart without colour.
var shapes = []draw.GlyphDrawer{
	draw.CircleGlyph{}, draw.TriangleGlyph{}, draw.SquareGlyph{}, draw.PlusGlyph{}, draw.CrossGlyph{}, draw.RingGlyph{},
	draw.PyramidGlyph{}, draw.BoxGlyph{}, draw.CircleGlyph{},
}

// drawAll makes the plots, each as SVG and PNG.
func drawAll(out string, results []result) error {
	for _, p := range []struct {
		name string
		make func([]result) (*plot.Plot, error)
	}{{"strategies-evenness", evenness}, {"strategies-cost", costs}, {"strategies-seconds", seconds}} {
		pic, err := p.make(results)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		for _, ext := range []string{".svg", ".png"} {
			if err := pic.Save(wide, high, filepath.Join(out, p.name+ext)); err != nil {
				return err
			}
		}
	}
	return nil
}

// evenness shows what part of the possible each strategy reaches, a point for each county.
func evenness(results []result) (*plot.Plot, error) {
	p, err := points(results, true)
	if err != nil {
		return nil, err
	}
	p.Title.Text = "Same money, same moves: how much of the evenness that can be had"
	p.Y.Label.Text = "part of the possible (1: exact)"
	p.Y.Min, p.Y.Max = math.Max(p.Y.Min, -0.5), 1.1
	return p, nil
}

// costs shows how many times the least each strategy needs.
func costs(results []result) (*plot.Plot, error) {
	p, err := points(results, false)
	if err != nil {
		return nil, err
	}
	p.Title.Text = "Same standard: how many times the exact plan's cost, or moves (no plan: not shown)"
	p.Y.Label.Text = "times as much"
	p.Y.Scale, p.Y.Tick.Marker = plot.LogScale{}, plot.LogTicks{Prec: -1}
	p.Y.Min = 1
	return p, nil
}

// points are a column for each strategy, a point for each problem, by set.
func points(results []result, best bool) (*plot.Plot, error) {
	p := plot.New()
	names := without(alloc.StrategyNames(), alloc.NameStatusQuo, alloc.NameExact)
	labels := make([]string, len(names))
	for n := range names {
		labels[n] = string(names[n])
	}
	p.NominalX(labels...)
	p.X.Tick.Label.Font.Size = vg.Points(8)
	var sets []string
	for _, g := range groups(results) {
		if len(sets) == 0 || sets[len(sets)-1] != g[0] {
			sets = append(sets, g[0])
		}
	}
	for k, set := range sets {
		var xys plotter.XYs
		for n, name := range names {
			for i := range results {
				if results[i].of.set != set || results[i].of.question.best() != best || results[i].strategy(name) == nil {
					continue
				}
				if y := results[i].reach(name); !math.IsNaN(y) && !math.IsInf(y, 0) {
					xys = append(xys, plotter.XY{X: float64(n) + float64(k+1)/float64(len(sets)+1)*0.7 - 0.35, Y: y})
				}
			}
		}
		if len(xys) == 0 {
			continue
		}
		s, err := plotter.NewScatter(xys)
		if err != nil {
			return nil, err
		}
		s.Color, s.Shape, s.Radius = colours[k%len(colours)], shapes[k%len(shapes)], vg.Points(2.5)
		p.Add(s)
		p.Legend.Add(set, s)
	}
	p.Legend.Top = true
	p.Add(plotter.NewGrid())
	return p, nil
}

// seconds shows how the time grows with generated counties, over all questions.
func seconds(results []result) (*plot.Plot, error) {
	p := plot.New()
	p.Title.Text = "Time on generated counties, the slowest question"
	p.X.Label.Text, p.Y.Label.Text = "sections", "seconds"
	p.X.Scale, p.X.Tick.Marker = plot.LogScale{}, plot.LogTicks{Prec: -1}
	p.Y.Scale, p.Y.Tick.Marker = plot.LogScale{}, plot.LogTicks{Prec: -1}
	for k, name := range alloc.StrategyNames() {
		var xys plotter.XYs
		for i := range results {
			s := results[i].strategy(name)
			if results[i].of.set != "generated" || s == nil {
				continue
			}
			x, y := float64(results[i].x.Before.Sections), math.Max(s.Seconds, leastSeconds)
			if n := len(xys); n > 0 && xys[n-1].X == x {
				xys[n-1].Y = math.Max(xys[n-1].Y, y)
			} else {
				xys = append(xys, plotter.XY{X: x, Y: y})
			}
		}
		if len(xys) == 0 {
			continue
		}
		line, marks, err := plotter.NewLinePoints(xys)
		if err != nil {
			return nil, err
		}
		line.Color, marks.Color, marks.Shape = colours[k%len(colours)], colours[k%len(colours)], shapes[k%len(shapes)]
		p.Add(line, marks)
		p.Legend.Add(string(name), line, marks)
	}
	p.Legend.Top, p.Legend.Left = true, true
	p.Add(plotter.NewGrid())
	return p, nil
}

// leastSeconds is what a time is drawn as that is too short to tell.
const leastSeconds = 0.001
