//go:build cgo && !nohighs

package highs

// #include <stdlib.h>
// #include "capi.h"
import "C"

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"
	"unsafe"

	"github.com/eduparity/eduparity/solver"
)

// Solve implements [solver.Backend].
func (b *backend) Solve(ctx context.Context, start *solver.Start, s *solver.Settings) (*solver.Result, error) {
	if b.lost {
		return nil, engineError("there is no problem after a run that was left alone")
	}
	if err := b.h.apply(ctx, s); err != nil {
		return nil, err
	}
	if err := b.forget(start, s); err != nil {
		return nil, err
	}
	if err := b.begin(start); err != nil {
		return nil, err
	}
	caller := ctx
	ctx, cancel := inTime(ctx, s)
	defer cancel()
	r := &solver.Result{}
	status, err := b.attempt(ctx, s, r)
	if err != nil {
		return nil, err
	}
	if (again(status) || b.pointless(status)) && !s.NoPresolve && ctx.Err() == nil {
		// Presolve can find that one of the two holds without knowing which, and rarely something
		// goes wrong on the way back from it: the other way through the engine is to do without. Where
		// the dual simplex method cannot prove what it has found (its status is unknown), presolve and
		// the primal method can.
		for _, way := range [][2]any{{"off", dualSimplex}, {"on", primalSimplex}} {
			if status, err = b.fresh(ctx, s, r, way[0], way[1]); err != nil {
				return nil, err
			}
			if !again(status) && !b.pointless(status) || ctx.Err() != nil {
				break
			}
		}
	}
	if b.lost {
		r.Status = solver.Interrupted
	} else if err := b.read(ctx, r, status, s); err != nil {
		return nil, err
	}
	r.Status = stoppedBy(caller, r.Status)
	return r, nil
}

// again says whether a second attempt without presolve may know more.
func again(status C.hint) bool {
	switch status {
	case C.eduparity_UnboundedOrInfeasible, C.eduparity_PresolveError, C.eduparity_SolveError,
		C.eduparity_PostsolveError, C.eduparity_Unknown, C.eduparity_Notset:
		return true
	}
	return false
}

// pointless says whether HiGHS calls a point optimal that does not keep the rows once it is unscaled:
// seen of an LP solved again from its last basis.
func (b *backend) pointless(status C.hint) bool {
	return status == C.eduparity_Optimal && b.h.intInfo("primal_solution_status") != C.eduparity_Feasible
}

// fresh solves from nothing, with presolve and a simplex method of the caller's choice.
func (b *backend) fresh(ctx context.Context, s *solver.Settings, r *solver.Result, presolve, strategy any) (C.hint, error) {
	if err := b.h.call("clearSolver", C.Highs_clearSolver(b.h.obj)); err != nil {
		return 0, err
	}
	if err := errors.Join(b.h.setOption("presolve", presolve), b.h.setOption("simplex_strategy", strategy)); err != nil {
		return 0, err
	}
	return b.attempt(ctx, s, r)
}

// forget takes a point that may be in parts from HiGHS before a search that has no start of its own. HiGHS would keep what
// is whole in it and search for the rest first: the bounds that it tells of meanwhile, and where it is stopped
// there, are those of that smaller problem, and above what other points reach.
func (b *backend) forget(start *solver.Start, s *solver.Settings) error {
	search := b.count > 0 && !s.Relax
	left := b.parts
	b.parts = !search
	if !search || !left || start != nil && start.Incumbent != nil {
		return nil
	}
	return b.h.call("clearSolver", C.Highs_clearSolver(b.h.obj))
}

// begin sets the start.
func (b *backend) begin(start *solver.Start) error {
	if start == nil {
		return nil
	}
	if start.Basis != nil {
		col, row := widen(start.Basis.Col), widen(start.Basis.Row)
		if err := b.h.call("setBasis", C.Highs_setBasis(b.h.obj, hints(col), hints(row))); err != nil {
			return err
		}
	}
	if start.Incumbent != nil {
		return b.h.call("setSolution", C.Highs_setSolution(b.h.obj, doubles(start.Incumbent), nil, nil, nil))
	}
	return nil
}

// attempt runs HiGHS once, adds its work to r and returns HiGHS's status. HiGHS looks at the flag to
// stop between pivots and nodes, not during presolve: where it does not come back within the patience
// after a cancelled context, it is left alone, r is what it had found, and b has another handle,
// without the problem.
func (b *backend) attempt(ctx context.Context, s *solver.Settings, r *solver.Result) (C.hint, error) {
	w, err := b.h.startWatch(ctx, s.Progress, b.cols, b.count > 0 && !s.Relax)
	if err != nil {
		return 0, err
	}
	if ctx.Done() == nil {
		err = b.h.run()
	} else {
		h := b.h
		done := make(chan error, 1)
		go func() { done <- h.run() }()
		ended := false
		if ended, err = inPatience(ctx, done, b.patience); !ended {
			b.lost = true
			b.h, err = takeHandle()
			defer func() { go h.comeBack(done, w) }()
			w.leave(r)
			return C.eduparity_Interrupt, err
		}
	}
	if err2 := w.end(); err == nil {
		err = err2
	}
	if err != nil {
		return 0, err
	}
	r.Pivots += max(0, b.h.intInfo("simplex_iteration_count"))
	r.Nodes += max(0, b.h.int64Info("mip_node_count"))
	return C.Highs_getModelStatus(b.h.obj), nil
}

// inPatience waits for a run, and for some time only once the context is done.
func inPatience(ctx context.Context, done <-chan error, patience time.Duration) (ended bool, err error) {
	select {
	case err = <-done:
		return true, err
	case <-ctx.Done():
	}
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case err = <-done:
		return true, err
	case <-timer.C:
		return false, nil
	}
}

