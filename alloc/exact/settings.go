package exact

import (
	"errors"
	"time"

	"github.com/eduparity/eduparity/solver"
)

// Settings are the parameters of a run. The zero value is useful, but for Open.
type Settings struct {
	Open      func() (solver.Backend, error) // the engine
	TimeLimit time.Duration                  // 0: DefaultTimeLimit
	Gap       float64                        // relative gap at which a plan is optimal; 0: DefaultGap
	Route     Route                          // 0: RouteAuto
	Seed      int
	// Ranges also finds between which values of the limits that bind their prices hold: one more solve of
	// the linear problem and about as long again for the ranges.
	Ranges bool
	// Conflicts also finds, where there is no plan, sets of rules that cannot hold together, none of them
	// superfluous, and prices the ways out.
	Conflicts bool
	// Progress is told how far the work has come: Phase is the goal at hand, or [PhaseWhy], Value that of the
	// best plan so far and Bound what no plan is below, both in the goal's units. Nil: nobody wants to know.
	Progress func(solver.Progress)
}

// What a zero setting stands for.
const (
	DefaultTimeLimit = time.Minute
	DefaultGap       = 1e-4
)

// ErrRoute says that the route asked for cannot solve the problem.
var ErrRoute = errors.New("route")

// ErrEngine says that the engine's answer does not hold: the plan it stands for breaks a rule that
// the engine was told of. It is a fault of the program or of the engine, not of the data.
var ErrEngine = errors.New("the engine's answer does not hold")

func (s Settings) gap() float64 {
	if s.Gap == 0 {
		return DefaultGap
	}
	return s.Gap
}

func (s Settings) timeLimit() time.Duration {
	if s.TimeLimit == 0 {
		return DefaultTimeLimit
	}
	return s.TimeLimit
}
