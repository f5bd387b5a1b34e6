package report

import (
	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/eduparity/eduparity/alloc/plan"
)

// signals are the words of tables that stand out on a terminal, by their English form.
var signals = map[string]text.Colors{
	"FAILS": {text.FgRed, text.Bold}, "FAILS NOW": {text.FgRed, text.Bold}, "red": {text.FgRed},
	"passes": {text.FgGreen}, "passes now": {text.FgGreen}, "yellow": {text.FgYellow},
	string(plan.Optimal): {text.FgGreen}, string(plan.Feasible): {text.FgYellow},
}

// painted is a cell of a table, coloured where it is a signal.
func (p *page) painted(cell string) string {
	if !p.colour {
		return cell
	}
	for word, colours := range signals {
		if cell == word || cell == p.of(word) || cell == p.word(chineseStatuses, word) {
			return paint(cell, colours)
		}
	}
	return cell
}

// bold is a text that stands out.
func (p *page) bold(s string) string {
	if !p.colour {
		return s
	}
	return paint(s, text.Colors{text.Bold})
}

// paint puts a text between escape sequences, whatever go-pretty thinks of the terminal.
func paint(s string, colours text.Colors) string {
	return colours.EscapeSeq() + s + text.Reset.EscapeSeq()
}
