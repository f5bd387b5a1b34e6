package parametric

import "math"

// A Check is what is left of an answer when everything is computed again from the data, the flows and
// hires, and the prices: nothing that the path knew is used.
type Check struct {
	Holds     bool    // the answer is what it says, to the accuracy that this package promises
	Cost      float64 // of flows and hires
	CV        float64 // after them
	Violation float64 // of the worst broken rule, see [Kind.Violation]
	Bound     float64 // proved by the prices, rounding charged against it
	Gap       float64 // of cost and bound, relative to the cost, or to the dearest unit where that is more; see [Balance.Gap]
	Proof     float64 // statuses Short and TooTight: above 0 if it proves that there is no plan
}

// Verify checks an answer for a kind under a cap. Faults of the kind and slices of another length
// match [ErrInvalid].
func Verify(k *Kind, b *Balance, cvCap float64) (*Check, error) {
	if err := k.Validate(); err != nil {
		return nil, err
	}
	if !(cvCap >= 0) {
		return nil, invalid("cap %v, want a number of at least 0", cvCap)
	}
	if b == nil {
		return nil, invalid("no balance")
	}
	cvCap = k.told(cvCap)
	n, m := k.Network.sections, len(k.Network.arcs)
	switch b.Status {
	case Short:
		for _, i := range b.ShortSet {
			if i < 0 || int(i) >= n {
				return nil, invalid("section %d in ShortSet, with sections 0 to %d", i, n-1)
			}
		}
		c := &Check{Proof: k.shortOf(b.ShortSet)}
		c.Holds = c.Proof > 0 && b.ShortBy <= c.Proof
		return c, nil
	case TooTight:
		c := &Check{Proof: k.Ray(&b.Price, cvCap)}
		c.Holds = c.Proof > 0
		return c, nil
	case Optimal:
	default:
		return nil, invalid("status %d", b.Status)
	}
	if len(b.Flow) != m || b.Hire != nil && len(b.Hire) != n || (k.HireCost == 0 && b.Hire != nil) {
		return nil, invalid("%d flows and %d hires for %d arcs and %d sections", len(b.Flow), len(b.Hire), m, n)
	}
	again := &Balance{Status: Optimal, Flow: b.Flow, Hire: b.Hire}
	k.complete(again)
	c := &Check{Cost: again.Cost, CV: again.CV, Violation: k.Violation(again, cvCap), Bound: k.Bound(&b.Price, cvCap)}
	again.Bound = c.Bound
	c.Gap = again.Gap(k.scale())
	stated := math.Abs(c.Cost-b.Cost) <= gapWanted*max(c.Cost, k.scale()) && math.Abs(c.CV-b.CV) <= gapWanted
	c.Holds = math.Abs(c.Gap) <= gapFor(b) && c.Violation <= gapWanted && stated
	return c, nil
}
