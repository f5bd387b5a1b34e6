package main

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/eduparity/eduparity/solver/parametric"
)

// openLeastMoney is P1: the least money such that every CV is at most the cap ratio times its limit.
// Indicators that no lever changes together have nothing in common, so each has its own exact path.
func openLeastMoney(in instance, o *options) (*task, error) {
	c, ratio, err := capped(in, o)
	if err != nil {
		return nil, err
	}
	var (
		parts []countyPart
		got   *parametric.Plans
	)
	t := &task{}
	t.build = func() (err error) {
		parts, err = c.parts()
		return err
	}
	t.solve = func() error {
		b, err := c.bundle(parts)
		if err != nil {
			return err
		}
		got, err = b.LeastCost(context.Background(), b.Caps(ratio))
		return err
	}
	t.answer = func() (*answer, error) {
		if got.Status != parametric.Optimal {
			return nil, unsolved(got.Status)
		}
		a := &answer{status: got.Status.String(), bound: got.Bound, plan: c.plan(parts, got), capRatio: ratio}
		var err error
		if a.judgement, err = c.judge(a.plan, countyRules{ratioCap: ratio}); err != nil {
			return nil, err
		}
		a.objective = a.money
		return a, nil
	}
	return t, nil
}

// capped is the county of P1 and its cap ratio.
func capped(in instance, o *options) (*county, float64, error) {
	c, err := typed[*county](in)
	if err != nil {
		return nil, 0, err
	}
	if c, err = c.altered(o); err != nil {
		return nil, 0, err
	}
	ratio := o.capRatio
	if ratio == 0 {
		if ratio, err = readCap(o.caps, c.N, c.Seed); err != nil {
			return nil, 0, fmt.Errorf("give -cap-ratio: %w", err)
		}
	}
	return c, ratio, nil
}

// openLeastWorst is P2: the least worst ratio of a CV to its limit within the budget, by the paths
// of all indicators at once. The solver goes on from there to the second worst, and so on: the plan
// is the leximax, the bound that of the worst.
func openLeastWorst(in instance, o *options) (*task, error) {
	c, err := typed[*county](in)
	if err != nil {
		return nil, err
	}
	if c, err = c.altered(o); err != nil {
		return nil, err
	}
	var (
		parts  []countyPart
		bundle *parametric.Bundle
		got    *parametric.Division
	)
	budget := c.Budget / million
	t := &task{}
	t.build = func() (err error) {
		parts, err = c.parts()
		return err
	}
	t.solve = func() (err error) {
		if bundle, err = c.bundle(parts); err != nil {
			return err
		}
		got, err = bundle.LeastWorst(context.Background(), budget)
		return err
	}
	judged := func(budget float64) (*answer, error) {
		if got.Status != parametric.Optimal {
			return nil, unsolved(got.Status)
		}
		a := &answer{status: got.Status.String(), bound: got.Levels[0].Bound, plan: c.plan(parts, &got.Plans)}
		var err error
		if a.judgement, err = c.judge(a.plan, countyRules{budget: &budget}); err != nil {
			return nil, err
		}
		a.objective = a.worstRatio
		return a, nil
	}
	t.answer = func() (*answer, error) { return judged(budget) }
	switch o.change {
	case "":
	case "budget":
		more := budget * moreBudget
		t.reset = t.solve
		t.again = func() (err error) {
			got, err = bundle.LeastWorst(context.Background(), more)
			return err
		}
		t.answerAgain = func() (*answer, error) { return judged(more) }
	default:
		return nil, fmt.Errorf("%w: P2 with -change %s", errProblem, o.change)
	}
	return t, nil
}

// moreBudget is the change of the budget in a what-if.
const moreBudget = 1.1

// capOver is how far the peers set the caps of P1 above the least worst ratio of P2, and capDigits the
// digits that they keep.
const (
	capOver   = 1.1
	capDigits = 1e4
)

// usualCap is the cap ratio that the peers' scripts give a county that caps.json does not know.
func (c *county) usualCap() (float64, error) {
	t, err := openLeastWorst(c, &options{budgetFactor: 1})
	if err != nil {
		return 0, err
	}
	if err := errors.Join(t.build(), t.solve()); err != nil {
		return 0, err
	}
	a, err := t.answer()
	if err != nil {
		return 0, err
	}
	return math.Round(capOver*a.objective*capDigits) / capDigits, nil
}
