//go:build cgo && !nohighs

package highs

// #include "capi.h"
import "C"

import (
	"context"
	"math"
	"runtime/cgo"
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/eduparity/eduparity/solver"
)

// A watcher lets a context stop a run and a caller hear of its progress.
type watcher struct {
	h        *handle
	reporter *reporter
	ref      cgo.Handle
	stop     func() bool   // takes the wait for the context back
	stopped  chan struct{} // closed once the context has set the flag
}

// A reporter is what C calls through. It keeps what a search has found, for a caller that does not
// wait for the end of the run.
type reporter struct {
	cols int

	mu        sync.Mutex
	progress  func(solver.Progress) // nil: nobody listens, or no longer
	panicked  any
	flag      *int32
	x         []float64 // nil: no point yet
	objective float64
	bound     float64
}

// startWatch arms the callbacks, where there is something to watch. The problem has so many columns;
// search says whether some of them must be whole.
func (h *handle) startWatch(ctx context.Context, progress func(solver.Progress), cols int, search bool) (*watcher, error) {
	if ctx.Done() == nil && progress == nil {
		return nil, nil
	}
	w := &watcher{h: h, stopped: make(chan struct{})}
	flag := (*int32)(unsafe.Pointer(&h.watch.stop))
	atomic.StoreInt32(flag, 0)
	w.reporter = &reporter{cols: cols, progress: progress, flag: flag, objective: math.NaN(), bound: math.Inf(-1)}
	w.ref = cgo.NewHandle(w.reporter)
	h.watch.report = C.uintptr_t(w.ref)
	h.watch.search, h.watch.pivots, h.watch.next = 0, 0, 0
	switch {
	case search:
		h.watch.search = 1
	case progress != nil:
		h.watch.pivots = 1
	}
	w.stop = context.AfterFunc(ctx, func() {
		atomic.StoreInt32(flag, 1)
		close(w.stopped)
	})
	if err := h.call("setCallback", C.eduparity_watch_start(h.obj, h.watch)); err != nil {
		return nil, joinEnd(err, w)
	}
	return w, nil
}

func joinEnd(err error, w *watcher) error {
	if err2 := w.end(); err2 != nil {
		return err2
	}
	return err
}

// end disarms them. When it returns nobody sets the flag any more: the next run may belong to
// another context. A panic in the caller's progress function goes on here, outside C++.
func (w *watcher) end() error {
	if w == nil {
		return nil
	}
	if !w.stop() {
		<-w.stopped
	}
	err := w.h.call("setCallback", C.eduparity_watch_end(w.h.obj))
	w.h.watch.report = 0
	w.ref.Delete()
	w.reporter.mu.Lock()
	defer w.reporter.mu.Unlock()
	if p := w.reporter.panicked; p != nil {
		panic(p)
	}
	return err
}

// leave stops listening to a run that goes on, and takes what it has found into r. The slices are
// r's from then on. A panic in the caller's progress function goes on here too.
func (w *watcher) leave(r *solver.Result) {
	w.reporter.mu.Lock()
	defer w.reporter.mu.Unlock()
	panicked := w.reporter.panicked
	w.reporter.progress, w.reporter.panicked = nil, nil
	if panicked != nil {
		panic(panicked)
	}
	r.X, r.Objective, r.Bound = w.reporter.x, w.reporter.objective, w.reporter.bound
	w.reporter.x = nil
}

// eduparity_improved keeps the point that a search has found.
//
//export eduparity_improved
func eduparity_improved(ref C.uintptr_t, objective C.double, x *C.double) {
	r, ok := cgo.Handle(ref).Value().(*reporter)
	if !ok || x == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.x == nil {
		r.x = make([]float64, r.cols)
	}
	copy(r.x, unsafe.Slice((*float64)(unsafe.Pointer(x)), r.cols))
	r.objective = float64(objective)
}

// eduparity_progress hands on a message of a search.
//
//export eduparity_progress
func eduparity_progress(ref C.uintptr_t, nodes C.int64_t, primal, dual C.double) {
	r, ok := cgo.Handle(ref).Value().(*reporter)
	if !ok {
		return
	}
	value := float64(primal)
	if math.IsInf(value, 0) {
		value = math.NaN()
	}
	r.report(solver.Progress{Phase: "search", Round: int(nodes), Value: value, Bound: float64(dual)})
}

// eduparity_pivots hands on a message of an LP, of which HiGHS tells no more than the pivots.
//
//export eduparity_pivots
func eduparity_pivots(ref C.uintptr_t, pivots C.hint) {
	if r, ok := cgo.Handle(ref).Value().(*reporter); ok {
		r.report(solver.Progress{Phase: "simplex", Round: int(pivots), Value: math.NaN(), Bound: math.Inf(-1)})
	}
}

// report calls the caller's function, under the lock: once [watcher.leave] has returned it is not
// called any more. A panic must not unwind through C++: it stops the run and goes on afterwards.
func (r *reporter) report(p solver.Progress) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.bound = math.Max(r.bound, p.Bound)
	if r.progress == nil || r.panicked != nil {
		return
	}
	defer func() {
		if p := recover(); p != nil {
			r.panicked = p
			atomic.StoreInt32(r.flag, 1)
		}
	}()
	r.progress(p)
}
