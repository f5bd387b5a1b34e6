package report

// data lists what was noticed in the county's data, such as counts of teachers that do not fit
// together.
func (t *teller) data() {
	all := t.a.Findings
	if len(all) == 0 {
		return
	}
	shown := t.o.top(len(all))
	t.head("Noticed in the data: %s", t.count(len(all), "%s thing", "%s things"))
	for _, f := range all[:shown] {
		t.line("  %s", t.Finding(f))
	}
	t.more(len(all) - shown)
}
