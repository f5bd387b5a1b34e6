//go:build cgo && !nohighs

package highs

// #cgo pkg-config: highs
// #include <stdlib.h>
// #include "capi.h"
import "C"

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"sync"
	"unsafe"

	"github.com/lanl/highs"

	"github.com/eduparity/eduparity/solver"
)

// ErrMissing is what Open answers in a program that was built without HiGHS; never here.
var ErrMissing = errors.New("highs: this program was built without HiGHS")

// A handle is one HiGHS object with what belongs to it for life.
type handle struct {
	raw   *highs.RawModel
	obj   unsafe.Pointer // of raw
	watch *C.eduparity_watch
	set   map[string]any // options that differ from HiGHS's defaults
}

// The pool of handles that nobody uses.
var (
	poolMutex sync.Mutex
	pool      []*handle
)

// Open takes a handle from the pool, or makes one.
func Open() (solver.Backend, error) {
	h, err := takeHandle()
	if err != nil {
		return nil, err
	}
	return &backend{h: h, patience: patience}, nil
}

func takeHandle() (*handle, error) {
	poolMutex.Lock()
	defer poolMutex.Unlock()
	if n := len(pool); n > 0 {
		h := pool[n-1]
		pool[n-1] = nil
		pool = pool[:n-1]
		return h, nil
	}
	return newHandle() // under the lock: HiGHS may set up what all handles share
}

// newHandle makes a handle and checks the two things about the binding and the library that cannot
// be checked when compiling: where the binding keeps the C handle, and the size of an index.
func newHandle() (*handle, error) {
	raw := highs.NewRawModel()
	runtime.SetFinalizer(raw, nil) // never destroyed, see the package comment
	v := reflect.ValueOf(raw).Elem()
	if v.Kind() != reflect.Struct || v.NumField() == 0 || v.Field(0).Kind() != reflect.UnsafePointer {
		return nil, fmt.Errorf("%w: highs: the first field of %s is not the C handle", solver.ErrEngine, v.Type())
	}
	h := &handle{raw: raw, obj: v.Field(0).UnsafePointer(), set: map[string]any{}}
	if h.obj == nil {
		return nil, fmt.Errorf("%w: highs: no handle", solver.ErrEngine)
	}
	if size := C.Highs_getSizeofHighsInt(h.obj); uintptr(size) != unsafe.Sizeof(C.hint(0)) {
		return nil, fmt.Errorf("%w: highs: library built with indices of %d bytes, want %d",
			solver.ErrEngine, size, unsafe.Sizeof(C.hint(0)))
	}
	h.watch = (*C.eduparity_watch)(C.calloc(1, C.sizeof_eduparity_watch))
	return h, h.always()
}

// release empties the handle and puts it back into the pool. A handle that cannot be emptied is
// left aside: that costs its memory, once.
func (h *handle) release() error {
	err := errors.Join(
		h.call("clearModel", C.Highs_clearModel(h.obj)),
		h.call("resetOptions", C.Highs_resetOptions(h.obj)),
	)
	clear(h.set)
	if err == nil {
		err = h.always()
	}
	if err != nil {
		return err
	}
	poolMutex.Lock()
	defer poolMutex.Unlock()
	pool = append(pool, h)
	return nil
}

// call is the error of a C call. A warning is none.
func (h *handle) call(name string, status C.hint) error {
	if status == C.eduparity_Error {
		return fmt.Errorf("%w: Highs_%s", solver.ErrEngine, name)
	}
	return nil
}

// run solves, from clocks at zero: HiGHS's time limit counts from the first run otherwise.
func (h *handle) run() error {
	if err := h.call("zeroAllClocks", C.Highs_zeroAllClocks(h.obj)); err != nil {
		return err
	}
	// An error of a run says itself in the model status, which knows more.
	C.Highs_run(h.obj)
	return nil
}

func version() string { return C.GoString(C.Highs_version()) }
