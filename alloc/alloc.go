// Package alloc is what callers use to make plans: describe what may change and what is wanted as a
// plan.Problem, and hand it to a [Strategy]. [Exact] plans with a proof; a [Planner] keeps a problem
// at hand and plans again after changes. The other strategies do what offices do by rule, and [Compare]
// puts strategies, callers' own too, side by side; [Frontier] says what more money, or more moves, buy.
package alloc

import (
	"context"

	"github.com/eduparity/eduparity/alloc/plan"
)

// A Strategy makes a plan for a problem. Baselines and callers' own implement it too. That there is
// no plan is an outcome, told by the plan's status; the error is for problems that make no sense and
// for failures.
type Strategy interface {
	Plan(ctx context.Context, p *plan.Problem) (*plan.Plan, error)
}