// comeBack waits for a run that nobody waits for and puts its handle back into the pool.
func (h *handle) comeBack(done <-chan error, w *watcher) {
	if <-done != nil || w.end() != nil {
		return // left aside, as release does
	}
	_ = h.release() // likewise, and there is nobody to tell
}

// read fills the result.
func (b *backend) read(ctx context.Context, r *solver.Result, status C.hint, s *solver.Settings) error {
	h := b.h
	search := b.count > 0 && !s.Relax
	r.Objective, r.Bound = math.NaN(), math.Inf(-1)
	var err error
	if r.Status, err = statusOf(status); err != nil {
		return err
	}
	x, d := make([]float64, b.cols), make([]float64, b.cols)
	act, y := make([]float64, b.rows), make([]float64, b.rows)
	if err := h.call("getSolution", C.Highs_getSolution(h.obj, doubles(x), doubles(d), doubles(act), doubles(y))); err != nil {
		return err
	}
	if h.intInfo("primal_solution_status") == C.eduparity_Feasible {
		r.X, r.Activity = x, act
		r.Objective = h.doubleInfo("objective_function_value")
	}
	if search {
		if v := h.doubleInfo("mip_dual_bound"); r.Status != solver.Unbounded {
			r.Bound = v
		}
		return nil
	}
	// Where HiGHS stops because the problem is infeasible it leaves the duals of perturbed costs.
	if r.Status == solver.CutOff {
		r.Bound = s.Cutoff
	} else if r.Status != solver.Infeasible && h.intInfo("dual_solution_status") == C.eduparity_Feasible {
		r.RowDual, r.ColDual = y, d
	}
	if r.Status == solver.Optimal {
		r.Bound = r.Objective
	}
	if h.intInfo("basis_validity") == C.eduparity_BasisValid {
		if r.Basis, err = b.basis(); err != nil {
			return err
		}
	}
	if r.Status == solver.Infeasible {
		r.Ray, err = b.ray(ctx)
	}
	return err
}

func statusOf(status C.hint) (solver.Status, error) {
	switch status {
	case C.eduparity_Optimal, C.eduparity_ModelEmpty:
		return solver.Optimal, nil
	case C.eduparity_Infeasible:
		return solver.Infeasible, nil
	case C.eduparity_Unbounded:
		return solver.Unbounded, nil
	case C.eduparity_UnboundedOrInfeasible:
		return solver.InfeasibleOrUnbounded, nil
	case C.eduparity_ObjectiveBound:
		return solver.CutOff, nil
	case C.eduparity_TimeLimit:
		return solver.TimeLimit, nil
	case C.eduparity_IterationLimit, C.eduparity_SolutionLimit:
		return solver.IterationLimit, nil
	case C.eduparity_Interrupt:
		return solver.Interrupted, nil
	case C.eduparity_Unknown, C.eduparity_Notset:
		return solver.Unknown, nil // Notset was seen after a run that broke off without a word
	}
	return solver.Unknown, engineError(fmt.Sprintf("model status %d", status))
}

// ray is a proof of infeasibility; nil: none. HiGHS solves once more, without presolve, where presolve
// has found out: that gets the context too, and a limit on pivots, for the answer is known already.
func (b *backend) ray(ctx context.Context) (ray []float64, err error) {
	if err := b.h.setOption("simplex_iteration_limit", leastRayPivots+rayPivots*(b.rows+b.cols)); err != nil {
		return nil, err
	}
	w, err := b.h.startWatch(ctx, nil, b.cols, false)
	if err != nil {
		return nil, err
	}
	ray = make([]float64, b.rows)
	var has C.hint
	err = b.h.call("getDualRay", C.Highs_getDualRay(b.h.obj, &has, doubles(ray)))
	if err2 := w.end(); err == nil {
		err = err2
	}
	if err != nil || has == 0 {
		return nil, err
	}
	return ray, nil
}

// Limit on the pivots for a ray: a few times the size is what the simplex method takes.
const (
	leastRayPivots = 1000
	rayPivots      = 5
)

func (b *backend) basis() (*solver.Basis, error) {
	col, row := make([]int32, b.cols), make([]int32, b.rows)
	if err := b.h.call("getBasis", C.Highs_getBasis(b.h.obj, hints(col), hints(row))); err != nil {
		return nil, err
	}
	return &solver.Basis{Col: narrow(col), Row: narrow(row)}, nil
}

// widen and narrow go by the numbers, which are the same: solver.BasisStatus has HiGHS's order.

func widen(v []solver.BasisStatus) []int32 {
	out := make([]int32, len(v))
	for k, s := range v {
		out[k] = int32(s)
	}
	return out
}

func narrow(v []int32) []solver.BasisStatus {
	out := make([]solver.BasisStatus, len(v))
	for k, s := range v {
		out[k] = solver.BasisStatus(s)
	}
	return out
}

func (h *handle) intInfo(name string) int {
	s := C.CString(name)
	defer C.free(unsafe.Pointer(s))
	var v C.hint
	if C.Highs_getIntInfoValue(h.obj, s, &v) == C.eduparity_Error {
		return -1
	}
	return int(v)
}

func (h *handle) int64Info(name string) int {
	s := C.CString(name)
	defer C.free(unsafe.Pointer(s))
	var v C.int64_t
	if C.Highs_getInt64InfoValue(h.obj, s, &v) == C.eduparity_Error {
		return -1
	}
	return int(v)
}

func (h *handle) doubleInfo(name string) float64 {
	s := C.CString(name)
	defer C.free(unsafe.Pointer(s))
	var v C.double
	if C.Highs_getDoubleInfoValue(h.obj, s, &v) == C.eduparity_Error {
		return math.NaN()
	}
	return float64(v)
}
