package parametric

import (
	"context"
	"errors"
	"math"
)

// attempt solves with the distortion at hand, from where the last solve has come to.
func (p *CoupledPath) attempt(ctx context.Context, caps []float64) (*JointBalance, error) {
	s := newWeighing(p, caps)
	if b, err := s.still(); b != nil || err != nil {
		return b, err
	}
	binding := s.binding
	if p.crew == nil {
		p.crew = newCrew(p.c, make([]float64, len(caps)))
		p.weigh(binding, caps, 1)
		if err := p.crew.begin(ctx, p.try); err != nil {
			p.crew = nil
			return nil, err
		}
	} else {
		p.weigh(binding, caps, slackWeight)
	}
	before := p.crew.rounds
	p.crew.most = before + maxRounds
	b, err := s.search(ctx)
	if errors.Is(err, errShort) { // a group whose limits are lost in rounding
		err = errStuck
	}
	p.Rounds += p.crew.rounds - before
	switch {
	case err != nil || b.Status != Optimal && p.last == nil:
		p.crew = nil
	case b.Status != Optimal: // back from weights without end
		copy(p.crew.weight, p.last)
	default:
		p.last = append(p.last[:0], p.crew.weight...)
	}
	return b, err
}

// weigh gives every cap that binds at least a weight at which moves begin to pay, or a little where the
// stocks of today meet the cap; more where it has more already and share is below 1. Others weigh nothing.
func (p *CoupledPath) weigh(binding []bool, caps []float64, share float64) {
	weight := p.crew.weight
	for k, s := range p.c.Stock {
		if !binding[k] {
			weight[k] = 0
			continue
		}
		low, high := math.Inf(1), math.Inf(-1)
		for i, v := range s {
			level := v / p.c.Pupils[i]
			low, high = min(low, level), max(high, level)
		}
		cost, arcs := 0.0, 0
		for g := range p.c.Groups {
			for _, l := range p.c.Groups[g].Counts {
				if l == k {
					cost += sum(p.c.Groups[g].Network.cost)
					arcs += p.c.Groups[g].Network.NumArcs()
				}
			}
		}
		if arcs > 0 {
			cost /= float64(arcs)
		}
		first := 1.0
		if cost > 0 && high > low {
			first = cost / (high - low)
		}
		if p.meets(k, caps[k]) {
			first *= slackWeight
		}
		weight[k] = max(weight[k], first*share)
	}
}

// A weighing searches the weights of the caps.
type weighing struct {
	*CoupledPath
	caps      []float64
	allowed   []float64 // by CV: sum d^2/p
	excess    []float64 // by CV: over it
	tolerance []float64 // of it
	binding   []bool
	small     []float64 // by CV: the last weight that was too small, 0 for none
	large     []float64 // the same, too large; +Inf for none
}

func newWeighing(p *CoupledPath, caps []float64) *weighing {
	n := len(caps)
	s := &weighing{
		CoupledPath: p, caps: caps, binding: make([]bool, n), allowed: make([]float64, n), excess: make([]float64, n),
		tolerance: make([]float64, n), small: make([]float64, n), large: make([]float64, n),
	}
	for k, cap := range caps {
		s.large[k] = math.Inf(1)
		if s.binding[k] = !math.IsInf(cap, 1); s.binding[k] {
			s.allowed[k] = cap * cap / p.pupils * p.total[k] * p.total[k]
			s.tolerance[k] = s.allowed[k] * (excessWanted + excessOfLevels/cap)
		}
	}
	return s
}

// still looks at the stocks that no group changes: a cap on one is met and binds no more, or cannot be met.
func (s *weighing) still() (*JointBalance, error) {
	moves := make([]bool, len(s.caps))
	for g := range s.c.Groups {
		for _, k := range s.c.Groups[g].Counts {
			moves[k] = true
		}
	}
	for k := range s.caps {
		if !s.binding[k] || moves[k] {
			continue
		}
		if s.binding[k] = !s.meets(k, s.caps[k]); s.binding[k] {
			weight := make([]float64, len(s.caps))
			weight[k] = 1
			if b := s.tooTight(s.c.Stock, weight, s.caps); b != nil {
				return b, nil
			}
			return nil, errStuck
		}
	}
	return nil, nil
}

// search finds the weights by Newton's method on theta^2 = 1/weight^2: with a single cap, squares are
// linear in it on each stretch of the path. A step whose end slopes back more than its start rose is
// shortened.
func (s *weighing) search(ctx context.Context) (*JointBalance, error) {
	t := s.crew
	n := len(s.caps)
	slopes := make([]float64, n*n)
	from, to := make([]float64, n), make([]float64, n)
	var best *JointBalance
	fruitless, shortened := 0, 0
	slope := 0.0 // at the start of the step at hand, along it
	for range maxWeighings {
		var drift float64
		for range maxCentres {
			err := t.settle(ctx)
			if errors.Is(err, errStuck) && best != nil {
				return best, nil
			}
			if err != nil {
				return nil, err
			}
			if drift = t.recentre(); drift < driftFar {
				break
			}
		}
		over := false
		for k := range s.excess {
			s.excess[k] = 0
			if s.binding[k] {
				s.excess[k] = t.squares[k] - s.allowed[k]
				over = over || s.excess[k] > s.tolerance[k]
			}
		}
		if drift <= driftWanted && s.settled() {
			b := s.finish()
			if best == nil || s.flaw(b, s.caps) < s.flaw(best, s.caps) {
				best = b
			} else {
				fruitless++
			}
			if s.flaw(best, s.caps) <= sharpJoint || fruitless == maxFruitless {
				return best, nil
			}
		}
		s.bracket()
		if over {
			if b := s.tooTight(t.stock, t.weight, s.caps); b != nil {
				return b, nil
			}
		}
		end := 0.0
		for k, e := range s.excess {
			end += e * (t.weight[k] - from[k])
		}
		if shortened < maxShortened && slope > 0 && end < -mostBack*slope {
			shortened++
			part := slope / (slope - end)
			for k := range to {
				t.weight[k] = from[k] + part*(t.weight[k]-from[k])
			}
			slope *= part
			continue
		}
		shortened = 0
		t.slopes(slopes)
		if s.step(slopes, to) {
			shortened = maxShortened
		}
		slope = 0
		for k := range to {
			slope += s.excess[k] * (to[k] - t.weight[k])
		}
		copy(from, t.weight)
		copy(t.weight, to)
	}
	if best == nil {
		best = s.finish()
	}
	return best, nil
}

