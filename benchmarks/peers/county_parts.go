package main

import (
	"fmt"

	"github.com/eduparity/eduparity/solver/parametric"
)

// A countyPart is one of the problems that a county falls into, in the solver's form: a stock that is
// bought, a kind of staff that moves, or two kinds of whom one counts in both stocks.
type countyPart struct {
	indicators []int
	purchase   *parametric.Purchase
	kind       *parametric.Kind
	coupled    *parametric.Coupled
}

// parts makes the solver's form of the county: one network for all kinds of staff, money in million
// yuan, stocks in the indicators' units.
func (c *county) parts() ([]countyPart, error) {
	net, err := parametric.NewNetwork(c.N, networkArcs(c.Arcs, func(a arc) float64 { return c.MoveCost.of(a) / million }))
	if err != nil {
		return nil, err
	}
	var parts []countyPart
	from := 0
	if c.coupled {
		parts, from = append(parts, c.coupledPart(net)), 2
	}
	for k := from; k < len(c.Indicators); k++ {
		p := countyPart{indicators: []int{k}}
		if q := c.Indicators[k]; q.Kind == asset {
			p.purchase = &parametric.Purchase{Pupils: c.Pupils, Stock: c.Stock[k], UnitCost: []float64{q.UnitCost / million}}
		} else {
			p.kind = &parametric.Kind{Network: net, Pupils: c.Pupils, Stock: c.Stock[k], MostOut: c.mostOut(k)}
		}
		parts = append(parts, p)
	}
	return parts, nil
}

// coupledPart is the part of indicators 0 and 1 where a person of the second counts in the first, too.
func (c *county) coupledPart(net *parametric.Network) countyPart {
	p := &parametric.Coupled{Pupils: c.Pupils}
	for k := range 2 {
		p.Stock = append(p.Stock, c.Stock[k])
		p.Groups = append(p.Groups, parametric.Group{Network: net, MostOut: c.mostOut(k), Counts: c.counted(k)})
	}
	return countyPart{indicators: []int{0, 1}, coupled: p}
}

// mostOut is how many persons of staff kind k may leave each section.
func (c *county) mostOut(k int) []float64 {
	v := make([]float64, c.N)
	for i := range v {
		v[i] = c.mayLeave(k, i, c.whole)
	}
	return v
}

// bundle makes the bundle of parts, with nothing walked.
func (c *county) bundle(parts []countyPart) (*parametric.Bundle, error) {
	v := make([]parametric.Part, len(parts))
	for n, p := range parts {
		for _, k := range p.indicators {
			v[n].Limits = append(v[n].Limits, c.Indicators[k].Limit)
		}
		var err error
		switch {
		case p.purchase != nil:
			v[n].Curve, err = parametric.NewFilling(p.purchase)
		case p.kind != nil:
			v[n].Curve, err = parametric.NewPath(p.kind)
		default:
			v[n].Joint, err = parametric.NewCoupledPath(p.coupled)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.Indicators[p.indicators[0]].Name, err)
		}
	}
	return parametric.NewBundle(v...)
}

// plan is the plan of all parts.
func (c *county) plan(parts []countyPart, got *parametric.Plans) *solution {
	s := &solution{Buy: map[string][]float64{}, Move: map[string][]move{}}
	for n, p := range parts {
		name := c.Indicators[p.indicators[0]].Name
		switch {
		case p.purchase != nil:
			s.Buy[name] = got.Balances[n].Buy
		case p.kind != nil:
			s.Move[name] = moves(got.Balances[n].Flow)
		default:
			for g, k := range p.indicators {
				s.Move[c.Indicators[k].Name] = moves(got.Joint[n].Flow[g])
			}
		}
	}
	return s
}
