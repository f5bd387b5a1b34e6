package report

import (
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/model/standard"
)

// inputs writes the numbers that a verdict used, or what is missing for it, in the report's language.
func (t *teller) inputs(text string) string {
	if t.Lang != Chinese {
		return text
	}
	if t.inputNames == nil {
		t.inputNames = inputNames(t.o.Standard)
	}
	zh, _ := inputsInChinese(text, t.inputNames)
	return zh
}

// inputNames are the Chinese names of what verdicts use, by id.
func inputNames(s *standard.Standard) map[string]string {
	names := make(map[string]string, len(chineseQuantities))
	for id, zh := range chineseQuantities {
		names[id] = zh
	}
	if s != nil {
		for _, in := range s.Inputs() {
			if in.NameZH != "" {
				names[in.ID] = in.NameZH
			}
		}
	}
	return names
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
