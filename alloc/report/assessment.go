package report

import (
	"cmp"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/model/standard"
)

// Assessment writes an assessment: whether the county passes and what stands against it, the
// indicators by stage, the sections that fail with what they lack in units, and which sections make
// the CVs that are over their limits.
func Assessment(w io.Writer, a *standard.Assessment, o Options) error {
	p, n := &page{}, newNames(o.County, o.Standard)
	p.line("%s", title(a))
	if a.Constructed {
		p.line("%s", constructedNote)
	}
	p.line("%s", verdict(a))
	p.indicators(a, n)
	p.lacking(a, n)
	p.blocking(a, n, o)
	p.driving(a, n)
	return p.writeTo(w)
}

// constructedNote is said wherever data are made up.
const constructedNote = "Constructed data: this county does not exist."

// title says what was judged by what.
func title(a *standard.Assessment) string {
	s := cmp.Or(a.County, "The county")
	if a.Year != 0 {
		s += ", data of " + strconv.Itoa(a.Year)
	}
	return s + ", judged by " + a.Standard + "."
}

// verdict is the answer in a sentence.
func verdict(a *standard.Assessment) string {
	var limits, over int
	for i := range a.Indicators {
		if a.Indicators[i].Limit != nil {
			limits++
			if !a.Indicators[i].Passes {
				over++
			}
		}
	}
	failing := len(a.Sections) - a.SectionsPassing
	minimums := slices.ContainsFunc(a.Sections, hasMinimum)
	var parts []string
	if minimums {
		parts = append(parts, number(float64(failing), 0)+" of "+count(len(a.Sections), "section", "sections"))
	}
	if limits > 0 {
		parts = append(parts, number(float64(over), 0)+" of "+count(limits, "CV", "CVs"))
	}
	switch {
	case len(parts) == 0:
		return "The standard sets no minimum and no limit here: there is nothing to pass or to fail in " +
			count(len(a.Sections), "section", "sections") + "."
	case a.Passes:
		var good []string
		if minimums {
			good = append(good, "all "+count(len(a.Sections), "section", "sections"))
		}
		if limits > 0 {
			good = append(good, "all "+count(limits, "CV", "CVs"))
		}
		return "The county passes: " + strings.Join(good, " and ") + " meet the standard."
	}
	return "The county does not pass: " + strings.Join(parts, " and ") + " fail."
}

// hasMinimum says whether the standard asks anything of the section itself.
func hasMinimum(s standard.SectionResult) bool {
	return slices.ContainsFunc(s.Readings, func(r standard.Reading) bool { return r.Minimum != nil })
}

// indicators is the table of the indicators by stage.
func (p *page) indicators(a *standard.Assessment, n names) {
	p.head("Indicators (CV: pupil-weighted coefficient of variation between sections)")
	g := grid{columns: []string{"stage", "", "indicator", ">mean", "", ">CV", ">limit", "verdict"}}
	for i := range a.Indicators {
		x := &a.Indicators[i]
		g.add(x.Stage, x.Code, n.indicator(x.Code), number(x.Mean, valueDecimals), n.unit(x.Code),
			cvText(x.CV, x.Limit), limitText(x.Limit), passText(x.Passes, x.Limit))
	}
	p.grid(g)
}

