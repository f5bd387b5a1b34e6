package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/modelio"
)

// Write writes a county as a workbook with the tables of [modelio.Sheets], each on a sheet called
// like its file without .csv. Numbers are numbers, ids are text; reading the workbook gives the same
// county, and one county gives the same bytes. Nothing is written where the county cannot be held.
//
// A workbook cannot hold control characters, and no text longer than 32,767 characters: these are
// errors.
func Write(w io.Writer, c *model.County) (err error) {
	f := newFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	for _, s := range modelio.Sheets(c) {
		if err := writeSheet(f, s, bold); err != nil {
			return fmt.Errorf("%s: %w", s.Name, err)
		}
	}
	return finish(f, w)
}

func writeSheet(f *excelize.File, s *modelio.Sheet, bold int) error {
	name, _, _ := strings.Cut(s.Name, ".")
	if _, err := f.NewSheet(name); err != nil {
		return err
	}
	out, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	head := make([]any, len(s.Columns))
	for i, column := range s.Columns {
		head[i] = excelize.Cell{StyleID: bold, Value: column}
	}
	if err := out.SetRow("A1", head); err != nil {
		return err
	}
	line, values := 1, make([]any, len(s.Columns))
	err = s.Rows(func(cells []string) error {
		line++
		for i, cell := range cells {
			if values[i], err = value(cell, s.Numbers[i]); err != nil {
				return fmt.Errorf("row %d, %s: %w", line, s.Columns[i], err)
			}
		}
		return out.SetRow("A"+strconv.Itoa(line), values)
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

// value is the value of a cell; nil where it is empty.
func value(cell string, number bool) (any, error) {
	if cell == "" {
		return nil, nil
	}
	if number {
		v, err := strconv.ParseFloat(cell, 64)
		return v, err
	}
	return cell, checkText(cell)
}

// ErrText says that a workbook cannot hold a text.
var ErrText = errors.New("workbook: text that a workbook cannot hold")

func checkText(s string) error {
	units := 0
	for _, r := range s {
		// XML has no other control characters.
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffd || r == 0xfffe || r == 0xffff {
			return fmt.Errorf("%w: it has the character %U", ErrText, r)
		}
		units += utf16.RuneLen(r)
	}
	if units > mostCharacters {
		return fmt.Errorf("%w: it has %d characters", ErrText, units)
	}
	return nil
}

// newFile begins a workbook.
func newFile() *excelize.File {
	f := excelize.NewFile()
	f.ZipWriter = func(w io.Writer) excelize.ZipWriter { return &sortedZip{w: w, parts: make(map[string]*bytes.Buffer)} }
	return f
}

// finish takes off the sheet that a new workbook begins with, and writes the workbook.
func finish(f *excelize.File, w io.Writer) error {
	if err := f.DeleteSheet("Sheet1"); err != nil {
		return err
	}
	f.SetActiveSheet(0)
	return f.Write(w)
}

// sortedZip writes the parts of a workbook by alphabet, for excelize gives them in the order of a
// map, and one county is to give the same bytes.
type sortedZip struct {
	w     io.Writer
	parts map[string]*bytes.Buffer
}

// Create begins a part.
func (z *sortedZip) Create(name string) (io.Writer, error) {
	z.parts[name] = new(bytes.Buffer)
	return z.parts[name], nil
}

// AddFS is not used for workbooks.
func (z *sortedZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes all parts.
func (z *sortedZip) Close() error {
	out := zip.NewWriter(z.w)
	names := make([]string, 0, len(z.parts))
	for name := range z.parts {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		part, err := out.Create(name)
		if err == nil {
			_, err = part.Write(z.parts[name].Bytes())
		}
		if err != nil {
			return err
		}
	}
	return out.Close()
}
