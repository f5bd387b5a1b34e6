package alloc

import (
	"context"

	"github.com/eduparity/eduparity/alloc/plan"
)

// StatusQuo changes nothing, but for what locks ask for: the county as it is, against which everything
// else is measured.
type StatusQuo struct{}

// Plan is [Strategy.Plan].
func (s StatusQuo) Plan(ctx context.Context, p *plan.Problem) (*plan.Plan, error) {
	return follow(ctx, p, s)
}

func (StatusQuo) name() StrategyName      { return NameStatusQuo }
func (StatusQuo) suits(*plan.Rules) error { return nil }

// fill leaves the ledger as it is.
func (StatusQuo) fill(context.Context, *ledger, float64) (more bool, err error) { return false, nil }
func (StatusQuo) first(*ledger) float64                                         { return 0 }
func (StatusQuo) most() float64                                                 { return 0 }
