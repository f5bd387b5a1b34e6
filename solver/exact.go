package solver

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/big"
	"strconv"
)

// A Reading says what a float64 of a problem stands for, when it comes to exact numbers.
type Reading int

// The readings.
const (
	// Binary takes every number for what it is: a fraction with a power of two below.
	Binary Reading = iota
	// Decimal takes it for the shortest decimal that gives it, which is what somebody wrote: 0.1 is a
	// tenth. Equations between such numbers stay consistent, where those of their binary neighbours
	// may miss by the last digit.
	Decimal
)

func (r Reading) rat(v float64) *big.Rat {
	if r == Decimal {
		if out, ok := new(big.Rat).SetString(strconv.FormatFloat(v, 'g', -1, 64)); ok {
			return out
		}
	}
	return new(big.Rat).SetFloat64(v)
}

// ErrTooLarge marks a basis that is beyond exact arithmetic: see [MaxExact].
var ErrTooLarge = errors.New("solver: too large for exact arithmetic")

// An Exact is what rational arithmetic, without any rounding, says of a basis of an LP.
type Exact struct {
	// Objective is that of the basic solution.
	Objective *big.Rat

	// Primal is the largest violation of a bound of a row or column by the basic solution, Dual the
	// largest multiplier or reduced cost of the wrong sign. Zero: none whatsoever.
	Primal, Dual *big.Rat

	// Bound is the lower bound of the objective that the basis' multipliers prove, as [ProveBound]
	// does: it holds whether or not the basis is feasible. Nil: none.
	Bound *big.Rat

	x, y exactVector
}

// An exactVector is numerators with one denominator.
type exactVector struct {
	num []*big.Rat // whole numbers or, where bounds of the problem are fractions, fractions
	den *big.Rat
}

func (v *exactVector) at(k int) *big.Rat { return new(big.Rat).Quo(v.num[k], v.den) }

// Optimal says whether the basis is optimal beyond doubt: its objective is then the optimum of the LP.
func (e *Exact) Optimal() bool { return e.Primal.Sign() == 0 && e.Dual.Sign() == 0 }

// X is the value of column j.
func (e *Exact) X(j int) *big.Rat { return e.x.at(j) }

// RowDual is the multiplier of row i.
func (e *Exact) RowDual(i int) *big.Rat { return e.y.at(i) }

// VerifyExact computes the basic solution and the multipliers of a basis in rational numbers and says
// whether they are feasible; whole columns may be broken. It trusts nothing but the statuses: a basis
// that is feasible on both sides proves its objective to be the optimum, whatever engine it is from.
//
// Of m rows, those at a bound and the basic columns make a square system, which is solved twice, once
// transposed (see [MaxExact] for the size). A status that no bound goes with, a wrong number of basic
// places and a singular basis are [ErrInvalid].
func VerifyExact(ctx context.Context, p *Problem, b *Basis, as Reading) (*Exact, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	q, err := newExactLP(p, b, as)
	if err != nil {
		return nil, err
	}
	e := &Exact{}
	if err = q.primal(ctx, e); err == nil {
		err = q.dual(ctx, e)
	}
	if errors.Is(err, errSingular) {
		return nil, invalid("the basis is singular")
	}
	if err != nil {
		return nil, err
	}
	e.Bound = q.bound(e.y.num, e.y.den)
	return e, nil
}

// ProveBound is [DualBound] in rational numbers: a lower bound of the objective over all points of p
// from any multipliers, without the rounding and without its remedies. Nil where a multiplier or a
// reduced cost, which rounding may leave at a basic column, leans on an infinite bound.
func ProveBound(p *Problem, rowDual []float64, as Reading) (*big.Rat, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	if len(rowDual) != p.NumRows() {
		return nil, invalid("%d multipliers of %d rows", len(rowDual), p.NumRows())
	}
	y := make([]*big.Rat, len(rowDual))
	for i, v := range rowDual {
		if !finite(v) {
			return nil, invalid("multiplier %v of row %d", v, i)
		}
		y[i] = Binary.rat(v)
	}
	q := &exactLP{p: p, as: as}
	return q.bound(y, big.NewRat(1, 1)), nil
}

// An exactLP is a problem with a basis.
type exactLP struct {
	p     *Problem
	as    Reading
	basis *Basis
	rows  []int      // at a bound, the equations of the kernel
	cols  []int      // basic, its unknowns
	place []int      // of a column among cols, -1: not basic
	fixed []*big.Rat // of the columns at a bound their value
	at    []*big.Rat // of the rows at a bound that bound
	value []*big.Rat // of the entries
}

