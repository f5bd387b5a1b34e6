package report

import (
	"cmp"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// Comparison writes what strategies make of one problem: the answer in a sentence or two, one line for
// each strategy, the measures, and who gains and who loses. c gives names; nil: ids alone.
func Comparison(w io.Writer, x *plan.Comparison, c *model.County, o Options) error {
	t := &comparisonTeller{page: newPage(o), x: x, o: o, words: NewWords(&plan.Plan{Problem: x.Problem}, c, o.Lang)}
	t.lead(t.title(c))
	if note := t.words.Constructed(); note != "" {
		t.line("%s", note)
	}
	for _, s := range t.answer() {
		t.lead(s)
	}
	t.sideBySide()
	if best, _ := t.best(); best != nil {
		t.cvs()
		t.measures()
		t.gains()
	}
	t.legend()
	return t.writeTo(w)
}

// A comparisonTeller writes a comparison.
type comparisonTeller struct {
	*page
	x     *plan.Comparison
	o     Options
	words *Words
}

// goal is the first goal, by which strategies are ranked.
func (t *comparisonTeller) goal() plan.GoalName {
	if len(t.x.Problem.Goals) == 0 {
		return ""
	}
	return t.x.Problem.Goals[0].Name
}

// title says what was asked.
func (t *comparisonTeller) title(c *model.County) string {
	name, levers := t.of("The county"), make([]string, 0, len(t.x.Problem.Levers))
	if c != nil {
		name = cmp.Or(c.Name, name)
	}
	for _, l := range t.x.Problem.Levers {
		levers = append(levers, t.words.Lever(l))
	}
	return t.say("%[1]s: strategies for %[2]s by %[3]s.", name, t.words.Goal(t.goal()), t.words.listed(levers))
}

// name is the name of a strategy.
func (t *comparisonTeller) name(s string) string { return t.word(chineseStrategies, s) }

// value writes a value of the first goal in a sentence.
func (t *comparisonTeller) value(x float64) string {
	levels := []plan.Level(nil)
	if n := slices.IndexFunc(t.x.Before.Measures, func(m plan.IndicatorMeasures) bool { return m.Changeable }); n >= 0 {
		levels = append(levels, plan.Level{Code: t.x.Before.Measures[n].Code, Stage: t.x.Before.Measures[n].Stage})
	}
	return t.words.Value(&plan.GoalResult{Name: t.goal(), Levels: levels}, x)
}

// best are the result that is proven or else best, and the best of all others that are not the county as
// it is; nil: there is none.
func (t *comparisonTeller) best() (first, second *plan.StrategyResult) {
	var planned []*plan.StrategyResult
	for i := range t.x.Strategies {
		if s := &t.x.Strategies[i]; s.Planned() {
			planned = append(planned, s)
		}
	}
	slices.SortStableFunc(planned, func(a, b *plan.StrategyResult) int { return cmp.Compare(a.Value, b.Value) })
	for _, s := range planned {
		switch {
		case first == nil:
			first = s
		case second == nil && s.Name != statusQuo:
			second = s
		}
	}
	return first, second
}

// Strategies that are told in their own way: the one that changes nothing and the one that proves.
const (
	statusQuo = "status-quo"
	exactName = "exact"
)

// answer says what the comparison comes to.
func (t *comparisonTeller) answer() []string {
	first, second := t.best()
	if first == nil {
		if t.x.Impossible {
			return []string{t.of("No strategy has a plan, and none can: that is proven.")}
		}
		return []string{t.of("No strategy comes to a plan that keeps every rule.")}
	}
	lines := []string{t.say("Best is %[1]s: %[2]s.", t.name(first.Name), t.reached(first))}
	if !math.IsNaN(t.x.Bound) {
		lines[0] += t.say(" No plan is below %s: that is proven.", t.value(t.x.Bound))
	}
	if second != nil {
		lines = append(lines, t.say("Next is %[1]s: %[2]s%[3]s.", t.name(second.Name), t.reached(second), t.times(first, second)))
	}
	return lines
}

// reached is what a strategy comes to, in a clause.
func (t *comparisonTeller) reached(s *plan.StrategyResult) string {
	switch t.goal() {
	case plan.PassCost, plan.CostGoal, plan.Moves:
		return t.value(s.Value)
	default:
	}
	if s.Cost == 0 && s.Moves == 0 {
		return t.value(s.Value)
	}
	if s.Moves == 0 {
		return t.say("%[1]s for %[2]s", t.value(s.Value), t.words.Money(s.Cost))
	}
	return t.say("%[1]s for %[2]s and %[3]s moves", t.value(s.Value), t.words.Money(s.Cost), amount(s.Moves))
}

// times says how much more the second needs than the first.
func (t *comparisonTeller) times(first, second *plan.StrategyResult) string {
	if !(first.Value > 0) || !(second.Value > first.Value) {
		return ""
	}
	return t.say(", %s times as much", number(second.Value/first.Value, valueDecimals))
}

// sideBySide is the table of the strategies.
func (t *comparisonTeller) sideBySide() {
	t.head("Side by side")
	g := grid{columns: []string{
		"strategy", "status", ">" + t.of(valueHead(t.goal())), ">above the proven best", ">sections passing", "the county",
		">cost", ">moves", ">km", ">seconds", "",
	}}
	for i := range t.x.Strategies {
		s := &t.x.Strategies[i]
		if !s.Planned() {
			g.add(t.name(s.Name), t.of("no plan"), "", "", "", "", "", "", "", number(s.Seconds, valueDecimals), t.note(s.Note))
			continue
		}
		status := t.of("by its rule")
		switch {
		case s.Proved:
			status = t.of("proven best")
		case s.Name == exactName:
			status = t.of("best found")
		}
		g.add(t.name(s.Name), status, t.cell(s.Value), AboveBest(t.x, s), t.share(s.SectionsPassing, s.Sections), t.verdict(s.Passes),
			money(s.Cost), amount(s.Moves), number(s.KM, 0), number(s.Seconds, valueDecimals), "")
	}
	t.grid(g)
}

// AboveBest writes how far the value of a strategy lies above what no plan is below, as a share of the latter;
// empty where nothing is proven.
func AboveBest(x *plan.Comparison, s *plan.StrategyResult) string {
	if math.IsNaN(s.Gap) {
		return ""
	}
	base := func(value float64) float64 { // what a distance is a share of, as in plan.Gap
		least := 1.0
		if x.Problem.Goals[0].Name == plan.Dispersion {
			least = plan.LeastRatio
		}
		return math.Max(math.Abs(value), least)
	}
	return gap(s.Gap * base(s.Value) / base(x.Bound))
}

// verdict is a verdict on the county.
func (t *comparisonTeller) verdict(ok bool) string {
	if ok {
		return t.of("passes")
	}
	return t.of("FAILS")
}

// cell writes a value of the goal in a table.
func (t *comparisonTeller) cell(x float64) string {
	switch t.goal() {
	case plan.Dispersion:
		return number(x, cvDecimals)
	case plan.PassCost, plan.CostGoal:
		return money(x)
	case plan.Moves:
		return amount(x)
	default:
		return number(x, valueDecimals)
	}
}

// note is why a strategy has no plan.
func (t *comparisonTeller) note(s string) string {
	if t.Lang != Chinese {
		return s
	}
	if zh, ok := filledIn(chineseComparisonNotes, s, stageInChinese); ok {
		return zh
	}
	return t.of(s)
}

// changeable are the positions of the indicators that the levers can change.
func (t *comparisonTeller) changeable() []int {
	var at []int
	for n := range t.x.Before.Measures {
		if t.x.Before.Measures[n].Changeable {
			at = append(at, n)
		}
	}
	return at
}

// find is the measures of an indicator under a strategy.
func find(s *plan.Standing, like *plan.IndicatorMeasures) *plan.IndicatorMeasures {
	n := slices.IndexFunc(s.Measures, func(m plan.IndicatorMeasures) bool { return m.Code == like.Code && m.Stage == like.Stage })
	if n < 0 {
		return nil
	}
	return &s.Measures[n]
}

// asIs says whether one of the strategies shows the county as it is.
func (t *comparisonTeller) asIs() bool {
	return slices.ContainsFunc(t.x.Strategies, func(s plan.StrategyResult) bool { return s.Name == statusQuo && s.Planned() })
}

// cvs is the table of the CVs: a line for each indicator, a column for each strategy.
func (t *comparisonTeller) cvs() {
	g := grid{columns: []string{"stage", "", ">limit", ">before"}}
	asIs := t.asIs()
	for i := range t.x.Strategies {
		if t.x.Strategies[i].Planned() {
			g.columns = append(g.columns, ">"+t.name(t.x.Strategies[i].Name))
		}
	}
	for _, n := range t.changeable() {
		m := &t.x.Before.Measures[n]
		row := []string{t.words.Stage(m.Stage), m.Code, limitText(m.Limit), ""}
		if !asIs {
			row[3] = number(m.CV, cvDecimals)
		}
		for i := range t.x.Strategies {
			if s := &t.x.Strategies[i]; s.Planned() {
				cell := ""
				if is := find(&s.Standing, m); is != nil {
					cell = number(is.CV, cvDecimals)
				}
				row = append(row, cell)
			}
		}
		g.add(row...)
	}
	if len(g.rows) > 0 {
		t.head("CV under each strategy")
		t.grid(g)
	}
}

// measures are the tables of all measures of an indicator: of the one that is worst before in each stage,
// or of all where all is asked for.
func (t *comparisonTeller) measures() {
	shown := t.changeable()
	if t.o.Top >= 0 {
		shown = t.worst(shown)
	}
	for _, n := range shown {
		m := &t.x.Before.Measures[n]
		t.head("Measures of %[1]s %[2]s, %[3]s", m.Code, t.words.Indicator(m.Code), t.words.Stage(m.Stage))
		g := grid{columns: []string{"strategy", ">mean", ">CV", ">Gini", ">Theil", ">McLoone", ">Verstegen", ">range ratio", ">Hoover", ">Atkinson"}}
		add := func(name string, s *plan.Standing) {
			if x := find(s, m); x != nil {
				row := []string{name, number(x.Mean, valueDecimals)}
				for _, v := range []float64{x.CV, x.Gini, x.Theil, x.McLoone, x.Verstegen, x.RangeRatio, x.Hoover, x.Atkinson} {
					row = append(row, number(v, cvDecimals))
				}
				g.add(row...)
			}
		}
		if !t.asIs() {
			add(t.of("before"), &t.x.Before)
		}
		for i := range t.x.Strategies {
			if s := &t.x.Strategies[i]; s.Planned() {
				add(t.name(s.Name), &s.Standing)
			}
		}
		t.grid(g)
	}
}

// worst are the indicators farthest above their limit before, one of each stage.
func (t *comparisonTeller) worst(of []int) []int {
	level := func(n int) float64 {
		m := &t.x.Before.Measures[n]
		if m.Limit != nil && *m.Limit > 0 {
			return m.CV / *m.Limit
		}
		return m.CV
	}
	var some []int
	for _, n := range of {
		stage := t.x.Before.Measures[n].Stage
		at := slices.IndexFunc(some, func(o int) bool { return t.x.Before.Measures[o].Stage == stage })
		switch {
		case at < 0:
			some = append(some, n)
		case level(n) > level(some[at]):
			some[at] = n
		}
	}
	return some
}

// gains are the tables of who gains and who loses; by zone only where long lists are asked for.
func (t *comparisonTeller) gains() {
	for _, by := range plan.Parts() {
		var parts []string
		for i := range t.x.Gains {
			if g := &t.x.Gains[i]; g.By == by && !slices.Contains(parts, g.Part) {
				parts = append(parts, g.Part)
			}
		}
		if len(parts) == 0 {
			continue
		}
		if by == plan.ByZone && t.o.Top == 0 {
			continue // there may be many: shown where more is asked for
		}
		parts = parts[:t.o.top(len(parts))]
		t.head("Who gains and who loses by %s: pupils of sections that only gain / only lose; yuan a pupil; teachers in less out, with hires", t.of(string(by)))
		g := grid{columns: []string{"strategy", ""}}
		for _, part := range parts {
			g.columns = append(g.columns, ">"+t.part(part))
		}
		for i := range t.x.Strategies {
			if s := &t.x.Strategies[i]; s.Planned() && (s.Cost > 0 || s.Moves > 0) {
				t.gainsOf(&g, s.Name, by, parts)
			}
		}
		t.grid(g)
	}
}

// gainsOf adds the lines of one strategy.
func (t *comparisonTeller) gainsOf(g *grid, name string, by plan.Part, parts []string) {
	rows := [][]string{{t.name(name), t.of("pupils")}, {"", t.unit(t.words.n.currency)}, {"", t.of("teachers")}}
	found, moneyUsed, people := false, false, false
	for _, part := range parts {
		at := slices.IndexFunc(t.x.Gains, func(o plan.Gain) bool { return o.Strategy == name && o.By == by && o.Part == part })
		if at < 0 {
			for n := range rows {
				rows[n] = append(rows[n], "")
			}
			continue
		}
		x := &t.x.Gains[at]
		found = true
		moneyUsed, people = moneyUsed || x.Spent != 0, people || x.Received+x.Sent+x.Hired != 0
		rows[0] = append(rows[0], percent(x.Gaining/x.Pupils, 0)+" / "+percent(x.Losing/x.Pupils, 0))
		rows[1] = append(rows[1], money(math.Round(x.Spent/x.Pupils)))
		rows[2] = append(rows[2], withSign(x.Received-x.Sent+x.Hired))
	}
	if found {
		g.add(rows[0]...)
	}
	if moneyUsed {
		g.add(rows[1]...)
	}
	if people {
		g.add(rows[2]...)
	}
}

// part is the name of a part of a county.
func (t *comparisonTeller) part(name string) string {
	if name == "" {
		return t.of("(none)")
	}
	if strings.ContainsAny(name, "<>-") && t.Lang == Chinese {
		return name + "人"
	}
	return t.of(name)
}

// legend says what the strategies are.
func (t *comparisonTeller) legend() {
	g := grid{columns: []string{"strategy", ""}}
	for i := range t.x.Strategies {
		if what, ok := strategyTexts[t.x.Strategies[i].Name]; ok {
			g.add(t.name(t.x.Strategies[i].Name), t.of(what))
		}
	}
	if len(g.rows) > 0 {
		t.head("What the strategies are")
		t.grid(g)
	}
}

// strategyTexts say what the strategies of package alloc are.
var strategyTexts = map[string]string{
	statusQuo:                "nothing changes",
	"equal-share":            "every school gets the same sum and spends it where it is lowest",
	"per-pupil":              "every school gets the same sum for each pupil",
	"formula-weighted":       "the same for each weighted pupil: small schools, boarders, junior and rural pupils weigh more",
	"neediest-first":         "the worst section gets the next step, again and again",
	"highest-ratio-first":    "teachers above the norm go to the nearest section that lacks one, the best staffed section first",
	"lexicographic-transfer": "least shortage of teachers, then weighted shortage, then moves, then distance",
	"local-search":           "from neediest-first on, one change after another as long as one helps",
	exactName:                "the best of all plans, with a proof",
}
