//go:build cgo && !nohighs

package highs

import (
	"context"
	"time"

	"github.com/eduparity/eduparity/solver"
)

// longest is a time limit in seconds, some thirty years, that still is a [time.Duration].
const longest = 1e9

// inTime ends a context when the time limit of a solve is up. HiGHS alone does not keep it: where the
// point of a search misses the rows once presolve is undone, it searches once more in the same run
// and gives that the whole time limit again; so does a second attempt of ours.
func inTime(ctx context.Context, s *solver.Settings) (context.Context, context.CancelFunc) {
	if s.TimeLimit == 0 || s.TimeLimit > longest {
		return ctx, func() {}
	}
	return context.WithTimeout(ctx, time.Duration((s.TimeLimit+grace)*float64(time.Second)))
}

// stoppedBy tells a run that its caller stopped from one whose time was up.
func stoppedBy(caller context.Context, status solver.Status) solver.Status {
	switch {
	case status == solver.TimeLimit && caller.Err() != nil:
		return solver.Interrupted
	case status == solver.Interrupted && caller.Err() == nil:
		return solver.TimeLimit
	}
	return status
}
