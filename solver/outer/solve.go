package outer

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/eduparity/eduparity/solver"
)

// Settings are the parameters of a loop. The zero value is useful.
type Settings struct {
	Engine    solver.Settings // its time limit is that of all rounds together
	Tolerance float64         // violation that is let pass; 0: [Tolerance]
	MaxRounds int             // 0: [MaxRounds]
	// Pricer has the columns that the session does not have; nil: there are none. It needs multipliers,
	// so that a problem with whole columns must be solved relaxed.
	Pricer Pricer
	// Age is for how many rounds in a row a cut may be without effect until it is freed; 0: for ever.
	// Only rounds with a basis or multipliers count: those of LPs.
	Age int
	// Gap ends the loop where the best value and the bound are as close as this, relative to the larger
	// of one and the value; 0: only where the point keeps every constraint.
	Gap float64
	// Point is called with every point of a round, whether or not it keeps the constraints.
	Point func(x []float64)
	// Repair makes of a round's point one that keeps every constraint, with its objective, which is an
	// upper bound; nil where it knows none. It must leave x as it is.
	Repair func(x []float64) (y []float64, value float64)
	// Enough ends the loop early, as if the point kept every constraint, when it says true of the
	// best bound so far and the point's objective.
	Enough func(bound, objective float64) bool
}

// A Result is the outcome of a loop.
type Result struct {
	*solver.Result           // of the last round
	Lower          float64   // the best bound of any round, over all columns; -Inf: none
	Upper          float64   // objective of Best; +Inf: none
	Best           []float64 // the best point that keeps every constraint, from Repair or a round; nil: none
	Worst          float64   // violation of the last point
	Done           bool      // the last point keeps every constraint and no column improves it, or Gap or Enough said so
}

// offer takes a point that keeps every constraint if it is better than what there is.
func (r *Result) offer(x []float64, value float64) {
	if x != nil && value < r.Upper {
		r.Best, r.Upper = x, value
	}
}

// closed says whether the best point and the bound have met.
func (r *Result) closed(gap float64) bool {
	return gap > 0 && r.Best != nil && r.Upper-r.Lower <= gap*max(1, math.Abs(r.Upper))
}

// Solve runs rounds until the point keeps every constraint to the tolerance. A limit or a cancelled
// context ends it with what there is: Done is then false. The start serves the first round.
func (l *Loop) Solve(ctx context.Context, start *solver.Start, s Settings) (*Result, error) {
	w, err := l.begin(s)
	if err != nil {
		return nil, err
	}
	out := &Result{Lower: math.Inf(-1), Upper: math.Inf(1)}
	err = w.rounds(ctx, start, out)
	if err != nil && !errors.Is(err, ErrRounds) {
		return nil, err
	}
	out.Best = extended(out.Best, l.Session.NumCols())
	return out, err
}

// rounds are the rounds of Solve.
func (w *work) rounds(ctx context.Context, start *solver.Start, out *Result) error {
	for range w.MaxRounds {
		res, err := w.solve(ctx, start)
		if err != nil {
			return err
		}
		if res == nil {
			out.Result = stopped(out.Result)
			return nil
		}
		start, out.Result = nil, res
		f, err := w.look(res)
		if err != nil {
			return err
		}
		out.Lower = max(out.Lower, f.bound)
		if err := w.age(res, out.Lower); err != nil {
			return err
		}
		if res.X == nil {
			if f.added() {
				continue // columns that may make it feasible
			}
			return nil
		}
		out.Worst = f.worst
		if w.Repair != nil {
			out.offer(w.Repair(res.X))
		}
		w.tell("round", out.Upper, out.Lower)
		if f.worst <= w.Tolerance {
			out.offer(res.X, res.Objective)
		}
		switch {
		case f.kept(w.Tolerance):
			out.Done = res.Status == solver.Optimal && !math.IsInf(f.worst, 1)
			return nil
		case out.closed(w.Gap), w.Enough != nil && w.Enough(out.Lower, res.Objective):
			out.Done = true
			return nil
		case res.Status != solver.Optimal:
			return nil
		}
	}
	return ErrRounds
}

