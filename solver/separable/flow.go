package separable

import (
	"math"
)

// A Flow moves whole units (teachers) between sections:
//
//	minimise    sum_a Cost_a f_a + sum_i cost of z_i
//	            + HireCost sum_i h_i
//	subject to  z_i = Stock_i + what comes in - what goes out + h_i
//	            what goes out of i <= Out_i
//	            Least_i <= z_i <= Most_i
//	            0 <= f_a <= Capacity_a,  h >= 0
//	            f, z, h whole
//
// with a convex cost of the stocks: Square_i z_i^2, or any other given by its steps.
type Flow struct {
	Stock []int64 // per section, >= 0
	Least []int64 // nil: 0
	Most  []int64 // nil: no limit
	Out   []int64 // nil: no limit
	Arcs  Arcs

	// Square is the cost of a stock z per z^2, >= 0; with it the objective is as above.
	Square []float64

	// Marginal, if not nil, takes the place of Square: the cost of the step from z to z+1 units,
	// finite and not decreasing in z. It may be asked for any z from 0 to the sum of all stocks, and
	// beyond where units can be hired. The objective then counts the steps from Stock_i to z_i. Where
	// it decreases the answer is a feasible plan and no more.
	Marginal func(section int, z int64) float64

	// Hires says that units can be hired, at HireCost each in every section. It may be below 0: a unit
	// is worth more than it costs where a caller prices the total.
	Hires    bool
	HireCost float64
}

// Arcs are the moves that are possible, by the section they leave: arcs Start[i] to Start[i+1] go
// from section i to the sections Head.
type Arcs struct {
	Start    []int32
	Head     []int32
	Cost     []float64 // per unit, >= 0; +Inf: closed
	Capacity []int64   // nil: no limit
}

// Start is where a flow may begin: whole moves and prices that are near the optimum, such as the
// rounded plan and the prices of the same problem in divisible units. Anything will do; the nearer
// it is, the less is left to repair.
type Start struct {
	Flow []int64 // per arc; nil: no moves

	// Price is the marginal cost of a unit at each section (in divisible units 2 Square_i z_i where
	// the stock is within its limits), as in [FlowPlan]; nil: guessed.
	Price []float64
}

// A FlowPlan is the answer. Its slices are reused by the next solve into it.
type FlowPlan struct {
	Flow      []int64   // per arc
	Hire      []int64   // per section; nil where units cannot be hired
	Stock     []int64   // per section, afterwards
	Price     []float64 // per section: the marginal cost of a unit there
	Sender    []float64 // per section: the same of a unit that may leave; below Price where Out binds
	Objective float64
	Cost      float64 // the part of it that moves and hires cost
	Repaired  int64   // units by which the start was off
	Paths     int     // shortest paths it took
}

// maxUnits is the largest sum of all stocks: up to here float64 counts units exactly.
const maxUnits = 1 << 52

// Validate finds the faults of the data; they match [ErrInvalid]. Marginal is not called.
func (p *Flow) Validate() error {
	var f faults
	n := len(p.Stock)
	if p.Least != nil && len(p.Least) != n || p.Most != nil && len(p.Most) != n || p.Out != nil && len(p.Out) != n ||
		p.Marginal == nil && len(p.Square) != n {
		f.add("%d stocks, %d least, %d most, %d limits on leaving, %d costs", n, len(p.Least), len(p.Most), len(p.Out), len(p.Square))
	}
	p.Arcs.check(&f, n)
	if f.err() != nil {
		return f.err()
	}
	total := int64(0)
	for i, s := range p.Stock {
		if s < 0 || s > maxUnits-total {
			f.add("stock %d of section %d", s, i)
			continue
		}
		total += s
		least, most := int64(0), int64(math.MaxInt64)
		if p.Least != nil {
			least = p.Least[i]
		}
		if p.Most != nil {
			most = p.Most[i]
		}
		if least < 0 || most < least {
			f.add("section %d may hold %d to %d", i, least, most)
		}
		if p.Out != nil && p.Out[i] < 0 {
			f.add("limit %d on leaving section %d", p.Out[i], i)
		}
		if p.Marginal == nil && !amount(p.Square[i]) {
			f.add("cost %v of section %d", p.Square[i], i)
		}
	}
	if p.Hires && !within(p.HireCost) {
		f.add("cost %v of a hire", p.HireCost)
	}
	return f.err()
}

func (a *Arcs) check(f *faults, n int) {
	if len(a.Start) != n+1 || len(a.Cost) != len(a.Head) || a.Capacity != nil && len(a.Capacity) != len(a.Head) || n > math.MaxInt32/2 {
		f.add("%d sections, %d starts, %d heads, %d costs, %d capacities", n, len(a.Start), len(a.Head), len(a.Cost), len(a.Capacity))
		return
	}
	if a.Start[0] != 0 || int(a.Start[n]) != len(a.Head) {
		f.add("arcs %d to %d of %d", a.Start[0], a.Start[n], len(a.Head))
		return
	}
	for i := range n {
		if a.Start[i] > a.Start[i+1] {
			f.add("arcs %d to %d of section %d", a.Start[i], a.Start[i+1], i)
		}
	}
	for k, j := range a.Head {
		if j < 0 || int(j) >= n {
			f.add("arc %d to section %d of %d", k, j, n)
		}
		if !payable(a.Cost[k]) {
			f.add("cost %v of arc %d", a.Cost[k], k)
		}
		if a.Capacity != nil && a.Capacity[k] < 0 {
			f.add("capacity %d of arc %d", a.Capacity[k], k)
		}
	}
}

// payable says whether v may be the cost of an arc.
func payable(v float64) bool { return amount(v) || math.IsInf(v, 1) }
