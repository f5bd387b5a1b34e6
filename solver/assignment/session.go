package assignment

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/eduparity/eduparity/solver"
)

// A Session is a problem that is solved many times with small changes: prices, cuts and plans stay. It belongs
// to one goroutine.
type Session struct {
	p       *Problem // own copy
	s       Settings
	ground  *ground
	carrier *carrier // nil: loads are not sizes, or not needed yet
	model   *model   // nil: not needed yet
	stale   bool     // the model is of another problem

	best   []int32 // the last plan: the site where most of each piece goes; nil: none
	rounds int
}

// New checks a problem and starts a session on a copy of it. Faults match [ErrInvalid].
func New(p *Problem, s Settings) (*Session, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	if err := s.validate(p); err != nil {
		return nil, err
	}
	v := &Session{p: p.clone(), s: s}
	v.ground = newGround(v.p)
	return v, nil
}

// Solve solves a problem once.
func Solve(ctx context.Context, p *Problem, s Settings) (*Result, error) {
	v, err := New(p, s)
	if err != nil {
		return nil, err
	}
	r, err := v.Solve(ctx)
	return r, errors.Join(err, v.Close())
}

// Problem is the problem as it is now. It is the session's: read it, do not change it.
func (v *Session) Problem() *Problem { return v.p }

// Close gives the engine back. Closing twice is harmless.
func (v *Session) Close() error {
	err := v.model.close()
	v.model = nil
	return err
}

// Use changes the settings for the next [Session.Solve]; a session of an engine stays with the engine it has.
func (v *Session) Use(s Settings) error {
	if err := s.validate(v.p); err != nil {
		return err
	}
	v.s = s
	return nil
}

// Solve finds the best plan, or the best so far where the time is up or the context is done. The error is for
// engines; that there is no plan is a result.
func (v *Session) Solve(ctx context.Context) (*Result, error) {
	v.s.begin()
	v.rounds = 0
	if v.p.Goal == LeastLevels {
		return v.levels(ctx)
	}
	return v.solve(ctx)
}

// solve is Solve for goals other than levels.
func (v *Session) solve(ctx context.Context) (*Result, error) {
	if err := v.carry(); err != nil {
		return nil, err
	}
	if isTransport(v.p) {
		return v.transport(ctx)
	}
	if ctx.Err() != nil {
		r := v.empty(v.route())
		r.Status = solver.Interrupted
		return r, nil
	}
	if v.stale {
		if err := v.Close(); err != nil {
			return nil, err
		}
		v.stale = false
	}
	before := 0
	if v.model != nil {
		before = v.model.cuts
	}
	answer := v.linear
	if v.route() == Search {
		answer = v.search
	}
	r, err := answer(ctx)
	if err != nil {
		return nil, err
	}
	if r.Rounds = v.rounds; v.model != nil {
		r.Cuts = v.model.cuts - before
	}
	return r, nil
}

// load makes the model, where there is none.
func (v *Session) load(ctx context.Context) error {
	if v.model != nil {
		return nil
	}
	m, err := newModel(v.p, v.ground, &v.s, pairsToBegin(v.p, &v.s, v.hint(ctx)))
	v.model = m
	return err
}

// route is how the problem is solved.
func (v *Session) route() Route {
	switch {
	case isTransport(v.p):
		return Transport
	case anyWhole(v.p):
		return Search
	}
	return Linear
}

// anyWhole says whether something must be whole.
func anyWhole(p *Problem) bool {
	if len(p.Units) > 0 || p.MaxSites > 0 && p.MaxSites < len(p.Sites) || p.Map != nil && p.Map.Mode == Exact {
		return true
	}
	for j := range p.Sites {
		if p.openness(j) == Maybe {
			return true
		}
	}
	for _, w := range p.Whole {
		if w {
			return true
		}
	}
	return false
}

// carry makes the transport, where the problem has one that is of use.
func (v *Session) carry() error {
	if v.carrier != nil || v.p.Goal != LeastCost || !carries(v.p) || !isTransport(v.p) && v.s.few(v.p.pairs(), begun) {
		return nil
	}
	c, err := newCarrier(v.p)
	if err != nil {
		return err
	}
	v.carrier = c
	return nil
}

