package parametric

import "context"

// A curve is what lowering one CV costs: the least cost as a function of the cap, convex in
// sqrt(1+cap^2) where totals are fixed, falling. It is walked from the top, where nothing is asked,
// down to the least CV that can be reached, one breakpoint after the other; what has been walked
// stays known, so that a smaller budget needs no walk back.
type curve interface {
	// top is the CV and the cost of the cheapest plan without a cap. Status is Short where the least
	// stocks cannot be reached, else Optimal.
	top(ctx context.Context) (cv, cost float64, status Status, err error)
	// low is the lowest cap to which the curve has been walked; last says that it ends there.
	low() (cvCap float64, last bool)
	// down walks to the next breakpoint below low.
	down(ctx context.Context) error
	// cost is the least cost at a cap from low upwards: in closed form, or to costTolerance.
	cost(ctx context.Context, cvCap float64) (float64, error)
	// solve is the cheapest plan at a cap, with its proof, wherever the curve stands.
	solve(ctx context.Context, cvCap float64) (*Balance, error)
	// bound is what the prices of a plan prove of the cost at another cap.
	bound(p *Price, cvCap float64) float64
}
