package separable

import (
	"errors"
	"fmt"
	"math"
)

// A WaterLevel is the funding of one stock in its own terms: section i holds Stock_i for Pupils_i
// and may get up to Most_i more, Budget in all. Spending it so that everyone stands at one level
// who can,
//
//	x_i = Level * Pupils_i - Stock_i, moved into 0 <= x_i <= Most_i,   sum_i x_i = Budget,
//
// is the optimum of sum_i (Stock_i + x_i)^2 / Pupils_i, and at once of every other pupil-weighted
// separable convex measure of (Stock_i + x_i) / Pupils_i.
//
// A section without pupils gets nothing. No number is larger than [MaxMagnitude], and pupils are 0
// or at least its reciprocal.
type WaterLevel struct {
	Stock  []float64 // >= 0
	Pupils []float64 // >= 0
	Most   []float64 // >= 0, may be +Inf; nil: no limits
	Budget float64   // >= 0, in the unit of Stock
}

// Validate finds the faults of the data; they match [ErrInvalid].
func (w *WaterLevel) Validate() error {
	var f faults
	n := len(w.Stock)
	if len(w.Pupils) != n || w.Most != nil && len(w.Most) != n {
		f.add("%d stocks, %d numbers of pupils and %d limits", n, len(w.Pupils), len(w.Most))
		return f.err()
	}
	if !amount(w.Budget) {
		f.add("budget %v", w.Budget)
	}
	for i := range w.Stock {
		if !amount(w.Stock[i]) {
			f.add("stock %v at %d", w.Stock[i], i)
		}
		if w.Pupils[i] != 0 && !positive(w.Pupils[i]) {
			f.add("pupils %v at %d", w.Pupils[i], i)
		}
		if w.Most != nil && !boxed(0, w.Most[i]) {
			f.add("limit %v at %d", w.Most[i], i)
		}
	}
	return f.err()
}

func amount(v float64) bool { return v >= 0 && v <= MaxMagnitude }

// Fill fills x, one amount per section, and returns the level. Faults match [ErrInvalid]; a budget
// that the limits do not let anyone spend matches [ErrInfeasible], and then x holds the limits.
// Expected time O(n); nothing is allocated once s has seen a problem as large.
func (s *KnapsackSolver) Fill(x []float64, w *WaterLevel) (float64, error) {
	n := len(w.Stock)
	if len(x) != n {
		return 0, fmt.Errorf("%w: %d places for %d sections", ErrInvalid, len(x), n)
	}
	if len(w.Pupils) != n || w.Most != nil && len(w.Most) != n || !amount(w.Budget) {
		return 0, w.Validate()
	}
	s.basins.WaterLevel = *w
	if w.Most == nil {
		for len(s.infinite) < n {
			s.infinite = append(s.infinite, math.Inf(1))
		}
		s.basins.Most = s.infinite[:n]
	}
	level, err := solve(x, &s.basins, w.Budget)
	s.basins.WaterLevel = WaterLevel{} // keep memory, not the caller's data
	if errors.Is(err, errBadItem) {
		return 0, w.Validate()
	}
	return level, err
}

// basins is a water level as the search sees it; Most is never nil.
type basins struct {
	WaterLevel
	events []event
	sample *basins // memory of thin
}

func (t *basins) len() int { return len(t.Stock) }

func (t *basins) thin(step int) supply {
	if t.sample == nil {
		t.sample = &basins{}
	}
	s := t.sample
	s.Stock, s.Pupils, s.Most = s.Stock[:0], s.Pupils[:0], s.Most[:0]
	for i := step / 2; i < len(t.Stock); i += step {
		s.Stock, s.Pupils, s.Most = append(s.Stock, t.Stock[i]), append(s.Pupils, t.Pupils[i]), append(s.Most, t.Most[i])
	}
	return s
}

func (t *basins) extent() (least, most float64) {
	least, most = math.Inf(1), math.Inf(-1)
	for i, s := range t.Stock {
		p, top := t.Pupils[i], t.Most[i]
		if p == 0 || top == 0 {
			continue
		}
		least = min(least, s/p)
		if top <= MaxMagnitude {
			s += top
		}
		most = max(most, s/p+grain(s/p))
	}
	return least, most
}

func (t *basins) probe(level float64) (total, slope float64) {
	n := len(t.Stock)
	stock, pupils, most := t.Stock, t.Pupils[:n], t.Most[:n]
	for i, s := range stock {
		p, top := pupils[i], most[i]
		v := level*p - s
		under, over := less(v, 0), less(top, v)
		total += pick(over, top, keep(^under, v))
		slope += keep(^(under | over), p)
	}
	return total, slope
}

func (t *basins) scan(low, high float64) (r reading) {
	n := len(t.Stock)
	stock, pupils, most := t.Stock, t.Pupils[:n], t.Most[:n]
	ev := t.events[:0]
	for i := 0; i < n; {
		var total, slope float64 // in blocks: see items.scan
		for end := min(n, i+blockLen); i < end; i++ {
			s, p, top := stock[i], pupils[i], most[i]
			if !(sizable(s) && (usable(p) || p == 0) && (sizable(top) || top > math.MaxFloat64)) {
				r.bad = true
			}
			vLow, vHigh := low*p-s, high*p-s
			under, over := less(vLow, 0), less(top, vLow)
			total += pick(over, top, keep(^under, vLow))
			slope += keep(^(under | over), p)
			starts, ends := under&^less(vHigh, 0), less(top, vHigh)&^over
			if starts|ends != 0 {
				if starts != 0 {
					ev = append(ev, event{-vLow / p, p})
				}
				if ends != 0 {
					ev = append(ev, event{(top - vLow) / p, -p})
				}
			}
		}
		r.total.add(total)
		r.slope.add(slope)
	}
	t.events = ev
	return r
}

func (t *basins) fill(x []float64, level, tail float64) (r filling) {
	n := len(t.Stock)
	stock, pupils, most := t.Stock, t.Pupils[:n], t.Most[:n]
	x = x[:n]
	for i := 0; i < n; {
		var total, slope float64
		for end := min(n, i+blockLen); i < end; i++ {
			p, top := pupils[i], most[i]
			v := math.FMA(p, level, -stock[i]) + p*tail
			under, over := less(v, 0), less(top, v)
			v = pick(over, top, keep(^under, v))
			slope += keep(^(under | over), p)
			x[i] = v
			total += v
		}
		r.total.add(total)
		r.size += total
		r.slope += slope
	}
	return r
}

func (t *basins) next(level float64, up bool) float64 {
	best := math.Inf(1)
	for i, s := range t.Stock {
		p, top := t.Pupils[i], t.Most[i]
		if p == 0 || top == 0 || !up && math.IsInf(top, 1) {
			continue
		}
		d := math.FMA(-p, level, s) / p
		if !up {
			d = (math.FMA(p, level, -s) - top) / p
		}
		if d >= 0 {
			best = min(best, d+grain(math.Abs(level)))
		}
	}
	if !up {
		return -best
	}
	return best
}
