package report

import (
	"math"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// prices is the table of what the limits that bind cost the goals.
func (t *planTeller) prices() {
	prices := t.w.pl.Prices
	if len(prices) == 0 {
		return
	}
	t.head("What a little more would bring: the limits that bind")
	g := grid{columns: []string{"goal", "limit", "looser by", ">better by", ">up from", ">up to"}}
	relaxed, ranged := false, false
	shown := t.o.top(len(prices))
	for i := range prices[:shown] {
		p := &prices[i]
		l := t.priceLine(p)
		g.add(l.Goal, l.Limit, l.Looser, l.Better, l.From, l.To)
		relaxed, ranged = relaxed || p.Of == plan.PriceOfRelaxation, ranged || l.From != ""
	}
	t.grid(g)
	t.more(len(prices) - shown)
	if ranged {
		t.line("  From and to: the values of the limit between which that holds, all others as they are; empty: not known.")
	}
	if relaxed {
		t.line("  Prices of the problem in parts, from the round before whole units were searched.")
	}
}

// A PriceLine is what a little more of a limit that binds would bring, in words. From and To are the
// values of the limit between which that holds; empty: not known.
type PriceLine struct{ Goal, Limit, Looser, Better, From, To string }

// Prices are what a little more of the limits that bind would bring.
func Prices(pl *plan.Plan, c *model.County, lang Lang) []PriceLine {
	t := planTellerOf(pl, c, lang)
	lines := make([]PriceLine, len(pl.Prices))
	for i := range pl.Prices {
		lines[i] = t.priceLine(&pl.Prices[i])
	}
	return lines
}

// priceLine tells one price.
func (t *planTeller) priceLine(p *plan.ShadowPrice) PriceLine {
	per, decimals := t.priceStep(p)
	from, to := "", ""
	if !math.IsNaN(p.From) && !math.IsNaN(p.To) {
		from, to = number(p.From, decimals), number(p.To, decimals)
		if p.Unit == "moves" || p.Unit == "teachers" {
			from, to = amount(p.From), amount(p.To)
		}
		if from == to { // a range that only more decimals would show
			from, to = "", ""
		}
	}
	return PriceLine{t.w.Goal(p.Goal), t.w.Rule(p.Limit), t.step(per, p.Unit), t.better(p.Goal, p.Price*per), from, to}
}

// priceStep is the amount that a price is told for, and to how many decimals the limit is written.
func (t *planTeller) priceStep(p *plan.ShadowPrice) (per float64, decimals int) {
	const millionYuan, aPoint, onePercent = 1e6, 0.01, 0.01
	switch {
	case strings.HasPrefix(p.Limit, "minimum:"):
		code, stage, _ := strings.Cut(strings.TrimPrefix(p.Limit, "minimum:"), "/")
		if of := t.w.n.indicators[code]; of != nil && of.Minimum[stage] > 0 {
			return onePercent * of.Minimum[stage], valueDecimals
		}
		return 1, valueDecimals
	case p.Unit == "CV":
		return aPoint, cvDecimals
	case p.Unit == "yuan":
		return millionYuan, 0
	}
	return 1, valueDecimals
}

// step writes the amount that a price is told for.
func (t *planTeller) step(per float64, unit string) string {
	switch unit {
	case "yuan":
		return t.w.Money(per)
	case "CV", "", "moves":
		return amount(per)
	}
	digits := valueDecimals
	for d := per; d < 1 && digits < mostDecimals; d *= 10 {
		digits++
	}
	s := number(per, digits)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s + " " + t.unit(unit)
}

// better writes by how much a goal's value would be better.
func (t *planTeller) better(goal plan.GoalName, x float64) string {
	switch goal {
	case plan.PassCost, plan.CostGoal:
		return t.w.Money(x)
	case plan.Dispersion:
		return threeDigits(x)
	case plan.Moves:
		return t.say("%s moves", threeDigits(x))
	case plan.Shortfall, plan.SeatsGoal, plan.PupilsMoved:
		return t.say("%s pupils", threeDigits(x))
	case plan.Travel:
	}
	return threeDigits(x)
}

// threeDigits writes a number to three digits, or as a whole number where it has more.
func threeDigits(x float64) string {
	if x == 0 || math.IsNaN(x) || math.IsInf(x, 0) {
		return number(x, 0)
	}
	digits := priceDigits - 1 - int(math.Floor(math.Log10(math.Abs(x))))
	return number(x, min(max(digits, 0), mostDecimals))
}
