package parametric

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
)

// A nearby is what a barrier has come to at a weight: prices near those of the optimum, by CV, and a
// purchase strictly within the caps.
type nearby struct{ kappa, mu, multiplier, buy []float64 }

// nearby is where the barrier stands.
func (b *barrier) nearby(f *SchoolFilling, weight float64, multiplier []float64) nearby {
	n := nearby{kappa: make([]float64, len(multiplier)), mu: make([]float64, len(multiplier)), multiplier: multiplier, buy: b.buy(f.low)}
	for k := range b.cones {
		c := &b.cones[k]
		force := b.money * 2 / (weight * c.f)
		n.mu[c.cv] = force / (c.pupils * c.scale * c.scale)
		n.kappa[c.cv] = force*c.limit*c.a/(c.pupils*c.scale) + n.mu[c.cv]*c.mean*c.scale
	}
	return n
}

// binding are the CVs whose multipliers are at least a share of the largest.
func (n *nearby) binding(share float64) (bind []int) {
	most := slices.Max(n.multiplier)
	for k, m := range n.multiplier {
		if m > 0 && m >= share*most {
			bind = append(bind, k)
		}
	}
	return bind
}

// guesses are sets of CVs that may bind, where multipliers do not tell: those with the largest ones, of
// every number, and these without one of them.
func (n *nearby) guesses() (sets [][]int) {
	all := n.binding(0)
	slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(n.multiplier[b], n.multiplier[a]) })
	for size := range all {
		set := all[:size+1]
		sets = append(sets, set)
		for k := 0; k < size; k++ { // without the last it was there
			sets = append(sets, slices.Delete(slices.Clone(set), k, k+1))
		}
	}
	return sets
}

// A buying is the search for the cheapest purchase from a point strictly within the caps.
type buying struct {
	f    *SchoolFilling
	caps []float64
	near []nearby
	best *JointBalance
}

// descend lowers the cost until prices prove it: those of the barrier, or, as soon as that has found out
// what binds, those of an exact solution from there.
func (f *SchoolFilling) descend(ctx context.Context, b *barrier, caps []float64) (*JointBalance, error) {
	d := &buying{f: f, caps: caps}
	for weight := 1.0; weight < mostWeight; weight *= weightFactor {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if !b.centre(weight) {
			break
		}
		prices, multiplier := b.prices(weight, f.purchase)
		near := b.nearby(f, weight, multiplier)
		d.near = append(d.near, near)
		if d.take(near.buy, prices, multiplier) {
			return d.best, nil
		}
		var last []int
		for _, share := range polishFrom {
			if bind := near.binding(share); !slices.Equal(bind, last) {
				if d.polish(&near, bind) {
					return d.best, nil
				}
				last = bind
			}
		}
		// Prices are off by what the point is off its centre, which the caps magnify.
		for range sharpen {
			if !(b.newton(weight) > sharp) {
				break
			}
		}
		prices, multiplier = b.prices(weight, f.purchase)
		if d.take(b.buy(f.low), prices, multiplier) {
			return d.best, nil
		}
	}
	if d.best == nil {
		return nil, fmt.Errorf("%w: no way to the middle of what the caps of a purchase for schools allow", ErrUnproved)
	}
	// A cap that is met at nearly no cost has a multiplier that does not tell whether it binds.
	for k := len(d.near) - 1; k >= max(0, len(d.near)-guessesFrom); k-- {
		for _, bind := range d.near[k].guesses() {
			if d.polish(&d.near[k], bind) {
				return d.best, nil
			}
		}
	}
	return d.best, nil
}

// polish solves exactly from a point for CVs that bind, and says whether the purchase is proved.
func (d *buying) polish(near *nearby, bind []int) bool {
	p := newPolish(d.f, d.caps, near, bind)
	if len(bind) == 0 || !p.solve() {
		return false
	}
	prices, multiplier := p.prices()
	return d.take(d.within(p.buy), prices, multiplier)
}

// take adds a purchase within the caps, and prices, to what is known, and says whether that is proved.
func (d *buying) take(buy []float64, prices [][]float64, multiplier []float64) bool {
	j := d.f.balance(buy, prices, multiplier, d.caps)
	if d.best == nil {
		d.best = j
	} else {
		d.best.better(j)
	}
	return d.best.Cost-d.best.Bound <= schoolGap*d.best.Cost
}

// better takes over the purchase of another answer if it costs less, and its prices if they prove more:
// each stands alone.
func (j *JointBalance) better(o *JointBalance) {
	if o.Cost < j.Cost {
		j.Cost, j.CV, j.Stock, j.Buy = o.Cost, o.CV, o.Stock, o.Buy
	}
	if o.Bound > j.Bound {
		j.Bound, j.Price, j.Multiplier = o.Bound, o.Price, o.Multiplier
	}
	j.Bound = min(j.Bound, j.Cost)
}

// meets says whether a purchase meets the caps to the last digit.
func (d *buying) meets(buy []float64) bool {
	for k, z := range d.f.stock(buy) {
		if cvOf(z, d.f.purchase.Pupils[k]) > d.caps[k] {
			return false
		}
	}
	return true
}

// within moves a purchase that meets the caps, but for little, towards those of the barrier, as little as
// will do: towards the one that makes it cheapest.
func (d *buying) within(buy []float64) []float64 {
	if d.meets(buy) {
		return buy
	}
	moved, best, least := make([]float64, len(buy)), []float64(nil), math.Inf(1)
	part := func(inner []float64, part float64) []float64 {
		for j, x := range buy {
			moved[j] = x + part*(inner[j]-x)
		}
		return moved
	}
	for _, near := range d.near {
		low, high := roundoff, roundoff
		for high < 1 && !d.meets(part(near.buy, high)) {
			low, high = high, min(8*high, 1)
		}
		for range withinSteps {
			if middle := math.Sqrt(low * high); d.meets(part(near.buy, middle)) {
				high = middle
			} else {
				low = middle
			}
		}
		cost := 0.0
		for j, x := range part(near.buy, high) {
			cost += d.f.purchase.Columns[j].UnitCost * x
		}
		if cost < least && d.meets(moved) {
			best, least = slices.Clone(moved), cost
		}
	}
	if best == nil {
		return d.best.Buy
	}
	return best
}
