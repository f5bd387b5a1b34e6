package report

import "github.com/eduparity/eduparity/model/standard"

// levels tells how each of several standards that must hold together comes out.
func (t *teller) levels() {
	if len(t.a.Levels) == 0 {
		return
	}
	t.head("Levels that must hold together")
	g := grid{columns: []string{"level", ">sections", ">CV", "verdict"}}
	for i := range t.a.Levels {
		l := &t.a.Levels[i]
		g.add(l.Level, t.share(l.SectionsPassing, len(t.a.Sections)), t.share(l.LimitsPassing, l.Limits), t.of(passed(l.Passes)))
	}
	t.grid(g)
}

// passed is a verdict for a table.
func passed(ok bool) string {
	if ok {
		return "passes"
	}
	return "FAILS"
}

// bindingLevels are, of a stack, the levels whose statements bind, by rule of the resource block and
// place.
func bindingLevels(a *standard.Assessment) map[[2]string]string {
	levels := make(map[[2]string]string)
	for i := range a.Verdicts {
		if v := &a.Verdicts[i]; v.Block == standard.BlockResource && v.Level != "" {
			levels[[2]string{v.Rule, v.Where}] = v.Level
		}
	}
	return levels
}

// level is the level of a stack that binds in a rule of the resource block at a place.
func (t *teller) level(rule, where string) string { return t.binding[[2]string{rule, where}] }
