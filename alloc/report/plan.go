package report

import (
	"cmp"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// Plan writes a plan for the county c: the answer and what proves it, what it costs, the county
// before and after, and the actions by lever; or, where there is no plan, why not and what would
// have to give. c gives names; nil: ids alone.
func Plan(w io.Writer, pl *plan.Plan, c *model.County, o Options) error {
	p, n := &page{}, newNames(c, pl.Problem.Standard)
	p.line("%s", planTitle(pl, c))
	if c != nil && c.Constructed {
		p.line("%s", constructedNote)
	}
	p.line("%s", answer(pl, n))
	if pl.Infeasible != nil {
		p.reasons(pl, n, o)
	}
	if pl.Status == plan.Optimal || pl.Status == plan.Feasible {
		p.goals(pl, n)
		p.cost(pl, n)
		p.beforeAfter(pl, n)
		p.actions(pl, n, o)
		p.notes(pl, c)
	}
	return p.writeTo(w)
}

// planTitle says what was asked.
func planTitle(pl *plan.Plan, c *model.County) string {
	var s string
	if c != nil {
		s = c.Name
	}
	s = cmp.Or(s, "The county")
	if c != nil {
		s += ", plan for " + strconv.Itoa(c.PlanningYear())
	}
	var goals, levers []string
	for _, g := range pl.Problem.Goals {
		goals = append(goals, string(g.Name))
	}
	for _, l := range pl.Problem.Levers {
		levers = append(levers, string(l))
	}
	s += ": " + strings.Join(goals, ", ") + " by " + listed(levers)
	if pl.Problem.Standard != nil {
		s += " under " + pl.Problem.Standard.Name
	}
	return s + "."
}

// listed joins words: "a, b and c".
func listed(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// sentence is a reason in words.
func sentence(r plan.Reason, n names) string {
	if r.Text != "" {
		return r.Text
	}
	where := r.Where
	if name := n.schools[strings.Split(r.Where, "/")[0]]; name != "" {
		where += " (" + name + ")"
	}
	return where + ": " + r.Rule + " cannot be met; at best " + units(r.ShortBy) + " " + r.Unit + " are missing."
}

// cost is the table of what is spent.
func (p *page) cost(pl *plan.Plan, n names) {
	if len(pl.Actions) == 0 {
		return
	}
	p.head("Cost: %s %s", money(pl.Cost.Total), n.currency)
	g := grid{columns: []string{"", "", ">" + n.currency}}
	part := func(by string, amounts map[string]float64, order []string) {
		for _, name := range inOrder(amounts, order) {
			g.add(by, name, money(amounts[name]))
			by = ""
		}
	}
	part("by fund", pl.Cost.ByFund, nil)
	part("by lever", pl.Cost.ByLever, leverNames())
	part("by nature", pl.Cost.ByNature, []string{string(model.Capital), string(model.Recurrent)})
	if len(g.rows) > 0 {
		p.grid(g)
	}
}

// leverNames is the order in which levers are told.
func leverNames() []string {
	return []string{string(plan.Funding), string(plan.Hiring), string(plan.Rotation)}
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
func (p *page) beforeAfter(pl *plan.Plan, n names) {
	if len(pl.After) == 0 {
		return
	}
	before, after := &pl.Before, &pl.After[len(pl.After)-1]
	p.head("Before -> after")
	g := grid{columns: []string{"stage", "", "indicator", ">mean", ">", ">CV", ">", ">limit", "verdict"}}
	for i := range before.Indicators {
		b := &before.Indicators[i]
		at := slices.IndexFunc(after.Indicators, func(a plan.StateIndicator) bool { return a.Code == b.Code && a.Stage == b.Stage })
		if at < 0 {
			continue
		}
		a := &after.Indicators[at]
		limit, passes := inForce(pl, a)
		g.add(b.Stage, b.Code, n.indicator(b.Code),
			number(b.Mean, valueDecimals), "-> "+number(a.Mean, valueDecimals),
			cvOf(b.CV, limit), "-> "+cvOf(a.CV, limit), limitText(limit), passText(passes, limit))
	}
	for i := range after.Verdicts {
		a := &after.Verdicts[i]
		if b, ok := before.Composite(a.Where); ok && a.Rule == standard.RuleComposite {
			g.add(a.Where, "", "plain mean of the CVs", "", "", cvOf(&b, &a.Threshold), "-> "+cvOf(&a.Value, &a.Threshold), limitText(&a.Threshold), passText(a.Passes, &a.Threshold))
		}
	}
	p.grid(g)
	if asksSections(before) || asksSections(after) {
		p.line("  sections passing: %d -> %d of %d", before.SectionsPassing, after.SectionsPassing, len(after.Sections))
	}
	if pl.Problem.Standard != nil && len(after.Verdicts) > 0 {
		p.line("  the county %s -> %s", passes(before.Passes), passes(after.Passes))
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
func passes(ok bool) string {
	if ok {
		return "passes"
	}
	return "does not pass"
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
func (p *page) notes(pl *plan.Plan, c *model.County) {
	if c == nil {
		return
	}
	var notes []string
	people := slices.Contains(pl.Problem.Levers, plan.Rotation) || slices.Contains(pl.Problem.Levers, plan.Hiring)
	if people && len(c.Staff) == 0 {
		notes = append(notes, "Kinds of teachers were inferred from the counts of the sections (rule "+
			cmp.Or(c.KindRule, model.KindRuleNested)+"): the county gives no kinds.csv.")
	}
	if len(c.Travel) == 0 && slices.ContainsFunc(pl.Actions, func(a plan.Action) bool { return a.Metres != nil }) {
		notes = append(notes, "Distances are great-circle distances: the county gives no travel.csv.")
	}
	if len(notes) > 0 {
		p.head("Notes")
		for _, note := range notes {
			p.line("  %s", note)
		}
	}
}
