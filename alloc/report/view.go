package report

import (
	"cmp"
	"math"

	"github.com/eduparity/eduparity/model/diagnosis"
)

// view is the table of a view. Measures are the lines, because there are more of them than parts.
func (t *teller) view(v *diagnosis.View) {
	if v == nil {
		return
	}
	t.head("%[1]s by %[2]s", t.of(viewText(v.ID)), t.of(v.By))
	if len(v.Measures) == 0 {
		t.line("  %s", t.of(missingView(v.ID)))
		return
	}
	for start := 0; start < len(v.Rows); {
		end := start + 1
		for end < len(v.Rows) && v.Rows[end].Stage == v.Rows[start].Stage {
			end++
		}
		t.viewStage(v, v.Rows[start:end])
		start = end
	}
}

// viewStage is the table of one stage.
func (t *teller) viewStage(v *diagnosis.View, rows []diagnosis.ViewRow) {
	t.head("%s", t.of(rows[0].Stage))
	g := grid{columns: []string{"", ""}}
	sections, pupils := []string{t.of("sections"), ""}, []string{t.of("pupils"), ""}
	for i := range rows {
		name := t.partName(rows[i].Part)
		if rows[i].Whole {
			name = t.of("all")
		}
		g.columns = append(g.columns, ">"+name)
		sections = append(sections, number(float64(rows[i].Sections), 0))
		pupils = append(pupils, number(rows[i].Pupils, 0))
	}
	g.add(sections...)
	g.add(pupils...)
	for k := range v.Measures {
		m := &v.Measures[k]
		name := m.Name
		if t.Lang == Chinese {
			name = cmp.Or(m.NameZH, m.Name)
		}
		line := []string{name, t.unit(m.Unit)}
		if m.Unit == diagnosis.Percent {
			line[1] = ""
		}
		decimals := 0
		for i := range rows {
			if x := float64(rows[i].Values[k]); x != math.Trunc(x) {
				decimals = valueDecimals
			}
		}
		for i := range rows {
			x := float64(rows[i].Values[k])
			if m.Unit == diagnosis.Percent {
				line = append(line, percent(x, 1))
			} else {
				line = append(line, number(x, decimals))
			}
		}
		g.add(line...)
	}
	t.grid(g)
}

// viewText names a view.
func viewText(id diagnosis.ViewID) string {
	switch id {
	case diagnosis.Investment:
		return "Investment (what is put in, per pupil)"
	case diagnosis.Opportunity:
		return "Opportunity (what a pupil finds)"
	case diagnosis.Benefit:
		return "Benefit (what comes out)"
	}
	return string(id)
}

// missingView says what a view without data would need.
func missingView(id diagnosis.ViewID) string {
	if id == diagnosis.Benefit {
		return "no data: the county gives no outcomes.csv (school_id, stage, measure, value)"
	}
	return "no data"
}
