package html

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"io"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
)

// Options choose what a page shows. The zero value is useful.
type Options struct {
	// Lang is the language that the page opens in; empty: English. It holds both.
	Lang report.Lang
	// Frontier is what more money or moves would buy, told in the page of a plan; nil: nothing.
	Frontier *plan.Frontier
}

// A document is what the page's template fills in. Parts that are nil or empty are left out.
type document struct {
	Code        string // of the language it opens in
	Title       words  // of the window
	Heading     words
	Asked       []words
	Constructed bool
	Verdict     []words
	Tone        string
	Figures     []figure

	Planned, Changed bool
	Relaxed          bool // what is to be done is possible only if rules give
	Impossible       *impossible
	Cards            []card
	Areas            []words
	Lines            []line
	CVs              []cvChart
	Spending         *spending
	Divisions        []division
	Panels           []panel
	Map              *countyMap
	Blockers         []blocker
	Failing          int
	Open             int // rules without data
	Proofs           []proved
	Prices           []price
	How              []words // of impossibility
	Status           string
	Comparison       *comparison // strategies instead of one plan
	Frontier         *frontier   // many plans, beside one or, where Planned is false, instead of one
	Notes            []words
	Made             words
	Currency         words
	CVSays           words
	Asks             bool // the standard asks something of the sections
}

// Tones of the verdict.
const (
	toneGood = "good"
	tonePart = "part" // a plan that does not make the county pass, or a county that lacks data
	toneBad  = "bad"
)

//go:embed page
var files embed.FS

// write fills the template in. All of the page is made before the first byte is written.
func (d *document) write(w io.Writer) error {
	style, err := files.ReadFile("page/page.css")
	if err != nil {
		return err
	}
	script, err := files.ReadFile("page/page.js")
	if err != nil {
		return err
	}
	t, err := template.New("page.tmpl").Funcs(template.FuncMap{
		"say":  func(phrase string, args ...any) template.HTML { return show(say(phrase, args...)) },
		"says": func(phrase string, args ...any) template.HTML { return showSVG(say(phrase, args...)) },
		"show": show, "shows": showSVG, "words": say, "en": func(w words) string { return w.EN }, "zh": func(w words) string { return w.ZH },
		"in":  func(w words) string { return w.in(langOf(d.Code)) },
		"add": func(a, b px) px { return a + b },
	}).ParseFS(files, "page/*.tmpl")
	if err != nil {
		return err
	}
	return t.Execute(w, struct {
		*document
		CSS       template.CSS
		JS        template.JS
		StyleHash string
		CodeHash  string
	}{d, template.CSS(style), template.JS(script), hash(style), hash(script)})
}

// hash names a style or a script in the page's policy, so that no other can be used in it.
func hash(text []byte) string {
	sum := sha256.Sum256(text)
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

func langOf(code string) report.Lang {
	if code == codeChinese {
		return report.Chinese
	}
	return report.English
}
