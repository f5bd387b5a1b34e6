package solver

import (
	"fmt"
	"math"
)

func invalid(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrInvalid, fmt.Sprintf(format, args...))
}

// Validate finds the first fault that no engine should see; it matches [ErrInvalid].
func (p *Problem) Validate() error {
	n := len(p.Cost)
	switch {
	case len(p.ColLower) != n || len(p.ColUpper) != n:
		return invalid("%d costs, %d lower and %d upper bounds of columns", n, len(p.ColLower), len(p.ColUpper))
	case p.Whole != nil && len(p.Whole) != n:
		return invalid("%d costs and %d entries of Whole", n, len(p.Whole))
	}
	if err := checkOffset(p.Offset); err != nil {
		return err
	}
	for j := range p.Cost {
		if err := checkCol(j, p.Cost[j], p.ColLower[j], p.ColUpper[j]); err != nil {
			return err
		}
	}
	return p.Rows.check(n, 0, make([]int32, n), 0)
}

// check checks a block of rows over n columns, of which the first gets the number first in
// messages. last is scratch of n places, none above base; row i leaves base+i+1 at its columns.
func (r *Rows) check(n, first int, last []int32, base int32) error {
	if err := checkShape("row", len(r.Lower), len(r.Upper), r.Start, len(r.Index), len(r.Value)); err != nil {
		return err
	}
	for i := range r.Lower {
		if err := checkBounds("row", first+i, r.Lower[i], r.Upper[i]); err != nil {
			return err
		}
		if err := checkEntries("row", first+i, "column", n, r.Start[i:i+2], r.Index, r.Value, base+int32(i)+1, last); err != nil {
			return err
		}
	}
	return nil
}

// check does the same for a block of columns over m rows.
func (c *Cols) check(m, first int, last []int32, base int32) error {
	if err := checkShape("column", len(c.Lower), len(c.Upper), c.Start, len(c.Index), len(c.Value)); err != nil {
		return err
	}
	if len(c.Cost) != len(c.Lower) || c.Whole != nil && len(c.Whole) != len(c.Lower) {
		return invalid("%d costs, %d lower bounds and %d entries of Whole", len(c.Cost), len(c.Lower), len(c.Whole))
	}
	for j := range c.Lower {
		if err := checkCol(first+j, c.Cost[j], c.Lower[j], c.Upper[j]); err != nil {
			return err
		}
		if err := checkEntries("column", first+j, "row", m, c.Start[j:j+2], c.Index, c.Value, base+int32(j)+1, last); err != nil {
			return err
		}
	}
	return nil
}

func checkShape(what string, lower, upper int, start []int32, index, value int) error {
	switch {
	case lower != upper:
		return invalid("%d lower and %d upper bounds of %ss", lower, upper, what)
	case index != value:
		return invalid("%d indices and %d values of %ss", index, value, what)
	case index > math.MaxInt32:
		return invalid("more than %d entries", math.MaxInt32)
	case lower == 0 && len(start) == 0:
		if index != 0 {
			return invalid("%d entries and no %s", index, what)
		}
		return nil
	case len(start) != lower+1:
		return invalid("%d %ss and %d starts, want one more", lower, what, len(start))
	case start[0] != 0 || int(start[lower]) != index:
		return invalid("the starts of %ss run from %d to %d, want 0 to %d", what, start[0], start[lower], index)
	}
	for i := range lower {
		if start[i] > start[i+1] {
			return invalid("%s %d starts at %d and ends at %d", what, i, start[i], start[i+1])
		}
	}
	return nil
}

// checkEntries checks one row or column, which leaves its mark at each of its places in last: what
// carries it already has been met twice.
func checkEntries(what string, k int, other string, n int, span, index []int32, value []float64, mark int32, last []int32) error {
	for e := span[0]; e < span[1]; e++ {
		j := index[e]
		if j < 0 || int(j) >= n {
			return invalid("%s %d has an entry in %s %d of %d", what, k, other, j, n)
		}
		if last[j] == mark {
			return invalid("%s %d has two entries in %s %d", what, k, other, j)
		}
		last[j] = mark
		if v := value[e]; !(math.Abs(v) <= MaxCoefficient) {
			return invalid("%s %d has the coefficient %v in %s %d", what, k, v, other, j)
		}
	}
	return nil
}

func checkCol(j int, cost, lower, upper float64) error {
	if err := checkCost(j, cost); err != nil {
		return err
	}
	return checkBounds("column", j, lower, upper)
}

func checkCost(j int, v float64) error {
	if !(math.Abs(v) < MaxBound) {
		return invalid("cost of column %d is %v", j, v)
	}
	return nil
}

func checkOffset(v float64) error {
	if !(math.Abs(v) < MaxBound) {
		return invalid("offset is %v", v)
	}
	return nil
}

func checkBounds(what string, k int, lower, upper float64) error {
	switch {
	case math.IsNaN(lower) || math.IsNaN(upper):
		return invalid("%s %d has the bounds %v and %v", what, k, lower, upper)
	case math.IsInf(lower, 1) || math.IsInf(upper, -1):
		return invalid("%s %d lies between %v and %v, which no number does", what, k, lower, upper)
	case finite(lower) && math.Abs(lower) >= MaxBound || finite(upper) && math.Abs(upper) >= MaxBound:
		return invalid("%s %d has the bounds %v and %v: use an infinity from %v on", what, k, lower, upper, MaxBound)
	}
	return nil
}

func finite(v float64) bool { return !math.IsInf(v, 0) && !math.IsNaN(v) }

// check checks the settings.
func (s *Settings) check() error {
	switch {
	case !(s.TimeLimit >= 0):
		return invalid("time limit %v", s.TimeLimit)
	case !(s.Gap >= 0) || !(s.AbsGap >= 0):
		return invalid("gap %v, absolute gap %v", s.Gap, s.AbsGap)
	case s.Pivots < 0 || s.Nodes < 0:
		return invalid("limit of %d pivots, %d nodes", s.Pivots, s.Nodes)
	case s.Seed < 0 || s.Seed > math.MaxInt32 || s.Pivots > math.MaxInt32 || s.Nodes > math.MaxInt32:
		return invalid("seed %d, limit of %d pivots, %d nodes: not within 0 and %d", s.Seed, s.Pivots, s.Nodes, math.MaxInt32)
	}
	return nil
}
