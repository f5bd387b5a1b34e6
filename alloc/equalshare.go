package alloc

import (
	"context"

	"github.com/eduparity/eduparity/alloc/plan"
)

// EqualShare gives every school the same sum, large or small: what an office does that launches a
// programme of so much for each school. It moves nobody.
//
// A fund is divided among the schools that it may serve. Where a school spends its part is its own
// choice: on what it is lowest in. Under a goal with conditions (pass-cost, cost) the sums are the least
// that keep them all.
type EqualShare struct{}

// Plan is [Strategy.Plan]. The error wraps [ErrStrategy] where the problem has no sum to divide.
func (EqualShare) Plan(ctx context.Context, p *plan.Problem) (*plan.Plan, error) {
	return follow(ctx, p, sharing{NameEqualShare, func(*ledger, recipient) float64 { return 1 }})
}
