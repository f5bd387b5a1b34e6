package parametric

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
)

// LeastCost is the cheapest purchase that meets a cap on each CV, +Inf for none, with its proof; caps
// below 1e-6 count as 1e-6. The status is TooTight where prices prove that the caps cannot be met together.
// Errors: [ErrInvalid], the context's, and [ErrUnproved] where a purchase is known to no better than its Bound
// says, or, at the very edge of what can be reached, neither a purchase nor such a proof is found.
func (f *SchoolFilling) LeastCost(ctx context.Context, caps []float64) (*JointBalance, error) {
	p := f.purchase
	if len(caps) != len(p.Pupils) {
		return nil, invalid("%d caps for %d CVs", len(caps), len(p.Pupils))
	}
	meets := true
	asked := make([]float64, len(caps))
	for k, limit := range caps {
		if err := validCap(limit); err != nil {
			return nil, err
		}
		asked[k] = max(limit, leastCap)
		meets = meets && f.first[k] <= asked[k]
	}
	switch {
	case f.short:
		return &JointBalance{Status: Short}, nil
	case meets:
		prices := make([][]float64, len(caps))
		for k := range prices {
			prices[k] = make([]float64, len(p.Pupils[k]))
		}
		return f.balance(append([]float64(nil), f.low...), prices, make([]float64, len(caps)), asked), nil
	}
	var best *JointBalance
	var unproved error
	g, left := f.shutting(asked)
	for _, most := range mostRaise {
		j, err := g.solveUpTo(ctx, left, most)
		switch {
		case errors.Is(err, ErrUnproved):
			unproved = err
			continue
		case err != nil:
			return nil, err
		}
		if best == nil || j.Status == TooTight {
			best = j
		} else {
			best.better(j)
		}
		if best.Status == TooTight || best.Cost-best.Bound <= jointTolerance*best.Cost {
			break
		}
	}
	switch {
	case best == nil:
		return nil, unproved
	case best.Status == Optimal && best.Cost-best.Bound > worstGap*best.Cost:
		return best, fmt.Errorf("%w: a purchase for schools with a gap of %.1e", ErrUnproved, (best.Cost-best.Bound)/best.Cost)
	}
	return best, nil
}

// solveUpTo is LeastCost with at most so many times the mean level bought for any section.
func (f *SchoolFilling) solveUpTo(ctx context.Context, caps []float64, most float64) (*JointBalance, error) {
	b := newBarrier(f, caps, most)
	b.begin()
	prices, multiplier, err := f.inside(ctx, b, caps)
	if err != nil {
		return nil, err
	}
	if prices != nil {
		for _, s := range f.shuts { // they stand in the way as much as any
			multiplier[s.cv] = slices.Max(multiplier)
		}
		return &JointBalance{Status: TooTight, Price: asPrices(prices), Multiplier: multiplier}, nil
	}
	return f.descend(ctx, b, caps)
}

// inside lowers tau until the caps are met strictly, or prices prove that they cannot be: then it
// returns those, from as near the least tau as tells the CVs that stand in the way from the others.
func (f *SchoolFilling) inside(ctx context.Context, b *barrier, caps []float64) (prices [][]float64, multiplier []float64, err error) {
	for weight := 1.0; weight < mostWeight; weight *= weightFactor {
		lost := false
		for range maxNewton {
			if err := ctx.Err(); err != nil {
				return nil, nil, err
			}
			d := b.newton(weight)
			if b.tau < 0 {
				b.up, b.tau = 0, 0
				b.place(b.y, 0)
				return nil, nil, nil
			}
			if lost = !(d >= 0); lost || d < centred {
				break
			}
		}
		v, m := b.prices(weight, f.purchase)
		for _, share := range blockFrom {
			// What does not stand in the way may be bought at will, and then spoils the proof.
			for k := range m {
				if m[k] < share*slices.Max(m) {
					m[k] = 0
					clear(v[k])
				}
			}
			if math.IsInf(f.prove(v, caps), 1) {
				prices, multiplier = v, m
				break
			}
		}
		if lost || prices != nil && weight >= tellingWeight {
			break
		}
	}
	if prices == nil {
		return nil, nil, fmt.Errorf("%w: caps of a purchase for schools at the edge of what can be reached", ErrUnproved)
	}
	return prices, multiplier, nil
}

// balance is the answer with a purchase and prices.
func (f *SchoolFilling) balance(buy []float64, prices [][]float64, multiplier, caps []float64) *JointBalance {
	p, bound := f.purchase, f.prove(prices, caps) // which sets prices of its own
	j := &JointBalance{Status: Optimal, Buy: buy, Stock: f.stock(buy), Price: asPrices(prices), Multiplier: multiplier}
	for k, z := range j.Stock {
		j.CV = append(j.CV, cvOf(z, p.Pupils[k]))
	}
	for i, c := range p.Columns {
		j.Cost += c.UnitCost * buy[i]
	}
	j.Bound = min(bound, j.Cost)
	return j
}

func asPrices(prices [][]float64) []Price {
	all := make([]Price, len(prices))
	for k, v := range prices {
		all[k] = Price{Unit: append([]float64(nil), v...), Cone: v}
	}
	return all
}

// caps implements joint.
func (f *SchoolFilling) caps() int { return len(f.purchase.Pupils) }

// top implements joint.
func (f *SchoolFilling) top(context.Context) ([]float64, float64, Status, error) { //nolint:unparam // as joint has it
	if f.short {
		return nil, 0, Short, nil
	}
	return append([]float64(nil), f.first...), f.cost, Optimal, nil
}

// solve implements joint.
func (f *SchoolFilling) solve(ctx context.Context, caps []float64) (*JointBalance, error) {
	return f.LeastCost(ctx, caps)
}

// bound implements joint.
func (f *SchoolFilling) bound(prices []Price, caps []float64) float64 {
	v := make([][]float64, len(prices))
	for k := range prices {
		v[k] = prices[k].Cone
	}
	return f.purchase.Bound(v, caps)
}
