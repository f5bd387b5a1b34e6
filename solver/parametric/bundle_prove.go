package parametric

import (
	"errors"
	"math"
)

// prove sets the bound of each level: the largest ratio tried at which the parts' bounds, each computed
// from data and prices alone, add up to more than the budget.
func (s *sharing) prove() error {
	for n := range s.division.Levels {
		var err error
		switch level := &s.division.Levels[n]; {
		case level.Floor && s.parts[level.Held[0].Part].Curve != nil:
			level.Bound, err = s.proveEnd(level)
		case s.idle(n):
			err = s.proveLevel(n, proofSteps, true)
		default:
			// First at the prices of the plans; then at those of plans for the lower ratio, which is more
			// work, but shows what a curve costs at its top, where its own prices are 0.
			if err = s.proveLevel(n, proofSteps, false); err == nil && level.Bound == 0 {
				err = s.proveLevel(n, proofSteps[5:], true)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// proveEnd is the largest ratio tried that lies below the end of one of the curves that a level holds.
func (s *sharing) proveEnd(level *Level) (ratio float64, err error) {
	for _, h := range level.Held {
		p := &s.parts[h.Part]
		end := level.Ratio * p.Limits[0]
		below, err := p.Curve.solve(s.ctx, end*(1-probe))
		if err != nil && !errors.Is(err, ErrUnproved) {
			return 0, err
		}
		if err != nil || below.Status != TooTight {
			continue
		}
		for _, step := range proofSteps {
			if at := level.Ratio * (1 - step); at > ratio && outOfReach(p.Curve, &below.Price, at*p.Limits[0]) {
				ratio = at
				break
			}
		}
	}
	return ratio, nil
}

// outOfReach says that prices prove a cap to be below the end of a curve.
func outOfReach(c curve, price *Price, limit float64) bool {
	if p, ok := c.(*Path); ok {
		return p.kind.Ray(price, limit) > 0
	}
	return math.IsInf(c.bound(price, limit), 1)
}

// idle says that no part spends money for a level.
func (s *sharing) idle(n int) bool {
	for _, h := range s.division.Levels[n].Held {
		if p := &s.parts[h.Part]; p.caps[h.CV] < p.top.cv[h.CV] {
			return false
		}
	}
	return true
}

// proveLevel tries ratios below that of level n until one is proved to be out of reach.
func (s *sharing) proveLevel(n int, steps []float64, fresh bool) error {
	level := &s.division.Levels[n]
	for _, step := range steps {
		ratio := level.Ratio * (1 - step)
		total, err := s.proved(n, ratio, fresh)
		if err != nil {
			return err
		}
		if total > s.budget {
			level.Bound = ratio
			return nil
		}
	}
	return nil
}

// proved is what any plan costs at least that has the CVs of level n and of later ones at a ratio, and
// those of earlier levels where they are held.
func (s *sharing) proved(n int, ratio float64, fresh bool) (float64, error) {
	var total proofSum
	for k := range s.parts {
		p := &s.parts[k]
		caps, earlier, here := make([]float64, len(p.caps)), 0, false
		for i, l := range p.level {
			caps[i] = ratio * p.Limits[i]
			if l < n {
				caps[i] = p.caps[i]
				earlier++
			}
			here = here || l == n
		}
		var b float64
		switch status, _, bound := s.division.of(k); {
		case status != Optimal:
			continue // proves nothing
		case earlier == len(caps):
			b = bound
		case fresh && here:
			plans := newPlans(len(s.parts))
			err := plans.solve(s.ctx, p.Part, k, caps)
			if errors.Is(err, ErrUnproved) {
				continue
			}
			if err != nil {
				return 0, err
			}
			if status, _, b = plans.of(k); status != Optimal {
				b = math.Inf(1)
			}
		case p.Curve != nil:
			b = p.Curve.bound(&s.division.Balances[k].Price, caps[0])
		default:
			b = p.Joint.bound(s.division.Joint[k].Price, caps)
		}
		if math.IsInf(b, 1) {
			return b, nil
		}
		total.add(max(b, 0), 0)
	}
	return total.low(), nil
}
