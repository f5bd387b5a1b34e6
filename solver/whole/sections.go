package whole

import (
	"context"
	"slices"
)

// A contest is a rule whose excuses are not settled: the LP of all blocks left them open, or blocks by
// themselves would use others than the best plan.
type contest struct {
	link   int
	wanted []int32 // excuses that the LP or a block would use
}

// contend notes a rule as contested, with the excuses that somebody uses.
func (v *Solver) contend(link int, used []float64) {
	at := slices.IndexFunc(v.contested, func(c contest) bool { return c.link == link })
	if at < 0 {
		at = len(v.contested)
		v.contested = append(v.contested, contest{link: link})
	}
	c := &v.contested[at]
	index, _ := v.p.Linear.Rows.Row(v.p.Links[link])
	for _, e := range index {
		if used[e] > openExcuse && !slices.Contains(c.wanted, e) {
			c.wanted = append(c.wanted, e)
		}
	}
}

// trySections tries other excuses than the best plan's where they are contested, one rule after the
// other, and keeps what is better, until nothing is.
func (v *Solver) trySections(ctx context.Context) error {
	if v.best == nil || len(v.contested) > maxContested {
		return nil
	}
	for better := true; better; {
		before := v.upper
		for _, c := range v.contested {
			index, _ := v.p.Linear.Rows.Row(v.p.Links[c.link])
			for _, k := range c.wanted {
				if v.over(ctx) || v.done() {
					return nil
				}
				choice := slices.Clone(v.choice)
				for _, j := range index {
					choice[j] = j == k
				}
				if slices.Equal(choice, v.choice) {
					continue
				}
				if err := v.plan(ctx, choice, v.s.gap()); err != nil {
					return err
				}
			}
		}
		better = v.upper < before
	}
	return nil
}

// maxContested is how many rules are tried: more are a sign that the gap is elsewhere.
const maxContested = 40
