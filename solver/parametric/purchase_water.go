package parametric

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// Water is the cheapest purchase at one unit cost as a function of a level q: everyone is filled up to
// q, within limits: z_i = clamp(q p_i, low_i, high_i). A section is free where low_i/p_i < q < high_i/p_i,
// else it is held. As q rises the CV falls, until q = sum(z x)/Z, x = z/p, the least CV that can be reached.
//
// Between two levels at which a section is freed or held, with the held sections' pupils H, mean level
// m and squared deviations M = sum p (x - m)^2, the free ones' pupils A = P - H, and u = m - q:
//
//	CV^2 = P (M + H A u^2 / P) / (P m - A u)^2,    sum z (x - q) = M + H m u,
//
// sums of positive terms that lose no digits, however small the CV.
type water struct {
	pupils float64
	cuts   []waterCut // by rising level; the last is where the least CV is reached
}

// A waterCut is a level at which sections are freed or held, and the stretch above it.
type waterCut struct {
	level  float64
	cv     float64 // at the level
	bought float64 // at the level
	free   float64 // pupils above it
	held   moments // above it
}

// Moments are the pupils of some sections, their mean level, and their squared deviations.
type moments struct{ pupils, mean, squares float64 }

// with is the moments of two disjoint sets together.
func (m moments) with(o moments) moments {
	p := m.pupils + o.pupils
	if p == 0 {
		return moments{}
	}
	d := o.mean - m.mean
	return moments{p, m.mean + d*(o.pupils/p), m.squares + o.squares + d*d*(m.pupils*(o.pupils/p))}
}

// newWater sorts the levels at which sections are freed and held, and sums up between them: O(n log n).
func newWater(pupils, stock, low, high []float64) *water {
	n := len(pupils)
	freed, held := make([]change, n), make([]change, 0, n)
	for i, p := range pupils {
		freed[i] = change{low[i] / p, int32(i)}
		if !math.IsInf(high[i], 1) {
			held = append(held, change{high[i] / p, int32(i)})
		}
	}
	slices.SortFunc(freed, byLevel)
	slices.SortFunc(held, byLevel)
	above := make([]moments, n+1) // of those not yet freed
	for k := n - 1; k >= 0; k-- {
		above[k] = above[k+1].with(moments{pupils: pupils[freed[k].section], mean: freed[k].level})
	}
	w := &water{pupils: above[0].pupils, cuts: make([]waterCut, 0, n+1+len(held))}
	var below moments // of those held at their upper limit
	var free, bought float64
	for i, s := range stock {
		bought += low[i] - s
	}
	f, h := 0, 0
	for f < n || h < len(held) {
		q := math.Inf(1)
		if f < n {
			q = freed[f].level
		}
		if h < len(held) {
			q = min(q, held[h].level)
		}
		ends := false
		if len(w.cuts) > 0 {
			last := &w.cuts[len(w.cuts)-1]
			if end, ok := last.lowest(q); ok {
				q, ends = end, true
			}
			bought += last.free * (q - last.level)
		}
		for ; f < n && freed[f].level <= q; f++ {
			free += pupils[freed[f].section]
		}
		for ; h < len(held) && held[h].level <= q; h++ {
			p := pupils[held[h].section]
			below = below.with(moments{pupils: p, mean: held[h].level})
			free -= p
		}
		if f == h {
			free = 0 // as exact sums have it
		}
		c := waterCut{level: q, bought: bought, free: free, held: above[f].with(below)}
		c.cv = c.cvAt(w.pupils, q)
		if k := len(w.cuts); k > 0 {
			c.cv = min(c.cv, w.cuts[k-1].cv) // but for rounding it falls
		}
		w.cuts = append(w.cuts, c)
		if _, ok := c.lowest(q); ok || ends {
			break
		}
	}
	return w
}

// A change is the level at which a section is freed or held.
type change struct {
	level   float64
	section int32
}

func byLevel(a, b change) int {
	if c := cmp.Compare(a.level, b.level); c != 0 {
		return c
	}
	return cmp.Compare(a.section, b.section)
}

