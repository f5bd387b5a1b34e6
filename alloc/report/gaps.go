package report

import (
	"cmp"
	"math"
	"slices"

	"github.com/eduparity/eduparity/model/diagnosis"
	"github.com/eduparity/eduparity/model/standard"
)

// blockers is the table of what stands against a pass.
func (t *teller) blockers(all []diagnosis.Blocker) {
	if len(all) == 0 {
		return
	}
	shown := t.o.top(len(all))
	t.head("What stands against a pass")
	g := grid{columns: []string{"", "level", "stage", "", "", "how far"}}
	for i := range all[:shown] {
		b := &all[i]
		switch b.Kind {
		case diagnosis.BlockerCV:
			limit, name := float64(b.Threshold), t.n.indicator(b.Code)
			if b.Rule == standard.RuleComposite {
				name = t.of("mean of the CVs")
			}
			what, far := "CV over its limit", cvText(float64(b.Value), &limit)
			switch undefined := math.IsNaN(float64(b.Value)); {
			case undefined && b.Rule == standard.RuleComposite:
				what, far = "CV undefined", t.of("a CV is undefined")
			case undefined:
				what, far = "CV undefined", t.of("the mean is 0")
			}
			g.add(t.of(what), b.Level, t.of(b.Stage), b.Code, name, t.say("%[1]s, limit %[2]s", far, number(limit, cvDecimals)))
		case diagnosis.BlockerMinimum:
			far := t.say("%[1]s must raise it by %[2]s", t.count(b.Places, "%s section", "%s sections"), t.with(number(b.Whole, 0), b.Unit))
			if b.Alone > 0 {
				far += t.say("; %s need nothing else", number(float64(b.Alone), 0))
			}
			g.add(t.of("minimum not reached"), b.Level, t.of(b.Stage), b.Code, t.n.indicator(b.Code), far)
		case diagnosis.BlockerRule:
			far := t.say("fails at %s", t.count(b.Places, "%s place", "%s places"))
			g.add(t.of("rule not kept"), b.Level, t.of(b.Stage), b.Rule, t.ruleName(b.Rule, b.Level), far)
		}
	}
	t.grid(g)
	t.more(len(all) - shown)
}

// gaps lists the sections that fail, with the least that would make each pass.
func (t *teller) gaps(all []diagnosis.SectionGaps) {
	if len(all) == 0 {
		return
	}
	shown := t.o.top(len(all))
	t.head("Sections that fail, farthest from a pass first, and the least that would make them pass (whole units)")
	g := grid{columns: []string{"section", "school", ">pupils", ">met", "least to pass", "let go"}}
	for i := range all[:shown] {
		s := &all[i]
		g.add(s.School+"/"+t.of(s.Stage), t.n.schools[s.School], number(s.Pupils, 0),
			t.share(s.Met, s.Of), t.least(s), t.list(s.Excused))
	}
	t.grid(g)
	t.more(len(all) - shown)
}

// least writes the least that would make a section pass; of a stack, level by level.
func (t *teller) least(s *diagnosis.SectionGaps) string {
	var levels []string
	byLevel := make(map[string][]string)
	for _, gap := range s.Least {
		told := gap.Code + " " + t.with(number(gap.Whole, 0), gap.Unit)
		if slices.Contains(s.Excused, gap.Code) {
			told = t.say("%[1]s (to %[2]s)", told, amount(gap.Target))
		}
		if byLevel[gap.Level] == nil {
			levels = append(levels, gap.Level)
		}
		byLevel[gap.Level] = append(byLevel[gap.Level], told)
	}
	told := ""
	for _, level := range levels {
		part := t.list(byLevel[level])
		if level != "" {
			part = t.say("%[1]s: %[2]s", level, part)
		}
		told = t.joined(told, part)
	}
	return told
}

// drivers is how many sections are named for each CV over its limit.
const drivers = 4

// driving lists, for every CV over its limit, the sections that make most of it.
func (t *teller) driving() {
	g := grid{columns: []string{"stage", "", "indicator", "schools"}}
	for i := range t.a.Indicators {
		x := &t.a.Indicators[i]
		if x.Passes || x.Limit == nil || math.IsNaN(x.CV) {
			continue
		}
		type part struct {
			of    string
			share float64
		}
		var parts []part
		for j := range t.a.Sections {
			s := &t.a.Sections[j]
			if s.Stage != x.Stage {
				continue
			}
			for _, r := range s.Readings {
				if r.Code == x.Code && r.ShareOfCV2 > 0 {
					side := "%[1]s %[2]s (low)"
					if r.Value > x.Mean {
						side = "%[1]s %[2]s (high)"
					}
					parts = append(parts, part{t.say(side, s.School, percent(r.ShareOfCV2, 0)), r.ShareOfCV2})
				}
			}
		}
		slices.SortStableFunc(parts, func(x, y part) int { return cmp.Compare(y.share, x.share) })
		n := min(len(parts), drivers)
		if t.o.Top < 0 {
			n = len(parts)
		}
		var told []string
		for _, q := range parts[:n] {
			told = append(told, q.of)
		}
		g.add(t.of(x.Stage), x.Code, t.n.indicator(x.Code), t.list(told))
	}
	if len(g.rows) == 0 {
		return
	}
	t.head("What drives the CVs over their limits: schools by their share of the squared CV, high or low against the mean")
	t.grid(g)
}
