package parametric

import "context"

// A joint is what lowering several CVs that one lever changes together costs: the least cost as a
// function of all their caps.
type joint interface {
	// caps is the number of CVs.
	caps() int
	// top is what the CVs are after the cheapest plan without caps, and its cost.
	top(ctx context.Context) (cv []float64, cost float64, status Status, err error)
	// solve is the cheapest plan that meets all caps, with its proof.
	solve(ctx context.Context, caps []float64) (*JointBalance, error)
	// bound is what the prices of a plan prove of the cost at other caps; +Inf where they prove that
	// these cannot be met.
	bound(prices []Price, caps []float64) float64
}

// A JointBalance is the answer for several CVs under one cap each. Slices are the caller's to keep.
type JointBalance struct {
	Status Status
	Cost   float64
	Bound  float64     // no plan costs less: from data and prices alone
	CV     []float64   // by cap, after
	Stock  [][]float64 // by cap and section, after
	Price  []Price     // by cap

	// Multiplier is, by cap, how fast the cost falls as the logarithm of that cap rises, and 0 where the
	// cap does not bind. Where the status is TooTight it is the weight of the cap in the proof.
	Multiplier []float64

	Buy  []float64   // by column, of a [SchoolPurchase]
	Flow [][]float64 // by kind and arc, where kinds move
}
