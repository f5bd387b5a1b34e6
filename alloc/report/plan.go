package report

import (
	"cmp"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// Plan writes a plan for the county c: the answer and what proves it, what it costs, the county
// before and after, and the actions by lever; or, where there is no plan, why not and what would
// have to give. c gives names; nil: ids alone.
func Plan(w io.Writer, pl *plan.Plan, c *model.County, o Options) error {
	words := NewWords(pl, c, o.Lang)
	t := &planTeller{page: newPage(o), w: words, o: o}
	t.lead(words.Title())
	if made := words.Constructed(); made != "" {
		t.line("%s", made)
	}
	t.lead(words.Answer())
	if pl.Infeasible != nil {
		t.reasons()
	}
	if pl.Status == plan.Optimal || pl.Status == plan.Feasible {
		t.goals()
		t.cost()
		t.prices()
		t.beforeAfter()
		t.catchments()
		t.actions(pl.Actions)
		t.notes()
	}
	return t.writeTo(w)
}

// planTeller writes the parts of a plan's report.
type planTeller struct {
	*page
	w *Words
	o Options
}

// cost is the table of what is spent.
func (t *planTeller) cost() {
	pl := t.w.pl
	if len(pl.Actions) == 0 {
		return
	}
	t.head("Cost: %s", t.w.Money(pl.Cost.Total))
	g := grid{columns: []string{"", "", ">" + t.w.Currency()}}
	part := func(by string, amounts map[string]float64, order []string, word func(string) string) {
		for _, name := range inOrder(amounts, order) {
			g.add(by, word(name), money(amounts[name]))
			by = ""
		}
	}
	part(t.of("by fund"), pl.Cost.ByFund, nil, func(fund string) string { return fund })
	part(t.of("by lever"), pl.Cost.ByLever, plan.LeverNames(), func(l string) string { return t.w.Lever(plan.Lever(l)) })
	part(t.of("by nature"), pl.Cost.ByNature, []string{string(model.Capital), string(model.Recurrent)}, t.w.Nature)
	if len(g.rows) > 0 {
		t.grid(g)
	}
}

// inOrder lists the keys of amounts that are not 0: those of order first, then the others by name.
func inOrder(amounts map[string]float64, order []string) []string {
	keys := slices.Sorted(maps.Keys(amounts))
	slices.SortStableFunc(keys, func(a, b string) int { return cmp.Compare(place(order, a), place(order, b)) })
	return slices.DeleteFunc(keys, func(k string) bool { return amounts[k] == 0 })
}

// place is the position of a word, behind all others where it is not there.
func place(order []string, word string) int {
	if i := slices.Index(order, word); i >= 0 {
		return i
	}
	return len(order)
}

// beforeAfter is the table of the indicators before and after the plan.
func (t *planTeller) beforeAfter() {
	pl := t.w.pl
	if len(pl.After) == 0 {
		return
	}
	before, after := &pl.Before, &pl.After[len(pl.After)-1]
	t.head("Before -> after")
	g := grid{columns: []string{"stage", "", "indicator", ">mean", ">", ">CV", ">", ">limit", "verdict"}}
	for i := range before.Indicators {
		b := &before.Indicators[i]
		at := slices.IndexFunc(after.Indicators, func(a plan.StateIndicator) bool { return a.Code == b.Code && a.Stage == b.Stage })
		if at < 0 {
			continue
		}
		a := &after.Indicators[at]
		limit, passes := inForce(pl, a)
		g.add(t.w.Stage(b.Stage), b.Code, t.w.Indicator(b.Code),
			number(b.Mean, valueDecimals), "-> "+number(a.Mean, valueDecimals),
			cvOf(b.CV, limit), "-> "+cvOf(a.CV, limit), limitText(limit), t.of(passText(passes, limit)))
	}
	for i := range after.Verdicts {
		a := &after.Verdicts[i]
		if b, ok := before.Composite(a.Where); ok && a.Rule == standard.RuleComposite {
			g.add(t.w.Stage(a.Where), "", t.of("plain mean of the CVs"), "", "", cvOf(&b, &a.Threshold), "-> "+cvOf(&a.Value, &a.Threshold),
				limitText(&a.Threshold), t.of(passText(a.Passes, &a.Threshold)))
		}
	}
	t.grid(g)
	if asksSections(before) || asksSections(after) {
		t.line("  sections passing: %[1]s -> %[2]s of %[3]s", whole(before.SectionsPassing), whole(after.SectionsPassing), whole(len(after.Sections)))
	}
	if pl.Problem.Standard != nil && len(after.Verdicts) > 0 {
		t.line("  the county %[1]s -> %[2]s", t.passes(before.Passes), t.passes(after.Passes))
	}
}

// asksSections says whether some verdict of a state is about a section.
func asksSections(s *plan.State) bool {
	return s.SectionsPassing < len(s.Sections) || hasSectionRule(s)
}

// hasSectionRule says whether a state holds a verdict about a section.
func hasSectionRule(s *plan.State) bool {
	for i := range s.Verdicts {
		if rule := s.Verdicts[i].Rule; rule == standard.RuleSection || strings.HasPrefix(rule, standard.RuleMinimum) {
			return true
		}
	}
	return false
}

// passes is a verdict in the middle of a sentence.
func (l Lang) passes(ok bool) string {
	if ok {
		return l.of("passes")
	}
	return l.of("does not pass")
}

// inForce is the limit of a CV after the plan and whether it is kept: the one that the problem set
// as a condition, else the standard's.
func inForce(pl *plan.Plan, a *plan.StateIndicator) (limit *float64, passes bool) {
	if pl.Problem.Standard != nil {
		if l, ok := pl.Problem.HardCVLimit(a.Code, a.Stage); ok && (a.Limit == nil || *a.Limit != l) {
			return &l, a.CV != nil && *a.CV <= l
		}
	}
	return a.Limit, a.Passes
}

// cvOf writes the CV of an indicator in a state.
func cvOf(cv, limit *float64) string {
	if cv == nil {
		return "-"
	}
	return cvText(*cv, limit)
}

// notes says what a reader must know of the data behind a plan.
func (t *planTeller) notes() {
	notes := t.w.Notes()
	if len(notes) == 0 {
		return
	}
	t.head("Notes")
	for _, note := range notes {
		t.line("  %s", note)
	}
}
