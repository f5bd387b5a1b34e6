package report

import (
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
)

// conflicts are the sets of rules that cannot hold together, each with what would do if one of them gave
// way.
func (t *planTeller) conflicts() {
	all := t.w.pl.Infeasible.Conflicts
	for i := range all {
		c := &all[i]
		t.head("%s", t.conflictHead(c))
		for k := range c.Rules {
			t.line("  - %s", t.w.Reason(c.Rules[k].Text))
			if places := c.Rules[k].Places; len(places) > 0 {
				t.line("    %s", t.places(places))
			}
		}
		if len(c.Ways) == 0 {
			continue
		}
		if len(all) > 1 {
			t.line("  Any one of these would do, the other conflicts aside (whole persons and rooms may take a little more):")
		} else {
			t.line("  Any one of these would do (whole persons and rooms may take a little more):")
		}
		g := grid{columns: []string{"rule", ">from", ">to", ">the plan then costs"}}
		for k := range c.Ways {
			x := &c.Ways[k]
			cost := ""
			if x.Cost != nil {
				cost = money(math.Ceil(max(0, *x.Cost)))
			}
			from, to := enough(x)
			g.add(t.w.Rule(x.Rule), from, to, cost)
		}
		t.grid(g)
	}
}

// conflictHead says what a conflict is.
func (t *planTeller) conflictHead(c *plan.Conflict) string {
	switch {
	case len(c.Rules) == 1:
		return t.of("Cannot hold, whatever is done")
	case c.Minimal:
		return t.of("Cannot hold together; without any one of them the others can")
	}
	return t.of("Cannot hold together (perhaps not all of them are needed for that)")
}

// places lists sections, the first of many.
func (t *planTeller) places(all []string) string {
	shown := t.o.top(len(all))
	list := make([]string, 0, shown)
	for _, place := range all[:shown] {
		list = append(list, placeInChinese(t.w.Lang, place))
	}
	s := t.list(list)
	if shown < len(all) {
		return t.say("at %[1]s and %[2]s more", s, number(float64(len(all)-shown), 0))
	}
	return t.say("at %s", s)
}
