package parametric

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
)

// A Path is the optimum of one kind as the worth of money falls: see the package comment. It keeps
// where it has come to, so that another cap is a short walk from the last. It belongs to one goroutine.
type Path struct {
	kind  *Kind
	exact *data

	meanLevel, unitCost, pupils, stock float64

	f        *forest
	d        *data // that f was walked on
	at       place
	lowering bool     // f stands on the path that lowers theta from at
	try      int      // distortion at hand; -1: none, the data as they are
	linear   *Balance // the cheapest plan without a cap; nil: not solved for yet
	trace    trace
	lowest   mark
	lacking  *Balance // the answer where least stocks are out of reach; nil: they are not

	worth   *worth    // of the last price asked about
	worthOf *float64  // whose it is
	answers [4]answer // the last ones
	newest  int       // where the next goes
	past    int       // events of forests given up
}

// NewPath starts a path. Faults of the kind match [ErrInvalid]. The kind must not change afterwards.
func NewPath(k *Kind) (*Path, error) {
	if err := k.Validate(); err != nil {
		return nil, err
	}
	p := &Path{kind: k, exact: dataOf(k), unitCost: k.unitCost(), pupils: sum(k.Pupils), stock: sum(k.Stock)}
	for i := range k.Stock {
		p.meanLevel += max(k.Stock[i], k.least(i)) / p.pupils
	}
	if k.Least == nil && k.HireCost == 0 {
		p.try = -1 // levels alone decide: ties are harmless
	}
	return p, nil
}

// Events counts the events of all walks.
func (p *Path) Events() int {
	if p.f == nil {
		return p.past
	}
	return p.past + p.f.allEvents
}

// giveUp lets the forest go.
func (p *Path) giveUp() {
	p.past = p.Events()
	p.f = nil
}

// LeastCost is the cheapest plan with a CV of at most cap, which may be +Inf: no cap. Caps below
// 1e-5 count as 1e-5. Errors: [ErrInvalid] for a cap that is negative or NaN, the context's, and
// [ErrUnproved] should no plan come with its proof.
func (p *Path) LeastCost(ctx context.Context, cvCap float64) (*Balance, error) {
	if !(cvCap >= 0) {
		return nil, invalid("cap %v, want a number of at least 0", cvCap)
	}
	if p.lacking != nil {
		return p.lacking.clone(), nil
	}
	cvCap = p.kind.told(cvCap)
	if b := p.asIs(cvCap); b != nil {
		return b, nil
	}
	for _, a := range p.answers {
		if a.balance != nil && a.cvCap == cvCap {
			return a.balance.clone(), a.err
		}
	}
	b, err := p.solveAnew(ctx, cvCap)
	if b == nil {
		return nil, err
	}
	p.answers[p.newest] = answer{cvCap, b, err}
	p.newest = (p.newest + 1) % len(p.answers)
	return b.clone(), err
}

// An answer is kept for whoever asks again: a what-if leaves most parts of a county as they were.
type answer struct {
	cvCap   float64
	balance *Balance
	err     error
}

// solveAnew tries one distortion of the data after the other, from the one at hand, until a plan is
// proved.
func (p *Path) solveAnew(ctx context.Context, cvCap float64) (*Balance, error) {
	var best *Balance
	for {
		b, err := p.attempt(ctx, cvCap)
		if err != nil && !errors.Is(err, errStuck) && !errors.Is(err, errShort) {
			return nil, err
		}
		if err == nil {
			if b.Status != Optimal || p.proved(b, cvCap) {
				return b, nil
			}
			// A cap at the CV that the cheapest plan has may seem to bind by rounding.
			if free, err := p.cheapest(ctx); err == nil && p.asksNothing(cvCap) && p.proved(free, cvCap) {
				return p.unasked(cvCap), nil
			}
			if best == nil || p.flaw(b, cvCap) < p.flaw(best, cvCap) {
				best = b
			}
		}
		p.try++
		p.giveUp()
		p.linear = nil
		if p.try == len(distortions) {
			break
		}
	}
	p.try = 0
	if best != nil {
		return best, fmt.Errorf("%w: gap and violation come to %.1e", ErrUnproved, p.flaw(best, cvCap))
	}
	return nil, fmt.Errorf("%w: %w", ErrUnproved, errStuck)
}

