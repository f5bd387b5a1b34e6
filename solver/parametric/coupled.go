package parametric

import (
	"errors"
	"math"
)

// A Coupled problem is about groups of teachers whose moves change several stocks at once: a lead
// teacher who is also qualified leaves and enters the stock of either.
//
//	least sum_g c_g f_g,   z_k = s_k + sum of (in_g - out_g) over the groups g that count in k,
//	CV_k(z_k) <= cap_k for every k,   0 <= f_g,   what leaves a section of group g <= its MostOut.
//
// Stocks are by CV and section, in one unit for all. Limits say how much may leave; where they permit it,
// a stock falls below 0. Nobody is hired, so totals are what they are.
type Coupled struct {
	Pupils []float64   // by section, from 1e-30 to 1e30
	Stock  [][]float64 // from 0 to 1e30, and not all 0: the CV of nothing has no meaning
	Groups []Group
}

// A Group is the teachers who count in the same stocks and move over the same network.
type Group struct {
	Network *Network
	MostOut []float64 // by section, from 0 to 1e30
	Counts  []int     // CVs in whose stock a teacher of the group counts, each once
}

// Validate reports every fault, each matching [ErrInvalid].
func (c *Coupled) Validate() error {
	n := len(c.Pupils)
	var faults []error
	if len(c.Stock) == 0 {
		faults = append(faults, invalid("coupled moves without any stock"))
	}
	for i, p := range c.Pupils {
		if !(p >= 1/mostNumber && p <= mostNumber) {
			faults = append(faults, invalid("Pupils of section %d is %v, want a number from 1e-30 to 1e30", i, p))
		}
	}
	for k, s := range c.Stock {
		name := "Stock of CV %d"
		faults = append(faults, validAmounts(name, k, s, n)...)
		if total := sum(s); total == 0 {
			faults = append(faults, invalid(name+" adds up to 0: it has no CV", k))
		}
	}
	for g := range c.Groups {
		group := &c.Groups[g]
		if group.Network == nil {
			faults = append(faults, invalid("group %d has no network", g))
		} else if group.Network.sections != n {
			faults = append(faults, invalid("the network of group %d has %d sections, there are %d", g, group.Network.sections, n))
		}
		faults = append(faults, validAmounts("MostOut of group %d", g, group.MostOut, n)...)
		if len(group.Counts) == 0 {
			faults = append(faults, invalid("group %d counts nowhere", g))
		}
		seen := make(map[int]bool, len(group.Counts))
		for _, k := range group.Counts {
			if k < 0 || k >= len(c.Stock) {
				faults = append(faults, invalid("group %d counts in CV %d of %d", g, k, len(c.Stock)))
			} else if seen[k] {
				faults = append(faults, invalid("group %d counts twice in CV %d", g, k))
			}
			seen[k] = true
		}
	}
	return errors.Join(faults...)
}

// validAmounts reports the faults of amounts by section.
func validAmounts(name string, index int, v []float64, n int) (faults []error) {
	if len(v) != n {
		return []error{invalid(name+" has %d values for %d sections", index, len(v), n)}
	}
	for i, x := range v {
		if !(x >= 0 && x <= mostNumber) {
			faults = append(faults, invalid(name+" in section %d is %v, want a number from 0 to 1e30", index, i, x))
		}
	}
	return faults
}

// Violation is by how much flows by group and arc break a rule at worst: a negative flow, a limit
// (relative to it, or to 1 where that is larger), a cap. It looks at flows alone.
func (c *Coupled) Violation(flow [][]float64, caps []float64) float64 {
	worst := 0.0
	for g := range c.Groups {
		group := &c.Groups[g]
		out := make([]float64, len(c.Pupils))
		for a, x := range flow[g] {
			worst = max(worst, -x)
			out[group.Network.arcs[a].From] += x
		}
		for i, x := range out {
			worst = max(worst, (x-group.MostOut[i])/max(group.MostOut[i], 1))
		}
	}
	for k, z := range c.after(flow) {
		if !math.IsInf(caps[k], 1) {
			worst = max(worst, cv(z, c.Pupils)-caps[k])
		}
	}
	return worst
}

// after are the stocks after flows.
func (c *Coupled) after(flow [][]float64) [][]float64 {
	stock := make([][]float64, len(c.Stock))
	for k, s := range c.Stock {
		stock[k] = append([]float64(nil), s...)
	}
	for g := range c.Groups {
		group := &c.Groups[g]
		for a, x := range flow[g] {
			if x == 0 {
				continue
			}
			arc := group.Network.arcs[a]
			for _, k := range group.Counts {
				stock[k][arc.From] -= x
				stock[k][arc.To] += x
			}
		}
	}
	return stock
}

// cost is what flows cost.
func (c *Coupled) cost(flow [][]float64) float64 {
	var total proofSum
	for g := range c.Groups {
		for a, x := range flow[g] {
			if x != 0 {
				total.addProduct(c.Groups[g].Network.cost[a], x, 0)
			}
		}
	}
	return total.value + total.fault
}
