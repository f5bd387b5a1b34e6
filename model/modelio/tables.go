package modelio

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// Tables is where the tables of a county come from: a folder of CSV files, the sheets of a workbook,
// anything that has rows of cells. What the cells mean is decided in this package alone, so that all
// sources share columns, units, words and faults.
type Tables interface {
	// Names lists the tables there are, in a fixed order, by the names that messages use.
	Names() ([]string, error)
	// Open begins to read one of Names.
	Open(name string) (Rows, error)
}

// Rows are the rows of one table, from its header on.
type Rows interface {
	// Next returns the next row, [io.EOF] after the last one. The row is the caller's.
	Next() (Row, error)
	// Notes says what a person should know of how the rows were read, such as their encoding.
	Notes() []string
	Close() error
}

// A Row is one row of a table.
type Row struct {
	Line   int            // where people find it; 1 is the first
	Cells  []string       // as text; numbers in any form that a person may type
	Faults map[int]string // by cell: why it could not be read; nil: all could
	Shown  map[int]string // by cell: how a number is displayed where not by its digits alone, such as 0012; nil: all are
}

// text is a cell as people see it.
func (r *Row) text(i int) string {
	if shown, ok := r.Shown[i]; ok {
		return shown
	}
	return r.Cells[i]
}

// ReadTables reads a county from its tables, which messages call sheets, and validates it. The keys of county.yaml are the rows
// of a table called county. It returns what [Read] returns.
func ReadTables(t Tables) (*model.County, []model.Finding, error) {
	r := newReader(t, "sheet", "")
	r.list()
	r.readCountyRows()
	return r.read()
}

// A table is an opened table: its header is understood, its rows are still to be read.
type table struct {
	name   string // of the form, such as schools.csv
	shown  string // as the source calls it
	line   int    // of the header
	header []header
	column map[string]int // by name of the form's column or of a stock
	rows   Rows           // nil: read to the end
	ahead  []Row          // rows that come before those of rows
}

// A header is the head of one column.
type header struct {
	shown string // as it stands in the table
	name  string // of the column; shown where the form has none such
	ten   int    // power of ten that its numbers are shifted by
	known bool
}

// open opens a table of a form and reads its header. It returns nil where the source has no such
// table, and where it cannot be read as a table. Faults are noted; columns without any are read all
// the same.
func (r *reader) open(f *form) *table {
	shown, ok := r.shown[f.table]
	if !ok {
		return nil
	}
	rows, err := r.tables.Open(shown)
	if err != nil {
		r.unreadable(f.table, shown, err)
		return nil
	}
	t := &table{name: f.table, shown: shown, rows: rows, column: make(map[string]int)}
	first, err := r.firstRow(f, t)
	switch {
	case errors.Is(err, io.EOF):
		r.misshapen(f.table, 0, "", "the table is empty; it must have a header with the columns "+strings.Join(f.required, ", "))
	case err != nil:
		r.unreadable(f.table, shown, err)
	default:
		r.head(f, t, first)
		return t
	}
	r.close(t)
	return nil
}

// titleRows is how many rows may stand above a header: titles, who filled it in and when.
const titleRows = 10

// firstRow finds the header: of the first rows, the first one with a column of the form, otherwise
// the first one that is not empty. Rows above it are titles.
func (r *reader) firstRow(f *form, t *table) (Row, error) {
	var rows []Row
	for len(rows) < titleRows {
		row, err := t.rows.Next()
		if err != nil {
			if len(rows) > 0 && errors.Is(err, io.EOF) {
				break
			}
			return Row{}, err
		}
		if firstText(row) == "" {
			continue
		}
		rows = append(rows, row)
		if slices.ContainsFunc(row.Cells, func(c string) bool { _, known := f.header(c); return known }) {
			for _, title := range rows[:len(rows)-1] {
				r.note(f.table, title.Line, "", firstText(title), "read as a title")
			}
			return row, nil
		}
	}
	t.ahead = rows[1:]
	return rows[0], nil
}

// firstText is the first text of a row, without blanks around; empty where there is none.
func firstText(row Row) string {
	for _, c := range row.Cells {
		if c = strings.TrimSpace(c); c != "" {
			return c
		}
	}
	return ""
}

