package exact

import (
	"math"
	"sync"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver"
)

// A standing is how far the goal at hand has come, in the goal's own units, as [Settings.Progress] is told
// of it. What engines say of the problems that they are given on the way means nothing to whoever waits:
// of theirs only the round is handed on, and bounds that hold for the goal.
type standing struct {
	tell func(solver.Progress) // nil: nobody wants to know
	mu   sync.Mutex            // the strong model tells from several goroutines
	now  solver.Progress
}

// begin begins a goal, or a level of it; best is the plan that there is already, nil for none.
func (s *standing) begin(g plan.GoalName, best *candidate) {
	now := solver.Progress{Phase: string(g), Value: math.NaN(), Bound: math.NaN()}
	if best != nil {
		now.Value = best.value
	}
	s.change(func(p *solver.Progress) { *p = now })
}

// found notes the value of a better plan.
func (s *standing) found(value float64) { s.change(func(p *solver.Progress) { p.Value = value }) }

// proved notes that no plan has a value below a bound.
func (s *standing) proved(bound float64) {
	if math.IsNaN(bound) || math.IsInf(bound, 0) {
		return
	}
	s.change(func(p *solver.Progress) {
		if !(bound <= p.Bound) {
			p.Bound = bound
		}
	})
}

// rounds hands on that an engine works, and bounds on the goal in units of the engine, each worth unit; 0:
// its bounds are those of another objective.
func (s *standing) rounds(unit float64) func(solver.Progress) {
	if s.tell == nil {
		return nil
	}
	return func(e solver.Progress) {
		if unit > 0 {
			s.proved(e.Bound * unit)
		}
		s.change(func(p *solver.Progress) { p.Round++ })
	}
}

// change changes what is known and tells it. Doubles may put a bound a little above the value of the plan
// that it is proved by.
func (s *standing) change(by func(*solver.Progress)) {
	if s.tell == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	by(&s.now)
	told := s.now
	if told.Bound > told.Value {
		told.Bound = told.Value
	}
	s.tell(told)
}

// aside are the settings of a problem that is solved on the way, to explain another: of its progress only
// the rounds are told.
func (s Settings) aside() Settings {
	if tell := s.Progress; tell != nil {
		s.Progress = func(p solver.Progress) {
			tell(solver.Progress{Phase: PhaseWhy, Round: p.Round, Value: math.NaN(), Bound: math.NaN()})
		}
	}
	return s
}

// PhaseWhy is the phase of progress while it is found out why there is no plan.
const PhaseWhy = "why"
