package alloc

import (
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model/standard"
)

// explain says of every action what it changes: the indicators of the sections that it touches, before
// and after the whole plan.
func (l *ledger) explain(actions []plan.Action, o *plan.Outcome) {
	before, after := valuesOf(&o.Before), valuesOf(&o.After)
	for n := range actions {
		a := &actions[n]
		var parts []string
		for _, t := range l.goods {
			if a.Stage != "" && a.Stage != t.stage || !l.concerns(a, &l.r.Problem.Standard.Indicators[t.indicator]) {
				continue
			}
			for _, school := range []string{a.School, a.From, a.To} {
				at := [2]string{school, t.stage}
				if is, was := after[at], before[at]; is != nil && was != nil {
					parts = append(parts, t.code+" at "+school+"/"+t.stage+" "+
						strconv.FormatFloat(was.Values[t.code], 'f', 2, 64)+" -> "+strconv.FormatFloat(is.Values[t.code], 'f', 2, 64))
				}
			}
		}
		a.Reason = strings.Join(parts, "; ")
	}
}

// valuesOf finds the sections of a state.
func valuesOf(s *plan.State) map[[2]string]*plan.StateSection {
	at := make(map[[2]string]*plan.StateSection, len(s.Sections))
	for i := range s.Sections {
		at[[2]string{s.Sections[i].School, s.Sections[i].Stage}] = &s.Sections[i]
	}
	return at
}

// concerns says whether an action changes an indicator.
func (l *ledger) concerns(a *plan.Action, of *standard.Indicator) bool {
	if a.Kind == plan.Buy {
		return termSign(of, a.Of) != 0
	}
	there, back, _ := strings.Cut(a.Of, "<>")
	by := effectOf(of, l.r.Kinds[l.r.Kind(there)])
	if a.Kind == plan.Swap {
		by -= effectOf(of, l.r.Kinds[l.r.Kind(back)])
	}
	return by != 0
}
