package alloc

import (
	"context"
	"time"

	"github.com/eduparity/eduparity/alloc/exact"
	"github.com/eduparity/eduparity/alloc/plan"
)

// climbShare is the part of a run's time limit that a local search may take on top, where the run was stopped
// before it had proved its plan: on counties of thousands of sections it needs about a second.
const climbShare = 0.1

// climbed is a plan that was stopped before it was proved, or the plan of [LocalSearch] where that is better:
// on large counties the first rounds of the exact route may take longer than there is time. Bound and proof of
// the first goal are those of the exact route in either case.
func (e Exact) climbed(ctx context.Context, r *plan.Rules, pl *plan.Plan) (*plan.Plan, error) {
	p := r.Problem
	levels := len(p.Goals) == 1 && (p.Goals[0].Name == plan.Dispersion || p.Goals[0].Name == plan.Shortfall)
	if (pl.Status != plan.Feasible && pl.Status != plan.Unknown) || !levels || p.HasPlaces() || ctx.Err() != nil {
		return pl, nil
	}
	limit := e.Settings.TimeLimit
	if limit == 0 {
		limit = exact.DefaultTimeLimit
	}
	within, stop := context.WithTimeout(ctx, max(1, time.Duration(climbShare*float64(limit))))
	defer stop()
	other, err := LocalSearch{}.Plan(within, p)
	if err != nil || other.Status == plan.Unknown { // it has no rule for the problem, or no time: then the plan stays
		return pl, nil
	}
	if len(pl.Goals) > 0 && !(other.Goals[0].Value < pl.Goals[0].Value) {
		return pl, nil
	}
	other.Run = pl.Run
	if len(pl.Goals) > 0 {
		other.Goals[0].Bound, other.Goals[0].Certificate = pl.Goals[0].Bound, pl.Goals[0].Certificate
	}
	return certified(r, e.Settings)(other, nil)
}
