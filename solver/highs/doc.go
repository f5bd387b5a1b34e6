// Package highs is the backend of package solver on HiGHS, a solver for linear and mixed-integer
// problems in C++ (https://highs.dev).
//
// The handle, its life and its options are those of github.com/lanl/highs. What that binding does
// not offer (bounds of rows and columns, coefficients, bases, incumbents, callbacks, ranging), and what it
// offers in a form that loses something (solving: a warning, such as a time limit, loses the
// incumbent, and no rows is a panic; loading: every number is converted into a new slice), is
// called directly, declared in capi.h and nowhere else.
//
// # Handles
//
// The C handle is the first field of [highs.RawModel]. It is read by reflection, once per handle in
// one place (newHandle), which refuses a binding that is laid out in another way.
//
// Handles are kept in a plain pool and never destroyed: Highs_destroy resets a scheduler that all
// handles share, and the binding leaves it to a finalizer, which runs at any time on any thread. A
// sync.Pool would hand them to that finalizer.
//
// # Cancelling
//
// HiGHS asks whether to stop between pivots and nodes, but not during presolve, which on a hundred
// thousand columns takes a quarter of a second and more. A run that does not come back soon after its
// context is done is left alone: the session gets what a search had found by then, and another handle
// with the next solve; the old one returns to the pool when its run has ended. Loading is one call and
// is waited for.
//
// # Without HiGHS
//
// Without cgo, or with the build tag nohighs, [Open] returns an error that says how to get it.
//
// [highs.RawModel]: https://pkg.go.dev/github.com/lanl/highs#RawModel
package highs
