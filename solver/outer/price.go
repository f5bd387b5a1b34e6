package outer

import (
	"errors"
	"fmt"
	"math"

	"github.com/eduparity/eduparity/solver"
)

// A Pricer has the columns of a problem that the session does not have. They are 0 there, which their
// bounds must allow, and have no entries in the rows that oracles give. A column that was appended is
// the session's from then on.
//
// Start with columns that keep some point. Where those there are keep none, the ray that proves it is
// priced; where the engine has no ray, which happens, all columns are taken.
type Pricer interface {
	// Price looks at the reduced costs  d_j = weight c_j - sum_i rowDual_i a_ij  of its columns: it
	// appends columns with d_j < -tol, and at least one where there is one. It returns a lower bound,
	// never above 0, of what all its columns with d_j < -tol, those just appended too, can add to the
	// objective at these multipliers: the least of sum d_j x_j over their bounds, or over their bounds
	// and any rows that a point keeps anyway; -Inf where neither bounds it.
	//
	// weight is 1, or 0 where the rows and columns there are keep no point and rowDual is the ray that
	// proves it. tol is negative where columns are wanted that nearly pay, see [Loop.Widen].
	Price(dst *solver.Cols, weight float64, rowDual []float64, tol float64) (rest float64)
}

// ErrDuals says that columns cannot be priced, for the engine gives no multipliers.
var ErrDuals = errors.New("outer approximation: no multipliers to price columns with")

// price adds the columns that improve a round and makes its bound one over all columns.
func (w *work) price(res *solver.Result, f *found) error {
	if w.Pricer == nil {
		return nil
	}
	var cols solver.Cols
	proved := f.bound
	f.bound = math.Inf(-1)
	switch {
	case res.Status == solver.Infeasible:
		if w.mend(&cols, res.Ray) {
			f.bound = proved
		} else { // there may be a point with the columns outside
			res.Status, res.Bound, res.Ray = solver.Unknown, f.bound, nil
		}
	case res.RowDual != nil:
		rest := w.Pricer.Price(&cols, 1, res.RowDual, pricesZero)
		f.bound = proved + min(rest, 0)
	case res.Status == solver.Optimal:
		return ErrDuals
	}
	f.columns = cols.Len()
	return w.addCols(&cols)
}

// mend looks for columns that may make a problem feasible and says whether none can.
func (w *work) mend(cols *solver.Cols, ray []float64) (proved bool) {
	size := 0.0
	for _, y := range ray {
		size = max(size, math.Abs(y))
	}
	if size == 0 { // no ray: every column may
		w.Pricer.Price(cols, 0, make([]float64, w.Session.NumRows()), -1)
		return cols.Len() == 0
	}
	scaled := make([]float64, len(ray))
	for i, y := range ray {
		scaled[i] = y / size
	}
	rest := w.Pricer.Price(cols, 0, scaled, pricesZero)
	return cols.Len() == 0 && rest >= 0
}

// addCols hands columns to the session.
func (l *Loop) addCols(cols *solver.Cols) error {
	if cols.Len() == 0 {
		return nil
	}
	if _, err := l.Session.AddCols(cols); err != nil {
		return fmt.Errorf("outer approximation: priced columns: %w", err)
	}
	l.Columns += cols.Len()
	return nil
}

// Widen adds the columns whose reduced cost is at most gap and says how many. It is for a search after
// a relaxation that was solved with a Pricer to its end, with the multipliers of its last round: a
// whole column with a larger reduced cost is 0 at every whole point whose objective is less than gap
// above the relaxation's, so that a search without it is exact if its value is. It is no such proof
// for columns that need not be whole or whose lower bound is not 0.
func (l *Loop) Widen(p Pricer, rowDual []float64, gap float64) (int, error) {
	if !(gap >= 0) || len(rowDual) > l.Session.NumRows() {
		return 0, fmt.Errorf("outer approximation: %w: gap %v, %d multipliers of %d rows",
			solver.ErrInvalid, gap, len(rowDual), l.Session.NumRows())
	}
	var cols solver.Cols
	p.Price(&cols, 1, rowDual, -math.Nextafter(gap, math.Inf(1)))
	return cols.Len(), l.addCols(&cols)
}