func newExactLP(p *Problem, b *Basis, as Reading) (*exactLP, error) {
	n, m := p.NumCols(), p.NumRows()
	if b == nil || len(b.Col) != n || len(b.Row) != m {
		return nil, invalid("a basis is needed of %d columns and %d rows", n, m)
	}
	q := &exactLP{p: p, as: as, basis: b, place: make([]int, n), fixed: make([]*big.Rat, n), at: make([]*big.Rat, m)}
	for j, st := range b.Col {
		q.place[j] = -1
		if st == Basic {
			q.place[j] = len(q.cols)
			q.cols = append(q.cols, j)
			continue
		}
		v, ok := placeOf(st, p.ColLower[j], p.ColUpper[j])
		if !ok {
			return nil, invalid("column %d has the status %d and the bounds %v and %v", j, st, p.ColLower[j], p.ColUpper[j])
		}
		q.fixed[j] = as.rat(v)
	}
	for i, st := range b.Row {
		if st == Basic {
			continue
		}
		v, ok := placeOf(st, p.Rows.Lower[i], p.Rows.Upper[i])
		if !ok {
			return nil, invalid("row %d has the status %d and the bounds %v and %v", i, st, p.Rows.Lower[i], p.Rows.Upper[i])
		}
		q.at[i] = as.rat(v)
		q.rows = append(q.rows, i)
	}
	if len(q.rows) != len(q.cols) {
		return nil, invalid("basis with %d basic places for %d rows", len(q.cols)+m-len(q.rows), m)
	}
	if len(q.rows) > MaxExact {
		return nil, fmt.Errorf("%w: %d basic columns, at most %d", ErrTooLarge, len(q.rows), MaxExact)
	}
	q.value = make([]*big.Rat, len(p.Rows.Value))
	for k, v := range p.Rows.Value {
		q.value[k] = as.rat(v)
	}
	return q, nil
}

// placeOf is where a status puts a row or column.
func placeOf(st BasisStatus, lower, upper float64) (float64, bool) {
	switch {
	case st == AtLower && finite(lower):
		return lower, true
	case st == AtUpper && finite(upper):
		return upper, true
	case st == AtZero:
		return 0, true
	}
	return 0, false
}

// row is the entries of a row as rational numbers.
func (q *exactLP) row(i int) ([]int32, []*big.Rat) {
	index, _ := q.p.Rows.Row(i)
	from := q.p.Rows.Start[i]
	if q.value == nil { // no basis, one pass
		out := make([]*big.Rat, len(index))
		for k := range index {
			out[k] = q.as.rat(q.p.Rows.Value[int(from)+k])
		}
		return index, out
	}
	return index, q.value[from : int(from)+len(index)]
}

// primal computes the basic solution, its objective and its violations.
func (q *exactLP) primal(ctx context.Context, e *Exact) error {
	rows := make([][]term, len(q.rows))
	right := make([]*big.Rat, len(q.rows))
	var t big.Rat
	for r, i := range q.rows {
		right[r] = new(big.Rat).Set(q.at[i])
		index, value := q.row(i)
		for k, j := range index {
			if c := q.place[j]; c >= 0 {
				rows[r] = append(rows[r], term{c, value[k]})
			} else {
				right[r].Sub(right[r], t.Mul(value[k], q.fixed[j]))
			}
		}
	}
	num, den, err := solveExactly(ctx, rows, right)
	if err != nil {
		return err
	}
	d := new(big.Rat).SetInt(den)
	x := make([]*big.Rat, q.p.NumCols())
	for j := range x {
		if c := q.place[j]; c >= 0 {
			x[j] = new(big.Rat).SetInt(num[c])
		} else {
			x[j] = new(big.Rat).Mul(q.fixed[j], d)
		}
	}
	e.x = exactVector{x, d}
	e.Primal, e.Objective = new(big.Rat), new(big.Rat)
	for j, v := range x {
		q.outside(e.Primal, v, d, q.p.ColLower[j], q.p.ColUpper[j])
		e.Objective.Add(e.Objective, t.Mul(v, q.as.rat(q.p.Cost[j])))
	}
	for i := range q.p.NumRows() {
		index, value := q.row(i)
		sum := new(big.Rat)
		for k, j := range index {
			sum.Add(sum, t.Mul(value[k], x[j]))
		}
		q.outside(e.Primal, sum, d, q.p.Rows.Lower[i], q.p.Rows.Upper[i])
	}
	e.Objective.Quo(e.Objective, d)
	e.Objective.Add(e.Objective, q.as.rat(q.p.Offset))
	return nil
}

