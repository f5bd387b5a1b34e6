package html

import (
	"cmp"
	"fmt"
	"io"
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model"
)

// A comparison is strategies side by side.
type comparison struct {
	Strategies []strategy
	Bound      *px // place of the proven bound; nil: nothing is proven
	BoundText  words
	Height     px
	Goal       words
	Measures   []measured
	Names      []words // of the strategies that have a plan
	Gains      []gainsBy
}

// A strategy is a line of the table and a bar of the chart.
type strategy struct {
	Name, What, Note   words
	Status             words
	Value, Cost        words
	Gap                string
	Sections           string
	Passes             bool
	Moves, KM, Seconds words
	Planned, Proved    bool
	Y                  px
	Bar                px // its length
}

// A measured is the CV of one indicator under each strategy.
type measured struct {
	Stage, Name   words
	Code          string
	Before, Limit string
	CVs           []cvUnder
}

// A cvUnder is a CV under a strategy.
type cvUnder struct {
	Text string
	Over bool
}

// A gainsBy says how the strategies fall on the parts of a county.
type gainsBy struct {
	By   words
	Rows []gainRow
}

// A gainRow is one part under one strategy.
type gainRow struct {
	Part, Strategy         words
	Pupils, Gaining        string
	Losing                 string
	PerPupil               words
	Net                    string
	SortGaining, SortMoney float64
}

// Measures of the drawing.
const (
	barRow    px = 30
	barFirst  px = 190
	barLast   px = 590
	barTop    px = 8
	barBottom px = 40
)

// Comparison writes strategies side by side for the county c as a page. [ErrInput] says that one of them,
// or the goal, is missing. Nothing is written then.
func Comparison(w io.Writer, x *plan.Comparison, c *model.County, o Options) error {
	if x == nil || c == nil || len(x.Problem.Goals) == 0 {
		return fmt.Errorf("%w: a comparison with a goal and its county are needed", ErrInput)
	}
	v := &view{county: c, standard: x.Problem.Standard, currency: unit(cmp.Or(c.Currency, defaultCurrency), false)}
	d := &document{Code: code(o.Lang), Constructed: c.Constructed, Tone: toneGood, Currency: v.currency}
	d.Heading = say("%s: strategies compared", cmp.Or(c.Name, "eduparity"))
	d.Title = d.Heading
	d.Asked = []words{both(func(l report.Lang) string { return report.ComparisonTitle(x, c, l) })}
	en, zh := report.ComparisonAnswer(x, c, report.English), report.ComparisonAnswer(x, c, report.Chinese)
	for i := range en {
		d.Verdict = append(d.Verdict, words{en[i], zh[i]})
	}
	d.Comparison = v.comparison(x)
	if len(d.Comparison.Names) == 0 {
		d.Tone = toneBad
	}
	return d.send(w)
}

func (v *view) comparison(x *plan.Comparison) *comparison {
	out := &comparison{Goal: goalName(x.Problem.Goals[0].Name)}
	high := 0.0
	for i := range x.Strategies {
		if s := &x.Strategies[i]; s.Planned() {
			high = max(high, s.Value)
		}
	}
	scale := newScale(0, high, barFirst, barLast)
	if !math.IsNaN(x.Bound) {
		out.Bound = placeOf(scale, &x.Bound)
		out.BoundText = both(func(l report.Lang) string { return report.ComparisonValue(x, x.Bound, v.county, l) })
	}
	for i := range x.Strategies {
		s := &x.Strategies[i]
		y := strategy{
			Name: strategyName(s.Name), What: both(func(l report.Lang) string { return report.StrategyText(s.Name, l) }),
			Seconds: quantity(math.Round(s.Seconds*100)/100, "s"), Y: barTop + barRow*(px(i)+0.5), Planned: s.Planned(), Proved: s.Proved,
		}
		switch {
		case !s.Planned():
			y.Status, y.Note = say("no plan"), both(func(l report.Lang) string { return report.StrategyNote(s.Note, l) })
		default:
			y.Status = say("by its rule")
			if s.Proved {
				y.Status = say("proven best")
			}
			y.Value = both(func(l report.Lang) string { return report.ComparisonValue(x, s.Value, v.county, l) })
			y.Gap, y.Cost = cmp.Or(report.AboveBest(x, s), "–"), v.money(s.Cost)
			y.Sections = report.Number(float64(s.SectionsPassing), 0) + " / " + report.Number(float64(s.Sections), 0)
			y.Passes, y.Moves, y.KM = s.Passes, quantity(s.Moves, "moves"), quantity(math.Round(s.KM), "km")
			y.Bar = max(1, scale.at(s.Value)-barFirst)
			out.Names = append(out.Names, y.Name)
		}
		out.Strategies = append(out.Strategies, y)
	}
	out.Height = barTop + barRow*px(len(x.Strategies)) + barBottom
	out.Measures, out.Gains = v.measures(x), v.gainsBy(x)
	return out
}

func strategyName(name string) words {
	return both(func(l report.Lang) string { return report.StrategyName(name, l) })
}

// measures are the CVs of the indicators that the levers can change.
func (v *view) measures(x *plan.Comparison) []measured {
	var all []measured
	for i := range x.Before.Measures {
		b := &x.Before.Measures[i]
		if !b.Changeable {
			continue
		}
		m := measured{Stage: known(b.Stage), Code: b.Code, Name: indicatorName(v.indicator(b.Code)), Before: cvText(defined(b.CV), b.Limit), Limit: "–"}
		if b.Limit != nil {
			m.Limit = report.Number(*b.Limit, cvDecimals)
		}
		for j := range x.Strategies {
			s := &x.Strategies[j]
			if !s.Planned() {
				continue
			}
			cv := cvUnder{Text: "–"}
			for k := range s.Measures {
				if q := &s.Measures[k]; q.Code == b.Code && q.Stage == b.Stage {
					cv = cvUnder{cvText(defined(q.CV), b.Limit), b.Limit != nil && !(q.CV <= *b.Limit)}
				}
			}
			m.CVs = append(m.CVs, cv)
		}
		all = append(all, m)
	}
	return all
}

// gainsBy says who gains and who loses, by area, zone and size.
func (v *view) gainsBy(x *plan.Comparison) []gainsBy {
	var all []gainsBy
	for _, by := range plan.Parts() {
		g := gainsBy{By: known("by:" + string(by))}
		for i := range x.Gains {
			y := &x.Gains[i]
			if y.By != by || y.Pupils == 0 || y.Gaining+y.Losing+y.Mixed == 0 && y.Spent == 0 {
				continue
			}
			part := known(y.Part)
			if y.Part == "" {
				part = say("(none)")
			}
			g.Rows = append(g.Rows, gainRow{
				Part: part, Strategy: strategyName(y.Strategy), Pupils: report.Number(y.Pupils, 0),
				Gaining: report.Percent(y.Gaining/y.Pupils, 0), Losing: report.Percent(y.Losing/y.Pupils, 0),
				PerPupil: v.money(math.Round(y.Spent / y.Pupils)), Net: signedAmount(y.Received - y.Sent + y.Hired),
				SortGaining: y.Gaining / y.Pupils, SortMoney: y.Spent / y.Pupils,
			})
		}
		if len(g.Rows) > 0 {
			all = append(all, g)
		}
	}
	return all
}

// signedAmount writes a number of teachers with its sign.
func signedAmount(x float64) string {
	if x > 0 {
		return "+" + report.Amount(x)
	}
	return report.Amount(x)
}
