package modelio

import (
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// inputs lists what the built-in standards read beyond the stocks of their indicators, each once.
func inputs() []standard.Input {
	var all []standard.Input
	for _, name := range standard.Names() {
		s, err := standard.ByName(name)
		if err != nil {
			continue // Names are those that ByName knows
		}
		for _, in := range s.Inputs() {
			if !slices.ContainsFunc(all, func(have standard.Input) bool { return have.ID == in.ID }) {
				all = append(all, in)
			}
		}
	}
	return all
}

// withInputs adds to the stocks of a table what the rules of built-in standards read there.
func withInputs(table string, stocks []column) []column {
	for _, in := range inputs() {
		if in.Table != table || slices.ContainsFunc(stocks, func(c column) bool { return c.name == in.ID }) {
			continue
		}
		c := column{name: in.ID, also: []string{folded(in.NameZH)}, plain: true, what: in.Name}
		for _, u := range allUnits {
			if u.name == in.Unit {
				c.unit = u
			}
		}
		stocks = append(stocks, c)
	}
	return stocks
}

// ruleWords are the names of answers that the rules of built-in standards read.
func ruleWords() []word {
	var words []word
	for _, in := range inputs() {
		if in.Table == model.TableGuarantees || in.Table == model.TableSurvey {
			words = append(words, word{in.ID, []string{folded(in.NameZH)}})
		}
	}
	return words
}

// rule returns the name of an answer. One by stage is followed by _ and the stage.
func (c *cells) rule() string {
	s := c.code("rule", answerRules)
	if base, stage, ok := strings.Cut(s, "_"); ok && !strings.Contains(stage, "_") {
		if name := meant(answerRules, base); name != base {
			return name + "_" + meant(stageWords, stage)
		}
	}
	return s
}
