package separable

import (
	"errors"
	"fmt"
	"math"
)

// A Nested knapsack is several counties under one pot: the items of a [Knapsack] in groups, each
// with its own least and most spending,
//
//	Least_c <= sum of Weight_i x_i over group c <= Most_c,   sum over all = Items.Total.
//
// Group c has the items Start[c] to Start[c+1]; the groups are all items, in their order.
type Nested struct {
	Items Knapsack
	Start []int32
	Least []float64 // may be -Inf
	Most  []float64 // may be +Inf, not below Least
}

// Validate finds the faults of the data; they match [ErrInvalid].
func (n *Nested) Validate() error {
	if err := n.Items.Validate(); err != nil {
		return err
	}
	var f faults
	n.groups(&f)
	return f.err()
}

// groups finds the faults of the groups.
func (n *Nested) groups(f *faults) {
	groups := len(n.Least)
	if len(n.Most) != groups || len(n.Start) != groups+1 {
		f.add("%d least and %d most spendings and %d starts", groups, len(n.Most), len(n.Start))
		return
	}
	if n.Start[0] != 0 || int(n.Start[groups]) != len(n.Items.Curve) {
		f.add("groups from %d to %d of %d items", n.Start[0], n.Start[groups], len(n.Items.Curve))
		return
	}
	for c := range n.Least {
		if n.Start[c] > n.Start[c+1] {
			f.add("group %d from %d to %d", c, n.Start[c], n.Start[c+1])
		}
		if !boxed(n.Least[c], n.Most[c]) {
			f.add("group %d spends %v to %v", c, n.Least[c], n.Most[c])
		}
	}
}

// boxes is the memory of a nested solve.
type boxes struct {
	lower, upper []float64
	least, most  []float64 // multipliers of the groups at their least and most
	part, flat   Knapsack
}

// SolveNested fills x, one value per item, and multiplier, one per group, and returns the
// multiplier of the pot. A group that spends between its least and its most has the multiplier of
// the pot, one at its least a multiplier not below it, one at its most not above it; with the
// group's multiplier in place of the pot's every item obeys the rule of [KnapsackSolver.Solve].
//
// What a group takes at the multiplier of the pot, moved into its limits, is what its items take
// at that multiplier moved between those of its limits. So the items of a group never leave the
// range between the optima at its least and at its most, and with these ranges as bounds the
// groups are gone: two knapsacks for each group and one for all, expected time O(n).
//
// Faults match [ErrInvalid]; limits that exclude each other match [ErrInfeasible].
func (s *KnapsackSolver) SolveNested(x, multiplier []float64, n *Nested) (float64, error) {
	k := &n.Items
	if len(x) != len(k.Curve) || len(multiplier) != len(n.Least) {
		return 0, fmt.Errorf("%w: %d places for %d items, %d for %d groups",
			ErrInvalid, len(x), len(k.Curve), len(multiplier), len(n.Least))
	}
	var f faults
	n.groups(&f)
	if err := f.err(); err != nil {
		return 0, err
	}
	if err := k.Validate(); err != nil {
		return 0, err
	}
	b := &s.boxes
	defer func() { b.part, b.flat = Knapsack{}, Knapsack{} }() // keep memory, not the caller's data
	b.lower, b.upper = append(b.lower[:0], k.Lower...), append(b.upper[:0], k.Upper...)
	b.least, b.most = b.least[:0], b.most[:0]
	for c := range n.Least {
		if err := s.box(c, n); err != nil {
			return 0, err
		}
	}
	b.flat = Knapsack{k.Curve, k.Linear, k.Weight, b.lower, b.upper, k.Total}
	pot, err := s.Solve(x, &b.flat)
	if errors.Is(err, ErrInfeasible) && k.near(x, pot) {
		err = nil
	}
	for c := range multiplier {
		multiplier[c] = min(max(pot, b.least[c]), b.most[c])
	}
	return pot, err
}

// near says whether the items take the total to rounding, where limits of groups leave no room and
// were met to rounding themselves: an item is no finer than the rounding of the numbers it is made of.
func (k *Knapsack) near(x []float64, multiplier float64) bool {
	var spent sum
	size := math.Abs(k.Total)
	for i, a := range k.Weight {
		spent.addProduct(a, x[i])
		size += a * (math.Abs(x[i]) + roundoff*(math.Abs(k.Linear[i])+math.Abs(a*multiplier))/k.Curve[i])
	}
	return math.Abs(spent.total()-k.Total) <= reachShare*size
}

// box narrows the bounds of the items of group c to what its limits leave.
func (s *KnapsackSolver) box(c int, n *Nested) error {
	b, k := &s.boxes, &n.Items
	from, to := n.Start[c], n.Start[c+1]
	lower, upper := b.lower[from:to], b.upper[from:to]
	b.part = Knapsack{
		Curve: k.Curve[from:to], Linear: k.Linear[from:to], Weight: k.Weight[from:to],
		Lower: k.Lower[from:to], Upper: k.Upper[from:to],
	}
	low, high := b.part.reach()
	least, most := math.Inf(-1), math.Inf(1)
	var err error
	if n.Least[c] > low {
		b.part.Total = n.Least[c]
		if least, err = s.Solve(lower, &b.part); err != nil {
			return fmt.Errorf("the least of group %d: %w", c, err)
		}
	}
	if n.Most[c] < high {
		b.part.Total = n.Most[c]
		if most, err = s.Solve(upper, &b.part); err != nil {
			return fmt.Errorf("the most of group %d: %w", c, err)
		}
	}
	for i := range lower { // apart by rounding where least and most are one
		lower[i] = min(lower[i], upper[i])
	}
	b.least, b.most = append(b.least, least), append(b.most, max(least, most))
	return nil
}

// reach is the least and the most that the bounds allow in all.
func (k *Knapsack) reach() (least, most float64) {
	var low, high sum
	for i, a := range k.Weight {
		if math.IsInf(k.Lower[i], -1) {
			least = math.Inf(-1)
		} else {
			low.addProduct(a, k.Lower[i])
		}
		if math.IsInf(k.Upper[i], 1) {
			most = math.Inf(1)
		} else {
			high.addProduct(a, k.Upper[i])
		}
	}
	return least + low.total(), most + high.total()
}
