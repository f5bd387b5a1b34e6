package parametric

import (
	"math"
	"slices"
)

// A shut CV is one without any stock whose cap is met by nothing else: what can be raised of it is too
// little of it for the CV to come down to its cap, however much is bought. So none of the columns that
// raise it is bought, and no point is strictly within its cap, where the barrier method would begin.
type shut struct {
	cv      int
	limit   float64
	raised  []bool  // by section: what could be
	columns []int   // that raise them
	worth   float64 // of a unit there at a price of 1 there: below 0
}

// shutting is the filling without the columns that CVs shut out, and the caps that are left; itself, where there
// are none.
func (f *SchoolFilling) shutting(caps []float64) (*SchoolFilling, []float64) {
	g, left := f, caps
	stock := f.stock(f.low)
	for again := true; again; {
		again = false
		for k, limit := range left {
			if math.IsInf(limit, 1) || slices.Max(stock[k]) > 0 {
				continue
			}
			s := g.shut(k, limit)
			if s == nil {
				continue
			}
			if g == f {
				c := *f
				g, left = &c, slices.Clone(caps)
				g.high = slices.Clone(f.high)
			}
			for _, j := range s.columns {
				g.high[j] = g.low[j]
			}
			left[k] = math.Inf(1)
			g.shuts = append(g.shuts, *s)
			again = true
		}
	}
	return g, left
}

// shut looks at a CV without stock. It is least, above 0, where all that can be raised is at one level.
func (f *SchoolFilling) shut(k int, limit float64) *shut {
	pupils := f.purchase.Pupils[k]
	s := &shut{cv: k, limit: limit, raised: make([]bool, len(pupils))}
	price := make([]float64, len(pupils))
	some := -1
	for j, c := range f.purchase.Columns {
		if f.high[j] <= f.low[j] {
			continue
		}
		raises := false
		for _, r := range c.Raises {
			if r.CV == k {
				s.raised[r.Section], price[r.Section], some = true, 1, r.Section
				raises = true
			}
		}
		if raises {
			s.columns = append(s.columns, j)
		}
	}
	if some < 0 {
		return nil
	}
	d, high := deviations(pupils, price, limit)
	if s.worth = high - d[some]; !(s.worth < -shutClearance) {
		return nil
	}
	return s
}

// prove is what prices prove under caps, with those of the CVs that are shut set to what keeps their columns
// from being bought: each column is raised by the first of them only, so that the last comes first.
func (f *SchoolFilling) prove(prices [][]float64, caps []float64) float64 {
	p := f.purchase
	if f.shuts == nil {
		return p.Bound(prices, caps)
	}
	caps = slices.Clone(caps)
	worth := make([][]float64, len(prices))
	value := func(k int) { // K - d, of SchoolPurchase.Bound
		d, high := deviations(p.Pupils[k], prices[k], caps[k])
		for i := range d {
			d[i] = high - d[i]
		}
		worth[k] = d
	}
	for k, limit := range caps {
		worth[k] = make([]float64, len(prices[k]))
		if !math.IsInf(limit, 1) {
			value(k)
		}
	}
	for n := len(f.shuts) - 1; n >= 0; n-- {
		s := &f.shuts[n]
		price := 0.0
		for _, j := range s.columns {
			here, others := 0.0, 0.0
			for _, r := range p.Columns[j].Raises {
				if r.CV == s.cv {
					here -= r.Share * s.worth
				} else {
					others += r.Share * worth[r.CV][r.Section]
				}
			}
			price = max(price, others/here*(1+shutClearance))
		}
		for i, raised := range s.raised {
			prices[s.cv][i] = 0
			if raised {
				prices[s.cv][i] = price
			}
		}
		caps[s.cv] = s.limit
		value(s.cv)
	}
	return p.Bound(prices, caps)
}
