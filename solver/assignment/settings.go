package assignment

import (
	"fmt"
	"time"

	"github.com/eduparity/eduparity/solver"
)

// DefaultGap is the relative gap between plan and bound that a search aims at where settings ask for no other.
const DefaultGap = 1e-4

// Settings are the parameters of a session. Every zero means the default.
type Settings struct {
	// Open opens an engine; needed for all but [Transport].
	Open func() (solver.Backend, error)
	// Gap is the relative gap between plan and bound that a search aims at; 0: [DefaultGap].
	Gap float64
	// TimeLimit is that of one Solve, in seconds; 0: none.
	TimeLimit float64
	Seed      int
	// Start is a plan by piece, to begin with where pieces are whole: the site of each, -1 where it is open.
	// It need not be feasible. Nil: none.
	Start []int32
	// Progress is called when plan or bound have become better, on the goroutine of Solve or on one of the
	// engine; nil: nobody wants to know.
	Progress func(solver.Progress)

	deadline time.Time
	eager    bool // small problems are treated as large ones are; for tests
}

// few says whether a number of pairs is so small that nothing need be held back.
func (s *Settings) few(pairs, limit int) bool { return !s.eager && pairs <= limit }

// validate finds what is out of range; it matches [ErrInvalid].
func (s *Settings) validate(p *Problem) error {
	if !(s.Gap >= 0) || !(s.TimeLimit >= 0) || s.Start != nil && len(s.Start) != len(p.Size) {
		return fmt.Errorf("%w: gap %v, time limit %v, start of %d pieces", ErrInvalid, s.Gap, s.TimeLimit, len(s.Start))
	}
	for b, j := range s.Start {
		if j < -1 || int(j) >= len(p.Sites) {
			return fmt.Errorf("%w: piece %d starts at site %d of %d", ErrInvalid, b, j, len(p.Sites))
		}
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

// begin starts the clock.
func (s *Settings) begin() {
	s.deadline = time.Time{}
	if s.TimeLimit > 0 {
		s.deadline = time.Now().Add(time.Duration(s.TimeLimit * float64(time.Second)))
	}
}

// over says whether the time is up.
func (s *Settings) over() bool { return !s.deadline.IsZero() && time.Now().After(s.deadline) }

// engine is the settings of one solve: what is left of the time.
func (s *Settings) engine() solver.Settings {
	e := solver.Settings{Seed: s.Seed}
	if !s.deadline.IsZero() {
		e.TimeLimit = max(leastTime, time.Until(s.deadline).Seconds())
	}
	return e
}
