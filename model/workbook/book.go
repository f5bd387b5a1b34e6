package workbook

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// A Book is a workbook of forms and tables that is being written, sheet by sheet, for people to read and
// to print. One sequence of calls gives the same bytes.
type Book struct {
	file   *excelize.File
	style  *styles
	sheets int
}

// NewBook begins a workbook. It must be closed.
func NewBook() (*Book, error) {
	b := &Book{file: newFile()}
	var err error
	if b.style, err = newStyles(b.file); err != nil {
		return nil, errors.Join(err, b.file.Close())
	}
	return b, nil
}

// Close gives back what the workbook holds.
func (b *Book) Close() error { return b.file.Close() }

// Write writes the workbook, which must have a sheet.
func (b *Book) Write(w io.Writer) error {
	if b.sheets == 0 {
		return ErrNoSheet
	}
	return finish(b.file, w)
}

// ErrNoSheet says that a workbook without sheets was to be written.
var ErrNoSheet = errors.New("workbook: no sheet")

// A Form says how the value of a cell is shown.
type Form int

// The forms.
const (
	Plain   Form = iota // as it is
	Wrapped             // text over several lines
	Strong              // bold
	Whole               // a number without decimals
	Two                 // with two decimals
	Three               // with three
	Money               // with two decimals and commas between thousands
	Percent             // a share, in per cent with three decimals
	Bad                 // what fails, in red
)

// A Cell is a value (a text, a number, nil for nothing) and how it is shown.
type Cell struct {
	Value any
	Form  Form
}

// A Heading is the head of a column in Chinese and English.
type Heading struct {
	ZH, EN string
	Width  float64 // in letters
}

// A Table is a sheet with titles, a table and notes under it.
type Table struct {
	Name     string // of the sheet; cut and numbered where need be
	Titles   []string
	Headings []Heading // none: lines of text
	Rows     [][]Cell
	// Breaks are numbers of rows before which a new page begins in print, with the headings repeated.
	Breaks []int
	Notes  []string
}

// Table writes a table on a sheet of its own. The error wraps [ErrText] where a text cannot be held.
func (b *Book) Table(t *Table) error {
	s, err := b.begin(t.Name, t.Titles, t.Headings, t.Breaks)
	if err != nil {
		return err
	}
	first := s.line + 1
	for i, row := range t.Rows {
		cells, most := make([]any, len(row)), 1
		for k, c := range row {
			if text, ok := c.Value.(string); ok {
				if err := checkText(text); err != nil {
					return fmt.Errorf("%s: row %d: %w", t.Name, i+1, err)
				}
				if c.Form == Wrapped && k < len(t.Headings) {
					most = max(most, lines(text, t.Headings[k].Width))
				}
			}
			cells[k] = excelize.Cell{StyleID: b.style.of(c.Form), Value: c.Value}
		}
		if err := s.addLines(most, cells); err != nil {
			return err
		}
	}
	for _, row := range t.Breaks {
		if err := s.out.InsertPageBreak("A" + strconv.Itoa(first+row)); err != nil {
			return err
		}
	}
	return errors.Join(s.notes(t.Notes, b.style.text), s.out.Flush())
}

// A sheet is a table that is being written, row by row.
type sheet struct {
	out   *excelize.StreamWriter
	line  int
	width int // columns
}

