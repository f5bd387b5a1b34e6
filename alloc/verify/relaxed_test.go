package verify_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model"
)

// onlyInParts are problems that parts of teachers or rooms would help, by what must give for whole plans.
func onlyInParts() map[string]func(t *testing.T) *plan.Plan {
	return map[string]func(t *testing.T) *plan.Plan{
		"cv, exchange": func(t *testing.T) *plan.Plan {
			return solve(t, moving(plan.Moves, []float64{9, 3, 4, 1}, cv(0.05)), "exchange")
		},
		"cv and moves": func(t *testing.T) *plan.Plan {
			return solve(t, fewMoves(), "outer")
		},
		"cv and moves, exchange": func(t *testing.T) *plan.Plan {
			return solve(t, fewMoves(), "exchange")
		},
		"minimum": func(t *testing.T) *plan.Plan {
			p := moving(plan.PassCost, []float64{9, 3, 4, 1})
			p.Standard.Indicators[0].Minimum = map[string]float64{primary: 4.2}
			return solve(t, p, "outer")
		},
		"money": func(t *testing.T) *plan.Plan {
			return solve(t, nearlyPaid(t, func(p *plan.Problem, yuan float64) {
				p.Limits = []plan.Limit{{What: plan.LimitSpending, Max: &yuan}}
			}), "outer")
		},
		"fund": func(t *testing.T) *plan.Plan {
			return solve(t, nearlyPaid(t, func(p *plan.Problem, yuan float64) {
				p.County.Funds = nil
				for n, id := range []string{"A/1", "B"} {
					p.County.Funds = append(p.County.Funds, model.Fund{
						ID: id, Year: 2026, Amount: []float64{0.4, 0.6}[n] * yuan, Nature: model.AnyNature, Categories: []string{model.CategoryAny},
					})
				}
			}), "outer")
		},
	}
}

// fewMoves is a problem whose sections are evenest where 2.6 of 8 teachers move: of whole ones 3, which
// leaves a CV of 0.0907.
func fewMoves() *plan.Problem {
	p := moving(plan.Moves, []float64{8, 1}, cv(0.09), plan.Limit{What: plan.LimitMoves, Max: ptr(2.5)})
	p.County.Sections[0].Pupils, p.County.Sections[1].Pupils = 60, 40
	return p
}

// nearlyPaid is the problem of passing with somewhat less money than whole plans need.
func nearlyPaid(t *testing.T, pay func(p *plan.Problem, yuan float64)) *plan.Problem {
	t.Helper()
	p := everything(plan.PassCost)
	least := solve(t, p, "outer")
	require.Equal(t, plan.Optimal, least.Status)
	pay(p, 0.97*least.Goals[0].Bound)
	return p
}

func TestOnlyInParts(t *testing.T) {
	for name, make := range onlyInParts() {
		t.Run(name, func(t *testing.T) {
			pl := make(t)
			require.Equal(t, plan.StatusInfeasible, pl.Status)
			require.Equal(t, plan.Feasible, pl.Infeasible.InParts.Status)
			require.NotEmpty(t, pl.Infeasible.InParts.Of)
			require.Equal(t, plan.Optimal, pl.Infeasible.Relaxed.Status)
			var of []string
			for i := range pl.Infeasible.Relaxations {
				of = append(of, strings.Split(pl.Infeasible.Relaxations[i].Rule, ":")[0])
			}
			for _, what := range []string{"cv", "moves", "minimum"} {
				require.Equal(t, strings.Contains(name, what), slices.Contains(of, what), of)
			}
			report := verify.Check(pl.Problem.County, reread(t, pl))
			require.Empty(t, report.Faults)
			text := strings.Join(report.Proved, "\n")
			require.Contains(t, text, "there is a plan")
			require.Contains(t, text, "there is a whole plan")
		})
	}
}

