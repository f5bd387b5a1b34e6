package report

import (
	"maps"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/model/standard"
)

// inputs writes the numbers that a verdict used, or what is missing for it, in the report's language.
func (t *teller) inputs(text string) string {
	if t.Lang != Chinese {
		return text
	}
	if t.used == nil {
		t.used, t.lacked = inputNames(t.o.Standard)
	}
	names := t.used
	if strings.HasPrefix(text, "missing: ") {
		names = t.lacked
	}
	zh, _ := inputsInChinese(text, names)
	return zh
}

// inputNames are the Chinese names of what verdicts use and of what they lack, by id. What is lacked
// has its id beside its name, for that is what an office fills in; of answers of yes or no the id says
// enough, since the rule's name stands beside it.
func inputNames(s *standard.Standard) (used, lacked map[string]string) {
	used, lacked = maps.Clone(chineseQuantities), make(map[string]string)
	if s == nil {
		return used, lacked
	}
	for _, in := range s.Inputs() {
		if in.NameZH == "" || in.NameZH == in.ID || in.Unit == "" {
			continue
		}
		used[in.ID] = in.NameZH
		lacked[in.ID] = in.NameZH + "（" + in.ID + "）"
		for stage, zh := range chineseStages {
			id := in.ID + "_" + stage
			lacked[id] = in.NameZH + "（" + zh + "，" + id + "）"
		}
	}
	return used, lacked
}

// separators part a text of inputs, the widest parts first.
var separators = []struct{ en, zh string }{{"; ", "；"}, {": ", "："}, {", ", "，"}}

// inputsInChinese translates a text of inputs: one phrase, or several with separators between them.
// What has no translation stays and makes ok false; names of the data are none.
func inputsInChinese(text string, names map[string]string) (zh string, ok bool) {
	word := func(s string) string { return inputInChinese(s, names) }
	if zh, ok = names[text]; ok {
		return zh, true
	}
	for _, by := range separators {
		if before, after, found := strings.Cut(text, by.en); found {
			left, okLeft := inputsInChinese(before, names)
			right, okRight := inputsInChinese(after, names)
			return left + by.zh + right, okLeft && okRight
		}
	}
	if zh, ok = filledIn(chineseInputs, text, word); ok {
		return zh, true
	}
	return word(text), isInput(text)
}

// isInput says whether a text is a name of the data, with or without a number.
func isInput(text string) bool {
	name, value, found := strings.Cut(text, " ")
	if _, err := strconv.ParseFloat(value, 64); found && err != nil {
		return false
	}
	return name != ""
}

// inputInChinese translates a name, a name with its number, or a name with the stage after it.
func inputInChinese(text string, names map[string]string) string {
	if zh, ok := names[text]; ok {
		return zh
	}
	if zh, ok := chineseStages[text]; ok {
		return zh
	}
	if name, value, ok := strings.Cut(text, " "); ok {
		return inputInChinese(name, names) + " " + inputInChinese(value, names)
	}
	if at := strings.LastIndex(text, "_"); at >= 0 {
		if stage, ok := chineseStages[text[at+1:]]; ok {
			return inputInChinese(text[:at], names) + "（" + stage + "）"
		}
	}
	if school, stage, ok := strings.Cut(text, "/"); ok {
		return school + "/" + stageInChinese(stage)
	}
	return text
}
