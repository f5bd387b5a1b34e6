package report

import (
	"cmp"
	"strings"

	"github.com/eduparity/eduparity/model"
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
	return i.Name
}

// unit is the unit of an indicator's value, "persons per 100 pupils", as far as its name does not say.
func (n names) unit(code string) string {
	i, ok := n.indicators[code]
	if !ok || i.Unit == "" {
		return ""
	}
	if strings.Contains(i.Name, " per ") {
		return i.Unit
	}
	if i.Per == 1 || i.Per == 0 {
		return i.Unit + " per pupil"
	}
	return i.Unit + " per " + number(i.Per, 0) + " pupils"
}
