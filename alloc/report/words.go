package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// Words are the sentences and words in which a plan is told, in one language, for every form of a
// report: text, workbook, page.
type Words struct {
	Lang
	pl     *plan.Plan
	county *model.County // nil: ids alone
	n      names
}

// NewWords are the words for a plan. c gives names; nil: ids alone.
func NewWords(pl *plan.Plan, c *model.County, l Lang) *Words {
	n := newNames(c, pl.Problem.Standard)
	n.lang = l
	return &Words{Lang: l, pl: pl, county: c, n: n}
}

// Title says what was asked.
func (w *Words) Title() string {
	s := w.of("The county")
	if w.county != nil {
		s = w.say("%[1]s, plan for %[2]s", cmp.Or(w.county.Name, s), strconv.Itoa(w.county.PlanningYear()))
	}
	var goals, levers []string
	for _, g := range w.pl.Problem.Goals {
		goals = append(goals, w.Goal(g.Name))
	}
	for _, l := range w.pl.Problem.Levers {
		levers = append(levers, w.Lever(l))
	}
	s = w.say("%[1]s: %[2]s by %[3]s", s, w.list(goals), w.listed(levers))
	if st := w.pl.Problem.Standard; st != nil {
		s += w.say(" under %s", w.Standard())
	}
	return s + w.of(".")
}

// Standard is the name of the plan's standard.
func (w *Words) Standard() string {
	st := w.pl.Problem.Standard
	if w.Lang == Chinese && st.TitleZH != "" {
		return st.TitleZH + "（" + st.Name + "）"
	}
	return st.Name
}

// Constructed is what must be said where the county is made up; empty: nothing.
func (w *Words) Constructed() string {
	if w.county == nil || !w.county.Constructed {
		return ""
	}
	return w.of(constructedNote)
}

// Goal is the name of a goal.
func (w *Words) Goal(name plan.GoalName) string { return w.word(chineseGoals, string(name)) }

// Lever is the name of a lever.
func (w *Words) Lever(l plan.Lever) string { return w.word(chineseLevers, string(l)) }

// Kind is the word for what an action does.
func (w *Words) Kind(k plan.ActionKind) string { return w.word(chineseKinds, string(k)) }

// Status is the word for the outcome of a goal or a plan.
func (w *Words) Status(s plan.Status) string { return w.word(chineseStatuses, string(s)) }

// Nature is the word for the nature of money.
func (w *Words) Nature(n string) string { return w.word(chineseNatures, n) }

// Stage is the name of a stage.
func (w *Words) Stage(stage string) string { return w.word(chineseStages, stage) }

// Fate says what becomes of a section; nothing where it stays.
func (w *Words) Fate(s plan.SectionStatus) string { return w.of(fateText(s)) }

// Unit is the word for a unit of an action.
func (w *Words) Unit(unit string) string { return w.unit(unit) }

// Indicator is the name of an indicator.
func (w *Words) Indicator(code string) string { return w.n.indicator(code) }

// School is the name of a school; empty where it is not known.
func (w *Words) School(id string) string { return w.n.schools[id] }

// Currency is the county's currency.
func (w *Words) Currency() string { return w.unit(w.n.currency) }

// Money writes an amount of money with its currency.
func (w *Words) Money(x float64) string { return w.with(money(x), w.n.currency) }

// word looks a word up where the language is Chinese.
func (l Lang) word(chinese map[string]string, word string) string {
	if zh, ok := chinese[word]; ok && l == Chinese {
		return zh
	}
	return word
}

// with writes so many units: 1 person, 2 persons.
func (l Lang) with(x, unit string) string {
	word := l.unit(unit)
	if l == Chinese {
		return x + word
	}
	if one, many := strings.CutSuffix(word, "s"); many && x == "1" {
		word = one
	}
	return strings.TrimSpace(x + " " + word)
}

// listed joins words: "a, b and c".
func (l Lang) listed(words []string) string {
	if len(words) < 2 || l == Chinese {
		return strings.Join(words, "、")
	}
	return l.list(words[:len(words)-1]) + l.of(" and ") + words[len(words)-1]
}

// Of says what an action is of: a stock, a kind of teacher, two kinds that are swapped.
func (w *Words) Of(a *plan.Action) string {
	if w.Lang != Chinese {
		return a.Of
	}
	if there, back, ok := strings.Cut(a.Of, plan.SwapOf("", "")); ok {
		return w.thing(there) + plan.SwapOf("", "") + w.thing(back)
	}
	return w.thing(a.Of)
}

// thing is the Chinese word for a stock or for a kind of teacher, which is named by its attributes.
func (w *Words) thing(name string) string {
	if zh, ok := chineseThings[name]; ok {
		return zh
	}
	parts := strings.Split(name, "+")
	for i, part := range parts {
		parts[i] = cmp.Or(chineseThings["teachers_"+part], chineseThings[part], part)
	}
	return strings.Join(parts, "+")
}

// Where says where an action takes place.
func (w *Words) Where(a *plan.Action) string {
	if a.From != "" || a.To != "" {
		arrow := " -> "
		if a.Kind == plan.Swap {
			arrow = " <> "
		}
		return a.From + arrow + a.To
	}
	return strings.TrimSpace(a.School + " " + w.n.schools[a.School])
}

// Reason is what an action is good for.
func (w *Words) Reason(text string) string { return reasonInChinese(w.Lang, text) }

// Notes say what a reader must know of the data behind the plan.
func (w *Words) Notes() []string {
	if w.county == nil {
		return nil
	}
	var notes []string
	levers := w.pl.Problem.Levers
	people := slices.Contains(levers, plan.Rotation) || slices.Contains(levers, plan.Hiring)
	if people && len(w.county.Staff) == 0 {
		notes = append(notes, w.say("Kinds of teachers were inferred from the counts of the sections (rule %s): the county gives no kinds.csv.",
			cmp.Or(w.county.KindRule, model.KindRuleNested)))
	}
	if len(w.county.Travel) == 0 && slices.ContainsFunc(w.pl.Actions, func(a plan.Action) bool { return a.Metres != nil }) {
		notes = append(notes, w.of("Distances are great-circle distances: the county gives no travel.csv."))
	}
	return notes
}
