package parametric

import (
	"context"
	"errors"
	"math"
)

// hiring is the cheapest plan where the total is free. The optimum at a cap is a place (theta, r) with
//
//	sum z^2/p = t^2 Z^2   and   r = t^2 Z,   t^2 = (1+cap^2)/sum p,  Z the total after.
//
// On a forest both are equations in closed form; their solution is optimal if the straight way there
// meets no event, else the forest at its end is tried again. Where sum z^2/p = r Z the place is optimal
// for the CV that it has itself: along these places theta is lowered until the cap holds.
func (p *Path) hiring(ctx context.Context, cvCap, t2 float64) (*Balance, error) {
	if p.asksNothing(cvCap) {
		return p.unasked(cvCap), nil
	}
	b, err := p.seek(ctx, cvCap, t2)
	if p.linear == nil || (!errors.Is(err, errStuck) && (err != nil || p.proved(b, cvCap))) {
		return b, err
	}
	// The cap may be met inside a tie of costs, beyond any theta that is near: come from the other side,
	// where cost alone counts.
	p.giveUp()
	if err := p.begin(ctx, math.Inf(1)); err != nil {
		return nil, err
	}
	if _, err := p.raise(ctx, nil); err != nil {
		return nil, err
	}
	return p.seek(ctx, cvCap, t2)
}

// seek goes from where the walk stands to the place where the cap is met.
func (p *Path) seek(ctx context.Context, cvCap, t2 float64) (*Balance, error) {
	if err := p.descend(ctx, t2); err != nil {
		return nil, err
	}
	first := p.at.theta / p.at.pin
	low, high := 0.0, math.Inf(1) // rays on which the cap is known to hold, and not to
	for n := range maxSolves {
		to, ok := p.f.layOut(p.d).shape.meet(t2)
		ok = ok && to.theta <= p.highest()
		if p.linear == nil && (!ok || to.theta > p.at.theta*farMeet) { // perhaps the cap asks nothing at all
			if err := p.solveLinear(ctx); err != nil {
				return nil, err
			}
			if p.asksNothing(cvCap) {
				return p.unasked(cvCap), nil
			}
		}
		if ok && n%bisectEvery != bisectEvery-1 {
			events, err := p.move(ctx, to)
			if err != nil {
				return nil, err
			}
			if events == 0 {
				return p.best(cvCap, func(s *shape) place {
					if at, ok := s.meet(t2); ok {
						return at
					}
					return to
				}), nil
			}
			continue
		}
		if b := p.here(cvCap); p.proved(b, cvCap) {
			return b, nil
		}
		ray := math.Sqrt(low) * math.Sqrt(high)
		switch {
		case low == 0 && math.IsInf(high, 1):
			ray = first
		case low == 0:
			ray = high * descent
		case math.IsInf(high, 1):
			ray = low / descent
		}
		before := p.at
		bounded, err := p.moveToRay(ctx, ray, t2)
		if err != nil {
			return nil, err
		}
		switch {
		case !bounded:
			low = ray
			if _, err := p.move(ctx, before); err != nil {
				return nil, err
			}
		case p.holds(t2):
			low = ray
		default:
			high = ray
		}
	}
	return nil, errStuck
}

// here is the plan where the walk stands, at the prices of cost alone where they prove more: the answer
// where the cap is just what plans that cost the least can reach.
func (p *Path) here(cvCap float64) *Balance {
	b := p.best(cvCap, func(*shape) place { return p.at })
	if p.linear != nil {
		if bound := p.kind.Bound(&p.linear.Price, cvCap); bound > b.Bound {
			b.Bound, b.Price = bound, p.linear.clone().Price
		}
	}
	return b
}

// solveLinear finds the cheapest plan without a cap on a path of its own, so that this one stays where
// it is.
func (p *Path) solveLinear(ctx context.Context) error {
	alone, err := NewPath(p.kind)
	if err != nil {
		return err
	}
	alone.try = p.try
	if err := alone.begin(ctx, math.Inf(1)); err != nil {
		return err
	}
	p.linear, err = alone.cheapest(ctx)
	p.past += alone.Events()
	return err
}

