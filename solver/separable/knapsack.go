package separable

import (
	"errors"
	"fmt"
	"math"
)

// A Knapsack is the continuous quadratic knapsack
//
//	minimise    sum_i 1/2 Curve_i x_i^2 + Linear_i x_i
//	subject to  sum_i Weight_i x_i = Total
//	            Lower_i <= x_i <= Upper_i
//
// with Curve and Weight positive, so that the optimum is unique. Bounds may be infinite. All slices
// have one length; no number is larger in size than [MaxMagnitude], and none that must be positive
// smaller than its reciprocal.
type Knapsack struct {
	Curve  []float64 // > 0
	Linear []float64
	Weight []float64 // > 0
	Lower  []float64 // may be -Inf
	Upper  []float64 // may be +Inf, not below Lower
	Total  float64
}

// Validate finds the faults of the data; they match [ErrInvalid].
func (k *Knapsack) Validate() error {
	var f faults
	n := len(k.Curve)
	if len(k.Linear) != n || len(k.Weight) != n || len(k.Lower) != n || len(k.Upper) != n {
		f.add("%d curves, %d linear terms, %d weights, %d lower and %d upper bounds",
			n, len(k.Linear), len(k.Weight), len(k.Lower), len(k.Upper))
		return f.err()
	}
	if !within(k.Total) {
		f.add("total %v", k.Total)
	}
	for i := range k.Curve {
		if !positive(k.Curve[i]) {
			f.add("curve %v at %d", k.Curve[i], i)
		}
		if !within(k.Linear[i]) {
			f.add("linear term %v at %d", k.Linear[i], i)
		}
		if !positive(k.Weight[i]) {
			f.add("weight %v at %d", k.Weight[i], i)
		}
		if !boxed(k.Lower[i], k.Upper[i]) {
			f.add("bounds %v and %v at %d", k.Lower[i], k.Upper[i], i)
		}
	}
	return f.err()
}

func within(v float64) bool   { return v >= -MaxMagnitude && v <= MaxMagnitude }
func positive(v float64) bool { return v >= minPositive && v <= MaxMagnitude }

// boxed says whether the bounds leave a finite point of a size that is allowed.
func boxed(lower, upper float64) bool {
	return lower <= upper && lower <= MaxMagnitude && upper >= -MaxMagnitude &&
		(lower >= -MaxMagnitude || lower < -math.MaxFloat64) && (upper <= MaxMagnitude || upper > math.MaxFloat64)
}

// Solve fills x, one value per item, with the optimum and returns the multiplier: at the optimum
//
//	x_i = (Weight_i * multiplier - Linear_i) / Curve_i, moved into its bounds.
//
// Where several multipliers satisfy this, the answer is one of them. The total is met to rounding;
// x is exact to rounding even where the multiplier, as one float64, is not fine enough to give it.
// Faults match [ErrInvalid]; a total beyond the bounds matches [ErrInfeasible], and then x holds
// the nearest point. Expected time O(n); nothing is allocated once s has seen a problem as large.
func (s *KnapsackSolver) Solve(x []float64, k *Knapsack) (float64, error) {
	n := len(k.Curve)
	if len(x) != n {
		return 0, fmt.Errorf("%w: %d places for %d items", ErrInvalid, len(x), n)
	}
	if len(k.Linear) != n || len(k.Weight) != n || len(k.Lower) != n || len(k.Upper) != n || !within(k.Total) {
		return 0, k.Validate()
	}
	s.items.Knapsack = *k
	multiplier, err := solve(x, &s.items, k.Total)
	s.items.Knapsack = Knapsack{} // keep memory, not the caller's data
	if errors.Is(err, errBadItem) {
		return 0, k.Validate()
	}
	return multiplier, err
}

// items is a knapsack as the search sees it.
type items struct {
	Knapsack
	events []event
	sample *items // memory of thin
}

func (t *items) len() int { return len(t.Curve) }

func (t *items) thin(step int) supply {
	if t.sample == nil {
		t.sample = &items{}
	}
	s := t.sample
	s.Curve, s.Linear, s.Weight = s.Curve[:0], s.Linear[:0], s.Weight[:0]
	s.Lower, s.Upper = s.Lower[:0], s.Upper[:0]
	for i := step / 2; i < len(t.Curve); i += step {
		s.Curve, s.Linear, s.Weight = append(s.Curve, t.Curve[i]), append(s.Linear, t.Linear[i]), append(s.Weight, t.Weight[i])
		s.Lower, s.Upper = append(s.Lower, t.Lower[i]), append(s.Upper, t.Upper[i])
	}
	return s
}

