package parametric

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
)

// A CoupledPath answers what lowering the CVs of one [Coupled] problem costs, for any caps. It keeps
// where it has come to, so that other caps are a short walk from the last. It belongs to one goroutine
// and keeps the problem, which must not change.
//
// At fixed weights of the CVs the groups meet only in the sections: see [crew]. The weights are the
// multipliers of the caps, and maximise a concave function whose slopes are the excesses of the squares
// over what the caps allow.
type CoupledPath struct {
	c      *Coupled
	pupils float64
	total  []float64 // by CV: of the stock
	first  []float64 // by CV: without moves
	crew   *crew
	last   []float64 // by CV: weights of the last plan; nil: there was none
	try    int       // distortion at hand

	// Rounds counts the rounds of all solves: in each, every group walks once or twice.
	Rounds int
}

// NewCoupledPath starts a path. Faults of the problem match [ErrInvalid].
func NewCoupledPath(c *Coupled) (*CoupledPath, error) {
	if c == nil {
		return nil, invalid("no coupled problem")
	}
	if err := c.Validate(); err != nil {
		return nil, err
	}
	p := &CoupledPath{c: c, pupils: sum(c.Pupils)}
	for _, s := range c.Stock {
		p.total = append(p.total, sum(s))
		p.first = append(p.first, cv(s, c.Pupils))
	}
	return p, nil
}

// LeastCost is the cheapest plan with a CV of at most its cap in each stock; +Inf is no cap. Caps below
// 1e-5 count as 1e-5. The status is TooTight where prices prove that the caps cannot be met together.
// Errors: [ErrInvalid] for a cap that is negative or NaN, the context's, and [ErrUnproved] where
// neither a plan nor such a proof is found: caps at the very edge of what can be reached.
func (p *CoupledPath) LeastCost(ctx context.Context, caps []float64) (*JointBalance, error) {
	if len(caps) != len(p.c.Stock) {
		return nil, invalid("%d caps for %d CVs", len(caps), len(p.c.Stock))
	}
	asked := make([]float64, len(caps))
	met := true
	for k, cap := range caps {
		if err := validCap(cap); err != nil {
			return nil, err
		}
		asked[k] = max(cap, leastCap)
		met = met && p.meets(k, asked[k])
	}
	if met {
		flow := make([][]float64, len(p.c.Groups))
		for g := range flow {
			flow[g] = make([]float64, p.c.Groups[g].Network.NumArcs())
		}
		return p.balance(flow, make([]float64, len(caps)), asked), nil
	}
	if p.try > 0 { // what needed distorted data may not need them here
		p.try, p.crew = 0, nil
	}
	var best *JointBalance
	for p.try <= coupledTries {
		warm := p.crew != nil
		b, err := p.attempt(ctx, asked)
		switch {
		case errors.Is(err, errStuck):
		case err != nil:
			return nil, err
		case b.Status != Optimal || p.flaw(b, asked) <= gapWanted:
			return b, nil
		case best == nil || p.flaw(b, asked) < p.flaw(best, asked):
			best = b
		}
		p.crew = nil
		if !warm {
			p.try++
		}
	}
	if best != nil {
		return best, fmt.Errorf("%w: gap and violation come to %.1e", ErrUnproved, p.flaw(best, asked))
	}
	return nil, fmt.Errorf("%w: %w", ErrUnproved, errStuck)
}

// meets says that the stock of today meets a cap, but for rounding.
func (p *CoupledPath) meets(k int, limit float64) bool { return p.first[k] <= limit*(1+metTolerance) }

// flaw is the larger of the gap and the worst violation, both relative: the gap to the cost, or to what
// moving the stock of a mean section costs where that is more.
func (p *CoupledPath) flaw(b *JointBalance, caps []float64) float64 {
	dearest := 0.0
	for g := range p.c.Groups {
		dearest = max(dearest, p.c.Groups[g].Network.dearest)
	}
	scale := dearest * slices.Min(p.total) / float64(len(p.c.Pupils))
	v := max((b.Cost-b.Bound)/max(b.Cost, scale, math.SmallestNonzeroFloat64), p.c.Violation(b.Flow, caps))
	if math.IsNaN(v) {
		return math.Inf(1)
	}
	return v
}

// balance is the answer with flows under weights of the caps.
func (p *CoupledPath) balance(flow [][]float64, weight, caps []float64) *JointBalance {
	b := &JointBalance{Status: Optimal, Flow: flow, Cost: p.c.cost(flow), Stock: p.c.after(flow), Multiplier: make([]float64, len(caps))}
	prices := p.prices(b.Stock, weight)
	b.Price = asPrices(prices)
	b.Bound = p.c.Bound(prices, caps)
	for k, z := range b.Stock {
		b.CV = append(b.CV, cv(z, p.c.Pupils))
		if weight[k] > 0 {
			b.Multiplier[k] = weight[k] * caps[k] * caps[k] * p.total[k] * p.total[k] / p.pupils
		}
	}
	return b
}

// prices are what one unit is worth, by CV and section, less what it is worth at the mean level: totals
// do not change.
func (p *CoupledPath) prices(stock [][]float64, weight []float64) [][]float64 {
	prices := make([][]float64, len(stock))
	for k, z := range stock {
		prices[k] = make([]float64, len(z))
		mean := p.total[k] / p.pupils
		for i, v := range z {
			prices[k][i] = weight[k] * (v/p.c.Pupils[i] - mean)
		}
	}
	return prices
}

// tooTight is the answer where prices prove that the caps cannot be met together; nil where they do not.
func (p *CoupledPath) tooTight(stock [][]float64, weight, caps []float64) *JointBalance {
	prices := p.prices(stock, weight)
	if !(p.c.Ray(prices, caps) > 0) {
		return nil
	}
	return &JointBalance{
		Status: TooTight, Cost: math.NaN(), Bound: math.Inf(1), Price: asPrices(prices),
		Multiplier: append([]float64(nil), weight...),
	}
}

// caps implements joint.
func (p *CoupledPath) caps() int { return len(p.c.Stock) }

// top implements joint: moves cost nothing or something, so none is the cheapest plan.
func (p *CoupledPath) top(context.Context) ([]float64, float64, Status, error) { //nolint:unparam // as joint has it
	return append([]float64(nil), p.first...), 0, Optimal, nil
}

// solve implements joint. At the end of what can be reached prices grow without bound and none proves the
// cost in full: the plan is what it is, and its gap is stated.
func (p *CoupledPath) solve(ctx context.Context, caps []float64) (*JointBalance, error) {
	b, err := p.LeastCost(ctx, caps)
	if errors.Is(err, ErrUnproved) && b != nil && p.flaw(b, caps) <= gapAtFloor && p.c.Violation(b.Flow, caps) <= gapWanted {
		return b, nil
	}
	return b, err
}

// bound implements joint.
func (p *CoupledPath) bound(prices []Price, caps []float64) float64 {
	units := make([][]float64, len(prices))
	for k := range prices {
		units[k] = prices[k].Unit
	}
	if p.c.Ray(units, caps) > 0 {
		return math.Inf(1)
	}
	return p.c.Bound(units, caps)
}
