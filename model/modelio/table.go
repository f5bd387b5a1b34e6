package modelio

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/eduparity/eduparity/model"
)

// A table is a CSV file as text.
type table struct {
	name   string
	header []string
	column map[string]int
	rows   []row
}

// A row is a record with the line it begins on.
type row struct {
	line  int
	cells []string
}

// load reads a table of the folder. It returns nil where there is no such file, and where the file
// cannot be read as a table. Faults are noted; rows and columns without any are read all the same.
func (r *reader) load(name string, required []string, known []string) *table {
	data, err := fs.ReadFile(r.fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		r.errs = append(r.errs, fmt.Errorf("%s: %w", name, err))
		r.unread[name] = true
		return nil
	}
	t, faults := parse(name, data, required, known)
	if len(faults) > 0 {
		r.errs = append(r.errs, faults...)
		r.unread[name] = true
	}
	return t
}

// parse splits the text of a table and checks its shape: encoding, header, width of rows. The table
// is nil where its text cannot be split at all.
func parse(name string, data []byte, required, known []string) (*table, []error) {
	data, err := text(name, data)
	if err != nil {
		return nil, []error{err}
	}
	in := csv.NewReader(bytes.NewReader(data))
	in.FieldsPerRecord = -1
	header, err := in.Read()
	if errors.Is(err, io.EOF) {
		return nil, []error{&model.DataError{File: name, Rule: "the file is empty; it must have a header with the columns " + strings.Join(required, ", ")}}
	}
	if err != nil {
		return nil, []error{shapeFault(name, err)}
	}
	t := &table{name: name, column: make(map[string]int, len(header))}
	var faults []error
	for i, h := range header {
		h = strings.TrimSpace(h)
		t.header = append(t.header, h)
		if _, twice := t.column[h]; twice && h != "" {
			faults = append(faults, &model.DataError{File: name, Line: 1, Column: h, Rule: "the column is given twice"})
		}
		t.column[h] = i
	}
	for _, h := range required {
		if _, ok := t.column[h]; !ok {
			faults = append(faults, &model.DataError{File: name, Line: 1, Column: h, Rule: "the column is missing" + t.likely(h, known)})
		}
	}
	for {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, append(faults, shapeFault(name, err))
		}
		line, _ := in.FieldPos(0)
		if !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" }) {
			continue // a spreadsheet writes empty rows as commas
		}
		for len(cells) > len(header) && cells[len(cells)-1] == "" {
			cells = cells[:len(cells)-1]
		}
		if len(cells) != len(header) {
			faults = append(faults, &model.DataError{
				File: name, Line: line, Rule: fmt.Sprintf("the row has %d cells, the header has %d", len(cells), len(header)),
			})
			continue
		}
		t.rows = append(t.rows, row{line: line, cells: cells})
	}
	return t, faults
}

// likely names the unknown column that was probably meant by a missing one.
func (t *table) likely(missing string, known []string) string {
	var others []string
	for _, h := range t.header {
		if h != "" && !slices.Contains(known, h) {
			others = append(others, h)
		}
	}
	if near := model.Nearest(missing, others); near != "" {
		return fmt.Sprintf("; is it the column %q?", near)
	}
	return ""
}

// shapeFault turns an error of the CSV reader into a fault of the file.
func shapeFault(name string, err error) error {
	var p *csv.ParseError
	if errors.As(err, &p) {
		return &model.DataError{File: name, Line: p.Line, Rule: fmt.Sprintf("not readable as CSV at character %d: %v", p.Column, p.Err)}
	}
	return fmt.Errorf("%s: %w", name, err)
}

// text checks that data is UTF-8 and takes a byte-order mark off.
func text(name string, data []byte) ([]byte, error) {
	for _, mark := range []string{"\xff\xfe", "\xfe\xff"} {
		if bytes.HasPrefix(data, []byte(mark)) {
			return nil, notUTF8(name, 1, "UTF-16")
		}
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if utf8.Valid(data) {
		return data, nil
	}
	line, rest := 1, data
	for {
		c, size := utf8.DecodeRune(rest)
		if c == utf8.RuneError && size <= 1 {
			return nil, notUTF8(name, line, "GBK")
		}
		if c == '\n' {
			line++
		}
		rest = rest[size:]
	}
}

func notUTF8(name string, line int, from string) error {
	return &model.DataError{
		File: name, Line: line,
		Rule: fmt.Sprintf("not UTF-8; if it is %s, convert it: iconv -f %s -t UTF-8 %s > converted%s", from, from, name, path.Ext(name)),
	}
}
