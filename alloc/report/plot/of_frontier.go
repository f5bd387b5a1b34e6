package plot

import (
	"fmt"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// million is what budgets are drawn in.
const million = 1e6

// FromFrontier draws a frontier: what its first goal comes to at every budget or number of moves. c gives
// the currency; nil: yuan. Points without a plan are left out; ErrData where there is none with one.
func FromFrontier(f *plan.Frontier, c *model.County, s Settings) (*Figure, error) {
	if f == nil || len(f.Problem.Goals) == 0 {
		return nil, fmt.Errorf("%w: a frontier with a goal is needed", ErrData)
	}
	unit, x := 1.0, s.label("moves of teachers")
	if f.Over == plan.OverBudget {
		currency := "yuan"
		if c != nil && c.Currency != "" {
			currency = c.Currency
		}
		unit, x = million, fmt.Sprintf(s.label("budget (million %s)"), s.Lang.Unit(currency))
	}
	points := slices.DeleteFunc(slices.Clone(f.Planned()), func(p plan.FrontierPoint) bool { return bad(p.Value) || bad(p.Bound) })
	out := make([]Point, len(points))
	for i, p := range points {
		out[i] = Point{X: p.X / unit, Value: p.Value, Bound: p.Bound}
	}
	return Frontier(x, goalAxis(f.Problem.Goals[0].Name, s), out, s)
}

// goalAxis says what a goal is counted in.
func goalAxis(g plan.GoalName, s Settings) string {
	switch g {
	case plan.Dispersion:
		return s.label("worst CV/limit (no unit)")
	case plan.Shortfall:
		return s.label("shortfall (pupils)")
	case plan.PassCost, plan.CostGoal:
		return s.label("cost") + " (" + s.Lang.Unit("yuan") + ")"
	case plan.Moves:
		return s.label("moves of teachers")
	case plan.Travel:
		return s.label("way to school (pupil-km)")
	case plan.PupilsMoved:
		return s.label("pupils who change school")
	case plan.SeatsGoal:
		return s.label("pupils without a seat")
	}
	return string(g)
}
