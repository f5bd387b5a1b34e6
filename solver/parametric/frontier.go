package parametric

import (
	"context"
	"math"
	"slices"
)

// A Frontier is what money buys: the least worst ratio CV/limit at every budget of a range.
type Frontier struct {
	// Exact says that the points are all the breakpoints in the range, and its ends: between two of them every
	// part is one closed form. Otherwise they are proved samples.
	Exact  bool
	Points []FrontierPoint // by rising budget
}

// A FrontierPoint is one budget and the least worst ratio that it pays for.
type FrontierPoint struct {
	Budget float64
	Ratio  float64
	Price  float64 // how much the ratio falls per unit of money beyond the budget; 0 at the end
	Bound  float64 // of samples: nothing under this budget reaches the ratio, proved by prices
}

// Frontier walks the least worst ratio over the budgets from a to b, a <= b. Where all parts are known in
// closed form (paths without hires, purchases at one unit cost) the points are all breakpoints, and what
// [Bundle.LeastCost] says at the caps of a ratio proves any of them. Else they are samples, at least 2,
// at equal steps of the ratio, each with its proof. A budget under what the least stocks cost counts as
// that cost. Where least stocks are out of reach the frontier is empty.
func (b *Bundle) Frontier(ctx context.Context, from, to float64, samples int) (*Frontier, error) {
	switch {
	case !(from >= 0) || !(to >= from) || math.IsInf(to, 1):
		return nil, invalid("a frontier from %v to %v, want finite budgets in order, at least 0", from, to)
	case samples < 2:
		return nil, invalid("%d samples of a frontier, want at least 2", samples)
	}
	f := &Frontier{Exact: true}
	high, _, ok, err := b.ratioAt(ctx, from)
	if err != nil || !ok {
		return f, err
	}
	low, s, _, err := b.ratioAt(ctx, to)
	if err != nil {
		return nil, err
	}
	for k := range b.parts {
		f.Exact = f.Exact && closed(b.parts[k].Curve)
	}
	if !f.Exact {
		return f, b.sample(ctx, f, s, high, low, samples)
	}
	for _, ratio := range b.breaks(s, high, low) {
		p, err := b.point(ctx, s, ratio)
		if err != nil {
			return nil, err
		}
		if p.Budget = s.total(ratio); s.err != nil {
			return nil, s.err
		}
		f.Points = append(f.Points, p)
	}
	return f, nil
}

// ratioAt is the least worst ratio at a budget, and the sharing that found it; ok says that there is one.
func (b *Bundle) ratioAt(ctx context.Context, budget float64) (ratio float64, s *sharing, ok bool, err error) {
	s = &sharing{Bundle: b, ctx: ctx, budget: budget, division: &Division{Plans: *newPlans(len(b.parts))}}
	if err := s.begin(); err != nil || s.division.Status != Optimal && s.division.Missing == 0 {
		return 0, nil, false, err
	}
	ratio, _, err = s.least(s.aim)
	return ratio, s, true, err
}

// ends says that a curve ends at a ratio.
func (s *sharing) ends(ratio float64) bool {
	_, _, bottom := s.next()
	return ratio <= bottom
}

// breaks are the ratios from high down to low at which a part changes its form, and both ends.
func (b *Bundle) breaks(s *sharing, high, low float64) []float64 {
	ratios := []float64{high, low}
	for k := range b.parts {
		p := &s.parts[k]
		l := p.Limits[0]
		for _, limit := range append(breaksOf(p.Curve), p.top.cv[0]) {
			if r := limit / l; r > low && r < high {
				ratios = append(ratios, r)
			}
		}
	}
	slices.Sort(ratios)
	slices.Reverse(ratios)
	return slices.CompactFunc(ratios, func(a, b float64) bool { return math.Abs(a-b) <= levelRounding*a })
}

// point is the frontier at a ratio, without its budget.
func (b *Bundle) point(ctx context.Context, s *sharing, ratio float64) (FrontierPoint, error) {
	p := FrontierPoint{Ratio: ratio}
	slope, err := b.slope(ctx, s, ratio)
	if slope < 0 && !s.ends(ratio) {
		p.Price = -1 / slope
	}
	return p, err
}

// sample adds points at equal steps of the ratio.
func (b *Bundle) sample(ctx context.Context, f *Frontier, s *sharing, high, low float64, samples int) error {
	if high-low <= levelRounding*high {
		high = low // one point
	}
	for k := range samples {
		part := float64(k) / float64(samples-1)
		ratio := high*(1-part) + low*part
		plans, err := b.LeastCost(ctx, b.Caps(ratio))
		if err != nil {
			return err
		}
		p, err := b.point(ctx, s, ratio)
		if err != nil {
			return err
		}
		p.Budget, p.Bound = plans.Cost, plans.Bound
		f.Points = append(f.Points, p)
		if high == low {
			break
		}
	}
	return nil
}