// hint are the prices of places in the transport; nil: not known.
func (v *Session) hint(ctx context.Context) []float64 {
	if v.carrier == nil || v.carrier.sess.Solve(ctx) != nil {
		return nil
	}
	return v.carrier.places(v.p)
}

// SetLock decides where a piece goes; -1: nowhere in particular.
func (v *Session) SetLock(piece, site int) error {
	if piece < 0 || piece >= len(v.p.Size) || site < -1 || site >= len(v.p.Sites) {
		return fmt.Errorf("%w: lock of piece %d to site %d", ErrInvalid, piece, site)
	}
	if v.p.lock(piece) == site {
		return nil
	}
	if v.p.Lock == nil {
		v.p.Lock = make([]int32, len(v.p.Size))
		for b := range v.p.Lock {
			v.p.Lock[b] = -1
		}
	}
	v.p.Lock[piece] = int32(site)
	if v.carrier != nil {
		if err := v.carrier.setPiece(v.p, piece); err != nil {
			return err
		}
	}
	if v.ground != nil { // rows of the map name only pairs that were allowed
		v.ground, v.stale = newGround(v.p), true
		return nil
	}
	return v.relock()
}

// relock sets the bounds of pairs to what is allowed now.
func (v *Session) relock() error {
	if v.model == nil || v.stale {
		return nil
	}
	m := v.model
	for k, c := range m.col {
		if c >= 0 {
			upper := 0.0
			if m.usable(k) {
				upper = 1
			}
			if err := m.sess.SetColBounds(int(c), 0, upper); err != nil {
				return err
			}
		}
	}
	return nil
}

// SetLimits changes what a site takes.
func (v *Session) SetLimits(site int, least, most float64) error {
	if site < 0 || site >= len(v.p.Sites) {
		return fmt.Errorf("%w: site %d of %d", ErrInvalid, site, len(v.p.Sites))
	}
	changed := v.p.Sites[site]
	changed.Least, changed.Most = least, most
	return v.setSite(site, changed)
}

// SetOpen says whether a site is open.
func (v *Session) SetOpen(site int, open Openness) error {
	if site < 0 || site >= len(v.p.Sites) {
		return fmt.Errorf("%w: site %d of %d", ErrInvalid, site, len(v.p.Sites))
	}
	changed := v.p.Sites[site]
	changed.Open = open
	if changed.Open == v.p.Sites[site].Open {
		return nil
	}
	if err := v.setSite(site, changed); err != nil {
		return err
	}
	v.carrier = nil
	v.ground = newGround(v.p)
	return nil
}

// setSite puts a site in the place of another.
func (v *Session) setSite(j int, s Site) error {
	was := v.p.Sites[j]
	v.p.Sites[j] = s
	if err := v.p.Validate(); err != nil {
		v.p.Sites[j] = was
		return err
	}
	v.stale = true
	if v.carrier != nil {
		return v.carrier.setSite(v.p, j)
	}
	return nil
}

// SetRow changes the limits of a row.
func (v *Session) SetRow(row int, lower, upper float64) error {
	if row < 0 || row >= len(v.p.Rows) || math.IsNaN(lower) || math.IsNaN(upper) || math.IsInf(lower, 1) || math.IsInf(upper, -1) || lower > upper {
		return fmt.Errorf("%w: row %d from %v to %v", ErrInvalid, row, lower, upper)
	}
	v.p.Rows[row].Lower, v.p.Rows[row].Upper = lower, upper
	v.stale = true
	return nil
}

// SetMost changes the limit on a ratio; 0: none.
func (v *Session) SetMost(ratio int, most float64) error {
	if ratio < 0 || ratio >= len(v.p.Ratios) || !amount(most) {
		return fmt.Errorf("%w: ratio %d up to %v", ErrInvalid, ratio, most)
	}
	v.p.Ratios[ratio].Most = most
	v.stale = true
	return nil
}

// SetGoal changes what is to be least.
func (v *Session) SetGoal(goal Goal) error {
	was := v.p.Goal
	v.p.Goal = goal
	if err := v.p.Validate(); err != nil {
		v.p.Goal = was
		return err
	}
	v.stale = true
	return nil
}

// bound is [Bound] for prices of the session's own.
func (v *Session) bound(prices *Prices) float64 {
	return newRelaxation(v.p, v.ground, prices).bound()
}
