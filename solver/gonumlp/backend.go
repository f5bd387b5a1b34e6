package gonumlp

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"

	"github.com/eduparity/eduparity/solver"
)

// Version is the version of gonum that the module is built with.
const Version = "v0.17.0"

// Open opens a backend. It never fails; its form is that of every backend's.
func Open() (solver.Backend, error) { return &backend{}, nil }

// A backend holds a problem until it is solved.
type backend struct{ p *solver.Problem }

// Name implements [solver.Backend].
func (b *backend) Name() (name, version string) { return "gonum", Version }

// Load implements [solver.Backend].
func (b *backend) Load(p *solver.Problem) error {
	b.p = p.Clone()
	return nil
}

// Update implements [solver.Backend]: every change is a problem of its own.
func (b *backend) Update(*solver.Update) error { return solver.ErrUnsupported }

// Close implements [solver.Backend].
func (b *backend) Close() error {
	b.p = nil
	return nil
}

// Solve implements [solver.Backend]. What it cannot do is [solver.ErrUnsupported]: whole columns, a
// start, a limit on pivots or nodes. It looks at the context before it begins.
func (b *backend) Solve(ctx context.Context, start *solver.Start, s *solver.Settings) (*solver.Result, error) {
	if err := refuse(b.p, start, s); err != nil {
		return nil, err
	}
	out := &solver.Result{Objective: math.NaN(), Bound: math.Inf(-1)}
	if ctx.Err() != nil {
		out.Status = solver.Interrupted
		return out, nil
	}
	f, ok := standardForm(b.p)
	if !ok {
		out.Status, out.Bound = solver.Infeasible, math.Inf(1)
		return out, nil
	}
	x, err := f.solve()
	switch {
	case err == nil:
	case errors.Is(err, lp.ErrInfeasible):
		out.Status, out.Bound = solver.Infeasible, math.Inf(1)
		return out, nil
	case errors.Is(err, lp.ErrUnbounded):
		out.Status = solver.Unbounded
		return out, nil
	case errors.Is(err, lp.ErrSingular), errors.Is(err, lp.ErrLinSolve):
		return nil, fmt.Errorf("%w: gonum's simplex wants rows that do not follow from each other: %w", solver.ErrUnsupported, err)
	default:
		return nil, fmt.Errorf("%w: gonum: %w", solver.ErrEngine, err)
	}
	out.Status, out.X = solver.Optimal, f.point(x)
	out.Objective = b.p.Objective(out.X)
	out.Bound = out.Objective
	out.Activity = make([]float64, b.p.NumRows())
	for i := range out.Activity {
		out.Activity[i] = b.p.Rows.Activity(i, out.X)
	}
	return out, nil
}

// refuse says what of a solve is beyond the backend.
func refuse(p *solver.Problem, start *solver.Start, s *solver.Settings) error {
	what := ""
	switch {
	case p.AnyWhole() && !s.Relax:
		what = "whole columns"
	case start != nil && (start.Basis != nil || start.Incumbent != nil):
		what = "a start"
	case s.Pivots > 0 || s.Nodes > 0 || s.TimeLimit > 0:
		what = "a limit"
	default:
		return nil
	}
	return fmt.Errorf("%w: gonum's simplex has no %s", solver.ErrUnsupported, what)
}

// A form is a problem as  min c'y, A y = b, y >= 0.
type form struct {
	p    *solver.Problem
	col  []place // of each column of the problem
	cost []float64
	rows []row
	n    int // columns so far
}

// A place says how a column of the problem is made: shift + sign y[at], less y[minus] if it is free.
type place struct {
	at, minus   int
	shift, sign float64
}

// A row is the entries of an equation and its right side.
type row struct {
	at    []int
	value []float64
	right float64
}

// standardForm rewrites a problem. False: some bounds or some empty row cannot be kept.
func standardForm(p *solver.Problem) (*form, bool) {
	f := &form{p: p, col: make([]place, p.NumCols())}
	for j := range f.col {
		if !f.column(j) {
			return nil, false
		}
	}
	for i := range p.NumRows() {
		if !f.row(i) {
			return nil, false
		}
	}
	return f, true
}

// variable appends a variable that is at least 0.
func (f *form) variable(cost float64) int {
	f.cost = append(f.cost, cost)
	f.n++
	return f.n - 1
}

// column makes variables of a column: counted from its lower bound, or down from its upper, or the
// difference of two where it is free. A second bound is an equation with a slack.
func (f *form) column(j int) bool {
	lower, upper, cost := f.p.ColLower[j], f.p.ColUpper[j], f.p.Cost[j]
	switch {
	case lower > upper:
		return false
	case lower == upper:
		f.col[j] = place{-1, -1, lower, 1}
	case !math.IsInf(lower, -1):
		f.col[j] = place{f.variable(cost), -1, lower, 1}
		if !math.IsInf(upper, 1) {
			f.rows = append(f.rows, row{[]int{f.col[j].at, f.variable(0)}, []float64{1, 1}, upper - lower})
		}
	case !math.IsInf(upper, 1):
		f.col[j] = place{f.variable(-cost), -1, upper, -1}
	default:
		f.col[j] = place{f.variable(cost), f.variable(-cost), 0, 1}
	}
	return true
}

