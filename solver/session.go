package solver

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
)

// A Session is one problem, loaded into an engine and solved many times with small changes. Edits
// are buffered and handed over in one go by the next [Session.Solve]. It belongs to one goroutine.
type Session struct {
	b        Backend
	p        *Problem
	closed   bool
	loaded   bool // the engine has the problem, up to the edits below
	doubt    bool // unless it lost it when it was stopped
	reloads  int
	rows     int // that the engine has
	cols     int
	hint     []float64 // ray of the last solve, whether or not it proves anything
	pending  edits
	handed   handed
	seen     []int32 // scratch of the check for entries that occur twice
	lastMark int32
}

// NewSession starts a session on a copy of p, which it checks; faults match [ErrInvalid]. The
// engine hears of it at the first solve. The session owns b from then on and closes it; after an
// error b is still the caller's.
func NewSession(b Backend, p *Problem) (*Session, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	own := p.Clone()
	if len(own.Rows.Start) == 0 {
		own.Rows.Start = []int32{0}
	}
	own.Rows.dropTiny(0)
	return &Session{b: b, p: own}, nil
}

// Problem is the problem as it is now, all edits included. It is the session's: read it, do not
// change it; the next edit does.
func (s *Session) Problem() *Problem { return s.p }

// NumRows is the number of rows, those not handed over yet included.
func (s *Session) NumRows() int { return s.p.NumRows() }

// NumCols is the number of columns, those not handed over yet included.
func (s *Session) NumCols() int { return s.p.NumCols() }

// Reloads counts how often the problem had to be loaded again because the engine could not be
// changed in place. The first load does not count.
func (s *Session) Reloads() int { return s.reloads }

// Engine is the name and the version of the engine.
func (s *Session) Engine() (name, version string) { return s.b.Name() }

// Close gives the engine back. Closing twice is harmless.
func (s *Session) Close() error {
	if s.closed {
		return nil
	}
	s.closed = true
	return s.b.Close()
}

// Solve hands the edits over and solves. Infeasible, unbounded, a limit and a cancelled context are
// results with their [Status]; a limit and a cancelled context keep the best point and the bound.
// The error is for misuse ([ErrInvalid], [ErrClosed]), for what the engine cannot do
// ([ErrUnsupported]) and for its failures ([ErrEngine]). start and settings may be nil.
//
// A basis in start that is shorter than the problem is extended: rows added since are basic,
// columns added since are at a bound.
func (s *Session) Solve(ctx context.Context, start *Start, settings *Settings) (*Result, error) {
	if s.closed {
		return nil, ErrClosed
	}
	if settings == nil {
		settings = &Settings{}
	}
	if err := settings.check(); err != nil {
		return nil, err
	}
	start, err := s.fitStart(start, settings)
	if err != nil {
		return nil, err
	}
	if ctx.Err() != nil {
		return s.interrupted(), nil
	}
	if err := s.flush(); err != nil {
		return nil, err
	}
	if s.NumCols() == 0 {
		return s.solveEmpty(), nil
	}
	if ctx.Err() != nil { // a large problem takes time to load
		return s.interrupted(), nil
	}
	s.doubt = true // also where a panic of the caller's progress function goes through here
	r, err := s.b.Solve(ctx, start, settings)
	if err != nil {
		return nil, err
	}
	s.doubt = r.Status == Interrupted || r.Status == TimeLimit
	if r.Status == InfeasibleOrUnbounded {
		if err := s.tellApart(ctx, settings, r); err != nil {
			return nil, err
		}
	}
	r.Relaxed = settings.Relax
	if err := s.tidy(r); err != nil {
		return nil, err
	}
	return r, nil
}

// interrupted is the answer where the engine has not begun.
func (s *Session) interrupted() *Result {
	return &Result{Status: Interrupted, Objective: math.NaN(), Bound: boxBound(s.p)}
}

// flush brings the engine up to date: by an update, or by loading where it has nothing yet or
// cannot be changed in place.
func (s *Session) flush() error {
	if s.loaded {
		u := s.update()
		if u == nil {
			if !s.doubt {
				return nil
			}
			u = &Update{}
		}
		err := s.b.Update(u)
		if err == nil {
			s.settled()
			return nil
		}
		s.loaded = false
		if !errors.Is(err, ErrUnsupported) {
			return err
		}
		s.reloads++
	}
	if err := s.b.Load(s.p); err != nil {
		return err
	}
	s.loaded = true
	s.settled()
	return nil
}

func (s *Session) settled() {
	s.doubt = false
	s.rows, s.cols = s.NumRows(), s.NumCols()
	s.pending.reset()
}

// solveEmpty answers for a problem without columns, which engines treat as no problem at all.
func (s *Session) solveEmpty() *Result {
	m := s.NumRows()
	for i := range m {
		if !(s.p.Rows.Lower[i] <= 0 && 0 <= s.p.Rows.Upper[i]) {
			return &Result{Status: Infeasible, Objective: math.NaN(), Bound: math.Inf(1), Ray: rayOfOneRow(s.p)}
		}
	}
	return &Result{
		Status: Optimal, Objective: s.p.Offset, Bound: s.p.Offset,
		X: []float64{}, Activity: make([]float64, m), RowDual: make([]float64, m), ColDual: []float64{},
	}
}

