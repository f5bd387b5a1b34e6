package modelio

import (
	"path"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// formOf finds the form of a table by the name of a file or a sheet, with or without .csv.
func formOf(name string) *form {
	key := tableKey(name)
	for _, f := range append(slices.Clone(forms), &countyForm) {
		if key == tableKey(f.table) || slices.Contains(f.also, key) {
			return f
		}
	}
	return nil
}

// tableKey is the name of a table without its ending, folded.
func tableKey(name string) string {
	key := folded(name)
	switch ext := path.Ext(key); ext {
	case ".csv", ".yaml":
		return strings.TrimSuffix(key, ext)
	}
	return key
}

// list looks over the tables of the source: those that are not supported yet are faults, those that
// nobody knows are findings, a required one that is missing is a fault.
func (r *reader) list() {
	all, err := r.tables.Names()
	if err != nil {
		r.errs = append(r.errs, err)
		r.broken = true
		return
	}
	var unknown []string
	for _, name := range all {
		f := formOf(name)
		switch {
		case isShapes(name):
			if r.join == nil {
				r.findings = append(r.findings, model.Finding{File: name, Rule: "is not read here: only tables are"})
			}
		case isLater(name):
			r.misshapen(name, 0, "", "not yet: this table cannot be read so far; take it out")
		case f == nil || f == &countyForm && path.Ext(name) == ".csv":
			unknown = append(unknown, name)
		case r.shown[f.table] != "":
			r.misshapen(name, 0, "", "the table is given twice: "+r.shown[f.table]+" is the same; keep one of them")
		default:
			r.shown[f.table] = name
			if name != f.table {
				r.county.Labels[[2]string{f.table}] = name
			}
		}
	}
	for _, f := range []*form{&schoolForm, &sectionForm} {
		if r.shown[f.table] != "" {
			continue
		}
		r.errs = append(r.errs, r.missing(f, unknown))
		r.unread[f.table] = true
	}
	for _, name := range unknown {
		rule := "not a table of a county; it is not read"
		if near := model.Nearest(name, tableNames(r.ending)); near != "" {
			rule += "; did you mean " + near + "?"
		}
		r.findings = append(r.findings, model.Finding{File: name, Rule: rule})
	}
}

// missing is the fault of a required table that is not there, with the unknown one that was probably
// meant.
func (r *reader) missing(f *form, unknown []string) error {
	name := tableKey(f.table) + r.ending
	rule := "the " + r.noun + " is missing"
	for _, called := range append([]string{name}, f.also...) {
		if near := model.Nearest(called, unknown); near != "" {
			return &model.DataError{File: name, Rule: rule + "; is it " + near + "?"}
		}
	}
	return &model.DataError{File: name, Rule: rule + "; it may also be called " + strings.Join(f.also, ", ")}
}

// tableNames lists the names of all tables with the ending of a source.
func tableNames(ending string) []string {
	all := make([]string, 0, len(forms))
	for _, f := range forms {
		all = append(all, tableKey(f.table)+ending)
	}
	return all
}

// isLater says whether a table is known but not supported yet.
func isLater(name string) bool {
	key := tableKey(name)
	return slices.ContainsFunc(laterTables, func(t string) bool { return tableKey(t) == key })
}

// isShapes says whether a file holds shapes, which [Folder.Join] reads.
func isShapes(name string) bool { return strings.HasSuffix(strings.ToLower(name), ".geojson") }

// unknownColumns notes columns of a table that nothing reads.
func (r *reader) unknownColumns(f *form, t *table) {
	for _, h := range t.header {
		if !h.known && h.shown != "" {
			r.unknownColumn(t, h.shown, "unknown column; it is not read", names(f.columns))
		}
	}
}

func (r *reader) unknownColumn(t *table, column, rule string, known []string) {
	if near := model.Nearest(column, t.lacking(known)); near != "" {
		rule += "; did you mean " + near + "?"
	}
	r.note(t.name, t.line, column, "", rule)
}

// stockColumns returns the columns of a table that hold stocks: known ones, and others whose cells
// are numbers for the most part. Other columns are findings.
func (r *reader) stockColumns(f *form, t *table) []string {
	r.all(t)
	fixed, known := names(f.columns), names(f.stocks)
	all := slices.Concat(fixed, known)
	var stocks []string
	for i, h := range t.header {
		if h.shown == "" || slices.Contains(fixed, h.name) {
			continue
		}
		filled, numbers := 0, 0
		for _, row := range t.ahead {
			if cell := strings.TrimSpace(row.Cells[i]); cell != "" {
				filled++
				if _, ok := digits(cell); ok {
					numbers++
				}
			}
		}
		switch {
		case h.known:
			stocks = append(stocks, h.name)
		case 2*numbers > filled && !strings.HasPrefix(h.shown, "-"):
			stocks = append(stocks, h.name)
			if near := model.Nearest(h.name, t.lacking(all)); near != "" && len(near)-len(h.name) <= 2 && len(h.name)-len(near) <= 2 {
				r.note(t.name, t.line, h.shown, "", "read as a stock of this name; did you mean "+near+"?")
			}
		case filled > 0:
			r.unknownColumn(t, h.shown, "unknown column without numbers; it is not read", all)
		}
	}
	return stocks
}

// lacking lists the known columns that a table does not have.
func (t *table) lacking(known []string) []string {
	var absent []string
	for _, k := range known {
		if _, ok := t.column[k]; !ok {
			absent = append(absent, k)
		}
	}
	return absent
}