// bracket takes note of weights that are too small or too large, others being what they are.
func (s *weighing) bracket() {
	for k, w := range s.crew.weight {
		switch e := s.excess[k]; {
		case e > 0:
			if s.small[k] = w; !(s.large[k] > w) {
				s.large[k] = math.Inf(1)
			}
		case e < 0:
			if s.large[k] = w; !(s.small[k] < w) {
				s.small[k] = 0
			}
		}
	}
}

// blind is the next weight of a cap where nothing moves as weights change. Between a weight that is too
// small and one that is too large it halves the way. Should they meet, the cap is met inside a jump, and
// prox makes a slope of it.
func (s *weighing) blind(k int) float64 {
	w := s.crew.weight[k]
	switch low, high := s.small[k], s.large[k]; {
	case low == 0:
		return w / slackFall
	case !(high < math.Inf(1)):
		return w * mostRise
	case high < low*(1+jumpWidth):
		s.crew.stiffen()
		return w
	default:
		return math.Sqrt(low) * math.Sqrt(high)
	}
}

// settled says that every cap is met, and meets its stock or weighs next to nothing.
func (s *weighing) settled() bool {
	cost, most := s.crew.cost(), s.most()
	for k, e := range s.excess {
		w := s.crew.weight[k]
		if !s.binding[k] {
			continue
		}
		if e > s.tolerance[k] || e < -s.tolerance[k] && cost > 0 && -e*w > slackWanted*cost && w > s.floor(k, most) {
			return false
		}
	}
	return true
}

// most is the largest of a weight times what its cap allows, and floor the least weight of a cap, given that.
func (s *weighing) most() (most float64) {
	for k, w := range s.crew.weight {
		most = max(most, w*s.allowed[k])
	}
	return most
}

func (s *weighing) floor(k int, most float64) float64 { return most * leastWeight / s.allowed[k] }

// finish reads the plan.
func (s *weighing) finish() *JointBalance {
	flow := make([][]float64, len(s.crew.walkers))
	for g, w := range s.crew.walkers {
		flow[g] = w.flow()
	}
	weight := s.crew.weight
	if s.c.cost(flow) == 0 { // prices of nothing prove it
		weight = make([]float64, len(s.caps))
	}
	return s.balance(flow, weight, s.caps)
}

// step sets to to the weights of the next step. A cap whose stock would not come up to it however far
// its weight falls takes no part in the equations of the others, but for the fall. Blind says that for some
// cap nothing is known of where its weight leads, so that the step is a try.
func (s *weighing) step(slopes, to []float64) (blind bool) {
	weight, n, most := s.crew.weight, len(s.caps), s.most()
	var free []int
	for k := range s.caps {
		to[k] = weight[k]
		switch {
		case !s.binding[k] || s.excess[k] <= 0 && weight[k] <= s.floor(k, most):
		case slopes[k*n+k] < 0:
			free = append(free, k)
		default:
			to[k] = max(s.blind(k), s.floor(k, most))
			blind = true
		}
	}
	for again := true; again; {
		again = false
		m := len(free)
		a, change := make([]float64, m*m), make([]float64, m)
		for r, k := range free {
			for c, l := range free { // of half the logarithm of 1/weight^2, symmetric
				a[r*m+c] = -slopes[k*n+l] * weight[k] * weight[l]
			}
			a[r*m+r] *= 1 + ridge
			change[r] = -s.excess[k]
			for l := range to {
				change[r] -= slopes[k*n+l] * (to[l] - weight[l])
			}
			change[r] *= 2 * weight[k]
		}
		solved := gauss(a, change)
		kept := free[:0:0]
		for r, k := range free {
			if s.excess[k] < 0 && !(change[r] < mostFall*mostFall-1) {
				if weight[k] < s.small[k]*(1+jumpWidth) { // that was under other weights of the others
					s.small[k] = 0
				}
				to[k] = max(weight[k]/slackFall, s.floor(k, most), math.Sqrt(s.small[k])*math.Sqrt(weight[k]))
				again = true
			} else {
				kept = append(kept, k)
			}
		}
		if again {
			free = kept
			continue
		}
		for r, k := range free {
			factor := float64(mostRise)
			if u := 1 + change[r]; !solved {
				factor = blindStep
				if s.excess[k] < 0 {
					factor = 1.0 / blindStep
				}
			} else if u > 0 {
				factor = max(1.0/mostFall, min(mostRise, 1/math.Sqrt(u)))
			}
			to[k] = max(weight[k]*factor, s.floor(k, most))
		}
	}
	return blind
}
