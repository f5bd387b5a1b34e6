package solver

import (
	"context"
	"fmt"
	"math"
)

// A Range is how far one number may move, all others staying, before the optimal basis ceases to be
// optimal, and the objective at the two ends. In between the objective is linear in the number.
type Range struct {
	Lower, Upper     float64 // infinite: as far as one likes
	AtLower, AtUpper float64 // objectives; infinite where it falls or rises without end
}

// A Ranging says of every number of an LP how far it may move alone. At a degenerate optimum there
// are several bases, and the ranges of one may be narrower than those of the optimal point: what
// they say is true, but not all that is true.
type Ranging struct {
	Result *Result // of the solve that it belongs to; without an optimum there are no ranges

	// Cost is of the columns' costs: within it the point stays optimal.
	Cost []Range

	// Row and Col are of the bounds that rows and columns are at: within it their duals hold. One that
	// is at no bound (it is basic) has its activity or value at both ends: so far its bounds may close
	// in and nothing changes.
	Row, Col []Range
}

// A Ranger is a [Backend] that knows how far the numbers of an LP may move. Ranging is called after a
// solve of an LP that ended [Optimal], before anything else changes; the session fills in the
// [Result] and the ranges of what is basic.
type Ranger interface {
	Ranging() (*Ranging, error)
}

// Ranging solves the LP, from where the engine is, and says how far each of its numbers may move.
// A problem with whole columns needs Settings.Relax. [ErrUnsupported] where the engine has none.
func (s *Session) Ranging(ctx context.Context, settings *Settings) (*Ranging, error) {
	if s.closed {
		return nil, ErrClosed
	}
	engine, ok := s.b.(Ranger)
	if !ok {
		return nil, fmt.Errorf("%w: ranging", ErrUnsupported)
	}
	if s.p.AnyWhole() && (settings == nil || !settings.Relax) {
		return nil, fmt.Errorf("%w: ranging of a problem with whole columns", ErrUnsupported)
	}
	// An optimum that presolve alone has found has no simplex method behind it that could be asked.
	set := Settings{}
	if settings != nil {
		set = *settings
	}
	set.NoPresolve = true
	r, err := s.Solve(ctx, nil, &set)
	if err != nil {
		return nil, err
	}
	if r.Status != Optimal {
		return &Ranging{Result: r}, nil
	}
	if len(s.p.Rows.Index) == 0 {
		return rangeOfBox(s.p, r), nil
	}
	if r.Basis == nil {
		return nil, fmt.Errorf("%w: ranging without a basis", ErrUnsupported)
	}
	out, err := engine.Ranging()
	if err != nil {
		return nil, err
	}
	if len(out.Cost) != s.NumCols() || len(out.Col) != s.NumCols() || len(out.Row) != s.NumRows() {
		return nil, fmt.Errorf("%w: ranges of %d and %d columns and %d rows", ErrEngine, len(out.Cost), len(out.Col), len(out.Row))
	}
	out.Result = r
	for i, b := range r.Basis.Row {
		if b == Basic {
			out.Row[i] = Range{r.Activity[i], r.Activity[i], r.Objective, r.Objective}
		}
	}
	for j, b := range r.Basis.Col {
		if b == Basic {
			out.Col[j] = Range{r.X[j], r.X[j], r.Objective, r.Objective}
		}
	}
	return out, nil
}

// rangeOfBox is the ranges of a problem whose rows have no entries, which engines solve without their
// method: every column is on its own.
func rangeOfBox(p *Problem, r *Result) *Ranging {
	inf := math.Inf(1)
	out := &Ranging{Result: r, Cost: make([]Range, p.NumCols()), Row: make([]Range, p.NumRows()), Col: make([]Range, p.NumCols())}
	for i := range out.Row {
		out.Row[i] = Range{AtLower: r.Objective, AtUpper: r.Objective}
	}
	for j, cost := range p.Cost {
		lower, upper, x := p.ColLower[j], p.ColUpper[j], r.X[j]
		// at is the objective after a change of the cost or the bound by dv.
		at := func(slope, dv float64) float64 {
			if slope == 0 {
				return r.Objective
			}
			return r.Objective + slope*dv
		}
		c := Range{Lower: -inf, Upper: inf}
		b := Range{Lower: -inf, Upper: inf}
		switch {
		case lower == upper:
		case x == lower:
			c.Lower, b.Upper = 0, upper
		case x == upper:
			c.Upper, b.Lower = 0, lower
		default:
			c.Lower, c.Upper = 0, 0
		}
		c.AtLower, c.AtUpper = at(x, c.Lower-cost), at(x, c.Upper-cost)
		b.AtLower, b.AtUpper = at(cost, b.Lower-x), at(cost, b.Upper-x)
		out.Cost[j], out.Col[j] = c, b
	}
	return out
}