// asIs is the plan of doing nothing where that keeps every rule, else nil.
func (p *Path) asIs(cvCap float64) *Balance {
	k := p.kind
	for i, s := range k.Stock {
		if s < k.least(i) {
			return nil
		}
	}
	now := cv(k.Stock, k.Pupils)
	if now > cvCap {
		return nil
	}
	n := len(k.Stock)
	b := &Balance{
		Status: Optimal, CV: now, Flow: make([]float64, len(k.Network.arcs)), Stock: slices.Clone(k.Stock),
		Price: Price{Unit: make([]float64, n), Cone: make([]float64, n)},
	}
	if k.HireCost > 0 {
		b.Hire = make([]float64, n)
	}
	return b
}

// ErrUnproved says that the plan found could not be proved to the accuracy promised.
var ErrUnproved = errors.New("parametric: no proved plan")

// proved says whether a balance is as accurate as promised.
func (p *Path) proved(b *Balance, cvCap float64) bool {
	return math.Abs(b.Gap(p.kind.scale())) <= gapFor(b) && p.kind.Violation(b, cvCap) <= gapWanted
}

// gapFor is the gap promised of a balance.
func gapFor(b *Balance) float64 {
	if b.Floor > 0 {
		return gapAtFloor
	}
	return gapWanted
}

// flaw is the larger of the gap and the worst violation, both relative.
func (p *Path) flaw(b *Balance, cvCap float64) float64 {
	v := max(math.Abs(b.Gap(p.kind.scale())), p.kind.Violation(b, cvCap))
	if math.IsNaN(v) {
		return math.Inf(1)
	}
	return v
}

// attempt solves with the distortion at hand, from where the last solve has come to.
func (p *Path) attempt(ctx context.Context, cvCap float64) (*Balance, error) {
	t2 := (1 + cvCap*cvCap) / p.pupils
	if p.f == nil {
		if err := p.begin(ctx, cvCap); err != nil {
			if errors.Is(err, errShort) {
				return p.short()
			}
			return nil, err
		}
	}
	if math.IsInf(cvCap, 1) {
		return p.cheapest(ctx)
	}
	if p.f.hires {
		return p.hiring(ctx, cvCap, t2)
	}
	return p.fixedTotal(ctx, cvCap, t2)
}

// begin walks a new forest to the data.
func (p *Path) begin(ctx context.Context, cvCap float64) error {
	p.d = p.exact
	if p.try >= 0 {
		p.d = p.exact.distort(distortions[p.try], uint64(p.try+1), p.meanLevel, p.unitCost)
	}
	f := newForest(p.kind, p.d)
	pin := 0.0
	if f.hires { // as if all that is lacking were hired: see tie
		squares, total := 0.0, 0.0
		for i, s := range p.exact.stock {
			z := max(s, p.exact.least[i]*p.kind.Pupils[i])
			squares += z * z / p.kind.Pupils[i]
			total += z
		}
		if total > 0 {
			pin = squares / total
		}
	}
	low := f.hires && float64(f.belowLeast(p.d)) > manyBelow*float64(f.n)
	if f.hires && !low {
		f.mostEvents = highStartEvents * int(f.n)
	}
	at, err := f.start(ctx, p.d, pin, cvCap, low)
	if f.hires && !low && errors.Is(err, errStuck) {
		f = newForest(p.kind, p.d)
		at, err = f.start(ctx, p.d, pin, cvCap, true)
	}
	if err != nil {
		return err
	}
	f.mostEvents = walkEvents(f.n)
	p.f, p.at, p.lowering = f, at, false
	return nil
}

// lower puts the forest on the path that lowers theta, unless it stands there.
func (p *Path) lower() {
	if !p.lowering {
		p.f.aimDown(p.d, p.at, leastTheta*p.meanLevel/p.unitCost)
		p.lowering = true
	}
}

// stop takes note of where a walk that lowers theta has come to.
func (p *Path) stop() { p.at.theta = p.f.x }

