package workbook

import (
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// Built-in number formats of dates and times, by ECMA-376 part 1, 18.8.30, those of East Asia included.
func builtInDate(id int) bool {
	return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58
}

// A format is a format of numbers that changes what a number means to people.
type format struct {
	date          bool
	zeros         int    // least number of digits; 0: the format is another one
	before, after string // texts around the digits
}

// formats lists the formats of dates and of padded numbers by the styles of cells that have them.
func formats(f *excelize.File) map[int]format {
	known := make(map[int]format)
	for i := 0; ; i++ {
		style, err := f.GetStyle(i)
		if err != nil {
			return known
		}
		code := ""
		if style.CustomNumFmt != nil {
			code = *style.CustomNumFmt
		}
		if builtInDate(style.NumFmt) || dateFormat(code) {
			known[i] = format{date: true}
		} else if p := padding(code); p.zeros > 1 || p.zeros > 0 && p.before+p.after != "" {
			known[i] = p
		}
	}
}

// dateFormat says whether a format has parts of a date or a time outside of quotes and brackets.
func dateFormat(code string) bool {
	quoted, bracket := false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\' || c == '_' || c == '*':
			i++ // the next sign stands for itself
		case c == '[':
			bracket = true
		case c == ']':
			bracket = false
		case !bracket && strings.IndexByte("yYmMdDhHsS", c) >= 0:
			return true
		}
	}
	return false
}

// padding understands a format of whole numbers with a least number of digits, with or without texts
// around them: 0000, "S"000. Of any other one it returns the zero value.
func padding(code string) format {
	var p format
	add := func(text string) {
		if p.zeros == 0 {
			p.before += text
		} else {
			p.after += text
		}
	}
	for code != "" && code[0] != ';' { // what follows is for negative numbers
		r, size := utf8.DecodeRuneInString(code)
		switch {
		case r == '0' && p.after == "":
			p.zeros++
		case r == '"':
			text, rest, closed := strings.Cut(code[1:], `"`)
			if !closed {
				return format{}
			}
			add(text)
			code = rest
			continue
		case r == '\\':
			next, n := utf8.DecodeRuneInString(code[size:])
			if n == 0 {
				return format{}
			}
			add(string(next))
			size += n
		case r < utf8.RuneSelf && r != '-' && r != ' ':
			return format{} // decimals, dates, colours, conditions, another run of digits
		default:
			add(string(r))
		}
		code = code[size:]
	}
	return p
}

// shown is how a number looks in a format of padded numbers; ok is false for any but whole ones.
func (p format) shown(number string) (string, bool) {
	if number == "" || strings.Trim(number, "0123456789") != "" {
		return "", false
	}
	return p.before + strings.Repeat("0", max(0, p.zeros-len(number))) + number + p.after, true
}
