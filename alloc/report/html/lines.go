package html

import (
	"math"

	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model/standard"
)

// A line is one indicator in the table of indicators.
type line struct {
	ID                          string // of its panel
	Code                        string
	Stage, Name                 words
	Unit                        words
	MeanBefore, MeanAfter       string
	CVBefore, CVAfter           string
	Limit                       string
	OverBefore, OverAfter       bool
	Limited                     bool
	BelowBefore, BelowAfter     string // sections below the minimum; empty: there is none
	MissingBefore, MissingAfter words
}

// lines are the indicators by stage.
func (v *view) lines(all []sectionPair) []line {
	indicators := v.indicators()
	lines := make([]line, 0, len(indicators))
	for i := range indicators {
		p := &indicators[i]
		l := line{
			ID: "i-" + idOf(p.stage) + "-" + idOf(p.code), Code: p.code, Stage: known(p.stage), Name: indicatorName(p.of),
			Unit: indicatorUnit(p.of), CVBefore: cvText(cvOf(p.Before), p.limit), CVAfter: cvText(cvOf(p.After), p.limit),
			OverBefore: !p.keeps(p.Before), OverAfter: !p.keeps(p.After), MeanBefore: "–", MeanAfter: "–",
		}
		if p.Before != nil {
			l.MeanBefore = report.Number(p.Before.Mean, valueDecimals)
		}
		if p.After != nil {
			l.MeanAfter = report.Number(p.After.Mean, valueDecimals)
		}
		if p.limit != nil {
			l.Limited, l.Limit = true, report.Number(*p.limit, cvDecimals)
		}
		v.missing(&l, p, all)
		lines = append(lines, l)
	}
	return lines
}

// missing adds up what the sections of a stage lack to the minimum of an indicator.
func (v *view) missing(l *line, p *indicatorPair, all []sectionPair) {
	var below [2]int
	var short [2]float64
	asked := false
	for i := range all {
		if all[i].stage != p.stage {
			continue
		}
		for side, at := range []*standard.SectionResult{all[i].Before, all[i].After} {
			if r := reading(at, p.code); r != nil && r.Minimum != nil {
				asked = true
				if !r.Met {
					below[side]++
					short[side] += r.Shortfall
				}
			}
		}
	}
	if !asked {
		return
	}
	l.BelowBefore, l.BelowAfter = report.Number(float64(below[0]), 0), report.Number(float64(below[1]), 0)
	l.MissingBefore, l.MissingAfter = quantity(math.Ceil(short[0]), p.of.Unit), quantity(math.Ceil(short[1]), p.of.Unit)
}
