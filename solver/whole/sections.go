package whole

import (
	"context"
	"slices"
)

// trySections tries other excuses than the best plan's where they are contested, one rule after the
// other, and keeps what is better.
func (v *Solver) trySections(ctx context.Context) error {
	if v.best == nil || len(v.contested) > maxContested {
		return nil
	}
	for _, n := range v.contested {
		index, _ := v.p.Linear.Rows.Row(v.p.Links[n])
		for k := -1; k < len(index); k++ { // -1: none
			if v.over(ctx) || v.done() {
				return nil
			}
			choice := slices.Clone(v.choice)
			for e, j := range index {
				choice[j] = e == k
			}
			if slices.Equal(choice, v.choice) {
				continue
			}
			if err := v.plan(ctx, choice, v.s.gap()); err != nil {
				return err
			}
		}
	}
	return nil
}

// maxContested is how many rules are tried: more are a sign that the gap is elsewhere.
const maxContested = 40
