package modelio

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// A Folder is a county folder: CSV files and county.yaml. It implements [Tables] with its CSV files.
type Folder struct {
	FS       fs.FS
	Encoding string // of every file: UTF8 or GBK; empty: found out file by file
	// Join adds to the county what other files of the folder say, such as the shapes of pieces, after
	// the tables are read and before the county is validated. Its faults are told with those of the
	// tables. Nil: nothing is added, and files of shapes are findings.
	Join func(c *model.County) ([]model.Finding, error)
}

// Read reads a county from the folder that fsys is the root of, and validates it. Encodings are
// found out file by file.
//
// Every fault of every file is in the error, as [model.DataErrors] lists them. The findings are
// those of reading, such as columns that nothing reads, and of what was derived; what is odd in the
// county itself are [model.County.Findings]. Files that are no tables are left alone.
func Read(fsys fs.FS) (*model.County, []model.Finding, error) { return Folder{FS: fsys}.Read() }

// Read reads the county of the folder; see the function [Read].
func (f Folder) Read() (*model.County, []model.Finding, error) {
	if err := CheckEncoding(f.Encoding); err != nil {
		return nil, nil, err
	}
	r := newReader(f, "file", ".csv")
	r.join = f.Join
	r.list()
	r.readCountyFile(f)
	return r.read()
}

// Names lists the CSV and GeoJSON files of the folder, by alphabet.
func (f Folder) Names() ([]string, error) {
	entries, err := fs.ReadDir(f.FS, ".")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if ext := strings.ToLower(path.Ext(e.Name())); ext == ".csv" || ext == ".geojson" {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// Open reads a CSV file.
func (f Folder) Open(name string) (Rows, error) {
	data, encoding, err := f.read(name)
	if err != nil {
		return nil, err
	}
	in := csv.NewReader(bytes.NewReader(data))
	in.FieldsPerRecord = -1
	return &csvRows{name: name, in: in, encoding: encoding}, nil
}

// read returns the text of a file as UTF-8, and the encoding it was in.
func (f Folder) read(name string) (data []byte, encoding string, err error) {
	forced, err := encodingOf(f.Encoding)
	if err != nil {
		return nil, "", err
	}
	if data, err = fs.ReadFile(f.FS, name); err != nil {
		return nil, "", err
	}
	return text(name, data, forced)
}

// csvRows are the rows of a CSV file.
type csvRows struct {
	name     string
	in       *csv.Reader
	encoding string
}

func (r *csvRows) Next() (Row, error) {
	cells, err := r.in.Read()
	if errors.Is(err, io.EOF) {
		return Row{}, io.EOF
	}
	if err != nil {
		return Row{}, shapeFault(r.name, err)
	}
	line, _ := r.in.FieldPos(0)
	return Row{Line: line, Cells: cells}, nil
}

func (r *csvRows) Notes() []string {
	if r.encoding == GBK {
		return []string{"read as GBK"}
	}
	return nil
}

func (r *csvRows) Close() error { return nil }

// shapeFault turns an error of the CSV reader into a fault of the file.
func shapeFault(name string, err error) error {
	var p *csv.ParseError
	if errors.As(err, &p) {
		return &model.DataError{File: name, Line: p.Line, Rule: fmt.Sprintf("not readable as CSV at character %d: %v", p.Column, p.Err)}
	}
	return fmt.Errorf("%s: %w", name, err)
}
