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
		for _, phrases := range dictionaries() {
			if zh, ok := phrases[phrase]; ok {
				return zh
			}
		}
	}
	return phrase
}

// dictionaries are the Chinese phrases by their English form, a map for each sort of report.
func dictionaries() []map[string]string {
	return []map[string]string{chinese, chinesePlans, chineseFrontier, chineseComparison, chineseClosings, chineseTradeoffs}
}

// unit returns the word for a unit of the data.
func (l Lang) unit(word string) string {
	if zh, ok := chineseUnits[word]; ok && l == Chinese {
		return zh
	}
	return word
}

// say fills in a phrase.
func (l Lang) say(format string, args ...any) string { return fmt.Sprintf(l.of(format), args...) }

// count writes "1 section", "2 sections"; one and many have a blank for the number.
func (l Lang) count(n int, one, many string) string {
	if n == 1 {
		return l.say(one, "1")
	}
	return l.say(many, number(float64(n), 0))
}

// outOf writes "3 of 7".
func (l Lang) outOf(part, whole string) string {
	if l == Chinese {
		return part + "/" + whole
	}
	return part + " of " + whole
}

// share writes two whole numbers as outOf does.
func (l Lang) share(part, whole int) string {
	return l.outOf(number(float64(part), 0), number(float64(whole), 0))
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