// head understands the header of a table.
func (r *reader) head(f *form, t *table, first Row) {
	t.line = first.Line
	r.heads[t.name] = t.line
	for i, cell := range first.Cells {
		h := header{shown: strings.TrimSpace(cell)}
		h.name = h.shown
		if h.shown != "" {
			if c, ok := f.header(h.shown); ok {
				h.name, h.known = c.name, true
				if c.fault != "" {
					r.misshapen(t.name, t.line, h.shown, c.fault)
				}
				h.ten = c.ten
			} else if f.stocks != nil {
				h.name, h.ten = stockHeader(h.shown)
			}
			if before, twice := t.column[h.name]; twice {
				rule := "the column is given twice"
				if b := t.header[before].shown; b != h.shown {
					rule = fmt.Sprintf("the columns %q and %q both mean %s: keep one of them", b, h.shown, h.name)
				}
				r.misshapen(t.name, t.line, h.shown, rule)
			}
			t.column[h.name] = i
		}
		t.header = append(t.header, h)
	}
	for _, required := range f.required {
		if _, ok := t.column[required]; !ok {
			r.misshapen(t.name, t.line, required, "the column is missing"+t.likely(required))
		}
	}
	for _, h := range t.header {
		if h.ten != 0 {
			r.note(t.name, t.line, h.shown, "", fmt.Sprintf("converted: 1 is read as %s", factor(h.ten)))
		}
		if h.shown != h.name {
			r.county.Labels[[2]string{t.name, h.name}] = h.shown
		}
	}
}

// factor is a power of ten as a person writes it.
func factor(ten int) string {
	if ten < 0 {
		return "0." + strings.Repeat("0", -ten-1) + "1"
	}
	return "1" + strings.Repeat("0", ten)
}

// likely names the unknown column that was probably meant by a missing one.
func (t *table) likely(missing string) string {
	var others []string
	for _, h := range t.header {
		if !h.known && h.shown != "" {
			others = append(others, h.shown)
		}
	}
	if near := model.Nearest(missing, others); near != "" {
		return fmt.Sprintf("; is it the column %q?", near)
	}
	return ""
}

// totals are the words that begin a row of totals.
var totals = []string{"合计", "总计", "小计", "共计", "total", "totals", "sum"}

// next returns the next row that has a value and fits the header; ok is false at the end.
func (r *reader) next(t *table) (Row, bool) {
	for {
		row, ok := r.take(t)
		if !ok {
			return Row{}, false
		}
		first := firstText(row)
		for len(row.Cells) > len(t.header) && row.Cells[len(row.Cells)-1] == "" {
			row.Cells = row.Cells[:len(row.Cells)-1]
		}
		switch {
		case first == "" && row.Faults == nil:
			// A spreadsheet writes empty rows as commas.
		case slices.Contains(totals, folded(first)):
			r.fault(t.name, row.Line, "", "", first, "a row of totals is no record: take it out")
		case len(row.Cells) != len(t.header):
			r.misshapen(t.name, row.Line, "", fmt.Sprintf("the row has %d cells, the header has %d: a text with a comma needs quotes around it", len(row.Cells), len(t.header)))
		default:
			return row, true
		}
	}
}

// take returns the next row of a table as it is; ok is false at the end.
func (r *reader) take(t *table) (Row, bool) {
	if len(t.ahead) > 0 {
		row := t.ahead[0]
		t.ahead = t.ahead[1:]
		return row, true
	}
	if t.rows == nil {
		return Row{}, false
	}
	row, err := t.rows.Next()
	if err != nil {
		if !errors.Is(err, io.EOF) {
			r.unreadable(t.name, t.shown, err)
		}
		r.close(t)
		return Row{}, false
	}
	return row, true
}

// all reads the rest of a table, so that it can be looked over before it is read.
func (r *reader) all(t *table) {
	var rows []Row
	for row, ok := r.next(t); ok; row, ok = r.next(t) {
		rows = append(rows, row)
	}
	t.ahead = rows
}

// close ends the reading of a table.
func (r *reader) close(t *table) {
	if t.rows == nil {
		return
	}
	for _, note := range t.rows.Notes() {
		r.note(t.name, 0, "", "", note)
	}
	if err := t.rows.Close(); err != nil {
		r.unreadable(t.name, t.shown, err)
	}
	t.rows = nil
}
