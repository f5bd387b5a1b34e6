package assignment

import (
	"errors"
	"fmt"
	"math"
)

// ErrInvalid marks a problem with faults: NaN, slices of different lengths, an index out of range, a least
// above a most.
var ErrInvalid = errors.New("assignment: invalid")

// maxFaults is how many faults a validation lists before it stops; the rest is counted.
const maxFaults = 20

// faults collects what is wrong with the data.
type faults struct {
	kind error // what they match; nil: ErrInvalid
	list []error
	more int
}

func (f *faults) add(format string, args ...any) {
	if len(f.list) == maxFaults {
		f.more++
		return
	}
	f.list = append(f.list, fmt.Errorf("%w: %s", f.matched(), fmt.Sprintf(format, args...)))
}

func (f *faults) matched() error {
	if f.kind != nil {
		return f.kind
	}
	return ErrInvalid
}

func (f *faults) err() error {
	if f.more > 0 {
		return errors.Join(append(f.list, fmt.Errorf("%w: %d more faults", f.matched(), f.more))...)
	}
	return errors.Join(f.list...)
}

// amount says whether a number is finite, not negative and of a size that sums keep.
func amount(v float64) bool { return v >= 0 && v <= MaxAmount }

// within says whether a number is finite and of a size that sums keep.
func within(v float64) bool { return math.Abs(v) <= MaxAmount }

// Validate finds the faults of the data; they match [ErrInvalid]. That no plan exists is no fault.
func (p *Problem) Validate() error {
	var f faults
	n, m := len(p.Size), len(p.Sites)
	switch {
	case n == 0 || m == 0:
		f.add("%d pieces, %d sites", n, m)
	case n > math.MaxInt32/m:
		f.add("%d pieces at %d sites are too many pairs", n, m)
	case len(p.Cost) != n*m || p.Load != nil && len(p.Load) != n*m:
		f.add("%d pieces, %d sites, %d costs, %d loads", n, m, len(p.Cost), len(p.Load))
	case p.Whole != nil && len(p.Whole) != n || p.Lock != nil && len(p.Lock) != n:
		f.add("%d pieces, %d marks for whole, %d locks", n, len(p.Whole), len(p.Lock))
	}
	if err := f.err(); err != nil {
		return err
	}
	for b, v := range p.Size {
		if !amount(v) {
			f.add("size %v of piece %d", v, b)
		}
		if l := p.lock(b); l < -1 || l >= m {
			f.add("piece %d is locked to site %d of %d", b, l, m)
		}
	}
	for k, v := range p.Cost {
		if !within(v) && !math.IsInf(v, 1) {
			f.add("cost %v of piece %d at site %d", v, k/m, k%m)
		}
	}
	for k, v := range p.Load {
		if !amount(v) {
			f.add("load %v of piece %d at site %d", v, k/m, k%m)
		}
	}
	for j := range p.Sites {
		p.Sites[j].check(&f, j)
	}
	for e, u := range p.Units {
		if u.Site < 0 || u.Site >= m || !(u.Cap > 0) || !amount(u.Cap) || !within(u.Cost) || u.Max < 0 || u.Max > maxUnit {
			f.add("unit %d of %v at %v, up to %d at site %d", e, u.Cap, u.Cost, u.Max, u.Site)
		}
	}
	for i, h := range p.Hinges {
		if h.Site < 0 || h.Site >= m || !amount(h.At) || !amount(h.Slope) {
			f.add("hinge %d at %v of site %d costs %v", i, h.At, h.Site, h.Slope)
		}
	}
	if p.MaxSites < 0 || p.MinOpen < 0 || p.MaxOpen < 0 || p.MaxOpen > 0 && p.MinOpen > p.MaxOpen {
		f.add("at most %d sites for a piece, %d to %d open", p.MaxSites, p.MinOpen, p.MaxOpen)
	}
	seen := make([]int32, n*m)
	for r := range p.Rows {
		p.checkRow(&f, r, seen)
	}
	goal := false
	for k := range p.Ratios {
		p.checkRatio(&f, k)
		goal = goal || !p.Ratios[k].Held
	}
	switch {
	case p.Goal < LeastCost || p.Goal > LeastLevels:
		f.add("goal %d", p.Goal)
	case p.Goal != LeastCost && !goal:
		f.add("a goal of ratios, but no ratio in it")
	}
	if p.Map != nil {
		p.Map.check(&f, n, m)
	}
	return f.err()
}

func (s *Site) check(f *faults, j int) {
	if !amount(s.Least) || !(s.Most >= s.Least) || s.Most > MaxAmount && !math.IsInf(s.Most, 1) {
		f.add("site %d takes %v to %v", j, s.Least, s.Most)
	}
	if !within(s.Fixed) {
		f.add("site %d costs %v", j, s.Fixed)
	}
	if s.Open < Always || s.Open > Never {
		f.add("site %d: openness %d", j, s.Open)
	}
}

// checkRow checks a row; seen has for each pair the number of the last row that had it, plus one.
func (p *Problem) checkRow(f *faults, r int, seen []int32) {
	row := &p.Rows[r]
	if len(row.Pair) != len(row.Value) || row.Open != nil && len(row.Open) != len(p.Sites) || row.Units != nil && len(row.Units) != len(p.Units) ||
		row.Hinges != nil && len(row.Hinges) != len(p.Hinges) {
		f.add("row %d: %d pairs, %d values, %d for sites, %d for units, %d for hinges", r, len(row.Pair), len(row.Value), len(row.Open), len(row.Units), len(row.Hinges))
		return
	}
	if math.IsNaN(row.Lower) || math.IsNaN(row.Upper) || math.IsInf(row.Lower, 1) || math.IsInf(row.Upper, -1) || row.Lower > row.Upper {
		f.add("row %d from %v to %v", r, row.Lower, row.Upper)
	}
	for i, pair := range row.Pair {
		switch {
		case pair < 0 || int(pair) >= len(seen):
			f.add("row %d: pair %d of %d", r, pair, len(seen))
			continue
		case seen[pair] == int32(r+1):
			f.add("row %d: pair %d twice", r, pair)
		case !within(row.Value[i]):
			f.add("row %d: value %v", r, row.Value[i])
		}
		seen[pair] = int32(r + 1)
	}
	for i, v := range row.Hinges {
		if v < 0 || v > 0 && !math.IsInf(row.Lower, -1) {
			f.add("row %d: hinge %d by %v, from %v to %v: that is not convex", r, i, v, row.Lower, row.Upper)
		}
	}
	for _, list := range [][]float64{row.Open, row.Units, row.Hinges} {
		for _, v := range list {
			if !within(v) {
				f.add("row %d: value %v", r, v)
			}
		}
	}
}

func (p *Problem) checkRatio(f *faults, k int) {
	c := &p.Ratios[k]
	if len(c.Weight) != len(p.Sites) {
		f.add("ratio %d: %d weights for %d sites", k, len(c.Weight), len(p.Sites))
		return
	}
	if !(c.Limit > 0) || !amount(c.Limit) || !amount(c.Most) {
		f.add("ratio %d: limit %v, most %v", k, c.Limit, c.Most)
	}
	for j, w := range c.Weight {
		if !amount(w) {
			f.add("ratio %d: weight %v of site %d", k, w, j)
		} else if w > 0 && p.Sites[j].Open == Never {
			f.add("ratio %d: site %d has a weight, and is never open", k, j)
		}
	}
}
