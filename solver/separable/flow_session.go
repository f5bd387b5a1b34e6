package separable

import (
	"context"
	"slices"
)

// A FlowSession is a flow that is solved many times with small changes: moves and prices stay, and a
// change costs what it moves. It is also the oracle of a caller who changes what the squares weigh
// against money: see [FlowSession.SetWeight]. It belongs to one goroutine.
//
// A change keeps all reduced costs at their signs, as [FlowSolver] does, and what no longer adds up
// is excess, which the next solve sends on its way. An arc that pays more than before, so that its sign is
// wrong, is filled step by step until it is right again.
type FlowSession struct {
	p      Flow      // own copy
	square []float64 // per section: of weight 1
	s      FlowSolver
	plan   FlowPlan // its slices are those of s

	weight  float64
	started bool
	cheaper []int32 // arcs whose reduced cost may be below zero; ^i: from section i to its sender
}

// NewFlow starts a session on a copy of p; faults match [ErrInvalid].
func NewFlow(p *Flow) (*FlowSession, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	q := *p
	for _, v := range []*[]int64{&q.Stock, &q.Least, &q.Most, &q.Out, &q.Arcs.Capacity} {
		*v = slices.Clone(*v)
	}
	q.Square, q.Arcs.Cost = slices.Clone(p.Square), slices.Clone(p.Arcs.Cost)
	q.Arcs.Start, q.Arcs.Head = slices.Clone(p.Arcs.Start), slices.Clone(p.Arcs.Head)
	return &FlowSession{p: q, square: slices.Clone(p.Square), weight: 1}, nil
}

// Flow is the problem as it is now. Like [FlowSession.Plan] it belongs to the session and is for reading.
func (t *FlowSession) Flow() *Flow { return &t.p }

// Plan is the answer of the last [FlowSession.Solve] that gave none of its errors. It holds until the next
// change.
func (t *FlowSession) Plan() *FlowPlan { return &t.plan }

// Solve finds the optimum from where the session stands. A problem without a solution gives a [Cut], which
// matches [ErrInfeasible] and names sections; the session stays usable. A context that ends gives its
// error, and the next solve goes on from there. Where changes have left much to do it begins anew. Nothing is
// allocated after the first.
func (t *FlowSession) Solve(ctx context.Context) error {
	s, plan := &t.s, &t.plan
	if !t.started || t.muchOff() {
		s.load(&t.p)
		s.bid(ctx, nil)
		t.cheaper, t.started = t.cheaper[:0], ctx.Err() == nil // else the auction may have been cut short
	}
	if err := s.sums(); err != nil {
		return err
	}
	plan.Repaired, plan.Paths = s.off(), 0
	if err := s.run(ctx, &plan.Paths); err != nil {
		t.started = t.started && !s.invalid
		return err
	}
	for len(t.cheaper) > 0 {
		if more := t.fill(t.cheaper[len(t.cheaper)-1]); more == 0 {
			t.cheaper = t.cheaper[:len(t.cheaper)-1]
		} else {
			plan.Repaired += more
		}
		if err := s.run(ctx, &plan.Paths); err != nil {
			return err
		}
	}
	plan.Flow, plan.Stock, plan.Price, plan.Sender = s.flow, s.stock, s.price[:s.n], s.price[s.n:]
	if plan.Hire = nil; t.p.Hires {
		plan.Hire = s.hired
	}
	plan.Objective, plan.Cost = s.worth()
	return nil
}

// muchOff says whether an auction is quicker than what paths have to do: from one unit a section on, at
// every fourth node.
func (t *FlowSession) muchOff() bool {
	nodes := 0
	for _, e := range t.s.excess {
		if e != 0 {
			nodes++
		}
	}
	return 4*nodes > len(t.s.excess) && t.s.off() > int64(t.s.n)
}
