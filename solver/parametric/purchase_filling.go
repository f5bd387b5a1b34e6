package parametric

import (
	"context"
	"math"
	"slices"
)

// A Filling answers what lowering the CV of one [Purchase] costs, for any number of caps: the exact
// purchase, and the prices that prove it.
//
// Optimality: with y_i = z_i / (p_i N), N^2 = sum z^2/p, a section strictly within its limits satisfies
// e_i = tau (t - y_i), t^2 = (1 + cap^2)/P; one at its lower limit has e_i >= tau (t - y_i), one at its
// upper limit e_i <= tau (t - y_i). So
//
//	z_i = clamp(p_i (r - theta e_i), low_i, high_i),    sum z_i (r - z_i/p_i) = 0,
//
// with r = tN = sum(z^2/p)/Z and theta = N/tau: a path in theta from above, where nothing is bought, down
// to 0, where the least CV is reached. At one unit cost r - theta e is one level, and everything is known
// in closed form after one sort: a query is a binary search and a quadratic, O(log n), a plan O(n).
// At several, r at a given theta is the root of a piecewise linear increasing function (Newton, 2 to 5
// passes), and theta that of a function that rises with the CV.
//
// A Filling is read only once made. It keeps the Purchase, which must not change.
type Filling struct {
	purchase *Purchase
	first    firstPurchase
	single   *water // one unit cost
	several  *costs // several
}

// firstPurchase is what the least stocks ask for.
type firstPurchase struct {
	cv, cost float64
	short    []int32 // sections that cannot get their least stock
	shortBy  float64
}

// NewFilling prepares a purchase. The error reports all faults of the data.
func NewFilling(p *Purchase) (*Filling, error) {
	if p == nil {
		return nil, invalid("no purchase")
	}
	if err := p.Validate(); err != nil {
		return nil, err
	}
	n := len(p.Pupils)
	f := &Filling{purchase: p}
	low, high := make([]float64, n), make([]float64, n)
	for i := range low {
		low[i], high[i] = p.low(i), p.high(i)
		if low[i] > high[i] {
			f.first.short = append(f.first.short, int32(i))
			f.first.shortBy += low[i] - high[i]
		}
		f.first.cost += p.unitCost(i) * (low[i] - p.Stock[i])
	}
	if f.first.short != nil {
		return f, nil
	}
	f.first.cv = cvOf(low, p.Pupils)
	if p.oneCost() {
		f.single = newWater(p.Pupils, p.Stock, low, high)
	} else {
		f.several = newCosts(p, low, high)
	}
	return f, nil
}

// cvOf is the CV of a stock, 0 of none. The deviations are summed, which keeps a small CV exact.
func cvOf(stock, pupils []float64) float64 {
	z, p := 0.0, 0.0
	for i, s := range stock {
		z += s
		p += pupils[i]
	}
	if z == 0 {
		return 0
	}
	mean, squares := z/p, 0.0
	for i, s := range stock {
		d := s/pupils[i]/mean - 1
		squares += pupils[i] / p * d * d
	}
	return math.Sqrt(squares)
}

// LeastCost is the cheapest purchase that meets a cap on the CV, at least 0, with its proof. Where the
// prices prove that the cap lies below the least CV that can be reached, the status is TooTight and no
// purchase is given. A cap at that least CV, but for rounding, is answered by the purchase that reaches
// it: there costs rise without bound per unit of CV, and the gap is some 1e-8.
func (f *Filling) LeastCost(ctx context.Context, limit float64) (*Balance, error) {
	if err := validCap(limit); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p := f.purchase
	if f.first.short != nil {
		return &Balance{Status: Short, ShortSet: slices.Clone(f.first.short), ShortBy: f.first.shortBy}, nil
	}
	b := &Balance{Status: Optimal, Stock: make([]float64, len(p.Pupils))}
	prices := f.fill(b.Stock, limit)
	b.CV = cvOf(b.Stock, p.Pupils)
	b.Price, b.Bound = f.prove(prices, limit)
	if b.CV > limit && math.IsInf(b.Bound, 1) {
		return &Balance{Status: TooTight, Floor: b.CV, Price: b.Price}, nil
	}
	b.Buy = make([]float64, len(b.Stock))
	for i, z := range b.Stock {
		b.Buy[i] = z - p.Stock[i]
		if p.Most != nil {
			b.Buy[i] = min(b.Buy[i], p.Most[i])
		}
		b.Cost += p.unitCost(i) * b.Buy[i]
	}
	b.Bound = min(b.Bound, b.Cost)
	return b, nil
}

