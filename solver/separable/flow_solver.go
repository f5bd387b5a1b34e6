package separable

import (
	"context"
	"fmt"
	"math"
)

// A FlowSolver solves flows by an auction and successive shortest paths. The zero value is ready; it
// keeps its memory from one problem to the next. It belongs to one goroutine.
//
// Every section is two nodes: the section itself and its sender, joined by an arc of capacity
// Out_i; moves leave the sender. A reservoir of price zero holds all stocks: one unit more at
// section i costs the next step of its cost. With price_v at the nodes the reduced cost of every
// arc that can take more flow is kept non-negative; what is left to do is to send the units that
// are in excess somewhere to where they are wanted, or to the reservoir, along shortest paths. When
// no excess is left, the prices prove the plan.
type FlowSolver struct {
	p       *Flow
	n       int
	total   int64
	floor   []int64 // per section: Least
	least   []int64 // the same, or what may not leave where that is more
	most    []int64
	out     []int64
	tail    []int32   // per arc
	into    []int32   // start of the arcs that enter a section, in enter
	enter   []int32   // arcs by head
	flow    []int64   // per arc
	held    lists     // the arcs that carry flow, by head
	sent    []int64   // from the section to its sender
	hired   []int64   // per section
	full    []bool    // all that may leave does, or is made to
	stock   []int64   // what the section keeps, before its excess
	price   []float64 // sections, then senders
	excess  []int64   // likewise
	paths   paths
	auction auction
	invalid bool // Marginal gave no number
}

// Solve fills plan with an optimum of p, from start where it is not nil. Faults match [ErrInvalid].
// A problem without a solution gives a [Cut], which matches [ErrInfeasible] and names sections. A
// context that ends gives its error.
//
// Every path takes a part of O(arcs log sections), near its source; as many are needed as units are
// off at the start. Nothing is allocated once s and plan have seen a problem as large.
func (s *FlowSolver) Solve(ctx context.Context, plan *FlowPlan, p *Flow, start *Start) error {
	if err := p.Validate(); err != nil {
		return err
	}
	if err := start.check(p); err != nil {
		return err
	}
	s.load(p)
	if err := s.sums(); err != nil {
		return err
	}
	if start != nil && start.Price != nil {
		s.keepStayers()
		s.beginAt(start)
	} else {
		s.bid(ctx, start)
	}
	plan.Repaired, plan.Paths = s.off(), 0
	err := s.run(ctx, &plan.Paths)
	if err == nil {
		plan.fill(s)
	}
	s.p = nil // keep memory, not the caller's data
	return err
}

func (t *Start) check(p *Flow) error {
	if t == nil {
		return nil
	}
	var f faults
	if t.Flow != nil && len(t.Flow) != len(p.Arcs.Head) || t.Price != nil && len(t.Price) != len(p.Stock) {
		f.add("a start with %d flows for %d arcs and %d prices for %d sections",
			len(t.Flow), len(p.Arcs.Head), len(t.Price), len(p.Stock))
	}
	for i, v := range t.Price {
		if !within(v) {
			f.add("price %v of section %d", v, i)
		}
	}
	return f.err()
}

// resize is a slice of n zeros, in the memory of v where that is enough.
func resize[T int32 | int64 | float64 | bool | label](v []T, n int) []T {
	if cap(v) < n {
		return make([]T, n)
	}
	v = v[:n]
	clear(v)
	return v
}

// load takes over the data and turns the arcs round.
func (s *FlowSolver) load(p *Flow) {
	n, arcs := len(p.Stock), len(p.Arcs.Head)
	s.p, s.n, s.total, s.invalid = p, n, 0, false
	for _, v := range p.Stock {
		s.total += v
	}
	s.floor, s.least = resize(s.floor, n), resize(s.least, n)
	s.most, s.out = resize(s.most, n), resize(s.out, n)
	copy(s.floor, p.Least)
	copy(s.least, p.Least)
	for i := range n {
		s.setMost(i)
		s.out[i] = s.outOf(i)
	}
	s.tail = resize(s.tail, arcs)
	s.into, s.enter = resize(s.into, n+1), resize(s.enter, arcs)
	for i := range n {
		for a := p.Arcs.Start[i]; a < p.Arcs.Start[i+1]; a++ {
			s.tail[a] = int32(i)
			s.into[p.Arcs.Head[a]+1]++
		}
	}
	for i := range n {
		s.into[i+1] += s.into[i]
	}
	for a, j := range p.Arcs.Head {
		s.enter[s.into[j]] = int32(a)
		s.into[j]++
	}
	copy(s.into[1:], s.into[:n])
	if n > 0 {
		s.into[0] = 0
	}
	s.flow, s.sent, s.stock = resize(s.flow, arcs), resize(s.sent, n), resize(s.stock, n)
	s.full, s.hired = resize(s.full, n), resize(s.hired, n)
	s.price, s.excess = resize(s.price, 2*n), resize(s.excess, 2*n)
	s.held.resize(n, arcs)
	s.paths.resize(2 * n)
}

