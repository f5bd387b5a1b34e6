package verify

import (
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
)

// reasons computes again what would be lost without each action. A plan that states none, as one of a
// caller's own strategy may, claims nothing.
func (k *checker) reasons() {
	stated := func(a plan.Action) bool { return a.Reason != "" || len(a.Without) > 0 }
	if !slices.ContainsFunc(k.pl.Actions, stated) {
		return
	}
	again := slices.Clone(k.pl.Actions)
	k.g.r.Explain(again, k.outcome)
	faults := len(k.Faults)
	for i := range again {
		is, want := &k.pl.Actions[i], &again[i]
		where := at("actions", i)
		k.text(where+".reason", is.Reason, want.Reason)
		if !k.length(where+".without", len(is.Without), len(want.Without)) {
			continue
		}
		for n := range want.Without {
			k.loss(at(where+".without", n), &is.Without[n], &want.Without[n])
		}
	}
	if len(k.Faults) == faults {
		k.proved("what would be lost without each of %d actions, by leaving it out", len(again))
	}
}

// loss compares what is said to be lost without an action with what is.
func (k *checker) loss(where string, is, want *plan.Loss) {
	k.text(where+".rule", is.Rule, want.Rule)
	k.text(where+".where", is.Where, want.Where)
	k.text(where+".unit", is.Unit, want.Unit)
	k.number(where+".with", is.With, want.With)
	k.number(where+".without", is.Without, want.Without)
	k.optional(where+".limit", is.Limit, want.Limit)
}
