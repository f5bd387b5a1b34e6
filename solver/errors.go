package solver

import "errors"

// The kinds of errors; match them with errors.Is.
var (
	// ErrInvalid marks data that no engine should see: NaN, a column twice in a row, an index out
	// of range, slices of different lengths, a setting out of range.
	ErrInvalid = errors.New("solver: invalid")

	// ErrUnsupported is what a backend answers to what it cannot do. For an update the session then
	// loads the problem again; for a setting or a start it is the caller's error.
	ErrUnsupported = errors.New("solver: unsupported by this backend")

	// ErrClosed marks the use of a session after Close.
	ErrClosed = errors.New("solver: session is closed")

	// ErrEngine marks a failure inside an engine that is not the problem's fault.
	ErrEngine = errors.New("solver: engine failed")
)
