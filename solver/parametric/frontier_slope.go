package parametric

import (
	"context"
	"math"
	"sort"
)

// closed says that a curve is known in closed form between breakpoints.
func closed(c curve) bool {
	switch c := c.(type) {
	case *Filling:
		return c.single != nil
	case *Path:
		return c.kind.HireCost == 0
	}
	return false
}

// breaksOf are the caps at which a closed curve changes its form, as far as it has been walked.
func breaksOf(c curve) []float64 {
	var caps []float64
	switch c := c.(type) {
	case *Filling:
		for _, cut := range c.single.cuts {
			caps = append(caps, cut.cv)
		}
	case *Path:
		for k := range c.trace.stretches {
			s := &c.trace.stretches[k]
			caps = append(caps, c.capOf(s.v0+s.v2*s.theta*s.theta))
		}
	}
	return caps
}

// slope is how the least cost of all parts changes with the ratio, below it.
func (b *Bundle) slope(ctx context.Context, s *sharing, ratio float64) (float64, error) {
	total := 0.0
	for k := range s.parts {
		p := &s.parts[k]
		if p.Joint != nil {
			j, err := p.Joint.solve(ctx, p.allCaps(ratio))
			if err != nil {
				return 0, err
			}
			for _, m := range j.Multiplier {
				total -= m / ratio
			}
			continue
		}
		limit := p.limit(0, ratio)
		if limit > p.top.cv[0] {
			continue
		}
		g, err := slopeOf(ctx, p.Curve, limit)
		if err != nil {
			return 0, err
		}
		total += p.Limits[0] * g
	}
	return total, nil
}

// slopeOf is how the least cost changes with the cap, below it. With theta, at which levels differ by
// theta times a cost, it is -cap Z^2 / (P theta): by the prices (x - r)/theta, whose spread is
// cap Z / (sqrt(P) theta), see [Purchase.Bound].
func slopeOf(ctx context.Context, c curve, limit float64) (float64, error) {
	switch c := c.(type) {
	case *Filling:
		return c.slope(limit), nil
	case *Path:
		if closed(c) {
			return c.slope(limit), nil
		}
	}
	low := limit * (1 - slopeStep)
	at, err := c.cost(ctx, limit)
	if err != nil {
		return 0, err
	}
	below, err := c.cost(ctx, low)
	return (at - below) / (limit - low), err
}

// slope is how the least cost changes with the cap, below it.
func (f *Filling) slope(limit float64) float64 {
	if w := f.single; w != nil {
		q, c := w.level(limit)
		u := c.held.mean - q
		total := w.pupils*c.held.mean - c.free*u
		return -limit * total * total / w.pupils * f.purchase.unitCost(0) * total / (c.held.squares + c.held.pupils*c.held.mean*u)
	}
	z := make([]float64, len(f.purchase.Pupils))
	theta := f.several.fill(z, limit)
	total, pupils := 0.0, 0.0
	for i := range z {
		total += z[i]
		pupils += f.purchase.Pupils[i]
	}
	return -limit * total * total / (pupils * theta)
}

// slope is how the least cost changes with the cap, below it and within the trace.
func (p *Path) slope(limit float64) float64 {
	all := p.trace.stretches
	allowed := (1 + limit*limit) / p.pupils * p.stock * p.stock
	k := sort.Search(len(all), func(k int) bool { return all[k].v0+all[k].v2*all[k].theta*all[k].theta < allowed*(1-4*roundoff) })
	if k == 0 {
		return 0
	}
	s := &all[k-1]
	if s.v2 <= 0 {
		return math.Inf(-1)
	}
	theta := min(math.Sqrt(max(0, allowed-s.v0)/s.v2), s.theta)
	return -limit * p.stock * p.stock / (p.pupils * theta)
}
