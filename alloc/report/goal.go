package report

import (
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
)

// Answer is what a plan says, in a sentence or two.
func (w *Words) Answer() string {
	pl := w.pl
	switch pl.Status {
	case plan.StatusInfeasible:
		if why := pl.Infeasible; why != nil && why.InParts != nil && why.InParts.Status == plan.Feasible {
			return w.say("Impossible, and proven so: possible only with parts of %s.", w.listed(w.things(why.InParts.Of)))
		}
		return w.of("Impossible, and proven so: no plan can do this.")
	case plan.Unknown:
		return w.of("No plan was found before the limit, and none was proven impossible.")
	case plan.Optimal, plan.Feasible:
	}
	if len(pl.Goals) == 0 {
		return w.of("Nothing was asked for, nothing changes.")
	}
	first := &pl.Goals[0]
	if len(pl.Actions) == 0 && pl.Status == plan.Feasible {
		return w.say("Nothing better was found than to leave all as it is, where %[1]s. That may not be the best: what is proven is that no plan is better than %[2]s (gap %[3]s).",
			w.stands(first), w.Value(first, first.Bound), gap(first.Gap))
	}
	if len(pl.Actions) == 0 {
		return w.say("Nothing needs to change: %s.", w.stands(first))
	}
	s := capital(w.reached(first))
	switch {
	case pl.Status == plan.Feasible && first.Status == plan.Optimal:
		return w.say("%s, which is proven; what comes after that was stopped before it was.", s)
	case pl.Status == plan.Feasible:
		return w.say("%[1]s. That may not be the best: what is proven is that no plan is better than %[2]s (gap %[3]s).",
			s, w.Value(first, first.Bound), gap(first.Gap))
	case first.Gap > roundingGap && w.given(first) != "":
		return w.say("%[1]s, proven to be within %[2]s of the best; up to %[3]s is given away to the goals after it.",
			s, gap(max(first.Gap, leastGap)), w.given(first))
	case first.Gap > roundingGap:
		return w.say("%[1]s, proven to within %[2]s.", s, gap(max(first.Gap, leastGap)))
	}
	return w.say("%s, and no plan is better: that is proven.", s)
}

// things are the words for what comes in parts.
func (w *Words) things(names []string) []string {
	if w.Lang != Chinese {
		return names
	}
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = w.thing(name)
	}
	return out
}

// given is what the problem lets the goals after the first take from it; empty: nothing.
func (w *Words) given(first *plan.GoalResult) string {
	if len(w.pl.Problem.Goals) < 2 {
		return ""
	}
	slack := w.pl.Problem.Goals[0].Slack
	switch {
	case slack.Amount == 0:
		return ""
	case slack.Relative:
		return amount(100*slack.Amount) + " %"
	}
	return w.Value(first, slack.Amount)
}

// roundingGap is what rounding outward, which proofs do, may leave between a value and its bound.
const roundingGap = 1e-9

// reached says what a plan does about a goal.
func (w *Words) reached(g *plan.GoalResult) string {
	value := w.Value(g, g.Value)
	switch g.Name {
	case plan.PassCost:
		return w.say("the county passes for %s", value)
	case plan.CostGoal:
		switch {
		case w.pl.Problem.County == nil || w.pl.Problem.LimitsCVs():
			return w.say("the CV limits are met for %s", value)
		case g.Value < 0:
			return w.say("the plan saves %s in all", w.Money(-g.Value))
		}
		return w.say("the plan costs %s in all", value)
	case plan.Moves:
		return w.say("the CV limits are met with %s", value)
	case plan.Shortfall:
		return w.say("the shortfall comes down to %s", value)
	case plan.Dispersion:
		if len(g.Levels) > 0 {
			return w.say("the worst CV comes down to %[1]s (%[2]s %[3]s)", value, w.Stage(g.Levels[0].Stage), g.Levels[0].Code)
		}
		return w.say("the worst CV comes down to %s", value)
	case plan.Travel:
		return w.say("the ways to school come to %s in all", value)
	case plan.PupilsMoved:
		return w.say("%s change school", value)
	case plan.SeatsGoal:
		return w.say("%s are without a seat", value)
	}
	return w.say("%[1]s is %[2]s", w.Goal(g.Name), value)
}

