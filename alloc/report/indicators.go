package report

import (
	"math"
	"slices"

	"github.com/eduparity/eduparity/model/standard"
)

// indicators is the table of the indicators by stage.
func (t *teller) indicators() {
	if t.a.Weighting == standard.Unweighted {
		t.head("Indicators (CV: coefficient of variation between sections, every section counted once)")
	} else {
		t.head("Indicators (CV: pupil-weighted coefficient of variation between sections)")
	}
	g := grid{columns: []string{"stage", "", "indicator", ">mean", "", ">CV", ">limit", "level", "verdict"}}
	for i := range t.a.Indicators {
		x := &t.a.Indicators[i]
		g.add(t.of(x.Stage), x.Code, t.n.indicator(x.Code), number(x.Mean, valueDecimals), t.n.unit(x.Code),
			t.cv(x.CV, x.Limit), limitText(x.Limit), t.level(standard.RuleCV+x.Code, x.Stage), t.of(passText(x.Passes, x.Limit)))
	}
	for i := range t.a.Composites {
		if x := &t.a.Composites[i]; x.Limit != nil {
			g.add(t.of(x.Stage), "", t.of("mean of the CVs"), "", "", t.cv(x.CV, x.Limit), limitText(x.Limit), t.level(standard.RuleComposite, x.Stage), t.of(passText(x.Passes, x.Limit)))
		}
	}
	t.grid(g)
}

// cvText writes a CV beside its limit.
func cvText(cv float64, limit *float64) string {
	if limit == nil {
		return number(cv, cvDecimals)
	}
	return beside(cv, *limit, cvDecimals)
}

// cv writes a CV as cvText does, and in words where it has a limit and is undefined.
func (t *teller) cv(cv float64, limit *float64) string {
	if limit != nil && math.IsNaN(cv) {
		return t.of("undefined")
	}
	return cvText(cv, limit)
}

// limitText writes a limit that may be absent.
func limitText(limit *float64) string {
	if limit == nil {
		return ""
	}
	return number(*limit, cvDecimals)
}

// passText is the verdict on something that may have no limit.
func passText(passes bool, limit *float64) string {
	switch {
	case limit == nil:
		return ""
	case passes:
		return "passes"
	}
	return "FAILS"
}

// lacking is the table of what all sections together lack to their minimums.
func (t *teller) lacking() {
	type total struct {
		stage, code, unit string
		level             string // of a stack: whose minimum it is
		below, of         int
		short             float64
	}
	var totals []total
	for i := range t.a.Sections {
		s := &t.a.Sections[i]
		for _, r := range s.Readings {
			if r.Minimum == nil {
				continue
			}
			at := slices.IndexFunc(totals, func(x total) bool { return x.stage == s.Stage && x.code == r.Code })
			if at < 0 {
				at = len(totals)
				totals = append(totals, total{
					stage: s.Stage, code: r.Code, unit: r.ShortfallUnit,
					level: r.Level,
				})
			}
			totals[at].of++
			if !r.Met {
				totals[at].below++
				totals[at].short += r.Shortfall
			}
		}
	}
	if !slices.ContainsFunc(totals, func(x total) bool { return x.below > 0 }) {
		return
	}
	t.head("Missing to the minimums, all sections together")
	g := grid{columns: []string{"stage", "", "indicator", "level", "sections below", ">missing", "unit"}}
	for _, x := range totals {
		if x.below > 0 {
			g.add(t.of(x.stage), x.code, t.n.indicator(x.code), x.level,
				t.share(x.below, x.of), units(x.short), t.unit(x.unit))
		}
	}
	t.grid(g)
}

// units writes a number of units that are missing, rounded up to two decimals, so that whoever adds
// what is written has enough.
func units(x float64) string {
	up := math.Ceil(x*100) / 100
	if math.IsNaN(up) || math.IsInf(up, 0) {
		return number(x, valueDecimals)
	}
	return amount(up)
}
