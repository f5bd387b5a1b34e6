package parametric

import (
	"context"
	"errors"
	"math"
)

// A Part is one CV and what lowering it costs, or several CVs that one lever changes together.
type Part struct {
	Curve  curve     // a *Path or a *Filling; or
	Joint  joint     // a *SchoolFilling
	Limits []float64 // of each CV, above 0: what its ratio is measured against
}

// A Bundle is several parts that share nothing but a budget. A county is one: kinds of teachers that
// move, stocks that are bought.
//
// Under caps the parts are independent: [Bundle.LeastCost] adds up. Under a budget B the least worst
// ratio CV_k / L_k is
//
//	min r  with  sum_k g_k(r L_k) <= B,    g_k the least cost of part k as a function of its cap,
//
// one equation, for every g_k falls. All curves are walked down together, always the one whose next
// breakpoint has the largest ratio, until the sum passes the budget; what remains is a scalar root between
// known curves. So the work is that of the events above the optimum, whatever the number of parts.
// What has been walked stays known: a smaller budget needs no walk, a larger one continues it.
//
// Proof of a ratio r: at fixed prices each part has a bound on its cost, computed from data and prices
// alone; if these add up to more than the budget at a ratio, no plan within the budget has a lower one.
//
// A Bundle belongs to one goroutine, and so do the curves in it.
type Bundle struct {
	parts []Part
	tops  []topOf
}

// A topOf is what a part is like without caps.
type topOf struct {
	known  bool
	cv     []float64
	cost   float64
	status Status
}

// NewBundle checks the parts: each has a curve or is joint, and one finite limit above 0 for each CV.
func NewBundle(parts ...Part) (*Bundle, error) {
	if len(parts) == 0 {
		return nil, invalid("a bundle of nothing")
	}
	var faults []error
	for k := range parts {
		if err := parts[k].validate(); err != nil {
			faults = append(faults, invalid("part %d: %w", k, err))
		}
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	b := &Bundle{parts: make([]Part, len(parts)), tops: make([]topOf, len(parts))}
	copy(b.parts, parts)
	return b, nil
}

func (p *Part) validate() error {
	if (p.Curve == nil) == (p.Joint == nil) {
		return invalid("want either a curve or a joint part")
	}
	n := 1
	if p.Joint != nil {
		n = p.Joint.caps()
	}
	if len(p.Limits) != n {
		return invalid("%d limits for %d CVs", len(p.Limits), n)
	}
	var faults []error
	for i, l := range p.Limits {
		if !(l > 0) || math.IsInf(l, 1) {
			faults = append(faults, invalid("limit %d is %v, want a finite number above 0", i, l))
		}
	}
	return errors.Join(faults...)
}

// Replace puts another part in the place of part k. What is known of the others stays.
func (b *Bundle) Replace(k int, p Part) error {
	if k < 0 || k >= len(b.parts) {
		return invalid("part %d of a bundle of %d", k, len(b.parts))
	}
	if err := p.validate(); err != nil {
		return err
	}
	b.parts[k], b.tops[k] = p, topOf{}
	return nil
}

// Caps are the caps at a ratio, by part and CV.
func (b *Bundle) Caps(ratio float64) [][]float64 {
	caps := make([][]float64, len(b.parts))
	for k := range b.parts {
		caps[k] = make([]float64, len(b.parts[k].Limits))
		for i, l := range b.parts[k].Limits {
			caps[k][i] = ratio * l
		}
	}
	return caps
}

// Plans are plans of all parts.
type Plans struct {
	Status   Status
	Cost     float64
	Bound    float64         // no plans within the same caps cost less
	Balances []*Balance      // by part; nil for joint ones
	Joint    []*JointBalance // by part; nil for the others
}

// LeastCost is the cheapest plan of each part under caps, by part and CV. Where a part cannot reach its
// least stocks or its caps, that is the status of all, the other parts' plans are still given, and
// Cost and Bound are of those.
func (b *Bundle) LeastCost(ctx context.Context, caps [][]float64) (*Plans, error) {
	if len(caps) != len(b.parts) {
		return nil, invalid("caps for %d parts of %d", len(caps), len(b.parts))
	}
	plans := newPlans(len(b.parts))
	for k := range b.parts {
		if len(caps[k]) != len(b.parts[k].Limits) {
			return nil, invalid("%d caps for %d CVs of part %d", len(caps[k]), len(b.parts[k].Limits), k)
		}
		for _, c := range caps[k] {
			if err := validCap(c); err != nil {
				return nil, err
			}
		}
		if err := plans.solve(ctx, &b.parts[k], k, caps[k]); err != nil {
			return nil, err
		}
	}
	plans.sum()
	return plans, nil
}

func newPlans(parts int) *Plans {
	return &Plans{Status: Optimal, Balances: make([]*Balance, parts), Joint: make([]*JointBalance, parts)}
}

// solve sets the plan of part k.
func (p *Plans) solve(ctx context.Context, part *Part, k int, caps []float64) (err error) {
	if part.Curve != nil {
		p.Balances[k], err = part.Curve.solve(ctx, caps[0])
		if errors.Is(err, ErrUnproved) && p.Balances[k] != nil {
			// Where a curve ends, costs rise without bound and no bound is tight. The plan is what it is,
			// and its gap is stated.
			return nil
		}
		return err
	}
	p.Joint[k], err = part.Joint.solve(ctx, caps)
	if stated(p.Joint[k], err) {
		return nil
	}
	return err
}

// stated says that a joint part came with a plan whose gap is larger than promised: it can be carried out,
// and its bound is a bound.
func stated(j *JointBalance, err error) bool {
	return errors.Is(err, ErrUnproved) && j != nil && j.Status == Optimal
}

// of is the outcome of part k.
func (p *Plans) of(k int) (status Status, cost, bound float64) {
	if b := p.Balances[k]; b != nil {
		return b.Status, b.Cost, b.Bound
	}
	j := p.Joint[k]
	return j.Status, j.Cost, j.Bound
}

// sum adds up. The bound is rounded down.
func (p *Plans) sum() {
	p.Status = Optimal
	var cost, bound proofSum
	for k := range p.Balances {
		status, c, b := p.of(k)
		if status != Optimal {
			if p.Status != Short {
				p.Status = status
			}
			continue
		}
		cost.add(c, 0)
		bound.add(b, 0)
	}
	p.Cost = cost.value + cost.fault
	p.Bound = min(bound.low(), p.Cost)
}

// top is what part k is like without caps.
func (b *Bundle) top(ctx context.Context, k int) (*topOf, error) {
	t := &b.tops[k]
	if t.known {
		return t, nil
	}
	var err error
	if p := &b.parts[k]; p.Curve != nil {
		t.cv = make([]float64, 1)
		t.cv[0], t.cost, t.status, err = topOfCurve(ctx, p.Curve)
	} else {
		t.cv, t.cost, t.status, err = p.Joint.top(ctx)
	}
	t.known = err == nil
	return t, err
}
