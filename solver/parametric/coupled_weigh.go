package parametric

import (
	"context"
	"math"
)

// attempt solves with the distortion at hand, from where the last solve has come to.
func (p *CoupledPath) attempt(ctx context.Context, caps []float64) (*JointBalance, error) {
	s := &weighing{CoupledPath: p, caps: caps, allowed: make([]float64, len(caps)), excess: make([]float64, len(caps))}
	binding := make([]bool, len(caps))
	for k, cap := range caps {
		s.allowed[k] = (1 + cap*cap) / p.pupils * p.total[k] * p.total[k]
		binding[k] = !math.IsInf(cap, 1)
	}
	// A stock that nothing changes: its cap is met, or cannot be.
	reached := make([]bool, len(caps))
	for g := range p.c.Groups {
		for _, k := range p.c.Groups[g].Counts {
			reached[k] = true
		}
	}
	for k := range caps {
		if binding[k] && !reached[k] {
			if p.first[k] > caps[k] {
				weight := make([]float64, len(caps))
				weight[k] = 1
				if b := p.tooTight(p.c.Stock, weight, caps); b != nil {
					return b, nil
				}
				return nil, errStuck
			}
			binding[k] = false
		}
	}
	s.binding = binding
	if p.crew == nil {
		p.crew = newCrew(p.c, make([]float64, len(caps)))
		p.firstWeights(binding, caps)
		if err := p.crew.begin(ctx, p.try); err != nil {
			p.crew = nil
			return nil, err
		}
	} else {
		p.carryWeights(binding)
	}
	before := p.crew.rounds
	b, err := s.search(ctx)
	p.Rounds += p.crew.rounds - before
	if err != nil {
		p.crew = nil
	}
	return b, err
}

// firstWeights are those at which moves begin to pay, for caps that are not met, and a little for the
// others.
func (p *CoupledPath) firstWeights(binding []bool, caps []float64) {
	weight := p.crew.weight
	for k, s := range p.c.Stock {
		if !binding[k] {
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
		weight[k] = 1
		if cost > 0 && high > low {
			weight[k] = cost / (high - low)
		}
		if p.first[k] <= caps[k] {
			weight[k] *= slackWeight
		}
	}
}

// carryWeights gives caps that had no weight a little, and takes it from those that bind no more.
func (p *CoupledPath) carryWeights(binding []bool) {
	weight := p.crew.weight
	most := 0.0
	for k, b := range binding {
		if b {
			most = max(most, weight[k]*p.total[k]*p.total[k])
		}
	}
	for k, b := range binding {
		switch {
		case !b:
			weight[k] = 0
		case most == 0:
			weight[k] = 1
		default:
			weight[k] = max(weight[k], most*slackWeight*slackWeight/(p.total[k]*p.total[k]))
		}
	}
}

// A weighing searches the weights of the caps.
type weighing struct {
	*CoupledPath
	caps    []float64
	allowed []float64 // by CV: sum z^2/p
	excess  []float64 // by CV: over it
	binding []bool
}

// search finds the weights by Newton's method on theta^2 = 1/weight^2: with a single cap, squares are
// linear in it on each stretch of the path. A step whose end slopes back more than its start rose is
// shortened.
func (s *weighing) search(ctx context.Context) (*JointBalance, error) {
	t := s.crew
	n := len(s.caps)
	slopes := make([]float64, n*n)
	from, to := make([]float64, n), make([]float64, n)
	slope := 0.0 // at the start of the step at hand, along it
	for range maxWeighings {
		t.reweigh()
		if err := t.settle(ctx); err != nil {
			return nil, err
		}
		for g, w := range t.walkers {
			copy(t.centre[g], w.net)
		}
		over := false
		for k := range s.excess {
			s.excess[k] = 0
			if s.binding[k] {
				s.excess[k] = t.squares[k] - s.allowed[k]
				over = over || s.excess[k] > excessWanted*s.allowed[k]
			}
		}
		if s.settled() {
			return s.finish(), nil
		}
		if over {
			if b := s.tooTight(t.stock, t.weight, s.caps); b != nil {
				return b, nil
			}
		}
		end := 0.0
		for k, e := range s.excess {
			end += e * (t.weight[k] - from[k])
		}
		if slope > 0 && end < -mostBack*slope {
			part := slope / (slope - end)
			for k := range to {
				t.weight[k] = from[k] + part*(t.weight[k]-from[k])
			}
			slope *= part
			continue
		}
		t.slopes(slopes)
		s.step(slopes, to)
		slope = 0
		for k := range to {
			slope += s.excess[k] * (to[k] - t.weight[k])
		}
		copy(from, t.weight)
		copy(t.weight, to)
	}
	return s.finish(), nil
}

// settled says that every cap is met, and meets its stock or weighs next to nothing.
func (s *weighing) settled() bool {
	cost, most := s.crew.cost(), s.most()
	for k, e := range s.excess {
		w := s.crew.weight[k]
		if e > excessWanted*s.allowed[k] || e < -excessWanted*s.allowed[k] && -e*w > slackWanted*cost && w > s.floor(k, most) {
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
	return s.balance(flow, s.crew.weight, s.caps)
}

// step sets to to the weights of the next step. A cap whose stock would not come up to it however far
// its weight falls takes no part in the equations of the others, but for the fall.
func (s *weighing) step(slopes, to []float64) {
	weight, n, most := s.crew.weight, len(s.caps), s.most()
	var free []int
	for k := range s.caps {
		to[k] = weight[k]
		if s.binding[k] && (s.excess[k] > 0 || weight[k] > s.floor(k, most)) {
			free = append(free, k)
		}
	}
	for again := true; again; {
		again = false
		m := len(free)
		a, change := make([]float64, m*m), make([]float64, m)
		for r, k := range free {
			for c, l := range free {
				a[r*m+c] = -slopes[k*n+l] * weight[l] / 2 // by the logarithm of 1/weight^2
			}
			change[r] = -s.excess[k]
			for l := range to {
				change[r] -= slopes[k*n+l] * (to[l] - weight[l])
			}
		}
		ok := gauss(a, change)
		kept := free[:0:0]
		for r, k := range free {
			if s.excess[k] < 0 && !(change[r] < mostFall*mostFall-1) {
				to[k] = max(weight[k]/slackFall, s.floor(k, most))
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
			if u := 1 + change[r]; u > 0 {
				factor = max(1.0/mostFall, min(mostRise, 1/math.Sqrt(u)))
			}
			if !ok {
				factor = blindStep
				if s.excess[k] < 0 {
					factor = 1.0 / blindStep
				}
			}
			to[k] = max(weight[k]*factor, s.floor(k, most))
		}
	}
}
