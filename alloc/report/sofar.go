package report

import (
	"github.com/eduparity/eduparity/alloc/plan"
)

// SoFar says in a line how far a run has come: the goal at hand, the value of the best plan, what no plan
// is below, the gap between the two. NaN: not known yet.
func (w *Words) SoFar(name plan.GoalName, value, bound float64) string {
	g := &plan.GoalResult{Name: name}
	s := w.Goal(name) + w.of(": ")
	switch found, proved := Finite(value), Finite(bound); {
	case found && proved:
		return s + w.say("best %[1]s, none below %[2]s, gap %[3]s", w.Value(g, value), w.Value(g, bound), gap(plan.Gap(name, value, bound)))
	case found:
		return s + w.say("best %s", w.Value(g, value))
	case proved:
		return s + w.say("no plan yet, none below %s", w.Value(g, bound))
	}
	return s + w.of("no plan yet")
}

// SearchingWhy says that there is no plan and that the reasons are being looked for.
func (w *Words) SearchingWhy() string { return w.of("there is no plan: finding out why") }
