package html

import (
	"strings"

	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model/standard"
)

// unit returns the word for a unit of the data behind a number.
func unit(name string, one bool) words {
	w := words{name, report.Chinese.Unit(name)}
	switch name {
	case "m2":
		return words{"m²", "平方米"}
	case "person", "persons":
		w = words{"persons", "人"}
	case "room", "rooms":
		w = words{"rooms", "间"}
	case "pupil", "pupils":
		w = words{"pupils", "人"}
	case "section", "sections":
		w = words{"sections", "个校段"}
	case "class", "classes":
		if one {
			return words{"class", "个班"}
		}
		w = words{"classes", "个班"}
	case "schools":
		w.ZH = "所学校"
	case "moves":
		w.ZH = "人次"
	case "s":
		return words{"s", "秒"}
	case "seat", "seats":
		w = words{"seats", "个学位"}
	}
	if singular, many := strings.CutSuffix(w.EN, "s"); one && many {
		w.EN = singular
	}
	return w
}

// quantity writes so many units.
func quantity(x float64, of string) words {
	n := report.Amount(x)
	u := unit(of, n == "1")
	return words{strings.TrimSpace(n + " " + u.EN), n + u.ZH}
}

// whole writes a whole number of units that are counted.
func whole(n int, of string) words { return quantity(float64(n), of) }

// indicatorUnit is the unit of an indicator's value, "persons per 100 pupils".
func indicatorUnit(i *standard.Indicator) words {
	u := unit(i.Unit, false)
	if i.Per == 0 || i.Per == 1 {
		return say("%s per pupil", u)
	}
	return say("%[1]s per %[2]s pupils", u, report.Number(i.Per, 0))
}

// name of an indicator in both languages.
func indicatorName(i *standard.Indicator) words {
	w := words{i.Name, i.NameZH}
	if w.ZH == "" {
		w.ZH = w.EN
	}
	if w.EN == "" {
		w.EN = w.ZH
	}
	if w.empty() {
		return plain(i.Code)
	}
	return w
}

// known returns a word of the data, such as the name of a stock or a stage, in both languages; what is
// not known stays as it is.
func known(word string) words {
	if w, ok := dataWords[word]; ok {
		return w
	}
	return plain(word)
}

// kindWords are the words for a kind of teacher, "above the required degree, backbone".
func kindWords(kind string) words {
	var parts []words
	for part := range strings.SplitSeq(kind, "+") {
		parts = append(parts, known(part))
	}
	return join(comma(), parts...)
}
