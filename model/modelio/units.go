package modelio

import (
	"slices"
	"strings"
)

// A unit is what the numbers of a column count, and the units that a header may say instead.
type unit struct {
	name  string
	known []scale
}

// A scale is a unit of a header, and by which power of ten its numbers are shifted.
type scale struct {
	name string
	ten  int
}

var (
	yuan         = unit{"yuan", []scale{{"yuan", 0}, {"元", 0}, {"千元", 3}, {"万元", 4}, {"10000yuan", 4}, {"10,000yuan", 4}, {"亿元", 8}}}
	squareMetres = unit{"m2", []scale{{"m2", 0}, {"m²", 0}, {"㎡", 0}, {"平方米", 0}, {"万平方米", 4}}}
	persons      = unit{"persons", []scale{{"persons", 0}, {"人", 0}, {"名", 0}, {"个", 0}, {"万人", 4}}}
	rooms        = unit{"rooms", []scale{{"rooms", 0}, {"间", 0}, {"个", 0}}}
	classes      = unit{"classes", []scale{{"classes", 0}, {"个", 0}, {"班", 0}}}
	items        = unit{"items", []scale{{"items", 0}, {"台", 0}, {"册", 0}, {"套", 0}, {"万册", 4}}}
	metres       = unit{"metres", []scale{{"metres", 0}, {"m", 0}, {"米", 0}, {"km", 3}, {"公里", 3}, {"千米", 3}}}
	minutes      = unit{"minutes", []scale{{"minutes", 0}, {"min", 0}, {"分钟", 0}}}
	hours        = unit{"hours", []scale{{"hours", 0}, {"h", 0}, {"小时", 0}, {"课时", 0}}}
	years        = unit{"years", []scale{{"years", 0}, {"年", 0}, {"岁", 0}}}
	degrees      = unit{"degrees", []scale{{"degrees", 0}, {"度", 0}, {"°", 0}}}
	share        = unit{"share", []scale{{"share", 0}, {"%", -2}}}

	allUnits = []unit{yuan, squareMetres, persons, rooms, classes, items, metres, minutes, hours, years, degrees, share}
)

// scaleOf finds a unit of a header.
func (u unit) scaleOf(name string) (scale, bool) {
	if i := slices.IndexFunc(u.known, func(s scale) bool { return s.name == name }); i >= 0 {
		return u.known[i], true
	}
	return scale{}, false
}

// spelled lists the units that a header may say.
func (u unit) spelled() string {
	all := make([]string, len(u.known))
	for i, s := range u.known {
		all[i] = s.name
	}
	return strings.Join(all, ", ")
}

// bracketed splits a folded header into its name and the unit that it says in brackets at its end.
func bracketed(header string) (name, unit string) {
	open := strings.LastIndexByte(header, '(')
	if open <= 0 || !strings.HasSuffix(header, ")") {
		return header, ""
	}
	unit = header[open+1 : len(header)-1]
	return header[:open], strings.TrimPrefix(unit, "单位:")
}

// folded brings a header or a word into the form in which it is looked up: no blanks, full-width
// letters, digits and signs as plain ones, small letters.
func folded(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		case strings.ContainsRune(" \t\r\n\u3000\u00a0", r):
			continue
		}
		b.WriteRune(r)
	}
	return strings.ToLower(b.String())
}

// trimBracket takes the last pair of brackets, of either width, off a header.
func trimBracket(header string) string {
	i := strings.LastIndexAny(header, "(（")
	return strings.TrimSpace(header[:i])
}
