package standard

import (
	"cmp"
	"errors"
	"slices"

	"github.com/eduparity/eduparity/model"
)

// A ReliefUse is a relief for which a school has the ground, whether it needs it or not.
type ReliefUse struct {
	Relief  string `json:"relief"` // id
	Rule    string `json:"rule"`   // id of the rule, or code of the indicator
	School  string `json:"school_id"`
	Stage   string `json:"stage,omitempty"` // empty: the whole school
	Until   int    `json:"until,omitempty"` // last assessed year; 0: it does not lapse
	Lapsed  bool   `json:"lapsed"`          // in the county's year
	Off     bool   `json:"off"`             // switched off in the standard
	Applied bool   `json:"applied"`         // the verdict or the reading rests on it
}

// ReliefUses lists, for every relief of the standard, the places that have its ground: which relief
// each school may use, until when, and which it does use. A rule that the county has no data for is
// left out. Order: by school as in the county, then as in the standard. Errors are those of
// [Standard.Assess].
func (s *Standard) ReliefUses(c *model.County) ([]ReliefUse, error) {
	a, err := s.Assess(c)
	if err != nil {
		return nil, err
	}
	f, errs := factsOf(c)
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	// What rests on a relief, by rule or code and place. A section that does not count has no reading.
	applied := make(map[[2]string]string, len(a.Verdicts))
	for i := range a.Sections {
		for _, reading := range a.Sections[i].Readings {
			applied[[2]string{reading.Code, a.Sections[i].School + "/" + a.Sections[i].Stage}] = reading.Relief
		}
	}
	for i := range a.Verdicts {
		applied[[2]string{a.Verdicts[i].Rule, a.Verdicts[i].Where}] = a.Verdicts[i].Relief
	}
	var uses []ReliefUse
	look := func(rule string, reliefs []Relief, places []place) {
		for i := range reliefs {
			relief := &reliefs[i]
			for k := range places {
				p := &places[k]
				used, judged := applied[[2]string{rule, p.where}]
				if !judged || !f.holds(&relief.Ground, p) {
					continue
				}
				uses = append(uses, ReliefUse{
					Relief: relief.ID, Rule: rule, School: c.Schools[p.root].ID, Stage: p.stage, Until: relief.Until,
					Lapsed: relief.lapsed(c.Year), Off: relief.Off, Applied: used == relief.ID,
				})
			}
		}
	}
	r := newRuler(s, f)
	for k := range s.Indicators {
		look(s.Indicators[k].Code, s.Indicators[k].Reliefs, r.sections)
	}
	for i := range s.Rules {
		if rule := &s.Rules[i]; len(rule.Reliefs) > 0 {
			look(rule.ID, rule.Reliefs, r.placesOf(rule))
		}
	}
	slices.SortStableFunc(uses, func(x, y ReliefUse) int { return cmp.Compare(f.schools[x.School], f.schools[y.School]) })
	return uses, nil
}