// cvText writes a CV beside its limit.
func cvText(cv float64, limit *float64) string {
	if limit == nil {
		return number(cv, cvDecimals)
	}
	return beside(cv, *limit, cvDecimals)
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
func (p *page) lacking(a *standard.Assessment, n names) {
	type total struct {
		stage, code, unit string
		below, of         int
		short             float64
	}
	var totals []total
	for i := range a.Sections {
		s := &a.Sections[i]
		for _, r := range s.Readings {
			if r.Minimum == nil {
				continue
			}
			at := slices.IndexFunc(totals, func(t total) bool { return t.stage == s.Stage && t.code == r.Code })
			if at < 0 {
				at = len(totals)
				totals = append(totals, total{stage: s.Stage, code: r.Code, unit: r.ShortfallUnit})
			}
			totals[at].of++
			if !r.Met {
				totals[at].below++
				totals[at].short += r.Shortfall
			}
		}
	}
	if !slices.ContainsFunc(totals, func(t total) bool { return t.below > 0 }) {
		return
	}
	p.head("Missing to the minimums, all sections together")
	g := grid{columns: []string{"stage", "", "indicator", "sections below", ">missing", "unit"}}
	for _, t := range totals {
		if t.below > 0 {
			g.add(t.stage, t.code, n.indicator(t.code),
				number(float64(t.below), 0)+" of "+number(float64(t.of), 0), units(t.short), t.unit)
		}
	}
	p.grid(g)
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

// blocking lists the sections that fail, worst first, with what they lack; what lies farthest below
// its minimum comes first, because that is what no relief of the section rule can reach.
func (p *page) blocking(a *standard.Assessment, n names, o Options) {
	var failing []*standard.SectionResult
	for i := range a.Sections {
		if !a.Sections[i].Passes {
			failing = append(failing, &a.Sections[i])
		}
	}
	if len(failing) == 0 {
		return
	}
	slices.SortStableFunc(failing, func(x, y *standard.SectionResult) int {
		return cmp.Or(cmp.Compare(asked(x)-x.Met, asked(y)-y.Met)*-1, cmp.Compare(worst(x), worst(y)))
	})
	shown := o.top(len(failing))
	p.head("Sections that fail, worst first, and what they lack")
	g := grid{columns: []string{"section", "school", ">pupils", ">met", "missing"}}
	for _, s := range failing[:shown] {
		var missing []string
		for _, r := range below(s) {
			missing = append(missing, r.Code+" "+units(r.Shortfall)+" "+r.ShortfallUnit)
		}
		g.add(s.School+"/"+s.Stage, n.schools[s.School], number(s.Pupils, 0),
			number(float64(s.Met), 0)+" of "+number(float64(asked(s)), 0), strings.Join(missing, ", "))
	}
	p.grid(g)
	p.more(len(failing)-shown, ", see --format json")
}

// asked is the number of minimums that a section has.
func asked(s *standard.SectionResult) int {
	n := 0
	for _, r := range s.Readings {
		if r.Minimum != nil {
			n++
		}
	}
	return n
}

// below lists the readings of a section that miss their minimum, farthest first.
func below(s *standard.SectionResult) []standard.Reading {
	var missing []standard.Reading
	for _, r := range s.Readings {
		if r.Minimum != nil && !r.Met {
			missing = append(missing, r)
		}
	}
	slices.SortStableFunc(missing, func(x, y standard.Reading) int { return cmp.Compare(reach(x), reach(y)) })
	return missing
}

// reach is the share of its minimum that a reading has.
func reach(r standard.Reading) float64 { return r.Value / *r.Minimum }

// worst is the least share of a minimum that a section has.
func worst(s *standard.SectionResult) float64 {
	if missing := below(s); len(missing) > 0 {
		return reach(missing[0])
	}
	return 1
}

// drivers is how many sections are named for each CV over its limit.
const drivers = 4

// driving lists, for every CV over its limit, the sections that make most of it.
func (p *page) driving(a *standard.Assessment, n names) {
	var g grid
	for i := range a.Indicators {
		x := &a.Indicators[i]
		if x.Passes || x.Limit == nil {
			continue
		}
		type part struct {
			of   string
			part float64
		}
		var parts []part
		for j := range a.Sections {
			s := &a.Sections[j]
			if s.Stage != x.Stage {
				continue
			}
			for _, r := range s.Readings {
				if r.Code == x.Code && r.ShareOfCV2 > 0 {
					high := "low"
					if r.Value > x.Mean {
						high = "high"
					}
					parts = append(parts, part{s.School + " " + percent(r.ShareOfCV2, 0) + " (" + high + ")", r.ShareOfCV2})
				}
			}
		}
		slices.SortStableFunc(parts, func(x, y part) int { return cmp.Compare(y.part, x.part) })
		var told []string
		for _, q := range parts[:min(len(parts), drivers)] {
			told = append(told, q.of)
		}
		g.add(x.Stage, x.Code, n.indicator(x.Code), strings.Join(told, ", "))
	}
	if len(g.rows) == 0 {
		return
	}
	p.head("What drives the CVs over their limits: schools by their share of the squared CV, high or low against the mean")
	g.columns = []string{"stage", "", "indicator", "schools"}
	p.grid(g)
}