// stands says how a county stands about a goal without any action.
func (w *Words) stands(g *plan.GoalResult) string {
	switch g.Name {
	case plan.Shortfall:
		return w.say("the shortfall is %s", w.Value(g, g.Value))
	case plan.Dispersion:
		return w.say("the worst CV is %s", w.Value(g, g.Value))
	case plan.PassCost, plan.CostGoal, plan.Moves, plan.Travel, plan.PupilsMoved, plan.SeatsGoal:
	}
	return w.reached(g)
}

// Value writes a value of a goal with its unit.
func (w *Words) Value(g *plan.GoalResult, x float64) string {
	switch g.Name {
	case plan.PassCost, plan.CostGoal:
		return w.Money(x)
	case plan.Moves:
		unit := "moves"
		if w.pl.Problem.Headcount() {
			unit = "swaps"
		}
		return w.with(amount(x), unit)
	case plan.Shortfall:
		return w.with(number(x, valueDecimals), "pupils")
	case plan.Dispersion:
		if len(g.Levels) > 0 && !w.limited(g.Levels[0]) {
			return number(x, cvDecimals)
		}
		return w.say("%s of its limit", number(x, cvDecimals))
	case plan.Travel:
		return w.with(amount(x), "pupil-km")
	case plan.PupilsMoved:
		return w.with(amount(x), "pupils")
	case plan.SeatsGoal:
		if len(g.Levels) > 0 { // the second part of the goal
			return w.say("CV of seats per pupil %s", number(x, cvDecimals))
		}
		return w.with(amount(x), "pupils")
	}
	return amount(x)
}

// limited says whether the indicator of a level has a limit, so that its ratio is CV/limit.
func (w *Words) limited(l plan.Level) bool {
	if w.pl.Problem.Standard == nil {
		return false
	}
	_, ok := w.pl.Problem.CVLimit(l.Code, l.Stage)
	return ok
}

// Proof says what a certificate rests on.
func (w *Words) Proof(c *plan.Certificate) string {
	if c == nil {
		return w.of("none")
	}
	switch c.Kind {
	case plan.CertLPDual:
		return w.of("multipliers of the linear problem: verify adds them up again")
	case plan.CertExchange:
		return w.of("prices under which no exchange of teachers improves: verify checks them again")
	case plan.CertPrice:
		if c.Data != nil && c.Data.Places != nil {
			return w.of("prices of the places at each school: verify adds up what every piece costs at least under them")
		}
		return w.of("prices of the stocks, section by section: verify prices every purchase and every move with them")
	case plan.CertRay:
		return w.of("multipliers under which the rules contradict each other: verify adds them up again")
	case plan.CertSearch:
		return w.of("search (branch and bound): verify proves its root bound, verify --resolve repeats the rest")
	}
	return string(c.Kind)
}

// goals is the table of what was reached of every goal, and how it is known.
func (t *planTeller) goals() {
	w := t.w
	t.head("Goals")
	g := grid{columns: []string{"goal", ">value", ">no plan below", ">gap", "status", "proof"}}
	for i := range w.pl.Goals {
		x := &w.pl.Goals[i]
		g.add(w.Goal(x.Name), w.Value(x, x.Value), w.Value(x, x.Bound), gap(x.Gap), w.Status(x.Status), w.Proof(x.Certificate))
	}
	t.grid(g)
	for i := range w.pl.Goals {
		if len(w.pl.Goals[i].Levels) > 1 {
			t.worstFirst(&w.pl.Goals[i])
		}
	}
}

// worstFirst says how near to its limit every CV comes, worst first.
func (t *planTeller) worstFirst(g *plan.GoalResult) {
	var told []string
	for _, l := range g.Levels {
		told = append(told, t.w.Stage(l.Stage)+" "+l.Code+" "+number(l.Ratio, cvDecimals))
	}
	if slices.ContainsFunc(g.Levels, t.w.limited) {
		t.line("  CV/limit, worst first: %s", t.list(told))
		return
	}
	t.line("  CV, worst first: %s", t.list(told))
}
