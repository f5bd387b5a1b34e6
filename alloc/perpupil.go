package alloc

import (
	"context"

	"github.com/eduparity/eduparity/alloc/plan"
)

// PerPupil gives every school the same sum for each pupil of its sections that count: the per-pupil
// quota by which China's public funds and most school budgets of the world are given out. It moves
// nobody. How schools spend is as in [EqualShare].
//
// A quota treats equals equally and leaves differences of stock as they are: it lowers a coefficient of
// variation only by raising the mean.
type PerPupil struct{}

// Plan is [Strategy.Plan]. The error wraps [ErrStrategy] where the problem has no sum to divide.
func (PerPupil) Plan(ctx context.Context, p *plan.Problem) (*plan.Plan, error) {
	return follow(ctx, p, sharing{NamePerPupil, func(l *ledger, at recipient) float64 {
		var pupils float64
		for _, row := range at.rows {
			pupils += l.r.Table.Rows[row].Pupils
		}
		return pupils
	}})
}
