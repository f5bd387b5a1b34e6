//go:build cgo && !nohighs

package highs

// #include "capi.h"
import "C"

import (
	"context"
	"math"
	"runtime/cgo"
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

// A reporter is what C calls through.
type reporter struct {
	progress func(solver.Progress)
	panicked any
	flag     *int32
}

// startWatch arms the callbacks, where there is something to watch.
func (h *handle) startWatch(ctx context.Context, progress func(solver.Progress)) (*watcher, error) {
	if ctx.Done() == nil && progress == nil {
		return nil, nil
	}
	w := &watcher{h: h, stopped: make(chan struct{})}
	flag := (*int32)(unsafe.Pointer(&h.watch.stop))
	atomic.StoreInt32(flag, 0)
	h.watch.report = 0
	if progress != nil {
		w.reporter = &reporter{progress: progress, flag: flag}
		w.ref = cgo.NewHandle(w.reporter)
		h.watch.report = C.uintptr_t(w.ref)
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
	if w.reporter != nil {
		w.h.watch.report = 0
		w.ref.Delete()
		if p := w.reporter.panicked; p != nil {
			panic(p)
		}
	}
	return err
}

// eduparity_progress hands one message on. A panic must not unwind through C++: it stops the run
// and goes on afterwards.
//
//export eduparity_progress
func eduparity_progress(ref C.uintptr_t, primal, dual C.double) {
	r, ok := cgo.Handle(ref).Value().(*reporter)
	if !ok || r.panicked != nil {
		return
	}
	defer func() {
		if p := recover(); p != nil {
			r.panicked = p
			atomic.StoreInt32(r.flag, 1)
		}
	}()
	value := float64(primal)
	if math.IsInf(value, 0) {
		value = math.NaN()
	}
	r.progress(solver.Progress{Phase: "search", Value: value, Bound: float64(dual)})
}
