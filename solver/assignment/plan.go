package assignment

import (
	"errors"
	"fmt"
	"math"
)

// Loads are the loads of the sites of a plan, given as shares by pair.
func (p *Problem) Loads(share []float64) []float64 {
	m := len(p.Sites)
	sums := make([]sum, m)
	for k, x := range share {
		if x != 0 {
			sums[k%m].addProduct(x, p.load(k))
		}
	}
	load := make([]float64, m)
	for j := range load {
		load[j] = sums[j].total()
	}
	return load
}

// CostOf is the cost of a plan.
func (p *Problem) CostOf(share []float64, open []bool, units []int) float64 {
	var total sum
	for k, x := range share {
		if x != 0 {
			total.addProduct(x, p.Cost[k])
		}
	}
	for j, o := range open {
		if o {
			total.add(p.Sites[j].Fixed)
		}
	}
	if len(p.Hinges) > 0 {
		load := p.Loads(share)
		for i := range p.Hinges {
			total.addProduct(p.Hinges[i].Slope, p.Hinges[i].value(load))
		}
	}
	for e, n := range units {
		total.addProduct(float64(n), p.Units[e].Cost)
	}
	return total.total()
}

// square is the square of ratio k's coefficient of variation at some loads: +Inf where a site with a weight
// has no load.
func (c *Ratio) square(load []float64) float64 {
	var total sum
	for j, w := range c.Weight {
		if w > 0 {
			if !(load[j] > 0) {
				return math.Inf(1)
			}
			total.add(w / load[j])
		}
	}
	total.add(-1)
	return max(0, total.total())
}

// RatiosOf are the coefficients of variation at some loads, in shares of their limits.
func (p *Problem) RatiosOf(load []float64) []float64 {
	if len(p.Ratios) == 0 {
		return nil
	}
	out := make([]float64, len(p.Ratios))
	for k := range p.Ratios {
		out[k] = math.Sqrt(p.Ratios[k].square(load)) / p.Ratios[k].Limit
	}
	return out
}

// value is that of the goal.
func (p *Problem) value(cost float64, ratios []float64) float64 {
	if p.Goal == LeastCost {
		return cost
	}
	worst := 0.0
	for k, v := range ratios {
		if p.inGoal(k) {
			worst = max(worst, v)
		}
	}
	return worst
}

// capacity is the most that a site may hold with some units.
func (p *Problem) capacity(j int, units []int) float64 {
	most := p.Sites[j].Most
	for e, n := range units {
		if p.Units[e].Site == j {
			most += p.Units[e].Cap * float64(n)
		}
	}
	return most
}

// activity is a row at a plan.
func (p *Problem) activity(r *Row, share []float64, open []bool, units []int, load []float64) float64 {
	var total sum
	for i, k := range r.Pair {
		total.addProduct(r.Value[i], share[k])
	}
	for j, v := range r.Open {
		if open[j] {
			total.add(v)
		}
	}
	for e, v := range r.Units {
		total.addProduct(v, float64(units[e]))
	}
	for i, v := range r.Hinges {
		total.addProduct(v, p.Hinges[i].value(load))
	}
	return total.total()
}

// ErrBroken marks what a plan breaks.
var ErrBroken = errors.New("assignment: broken")

// Check says what a plan breaks; every fault matches [ErrBroken], nil: nothing. Limits may be exceeded by
// 1e-6 of the larger of one and themselves, which is what engines leave.
func (p *Problem) Check(share []float64, open []bool, units []int) error {
	n, m := len(p.Size), len(p.Sites)
	if len(share) != n*m || len(open) != m || len(units) != len(p.Units) {
		return fmt.Errorf("%w: %d shares, %d sites, %d units", ErrBroken, len(share), len(open), len(units))
	}
	f := &faults{kind: ErrBroken}
	for b := range n {
		p.checkPiece(f, b, share[b*m:(b+1)*m])
	}
	count := 0
	load := p.Loads(share)
	for j := range p.Sites {
		s := &p.Sites[j]
		least, most := s.Least, p.capacity(j, units)
		if !open[j] {
			least, most = 0, 0
		} else if s.Open == Maybe {
			count++
		}
		if open[j] && s.Open == Never || !open[j] && s.Open == Always {
			f.add("site %d is open: %v", j, open[j])
		}
		if off(load[j], least, most) {
			f.add("site %d has %v, not %v to %v", j, load[j], least, most)
		}
	}
	if count < p.MinOpen || p.MaxOpen > 0 && count > p.MaxOpen {
		f.add("%d sites opened, not %d to %d", count, p.MinOpen, p.MaxOpen)
	}
	for e, u := range units {
		if u < 0 || u > p.Units[e].Max || u > 0 && !open[p.Units[e].Site] {
			f.add("%d units of kind %d", u, e)
		}
	}
	for r := range p.Rows {
		if v := p.activity(&p.Rows[r], share, open, units, load); off(v, p.Rows[r].Lower, p.Rows[r].Upper) {
			f.add("row %d is %v, not %v to %v", r, v, p.Rows[r].Lower, p.Rows[r].Upper)
		}
	}
	for k := range p.Ratios {
		if c := &p.Ratios[k]; p.counts(k) {
			v, most := c.square(load), math.Inf(1)
			if c.Most > 0 {
				most = c.Most * c.Most
			}
			if math.IsInf(v, 1) || off(v, 0, most) {
				f.add("ratio %d has the square %v, above %v", k, v, most)
			}
		}
	}
	for _, k := range p.Loose(share) {
		f.add("piece %d hangs at site %d by nothing", int(k)/m, int(k)%m)
	}
	return f.err()
}

func (p *Problem) checkPiece(f *faults, b int, share []float64) {
	total, sites := 0.0, 0
	for j, x := range share {
		if !(x >= 0 && x <= 1+shareTolerance) {
			f.add("share %v of piece %d at site %d", x, b, j)
		}
		if x > 0 && !p.allowed(b, j) {
			f.add("piece %d may not go to site %d", b, j)
		}
		if x > shareTolerance {
			sites++
		}
		total += x
	}
	if off(total, 1, 1) {
		f.add("piece %d is placed %v times", b, total)
	}
	if p.whole(b) && sites > 1 || p.MaxSites > 0 && sites > p.MaxSites {
		f.add("piece %d is split among %d sites", b, sites)
	}
}

// off says whether a value is outside its limits by more than a plan may be.
func off(v, lower, upper float64) bool {
	return !(v >= lower-planTolerance*max(1, math.Abs(lower)) && v <= upper+planTolerance*max(1, math.Abs(upper)))
}
