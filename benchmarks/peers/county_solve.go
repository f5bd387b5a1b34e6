package main

import (
	"context"
	"fmt"
	"math"

	"github.com/eduparity/eduparity/solver/parametric"
)

// openLeastMoney is P1: the least money such that every CV is at most the cap ratio times its limit.
// Without coupling the indicators have nothing in common, so each has its own exact path.
func openLeastMoney(in instance, o *options) (*task, error) {
	c, err := typed[*county](in)
	if err != nil {
		return nil, err
	}
	if c, err = c.altered(o); err != nil {
		return nil, err
	}
	if c.coupled {
		return nil, fmt.Errorf("%w: P1 with -coupled", errProblem)
	}
	ratio := o.capRatio
	if ratio == 0 {
		if ratio, err = readCap(o.caps, c.N, c.Seed); err != nil {
			return nil, fmt.Errorf("give -cap-ratio: %w", err)
		}
	}
	var (
		parts *countyParts
		got   *parametric.Plans
	)
	t := &task{}
	t.build = func() (err error) {
		parts, err = c.parts()
		return err
	}
	t.solve = func() error {
		b, err := parts.bundle(c)
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
		a := &answer{status: got.Status.String(), bound: got.Bound, plan: c.plan(got.Balances), capRatio: ratio}
		var err error
		if a.judgement, err = c.judge(a.plan, ratio, math.Inf(1)); err != nil {
			return nil, err
		}
		a.objective = a.money
		return a, nil
	}
	return t, nil
}

// openLeastWorst is P2: the least worst ratio of a CV to its limit within the budget, by the exact paths
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
	if c.coupled {
		return nil, fmt.Errorf("%w: P2 with -coupled", errProblem)
	}
	var (
		parts  *countyParts
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
		if bundle, err = parts.bundle(c); err != nil {
			return err
		}
		got, err = bundle.LeastWorst(context.Background(), budget)
		return err
	}
	judged := func(budget float64) (*answer, error) {
		if got.Status != parametric.Optimal {
			return nil, unsolved(got.Status)
		}
		a := &answer{status: got.Status.String(), bound: got.Levels[0].Bound, plan: c.plan(got.Balances)}
		var err error
		if a.judgement, err = c.judge(a.plan, math.Inf(1), budget); err != nil {
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

// countyParts are the indicators of a county in the solver's form, one of the two for each.
type countyParts struct {
	kinds     []*parametric.Kind
	purchases []*parametric.Purchase
}

// parts makes the solver's form of the county: one network for all kinds of staff, money in million
// yuan, stocks in the indicators' units.
func (c *county) parts() (*countyParts, error) {
	net, err := parametric.NewNetwork(c.N, networkArcs(c.Arcs, func(a arc) float64 { return c.MoveCost.of(a) / million }))
	if err != nil {
		return nil, err
	}
	p := &countyParts{make([]*parametric.Kind, len(c.Indicators)), make([]*parametric.Purchase, len(c.Indicators))}
	for k, q := range c.Indicators {
		if q.Kind == asset {
			p.purchases[k] = &parametric.Purchase{Pupils: c.Pupils, Stock: c.Stock[k], UnitCost: []float64{q.UnitCost / million}}
			continue
		}
		most := make([]float64, c.N)
		for i, s := range c.Stock[k] {
			most[i] = c.OutShare * s
		}
		p.kinds[k] = &parametric.Kind{Network: net, Pupils: c.Pupils, Stock: c.Stock[k], MostOut: most}
	}
	return p, nil
}

// bundle makes the parts of all indicators, with nothing walked.
func (p *countyParts) bundle(c *county) (*parametric.Bundle, error) {
	parts := make([]parametric.Part, len(c.Indicators))
	for k, q := range c.Indicators {
		parts[k].Limits = []float64{q.Limit}
		if p.purchases[k] != nil {
			f, err := parametric.NewFilling(p.purchases[k])
			if err != nil {
				return nil, fmt.Errorf("%s: %w", q.Name, err)
			}
			parts[k].Curve = f
			continue
		}
		path, err := parametric.NewPath(p.kinds[k])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", q.Name, err)
		}
		parts[k].Curve = path
	}
	return parametric.NewBundle(parts...)
}

// plan is the plan of one balance for each indicator.
func (c *county) plan(got []*parametric.Balance) *solution {
	s := &solution{Buy: map[string][]float64{}, Move: map[string][]move{}}
	for k, q := range c.Indicators {
		if q.Kind == asset {
			s.Buy[q.Name] = got[k].Buy
		} else {
			s.Move[q.Name] = moves(got[k].Flow)
		}
	}
	return s
}
