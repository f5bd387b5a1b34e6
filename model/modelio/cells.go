package modelio

import (
	"math"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// cells reads one row of a table, noting faults in the reader.
type cells struct {
	r    *reader
	t    *table
	row  row
	name string // of the record, for messages
}

// text returns a cell as it stands; empty where the table lacks the column.
func (c *cells) text(column string) string {
	if i, ok := c.t.column[column]; ok {
		return c.row.cells[i]
	}
	return ""
}

// word returns a cell without surrounding blanks.
func (c *cells) word(column string) string { return strings.TrimSpace(c.text(column)) }

// words returns the words of a list separated by semicolons.
func (c *cells) words(column string) []string {
	var words []string
	for w := range strings.SplitSeq(c.text(column), ";") {
		if w = strings.TrimSpace(w); w != "" {
			words = append(words, w)
		}
	}
	return words
}

func (c *cells) fault(column, value, rule string) {
	c.r.errs = append(c.r.errs, &model.DataError{
		File: c.t.name, Line: c.row.line, Record: c.name, Column: column, Value: value, Rule: rule,
	})
}

// number returns a cell as a number; ok is false where it is empty or, which is noted, no number.
func (c *cells) number(column string) (v float64, ok bool) {
	s := c.word(column)
	if s == "" {
		return 0, false
	}
	v, ok = decimal(s)
	if !ok {
		rule := "must be a plain decimal number"
		if strings.ContainsAny(s, ",， ") {
			rule += " without thousands separators"
		}
		c.fault(column, s, rule)
	}
	return v, ok
}

// required returns a number that must be there. A column that is missing is told of once.
func (c *cells) required(column string) float64 {
	v, ok := c.number(column)
	if _, there := c.t.column[column]; there && !ok && c.word(column) == "" {
		c.fault(column, "", "is missing")
	}
	return v
}

// whole returns a cell as a whole number; 0 where it is empty.
func (c *cells) whole(column string) int {
	v, _ := c.number(column)
	if v != math.Trunc(v) || math.Abs(v) > math.MaxInt32 {
		c.fault(column, c.word(column), "must be a whole number")
		return 0
	}
	return int(v)
}

// flag returns a cell that is 0 or 1; empty is 0.
func (c *cells) flag(column string) bool {
	switch s := c.word(column); s {
	case "1":
		return true
	case "", "0":
	default:
		c.fault(column, s, "must be 0 or 1")
	}
	return false
}

// decimal reads a plain decimal: digits with an optional minus and an optional decimal point.
func decimal(s string) (float64, bool) {
	digits := 0
	for i, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r == '-' && i == 0:
		case r == '.' && strings.Count(s, ".") == 1:
		default:
			return 0, false
		}
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, digits > 0 && err == nil
}
