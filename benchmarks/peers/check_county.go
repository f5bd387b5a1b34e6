package main

import (
	"fmt"
	"math"
	"slices"
)

// countyRules are what a plan for a county has to keep, beside what may leave a section. 0, nil and
// false are no such rule.
type countyRules struct {
	ratioCap float64  // of the CVs over their limits
	cvCap    float64  // of the CVs
	budget   *float64 // million yuan
	whole    bool     // whole units where an indicator has them, and whole numbers of staff that may leave
	pass     bool     // thresholds, with the excuse; staff may be hired
}

// The rule of P5: in each section one indicator may miss its threshold, but has this share of it.
const excuse = 0.85

// judge computes the judgement of a plan for a county under rules. The objective is left to the
// caller: it is one of money and worstRatio.
func (c *county) judge(s *solution, r countyRules) (*judgement, error) {
	if len(s.Assign) != 0 || !r.pass && len(s.Hire) != 0 {
		return nil, fmt.Errorf("%w: hires without thresholds, or blocks of pupils", errActions)
	}
	j := &judgement{}
	level := make([][]float64, len(c.Indicators))
	known := 0
	for k := range c.Indicators {
		level[k] = slices.Clone(c.Stock[k])
	}
	for k, q := range c.Indicators {
		for _, part := range []struct {
			does string
			on   string
			by   map[string][]float64
		}{{"buy", asset, s.Buy}, {"hire", staff, s.Hire}} {
			quantity, ok := part.by[q.Name]
			if !ok {
				continue
			}
			if q.Kind != part.on || len(quantity) != c.N {
				return nil, fmt.Errorf("%w: %s %s: %s, %d quantities for %d sections", errActions, part.does, q.Name, q.Kind, len(quantity), c.N)
			}
			known++
			for i, b := range quantity {
				c.unit(j, q, b, r)
				j.money += b * q.UnitCost / million
				level[k][i] += b
			}
			if part.on == staff {
				j.hires += sum(quantity)
			}
		}
		if flow, ok := s.Move[q.Name]; ok {
			if q.Kind != staff {
				return nil, fmt.Errorf("%w: move %s: %s", errActions, q.Name, q.Kind)
			}
			known++
			if err := c.moved(j, k, flow, level, r); err != nil {
				return nil, err
			}
		}
	}
	if known != len(s.Buy)+len(s.Hire)+len(s.Move) {
		return nil, fmt.Errorf("%w: an indicator that the county does not have", errActions)
	}
	for k, q := range c.Indicators {
		for i, stock := range level[k] {
			level[k][i] = stock / (q.Threshold * c.Pupils[i])
		}
		v := cv(level[k], c.Pupils)
		j.worstCV, j.worstRatio = worst(j.worstCV, v), worst(j.worstRatio, v/q.Limit)
	}
	if r.ratioCap > 0 {
		j.violation = worst(j.violation, j.worstRatio/r.ratioCap-1)
	}
	if r.cvCap > 0 {
		j.violation = worst(j.violation, j.worstCV/r.cvCap-1)
	}
	if r.budget != nil && j.money > *r.budget {
		j.violation = worst(j.violation, j.money / *r.budget - 1) // +Inf where there is none to spend
	}
	if r.pass {
		c.thresholds(j, level)
	}
	return j, nil
}

// unit judges one quantity: nothing is negative, nor a part of a unit where these are whole.
func (c *county) unit(j *judgement, q indicator, quantity float64, r countyRules) {
	j.violation = worst(j.violation, -quantity)
	if r.whole && q.Whole {
		j.violation = worst(j.violation, math.Abs(quantity-math.Round(quantity)))
	}
}

// moved judges the moves of indicator k and carries them out on the stocks.
func (c *county) moved(j *judgement, k int, flow []move, stock [][]float64, r countyRules) error {
	q := c.Indicators[k]
	out := make([]float64, c.N)
	for _, m := range flow {
		if m.arc < 0 || m.arc >= len(c.Arcs) {
			return fmt.Errorf("%w: move %s: arc %d of %d", errActions, q.Name, m.arc, len(c.Arcs))
		}
		e := c.Arcs[m.arc]
		c.unit(j, q, m.quantity, r)
		j.money += m.quantity * c.MoveCost.of(e) / million
		out[e.from] += m.quantity
		for _, l := range c.counted(k) {
			stock[l][e.from] -= m.quantity
			stock[l][e.to] += m.quantity
		}
	}
	for i, o := range out {
		j.violation = worst(j.violation, o-c.mayLeave(k, i, r.whole))
	}
	return nil
}

// mayLeave is how many of staff kind k may leave section i.
func (c *county) mayLeave(k, i int, whole bool) float64 {
	most := c.OutShare * c.Stock[k][i]
	if whole && c.Indicators[k].Whole {
		return math.Floor(most + wholeSlack)
	}
	return most
}

// wholeSlack is what a product that would be a whole number may lack of it by rounding: a fifth of 35
// is 7, and 0.023 of 1000 pupils are 23. Thresholds have three decimals and shares one, so that a
// product that is no whole number lies a thousandth off.
const wholeSlack = 1e-9

// thresholds judges levels, in thresholds, by the rule of P5. The excuse goes to the indicator that is
// furthest below; violations are in thresholds.
func (c *county) thresholds(j *judgement, level [][]float64) {
	for i := range c.N {
		lowest, second := math.Inf(1), math.Inf(1)
		for k := range level {
			z := level[k][i]
			if z < 1-wholeSlack {
				j.excused++
			}
			if z < lowest {
				lowest, second = z, lowest
			} else {
				second = min(second, z)
			}
		}
		j.violation = worst(j.violation, 1-second, excuse-lowest)
	}
}
