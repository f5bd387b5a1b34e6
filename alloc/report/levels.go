package report

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
