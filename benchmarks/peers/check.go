package main

import (
	"errors"
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
	worstCV    float64 // largest CV, where a problem has it
	hires      float64 // persons, where a problem has them
	excused    int     // indicators below their threshold, where a problem has thresholds
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

// errActions is what a plan matches that the instance has no use for.
var errActions = errors.New("actions that the instance does not know")

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
