package separable

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// A FlowSolver solves flows by successive shortest paths. The zero value is ready; it keeps its
// memory from one problem to the next. It belongs to one goroutine.
//
// Every section is two nodes: the section itself and its sender, joined by an arc of capacity
// Out_i; moves leave the sender. A reservoir of price zero holds all stocks: one unit more at
// section i costs the next step of its cost. With price_v at the nodes the reduced cost of every
// arc that can take more flow is kept non-negative; what is left to do is to send the units that
// are in excess somewhere to where they are wanted, or to the reservoir, along shortest paths. When
// no excess is left, the prices prove the plan.
type FlowSolver struct {
	p        *Flow
	n        int
	total    int64
	floor    []int64 // per section: Least
	least    []int64 // the same, but not below what may not leave
	most     []int64
	out      []int64
	capacity []int64   // per arc, with defaults
	tail     []int32   // per arc
	into     []int32   // start of the arcs that enter a section, in enter
	enter    []int32   // arcs by head
	flow     []int64   // per arc
	sent     []int64   // from the section to its sender
	full     []bool    // all that may leave does, or is made to
	stock    []int64   // what the section keeps, before its excess
	price    []float64 // sections, then senders
	excess   []int64   // likewise
	paths    paths
	invalid  bool // Marginal gave no number
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
	s.begin(start)
	err := s.run(ctx, plan)
	s.p = nil // keep memory, not the caller's data
	if s.invalid {
		return fmt.Errorf("%w: a marginal cost is not finite", ErrInvalid)
	}
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
func resize[T int32 | int64 | float64 | bool](v []T, n int) []T {
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
	s.floor = resize(s.floor, n)
	s.least, s.most, s.out = resize(s.least, n), resize(s.most, n), resize(s.out, n)
	for i := range n {
		// No plan holds or moves more than there is: costs are not negative, so nothing goes round.
		s.most[i], s.out[i] = s.total, s.total
		if p.Least != nil {
			s.least[i] = p.Least[i]
		}
		if p.Most != nil {
			s.most[i] = min(s.total, p.Most[i])
		}
		if p.Out != nil {
			s.out[i] = min(s.total, p.Out[i])
		}
		// Nor does a section end with less than what may not leave. The price that goes with this limit
		// is put right at the end.
		s.floor[i] = s.least[i]
		s.least[i] = max(s.least[i], min(p.Stock[i]-s.out[i], s.most[i]))
	}
	s.capacity, s.tail = resize(s.capacity, arcs), resize(s.tail, arcs)
	s.into, s.enter = resize(s.into, n+1), resize(s.enter, arcs)
	for i := range n {
		for a := p.Arcs.Start[i]; a < p.Arcs.Start[i+1]; a++ {
			s.tail[a] = int32(i)
			s.capacity[a] = s.total
			if p.Arcs.Capacity != nil {
				s.capacity[a] = min(s.total, p.Arcs.Capacity[a])
			}
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
	s.full = resize(s.full, n)
	s.price, s.excess = resize(s.price, 2*n), resize(s.excess, 2*n)
	s.paths.resize(2 * n)
}

// sums checks that the limits of all sections together leave room for all units: then no section's
// least is more than there is.
func (s *FlowSolver) sums() error {
	least, most := 0.0, 0.0
	for i := range s.n {
		least += float64(s.floor[i])
		most += float64(s.most[i])
	}
	if total := float64(s.total); least <= total && most >= total {
		return nil
	}
	c := &Cut{Short: least > float64(s.total), Have: float64(s.total), Want: most}
	if c.Short {
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

// begin makes moves, prices and stocks that fit together out of a start: reduced costs have the
// right sign, and what does not add up is excess.
func (s *FlowSolver) begin(start *Start) {
	s.takeFlow(start)
	given := start != nil && start.Price != nil
	if given {
		copy(s.price, start.Price)
	} else {
		s.guess()
	}
	s.choose(given)
	s.lower()
	arcs := &s.p.Arcs
	for i := range s.n {
		// The sender's price: below all moves that can grow.
		sender := s.price[i]
		for a := arcs.Start[i]; a < arcs.Start[i+1]; a++ {
			if s.unlimited(a) {
				sender = min(sender, arcs.Cost[a]+s.price[arcs.Head[a]])
			}
		}
		s.price[s.n+i] = sender
	}
	for i := range s.n {
		s.settle(i)
	}
	for i := range s.n {
		s.excess[i] += s.p.Stock[i] - s.sent[i]
		s.excess[s.n+i] += s.sent[i]
		for a := arcs.Start[i]; a < arcs.Start[i+1]; a++ {
			s.excess[s.n+i] -= s.flow[a]
			s.excess[arcs.Head[a]] += s.flow[a]
		}
	}
	for i := range s.n {
		// excess is what is there: keep as much of it as the price allows.
		s.stock[i] = s.keep(i, s.excess[i])
		s.excess[i] -= s.stock[i]
	}
}

// takeFlow takes the moves of the start as far as they are allowed.
func (s *FlowSolver) takeFlow(start *Start) {
	if start == nil || start.Flow == nil {
		return
	}
	arcs := &s.p.Arcs
	for i := range s.n {
		for a := arcs.Start[i]; a < arcs.Start[i+1]; a++ {
			s.flow[a] = min(max(0, start.Flow[a]), s.capacity[a], s.out[i]-s.sent[i])
			s.sent[i] += s.flow[a]
		}
	}
}

// guess sets the prices of sections to their own marginal costs, but none below a level and none
// above the level plus the usual cost of a move; the level is such that what sections would give up
// at these prices is about what others would take.
func (s *FlowSolver) guess() {
	move, sections := 0.0, 0
	low, high := math.Inf(1), math.Inf(-1)
	for i := range s.n {
		v := s.own(i)
		s.price[s.n+i] = v // for the time being
		low, high = min(low, v), max(high, v)
		if from, to := s.p.Arcs.Start[i], s.p.Arcs.Start[i+1]; from < to {
			move += slices.Min(s.p.Arcs.Cost[from:to])
			sections++
		}
	}
	if sections > 0 {
		move /= float64(sections)
	}
	for range levelRounds {
		level := low/2 + high/2
		left := s.total
		for i, own := range s.price[s.n:] {
			s.price[i] = min(max(own, level), level+move)
			left -= s.keep(i, s.p.Stock[i])
		}
		if left > 0 {
			low = level
		} else {
			high = level
		}
	}
}

// levelRounds is how often the interval of the level is halved: prices that fit to a thousandth of
// their range leave less to repair than the cost of moves does.
const levelRounds = 10

// own is the marginal cost of section i at its own stock, between the step below and the step above.
func (s *FlowSolver) own(i int) float64 {
	z := min(max(s.p.Stock[i], s.floor[i]), s.most[i])
	switch {
	case z > s.floor[i] && z < s.most[i]:
		return s.step(i, z-1)/2 + s.step(i, z)/2
	case z > s.floor[i]:
		return s.step(i, z-1)
	default:
		return s.step(i, z)
	}
}

// choose decides what to do with a section that may send more and is worth more than where it can
// send to: let all leave that may, or lower its price. Of prices that were given it says that the
// section is at its limit, and rounding took what is missing: lowered, the section would draw down
// all that can send to it. Of guessed prices it takes what leaves fewer units to repair.
func (s *FlowSolver) choose(given bool) {
	arcs := &s.p.Arcs
	for i := range s.n {
		s.full[i] = s.sent[i] == s.out[i]
		sender := s.price[i]
		for a := arcs.Start[i]; a < arcs.Start[i+1]; a++ {
			if s.unlimited(a) {
				sender = min(sender, arcs.Cost[a]+s.price[arcs.Head[a]])
			}
		}
		if s.full[i] || !(s.price[i]-sender > priceShare*(math.Abs(s.price[i])+math.Abs(sender))) {
			continue
		}
		dear := s.keep(i, s.p.Stock[i])
		price := s.price[i]
		s.price[i] = sender
		cheap := s.keep(i, s.p.Stock[i])
		s.price[i] = price
		s.full[i] = given && s.out[i] < s.total || s.out[i]-s.sent[i] <= dear-cheap
	}
}

// lower lowers prices until no section that may still send is worth more than where it can send to.
func (s *FlowSolver) lower() {
	t := &s.paths
	t.heap = t.heap[:0]
	for i := range s.n {
		t.push(s.price[i], int32(i))
	}
	for len(t.heap) > 0 {
		e := t.pop()
		j := e.node
		if e.dist > s.price[j] {
			continue
		}
		for _, a := range s.enter[s.into[j]:s.into[j+1]] {
			i := s.tail[a]
			if !s.full[i] && s.unlimited(a) {
				if v := s.price[j] + s.p.Arcs.Cost[a]; v < s.price[i] {
					s.price[i] = v
					t.push(v, i)
				}
			}
		}
	}
}

// unlimited says whether arc a has no capacity of its own. Prices make way for such arcs; others are
// filled where they pay.
func (s *FlowSolver) unlimited(a int32) bool { return s.capacity[a] == s.total }

// settle takes back the moves of section i that do not pay at the prices, makes those that do as far
// as they go, and lets as many leave as pay.
func (s *FlowSolver) settle(i int) {
	arcs := &s.p.Arcs
	sender := s.price[s.n+i]
	s.sent[i] = 0
	for a := arcs.Start[i]; a < arcs.Start[i+1]; a++ {
		at := s.price[arcs.Head[a]]
		reduced, size := arcs.Cost[a]+at-sender, arcs.Cost[a]+math.Abs(at)+math.Abs(sender)
		switch {
		case reduced > priceShare*size:
			s.flow[a] = 0
		case reduced < -priceShare*size && !s.unlimited(a):
			s.flow[a] = s.capacity[a]
		}
		s.sent[i] += s.flow[a]
	}
	s.sent[i] = min(s.sent[i], s.out[i])
	if s.price[i]-sender > priceShare*(math.Abs(s.price[i])+math.Abs(sender)) {
		s.sent[i] = s.out[i]
	}
}

// keep is the stock nearest to have that section i wants at its price: the step to it costs at most
// the price, the next step at least the price.
func (s *FlowSolver) keep(i int, have int64) int64 {
	least, most, price := s.least[i], s.most[i], s.price[i]
	z := min(max(have, least), most)
	switch {
	case z < most && s.step(i, z) < price: // up: the first z whose next step costs the price or more
		low, high := z, most
		for reach := int64(1); low+reach < most; reach *= 2 {
			if s.step(i, low+reach) >= price {
				high = low + reach
				break
			}
			low += reach
		}
		for low+1 < high {
			if m := low + (high-low)/2; s.step(i, m) < price {
				low = m
			} else {
				high = m
			}
		}
		return high
	case z > least && s.step(i, z-1) > price: // down: the last z whose own step costs the price or less
		low, high := least, z
		for reach := int64(1); high-reach > least; reach *= 2 {
			if s.step(i, high-reach-1) <= price {
				low = high - reach
				break
			}
			high -= reach
		}
		for low+1 < high {
			if m := low + (high-low)/2; s.step(i, m-1) > price {
				high = m
			} else {
				low = m
			}
		}
		return low
	}
	return z
}

// run sends every excess on its way and fills the plan.
func (s *FlowSolver) run(ctx context.Context, plan *FlowPlan) error {
	plan.Repaired, plan.Paths = 0, 0
	for _, e := range s.excess {
		plan.Repaired += max(e, -e)
	}
	for v := range s.excess {
		for s.excess[v] != 0 && !s.invalid {
			if plan.Paths++; plan.Paths%contextEvery == 0 && ctx.Err() != nil {
				return fmt.Errorf("separable: flow stopped: %w", ctx.Err())
			}
			if !s.augment(int32(v), s.excess[v] < 0) {
				return s.cut(s.excess[v] < 0)
			}
		}
	}
	for i, z := range s.stock {
		if z == s.least[i] && z > s.floor[i] {
			// All that may leave has left and nothing comes in: the price may rise to where it belongs.
			s.price[i] = max(s.price[i], s.step(i, z-1))
		}
	}
	plan.Flow = append(plan.Flow[:0], s.flow...)
	plan.Stock = append(plan.Stock[:0], s.stock...)
	plan.Price = append(plan.Price[:0], s.price[:s.n]...)
	plan.Sender = append(plan.Sender[:0], s.price[s.n:]...)
	var cost sum
	for a, f := range s.flow {
		if f > 0 {
			cost.addProduct(s.p.Arcs.Cost[a], float64(f))
		}
	}
	for i, z := range s.stock {
		if s.p.Marginal == nil {
			cost.add(s.p.Square[i] * float64(z) * float64(z))
			continue
		}
		for k := s.p.Stock[i]; k < z; k++ {
			cost.add(s.step(i, k))
		}
		for k := s.p.Stock[i]; k > z; k-- {
			cost.add(-s.step(i, k-1))
		}
	}
	plan.Objective = cost.total()
	return nil
}

// cut is the proof of infeasibility that a search without an end leaves: the sections it reached.
func (s *FlowSolver) cut(short bool) error {
	c := &Cut{Short: short}
	in := make([]bool, s.n)
	for _, v := range s.paths.reached {
		if int(v) < s.n {
			in[v] = true
			c.Nodes = append(c.Nodes, int(v))
		}
	}
	slices.Sort(c.Nodes)
	have, want := int64(0), 0.0
	for i := range s.n {
		across := int64(0)
		for a := s.p.Arcs.Start[i]; a < s.p.Arcs.Start[i+1]; a++ {
			if in[s.p.Arcs.Head[a]] == short {
				across = min(across+s.capacity[a], s.out[i])
			}
		}
		switch {
		case in[i] && short:
			have += s.p.Stock[i]
			want += float64(s.floor[i])
		case in[i]:
			have += s.p.Stock[i] - across
			want += float64(s.most[i])
		case short:
			have = min(have+across, s.total) // no more than there is
		}
	}
	c.Have, c.Want = float64(have), want
	return c
}
