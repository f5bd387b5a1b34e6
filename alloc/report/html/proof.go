package html

import (
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
)

// A proved is a goal and how it is known how good the plan is.
type proved struct {
	Goal, Value, Bound, Status words
	Gap                        string
	Level                      words // of dispersion: what is worst
	How                        []words
}

// proofs are the goals and what their bounds rest on, in plain words.
func (v *view) proofs() []proved {
	p := v.plan
	var all []proved
	told := make(map[plan.CertificateKind]bool)
	for i := range p.Goals {
		g := &p.Goals[i]
		x := proved{
			Goal: goalName(g.Name), Gap: report.Gap(g.Gap),
			Value:  both(func(l report.Lang) string { return v.words(l).Value(g, g.Value) }),
			Bound:  both(func(l report.Lang) string { return v.words(l).Value(g, g.Bound) }),
			Status: both(func(l report.Lang) string { return v.words(l).Status(g.Status) }),
		}
		if len(g.Levels) > 0 {
			x.Level = say("worst: %[1]s %[2]s", known(g.Levels[0].Stage), g.Levels[0].Code)
		}
		if g.Certificate != nil && !told[g.Certificate.Kind] {
			told[g.Certificate.Kind] = true
			x.How = inPlainWords(g.Certificate)
		}
		all = append(all, x)
	}
	return all
}

// A price is what a little more of a limit that binds would bring.
type price struct{ Goal, Limit, Looser, Better, From, To words }

// prices are what a little more of the limits that bind would bring.
func (v *view) prices() []price {
	en, zh := report.Prices(v.plan, v.county, report.English), report.Prices(v.plan, v.county, report.Chinese)
	all := make([]price, len(en))
	for i := range en {
		a, b := &en[i], &zh[i]
		all[i] = price{
			goalName(v.plan.Prices[i].Goal), words{a.Limit, b.Limit}, words{a.Looser, b.Looser}, words{a.Better, b.Better}, words{a.From, b.From}, words{a.To, b.To},
		}
		if rule := v.plan.Prices[i].Limit; strings.Contains(rule, "/") {
			all[i].Limit = v.relaxedRule(rule)
		}
	}
	return all
}

// words are the words of the text report for the plan.
func (v *view) words(l report.Lang) *report.Words { return report.NewWords(v.plan, v.county, l) }

// inPlainWords says what a certificate is, for somebody who has never seen one.
func inPlainWords(c *plan.Certificate) []words {
	switch c.Kind {
	case plan.CertLPDual:
		return []words{say("The proof is a list of weights, one for each rule. Added up with these weights, the rules themselves say that no plan can be better than the bound. Anyone can add them up again, without the program that found them.")}
	case plan.CertExchange:
		return []words{say("The proof is a pair of prices for each stage. Under these prices no exchange of teachers between two schools makes the plan better, and for this question that means that nothing does.")}
	case plan.CertPrice:
		if c.Data != nil && c.Data.Places != nil {
			return []words{say("The proof is a price for a place at each school. Under these prices every piece goes where it costs least, and what that comes to no plan can be below.")}
		}
		return []words{say("The proof is a price for each unit of stock in each section. Under these prices nothing that could be bought or moved is worth more than it costs. That bounds every plan, also those that nobody has looked at.")}
	case plan.CertRay:
		return []words{say("The proof is a list of weights, one for each rule. Added up with these weights the rules contradict each other, so no plan can keep all of them.")}
	case plan.CertSearch:
		return []words{
			say("The bound comes from a search through all plans in groups, which leaves a group aside only when nothing better can be in it."),
			say("A part of this bound, the first, is proven again from the file alone. To check the rest the search has to be repeated: verify --resolve does that."),
		}
	}
	return nil
}
