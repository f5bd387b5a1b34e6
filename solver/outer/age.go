package outer

import (
	"math"

	"github.com/eduparity/eduparity/solver"
)

// An age is how a cut is getting on.
type age struct {
	idle         int // rounds in a row without effect
	freed        bool
	lower, upper float64 // of the row while it is not free
}

// age counts for how long each cut has had no effect and frees those that are too old, if the bound
// has grown since rows were last freed: else the loop could free and revive the same rows for ever.
func (w *work) age(res *solver.Result, bound float64) error {
	if w.Age == 0 || res.RowDual == nil {
		return nil
	}
	for n := range w.ages {
		a, row := &w.ages[n], w.Cuts[n].Row
		switch {
		case a.freed || row >= len(res.RowDual): // the latter is new
		case binds(res, row):
			a.idle = 0
		default:
			a.idle++
		}
	}
	if !(bound-w.agedAt > ageGain*max(1, math.Abs(bound))) {
		return nil
	}
	for n := range w.ages {
		a := &w.ages[n]
		if a.freed || a.idle < w.Age {
			continue
		}
		if err := w.Session.FreeRow(w.Cuts[n].Row); err != nil {
			return err
		}
		a.freed = true
		w.Freed++
		w.agedAt = bound
	}
	return nil
}

// binds says whether a row has a say in a round's optimum. One that is basic has none. Without a basis
// its multiplier must do.
func binds(res *solver.Result, row int) bool {
	if res.Basis != nil && row < len(res.Basis.Row) {
		return res.Basis.Row[row] != solver.Basic
	}
	return res.RowDual[row] != 0
}

// revive puts back the bounds of freed rows that x violates by more than the tolerance.
func (w *work) revive(x []float64, f *found) error {
	rows := &w.Session.Problem().Rows
	for n := range w.ages {
		a, row := &w.ages[n], w.Cuts[n].Row
		if !a.freed {
			continue
		}
		if v := rows.Activity(row, x); v >= a.lower-w.Tolerance && v <= a.upper+w.Tolerance {
			continue
		}
		if err := w.Session.SetRowBounds(row, a.lower, a.upper); err != nil {
			return err
		}
		a.freed, a.idle = false, 0
		f.alive++
		w.Revived++
	}
	return nil
}
