package alloc

import (
	"context"
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
)

// A step is one thing that a baseline does: so much of a lot, or one teacher who goes.
type step struct {
	lot   int // -1: a pass
	units float64
	pass  exchange
}

// A stepper decides on one step after another and enters each in its ledger. What it decides does not
// depend on how many steps it is asked for.
type stepper interface {
	next() (s step, ok bool)
}

// stepwise is a manner that goes step by step; effort is the number of steps. Steps that were decided
// on are kept, so that a search for the fewest does not decide again.
type stepwise struct {
	of    StrategyName
	open  func(l *ledger) (stepper, error)
	steps []step
	from  stepper
	ended bool
}

func (s *stepwise) name() StrategyName      { return s.of }
func (s *stepwise) suits(*plan.Rules) error { return nil }
func (s *stepwise) first(l *ledger) float64 { return float64(len(l.r.Table.Rows)) }
func (s *stepwise) most() float64           { return math.Inf(1) }

// fill enters the first steps, decided on by a stepper with a ledger of its own.
func (s *stepwise) fill(ctx context.Context, l *ledger, effort float64) (more bool, err error) {
	if s.from == nil {
		own, err := newLedger(l.r)
		if err != nil {
			return false, err
		}
		if s.from, err = s.open(own); err != nil {
			return false, err
		}
	}
	for n := 0; float64(n) < effort; n++ {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		if n == len(s.steps) {
			if s.ended {
				return false, nil
			}
			next, ok := s.from.next()
			if s.ended = !ok; s.ended {
				return false, nil
			}
			s.steps = append(s.steps, next)
		}
		l.do(s.steps[n])
	}
	return true, nil
}

// do enters a step.
func (l *ledger) do(s step) {
	if s.lot >= 0 {
		l.buy(s.lot, s.units, l.purse)
		return
	}
	l.enter(s.pass, 1)
}