// row makes an equation of a row, with a slack where it is not one; a row with two different finite
// bounds has a slack with an upper bound.
func (f *form) row(i int) bool {
	lower, upper := f.p.Rows.Lower[i], f.p.Rows.Upper[i]
	if math.IsInf(lower, -1) && math.IsInf(upper, 1) {
		return true
	}
	var r row
	shift := 0.0
	index, value := f.p.Rows.Row(i)
	for n, j := range index {
		c := &f.col[j]
		shift += value[n] * c.shift
		if c.at >= 0 {
			r.at, r.value = append(r.at, c.at), append(r.value, c.sign*value[n])
		}
		if c.minus >= 0 {
			r.at, r.value = append(r.at, c.minus), append(r.value, -value[n])
		}
	}
	if len(r.at) == 0 {
		return lower <= shift+emptyTolerance && shift-emptyTolerance <= upper
	}
	switch {
	case lower == upper:
		r.right = lower - shift
	case math.IsInf(upper, 1):
		r.right = lower - shift
		r.at, r.value = append(r.at, f.variable(0)), append(r.value, -1)
	default:
		slack := f.variable(0)
		r.right = upper - shift
		r.at, r.value = append(r.at, slack), append(r.value, 1)
		if !math.IsInf(lower, -1) {
			f.rows = append(f.rows, row{[]int{slack, f.variable(0)}, []float64{1, 1}, upper - lower})
		}
	}
	f.rows = append(f.rows, r)
	return true
}

const (
	// emptyTolerance is by how much a row of fixed columns may miss its bounds: the engines' own.
	emptyTolerance = solver.EngineTolerance
	// rankTolerance is what elimination takes for nought, in rows whose entries are near 1.
	rankTolerance = 1e-9
	// pivotTolerance is what gonum takes for nought among reduced costs.
	pivotTolerance = 1e-10
)

// solve runs gonum's simplex. Without rows every variable stays at 0 or nothing stops it.
func (f *form) solve() ([]float64, error) {
	if len(f.rows) == 0 {
		for _, c := range f.cost {
			if c < 0 {
				return nil, lp.ErrUnbounded
			}
		}
		return make([]float64, f.n), nil
	}
	used := make([]bool, f.n)
	for _, r := range f.rows {
		for k, j := range r.at {
			used[j] = used[j] || r.value[k] != 0
		}
	}
	// gonum refuses columns without entries: they stay at 0 or nothing stops them.
	var keep []int
	for j, u := range used {
		if u {
			keep = append(keep, j)
		} else if f.cost[j] < 0 {
			return nil, f.unlessInfeasible()
		}
	}
	return f.run(keep)
}

// unlessInfeasible is unbounded, if there is a point at all.
func (f *form) unlessInfeasible() error {
	g := *f
	g.cost = make([]float64, f.n)
	if _, err := g.solve(); err != nil {
		return err
	}
	return lp.ErrUnbounded
}

// run solves over the columns that have entries.
func (f *form) run(keep []int) ([]float64, error) {
	place := make([]int, f.n)
	cost := make([]float64, len(keep))
	for k, j := range keep {
		place[j], cost[k] = k, f.cost[j]
	}
	all := mat.NewDense(len(f.rows), len(keep), nil)
	right := make([]float64, len(f.rows))
	for i, r := range f.rows {
		right[i] = r.right
		for k, j := range r.at {
			all.Set(i, place[j], all.At(i, place[j])+r.value[k])
		}
	}
	rows, ok := independent(all, right)
	if !ok {
		return nil, lp.ErrInfeasible
	}
	a := mat.NewDense(len(rows), len(keep), nil)
	b := make([]float64, len(rows))
	for n, i := range rows {
		a.SetRow(n, all.RawRowView(i))
		b[n] = right[i]
	}
	_, y, err := lp.Simplex(cost, a, b, pivotTolerance, nil)
	if err != nil {
		return nil, err
	}
	x := make([]float64, f.n)
	for k, j := range keep {
		x[j] = y[k]
	}
	return x, nil
}

// independent picks rows from which all others follow, by elimination with the largest pivot left. False:
// a row that follows from others on the left contradicts them on the right.
func independent(a *mat.Dense, b []float64) (rows []int, ok bool) {
	m, n := a.Dims()
	var work mat.Dense
	work.CloneFrom(a)
	right := append([]float64(nil), b...)
	left := make([]bool, m)
	for i := range left {
		left[i] = true
	}
	for {
		at, col, most := -1, -1, rankTolerance
		for i := range m {
			for j := 0; left[i] && j < n; j++ {
				if v := math.Abs(work.At(i, j)); v > most {
					at, col, most = i, j, v
				}
			}
		}
		if at < 0 {
			break
		}
		left[at] = false
		rows = append(rows, at)
		for i := range m {
			if !left[i] {
				continue
			}
			by := work.At(i, col) / work.At(at, col)
			right[i] -= by * right[at]
			for j := range n {
				work.Set(i, j, work.At(i, j)-by*work.At(at, j))
			}
		}
	}
	for i, l := range left {
		if l && math.Abs(right[i]) > rankTolerance {
			return nil, false
		}
	}
	slices.Sort(rows)
	return rows, true
}

// point is the problem's point of a solution.
func (f *form) point(y []float64) []float64 {
	x := make([]float64, len(f.col))
	for j, c := range f.col {
		x[j] = c.shift
		if c.at >= 0 {
			x[j] += c.sign * y[c.at]
		}
		if c.minus >= 0 {
			x[j] -= y[c.minus]
		}
	}
	return x
}
