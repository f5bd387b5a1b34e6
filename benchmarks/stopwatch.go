package benchmarks

import (
	"context"
	"time"

	"github.com/eduparity/eduparity/solver"
)

// A Stopwatch adds up what engines do: the time inside them, and how much they were asked. Open opens
// engines that report to it. It belongs to one goroutine.
type Stopwatch struct {
	Engine func() (solver.Backend, error) // opens the engine that is timed

	Inside time.Duration // of Load, Update and Solve
	Solves int
	Pivots int // simplex iterations
	Nodes  int // of branch and bound
}

// Open opens an engine whose work is added up. It is made for alloc.Exact.
func (w *Stopwatch) Open() (solver.Backend, error) {
	b, err := w.Engine()
	if err != nil {
		return nil, err
	}
	return &timed{b, w}, nil
}

// Reset forgets what was added up.
func (w *Stopwatch) Reset() { w.Inside, w.Solves, w.Pivots, w.Nodes = 0, 0, 0, 0 }

// timed is an engine under a stopwatch.
type timed struct {
	solver.Backend
	watch *Stopwatch
}

func (t *timed) Load(p *solver.Problem) error {
	defer t.since(time.Now())
	return t.Backend.Load(p)
}

func (t *timed) Update(u *solver.Update) error {
	defer t.since(time.Now())
	return t.Backend.Update(u)
}

func (t *timed) Solve(ctx context.Context, start *solver.Start, s *solver.Settings) (*solver.Result, error) {
	defer t.since(time.Now())
	r, err := t.Backend.Solve(ctx, start, s)
	t.watch.Solves++
	if r != nil {
		t.watch.Pivots += r.Pivots
		t.watch.Nodes += r.Nodes
	}
	return r, err
}

// since adds the time that a call took.
func (t *timed) since(began time.Time) { t.watch.Inside += time.Since(began) }
