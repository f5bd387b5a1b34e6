package whole

import (
	"fmt"
	"time"

	"github.com/eduparity/eduparity/solver"
)

// DefaultGap is the relative gap between plan and bound that is aimed at where settings ask for no other.
const DefaultGap = 1e-4

// Settings are the parameters of a solver. Open is needed, every other zero means the default.
type Settings struct {
	// Open opens an engine for a session. It is called from several goroutines where Parallel is above 1.
	Open func() (solver.Backend, error)
	// Gap is the relative gap between plan and bound that is aimed at; 0: [DefaultGap].
	Gap float64
	// TimeLimit is that of one Solve, in seconds; 0: none.
	TimeLimit float64
	// Parallel is how many blocks are solved at a time; 0: one.
	Parallel int
	Seed     int
	// Judge says whether a point, whole columns rounded, is a plan, and what it is worth, which may differ
	// from its cost by what the caller rounds. It is called from one goroutine. Nil: [Problem.Check].
	Judge func(x []float64) (value float64, ok bool)
	// Enough says that a plan's value (+Inf: there is none) and a bound suffice, though they have not met;
	// nil: never.
	Enough func(value, bound float64) bool
	// Progress is called when plan or bound have become better; nil: nobody wants to know.
	Progress func(solver.Progress)

	deadline time.Time
}

// validate finds what is out of range; it matches [ErrInvalid].
func (s *Settings) validate() error {
	switch {
	case s.Open == nil:
		return fmt.Errorf("%w: no engine to open", ErrInvalid)
	case !(s.Gap >= 0) || !(s.TimeLimit >= 0) || s.Parallel < 0:
		return fmt.Errorf("%w: gap %v, time limit %v, %d at a time", ErrInvalid, s.Gap, s.TimeLimit, s.Parallel)
	}
	return nil
}

// gap is the gap aimed at.
func (s *Settings) gap() float64 {
	if s.Gap > 0 {
		return s.Gap
	}
	return DefaultGap
}

// engine is the settings of one solve: what is left of the time.
func (s *Settings) engine() solver.Settings {
	e := solver.Settings{Seed: s.Seed}
	if !s.deadline.IsZero() {
		e.TimeLimit = max(leastTime, time.Until(s.deadline).Seconds())
	}
	return e
}

// engineFor is engine for some seconds at most.
func (s *Settings) engineFor(seconds float64) solver.Settings {
	e := s.engine()
	if e.TimeLimit == 0 || e.TimeLimit > seconds {
		e.TimeLimit = seconds
	}
	return e
}

// leastTime is what a solve is given when the time is up, in seconds: the engine takes 0 for none.
const leastTime = 0.001