// setMost sets the most that section i may hold. No plan without hires holds more than there is: costs are
// not negative, so nothing goes round. Nor does any need to hold more on top of what hires pay for.
func (s *FlowSolver) setMost(i int) {
	most := int64(math.MaxInt64)
	if s.p.Most != nil {
		most = s.p.Most[i]
	}
	if s.p.Hires {
		s.most[i] = min(most, maxUnits)
		most = min(most, s.keep(i, 0, -s.p.HireCost)+s.total)
	} else {
		most = min(most, s.total)
	}
	s.most[i] = most
}

// outOf is the most that may leave section i. Nobody is hired in one section and sent to another, where
// the price is the same, so that no more than there is goes anywhere.
func (s *FlowSolver) outOf(i int) int64 {
	if s.p.Out == nil {
		return s.total
	}
	return min(s.total, s.p.Out[i])
}

// capacity is the most that arc a may carry.
func (s *FlowSolver) capacity(a int32) int64 {
	if s.p.Arcs.Capacity == nil {
		return s.total
	}
	return min(s.total, s.p.Arcs.Capacity[a])
}

// keepStayers lets no section end with less than what may not leave: a price that is given may ask it to.
// The price that goes with this limit is put right at the end.
func (s *FlowSolver) keepStayers() {
	for i, least := range s.floor {
		s.least[i] = max(least, min(s.p.Stock[i]-s.out[i], s.most[i]))
	}
}

// sums checks that the limits of all sections together leave room for all units: then, without hires, no
// section's least is more than there is.
func (s *FlowSolver) sums() error {
	least, most := 0.0, 0.0
	for i := range s.n {
		least += float64(s.floor[i])
		most += float64(s.most[i])
	}
	if s.p.Hires && max(least, most-float64(s.n)*float64(s.total)) > maxUnits {
		return fmt.Errorf("%w: more than %d units would have to be hired, or pay", ErrInvalid, int64(maxUnits))
	}
	short := least > float64(s.total) && !s.p.Hires
	if !short && most >= float64(s.total) {
		return nil
	}
	c := &Cut{Short: short, Have: float64(s.total), Want: most}
	if short {
		c.Want = least
	}
	for i := range s.n {
		c.Nodes = append(c.Nodes, i)
	}
	return c
}

// step is the cost of one unit more at section i, on top of z.
func (s *FlowSolver) step(i int, z int64) float64 {
	if s.p.Marginal == nil {
		return s.p.Square[i] * float64(2*z+1)
	}
	v := s.p.Marginal(i, z)
	if !within(v) {
		s.invalid = true
		return 0
	}
	return v
}

// off is the number of units that are not where they should be.
func (s *FlowSolver) off() (units int64) {
	for _, e := range s.excess {
		units += max(e, -e)
	}
	return units
}

// run sends every excess on its way.
func (s *FlowSolver) run(ctx context.Context, taken *int) error {
	for v := range s.excess {
		for s.excess[v] != 0 && !s.invalid {
			if *taken%contextEvery == 0 && ctx.Err() != nil {
				return fmt.Errorf("separable: flow stopped: %w", ctx.Err())
			}
			*taken++
			if !s.augment(int32(v), s.excess[v] < 0) {
				return s.cut(s.excess[v] < 0)
			}
		}
	}
	if s.invalid {
		return fmt.Errorf("%w: a marginal cost is not finite", ErrInvalid)
	}
	for i, z := range s.stock {
		if z == s.least[i] && z > s.floor[i] {
			// All that may leave has left and nothing comes in: the price may rise to where it belongs.
			s.price[i] = max(s.price[i], s.step(i, z-1))
		}
	}
	return nil
}

// fill copies the answer of a solver.
func (p *FlowPlan) fill(s *FlowSolver) {
	p.Flow = append(p.Flow[:0], s.flow...)
	p.Stock = append(p.Stock[:0], s.stock...)
	p.Hire = p.Hire[:0]
	if s.p.Hires {
		p.Hire = append(p.Hire, s.hired...)
	} else {
		p.Hire = nil
	}
	p.Price = append(p.Price[:0], s.price[:s.n]...)
	p.Sender = append(p.Sender[:0], s.price[s.n:]...)
	p.Objective, p.Cost = s.worth()
}

// worth is the objective and the part of it that moves and hires cost.
func (s *FlowSolver) worth() (objective, cost float64) {
	var total sum
	for j := range s.n {
		for a := s.held.first[j]; a >= 0; a = s.held.next[a] {
			total.addProduct(s.p.Arcs.Cost[a], float64(s.flow[a]))
		}
	}
	if s.p.Hires {
		for _, h := range s.hired {
			total.addProduct(s.p.HireCost, float64(h))
		}
	}
	cost = total.total()
	for i, z := range s.stock {
		if s.p.Marginal == nil {
			total.add(s.p.Square[i] * float64(z) * float64(z))
			continue
		}
		for k := s.p.Stock[i]; k < z; k++ {
			total.add(s.step(i, k))
		}
		for k := s.p.Stock[i]; k > z; k-- {
			total.add(-s.step(i, k-1))
		}
	}
	return total.total(), cost
}
