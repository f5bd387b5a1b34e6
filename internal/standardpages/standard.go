package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// standardPage is the page of one standard.
func standardPage(s *standard.Standard) string {
	var w writer
	w.WriteString(made)
	w.line("# %s\n", s.Name)
	w.line("%s · %s\n", s.Title, s.TitleZH)
	w.line("- Source: %s", s.Source)
	w.line("- Verified: %s", verified(s.Verified, "the text of the indicators and their limits was seen in the source named, which is not the order itself where that is said", "no; check the text before you rely on a number"))
	w.line("- Weighting of means and CVs: `%s`", s.Weighting)
	w.line("- Left out: %s\n", excluded(&s.Exclude))
	indicators(&w, s)
	for _, block := range standard.Blocks() {
		rules(&w, s, block)
	}
	inputs(&w, s)
	return strings.TrimRight(w.String(), "\n") + "\n"
}

func verified(yes bool, said, otherwise string) string {
	if yes {
		return "yes; " + said
	}
	return otherwise
}

func excluded(e *standard.Exclude) string {
	var parts []string
	for _, k := range e.Kinds {
		parts = append(parts, "schools of kind `"+string(k)+"`")
	}
	if e.TeachingPointsBelow > 0 {
		parts = append(parts, "teaching points with fewer than "+number(e.TeachingPointsBelow)+" pupils")
	}
	for _, o := range e.Owners {
		parts = append(parts, "schools with the owner code "+strconv.Itoa(o))
	}
	for _, f := range e.Flags {
		parts = append(parts, "schools with the flag `"+f+"`")
	}
	if len(parts) == 0 {
		return "nothing"
	}
	return strings.Join(parts, ", ") + " (verdict rules say themselves which kinds of school they are about)"
}

// indicators writes the resource block.
func indicators(w *writer, s *standard.Standard) {
	w.line("## Resources\n")
	var rows [][]string
	for i := range s.Indicators {
		k := &s.Indicators[i]
		split := ""
		if k.Split {
			split = "yes"
		}
		rows = append(rows, []string{
			k.Code, k.Name, k.NameZH, formula(k), k.Unit, byKey(k.Minimum), byKey(k.Floor), byKey(k.CVLimit), split,
		})
	}
	w.table([]string{"code", "indicator", "指标", "computed as", "unit of the stock", "minimum", "floor", "limit on the CV", "split between stages"}, rows)
	if slices.ContainsFunc(s.Indicators, func(k standard.Indicator) bool { return k.Split }) {
		w.line("A stock that is split falls to the stages of a school by weighted pupils, 1 : 1.1 : 1.32 for primary : junior : senior; what a section states itself wins.\n")
	}
	if slices.ContainsFunc(s.Indicators, func(k standard.Indicator) bool { return len(k.Minimum) > 0 }) {
		w.line("A section passes where %s.\n", sectionRule(s.Section))
	}
	if len(s.Composite.CVLimit) > 0 {
		w.line("The plain mean of the CVs of all indicators is at most %s.\n", byKey(s.Composite.CVLimit))
	}
	rows = nil
	for i := range s.Indicators {
		for j := range s.Indicators[i].Reliefs {
			rows = append(rows, relief(s.Indicators[i].Code, &s.Indicators[i].Reliefs[j]))
		}
	}
	reliefs(w, rows)
}

func formula(k *standard.Indicator) string {
	stock := sum(k.Stock)
	if len(k.Stock) > 1 {
		stock = "(" + stock + ")"
	}
	if k.Per == 1 {
		return stock + " / pupils"
	}
	return number(k.Per) + " × " + stock + " / pupils"
}

func sectionRule(r standard.SectionRule) string {
	others := ", and every other reaches " + percent(r.OthersAtShare) + " of its own"
	switch {
	case r.MayMiss > 0:
		return fmt.Sprintf("all but %d of its minimums are met%s", r.MayMiss, others)
	case r.MetAtLeast > 0:
		return fmt.Sprintf("%d of its minimums are met%s", r.MetAtLeast, others)
	}
	return "all its minimums are met"
}

// blockTitles are the headings of blocks.
var blockTitles = map[standard.Block]string{
	standard.BlockPrecondition: "Preconditions · 前提条件",
	standard.BlockGuarantee:    "Guarantees of the government · 政府保障程度",
	standard.BlockQuality:      "Quality of education · 教育质量",
	standard.BlockRecognition:  "Social recognition · 社会认可度",
	standard.BlockVeto:         "Vetoes · 一票否决",
	standard.BlockNorm:         "Norms · 配备标准",
}

