package solver

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// An IIS is an irreducible infeasible subset of the bounds of a problem's rows and columns: no point
// keeps all of them, and without any one of them some point does. It says which rules cannot hold
// together; there may be others.
type IIS struct {
	Status Status // Infeasible: this is what follows; Optimal: there is a point; else why nobody knows
	Rows   []Bound
	Cols   []Bound

	// Irreducible says that of every member it was shown that the others can hold together. False
	// after a limit or a cancelled context: then some members may be superfluous.
	Irreducible bool

	// Ray proves the subset infeasible, as [RayProves] of [IIS.Problem] checks; nil where the engine
	// has no rays, where the bounds of one row or column cross, and where whole columns are the reason.
	Ray []float64
}

// A Bound is one side of a row or a column.
type Bound struct {
	Index int
	Upper bool
}

// Problem is p with the bounds of the subset only and without costs: whole columns stay whole.
func (c *IIS) Problem(p *Problem) *Problem {
	q := p.Clone()
	q.Offset = 0
	clear(q.Cost)
	only(q.Rows.Lower, q.Rows.Upper, c.Rows)
	only(q.ColLower, q.ColUpper, c.Cols)
	return q
}

// only frees all bounds that are not in the list.
func only(lower, upper []float64, keep []Bound) {
	l, u := slices.Clone(lower), slices.Clone(upper)
	for k := range lower {
		lower[k], upper[k] = math.Inf(-1), math.Inf(1)
	}
	for _, b := range keep {
		if b.Upper {
			upper[b.Index] = u[b.Index]
		} else {
			lower[b.Index] = l[b.Index]
		}
	}
}

// IIS finds an irreducible infeasible subset of the problem as it is now, whatever its costs. The
// settings hold for each of the solves; their time limit is that of each one.
//
// Method: the bounds that a ray leans on are infeasible by themselves. From those one after the other
// is left out; if the rest is still infeasible it stays out, and whatever the new ray does without
// goes with it, else it is a member (the deletion filter of Chinneck and Dravnieks, Locating minimal
// infeasible constraint sets in linear programs, 1991, with rays between the steps). One solve for
// each member or so, each from the last basis. With whole columns and a feasible relaxation every
// bound is tried, each by a search: set a limit.
//
// The session is as before afterwards, but for the engine's basis.
func (s *Session) IIS(ctx context.Context, settings *Settings) (*IIS, error) {
	if s.closed {
		return nil, ErrClosed
	}
	set := Settings{}
	if settings != nil {
		set = *settings
	}
	if err := set.check(); err != nil {
		return nil, err
	}
	if out := crossing(s.p); out != nil {
		return out, nil
	}
	f := &filter{s: s, ctx: ctx, set: set, before: s.p.Clone()}
	out, err := f.run()
	if err2 := f.restore(); err == nil {
		err = err2
	}
	if err != nil {
		return nil, err
	}
	return out, nil
}

// crossing is the subset of two bounds that exclude each other.
func crossing(p *Problem) *IIS {
	pair := func(k int) []Bound { return []Bound{{Index: k}, {Index: k, Upper: true}} }
	for i := range p.NumRows() {
		if p.Rows.Lower[i] > p.Rows.Upper[i] {
			return &IIS{Status: Infeasible, Rows: pair(i), Irreducible: true}
		}
	}
	for j := range p.NumCols() {
		if p.ColLower[j] > p.ColUpper[j] {
			return &IIS{Status: Infeasible, Cols: pair(j), Irreducible: true}
		}
	}
	return nil
}

// A filter is a search for a subset on a session whose bounds it changes and puts back.
type filter struct {
	s      *Session
	ctx    context.Context // of the call that the filter lives for
	set    Settings
	before *Problem
	rows   sides
	cols   sides
	ray    []float64
}

// sides says of each lower and upper bound whether it is still in.
type sides struct{ lower, upper []bool }

func newSides(lower, upper []float64) sides {
	v := sides{make([]bool, len(lower)), make([]bool, len(upper))}
	for k := range lower {
		v.lower[k], v.upper[k] = finite(lower[k]), finite(upper[k])
	}
	return v
}

func (v sides) list() []Bound {
	var out []Bound
	for k := range v.lower {
		if v.lower[k] {
			out = append(out, Bound{Index: k})
		}
		if v.upper[k] {
			out = append(out, Bound{Index: k, Upper: true})
		}
	}
	return out
}

// side is the place of one bound.
func (v sides) side(b Bound) *bool {
	if b.Upper {
		return &v.upper[b.Index]
	}
	return &v.lower[b.Index]
}

func (f *filter) run() (*IIS, error) {
	p := f.before
	for j := range p.NumCols() {
		if err := f.s.SetCost(j, 0); err != nil {
			return nil, err
		}
	}
	f.rows, f.cols = newSides(p.Rows.Lower, p.Rows.Upper), newSides(p.ColLower, p.ColUpper)
	search := p.AnyWhole() && !f.set.Relax
	if search { // rays and a basis come from the relaxation, if that will do
		f.set.Relax = true
		status, err := f.solve()
		if err != nil {
			return nil, err
		}
		if f.set.Relax = status == Infeasible; f.set.Relax {
			return f.reduce()
		}
	}
	status, err := f.solve()
	switch {
	case err != nil:
		return nil, err
	case status != Infeasible:
		return &IIS{Status: status}, nil
	}
	return f.reduce()
}

