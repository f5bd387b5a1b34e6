package report

import (
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/model/diagnosis"
	"github.com/eduparity/eduparity/model/standard"
)

// changes tells what became better and what worse since an earlier year.
func (t *teller) changes(c *diagnosis.Comparison) {
	if c == nil {
		return
	}
	then, now := strconv.Itoa(c.Earlier.Year), strconv.Itoa(c.Later.Year)
	if c.Earlier.Year == c.Later.Year || c.Earlier.Year == 0 || c.Later.Year == 0 {
		then, now = t.of("earlier"), t.of("later")
	}
	t.head("Since %s", then)
	switch {
	case c.Earlier.Year == 0 || c.Later.Year == 0:
		t.line("  One of the two counties has no year: no trend is taken from them.")
	case c.Earlier.Year == c.Later.Year:
		t.line("  Both are data of %s: what differs did not change over time, and no trend is taken from it.", strconv.Itoa(c.Later.Year))
	}
	t.line("  %[1]s: %[2]s", then, t.standing(c.Earlier.Standing))
	t.line("  %[1]s: %[2]s", now, t.standing(c.Later.Standing))
	var slipped, improved []string
	for i := range c.Sections {
		s := &c.Sections[i]
		name := s.School + "/" + t.of(s.Stage)
		switch s.Side {
		case diagnosis.Slipped:
			slipped = append(slipped, name)
		case diagnosis.Improved:
			improved = append(improved, name)
		case diagnosis.Stayed:
		}
	}
	t.named("  sections that passed and fail now: %s", slipped)
	t.named("  sections that failed and pass now: %s", improved)
	t.named("  new sections: %s", t.sections(c.New))
	t.named("  sections that are gone: %s", t.sections(c.Gone))

	g := grid{columns: []string{"stage", "", "indicator", ">mean", ">", ">CV", ">", ">limit", "verdict", ">by stock", ">by pupils", ">by sections"}}
	for i := range c.Indicators {
		x := &c.Indicators[i]
		part := func(n diagnosis.Number) string {
			if n == 0 {
				return ""
			}
			return signed(float64(n), cvDecimals)
		}
		g.add(t.of(x.Stage), x.Code, t.n.indicator(x.Code),
			number(float64(x.Mean[0]), valueDecimals), "-> "+number(float64(x.Mean[1]), valueDecimals),
			cvText(float64(x.CV[0]), x.Limit), "-> "+cvText(float64(x.CV[1]), x.Limit), limitText(x.Limit), t.of(sideText(x.Side)),
			part(x.ByStock), part(x.ByPupils), part(x.BySections))
	}
	t.head("Indicators, %[1]s -> %[2]s, and what changed the CVs", then, now)
	t.grid(g)
	t.turned(c)
	t.moved(c)
}

// sections writes SCHOOL/STAGE in the report's language.
func (t *teller) sections(names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = t.place(name)
	}
	return out
}

// named adds a line with a list, cut where it is long; none where it is empty.
func (t *teller) named(format string, all []string) {
	if len(all) == 0 {
		return
	}
	shown := t.o.top(len(all))
	s := t.list(all[:shown])
	if left := len(all) - shown; left > 0 {
		s = t.say("%[1]s and %[2]s more", s, number(float64(left), 0))
	}
	t.line(format, s)
}

// sideText is what became of a verdict.
func sideText(s diagnosis.Side) string {
	switch s {
	case diagnosis.Improved:
		return "passes now"
	case diagnosis.Slipped:
		return "FAILS NOW"
	case diagnosis.Stayed:
	}
	return ""
}

// turned lists verdicts of other rules that came out otherwise.
func (t *teller) turned(c *diagnosis.Comparison) {
	g := grid{columns: []string{"rule", "where", "", ""}}
	for i := range c.Verdicts {
		v := &c.Verdicts[i]
		if v.Rule == standard.RuleSection || strings.HasPrefix(v.Rule, standard.RuleMinimum) || strings.HasPrefix(v.Rule, standard.RuleCV) {
			continue // told above
		}
		g.add(t.ruleName(v.Rule, v.Level), t.place(v.Where), t.of(outcomeText(v.Outcome[0])), "-> "+t.of(outcomeText(v.Outcome[1])))
	}
	t.topOf("Other verdicts that changed", g)
}

// topOf tells the first lines of a long grid under a heading, nothing where there are none.
func (t *teller) topOf(heading string, g grid) {
	if len(g.rows) == 0 {
		return
	}
	shown := t.o.top(len(g.rows))
	left := len(g.rows) - shown
	g.rows = g.rows[:shown]
	t.head(heading)
	t.grid(g)
	t.more(left)
}

// moved lists the sections that lost most.
func (t *teller) moved(c *diagnosis.Comparison) {
	g := grid{columns: []string{"section", "school", ">pupils", ">", ">met", ">", "indicators, what slipped or lost most first"}}
	for i := range c.Sections {
		s := &c.Sections[i]
		if len(s.Values) == 0 {
			continue
		}
		var told []string
		for j := range s.Values[:min(len(s.Values), placesTold)] {
			v := &s.Values[j]
			text := v.Code + " " + beside(v.Value[0], v.Minimum, valueDecimals) + " -> " + beside(v.Value[1], v.Minimum, valueDecimals)
			switch v.Side {
			case diagnosis.Slipped:
				text += t.of(" (slipped)")
			case diagnosis.Improved:
				text += t.of(" (reached)")
			case diagnosis.Stayed:
			}
			told = append(told, text)
		}
		if left := len(s.Values) - len(told); left > 0 {
			told = append(told, t.say("%s more", number(float64(left), 0)))
		}
		g.add(s.School+"/"+t.of(s.Stage), t.n.schools[s.School], number(s.Pupils[0], 0), "-> "+number(s.Pupils[1], 0),
			number(float64(s.Met[0]), 0), "-> "+number(float64(s.Met[1]), 0), t.list(told))
	}
	t.topOf("Sections that changed: those that changed sides first, then those that fell below minimums or lost most", g)
}
