package modelio

import (
	"math"
	"strings"
	"unicode"

	"github.com/eduparity/eduparity/model"
)

// cells reads one row of a table, noting faults in the reader.
type cells struct {
	r    *reader
	t    *table
	row  Row
	name string // of the record, for messages
}

// text returns a cell as people see it; empty where the table lacks the column.
func (c *cells) text(column string) string {
	i, ok := c.sound(column)
	if !ok {
		return ""
	}
	return c.row.text(i)
}

// trimmed returns what a cell holds, without surrounding blanks; empty where the table lacks the
// column.
func (c *cells) trimmed(column string) string {
	i, ok := c.sound(column)
	if !ok {
		return ""
	}
	return strings.TrimSpace(c.row.Cells[i])
}

// sound finds the cell of a column and notes a fault where it could not be read; ok is false where the
// table lacks the column.
func (c *cells) sound(column string) (i int, ok bool) {
	i, ok = c.t.column[column]
	if why := c.row.Faults[i]; ok && why != "" {
		c.fault(column, "", why)
	}
	return i, ok
}

// code returns the word of a list that a cell means; the cell without surrounding blanks where it
// means none of them.
func (c *cells) code(column string, list []word) string {
	return meant(list, c.trimmed(column))
}

// oneOf is code for a list that has every word: a Chinese word that is none of them is a fault, with
// the nearest that is. Others are left to the validation of the county.
func (c *cells) oneOf(column string, list []word) string {
	s := c.code(column, list)
	if fix := chineseFix(list, s); fix != "" {
		c.fault(column, s, fix)
	}
	return s
}

// chineseFix says which words a list has where a Chinese one is none of them; empty where s is one of
// them or not Chinese.
func chineseFix(list []word, s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return ""
	}
	var chinese, both []string
	for _, w := range list {
		chinese = append(chinese, w.also...)
		both = append(both, w.also[0]+" ("+w.name+")")
	}
	known := " known: " + strings.Join(both, ", ")
	if near := model.Nearest(s, chinese); near != "" {
		return "unknown; did you mean " + near + " (" + meant(list, near) + ")?" + known
	}
	return "unknown;" + known
}

// codes returns the words of a cell that is a list, separated by semicolons or the Chinese sign of
// enumeration.
func (c *cells) codes(column string, list []word) []string {
	var codes []string
	for w := range strings.FieldsFuncSeq(c.text(column), func(r rune) bool { return r == ';' || r == '；' || r == '、' }) {
		if w = strings.TrimSpace(w); w != "" {
			codes = append(codes, meant(list, w))
		}
	}
	return codes
}

// someOf is codes for a list that has every word; see oneOf.
func (c *cells) someOf(column string, list []word) []string {
	codes := c.codes(column, list)
	for _, s := range codes {
		if fix := chineseFix(list, s); fix != "" {
			c.fault(column, s, fix)
		}
	}
	return codes
}

// stockCodes is codes, with stocks by their names.
func (c *cells) stockCodes(column string, list []word) []string {
	codes := c.codes(column, list)
	for i := range codes {
		codes[i] = stockName(codes[i])
	}
	return codes
}

func (c *cells) fault(column, value, rule string) {
	c.r.fault(c.t.name, c.row.Line, c.name, column, value, rule)
}

// number returns a cell as a number; ok is false where it is empty or, which is noted, no number.
func (c *cells) number(column string) (v float64, ok bool) {
	s := c.trimmed(column)
	if s == "" {
		return 0, false
	}
	v, fix := number(s, c.t.header[c.t.column[column]].ten)
	if fix != "" {
		c.fault(column, s, fix)
		return 0, false
	}
	return v, true
}

// filled returns a cell as a number; 0 where it is empty.
func (c *cells) filled(column string) float64 {
	v, _ := c.number(column)
	return v
}

// required returns a number that must be there. A column that is missing is told of once.
func (c *cells) required(column string) float64 {
	v, ok := c.number(column)
	if i, there := c.t.column[column]; there && !ok && c.row.Faults[i] == "" && c.trimmed(column) == "" {
		c.fault(column, "", "is missing: write a number, 0 where there is none")
	}
	return v
}

// whole returns a cell as a whole number; 0 where it is empty.
func (c *cells) whole(column string) int {
	v, _ := c.number(column)
	if v != math.Trunc(v) || math.Abs(v) > math.MaxInt32 {
		c.fault(column, c.trimmed(column), "must be a whole number")
		return 0
	}
	return int(v)
}

// owner returns an owner code; 0 where it is empty. A 0 that is written is no code.
func (c *cells) owner() int {
	v, given := c.number("owner")
	if given && v == 0 {
		c.fault("owner", c.trimmed("owner"), model.OwnerRule())
		return 0
	}
	return c.whole("owner")
}

// flag returns a cell that is yes or no; empty is no.
func (c *cells) flag(column string) bool {
	v := c.answer(column)
	return v != nil && *v
}

// answer returns a cell that is yes or no; nil where it is empty.
func (c *cells) answer(column string) *bool {
	var v bool
	switch s := c.trimmed(column); meant(yesWords, s) {
	case "1":
		v = true
	case "0":
	case "":
		return nil
	default:
		c.fault(column, s, "must be 1 or 0, or yes or no (是, 否)")
		return nil
	}
	return &v
}

// place returns the place in two cells; nil where they are empty.
func (c *cells) place(lonColumn, latColumn string) *model.Place {
	lon, hasLon := c.number(lonColumn)
	lat, hasLat := c.number(latColumn)
	switch {
	case hasLon && hasLat:
		return &model.Place{Lon: lon, Lat: lat}
	case hasLon && c.trimmed(latColumn) == "":
		c.fault(latColumn, "", "is missing beside "+lonColumn+": give both or neither")
	case hasLat && c.trimmed(lonColumn) == "":
		c.fault(lonColumn, "", "is missing beside "+latColumn+": give both or neither")
	}
	return nil
}

// stocks reads the stocks of a row.
func (c *cells) stocks(columns []string) model.Stocks {
	stocks := make(model.Stocks, len(columns))
	for _, column := range columns {
		if v, ok := c.number(column); ok {
			stocks[column] = v
		}
	}
	return stocks
}