// moveToRay moves to the place on a ray theta = ray r where sum z^2/p = (r/t)^2. There is just one: with
// rho = r/t, the plan at a place on the ray minimises, for that rho,
//
//	cost + lambda (sum z^2/p / (2 rho) + rho/2 - t Z),   lambda = 1/(t ray)
//
// which is convex in plan and rho together, and least over rho where rho^2 = sum z^2/p. The excess over
// the cap there falls with the ray.
func (p *Path) moveToRay(ctx context.Context, ray, t2 float64) (bounded bool, err error) {
	low, high := 0.0, math.Inf(1) // levels of a free hire that are too low and too high
	pin := p.at.pin
	for range maxTies {
		events, err := p.move(ctx, place{pin * ray, pin})
		if err != nil {
			return false, err
		}
		s := &p.f.layOut(p.d).shape
		// The squares over those of the level are a constant and a part that scales with them.
		constant, part := s.free+s.held, s.pinned+ray*(2*s.pinned1+ray*(s.free2+s.pinned2))
		if pin*pin*(1/t2-part) >= constant {
			high = pin
		} else {
			low = pin
			if constant == 0 && s.pinned1 <= -p.kind.HireCost*s.pinned*(1-onRay) { // all hire, nobody moves: so it stays
				return false, nil
			}
		}
		next := math.Sqrt(constant / (1/t2 - part))
		switch {
		case math.Abs(next-pin) <= onRay*pin && events == 0, !math.IsInf(high, 1) && high-low <= onRay*high:
			return true, nil
		case next > low && next < high:
			pin = next
		case math.IsInf(high, 1):
			pin = 2 * low
		case low == 0:
			pin = high / 2
		default:
			pin = math.Sqrt(low) * math.Sqrt(high)
		}
	}
	return true, nil
}

// holds says whether the cap holds where the walk stands.
func (p *Path) holds(t2 float64) bool { return p.f.layOut(p.d).shape.holds(p.at, t2) }

// holds says whether the cap holds at a place.
func (s *shape) holds(at place, t2 float64) bool {
	total := s.stock + s.hired(at)
	return s.squares(at) <= t2*total*total
}

// move walks the straight way to a place and says how many events lay on it.
func (p *Path) move(ctx context.Context, to place) (events int, err error) {
	p.lowering = false
	p.f.aimAt(p.d, p.at, to)
	if _, err := p.f.walk(ctx, nil); err != nil {
		return p.f.events, err
	}
	p.at = to
	return p.f.events, nil
}

// descend lowers theta in steps until the cap holds.
func (p *Path) descend(ctx context.Context, t2 float64) error {
	for range maxSteps {
		s := &p.f.layOut(p.d).shape
		if s.holds(p.at, t2) {
			return nil
		}
		theta := p.at.theta * descent
		if meet, ok := s.meet(t2); ok && meet.theta < p.at.theta {
			theta = max(theta, meet.theta)
		}
		pin, ok := s.tie(theta)
		if !ok {
			bounded, err := p.moveToRay(ctx, p.at.theta/p.at.pin*descent, t2)
			if err != nil {
				return err
			}
			if !bounded {
				return nil
			}
			continue
		}
		if _, err := p.move(ctx, place{theta, pin}); err != nil {
			return err
		}
	}
	return errStuck
}

const (
	// descent is the share of theta that a step down keeps at least.
	descent = 0.5
	// farMeet is how much further up a place may be than the walk before it is asked whether the cap
	// binds at all: where it does not, the forests point to ever larger theta.
	farMeet = 4
	// maxSteps bounds the steps down: theta falls below any cost that matters before.
	maxSteps = 200
	// maxTies bounds the moves along a ray, each of which at most doubles or halves its place.
	maxTies  = 60
	steepest = 2.0
	// onRay is how near to the place sought a move along a ray ends, relatively.
	onRay = 1e-9
	// bisectEvery is how often the bracket is halved, whatever the forests say.
	bisectEvery = 8
)

// tie is the level of a free hire at which a place is optimal for its own CV: sum z^2/p = r Z.
func (s *shape) tie(theta float64) (pin float64, ok bool) {
	pin = (s.free + s.held + theta*theta*(s.free2+s.pinned2)) / (s.stock + s.hired0 - theta*s.pinned1)
	return pin, pin > 0 && !math.IsInf(pin, 1)
}

// meet solves the two equations of hiring on a forest: r = t^2 Z and sum z^2/p = r Z. Taking r from the
// second leaves a quadratic in theta without a linear term.
func (s *shape) meet(t2 float64) (place, bool) {
	room, rest := 1-t2*s.pinned, s.stock+s.hired0
	theta := math.Sqrt((t2*rest*rest - (s.free+s.held)*room) / ((s.free2+s.pinned2)*room + t2*s.pinned1*s.pinned1))
	if !(theta > 0) || math.IsInf(theta, 1) {
		return place{}, false
	}
	pin, ok := s.tie(theta)
	return place{theta, pin}, ok
}