// What is wrong with the answer that only parts would help, and what is said of it.
func TestOnlyInPartsFaults(t *testing.T) {
	cases := map[string]struct {
		of     string
		change func(why *plan.Infeasible)
		want   string
	}{
		"part of nothing":      {"minimum", func(w *plan.Infeasible) { w.InParts.Of = []string{"rooms"} }, "in_parts.of"},
		"fewer parts":          {"minimum", func(w *plan.Infeasible) { w.InParts.Actions = w.InParts.Actions[1:] }, "in_parts.actions"},
		"a part of a part":     {"minimum", func(w *plan.Infeasible) { w.InParts.Actions[0].Quantity /= 2 }, "in_parts.actions"},
		"another unit":         {"minimum", func(w *plan.Infeasible) { w.InParts.Actions[0].Unit = "day" }, "in_parts.actions[0].unit"},
		"parts are proved":     {"minimum", func(w *plan.Infeasible) { w.InParts.Status = plan.Optimal }, "in_parts.status"},
		"no such status":       {"minimum", func(w *plan.Infeasible) { w.InParts.Status = "half" }, "in_parts.status"},
		"parts do not help":    {"minimum", func(w *plan.Infeasible) { w.InParts.Status = plan.StatusInfeasible }, "only where parts would help"},
		"no parts":             {"minimum", func(w *plan.Infeasible) { w.InParts = nil }, "only where parts would help"},
		"nothing helps":        {"minimum", func(w *plan.Infeasible) { w.Relaxed.Status = plan.StatusInfeasible }, "relaxed.actions"},
		"no such relaxed":      {"minimum", func(w *plan.Infeasible) { w.Relaxed.Status = "easy" }, "relaxed.status"},
		"not the least":        {"minimum", func(w *plan.Infeasible) { w.Relaxed.Status = plan.Feasible }, "relaxed.status"},
		"no action":            {"minimum", func(w *plan.Infeasible) { w.Relaxed.Actions = nil }, "relaxed.actions"},
		"another unit, whole":  {"minimum", func(w *plan.Infeasible) { w.Relaxed.Actions[0].Unit = "day" }, "relaxed.actions[0].unit"},
		"higher bound":         {"minimum", func(w *plan.Infeasible) { w.Relaxed.Levels[0].Bound *= 1.01 }, "levels[0].bound"},
		"lower bound":          {"minimum", func(w *plan.Infeasible) { w.Relaxed.Levels[0].Bound /= 2 }, "relaxed.status"},
		"undefined bound":      {"minimum", func(w *plan.Infeasible) { w.Relaxed.Levels[0].Bound = math.NaN() }, "levels[0].bound"},
		"another value":        {"minimum", func(w *plan.Infeasible) { w.Relaxed.Levels[0].Value *= 1.01 }, "levels[0].value"},
		"another sort":         {"minimum", func(w *plan.Infeasible) { w.Relaxed.Levels[0].Of = plan.RelaxedMoney }, "not told in its place"},
		"no levels":            {"minimum", func(w *plan.Infeasible) { w.Relaxed.Levels = nil }, "not told in its place"},
		"more levels":          {"money", func(w *plan.Infeasible) { w.Relaxed.Levels = append(w.Relaxed.Levels, w.Relaxed.Levels[0]) }, "relaxed.levels"},
		"less is asked":        {"minimum", func(w *plan.Infeasible) { w.Relaxations[0].To *= 1.01 }, "relaxed.actions"},
		"more is asked":        {"minimum", func(w *plan.Infeasible) { w.Relaxations[0].To *= 0.9 }, "relaxations[0].to"},
		"raised minimum":       {"minimum", func(w *plan.Infeasible) { w.Relaxations[0].From = 1 }, "relaxations[0].from"},
		"no such rule":         {"minimum", func(w *plan.Infeasible) { w.Relaxations[0].Rule = "minimum:U/primary" }, "no such rule"},
		"nothing given":        {"minimum", func(w *plan.Infeasible) { w.Relaxations = nil }, "relaxed.actions"},
		"not short":            {"minimum", func(w *plan.Infeasible) { w.Reasons[0].ShortBy = 0 }, "reasons[0].short_by"},
		"less than nothing":    {"minimum", func(w *plan.Infeasible) { w.Reasons[0].ShortBy = -1 }, "must be a number"},
		"elsewhere":            {"minimum", func(w *plan.Infeasible) { w.Reasons[0].Where = "Z/primary" }, "no minimum at"},
		"of another":           {"minimum", func(w *plan.Infeasible) { w.Reasons[0].Rule = "minimum:U" }, "no indicator"},
		"CV a little higher":   {"cv and moves", func(w *plan.Infeasible) { w.Relaxations[0].To *= 1 + 1e-6 }, "relaxations[0].to"},
		"CV less short":        {"cv and moves", func(w *plan.Infeasible) { w.Reasons[0].ShortBy *= 0.99 }, "reasons[0].short_by"},
		"moves less short":     {"cv and moves", func(w *plan.Infeasible) { w.Reasons[1].ShortBy *= 0.99 }, "reasons[1].short_by"},
		"more moves":           {"cv and moves", func(w *plan.Infeasible) { w.Relaxations[1].To++ }, "relaxations[1].to"},
		"fewer allowed before": {"cv and moves", func(w *plan.Infeasible) { w.Relaxations[1].From-- }, "relaxations[1].from"},
		"limits in a place":    {"cv and moves", func(w *plan.Infeasible) { w.Relaxations[1].Rule += ":stage primary" }, "no such rule"},
		"more money":           {"money", func(w *plan.Infeasible) { w.Relaxations[0].To += 0.1 * (w.Relaxations[0].To - w.Relaxations[0].From) }, "relaxations[0].to"},
		"less money":           {"money", func(w *plan.Infeasible) { w.Relaxations[0].To-- }, "relaxed.actions"},
		"another fund":         {"fund", func(w *plan.Infeasible) { w.Relaxations[0].Rule = "fund:C" }, "no such rule"},
		"fund has more":        {"fund", func(w *plan.Infeasible) { w.Relaxations[0].From++ }, "relaxations[0].from"},
		"money for nothing":    {"money", func(w *plan.Infeasible) { w.Reasons[0].Rule = "fund:X" }, "nothing is relaxed"},
	}
	answers := map[string]*plan.Plan{}
	for _, of := range []string{"minimum", "cv and moves", "money", "fund"} {
		answers[of] = onlyInParts()[of](t)
	}
	for name, c := range cases {
		pl := reread(t, answers[c.of])
		require.Empty(t, verify.Check(answers[c.of].Problem.County, pl).Faults)
		c.change(pl.Infeasible)
		var found []string
		for _, f := range verify.Check(answers[c.of].Problem.County, pl).Faults {
			found = append(found, f.String())
		}
		require.Contains(t, strings.Join(found, "\n"), c.want, name)
	}
}