// begin begins a sheet: its titles, then two rows of headings, which stay in sight on a screen and are
// repeated on every page in print. Breaks between pages need a fixed scale: programs leave them out where
// they fit a sheet to the page themselves.
func (b *Book) begin(name string, titles []string, headings []Heading, breaks []int) (*sheet, error) {
	name, err := b.free(name)
	if err != nil {
		return nil, err
	}
	if _, err := b.file.NewSheet(name); err != nil {
		return nil, err
	}
	b.sheets++
	landscape, a4, across, down, fit := "landscape", paperA4, 1, 0, len(breaks) == 0
	layout := &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4}
	if fit {
		layout.FitToWidth, layout.FitToHeight = &across, &down
	} else {
		letters := 0.0
		for _, h := range headings {
			letters += h.Width
		}
		scale := uint(min(wholeScale, lettersAcross/letters*wholeScale))
		layout.AdjustTo = &scale
	}
	above := len(titles)
	if len(headings) > 0 {
		above += headingRows
		rows := fmt.Sprintf("'%s'!$%d:$%d", name, above-1, above)
		if err := b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: name, RefersTo: rows}); err != nil {
			return nil, err
		}
	}
	margin := marginInches
	margins := &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &margin, Bottom: &margin}
	if err := errors.Join(b.file.SetPageLayout(name, layout), b.file.SetPageMargins(name, margins), b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit})); err != nil {
		return nil, err
	}
	out, err := b.file.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	for i, h := range headings {
		if err := out.SetColWidth(i+1, i+1, h.Width); err != nil {
			return nil, err
		}
	}
	if above > 0 {
		if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: above, TopLeftCell: "A" + strconv.Itoa(above+1), ActivePane: "bottomLeft"}); err != nil {
			return nil, err
		}
	}
	s := &sheet{out: out, width: max(1, len(headings))}
	for i, title := range titles {
		style := b.style.title
		if i > 0 {
			style = b.style.head
		}
		if err := s.title(title, style); err != nil {
			return nil, err
		}
	}
	if len(headings) > 0 {
		err = s.heads(b.style.head, headings)
	}
	return s, err
}

// What a page of paper holds.
const (
	paperA4 = 9 // as ECMA-376 counts paper
	// lettersAcross is how many letters fit across a landscape A4 page at full scale.
	lettersAcross = 100.0
	wholeScale    = 100.0 // per cent
	marginInches  = 0.4
)

// title writes one text over the width of the table.
func (s *sheet) title(text string, style int) error {
	if err := checkText(text); err != nil {
		return err
	}
	if err := s.add(excelize.Cell{StyleID: style, Value: text}); err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(s.width, s.line)
	if err != nil || s.width == 1 {
		return err
	}
	return s.out.MergeCell("A"+strconv.Itoa(s.line), last)
}

// notes writes texts under a table.
func (s *sheet) notes(texts []string, style int) error {
	if len(texts) == 0 {
		return nil
	}
	err := s.add()
	for _, text := range texts {
		err = errors.Join(err, s.title(text, style))
	}
	return err
}

// add writes a row.
func (s *sheet) add(cells ...any) error {
	s.line++
	return s.out.SetRow("A"+strconv.Itoa(s.line), cells)
}

// heads writes the two rows of headings.
func (s *sheet) heads(style int, headings []Heading) error {
	zh, en := make([]any, len(headings)), make([]any, len(headings))
	for i, h := range headings {
		zh[i], en[i] = excelize.Cell{StyleID: style, Value: h.ZH}, excelize.Cell{StyleID: style, Value: h.EN}
	}
	mostZH, mostEN := 1, 1
	for _, h := range headings {
		mostZH, mostEN = max(mostZH, lines(h.ZH, h.Width)), max(mostEN, lines(h.EN, h.Width))
	}
	return errors.Join(s.addLines(mostZH, zh), s.addLines(mostEN, en))
}

// addLines writes a row that is high enough for so many lines: not every program finds that out.
func (s *sheet) addLines(lines int, cells []any) error {
	if lines == 1 {
		return s.add(cells...)
	}
	s.line++
	return s.out.SetRow("A"+strconv.Itoa(s.line), cells, excelize.RowOpts{Height: min(float64(lines)*lineHeight, excelize.MaxRowHeight)})
}

// lineHeight is the height of a line of text in points.
const lineHeight = 15.0

// lines is about how many lines a text takes in a column of so many letters. A Chinese character is as
// wide as two letters.
func lines(text string, width float64) int {
	wide := 0.0
	for _, r := range text {
		wide++
		if r >= firstWide {
			wide++
		}
	}
	return max(1, int(math.Ceil(wide*breaking/width)))
}

const (
	firstWide = 0x2e80 // East Asian characters begin there
	breaking  = 1.1    // lines break between words, not where they are full
)

// headingRows are those of the headings: Chinese, English.
const headingRows = 2

// free makes a name of a sheet that no other sheet has: two long names may be cut to the same one.
func (b *Book) free(name string) (string, error) {
	free := sheetName(name)
	for n := 2; ; n++ {
		taken, err := b.file.GetSheetIndex(free)
		if err != nil || taken < 0 {
			return free, err
		}
		runes := []rune(sheetName(name))
		suffix := "~" + strconv.Itoa(n)
		free = string(runes[:min(len(runes), excelize.MaxSheetNameLength-len(suffix))]) + suffix
	}
}