// rules writes the verdict rules of a block.
func rules(w *writer, s *standard.Standard, block standard.Block) {
	titled := false
	for i := range s.Rules {
		r := &s.Rules[i]
		if r.Block != block {
			continue
		}
		if !titled {
			w.line("## %s\n", blockTitles[block])
			titled = true
		}
		w.line("### %s\n", r.ID)
		w.line("%s · %s\n", r.Name, r.NameZH)
		if r.Item > 0 {
			w.line("- Item of the official list: %d", r.Item)
		}
		w.line("- Decided for: %s%s", each(r), scope(&r.Scope))
		w.line("- Passes where: %s", passes(r))
		w.line("- Source: %s", r.Source)
		w.line("- Verified: %s", verified(r.Verified, "seen in the source named", "no"))
		if r.Note != "" {
			w.line("- Note: %s", r.Note)
		}
		w.line("")
		var rows [][]string
		for j := range r.Reliefs {
			rows = append(rows, relief("", &r.Reliefs[j]))
		}
		reliefs(w, rows)
	}
}

func each(r *standard.Rule) string {
	switch {
	case r.Form == standard.Document && r.Each == standard.EachSchool:
		return "the county, or every school where answers name schools"
	case r.Each == standard.EachStage:
		return "every stage"
	case r.Each == standard.EachSchool:
		return "every school"
	case r.Each == standard.EachCampus:
		return "every school and every campus counted with one, each for itself"
	case r.Each == standard.EachSection:
		return "every section"
	}
	return "the county"
}

func scope(s *standard.Scope) string {
	var parts []string
	if len(s.Stages) > 0 {
		parts = append(parts, "stages "+strings.Join(s.Stages, ", "))
	}
	for _, k := range s.Kinds {
		parts = append(parts, "kind "+string(k))
	}
	for _, k := range s.WithoutKinds {
		parts = append(parts, "not of kind "+string(k))
	}
	if len(s.Areas) > 0 {
		areas := make([]string, len(s.Areas))
		for i, a := range s.Areas {
			areas[i] = string(a)
		}
		parts = append(parts, "areas "+strings.Join(areas, ", "))
	}
	if s.Public {
		parts = append(parts, "public schools")
	}
	for _, f := range s.Flags {
		parts = append(parts, "with the flag `"+f+"`")
	}
	for _, f := range s.WithoutFlags {
		parts = append(parts, "without the flag `"+f+"`")
	}
	if s.PupilsBelow > 0 {
		parts = append(parts, "fewer than "+number(s.PupilsBelow)+" pupils")
	}
	if s.PupilsAbove > 0 {
		parts = append(parts, "more than "+number(s.PupilsAbove)+" pupils")
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, "; ") + ")"
}

// passes is the condition of a rule.
func passes(r *standard.Rule) string {
	relation := "≥"
	if r.Form == standard.Maximum || r.AtMost {
		relation = "≤"
	}
	if r.Strict {
		relation = map[string]string{"≥": ">", "≤": "<"}[relation]
	}
	switch r.Form {
	case standard.Document:
		if r.Forbidden {
			return "the answer under `" + r.ID + "` is no"
		}
		return "the answer under `" + r.ID + "` is yes"
	case standard.Step:
		return joined(" + ", sum(r.Value), roomsOf(&r.Rooms)) + " " + relation + " " + stepsOf(&r.Steps)
	case standard.Share, standard.Ratio:
		said := grouped(r.Value) + " / " + grouped(r.Over) + " " + relation + " " + threshold(r)
		if r.EmptyPasses {
			said += ", or nobody is concerned (" + sum(r.Over) + " is 0)"
		}
		return said
	case standard.Compare:
		return grouped(r.Value) + " / " + grouped(r.Over) + " " + relation + " " + threshold(r) + " × the same of all schools of the stage together" + scope(&r.Against)
	case standard.Regression:
		return "R2 of " + sum(r.Value) + " on " + sum(r.Over) + " between the schools " + relation + " " + threshold(r)
	case standard.Minimum, standard.Maximum:
		said := sum(r.Value) + " " + relation + " " + threshold(r)
		if r.Uniform {
			said += ", the same in all sections where a column states it"
		}
		return said
	}
	return ""
}

func threshold(r *standard.Rule) string {
	said := byKey(r.Threshold)
	if r.Form == standard.Share {
		said = byKeyAs(r.Threshold, percent)
	} else if r.Unit != "" && r.Unit != "1" {
		said += " " + r.Unit
	}
	if r.ThresholdInput != "" {
		said = joined("; ", said, "what `"+r.ThresholdInput+"` states comes first")
	}
	return said
}

func roomsOf(r *standard.Rooms) string {
	if r.Use == "" {
		return ""
	}
	return "rooms of use `" + r.Use + "` of at least " + byKey(r.Area) + " m2"
}

func stepsOf(s *standard.Steps) string {
	var parts []string
	for i, step := range s.Table {
		if step.UpTo == 0 && i == 0 {
			parts = append(parts, number(step.Need))
			continue
		}
		parts = append(parts, number(step.Need)+" up to "+number(step.UpTo)+" of "+sum(s.Of))
	}
	if s.Every > 0 {
		parts = append(parts, number(s.Give)+" for every started "+number(s.Every)+" of "+sum(s.Of))
	}
	return strings.Join(parts, ", and ")
}

// reliefs writes a table of reliefs.
func reliefs(w *writer, rows [][]string) {
	if len(rows) > 0 {
		w.table([]string{"eases", "relief", "ground", "减免情形", "until", "effect", "verified", "source", "note"}, rows)
	}
}

