package report

import (
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
)

// SoFar says in a line how far a run has come: the goal at hand, the value of the best plan, what no plan
// is below, the gap between the two. NaN: not known yet.
func (w *Words) SoFar(name plan.GoalName, value, bound float64) string {
	g := &plan.GoalResult{Name: name}
	s := w.Goal(name) + w.of(": ")
	switch found, proved := Finite(value), Finite(bound); {
	case found && proved:
		return s + w.say("best %[1]s, none below %[2]s, gap %[3]s", w.Value(g, value), inShort(name, bound), gap(plan.Gap(name, value, bound)))
	case found:
		return s + w.say("best %s", w.Value(g, value))
	case proved:
		return s + w.say("no plan yet, none below %s", inShort(name, bound))
	}
	return s + w.of("no plan yet")
}

// inShort writes a bound without its unit and without decimals that a line has no room for.
func inShort(name plan.GoalName, bound float64) string {
	switch name {
	case plan.PassCost, plan.CostGoal:
		return number(math.Floor(bound), 0)
	case plan.Dispersion:
		return number(bound, cvDecimals)
	case plan.Shortfall, plan.Moves, plan.Travel, plan.PupilsMoved, plan.SeatsGoal:
	}
	return amount(bound)
}

// SearchingWhy says that there is no plan and that the reasons are being looked for.
func (w *Words) SearchingWhy() string { return w.of("there is no plan: finding out why") }
