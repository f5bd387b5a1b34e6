package parametric

import "context"

// topOfCurve is the top of a curve: the CV from which on lower ones cost money. The cheapest plan of a path
// may have a higher one than another that costs as little, where moves are free or cost the same.
func topOfCurve(ctx context.Context, c curve) (cv, cost float64, status Status, err error) {
	cv, cost, status, err = c.top(ctx)
	p, ok := c.(*Path)
	if err != nil || status != Optimal || !ok || p.kind.HireCost > 0 || cv <= p.kind.told(0) {
		return cv, cost, status, err
	}
	lower, err := p.underTies(ctx)
	if err != nil || lower >= cv*(1-floorTolerance) {
		return cv, cost, status, err
	}
	b, err := p.LeastCost(ctx, lower)
	switch {
	case err != nil && ctx.Err() != nil:
		return 0, 0, 0, err
	case err == nil && b.Status == Optimal && b.Cost <= cost+sharp*max(cost, p.kind.scale()):
		if b.CV <= p.kind.told(0) {
			lower = p.kind.told(0)
		}
		return lower, max(b.Cost, cost), status, nil
	}
	return cv, cost, status, nil
}

// underTies is the CV at which a path leaves the worths of money at which it breaks ties of costs; that of
// its end where all is free.
func (p *Path) underTies(ctx context.Context) (float64, error) {
	free := p.kind.Network.dearest == 0
	ties := p.meanLevel / (tieOfCosts * p.unitCost)
	for len(p.trace.stretches) == 0 || !p.trace.last && (free || p.lowest.theta >= ties) {
		if err := p.down(ctx); err != nil {
			return 0, err
		}
	}
	squares := p.trace.stretches[0].squares()
	for k := range p.trace.stretches {
		if s := &p.trace.stretches[k]; s.theta >= ties {
			squares = min(squares, s.squares())
		}
	}
	if free {
		squares = min(squares, p.lowest.squares)
	}
	if p.try >= 0 {
		squares *= 1 + distortionAtTop*distortions[p.try]
	}
	return max(p.capOf(squares), p.kind.told(0)), nil
}

// squares is sum z^2/p where a stretch begins.
func (s *stretch) squares() float64 { return s.v0 + s.v2*s.theta*s.theta }
