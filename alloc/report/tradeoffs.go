package report

import (
	"cmp"
	"encoding/csv"
	"io"
	"math"
	"slices"
	"strconv"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// Tradeoffs writes the plans of one problem for several goals side by side: a column for each, a line for
// each measure. c gives names; nil: ids alone.
func Tradeoffs(w io.Writer, x *plan.Tradeoffs, c *model.County, o Options) error {
	t := &tradeoffTeller{page: newPage(o), x: x, words: NewWords(&plan.Plan{Problem: x.Problem}, c, o.Lang)}
	t.lead(t.title(c))
	if note := t.words.Constructed(); note != "" {
		t.line("%s", note)
	}
	t.spread(t.of("Cost"), t.words.Money, func(f *plan.Figures) float64 { return f.Cost })
	t.spread(t.of("Ways to school"), func(x float64) string { return t.words.with(number(x, 0), "pupil-km") }, func(f *plan.Figures) float64 { return f.PupilKM })
	t.spread(t.of("Worst CV over its limit"), func(x float64) string { return number(x, cvDecimals) }, func(f *plan.Figures) float64 { return ratio(f.Worst) })
	t.head("The plans side by side")
	t.table()
	t.line("  Each plan comes first for one goal; goals that are sums over pupils and sites break its ties.")
	return t.writeTo(w)
}

// A tradeoffTeller writes plans side by side.
type tradeoffTeller struct {
	*page
	x     *plan.Tradeoffs
	words *Words
}

// title says what was asked.
func (t *tradeoffTeller) title(c *model.County) string {
	name, goals, levers := t.of("The county"), make([]string, 0, len(t.x.Rows)), make([]string, 0, len(t.x.Problem.Levers))
	if c != nil {
		name = cmp.Or(c.Name, name)
	}
	for _, g := range t.x.Problem.Goals {
		goals = append(goals, t.words.Goal(g.Name))
	}
	for _, l := range t.x.Problem.Levers {
		levers = append(levers, t.words.Lever(l))
	}
	return t.say("%[1]s: planned for %[2]s in turn, by %[3]s.", name, t.words.listed(goals), t.words.listed(levers))
}

// spread says between which plans a measure lies.
func (t *tradeoffTeller) spread(measure string, write func(float64) string, of func(*plan.Figures) float64) {
	least, most := -1, -1
	for i := range t.x.Rows {
		if !t.x.Rows[i].Planned() {
			continue
		}
		v := of(&t.x.Rows[i].After)
		if math.IsNaN(v) {
			return
		}
		if least < 0 || v < of(&t.x.Rows[least].After) {
			least = i
		}
		if most < 0 || v > of(&t.x.Rows[most].After) {
			most = i
		}
	}
	if least == most { // also where there is no plan
		return
	}
	t.line("%[1]s: from %[2]s (%[3]s) to %[4]s (%[5]s).", measure, write(of(&t.x.Rows[least].After)), t.goal(least),
		write(of(&t.x.Rows[most].After)), t.goal(most))
}

// goal is the goal that comes first in a plan.
func (t *tradeoffTeller) goal(row int) string { return t.words.Goal(t.x.Rows[row].Goals[0].Name) }

// table writes measures by plans.
func (t *tradeoffTeller) table() {
	g := grid{columns: []string{"planned for", ">" + t.of("today")}}
	columns := []*plan.Figures{&t.x.Before}
	for i := range t.x.Rows {
		g.columns = append(g.columns, ">"+t.goal(i))
		columns = append(columns, nil)
		if t.x.Rows[i].Planned() {
			columns[i+1] = &t.x.Rows[i].After
		}
	}
	add := func(name string, cell func(*plan.Figures) string) {
		row := []string{t.of(name)}
		for _, f := range columns {
			text := ""
			if f != nil {
				text = cell(f)
			}
			row = append(row, text)
		}
		g.add(row...)
	}
	add(t.words.Currency(), func(f *plan.Figures) string { return money(f.Cost) })
	add("pupil-km", func(f *plan.Figures) string { return number(f.PupilKM, 0) })
	add("mean metres", func(f *plan.Figures) string { return number(f.MeanMetres, 0) })
	add("worst CV over its limit", func(f *plan.Figures) string { return t.level(f.Worst, true) })
	add("CV of seats per pupil", func(f *plan.Figures) string { return t.level(f.Seats, false) })
	add("pupils moved", func(f *plan.Figures) string { return amount(f.PupilsMoved) })
	add("pupils without a seat", func(f *plan.Figures) string { return amount(f.OverSeats) })
	add("sections that open", func(f *plan.Figures) string { return number(float64(f.Opened), 0) })
	add("sections that close", func(f *plan.Figures) string { return number(float64(f.Closed), 0) })
	add("sections passing", func(f *plan.Figures) string { return t.share(f.SectionsPassing, f.Sections) })
	status, above := []string{t.of("status"), ""}, []string{t.of("gap"), ""}
	for i := range t.x.Rows {
		row := &t.x.Rows[i]
		status = append(status, t.status(row))
		text := ""
		if row.Planned() {
			text = gap(row.Goals[0].Gap)
		}
		above = append(above, text)
	}
	g.add(status...)
	g.add(above...)
	t.grid(g)
}

// status says how good a plan is for its first goal.
func (t *tradeoffTeller) status(row *plan.Tradeoff) string {
	switch {
	case !row.Planned() && row.Status == plan.StatusInfeasible:
		return t.of("proven impossible")
	case !row.Planned():
		return t.of("no plan")
	case row.Goals[0].Status == plan.Optimal:
		return t.of("proven best")
	}
	return t.of("best found")
}

// level writes a level with its place; the code where there are several that it may be of.
func (t *tradeoffTeller) level(l *plan.Level, coded bool) string {
	if l == nil {
		return "-"
	}
	place := t.words.Stage(l.Stage)
	if coded {
		place += " " + l.Code
	}
	return t.say("%[1]s (%[2]s)", number(l.Ratio, cvDecimals), place)
}

// ratio is that of a level; NaN: there is none.
func ratio(l *plan.Level) float64 {
	if l == nil {
		return math.NaN()
	}
	return l.Ratio
}

// TradeoffsCSV writes plans side by side as a table for other programs: a line for each, first the county
// before. Numbers are unrounded; what is not known is empty.
func TradeoffsCSV(w io.Writer, x *plan.Tradeoffs) error {
	rows := [][]string{{
		"goal", "status", "goal_status", "value", "bound", "gap", "cost_yuan", "pupil_km", "mean_metres", "worst_cv_over_limit", "worst_stage",
		"worst_indicator", "seats_cv", "seats_stage", "pupils_moved", "pupils_without_a_seat", "opened", "closed", "sections_passing", "sections", "passes",
	}}
	rows = append(rows, append([]string{"before", "", "", "", "", ""}, figureCells(&x.Before)...))
	for i := range x.Rows {
		row := &x.Rows[i]
		g := row.Goals[0]
		cells := []string{string(g.Name), string(row.Status), string(g.Status), plainNumber(g.Value), plainNumber(g.Bound), plainNumber(g.Gap)}
		if row.Planned() {
			cells = append(cells, figureCells(&row.After)...)
		} else {
			cells = slices.Concat(cells, make([]string, len(rows[0])-len(cells)))
		}
		rows = append(rows, cells)
	}
	return csv.NewWriter(w).WriteAll(rows)
}

func figureCells(f *plan.Figures) []string {
	place := func(l *plan.Level) (stage, code string) {
		if l == nil {
			return "", ""
		}
		return l.Stage, l.Code
	}
	worstStage, worstCode := place(f.Worst)
	seatsStage, _ := place(f.Seats)
	return []string{
		plainNumber(f.Cost), plainNumber(f.PupilKM), plainNumber(f.MeanMetres), plainNumber(ratio(f.Worst)), worstStage, worstCode,
		plainNumber(ratio(f.Seats)), seatsStage, plainNumber(f.PupilsMoved), plainNumber(f.OverSeats), strconv.Itoa(f.Opened), strconv.Itoa(f.Closed),
		strconv.Itoa(f.SectionsPassing), strconv.Itoa(f.Sections), strconv.FormatBool(f.Passes),
	}
}
