package parametric

import (
	"context"
	"errors"
	"math"
	"sort"
)

// A trace is what has been walked of the path of a kind whose total is fixed, from its top down:
// stretches between events, in each of which sum z^2/p and the cost are known in closed form.
type trace struct {
	stretches []stretch
	last      bool // theta has come to 0
}

// A stretch ends below at the theta of the next one, the last at the theta to which has been walked.
type stretch struct {
	theta  float64 // where it begins
	v0, v2 float64 // sum z^2/p = v0 + v2 theta^2
	cost   line    // of theta
}

// at is theta where sum z^2/p comes to what is allowed.
func (s *stretch) at(allowed, low float64) float64 {
	if s.v2 <= 0 {
		return low
	}
	return min(max(math.Sqrt(max(0, allowed-s.v0)/s.v2), low), s.theta)
}

// top implements curve.
func (p *Path) top(ctx context.Context) (float64, float64, Status, error) {
	b, err := p.LeastCost(ctx, math.Inf(1))
	if err != nil {
		return 0, 0, 0, err
	}
	return b.CV, b.Cost, b.Status, nil
}

// low implements curve.
func (p *Path) low() (float64, bool) {
	if len(p.trace.stretches) == 0 {
		return math.Inf(1), false
	}
	if p.kind.HireCost > 0 {
		return p.lowest.cvCap, p.trace.last
	}
	return p.capOf(p.lowest.squares), p.trace.last
}

// A mark is the lowest place that the curve has been walked to.
type mark struct{ theta, squares, cvCap float64 }

// capOf is the CV of a sum of z^2/p.
func (p *Path) capOf(squares float64) float64 {
	if p.stock == 0 {
		return 0
	}
	return math.Sqrt(max(0, p.pupils*squares/(p.stock*p.stock)-1))
}

// down implements curve. A walk that is stuck begins again with the next distortion of the data, and
// comes down to where it was.
func (p *Path) down(ctx context.Context) error {
	if p.kind.HireCost > 0 {
		return p.downTied(ctx)
	}
	target := p.lowest
	again := false
	for {
		err := p.downOnce(ctx)
		switch {
		case err == nil && (!again || p.lowest.squares <= target.squares || p.trace.last):
			return nil
		case err == nil:
			continue
		case !errors.Is(err, errStuck) || p.try+1 >= len(distortions):
			return err
		}
		p.try++
		p.giveUp()
		p.trace, p.lowest, again = trace{}, mark{}, true
	}
}

// downOnce walks to the next event below the trace.
func (p *Path) downOnce(ctx context.Context) error {
	if p.f == nil {
		if err := p.begin(ctx, math.Inf(1)); err != nil {
			return err
		}
	}
	f := p.f
	if len(p.trace.stretches) == 0 {
		if p.kind.Least != nil || f.allEvents > 0 { // the top is where cost alone counts
			if _, err := p.raise(ctx, nil); err != nil {
				return err
			}
		}
		p.lower()
		p.note()
		return nil
	}
	if err := p.returnToTrace(ctx); err != nil {
		return err
	}
	at := f.next()
	if at <= f.end {
		f.retotal()
		p.lowest.theta, p.lowest.squares = 0, f.total.squares(0)
		p.trace.last = true
		p.at.theta = max(f.x, math.SmallestNonzeroFloat64)
		return nil
	}
	for f.next() == at { // all events of a tie are one breakpoint
		if err := f.step(); err != nil {
			return err
		}
		if f.events%checkEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
	p.stop()
	p.note()
	return nil
}

// returnToTrace brings the walk to where the trace ends, if a solve has left it elsewhere.
func (p *Path) returnToTrace(ctx context.Context) error {
	f, end := p.f, p.lowest.theta
	if p.lowering && f.x == end {
		return nil
	}
	if p.at.theta < end {
		// Not to the event itself, where signs are those of rounding.
		if _, err := p.move(ctx, place{end * (1 + pastEvent), p.at.pin}); err != nil {
			return err
		}
	}
	p.lower()
	for f.next() > end*(1-sameTheta) {
		if err := f.step(); err != nil {
			return err
		}
	}
	p.at.theta, f.x = end, end
	// Events at the very end may have been on either side of it.
	f.retotal()
	p.trace.stretches = p.trace.stretches[:len(p.trace.stretches)-1]
	p.note()
	return nil
}

// note adds the stretch that begins where the walk stands.
func (p *Path) note() {
	f := p.f
	if len(p.trace.stretches)%retotalEvery == 0 {
		f.retotal()
	}
	p.trace.stretches = append(p.trace.stretches, stretch{f.x, f.total.v0, f.total.v2, f.total.cost})
	p.lowest = mark{theta: f.x, squares: f.total.squares(f.x)}
}

// downTied lowers theta by a step where the total is free: between its steps the curve has no closed
// form, and its cost is solved for.
func (p *Path) downTied(ctx context.Context) error {
	if len(p.trace.stretches) == 0 {
		b, err := p.LeastCost(ctx, math.Inf(1))
		if err != nil {
			return err
		}
		p.trace.stretches = append(p.trace.stretches, stretch{theta: p.at.theta})
		p.lowest = mark{theta: p.at.theta, cvCap: b.CV}
		return nil
	}
	next := p.kind.told(p.lowest.cvCap * descentOfCap)
	b, err := p.LeastCost(ctx, next)
	if err != nil {
		return err
	}
	p.lowest.cvCap = next
	p.trace.last = next <= p.kind.told(0) || b.Status != Optimal
	return nil
}

// descentOfCap is the share of a cap that a step down keeps where the curve has no breakpoints.
const descentOfCap = 0.97

// cost implements curve.
func (p *Path) cost(ctx context.Context, cvCap float64) (float64, error) {
	if p.linear != nil && cvCap >= p.linear.CV {
		return p.linear.Cost, nil
	}
	if p.kind.HireCost > 0 {
		b, err := p.LeastCost(ctx, cvCap)
		if err != nil {
			return 0, err
		}
		return b.Cost, nil
	}
	all := p.trace.stretches
	if len(all) == 0 {
		return 0, nil
	}
	allowed := (1 + cvCap*cvCap) / p.pupils * p.stock * p.stock
	k := sort.Search(len(all), func(k int) bool { // the first that begins below what is allowed
		s := &all[k]
		return s.v0+s.v2*s.theta*s.theta < allowed
	})
	if k == 0 {
		return all[0].cost.at(all[0].theta), nil
	}
	low := p.lowest.theta
	if k < len(all) {
		low = all[k].theta
	}
	s := &all[k-1]
	return s.cost.at(s.at(allowed, low)), nil
}

// solve implements curve.
func (p *Path) solve(ctx context.Context, cvCap float64) (*Balance, error) {
	return p.LeastCost(ctx, cvCap)
}

// bound implements curve. One price is asked about many caps: what does not depend on the cap is kept.
func (p *Path) bound(price *Price, cvCap float64) float64 {
	n := len(p.kind.Stock)
	if p.kind.HireCost > 0 || n == 0 || len(price.Unit) != n || len(price.Cone) != n || math.IsInf(cvCap, 1) {
		return p.kind.Bound(price, cvCap)
	}
	if p.worthOf != &price.Unit[0] {
		p.worth = p.kind.worthOf(price, true)
		p.worth.addUp(p.kind, 0, 1, 1)
		p.worthOf = &price.Unit[0]
	}
	return p.worth.at(p.worth.cone.shift(cvCap))
}