// fixedTotal is the cheapest plan where nobody can be hired: sum z^2/p falls along the path.
func (p *Path) fixedTotal(ctx context.Context, cvCap, t2 float64) (*Balance, error) {
	allowed := t2 * p.stock * p.stock
	p.lower()
	f := p.f
	excess := func(x float64) float64 { return f.total.squares(x) - allowed }
	if excess(f.x) > 0 {
		stopped, err := f.walk(ctx, excess)
		p.stop()
		if err != nil {
			return nil, err
		}
		if !stopped && excess(0) > 0 {
			b, err := p.tooTight(cvCap)
			if err == nil || excess(0) > floorTolerance*allowed {
				return b, err
			}
		}
		return p.crossing(cvCap, allowed, f.next(), f.x), nil
	}
	if f.next() <= f.end && f.total.squares(0)*(1+floorTolerance) >= allowed { // the walk stands at its end, and so does the cap
		return p.crossing(cvCap, allowed, 0, f.x), nil
	}
	if p.asksNothing(cvCap) {
		return p.unasked(cvCap), nil
	}
	stopped, err := p.raise(ctx, func(x float64) float64 { return allowed*x*x - f.total.squares(x) })
	if err != nil {
		return nil, err
	}
	if !stopped {
		return p.cheapest(ctx)
	}
	return p.crossing(cvCap, allowed, p.at.theta, 1/max(f.next(), math.SmallestNonzeroFloat64)), nil
}

// highest is the largest theta that is not rounding.
func (p *Path) highest() float64 {
	return mostTheta * max(p.meanLevel, math.SmallestNonzeroFloat64) / p.unitCost
}

// raise walks up, towards where cost alone counts, until an excess of 1/theta has fallen to 0.
func (p *Path) raise(ctx context.Context, excess func(x float64) float64) (stopped bool, err error) {
	p.lowering = false
	p.f.aimUp(p.d, p.at, p.highest())
	stopped, err = p.f.walk(ctx, excess)
	p.at.theta = 1 / p.f.x
	return stopped, err
}

// asksNothing says whether the cheapest plan of all is known to keep the cap, but for rounding.
func (p *Path) asksNothing(cvCap float64) bool { return p.linear != nil && p.linear.CV-cvCap <= sharp }

// unasked is the cheapest plan of all, proved under a cap that it keeps.
func (p *Path) unasked(cvCap float64) *Balance {
	b := p.linear.clone()
	b.Bound = p.kind.Bound(&b.Price, cvCap)
	return b
}

// cheapest is the cheapest plan without a cap.
func (p *Path) cheapest(ctx context.Context) (*Balance, error) {
	if p.linear == nil {
		if _, err := p.raise(ctx, nil); err != nil {
			return nil, err
		}
		p.linear = p.read(p.exact, p.f.layOut(p.exact), func(*shape) place { return place{math.Inf(1), p.at.pin} }, math.Inf(1))
	}
	return p.linear.clone(), nil
}

// crossing is the plan where the squares come to what is allowed, between two values of theta at both
// of which the forest is optimal.
func (p *Path) crossing(cvCap, allowed, low, high float64) *Balance {
	b := p.best(cvCap, func(s *shape) place {
		theta := math.Sqrt(max(0, allowed-s.free) / s.free2)
		if low == 0 {
			theta = max(theta, high*leastShare)
		}
		if !(theta > 0) || math.IsInf(theta, 1) {
			theta = high
		}
		return place{theta, 0}
	})
	if low == 0 {
		if s := &p.f.layOut(p.exact).shape; s.free2*high*high*leastShare >= allowed-s.free {
			b.Floor = p.capOf(s.free)
		}
	}
	return b
}

// leastShare of the theta of the last event stands for theta 0, where the cap is the least CV that can
// be reached and prices grow without end: the bound falls short of the cost by a part of theta, and by
// rounding divided by theta.
const leastShare = 3e-7

// best reads the plan off the forest at the place that its shape asks for. Nearly always the data as
// they are give plan and proof to rounding. Where the cap is met inside a tie of costs, the distorted
// costs, which broke the tie, are needed to tell where in it. Every plan and every bound stands alone:
// the best plan goes with the best bound.
func (p *Path) best(cvCap float64, where func(*shape) place) *Balance {
	best := p.read(p.exact, p.f.layOut(p.exact), where, cvCap)
	take := func(d *data, l *layout) bool {
		b := p.read(d, l, where, cvCap)
		bound, price := best.Bound, best.Price
		if b.Bound > bound || math.IsNaN(bound) {
			bound, price = b.Bound, b.Price
		}
		if v, w := p.kind.Violation(b, cvCap), p.kind.Violation(best, cvCap); v < w && w > sharp || v <= sharp && b.Cost < best.Cost {
			best = b
		}
		best.Bound, best.Price = bound, price
		return p.flaw(best, cvCap) <= sharp
	}
	if !p.d.distorted || p.flaw(best, cvCap) <= sharp {
		return best
	}
	mixed := &data{stock: p.exact.stock, limit: p.exact.limit, least: p.exact.least, pupils: p.exact.pupils, cost: p.d.cost}
	if take(mixed, p.f.layOut(mixed)) || take(p.d, p.f.layOut(p.d)) {
		return best
	}
	if l, ok := p.f.layOutTie(p.exact, p.d, distortions[p.try], p.unitCost*tieOfCosts); ok {
		take(p.exact, l)
	}
	return best
}

