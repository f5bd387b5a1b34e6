package html

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model"
)

// A frontier is what more money, or more moves, buy.
type frontier struct {
	Head   words // of the values
	X      words // of the budgets or moves
	More   words // what one more is
	Chart  frontierChart
	Points []frontierPoint
}

// A frontierPoint is a line of the table.
type frontierPoint struct {
	X                        words
	Value, Bound, Gap, Price string
	Cost, Moves, Status      words
	Changes                  []words
	SortX                    float64
	Planned                  bool
}

// A frontierChart is the curve.
type frontierChart struct {
	XAxis, YAxis   []tick
	Reached, Bound string // points of the curves
	Dots           []frontierDot
	XUnit          words
}

// A frontierDot is one point of the curve.
type frontierDot struct {
	X, Y  px
	Title string
}

// Measures of the drawing.
const (
	frontierLeft   px = 64
	frontierRight  px = 700
	frontierTop    px = 30
	frontierBottom px = 270
	million           = 1e6
	changesTold       = 4
)

// Frontier writes a frontier for the county c as a page. [ErrInput] says that one of them, or the
// frontier's goal, is missing. Nothing is written then.
func Frontier(w io.Writer, f *plan.Frontier, c *model.County, o Options) error {
	if f == nil || c == nil || len(f.Problem.Goals) == 0 {
		return fmt.Errorf("%w: a frontier with a goal and its county are needed", ErrInput)
	}
	v := &view{county: c, standard: f.Problem.Standard, currency: unit(cmp.Or(c.Currency, defaultCurrency), false)}
	d := &document{Code: code(o.Lang), Constructed: c.Constructed, Tone: toneGood, Currency: v.currency}
	d.Heading = say("%s: what more money buys", cmp.Or(c.Name, "eduparity"))
	if f.Over == plan.OverMoves {
		d.Heading = say("%s: what more moves buy", cmp.Or(c.Name, "eduparity"))
	}
	d.Title = d.Heading
	d.Asked = []words{both(func(l report.Lang) string { return report.FrontierTitle(f, c, l) })}
	d.Verdict = []words{both(func(l report.Lang) string { return report.FrontierAnswer(f, c, l) })}
	if f.Status != plan.FrontierComplete {
		d.Tone = tonePart
	}
	d.Frontier = v.frontier(f)
	return d.send(w)
}

func (v *view) frontier(f *plan.Frontier) *frontier {
	out := &frontier{
		Head: both(func(l report.Lang) string { return report.FrontierHead(f, l) }), X: say("budget"), More: say("one million more brings"),
		Chart: v.frontierChart(f),
	}
	if f.Over == plan.OverMoves {
		out.X, out.More = say("moves allowed"), say("one more brings")
	}
	goal := f.Problem.Goals[0].Name
	for i := range f.Points {
		p := &f.Points[i]
		x := frontierPoint{
			X: both(func(l report.Lang) string { return report.FrontierAmount(f, p.X, v.county, l) }), SortX: p.X,
			Status: both(func(l report.Lang) string { return report.NewWords(&plan.Plan{}, v.county, l).Status(p.Status) }),
		}
		if p.Status == plan.Optimal || p.Status == plan.Feasible {
			x.Planned = true
			x.Value, x.Bound, x.Price = report.FrontierValue(f, p.Value), report.FrontierValue(f, p.Bound), report.FrontierPrice(f, p.Price)
			x.Gap = report.Gap(plan.Gap(goal, p.Value, p.Bound))
			x.Cost, x.Moves = v.money(p.Cost), quantity(p.Moves, "moves")
			x.Changes = v.frontierChanges(f, p)
		}
		out.Points = append(out.Points, x)
	}
	return out
}

// frontierChanges are what a step buys, the dearest first.
func (v *view) frontierChanges(f *plan.Frontier, p *plan.FrontierPoint) []words {
	changes := slices.Clone(p.Changes)
	slices.SortStableFunc(changes, func(a, b plan.Change) int {
		return cmp.Or(cmp.Compare(math.Abs(b.Cost), math.Abs(a.Cost)), cmp.Compare(math.Abs(b.Quantity), math.Abs(a.Quantity)))
	})
	var all []words
	for i := range changes {
		if i == changesTold {
			return append(all, say("and %s more", report.Number(float64(len(changes)-i), 0)))
		}
		all = append(all, both(func(l report.Lang) string { return report.FrontierChange(f, &changes[i], v.county, l) }))
	}
	return all
}

// frontierChart draws the points that have a plan.
func (v *view) frontierChart(f *plan.Frontier) frontierChart {
	points := slices.DeleteFunc(slices.Clone(f.Planned()), func(p plan.FrontierPoint) bool { return defined(p.Value) == nil || defined(p.Bound) == nil })
	if len(points) == 0 {
		return frontierChart{}
	}
	per, unitOfX := 1.0, say("moves of teachers")
	if f.Over == plan.OverBudget {
		per, unitOfX = million, say("budget, million %s", v.currency)
	}
	left, right, high := points[0].X/per, points[len(points)-1].X/per, 0.0
	for _, p := range points {
		high = max(high, p.Value, p.Bound)
	}
	sx, sy := newScale(left, right, frontierLeft, frontierRight), newScale(0, high, frontierBottom, frontierTop)
	c := frontierChart{XAxis: sx.marks(), YAxis: sy.marks(), XUnit: unitOfX}
	var reached, bound []string
	for _, p := range points {
		x := sx.at(p.X / per)
		reached = append(reached, x.String()+","+sy.at(p.Value).String())
		bound = append(bound, x.String()+","+sy.at(p.Bound).String())
		c.Dots = append(c.Dots, frontierDot{x, sy.at(p.Value), report.Amount(p.X) + ": " + report.FrontierValue(f, p.Value)})
	}
	c.Reached, c.Bound = strings.Join(reached, " "), strings.Join(bound, " ")
	return c
}
