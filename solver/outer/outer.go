// Package outer solves linear and mixed-integer problems with convex constraints by outer
// approximation: solve, ask each [Oracle] for the linear rows that the point violates, add them,
// solve again from the last basis. Every round's optimum is a bound, for each round is a relaxation.
//
// Convergence: Kelley (1960) for LPs, Duran and Grossmann (1986) for whole numbers. The oracle for
// squares over a common mean is lifted, one small row per square rather than one dense row per cone
// (Vielma, Dunning, Huchette and Lubin 2017), which is what makes a handful of rounds enough.
package outer

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/eduparity/eduparity/solver"
)

// An Oracle is one convex constraint g(x) <= 0, known by its tangents.
type Oracle interface {
	// Seed appends rows to start from; none is allowed.
	Seed(dst *solver.Rows)
	// Separate appends rows that x violates by more than tol and returns by how much x violates the
	// constraint, 0 where it does not.
	Separate(dst *solver.Rows, x []float64, tol float64) (worst float64)
}

// ErrRounds says that the loop gave up before the point kept every constraint.
var ErrRounds = errors.New("outer approximation: too many rounds")

// A Loop is a session with its oracles. It belongs to one goroutine.
type Loop struct {
	Session *solver.Session
	// Cuts are the rows that the oracles gave, in the order in which they were added.
	Cuts []Cut
	// Rounds counts the solves.
	Rounds int

	oracles []Oracle
	given   []int // rows given so far, by oracle
}

// A Cut says where a row came from: it is row Row of the session, and the Nth that Oracle gave.
type Cut struct{ Row, Oracle, Nth int }

// Settings are the parameters of a loop. The zero value is useful.
type Settings struct {
	Engine    solver.Settings // its time limit is that of all rounds together
	Tolerance float64         // violation that is let pass; 0: [Tolerance]
	MaxRounds int             // 0: [MaxRounds]
	// Point is called with every point of a round, whether or not it keeps the constraints.
	Point func(x []float64)
	// Enough ends the loop early, as if the point kept every constraint, when it says true of the
	// best bound so far and the point's objective.
	Enough func(bound, objective float64) bool
}

// A Result is the outcome of a loop.
type Result struct {
	*solver.Result         // of the last round
	Lower          float64 // the best bound of any round
	Worst          float64 // violation of the last point
	Done           bool    // the last point keeps every constraint, or Enough said so
}

// stop marks the last round, which was solved, as one that a limit ended: more was to come.
func (r *Result) stop() {
	last := *r.Result
	last.Status = solver.TimeLimit
	r.Result = &last
}

// New seeds the session with the oracles' first rows.
func New(s *solver.Session, oracles ...Oracle) (*Loop, error) {
	l := &Loop{Session: s, oracles: oracles, given: make([]int, len(oracles))}
	var rows solver.Rows
	var from []int
	for k, o := range oracles {
		o.Seed(&rows)
		for len(from) < rows.Len() {
			from = append(from, k)
		}
	}
	return l, l.add(&rows, from)
}

// Replace puts other oracles in the place of those the loop has, one for one: the same constraints
// after a change of their numbers, for which all rows given so far still hold. What they gave must be
// known to the new ones.
func (l *Loop) Replace(oracles ...Oracle) error {
	if len(oracles) != len(l.oracles) {
		return fmt.Errorf("outer approximation: %d oracles cannot replace %d", len(oracles), len(l.oracles))
	}
	l.oracles = oracles
	return nil
}

// add hands rows to the session and remembers whose they are.
func (l *Loop) add(rows *solver.Rows, from []int) error {
	if rows.Len() == 0 {
		return nil
	}
	first, err := l.Session.AddRows(rows)
	if err != nil {
		return err
	}
	for i, k := range from {
		l.Cuts = append(l.Cuts, Cut{Row: first + i, Oracle: k, Nth: l.given[k]})
		l.given[k]++
	}
	return nil
}

// Solve runs rounds until the point keeps every constraint to the tolerance. A limit or a cancelled
// context ends it with what there is: Done is then false. The start serves the first round.
func (l *Loop) Solve(ctx context.Context, start *solver.Start, s Settings) (*Result, error) {
	tol, most := s.Tolerance, s.MaxRounds
	if tol == 0 {
		tol = Tolerance
	}
	if most == 0 {
		most = MaxRounds
	}
	out := &Result{Lower: math.Inf(-1)}
	begun := time.Now()
	for range most {
		engine := s.Engine
		if engine.TimeLimit > 0 && out.Result != nil {
			engine.TimeLimit -= time.Since(begun).Seconds()
			if engine.TimeLimit <= 0 {
				out.stop()
				return out, nil
			}
		}
		res, err := l.Session.Solve(ctx, start, &engine)
		if err != nil {
			return nil, err
		}
		l.Rounds++
		start = nil
		out.Result = res
		out.Lower = max(out.Lower, res.Bound)
		if res.X == nil {
			return out, nil
		}
		if s.Point != nil {
			s.Point(res.X)
		}
		if s.Engine.Progress != nil {
			s.Engine.Progress(solver.Progress{Phase: "round", Round: l.Rounds, Value: math.NaN(), Bound: out.Lower})
		}
		var rows solver.Rows
		var from []int
		out.Worst = 0
		for k, o := range l.oracles {
			out.Worst = max(out.Worst, o.Separate(&rows, res.X, tol))
			for len(from) < rows.Len() {
				from = append(from, k)
			}
		}
		if out.Worst <= tol || rows.Len() == 0 {
			out.Done = res.Status == solver.Optimal
			return out, nil
		}
		// Also where this was the last round: an oracle counts the rows that it gave.
		if err := l.add(&rows, from); err != nil {
			return nil, err
		}
		if s.Enough != nil && s.Enough(out.Lower, res.Objective) {
			out.Done = true
			return out, nil
		}
		if res.Status != solver.Optimal {
			return out, nil
		}
	}
	return out, ErrRounds
}
