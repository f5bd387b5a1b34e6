//go:build cgo && !nohighs

package highs

// #include "capi.h"
import "C"

import (
	"fmt"
	"time"
	"unsafe"

	"github.com/eduparity/eduparity/solver"
)

// backend is one session's engine.
type backend struct {
	h          *handle // nil: closed
	cols, rows int
	whole      []bool // which columns are whole
	count      int    // how many
	lost       bool   // the handle has no problem: the one that had is still at work
	parts      bool   // HiGHS may hold a point of the last solve that has parts where whole columns are

	patience time.Duration // how long a run may go on after its context is done
}

// patience is the usual one, a third of the tenth of a second within which a caller is promised an
// answer: the rest is for a busy machine and for what the session computes.
const patience = 30 * time.Millisecond

// Name implements [solver.Backend].
func (b *backend) Name() (name, ver string) { return "HiGHS", version() }

// Close gives the handle back to the pool.
func (b *backend) Close() error {
	if b.h == nil {
		return nil
	}
	h := b.h
	b.h = nil
	return h.release()
}

// Load implements [solver.Backend].
func (b *backend) Load(p *solver.Problem) error {
	if b.h == nil {
		return engineError("there was no other handle after a run that was left alone")
	}
	b.lost = false
	h, n, m := b.h, p.NumCols(), p.NumRows()
	b.cols, b.rows = n, m
	b.whole = append(b.whole[:0], make([]bool, n)...)
	b.count, b.parts = 0, false
	// Without this a basis of the problem before could stay.
	if err := h.call("clearModel", C.Highs_clearModel(h.obj)); err != nil {
		return err
	}
	nz := C.hint(len(p.Rows.Index))
	if !p.AnyWhole() {
		return h.call("passLp", C.Highs_passLp(h.obj, C.hint(n), C.hint(m), nz,
			C.eduparity_Rowwise, C.eduparity_Minimize, C.double(p.Offset),
			doubles(p.Cost), doubles(p.ColLower), doubles(p.ColUpper), doubles(p.Rows.Lower), doubles(p.Rows.Upper),
			hints(p.Rows.Start), hints(p.Rows.Index), doubles(p.Rows.Value)))
	}
	copy(b.whole, p.Whole)
	kinds := integrality(p.Whole)
	for _, w := range p.Whole {
		if w {
			b.count++
		}
	}
	return h.call("passMip", C.Highs_passMip(h.obj, C.hint(n), C.hint(m), nz,
		C.eduparity_Rowwise, C.eduparity_Minimize, C.double(p.Offset),
		doubles(p.Cost), doubles(p.ColLower), doubles(p.ColUpper), doubles(p.Rows.Lower), doubles(p.Rows.Upper),
		hints(p.Rows.Start), hints(p.Rows.Index), doubles(p.Rows.Value), hints(kinds)))
}

// Update implements [solver.Backend]. HiGHS can change everything in place, if it has the problem.
func (b *backend) Update(u *solver.Update) error {
	if b.lost {
		return solver.ErrUnsupported
	}
	if err := b.addCols(&u.NewCols); err != nil {
		return err
	}
	if err := b.addRows(&u.NewRows); err != nil {
		return err
	}
	h := b.h
	if len(u.Rows) > 0 {
		if err := h.call("changeRowsBoundsBySet", C.Highs_changeRowsBoundsBySet(h.obj,
			C.hint(len(u.Rows)), hints(u.Rows), doubles(u.RowLower), doubles(u.RowUpper))); err != nil {
			return err
		}
	}
	if len(u.Cols) > 0 {
		if err := h.call("changeColsBoundsBySet", C.Highs_changeColsBoundsBySet(h.obj,
			C.hint(len(u.Cols)), hints(u.Cols), doubles(u.ColLower), doubles(u.ColUpper))); err != nil {
			return err
		}
	}
	if len(u.CostCols) > 0 {
		if err := h.call("changeColsCostBySet", C.Highs_changeColsCostBySet(h.obj,
			C.hint(len(u.CostCols)), hints(u.CostCols), doubles(u.Cost))); err != nil {
			return err
		}
	}
	if err := b.setWhole(u.WholeCols, u.Whole); err != nil {
		return err
	}
	for k, i := range u.EntryRows {
		if err := h.call("changeCoeff", C.Highs_changeCoeff(h.obj,
			C.hint(i), C.hint(u.EntryCols[k]), C.double(u.EntryValue[k]))); err != nil {
			return err
		}
	}
	if u.Offset != nil {
		return h.call("changeObjectiveOffset", C.Highs_changeObjectiveOffset(h.obj, C.double(*u.Offset)))
	}
	return nil
}

func (b *backend) addCols(c *solver.Cols) error {
	n := c.Len()
	if n == 0 {
		return nil
	}
	if err := b.h.call("addCols", C.Highs_addCols(b.h.obj, C.hint(n), doubles(c.Cost), doubles(c.Lower), doubles(c.Upper),
		C.hint(len(c.Index)), hints(c.Start), hints(c.Index), doubles(c.Value))); err != nil {
		return err
	}
	first := b.cols
	b.cols += n
	b.whole = append(b.whole, make([]bool, n)...)
	var list []int32
	var on []bool
	for k, w := range c.Whole {
		if w {
			list, on = append(list, int32(first+k)), append(on, true)
		}
	}
	return b.setWhole(list, on)
}

func (b *backend) addRows(r *solver.Rows) error {
	m := r.Len()
	if m == 0 {
		return nil
	}
	b.rows += m
	return b.h.call("addRows", C.Highs_addRows(b.h.obj, C.hint(m), doubles(r.Lower), doubles(r.Upper),
		C.hint(len(r.Index)), hints(r.Start), hints(r.Index), doubles(r.Value)))
}

func (b *backend) setWhole(cols []int32, whole []bool) error {
	if len(cols) == 0 {
		return nil
	}
	for k, j := range cols {
		switch {
		case whole[k] && !b.whole[j]:
			b.count++
			b.parts = true
		case !whole[k] && b.whole[j]:
			b.count--
		}
		b.whole[j] = whole[k]
	}
	kinds := integrality(whole)
	return b.h.call("changeColsIntegralityBySet", C.Highs_changeColsIntegralityBySet(b.h.obj,
		C.hint(len(cols)), hints(cols), hints(kinds)))
}

// integrality is HiGHS's form of Whole: 0 continuous, 1 whole.
func integrality(whole []bool) []int32 {
	kinds := make([]int32, len(whole))
	for j, w := range whole {
		if w {
			kinds[j] = 1
		}
	}
	return kinds
}

// none is what C gets for an empty slice: HiGHS takes a null pointer for an argument left out.
var none [1]float64

func doubles(v []float64) *C.double {
	if len(v) == 0 {
		return (*C.double)(unsafe.Pointer(&none[0]))
	}
	return (*C.double)(unsafe.Pointer(unsafe.SliceData(v)))
}

func hints(v []int32) *C.hint {
	if len(v) == 0 {
		return (*C.hint)(unsafe.Pointer(&none[0]))
	}
	return (*C.hint)(unsafe.Pointer(unsafe.SliceData(v)))
}

func engineError(what string) error { return fmt.Errorf("%w: highs: %s", solver.ErrEngine, what) }
