package report

import (
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// What other forms of a report, such as a page, say in the same words and write in the same way.

// Title says what a plan was asked for. c gives the name of the county; nil: none.
func Title(pl *plan.Plan, c *model.County, lang Lang) string { return NewWords(pl, c, lang).Title() }

// Answer is what a plan says, in a sentence.
func Answer(pl *plan.Plan, c *model.County, lang Lang) string { return NewWords(pl, c, lang).Answer() }

// GoalValue writes a value of a goal with its unit.
func GoalValue(g *plan.GoalResult, x float64, pl *plan.Plan, c *model.County, lang Lang) string {
	return NewWords(pl, c, lang).Value(g, x)
}

// ReasonText is why there is no plan, in a sentence.
func ReasonText(r plan.Reason, c *model.County, s *standard.Standard, lang Lang) string {
	return NewWords(&plan.Plan{Problem: plan.Problem{Standard: s}}, c, lang).Because(r)
}

// ActionReason is what an action is good for; its parts are between semicolons.
func ActionReason(reason string, lang Lang) string { return reasonInChinese(lang, reason) }

// Proof says what a certificate rests on.
func Proof(c *plan.Certificate, lang Lang) string {
	return (&Words{Lang: lang}).Proof(c)
}

// Notes say what a reader must know of the data behind a plan.
func Notes(pl *plan.Plan, c *model.County, lang Lang) []string { return NewWords(pl, c, lang).Notes() }

// Standing is what an assessment says: whether the county passes, and how the rules beside the
// resources came out where there are any.
func Standing(a *standard.Assessment, s *standard.Standard, lang Lang) string {
	t := &teller{page: newPage(Options{Lang: lang}), a: a, o: Options{Standard: s, Lang: lang}, n: newNames(nil, s), binding: bindingLevels(a)}
	t.verdict()
	return t.b.String()
}

// Number writes x with so many decimals, halves rounded up, and commas between thousands; a dash where
// it is undefined.
func Number(x float64, decimals int) string { return number(x, decimals) }

// Amount writes a quantity: whole numbers as such, others with up to two decimals.
func Amount(x float64) string { return amount(x) }

// Money writes an amount of money; cents only where there are some.
func Money(x float64) string { return money(x) }

// Percent writes a share, which is from 0 to 1, in per cent.
func Percent(x float64, decimals int) string { return percent(x, decimals) }

// Gap writes a relative gap: "0 %", "< 0.001 %", "3.21 %".
func Gap(x float64) string { return gap(x) }

// CV writes a coefficient of variation with so many decimals that it is seen on which side of its limit
// it is; nil: there is no limit.
func CV(cv float64, limit *float64) string { return cvText(cv, limit) }

// Unit returns the word for a unit of the data.
func (l Lang) Unit(word string) string { return l.unit(word) }

// Relaxation writes from what to what a rule would have to give, so that what is written is enough.
func Relaxation(why *plan.Infeasible, r *plan.Relaxation) (from, to string) {
	if relaxedPlan(why.Relaxed) {
		return enough(r)
	}
	return beside(r.From, r.To, valueDecimals), beside(r.To, r.From, valueDecimals)
}

// frontierTellerOf tells a frontier in a language.
func frontierTellerOf(f *plan.Frontier, c *model.County, lang Lang) *frontierTeller {
	n := newNames(c, f.Problem.Standard)
	n.lang = lang
	return &frontierTeller{page: &page{Lang: lang}, f: f, n: n}
}

// FrontierTitle says what a frontier was asked for.
func FrontierTitle(f *plan.Frontier, c *model.County, lang Lang) string {
	return frontierTellerOf(f, c, lang).title(c)
}

// FrontierAnswer is what a frontier comes to, in a sentence or two.
func FrontierAnswer(f *plan.Frontier, c *model.County, lang Lang) string {
	return frontierTellerOf(f, c, lang).answer()
}

// FrontierValue writes a value of a frontier's goal.
func FrontierValue(f *plan.Frontier, x float64) string {
	return frontierTellerOf(f, nil, English).value(x)
}

// FrontierHead names the value of a frontier's goal.
func FrontierHead(f *plan.Frontier, lang Lang) string {
	t := frontierTellerOf(f, nil, lang)
	return t.of(valueHead(t.goal()))
}

// FrontierAmount writes an x of a frontier with its unit.
func FrontierAmount(f *plan.Frontier, x float64, c *model.County, lang Lang) string {
	return frontierTellerOf(f, c, lang).amount(x)
}

// FrontierPrice writes how much the value falls by one more; empty: it is not known.
func FrontierPrice(f *plan.Frontier, x float64) string {
	return frontierTellerOf(f, nil, English).price(x)
}

// FrontierChange writes one change from a point to the next, and where it is largest.
func FrontierChange(f *plan.Frontier, x *plan.Change, c *model.County, lang Lang) string {
	t := frontierTellerOf(f, c, lang)
	return t.change(x) + t.of(", ") + t.say("most at %s", t.place(x.Largest))
}

// comparisonTellerOf tells a comparison in a language.
func comparisonTellerOf(x *plan.Comparison, c *model.County, lang Lang) *comparisonTeller {
	o := Options{Lang: lang}
	return &comparisonTeller{page: newPage(o), x: x, o: o, words: NewWords(&plan.Plan{Problem: x.Problem}, c, lang)}
}

// ComparisonTitle says what is compared.
func ComparisonTitle(x *plan.Comparison, c *model.County, lang Lang) string {
	return comparisonTellerOf(x, c, lang).title(c)
}

// ComparisonAnswer says which strategy is best and how far the next one is from it.
func ComparisonAnswer(x *plan.Comparison, c *model.County, lang Lang) []string {
	return comparisonTellerOf(x, c, lang).answer()
}

// ComparisonValue writes a value of a comparison's goal with its unit.
func ComparisonValue(x *plan.Comparison, value float64, c *model.County, lang Lang) string {
	return comparisonTellerOf(x, c, lang).value(value)
}

// StrategyName is the name of a strategy.
func StrategyName(name string, lang Lang) string { return lang.word(chineseStrategies, name) }

// StrategyText says what a strategy does; empty: it is not one of package alloc.
func StrategyText(name string, lang Lang) string { return lang.of(strategyTexts[name]) }

// StrategyNote is why a strategy has no plan.
func StrategyNote(note string, lang Lang) string {
	return comparisonTellerOf(&plan.Comparison{}, nil, lang).note(note)
}

// planTellerOf tells a plan in a language.
func planTellerOf(pl *plan.Plan, c *model.County, lang Lang) *planTeller {
	o := Options{Lang: lang}
	return &planTeller{page: newPage(o), w: NewWords(pl, c, lang), o: o}
}

// ConflictHead says what a set of rules that cannot hold together is.
func ConflictHead(x *plan.Conflict, pl *plan.Plan, c *model.County, lang Lang) string {
	return planTellerOf(pl, c, lang).conflictHead(x)
}

// ConflictRule is one of these rules, with its places.
func ConflictRule(x *plan.ConflictRule, pl *plan.Plan, c *model.County, lang Lang) string {
	t := planTellerOf(pl, c, lang)
	s := t.w.Reason(x.Text)
	if len(x.Places) > 0 {
		s += t.of(", ") + t.places(x.Places)
	}
	return s
}

// Way writes from what to what one rule alone would have to give way.
func Way(r *plan.Relaxation) (from, to string) { return enough(r) }