// read reads a plan at the place that the shape of a layout asks for, and proves it.
func (p *Path) read(d *data, l *layout, where func(*shape) place, cvCap float64) *Balance {
	b := &Balance{Status: Optimal}
	p.f.read(d, l, where(&l.shape), b)
	p.kind.complete(b)
	b.Bound = p.kind.Bound(&b.Price, cvCap)
	return b
}

// short is the answer where least stocks are out of reach.
func (p *Path) short() (*Balance, error) {
	b := &Balance{Status: Short, CV: math.NaN(), Cost: math.NaN(), Bound: math.Inf(1)}
	b.ShortSet, b.ShortBy = p.kind.shortage()
	if !(b.ShortBy > 0) {
		return nil, fmt.Errorf("%w: no proof that least stocks are out of reach", errStuck)
	}
	p.lacking = b
	return b.clone(), nil
}

// tooTight is the answer where the forest stands at the end of the path, above the cap.
func (p *Path) tooTight(cvCap float64) (*Balance, error) {
	n := int(p.f.n)
	b := &Balance{Status: TooTight, CV: math.NaN(), Cost: math.NaN(), Bound: math.Inf(1)}
	l := p.f.layOut(p.exact)
	b.Price = Price{Unit: make([]float64, n), Cone: make([]float64, n)}
	for i := range n {
		level := l.levelAt(p.f, int32(i), place{})
		b.Price.Unit[i], b.Price.Cone[i] = level, max(level, p.exact.least[i])
	}
	b.Floor = math.Sqrt(max(0, p.pupils*l.shape.squares(place{})/(p.stock*p.stock)-1))
	if !(p.kind.Ray(&b.Price, cvCap) > 0) {
		return nil, fmt.Errorf("%w: no proof that a CV of %v is out of reach", errStuck, cvCap)
	}
	return b, nil
}

// complete computes stocks, cost and CV from flows and hires.
func (k *Kind) complete(b *Balance) {
	b.Stock = append([]float64(nil), k.Stock...)
	var cost exactSum
	for a, x := range b.Flow {
		if x != 0 {
			arc := k.Network.arcs[a]
			b.Stock[arc.From] -= x
			b.Stock[arc.To] += x
			cost.add(arc.Cost * x)
		}
	}
	for i, h := range b.Hire {
		b.Stock[i] += h
		cost.add(k.HireCost * h)
	}
	b.Cost = cost.value()
	b.CV = cv(b.Stock, k.Pupils)
}

// Violation is by how much a balance breaks a rule at worst: a negative flow or hire and a limit
// relative to one unit, or to the mean stock where that is less than one; a least stock relative to it,
// or to the mean where that is larger; the cap. It looks at flows and hires alone.
func (k *Kind) Violation(b *Balance, cvCap float64) float64 {
	n := k.Network.sections
	unit := k.unit()
	after, out := append([]float64(nil), k.Stock...), make([]float64, n)
	worst := 0.0
	for a, x := range b.Flow {
		if x == 0 {
			continue
		}
		arc := k.Network.arcs[a]
		after[arc.From] -= x
		after[arc.To] += x
		out[arc.From] += x
		worst = max(worst, -x/unit)
		if k.closed(a) {
			worst = max(worst, x/unit)
		}
	}
	for i, h := range b.Hire {
		after[i] += h
		worst = max(worst, -h/unit)
	}
	mean := sum(after) / sum(k.Pupils)
	for i := range n {
		if least := k.least(i); least > 0 {
			worst = max(worst, (least-after[i])/max(least, k.Pupils[i]*mean))
		}
		most := k.mostOut(i)
		worst = max(worst, (out[i]-most)/max(most, unit))
	}
	if !math.IsInf(cvCap, 1) {
		worst = max(worst, cv(after, k.Pupils)-cvCap)
	}
	return worst
}

// clone copies a balance with its slices.
func (b *Balance) clone() *Balance {
	c := *b
	for _, v := range []*[]float64{&c.Flow, &c.Hire, &c.Stock, &c.Price.Unit, &c.Price.Cone} {
		*v = slices.Clone(*v)
	}
	c.ShortSet = slices.Clone(c.ShortSet)
	return &c
}
