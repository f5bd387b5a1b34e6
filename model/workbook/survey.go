package workbook

import (
	"archive/zip"
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// A survey is what excelize's rows do not tell of a sheet: how wide it is, which ranges are merged,
// which cells are dates, formulas without a value or numbers with an exponent, and where it ends.
type survey struct {
	width      int // columns
	lastRow    int
	merges     []merge // by top row
	merged     int     // how many merges there are
	firstMerge string  // such as A3:A4
	odd        map[int][]oddCell
}

// A merge is a merged range; rows count from 1, columns from 0.
type merge struct {
	top, bottom, left, right int
	value, shown             string
}

// An oddCell is a cell that is not just its text.
type oddCell struct {
	col   int // from 0
	what  oddity
	style int // index of its style
}

type oddity uint8

const (
	isDate     oddity = iota + 1 // a number with the format of a date
	isExponent                   // a number with an exponent
	noValue                      // a formula without a stored value
	isPadded                     // a number with a format that puts something before or after its digits
	isTruth                      // a truth value
)

// survey looks over the XML of a sheet, tag by tag. In XML that a spreadsheet writes a "<" begins a
// tag wherever it stands, so that nothing but tags needs to be understood.
func (b *book) survey(part *zip.File) (s *survey, err error) {
	in, err := part.Open()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, in.Close()) }()

	tags := bufio.NewScanner(in)
	tags.Buffer(make([]byte, 0, 1<<16), longestTag)
	tags.Split(untilTag)
	s = &survey{odd: make(map[int][]oddCell)}
	var (
		row, col     int // col from 1
		inCell       bool
		style        int
		shown        format
		formula, has bool
		number, text bool
		logical      bool
		complete     bool
	)
	note := func(what oddity) { s.odd[row] = append(s.odd[row], oddCell{col - 1, what, style}) }
	for tags.Scan() {
		tag := tags.Bytes()
		switch name := tagName(tag); string(name) {
		case "row":
			row++
			if n, ok := attribute(tag, "r"); ok {
				if row, err = strconv.Atoi(string(n)); err != nil {
					return nil, err
				}
				if row < 1 || row > excelize.TotalRows {
					return nil, fmt.Errorf("there is no row %d in a sheet", row)
				}
			}
			col, s.lastRow = 0, row
		case "c":
			col++
			if ref, ok := attribute(tag, "r"); ok {
				if col, _, err = excelize.CellNameToCoordinates(string(ref)); err != nil {
					return nil, err
				}
			}
			s.width = max(s.width, col)
			digits, styled := attribute(tag, "s")
			kind, typed := attribute(tag, "t")
			style, shown = 0, format{}
			if styled && len(b.format) > 0 {
				style = atoi(digits)
				shown = b.format[style]
			}
			logical = string(kind) == "b"
			number, text = !typed || string(kind) == "n", string(kind) == "str"
			formula, has, inCell = false, false, !selfClosing(tag)
		case "f":
			formula = inCell
		case "v":
			value := tag[bytes.IndexByte(tag, '>')+1:]
			has = len(value) > 0 || text // a formula may well give an empty text
			switch {
			case !inCell || len(value) == 0:
			case logical:
				note(isTruth)
			case !number:
			case shown.date:
				note(isDate)
			case bytes.ContainsAny(value, "eE"):
				note(isExponent)
			case shown.zeros > 0:
				note(isPadded)
			}
		case "/c":
			if formula && !has {
				note(noValue)
			}
			inCell = false
		case "mergeCell":
			if ref, ok := attribute(tag, "ref"); ok {
				if err := s.merge(string(ref)); err != nil {
					return nil, err
				}
			}
		case "/worksheet":
			complete = true
		}
	}
	if err := tags.Err(); err != nil {
		return nil, err
	}
	if !complete {
		return nil, io.ErrUnexpectedEOF
	}
	slices.SortStableFunc(s.merges, func(a, b merge) int { return cmp.Compare(a.top, b.top) })
	return s, nil
}

// merge notes a merged range, as far as the sheet has cells there.
func (s *survey) merge(ref string) error {
	from, to, found := bytes.Cut([]byte(ref), []byte(":"))
	if !found {
		return nil
	}
	left, top, err := excelize.CellNameToCoordinates(string(from))
	if err != nil {
		return err
	}
	right, bottom, err := excelize.CellNameToCoordinates(string(to))
	if err != nil {
		return err
	}
	s.merged++
	if s.merged == 1 {
		s.firstMerge = ref
	}
	if left <= s.width {
		s.merges = append(s.merges, merge{top: top, bottom: bottom, left: left - 1, right: min(right, s.width) - 1})
	}
	return nil
}

// untilTag splits XML at the signs that begin tags, which it takes off.
func untilTag(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if i := bytes.IndexByte(data, '<'); i >= 0 {
		return i + 1, data[:i], nil
	}
	if atEOF && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}

// tagName is the name of a tag without its namespace, with the stroke of an end.
func tagName(tag []byte) []byte {
	end := bytes.IndexAny(tag, " \t\r\n/>")
	if end == 0 && tag[0] == '/' {
		if end = bytes.IndexAny(tag[1:], " \t\r\n>"); end >= 0 {
			end++
		}
	}
	if end < 0 {
		return nil
	}
	name := tag[:end]
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
		if tag[0] == '/' {
			return append([]byte("/"), name...)
		}
	}
	return name
}

// attribute returns an attribute of a tag.
func attribute(tag []byte, name string) ([]byte, bool) {
	const blanks = " \t\r\n"
	tag, _, _ = bytes.Cut(tag, []byte(">"))
	for {
		key, value, found := bytes.Cut(tag, []byte("="))
		value = bytes.TrimLeft(value, blanks)
		if !found || len(value) == 0 {
			return nil, false
		}
		text, rest, closed := bytes.Cut(value[1:], value[:1])
		if !closed {
			return nil, false
		}
		key = bytes.TrimRight(key, blanks)
		if string(key[bytes.LastIndexAny(key, blanks)+1:]) == name {
			return text, true
		}
		tag = rest
	}
}

// selfClosing says whether a tag is an element of its own.
func selfClosing(tag []byte) bool {
	end := bytes.IndexByte(tag, '>')
	return end > 0 && tag[end-1] == '/'
}

// atoi is the number of a style; -1 where it is none.
func atoi(digits []byte) int {
	n, err := strconv.Atoi(string(digits))
	if err != nil {
		return -1
	}
	return n
}
