package report

import (
	"math"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
)

// reasons says why there is no plan, whether parts of teachers would help, and what would have to give.
func (t *planTeller) reasons() {
	pl, why := t.w.pl, t.w.pl.Infeasible
	if len(why.Reasons) > 0 {
		t.head("Why")
		for _, r := range why.Reasons {
			t.line("  %s", t.w.Because(r))
		}
	}
	t.conflicts()
	if why.InParts != nil {
		switch why.InParts.Status {
		case plan.StatusInfeasible:
			t.line("  Parts of teachers, or of what is sold whole, would not help.")
		case plan.Unknown:
			t.line("  Whether parts of teachers, or of what is sold whole, would help was not found out in time.")
		case plan.Optimal, plan.Feasible:
		}
	}
	if len(why.Relaxations) > 0 {
		t.head("%s", t.of(relaxedHead(why.Relaxed)))
		g := grid{columns: []string{"rule", ">from", ">to", ">cost"}}
		for i := range why.Relaxations {
			r := &why.Relaxations[i]
			cost := ""
			if r.Cost != nil {
				cost = t.w.Money(*r.Cost)
			}
			from, to := beside(r.From, r.To, valueDecimals), beside(r.To, r.From, valueDecimals)
			if relaxedPlan(why.Relaxed) {
				from, to = enough(r)
			}
			g.add(t.w.Rule(r.Rule), from, to, cost)
		}
		t.grid(g)
	}
	if why.Relaxed != nil && why.Relaxed.Status == plan.StatusInfeasible {
		t.head("No change of CV limits, minimums, moves or money, as long as some minimum is left, makes a plan with whole units possible.")
	}
	if relaxedPlan(why.Relaxed) {
		t.head("The plan with whole units that this makes possible")
		t.actions(why.Relaxed.Actions)
	}
	if pl.Certificate != nil {
		t.head("Proof by %s.", t.w.Proof(pl.Certificate))
	}
}

// Because is a reason why there is no plan, in words.
func (w *Words) Because(r plan.Reason) string {
	if r.Text != "" {
		return w.Reason(w.indicatorsInChinese(r.Text))
	}
	where := placeInChinese(w.Lang, r.Where)
	if name := w.n.schools[strings.Split(r.Where, "/")[0]]; name != "" {
		where += " (" + name + ")"
	}
	return w.say("%[1]s: %[2]s cannot be met; at best %[3]s are missing.", where, w.Rule(r.Rule), w.with(units(r.ShortBy), r.Unit))
}

// indicatorsInChinese names the indicators of a text, which stand in brackets, in Chinese.
func (w *Words) indicatorsInChinese(text string) string {
	if w.Lang != Chinese {
		return text
	}
	for _, i := range w.n.indicators {
		if i.Name != "" && i.NameZH != "" {
			text = strings.ReplaceAll(text, "("+i.Name+")", "("+i.NameZH+")")
		}
	}
	return text
}

// Rule is the name of a rule that is relaxed or missed: cv:K/primary, minimum:B, moves, fund:F1.
func (w *Words) Rule(rule string) string {
	if w.Lang != Chinese {
		return rule
	}
	name, of, _ := strings.Cut(rule, ":")
	zh, ok := chineseRules[name]
	if !ok {
		return rule
	}
	if of == "" {
		return zh
	}
	code, stage, _ := strings.Cut(of, "/")
	if stage == "" {
		return zh + "：" + w.Stage(code)
	}
	return zh + "：" + code + "（" + w.Stage(stage) + "）"
}

// relaxedPlan says whether the relaxations make a whole plan possible.
func relaxedPlan(x *plan.Relaxed) bool {
	return x != nil && (x.Status == plan.Optimal || x.Status == plan.Feasible)
}

// relaxedHead is the heading of the relaxations.
func relaxedHead(x *plan.Relaxed) string {
	if !relaxedPlan(x) {
		return "What would have to give, all of it together (whole persons and rooms may take a little more)"
	}
	if x.Status == plan.Optimal {
		return "What would have to give for a plan with whole units, all of it together (no less would do: proven)"
	}
	return "What would have to give for a plan with whole units, all of it together (that no less would do is not proven)"
}

// enough writes a relaxed limit, rounded to the side on which it suffices, and what it was.
func enough(r *plan.Relaxation) (from, to string) {
	decimals := enoughDecimals
	if r.Sort() != plan.RelaxedStandards {
		decimals = 0
	}
	scale := math.Pow(10, float64(decimals))
	x := math.Ceil(r.To*scale*(1-enoughRounding)) / scale
	if r.To < r.From {
		x = math.Floor(r.To*scale*(1+enoughRounding)) / scale
	}
	if decimals == 0 {
		return beside(r.From, x, leastDecimals(r.From, 0)), number(x, 0)
	}
	decimals = max(leastDecimals(r.From, valueDecimals), leastDecimals(x, valueDecimals))
	return number(r.From, decimals), number(x, decimals)
}

const (
	// enoughDecimals is to how many decimals a relaxed CV limit or minimum is written: 0.30 becomes 0.3012.
	enoughDecimals = 4
	// enoughRounding is by how much, relatively, a number may be beyond a decimal one by rounding alone.
	enoughRounding = 1e-9
)

// leastDecimals is how many decimals a number needs, from so many on, up to enoughDecimals.
func leastDecimals(x float64, from int) int {
	for d := from; d < enoughDecimals; d++ {
		if y := x * math.Pow(10, float64(d)); math.Abs(y-math.Round(y)) <= enoughRounding*max(1, math.Abs(y)) {
			return d
		}
	}
	return enoughDecimals
}
