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
		got   = make([]*parametric.Balance, len(c.Indicators))
	)
	t := &task{}
	t.build = func() (err error) {
		parts, err = c.parts()
		return err
	}
	t.solve = func() error {
		for k, q := range c.Indicators {
			var err error
			if got[k], err = parts.leastCost(k, ratio*q.Limit); err != nil {
				return fmt.Errorf("%s: %w", q.Name, err)
			}
		}
		return nil
	}
	t.answer = func() (*answer, error) {
		a := &answer{status: parametric.Optimal.String(), capRatio: ratio}
		for k, q := range c.Indicators {
			if got[k].Status != parametric.Optimal {
				return nil, fmt.Errorf("%s: %w", q.Name, unsolved(got[k].Status))
			}
			a.bound += got[k].Bound
		}
		a.plan = c.plan(got)
		var err error
		if a.judgement, err = c.judge(a.plan, ratio, math.Inf(1)); err != nil {
			return nil, err
		}
		a.objective = a.money
		return a, nil
	}
	return t, nil
}

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

// leastCost is the cheapest way to bring the CV of an indicator down to a cap.
func (p *countyParts) leastCost(k int, limit float64) (*parametric.Balance, error) {
	if p.purchases[k] != nil {
		f, err := parametric.NewFilling(p.purchases[k])
		if err != nil {
			return nil, err
		}
		return f.LeastCost(context.Background(), limit)
	}
	path, err := parametric.NewPath(p.kinds[k])
	if err != nil {
		return nil, err
	}
	return path.LeastCost(context.Background(), limit)
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
