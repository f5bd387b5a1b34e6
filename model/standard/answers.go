package standard

import (
	"math"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// answers are what the office states, by name and school.
type answers struct {
	values map[[2]string]string // by rule or quantity, and school id; empty id: the county
	names  map[string]bool
}

// answersOf indexes the answers of a county. Of two to the same question the first counts.
func answersOf(c *model.County) *answers {
	a := &answers{
		values: make(map[[2]string]string, len(c.Guarantees)+len(c.Survey)),
		names:  make(map[string]bool),
	}
	for _, list := range [][]model.Answer{c.Guarantees, c.Survey} {
		for _, answer := range list {
			key := [2]string{answer.Rule, answer.School}
			if _, twice := a.values[key]; !twice && strings.TrimSpace(answer.Value) != "" {
				a.values[key] = strings.TrimSpace(answer.Value)
				a.names[answer.Rule] = true
			}
		}
	}
	return a
}

// number returns a numeric answer. Wrong is the text of one that is no number.
func (a *answers) number(name, school string) (value float64, ok bool, wrong string) {
	text, given := a.values[[2]string{name, school}]
	if !given {
		return 0, false, ""
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(value) || math.IsInf(value, 0) {
		return 0, false, text
	}
	return value, true, ""
}

// An opinion is an answer of yes or no.
type opinion int

const (
	silent opinion = iota // no answer
	unclear
	no
	yes
)

func (a *answers) opinion(name, school string) (o opinion, text string) {
	text, given := a.values[[2]string{name, school}]
	if !given {
		return silent, ""
	}
	switch strings.ToLower(text) {
	case "yes", "y", "true", "1", "是", "有":
		return yes, text
	case "no", "n", "false", "0", "否", "无":
		return no, text
	}
	return unclear, text
}
