package assignment

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/separable"
)

// A Short says why there is no plan, by what would have to give. Either pieces that may go nowhere (Sites nil);
// or a set of sites that must hold more than it may, or less than it needs (a cut, which anyone can add up);
// or the least amounts by which loads, rows and ratios would have to miss their limits, summed.
type Short struct {
	Pieces []int // that count for the set of sites, or that may go nowhere
	Sites  []int
	Filled bool    // the sites cannot be filled; false: they overflow
	Have   float64 // the load that must go there, or if Filled all that may
	Want   float64 // the sum of their Most, or if Filled of their Least

	Over, Under []float64 // by site: load above Most and below Least in the plan that misses least; nil for a cut
	Rows        []float64 // by row: below Lower (negative) or above Upper (positive) likewise; nil: rows were kept
	Ratios      []float64 // by ratio: how far the square is above that of Most likewise; nil: limits were kept
	Whole       bool      // pieces may not be split in that plan: with splitting there would be one without a miss

	// Rest says that no plan exists even if loads, rows and ratios may miss their limits: the pairs that are allowed, the
	// rule of the map, MaxSites and the number of open sites cannot be kept together.
	Rest bool
}

// Amount is how much load is short in all.
func (s *Short) Amount() float64 {
	if s.Over == nil {
		return math.Abs(s.Have - s.Want)
	}
	total := 0.0
	for j := range s.Over {
		total += s.Over[j] + s.Under[j]
	}
	return total
}

// String says it in words.
func (s *Short) String() string {
	switch {
	case s.Rest:
		return "the pairs allowed, the map and the number of sites exclude each other"
	case s.Over != nil:
		return fmt.Sprintf("limits are missed by %v in all", s.Amount())
	case len(s.Sites) == 0:
		return fmt.Sprintf("%d pieces may go nowhere", len(s.Pieces))
	case s.Filled:
		return fmt.Sprintf("%d sites need %v and can get %v", len(s.Sites), s.Want, s.Have)
	}
	return fmt.Sprintf("%d sites must take %v and may hold %v", len(s.Sites), s.Have, s.Want)
}

// short is a cut in terms of sites.
func (c *carrier) short(cut *separable.Cut) *Short {
	s := &Short{Pieces: cut.Pieces, Filled: cut.Short, Have: cut.Have, Want: cut.Want}
	for _, school := range cut.Nodes {
		if j := c.site[school]; len(s.Sites) == 0 || s.Sites[len(s.Sites)-1] != j {
			s.Sites = append(s.Sites, j)
		}
	}
	return s
}

// homeless are the pieces that may go nowhere; nil: none.
func (v *Session) homeless() *Short {
	var s *Short
	for b := range v.p.Size {
		if cheapest(v.p, b) < 0 {
			if s == nil {
				s = &Short{}
			}
			s.Pieces = append(s.Pieces, b)
			s.Have += v.p.Size[b]
		}
	}
	return s
}

// infeasible completes the result of a problem without a plan; linear: the LP has no point either.
func (v *Session) infeasible(ctx context.Context, r *Result, linear bool) error {
	r.Status, r.Bound = solver.Infeasible, math.Inf(1)
	if r.Short = v.homeless(); r.Short != nil {
		return nil
	}
	if linear && carries(v.p) {
		c, err := newCarrier(v.p)
		if err != nil {
			return err
		}
		var cut *separable.Cut
		if errors.As(c.sess.Solve(ctx), &cut) {
			r.Short = c.short(cut)
			return nil
		}
	}
	if err := v.load(ctx); err != nil {
		return err
	}
	for _, rows := range []bool{false, true} {
		short, err := v.elastic(ctx, linear, rows)
		if err != nil || short != nil {
			r.Short = short
			return err
		}
	}
	return nil
}

// elastic finds the least sum of what loads miss their limits by; rows: and rows and ratios of the problem, too. Nil:
// that alone does not help, or the time is up.
func (v *Session) elastic(ctx context.Context, linear, rows bool) (short *Short, err error) {
	m := v.model
	lp := m.sess.Problem().Clone()
	clear(lp.Cost)
	cols := solver.Cols{}
	inf := math.Inf(1)
	for j, i := range m.loads {
		cols.Add(m.unit[j], 0, inf, false, []int32{i}, []float64{-1})
		cols.Add(m.unit[j], 0, inf, false, []int32{i}, []float64{1})
	}
	if rows {
		for _, i := range m.rows {
			cols.Add(1, 0, inf, false, []int32{i}, []float64{-1})
			cols.Add(1, 0, inf, false, []int32{i}, []float64{1})
		}
		for _, i := range m.mosts {
			if i >= 0 {
				cols.Add(1, 0, inf, false, []int32{i}, []float64{-1})
			}
		}
	}
	backend, err := v.s.Open()
	if err != nil {
		return nil, err
	}
	sess, err := solver.NewSession(backend, lp)
	if err != nil {
		return nil, errors.Join(err, backend.Close())
	}
	defer func() { err = errors.Join(err, sess.Close()) }()
	first, err := sess.AddCols(&cols)
	if err != nil {
		return nil, err
	}
	set := v.s.engine()
	set.Relax = linear
	res, err := sess.Solve(ctx, nil, &set)
	switch {
	case err != nil:
		return nil, err
	case rows && res.Status == solver.Infeasible:
		return &Short{Rest: true, Whole: !linear}, nil
	case res.X == nil:
		return nil, nil
	}
	short = &Short{Whole: !linear}
	x := res.X[first:]
	for j := range m.loads {
		short.Over = append(short.Over, missed(x[2*j]*m.unit[j]))
		short.Under = append(short.Under, missed(x[2*j+1]*m.unit[j]))
	}
	x = x[2*len(m.loads):]
	if rows {
		for r := range m.rows {
			short.Rows = append(short.Rows, (missed(x[2*r])-missed(x[2*r+1]))/m.factor[r])
		}
		x = x[2*len(m.rows):]
		short.Ratios = make([]float64, len(m.mosts))
		for k, i := range m.mosts {
			if i >= 0 {
				short.Ratios[k], x = missed(x[0]), x[1:]
			}
		}
	}
	return short, nil
}

// missed is an amount that is missed, 0 where it is what an engine leaves.
func missed(v float64) float64 {
	if v < planTolerance {
		return 0
	}
	return v
}

// isInfeasible says whether an error is a cut.
func isInfeasible(err error) bool { return errors.Is(err, separable.ErrInfeasible) }
