package report

import (
	"cmp"
	"strings"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/diagnosis"
	"github.com/eduparity/eduparity/model/standard"
)

// Options choose what a report shows. The zero value is useful.
type Options struct {
	// Standard gives the indicators of an assessment names and units; nil: codes alone. A plan
	// carries its own.
	Standard *standard.Standard
	// County gives the schools of an assessment names; nil: ids alone.
	County *model.County
	// Top is the number of lines of each long list; 0: 10; negative: all.
	Top int
	// Lang is the language of a report; empty: English.
	Lang Lang
	// Colour marks headings and verdicts with the escape sequences of terminals.
	Colour bool

	// What is told of an assessment beside its verdicts; nil: nothing.
	Diagnosis  *diagnosis.Diagnosis
	Comparison *diagnosis.Comparison
	View       *diagnosis.View
	// Parts are the parts of an assessment's report that are shown, in the order of [Parts]; none: all
	// for which there is something to tell; with a View, only the view and the changes since an earlier
	// year.
	Parts []Part
}

// defaultTop is short enough for a screen.
const defaultTop = 10

// top is how many of n lines are shown.
func (o Options) top(n int) int {
	if o.Top < 0 {
		return n
	}
	return min(n, cmp.Or(o.Top, defaultTop))
}

// names looks up what ids and codes stand for.
type names struct {
	lang       Lang
	schools    map[string]string
	indicators map[string]*standard.Indicator
	currency   string
}

// newNames reads the names of a county and of a standard; either may be nil.
func newNames(c *model.County, s *standard.Standard) names {
	n := names{schools: map[string]string{}, indicators: map[string]*standard.Indicator{}, currency: defaultCurrency}
	if c != nil {
		n.currency = cmp.Or(c.Currency, defaultCurrency)
		for i := range c.Schools {
			n.schools[c.Schools[i].ID] = c.Schools[i].Name
		}
	}
	if s != nil {
		for i := range s.Indicators {
			n.indicators[s.Indicators[i].Code] = &s.Indicators[i]
		}
	}
	return n
}

// defaultCurrency is the currency of a county that names none.
const defaultCurrency = "yuan"

// indicator is the name of an indicator.
func (n names) indicator(code string) string {
	i, ok := n.indicators[code]
	if !ok {
		return ""
	}
	if n.lang == Chinese && i.NameZH != "" {
		return i.NameZH
	}
	return i.Name
}

// unit is the unit of an indicator's value, "persons per 100 pupils", as far as its name does not say.
func (n names) unit(code string) string {
	i, ok := n.indicators[code]
	if !ok || i.Unit == "" {
		return ""
	}
	unit := n.lang.unit(i.Unit)
	switch {
	case strings.Contains(i.Name, " per ") || n.lang == Chinese && strings.Contains(i.NameZH, "均"),
		n.lang == Chinese && strings.Contains(i.NameZH, "每百名"):
		return unit
	case i.Per == 1 || i.Per == 0:
		return n.lang.say("%s per pupil", unit)
	}
	return n.lang.say("%[1]s per %[2]s pupils", unit, number(i.Per, 0))
}
