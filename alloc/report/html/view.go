package html

import (
	"cmp"
	"errors"
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// ErrInput is wrapped by the errors of what a page cannot be made from.
var ErrInput = errors.New("no page")

// A view is what a page is about: a county under a standard, and as a plan leaves it.
type view struct {
	county   *model.County
	standard *standard.Standard
	before   *standard.Assessment
	schools  map[string]int // of county

	plan  *plan.Plan           // nil: an assessment
	then  *model.County        // nil: nothing changes
	after *standard.Assessment // nil: nothing changes

	currency words
}

func newView(c *model.County, s *standard.Standard, a *standard.Assessment) *view {
	v := &view{county: c, standard: s, before: a, schools: c.SchoolIndex()}
	v.currency = unit(cmp.Or(c.Currency, defaultCurrency), false)
	return v
}

// defaultCurrency is the currency of a county that names none.
const defaultCurrency = "yuan"

// latest is the county as it stands in the end.
func (v *view) latest() (*model.County, *standard.Assessment) {
	if v.after != nil {
		return v.then, v.after
	}
	return v.county, v.before
}

// school finds a school, in the county before or after; nil: it is in neither.
func (v *view) school(id string) *model.School {
	if i, ok := v.schools[id]; ok {
		return &v.county.Schools[i]
	}
	if v.then != nil {
		for i := range v.then.Schools {
			if v.then.Schools[i].ID == id {
				return &v.then.Schools[i]
			}
		}
	}
	return nil
}

// schoolName is the name of a school; its id where it has none.
func (v *view) schoolName(id string) string {
	if s := v.school(id); s != nil && s.Name != "" {
		return s.Name
	}
	return id
}

// money writes an amount with the county's currency.
func (v *view) money(x float64) words {
	return words{moneyText(x) + " " + v.currency.EN, moneyText(x) + v.currency.ZH}
}

// A pair is something before and after a plan. Where there is no plan, or it changes nothing, both are
// the same.
type pair[T any] struct{ Before, After T }

// A sectionPair is one section before and after; either is nil where it does not exist.
type sectionPair struct {
	school, stage string
	pair[*standard.SectionResult]
}

// sections are the sections that count before or after, in county order, new ones last.
func (v *view) sections() []sectionPair {
	var all []sectionPair
	index := make(map[[2]string]int)
	for i := range v.before.Sections {
		s := &v.before.Sections[i]
		index[[2]string{s.School, s.Stage}] = len(all)
		all = append(all, sectionPair{s.School, s.Stage, pair[*standard.SectionResult]{Before: s}})
	}
	_, after := v.latest()
	for i := range after.Sections {
		s := &after.Sections[i]
		at, ok := index[[2]string{s.School, s.Stage}]
		if !ok {
			at = len(all)
			all = append(all, sectionPair{school: s.School, stage: s.Stage})
		}
		all[at].After = s
	}
	return all
}

// reading is the reading of an indicator in a section; nil: the section is not there, or the indicator
// has no meaning in it.
func reading(s *standard.SectionResult, code string) *standard.Reading {
	if s == nil {
		return nil
	}
	for i := range s.Readings {
		if r := &s.Readings[i]; r.Code == code && !math.IsNaN(r.Value) {
			return r
		}
	}
	return nil
}

// An indicatorPair is one indicator of one stage before and after; either is nil where the stage does
// not exist.
type indicatorPair struct {
	code, stage string
	of          *standard.Indicator
	pair[*standard.IndicatorResult]
	limit *float64 // in force after the plan: the problem's own, else the standard's; nil: none
}

// indicators are the indicators by stage.
func (v *view) indicators() []indicatorPair {
	_, after := v.latest()
	var all []indicatorPair
	for i := range v.before.Indicators {
		x := &v.before.Indicators[i]
		p := indicatorPair{code: x.Code, stage: x.Stage, of: v.indicator(x.Code), limit: x.Limit}
		p.Before = x
		for j := range after.Indicators {
			if y := &after.Indicators[j]; y.Code == x.Code && y.Stage == x.Stage {
				p.After = y
			}
		}
		if v.plan != nil {
			if l, ok := v.plan.Problem.HardCVLimit(x.Code, x.Stage); ok {
				p.limit = &l
			}
		}
		all = append(all, p)
	}
	return all
}

func (v *view) indicator(code string) *standard.Indicator {
	for i := range v.standard.Indicators {
		if v.standard.Indicators[i].Code == code {
			return &v.standard.Indicators[i]
		}
	}
	return &standard.Indicator{Code: code}
}

// keeps says whether a CV keeps the limit in force; without one it does.
func (p *indicatorPair) keeps(x *standard.IndicatorResult) bool {
	return x == nil || p.limit == nil || x.CV <= *p.limit
}