// outside raises worst to the violation of the bounds by v/den.
func (q *exactLP) outside(worst, v, den *big.Rat, lower, upper float64) {
	var t big.Rat
	if !math.IsInf(lower, -1) {
		t.Sub(t.Mul(q.as.rat(lower), den), v)
		raise(worst, &t, den)
	}
	if !math.IsInf(upper, 1) {
		t.Sub(v, t.Mul(q.as.rat(upper), den))
		raise(worst, &t, den)
	}
}

// raise makes worst at least v/den.
func raise(worst, v, den *big.Rat) {
	if v.Sign() > 0 {
		if r := new(big.Rat).Quo(v, den); r.Cmp(worst) > 0 {
			worst.Set(r)
		}
	}
}

// dual computes the multipliers and what is wrong with their signs.
func (q *exactLP) dual(ctx context.Context, e *Exact) error {
	rows := make([][]term, len(q.cols)) // transposed: one equation for each basic column
	right := make([]*big.Rat, len(q.cols))
	for r, i := range q.rows {
		index, value := q.row(i)
		for k, j := range index {
			if c := q.place[j]; c >= 0 {
				rows[c] = append(rows[c], term{r, value[k]})
			}
		}
	}
	for c, j := range q.cols {
		right[c] = q.as.rat(q.p.Cost[j])
	}
	num, den, err := solveExactly(ctx, rows, right)
	if err != nil {
		return err
	}
	d := new(big.Rat).SetInt(den)
	y := make([]*big.Rat, q.p.NumRows())
	for i := range y {
		y[i] = new(big.Rat)
	}
	for r, i := range q.rows {
		y[i].SetInt(num[r])
	}
	e.y = exactVector{y, d}
	e.Dual = new(big.Rat)
	for i, v := range y {
		q.sign(e.Dual, v, d, q.basis.Row[i], q.p.Rows.Lower[i], q.p.Rows.Upper[i])
	}
	for j, v := range q.reduced(y, d) {
		q.sign(e.Dual, v, d, q.basis.Col[j], q.p.ColLower[j], q.p.ColUpper[j])
	}
	return nil
}

// sign raises worst to the size of v/den where its sign does not go with its place.
func (q *exactLP) sign(worst, v, den *big.Rat, st BasisStatus, lower, upper float64) {
	right := v.Sign() == 0 || lower == upper || v.Sign() > 0 && st == AtLower || v.Sign() < 0 && st == AtUpper
	if !right {
		raise(worst, new(big.Rat).Abs(v), den)
	}
}

// reduced is the reduced costs for the multipliers y/den, times den.
func (q *exactLP) reduced(y []*big.Rat, den *big.Rat) []*big.Rat {
	out := make([]*big.Rat, q.p.NumCols())
	for j, c := range q.p.Cost {
		out[j] = q.as.rat(c)
		out[j].Mul(out[j], den)
	}
	var t big.Rat
	for i, v := range y {
		if v.Sign() == 0 {
			continue
		}
		index, value := q.row(i)
		for k, j := range index {
			out[j].Sub(out[j], t.Mul(v, value[k]))
		}
	}
	return out
}

// bound is the bound that the multipliers y/den prove; nil: none.
func (q *exactLP) bound(y []*big.Rat, den *big.Rat) *big.Rat {
	total := new(big.Rat)
	for i, v := range y {
		if !q.addLeast(total, v, q.p.Rows.Lower[i], q.p.Rows.Upper[i]) {
			return nil
		}
	}
	for j, v := range q.reduced(y, den) {
		if !q.addLeast(total, v, q.p.ColLower[j], q.p.ColUpper[j]) {
			return nil
		}
	}
	total.Quo(total, den)
	return total.Add(total, q.as.rat(q.p.Offset))
}

// addLeast adds v times the bound that makes it least, and says whether there is one.
func (q *exactLP) addLeast(total, v *big.Rat, lower, upper float64) bool {
	at := lower
	switch v.Sign() {
	case 0:
		return true
	case -1:
		at = upper
	}
	if math.IsInf(at, 0) {
		return false
	}
	b := q.as.rat(at)
	total.Add(total, b.Mul(b, v))
	return true
}
