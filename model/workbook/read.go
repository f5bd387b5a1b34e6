package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/modelio"
)

// Read reads a county from a workbook and validates it. It returns what [modelio.Read] returns;
// faults and findings name sheets and rows.
func Read(r io.Reader) (c *model.County, findings []model.Finding, err error) {
	b, err := open(r)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, b.file.Close()) }()
	return modelio.ReadTables(b)
}

// A book is an opened workbook. It implements [modelio.Tables].
type book struct {
	file   *excelize.File
	parts  map[string]*zip.File // by sheet
	format map[int]format       // by index of a cell's style: those that change what a number means
	is1904 bool                 // days are counted from 1904
}

func open(r io.Reader) (*book, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	packed, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, notRead(data)
	}
	parts, err := sheetParts(packed)
	if err != nil {
		return nil, &model.DataError{File: bookName, Rule: "cannot be read: " + err.Error()}
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: largestWorkbook, RawCellValue: true})
	if err != nil {
		return nil, &model.DataError{File: bookName, Rule: "cannot be read: " + err.Error()}
	}
	b := &book{file: f, parts: parts, format: formats(f)}
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		b.is1904 = *props.Date1904
	}
	return b, nil
}

// bookName is what faults of the file as a whole are told of: its name is the caller's.
const bookName = "workbook"

// notRead says what a file is that is no workbook.
func notRead(data []byte) error {
	rule := "is not an XLSX workbook"
	if bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")) {
		rule = "is an old workbook (.xls) or has a password: save it as .xlsx without a password"
	}
	return &model.DataError{File: bookName, Rule: rule}
}

// Names lists the sheets with cells, in the order of the workbook.
func (b *book) Names() ([]string, error) {
	var names []string
	for _, name := range b.file.GetSheetList() {
		if b.parts[name] != nil {
			names = append(names, name)
		}
	}
	return names, nil
}

// Open begins to read a sheet.
func (b *book) Open(name string) (modelio.Rows, error) {
	s, err := b.survey(b.parts[name])
	if err != nil {
		return nil, damaged(name, err)
	}
	in, err := b.file.Rows(name)
	if err != nil {
		return nil, damaged(name, err)
	}
	return &rows{book: b, sheet: name, in: in, survey: s}, nil
}

func damaged(sheet string, err error) error {
	return &model.DataError{File: sheet, Rule: "the sheet cannot be read: " + err.Error()}
}

// rows are the rows of a sheet.
type rows struct {
	book   *book
	sheet  string
	in     *excelize.Rows
	survey *survey
	line   int
	merged []merge // those that the current row is in, with the values that they have in every cell
}

// Next returns the next row. Rows are as wide as the sheet, or empty.
func (r *rows) Next() (modelio.Row, error) {
	if !r.in.Next() {
		if err := r.in.Error(); err != nil {
			return modelio.Row{}, damaged(r.sheet, err)
		}
		if r.line < r.survey.lastRow {
			return modelio.Row{}, damaged(r.sheet, fmt.Errorf("it breaks off after row %d of %d", r.line, r.survey.lastRow))
		}
		return modelio.Row{}, io.EOF
	}
	cells, err := r.in.Columns()
	if err != nil {
		return modelio.Row{}, damaged(r.sheet, err)
	}
	r.line++
	r.enterMerged()
	odd := r.survey.odd[r.line]
	if len(cells) == 0 && len(r.merged) == 0 && len(odd) == 0 {
		return modelio.Row{Line: r.line}, nil
	}
	for len(cells) < r.survey.width {
		cells = append(cells, "")
	}
	row := modelio.Row{Line: r.line, Cells: cells}
	for _, cell := range odd {
		switch cell.what {
		case isDate:
			cells[cell.col] = r.book.date(cells[cell.col])
		case isExponent:
			cells[cell.col] = written(cells[cell.col])
		case isPadded:
			if shown, ok := r.book.format[cell.style].shown(cells[cell.col]); ok {
				if row.Shown == nil {
					row.Shown = make(map[int]string)
				}
				row.Shown[cell.col] = shown
			}
		case isTruth:
			cells[cell.col] = truth(cells[cell.col])
		case noValue:
			if row.Faults == nil {
				row.Faults = make(map[int]string)
			}
			row.Faults[cell.col] = "is a formula without a stored value: open the workbook in a spreadsheet and save it, or put the value into the cell"
		}
	}
	r.fillMerged(&row)
	return row, nil
}

// enterMerged drops the merged ranges that end above the row and takes up those that begin in it.
func (r *rows) enterMerged() {
	kept := r.merged[:0]
	for _, m := range r.merged {
		if m.bottom >= r.line {
			kept = append(kept, m)
		}
	}
	r.merged = kept
	for len(r.survey.merges) > 0 && r.survey.merges[0].top <= r.line {
		r.merged = append(r.merged, r.survey.merges[0])
		r.survey.merges = r.survey.merges[1:]
	}
}

// fillMerged puts the value of each merged range that the row is in into every cell of the range.
func (r *rows) fillMerged(row *modelio.Row) {
	for i := range r.merged {
		m := &r.merged[i]
		if m.top == r.line {
			m.value = row.Cells[m.left]
			m.shown = row.Shown[m.left]
		}
		for col := m.left; col <= m.right; col++ {
			row.Cells[col] = m.value
			if m.shown == "" {
				continue
			}
			if row.Shown == nil {
				row.Shown = make(map[int]string)
			}
			row.Shown[col] = m.shown
		}
	}
}

// Notes tells of merged ranges.
func (r *rows) Notes() []string {
	switch n := r.survey.merged; n {
	case 0:
		return nil
	case 1:
		return []string{"1 merged range (" + r.survey.firstMerge + "): its value is read in every cell"}
	default:
		return []string{strconv.Itoa(n) + " merged ranges (the first is " + r.survey.firstMerge + "): their values are read in every cell"}
	}
}

func (r *rows) Close() error { return r.in.Close() }

// date renders the number of a cell with the format of a date as a date. What is no number stays.
func (b *book) date(cell string) string {
	days, err := strconv.ParseFloat(cell, 64)
	if err != nil {
		return cell
	}
	t, err := excelize.ExcelDateToTime(days, b.is1904)
	if err != nil {
		return cell
	}
	return t.Format("2006-01-02")
}

// written writes a number with an exponent out; what is no number stays.
func written(cell string) string {
	v, err := strconv.ParseFloat(strings.TrimSpace(cell), 64)
	if err != nil {
		return cell
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// truth is how a spreadsheet displays a truth value, which is stored as a number.
func truth(cell string) string {
	switch cell {
	case "1":
		return "TRUE"
	case "0":
		return "FALSE"
	}
	return cell
}
