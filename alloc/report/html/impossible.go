package html

import (
	"github.com/eduparity/eduparity/alloc/report"
)

// An impossible says why there is no plan.
type impossible struct {
	Reasons     []words
	Relaxations []relaxation
}

// A relaxation is what would have to give.
type relaxation struct {
	Rule     words
	From, To string
	Cost     words
}

// impossible says why there is no plan; nil: there is one, or it is not known.
func (v *view) impossible() *impossible {
	why := v.plan.Infeasible
	if why == nil {
		return nil
	}
	out := &impossible{}
	for _, r := range why.Reasons {
		out.Reasons = append(out.Reasons, both(func(l report.Lang) string { return v.words(l).Because(r) }))
	}
	for i := range why.Relaxations {
		r := &why.Relaxations[i]
		x := relaxation{Rule: both(func(l report.Lang) string { return v.words(l).Rule(r.Rule) })}
		x.From, x.To = report.Relaxation(why, r)
		if r.Cost != nil {
			x.Cost = v.money(*r.Cost)
		}
		out.Relaxations = append(out.Relaxations, x)
	}
	return out
}
