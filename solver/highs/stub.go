//go:build !cgo || nohighs

package highs

import (
	"errors"

	"github.com/eduparity/eduparity/solver"
)

// ErrMissing is what Open answers in a program that was built without HiGHS.
var ErrMissing = errors.New("highs: this program was built without HiGHS: " +
	"build it with cgo (CGO_ENABLED=1 and a C compiler) and without -tags nohighs, " +
	"through scripts/highs.sh go build ./..., which finds or fetches HiGHS")

// Open always fails with [ErrMissing].
func Open() (solver.Backend, error) { return nil, ErrMissing }