func (t *items) extent() (least, most float64) {
	k := &t.Knapsack
	least, most = math.Inf(1), math.Inf(-1)
	for i := range k.Curve {
		if k.Lower[i] == k.Upper[i] {
			continue
		}
		if l := k.Lower[i]; l >= -MaxMagnitude {
			v := (k.Curve[i]*l + k.Linear[i]) / k.Weight[i]
			least, most = min(least, v), max(most, v+grain(math.Abs(k.Linear[i])/k.Weight[i]))
		}
		if u := k.Upper[i]; u <= MaxMagnitude {
			v := (k.Curve[i]*u + k.Linear[i]) / k.Weight[i]
			least, most = min(least, v), max(most, v+grain(math.Abs(k.Linear[i])/k.Weight[i]))
		}
		if least > most { // unbounded both ways: any point of its line will do
			least = k.Linear[i] / k.Weight[i]
			most = least + grain(math.Abs(least))
		}
	}
	return least, most
}

func (t *items) probe(level float64) (total, slope float64) {
	k := &t.Knapsack
	n := len(k.Curve)
	linear, weight, lower, upper := k.Linear[:n], k.Weight[:n], k.Lower[:n], k.Upper[:n]
	for i, h := range k.Curve {
		a, l, u := weight[i], lower[i], upper[i]
		z := (a*level - linear[i]) / h
		under, over := less(z, l), less(u, z)
		total += a * pick(over, u, pick(under, l, z))
		slope += keep(^(under | over), a*a/h)
	}
	return total, slope
}

func (t *items) scan(low, high float64) (r reading) {
	k := &t.Knapsack
	n := len(k.Curve)
	curve, linear, weight, lower, upper := k.Curve, k.Linear[:n], k.Weight[:n], k.Lower[:n], k.Upper[:n]
	ev := t.events[:0]
	for i := 0; i < n; {
		// Plain sums in blocks, kept sums of blocks: as good as keeping every error, at no cost.
		var total, slope float64
		for end := min(n, i+blockLen); i < end; i++ {
			h, g, a, l, u := curve[i], linear[i], weight[i], lower[i], upper[i]
			if !(usable(h) && usable(a) && sizable(math.Abs(g)) && boxed(l, u)) {
				r.bad = true
			}
			q := a / h
			vLow, vHigh, hl, hu := a*low-g, a*high-g, h*l, h*u
			under, over := less(vLow, hl), less(hu, vLow)
			total += q * pick(over, hu, pick(under, hl, vLow))
			slope += keep(^(under | over), q*a)
			starts, ends := under&^less(vHigh, hl), less(hu, vHigh)&^over
			if starts|ends != 0 {
				if starts != 0 {
					ev = append(ev, event{(hl - vLow) / a, q * a})
				}
				if ends != 0 {
					ev = append(ev, event{(hu - vLow) / a, -q * a})
				}
			}
		}
		r.total.add(total)
		r.slope.add(slope)
	}
	t.events = ev
	return r
}

func (t *items) fill(x []float64, level, tail float64) (r filling) {
	k := &t.Knapsack
	n := len(k.Curve)
	curve, linear, weight, lower, upper := k.Curve, k.Linear[:n], k.Weight[:n], k.Lower[:n], k.Upper[:n]
	x = x[:n]
	for i := 0; i < n; {
		var total, size, slope float64
		for end := min(n, i+blockLen); i < end; i++ {
			h, a, l, u := curve[i], weight[i], lower[i], upper[i]
			v := math.FMA(a, level, -linear[i]) + a*tail
			z := v / h
			under, over := less(z, l), less(u, z)
			z = pick(over, u, pick(under, l, z))
			slope += keep(^(under | over), a*a/h)
			x[i] = z
			total += a * z
			size += math.Abs(a * z)
		}
		r.total.add(total)
		r.size += size
		r.slope += slope
	}
	return r
}

func (t *items) next(level float64, up bool) float64 {
	k := &t.Knapsack
	best := math.Inf(1)
	for i := range k.Curve {
		if k.Lower[i] == k.Upper[i] {
			continue
		}
		// Going up an item starts to move at its lower bound, going down at its upper.
		bound := k.Lower[i]
		if !up {
			bound = k.Upper[i]
		}
		if math.IsInf(bound, 0) {
			continue
		}
		d := (k.Curve[i]*bound - math.FMA(k.Weight[i], level, -k.Linear[i])) / k.Weight[i]
		if !up {
			d = -d
		}
		if d >= 0 {
			best = min(best, d+grain(math.Abs(level)+math.Abs(k.Linear[i])/k.Weight[i]))
		}
	}
	if !up {
		return -best
	}
	return best
}
