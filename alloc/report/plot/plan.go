package plot

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// Kind says what a figure of a plan shows.
type Kind string

// The kinds.
const (
	KindCV     Kind = "cv"     // all CVs against their limits, before and after
	KindLorenz Kind = "lorenz" // how the stock of one indicator is shared out, before and after
	KindGains  Kind = "gains"  // one indicator in every section, before and after
)

// Kinds lists the kinds.
func Kinds() []Kind { return []Kind{KindCV, KindLorenz, KindGains} }

// An Of names one indicator of one stage.
type Of struct{ Stage, Code string }

// FromPlan draws a figure of a plan for the county c. of says which indicator a Lorenz curve or gains are
// about; empty: the one whose CV is worst against its limit before the plan. A plan without actions is
// drawn as the county stands.
//
// Errors are those of the data and of actions that do not fit them; ErrData where the plan has no
// standard or no indicator of that name.
func FromPlan(kind Kind, of Of, pl *plan.Plan, c *model.County, s Settings) (*Figure, error) {
	if pl == nil || c == nil || pl.Problem.Standard == nil {
		return nil, fmt.Errorf("%w: a plan, its county and its standard are needed", ErrData)
	}
	before, err := pl.Problem.Standard.Assess(c)
	if err != nil {
		return nil, err
	}
	after := before
	if len(pl.Actions) > 0 {
		then, err := plan.Apply(c, pl.Actions)
		if err != nil {
			return nil, err
		}
		if after, err = pl.Problem.Standard.Assess(then); err != nil {
			return nil, err
		}
	}
	if kind == KindCV {
		return CVs(cvs(pl, before, after, s), s)
	}
	if of == (Of{}) {
		of = worst(before)
	}
	i := slices.IndexFunc(pl.Problem.Standard.Indicators, func(x standard.Indicator) bool { return x.Code == of.Code })
	if i < 0 || !slices.ContainsFunc(before.Indicators, func(x standard.IndicatorResult) bool { return x.Code == of.Code && x.Stage == of.Stage }) {
		return nil, fmt.Errorf("%w: the county has no indicator %s in the stage %s", ErrData, of.Code, of.Stage)
	}
	switch kind {
	case KindLorenz:
		curves := []Curve{curve(before, of, s.label("before"))}
		if after != before {
			curves = append(curves, curve(after, of, s.label("after")))
		}
		return Lorenz(curves, s)
	case KindGains:
		return gains(&pl.Problem.Standard.Indicators[i], of, before, after, s)
	case KindCV:
	}
	return nil, fmt.Errorf("%w: kind %q: %s", ErrData, kind, model.Unknown(string(kind), []string{string(KindCV), string(KindLorenz), string(KindGains)}))
}

// cvs are the CVs of all indicators.
func cvs(pl *plan.Plan, before, after *standard.Assessment, s Settings) []CV {
	all := make([]CV, 0, len(before.Indicators))
	for i := range before.Indicators {
		x := &before.Indicators[i]
		v := CV{Label: s.label(x.Stage) + " " + x.Code, Before: x.CV, After: math.NaN(), Limit: math.NaN()}
		if x.Limit != nil {
			v.Limit = *x.Limit
		}
		if l, ok := pl.Problem.HardCVLimit(x.Code, x.Stage); ok {
			v.Limit = l
		}
		for j := range after.Indicators {
			if y := &after.Indicators[j]; after != before && y.Code == x.Code && y.Stage == x.Stage {
				v.After = y.CV
			}
		}
		all = append(all, v)
	}
	return all
}

// worst is the indicator whose CV is worst against its limit.
func worst(a *standard.Assessment) Of {
	var of Of
	most := math.Inf(-1)
	for i := range a.Indicators {
		x := &a.Indicators[i]
		ratio := x.CV
		if x.Limit != nil && *x.Limit > 0 {
			ratio /= *x.Limit
		}
		if ratio > most {
			most, of = ratio, Of{x.Stage, x.Code}
		}
	}
	return of
}

// readings calls f for each section in which an indicator has a meaning.
func readings(a *standard.Assessment, of Of, f func(*standard.SectionResult, *standard.Reading)) {
	for i := range a.Sections {
		s := &a.Sections[i]
		for k := range s.Readings {
			if r := &s.Readings[k]; s.Stage == of.Stage && r.Code == of.Code && !math.IsNaN(r.Value) {
				f(s, r)
			}
		}
	}
}

func curve(a *standard.Assessment, of Of, name string) Curve {
	c := Curve{Name: name}
	readings(a, of, func(s *standard.SectionResult, r *standard.Reading) {
		c.Stock, c.Pupils = append(c.Stock, r.Stock), append(c.Pupils, s.Pupils)
	})
	return c
}

// gains draws the sections that are there before and after.
func gains(i *standard.Indicator, of Of, before, after *standard.Assessment, s Settings) (*Figure, error) {
	values, minimum := make(map[string]float64), math.NaN()
	readings(after, of, func(x *standard.SectionResult, r *standard.Reading) { values[x.School] = r.Value })
	var all []Change
	readings(before, of, func(x *standard.SectionResult, r *standard.Reading) {
		if r.Minimum != nil {
			minimum = *r.Minimum
		}
		if then, ok := values[x.School]; ok {
			all = append(all, Change{r.Value, then})
		}
	})
	name := i.Name
	if s.Lang == report.Chinese && i.NameZH != "" {
		name = i.NameZH
	}
	what := s.label(of.Stage) + " " + strings.TrimSpace(of.Code+" "+name)
	if i.Unit != "" {
		what += " (" + strings.Replace(s.Lang.Unit(i.Unit), "m2", "m²", 1) + ")"
	}
	return Changes(what, minimum, all, s)
}
