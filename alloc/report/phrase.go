package report

import (
	"fmt"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// Finding writes what was noticed in the data in the language. Where there are no words for it, such
// as for what a caller noticed, it stays as it is.
func (l Lang) Finding(f model.Finding) string {
	if l == Chinese {
		if zh, ok := findingInChinese(f.Rule); ok {
			f.Rule = zh
		}
	}
	return f.String()
}

// findingInChinese translates the text of a finding: as a whole, otherwise its parts between
// semicolons.
func findingInChinese(text string) (zh string, ok bool) {
	if zh, ok = filledIn(chineseFindings, text, stageInChinese); ok {
		return zh, true
	}
	if at := strings.LastIndex(text, "; "); at >= 0 {
		before, okBefore := findingInChinese(text[:at])
		after, okAfter := findingInChinese(text[at+len("; "):])
		return before + "；" + after, okBefore && okAfter
	}
	return text, false
}

// stageInChinese translates the name of a stage; other words, such as those of columns, stay.
func stageInChinese(word string) string {
	if zh, ok := chineseStages[word]; ok {
		return zh
	}
	return word
}

// blank stands in a pattern for what is different from text to text.
const blank = "%s"

// filledIn translates a text by the pattern that it fits, the one with most letters of its own where
// it fits several. Blanks of the translation are numbered (%[1]s); what fills them is passed through
// word.
func filledIn(patterns map[string]string, text string, word func(string) string) (zh string, ok bool) {
	best := -1
	var fills []string
	for pattern, translation := range patterns {
		own := len(strings.ReplaceAll(pattern, blank, ""))
		if own <= best {
			continue
		}
		if found, fits := match(pattern, text); fits {
			best, fills, zh = own, found, translation
		}
	}
	if best < 0 {
		return text, false
	}
	args := make([]any, len(fills))
	for i, f := range fills {
		args[i] = word(f)
	}
	return fmt.Sprintf(zh, args...), true
}

// match returns what fills the blanks of a pattern in a text that fits it, each as short as can be and
// none empty.
func match(pattern, text string) (fills []string, fits bool) {
	parts := strings.Split(pattern, blank)
	if !strings.HasPrefix(text, parts[0]) {
		return nil, false
	}
	text = text[len(parts[0]):]
	for i, part := range parts[1:] {
		if text == "" {
			return nil, false
		}
		end := strings.Index(text[1:], part) + 1
		if i == len(parts)-2 { // the last part ends the text
			end = len(text) - len(part)
			if end < 1 || text[end:] != part {
				return nil, false
			}
		}
		if end < 1 {
			return nil, false
		}
		fills = append(fills, text[:end])
		text = text[end+len(part):]
	}
	return fills, text == ""
}
