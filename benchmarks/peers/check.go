package main

import (
	"fmt"
	"math"
)

// A judgement is what a plan comes to, computed from its purchases and moves and the instance alone.
// Nothing of a solver is in it.
type judgement struct {
	objective  float64
	violation  float64 // the largest: absolute for persons and pupils, relative for CV and money
	money      float64 // million yuan, where a problem has it
	worstRatio float64 // largest CV / limit, where a problem has it
}

// judge computes the judgement of a plan for a county. The ratio of every CV to its limit may be at
// most ratioCap, and the money at most budget in million yuan; +Inf is no such rule. The objective
// is left to the caller: it is one of money and worstRatio.
func (c *county) judge(s *solution, ratioCap, budget float64) (*judgement, error) {
	stock := make([][]float64, len(c.Indicators))
	for k := range stock {
		stock[k] = append([]float64(nil), c.Stock[k]...)
	}
	j := &judgement{}
	bought, moved := 0, 0
	for k, q := range c.Indicators {
		if buy, ok := s.Buy[q.Name]; ok {
			if q.Kind != asset || len(buy) != c.N {
				return nil, fmt.Errorf("buy %s: %s, %d quantities for %d sections", q.Name, q.Kind, len(buy), c.N)
			}
			bought++
			for i, b := range buy {
				j.violation = worst(j.violation, -b)
				j.money += b * q.UnitCost / million
				stock[k][i] += b
			}
		}
		flow, ok := s.Move[q.Name]
		if !ok {
			continue
		}
		if q.Kind != staff {
			return nil, fmt.Errorf("move %s: %s", q.Name, q.Kind)
		}
		moved++
		out := make([]float64, c.N)
		for _, m := range flow {
			if m.arc < 0 || m.arc >= len(c.Arcs) {
				return nil, fmt.Errorf("move %s: arc %d of %d", q.Name, m.arc, len(c.Arcs))
			}
			e := c.Arcs[m.arc]
			j.violation = worst(j.violation, -m.quantity)
			j.money += m.quantity * c.MoveCost.of(e) / million
			out[e.from] += m.quantity
			for _, l := range c.counted(k) {
				stock[l][e.from] -= m.quantity
				stock[l][e.to] += m.quantity
			}
		}
		for i, o := range out {
			j.violation = worst(j.violation, o-c.OutShare*c.Stock[k][i])
		}
	}
	if bought != len(s.Buy) || moved != len(s.Move) || len(s.Hire)+len(s.Assign) != 0 {
		return nil, fmt.Errorf("the plan has actions that the county does not know")
	}
	for k, q := range c.Indicators {
		level := make([]float64, c.N)
		for i, s := range stock[k] {
			level[i] = s / (q.Threshold * c.Pupils[i])
		}
		j.worstRatio = worst(j.worstRatio, cv(level, c.Pupils)/q.Limit)
	}
	j.violation = worst(j.violation, j.worstRatio/ratioCap-1)
	if !math.IsInf(budget, 1) {
		j.violation = worst(j.violation, j.money/budget-1)
	}
	return j, nil
}

// judge computes the judgement of grants, in yuan by section under [grants]. The violations are those
// of the peers: of the budget relative, of the limits as levels relative to the mean before.
func (d *funding) judge(s *solution) (*judgement, error) {
	buy, ok := s.Buy[grants]
	if !ok || len(buy) != d.N {
		return nil, fmt.Errorf("buy %s: %d amounts for %d sections", grants, len(buy), d.N)
	}
	mean := sum(d.Stock) / sum(d.Pupils)
	j := &judgement{}
	level := make([]float64, d.N)
	for i, b := range buy {
		scale := d.Pupils[i] * mean
		j.violation = worst(j.violation, -b/scale, (b-d.AtMost[i])/scale)
		level[i] = (d.Stock[i] + b) / d.Pupils[i]
	}
	if d.Budget > 0 {
		j.violation = worst(j.violation, math.Abs(sum(buy)/d.Budget-1))
	}
	_, j.objective = moments(level, d.Pupils)
	return j, nil
}