// stopped is the last round, which was solved, as one that a limit ended: more was to come.
func stopped(r *solver.Result) *solver.Result {
	last := *r
	last.Status = solver.TimeLimit
	return &last
}

// extended is a point with the columns that came after it at 0; nil stays nil.
func extended(x []float64, n int) []float64 {
	if x == nil || len(x) == n {
		return x
	}
	return append(slices.Clone(x), make([]float64, n-len(x))...)
}

// A work is a loop while it solves.
type work struct {
	*Loop
	Settings
	begun  time.Time
	solved bool    // some round was
	agedAt float64 // the bound when rows were last freed
}

// begin checks the settings and fills in what is not set.
func (l *Loop) begin(s Settings) (*work, error) {
	if s.Tolerance == 0 {
		s.Tolerance = Tolerance
	}
	if s.MaxRounds == 0 {
		s.MaxRounds = MaxRounds
	}
	switch {
	case !(s.Tolerance > 0) || s.MaxRounds < 0 || s.Age < 0 || !(s.Gap >= 0):
		return nil, fmt.Errorf("outer approximation: %w: tolerance %v, %d rounds, age %d, gap %v",
			solver.ErrInvalid, s.Tolerance, s.MaxRounds, s.Age, s.Gap)
	case s.Pricer != nil && !s.Engine.Relax && l.Session.Problem().AnyWhole():
		return nil, fmt.Errorf("outer approximation: %w: whole columns leave no multipliers to price with", solver.ErrInvalid)
	}
	return &work{Loop: l, Settings: s, begun: time.Now(), agedAt: math.Inf(-1)}, nil
}

// solve is one solve with what is left of the time; nil: nothing is left.
func (w *work) solve(ctx context.Context, start *solver.Start) (*solver.Result, error) {
	engine := w.Engine
	if engine.TimeLimit > 0 && w.solved {
		engine.TimeLimit -= time.Since(w.begun).Seconds()
		if engine.TimeLimit <= 0 {
			return nil, nil
		}
	}
	res, err := w.Session.Solve(ctx, start, &engine)
	if err != nil {
		return nil, err
	}
	w.solved = true
	w.Rounds++
	w.Pivots += res.Pivots
	if res.Basis != nil {
		w.Basis = res.Basis
	}
	if res.X != nil && w.Point != nil {
		w.Point(res.X)
	}
	return res, nil
}

// tell reports a round.
func (w *work) tell(phase string, value, bound float64) {
	if w.Engine.Progress == nil {
		return
	}
	if math.IsInf(value, 1) {
		value = math.NaN()
	}
	w.Engine.Progress(solver.Progress{Phase: phase, Round: w.Rounds, Value: value, Bound: bound})
}

// A found is what was found at a round's point and multipliers and handed to the session.
type found struct {
	bound                float64   // of the objective over all columns
	worst                float64   // violation of the point
	by                   []float64 // the same by oracle
	cuts, columns, alive int       // added, added, revived
}

// added says whether the next round will have more to go by.
func (f *found) added() bool { return f.cuts+f.columns+f.alive > 0 }

// kept says whether nothing is left to do: no column to add, and no constraint that is violated or
// none that a row could mend.
func (f *found) kept(tol float64) bool {
	return f.columns == 0 && (f.worst <= tol || f.cuts+f.alive == 0)
}

// look prices and separates at the point of a round, and adds what it finds.
func (w *work) look(res *solver.Result) (*found, error) {
	f := &found{bound: res.Bound}
	if err := w.price(res, f); err != nil || res.X == nil {
		return f, err
	}
	var rows solver.Rows
	var from []int
	for k, o := range w.oracles {
		f.by = append(f.by, o.Separate(&rows, res.X, w.Tolerance))
		f.worst = max(f.worst, f.by[k])
		for len(from) < rows.Len() {
			from = append(from, k)
		}
	}
	f.cuts = rows.Len()
	if f.worst > w.Tolerance {
		if err := w.revive(res.X, f); err != nil {
			return nil, err
		}
	}
	// Also where this was the last round: an oracle counts the rows that it gave.
	return f, w.add(&rows, from)
}
