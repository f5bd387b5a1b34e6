package parametric

import "math"

// prove sets the bound of each level: the largest ratio tried at which the parts' bounds, each computed
// from data and prices alone, add up to more than the budget.
func (s *sharing) prove() error {
	for n := range s.division.Levels {
		// First at the prices of the plans; then at those of plans for the lower ratio, which is more work,
		// but shows what a curve costs at its top, where its own prices are 0.
		// Prices near the end of a curve grow without bound: there a proof that nothing lies below is new.
		fresh := s.division.Levels[n].Floor || s.idle(n)
		if err := s.proveLevel(n, proofSteps, fresh); err != nil {
			return err
		}
		if s.division.Levels[n].Bound == 0 {
			if err := s.proveLevel(n, proofSteps[5:], true); err != nil {
				return err
			}
		}
	}
	return nil
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
			if err := plans.solve(s.ctx, p.Part, k, caps); err != nil {
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
