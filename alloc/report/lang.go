package report

import "fmt"

// Lang is a language of reports. The zero value is English.
type Lang string

// The languages.
const (
	English Lang = "en"
	Chinese Lang = "zh"
)

// Langs lists the languages.
func Langs() []Lang { return []Lang{English, Chinese} }

// of returns a phrase in the language. Phrases are written in English where they are used; what has
// no translation, such as an id or a word of the data, stays as it is.
func (l Lang) of(phrase string) string {
	if l == Chinese {
		if zh, ok := chinese[phrase]; ok {
			return zh
		}
	}
	return phrase
}

// say fills in a phrase.
func (l Lang) say(format string, args ...any) string { return fmt.Sprintf(l.of(format), args...) }

// count writes "1 section", "2 sections". Chinese has one form, under that of many.
func (l Lang) count(n int, one, many string) string {
	word := many
	if n == 1 && l != Chinese {
		word = one
	}
	if l == Chinese {
		return number(float64(n), 0) + l.of(word)
	}
	return number(float64(n), 0) + " " + word
}

// list joins items by commas.
func (l Lang) list(items []string) string {
	out := ""
	for i, item := range items {
		if i > 0 {
			out += l.of(", ")
		}
		out += item
	}
	return out
}
