package standard

import (
	"errors"
	"math"

	"github.com/eduparity/eduparity/model"
)

// LimitsSize says whether a rule limits the pupils of a school.
func (r *Rule) LimitsSize() bool {
	return r.Form == Maximum && r.Each == EachSchool && len(r.Value) == 1 && r.Value[0] == Term{Column: QuantityPupils, Sign: 1}
}

// SizeRules are the rules on the pupils of a school, those of the levels included.
func (s *Standard) SizeRules() []*Rule {
	var rules []*Rule
	for i := range s.Rules {
		if s.Rules[i].LimitsSize() {
			rules = append(rules, &s.Rules[i])
		}
	}
	for i := range s.Levels {
		rules = append(rules, s.Levels[i].SizeRules()...)
	}
	return rules
}

// SchoolSizes are, by the id of each school of a county, the most pupils that the rules on the size of
// schools let it have, with the reliefs whose grounds it has today. A school that no rule is about is left
// out. Errors are those of the county's campuses.
func (s *Standard) SchoolSizes(c *model.County) (map[string]float64, error) {
	f, errs := factsOf(c)
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	sizes := map[string]float64{}
	ruler := newRuler(s, f)
	for _, rule := range s.SizeRules() {
		places := ruler.placesOf(rule)
		for i := range places {
			p := &places[i]
			most, ok := ruler.threshold(rule, p)
			if !ok {
				continue
			}
			for k := range rule.Reliefs {
				relief := &rule.Reliefs[k]
				if relief.Off || relief.Threshold == nil || relief.lapsed(c.Year) || !f.holds(&relief.Ground, p) {
					continue
				}
				eased := *rule
				eased.Threshold, eased.ThresholdInput = relief.Threshold, ""
				if more, ok := ruler.threshold(&eased, p); ok {
					most = math.Max(most, more)
				}
			}
			if least, seen := sizes[p.where]; !seen || most < least {
				sizes[p.where] = most
			}
		}
	}
	return sizes, nil
}
