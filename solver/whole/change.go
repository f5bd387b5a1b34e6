package whole

import (
	"errors"
	"math"
	"slices"
)

// Change takes another problem in the place of the solver's if it differs in numbers that can be changed
// in place: bounds of rows and columns, costs, limits. It says whether it did; if not, the solver is as
// it was. The next [Solver.Solve] then looks only at the blocks that are concerned, if plan and bound
// still meet, and else starts from the last prices, plan, cuts and bases. Errors match [ErrInvalid] or
// are the engine's.
func (v *Solver) Change(p *Problem) (bool, error) {
	if err := p.Validate(); err != nil {
		return false, err
	}
	if p = p.apart(); !v.p.sameShape(p) {
		return false, nil
	}
	old := v.p
	for b, m := range v.blocks {
		changed, err := m.adopt(old, p)
		if err != nil {
			return false, err
		}
		if changed {
			v.stale[b], v.known[b] = true, nil
		}
		m.p = p
	}
	v.p = p
	return true, nil
}

// sameShape says whether another problem has the same columns, rows and which of them are free, entries,
// cones but for their limits, floors and links.
func (p *Problem) sameShape(o *Problem) bool {
	a, b := &p.Linear, &o.Linear
	for i := range a.NumRows() {
		if i < b.NumRows() && p.isFree(i) != o.isFree(i) {
			return false
		}
	}
	return slices.Equal(a.Whole, b.Whole) && a.NumCols() == b.NumCols() && slices.Equal(a.Rows.Start, b.Rows.Start) &&
		slices.Equal(a.Rows.Index, b.Rows.Index) && slices.Equal(a.Rows.Value, b.Rows.Value) &&
		slices.Equal(p.Floors, o.Floors) && slices.Equal(p.Links, o.Links) && slices.EqualFunc(p.Cones, o.Cones, sameCone)
}

// sameCone says whether two cones differ in their limits at most, which both have or neither.
func sameCone(a, b Cone) bool {
	return slices.Equal(a.Level, b.Level) && slices.Equal(a.Weight, b.Weight) && a.Mean == b.Mean &&
		slices.Equal(a.Step, b.Step) && slices.Equal(a.Base, b.Base) && a.MeanStep == b.MeanStep && a.MeanBase == b.MeanBase &&
		math.IsInf(a.Limit, 1) == math.IsInf(b.Limit, 1)
}

// adopt hands the numbers of a problem over that differ from another's, and says whether there are any in
// the block.
func (m *model) adopt(old, p *Problem) (changed bool, err error) {
	note := func(e error) {
		changed, err = true, errors.Join(err, e)
	}
	for at, j := range m.cols {
		if j < 0 {
			continue
		}
		if lo, hi := p.Linear.ColLower[j], p.Linear.ColUpper[j]; lo != old.Linear.ColLower[j] || hi != old.Linear.ColUpper[j] {
			if c := m.meanOf(int32(at)); c != nil {
				lo = c.least(lo)
			}
			note(m.sess.SetColBounds(at, lo, hi))
		}
		changed = changed || p.Linear.Cost[j] != old.Linear.Cost[j]
	}
	for at, i := range m.rows {
		if lo, hi := p.Linear.Rows.Lower[i], p.Linear.Rows.Upper[i]; lo != old.Linear.Rows.Lower[i] || hi != old.Linear.Rows.Upper[i] {
			note(m.sess.SetRowBounds(at, lo, hi))
		}
	}
	for _, c := range m.cones {
		c.Cone = &p.Cones[c.k]
		if c.limit != c.Limit {
			c.limit = c.Limit
			note(m.innerAt(c, c.inner, 0))
		}
	}
	return changed, err
}

// meanOf is the cone that has its mean in a column of the model; nil: none has.
func (m *model) meanOf(at int32) *cone {
	for _, c := range m.cones {
		if c.mean == at {
			return c
		}
	}
	return nil
}