// cvAt is the CV at a level of the stretch.
func (c *waterCut) cvAt(pupils, q float64) float64 {
	u := c.held.mean - q
	total := pupils*c.held.mean - c.free*u
	if c.held.pupils == 0 || total <= 0 {
		return 0
	}
	return math.Sqrt(pupils*c.held.squares+c.held.pupils*c.free*u*u) / total
}

// lowest is the level of least CV if it lies in the stretch, at most q.
func (c *waterCut) lowest(q float64) (float64, bool) {
	h := &c.held
	if h.squares+h.pupils*h.mean*(h.mean-q) > 0 {
		return 0, false
	}
	if h.squares == 0 || h.pupils*h.mean == 0 {
		return min(max(h.mean, c.level), q), true
	}
	return min(max(h.mean+h.squares/(h.pupils*h.mean), c.level), q), true
}

// floor is the least CV that can be reached.
func (w *water) floor() float64 { return w.cuts[len(w.cuts)-1].cv }

// level is the lowest level at which the CV meets a cap between the floor and the CV of the first cut,
// and the cut under it. In its stretch u solves
//
//	A (H - cap^2 A) u^2 + 2 cap^2 P m A u + P (M - cap^2 P m^2) = 0,
//
// where the left side rises with u.
func (w *water) level(limit float64) (q float64, c *waterCut) {
	k := max(0, sort.Search(len(w.cuts), func(k int) bool { return w.cuts[k].cv <= limit })-1)
	c = &w.cuts[k]
	if c.cv <= limit || k == len(w.cuts)-1 {
		return c.level, c
	}
	h, c2 := &c.held, limit*limit
	a := c.free * (h.pupils - c2*c.free)
	b := 2 * c2 * w.pupils * h.mean * c.free
	e := w.pupils * (h.squares - c2*w.pupils*h.mean*h.mean)
	u := 0.0
	if d := b + math.Sqrt(max(0, b*b-4*a*e)); d > 0 {
		u = -2 * e / d
	}
	return min(max(h.mean-u, c.level), w.cuts[k+1].level), c
}

// boughtAt is what has been bought at a level of the stretch above a cut.
func (c *waterCut) boughtAt(q float64) float64 { return c.bought + c.free*(q-c.level) }

// fill sets z to the stock at the lowest level that meets a cap, and returns that level.
func (w *water) fill(z []float64, p *Purchase, limit float64) float64 {
	bottom := w.cuts[len(w.cuts)-1].level
	q, _ := w.level(limit)
	w.stock(z, p, q)
	// The level is exact but for rounding, the cap is meant literally.
	for step := roundoff; cvOf(z, p.Pupils) > limit && q < bottom && step < literalTolerance; step *= 2 {
		q = min(q*(1+4*step), bottom)
		w.stock(z, p, q)
	}
	return q
}

// before is the level at a part of the way before the last one.
func (w *water) before(part float64) float64 {
	last := w.cuts[len(w.cuts)-1].level
	return last - part*(last-w.cuts[0].level)
}

// price is (x_i - r) / theta at a level q = r - theta e: minus the unit cost where a section is free.
func (w *water) price(p *Purchase, q float64) []float64 {
	price := make([]float64, len(p.Pupils))
	e, total, pull := p.unitCost(0), 0.0, 0.0
	for i, n := range p.Pupils {
		z := q * n
		if held := min(max(z, p.low(i)), p.high(i)); held != z {
			z = held
			price[i] = z/n - q
			pull += z * price[i]
		}
		total += z
	}
	theta := pull / (total * e)
	for i := range price {
		if theta > 0 {
			price[i] /= theta
		}
		price[i] -= e
	}
	return price
}

// stock sets z to the stock at a level.
func (w *water) stock(z []float64, p *Purchase, q float64) {
	for i := range z {
		z[i] = min(max(q*p.Pupils[i], p.low(i)), p.high(i))
	}
}
