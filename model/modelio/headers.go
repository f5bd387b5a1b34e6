package modelio

import (
	"slices"
	"strings"
)

// A meaning is what a header stands for.
type meaning struct {
	name  string // of the column
	ten   int    // power of ten of its unit
	fault string // what is wrong with it
}

// header finds the column that a header stands for: its name or a Chinese one, with or without a
// unit in brackets.
func (f *form) header(shown string) (meaning, bool) {
	key := folded(shown)
	if c := f.lookUp(shown, key); c != nil {
		return meaning{name: c.name}, true
	}
	name, said := bracketed(key)
	var c *column
	if said != "" {
		c = f.lookUp(trimBracket(shown), name)
	}
	if c == nil {
		return meaning{}, false
	}
	m := meaning{name: c.name}
	s, ok := c.unit.scaleOf(said)
	switch {
	case ok:
		m.ten = s.ten
	case c.unit.name == "":
		// Other brackets are remarks, but for a unit that would change what the numbers mean.
		if slices.ContainsFunc(allUnits, func(u unit) bool { _, is := u.scaleOf(said); return is }) {
			m.fault = "this column has no unit: leave " + said + " out"
		}
	default:
		m.fault = "the unit " + said + " is not known for this column; known: " + c.unit.spelled()
	}
	return m, true
}

// named finds a column by its name or a Chinese one, both folded.
func (f *form) named(key string) *column {
	for _, columns := range [][]column{f.columns, f.stocks} {
		for i := range columns {
			if columns[i].name == key || slices.Contains(columns[i].also, key) {
				return &columns[i]
			}
		}
	}
	return nil
}

// lookUp finds a column by its header, of a stage or not, as it is shown and folded.
func (f *form) lookUp(shown, key string) *column {
	if c := f.named(key); c != nil {
		return c
	}
	for _, c := range f.staged {
		if stage := c.stageOf(shown, key); stage != "" {
			c.name += stageMark + stage
			return &c
		}
	}
	return nil
}

// stageMark stands between the name of a column and the stage that it is of.
const stageMark = "_"

// stageOf is the stage that a header of the column names: after the column's name, as in
// pupils_primary, or after or before a Chinese one, as in 学生数_小学 or 小学学生数. Empty: none. Before
// a Chinese name there may be a known stage only. Brackets are no part of a stage.
func (c *column) stageOf(shown, key string) string {
	if before, stage, ok := strings.Cut(strings.TrimSpace(shown), stageMark); ok && stage != "" && !strings.ContainsAny(stage, "(（") {
		if b := folded(before); b == c.name || slices.Contains(c.also, b) {
			return meant(stageWords, stage)
		}
	}
	for _, also := range c.also {
		if stage, ok := strings.CutSuffix(key, also); ok {
			if i := slices.IndexFunc(stageWords, func(w word) bool { return slices.Contains(w.also, stage) }); i >= 0 {
				return stageWords[i].name
			}
		}
	}
	return ""
}

// stagedHeaders are the Chinese headers of a column for each stage, with primary schools for a stage.
func stagedHeaders(c *column) []string {
	all := make([]string, len(c.also))
	for i, also := range c.also {
		all[i] = stageWords[0].also[0] + also
	}
	return all
}

// stockHeader splits the header of a stock that no form knows into its name and the power of ten of
// its unit. Brackets that hold no unit belong to the name.
func stockHeader(shown string) (name string, ten int) {
	_, said := bracketed(folded(shown))
	for _, u := range allUnits {
		if s, ok := u.scaleOf(said); ok && said != "" {
			return trimBracket(shown), s.ten
		}
	}
	return shown, 0
}

// stockName returns the stock that a word in a list means, by its name or a Chinese one.
func stockName(s string) string {
	key := folded(s)
	for _, f := range []*form{&sectionForm, &schoolForm} {
		for i := range f.stocks {
			if slices.Contains(f.stocks[i].also, key) {
				return f.stocks[i].name
			}
		}
	}
	return s
}