// tellApart solves for any point at all. Without costs nothing is unbounded: if there is a point,
// the problem that is one of the two is unbounded.
func (s *Session) tellApart(ctx context.Context, settings *Settings, r *Result) error {
	free := s.p.Clone()
	clear(free.Cost)
	s.loaded = false // what follows leaves other costs in the engine
	s.reloads++
	if err := s.b.Load(free); err != nil {
		return err
	}
	again, err := s.b.Solve(ctx, nil, settings)
	if err != nil {
		return err
	}
	r.Pivots += again.Pivots
	r.Nodes += again.Nodes
	switch again.Status {
	case Optimal:
		r.Status = Unbounded
	case Infeasible:
		r.Status, r.Ray = Infeasible, again.Ray
	case TimeLimit, IterationLimit, Interrupted:
		r.Status = again.Status
		if again.X != nil {
			r.Status = Unbounded
		}
	case Unknown, Unbounded, InfeasibleOrUnbounded, CutOff:
	}
	return nil
}

// tidy checks the shape of an engine's answer and sets what the statuses imply.
func (s *Session) tidy(r *Result) error {
	n, m := s.NumCols(), s.NumRows()
	for _, v := range []struct {
		name string
		got  []float64
		want int
	}{{"X", r.X, n}, {"ColDual", r.ColDual, n}, {"Activity", r.Activity, m}, {"RowDual", r.RowDual, m}, {"Ray", r.Ray, m}} {
		if v.got != nil && len(v.got) != v.want {
			return fmt.Errorf("%w: %d values in %s, want %d", ErrEngine, len(v.got), v.name, v.want)
		}
	}
	switch {
	case r.X == nil:
		r.Objective = math.NaN()
	case r.Activity == nil:
		r.Activity = make([]float64, m)
		for i := range r.Activity {
			r.Activity[i] = s.p.Rows.Activity(i, r.X)
		}
	}
	switch {
	case r.Status == Infeasible:
		r.Bound = math.Inf(1)
	case r.Status == Unbounded || math.IsNaN(r.Bound):
		r.Bound = math.Inf(-1)
	}
	if math.IsInf(r.Bound, -1) && stopped(r.Status) {
		r.Bound = boxBound(s.p) // whatever else is known, it is cheap
		if r.RowDual != nil {
			r.Bound = math.Max(r.Bound, DualBound(s.p, r.RowDual))
		}
	}
	if r.X != nil && r.Bound > r.Objective { // by rounding; a gap is never negative
		r.Bound = r.Objective
	}
	s.hint = r.Ray
	if r.Ray != nil && !(RayProves(s.p, r.Ray) > 0) {
		r.Ray = nil
	}
	if r.Ray == nil && r.Status == Infeasible {
		r.Ray = rayOfOneRow(s.p) // engines see this so early that they have no ray
	}
	return nil
}

// stopped says whether a solve ended before it knew the answer.
func stopped(status Status) bool {
	return status == TimeLimit || status == IterationLimit || status == Interrupted || status == Unknown
}

// fitStart checks a start and makes it fit the problem as it is now.
func (s *Session) fitStart(start *Start, settings *Settings) (*Start, error) {
	fit := &Start{}
	if start == nil {
		return fit, nil
	}
	whole := !settings.Relax && s.p.AnyWhole()
	if x := start.Incumbent; x != nil {
		if len(x) != s.NumCols() {
			return nil, invalid("incumbent of %d values for %d columns", len(x), s.NumCols())
		}
		for j, v := range x {
			if !finite(v) {
				return nil, invalid("incumbent has %v in column %d", v, j)
			}
		}
		if whole {
			fit.Incumbent = s.wholeIn(x)
		}
	}
	if start.Basis != nil {
		b, err := s.fitBasis(start.Basis)
		if err != nil {
			return nil, err
		}
		if !whole {
			fit.Basis = b
		}
	}
	return fit, nil
}

// wholeIn is a point with whole numbers in all whole columns; nil: it is too far from one. An engine would search
// for numbers in the place of parts, and tell bounds of that search as if they were those of the problem.
func (s *Session) wholeIn(x []float64) []float64 {
	fit := slices.Clone(x)
	for j := range fit {
		if j >= len(s.p.Whole) || !s.p.Whole[j] {
			continue
		}
		n := math.Round(fit[j])
		if math.Abs(n-fit[j]) > startTolerance {
			return nil
		}
		fit[j] = n
	}
	return fit
}

func (s *Session) fitBasis(b *Basis) (*Basis, error) {
	n, m := s.NumCols(), s.NumRows()
	if len(b.Col) > n || len(b.Row) > m {
		return nil, invalid("basis of %d columns and %d rows for %d and %d", len(b.Col), len(b.Row), n, m)
	}
	basic := m - len(b.Row)
	for _, part := range [][]BasisStatus{b.Col, b.Row} {
		for k, st := range part {
			if st < AtLower || st > AtZero {
				return nil, invalid("basis status %d at %d", st, k)
			}
			if st == Basic {
				basic++
			}
		}
	}
	if basic != m {
		return nil, invalid("basis with %d basic columns and rows, want %d, one per row", basic, m)
	}
	if len(b.Col) == n && len(b.Row) == m {
		return b, nil
	}
	fit := &Basis{Col: make([]BasisStatus, n), Row: make([]BasisStatus, m)}
	copy(fit.Col, b.Col)
	copy(fit.Row, b.Row)
	for i := len(b.Row); i < m; i++ {
		fit.Row[i] = Basic
	}
	for j := len(b.Col); j < n; j++ {
		switch {
		case finite(s.p.ColLower[j]):
			fit.Col[j] = AtLower
		case finite(s.p.ColUpper[j]):
			fit.Col[j] = AtUpper
		default:
			fit.Col[j] = AtZero
		}
	}
	return fit, nil
}
