package html

import (
	"fmt"
	"html/template"
	"strings"

	"github.com/eduparity/eduparity/alloc/report"
)

// Words are a text in both languages of a page.
type words struct{ EN, ZH string }

// plain are words that are the same in every language: names, ids, numbers.
func plain(s string) words { return words{s, s} }

// in returns the words in a language.
func (w words) in(lang report.Lang) string {
	if lang == report.Chinese {
		return w.ZH
	}
	return w.EN
}

// empty says whether there is nothing to say.
func (w words) empty() bool { return w.EN == "" && w.ZH == "" }

// both asks for a text in each language.
func both(text func(report.Lang) string) words {
	return words{text(report.English), text(report.Chinese)}
}

// say fills in a phrase, which is written in English where it is used; its Chinese form is in
// chinese. An argument that is words is taken in the language, any other as it is.
func say(phrase string, args ...any) words {
	zh, ok := chinese[phrase]
	if !ok {
		zh = phrase
	}
	return words{fill(phrase, args, report.English), fill(zh, args, report.Chinese)}
}

// fill puts arguments into the blanks of a phrase.
func fill(phrase string, args []any, lang report.Lang) string {
	if len(args) == 0 {
		return phrase
	}
	filled := make([]any, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case words:
			filled[i] = a.in(lang)
		default:
			filled[i] = a
		}
	}
	return fmt.Sprintf(phrase, filled...)
}

// join writes words one after the other.
func join(separator words, all ...words) words {
	var en, zh []string
	for _, w := range all {
		if !w.empty() {
			en, zh = append(en, w.EN), append(zh, w.ZH)
		}
	}
	return words{strings.Join(en, separator.EN), strings.Join(zh, separator.ZH)}
}

// comma stands between the words of a list.
func comma() words { return words{", ", "、"} }

// semicolon stands between clauses.
func semicolon() words { return words{"; ", "；"} }

// Codes of the languages in the page.
const (
	codeEnglish = "en"
	codeChinese = "zh-CN"
)

// code is the code of a language in the page.
func code(lang report.Lang) string {
	if lang == report.Chinese {
		return codeChinese
	}
	return codeEnglish
}

// show writes words into the page: both languages, of which the style shows one.
func show(w words) template.HTML { return inElements("span", w) }

// showSVG writes words into a text of a drawing.
func showSVG(w words) template.HTML { return inElements("tspan", w) }

func inElements(element string, w words) template.HTML {
	if w.EN == w.ZH {
		return template.HTML(template.HTMLEscapeString(w.EN))
	}
	return template.HTML(fmt.Sprintf(`<%[1]s lang="%[2]s">%[3]s</%[1]s><%[1]s lang="%[4]s">%[5]s</%[1]s>`, element,
		codeEnglish, template.HTMLEscapeString(w.EN), codeChinese, template.HTMLEscapeString(w.ZH)))
}