// solve solves what is in and, where it is infeasible, leaves out what the ray does without.
func (f *filter) solve() (Status, error) {
	status, err := f.ask()
	if err != nil || status != Infeasible {
		return status, err
	}
	return status, f.follow()
}

// ask solves what is in.
func (f *filter) ask() (Status, error) {
	if err := f.apply(); err != nil {
		return Unknown, err
	}
	r, err := f.s.Solve(f.ctx, nil, &f.set)
	if err != nil {
		return Unknown, err
	}
	f.ray = r.Ray
	return r.Status, nil
}

// reduce is the deletion filter. Rows go first: what is left of them is what a reader looks at.
func (f *filter) reduce() (*IIS, error) {
	out := &IIS{Status: Infeasible, Irreducible: true}
	for _, part := range []sides{f.rows, f.cols} {
		for _, b := range part.list() {
			at := part.side(b)
			if !*at {
				continue // a ray did without
			}
			rows, cols := f.rows.clone(), f.cols.clone()
			*at = false
			status, err := f.solve()
			if err != nil {
				return nil, err
			}
			if status == Infeasible {
				continue
			}
			f.rows.set(rows)
			f.cols.set(cols)
			out.Irreducible = out.Irreducible && (status == Optimal || status == Unbounded)
		}
	}
	// The last word is the subset's own: that it is infeasible, and why.
	f.ray = nil
	status, err := f.solve()
	if err != nil {
		return nil, err
	}
	if status != Infeasible && !stopped(status) {
		return nil, fmt.Errorf("%w: a subset is infeasible once and %v the other time", ErrEngine, status)
	}
	out.Irreducible = out.Irreducible && status == Infeasible
	out.Rows, out.Cols, out.Ray = f.rows.list(), f.cols.list(), f.ray
	return out, nil
}

func (v sides) clone() sides { return sides{slices.Clone(v.lower), slices.Clone(v.upper)} }

func (v sides) set(w sides) {
	copy(v.lower, w.lower)
	copy(v.upper, w.upper)
}

// apply makes the session's bounds what is in.
func (f *filter) apply() error {
	p := f.before
	for i := range p.NumRows() {
		lower, upper := within(f.rows, i, p.Rows.Lower[i], p.Rows.Upper[i])
		if err := f.s.SetRowBounds(i, lower, upper); err != nil {
			return err
		}
	}
	for j := range p.NumCols() {
		lower, upper := within(f.cols, j, p.ColLower[j], p.ColUpper[j])
		if err := f.s.SetColBounds(j, lower, upper); err != nil {
			return err
		}
	}
	return nil
}

func within(v sides, k int, lower, upper float64) (float64, float64) {
	if !v.lower[k] {
		lower = math.Inf(-1)
	}
	if !v.upper[k] {
		upper = math.Inf(1)
	}
	return lower, upper
}

// follow takes over the subset that the engine's ray leans on, if that is smaller and infeasible by
// itself. Often the ray proves it; where rounding leaves a reduced cost that is nought in truth it
// does not, and another solve has to say so.
func (f *filter) follow() error {
	ray := f.s.hint
	if ray == nil {
		return nil
	}
	p := f.s.Problem()
	before, rows, cols := len(f.rows.list())+len(f.cols.list()), f.rows.clone(), f.cols.clone()
	f.lean(p, ray)
	if len(f.rows.list())+len(f.cols.list()) == before {
		f.rows.set(rows)
		f.cols.set(cols)
		return nil
	}
	q := p.Clone()
	only(q.Rows.Lower, q.Rows.Upper, f.rows.list())
	only(q.ColLower, q.ColUpper, f.cols.list())
	if RayProves(q, ray) > 0 {
		return nil
	}
	proof := f.ray
	status, err := f.ask()
	if err == nil && status != Infeasible {
		f.rows.set(rows)
		f.cols.set(cols)
		f.ray = proof
	}
	return err
}

// lean leaves in what is in and a ray leans on by more than rounding.
func (f *filter) lean(p *Problem, ray []float64) {
	size := 0.0
	for _, y := range ray {
		size = math.Max(size, math.Abs(y))
	}
	d, weight := make([]float64, p.NumCols()), make([]float64, p.NumCols())
	for i, y := range ray {
		if math.Abs(y) <= leanShare*size {
			y = 0
		}
		f.rows.lower[i] = f.rows.lower[i] && y > 0
		f.rows.upper[i] = f.rows.upper[i] && y < 0
		index, value := p.Rows.Row(i)
		for k, j := range index {
			d[j] -= y * value[k]
			weight[j] += math.Abs(y * value[k])
		}
	}
	for j, v := range d {
		if math.Abs(v) <= leanShare*weight[j] {
			v = 0
		}
		f.cols.lower[j] = f.cols.lower[j] && v > 0
		f.cols.upper[j] = f.cols.upper[j] && v < 0
	}
}

// restore puts costs and bounds back.
func (f *filter) restore() error {
	p := f.before
	f.rows, f.cols = newSides(p.Rows.Lower, p.Rows.Upper), newSides(p.ColLower, p.ColUpper)
	if err := f.apply(); err != nil {
		return err
	}
	for j, c := range p.Cost {
		if err := f.s.SetCost(j, c); err != nil {
			return err
		}
	}
	return nil
}
