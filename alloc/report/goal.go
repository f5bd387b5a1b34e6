package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
)

// answer is what a plan says, in a sentence.
func answer(pl *plan.Plan, n names) string {
	switch pl.Status {
	case plan.StatusInfeasible:
		if why := pl.Infeasible; why != nil && why.InParts != nil && why.InParts.Status == plan.Feasible {
			return "Impossible, and proven so: possible only with parts of " + listed(why.InParts.Of) + "."
		}
		return "Impossible, and proven so: no plan can do this."
	case plan.Unknown:
		return "No plan was found before the limit, and none was proven impossible."
	case plan.Optimal, plan.Feasible:
	}
	if len(pl.Goals) == 0 {
		return "Nothing was asked for, nothing changes."
	}
	first := &pl.Goals[0]
	if len(pl.Actions) == 0 && pl.Status == plan.Feasible {
		return fmt.Sprintf("Nothing better was found than to leave all as it is, where %s. That may not be the best: what is proven is that no plan is better than %s (gap %s).",
			stands(first, pl, n), valueOf(first, first.Bound, pl, n), gap(first.Gap))
	}
	if len(pl.Actions) == 0 {
		return "Nothing needs to change: " + stands(first, pl, n) + "."
	}
	s := reached(first, pl, n)
	s = strings.ToUpper(s[:1]) + s[1:]
	switch {
	case pl.Status == plan.Feasible && first.Status == plan.Optimal:
		return s + ", which is proven; what comes after that was stopped before it was."
	case pl.Status == plan.Feasible:
		return fmt.Sprintf("%s. That may not be the best: what is proven is that no plan is better than %s (gap %s).",
			s, valueOf(first, first.Bound, pl, n), gap(first.Gap))
	case first.Gap > roundingGap && given(first, pl, n) != "":
		return fmt.Sprintf("%s, proven to be within %s of the best; up to %s is given away to the goals after it.",
			s, gap(max(first.Gap, leastGap)), given(first, pl, n))
	case first.Gap > roundingGap:
		return fmt.Sprintf("%s, proven to within %s.", s, gap(max(first.Gap, leastGap)))
	}
	return s + ", and no plan is better: that is proven."
}

// given is what the problem lets the goals after the first take from it; empty: nothing.
func given(first *plan.GoalResult, pl *plan.Plan, n names) string {
	if len(pl.Problem.Goals) < 2 {
		return ""
	}
	slack := pl.Problem.Goals[0].Slack
	switch {
	case slack.Amount == 0:
		return ""
	case slack.Relative:
		return amount(100*slack.Amount) + " %"
	}
	return valueOf(first, slack.Amount, pl, n)
}

// roundingGap is what rounding outward, which proofs do, may leave between a value and its bound.
const roundingGap = 1e-9

// reached says what a plan does about a goal.
func reached(g *plan.GoalResult, pl *plan.Plan, n names) string {
	value := valueOf(g, g.Value, pl, n)
	switch g.Name {
	case plan.PassCost:
		return "the county passes for " + value
	case plan.CostGoal:
		return "the CV limits are met for " + value
	case plan.Moves:
		return "the CV limits are met with " + value
	case plan.Shortfall:
		return "the shortfall comes down to " + value
	case plan.Dispersion:
		s := "the worst CV comes down to " + value
		if len(g.Levels) > 0 {
			s += " (" + g.Levels[0].Stage + " " + g.Levels[0].Code + ")"
		}
		return s
	}
	return string(g.Name) + " is " + value
}

// stands says how a county stands about a goal without any action.
func stands(g *plan.GoalResult, pl *plan.Plan, n names) string {
	switch g.Name {
	case plan.Shortfall:
		return "the shortfall is " + valueOf(g, g.Value, pl, n)
	case plan.Dispersion:
		return "the worst CV is " + valueOf(g, g.Value, pl, n)
	case plan.PassCost, plan.CostGoal, plan.Moves:
	}
	return reached(g, pl, n)
}

// valueOf writes a value of a goal with its unit.
func valueOf(g *plan.GoalResult, x float64, pl *plan.Plan, n names) string {
	switch g.Name {
	case plan.PassCost, plan.CostGoal:
		return money(x) + " " + n.currency
	case plan.Moves:
		unit := "moves"
		if pl.Problem.Headcount() {
			unit = "swaps"
		}
		if x == 1 {
			unit = unit[:len(unit)-1]
		}
		return amount(x) + " " + unit
	case plan.Shortfall:
		return number(x, valueDecimals) + " pupils"
	case plan.Dispersion:
		if len(g.Levels) > 0 && !limited(pl, g.Levels[0]) {
			return number(x, cvDecimals)
		}
		return number(x, cvDecimals) + " of its limit"
	}
	return amount(x)
}

// limited says whether the indicator of a level has a limit, so that its ratio is CV/limit.
func limited(pl *plan.Plan, l plan.Level) bool {
	if pl.Problem.Standard == nil {
		return false
	}
	_, ok := pl.Problem.CVLimit(l.Code, l.Stage)
	return ok
}

// proof says what a certificate rests on.
func proof(c *plan.Certificate) string {
	if c == nil {
		return "none"
	}
	switch c.Kind {
	case plan.CertLPDual:
		return "multipliers of the linear problem: verify adds them up again"
	case plan.CertExchange:
		return "prices under which no exchange of teachers improves: verify checks them again"
	case plan.CertPrice:
		return "prices of the stocks, section by section: verify prices every purchase and every move with them"
	case plan.CertRay:
		return "multipliers under which the rules contradict each other: verify adds them up again"
	case plan.CertSearch:
		return "search (branch and bound): verify proves its root bound, verify --resolve repeats the rest"
	}
	return string(c.Kind)
}

// goals is the table of what was reached of every goal, and how it is known.
func (p *page) goals(pl *plan.Plan, n names) {
	p.head("Goals")
	g := grid{columns: []string{"goal", ">value", ">no plan below", ">gap", "status", "proof"}}
	for i := range pl.Goals {
		x := &pl.Goals[i]
		g.add(string(x.Name), valueOf(x, x.Value, pl, n), valueOf(x, x.Bound, pl, n), gap(x.Gap), string(x.Status), proof(x.Certificate))
	}
	p.grid(g)
	for i := range pl.Goals {
		if len(pl.Goals[i].Levels) > 1 {
			p.levels(pl, &pl.Goals[i])
		}
	}
}

// levels says how near to its limit every CV comes, worst first.
func (p *page) levels(pl *plan.Plan, g *plan.GoalResult) {
	var told []string
	for _, l := range g.Levels {
		told = append(told, l.Stage+" "+l.Code+" "+number(l.Ratio, cvDecimals))
	}
	what := "CV"
	if slices.ContainsFunc(g.Levels, func(l plan.Level) bool { return limited(pl, l) }) {
		what = "CV/limit"
	}
	p.line("  %s, worst first: %s", what, strings.Join(told, ", "))
}
