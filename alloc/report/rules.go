package report

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model/standard"
)

// fewPlaces is at how many places, such as the stages, a rule is told one by one.
const fewPlaces = 3

// A ruleCount is one rule beside the resources and how it came out at its places.
type ruleCount struct {
	rule, level        string
	pass, fail, noData int
	worst              *standard.Verdict // of those that fail, with the least margin; else the first
	places             []string          // where it fails, in the order of the verdicts
	verdicts           []*standard.Verdict
	relieved           int // places at which a relief was applied
	unverified         bool
}

// outcome is that of the rule: it fails where it fails anywhere.
func (c *ruleCount) outcome() standard.Outcome {
	switch {
	case c.fail > 0:
		return standard.Fail
	case c.noData > 0:
		return standard.NoData
	}
	return standard.Pass
}

// ruleCounts gathers the verdicts of each rule beside the resources.
func (t *teller) ruleCounts() []*ruleCount {
	var all []*ruleCount
	index := make(map[[2]string]*ruleCount)
	for i := range t.a.Verdicts {
		v := &t.a.Verdicts[i]
		if v.Block == standard.BlockResource || v.Block == "" {
			continue
		}
		key := [2]string{v.Rule, v.Level}
		c := index[key]
		if c == nil {
			c = &ruleCount{rule: v.Rule, level: v.Level, worst: v}
			index[key] = c
			all = append(all, c)
		}
		c.verdicts = append(c.verdicts, v)
		switch v.Outcome {
		case standard.Pass:
			c.pass++
		case standard.Fail:
			if c.fail == 0 || v.Margin < c.worst.Margin {
				c.worst = v
			}
			c.fail++
			c.places = append(c.places, v.Where)
		case standard.NoData:
			c.noData++
		}
		if v.Relief != "" {
			c.relieved++
		}
		c.unverified = c.unverified || !v.Verified
	}
	return all
}

// others counts the rules beside the resources by outcome.
type others struct{ rules, failing, open int }

func (t *teller) otherRules() others {
	var o others
	for _, c := range t.ruleCounts() {
		o.rules++
		switch c.outcome() {
		case standard.Fail:
			o.failing++
		case standard.NoData:
			o.open++
		case standard.Pass:
		}
	}
	return o
}

// rules lists the rules beside the resources: those that fail first. Those without data are only
// counted, unless everything is to be shown.
func (t *teller) rules() {
	all := t.ruleCounts()
	if len(all) == 0 {
		return
	}
	order := []standard.Outcome{standard.Fail, standard.Pass, standard.NoData}
	slices.SortStableFunc(all, func(x, y *ruleCount) int {
		return cmp.Compare(slices.Index(order, x.outcome()), slices.Index(order, y.outcome()))
	})
	listed := all
	if t.o.Top >= 0 {
		listed = all[:len(all)-t.otherRules().open]
	}
	shown := t.o.top(len(listed))
	t.head("Other rules of the standard")
	g := grid{columns: []string{"rule", "level", "", "", ">value", ">asked", "where"}}
	unverified := false
	for _, c := range listed[:shown] {
		name := t.ruleName(c.rule, c.level)
		if c.unverified {
			name, unverified = name+" (?)", true
		}
		var value, asked, where string
		switch c.outcome() {
		case standard.Fail:
			if len(c.verdicts) <= fewPlaces {
				t.each(&g, c, name)
				continue
			}
			value, asked = t.ruleValue(c.worst)
			where = t.places(c.places)
		case standard.NoData:
			where = t.inputs(c.worst.Inputs)
		case standard.Pass:
			if len(c.verdicts) <= fewPlaces {
				t.each(&g, c, name)
				continue
			}
		}
		if c.relieved > 0 {
			where = t.joined(where, t.say("with relief at %s", t.count(c.relieved, "%s place", "%s places")))
		}
		g.add(c.rule, c.level, name, t.of(outcomeText(c.outcome())), value, asked, where)
	}
	if len(g.rows) > 0 {
		t.grid(g)
	}
	t.more(len(listed) - shown)
	if open := len(all) - len(listed); open > 0 {
		t.line("  no data for %[1]s, such as %[2]s: see --all; answers go into guarantees.csv and survey.csv",
			t.count(open, "%s rule", "%s rules"), t.ruleName(all[len(listed)].rule, all[len(listed)].level))
	}
	if unverified {
		t.line("  (?): the text of the rule was not seen in its source")
	}
}

// each tells a rule of few places one by one, with the numbers used.
func (t *teller) each(g *grid, c *ruleCount, name string) {
	for _, v := range c.verdicts {
		value, asked := t.ruleValue(v)
		where := t.place(v.Where)
		if v.Inputs != "" && t.form(v) != standard.Document {
			where = t.say("%[1]s: %[2]s", where, t.inputs(v.Inputs))
		}
		if v.Relief != "" {
			var names []string
			for _, id := range strings.Split(v.Relief, ", ") {
				names = append(names, t.reliefName(id))
			}
			where = t.joined(where, t.say("with relief: %s", t.list(names)))
		}
		g.add(c.rule, c.level, name, t.of(outcomeText(v.Outcome)), value, asked, where)
	}
}

// form is how the rule of a verdict is decided; empty: not known.
func (t *teller) form(v *standard.Verdict) standard.Form {
	for i := range t.a.Rules {
		if r := &t.a.Rules[i]; r.ID == v.Rule && r.Level == v.Level {
			return r.Form
		}
	}
	return ""
}

// joined puts two texts after each other; the first may be empty.
func (t *teller) joined(a, b string) string {
	if a == "" {
		return b
	}
	return a + t.of("; ") + b
}

// outcomeText is an outcome for a table.
func outcomeText(o standard.Outcome) string {
	switch o {
	case standard.Pass:
		return "passes"
	case standard.Fail:
		return "FAILS"
	case standard.NoData:
		return "no data"
	}
	return string(o)
}

// ruleName is the name of a rule in the report's language; its id where it has none.
func (t *teller) ruleName(id, level string) string {
	for i := range t.a.Rules {
		r := &t.a.Rules[i]
		if r.ID != id || r.Level != level {
			continue
		}
		if t.Lang == Chinese && r.NameZH != "" {
			return r.NameZH
		}
		if r.Name != "" {
			return r.Name
		}
	}
	return id
}

// pureNumber is the unit of what has none.
const pureNumber = "1"

// ruleUnit is the unit of a rule's value.
func (t *teller) ruleUnit(id, level string) string {
	for i := range t.a.Rules {
		if r := &t.a.Rules[i]; r.ID == id && r.Level == level && r.Unit != pureNumber {
			return r.Unit
		}
	}
	return ""
}

// ruleValue writes what was found and what is asked; nothing where the answer is yes or no.
func (t *teller) ruleValue(v *standard.Verdict) (value, asked string) {
	if t.form(v) == standard.Document || math.IsNaN(v.Value) {
		return "", ""
	}
	value = beside(v.Value, v.Threshold, valueDecimals)
	if v.Value == math.Trunc(v.Value) {
		value = amount(v.Value)
	}
	return value, t.with(amount(v.Threshold), t.ruleUnit(v.Rule, v.Level))
}

// placesTold is how many places of a rule are named in a line.
const placesTold = 4

// places names the first of many places.
func (t *teller) places(all []string) string {
	told := make([]string, 0, placesTold)
	for _, p := range all[:min(len(all), placesTold)] {
		told = append(told, t.place(p))
	}
	s := t.list(told)
	if left := len(all) - len(told); left > 0 {
		s = t.say("%[1]s and %[2]s more", s, number(float64(left), 0))
	}
	return s
}