// fill sets z to the stock after the cheapest purchase within a cap, or to that of least CV where the
// cap lies below, and returns prices to try.
func (f *Filling) fill(z []float64, limit float64) (prices [][]float64) {
	p := f.purchase
	switch {
	case limit >= f.first.cv:
		for i := range z {
			z[i] = p.low(i)
		}
		return [][]float64{make([]float64, len(z))}
	case f.single != nil:
		q := f.single.fill(z, p, limit)
		for _, part := range nearFloor {
			if at := f.single.before(part); q > at {
				prices = append(prices, f.single.price(p, at))
			}
		}
		prices = append(prices, f.single.price(p, q))
		if limit <= f.single.floor() {
			prices = f.rays(prices, f.single.before(0))
		}
		return prices
	default:
		theta := f.several.fill(z, limit)
		for _, part := range nearFloor {
			if at := part * f.several.start; theta < at {
				prices = append(prices, f.several.price(at))
			}
		}
		if theta > 0 {
			return append(prices, f.several.price(theta))
		}
		return f.rays(prices, f.several.fair)
	}
}

// rays adds prices that show that no cap below the least CV can be met: the levels themselves, with
// those that are free a little too high, so that rounding does not let them be bought without end.
func (f *Filling) rays(prices [][]float64, level float64) [][]float64 {
	p := f.purchase
	for _, above := range rayClearance {
		ray := make([]float64, len(p.Pupils))
		for i, n := range p.Pupils {
			ray[i] = min(max(level*(1+above)*n, p.low(i)), p.high(i)) / n
		}
		prices = append(prices, ray)
	}
	return prices
}

// prove is the best of some prices, and what it proves.
func (f *Filling) prove(prices [][]float64, limit float64) (Price, float64) {
	floor, _ := f.low()
	for _, step := range proofSteps {
		if at := floor * (1 - step); at > limit { // the price that rules out the most
			for _, price := range prices {
				if math.IsInf(f.purchase.Bound(price, at), 1) {
					return Price{Unit: slices.Clone(price), Cone: price}, math.Inf(1)
				}
			}
		}
	}
	best, bound := prices[0], math.Inf(-1)
	for _, price := range prices {
		if b := f.purchase.Bound(price, limit); b > bound {
			best, bound = price, b
		}
	}
	return Price{Unit: slices.Clone(best), Cone: best}, bound
}

// top implements curve.
func (f *Filling) top(context.Context) (cv, cost float64, status Status, err error) {
	if f.first.short != nil {
		return 0, 0, Short, nil
	}
	return f.first.cv, f.first.cost, Optimal, nil
}

// low implements curve: all of a filling is known from the start.
func (f *Filling) low() (limit float64, last bool) {
	switch {
	case f.first.short != nil:
		return 0, true
	case f.single != nil:
		return f.single.floor(), true
	}
	return f.several.floor, true
}

// down implements curve.
func (f *Filling) down(context.Context) error { return nil }

// cost implements curve.
func (f *Filling) cost(_ context.Context, limit float64) (float64, error) {
	if limit >= f.first.cv {
		return f.first.cost, nil
	}
	if f.single != nil {
		q, c := f.single.level(limit)
		return f.purchase.unitCost(0) * c.boughtAt(q), nil
	}
	theta := f.several.theta(limit)
	return f.several.costAt(theta), nil
}

// solve implements curve.
func (f *Filling) solve(ctx context.Context, limit float64) (*Balance, error) {
	return f.LeastCost(ctx, limit)
}

// bound implements curve.
func (f *Filling) bound(p *Price, limit float64) float64 { return f.purchase.Bound(p.Cone, limit) }
