package html

import (
	"cmp"
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/report"
)

// A changeChart shows the value of an indicator in every section of a stage, the least first, before
// and after: who gains and who loses.
type changeChart struct {
	Axis                []tick
	Marks               []changeMark
	Minimum             *px // nil: none
	MinimumText         string
	MeanBefore          *px
	MeanAfter           *px
	Unit                words
	Up, Down, Unchanged int // sections
}

// A changeMark is one section.
type changeMark struct {
	School, Stage string
	X             px
	Before, After *px
	Turn          string // up, down, same
	Title         string
}

// Measures of the drawing.
const (
	changeLeft   px = 56
	changeRight  px = 644
	changeTop    px = 30
	changeBottom px = 276
)

// change draws an indicator section by section.
func (v *view) change(p *indicatorPair, all []sectionPair) changeChart {
	rows := rowsOf(p, all)
	high, minimum := 0.0, math.NaN()
	for i := range rows {
		high = max(high, rows[i].value(0), rows[i].value(1))
		if rows[i].minimum != nil {
			minimum = *rows[i].minimum
		}
	}
	if !math.IsNaN(minimum) {
		high = max(high, minimum)
	}
	s := newScale(0, high, changeBottom, changeTop)
	c := changeChart{Axis: s.marks(), Unit: indicatorUnit(p.of)}
	if !math.IsNaN(minimum) {
		c.Minimum, c.MinimumText = placeOf(s, &minimum), report.Amount(minimum)
	}
	if p.Before != nil {
		c.MeanBefore = placeOf(s, defined(p.Before.Mean))
	}
	if v.after != nil && p.After != nil {
		c.MeanAfter = placeOf(s, defined(p.After.Mean))
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(a.value(0), b.value(0)) })
	step := (changeRight - changeLeft) / px(max(1, len(rows)))
	for i := range rows {
		r := &rows[i]
		m := changeMark{School: r.school, Stage: p.stage, X: changeLeft + step*(px(i)+0.5), Turn: r.turn()}
		m.Before = placeOf(s, r.of[0])
		m.Title = r.school + " " + v.schoolName(r.school) + ": " + valueText(r.of[0])
		if v.after != nil {
			m.After = placeOf(s, r.of[1])
			m.Title += " → " + valueText(r.of[1])
		}
		switch m.Turn {
		case turnUp:
			c.Up++
		case turnDown:
			c.Down++
		default:
			c.Unchanged++
		}
		c.Marks = append(c.Marks, m)
	}
	return c
}

// Ways in which a value turns.
const (
	turnUp   = "up"
	turnDown = "down"
	turnSame = "same"
)

// A row is one section under one indicator, before and after.
type row struct {
	school, stage string
	of            [2]*float64 // values; nil: no section
	stock         [2]float64
	pupils        [2]float64
	minimum       *float64
}

func rowsOf(p *indicatorPair, all []sectionPair) []row {
	var rows []row
	for i := range all {
		if all[i].stage != p.stage {
			continue
		}
		b, a := reading(all[i].Before, p.code), reading(all[i].After, p.code)
		if b == nil && a == nil {
			continue
		}
		r := row{school: all[i].school, stage: all[i].stage}
		if b != nil {
			r.of[0], r.minimum, r.stock[0], r.pupils[0] = &b.Value, b.Minimum, b.Stock, all[i].Before.Pupils
		}
		if a != nil {
			r.of[1], r.minimum, r.stock[1], r.pupils[1] = &a.Value, a.Minimum, a.Stock, all[i].After.Pupils
		}
		rows = append(rows, r)
	}
	return rows
}

// value is a value for sorting: sections that do not exist yet come last.
func (r *row) value(side int) float64 {
	if r.of[side] == nil {
		if other := r.of[1-side]; other != nil {
			return *other
		}
		return 0
	}
	return *r.of[side]
}

// turn says whether the section gains; less than what two decimals show is no change.
func (r *row) turn() string {
	if r.of[0] == nil || r.of[1] == nil {
		return turnSame
	}
	switch d := *r.of[1] - *r.of[0]; {
	case d >= leastChange:
		return turnUp
	case d <= -leastChange:
		return turnDown
	}
	return turnSame
}

// leastChange is half of what two decimals can show.
const leastChange = 0.005

// valueText writes a value of an indicator.
func valueText(x *float64) string {
	if x == nil {
		return "–"
	}
	return report.Number(*x, valueDecimals)
}

// valueDecimals are those of the official forms.
const valueDecimals = 2
