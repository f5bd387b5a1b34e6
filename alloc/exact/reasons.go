package exact

import (
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
)

// explainActions says of every action what it is for: the indicators that it changes, before and
// after the whole plan, at the places it touches.
func (f *frame) explainActions(actions []plan.Action, o *plan.Outcome) {
	at := make(map[[2]string][2]*plan.StateSection, len(o.After.Sections))
	for i := range o.Before.Sections {
		s := &o.Before.Sections[i]
		at[[2]string{s.School, s.Stage}] = [2]*plan.StateSection{s, nil}
	}
	for i := range o.After.Sections {
		s := &o.After.Sections[i]
		both := at[[2]string{s.School, s.Stage}]
		both[1] = s
		at[[2]string{s.School, s.Stage}] = both
	}
	for i := range actions {
		a := &actions[i]
		var parts []string
		for s := range f.stages {
			stage := f.stages[s].name
			if a.Stage != "" && a.Stage != stage {
				continue
			}
			for _, school := range []string{a.School, a.From, a.To} {
				if both := at[[2]string{school, stage}]; school != "" && both[0] != nil && both[1] != nil {
					parts = append(parts, f.changeAt(a, s, both)...)
				}
			}
		}
		a.Reason = strings.Join(parts, "; ")
	}
}

// changeAt lists the indicators of a section that an action is about.
func (f *frame) changeAt(a *plan.Action, s int, both [2]*plan.StateSection) []string {
	var parts []string
	for t := range f.targets {
		tg := &f.targets[t]
		if tg.stage != s || !f.concerns(a, tg) {
			continue
		}
		var text [120]byte // long enough for most
		b := append(text[:0], tg.code+" at "+both[0].School+"/"+both[0].Stage+" "...)
		b = strconv.AppendFloat(b, both[0].Values[tg.code], 'f', 2, 64)
		b = append(b, " -> "...)
		b = strconv.AppendFloat(b, both[1].Values[tg.code], 'f', 2, 64)
		if tg.minimum > 0 {
			b = append(b, " (minimum "...)
			b = append(strconv.AppendFloat(b, tg.minimum, 'g', -1, 64), ')')
		}
		parts = append(parts, string(b))
	}
	return parts
}

// concerns says whether an action changes an indicator.
func (f *frame) concerns(a *plan.Action, tg *target) bool {
	switch a.Kind {
	case plan.Buy:
		return termSign(tg.of, a.Of) != 0
	case plan.Hire, plan.Move:
		k := f.r.Kind(a.Of)
		return k >= 0 && counts(tg.of, f.r.Kinds[k])
	case plan.Swap:
		there, back, _ := strings.Cut(a.Of, "<>")
		x, y := f.r.Kind(there), f.r.Kind(back)
		return x >= 0 && y >= 0 && counts(tg.of, f.r.Kinds[x]) != counts(tg.of, f.r.Kinds[y])
	}
	return false
}
