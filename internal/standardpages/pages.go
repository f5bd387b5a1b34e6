package main

import (
	"fmt"
	"strings"

	"github.com/eduparity/eduparity/model/standard"
)

// A page is one file of the folder.
type page struct{ file, text string }

// pages are the list of standards and a page for each.
func pages() ([]page, error) {
	var all []*standard.Standard
	for _, name := range standard.Names() {
		s, err := standard.ByName(name)
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	list, err := overview(all)
	if err != nil {
		return nil, err
	}
	out := []page{{"README.md", list}}
	for _, s := range all {
		out = append(out, page{s.Name + ".md", standardPage(s)})
	}
	return out, nil
}

// made says at the top of every page where it comes from.
const made = "<!-- Made by make docs from the definition of the standard in model/standard. Change it there. -->\n\n"

// A writer collects Markdown.
type writer struct{ strings.Builder }

func (w *writer) line(format string, args ...any) {
	w.WriteString(fmt.Sprintf(format, args...))
	w.WriteByte('\n')
}

// table writes a table; it leaves out columns that are empty in every row.
func (w *writer) table(head []string, rows [][]string) {
	var keep []int
	for i := range head {
		for _, row := range rows {
			if row[i] != "" {
				keep = append(keep, i)
				break
			}
		}
	}
	cells := func(row []string) {
		w.WriteByte('|')
		for _, i := range keep {
			w.WriteString(" " + strings.ReplaceAll(row[i], "|", `\|`) + " |")
		}
		w.WriteByte('\n')
	}
	cells(head)
	w.WriteByte('|')
	for range keep {
		w.WriteString(" --- |")
	}
	w.WriteByte('\n')
	for _, row := range rows {
		cells(row)
	}
	w.WriteByte('\n')
}

// overview lists the standards and says how rules are decided.
func overview(all []*standard.Standard) (string, error) {
	var w writer
	w.WriteString(made)
	w.line("# Standards\n")
	w.line("Every built-in standard is a Go value in `model/standard` and can be written and read as YAML, so that a number that is wrong or local is one line to change. *Verified* says that the text was seen in the source that is named, mostly a secondary one such as a city's working tables; none of the orders themselves was read. What is not verified was not seen. Take numbers from the official text before you rely on them; every verdict says which it is.\n")
	var rows [][]string
	for _, s := range all {
		rows = append(rows, []string{
			"[" + s.Name + "](" + s.Name + ".md)", s.Title, s.TitleZH, fmt.Sprint(len(s.Indicators)), fmt.Sprint(len(s.Rules)),
		})
	}
	w.table([]string{"standard", "about", "名称", "indicators", "verdict rules"}, rows)

	w.line("## How verdicts come about\n")
	w.line("An *indicator* is a stock per pupil of a section (a school's stage): `per × stock / pupils`. A stock may be a sum of columns; all of them must be there (0 where there is nothing), for a part that is missing would count for nothing. Its value is compared unrounded with the minimum of the stage, inclusively; the *section rule* says how many minimums a section may miss and what share of them it must reach then. Between the sections of a stage the *CV* is `sqrt(sum p_i/P (x_i/mean - 1)^2)`, where p_i are pupils and the mean is weighted by them (weighting `pupils`) or every section counts once (weighting `none`). A *composite* limit is one on the plain mean of the CVs of all indicators of a stage. These verdicts are the resource block: plans are made for it.\n")
	w.line("A *verdict rule* is decided at the places it names: the county, every stage, every school, every campus of a school for itself, every section. What it reads is looked for in guarantees.csv and survey.csv, then computed from the county, then summed from columns. A rule whose inputs are missing has the outcome `no-data`: it neither passes nor fails, and the county as a whole is then without a verdict unless something fails. A *relief* eases a rule, or lets a stock count on top in an indicator, for schools that have its ground, until its year; it can be switched off.\n")
	rows = nil
	for _, form := range standard.Forms() {
		said, ok := forms[form]
		if !ok {
			return "", fmt.Errorf("form %q is not explained", form)
		}
		rows = append(rows, []string{"`" + string(form) + "`", said})
	}
	w.table([]string{"form", "a place passes where"}, rows)

	w.line("## Levels\n")
	w.line("National, provincial and municipal standards hold together as the `levels` of one standard, highest first. A file holds only what its level changes:\n")
	w.line("```yaml\nname: our-city\nlevels: [quality-balance-2017, province.yaml]\nindicators:\n  - {code: L2, minimum: {primary: 1.2, junior: 1.2}}\n  - {code: B, name: books per pupil, name_zh: 生均图书, unit: books, stock: books, minimum: {primary: 30}, split: true}\nverdicts:\n  - {id: guarantee-05, threshold: {primary: 40, junior: 45}, source: order 12 of the city}\n```\n")
	w.line("An indicator of a code above takes over what it counts, a verdict rule of an id above that has no `form` of its own everything that it leaves open, reliefs included (`reliefs: []` says that there are none), but not the source or whether it was seen; both rules are decided, each at its level. Levels that count the same stock share one indicator with the highest minimum and the lowest CV limit. A level without a `school_rule` asks for its minimums in full: they become floors, which no other level's rule excuses. Of levels whose rules let something be missed, one must be at least as strict as the others everywhere. What one standard cannot say is refused with its reason: two weightings, different exclusions, a limit on the mean of different CVs. Verdicts and the minimums of sections name the level that binds; verdicts of the resource block also what every level says.")
	return w.String(), nil
}

// forms says when a place passes.
var forms = map[standard.Form]string{
	standard.Minimum:    "the value is at least the threshold",
	standard.Maximum:    "the value is at most the threshold",
	standard.Share:      "the value, a part of a whole, over the whole is at least the threshold (at most, where the rule says so); of a whole of 0 there is no share, and the rule is without data unless it says that nobody need be concerned (`empty_passes`)",
	standard.Ratio:      "the value over another is at least the threshold (at most, where the rule says so)",
	standard.Step:       "the value, and rooms of a size where the rule counts them, is at least a step function of another quantity",
	standard.Document:   "the office answers yes (no, where what the rule names is forbidden)",
	standard.Compare:    "the value over another, divided by the same of the schools it is compared with, is within the threshold",
	standard.Regression: "the R2 of a least-squares line of the value on another quantity, between the schools of a stage, is at least the threshold",
}