// judge computes the judgement of moves of whole persons, listed under [persons].
func (d *rotation) judge(s *solution) (*judgement, error) {
	j := &judgement{}
	z, out := make([]float64, d.N), make([]float64, d.N)
	for i, p := range d.Staff {
		z[i] = float64(p)
	}
	for _, m := range s.Move[persons] {
		if m.arc < 0 || m.arc >= len(d.Arcs) {
			return nil, fmt.Errorf("move: arc %d of %d", m.arc, len(d.Arcs))
		}
		e := d.Arcs[m.arc]
		z[e.from] -= m.quantity
		z[e.to] += m.quantity
		out[e.from] += m.quantity
		j.objective += m.quantity * d.MoveCost.of(e)
		j.violation = worst(j.violation, -m.quantity, math.Abs(m.quantity-math.Round(m.quantity)))
	}
	for i := range z {
		j.objective += z[i] * z[i] / d.Pupils[i]
		j.violation = worst(j.violation, out[i]-float64(d.OutAtMost[i]))
	}
	return j, nil
}

// judge computes the judgement of an assignment in which a school may hold at most percent of its
// capacity. The objective is in pupil-km.
func (d *catchment) judge(s *solution, percent int) (*judgement, error) {
	load, left := make([]int, len(d.Schools.X)), append([]int(nil), d.Blocks.Pupils...)
	metres := d.metres()
	total, off := 0, 0
	for _, a := range s.Assign {
		if a.block < 0 || a.block >= d.N || a.school < 0 || a.school >= len(load) {
			return nil, fmt.Errorf("assign: block %d, school %d", a.block, a.school)
		}
		total += a.pupils * int(metres[a.block*len(load)+a.school])
		load[a.school] += a.pupils
		left[a.block] -= a.pupils
		off = max(off, -a.pupils)
	}
	least, most := d.loads(percent)
	for k, n := range load {
		off = max(off, least[k]-n, n-most[k])
	}
	for _, n := range left {
		off = max(off, n, -n)
	}
	return &judgement{objective: float64(total) / 1000, violation: float64(off)}, nil
}

// judge computes the judgement of moves and hires, listed under [persons]. Thresholds are violated
// relative to themselves.
func (d *levels) judge(s *solution) (*judgement, error) {
	j := &judgement{}
	z, out := append([]float64(nil), d.Staff...), make([]float64, d.N)
	for _, m := range s.Move[persons] {
		if m.arc < 0 || m.arc >= len(d.Arcs) {
			return nil, fmt.Errorf("move: arc %d of %d", m.arc, len(d.Arcs))
		}
		e := d.Arcs[m.arc]
		z[e.from] -= m.quantity
		z[e.to] += m.quantity
		out[e.from] += m.quantity
		j.money += m.quantity * e.weight
		j.violation = worst(j.violation, -m.quantity)
	}
	if hire, ok := s.Hire[persons]; ok {
		if len(hire) != d.N || d.HireCost == 0 {
			return nil, fmt.Errorf("hire: %d quantities for %d sections at a cost of %g", len(hire), d.N, d.HireCost)
		}
		for i, h := range hire {
			z[i] += h
			j.money += h * d.HireCost
			j.violation = worst(j.violation, -h)
		}
	}
	level := make([]float64, d.N)
	for i := range z {
		level[i] = z[i] / d.Pupils[i]
		j.violation = worst(j.violation, out[i]-d.OutAtMost[i])
		if d.Least[i] > 0 {
			j.violation = worst(j.violation, 1-level[i]/d.Least[i])
		}
	}
	if d.Cap != nil {
		j.violation = worst(j.violation, cv(level, d.Pupils) / *d.Cap - 1)
	}
	j.objective = j.money
	return j, nil
}

// worst is the largest of its arguments, and NaN if one of them is: what is not a number must not
// pass as no violation.
func worst(v ...float64) float64 {
	w := v[0]
	for _, x := range v[1:] {
		w = max(w, x) // NaN if either is
	}
	return w
}

// moments returns the weighted mean of v and the weighted mean of the squared distance to it.
func moments(v, weight []float64) (mean, square float64) {
	total := sum(weight)
	for i, x := range v {
		mean += weight[i] * x
	}
	mean /= total
	for i, x := range v {
		square += weight[i] * (x - mean) * (x - mean)
	}
	return mean, square / total
}

// cv is the coefficient of variation of v, weighted, in the population form.
func cv(v, weight []float64) float64 {
	mean, square := moments(v, weight)
	return math.Sqrt(square) / mean
}