func relief(of string, r *standard.Relief) []string {
	until, seen := "", "no"
	if r.Until > 0 {
		until = strconv.Itoa(r.Until)
	}
	if r.Verified {
		seen = "yes"
	}
	var effect []string
	if len(r.Threshold) > 0 {
		effect = append(effect, "threshold "+byKey(r.Threshold))
	}
	if len(r.RoomArea) > 0 {
		effect = append(effect, "area of a room "+byKey(r.RoomArea)+" m2")
	}
	if len(r.Add) > 0 {
		effect = append(effect, sum(r.Add)+" counts on top")
	}
	if r.Off {
		effect = append(effect, "switched off")
	}
	return []string{of, "`" + r.ID + "`", r.Name + " (" + ground(&r.Ground) + ")", r.NameZH, until, strings.Join(effect, "; "), seen, r.Source, r.Note}
}

func ground(g *standard.Ground) string {
	var parts []string
	add := func(given bool, said string) {
		if given {
			parts = append(parts, said)
		}
	}
	add(g.BuiltBy > 0, fmt.Sprintf("built by %d", g.BuiltBy))
	add(g.PlannedBy > 0, fmt.Sprintf("planned by %d", g.PlannedBy))
	add(g.Flag != "", "flag `"+g.Flag+"`")
	for _, a := range g.Areas {
		add(true, "area "+string(a))
	}
	add(g.PupilsFrom > 0, "pupils from "+number(g.PupilsFrom))
	add(g.PupilsBelow > 0, "pupils below "+number(g.PupilsBelow))
	add(g.LargestClassBelow > 0, "largest class below "+number(g.LargestClassBelow))
	add(g.Part != "", "`"+g.Part+"` above "+percent(g.Above)+" of the pupils")
	return strings.Join(parts, ", ")
}

// inputs lists what an office gives.
func inputs(w *writer, s *standard.Standard) {
	w.line("## What an office gives\n")
	var rows [][]string
	at := make(map[string]int) // row of a column, from 1
	for i := range s.Indicators {
		k := &s.Indicators[i]
		table := model.TableSections
		if k.Split {
			table = model.TableSchools + " or " + model.TableSections
		}
		for _, t := range k.Stock {
			if at[t.Column] > 0 {
				rows[at[t.Column]-1][5] += ", " + k.Code
				continue
			}
			m := stocks[t.Column]
			rows = append(rows, []string{"`" + t.Column + "`", table, k.Unit, m.en, m.zh, k.Code})
			at[t.Column] = len(rows)
		}
	}
	for _, in := range s.Inputs() {
		read := strings.Join(in.Rules, ", ")
		if n := at[in.ID]; n > 0 {
			row := rows[n-1]
			row[3], row[4], row[5] = in.Name, in.NameZH, row[5]+", "+read
			continue
		}
		unit, id := in.Unit, "`"+in.ID+"`"
		if unit == "" {
			unit = "yes or no"
		}
		if in.Stages {
			id += ", in an answer `" + in.ID + "_STAGE`"
		}
		rows = append(rows, []string{id, in.Table, unit, in.Name, in.NameZH, read})
	}
	w.table([]string{"column or answer", "table", "unit", "meaning", "含义", "read by"}, rows)
	w.line("Pupils come from the column `pupils` of sections.csv.")
}

func sum(terms []standard.Term) string {
	var b strings.Builder
	for i, t := range terms {
		switch {
		case t.Sign < 0 && i > 0:
			b.WriteString(" − ")
		case t.Sign < 0:
			b.WriteString("−")
		case i > 0:
			b.WriteString(" + ")
		}
		b.WriteString("`" + t.Column + "`")
	}
	return b.String()
}

func grouped(terms []standard.Term) string {
	if len(terms) > 1 {
		return "(" + sum(terms) + ")"
	}
	return sum(terms)
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func percent(v float64) string { return strconv.FormatFloat(100*v, 'g', 6, 64) + " %" }

func byKey(values map[string]float64) string { return byKeyAs(values, number) }

// byKeyAs renders numbers by stage or kind, primary and junior first.
func byKeyAs(values map[string]float64, render func(float64) string) string {
	keys := make([]string, 0, len(values))
	for key := range values {
		keys = append(keys, key)
	}
	order := []string{standard.AnyPlace, model.StagePrimary, model.StageJunior}
	rank := func(key string) int {
		if i := slices.Index(order, key); i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortFunc(keys, func(a, b string) int {
		if c := rank(a) - rank(b); c != 0 {
			return c
		}
		return strings.Compare(a, b)
	})
	parts := make([]string, len(keys))
	for i, key := range keys {
		parts[i] = key + " " + render(values[key])
		if key == standard.AnyPlace {
			parts[i] = render(values[key])
			if len(keys) > 1 {
				parts[i] += " in general"
			}
		}
	}
	return strings.Join(parts, ", ")
}

func joined(by string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), by)
}
