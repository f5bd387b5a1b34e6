package modelio

import (
	"regexp"
	"strconv"
	"strings"
)

// number reads a cell as a number: digits with an optional minus and an optional decimal point,
// thousands apart or not, full-width or not, shifted by a power of ten. Where it cannot, fix is what
// to do about it.
func number(cell string, ten int) (v float64, fix string) {
	s, ok := digits(cell)
	if !ok {
		return 0, numberFix(cell)
	}
	if ten != 0 {
		s += "e" + strconv.Itoa(ten)
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0, "must be a number; this one is too large"
	}
	return v, ""
}

// digits brings a number into plain form: "１，２３４．５" is 1234.5.
func digits(cell string) (plain string, ok bool) {
	s := cell
	if !isPlain(s) {
		if s, ok = withoutThousands(narrow(s)); !ok || !isPlain(s) {
			return "", false
		}
	}
	return s, true
}

// isPlain says whether s is digits with an optional minus and an optional decimal point.
func isPlain(s string) bool {
	s = strings.TrimPrefix(s, "-")
	seen, points := 0, 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			seen++
		case c == '.':
			points++
		default:
			return false
		}
	}
	return seen > 0 && points <= 1
}

// narrow replaces full-width digits and signs, and the blanks that separate thousands in print, by
// plain ones.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '，':
			return ','
		case r == '．':
			return '.'
		case r == '－', r == '\u2212':
			return '-'
		case r == '\u00a0', r == '\u202f', r == '\u2009', r == '\u3000':
			return ' '
		}
		return r
	}, strings.TrimSpace(s))
}

// withoutThousands takes the commas or blanks out that stand before every third digit; ok is false
// where they stand elsewhere, for then they mean something else.
func withoutThousands(s string) (string, bool) {
	separator := ","
	if !strings.Contains(s, separator) {
		separator = " "
	}
	head, decimals, _ := strings.Cut(s, ".")
	groups := strings.Split(strings.TrimPrefix(head, "-"), separator)
	if strings.Contains(decimals, separator) || len(groups) > 1 && (groups[0] == "" || len(groups[0]) > 3) {
		return "", false
	}
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return "", false
		}
	}
	return strings.ReplaceAll(s, separator, ""), true
}

var (
	datePattern = regexp.MustCompile(`^(\d{4}[-/.年]\d{1,2}([-/.月]\d{1,2}日?|月)?|\d{1,2}[-/]\d{1,2}([-/]\d{2,4})?|\d{1,2}月(\d{1,2}日)?|\d{1,2}-[A-Za-z]{3}(-\d{2,4})?|[A-Za-z]{3}-\d{2,4})([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?Z?$`)
	exponent    = regexp.MustCompile(`^-?\d+(\.\d+)?[eE][+-]?\d+$`)
)

// likeDigits replaces letters that are typed for digits.
var likeDigits = strings.NewReplacer("O", "0", "o", "0", "l", "1", "I", "1")

// numberFix says what is wrong with a cell that is no number, and what to do.
func numberFix(cell string) string {
	s := narrow(cell)
	switch {
	case datePattern.MatchString(s):
		return "is a date where a number is expected: give the cell the format of a number and key the number in again"
	case exponent.MatchString(s):
		return "must be written out without an exponent, which may have cut digits off"
	case strings.HasPrefix(s, "="):
		return "is a formula: put its value into the cell"
	case strings.HasPrefix(s, "#"):
		return "is a fault of the spreadsheet's formula: put a number into the cell"
	case strings.HasSuffix(s, "%") || strings.HasSuffix(s, "％"):
		return "must be a number: write 85 % as 0.85"
	}
	switch s {
	case "TRUE", "FALSE":
		return "is a truth value where a number is expected: key the number in"
	case "-", "--", "—", "——", "/", "\\", "无", "N/A", "n/a", "NA":
		return "must be a number: leave the cell empty where it is not known, write 0 where there is none"
	}
	if plain, ok := digits(likeDigits.Replace(s)); ok && strings.ContainsAny(s, "0123456789") {
		return "must be a number: letters look like digits here; is it " + plain + "?"
	}
	if i := strings.IndexFunc(s, func(r rune) bool { return !strings.ContainsRune("0123456789.,- ", r) }); i > 0 && !strings.ContainsAny(s[i:], "0123456789") {
		if plain, ok := digits(strings.TrimSpace(s[:i])); ok {
			return "must be a number: write " + plain + " without " + strconv.Quote(s[i:])
		}
	}
	if strings.ContainsAny(s, ", ") && strings.Trim(s, "0123456789., -") == "" {
		return "must be a number: thousands are separated before every third digit (1,400), the decimal sign is a point (0.5)"
	}
	return "must be a number, such as 1200 or 0.5"
}
